//! The network: from what is seen of the tokens of a sentence to a state for each.
//!
//! A token's word, rest, pieces and features become a state; layers of simple recurrent units
//! (Lei et al. 2018, <https://arxiv.org/abs/1709.02755>), each in both directions, let it know its sentence.
//! All products with weights are outside the recurrence, so that they are products of matrices.
//! Everything is in fixed point: the same answer on every machine.

use rustc_hash::FxHashMap;

use super::curve::{Curve, LIMIT, ONE, UNIT};
use super::features::{self, Features};
use super::matrix::{Columns, Matrix};
use crate::tokenise::Tokens;

/// How many numbers there are of each kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// In a word's vector.
    pub(super) word: usize,
    /// Pieces told apart.
    pub(super) pieces: usize,
    /// In a piece's vector.
    pub(super) piece: usize,
    /// In a token's state.
    pub(super) width: usize,
}

/// The vectors of words, four bits a number.
#[derive(Clone, Debug)]
pub(super) struct Words {
    places: FxHashMap<Box<str>, usize>,
    scales: Vec<u16>,
    vectors: Vec<u8>,
    /// What stands for a word that is not there, then for a missing rest.
    unknown: Vec<i16>,
}

impl Words {
    pub(super) fn new(
        vocabulary: &str,
        scales: Vec<u16>,
        vectors: Vec<u8>,
        unknown: Vec<i16>,
    ) -> Self {
        let words = vocabulary.lines().map(Box::from);
        Self {
            places: words.zip(0..).collect(),
            scales,
            vectors,
            unknown,
        }
    }

    /// Writes the vector of the word at a place, or of none; `kind` is 0 for words, 1 for rests.
    fn write(&self, place: Option<usize>, kind: usize, out: &mut [i16]) {
        let size = out.len();
        let Some(place) = place else {
            out.copy_from_slice(&self.unknown[kind * size..(kind + 1) * size]);
            return;
        };
        let scale = i32::from(self.scales[place]);
        let bytes = &self.vectors[place * size / 2..(place + 1) * size / 2];
        for (pair, &byte) in out.chunks_exact_mut(2).zip(bytes) {
            pair[0] = clamped(half(byte) * scale);
            pair[1] = clamped(half(byte >> 4) * scale);
        }
    }
}

/// The lower half of a byte as a number from -8 to 7.
const fn half(byte: u8) -> i32 {
    ((byte as i32 & 15) ^ 8) - 8
}

#[expect(clippy::cast_possible_truncation, reason = "clamped")]
fn clamped(number: i32) -> i16 {
    number.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// One layer of recurrent units.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    gates: Matrix,
    /// Of either direction's units: how the memory opens the forget gate, then the reset gate.
    peepholes: Vec<i16>,
}

impl Layer {
    pub(super) fn new(gates: Matrix, peepholes: Vec<i16>) -> Self {
        Self { gates, peepholes }
    }
}

/// The weights, and the curves.
#[derive(Clone, Debug)]
pub(super) struct Network {
    sizes: Sizes,
    words: Words,
    /// 24 bits after the point.
    piece_scale: i64,
    pieces: Vec<i8>,
    features: Vec<i16>,
    input: Matrix,
    layers: Vec<Layer>,
    sigmoid: Curve,
    tanh: Curve,
}

/// Room that is used again for each sentence.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    inputs: Columns,
    sums: Vec<i32>,
    below: Columns,
    /// The states of the sentence: a column for each token, 15 bits after the point.
    pub(super) states: Columns,
    memory: Vec<i32>,
}

impl Network {
    pub(super) fn new(
        sizes: Sizes,
        words: Words,
        piece_scale: i64,
        pieces: Vec<i8>,
        features: Vec<i16>,
        input: Matrix,
        layers: Vec<Layer>,
    ) -> Self {
        Self {
            sizes,
            words,
            piece_scale,
            pieces,
            features,
            input,
            layers,
            sigmoid: Curve::sigmoid(),
            tanh: Curve::tanh(),
        }
    }

    /// Numbers in a token's state.
    pub(super) const fn width(&self) -> usize {
        self.sizes.width
    }

    /// Computes the states of the tokens from `start` to `end`, a sentence.
    pub(super) fn run(
        &self,
        tokens: &Tokens,
        features: &Features,
        (start, end): (usize, usize),
        scratch: &mut Scratch,
    ) {
        self.embed(tokens, features, (start, end), scratch);
        for layer in &self.layers {
            scratch.sums.clear();
            layer
                .gates
                .multiply(scratch.states.vectors(), &mut scratch.sums);
            std::mem::swap(&mut scratch.states, &mut scratch.below);
            scratch.states.clear((end - start) * self.sizes.width);
            self.recur(layer, end - start, scratch);
        }
    }

