//! Keys on screen: masked, shown for a short time, copied for a short time, and nowhere else.

use std::time::Duration;

use keyturn_acceptance::flows::{READ_BACK, titles};
use keyturn_acceptance::{Setup, until};

/// How long a revealed key may stay, with some room.
const REVEALED: Duration = Duration::from_secs(25);
/// How long a copied key may stay, with some room.
const COPIED: Duration = Duration::from_secs(36);

#[tokio::test(flavor = "multi_thread")]
async fn a_revealed_key_hides_itself() {
    Setup::new("reveal")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            walk.shows_no_key("key").await;
            walk.page.press("Reveal for 20 s").await;
            walk.page.says(&keys.payroll_demo).await;
            let attributes = "return [...document.querySelectorAll('*')].flatMap((it) => [...it.attributes])\
                              .some((it) => it.value.includes(arguments[0]))";
            let inside: bool = walk.page.ask(attributes, &[keys.payroll_demo.clone().into()]).await;
            assert!(!inside, "a revealed key stands in an attribute");
            assert!(!walk.page.screen().await.title.contains(&keys.payroll_demo));
            until("the key to hide itself", REVEALED, async || {
                let shown = walk.page.text().await.contains(&keys.payroll_demo);
                if shown { Err("it is still shown".to_owned()) } else { Ok(()) }
            })
            .await;
            walk.shows_no_key("hidden again").await;

            walk.page.press("Reveal for 20 s").await;
            walk.page.says(&keys.payroll_demo).await;
            walk.page.press("Reveal for 20 s").await;
            walk.page.says_no_more(&keys.payroll_demo).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revealed_key_hides_when_the_window_loses_the_focus() {
    Setup::new("reveal-blur")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            walk.page.press("Reveal for 20 s").await;
            walk.page.says(&keys.payroll_demo).await;
            walk.page.ask::<()>("dispatchEvent(new Event('blur'))", &[]).await;
            walk.page.says_no_more(&keys.payroll_demo).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_key_leaves_the_clipboard_again() {
    Setup::new("copy")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            walk.begin_rotation(titles::PAYROLL_DEMO).await;
            let new = walk.provision(&keys.payroll_demo).await;
            walk.page.press("Copy: the new key").await;
            walk.page.says("Copied: clears in").await;
            walk.look("copied").await;
            walk.page.paste(READ_BACK, "").await;
            walk.page.paste_from_clipboard().await;
            let value = "return __walk.find('field', arguments[0])[0].value";
            let pasted: String = walk.page.ask(value, &[READ_BACK.into()]).await;
            assert_eq!(pasted, new, "what was copied is the new key");
            // Some browsers let a page clear the clipboard only when somebody presses something: then that is said.
            let left = until("the end of the countdown", COPIED, async || {
                let said = walk.page.announced().await.join("\n");
                let left = said.contains("The clipboard could not be cleared.");
                if left || said.contains("Clipboard cleared.") { Ok(left) } else { Err(said) }
            })
            .await;
            if left {
                walk.reads("A key is still on the clipboard").await;
                walk.look("still-there").await;
                walk.page.press("Clear now").await;
            }
            walk.page.says_no_more("on the clipboard").await;
            walk.page.paste(READ_BACK, "").await;
            walk.page.paste_from_clipboard().await;
            let pasted: String = walk.page.ask(value, &[READ_BACK.into()]).await;
            assert_eq!(pasted, "");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_sent_to_the_panels_own_origin_and_never_in_an_address() {
    Setup::new("same-origin")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let new = walk.rotate_up_to_deactivate(titles::PAYROLL_DEMO, &keys.payroll_demo).await;
            walk.deactivate(None).await;
            walk.page.has("heading", "Rotation complete").await;
            for page in ["Activity", "Connections", "Keys"] {
                walk.page.follow(page).await;
                walk.shows_no_key(page).await;
            }
            let origin = format!("{}/", walk.page.origin());
            let requests = walk.requests().await;
            assert!(requests.len() > 20, "the traffic was recorded");
            for asked in requests {
                assert!(asked.url.starts_with(&origin), "{asked:?}");
                assert!(!asked.url.contains(&new) && !asked.url.contains(&keys.partner));
            }
            let kept = "return [localStorage.length, sessionStorage.length, document.cookie.length]";
            let kept: [u32; 3] = walk.page.ask(kept, &[]).await;
            assert_eq!(kept[1..], [0, 0], "nothing is kept in this browser");
            let stored: String = walk.page.ask("return JSON.stringify(localStorage)", &[]).await;
            assert!(!stored.contains(&new) && !stored.contains(&keys.payroll_demo));
        })
        .await;
}
