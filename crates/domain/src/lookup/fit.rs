//! Which of the known keys a name, a mask or a whole key in a text is.

use keyturn_scan::finding::{Kind, SaltedFingerprint};
use keyturn_scan::fingerprint::salted_fingerprint;

use super::key_summary::KeySummary;

/// Which of the known keys it is, by their places in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// None of them.
    None,
    /// Exactly this one.
    One(usize, How),
    /// Any of these: what stands in the text does not tell them apart.
    Several(Vec<usize>, How),
}

/// By what it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The whole key stood there.
    WholeKey,
    /// The vendor's name stood there, letter by letter.
    Name,
    /// Facility, kind and the last characters of the vendor's name: logs cut names to other lengths.
    NameEnding,
    /// SuperAPI's short token for it.
    ShortToken,
    /// What is shown of the key itself.
    MaskEnding,
}

impl Fit {
    /// The keys that it may be.
    pub fn all(&self) -> &[usize] {
        match self {
            Self::None => &[],
            Self::One(only, _) => std::slice::from_ref(only),
            Self::Several(all, _) => all,
        }
    }

    fn of(found: Vec<usize>, how: How) -> Option<Self> {
        match found.as_slice() {
            [] => None,
            [only] => Some(Self::One(*only, how)),
            _ => Some(Self::Several(found, how)),
        }
    }
}

/// What a scan with this salt says of each of the known keys.
pub fn salted_fingerprints(known: &[KeySummary], salt: &[u8; 32]) -> Vec<SaltedFingerprint> {
    known.iter().map(|known| salted_fingerprint(salt, known.fingerprint.bytes())).collect()
}

/// What a text shows of a key.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// What it is.
    pub kind: Kind,
    /// The name as it stood there, or a mask.
    pub label: &'a str,
    /// Of a whole key.
    pub fingerprint: Option<&'a SaltedFingerprint>,
    /// Of the keys that it is if it begins later than it seems.
    pub others: &'a [SaltedFingerprint],
}

/// Which of the known keys it is. A name is never compared with a key's own text: the vendor's names do not follow
/// from its keys.
pub fn fit(seen: Seen, known: &[KeySummary], fingerprints: &[SaltedFingerprint]) -> Fit {
    let Seen { kind, label, .. } = seen;
    let among = |test: &dyn Fn(usize, &KeySummary) -> bool| -> Vec<usize> {
        known.iter().enumerate().filter(|(at, known)| test(*at, known)).map(|(at, _)| at).collect()
    };
    let masked = || among(&|_, known| ends_alike(&known.masked, label));
    if kind.is_whole() {
        let same = among(&|at, _| {
            fingerprints.get(at).is_some_and(|fingerprint| seen.fingerprint == Some(fingerprint))
        });
        let other = || {
            among(&|at, _| fingerprints.get(at).is_some_and(|fingerprint| seen.others.contains(fingerprint)))
        };
        let found = Fit::of(same, How::WholeKey).or_else(|| Fit::of(other(), How::WholeKey));
        return found.unwrap_or(Fit::None);
    }
    if kind == Kind::PartOfKey {
        return Fit::of(masked(), How::MaskEnding).unwrap_or(Fit::None);
    }
    let name = |known: &KeySummary| known.name.as_ref().map(|name| name.as_str().to_owned());
    let exact = among(&|_, known| name(known).is_some_and(|name| name == label));
    let ending = || among(&|_, known| name(known).is_some_and(|name| ends_alike(&name, label)));
    let behind = || among(&|_, known| name(known).is_some_and(|name| ends_alike_behind(&name, label)));
    let token = || among(&|_, known| known.short_token.as_deref() == Some(label));
    Fit::of(exact, How::Name)
        .or_else(|| Fit::of(ending(), How::NameEnding))
        .or_else(|| Fit::of(behind(), How::NameEnding))
        .or_else(|| Fit::of(token(), How::ShortToken))
        .or_else(|| Fit::of(masked(), How::MaskEnding))
        .unwrap_or(Fit::None)
}

/// Fewer characters tell nothing.
const TELLING: usize = 3;

/// So many characters of a name's end are one key's, whatever stands before it.
const CERTAIN: usize = 6;
/// So many characters of an escape may be left before a name, or be missing at its beginning.
const LEFT_OVER: usize = 6;

/// Whether both begin alike, and the end of one is the end of the other. Between them stands what was left out.
fn ends_alike(one: &str, other: &str) -> bool {
    split(one).zip(split(other)).is_some_and(|((start, end), (other_start, other_end))| {
        same_start(start, other_start) && (end.ends_with(other_end) || other_end.ends_with(end))
    })
}

