//! TIMEX3 values (ISO 8601 with X for what is not known), resolved against a reference day where there is one.

use super::Context;
use super::temporal::Unit;
use crate::annotator::Weekday;
use crate::calendar::Day;
use crate::value::{Decimal, Timex, TimexType, Value};

/// In which direction from the reference day a date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// الماضي
    Past,
    /// الجاري
    Current,
    /// المقبل
    Future,
    /// Not said.
    Unsaid,
}

impl Direction {
    /// The direction of a shift in units.
    pub(crate) const fn of(shift: i32) -> Self {
        match shift {
            ..=-1 => Self::Past,
            0 => Self::Current,
            1.. => Self::Future,
        }
    }
}

/// What a text says of a calendar day, month or year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    /// The year; before Christ it is negative.
    pub(crate) year: Option<i32>,
    /// The month.
    pub(crate) month: Option<u8>,
    /// The day of the month.
    pub(crate) day: Option<u8>,
    /// The day of the week, 1 for Monday.
    pub(crate) weekday: Option<u8>,
}

/// Writes values for one document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolver {
    /// The day from which relative dates count.
    pub(crate) reference: Option<Day>,
    /// Seconds after midnight of that day, where its time is known.
    pub(crate) seconds: Option<i32>,
    /// Whether dates that say no direction look forward.
    pub(crate) forward: bool,
}

impl Resolver {
    /// What the options of a text say.
    pub(crate) fn new(context: &Context) -> Self {
        let reference = context.reference;
        Self {
            reference: reference.map(Day::from),
            seconds: reference
                .and_then(|reference| reference.seconds)
                .and_then(|seconds| i32::try_from(seconds).ok()),
            forward: context.weekday == Weekday::Forward,
        }
    }

    /// A calendar date, month or year, or a bare weekday.
    pub(crate) fn date(self, fields: Fields, direction: Direction) -> String {
        let fields = self.complete(fields, direction);
        let Fields {
            year,
            month,
            day,
            weekday,
        } = fields;
        let (Some(month), year) = (month, year.map_or_else(|| "XXXX".to_owned(), year_text)) else {
            return match (weekday, year) {
                (_, None) if day.is_some() => format!("XXXX-XX-{:02}", day.unwrap_or_default()),
                (Some(weekday), None) => self.weekday(weekday, direction),
                (_, Some(year)) => year_text(year),
                (None, None) => "XXXX".to_owned(),
            };
        };
        match day {
            Some(day) => format!("{year}-{month:02}-{day:02}"),
            None => format!("{year}-{month:02}"),
        }
    }

    /// Adds the year that the text leaves out.
    pub(crate) fn complete(self, mut fields: Fields, direction: Direction) -> Fields {
        let (Some(reference), Some(month), None) = (self.reference, fields.month, fields.year)
        else {
            return fields;
        };
        let (this_year, this_month, _) = reference.date();
        let day = fields.day.unwrap_or(15);
        let distance = |year: i32| Day::of(year, month, day).since(reference);
        let is_now = fields.day.is_none() && month == this_month;
        fields.year = Some(match direction {
            Direction::Past if distance(this_year) >= 0 || is_now => this_year - 1,
            Direction::Future if distance(this_year) <= 0 || is_now => this_year + 1,
            Direction::Past | Direction::Current | Direction::Future => this_year,
            Direction::Unsaid if self.forward => {
                // This month is not over.
                this_year + i32::from(month < this_month)
            }
            // The nearest, the past before the future.
            Direction::Unsaid => [this_year, this_year - 1, this_year + 1]
                .into_iter()
                .min_by_key(|&year| distance(year).abs())
                .unwrap_or(this_year),
        });
        fields
    }

    fn weekday(self, weekday: u8, direction: Direction) -> String {
        let Some(reference) = self.reference else {
            return format!("XXXX-WXX-{weekday}");
        };
        let ahead = (i32::from(weekday) - i32::from(reference.weekday())).rem_euclid(7);
        let days = match direction {
            Direction::Future if ahead == 0 => 7,
            Direction::Future => ahead,
            Direction::Past if ahead == 0 => -7,
            Direction::Current => i32::from(weekday) - i32::from(reference.weekday()),
            Direction::Unsaid if self.forward && ahead == 0 => 7,
            Direction::Unsaid if self.forward => ahead,
            // In news a bare weekday looks back.
            Direction::Unsaid if ahead == 0 => 0,
            Direction::Past | Direction::Unsaid => ahead - 7,
        };
        iso(reference.plus_days(days))
    }

