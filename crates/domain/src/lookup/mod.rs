//! Which key a line of a log is about, and what that key was when the line was written.
//!
//! Nothing here holds a key: what is looked up is a [`KeySummary`], which has no place for one.

mod answer;
mod fit;
mod http_status;
mod key_summary;
mod line_status;
mod order;
mod register;
mod say;
mod when;

pub use answer::{Answer, Basis, Change, Occurrence, Tellings, answers, changes};
pub use fit::{Fit, How, Seen, fit, salted_fingerprints};
pub use http_status::status_in;
pub use key_summary::{KeySource, KeySummary, PanelKey, merged};
pub use line_status::{LineStatus, LineStatuses};
pub use order::by_concern;
pub use register::Register;
pub use say::{Advice, Wording, advice, grouped, headline, since_words, then_words};
pub use when::{When, Zone, resolve};
