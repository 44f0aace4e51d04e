//! What the lines themselves say of their calls, held against what is known of the key.

use crate::history::{StatusAt, Valid};
use crate::moment::Moment;

/// One line that says how its call was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineStatus {
    /// The HTTP status.
    pub status: u16,
    /// The finding, by its place among those that were told.
    pub finding: usize,
    /// When the line was written.
    pub at: Option<Moment>,
    /// What is known of the key at that time, with the line's own word weighed in.
    pub then: Option<Valid>,
}

/// The first line of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineStatuses {
    /// Whose call was rejected: 401 or 403.
    pub rejected: Option<LineStatus>,
    /// Whose call was accepted: 2xx.
    pub accepted: Option<LineStatus>,
}

impl LineStatuses {
    /// Takes one more line.
    pub(super) fn take(&mut self, line: LineStatus) {
        match line.status {
            401 | 403 => _ = self.rejected.get_or_insert(line),
            200..300 => _ = self.accepted.get_or_insert(line),
            _ => {}
        }
    }

    /// What the line says, for whoever reads the answer; `line` writes the place of an occurrence that was told.
    pub fn words(&self, line: &dyn Fn(usize) -> String) -> Option<String> {
        let place = |it: &LineStatus| line(it.finding);
        Some(match (&self.rejected, &self.accepted) {
            (None, None) => return None,
            (Some(it), _) if it.status == 403 => {
                format!(
                    "{} itself says 403: access was refused, which may have other causes than the key.",
                    place(it)
                )
            }
            (Some(it), _) => format!("{} itself says 401: that call was rejected.", place(it)),
            (None, Some(it)) => format!("{} itself says {}: that call was accepted.", place(it), it.status),
        })
    }
}

/// What is known of the key at a line's time, with the line's own word: neither is believed against the other. That the
/// vendor accepted the key later is proof whatever the line says; a 403 says nothing of the key.
pub(super) fn weighed(status: StatusAt, line: Option<u16>) -> StatusAt {
    let doubtful = matches!((line, status.valid), (Some(401), Valid::Believed) | (Some(200..300), Valid::No));
    if doubtful { StatusAt { valid: Valid::NotKnown, ..status } } else { status }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{Place, Why};

    #[test]
    fn a_line_is_not_believed_against_what_is_proven_and_the_rest_is_not_known() {
        let status = |valid| StatusAt { place: Place::Current, valid, why: Why::NeverAsked, near: None };
        for (line, before, after) in [
            (Some(401), Valid::Believed, Valid::NotKnown),
            (Some(401), Valid::Proven, Valid::Proven),
            (Some(401), Valid::No, Valid::No),
            (Some(403), Valid::Believed, Valid::Believed),
            (Some(200), Valid::No, Valid::NotKnown),
            (Some(200), Valid::Believed, Valid::Believed),
            (Some(503), Valid::No, Valid::No),
            (None, Valid::No, Valid::No),
        ] {
            assert_eq!(weighed(status(before), line).valid, after, "{line:?} {before:?}");
        }
    }
}
