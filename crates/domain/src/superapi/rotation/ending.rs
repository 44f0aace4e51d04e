//! How a rotation ended, in words, and what it leaves to be done.

use super::{Ending, Outcome, Purpose};
use crate::product::DeactivateForm;
use crate::run::probe::Verdict;

/// How people are to take an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EndingTone {
    /// Nothing is left to do.
    Good,
    /// It came off, or nothing was lost; something is left to do.
    Warn,
    /// Something does not work.
    Bad,
    /// It was left on purpose.
    Neutral,
}

/// An end in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingWords {
    /// How people are to take it.
    pub tone: EndingTone,
    /// One or two words for it.
    pub word: &'static str,
    /// The title.
    pub title: String,
    /// What it means, and what is left to do.
    pub means: String,
    /// What is left besides, each in a sentence.
    pub left: Vec<String>,
}

impl Outcome {
    /// The end in words: complete, or complete with something left, and never both.
    pub fn words(&self, purpose: Purpose) -> EndingWords {
        let left = self.left(purpose);
        let (tone, word) = match &self.ending {
            Ending::Judged(Verdict::Complete) if left.is_empty() => (EndingTone::Good, "complete"),
            Ending::Judged(Verdict::Complete) => (EndingTone::Warn, "complete"),
            Ending::Judged(verdict) if verdict.is_alarm() => (EndingTone::Bad, "not complete"),
            Ending::Judged(_) => (EndingTone::Warn, "not complete"),
            Ending::Abandoned(_) => (EndingTone::Neutral, "left"),
        };
        let title = match (&self.ending, left.len()) {
            (Ending::Judged(Verdict::Complete), 1) => "Rotation complete, one thing left".into(),
            (Ending::Judged(Verdict::Complete), count @ 2..) => {
                format!("Rotation complete, {count} things left")
            }
            (Ending::Judged(verdict), _) => verdict.title().into(),
            (Ending::Abandoned(_), _) => "The run was left".into(),
        };
        EndingWords { tone, word, title, means: self.means(left.is_empty()), left }
    }

    fn means(&self, nothing_left: bool) -> String {
        match &self.ending {
            Ending::Judged(Verdict::Complete) if nothing_left => {
                "The new key is stored and alive, the old one is proven dead. Nothing is left to do.".into()
            }
            Ending::Judged(Verdict::Complete) => {
                "The new key is stored and alive, the old one is proven dead.".into()
            }
            Ending::Judged(Verdict::OldStillAlive) => {
                "Both keys are alive. The old one should still be deactivated once SuperAPI has answered."
                    .into()
            }
            Ending::Judged(Verdict::WrongKeyRemoved) => {
                "The old key is the living one. Make sure that everything uses it, then rotate again.".into()
            }
            Ending::Judged(Verdict::BothDead) => {
                "This product has no living key that Keyturn knows. A replacement can be made at any time."
                    .into()
            }
            Ending::Judged(Verdict::NotKnown) => {
                "Both keys are kept as unverified. Check them again from the list of keys.".into()
            }
            Ending::Abandoned(reason) if self.deactivations == 0 => {
                format!(
                    "Nothing was deactivated by it, and the old key was left as it was. Reason: {reason}."
                )
            }
            Ending::Abandoned(reason) => {
                format!(
                    "A request to deactivate had gone out before. Check this product's keys from the list of keys. Reason: {reason}."
                )
            }
        }
    }

    /// What is left to do besides what the end itself asks for.
    fn left(&self, purpose: Purpose) -> Vec<String> {
        let switch = matches!(self.ending, Ending::Judged(Verdict::Complete)) && purpose == Purpose::Leak;
        let switch = switch.then(|| {
            "Nothing waited for what used the leaked key: switch it to the new one, if you have not."
                .to_owned()
        });
        let lost = match self.orphans {
            0 => None,
            1 => Some(
                "One more key may be alive: it was asked for and never arrived. Ask SuperAPI to look for it, then say on Keys what became of it."
                    .to_owned(),
            ),
            more => Some(format!(
                "{more} more keys may be alive: they were asked for and never arrived. Ask SuperAPI to look for them, then say on Keys what became of them."
            )),
        };
        switch.into_iter().chain(lost).collect()
    }
}

