//! How hard a passphrase is to guess, roughly. It knows no dictionary: it counts words, repetitions and sequences, and
//! errs on the low side.

use super::error::VaultError;
use super::passphrase::long_enough;

/// Bits below which a passphrase is not taken, however long it is.
const REFUSED: f64 = 30.0;
/// Bits from which on a passphrase is called fair, and good.
const FAIR: f64 = 40.0;
const GOOD: f64 = 60.0;

/// What one word that everybody knows is worth: one of about two thousand.
const WORD: f64 = 11.0;
/// What a letter is worth inside words that were written without gaps.
const LETTER: f64 = 1.8;

/// Words that guessing begins with.
const FIRST: [&str; 24] = [
    "password",
    "passphrase",
    "passwort",
    "secret",
    "letmein",
    "welcome",
    "admin",
    "administrator",
    "login",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "iloveyou",
    "keyturn",
    "westpac",
    "quickstream",
    "superapi",
    "payroll",
    "vault",
    "test",
    "changeme",
    "default",
    "trustno",
    "abc",
];

/// A grade, and what is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Among the first that anybody would try.
    Refused,
    /// A machine finds it soon.
    Weak,
    /// It holds against somebody in passing.
    Fair,
    /// It holds against a patient attacker.
    Good,
}

impl Strength {
    /// The grade of a passphrase.
    pub fn of(passphrase: &str) -> Self {
        match bits(passphrase) {
            bits if bits < REFUSED => Self::Refused,
            bits if bits < FAIR => Self::Weak,
            bits if bits < GOOD => Self::Fair,
            _ => Self::Good,
        }
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Refused => "Strength: none. This is among the first that anybody would try.",
            Self::Weak => "Strength: weak. One or two more words that do not belong together make it fair.",
            Self::Fair => "Strength: fair. Another word makes it good.",
            Self::Good => "Strength: good, as long as it is no sentence that stands in a book or in a song.",
        }
    }
}

/// Whether a new passphrase may be used.
///
/// # Errors
/// [`VaultError::PassphraseTooShort`] or [`VaultError::PassphraseGuessable`].
pub fn acceptable(passphrase: &str) -> Result<(), VaultError> {
    long_enough(passphrase)?;
    match Strength::of(passphrase) {
        Strength::Refused => Err(VaultError::PassphraseGuessable),
        _ => Ok(()),
    }
}

fn bits(passphrase: &str) -> f64 {
    let lower = passphrase.to_lowercase();
    let whole = once(&lower);
    let mut seen: Vec<&str> = Vec::new();
    let mut bits = 0.0;
    for part in parts(whole) {
        if !seen.contains(&part) {
            seen.push(part);
            bits += of_part(part);
        }
    }
    // Whoever mixes capitals in without need adds little.
    if lower == passphrase { bits } else { bits + 2.0 }
}

/// What repeats itself is worth no more than what is repeated.
fn once(text: &str) -> &str {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let repeats = |period: usize| (period..chars.len()).all(|at| chars[at].1 == chars[at - period].1);
    let period = (1..=chars.len() / 2).find(|period| repeats(*period));
    period.and_then(|period| chars.get(period)).map_or(text, |(end, _)| &text[..*end])
}

/// Runs of letters, of digits, and of anything else but blanks.
fn parts(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        c if c.is_alphabetic() => 0,
        c if c.is_numeric() => 1,
        ' ' | '-' | '_' | '.' | ',' => 2,
        _ => 3,
    };
    let mut parts = Vec::new();
    let mut begin = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| before != class(c)) {
            parts.push((before, &text[begin..at]));
            begin = at;
        }
        before = Some(class(c));
    }
    parts.push((before, &text[begin..]));
    parts.into_iter().filter(|(class, _)| *class != Some(2)).map(|(_, part)| part).collect()
}

fn of_part(part: &str) -> f64 {
    let length = part.chars().count() as f64;
    if FIRST.iter().any(|first| part.starts_with(first)) || is_sequence(part) {
        return 1.0;
    }
    let mut different: Vec<char> = part.chars().collect();
    different.sort_unstable();
    different.dedup();
    let different = different.len() as f64;
    if part.chars().all(char::is_alphabetic) {
        // One word, or several without gaps; never more than its letters at random.
        return (4.7 * different).min(WORD.max(LETTER * length));
    }
    let each = if part.chars().all(char::is_numeric) { 3.3 } else { 5.0 };
    each * different
}

