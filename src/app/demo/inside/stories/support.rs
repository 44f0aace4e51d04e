//! A support call with a log.

use super::{Copied, Story, read, when};
use crate::app::demo::inside::panel_state::PanelState;
use crate::app::demo::inside::starters::{self, ENDING, FRESH};
use crate::demo::{Steer, World};
use crate::route::Route;

pub(super) static SUPPORT: Story = Story {
    id: "support",
    title: "A support call with a log",
    minutes: 2,
    about: "Somebody sends lines of a log: which key is this, was it good then, and is it now?",
    keys: starters::QUICKSTREAM,
    // The log is of an hour ago.
    opens: || vec![Steer::Advance(7_200)],
    steps: &[
        when(
            "Copy the log below and press “Look up” at the top",
            "A colleague in support sends four lines of a log. Neither of you knows which key they are about.",
            |panel| panel.page() == Route::LookUp,
        )
        .copying(&[Copied { what: "the log", text: log }])
        .at_link(&[("header nav", Route::LookUp)]),
        when(
            "Paste it into the box",
            "The log stays in this browser: nothing of it is sent or stored, and no vendor is asked.",
            PanelState::has_looked_up,
        )
        .copying(&[Copied { what: "the log", text: log }])
        .at("main textarea"),
        read(
            "Read what is known of each key, then press Next",
            "Every line is answered as of its own time: what the panel knew of the key then, and what it knows now.",
        )
        .at("main h2"),
        read(
            "Read the warning about the whole key, then press Next",
            "The last line has a whole key in it, so whoever has the log has the key. The panel says which one it is and what to do, and gives you the log without it.",
        )
        .at("main [role='alert'], main .alarm"),
    ],
};

fn log(world: &World) -> String {
    let view = world.view();
    let keys = &view.quickstream.keys;
    let key = |what: &str| keys.iter().find(|key| key.what.contains(what));
    let name = key(ENDING.what()).map_or("", |key| key.name.as_str());
    let text = key(FRESH.what()).map_or("", |key| key.text.as_str());
    [
        format!("2026-03-02T02:00:10Z payments POST /charge 200 key={name}"),
        format!("2026-03-02T02:00:11Z payments POST /charge 200 key={name}"),
        "2026-03-02T02:00:12Z payments queue empty".to_owned(),
        format!("2026-03-02T02:00:13Z reporting debug credentials={text}"),
    ]
    .join("\n")
}
