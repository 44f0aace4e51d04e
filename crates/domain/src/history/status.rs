//! What a key was at an instant, and how one can know.

use chrono::TimeDelta;

use super::{History, Mark};
use crate::inventory::KeyId;
use crate::moment::{Expiry, Moment};

/// A key's place at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The vendor had not made it.
    NotYetMade,
    /// The one to use.
    Current,
    /// Another key had taken its place.
    Superseded {
        /// Since when.
        on: Moment,
        /// Which one, where that is known.
        by: Option<KeyId>,
    },
    /// Past its end.
    Expired(Moment),
    /// Proven dead by a rotation, since then at the latest.
    Deactivated(Moment),
    /// Rejected by its vendor, since then at the latest; who ended it is not known.
    Rejected(Moment),
    /// What is known does not reach that instant.
    Unknown,
}

/// Whether the vendor would have accepted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Valid {
    /// The vendor accepted it later, so it did then.
    Proven,
    /// Nothing speaks against it, and nobody asked afterwards.
    Believed,
    /// No.
    No,
    /// It cannot be told.
    NotKnown,
}

/// What the answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The vendor made it then.
    MadeOn(Moment),
    /// It was first seen here then, and may be older.
    FirstSeen(Option<Moment>),
    /// The vendor accepted it afterwards.
    AcceptedOn(Moment),
    /// The vendor accepted it then, and nobody has asked since.
    LastAccepted(Moment),
    /// No vendor was ever asked about it.
    NeverAsked,
    /// Its end, by the vendor's date.
    EndedOn(Moment),
    /// It worked until its end, by the vendor's date.
    UntilItsEnd(Moment),
    /// The vendor rejected it then.
    RejectedOn(Moment),
    /// It stopped working at some moment between these two.
    EndedBetween(Moment, Moment),
    /// Rejected, and accepted again later.
    CameBack(Moment, Moment),
    /// What is known was written down before.
    KnownUntil(Moment),
}

/// What a key was at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatusAt {
    /// Its place.
    pub place: Place,
    /// Whether it worked.
    pub valid: Valid,
    /// How one can know.
    pub why: Why,
    /// A change of its status that is so near that a clock which is a little wrong would turn the answer round.
    pub near: Option<Moment>,
}

/// Clocks of servers that nobody looks after are wrong by less than this.
const NEAR: TimeDelta = TimeDelta::minutes(5);

impl History {
    /// What the key was at `at`. `expiry` is its end by the vendor's word, `until` the instant up to which anything
    /// was noted: now, or when the register was written.
    pub fn status_at(&self, at: Moment, expiry: Expiry, until: Moment) -> StatusAt {
        let (place, valid, why) = self.judge(at, expiry, until);
        StatusAt { place, valid, why, near: self.near(at, expiry) }
    }

    fn judge(&self, at: Moment, expiry: Expiry, until: Moment) -> (Place, Valid, Why) {
        let end = match expiry {
            Expiry::At(end) => Some(end),
            Expiry::Unknown | Expiry::Never => None,
        };
        if let Some(made) = self.made().filter(|made| at < *made) {
            return (Place::NotYetMade, Valid::No, Why::MadeOn(made));
        }
        let later_alive = self.marks.iter().find(|it| it.at > at && it.mark == Mark::Alive).map(|it| it.at);
        if let Some((dead, deactivated)) = self.dead_at(at) {
            return match (later_alive, end) {
                (Some(alive), _) => (Place::Unknown, Valid::NotKnown, Why::CameBack(dead, alive)),
                (None, Some(end)) if end <= at => (Place::Expired(end), Valid::No, Why::EndedOn(end)),
                (None, _) if deactivated => (Place::Deactivated(dead), Valid::No, Why::RejectedOn(dead)),
                (None, _) => (Place::Rejected(dead), Valid::No, Why::RejectedOn(dead)),
            };
        }
        if let (Some(end), None) = (end.filter(|end| *end <= at), later_alive) {
            return (Place::Expired(end), Valid::No, Why::EndedOn(end));
        }
        let known_since = self.made().or_else(|| self.seen());
        if known_since.is_none_or(|since| at < since) {
            return (Place::Unknown, Valid::NotKnown, Why::FirstSeen(known_since));
        }
        let last = self.marks.iter().rfind(|it| it.at <= at && it.mark == Mark::Alive).map(|it| it.at);
        let next = self.marks.iter().find(|it| it.at > at && it.mark.verdict().is_some());
        let (valid, why) = match next {
            Some(next) if next.mark == Mark::Alive => (Valid::Proven, Why::AcceptedOn(next.at)),
            Some(next) => match end.filter(|end| *end <= next.at && next.mark == Mark::Dead) {
                Some(end) => (Valid::Believed, Why::UntilItsEnd(end)),
                None => {
                    let from = last.or(known_since).unwrap_or(at);
                    return (Place::Unknown, Valid::NotKnown, Why::EndedBetween(from, next.at));
                }
            },
            None if at > until => (Valid::Believed, Why::KnownUntil(until)),
            None => (Valid::Believed, last.map_or(Why::NeverAsked, Why::LastAccepted)),
        };
        (self.stands_at(at), valid, why)
    }

