//! Which parts of a text a translator must leave alone: names, masks, ids, addresses, paths, exact times. People copy, type
//! and compare them as they stand.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'text> {
    /// The part.
    pub text: &'text str,
    /// Whether it is a machine's.
    pub machine: bool,
}

/// The text in parts, which put together are the text. `names` are names that somebody gave and that no shape tells:
/// of products, facilities, keys.
pub fn pieces<'text>(text: &'text str, names: &[String]) -> Vec<Piece<'text>> {
    let mut ranges: Vec<(usize, usize)> = names.iter().flat_map(|name| places(text, name)).collect();
    let bare = tokens(text).filter_map(|(at, token)| {
        let word = token.trim_start_matches(OPENING);
        let at = at + token.len() - word.len();
        let word = word.trim_end_matches(CLOSING);
        looks_so(word).then_some((at, at + word.len()))
    });
    ranges.extend(bare);
    ranges.sort_unstable();
    let mut pieces = Vec::new();
    let mut put = |from: usize, to: usize, machine| {
        if from < to {
            pieces.push(Piece { text: &text[from..to], machine });
        }
    };
    let mut done = 0;
    let mut ranges = ranges.into_iter().peekable();
    while let Some((from, mut to)) = ranges.next() {
        while let Some(&(_, end)) = ranges.peek().filter(|(begin, _)| *begin <= to) {
            to = to.max(end);
            ranges.next();
        }
        put(done, from, false);
        put(from, to, true);
        done = to;
    }
    put(done, text.len(), false);
    pieces
}

/// Whether anything in the text is a machine's.
pub fn has_machine_text(text: &str) -> bool {
    pieces(text, &[]).iter().any(|piece| piece.machine)
}

const OPENING: [char; 5] = ['(', '“', '‘', '"', '\''];
const CLOSING: [char; 11] = [')', '”', '’', '"', '\'', ',', ';', ':', '?', '!', '.'];

/// Where the name stands as a word of its own.
fn places(text: &str, name: &str) -> Vec<(usize, usize)> {
    let name = name.trim();
    if name.is_empty() {
        return Vec::new();
    }
    let alone = |at: usize| {
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        ends(text[..at].chars().next_back()) && ends(text[at + name.len()..].chars().next())
    };
    text.match_indices(name)
        .map(|(at, _)| at)
        .filter(|at| alone(*at))
        .map(|at| (at, at + name.len()))
        .collect()
}

/// What stands between white space, with its place.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |token| (token.as_ptr() as usize - start, token))
}

/// Whether a word has the shape of a machine's.
fn looks_so(word: &str) -> bool {
    let inside = |part: &str| word.trim_end_matches(part).contains(part);
    word.len() > 1 && (word.starts_with('/') || word.contains('@') || word.contains('_'))
        || inside("…")
        || inside("...")
        || word.contains("://")
        || word.starts_with("x-") && word.len() > 3
        || ["GET", "POST", "DELETE"].contains(&word)
        || is_zone(word)
        || is_time(word)
        || is_hexadecimal(word)
        || is_host_or_file(word)
}

/// `Australia/Sydney`.
fn is_zone(word: &str) -> bool {
    let mut parts = word.split('/');
    let capital = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase()) && part.len() > 3;
    parts.clone().count() > 1 && parts.all(capital)
}

/// `2026-12-06T10:42:00Z`.
fn is_time(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 10 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-' && bytes[10] == b'T'
}

/// Ids, hashes and the first digits of fingerprints.
fn is_hexadecimal(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = word.bytes().all(|c| c.is_ascii_hexdigit() || c == b'-');
    hexadecimal && word.len() >= 8 && digits > 0 && word.bytes().any(|c| c.is_ascii_alphabetic() || c == b'-')
}

/// `api.example.com`, `app.log.gz`: letters on both sides of a point.
fn is_host_or_file(word: &str) -> bool {
    let mut parts = word.split('.');
    let letters = |part: &str| {
        part.len() > 1
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
            && part.contains(char::is_alphabetic)
    };
    parts.clone().count() > 1 && parts.all(letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn machine(text: &str, names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let of_machines = pieces(text, &names).into_iter().filter(|piece| piece.machine);
        of_machines.map(|piece| piece.text.to_owned()).collect()
    }

    #[test]
    fn names_masks_ids_and_addresses_are_machine_text() {
        for (text, found) in [
            ("Renew FACILITYCODE_SEC...zrikj5x", "FACILITYCODE_SEC...zrikj5x"),
            ("The key superapi_…2345, from the list.", "superapi_…2345"),
            ("It asked for GET /vendor/qs/rest/v1/ twice", "GET"),
            ("Record set 2f9a1c34-0b7e-4d9e-8f5a-0123456789ab.", "2f9a1c34-0b7e-4d9e-8f5a-0123456789ab"),
            ("Its hash begins with 9f86d081", "9f86d081"),
            ("at 2026-12-06T10:42:00Z exactly", "2026-12-06T10:42:00Z"),
            ("Australia/Sydney (this computer)", "Australia/Sydney"),
            ("in the header x-api-key, as it is", "x-api-key"),
            ("line 3 of app.log", "app.log"),
            ("at https://api.example.com/v1 only", "https://api.example.com/v1"),
        ] {
            let machine = machine(text, &[]);
            assert!(machine.contains(&found.to_owned()), "{text}: {machine:?}");
        }
    }

    #[test]
    fn sentences_of_people_are_not() {
        for text in [
            "Nothing was sent and/or changed. It asks again in 3 s… then stops.",
            "Opening…",
            "1 of 12 keys, 12.5 kB looked through in 0.3 s.",
            "Wait... then go on.",
            "Sun 6 Dec 2026 10:42 am AEDT",
        ] {
            assert_eq!(machine(text, &[]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_given_name_is_found_as_a_word_of_its_own() {
        assert_eq!(machine("Deactivate the old key of Payroll live?", &["Payroll live"]), ["Payroll live"]);
        assert_eq!(machine("Its Payrolls", &["Payroll"]), Vec::<String>::new());
        assert_eq!(machine("A & B: A", &["A", ""]), ["A", "A"]);
    }

    proptest! {
        #[test]
        fn put_together_they_are_the_text(text in ".{0,80}", names in prop::collection::vec(".{0,6}", 0..4)) {
            let pieces = pieces(&text, &names);
            prop_assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), text.clone());
            prop_assert!(pieces.windows(2).all(|pair| pair[0].machine != pair[1].machine));
        }

        #[test]
        fn a_name_between_words_is_always_marked(name in "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?") {
            let text = format!("About {name}, which stands here.");
            let found = machine(&text, &[&name]);
            prop_assert!(found.contains(&name), "{:?}", found);
        }
    }
}
