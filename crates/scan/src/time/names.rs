//! Which names are those of a record's own time, and which words before a date say that it is that of something else.

/// Without what joins words, in small letters.
const OWN: [&[u8]; 28] = [
    b"time",
    b"timestamp",
    b"ts",
    b"t",
    b"date",
    b"datetime",
    b"instant",
    b"epoch",
    b"when",
    b"audit",
    b"asctime",
    b"msec",
    b"timemillis",
    b"timems",
    b"timestampms",
    b"timelocal",
    b"timeiso8601",
    b"timegenerated",
    b"timecreated",
    b"eventtime",
    b"eventtimestamp",
    b"eventdate",
    b"logtime",
    b"systemtime",
    b"starteddatetime",
    b"realtimetimestamp",
    b"requestreceivedtimestamp",
    b"stagetimestamp",
];

/// Parts of words.
const OTHER: [&[u8]; 22] = [
    b"expir",
    b"valid",
    b"modif",
    b"until",
    b"creat",
    b"issu",
    b"after",
    b"before",
    b"renew",
    b"revok",
    b"sched",
    b"deploy",
    b"buil",
    b"birth",
    b"last",
    b"next",
    b"since",
    b"start",
    b"updat",
    b"releas",
    b"maxage",
    b"monotonic",
];

/// Whole words, right before a date.
const RIGHT_BEFORE: [&[u8]; 13] =
    [b"at", b"on", b"till", b"by", b"from", b"to", b"for", b"of", b"is", b"was", b"end", b"ends", b"due"];

/// Whether a time of this name is the record's own.
pub(super) fn is_own(name: &[u8]) -> bool {
    let mut plain = [0; 24];
    let mut length = 0;
    for byte in name.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        let Some(place) = plain.get_mut(length) else { return false };
        *place = byte.to_ascii_lowercase();
        length += 1;
    }
    OWN.contains(&&plain[..length])
}

/// Whether a name says that its time is that of something else. A row's creation and start are its own.
pub(super) fn is_other(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    OTHER.iter().any(|part| ![&b"creat"[..], b"start"].contains(part) && holds(&name, part))
}

/// For how many words behind this one a date is that of something else. Names of programs and hosts, in which digits or
/// full stops stand, say nothing.
pub(super) fn denies(word: &[u8]) -> Option<usize> {
    let word: Vec<u8> =
        word.iter().filter(|byte| !b"-_".contains(byte)).map(u8::to_ascii_lowercase).collect();
    if !word.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    if OTHER.iter().any(|part| holds(&word, part)) {
        return Some(3);
    }
    RIGHT_BEFORE.contains(&word.as_slice()).then_some(1)
}

fn holds(word: &[u8], part: &[u8]) -> bool {
    word.windows(part.len()).any(|window| window == part)
}
