//! A whole key in a text: said in red, nowhere echoed, taken out of the copy, and replaced at once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyturn_acceptance::flows::titles;
use keyturn_acceptance::{Given, Setup, Walk};
use tempfile::TempDir;

use crate::look_up::{AREA, BOX, go, line, paste, scanned};

/// Whatever the browser keeps or shows of the page, but for what its own document shows.
const KEPT: &str = "return (async () => { \
    const databases = await indexedDB.databases(); \
    const caches = await globalThis.caches?.keys() ?? []; \
    return [location.href, document.title, JSON.stringify(history.state), JSON.stringify(localStorage), \
      JSON.stringify(sessionStorage), document.cookie, JSON.stringify(databases), JSON.stringify(caches), \
      performance.getEntries().map((it) => it.name).join()].join('\\n'); })()";

/// No form of the key stands in the page, in what the browser keeps of it, or in a field.
async fn echoes_nothing(walk: &Walk, secret: &str) {
    walk.shows_no_key("leak").await;
    let kept: String = walk.page.ask(KEPT, &[]).await;
    let fields: String = walk
        .page
        .ask("return [...document.querySelectorAll('input, textarea')].map((it) => it.value).join()", &[])
        .await;
    let screen = walk.page.screen().await;
    let random = secret.rsplit('_').next().expect("the random part");
    for (place, text) in [
        ("what is kept", &kept),
        ("a field", &fields),
        ("the document", &screen.html),
        ("the text", &screen.text),
    ] {
        assert!(!text.contains(&random[..random.len() - 4]), "the key stands in {place}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_key_is_a_leak_and_is_echoed_nowhere() {
    Setup::new("look-up-leak")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            go(walk).await;
            let basic = STANDARD.encode(format!("{}:", keys.ninety_days));
            let text = [
                line(walk, 1, &format!("x-api-key: {}", keys.payroll_live)).await,
                line(walk, 2, &format!("Authorization: Basic {basic}")).await,
            ]
            .concat();
            paste(walk, &text).await;
            walk.page.has("heading", "This is a leak: a whole key stands in this text").await;
            walk.page.says("SuperAPI product key").await;
            walk.page.says("Westpac secret key").await;
            walk.look("leak").await;
            echoes_nothing(walk, &keys.payroll_live).await;
            echoes_nothing(walk, &keys.ninety_days).await;
            assert!(!walk.page.screen().await.html.contains(&basic));

            // A single key, typed or pasted alone, does not stay in the box.
            walk.page.paste(BOX, &keys.payroll_live).await;
            walk.page.says("Deal with the leak of").await;
            echoes_nothing(walk, &keys.payroll_live).await;

            // Back and forward bring nothing back.
            walk.page.follow("Keys").await;
            walk.page.back().await;
            walk.page.has("heading", "Look up").await;
            echoes_nothing(walk, &keys.payroll_live).await;
        })
        .await;
}

/// How many whole keys the scanner finds, run here on the bytes of a file.
fn whole_keys(bytes: &[u8]) -> usize {
    scanned(bytes).take().iter().filter(|it| it.kind.is_whole()).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_of_the_redacted_copy_finds_nothing() {
    let folder = TempDir::new().expect("a folder");
    Setup::new("look-up-copy")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.page.save_to(folder.path()).await;
            go(walk).await;
            let basic = STANDARD.encode(format!("{}:", keys.ninety_days));
            let name = walk.title_of(&keys.ninety_days).await;
            let escaped = keys.payroll_demo.replace('_', "%5F");
            let log = format!(
                "{}plain {}\nbasic {basic}\nescaped {escaped}\nkept {name}\n",
                line(walk, 1, &format!("x-api-key: {}", keys.payroll_live)).await,
                keys.nine_days,
            );
            walk.page.drop_files(AREA, &[Given::plain("shop.log", log.as_bytes())]).await;
            walk.page.press("Make a redacted copy of shop.log").await;
            walk.page.says("4 keys were replaced by their masks.").await;
            walk.page.says("The copy was looked through again: no whole key stands in it.").await;
            walk.look("copied").await;
            walk.page.press("Save the redacted copy of shop.log").await;
            let copy = walk.page.saved(folder.path(), "shop.redacted.log").await;
            assert_eq!(whole_keys(log.as_bytes()), 4, "the scanner sees the keys that are there");
            assert_eq!(whole_keys(&copy), 0, "{}", String::from_utf8_lossy(&copy));
            let copy = String::from_utf8(copy).expect("text");
            for secret in walk.all_keys().await {
                assert!(!copy.contains(&secret), "{copy}");
            }
            assert!(!copy.contains(&basic) && !copy.contains(&escaped), "{copy}");
            assert!(copy.contains(&name) && copy.lines().count() == log.lines().count(), "{copy}");

            walk.page.drop_files(AREA, &[Given::plain("again.log", copy.as_bytes())]).await;
            walk.page.says("again.log: 5 lines").await;
            walk.page.says_no_more("This is a leak").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaked_superapi_key_is_replaced_at_once_and_reported() {
    Setup::new("leak-rotation")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            go(walk).await;
            paste(walk, &line(walk, 1, &keys.payroll_live).await).await;
            walk.page.follow("Deal with the leak of").await;
            walk.page.has("heading", &format!("Leak of {}", titles::PAYROLL_LIVE)).await;
            walk.page.press("Mark as leaked").await;
            walk.page.says("Say where the key was seen.").await;
            walk.page
                .paste("Where it was seen, and how it came there", "In the log of the shop, sent to support")
                .await;
            walk.look("mark").await;
            walk.page.press("Mark as leaked").await;
            walk.page.has("heading", "Tell SuperAPI within 24 hours").await;
            walk.page.says("in 24 hours").await;
            walk.page.says("In the log of the shop, sent to support").await;
            walk.page.says("To: security@superapi.com.au").await;
            walk.look("marked").await;

            walk.page.follow("Replace and deactivate at once").await;
            walk.page.press("Begin with the checks").await;
            // The proofs of every rotation hold: there is nothing to deactivate with before they are given.
            walk.page.until_step("Provision", "waiting for you").await;
            assert_eq!(walk.page.count("button", "Deactivate the old key").await, 0);
            let new = walk.provision(&keys.payroll_live).await;
            assert_eq!(walk.page.count("button", "Deactivate the old key").await, 0);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 0);
            walk.read_back(&new).await;
            walk.page.until_step("Deactivate", "waiting for you").await;
            walk.page.until_step("Roll out", "skipped").await;
            walk.look("at-once").await;
            walk.deactivate(Some("Payroll live")).await;
            walk.page.has("heading", "Rotation complete").await;
            assert!(!walk.vendors.is_alive(&keys.payroll_live).await && walk.vendors.is_alive(&new).await);

            walk.page.follow("Keys").await;
            walk.page.has("heading", "Keys").await;
            walk.page.says("leaked").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn for_quickstream_the_page_says_what_its_api_cannot_do() {
    Setup::new("leak-quickstream")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let title = walk.title_of(&keys.ninety_days).await;
            walk.go_to_key(&title).await;
            walk.page.follow("Mark as leaked").await;
            walk.page
                .paste("Where it was seen, and how it came there", &format!("mail with {}", keys.ninety_days))
                .await;
            walk.page.press("Mark as leaked").await;
            walk.page.says("QuickStream's API can neither make a key nor end one.").await;
            walk.page.says("no call of the API does it").await;
            walk.shows_no_key("reason").await;
            walk.look("quickstream").await;
            assert_eq!(walk.page.count("heading", "Tell SuperAPI").await, 0);
        })
        .await;
}
