//! Events with their year: مونديال 2018, كأس العالم 2022.

use super::Context;
use crate::label::Label;
use crate::mention::{Candidate, TokenSpan};
use crate::tokenise::Kind;

/// Years that an event is named by.
const YEARS: std::ops::RangeInclusive<u16> = 1850..=2100;

/// Known events that go on with a year.
pub(crate) fn candidates(context: &Context, known: &[Candidate]) -> Vec<Candidate> {
    known
        .iter()
        .filter(|event| event.label == Label::Event && is_year(context, event.span.end))
        .map(|event| {
            let span = TokenSpan {
                end: event.span.end + 1,
                ..event.span
            };
            Candidate {
                span,
                head: span,
                ..event.clone()
            }
        })
        .collect()
}

fn is_year(context: &Context, index: usize) -> bool {
    let tokens = context.tokens;
    tokens.continues(index)
        && tokens.kind(index) == Kind::Number
        && tokens
            .plain(index)
            .parse()
            .is_ok_and(|year: u16| YEARS.contains(&year))
}