    /// If the last verdict by then was a rejection: since when, and whether a rotation had asked for it.
    fn dead_at(&self, at: Moment) -> Option<(Moment, bool)> {
        let verdicts = self.marks.iter().filter(|it| it.mark.verdict().is_some());
        let mut dead: Option<(Moment, bool)> = None;
        for verdict in verdicts {
            let asked_for = verdict.mark == Mark::Deactivated;
            if verdict.at > at {
                // The proof of a deactivation follows the probe that shows it.
                return dead.map(|(since, known)| (since, known || asked_for));
            }
            dead = match (verdict.mark, dead) {
                (Mark::Alive, _) => None,
                (_, None) => Some((verdict.at, asked_for)),
                (_, Some((since, known))) => Some((since, known || asked_for)),
            };
        }
        dead
    }

    fn stands_at(&self, at: Moment) -> Place {
        let place = |mark| matches!(mark, Mark::Current | Mark::Superseded(_));
        match self.marks.iter().rfind(|it| it.at <= at && place(it.mark)) {
            Some(super::Marked { at: on, mark: Mark::Superseded(by) }) => {
                Place::Superseded { on: *on, by: *by }
            }
            _ => Place::Current,
        }
    }

    fn near(&self, at: Moment, expiry: Expiry) -> Option<Moment> {
        let changes = |mark| !matches!(mark, Mark::Seen | Mark::Alive | Mark::Unverified | Mark::Leaked);
        let marks = self.marks.iter().filter(|it| changes(it.mark)).map(|it| it.at);
        let end = match expiry {
            Expiry::At(end) => Some(end),
            Expiry::Unknown | Expiry::Never => None,
        };
        marks.chain(end).find(|change| (*change - at).abs() <= NEAR)
    }
}

impl Place {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotYetMade => "not yet made",
            Self::Current => "current",
            Self::Superseded { .. } => "superseded",
            Self::Expired(_) => "expired",
            Self::Deactivated(_) => "deactivated",
            Self::Rejected(_) => "rejected by the vendor",
            Self::Unknown => "not known",
        }
    }

    /// Since when.
    pub const fn since(self) -> Option<Moment> {
        match self {
            Self::Superseded { on, .. } => Some(on),
            Self::Expired(at) | Self::Deactivated(at) | Self::Rejected(at) => Some(at),
            Self::NotYetMade | Self::Current | Self::Unknown => None,
        }
    }
}

impl Valid {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proven => "valid",
            Self::Believed => "valid, as far as is known",
            Self::No => "not valid",
            Self::NotKnown => "not known whether valid",
        }
    }
}

impl Why {
    /// In a sentence; `date` writes an instant as the reader wants it.
    pub fn words(self, date: &dyn Fn(Moment) -> String) -> String {
        match self {
            Self::MadeOn(at) => format!("The vendor made this key on {}.", date(at)),
            Self::FirstSeen(Some(at)) => {
                format!("It was first seen here on {}; nothing is known of it before.", date(at))
            }
            Self::FirstSeen(None) => "When this key was first seen was not kept.".into(),
            Self::AcceptedOn(at) => format!("The vendor accepted it on {}, after that.", date(at)),
            Self::LastAccepted(at) => {
                format!("The vendor last accepted it on {}; nobody has asked since.", date(at))
            }
            Self::NeverAsked => "Nobody has asked the vendor about it yet.".into(),
            Self::EndedOn(at) => format!("By the vendor's date it ended on {}.", date(at)),
            Self::UntilItsEnd(at) => format!("By the vendor's date it worked until {}.", date(at)),
            Self::RejectedOn(at) => format!("The vendor rejected it on {} at the latest.", date(at)),
            Self::EndedBetween(alive, dead) => {
                format!(
                    "It stopped working at some moment between {} and {}; nobody asked meanwhile.",
                    date(alive),
                    date(dead)
                )
            }
            Self::CameBack(dead, alive) => {
                format!("The vendor rejected it on {} and accepted it again on {}.", date(dead), date(alive))
            }
            Self::KnownUntil(at) => {
                format!("What is known here ends on {}, before that.", date(at))
            }
        }
    }
}
