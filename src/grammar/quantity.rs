//! Measured amounts: a number and a unit (5 كيلومترات, ثلاثة أطنان, 30 درجة مئوية), with the unit nested.
//!
//! UNIT stands only inside QUANTITY (the annotation guide). Units carry UCUM codes.

use super::Context;
use super::number::{Kind, Numbers, Reading};
use crate::label::Label;
use crate::lexicon::{Entry, Form, Hit, List};
use crate::mention::{Candidate, Source, TokenSpan};
use crate::value::{Decimal, Quantity, Value};

/// Confidence of an amount with a unit, in thousandths.
const CONFIDENCE: u16 = 950;
/// Confidence where the unit is also a common word.
const UNSURE: u16 = 800;

/// All quantities, each with its unit.
pub(crate) fn candidates(context: &Context, numbers: &Numbers) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < context.tokens.len() {
        let quantity = measured(context, numbers, index)
            .or_else(|| dual(context, index))
            .or_else(|| one_and_part(context, numbers, index));
        let Some(candidates) = quantity else {
            index += 1;
            continue;
        };
        index = candidates.first().map_or(index + 1, |whole| whole.span.end);
        found.extend(candidates);
    }
    found
}

/// A number and its unit.
fn measured(context: &Context, numbers: &Numbers, index: usize) -> Option<Vec<Candidate>> {
    let reading = numbers
        .at(index)
        .filter(|reading| reading.kind != Kind::Ordinal)?;
    let (hit, entry) = unit(context, reading.span.end)?;
    if !fits(context, reading, &hit, entry) {
        return None;
    }
    let mut amount = reading.number;
    let mut unit_span = hit.span;
    let mut end = hit.span.end;
    let mut entry = entry;
    if let Some((rate, after)) = rate(context, hit.span) {
        (entry, end) = (rate, after);
        unit_span.end = after;
    }
    let finer = and_more(context, numbers, entry, end);
    if let Some((more, span)) = finer {
        amount = amount.plus(more).unwrap_or(amount);
        end = span.end;
    }
    if let Some(part) = part(context, numbers, end) {
        amount = amount.plus(part.number).unwrap_or(amount);
        end = part.span.end;
    }
    if let Some(below) = below_zero(context, end) {
        amount = amount.times(Decimal::from(-1))?;
        end = below;
    }
    let head = TokenSpan::skipping(reading.span.first, reading.span.skip, end);
    let (span, modifier) = numbers.softened(head);
    let value = Value::Quantity(Quantity {
        amount,
        max: reading.max,
        unit: degrees(context, span.first, entry.feature("ucum")?).to_owned(),
        modifier,
    });
    let confidence = if entry.ambiguous { UNSURE } else { CONFIDENCE };
    let whole = Candidate::new(span, Label::Quantity, Source::Grammar, confidence)
        .with_head(head)
        .with_value(value);
    let mut found = vec![whole, nested(unit_span, confidence)];
    found.extend(finer.map(|(_, span)| nested(span, confidence)));
    Some(found)
}

/// Bare degrees are of what the words before them speak of: an earthquake's strength, or heat; else of an angle.
fn degrees<'u>(context: &Context, first: usize, ucum: &'u str) -> &'u str {
    const REACH: usize = 6;
    const STRENGTH: [&str; 6] = ["بقوه", "قوته", "قوتها", "شدته", "شدتها", "بشده"];
    const HEAT: [&str; 4] = ["الحراره", "حراره", "حرارته", "حرارتها"];
    if ucum != "deg" {
        return ucum;
    }
    let before = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|&at| context.tokens.continues(at + 1))
        .map(|at| context.tokens.folded(at));
    for word in before {
        if STRENGTH.contains(&word) {
            return "[x_richter]";
        }
        if HEAT.contains(&word) {
            return "Cel";
        }
    }
    ucum
}

/// ميليمترين, درجتين تحت الصفر: the dual carries the number.
fn dual(context: &Context, index: usize) -> Option<Vec<Candidate>> {
    let (hit, entry) = context
        .hits
        .find(index, List::Units)
        .filter(|(_, entry)| entry.inflection.form == Form::Dual)?;
    let below = below_zero(context, hit.span.end);
    if entry.ambiguous && below.is_none() {
        return None;
    }
    let span = TokenSpan {
        end: below.unwrap_or(hit.span.end),
        ..hit.span
    };
    let sign = if below.is_some() { -1 } else { 1 };
    let value = Value::Quantity(Quantity {
        amount: Decimal::from(2 * sign),
        max: None,
        unit: entry.feature("ucum")?.to_owned(),
        modifier: None,
    });
    let whole = Candidate::new(span, Label::Quantity, Source::Grammar, UNSURE).with_value(value);
    Some(vec![whole, nested(hit.span, UNSURE)])
}

