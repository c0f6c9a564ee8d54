//! The three curves of the network, the same to the bit on every machine.
//!
//! Sums, products and quotients of IEEE numbers are the same everywhere, a platform's `exp` is not:
//! everything here is made of the former.

/// One in the fixed point of sums before a curve: 12 bits after the point.
pub(super) const ONE: i32 = 1 << 12;
/// One in the fixed point of what curves give: 15 bits after the point.
pub(super) const UNIT: i32 = 1 << 15;
/// Beyond this a curve is flat, as a sum.
pub(super) const LIMIT: i32 = 8 * ONE - 1;

/// Sums that share an entry of a table, as a power of two.
const STEP: u32 = 3;
const ENTRIES: usize = (2 * (LIMIT as usize + 1)) >> STEP;

/// A curve, tabled over -8 to 8.
#[derive(Clone, Debug)]
pub(super) struct Curve(Box<[i16]>);

impl Curve {
    /// 1 / (1 + e^-x)
    pub(super) fn sigmoid() -> Self {
        Self::of(|x| 1.0 / (1.0 + exp(-x)))
    }

    /// The hyperbolic tangent.
    pub(super) fn tanh() -> Self {
        Self::of(|x| 2.0 / (1.0 + exp(-2.0 * x)) - 1.0)
    }

    fn of(function: impl Fn(f64) -> f64) -> Self {
        let entry = |index: usize| {
            // The middle of the sums that share the entry.
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let sum = (index << STEP) as f64 + f64::from(1 << STEP) / 2.0 - f64::from(LIMIT + 1);
            let value = function(sum / f64::from(ONE)) * f64::from(UNIT);
            #[expect(clippy::cast_possible_truncation, reason = "clamped")]
            let value = value
                .clamp(f64::from(i16::MIN), f64::from(i16::MAX))
                .round() as i16;
            value
        };
        Self((0..ENTRIES).map(entry).collect())
    }

    /// The curve at a sum.
    #[inline]
    pub(super) fn at(&self, sum: i32) -> i16 {
        let index = (sum.clamp(-LIMIT - 1, LIMIT) + LIMIT + 1) >> STEP;
        #[expect(clippy::cast_sign_loss, reason = "clamped")]
        let index = index as usize;
        self.0[index.min(ENTRIES - 1)]
    }
}

/// e to the power of `x`; 0 below -700, and no more than e^700.
pub(super) fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let x = x.min(700.0);
    let powers = (x * std::f64::consts::LOG2_E).round();
    let rest = x - powers * std::f64::consts::LN_2;
    // The rest is at most 0.35: thirteen terms give all bits.
    let series = (1..=13)
        .rev()
        .fold(1.0, |sum, term| 1.0 + rest / f64::from(term) * sum);
    #[expect(clippy::cast_possible_truncation, reason = "between -1010 and 1010")]
    let exponent = (powers as i64 + 1023).clamp(1, 2046);
    #[expect(clippy::cast_sign_loss, reason = "clamped")]
    let scale = f64::from_bits((exponent as u64) << 52);
    series * scale
}

#[cfg(test)]
mod tests {
    use super::{Curve, LIMIT, ONE, UNIT, exp};

    #[test]
    fn exp_is_the_exponential() {
        for x in [-30.5, -1.0, -0.2, 0.0, 0.3, 1.0, 20.25] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-14, "{x}");
        }
        assert!(exp(-1e9) == 0.0 && exp(1e9).is_finite());
    }

    #[test]
    fn curves_are_right_within_a_thousandth() {
        let (sigmoid, tanh) = (Curve::sigmoid(), Curve::tanh());
        for sum in (-9 * ONE..9 * ONE).step_by(97) {
            let x = f64::from(sum) / f64::from(ONE);
            let off = |got: i16, wanted: f64| (f64::from(got) / f64::from(UNIT) - wanted).abs();
            assert!(off(sigmoid.at(sum), 1.0 / (1.0 + (-x).exp())) < 1e-3);
            assert!(off(tanh.at(sum), x.tanh()) < 2e-3);
        }
        assert_eq!(tanh.at(i32::MAX), tanh.at(LIMIT));
    }
}
