//! From the states of a sentence to spans, each with the probability that it is there.
//!
//! Labels of one chain cannot overlap, so nested types have a chain each. A chain is a linear-chain
//! conditional random field (Lafferty et al. 2001): the best path is found in whole numbers,
//! probabilities by the forward and backward sums.

use super::curve::{ONE, exp};
use super::matrix::{Columns, Matrix};
use super::tradition::Tradition;
use crate::label::Label;

/// States of a chain: outside, and for each of its labels begins and goes on.
const OUTSIDE: usize = 0;

/// What a transition weighs that cannot be.
const NEVER: i32 = -1 << 24;

/// The labels of a tradition and how they follow one another.
#[derive(Clone, Debug)]
pub(super) struct Head {
    tradition: Tradition,
    nested: bool,
    labels: Vec<Label>,
    emissions: Matrix,
    transitions: Vec<i32>,
    /// The same as factors.
    factors: Vec<f64>,
}

/// A span that a chain has found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// First token, counted from the start of the sentence.
    pub(super) first: usize,
    /// After the last.
    pub(super) end: usize,
    /// Nothing for a bare name inside another span.
    pub(super) label: Option<Label>,
    /// As the network says, not calibrated.
    pub(super) probability: f64,
}

/// Room that is used again for each sentence.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    emissions: Vec<i32>,
    best: Vec<i32>,
    from: Vec<u8>,
    path: Vec<u8>,
    factors: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    scales: Vec<f64>,
}

impl Head {
    pub(super) fn new(
        tradition: Tradition,
        nested: bool,
        labels: Vec<Label>,
        emissions: Matrix,
        mut transitions: Vec<i32>,
    ) -> Self {
        let (chains, states) = Self::shape(nested, labels.len());
        for chain in transitions.chunks_exact_mut(states * states).take(chains) {
            for (place, weight) in chain.iter_mut().enumerate() {
                let (from, to) = (place / states, place % states);
                // Only what has begun, or gone on, goes on.
                let goes_on = to > OUTSIDE && to % 2 == 0;
                if goes_on && from != to && from + 1 != to {
                    *weight = NEVER;
                }
            }
        }
        let factors = transitions.iter().map(|&weight| factor(weight)).collect();
        Self {
            tradition,
            nested,
            labels,
            emissions,
            transitions,
            factors,
        }
    }

    /// How many chains there are, and how many states each has.
    pub(super) const fn shape(nested: bool, labels: usize) -> (usize, usize) {
        if nested {
            (labels + 1, 3)
        } else {
            (1, 1 + 2 * labels)
        }
    }

    pub(super) const fn tradition(&self) -> Tradition {
        self.tradition
    }

    /// Alternatives that are given at most, and how likely each must be.
    const ALTERNATIVES: usize = 3;
    const WORTH_SAYING: f64 = 0.05;

    fn label(&self, chain: usize, state: usize) -> Option<Label> {
        let place = if self.nested { chain } else { (state - 1) / 2 };
        self.labels.get(place).copied()
    }

    /// Appends the spans of a sentence with these states to `found`, chain after chain.
    pub(super) fn decode(&self, columns: &Columns, room: &mut Scratch, found: &mut Vec<Found>) {
        room.emissions.clear();
        self.emissions
            .multiply(columns.vectors(), &mut room.emissions);
        let (chains, _) = Self::shape(self.nested, self.labels.len());
        for chain in 0..chains {
            let at = Chain { head: self, chain };
            at.best_path(room);
            if room.path.iter().any(|&state| usize::from(state) != OUTSIDE) {
                at.sums(room);
                at.spans(room, found);
            }
        }
    }