/// A mask may also show some characters behind the joint.
fn same_start(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short == long || short.ends_with('_') && long.starts_with(short)
}

/// Whether both end alike, and one begins with what may be left of an escape. Only a long end tells enough.
fn ends_alike_behind(one: &str, other: &str) -> bool {
    split(one).zip(split(other)).is_some_and(|((start, end), (other_start, other_end))| {
        let (short, long) =
            if start.len() < other_start.len() { (start, other_start) } else { (other_start, start) };
        end == other_end
            && end.len() >= CERTAIN
            && long.ends_with(short)
            && long.len() - short.len() <= LEFT_OVER
    })
}

/// What stands before the part that was left out, and what stands after it.
fn split(text: &str) -> Option<(&str, &str)> {
    let out = |c: char| matches!(c, '.' | '…' | '*' | '•' | '·' | '●' | '#');
    let (from, to) = (text.find(out)?, text.rfind(out)?);
    let end = text[to..].trim_start_matches(out);
    (end.len() >= TELLING && end.chars().all(char::is_alphanumeric)).then_some((&text[..from], end))
}

#[cfg(test)]
mod tests {
    use super::super::key_summary::tests::{known, quickstream};
    use super::*;
    use crate::key::KeyKind;
    use crate::key_name::KeyName;
    use crate::secret::Secret;
    use crate::vendor::Vendor;

    fn named(names: &[&str]) -> Vec<KeySummary> {
        names.iter().zip(1..).map(|(name, id)| quickstream(id, name)).collect()
    }

    fn by_name(label: &str, known: &[KeySummary]) -> Fit {
        fit(seen(Kind::SecretName, label, None), known, &[])
    }

    fn seen<'a>(kind: Kind, label: &'a str, fingerprint: Option<&'a SaltedFingerprint>) -> Seen<'a> {
        Seen { kind, label, fingerprint, others: &[] }
    }

    #[test]
    fn what_is_left_of_an_escape_hides_no_key() {
        let known = named(&["ABC_SEC...zrikj5x"]);
        for label in ["nABC_SEC...zrikj5x", "012ABC_SEC...zrikj5x", "KABC_SEC...zrikj5x", "C_SEC...zrikj5x"] {
            assert_eq!(by_name(label, &known), Fit::One(0, How::NameEnding), "{label}");
        }
        assert_eq!(by_name("nABC_SEC...j5x", &known), Fit::None, "so short an end tells too little");
        assert_eq!(by_name("ABCABCABC_SEC...zrikj5x", &known), Fit::One(0, How::NameEnding));
        assert_eq!(by_name("LONGOTHERABC_SEC...zrikj5x", &known), Fit::None);
        assert_eq!(by_name("ABD_SEC...zrikj5x", &known), Fit::None);

        let salt = [7; 32];
        let secret = Secret::new("ABC_SEC_fakefakefakefake1234");
        let known = [KeySummary { fingerprint: secret.fingerprint(), ..quickstream(1, "A_SEC...aaa") }];
        let (fingerprints, fingerprint) =
            (salted_fingerprints(&known, &salt), salted_fingerprint(&salt, secret.fingerprint().bytes()));
        let own = Seen { others: &[[1; 32], fingerprint], ..seen(Kind::WestpacSecret, "", Some(&[2; 32])) };
        assert_eq!(fit(own, &known, &fingerprints), Fit::One(0, How::WholeKey));
    }

    #[test]
    fn masks_with_a_head_and_parts_are_told_by_their_end() {
        let mut known = vec![quickstream(1, "ABC_SEC...zrikj5x")];
        known[0].masked = "ABC_SEC_…z8zr".into();
        for label in ["ABC_SEC_dcm8****8zr", "ABC_SEC_•••z8zr"] {
            assert_eq!(by_name(label, &known), Fit::One(0, How::MaskEnding), "{label}");
        }
        let part = |label| fit(seen(Kind::PartOfKey, label, None), &known, &[]);
        assert_eq!(part("ABC_SEC_…z8zr"), Fit::One(0, How::MaskEnding));
        assert_eq!(part("ABC_SEC_…"), Fit::None);
    }

