//! Adding keys: every kind, and whatever else people paste.

use keyturn_acceptance::flows::connections::{QUICKSTREAM, SUPERAPI};
use keyturn_acceptance::flows::titles;
use keyturn_acceptance::{Setup, Walk};

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_key_is_told_by_its_text_and_checked_once() {
    Setup::new("add-kinds")
        .run(async |walk| {
            walk.page.open("/").await;
            let keys = walk.vendors.starters().await;
            let kinds = [
                (QUICKSTREAM, &keys.ninety_days, "QuickStream secret key"),
                (QUICKSTREAM, &keys.publishable, "QuickStream publishable key"),
                (SUPERAPI, &keys.partner, "SuperAPI partner key"),
                (SUPERAPI, &keys.payroll_demo, "SuperAPI product key"),
            ];
            for (at, (connection, key, kind)) in kinds.into_iter().enumerate() {
                walk.open_add_key().await;
                walk.page.select("Connection", connection).await;
                walk.page.paste("Key", key).await;
                walk.page.says(&format!("Looks like a {kind}.")).await;
                walk.look(&format!("kind-{at}")).await;
                walk.page.press("Add and check").await;
                walk.until_all_checked(at + 1).await;
                walk.shows_no_key(kind).await;
            }
            assert_eq!(walk.vendors.count("GET", "/api/v1/partner").await, 1);
            assert_eq!(walk.vendors.count("GET", "/api/v1/product").await, 1);
            walk.look("added").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_the_wrong_kind_is_refused_by_name_and_not_sent() {
    Setup::new("add-wrong-kind")
        .run(async |walk| {
            walk.page.open("/").await;
            let keys = walk.vendors.starters().await;
            let wrong = [
                (QUICKSTREAM, &keys.payroll_demo, "This is a SuperAPI product key."),
                (QUICKSTREAM, &keys.partner, "This is a SuperAPI partner key."),
                (SUPERAPI, &keys.ninety_days, "This is a Westpac secret key."),
                (SUPERAPI, &keys.publishable, "This is a Westpac publishable key."),
            ];
            walk.open_add_key().await;
            for (connection, key, words) in wrong {
                refused(walk, connection, key, words).await;
            }
            walk.look("refused").await;
            nothing_happened(walk).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_is_refused_for_its_reason_and_not_sent() {
    Setup::new("add-garbage")
        .run(async |walk| {
            walk.page.open("/").await;
            walk.open_add_key().await;
            walk.page.paste("Key", "not-like-any-key").await;
            walk.page.says("Keyturn does not recognise this kind of key.").await;
            let huge = "x".repeat(60_000);
            let garbage = [
                ("", "The field is empty."),
                ("   ", "The field is empty."),
                ("F_SEC_one F_SEC_two", "There is a space or a line break inside"),
                ("F_SEC_na\u{ef}ve\u{1F511}", "characters that no key can have"),
                ("F_SEC_a\u{7}b", "characters that no key can have"),
                ("F_SEC_user:password", "has a colon in it"),
                (huge.as_str(), "longer than 1024 characters"),
            ];
            for (text, words) in garbage {
                refused(walk, QUICKSTREAM, text, words).await;
            }
            walk.look("refused").await;
            nothing_happened(walk).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn spaces_and_line_breaks_around_a_key_go() {
    Setup::new("add-wrapped")
        .run(async |walk| {
            walk.page.open("/").await;
            let keys = walk.vendors.starters().await;
            walk.give_key(QUICKSTREAM, &format!("\r\n  {}\t \n", keys.ninety_days)).await;
            walk.until_all_checked(1).await;
            walk.page.has("row", "alive").await;
            let title = walk.title_of(&keys.ninety_days).await;
            walk.page.has("link", &title).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_twice_is_one_key() {
    Setup::new("add-twice")
        .run(async |walk| {
            walk.page.open("/").await;
            let keys = walk.vendors.starters().await;
            walk.give_key(QUICKSTREAM, &keys.ninety_days).await;
            walk.until_all_checked(1).await;
            let asked = walk.vendors.count_all().await;
            walk.give_key(QUICKSTREAM, &keys.ninety_days).await;
            walk.page.says("This key is in the panel already").await;
            walk.look("known").await;
            assert_eq!(walk.vendors.count_all().await, asked);
            walk.page.press("Open that key").await;
            let title = walk.title_of(&keys.ninety_days).await;
            walk.page.has("heading", &title).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_product_name_is_text_and_nothing_else() {
    const NAME: &str = "<img src=x onerror=alert(1)> & \"Sons\"";
    Setup::new("hostile")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.page.says(NAME).await;
            walk.look("keys").await;
            walk.go_to_key(titles::SONS).await;
            walk.page.says(NAME).await;
            walk.page.follow("Rotate this key").await;
            walk.page.has("heading", &format!("Rotate the key of {NAME}")).await;
            walk.page.press("Begin with the checks").await;
            let new = walk.provision(&keys.sons).await;
            walk.read_back(&new).await;
            walk.roll_out().await;
            walk.page.press("Deactivate the old key").await;
            walk.page.says(NAME).await;
            walk.look("typed-name").await;
            walk.page.paste(&format!("Type {NAME} to confirm"), NAME).await;
            walk.page.press("Deactivate the old key").await;
            walk.page.has("heading", "Rotation complete").await;
            walk.page.follow("Activity").await;
            walk.page.says(NAME).await;
            walk.look("activity").await;
            let images: u32 = walk.page.ask("return document.images.length", &[]).await;
            assert_eq!(images, 0, "the name became an image");
        })
        .await;
}

async fn refused(walk: &Walk, connection: &str, text: &str, words: &str) {
    walk.page.select("Connection", connection).await;
    walk.page.paste("Key", text).await;
    walk.page.press("Add and check").await;
    walk.page.says(words).await;
    walk.page.has("dialog", "Add a key").await;
}

async fn nothing_happened(walk: &Walk) {
    assert_eq!(walk.vendors.count_all().await, 0, "nothing was sent");
    walk.page.press("Cancel").await;
    walk.page.has("heading", "No keys yet").await;
}
