//! All views, and the middle of each figure.

use std::collections::BTreeMap;

use crate::conditions::Conditions;
use crate::pages::Page;
use crate::traffic::Part;
use crate::view::View;

/// Every view of every page.
#[derive(Default)]
pub(crate) struct Views {
    views: BTreeMap<(Page, Conditions), Vec<View>>,
}

/// The middle one of a figure's values, with the smallest and the largest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread {
    pub(crate) least: f64,
    pub(crate) median: f64,
    pub(crate) most: f64,
}

impl Views {
    pub(crate) fn add(&mut self, page: Page, conditions: Conditions, view: View) {
        self.views.entry((page, conditions)).or_default().push(view);
    }

    /// A figure of the views of one page under one set of conditions.
    pub(crate) fn spread(&self, page: Page, conditions: Conditions, figure: impl Fn(&View) -> f64) -> Spread {
        spread(self.views.get(&(page, conditions)).into_iter().flatten().map(figure).collect())
    }

    /// Milliseconds until the first control answered.
    pub(crate) fn usable(&self, page: Page, conditions: Conditions) -> Spread {
        self.spread(page, conditions, |view| view.usable)
    }

    /// Milliseconds until the first content was on screen.
    pub(crate) fn content(&self, page: Page, conditions: Conditions) -> Spread {
        self.spread(page, conditions, |view| view.content)
    }

    /// How many requests a view made. Neither this nor the bytes depend on the conditions.
    pub(crate) fn requests(&self, page: Page) -> f64 {
        self.spread(page, Conditions::Plain, |view| view.requests as f64).median
    }

    /// Bytes of one part over the wire.
    pub(crate) fn part(&self, page: Page, part: Part) -> f64 {
        let bytes = |view: &View| view.bytes.get(&part).copied().unwrap_or_default() as f64;
        self.spread(page, Conditions::Plain, bytes).median
    }

    /// All bytes over the wire, the heads of the responses included.
    pub(crate) fn total(&self, page: Page) -> f64 {
        self.spread(page, Conditions::Plain, |view| view.bytes.values().sum::<u64>() as f64).median
    }
}

/// The middle of these values.
pub(crate) fn spread(mut values: Vec<f64>) -> Spread {
    values.sort_by(f64::total_cmp);
    let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
    let last = values.len().saturating_sub(1);
    Spread { least: at(0), median: f64::midpoint(at(last / 2), at(last.div_ceil(2))), most: at(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(spread(vec![9.0, 1.0, 2.0]), Spread { least: 1.0, median: 2.0, most: 9.0 });
        assert_eq!(spread(vec![4.0, 9.0, 1.0, 2.0]), Spread { least: 1.0, median: 3.0, most: 9.0 });
    }
}
