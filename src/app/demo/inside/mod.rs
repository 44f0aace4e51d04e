//! The demo itself.

mod begin;
mod clock;
mod faults;
mod panel;
mod pointing;
mod scene;
mod stage;
mod starters;
mod stories;
mod story_list;
mod story_view;
mod telling;
mod tour;
mod tour_topics;

pub(super) use begin::{Opening, begin};
pub(super) use panel::panel;
