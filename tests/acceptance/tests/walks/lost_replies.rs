//! Replies that are lost, before and after the vendor has acted.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;
use keyturn_sandbox::{DeleteChoice, Fault, RouteName};

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_reply_to_the_post_is_unknown_and_a_key_may_be_orphaned() {
    Setup::new("post-lost-after")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.vendors.arm(RouteName::Provision, Fault::DroppedAfter).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Provision", "outcome unknown").await;
            walk.page.says("The reply was lost. SuperAPI may have made a key that nobody received").await;
            walk.look("unknown").await;
            let product = walk.vendors.key(&keys.payroll_demo).await.product.expect("a product key");
            assert_eq!(walk.vendors.live_keys_of(&product).await.len(), 2, "the vendor has made a key");
            assert_eq!(
                walk.vendors.count("POST", "product-api-key").await,
                1,
                "and is not asked again by itself"
            );

            // One instruction, and another attempt beside it that nothing forbids and nothing urges.
            walk.reads("Ask SuperAPI to look for it.").await;
            walk.reads("then two new ones may be alive").await;
            assert!(!walk.page.text().await.contains("Do not send"));
            let loud = "return __walk.find('button', 'Try once more')[0].matches('.button--primary')";
            assert!(!walk.page.ask::<bool>(loud, &[]).await);

            walk.press_and_confirm("Try once more").await;
            walk.page.until_step("Store", "waiting for you").await;
            assert_eq!(walk.vendors.count("POST", "product-api-key").await, 2);
            let new = walk.newest_of(&keys.payroll_demo).await;
            walk.read_back(&new).await;
            walk.roll_out().await;

            // The lost one may be what the request meets.
            walk.page.press("Deactivate the old key").await;
            walk.page.says("One more key may be alive: it was asked for and never arrived.").await;
            walk.page.says("This request may remove it instead of the old key.").await;
            walk.page.says_no_more("knows of no living key").await;
            walk.look("deactivate-asked").await;
            walk.page.press("Deactivate the old key").await;
            walk.page.has("heading", "Rotation complete, one thing left").await;
            walk.page.says_no_more("Nothing is left to do").await;
            walk.look("one-thing-left").await;
            walk.page.follow("Keys").await;
            walk.page.says("1 key needs investigation").await;
            walk.page.press("Resolve: Payroll demo").await;
            assert_eq!(walk.page.focused().await, "h2 Keys that may exist and that nobody has");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_never_arrived_is_unknown_too_and_harms_nothing() {
    Setup::new("post-lost-before")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            walk.vendors.arm(RouteName::Provision, Fault::DroppedBefore).await;
            walk.press_and_confirm("Make the new key").await;
            walk.page.until_step("Provision", "outcome unknown").await;
            let product = walk.vendors.key(&keys.payroll_demo).await.product.expect("a product key");
            assert_eq!(walk.vendors.live_keys_of(&product).await.len(), 1);
            walk.page.press("Leave this run").await;
            walk.page.says("A key that nobody received may be alive at SuperAPI").await;
            walk.page.press("Leave the run").await;
            walk.page.has("heading", "The run was left").await;
            walk.page.follow("Keys").await;
            walk.page.has("heading", "Keys that may exist and that nobody has").await;
            walk.page.says("may have a key that nobody received").await;
            walk.look("orphan").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_reply_to_the_delete_is_resolved_by_the_probes() {
    Setup::new("delete-lost-after")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.vendors.arm(RouteName::Deactivate, Fault::DroppedAfter).await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
            assert!(!walk.vendors.is_alive(&keys.payroll_demo).await);
            walk.page.follow("Activity").await;
            walk.page
                .says("The outcome is unknown. Both keys are probed; the request is not repeated.")
                .await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delete_that_never_arrived_leaves_both_keys_alive() {
    Setup::new("delete-lost-before")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.vendors.arm(RouteName::Deactivate, Fault::DroppedBefore).await;
            walk.deactivate(None).await;
            walk.page.until_step("Verify", "failed").await;
            walk.page.says("Both keys are alive").await;
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
        })
        .await;
}

const fn refused(code: u16, after_effect: bool) -> Fault {
    Fault::Status { code, retry_after: None, retry_as_date: false, after_effect }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_delete_is_not_believed_when_nothing_was_done() {
    Setup::new("delete-refused")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.vendors.arm(RouteName::Deactivate, refused(403, false)).await;
            walk.deactivate(None).await;
            walk.page.until_step("Verify", "failed").await;
            walk.page.says("SuperAPI answered the request with status 403, and both keys are alive.").await;
            assert_eq!(walk.page.step("Deactivate").await.status, "failed");
            assert!(!walk.page.text().await.contains("stand as they were"));
            walk.look("refused").await;
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
            assert_eq!(
                walk.vendors.count("DELETE", "product-api-key").await,
                1,
                "and never sent again by itself"
            );
            walk.page.press("Deactivate once more").await;
            walk.page.press("Prepare it").await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_delete_is_not_believed_when_all_was_done() {
    Setup::new("delete-refused-after")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.vendors.arm(RouteName::Deactivate, refused(401, true)).await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            assert!(!walk.vendors.is_alive(&keys.payroll_demo).await);
            assert_eq!(walk.vendors.count("DELETE", "product-api-key").await, 1);
            walk.page.says("Status 401 came back: what it did to the keys, only the probes tell.").await;
            walk.look("complete").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_delete_is_not_believed_when_the_new_key_went() {
    Setup::new("delete-refused-wrong")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let new = walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.vendors.deletes(DeleteChoice::Newest).await;
            walk.vendors.arm(RouteName::Deactivate, refused(409, true)).await;
            walk.deactivate(None).await;
            walk.page.says("The wrong key was removed").await;
            assert!(!walk.vendors.is_alive(&new).await);
            assert!(walk.vendors.is_alive(&keys.payroll_demo).await);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_the_post_without_a_key_is_unknown_and_no_lost_reply() {
    let unwell =
        |code, retry_after| Fault::Status { code, retry_after, retry_as_date: false, after_effect: true };
    Setup::new("post-answered")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            walk.page.until_step("Provision", "waiting for you").await;
            let faults = [(unwell(429, Some(30)), 429), (unwell(503, None), 503), (Fault::Html(502), 502)];
            for (at, (fault, status)) in faults.into_iter().enumerate() {
                walk.vendors.arm(RouteName::Provision, fault).await;
                walk.press_and_confirm(if at == 0 { "Make the new key" } else { "Try once more" }).await;
                walk.page.says(&format!("An answer came, with status {status} and without a key")).await;
                assert_eq!(walk.page.step("Provision").await.status, "outcome unknown");
                assert!(!walk.page.text().await.contains("The reply was lost"));
                assert_eq!(
                    walk.vendors.count("POST", "product-api-key").await,
                    at + 1,
                    "not repeated by itself"
                );
            }
            walk.look("unknown").await;
            walk.press_and_confirm("Try once more").await;
            walk.page.until_step("Store", "waiting for you").await;
            let new = walk.newest_of(&keys.payroll_demo).await;
            walk.read_back(&new).await;
            walk.page.until_step("Roll out", "waiting for you").await;
        })
        .await;
}
