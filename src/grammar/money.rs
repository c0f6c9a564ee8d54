//! Amounts of money, and currencies with and without an amount.
//!
//! The annotation guide: MONEY is amount and currency, with nested CURR; an approximator is inside, and then
//! amount and currency are the head. CURR takes the adjective that qualifies it (ليرة سورية).
//! Currencies have ISO 4217 codes; a name that several countries share (دينار) has one only with its adjective.

use super::Context;
use super::number::{Kind, Numbers, Reading};
use crate::label::Label;
use crate::lexicon::{Entry, Form, Hit, List};
use crate::mention::{Candidate, Source, TokenSpan};
use crate::tokenise::Kind as TokenKind;
use crate::value::{Currency, Decimal, Money, Value};

/// Confidence of an amount with a currency, in thousandths.
const CONFIDENCE: u16 = 960;
/// Confidence of a currency alone.
const ALONE: u16 = 850;

/// All amounts of money with their currencies, and the currencies that stand alone.
pub(crate) fn candidates(context: &Context, numbers: &Numbers) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < context.tokens.len() {
        let amount = amount_first(context, numbers, index)
            .or_else(|| currency_first(context, numbers, index))
            .or_else(|| one(context, numbers, index))
            .or_else(|| dual(context, index));
        if let Some([money, currency]) = amount {
            index = money.span.end;
            found.extend([money, currency]);
        } else if let Some(currency) = alone(context, index) {
            index = currency.span.end;
            found.push(currency);
        } else {
            index += 1;
        }
    }
    found
}

/// 25 مليار دولار, 100$
fn amount_first(context: &Context, numbers: &Numbers, index: usize) -> Option<[Candidate; 2]> {
    let reading = numbers
        .at(index)
        .filter(|reading| reading.kind != Kind::Ordinal)?;
    let at = reading.span.end;
    if !context.tokens.continues(at) {
        return None;
    }
    let (hit, entry) = currency(context, at)?;
    // 2.5 م is no currency; قدم and دولار are.
    if entry.ambiguous && !fits(context, &hit) {
        return None;
    }
    let head = TokenSpan::skipping(reading.span.first, reading.span.skip, hit.span.end);
    Some(money(numbers, reading, head, hit.span, entry))
}

/// $100, USD 100
fn currency_first(context: &Context, numbers: &Numbers, index: usize) -> Option<[Candidate; 2]> {
    let (hit, entry) = currency(context, index)?;
    if !matches!(entry.feature("kind"), Some("symbol" | "iso")) {
        return None;
    }
    let reading = numbers
        .bare(hit.span.end)
        .filter(|reading| reading.digits && context.tokens.continues(reading.span.first))?;
    let head = TokenSpan::new(index, reading.span.end);
    Some(money(numbers, reading, head, hit.span, entry))
}

/// جنيها واحدا
fn one(context: &Context, numbers: &Numbers, index: usize) -> Option<[Candidate; 2]> {
    let (hit, entry) = context
        .hits
        .find(index, List::Currencies)
        .filter(|(_, entry)| !entry.inflection.definite)?;
    let at = hit.span.end;
    let reading = numbers.bare(at).filter(|reading| {
        context.continues_to(at) && !reading.digits && reading.integer() == Some(1)
    })?;
    if reading.kind != Kind::Cardinal {
        return None;
    }
    let head = TokenSpan {
        end: reading.span.end,
        ..hit.span
    };
    Some(money(numbers, reading, head, hit.span, entry))
}

/// دولارين: the dual carries the number.
fn dual(context: &Context, index: usize) -> Option<[Candidate; 2]> {
    let (hit, entry) = context
        .hits
        .find(index, List::Currencies)
        .filter(|(hit, entry)| {
            entry.inflection.form == Form::Dual
                && !entry.inflection.definite
                && (!entry.ambiguous || hit.span.skip == 0)
        })?;
    let value = Value::Money(Money {
        amount: Decimal::from(2),
        max: None,
        currency: code(entry),
        modifier: None,
    });
    let whole = Candidate::new(hit.span, Label::Money, Source::Grammar, ALONE).with_value(value);
    let nested = Candidate::new(hit.span, Label::Curr, Source::Grammar, ALONE);
    Some([whole, with_code(nested, entry)])
}

fn money(
    numbers: &Numbers,
    reading: &Reading,
    head: TokenSpan,
    currency: TokenSpan,
    entry: &Entry,
) -> [Candidate; 2] {
    let (span, modifier) = numbers.softened(head);
    // A hundredth or thousandth of a unit keeps its own amount: 16 سنتا is 0.16 dollars.
    let scale = match entry.feature("parts") {
        Some("100") => 2,
        Some("1000") => 3,
        _ => 0,
    };
    let scaled = |amount: Decimal| amount.times(Decimal::new(1, scale)).unwrap_or(amount);
    let value = Value::Money(Money {
        amount: scaled(reading.number),
        max: reading.max.map(scaled),
        currency: code(entry),
        modifier,
    });
    let whole = Candidate::new(span, Label::Money, Source::Grammar, CONFIDENCE)
        .with_head(head)
        .with_value(value);
    let nested = Candidate::new(currency, Label::Curr, Source::Grammar, CONFIDENCE);
    [whole, with_code(nested, entry)]
}

/// A currency with no amount: الدولار, الليرة التركية.
fn alone(context: &Context, index: usize) -> Option<Candidate> {
    let (hit, entry) = context.hits.find(index, List::Currencies)?;
    let symbol = matches!(entry.feature("kind"), Some("symbol" | "iso"));
    let other = hit.span.len() == 1 && context.tokens.kind(index) != TokenKind::Word;
    // ريال مدريد, يورو 2008
    let named = context.hits.at(index).iter().any(|other| {
        other.span.len() > hit.span.len()
            && (other.entry(List::Clubs).is_some() || other.entry(List::Events).is_some())
    });
    let bare = hit.span.len() == 1 && !entry.inflection.definite && !hit.restored_alef;
    let unclear = bare && (entry.is("shared", "1") || context.is_number(hit.span.end));
    if named || unclear {
        return None;
    }
    if entry.ambiguous || symbol || other || entry.is("kind", "subunit") {
        return None;
    }
    let candidate = Candidate::new(hit.span, Label::Curr, Source::Grammar, ALONE);
    Some(with_code(candidate, entry))
}

fn currency<'c>(context: &Context<'c>, index: usize) -> Option<(Hit<'c>, &'c Entry)> {
    context.hits.find_bare(index, List::Currencies)
}

/// Whether a currency that is also a common word stands for money after a number.
fn fits(context: &Context, hit: &Hit) -> bool {
    let letters = context.tokens.folded(hit.span.first).chars().count();
    let unit = hit.entry(List::Units).is_some();
    hit.span.len() > 1 || letters > 1 && !unit
}

fn code(entry: &Entry) -> Option<String> {
    entry.feature("code").map(str::to_owned)
}

fn with_code(candidate: Candidate, entry: &Entry) -> Candidate {
    candidate.with_value(code(entry).map(|currency| Value::Currency(Currency { currency })))
}
