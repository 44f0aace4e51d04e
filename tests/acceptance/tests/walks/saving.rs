//! What was saved is said to those who look, and is there again after a reload.

use keyturn_acceptance::Setup;
use keyturn_acceptance::flows::titles;
use serde_json::json;

const SOON: &str = "\"Expires soon\": days before the end";

#[tokio::test(flavor = "multi_thread")]
async fn the_days_of_warning_are_kept_in_this_browser() {
    Setup::new("saving-settings")
        .run(async |walk| {
            walk.page.open("/connections").await;
            walk.page.says("Kept in this browser, with a vault or without one.").await;
            let off = "return __walk.find('button', 'Save')[0].ariaDisabled";
            assert_eq!(
                walk.page.ask::<serde_json::Value>(off, &[]).await,
                json!("true"),
                "nothing is changed"
            );
            walk.page.paste(SOON, "100").await;
            walk.page.press("Save").await;
            walk.page.says("Saved").await;
            assert!(walk.page.focused().await.starts_with("button Save"), "the keyboard stays where it was");
            walk.look("saved").await;

            walk.page.open("/connections").await;
            let value = "return __walk.find('field', arguments[0])[0].value";
            assert_eq!(walk.page.ask::<String>(value, &[json!(SOON)]).await, "100");
            // And it counts: a key with 89 days left ends soon by it.
            walk.page.follow("Keys").await;
            walk.page.press("Add the sandbox keys").await;
            walk.page.says("8 sandbox keys added.").await;
            walk.until_all_checked(8).await;
            walk.page.says("1 key ends soon or has ended").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_and_notes_are_seen_to_be_saved() {
    Setup::new("saving-notes")
        .run(async |walk| {
            walk.add_starters().await;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            for (field, text, button) in [
                ("Owner and contact", "Payments team", "Save the notes"),
                ("Label", "Payroll key", "Save the label"),
            ] {
                let off = "return __walk.find('button', arguments[0])[0].ariaDisabled";
                assert_eq!(walk.page.ask::<serde_json::Value>(off, &[json!(button)]).await, json!("true"));
                walk.page.paste(field, text).await;
                walk.page.press(button).await;
                let beside = "return __walk.find('button', arguments[0])[0].parentElement.innerText";
                walk.page
                    .until("Saved", async || {
                        let text: String = walk.page.ask(beside, &[json!(button)]).await;
                        if text.contains("Saved") { Ok(()) } else { Err(text) }
                    })
                    .await;
            }
            walk.look("saved").await;
            // What is changed anew is not saved.
            walk.page.paste("Label", "Another").await;
            walk.page
                .until("the word to go", async || {
                    let text: String = walk
                        .page
                        .ask("return __walk.find('button', 'Save the label')[0].parentElement.innerText", &[])
                        .await;
                    if text.contains("Saved") { Err(text) } else { Ok(()) }
                })
                .await;
        })
        .await;
}