    /// What else may be where `found` is, of the sentence decoded last: another type, or a border one token off;
    /// the likeliest first. Nothing where there is one chain, whose other paths would have to be compared whole.
    pub(super) fn alternatives(&self, found: &Found, room: &mut Scratch) -> Vec<Found> {
        let mut all = Vec::new();
        if !self.nested {
            return all;
        }
        let count = room.emissions.len() / self.emissions.rows();
        for (chain, &label) in self.labels.iter().enumerate() {
            let at = Chain { head: self, chain };
            at.sums(room);
            let mut offer = |first: usize, end: usize| {
                if first < end && end <= count {
                    all.push(Found {
                        first,
                        end,
                        label: Some(label),
                        probability: at.probability(first, end, 1, room),
                    });
                }
            };
            if found.label != Some(label) {
                offer(found.first, found.end);
                continue;
            }
            offer(found.first, found.end + 1);
            offer(found.first, found.end - 1);
            offer(found.first + 1, found.end);
            if let Some(before) = found.first.checked_sub(1) {
                offer(before, found.end);
            }
        }
        all.retain(|found| found.probability >= Self::WORTH_SAYING);
        all.sort_by(|one, other| other.probability.total_cmp(&one.probability));
        all.truncate(Self::ALTERNATIVES);
        all
    }
}

/// One chain of a head.
#[derive(Clone, Copy)]
struct Chain<'h> {
    head: &'h Head,
    chain: usize,
}

