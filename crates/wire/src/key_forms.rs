//! The ways in which a key can stand in text that others wrote.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use keyturn_domain::secret::Secret;

/// One way in which a key can stand in a text, in lower case, and how much of it is public.
pub(super) struct Form {
    pub(super) text: Zeroizing<String>,
    pub(super) public: usize,
}

/// Every way that is looked for.
pub(super) fn forms(key: &Secret) -> Vec<Form> {
    // EXPOSE: it is looked for in a text, so that the text can be shown without it.
    let raw = key.expose();
    // A mask begins with what is no secret.
    let public = key.masked().find('…').unwrap_or(0);
    let lower = |text: &str, public| Form { text: Zeroizing::new(text.to_ascii_lowercase()), public };
    // Base64 takes three bytes at a time: what stands before the key decides where its threes begin.
    let in_threes = |from: usize| {
        let rest = raw.as_bytes().get(from..).unwrap_or_default();
        let encoded = Zeroizing::new(STANDARD.encode(Zeroizing::new([rest, b":"].concat())));
        lower(encoded.trim_end_matches('='), 0)
    };
    let spelt = |public, each: fn(u8) -> Option<String>| {
        let mut out = Zeroizing::new(String::with_capacity(raw.len() * 6));
        for byte in raw.bytes() {
            match each(byte) {
                Some(spelling) => out.push_str(&spelling),
                None => out.push(byte.into()),
            }
        }
        lower(&out, public)
    };
    vec![
        lower(raw, public),
        in_threes(0),
        in_threes(1),
        in_threes(2),
        spelt(0, |byte| (!byte.is_ascii_alphanumeric()).then(|| format!("%{byte:02x}"))),
        spelt(public, |byte| {
            (!byte.is_ascii_alphanumeric() && !b"-._~".contains(&byte)).then(|| format!("%{byte:02x}"))
        }),
        spelt(0, |byte| Some(format!("%{byte:02x}"))),
        spelt(0, |byte| Some(format!("\\u{byte:04x}"))),
        spelt(0, |byte| Some(format!("&#{byte};"))),
        spelt(0, |byte| Some(format!("&#x{byte:x};"))),
    ]
}