/// `1234`, `abcd`, `4321`, `8901`.
fn is_sequence(part: &str) -> bool {
    let codes: Vec<i64> = part.chars().map(|c| i64::from(u32::from(c))).collect();
    let wraps = if part.chars().all(|c| c.is_ascii_digit()) { 10 } else { i64::from(u32::MAX) };
    let steps = |by: i64| codes.windows(2).all(|pair| (pair[1] - pair[0] - by) % wraps == 0);
    codes.len() > 2 && (steps(1) || steps(-1))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::expect;

    use super::*;

    #[test]
    fn what_anybody_would_try_first_is_refused_however_long() {
        for easy in [
            "aaaaaaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "passwordpassword",
            "password password password",
            "Password-123456789",
            "123456789012345",
            "abcdefghijklmnopq",
            "keyturn keyturn vault",
            "qwertyuiop123456",
            "westpac superapi payroll",
        ] {
            assert_eq!(Strength::of(easy), Strength::Refused, "{easy}");
            assert_eq!(acceptable(easy), Err(VaultError::PassphraseGuessable), "{easy}");
        }
    }

    #[test]
    fn more_words_are_never_weaker() {
        let words = ["marble", "otter", "lantern", "gravel", "saddle", "copper", "thistle"];
        let grades: Vec<f64> = (1..=words.len()).map(|count| bits(&words[..count].join(" "))).collect();
        assert!(grades.windows(2).all(|pair| pair[0] < pair[1]), "{grades:?}");
        let of = |count: usize| Strength::of(&words[..count].join(" "));
        assert_eq!(
            [of(3), of(4), of(5), of(6)],
            [Strength::Weak, Strength::Fair, Strength::Fair, Strength::Good]
        );
    }

    #[test]
    fn saying_it_twice_adds_nothing() {
        assert_eq!(bits("marble otter marble otter "), bits("marble otter "));
        assert_eq!(bits("marble marble otter"), bits("marble otter"));
    }

    #[test]
    fn what_was_made_at_random_is_good() {
        for random in ["x7!Kq2@vR9#mT4$w", "vnwkzqpxjrtymbdhgcfl qz", "8f3a-9b2c-77de-4410-c9aa"] {
            assert_ne!(Strength::of(random), Strength::Refused, "{random}");
            assert_eq!(acceptable(random), Ok(()));
        }
        assert_eq!(acceptable("x7!Kq2@vR9"), Err(VaultError::PassphraseTooShort));
        assert_eq!(Strength::of("ünïcödé wörter für älle völker öhne ende"), Strength::Good);
    }

    #[test]
    fn every_kind_of_part_counts_as_is_written_here() {
        let mut told = String::new();
        for text in [
            "",
            "a",
            "ab",
            "abc",
            "cba",
            "xyz{",
            "az",
            "mnp",
            "8901",
            "1098",
            "97",
            "9 7",
            "1357",
            "1a1",
            "otter",
            "Otter",
            "aab",
            "otterlanterngravelsaddle",
            "otter-otter_gravel.copper,saddle",
            "otterotter",
            "ottootto",
            "otterlanternotter",
            "mypassword",
            "password1",
            "qwq!",
            "!?",
            "!?!?",
            "!?!?!",
            "!?!?#",
            "#1#1",
            "ottérs",
        ] {
            let _ = writeln!(told, "{text}: {:.1}", bits(text));
        }
        expect![[r#"
            : 0.0
            a: 4.7
            ab: 9.4
            abc: 1.0
            cba: 1.0
            xyz{: 6.0
            az: 9.4
            mnp: 11.0
            8901: 1.0
            1098: 1.0
            97: 6.6
            9 7: 6.6
            1357: 13.2
            1a1: 8.0
            otter: 11.0
            Otter: 13.0
            aab: 9.4
            otterlanterngravelsaddle: 43.2
            otter-otter_gravel.copper,saddle: 44.0
            otterotter: 11.0
            ottootto: 9.4
            otterlanternotter: 30.6
            mypassword: 18.0
            password1: 4.3
            qwq!: 14.4
            !?: 10.0
            !?!?: 10.0
            !?!?!: 10.0
            !?!?#: 15.0
            #1#1: 8.3
            ottérs: 11.0
        "#]]
        .assert_eq(&told);
    }

    #[test]
    fn a_grade_begins_at_its_very_bits_and_has_words_of_its_own() {
        const SIGNS: &str = "!?#$%&()*+/:;<=>@[]^`{|}~";
        let of = |signs: usize| (bits(&SIGNS[..signs]), Strength::of(&SIGNS[..signs]));
        let least = |bits: f64| (bits / 5.0) as usize;
        for (from, below, grade) in [
            (REFUSED, Strength::Refused, Strength::Weak),
            (FAIR, Strength::Weak, Strength::Fair),
            (GOOD, Strength::Fair, Strength::Good),
        ] {
            assert_eq!(of(least(from)), (from, grade));
            assert_eq!(of(least(from) - 1).1, below);
            assert_ne!(below.words(), grade.words());
            assert!(grade.words().starts_with("Strength: "));
        }
    }
}
