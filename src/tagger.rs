//! The trained sequence model for names in context.
//!
//! [`features`] says what is seen of a token, `network` makes a state of it and its sentence,
//! `decode` finds spans in the states; [`model`] reads the trained weights.

mod curve;
mod decode;
pub mod features;
mod matrix;
pub mod model;
mod network;
mod reader;
pub(crate) mod titles;
pub mod tradition;

use crate::label::Label;
use crate::mention::{Alternative, Candidate, Source, TokenSpan, UNSURE};
use crate::tokenise::Tokens;
use decode::Found;
use features::Features;
use model::Model;
use tradition::Tradition;

/// Tokens that are read together at most: longer sentences are cut.
const LONGEST: usize = 150;

/// The runs of tokens that the tagger reads together, each from its first token to after its last.
pub fn sentences(tokens: &Tokens) -> impl Iterator<Item = (usize, usize)> {
    let mut start = 0;
    (1..=tokens.len()).filter_map(move |index| {
        let ends = tokens.get(index).is_none_or(|token| token.starts_sentence);
        (ends || index - start == LONGEST).then(|| (std::mem::replace(&mut start, index), index))
    })
}

/// What the tagger finds in a text, following a tradition; nothing where the model has not learned it.
pub fn find(
    model: &Model,
    tokens: &Tokens,
    features: &Features,
    tradition: Tradition,
) -> Vec<Candidate> {
    let Some(head) = model.heads.iter().find(|h| h.tradition() == tradition) else {
        return Vec::new();
    };
    let mut network = network::Scratch::default();
    let mut decoding = decode::Scratch::default();
    let mut skips = Vec::new();
    let mut found = Vec::new();
    let mut candidates = Vec::new();
    for (start, end) in sentences(tokens) {
        model
            .network
            .run(tokens, features, (start, end), &mut network);
        found.clear();
        head.decode(&network.states, &mut decoding, &mut found);
        if found.is_empty() {
            continue;
        }
        skips.clear();
        if tradition == Tradition::House {
            model.skip.multiply(network.states.vectors(), &mut skips);
        }
        let span = |found: &Found| {
            let skip = skips.get(found.first * 3..found.first * 3 + 3);
            let letters = skip.map_or(0, likeliest);
            let first = start + found.first;
            TokenSpan::skipping(first, skipped(tokens, first, letters), start + found.end)
        };
        for whole in &found {
            let Some(label) = whole.label else { continue };
            let confidence = model.calibration.at(whole.probability);
            let mut candidate = Candidate::new(span(whole), label, Source::Tagger, confidence);
            if confidence < UNSURE {
                let others = head.alternatives(whole, &mut decoding);
                candidate.alternatives = others
                    .iter()
                    .filter_map(|other| {
                        Some(Alternative {
                            span: span(other),
                            label: other.label?,
                            confidence: model.calibration.at(other.probability),
                        })
                    })
                    .collect();
            }
            candidates.push(match bare_name(&found, whole) {
                Some(name) => candidate.with_head(span(name)),
                None => candidate,
            });
        }
    }
    candidates
}

/// The place of the largest of three numbers.
fn likeliest(numbers: &[i32]) -> usize {
    let places = 0..numbers.len();
    places
        .max_by_key(|&place| (numbers[place], std::cmp::Reverse(place)))
        .unwrap_or_default()
}

/// The bytes of the source that `letters` proclitic letters at the start of a token are; 0 where they are none.
fn skipped(tokens: &Tokens, index: usize, letters: usize) -> usize {
    // The letters of proclitics have two bytes each.
    let cut = tokens[index]
        .cuts
        .iter()
        .find(|cut| cut.folded == 2 * letters);
    cut.map_or(0, |cut| cut.source)
}

/// The bare name that was found inside a span, and in no smaller span inside it.
fn bare_name<'f>(found: &'f [Found], whole: &Found) -> Option<&'f Found> {
    let inside = |one: &Found, other: &Found| {
        other.first <= one.first
            && one.end <= other.end
            && (one.first, one.end) != (other.first, other.end)
    };
    let names = found.iter().filter(|name| name.label.is_none());
    names.into_iter().find(|name| {
        inside(name, whole)
            && !found
                .iter()
                .any(|other| other.label.is_some() && inside(other, whole) && inside(name, other))
    })
}

/// Whether, in the house's tradition, the tagger rather than lists and rules says where annotations of this type are.
pub const fn knows_best(label: Label) -> bool {
    matches!(
        label,
        Label::Pers
            | Label::Occ
            | Label::Org
            | Label::Gpe
            | Label::Loc
            | Label::Fac
            | Label::Norp
            | Label::Event
            | Label::Product
            | Label::Law
            | Label::Language
    )
}