    /// A day counted from today.
    pub(crate) fn relative_day(self, shift: i32, weekday: Option<u8>) -> String {
        match (self.reference, weekday) {
            (Some(reference), _) => iso(reference.plus_days(shift)),
            (None, Some(weekday)) => format!("XXXX-WXX-{weekday}"),
            (None, None) => "XXXX-XX-XX".to_owned(),
        }
    }

    /// The unit of time that lies so many units from now (الأسبوع الماضي: −1).
    pub(crate) fn shifted(self, unit: Unit, shift: i32) -> String {
        let Some(reference) = self.reference else {
            return match unit {
                Unit::Second | Unit::Minute | Unit::Hour => "TXX",
                Unit::Night => "XXXX-XX-XXTNI",
                Unit::Day => "XXXX-XX-XX",
                Unit::Week => "XXXX-WXX",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Half => "XXXX-HX",
                Unit::Decade => "XXX",
                Unit::Century => "XX",
                _ => "XXXX",
            }
            .to_owned();
        };
        let (year, month, _) = reference.date();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => format!("{}TXX", iso(reference)),
            Unit::Night => format!("{}TNI", iso(reference.plus_days(shift))),
            Unit::Day => iso(reference.plus_days(shift)),
            Unit::Week => {
                let (year, week) = reference.plus_days(shift.saturating_mul(7)).week();
                format!("{year:04}-W{week:02}")
            }
            Unit::Month => {
                let (year, month, _) = reference.plus_months(shift).date();
                format!("{year:04}-{month:02}")
            }
            Unit::Quarter => {
                let count = year * 4 + (i32::from(month) - 1) / 3 + shift;
                format!("{:04}-Q{}", count.div_euclid(4), count.rem_euclid(4) + 1)
            }
            Unit::Half => {
                let count = year * 2 + (i32::from(month) - 1) / 6 + shift;
                format!("{:04}-H{}", count.div_euclid(2), count.rem_euclid(2) + 1)
            }
            Unit::Decade => format!("{:03}", year / 10 + shift),
            Unit::Century => format!("{:02}", year / 100 + shift),
            Unit::Season | Unit::Year | Unit::Millennium | Unit::Era => {
                year_text(year.saturating_add(shift))
            }
        }
    }

    /// The point in time that lies so long before (−1) or after (1) now.
    /// Without a reference day it is the length of time alone.
    pub(crate) fn distant(self, amount: Decimal, unit: Unit, sign: i8) -> String {
        let whole = amount
            .integer()
            .and_then(|amount| i32::try_from(amount).ok())
            .filter(|amount| amount.abs() < 100_000);
        match (self.reference, whole) {
            (Some(reference), Some(amount)) if unit.is_clock() => self
                .clock_shift(reference, amount * i32::from(sign), unit)
                .unwrap_or_else(|| duration(Some(Decimal::from(i64::from(amount))), unit)),
            (Some(reference), Some(amount)) if matches!(unit, Unit::Week | Unit::Month) => {
                let amount = amount * i32::from(sign);
                iso(match unit {
                    Unit::Week => reference.plus_days(amount * 7),
                    _ => reference.plus_months(amount),
                })
            }
            (Some(_), Some(amount)) => self.shifted(unit, amount * i32::from(sign)),
            _ => duration(Some(amount), unit),
        }
    }

    /// The day that lies several lengths of time before (−1) or after (1) now.
    pub(crate) fn distant_sum(self, parts: &[(Decimal, Unit)], sign: i8) -> Option<String> {
        let mut day = self.reference?;
        for (amount, unit) in parts {
            day = step(day, *amount, *unit, i32::from(sign))?;
        }
        Some(iso(day))
    }

    /// The days of the last (−1) or next (1) so many units.
    pub(crate) fn around(self, amount: Decimal, unit: Unit, sign: i32) -> Option<(Day, Day)> {
        let today = self.reference?;
        let other = step(today, amount, unit, sign)?;
        Some(if sign < 0 {
            (other, today)
        } else {
            (today.plus_days(1), other.plus_days(1))
        })
    }

    /// So many hours, minutes or seconds from now.
    fn clock_shift(self, reference: Day, amount: i32, unit: Unit) -> Option<String> {
        let length = match unit {
            Unit::Hour => 3600,
            Unit::Minute => 60,
            Unit::Second => 1,
            _ => return None,
        };
        Some(moment(reference, self.seconds? + amount * length, ""))
    }

    /// Whether an hour and minute of the reference day are over, where weekdays look forward.
    pub(crate) fn is_past(self, hour: u8, minute: u8) -> bool {
        let clock = i32::from(hour) * 3600 + i32::from(minute) * 60;
        self.forward && self.seconds.is_some_and(|now| clock < now)
    }

    /// Gives a time with no day its begin and end on the reference day.
    pub(crate) fn today(self, value: Value) -> Value {
        let Some(reference) = self.reference else {
            return value;
        };
        on_day(value, reference, false)
    }

    /// The day of the month that is the `count`th of a weekday in it; the last one for −1.
    pub(crate) fn nth_weekday(year: i32, month: u8, weekday: u8, count: i32) -> Day {
        let first = Day::of(year, month, 1);
        if count < 0 {
            let last = first.plus_months(1).plus_days(-1);
            let back = (i32::from(last.weekday()) - i32::from(weekday)).rem_euclid(7);
            return last.plus_days(-back);
        }
        let ahead = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
        first.plus_days(ahead + (count - 1) * 7)
    }
}

