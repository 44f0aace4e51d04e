//! Whole flows on a window of 360 pixels: nothing scrolls sideways.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_on_a_phone() {
    Setup::new("phone-rotate")
        .narrow()
        .run(async |walk| {
            walk.page.open("/").await;
            walk.look("empty").await;
            let keys = walk.add_starters().await;
            walk.look("keys").await;
            walk.begin_rotation(titles::PAYROLL_LIVE).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.look("provision").await;
            walk.page.unfold("2 requests").await;
            walk.look("requests").await;
            let new = walk.provision(&keys.payroll_live).await;
            walk.look("store").await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;
            walk.look("roll-out").await;
            walk.roll_out().await;
            walk.page.press("Deactivate the old key").await;
            walk.page.has("dialog", "Deactivate the old key of Payroll live?").await;
            walk.look("deactivate-asked").await;
            walk.page.paste("Type Payroll live to confirm", "Payroll live").await;
            walk.page.press("Deactivate the old key").await;
            walk.page.has("heading", "Rotation complete").await;
            walk.look("complete").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_on_a_phone() {
    Setup::new("phone-renew")
        .narrow()
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_renewal(&keys.nine_days).await;
            walk.page.until_step("Store", "waiting for you").await;
            walk.look("store").await;
            let new = walk.vendors.newest_secret().await;
            walk.read_back(&new.text).await;
            walk.page.until_step("Confirm", "ready").await;
            walk.page.press("Ask once more with the new key").await;
            walk.page.has("heading", "Renewed").await;
            walk.look("renewed").await;
            for page in ["Connections", "Activity", "Rehearse"] {
                walk.page.follow(page).await;
                walk.page.has("heading", page).await;
                walk.look(page).await;
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_at_320_pixels() {
    Setup::new("smallest")
        .narrow()
        .run(async |walk| {
            walk.page.resize(320, 640).await;
            walk.add_starters().await;
            walk.fits("keys").await;
            walk.begin_rotation(titles::SONS).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.fits("run").await;
            for page in ["Look up", "Connections", "Activity", "Rehearse"] {
                walk.page.follow(page).await;
                walk.page.has("heading", page).await;
                walk.fits(page).await;
            }
        })
        .await;
}
