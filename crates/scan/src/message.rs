//! What the workers tell the page and each other, as bytes: both sides use this.

mod bytes;
mod counts;
mod finding;
mod part;

pub use counts::{read_counts, write_counts};
pub use finding::{read_findings, write_findings};
pub(crate) use part::{read_part, write_part};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counts::{Bucket, Counts, Tally};
    use crate::finding::{Context, Finding, Form, Kind};
    use crate::time::{LineTime, Style};

    fn findings() -> Vec<Finding> {
        let time = LineTime {
            civil: -5,
            ahead: Some(-210),
            style: Style::DotNet,
            year_guessed: true,
            order_guessed: false,
            inherited: true,
        };
        let one = |kind, form, fingerprint, known, time| Finding {
            file: 3,
            line: u64::MAX,
            offset: 1 << 40,
            length: 72,
            kind,
            form,
            label: "FAKE_SEC_…ghij".into(),
            fingerprint,
            others: vec![[8; 32]; 2],
            known,
            context: Context {
                before: "é".into(), cut_before: true, after: String::new(), cut_after: false
            },
            time,
        };
        let forms = Form::ALL.into_iter().cycle();
        let all =
            Kind::ALL.into_iter().zip(forms).map(|(kind, form)| one(kind, form, Some([9; 32]), None, None));
        all.chain([one(Kind::Known, Form::Text, None, Some(7), Some(time))]).collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let findings = findings();
        assert_eq!(read_findings(&write_findings(&findings)).unwrap(), findings);
        let bucket = Bucket { start: -1000, zoned: 1, unzoned: u32::MAX };
        let tally = Tally {
            label: "x".into(),
            kind: Kind::OtherBasic,
            fingerprint: None,
            known: Some(0),
            total: 5,
            untimed: 4,
            buckets: vec![bucket; 2],
        };
        let counts = Counts { width: 1000, tallies: vec![tally; 3], others: 2 };
        assert_eq!(read_counts(&write_counts(&counts)).unwrap(), counts);
    }

    #[test]
    fn cut_off_bytes_are_refused() {
        let bytes = write_findings(&findings());
        for end in 0..bytes.len() {
            assert_eq!(read_findings(&bytes[..end]), None, "{end}");
        }
    }
}
