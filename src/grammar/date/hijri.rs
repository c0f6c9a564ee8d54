//! Dates of the Hijri calendar, as days of the common one.
//!
//! By Umm al-Qura's calendar, and outside its years by the tabular one; sightings may differ by a day.

use super::{Calendar, Dated, Day, Direction, Era, Kind, Parser, digits, timex};

/// A value, and where it begins and ends where the value does not say so.
pub(super) type Converted = (String, Option<(Day, Day)>);

impl Parser<'_> {
    /// A day or month that begins at token `from`: 14 رمضان 1432 هـ, شوال الماضي.
    /// Without a year it is the nearest one, where there is a reference date.
    pub(super) fn hijri(&self, dated: &Dated, from: usize) -> Option<Converted> {
        if dated.calendar != Calendar::Hijri {
            return None;
        }
        let month = dated.fields.month?;
        let written = (from..dated.end)
            .filter_map(|at| digits(self.context.tokens.plain(at)))
            .find(|year| (32..=1600).contains(year));
        if written.is_none() && dated.fields.year.is_some() {
            // رمضان 2015 names a year of the other calendar.
            let middle = Day::of(dated.fields.year?, 7, 1).hijri_year();
            let year = (middle - 1..=middle + 1)
                .find(|&year| Some(Day::of_hijri(year, month, 1).date().0) == dated.fields.year)?;
            return Some(convert(year, month, dated.fields.day));
        }
        let year = written.or_else(|| {
            let reference = self.resolver.reference?;
            let this = reference.hijri_year();
            let distance = |year: i32| Day::of_hijri(year, month, 15).since(reference);
            let ahead = self.resolver.forward || dated.direction == Direction::Future;
            (this - 1..=this + 1)
                .filter(|&year| !ahead || distance(year) >= -15)
                .filter(|&year| dated.direction != Direction::Past || distance(year) <= -15)
                .min_by_key(|&year| distance(year).abs())
        })?;
        Some(convert(year, month, dated.fields.day))
    }
}

impl Parser<'_> {
    /// A whole year with its era: 1389 هـ, 1445 للهجرة.
    pub(super) fn hijri_year(&self, index: usize) -> Option<Converted> {
        let reading = self.numbers.bare(index)?;
        let year = reading.integer().filter(|year| (1..=1600).contains(year))?;
        self.kind(reading.span.end, Kind::Era(Era::Hijri))?;
        let (first, next) = (Day::of_hijri(year, 1, 1), Day::of_hijri(year + 1, 1, 1));
        Some(span(first, next))
    }
}

/// From a day up to another.
fn span(first: Day, next: Day) -> Converted {
    let last = next.plus_days(-1);
    let timex = format!("{}/{}", timex::iso(first), timex::iso(last));
    (timex, Some((first, next)))
}

/// The value of a day or month of a Hijri year.
pub(super) fn convert(year: i32, month: u8, day: Option<u8>) -> Converted {
    let first = Day::of_hijri(year, month, 1);
    let next = if month == 12 {
        Day::of_hijri(year + 1, 1, 1)
    } else {
        Day::of_hijri(year, month + 1, 1)
    };
    match day {
        Some(day) => (timex::iso(first.plus_days(i32::from(day) - 1)), None),
        None => span(first, next),
    }
}
