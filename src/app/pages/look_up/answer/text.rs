//! Texts of answers.

use keyturn_domain::lookup::How;
use keyturn_scan::finding::Kind;

pub(super) const fn by(how: How) -> &'static str {
    match how {
        How::WholeKey => "the whole key stands in the text",
        How::Name => "by the vendor's name for it",
        How::NameEnding => "by the end of the vendor's name for it",
        How::ShortToken => "by SuperAPI's short token for it",
        How::MaskEnding => "by the last characters of the key",
    }
}

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::SecretName => "name of a Westpac secret key",
        Kind::PublishableName => "name of a Westpac publishable key",
        Kind::SuperApiMask => "masked SuperAPI key",
        Kind::Known => "a known name or short token",
        Kind::WestpacSecret => "Westpac secret key",
        Kind::WestpacPublishable => "Westpac publishable key (no secret)",
        Kind::SuperApiPartner => "SuperAPI partner key",
        Kind::SuperApiProduct => "SuperAPI product key",
        Kind::SuperApiUnmarked => "SuperAPI key",
        Kind::OtherApiKey => "key in an x-api-key header",
        Kind::OtherBasic => "user name and password of a Basic header",
        Kind::PartOfKey => "part of a key",
    }
}

pub(super) const fn strange(kind: Kind) -> &'static str {
    match kind {
        Kind::OtherApiKey | Kind::OtherBasic => {
            "It is a credential of some system, and by its form of none of these vendors."
        }
        Kind::PartOfKey => {
            "What is left of it does not tell which key it is. Whoever has the uncut text can look that up."
        }
        _ => {
            "It may belong to another facility or product, to a key that was never added here, or to one that is missing in the register. Ask whoever looks after the keys."
        }
    }
}

pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