/// Which living keys besides the old and the new one a request to deactivate may meet: `known` ones, and `lost` ones
/// whose replies nobody received.
pub fn further_keys(form: DeactivateForm, known: u32, lost: u32) -> String {
    let mut told: Vec<String> = Vec::new();
    match known {
        0 if lost == 0 => {
            return "Besides the old and the new key, Keyturn knows of no living key of this product.".into();
        }
        0 => {}
        1 => told.push("Keyturn believes 1 further key of this product alive.".into()),
        more => told.push(format!("Keyturn believes {more} further keys of this product alive.")),
    }
    match lost {
        0 => {}
        1 => told.push("One more key may be alive: it was asked for and never arrived.".into()),
        more => told.push(format!("{more} more keys may be alive: they were asked for and never arrived.")),
    }
    told.push(match (form, known + lost) {
        (DeactivateForm::ByKeyId, 1) => "This request does not name it.".into(),
        (DeactivateForm::ByKeyId, _) => "This request names none of them.".into(),
        (DeactivateForm::ByProduct, 1) => "This request may remove it instead of the old key.".into(),
        (DeactivateForm::ByProduct, _) => {
            "This request may remove one of them instead of the old key.".into()
        }
    });
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERDICTS: [Verdict; 5] = [
        Verdict::Complete,
        Verdict::OldStillAlive,
        Verdict::WrongKeyRemoved,
        Verdict::BothDead,
        Verdict::NotKnown,
    ];

    fn ended(ending: Ending, orphans: u32) -> Outcome {
        Outcome {
            ending,
            new: None,
            stored: true,
            rolled_out: true,
            rolled_out_at: None,
            made_at: None,
            deactivations: 1,
            orphans,
        }
    }

    #[test]
    fn no_end_says_that_nothing_is_left_beside_something_that_is() {
        let endings = VERDICTS.map(Ending::Judged).into_iter().chain([Ending::Abandoned("enough".into())]);
        for ending in endings {
            for purpose in [Purpose::Rotate, Purpose::Replace, Purpose::Leak] {
                for orphans in 0..3 {
                    let words = ended(ending.clone(), orphans).words(purpose);
                    let calm = words.means.contains("Nothing is left");
                    let complete = ending == Ending::Judged(Verdict::Complete);
                    assert_eq!(calm, complete && words.left.is_empty(), "{words:?}");
                    assert_eq!(words.tone == EndingTone::Good, calm, "{words:?}");
                    assert_eq!(
                        words.title.contains("left"),
                        !words.left.is_empty() && complete || matches!(ending, Ending::Abandoned(_)),
                        "{words:?}"
                    );
                    assert_eq!(
                        words.left.is_empty(),
                        orphans == 0 && !(complete && purpose == Purpose::Leak)
                    );
                }
            }
        }
    }

    #[test]
    fn a_lost_reply_is_one_thing_left() {
        let words = ended(Ending::Judged(Verdict::Complete), 1).words(Purpose::Rotate);
        assert_eq!(words.title, "Rotation complete, one thing left");
        assert!(words.left[0].starts_with("One more key may be alive: it was asked for and never arrived."));
    }

    #[test]
    fn whoever_confirms_a_deactivation_is_told_of_every_key_that_it_may_meet() {
        let told = |known, lost| further_keys(DeactivateForm::ByProduct, known, lost);
        assert!(told(0, 0).contains("knows of no living key"));
        assert_eq!(
            told(0, 1),
            "One more key may be alive: it was asked for and never arrived. This request may remove it instead of the old key."
        );
        for (known, lost) in [(1, 0), (0, 1), (2, 0), (0, 2), (1, 1), (3, 2)] {
            assert!(!told(known, lost).contains("no living key"), "{known} {lost}");
            assert!(told(known, lost).contains("instead of the old key"), "{known} {lost}");
            let named = further_keys(DeactivateForm::ByKeyId, known, lost);
            assert!(!named.contains("may remove") && named.contains("name"), "{named}");
        }
    }
}
