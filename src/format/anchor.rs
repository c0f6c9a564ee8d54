//! Finding again where a quote stands, after its text has changed.

use rustc_hash::FxHashSet;

/// Bytes searched on either side at first; twice as many whenever the quote is not there.
const FIRST_REACH: usize = 1024;

/// Bytes that may be searched for the quotes of one file, so that no file makes us search forever.
const BUDGET: usize = 1 << 28;

/// Looks for quotes in one text.
pub(super) struct Anchor<'t> {
    text: &'t str,
    /// Quotes that the whole text does not hold.
    absent: FxHashSet<String>,
    budget: usize,
}

impl<'t> Anchor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            absent: FxHashSet::default(),
            budget: BUDGET,
        }
    }

    /// The byte at which `quote` begins nearest to byte `near`, the earlier one of two as near.
    /// Nothing where the text does not hold it, and once the budget is spent.
    pub(super) fn nearest(&mut self, quote: &str, near: usize) -> Option<usize> {
        if quote.is_empty() || self.absent.contains(quote) {
            return None;
        }
        let mut reach = FIRST_REACH;
        loop {
            let from = self.border_before(near.saturating_sub(reach));
            let to = self.border_before(near.saturating_add(reach).saturating_add(quote.len()));
            self.budget = self.budget.checked_sub(to - from)?;
            let found = self.text[from..to]
                .match_indices(quote)
                .map(|(at, _)| from + at)
                .filter(|at| at.abs_diff(near) <= reach)
                .min_by_key(|at| at.abs_diff(near));
            if found.is_some() {
                return found;
            }
            if from == 0 && to == self.text.len() && reach >= self.text.len() {
                self.absent.insert(quote.to_owned());
                return None;
            }
            reach = reach.saturating_mul(2);
        }
    }

    /// The last character border at or before byte `offset`.
    fn border_before(&self, offset: usize) -> usize {
        let mut border = offset.min(self.text.len());
        while !self.text.is_char_boundary(border) {
            border -= 1;
        }
        border
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, FIRST_REACH};

    #[test]
    fn the_nearest_one_is_found() {
        let text = "دمشق بيروت دمشق بيروت دمشق";
        let places: Vec<usize> = text.match_indices("دمشق").map(|(at, _)| at).collect();
        let mut anchor = Anchor::new(text);
        for &place in &places {
            for near in [place.saturating_sub(3), place, place + 3] {
                assert_eq!(anchor.nearest("دمشق", near), Some(place));
            }
        }
        assert_eq!(anchor.nearest("دمشق", usize::MAX), places.last().copied());
        assert_eq!(anchor.nearest("حلب", 0), None);
        assert_eq!(anchor.nearest("", 0), None);
    }

    #[test]
    fn a_far_one_is_found() {
        let text = format!("دمشق{}دمشق", " ".repeat(9 * FIRST_REACH));
        let mut anchor = Anchor::new(&text);
        assert_eq!(anchor.nearest("دمشق", 4 * FIRST_REACH), Some(0));
        assert_eq!(
            anchor.nearest("دمشق", 6 * FIRST_REACH),
            Some(text.len() - 8)
        );
    }

    #[test]
    fn the_search_ends() {
        let text = "ا".repeat(1 << 10);
        let mut anchor = Anchor::new(&text);
        anchor.budget = 100 * text.len();
        let found = (0..200).filter_map(|n| anchor.nearest(&format!("ب{n}"), 0));
        assert_eq!(found.count(), 0);
        assert!(anchor.absent.len() < 100);
    }
}
