//! Another passphrase for the same vault: at any instant exactly one opens it.

use keyturn_acceptance::flows::PASSPHRASE;
use keyturn_acceptance::{Setup, Walk};

const OTHER: &str = "marble otter lantern gravel saddle copper";

async fn asks_for_another(walk: &Walk, current: &str) {
    asks_for(walk, current, OTHER).await;
}

async fn asks_for(walk: &Walk, current: &str, new: &str) {
    walk.page.follow("Connections").await;
    walk.page.unfold("Change the passphrase").await;
    walk.page.paste("Current passphrase", current).await;
    walk.page.paste("Another passphrase", new).await;
    walk.page.paste("The other passphrase again", new).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_passphrase_can_be_changed_and_the_other_tab_is_told() {
    Setup::new("vault-change")
        .run(async |walk| {
            walk.begin_with_vault().await;
            let first = walk.other_tab().await;
            walk.unlock().await;
            walk.page.has("heading", "Another tab works with the vault").await;
            let second = walk.current_tab().await;
            walk.switch(first).await;

            asks_for_another(walk, "not the passphrase at all").await;
            walk.page.paste("Another passphrase", "password password password").await;
            walk.page.press("Change it now").await;
            walk.page.says("among the first that anybody would try").await;
            walk.page.paste("Another passphrase", OTHER).await;
            walk.page.says("Strength: good").await;
            walk.page.press("Change it now").await;
            walk.page.says("This passphrase does not open the vault.").await;
            walk.look("asked").await;
            walk.page.paste("Current passphrase", PASSPHRASE).await;
            walk.page.press("Change it now").await;
            walk.page.says("The former one opens this vault no more.").await;

            walk.switch(second).await;
            walk.page.says("The vault's passphrase was changed in another tab.").await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.try_passphrase(PASSPHRASE).await;
            walk.page.says("This passphrase does not open the vault.").await;
            walk.try_passphrase(OTHER).await;
            walk.page.has("button", "Lock").await;
            walk.until_all_checked(8).await;
        })
        .await;
}

/// The passphrases that open the vault now.
async fn opened_by(walk: &Walk) -> Vec<&'static str> {
    let mut opened = Vec::new();
    for passphrase in [PASSPHRASE, OTHER] {
        walk.page.has("heading", "Unlock the vault").await;
        walk.try_passphrase(passphrase).await;
        let opens = walk
            .page
            .until("an answer", async || {
                let text = walk.page.text().await;
                match (text.contains("Unlock the vault"), text.contains("does not open the vault.")) {
                    (false, _) => Ok(true),
                    (true, true) => Ok(false),
                    (true, false) => Err(text),
                }
            })
            .await;
        if opens {
            opened.push(passphrase);
            walk.page.press("Lock").await;
        }
    }
    opened
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_while_the_passphrase_changes_leaves_exactly_one_that_opens() {
    Setup::new("vault-change-killed")
        .run(async |walk| {
            walk.begin_with_vault().await;

            asks_for_another(walk, PASSPHRASE).await;
            walk.page.press("Change it now").await;
            walk.crash().await;
            let opened = opened_by(walk).await;
            assert_eq!(opened.len(), 1, "{opened:?}");
            let (before, after) = if opened == [PASSPHRASE] { (PASSPHRASE, OTHER) } else { (OTHER, PASSPHRASE) };

            // The new header is put and not yet complete: the browser holds the transaction open.
            walk.try_passphrase(before).await;
            walk.page.says_no_more("Unlock the vault").await;
            asks_for(walk, before, after).await;
            let hold = "const put = IDBObjectStore.prototype.put; \
                        IDBObjectStore.prototype.put = function (...with_) { \
                          const asked = put.apply(this, with_); \
                          if (with_[1] === 'header') { \
                            const spin = () => { this.get('header').onsuccess = spin }; spin(); globalThis.held = true } \
                          return asked }";
            walk.page.ask::<()>(hold, &[]).await;
            walk.page.press("Change it now").await;
            walk.page
                .until("the header to be put", async || {
                    let held: bool = walk.page.ask("return globalThis.held === true", &[]).await;
                    if held { Ok(()) } else { Err("not yet".into()) }
                })
                .await;
            walk.crash().await;
            assert_eq!(opened_by(walk).await, [before]);

            walk.try_passphrase(before).await;
            walk.page.says_no_more("Unlock the vault").await;
            asks_for(walk, before, after).await;
            walk.page.press("Change it now").await;
            walk.page.says("The former one opens this vault no more.").await;
            walk.crash().await;
            assert_eq!(opened_by(walk).await, [after]);
        })
        .await;
}
