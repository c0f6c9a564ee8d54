//! Holidays, fixed and movable: events with the day on which they fall.
//!
//! The annotation guide makes holidays EVENT; their value is the first day, in the year that is said,
//! or the nearest one, or the next one where weekdays look forward.

use super::{Candidate, Day, Label, List, Parser, Source, TokenSpan, digits, timex};

/// Confidence of a listed holiday, in thousandths: more than that of the list alone, which gives no value.
const CONFIDENCE: u16 = 905;

impl Parser<'_> {
    /// All holidays whose day is known.
    pub(super) fn holidays(&self) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for hit in self.context.hits.as_slice() {
            let rule = hit
                .entry(List::Events)
                .filter(|entry| !entry.ambiguous)
                .and_then(|entry| entry.feature("day"));
            let Some(rule) = rule else {
                continue;
            };
            if let Some((day, end)) = self.holiday(rule, hit.span.end) {
                let span = TokenSpan { end, ..hit.span };
                let value = timex::value(timex::iso(day), None);
                let candidate = Candidate::new(span, Label::Event, Source::Grammar, CONFIDENCE)
                    .with_value(value);
                found.push(candidate);
            }
        }
        found
    }

    /// The day of a rule in the year that follows, and where that ends.
    pub(super) fn holiday(&self, rule: &str, index: usize) -> Option<(Day, usize)> {
        let tokens = self.context.tokens;
        let written = digits(tokens.plain(index))
            .filter(|year| tokens.continues(index) && (1000..2200).contains(year));
        if let Some(year) = written {
            return Some((in_year(rule, year)?, index + 1));
        }
        let reference = self.resolver.reference?;
        let (year, _, _) = reference.date();
        let day = (year - 1..=year + 1)
            .filter_map(|year| in_year(rule, year))
            .filter(|day| !self.resolver.forward || *day >= reference)
            .min_by_key(|day| day.since(reference).abs())?;
        Some((day, index))
    }
}

/// The day of a rule in a year: `12-25`, `hijri-10-01`, `easter`, `easter-2`.
fn in_year(rule: &str, year: i32) -> Option<Day> {
    let numbers = |text: &str| -> Option<(u8, u8)> {
        let (month, day) = text.split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    };
    if let Some(days) = rule.strip_prefix("easter") {
        let days = if days.is_empty() {
            0
        } else {
            days.parse().ok()?
        };
        return Some(Day::easter(year).plus_days(days));
    }
    if let Some(rule) = rule.strip_prefix("hijri-") {
        let (month, day) = numbers(rule)?;
        let middle = Day::of(year, 7, 1).hijri_year();
        return (middle - 1..=middle + 1)
            .map(|hijri| Day::of_hijri(hijri, month, day))
            .find(|day| day.date().0 == year);
    }
    let (month, day) = numbers(rule)?;
    Some(Day::of(year, month, day))
}
