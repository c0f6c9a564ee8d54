//! The names found so far, by the token at which they start.

use rustc_hash::FxHashMap;

use crate::label::Label;
use crate::mention::Candidate;

/// An index of candidates by first token.
pub(crate) struct Names<'n> {
    by_first: FxHashMap<usize, Vec<&'n Candidate>>,
}

impl<'n> Names<'n> {
    /// Indexes candidates, the longest of each place first.
    pub(crate) fn new(candidates: &'n [Candidate]) -> Self {
        let mut by_first: FxHashMap<usize, Vec<&Candidate>> = FxHashMap::default();
        for candidate in candidates {
            by_first
                .entry(candidate.span.first)
                .or_default()
                .push(candidate);
        }
        for found in by_first.values_mut() {
            found.sort_by_key(|c| (std::cmp::Reverse(c.span.end), c.span.skip));
        }
        Self { by_first }
    }

    /// The longest name at token `index` whose type is one of `labels`.
    pub(crate) fn at(&self, index: usize, labels: &[Label]) -> Option<&'n Candidate> {
        self.by_first
            .get(&index)?
            .iter()
            .find(|c| labels.contains(&c.label))
            .copied()
    }

    /// As [`at`](Self::at), where no proclitic is attached.
    pub(crate) fn bare_at(&self, index: usize, labels: &[Label]) -> Option<&'n Candidate> {
        self.by_first
            .get(&index)?
            .iter()
            .find(|c| c.span.skip == 0 && labels.contains(&c.label))
            .copied()
    }
}
