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
    let mut found = unresolved(context, numbers);
    Countries::new(context).resolve(&mut found);
    found.into_iter().map(|(candidate, _)| candidate).collect()
}

/// A candidate with the codes that its currency may have where the text must say which.
type Shared = (Candidate, Option<&'static str>);

/// The candidates, before the text around them says what the shared names of currencies mean.
fn unresolved(context: &Context, numbers: &Numbers) -> Vec<Shared> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < context.tokens.len() {
        let amount = amount_first(context, numbers, index)
            .or_else(|| currency_first(context, numbers, index))
            .or_else(|| one(context, numbers, index))
            .or_else(|| dual(context, index));
        let amount = amount.or_else(|| Some(vec![alone(context, index)?]));
        if let Some(candidates) = amount {
            index = candidates.first().map_or(index + 1, |(c, _)| c.span.end);
            found.extend(candidates);
        } else {
            index += 1;
        }
    }
    found
}

/// 25 مليار دولار, 100$
fn amount_first(context: &Context, numbers: &Numbers, index: usize) -> Option<Vec<Shared>> {
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
    let mut head = TokenSpan::skipping(reading.span.first, reading.span.skip, hit.span.end);
    let Some((more, parts, span)) = and_cents(context, numbers, hit.span.end) else {
        return Some(money(numbers, reading, head, hit.span, entry));
    };
    head.end = span.end;
    let sum = Reading {
        number: reading.number.plus(more)?,
        ..*reading
    };
    let mut found = money(numbers, &sum, head, hit.span, entry);
    found.push(currency_candidate(span, parts, CONFIDENCE));
    Some(found)
}

/// و43 سنتا after dollars: what it adds, its row and where its name stands.
fn and_cents<'c>(
    context: &Context<'c>,
    numbers: &Numbers,
    index: usize,
) -> Option<(Decimal, &'c Entry, TokenSpan)> {
    let at = index + usize::from(context.is_word(index, super::AND));
    let reading = numbers.at(at).filter(|reading| {
        reading.kind == Kind::Cardinal
            && context.tokens.continues(at)
            && (at > index || context.proclitic(reading.span) == super::AND)
    })?;
    let (hit, entry) = currency(context, reading.span.end)?;
    let more = reading.number.times(hundredth(entry)?)?;
    Some((more, entry, hit.span))
}

/// The part of the main unit that a name for a small coin means.
fn hundredth(entry: &Entry) -> Option<Decimal> {
    match entry.feature("parts") {
        Some("100") => Some(Decimal::new(1, 2)),
        Some("1000") => Some(Decimal::new(1, 3)),
        _ => None,
    }
}

/// $100, USD 100
fn currency_first(context: &Context, numbers: &Numbers, index: usize) -> Option<Vec<Shared>> {
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
fn one(context: &Context, numbers: &Numbers, index: usize) -> Option<Vec<Shared>> {
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
fn dual(context: &Context, index: usize) -> Option<Vec<Shared>> {
    let (hit, entry) = context
        .hits
        .find(index, List::Currencies)
        .filter(|(hit, entry)| {
            entry.inflection.form == Form::Dual
                && !entry.inflection.definite
                && (!entry.ambiguous || hit.span.skip == 0)
                // سنتين are years.
                && hit.entry(List::Temporal).is_none()
        })?;
    let value = Value::Money(Money {
        amount: Decimal::from(2),
        max: None,
        currency: code(entry),
        modifier: None,
    });
    let whole = Candidate::new(hit.span, Label::Money, Source::Grammar, ALONE).with_value(value);
    Some(vec![
        (whole, entry.feature("among")),
        currency_candidate(hit.span, entry, ALONE),
    ])
}

fn money(
    numbers: &Numbers,
    reading: &Reading,
    head: TokenSpan,
    currency: TokenSpan,
    entry: &Entry,
) -> Vec<Shared> {
    let (span, modifier) = numbers.softened(head);
    // A hundredth or thousandth of a unit keeps its own amount: 16 سنتا is 0.16 dollars.
    let scaled = |amount: Decimal| {
        hundredth(entry)
            .and_then(|part| amount.times(part))
            .unwrap_or(amount)
    };
    let value = Value::Money(Money {
        amount: scaled(reading.number),
        max: reading.max.map(scaled),
        currency: code(entry),
        modifier,
    });
    let whole = Candidate::new(span, Label::Money, Source::Grammar, CONFIDENCE)
        .with_head(head)
        .with_value(value);
    vec![
        (whole, entry.feature("among")),
        currency_candidate(currency, entry, CONFIDENCE),
    ]
}

/// A currency with no amount: الدولار, الليرة التركية.
fn alone(context: &Context, index: usize) -> Option<Shared> {
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
    Some(currency_candidate(hit.span, entry, ALONE))
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

fn currency_candidate(span: TokenSpan, entry: &Entry, confidence: u16) -> Shared {
    let value = code(entry).map(|currency| Value::Currency(Currency { currency }));
    let candidate = Candidate::new(span, Label::Curr, Source::Grammar, confidence);
    (candidate.with_value(value), entry.feature("among"))
}

/// The countries that a text names, with their currencies, in order.
struct Countries(Vec<(usize, &'static str)>);

/// How many countries before and after an amount are asked for their currency.
const REACH: usize = 64;

impl Countries {
    fn new(context: &Context) -> Self {
        let country = |hit: &Hit| {
            let entry = hit.entries.iter().find(|e| e.list == List::Countries)?;
            Some((hit.span.first, entry.feature("currency")?))
        };
        Self(context.hits.as_slice().iter().filter_map(country).collect())
    }

    /// Gives amounts in a currency with a shared name the code of the country named nearest before,
    /// or nearest after where none was named before.
    fn resolve(&self, found: &mut [Shared]) {
        for (candidate, among) in found {
            let Some(code) = among.and_then(|among| self.nearest(candidate.span.first, among))
            else {
                continue;
            };
            match &mut candidate.value {
                Some(Value::Money(money)) if money.currency.is_none() => {
                    money.currency = Some(code.to_owned());
                }
                None => {
                    let currency = code.to_owned();
                    candidate.value = Some(Value::Currency(Currency { currency }));
                }
                _ => {}
            }
        }
    }

    fn nearest(&self, index: usize, among: &str) -> Option<&'static str> {
        let fits = |(_, code): &&(usize, &'static str)| among.split(',').any(|one| one == *code);
        let (before, after) = self
            .0
            .split_at(self.0.partition_point(|(at, _)| *at < index));
        let before = before.iter().rev().take(REACH).find(fits);
        before
            .or_else(|| after.iter().take(REACH).find(fits))
            .map(|(_, code)| *code)
    }
}
