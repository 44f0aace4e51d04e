//! What the vault keeps of a key: who answers for it, where it is used, notes, what came before it; and forgetting its
//! text alone. And the page on what is promised, which needs no vault.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;

#[tokio::test(flavor = "multi_thread")]
async fn owner_use_notes_and_predecessors_are_kept_and_a_key_can_be_forgotten_alone() {
    Setup::new("vault-keeping")
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            let new = walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            walk.page.follow("The new key").await;
            for (label, text) in [
                ("Owner and contact", "Payments team, payments@example.test"),
                ("Where it is used", "Checkout, the nightly export"),
                ("Notes", "Change window on Sundays"),
            ] {
                walk.page.paste(label, text).await;
            }
            walk.page.press("Save the notes").await;
            walk.page.press("Forget the key itself").await;
            walk.page.press("Forget it").await;
            walk.page.says("The key itself was forgotten here").await;

            walk.crash().await;
            walk.unlock().await;
            // Eight came first; the new key bears the old one's label.
            walk.until_all_checked(9).await;
            walk.go_within("/keys/9").await;
            walk.page.says("The key itself was forgotten here").await;
            walk.reads("Replaced, nearest first").await;
            walk.reads("deactivated").await;
            walk.look("key").await;
            let values = "return [...document.querySelectorAll('input')].map((it) => it.value).join('\\n')";
            let values: String = walk.page.ask(values, &[]).await;
            for text in [
                "Payments team, payments@example.test",
                "Checkout, the nightly export",
                "Change window on Sundays",
            ] {
                assert!(values.contains(text), "“{text}” was not kept: {values}");
            }
            assert!(walk.vendors.is_alive(&new).await, "the vendor is told nothing");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_promised_can_be_read_while_the_vault_is_locked() {
    Setup::new("vault-promises")
        .run(async |walk| {
            walk.begin_with_vault().await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.page.unfold("What the vault keeps safe, and what it does not").await;
            walk.page.follow("All that is promised").await;
            walk.page.has("heading", "What is not promised").await;
            walk.reads("one_tab_has_the_vault_and_another_may_take_it_over").await;
            walk.look("security").await;
            walk.page.follow("To the panel").await;
            walk.page.has("heading", "Unlock the vault").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_vaults_screens_fit_a_phone() {
    Setup::new("vault-phone")
        .narrow()
        .run(async |walk| {
            walk.add_starters().await;
            walk.page.follow("Connections").await;
            walk.page.unfold("Import a sealed export").await;
            walk.look("make").await;
            walk.make_vault().await;
            walk.page.unfold("Change the passphrase").await;
            walk.page.unfold("Save a sealed export").await;
            walk.page.choose("Seal it under a passphrase of its own").await;
            walk.look("set").await;
            walk.other_tab().await;
            walk.page.unfold("What the vault keeps safe, and what it does not").await;
            walk.look("locked").await;
            walk.unlock().await;
            walk.page.has("heading", "Another tab works with the vault").await;
            walk.until_all_checked(8).await;
            walk.look("watching").await;
            walk.go_within("/security").await;
            walk.page.has("heading", "What is not promised").await;
            walk.look("security").await;
        })
        .await;
}
