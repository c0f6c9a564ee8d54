//! Whether confidences are true: of annotations with confidence 0.8, about 80 in 100 ought to be right.

use std::collections::BTreeMap;

use crate::document::Annotation;
use crate::mention::Source;

/// Bins of equal width into which confidences fall.
const BINS: usize = 10;

/// Annotations of like confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// How many there are.
    pub found: usize,
    /// How many of them are right.
    pub right: usize,
    /// Their confidences together, in thousandths.
    pub confidence: usize,
}

/// The annotations of one source by their confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reliability {
    /// From confidence 0 to 1, ten of equal width.
    pub bins: [Bin; BINS],
}

impl Reliability {
    /// The expected calibration error (Guo et al. 2017, <https://arxiv.org/abs/1706.04599>):
    /// how far the share that is right lies from the mean confidence, over the bins by what they hold. From 0 to 1.
    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub fn expected_error(&self) -> f64 {
        let found: usize = self.bins.iter().map(|bin| bin.found).sum();
        let off = |bin: &Bin| (bin.confidence as f64 / 1000.0 - bin.right as f64).abs();
        self.bins.iter().map(off).sum::<f64>() / found.max(1) as f64
    }

    fn add(&mut self, other: &Self) {
        for (bin, other) in self.bins.iter_mut().zip(&other.bins) {
            bin.found += other.found;
            bin.right += other.right;
            bin.confidence += other.confidence;
        }
    }
}

/// The reliability of each source that found something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BySource(BTreeMap<Source, Reliability>);

impl BySource {
    /// Each source with its reliability.
    pub fn iter(&self) -> impl Iterator<Item = (Source, &Reliability)> {
        self.0
            .iter()
            .map(|(&source, reliability)| (source, reliability))
    }

    pub(super) fn count(&mut self, annotation: &Annotation, right: bool) {
        let confidence = usize::from(annotation.confidence);
        let of_source = self.0.entry(annotation.source).or_default();
        let bin = &mut of_source.bins[(confidence * BINS / 1000).min(BINS - 1)];
        bin.found += 1;
        bin.right += usize::from(right);
        bin.confidence += confidence;
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (source, reliability) in other.iter() {
            self.0.entry(source).or_default().add(reliability);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bin, Reliability};

    #[test]
    fn the_error_is_the_gap_by_weight() {
        let mut reliability = Reliability::default();
        let bin = |found, right, confidence| Bin {
            found,
            right,
            confidence,
        };
        assert!(reliability.expected_error().abs() < 1e-9);
        reliability.bins[9] = bin(3, 3, 2700);
        reliability.bins[5] = bin(1, 0, 500);
        // (|2.7 - 3| + |0.5 - 0|) / 4
        assert!((reliability.expected_error() - 0.2).abs() < 1e-9);
    }
}
