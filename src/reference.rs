//! The day and time from which relative dates count.

use std::fmt;
use std::str::FromStr;

/// A day, and perhaps a time and a zone: `2015-11-20[T04:30[+03:00]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceDate {
    /// Year of the Gregorian calendar, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month.
    pub day: u8,
    /// Seconds after midnight, where a time was given.
    pub seconds: Option<u32>,
    /// The text as it was given.
    written: String,
}

impl fmt::Display for ReferenceDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// What is not a reference date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date of the form 2015-11-20, 2015-11-20T04:30 or 2015-11-20T04:30+03:00")]
pub struct InvalidReferenceDate(pub String);

impl FromStr for ReferenceDate {
    type Err = InvalidReferenceDate;

    fn from_str(written: &str) -> Result<Self, InvalidReferenceDate> {
        parse(written).ok_or_else(|| InvalidReferenceDate(written.to_owned()))
    }
}

fn parse(written: &str) -> Option<ReferenceDate> {
    let (date, time) = match written.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (written, None),
    };
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    if parts.next().is_some() || year == 0 || !(1..=12).contains(&month) {
        return None;
    }
    let month = u8::try_from(month).ok()?;
    let day = u8::try_from(day).ok()?;
    if day == 0 || day > days_in_month(i16::try_from(year).ok()?, month) {
        return None;
    }
    let mut seconds = None;
    if let Some(time) = time {
        let (clock, zone) = match time.find(['+', '-', 'Z']) {
            Some(at) => time.split_at(at),
            None => (time, ""),
        };
        seconds = Some(clock_seconds(clock)?);
        let offset = zone.strip_prefix(['+', '-']);
        let valid = match offset {
            Some(offset) => offset.len() == "hh:mm".len() && clock_seconds(offset).is_some(),
            None => matches!(zone, "" | "Z"),
        };
        if !valid {
            return None;
        }
    }
    Some(ReferenceDate {
        year: i16::try_from(year).ok()?,
        month,
        day,
        seconds,
        written: written.to_owned(),
    })
}

/// Seconds after midnight of hours and minutes, and perhaps seconds.
fn clock_seconds(clock: &str) -> Option<u32> {
    let (hour, rest) = clock.split_once(':')?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
    let below = |text, limit| {
        digits(text, 2)
            .filter(|&value| value < limit)
            .map(u32::from)
    };
    Some(below(hour, 24)? * 3600 + below(minute, 60)? * 60 + below(second, 60)?)
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Days of a month of the Gregorian calendar; 0 for a month that is none.
pub(crate) fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}
