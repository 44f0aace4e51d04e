//! A record's time by its name, wherever it stands in the record: JSON, `name=value`, XML of Windows' event log.

use super::LineTime;
use super::about::About;
use super::{names, unread, value};

/// Something that is opened and closed: an object, a list, an event. The text itself is the outermost.
struct Frame {
    open: u8,
    start: usize,
    time: Option<LineTime>,
}

/// Reads a text from its beginning.
struct Reader<'a> {
    text: &'a [u8],
    about: &'a About,
    frames: Vec<Frame>,
    /// Where the string at hand begins.
    string: Option<usize>,
    /// So many backslashes stand before each quote: in JSON that was written into a string they are escaped.
    escapes: Option<usize>,
    /// Whether something has a time of its own by name that is not understood.
    unread: bool,
}

/// So much before a place is looked at first: most records are small.
const NEAR: usize = 4 << 10;

/// The time of the innermost thing around this place that has one. Unless the text is `whole`, what holds it all together
/// began before it, and only what begins in it counts. Without one, whether there is one that is not understood.
pub(super) fn enclosing(text: &[u8], place: usize, whole: bool, about: &About) -> Result<LineTime, bool> {
    let near = place.saturating_sub(NEAR);
    let within = if near > 0 { within_objects(text, near, place, about) } else { Err(false) };
    within.or_else(|_| {
        if whole { inside(text, place, true, about) } else { within_objects(text, 0, place, about) }
    })
}

/// From the first object on that begins behind this place: a quote right behind a bracket is that of a name, not of a text.
fn within_objects(text: &[u8], from: usize, place: usize, about: &About) -> Result<LineTime, bool> {
    let object = text[from..place].windows(2).position(|two| two == b"{\"").map(|object| from + object);
    object.map_or(Err(false), |object| inside(&text[object..], place - object, false, about))
}

#[inline(never)]
fn inside(text: &[u8], place: usize, whole: bool, about: &About) -> Result<LineTime, bool> {
    let mut reader = Reader {
        text,
        about,
        frames: vec![Frame { open: 0, start: 0, time: None }],
        string: None,
        escapes: None,
        unread: false,
    };
    for at in 0..text.len() {
        if let Some(closed) = reader.step(at)
            && closed.start < place
            && at >= place
            && let Some(time) = closed.time
        {
            return Ok(time);
        }
        // All that began in the text and holds the place has ended.
        if !whole && at >= place && reader.frames.len() == 1 {
            return Err(reader.unread);
        }
    }
    let known = reader.frames.iter().skip(usize::from(!whole));
    known.rev().filter(|frame| frame.start <= place).find_map(|frame| frame.time).ok_or(reader.unread)
}

/// Whether an event of Windows' log begins here.
pub(super) fn begins_event(text: &[u8]) -> bool {
    text.strip_prefix(b"<Event").is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
}

impl Reader<'_> {
    /// Takes the next byte. What it closes.
    fn step(&mut self, at: usize) -> Option<Frame> {
        let byte = *self.text.get(at)?;
        if byte == b'"' {
            self.quote(at);
        }
        if self.string.is_some() {
            return None;
        }
        match byte {
            b'{' | b'[' => self.open(byte, at),
            b'}' => return self.close(b'{'),
            b']' => return self.close(b'['),
            b'<' if begins_event(&self.text[at..]) => self.open(byte, at),
            b'<' if self.text[at..].starts_with(b"</Event>") => return self.close(b'<'),
            b'=' | b'(' => self.named(at),
            b':' if self.frames.last().is_some_and(|frame| frame.open == b'{') => self.named(at),
            _ => {}
        }
        None
    }

    fn open(&mut self, open: u8, start: usize) {
        self.frames.push(Frame { open, start, time: None });
    }

    /// What is closed was opened last; in other text brackets need not be in pairs.
    fn close(&mut self, open: u8) -> Option<Frame> {
        self.frames.pop_if(|frame| frame.open == open)
    }

    fn quote(&mut self, at: usize) {
        let before = self.text[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        let escapes = *self.escapes.get_or_insert(before);
        if before != escapes && !(escapes == 0 && before.is_multiple_of(2)) {
            return;
        }
        let Some(start) = self.string.take() else {
            self.string = Some(at + 1);
            return;
        };
        let name = &self.text[start..at - before.min(at - start)];
        let after = at + 1 + self.text[at + 1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if self.text.get(after) == Some(&b':') {
            if names::is_own(name) {
                self.put(after + 1);
            }
        } else if self
            .frames
            .last()
            .is_some_and(|frame| frame.open == b'[' && frame.start + 1 + before == start - 1)
        {
            // A list that begins with its time.
            self.put(start);
        }
    }

    /// A name without quotes ends here.
    fn named(&mut self, at: usize) {
        let before = &self.text[..at];
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_@.$-".contains(byte);
        let start = before.iter().rposition(|byte| !is_part(byte)).map_or(0, |last| last + 1);
        let (before, name) = before.split_at(start);
        // Behind a question mark it is a parameter of some request.
        let fresh = before.last().is_none_or(|byte| byte.is_ascii_whitespace() || b",{[|=;".contains(byte));
        if !fresh || !names::is_own(name) {
            return;
        }
        let trimmed = before.trim_ascii_end();
        let word = trimmed.iter().rposition(|byte| !is_part(byte)).map_or(0, |last| last + 1);
        // A tag's name before it says what the element is, not what the date is of.
        let tag = trimmed[..word].ends_with(b"<");
        if tag || names::denies(&trimmed[word..]).is_none() {
            self.put(at + 1);
        }
    }

    fn put(&mut self, at: usize) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.time.is_none()) {
            let text = self.text.get(at..).unwrap_or_default();
            frame.time = value::read(text, self.about);
            self.unread |= frame.time.is_none() && unread::begins(value::start(text), true, false);
        }
    }
}
