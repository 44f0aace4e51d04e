//! One tab at a time, what tabs tell each other, and whether anybody is there.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that meets a fault has failed")]

#[path = "web/script.rs"]
mod script;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use keyturn::browser::idle::Idle;
use keyturn::browser::locks::{LockError, LockGuard, steal, take};
use keyturn::browser::tab_channel::{TabChannel, TabMessage};
use keyturn_domain::idle::{Rules, Stands};
use script::run;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn unexpected() {
    unreachable!("nobody stole this lock");
}

/// The browser frees locks in its own time: each question gives it a turn.
async fn once_free(name: &str) -> LockGuard {
    loop {
        if let Some(guard) = take(name, unexpected).await.unwrap() {
            return guard;
        }
    }
}

#[wasm_bindgen_test]
async fn a_lock_is_refused_while_held_and_freed_when_dropped() {
    let guard = take("held", unexpected).await.unwrap().unwrap();
    assert!(take("held", unexpected).await.unwrap().is_none());
    assert!(take("another", unexpected).await.unwrap().is_some());
    drop(guard);
    once_free("held").await.release().await;
    assert!(take("held", unexpected).await.unwrap().is_some(), "others can see at once that it was let go");
}

#[wasm_bindgen_test]
async fn a_stolen_lock_tells_who_had_it() {
    let (tell, stolen) = {
        let mut tell = Function::default();
        let promise = Promise::new(&mut |resolve, _| tell = resolve);
        (tell, promise)
    };
    let first =
        take("stolen", move || drop(tell.call0(&JsValue::UNDEFINED).unwrap())).await.unwrap().unwrap();
    let second = steal("stolen", unexpected).await.unwrap();
    JsFuture::from(stolen).await.unwrap();
    drop(first);
    assert!(take("stolen", unexpected).await.unwrap().is_none(), "the thief still has it");
    second.release().await;
    assert!(take("stolen", unexpected).await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn a_browser_without_locks_is_told() {
    run("Object.defineProperty(navigator, 'locks', { configurable: true, get: () => undefined })");
    let outcome = take("none", unexpected).await.err();
    run("delete navigator.locks");
    assert_eq!(outcome, Some(LockError::Absent));
    assert!(take("none", unexpected).await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn notices_reach_the_other_tabs_as_they_were_told() {
    let told = [TabMessage::Locked, TabMessage::Changed, TabMessage::Touched, TabMessage::PassphraseChanged];
    let heard = Rc::new(RefCell::new(Vec::new()));
    let (ear, own) = (heard.clone(), Rc::new(Cell::new(false)));
    let spoke = own.clone();
    let speaker = TabChannel::listen(move |_| spoke.set(true)).unwrap();
    let mut all = None;
    let complete = Promise::new(&mut |resolve, _| {
        let ear = ear.clone();
        all = TabChannel::listen(move |message| {
            ear.borrow_mut().push(message);
            if ear.borrow().len() == told.len() {
                resolve.call0(&JsValue::UNDEFINED).unwrap();
            }
        });
    });
    run(
        "const other = new BroadcastChannel('keyturn'); other.postMessage('nonsense'); other.postMessage(7); \
         other.postMessage('changed too much')",
    );
    for message in told {
        speaker.post(message);
    }
    JsFuture::from(complete).await.unwrap();
    assert_eq!(*heard.borrow(), told);
    assert!(!own.get(), "a tab does not hear itself");
    drop(all);
}

#[wasm_bindgen_test]
fn presence_is_counted_on_the_clock_that_says_more() {
    run("globalThis.at = { wall: 1e12, steady: 1000 }; globalThis.clocks = Date.now; \
         Date.now = () => at.wall; performance.now = () => at.steady");
    let rules = Rules { minutes: 2, hidden_minutes: Some(1) };
    let seen = Rc::new(Cell::new(0));
    let saw = seen.clone();
    let idle = Idle::watch(rules, move || saw.set(saw.get() + 1)).unwrap();
    assert_eq!(idle.stands(), Stands::Here);
    run("at.wall += 70000; at.steady += 70000");
    assert_eq!(idle.stands(), Stands::Leaving(50));
    assert!(!idle.was_touched());
    run("window.dispatchEvent(new KeyboardEvent('keydown'))");
    assert_eq!(idle.stands(), Stands::Here);
    assert!(idle.was_touched() && !idle.was_touched(), "told once");
    run("at.wall -= 7200000; at.steady += 70000");
    assert_eq!(idle.stands(), Stands::Leaving(50), "the wall clock was set back");
    idle.touch();
    assert_eq!(idle.stands(), Stands::Here);

    run("Object.defineProperty(document, 'hidden', { configurable: true, value: true }); \
         document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); \
         at.wall += 20000; at.steady += 20000");
    assert_eq!((idle.stands(), seen.get()), (Stands::Leaving(40), 1));
    run("delete document.hidden; document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
    assert_eq!((idle.stands(), seen.get()), (Stands::Here, 2));

    run("at.wall += 3600000");
    assert_eq!(idle.stands(), Stands::Gone, "asleep: the steady clock stood still");
    run("window.dispatchEvent(new KeyboardEvent('keydown'))");
    assert_eq!(idle.stands(), Stands::Gone, "who comes back now was not there");
    run("Date.now = clocks; delete performance.now");
}
