//! The clock and the faults that a presenter steers by hand.

use keyturn_acceptance::Setup;

use super::only_own_files;

#[tokio::test(flavor = "multi_thread")]
async fn demo_a_presenter_arms_a_fault_and_moves_the_clock() {
    Setup::new("demo-drawer")
        .demo()
        .run(async |walk| {
            walk.page.open("/").await;
            walk.until_all_checked(8).await;
            walk.look("open").await;
            walk.page.unfold("Break something").await;
            walk.page.select("Which request", "SuperAPI GET product").await;
            walk.page.select("What happens", "503").await;
            walk.page.press("Arm it").await;
            walk.page.says("SuperAPI GET product: 503, 1 more").await;
            walk.look("armed").await;
            walk.page.press("Check all").await;
            walk.page.says("Nothing is armed.").await;
            walk.page.has("row", "Payroll import").await;
            walk.page.says("503").await;

            walk.page.unfold("Clock").await;
            walk.page.press("A week on").await;
            walk.page.says("9 Mar 2026").await;
            walk.page.press("Past the next end").await;
            walk.page.says("11 Mar 2026").await;
            walk.page.press("Check all").await;
            walk.page
                .until("the key to be dead", async || {
                    let row = "return __walk.find('row', 'Payments server')[0].innerText";
                    let row: String = walk.page.ask(row, &[]).await;
                    if row.contains("dead") { Ok(()) } else { Err(row) }
                })
                .await;
            // Until all are checked, buttons still change their colours.
            walk.page.has("button", "Check all").await;
            walk.look("moved").await;
            walk.page.reload().await;
            walk.until_all_checked(8).await;
            walk.page.unfold("Clock").await;
            walk.page.says("2 Mar 2026").await;
            only_own_files(walk).await;
        })
        .await;
}
