//! What SuperAPI calls a key's short token: its request log names keys by it (`api_key_short_token`), so it may stand
//! wherever a log stands.
//!
//! The vendor does not say how it follows from the key, whether from its text or not at all. It is therefore never
//! worked out here: it is known where somebody read it off the vendor's log and wrote it down.

use super::secret::Secret;

/// The length of one that is taken, in characters. Fewer stand in every text; more may well be the key.
pub const LENGTHS: std::ops::RangeInclusive<usize> = 6..=24;

/// Keys may hold their short token. Of no key more than so many characters are taken, and at least as many have to follow.
const OF_A_KEY: usize = 12;

/// Why a text is not taken for a short token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortTokenFault {
    /// Not 6 to 24 letters and digits.
    Form,
    /// It is a part of the key that the vendor's own log would not show.
    PartOfKey,
}

impl ShortTokenFault {
    /// For the field.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Form => "6 to 24 letters and digits, as the request log shows it. Never the key.",
            Self::PartOfKey => "This is a part of the key itself. Copy the short token from the request log.",
        }
    }
}

/// Reads what somebody wrote down, white space around it aside; empty if that is nothing.
///
/// # Errors
/// It cannot be one, or is a part of `key` that must not be shown: a long one, or one near its end.
pub fn read(text: &str, key: Option<&Secret>) -> Result<String, ShortTokenFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    if !LENGTHS.contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(ShortTokenFault::Form);
    }
    let hidden = key.is_some_and(|key| {
        // EXPOSE: only whether the text is a part of it leaves here.
        let key = key.expose();
        key.rfind(text).is_some_and(|at| text.len() > OF_A_KEY || key.len() - at - text.len() < OF_A_KEY)
    });
    if hidden { Err(ShortTokenFault::PartOfKey) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_token_is_what_the_vendors_log_shows_and_no_part_of_the_key() {
        let one = Secret::new("superapiproduct_fakefake1234ABCDefgh");
        let two = Secret::new("superapiproduct_shorttok_longtokenfake1234");
        for key in [None, Some(&one), Some(&two)] {
            assert_eq!(read(" BRTRKFsL\n", key), Ok("BRTRKFsL".into()));
            assert_eq!(read("", key), Ok(String::new()));
            for text in ["short", "with space", "super_api", "sch\u{f6}nes", "abcdefghijklmnopqrstuvwxy"] {
                assert_eq!(read(text, key), Err(ShortTokenFault::Form), "{text}");
            }
        }
        assert_eq!(read("fakefake", Some(&one)), Ok("fakefake".into()));
        assert_eq!(read("shorttok", Some(&two)), Ok("shorttok".into()));
        for (key, text) in [
            (&one, "fakefake1"),
            (&one, "ABCDefgh"),
            (&two, "longtokenfake"),
            (&two, "longtokenfake1234"),
            (&two, "ke1234"),
        ] {
            assert_eq!(read(text, Some(key)), Err(ShortTokenFault::PartOfKey), "{text}");
        }
    }
}
