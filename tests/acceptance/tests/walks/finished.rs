//! A run that ends itself after an unlock says so.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;
use keyturn_sandbox::{Fault, RouteName};

const AWAY: &str = "Finished while you were away";

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_ended_by_a_parked_answer_says_so_on_keys_and_on_its_page() {
    Setup::new("finished-away")
        .run(async |walk| {
            let keys = walk.begin_with_vault().await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.vendors.arm(RouteName::Deactivate, Fault::Latency(3_000)).await;
            walk.deactivate(None).await;
            walk.until_received("DELETE", "product-api-key", 1).await;
            walk.page.follow("Keys").await;
            walk.page.has("heading", "Keys").await;
            walk.page.press("Lock").await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.unlock().await;

            walk.page.has("heading", AWAY).await;
            walk.page.says("Rotate the key of Payroll demo: Rotation complete").await;
            walk.look("keys").await;
            walk.page.follow("Rotate the key of Payroll demo").await;
            walk.page.has("heading", AWAY).await;
            walk.page.says("An answer was on its way when this run stood still.").await;
            walk.page.has("heading", "Rotation complete").await;
            walk.look("run").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);

            walk.page.follow("Keys").await;
            walk.page.has("heading", "Keys").await;
            assert_eq!(walk.page.count("heading", AWAY).await, 0, "it was looked at");
        })
        .await;
}
