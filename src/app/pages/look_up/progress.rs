//! How far a scan has come, and what it came to.

use leptos::prelude::*;

use crate::app::components::{Button, ErrorPanel, exact, words};
use crate::app::look_up::{LookUp, ScanState};
use crate::browser::scan::{Progress, Summary};
use keyturn_domain::lookup::grouped;

pub(super) fn progress(look_up: LookUp) -> AnyView {
    let running = Memo::new(move |_| matches!(look_up.scan_state(), ScanState::Running(_)));
    let shown = move || running.get().then(|| under_way(look_up));
    let over = move || match look_up.scan_state() {
        ScanState::Done(summary) => {
            Some(view! { <p class="soft">{words(came_to(look_up, summary))}</p> }.into_any())
        }
        ScanState::Cancelled => {
            let full = " The list is full: only the first 10\u{a0}000 places are listed one by one.";
            let full = look_up.is_full().then_some(full);
            let until = "Cancelled. What was found until then stands below.";
            Some(view! { <p class="soft">{until} {full}</p> }.into_any())
        }
        ScanState::Failed(fault) => {
            Some(view! { <ErrorPanel explanation=fault.words() alarm=true/> }.into_any())
        }
        ScanState::Idle | ScanState::Running(_) => None,
    };
    let unread = move || {
        let names = look_up.names();
        let one = |(file, fault): (u32, crate::browser::scan::ScanError)| {
            let name = names.get(file as usize).map(|(name, _)| name.clone()).unwrap_or_default();
            view! {
                <h2>{exact(name)} " was not read to its end"</h2>
                <ErrorPanel explanation=fault.words()/>
            }
        };
        look_up.unread().into_iter().map(one).collect::<Vec<_>>()
    };
    view! {
        {shown}
        {over}
        {unread}
    }
    .into_any()
}

fn under_way(look_up: LookUp) -> AnyView {
    let progress = Memo::new(move |_| match look_up.scan_state() {
        ScanState::Running(progress) => progress,
        _ => Progress::default(),
    });
    let share = Memo::new(move |_| {
        let Progress { read, of, .. } = progress.get();
        (read.min(of) * 100).checked_div(of).unwrap_or_default() as u32
    });
    let progress_of = move || {
        let Progress { file, read, of } = progress.get();
        let names = look_up.names();
        let name = names.get(file as usize).map(|(name, _)| name.clone()).unwrap_or_default();
        format!("Looking through {name}: {} of {}", size(read), size(of))
    };
    view! {
        <div class="look-up__progress">
            <progress max="100" value=move || share.get().to_string() aria-label="Progress">
            </progress>
            <span class="small">{move || words(progress_of())}</span>
            <Button on_press=move |_| look_up.cancel()>"Cancel"</Button>
        </div>
    }
    .into_any()
}

fn came_to(look_up: LookUp, summary: Summary) -> String {
    let files = match look_up.names().as_slice() {
        [(name, _)] => name.clone(),
        names => format!("{} files", names.len()),
    };
    let found = match summary.found {
        0 => "nothing that looks like a key or a key's name was found".to_owned(),
        1 => "1 place was found".to_owned(),
        found => format!("{} places were found", grouped(found)),
    };
    let lines =
        if summary.lines == 1 { "1 line".into() } else { format!("{} lines", grouped(summary.lines)) };
    let time = match summary.took {
        0..100 => String::new(),
        took => format!(" in {:.1} s", f64::from(took) / 1000.0),
    };
    format!("{files}: {lines}, {} looked through{time}; {found}.", size(summary.bytes))
}

pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}
