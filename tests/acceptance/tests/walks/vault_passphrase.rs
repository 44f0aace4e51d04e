//! Another passphrase for the same vault: at any instant exactly one opens it.

use keyturn_acceptance::flows::PASSPHRASE;
use keyturn_acceptance::{Setup, Walk};

const OTHER: &str = "marble otter lantern gravel saddle copper";

async fn asks_for_another(walk: &Walk, current: &str) {
    walk.page.follow("Connections").await;
    walk.page.unfold("Change the passphrase").await;
    walk.page.paste("Current passphrase", current).await;
    walk.page.paste("Another passphrase", OTHER).await;
    walk.page.paste("The other passphrase again", OTHER).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_passphrase_can_be_changed_and_the_other_tab_is_told() {
    Setup::new("vault-change")
        .run(async |walk| {
            walk.add_starters().await;
            walk.make_vault().await;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_while_the_passphrase_changes_leaves_exactly_one_that_opens() {
    Setup::new("vault-change-killed")
        .run(async |walk| {
            walk.add_starters().await;
            walk.make_vault().await;
            asks_for_another(walk, PASSPHRASE).await;
            walk.page.press("Change it now").await;
            walk.crash().await;
            let mut opened = 0;
            for passphrase in [PASSPHRASE, OTHER] {
                walk.page.has("heading", "Unlock the vault").await;
                walk.try_passphrase(passphrase).await;
                let opens = walk
                    .page
                    .until("an answer", async || {
                        let (open, refused) =
                            (walk.page.count("button", "Lock").await, walk.page.text().await);
                        match (open, refused.contains("This passphrase does not open the vault.")) {
                            (1, _) => Ok(true),
                            (_, true) => Ok(false),
                            _ => Err(refused),
                        }
                    })
                    .await;
                if opens {
                    opened += 1;
                    walk.page.press("Lock").await;
                }
            }
            assert_eq!(opened, 1);
        })
        .await;
}
