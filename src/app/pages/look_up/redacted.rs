//! A copy of a text without its keys, looked through again before it is given out.

use std::rc::Rc;

use keyturn_scan::finding::Kind;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::progress::size;
use crate::app::components::{Announcer, Button, ErrorPanel, IconName, exact};
use crate::app::look_up::LookUp;
use crate::browser::clipboard;
use crate::browser::scan::{
    CopyEvent, RedactedCopy, SHOWABLE, Scan, ScanError, ScanEvent, ScanRequest, Source, redact, start,
};
use keyturn_domain::lookup::grouped;

/// How a copy state.
#[derive(Clone)]
enum CopyState {
    NotAsked,
    Making(u64, u64),
    Checking,
    Good(Rc<RedactedCopy>),
    /// The copy still has so many keys or parts of keys in it.
    Bad(u64),
    Failed(ScanError),
}

pub(super) fn copy(look_up: LookUp, file: u32) -> Option<AnyView> {
    let source = look_up.source(file)?;
    let announcer = Announcer::here();
    let name = source.name().to_owned();
    let state = RwSignal::new_local(CopyState::NotAsked);
    let work = StoredValue::new_local(None::<Scan>);
    let check = move |copy: Rc<RedactedCopy>| {
        state.set(CopyState::Checking);
        let request = ScanRequest { sources: vec![copy.source()], known: Vec::new(), salt: [0; 32] };
        let parts = StoredValue::new_local(0);
        let hear = move |event| match event {
            ScanEvent::Done(summary) if summary.leaks + parts.get_value() == 0 => {
                let _ = state.try_set(CopyState::Good(Rc::clone(&copy)));
                announcer.announce("The redacted copy is ready.");
            }
            ScanEvent::Done(summary) => _ = state.try_set(CopyState::Bad(summary.leaks + parts.get_value())),
            ScanEvent::Failed(fault) | ScanEvent::Unread { fault, .. } => {
                _ = state.try_set(CopyState::Failed(fault))
            }
            ScanEvent::Found(found) => {
                let cut = found.iter().filter(|it| it.kind == Kind::PartOfKey).count();
                parts.update_value(|parts| *parts += cut as u64);
            }
            ScanEvent::Counted(_) | ScanEvent::Progress(_) => {}
        };
        work.set_value(Some(start(request, None, hear)));
    };
    let make = move |source: &Source| {
        state.set(CopyState::Making(0, source.size()));
        let hear = move |event| match event {
            CopyEvent::Progress(read, of) => _ = state.try_set(CopyState::Making(read, of)),
            CopyEvent::Done(copy) => check(Rc::new(copy)),
            CopyEvent::Failed(fault) => _ = state.try_set(CopyState::Failed(fault)),
        };
        work.set_value(Some(redact(source, hear)));
    };
    let cancel = move |_| {
        work.set_value(None);
        state.set(CopyState::NotAsked);
    };
    let shown = move || {
        match state.get() {
        CopyState::NotAsked => {
            let (source, name) = (source.clone(), name.clone());
            view! { <Button on_press=move |_| make(&source)>"Make a redacted copy of " {exact(name)}</Button> }.into_any()
        }
        CopyState::Making(read, of) => view! {
            <p role="status">"Making the copy: " {size(read)} " of " {size(of)}</p>
            <Button on_press=cancel>"Cancel the copy"</Button>
        }
        .into_any(),
        CopyState::Checking => view! {
            <p role="status">"Looking through the copy…"</p>
            <Button on_press=cancel>"Cancel the copy"</Button>
        }
        .into_any(),
        CopyState::Good(copy) => ready(copy, &name),
        CopyState::Bad(leaks) => view! {
            <p role="alert">
                "The copy still has " {grouped(leaks)} " keys or parts of keys in it and is not given out. Please tell the makers of Keyturn, without the text."
            </p>
        }
        .into_any(),
        CopyState::Failed(fault) => view! { <ErrorPanel explanation=fault.words()/> }.into_any(),
    }
    };
    Some(view! { <div class="stack">{shown}</div> }.into_any())
}

fn ready(copy: Rc<RedactedCopy>, name: &str) -> AnyView {
    let announcer = Announcer::here();
    let file = redacted_name(name);
    let name = name.to_owned();
    let replaced = match copy.replaced {
        1 => "1 key was replaced by its mask".to_owned(),
        more => format!("{} keys were replaced by their masks", grouped(more)),
    };
    let small = copy.source().size() <= SHOWABLE;
    let to_save = Rc::clone(&copy);
    let save = move |_| to_save.save(&file);
    let to_clipboard = move |_| {
        let copy = Rc::clone(&copy);
        spawn_local(async move {
            let text = copy.text().await.unwrap_or_default();
            let said = move |copied: bool| announcer.announce(if copied { "Copied." } else { "Not copied." });
            clipboard::copy(&text, Box::new(said));
        });
    };
    view! {
        <p role="status">{replaced} ". The copy was looked through again: no whole key stands in it."</p>
        <div class="actions">
            <Button on_press=save>"Save the redacted copy of " {name}</Button>
            {small.then(|| view! { <Button icon=IconName::Copy on_press=to_clipboard>"Copy its text"</Button> })}
        </div>
    }
    .into_any()
}

/// `app.log` becomes `app.redacted.log`, and so does `app.log.gz`: the copy is not compressed.
fn redacted_name(name: &str) -> String {
    let plain = name.strip_suffix(".gz").unwrap_or(name);
    match plain.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => format!("{stem}.redacted.{end}"),
        _ => format!("{plain}.redacted.txt"),
    }
}
