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

/// The day of a rule in a year: `12-25`, `hijri-10-01`, `easter`, `easter-2`, `orthodox+1`,
/// and `weekday-11-4-4` for the fourth Thursday (4) of November.
fn in_year(rule: &str, year: i32) -> Option<Day> {
    let numbers = |text: &str| -> Option<Vec<u8>> {
        text.split('-').map(|number| number.parse().ok()).collect()
    };
    for (name, easter) in [
        ("easter", Day::easter as fn(i32) -> Day),
        ("orthodox", Day::orthodox_easter),
    ] {
        if let Some(days) = rule.strip_prefix(name) {
            let days = if days.is_empty() {
                0
            } else {
                days.parse().ok()?
            };
            return Some(easter(year).plus_days(days));
        }
    }
    if let Some(rule) = rule.strip_prefix("weekday-") {
        let [month, weekday, count] = numbers(rule)?[..] else {
            return None;
        };
        let first = Day::of(year, month, 1);
        let ahead = (7 + weekday - first.weekday()) % 7;
        return Some(first.plus_days(i32::from(ahead) + 7 * (i32::from(count) - 1)));
    }
    if let Some(rule) = rule.strip_prefix("hijri-") {
        let [month, day] = numbers(rule)?[..] else {
            return None;
        };
        let middle = Day::of(year, 7, 1).hijri_year();
        return (middle - 1..=middle + 1)
            .map(|hijri| Day::of_hijri(hijri, month, day))
            .find(|day| day.date().0 == year);
    }
    let [month, day] = numbers(rule)?[..] else {
        return None;
    };
    Some(Day::of(year, month, day))
}
