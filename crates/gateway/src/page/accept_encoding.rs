//! Parses `Accept-Encoding`.

use axum::http::{HeaderMap, header};

/// The compressed forms that a browser accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AcceptEncoding {
    pub(crate) brotli: bool,
    pub(crate) gzip: bool,
}

impl AcceptEncoding {
    pub(crate) fn parse(headers: &HeaderMap) -> Self {
        let mut accepts = Self::default();
        let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        for part in values.flat_map(|value| value.split(',')) {
            let (coding, weight) = part.split_once(';').unwrap_or((part, ""));
            let taken = !is_weight_zero(weight);
            match coding.trim().to_ascii_lowercase().as_str() {
                "br" => accepts.brotli = taken,
                "gzip" | "x-gzip" => accepts.gzip = taken,
                _ => {}
            }
        }
        accepts
    }
}

/// Whether a weight excludes a coding: `q=0`, `q=0.000`.
fn is_weight_zero(weight: &str) -> bool {
    weight.trim().strip_prefix(['q', 'Q']).and_then(|rest| rest.trim_start().strip_prefix('=')).is_some_and(
        |number| number.trim().starts_with('0') && number.bytes().all(|byte| b" 0.".contains(&byte)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_and_not_weighed_to_nothing_is_taken() {
        for (value, brotli, gzip) in [
            ("gzip, deflate, br, zstd", true, true),
            ("GZIP;q=0.5", false, true),
            ("br;q=0, gzip; q = 0.001", false, true),
            ("br ; q=0.000,gzip;Q=0", false, false),
            ("identity", false, false),
            ("", false, false),
            ("brotli, gzipped", false, false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())]);
            assert_eq!(AcceptEncoding::parse(&headers), AcceptEncoding { brotli, gzip }, "{value}");
        }
    }
}