/// The day so many units before or after another.
fn step(day: Day, amount: Decimal, unit: Unit, sign: i32) -> Option<Day> {
    let amount = i32::try_from(amount.integer()?)
        .ok()
        .filter(|n| n.abs() < 100_000)?
        * sign;
    Some(match unit {
        Unit::Day | Unit::Night => day.plus_days(amount),
        Unit::Week => day.plus_days(amount * 7),
        Unit::Month => day.plus_months(amount),
        Unit::Quarter => day.plus_months(amount * 3),
        Unit::Year | Unit::Season => day.plus_months(amount * 12),
        Unit::Decade => day.plus_months(amount * 120),
        _ => return None,
    })
}

/// Several lengths of time in one: `P1M2D`.
pub(crate) fn durations(parts: &[(Decimal, Unit)]) -> String {
    let mut parts: Vec<_> = parts.to_vec();
    parts.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit));
    let mut text = String::from("P");
    for (amount, unit) in parts {
        let one = duration(Some(amount), unit);
        let one = one.trim_start_matches('P');
        let clock = one.starts_with('T') && text.contains('T');
        text.push_str(if clock { &one[1..] } else { one });
    }
    text
}

/// A length of time: `P3Y`, `PT2H`; `PXY` where the number is not said.
pub(crate) fn duration(amount: Option<Decimal>, unit: Unit) -> String {
    let (unit_letter, factor, clock) = match unit {
        Unit::Second => ("S", 1, true),
        Unit::Minute => ("M", 1, true),
        Unit::Hour => ("H", 1, true),
        Unit::Day | Unit::Night => ("D", 1, false),
        Unit::Week => ("W", 1, false),
        Unit::Month => ("M", 1, false),
        Unit::Quarter => ("M", 3, false),
        Unit::Half => ("M", 6, false),
        Unit::Season | Unit::Year | Unit::Era => ("Y", 1, false),
        Unit::Decade => ("Y", 10, false),
        Unit::Century => ("Y", 100, false),
        Unit::Millennium => ("Y", 1000, false),
    };
    let amount = amount
        .and_then(|amount| amount.times(Decimal::from(factor)))
        .map_or_else(|| "X".to_owned(), |amount| amount.to_string());
    let time = if clock { "T" } else { "" };
    format!("P{time}{amount}{unit_letter}")
}

/// A year in four digits; `BC0146` before Christ.
pub(crate) fn year_text(year: i32) -> String {
    if year < 0 {
        format!("BC{:04}", -year)
    } else {
        format!("{year:04}")
    }
}

/// A day in ISO 8601.
pub(crate) fn iso(day: Day) -> String {
    let (year, month, day) = day.date();
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
}

