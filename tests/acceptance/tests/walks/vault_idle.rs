//! The vault locks itself: after its minutes, with a warning that one act answers; when hidden; from another tab. The
//! page's clocks are moved, so that nothing waits.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;

const WARNED: &str = "Nobody has touched this page for a while.";

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_vault_warns_and_one_act_extends_it() {
    Setup::new("vault-idle")
        .run(async |walk| {
            walk.begin_with_vault().await;
            walk.page.paste("Lock after so many minutes without a touch", "61").await;
            walk.page.says("A whole number of minutes from 1 to 60.").await;
            walk.page.paste("Lock after so many minutes without a touch", "10").await;
            walk.page.press("Save when it locks").await;
            for _ in 0..3 {
                walk.pass_in_page(9 * 60 + 5).await;
                walk.page.says(WARNED).await;
                walk.page.press("Stay unlocked").await;
                walk.page.says_no_more(WARNED).await;
            }
            walk.pass_in_page(9 * 60 + 5).await;
            walk.page.says(WARNED).await;
            walk.look("warned").await;
            // Looking presses nothing: the time goes on.
            walk.pass_in_page(60).await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.shows_no_key("locked").await;
            walk.unlock().await;
            walk.page.has("field", "Lock after so many minutes").await;
            let kept = "return __walk.find('field', 'Lock after so many minutes')[0].value";
            assert_eq!(walk.page.ask::<String>(kept, &[]).await, "10");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_page_locks_by_its_own_setting_and_every_tab_with_it() {
    Setup::new("vault-hidden")
        .run(async |walk| {
            walk.begin_with_vault().await;
            let first = walk.other_tab().await;
            walk.unlock().await;
            walk.page.has("heading", "Another tab works with the vault").await;
            let second = walk.current_tab().await;
            walk.switch(first).await;
            walk.page.select("Take a hidden page", "as left: lock at once").await;
            walk.page.press("Save when it locks").await;
            let hide = "Object.defineProperty(document, 'hidden', { configurable: true, value: true }); \
                        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))";
            walk.page.ask::<()>(hide, &[]).await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.switch(second).await;
            walk.page.has("heading", "Unlock the vault").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_left_on_the_clipboard_is_owned_up_to_on_the_unlock_page() {
    Setup::new("vault-clipboard")
        .run(async |walk| {
            walk.begin_with_vault().await;
            walk.page.follow("Keys").await;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            walk.page.press("Copy: this key").await;
            walk.page.says("A key is on the clipboard.").await;
            // A browser that does not let the page write when nobody has pressed anything.
            walk.page
                .ask::<()>("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))", &[])
                .await;
            walk.pass_in_page(5 * 60).await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.page.says("When the vault was locked, a key was on the clipboard").await;
            walk.look("left-behind").await;
            walk.page.press("Clear now").await;
            walk.page.says_no_more("When the vault was locked, a key was on the clipboard").await;
            walk.page.reload().await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.page.says_no_more("a key was on the clipboard").await;
        })
        .await;
}
