//! The demo itself.

mod begin;
mod clock;
mod demo_world;
mod faults;
mod panel;
mod panel_state;
mod spotlight;
mod starters;
mod stories;
mod story_list;
mod story_runner;
mod story_view;
mod tour;
mod tour_topics;

pub(super) use begin::{Opening, begin};
pub(super) use panel::panel;