/// The value that a TIMEX3 `value` means, with what it is and where it begins and ends.
pub(crate) fn value(timex: String, modifier: Option<&str>) -> Value {
    let class = if timex.starts_with('P') {
        TimexType::Duration
    } else if timex.contains('T') {
        TimexType::Time
    } else {
        TimexType::Date
    };
    classed(timex, class, modifier)
}

/// The value of something that comes again and again.
pub(crate) fn set(timex: String) -> Value {
    classed(timex, TimexType::Set, None)
}

fn classed(timex: String, class: TimexType, modifier: Option<&str>) -> Value {
    let interval = match class {
        TimexType::Date | TimexType::Time => interval(&timex),
        TimexType::Duration | TimexType::Set => None,
    };
    let interval = match modifier.and_then(|part| part_of(&timex, part)) {
        Some((from, to)) => Some((iso(from), iso(to))),
        None => interval,
    };
    let (begin, end) = interval.unzip();
    Value::Timex(Timex {
        timex,
        class,
        begin,
        end,
        modifier: modifier.map(str::to_owned),
    })
}

/// A value whose begin and end the text says in another way.
pub(crate) fn between(value: Value, (from, to): (Day, Day)) -> Value {
    let Value::Timex(mut timex) = value else {
        return value;
    };
    (timex.begin, timex.end) = (Some(iso(from)), Some(iso(to)));
    Value::Timex(timex)
}

/// Start, middle or end of a period: ten days of a month, half of a year, some days of a week.
fn part_of(timex: &str, part: &str) -> Option<(Day, Day)> {
    let (from, to) = days(timex)?;
    let length = to.since(from);
    let (first, last) = match length {
        7 => [(0, 3), (1, 5), (3, 7)],
        28..=31 => [(0, 10), (10, 20), (20, length)],
        365..=366 => {
            let month = |months| from.plus_months(months).since(from);
            [(0, month(6)), (month(3), month(9)), (month(6), length)]
        }
        _ => return None,
    }[["START", "MID", "END"]
        .iter()
        .position(|name| *name == part)?];
    Some((from.plus_days(first), from.plus_days(last)))
}

/// Where a date or time begins, and where it has ended; nothing where it holds an X.
fn interval(timex: &str) -> Option<(String, String)> {
    if let Some((from, to)) = timex.split_once('/') {
        return Some((interval(from)?.0, interval(to)?.1));
    }
    if let Some((day, clock)) = timex.split_once('T') {
        let (from, _) = days(day).filter(|_| !day.is_empty())?;
        return clock_interval(from, clock);
    }
    let (from, to) = days(timex)?;
    Some((iso(from), iso(to)))
}

/// The days of a date, closed and open.
fn days(timex: &str) -> Option<(Day, Day)> {
    if let Some(year) = timex.strip_prefix("BC") {
        // Astronomical years have a year 0.
        if year.len() == 2 {
            // The first century ends with the first year.
            let last = -year.parse::<i32>().ok()? * 100;
            return Some((Day::of(last - 99, 1, 1), Day::of(last + 1, 1, 1)));
        }
        let year = 1 - year.parse::<i32>().ok()?;
        return Some((Day::of(year, 1, 1), Day::of(year + 1, 1, 1)));
    }
    let mut parts = timex.split('-');
    let first = parts.next()?;
    let number: i32 = first.parse().ok().filter(|&n| n >= 0)?;
    let year = match first.len() {
        2 => {
            return Some((
                Day::of(number * 100, 1, 1),
                Day::of(number * 100 + 100, 1, 1),
            ));
        }
        3 => return Some((Day::of(number * 10, 1, 1), Day::of(number * 10 + 10, 1, 1))),
        4 => number,
        _ => return None,
    };
    let Some(second) = parts.next() else {
        return Some((Day::of(year, 1, 1), Day::of(year + 1, 1, 1)));
    };
    let third = parts.next();
    let months = |first: i32, count: i32| {
        let from = Day::of(year, 1, 1).plus_months(first - 1);
        Some((from, from.plus_months(count)))
    };
    match second {
        "SP" => return months(3, 3),
        "SU" => return months(6, 3),
        "FA" => return months(9, 3),
        "WI" => return months(12, 3),
        _ => {}
    }
    if let Some(week) = second.strip_prefix('W') {
        let week: i32 = week.parse().ok()?;
        let monday = Day::of(year, 1, 4);
        let monday = monday.plus_days((week - 1) * 7 + 1 - i32::from(monday.weekday()));
        return match third {
            None => Some((monday, monday.plus_days(7))),
            Some("WE") => Some((monday.plus_days(5), monday.plus_days(7))),
            Some(day) => {
                let day = monday.plus_days(day.parse::<i32>().ok()? - 1);
                Some((day, day.plus_days(1)))
            }
        };
    }
    if let Some(quarter) = second.strip_prefix('Q') {
        return months(quarter.parse::<i32>().ok()? * 3 - 2, 3);
    }
    if let Some(half) = second.strip_prefix('H') {
        return months(half.parse::<i32>().ok()? * 6 - 5, 6);
    }
    let month = second.parse::<u8>().ok().filter(|m| (1..=12).contains(m))?;
    let Some(day) = third else {
        return months(i32::from(month), 1);
    };
    let day = Day::of(year, month, day.parse().ok()?);
    Some((day, day.plus_days(1)))
}