    /// What is seen of each token, as its first state.
    fn embed(
        &self,
        tokens: &Tokens,
        features: &Features,
        (start, end): (usize, usize),
        scratch: &mut Scratch,
    ) {
        let Sizes {
            word: word_size,
            piece: piece_size,
            width,
            ..
        } = self.sizes;
        let column = 2 * word_size + piece_size;
        scratch.inputs.clear((end - start) * column);
        let inputs = scratch.inputs.numbers_mut();
        for (column, index) in inputs.chunks_exact_mut(column).zip(start..end) {
            let (word, others) = column.split_at_mut(word_size);
            let (rest, pieces) = others.split_at_mut(word_size);
            let form = features::word(tokens, index);
            self.words.write(self.place(&form), 0, word);
            let rests = features::rests(tokens, index);
            // The most frequent one, which stands first in the vocabulary.
            let place = rests.filter_map(|form| self.place(&form)).min();
            self.words.write(place, 1, rest);
            self.write_pieces(&form, pieces);
        }
        scratch.sums.clear();
        self.input
            .multiply(scratch.inputs.vectors(), &mut scratch.sums);
        scratch.states.clear((end - start) * width);
        let states = scratch.states.numbers_mut().chunks_exact_mut(width);
        let sums = scratch.sums.chunks_exact_mut(width);
        for ((state, sums), index) in states.zip(sums).zip(start..end) {
            for &feature in features.of(index) {
                let row = &self.features[usize::from(feature) * width..][..width];
                for (sum, &number) in sums.iter_mut().zip(row) {
                    *sum += i32::from(number);
                }
            }
            for (state, &sum) in state.iter_mut().zip(&*sums) {
                *state = self.tanh.at(sum);
            }
        }
    }

    fn place(&self, word: &str) -> Option<usize> {
        self.words.places.get(word).copied()
    }

    /// The mean of the vectors of a word's pieces.
    fn write_pieces(&self, word: &str, out: &mut [i16]) {
        let size = out.len();
        let mut count = 0;
        features::pieces(word, |piece| {
            let vector = &self.pieces[(piece as usize % self.sizes.pieces) * size..][..size];
            for (sum, &number) in out.iter_mut().zip(vector) {
                // A word has fewer than a hundred pieces.
                *sum += i16::from(number);
            }
            count += 1;
        });
        for sum in out {
            let scaled = i64::from(*sum) * self.piece_scale / i64::from(count.max(1));
            // 24 bits after the point become 12.
            #[expect(clippy::cast_possible_truncation, reason = "clamped")]
            let mean = (scaled >> 12).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
            *sum = mean;
        }
    }

    /// Runs a layer's units over the sums of its gates, forwards and backwards.
    fn recur(&self, layer: &Layer, count: usize, scratch: &mut Scratch) {
        let width = self.sizes.width;
        let units = width / 2;
        let below = scratch.below.numbers();
        let states = scratch.states.numbers_mut();
        for direction in 0..2 {
            let forget_hole = &layer.peepholes[direction * units..][..units];
            let reset_hole = &layer.peepholes[width + direction * units..][..units];
            scratch.memory.clear();
            scratch.memory.resize(units, 0);
            for step in 0..count {
                let at = if direction == 0 {
                    step
                } else {
                    count - 1 - step
                };
                let gates = &scratch.sums[(at * 2 + direction) * 3 * units..][..3 * units];
                let (candidate, gates) = gates.split_at(units);
                let (forget, reset) = gates.split_at(units);
                let place = at * width + direction * units;
                let below = &below[place..][..units];
                let states = &mut states[place..][..units];
                for unit in 0..units {
                    let memory = scratch.memory[unit];
                    let gate = |sum: i32, hole: i16| {
                        i32::from(self.sigmoid.at(sum + through(i32::from(hole), memory)))
                    };
                    let forget = gate(forget[unit], forget_hole[unit]);
                    let reset = gate(reset[unit], reset_hole[unit]);
                    let candidate = candidate[unit].clamp(-LIMIT, LIMIT);
                    let memory = candidate + share(memory - candidate, forget);
                    scratch.memory[unit] = memory;
                    let below = i32::from(below[unit]);
                    let seen = i32::from(self.tanh.at(memory));
                    states[unit] = clamped(below + share(seen - below, reset));
                }
            }
        }
    }
}

/// The product of two numbers with 12 bits after the point.
const fn through(one: i32, other: i32) -> i32 {
    (one * other) >> ONE.trailing_zeros()
}

/// `gate` of a number, rounded. A number below 2^16 times a gate below 2^15 fits.
const fn share(number: i32, gate: i32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "less than 2^17")]
    let share = ((number as i64 * gate as i64 + UNIT as i64 / 2) >> UNIT.trailing_zeros()) as i32;
    share
}
