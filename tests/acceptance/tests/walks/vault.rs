//! The vault itself: made, locked, opened by the right passphrase.

use keyturn_acceptance::Setup;

#[tokio::test(flavor = "multi_thread")]
async fn only_the_passphrase_opens_the_vault() {
    Setup::new("vault-passphrase")
        .run(async |walk| {
            walk.add_starters().await;
            walk.page.follow("Connections").await;
            walk.page.paste("New passphrase", "too short").await;
            walk.page.press("Make the vault").await;
            walk.page.says("Use at least 15 characters.").await;
            walk.look("make").await;
            walk.make_vault().await;
            walk.look("made").await;
            walk.page.press("Lock the vault now").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.look("locked").await;
            walk.page.paste("Passphrase", "four plain words in a raw").await;
            walk.page.press("Unlock").await;
            walk.page.says("This passphrase does not open the vault.").await;
            walk.look("wrong").await;
            walk.unlock().await;
            walk.page.follow("Keys").await;
            walk.until_all_checked(8).await;

            walk.page.follow("Connections").await;
            walk.page.press("Destroy the vault").await;
            walk.page.paste("Type destroy to confirm", "destroy").await;
            walk.page.press("Destroy it for good").await;
            walk.page.has("heading", "Connections").await;
            walk.page.follow("Keys").await;
            walk.page.says("No keys yet").await;
        })
        .await;
}
