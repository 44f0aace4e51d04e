//! Drawings that stand beside words, never instead of them.

use leptos::prelude::*;

use keyturn_domain::run::step::Status;

/// Which drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// An empty circle: not started.
    Circle,
    /// A circle with a triangle: ready.
    Play,
    /// An arrow going round: running.
    Turn,
    /// A person: waiting for the operator.
    Person,
    /// A circle with a tick: done.
    Tick,
    /// A circle with a cross: failed.
    Cross,
    /// A diamond with a question mark: unknown.
    Question,
    /// Two arrow heads: skipped.
    Skip,
    /// A triangle with an exclamation mark.
    Warning,
    /// A circle with an i.
    Info,
    /// A bolt: live.
    Bolt,
    /// A flask: test.
    Flask,
    /// A box: sandbox.
    Cube,
    /// A key.
    Key,
    /// Two sheets: copy.
    Copy,
    /// An eye: show.
    Eye,
    /// A clock.
    Clock,
    /// A magnifying glass.
    Search,
    /// A sun: light theme.
    Sun,
    /// A moon: dark theme.
    Moon,
    /// A screen: the system's theme.
    Screen,
}

impl IconName {
    /// The drawing of a step's status.
    pub const fn of(status: Status) -> Self {
        match status {
            Status::NotStarted => Self::Circle,
            Status::Ready => Self::Play,
            Status::Running => Self::Turn,
            Status::Waiting => Self::Person,
            Status::Done => Self::Tick,
            Status::Failed => Self::Cross,
            Status::Unknown => Self::Question,
            Status::Skipped => Self::Skip,
        }
    }

    /// The drawing's outline on a grid of 24 by 24.
    const fn path(self) -> &'static str {
        match self {
            Self::Circle => "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16",
            Self::Play => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M10 8.5v7l5.5-3.5z",
            Self::Turn => "M20.5 12a8.5 8.5 0 1 1-2.6-6.1L20.5 8.5M20.5 3.5v5h-5",
            Self::Person => "M12 3.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5c0-3.6 3.2-6 7.5-6s7.5 2.4 7.5 6",
            Self::Tick => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 12.3l2.8 2.8L16 9.5",
            Self::Cross => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M9 9l6 6M15 9l-6 6",
            Self::Question => {
                "M12 2.5l9.5 9.5-9.5 9.5L2.5 12zM10 10.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M12 16v.1"
            }
            Self::Skip => "M5 6l6 6-6 6M13 6l6 6-6 6",
            Self::Warning => "M12 3.5L2.5 20.5h19zM12 10v4.5M12 17.4v.1",
            Self::Info => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.6v.1",
            Self::Bolt => "M13.5 2.5L5 13.5h6l-.5 8 8.5-11h-6z",
            Self::Flask => {
                "M10 3v6L4.4 19a1.4 1.4 0 0 0 1.3 2h12.6a1.4 1.4 0 0 0 1.3-2L14 9V3M8 3h8M7.5 15h9"
            }
            Self::Cube => "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
            Self::Key => "M8 11a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M11.2 12.3L20 3.5M15 8.5l3 3M18 5.5l2 2",
            Self::Copy => "M9 9h11v12H9zM5 15H4V3h11v2",
            Self::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.3a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4"
            }
            Self::Clock => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5.3l3.5 2",
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L21 21",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19"
            }
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
            Self::Screen => "M3 4.5h18v12H3zM8.5 20.5h7M12 16.5v4",
        }
    }
}

/// A drawing in the colour and size of the text around it, hidden from screen readers.
#[component]
pub fn Icon(
    /// Which one.
    #[prop(into)]
    name: Signal<IconName>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || name.get().path()></path>
        </svg>
    }
    .into_any()
}
