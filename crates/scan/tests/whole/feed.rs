//! Feeding a scan the way a worker does.

use std::collections::BTreeMap;

use keyturn_scan::counts::Counts;
use keyturn_scan::finding::Finding;
use keyturn_scan::helper::Helper;
use keyturn_scan::redact::Redactor;
use keyturn_scan::scan::{Scan, Totals};
use keyturn_scan::time::HEAD;

/// 2026-06-01.
pub(crate) const LATEST: i64 = 1_780_272_000_000;
pub(crate) const SALT: [u8; 32] = [7; 32];

/// How a text reaches the scan.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    /// The length of every part; the last one may be shorter.
    pub(crate) part: usize,
    /// The lengths of what is read at a time, over and over.
    pub(crate) reads: Vec<usize>,
    /// How many parts are read at the same time.
    pub(crate) abreast: usize,
    /// Whether every other part is searched by a helper.
    pub(crate) helped: bool,
}

impl Cut {
    pub(crate) fn whole() -> Self {
        Self { part: usize::MAX, reads: vec![1 << 20], abreast: 1, helped: false }
    }
}

pub(crate) struct Found {
    pub(crate) findings: Vec<Finding>,
    pub(crate) counts: Counts,
    pub(crate) totals: Totals,
    /// What the helpers brought, byte for byte.
    pub(crate) brought: Vec<u8>,
}

pub(crate) fn scan(text: &[u8], known: &[String], cut: &Cut) -> Found {
    let mut scan = Scan::new(known, SALT);
    let head = &text[..text.len().min(HEAD)];
    scan.begin(0, LATEST, head);
    let parts = text.len().div_ceil(cut.part).max(1);
    let mut open: Vec<(u32, usize, usize)> = Vec::new();
    let mut helpers: BTreeMap<u32, Helper> = BTreeMap::new();
    let mut next = 0;
    let mut reads = cut.reads.iter().copied().cycle();
    let (mut findings, mut all_brought) = (Vec::new(), Vec::new());
    while next < parts || !open.is_empty() {
        while open.len() < cut.abreast && next < parts {
            let (number, from) = (next as u32, next * cut.part);
            let to = text.len().min(from.saturating_add(cut.part));
            let (from, to) = (from as u64, to as u64);
            let reach = if cut.helped && next % 2 == 1 {
                let helper = helpers.entry(number).or_insert(Helper::new(known, SALT));
                helper.open(0, LATEST, head, from..to)
            } else {
                scan.open(number, from, to)
            };
            open.push((number, reach.from as usize, text.len().min(reach.to as usize)));
            next += 1;
        }
        // The last one opened goes first, so that parts end out of order.
        open.rotate_right(1);
        let (part, at, to) = &mut open[0];
        let helper = helpers.get_mut(part);
        let wanted = reads.next().unwrap().max(1).min(*to - *at);
        let mut put = |room: &mut [u8]| {
            let count = wanted.min(room.len());
            room[..count].copy_from_slice(&text[*at..*at + count]);
            *at += count;
            (count, at == to)
        };
        let last = match helper {
            Some(helper) => {
                let (count, last) = put(helper.room());
                helper.fed(count, last);
                let brought = helper.bring();
                assert!(scan.join(*part, &brought, last));
                all_brought.extend(brought);
                last
            }
            None => {
                let (count, last) = put(scan.room(*part));
                scan.fed(*part, count, last);
                last
            }
        };
        if last {
            open.remove(0);
        }
        findings.extend(scan.take());
    }
    scan.end_source();
    Found { findings, counts: scan.counts(), totals: scan.totals(), brought: all_brought }
}

pub(crate) fn redact(text: &[u8], reads: &[usize]) -> (Vec<u8>, u64) {
    let mut redactor = Redactor::default();
    let mut reads = reads.iter().copied().cycle();
    let (mut at, mut copy) = (0, Vec::new());
    loop {
        let room = redactor.room();
        let count = reads.next().unwrap().max(1).min(text.len() - at).min(room.len());
        room[..count].copy_from_slice(&text[at..at + count]);
        at += count;
        copy.extend_from_slice(redactor.fed(count, at == text.len()));
        if at == text.len() {
            return (copy, redactor.replaced());
        }
    }
}
