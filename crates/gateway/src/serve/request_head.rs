//! Tracks the heads of requests as their bytes arrive, for two things that hyper does not do.
//!
//! It limits a head to the byte; hyper only limits its buffer, which grows in steps. And it rejects a `#` in a request's
//! target, which no client may send; hyper silently truncates the target there.

/// The largest head of a request, its empty last line included. More than any browser sends, and little enough that
/// headers cannot fill the memory.
pub(crate) const HEAD_BYTES: usize = 32 * 1024;

/// A line that gives the length of a body must be shorter than this.
const LINE_BYTES: usize = 96;

const CONTENT_LENGTH: &[u8] = b"content-length";
const TRANSFER_ENCODING: &[u8] = b"transfer-encoding";

/// Replaces a byte that must not be there. No line of a head may hold it, so hyper rejects the request.
const MALFORMED: u8 = 0;

/// Where in the stream of requests the next byte belongs.
enum Position {
    /// In the request line, or in the empty lines that may stand before it.
    Start,
    Headers,
    /// In a body, of which so many bytes are still to come.
    Body(u64),
    /// The start of the next head cannot be known. Such a request is answered and its connection closed.
    Unknown,
}

pub(crate) struct HeadTracker {
    position: Position,
    /// Bytes of the current head.
    bytes: usize,
    /// The beginning of the current line, in lower case.
    line: Vec<u8>,
    /// Bytes of the current line.
    line_bytes: usize,
    /// The body's length according to the current head.
    body: Option<u64>,
}

impl HeadTracker {
    pub(crate) const fn new() -> Self {
        Self { position: Position::Start, bytes: 0, line: Vec::new(), line_bytes: 0, body: Some(0) }
    }

    /// How many bytes may be read without exceeding the limit of a head.
    pub(crate) const fn max_read(&self) -> usize {
        match self.position {
            Position::Start | Position::Headers => HEAD_BYTES.saturating_sub(self.bytes),
            Position::Body(_) | Position::Unknown => HEAD_BYTES,
        }
    }

    /// Tracks bytes that have arrived, and makes a request line with a `#` malformed.
    pub(crate) fn track(&mut self, bytes: &mut [u8]) {
        let mut at = 0;
        while at < bytes.len() {
            match self.position {
                Position::Unknown => return,
                Position::Body(left) => {
                    let here = left.min((bytes.len() - at) as u64);
                    at += usize::try_from(here).unwrap_or(usize::MAX);
                    self.position = if left == here { Position::Start } else { Position::Body(left - here) };
                }
                Position::Start | Position::Headers => {
                    self.track_byte(&mut bytes[at]);
                    at += 1;
                }
            }
        }
    }

    fn track_byte(&mut self, byte: &mut u8) {
        self.bytes += 1;
        if *byte == b'\n' {
            self.end_line();
            return;
        }
        if *byte == b'#' && matches!(self.position, Position::Start) {
            *byte = MALFORMED;
        }
        self.line_bytes += 1;
        if self.line.len() < LINE_BYTES {
            self.line.push(byte.to_ascii_lowercase());
        } else if self.line.starts_with(CONTENT_LENGTH) {
            *byte = MALFORMED;
        }
    }

    fn end_line(&mut self) {
        let empty = matches!((self.line_bytes, self.line.as_slice()), (0, _) | (1, b"\r"));
        match (&self.position, empty) {
            (Position::Start, false) => self.position = Position::Headers,
            (Position::Headers, false) => self.read_header(),
            (Position::Headers, true) => {
                self.position = match self.body.replace(0) {
                    None => Position::Unknown,
                    Some(0) => Position::Start,
                    Some(length) => Position::Body(length),
                };
                self.bytes = 0;
            }
            _ => {}
        }
        self.line.clear();
        self.line_bytes = 0;
    }

    fn read_header(&mut self) {
        let Some(colon) = self.line.iter().position(|byte| *byte == b':') else { return };
        let (name, value) = (&self.line[..colon], self.line[colon + 1..].trim_ascii());
        if name == TRANSFER_ENCODING {
            self.body = None;
        } else if name == CONTENT_LENGTH {
            let length = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok());
            self.body = self.body.and(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What hyper sees of these bytes when they arrive in parts.
    fn tracked(bytes: &str, step: usize) -> String {
        let mut head = HeadTracker::new();
        let mut bytes = bytes.as_bytes().to_vec();
        bytes.chunks_mut(step).for_each(|part| head.track(part));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn only_a_request_line_is_spoilt_wherever_it_stands() {
        for (bytes, spoilt) in [
            ("GET /a#b HTTP/1.1\r\nx: #\r\n\r\n", 1),
            ("\r\n\r\nGET /# HTTP/1.1\n\nGET /a HTTP/1.1\n\nGET /# HTTP/1.1\n\n", 2),
            ("POST /a HTTP/1.1\r\nContent-Length: 4\r\nx: 1\r\n\r\n####GET /#a HTTP/1.1\r\n\r\n", 1),
            ("POST /a HTTP/1.1\r\ncontent-length:4 \r\n\r\n##\n#GET /a HTTP/1.1\r\n\r\n", 0),
            ("POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\n#\r\n0\r\n\r\n", 0),
            ("POST /a HTTP/1.1\r\ncontent-length: x\r\n\r\n#", 0),
            // No other header may make it lose its way.
            ("GET /a HTTP/1.1\r\ncontent-length-x: 9\r\n\r\nGET /# HTTP/1.1\r\n\r\n", 1),
            ("GET /a HTTP/1.1\r\ntransfer-encoding-x: 9\r\n\r\nGET /# HTTP/1.1\r\n\r\n", 1),
        ] {
            for step in 1..bytes.len() {
                let seen = tracked(bytes, step);
                assert_eq!(seen.matches('\0').count(), spoilt, "{step} {bytes}");
                assert_eq!(seen.len(), bytes.len());
            }
        }
    }

    #[test]
    fn a_length_that_is_too_long_to_follow_is_spoilt() {
        let long = format!("POST /a HTTP/1.1\r\ncontent-length: {}4\r\n\r\n", "0".repeat(200));
        for step in [1, 7, long.len()] {
            assert!(tracked(&long, step).contains('\0'), "{step}");
        }
        let other = format!("POST /a HTTP/1.1\r\nx-length: {}4\r\n\r\n", "0".repeat(200));
        assert!(!tracked(&other, 1).contains('\0'));
    }

    #[test]
    fn the_room_ends_where_a_head_is_too_long_and_begins_anew_behind_it() {
        let mut head = HeadTracker::new();
        assert_eq!(head.max_read(), HEAD_BYTES);
        head.track(&mut b"GET / HTTP/1.1\r\nx: 1\r\n".to_vec());
        assert_eq!(head.max_read(), HEAD_BYTES - 22);
        head.track(&mut b"\r\nGET".to_vec());
        assert_eq!(head.max_read(), HEAD_BYTES - 3);
        head.track(&mut vec![b'a'; HEAD_BYTES]);
        assert_eq!(head.max_read(), 0);
    }
}
