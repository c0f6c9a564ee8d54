//! Percentages: a number with a sign or in words (7 %, 7٪, سبعة في المئة, نقطة مئوية).
//!
//! The annotation guide: PERCENT is the number with its sign or word; a preceding approximator is inside,
//! and then number and sign are the head.

use super::number::{Numbers, Reading};
use super::{Context, HUNDRED_PREFIX, IN};
use crate::label::Label;
use crate::lexicon::{Form, List};
use crate::mention::{Candidate, Source, TokenSpan};
use crate::value::{Decimal, Percent, Value};

/// Confidence of a percentage, in thousandths.
const CONFIDENCE: u16 = 970;

/// All percentages.
pub(crate) fn candidates(context: &Context, numbers: &Numbers) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < context.tokens.len() {
        let candidate = sign_first(context, numbers, index).or_else(|| {
            let reading = numbers.at(index)?;
            let end = sign(context, reading.span.end)?;
            Some(percentage(numbers, reading, reading.span.first, end))
        });
        let candidate = candidate.or_else(|| dual(context, index));
        index = candidate.as_ref().map_or(index + 1, |c| c.span.end);
        found.extend(candidate);
    }
    found
}

fn percentage(numbers: &Numbers, reading: &Reading, first: usize, end: usize) -> Candidate {
    let skip = if first == reading.span.first {
        reading.span.skip
    } else {
        0
    };
    let head = TokenSpan::skipping(first, skip, end);
    let (span, modifier) = numbers.softened(head);
    let value = Value::Percent(Percent {
        percent: reading.number,
        max: reading.max,
        modifier,
    });
    Candidate::new(span, Label::Percent, Source::Grammar, CONFIDENCE)
        .with_head(head)
        .with_value(value)
}

/// نقطتين مئويتين: the dual carries the number.
fn dual(context: &Context, index: usize) -> Option<Candidate> {
    let (hit, _) = context
        .hits
        .find(index, List::Units)
        .filter(|(_, entry)| entry.is("kind", "percent") && entry.inflection.form == Form::Dual)?;
    let value = Value::Percent(Percent {
        percent: Decimal::from(2),
        max: None,
        modifier: None,
    });
    Some(Candidate::new(hit.span, Label::Percent, Source::Grammar, CONFIDENCE).with_value(value))
}

/// %7, as some type it.
fn sign_first(context: &Context, numbers: &Numbers, index: usize) -> Option<Candidate> {
    let tokens = context.tokens;
    if !is_sign(tokens.plain(index)) || !tokens.get(index + 1)?.glued {
        return None;
    }
    let reading = numbers.bare(index + 1).filter(|reading| reading.digits)?;
    // 5%10 is the percentage before it and a number.
    let number_before = index > 0 && numbers.at(index - 1).is_some_and(|r| r.digits);
    (!number_before).then(|| percentage(numbers, reading, index, reading.span.end))
}

fn is_sign(text: &str) -> bool {
    matches!(text, "%" | "\u{066A}")
}

/// Where the sign or word that begins at a token ends.
fn sign(context: &Context, index: usize) -> Option<usize> {
    let tokens = context.tokens;
    if !tokens.continues(index) {
        return None;
    }
    if is_sign(tokens.plain(index)) {
        return Some(index + 1);
    }
    if let Some((hit, entry)) = context.hits.find_bare(index, List::Units) {
        if entry.is("kind", "percent") {
            return Some(hit.span.end);
        }
    }
    let hundred = |at: usize, proclitic: &str| {
        context.hits.at(at).iter().any(|hit| {
            hit.span.len() == 1
                && context.proclitic(hit.span) == proclitic
                && hit
                    .entry(List::NumberWords)
                    .is_some_and(|entry| entry.is("kind", "hundred") && entry.is("value", "100"))
        })
    };
    if hundred(index, HUNDRED_PREFIX) {
        return Some(index + 1);
    }
    (context.is_word(index, IN) && tokens.continues(index + 1) && hundred(index + 1, ""))
        .then_some(index + 2)
}