impl Chain<'_> {
    fn states(self) -> usize {
        Head::shape(self.head.nested, self.head.labels.len()).1
    }

    /// Place of the chain's first emission for a token.
    fn emissions_at(self, token: usize) -> usize {
        token * self.head.emissions.rows() + self.chain * self.states()
    }

    fn transition(self, from: usize, to: usize) -> usize {
        (self.chain * self.states() + from) * self.states() + to
    }

    fn tokens(self, room: &Scratch) -> usize {
        room.emissions.len() / self.head.emissions.rows()
    }

    /// The likeliest path (Viterbi).
    fn best_path(self, room: &mut Scratch) {
        let (states, count) = (self.states(), self.tokens(room));
        room.best.clear();
        room.from.clear();
        room.path.clear();
        if count == 0 {
            return;
        }
        for state in 0..states {
            let begins = if state > OUTSIDE && state % 2 == 0 {
                NEVER
            } else {
                0
            };
            room.best
                .push(room.emissions[self.emissions_at(0) + state] + begins);
        }
        room.from.resize(states, 0);
        for token in 1..count {
            let before = (token - 1) * states;
            for to in 0..states {
                let mut best = (i32::MIN, 0);
                for from in 0..states {
                    let weight = self.head.transitions[self.transition(from, to)];
                    best = best.max((
                        room.best[before + from].saturating_add(weight),
                        states - from,
                    ));
                }
                let emission = room.emissions[self.emissions_at(token) + to];
                room.best.push(best.0.saturating_add(emission));
                // At most 43.
                #[expect(clippy::cast_possible_truncation)]
                room.from.push((states - best.1) as u8);
            }
        }
        let last = (count - 1) * states;
        let mut state = (0..states)
            .max_by_key(|&state| (room.best[last + state], states - state))
            .unwrap_or_default();
        room.path.resize(count, 0);
        for token in (0..count).rev() {
            #[expect(clippy::cast_possible_truncation)]
            let small = state as u8;
            room.path[token] = small;
            state = usize::from(room.from[token * states + state]);
        }
    }

    /// The forward and backward sums, scaled so that at each token their products sum to one.
    fn sums(self, room: &mut Scratch) {
        let (states, count) = (self.states(), self.tokens(room));
        room.factors.clear();
        for token in 0..count {
            let emissions = &room.emissions[self.emissions_at(token)..][..states];
            // What all states have in common changes nothing.
            let most = emissions.iter().copied().max().unwrap_or_default();
            for (state, &emission) in emissions.iter().enumerate() {
                let begins = token > 0 || state == OUTSIDE || state % 2 == 1;
                room.factors.push(if begins {
                    factor(emission.saturating_sub(most))
                } else {
                    0.0
                });
            }
        }
        room.forward.clear();
        room.scales.clear();
        for token in 0..count {
            for to in 0..states {
                let before = self.predicted(token, to, room);
                room.forward
                    .push(before * room.factors[token * states + to]);
            }
            let here = &mut room.forward[token * states..];
            let scale = here.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            for sum in here {
                *sum /= scale;
            }
            room.scales.push(scale);
        }
        room.backward.clear();
        room.backward.resize(count * states, 1.0);
        for token in (1..count).rev() {
            for from in 0..states {
                let sum: f64 = (0..states)
                    .map(|to| self.onward(token, from, to, room))
                    .sum();
                room.backward[(token - 1) * states + from] = sum;
            }
        }
    }

    /// What the tokens before one say of its state.
    fn predicted(self, token: usize, to: usize, room: &Scratch) -> f64 {
        let states = self.states();
        if token == 0 {
            return 1.0;
        }
        let before = &room.forward[(token - 1) * states..][..states];
        let terms = before.iter().enumerate();
        terms
            .map(|(from, &sum)| sum * self.head.factors[self.transition(from, to)])
            .sum()
    }

    /// One step from the state before `token` to its own, with all that follows.
    fn onward(self, token: usize, from: usize, to: usize, room: &Scratch) -> f64 {
        let place = token * self.states() + to;
        self.head.factors[self.transition(from, to)] * room.factors[place] * room.backward[place]
            / room.scales[token]
    }

    /// The probability that a span from `first` to `end` begins in `state` and ends there.
    fn probability(self, first: usize, end: usize, begins: usize, room: &Scratch) -> f64 {
        let (states, count) = (self.states(), self.tokens(room));
        let goes_on = begins + 1;
        let mut probability = self.predicted(first, begins, room)
            * room.factors[first * states + begins]
            / room.scales[first];
        let mut state = begins;
        for token in first + 1..end {
            probability *= self.head.factors[self.transition(state, goes_on)]
                * room.factors[token * states + goes_on]
                / room.scales[token];
            state = goes_on;
        }
        if end < count {
            let ends = (0..states).filter(|&to| to != goes_on);
            probability *= ends
                .map(|to| self.onward(end, state, to, room))
                .sum::<f64>();
        }
        probability.clamp(0.0, 1.0)
    }

    fn spans(self, room: &Scratch, found: &mut Vec<Found>) {
        let mut token = 0;
        while token < room.path.len() {
            let state = usize::from(room.path[token]);
            if state % 2 == 0 {
                token += 1;
                continue;
            }
            let first = token;
            token += 1;
            while token < room.path.len() && usize::from(room.path[token]) == state + 1 {
                token += 1;
            }
            found.push(Found {
                first,
                end: token,
                label: self.head.label(self.chain, state),
                probability: self.probability(first, token, state, room),
            });
        }
    }
}

/// e to the power of a weight.
fn factor(weight: i32) -> f64 {
    exp(f64::from(weight) / f64::from(ONE))
}

/// How likely a span is right of which the network says how likely it is.
#[derive(Clone, Debug)]
pub(super) struct Calibration(Vec<u16>);

impl Calibration {
    /// Points at which the curve is given, evenly from 0 to 1.
    pub(super) const KNOTS: usize = 33;

    /// A curve by its values in thousandths; nothing where one is above a thousand.
    pub(super) fn new(values: &[u16]) -> Option<Self> {
        let fits = values.len() == Self::KNOTS && values.iter().all(|&value| value <= 1000);
        fits.then(|| Self(values.to_vec()))
    }

    /// In thousandths, between the two nearest points.
    pub(super) fn at(&self, probability: f64) -> u16 {
        let steps = Self::KNOTS - 1;
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let place = probability.clamp(0.0, 1.0) * steps as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped"
        )]
        let before = (place as usize).min(steps - 1);
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let part = place - before as f64;
        let (low, high) = (f64::from(self.0[before]), f64::from(self.0[before + 1]));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 1000"
        )]
        let value = (low + part * (high - low)).round() as u16;
        value
    }
}