/// لتر ونصف, كيلومتر وربع: one, and a part of it.
fn one_and_part(context: &Context, numbers: &Numbers, index: usize) -> Option<Vec<Candidate>> {
    let (hit, entry) = context.hits.find(index, List::Units).filter(|(_, entry)| {
        !entry.ambiguous && !entry.inflection.definite && entry.inflection.form != Form::Dual
    })?;
    let part = part(context, numbers, hit.span.end)?;
    let span = TokenSpan {
        end: part.span.end,
        ..hit.span
    };
    let value = Value::Quantity(Quantity {
        amount: part.number.plus(Decimal::from(1))?,
        max: None,
        unit: entry.feature("ucum")?.to_owned(),
        modifier: None,
    });
    let whole = Candidate::new(span, Label::Quantity, Source::Grammar, UNSURE).with_value(value);
    Some(vec![whole, nested(hit.span, UNSURE)])
}

/// ونصف, و ربع after a unit.
fn part<'n>(context: &Context, numbers: &'n Numbers, index: usize) -> Option<&'n Reading> {
    let at = index + usize::from(context.is_word(index, super::AND));
    numbers.at(at).filter(|reading| {
        reading.kind == Kind::Fraction
            && !reading.digits
            && context.tokens.continues(at)
            && (at > index || context.proclitic(reading.span) == super::AND)
            && !context.starts_with_article(reading.span.end)
    })
}

/// Where تحت الصفر ends.
fn below_zero(context: &Context, index: usize) -> Option<usize> {
    let (hit, entry) = context.hits.find_bare(index, List::NumberWords)?;
    (entry.is("kind", "below") && context.tokens.continues(index)).then_some(hit.span.end)
}

fn nested(span: TokenSpan, confidence: u16) -> Candidate {
    Candidate::new(span, Label::Unit, Source::Grammar, confidence)
}

/// The unit that begins at a token, after a number.
fn unit<'c>(context: &Context<'c>, index: usize) -> Option<(Hit<'c>, &'c Entry)> {
    if !context.tokens.continues(index) {
        return None;
    }
    context
        .hits
        .find_bare(index, List::Units)
        .filter(|(_, entry)| !entry.is("kind", "percent"))
}

/// كلم/س: a listed unit with a stroke in it.
fn rate<'c>(context: &Context<'c>, unit: TokenSpan) -> Option<(&'c Entry, usize)> {
    let tokens = context.tokens;
    let end = unit.end + 2;
    if tokens.plain(unit.end) != "/" || !tokens.is_word(unit.end + 1) {
        return None;
    }
    let written = tokens
        .text()
        .slice(TokenSpan::new(unit.first, end).bytes(tokens));
    let entry = context
        .lexicon
        .get(written)
        .iter()
        .find(|entry| entry.list == List::Units)?;
    Some((entry, end))
}

/// Whether number and unit make a measured amount and not a number and a common word.
fn fits(context: &Context, reading: &Reading, hit: &Hit, entry: &Entry) -> bool {
    // A unit of time or money that is written alike goes to its own family.
    let other = [List::Temporal, List::Currencies]
        .into_iter()
        .any(|list| hit.entry(list).is_some_and(|other| !other.ambiguous));
    if other {
        return false;
    }
    if !entry.ambiguous {
        return true;
    }
    let letters = context.tokens.folded(hit.span.first).chars().count();
    // م, غ, ل only close to digits, and not before a name (م. أحمد) or as an era (1990 م).
    if hit.span.len() == 1 && letters == 1 {
        let glued = context.tokens[hit.span.first].glued;
        let year = reading.integer().is_some_and(|n| (1000..2100).contains(&n));
        // م. أحمد
        let dotted = context.tokens.plain(hit.span.end) == "."
            && context.tokens.continues(hit.span.end + 1)
            && context.tokens.is_word(hit.span.end + 1);
        // 114 هـ / 732م
        let before = reading.span.first.checked_sub(1);
        let dated = before.is_some_and(|at| {
            matches!(context.tokens.plain(at), "/" | "-" | "\u{2013}" | "(")
                || [List::Temporal, List::Months]
                    .into_iter()
                    .any(|list| context.hits.find(at, list).is_some())
        });
        return reading.digits && glued && !year && !dotted && !dated;
    }
    let year = reading
        .integer()
        .is_some_and(|n| (1900..2100).contains(&n) && reading.is_plain_digits());
    !year
}

/// خمسة أطنان ومئتي كيلوغرام: what a finer unit of the same kind adds, in the first unit.
fn and_more(
    context: &Context,
    numbers: &Numbers,
    first: &Entry,
    end: usize,
) -> Option<(Decimal, TokenSpan)> {
    let at = if context.is_word(end, super::AND) {
        end + 1
    } else {
        end
    };
    let reading = numbers.at(at).filter(|_| context.tokens.continues(at))?;
    if at == end && context.proclitic(reading.span) != super::AND {
        return None;
    }
    let (hit, entry) = unit(context, reading.span.end)?;
    if entry.feature("kind") != first.feature("kind") || entry.form == first.form {
        return None;
    }
    let thousandth = matches!(
        (first.feature("ucum")?, entry.feature("ucum")?),
        ("t", "kg") | ("kg", "g") | ("km", "m") | ("m", "mm") | ("L", "mL")
    );
    let hundredth = matches!(
        (first.feature("ucum")?, entry.feature("ucum")?),
        ("m", "cm")
    );
    let scale = match (thousandth, hundredth) {
        (true, _) => 3,
        (_, true) => 2,
        _ => return None,
    };
    Some((reading.number.times(Decimal::new(1, scale))?, hit.span))
}