    #[test]
    fn a_name_is_one_key_or_several_or_none() {
        let known =
            named(&["ABC_SEC...zrikj5x", "ABC_SEC...hhhhhhh", "XYZ_SEC...zrikj5x", "ABC_PUB...zrikj5x"]);
        assert_eq!(by_name("ABC_SEC...zrikj5x", &known), Fit::One(0, How::Name));
        assert_eq!(by_name("ABC_SEC...nobody1", &known), Fit::None);
        assert_eq!(by_name("ABD_SEC...zrikj5x", &known), Fit::None, "another facility");
        assert_eq!(by_name("abc_sec...zrikj5x", &known), Fit::None, "nothing is turned into lower case");
        let twins = named(&["ABC_SEC...zrikj5x", "ABC_SEC...zrikj5x"]);
        assert_eq!(by_name("ABC_SEC...zrikj5x", &twins), Fit::Several(vec![0, 1], How::Name));
    }

    #[test]
    fn names_of_any_length_are_recognised_by_their_end() {
        let known = named(&["ABC_SEC...zrikj5x", "ABC_SEC...aaaak5x"]);
        for label in ["ABC_SEC...j5x", "ABC_SEC…j5x", "ABC_SEC***kj5x", "ABC_SEC...aazrikj5x"] {
            assert_eq!(by_name(label, &known), Fit::One(0, How::NameEnding), "{label}");
        }
        assert_eq!(by_name("ABC_SEC...5x", &known), Fit::None, "two characters tell nothing");
        assert_eq!(by_name("ABC_SEC...", &known), Fit::None);
        let alike = named(&["ABC_SEC...zrikj5x", "ABC_SEC...aaakj5x"]);
        assert_eq!(by_name("ABC_SEC...kj5x", &alike), Fit::Several(vec![0, 1], How::NameEnding));
        assert_eq!(by_name("ABC_SEC...zrikj5x", &alike), Fit::One(0, How::Name), "the whole name is better");
    }

    #[test]
    fn trap_02_a_key_is_never_taken_for_its_name() {
        let mut known = vec![quickstream(1, "FACILITYCODE_SEC...zrikj5x")];
        known[0].masked = "FACILITYCODE_SEC_…z8zr".into();
        assert_eq!(
            by_name("FACILITYCODE_SEC...hymz8zr", &known),
            Fit::None,
            "the key's end is not the name's"
        );
        assert_eq!(by_name("FACILITYCODE_SEC_…z8zr", &known), Fit::One(0, How::MaskEnding));
    }

    #[test]
    fn a_whole_key_is_told_by_its_print_alone() {
        let salt = [7; 32];
        let secret = Secret::new("superapiproduct_fakefakefakefake1234");
        let twin =
            known(2, Vendor::SuperApi, KeyKind::SuperApiProduct, "superapiproduct_otherotherother1234");
        let known =
            vec![quickstream(1, "A_SEC...aaa"), KeySummary { fingerprint: secret.fingerprint(), ..twin }];
        let fingerprints = salted_fingerprints(&known, &salt);
        let seen = salted_fingerprint(&salt, secret.fingerprint().bytes());
        let of = |fingerprint| {
            fit(
                self::seen(Kind::SuperApiProduct, "superapiproduct_…1234", fingerprint),
                &known,
                &fingerprints,
            )
        };
        assert_eq!(of(Some(&seen)), Fit::One(1, How::WholeKey));
        assert_eq!(of(Some(&[0; 32])), Fit::None, "another key with the same mask is another key");
        assert_eq!(of(None), Fit::None);
        assert_eq!(
            fit(self::seen(Kind::SuperApiMask, "superapiproduct_…1234", None), &known, &fingerprints),
            Fit::One(1, How::MaskEnding)
        );
    }

    #[test]
    fn a_short_token_is_known_where_it_was_written_down() {
        let key = |id, token: Option<&str>| KeySummary {
            short_token: token.map(str::to_owned),
            ..known(id, Vendor::SuperApi, KeyKind::SuperApiProduct, &format!("superapiproduct_fake{id}"))
        };
        let known =
            vec![key(1, Some("BRTRKFsL")), key(2, None), key(3, Some("aaaaaaaa")), key(4, Some("aaaaaaaa"))];
        let of = |label| fit(seen(Kind::Known, label, None), &known, &[]);
        assert_eq!(of("BRTRKFsL"), Fit::One(0, How::ShortToken));
        assert_eq!(of("aaaaaaaa"), Fit::Several(vec![2, 3], How::ShortToken));
        assert_eq!(of("brtrkfsl"), Fit::None);
    }

    #[test]
    fn a_name_with_a_key_of_the_list_only_in_another_shape_is_known_by_its_text() {
        let mut odd = named(&["ABC_SEC...zrikj5x"]);
        odd[0].name = KeyName::new("QUICKSTREAMDEMO_SEC");
        assert_eq!(fit(seen(Kind::Known, "QUICKSTREAMDEMO_SEC", None), &odd, &[]), Fit::One(0, How::Name));
    }
}