/// A clock time, or a part of the day, on a day.
fn clock_interval(day: Day, clock: &str) -> Option<(String, String)> {
    let at = clock.find(['+', '-', 'Z']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(at);
    let hours = match clock {
        "MO" => Some((6, 12)),
        "MI" => Some((12, 13)),
        "AF" => Some((12, 18)),
        "EV" => Some((18, 24)),
        "NI" => Some((20, 29)),
        "DT" => Some((8, 18)),
        _ => None,
    };
    let (from, to) = if let Some((from, to)) = hours {
        (from * 3600, to * 3600)
    } else {
        let mut parts = clock.split(':').map(|part| part.parse::<i32>().ok());
        let hour = parts.next()??;
        let minute = parts.next();
        let second = parts.next();
        let seconds = hour * 3600 + minute.unwrap_or(Some(0))? * 60 + second.unwrap_or(Some(0))?;
        let length = match (minute, second) {
            (None, _) => 3600,
            (_, None) => 60,
            _ => 1,
        };
        (seconds, seconds + length)
    };
    Some((moment(day, from, zone), moment(day, to, zone)))
}

/// Gives a time with no day its begin and end on a day; the day is `said` in the text, or only meant.
pub(crate) fn on_day(value: Value, day: Day, said: bool) -> Value {
    let Value::Timex(mut timex) = value else {
        return value;
    };
    if let Some(clock) = timex.timex.strip_prefix('T') {
        let (begin, end) = clock_interval(day, clock).unzip();
        (timex.begin, timex.end) = (begin, end);
        if said {
            timex.timex = format!("{}T{clock}", iso(day));
        }
    }
    Value::Timex(timex)
}

/// The single day that a value means.
pub(crate) fn single_day(value: &Value) -> Option<Day> {
    let Value::Timex(timex) = value else {
        return None;
    };
    let (from, to) = days(&timex.timex)?;
    (timex.class == TimexType::Date && to.since(from) == 1).then_some(from)
}

/// The first day of a date.
pub(crate) fn first_day(timex: &str) -> Option<Day> {
    days(timex).map(|(from, _)| from)
}

/// TIMEX3 code of a part of the day that lasts from one hour to another.
pub(crate) const fn day_part(from: u8, to: u8) -> Option<&'static str> {
    Some(match (from, to) {
        (0..=4, 0..=1) => "00:00",
        (12, 13) => "12:00",
        // TIMEX3 has no dawn.
        (0..=5, 2..=7) => return None,
        (3..=9, _) | (0, 12) => "MO",
        (12, 14) => "MI",
        (12..=15, _) => "AF",
        (16..=19, _) => "EV",
        (20.., _) => "NI",
        _ => return None,
    })
}

/// A day and seconds after its midnight, in ISO 8601.
pub(crate) fn moment(day: Day, seconds: i32, zone: &str) -> String {
    let day = day.plus_days(seconds.div_euclid(86_400));
    let rest = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    let fine = if second > 0 {
        format!(":{second:02}")
    } else {
        String::new()
    };
    format!("{}T{hour:02}:{minute:02}{fine}{zone}", iso(day))
}
