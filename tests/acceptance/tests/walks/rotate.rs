//! Rotating a SuperAPI key to its end.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_is_complete_when_the_old_key_is_proven_dead() {
    Setup::new("rotate")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            walk.look("key").await;
            walk.page.follow("Rotate this key").await;
            walk.page.has("heading", "Rotate the key of Payroll demo").await;
            walk.reads("Keys are in this tab's memory only").await;
            walk.look("before").await;
            walk.page.press("Begin with the checks").await;

            walk.page.until_step("Provision", "waiting for you").await;
            walk.stands(&[
                "done",
                "waiting for you",
                "not started",
                "not started",
                "not started",
                "not started",
                "not started",
            ])
            .await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 0);
            walk.look("provision").await;
            walk.page.press("Make the new key").await;
            walk.page.says("Make a second living key for Payroll demo?").await;
            walk.look("provision-asked").await;
            walk.page.press("Make the new key").await;

            walk.page.until_step("Store", "waiting for you").await;
            let new = walk.newest_of(&keys.payroll_demo).await;
            assert_ne!(new, keys.payroll_demo);
            walk.look("store").await;
            walk.read_back(&new).await;

            walk.page.until_step("Roll out", "waiting for you").await;
            walk.look("roll-out").await;
            walk.roll_out().await;
            walk.look("deactivate").await;
            walk.page.press("Deactivate the old key").await;
            walk.reads("SuperAPI does not say which").await;
            walk.look("deactivate-asked").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 0);
            walk.page.press("Deactivate the old key").await;

            walk.page.until_step("Verify", "done").await;
            walk.page.has("heading", "Rotation complete").await;
            walk.stands(&["done"; 7]).await;
            walk.look("complete").await;

            assert!(!walk.vendors.is_alive(&keys.payroll_demo).await, "the old key is dead at the vendor");
            assert!(walk.vendors.is_alive(&new).await, "the new key is alive at the vendor");
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 1);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);

            walk.page.follow("Activity").await;
            walk.page.says("About to ask SuperAPI to deactivate the old key, once.").await;
            walk.look("activity").await;
        })
        .await;
}
