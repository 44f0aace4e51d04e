//! The Trusted Types policies that the page's headers allow are made by the page's first script: before a worker is ever
//! started their names are taken, and they pass nothing that runs but the page's own files.

use keyturn_acceptance::{Engine, Setup};
use serde_json::json;

/// What a later script gets by its own policy of this name: an error, where the browser knows of policies at all.
const TAKE: &str = "if (!globalThis.trustedTypes) return 'unknown'; \
                    try { trustedTypes.createPolicy(arguments[0], { createScriptURL: (it) => it }); return 'made' } \
                    catch { return 'refused' }";

/// What the page's policy makes of the address of another script.
const PASS: &str = "try { return String(keyturnWorker.createScriptURL(arguments[0])) } catch { return '' }";

in_each_engine!(the_names_of_the_policies_are_taken_before_anything_else_runs);

async fn the_names_of_the_policies_are_taken_before_anything_else_runs(engine: Engine) {
    Setup::new("engine-policies")
        .engine(engine)
        // The browser tells of each attempt.
        .expecting(&["trusted-types", "Trusted Type", "TrustedTypes", "createPolicy"])
        .run(async |walk| {
            walk.page.open("/").await;
            walk.page.has("heading", "No keys yet").await;
            for name in ["default", "keyturn-worker", "another"] {
                let went: String = walk.page.ask(TAKE, &[json!(name)]).await;
                assert!(["refused", "unknown"].contains(&went.as_str()), "{name}: {went}");
            }
            let own = "return document.querySelector('script[data-scan]').dataset.scan";
            let own: String = walk.page.ask(own, &[]).await;
            let copy = format!("blob:{}/1", walk.page.origin());
            for right in [own, copy] {
                let passed: String = walk.page.ask(PASS, &[json!(right)]).await;
                assert_eq!(passed, right);
            }
            for other in
                ["/", "data:text/javascript,0", "https://elsewhere.test/scan.js", "blob:null/1", "undefined"]
            {
                let passed: String = walk.page.ask(PASS, &[json!(other)]).await;
                assert!(["", "null"].contains(&passed.as_str()), "{other} passes as {passed}");
            }
        })
        .await;
}
