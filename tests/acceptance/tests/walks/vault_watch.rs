//! A second tab sees what happens in the first, can change nothing, and can take over.

use keyturn_acceptance::{Setup, Walk};

const RUN: &str = "Rotate the key of Payroll demo";

/// Buttons and fields of the page itself that could be used.
const USABLE: &str = "return [...document.querySelectorAll('.untouchable :is(button, input, select, textarea)')] \
                      .filter((it) => !it.matches(':disabled')).length";

/// What a key asks for is shown, and leads nowhere.
async fn leads_to_no_run(walk: &Walk) {
    const LINKS: &str =
        "return document.querySelectorAll('main a:is([href$=\"/renew\"], [href$=\"/rotate\"])').length";
    assert_eq!(walk.page.ask::<usize>(LINKS, &[]).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tab_sees_the_run_live_and_changes_nothing() {
    Setup::new("vault-watch")
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;

            let first = walk.other_tab().await;
            let second = walk.current_tab().await;
            walk.unlock().await;
            walk.page.has("heading", "Another tab works with the vault").await;
            walk.until_all_checked(8).await;
            walk.page.says("Only in the other tab").await;
            leads_to_no_run(walk).await;
            walk.look("keys").await;
            let title = walk.title_of(&keys.nine_days).await;
            walk.go_to_key(&title).await;
            walk.page.says("Only in the other tab").await;
            leads_to_no_run(walk).await;
            walk.look("key").await;
            walk.page.follow("Keys").await;
            walk.page.follow(RUN).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.look("before").await;
            assert_eq!(walk.page.ask::<usize>(USABLE, &[]).await, 0);
            let asked = walk.vendors.count_all().await;

            walk.switch(first.clone()).await;
            walk.post_to_a_slow_vendor().await;
            walk.switch(second.clone()).await;
            walk.page.until_step("Provision", "running").await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.look("store").await;
            assert_eq!(walk.page.ask::<usize>(USABLE, &[]).await, 0);

            walk.switch(first.clone()).await;
            let new = walk.newest_of(&keys.payroll_demo).await;
            walk.read_back(&new).await;
            walk.roll_out().await;
            walk.switch(second.clone()).await;
            walk.page.until_step("Deactivate", "waiting for you").await;
            walk.switch(first).await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;

            walk.switch(second).await;
            walk.page
                .until("the run's end", async || {
                    let text = walk.page.text().await;
                    let over =
                        text.contains("Rotation complete") || text.contains("This run ended elsewhere");
                    if over { Ok(()) } else { Err(text) }
                })
                .await;
            walk.page.follow("Keys").await;
            walk.page.says("deactivated").await;
            walk.page.says_no_more("Unfinished runs").await;
            assert!(walk.vendors.count_all().await > asked);
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_tab_has_the_vault_and_another_may_take_it_over() {
    Setup::new("vault-take-over")
        .run(async |walk| {
            let keys = walk.begin_in_vault().await;
            let first = walk.other_tab().await;
            let second = walk.current_tab().await;
            walk.unlock().await;
            walk.page.follow(RUN).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.page.press("Take over").await;
            walk.page.says_no_more("Another tab works with the vault").await;
            walk.page.has("heading", RUN).await;
            let new = walk.provision(&keys.payroll_demo).await;

            // Who lost it is locked, and looks on from then.
            walk.switch(first).await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.unlock().await;
            walk.page.has("heading", "Another tab works with the vault").await;
            walk.page.until_step("Store", "waiting for you").await;

            walk.switch(second).await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            // Locking one locks all.
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_whose_lock_was_stolen_writes_nothing_more() {
    Setup::new("vault-stolen")
        .run(async |walk| {
            walk.begin_in_vault().await;
            // Another tab takes every set over, and this one is told nothing of it: only the fence is left to hold.
            let fence = "return new Promise((done) => { indexedDB.open('keyturn').onsuccess = ({ target }) => { \
                           const base = target.result, write = base.transaction(['sets', 'vault'], 'readwrite'); \
                           write.objectStore('sets').getAllKeys().onsuccess = (keys) => { \
                             for (const set of keys.target.result) write.objectStore('vault').put(1000, ['fence', set]) }; \
                           write.oncomplete = () => { base.close(); done() } } })";
            walk.page.ask::<()>(fence, &[]).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.has("heading", "This run stands still").await;
            walk.reads("Another tab took this over, so this tab wrote nothing.").await;
            walk.look("stale").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 0);
        })
        .await;
}
