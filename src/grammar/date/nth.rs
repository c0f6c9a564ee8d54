//! One of several: ثاني جمعة من سبتمبر, الأسبوع الأخير من عام 2015, الجمعة من الأسبوع المقبل.

use super::{
    AND, Calendar, Day, Direction, FROM, Fields, IN, Kind, List, NumberKind, OR, Parser, Phrase,
    Resolver, TokenKind, Unit, digits, timex,
};
use crate::grammar::temporal::Part;

/// What is counted.
#[derive(Clone, Copy)]
enum Counted {
    Weekday(u8),
    Week,
    Day,
}

impl Parser<'_> {
    /// ثاني جمعة من سبتمبر, آخر يوم في شهر أكتوبر, الأسبوع الأول من عام 2015
    pub(super) fn nth(&self, index: usize) -> Option<Phrase> {
        let (skip, count, counted, at) = self
            .number_first(index)
            .or_else(|| self.noun_first(index))?;
        let at = if self.context.is_word(at, FROM) || self.context.is_word(at, IN) {
            at + 1
        } else {
            let attached = self
                .atom(at, true, |atom| atom.span.skip > 0)
                .is_some_and(|atom| self.context.proclitic(atom.span) == "ب");
            if !attached || !self.context.continues_to(at) {
                return None;
            }
            at
        };
        if let Some((year, end)) = self
            .year_of(at)
            .filter(|_| matches!(counted, Counted::Week))
        {
            let last = Day::of(year, 12, 28).week().1;
            let week = u8::try_from(count).unwrap_or(last);
            return Some(Phrase {
                skip,
                end,
                timex: Some(format!("{year:04}-W{week:02}")),
                ..Phrase::default()
            });
        }
        let dated = self
            .month(at, true)
            .filter(|dated| dated.calendar == Calendar::Gregorian);
        let dated = dated.or_else(|| self.this_month(at))?;
        let fields = self.resolver.complete(dated.fields, dated.direction);
        let timex = match (fields.year, fields.month) {
            (Some(year), Some(month)) => in_month(year, month, counted, count),
            _ => None,
        };
        Some(Phrase {
            skip,
            end: dated.end,
            timex,
            ..Phrase::default()
        })
    }

    /// ثاني جمعة, أول يوم جمعة, آخر أسبوع; −1 is the last.
    fn number_first(&self, index: usize) -> Option<(usize, i32, Counted, usize)> {
        let last = self.atom(index, true, |atom| {
            atom.kind == Kind::Part(Part::End) && self.context.tokens.folded(index).ends_with("اخر")
        });
        let (skip, count, at) = if let Some(last) = last {
            (last.span.skip, -1, last.span.end)
        } else {
            let reading = self
                .numbers
                .at(index)
                .filter(|reading| reading.kind == NumberKind::Ordinal && !reading.definite)?;
            let count = reading.integer().filter(|count| (1..=5).contains(count))?;
            (reading.span.skip, count, reading.span.end)
        };
        let day = self.atom(at, false, |atom| {
            atom.unit() == Some(Unit::Day) && !atom.definite && atom.is_singular()
        });
        let from = day.map_or(at, |day| day.span.end);
        if let Some(weekday) = self.weekday(from, false, true) {
            let Kind::Weekday(number) = weekday.kind else {
                return None;
            };
            return Some((skip, count, Counted::Weekday(number), weekday.span.end));
        }
        if let Some(day) = day {
            return Some((skip, count, Counted::Day, day.span.end));
        }
        // اثنين is two, and Monday.
        if let Some(two) = self
            .number(at, false)
            .filter(|two| two.integer() == Some(2) && two.ambiguous)
        {
            return Some((skip, count, Counted::Weekday(1), two.span.end));
        }
        let week = self.atom(at, false, |atom| {
            atom.unit() == Some(Unit::Week) && !atom.definite && atom.is_singular()
        })?;
        Some((skip, count, Counted::Week, week.span.end))
    }

    /// الثلاثاء الثالث, الأسبوع الأخير, اليوم الأخير
    fn noun_first(&self, index: usize) -> Option<(usize, i32, Counted, usize)> {
        let noun = self.atom(index, true, |atom| {
            atom.definite
                && atom.is_singular()
                && matches!(
                    atom.kind,
                    Kind::Weekday(_) | Kind::Unit(Unit::Week | Unit::Day)
                )
        })?;
        let counted = match noun.kind {
            Kind::Weekday(number) => Counted::Weekday(number),
            Kind::Unit(Unit::Week) => Counted::Week,
            _ => Counted::Day,
        };
        let at = noun.span.end;
        if let Some(last) = self.kind(at, Kind::Last) {
            return Some((noun.span.skip, -1, counted, last.span.end));
        }
        let reading = self
            .number(at, false)
            .filter(|reading| reading.kind == NumberKind::Ordinal && reading.definite)?;
        let most = if matches!(counted, Counted::Day) {
            31
        } else {
            5
        };
        let count = reading
            .integer()
            .filter(|count| (1..=most).contains(count))?;
        Some((noun.span.skip, count, counted, reading.span.end))
    }

    /// عام 2015 with its digits.
    fn year_of(&self, index: usize) -> Option<(i32, usize)> {
        let noun = self.kind(index, Kind::Unit(Unit::Year))?;
        let (year, end) = self.year_digits(noun.span.end)?;
        Some((year?, end))
    }

    /// الجمعة من الأسبوع المقبل, أربعاء الأسبوع الماضي
    pub(super) fn day_of_week(&self, index: usize) -> Option<Phrase> {
        let noun = self.atom(index, true, |atom| {
            atom.unit() == Some(Unit::Day) && !atom.definite && atom.is_singular()
        });
        let at = noun.map_or(index, |noun| noun.span.end);
        let weekday = self.weekday(at, noun.is_none(), true)?;
        let Kind::Weekday(number) = weekday.kind else {
            return None;
        };
        let mut from = weekday.span.end;
        from += usize::from(self.context.is_word(from, FROM));
        let week = self.period(from, false, 0)?;
        let timex = week
            .timex
            .as_deref()
            .filter(|timex| timex.contains("-W") && timex.len() == 8)?;
        Some(Phrase {
            skip: noun.unwrap_or(weekday).span.skip,
            end: week.end,
            timex: timex::first_day(timex)
                .map(|monday| timex::iso(monday.plus_days(i32::from(number) - 1)))
                .or_else(|| Some(format!("{timex}-{number}"))),
            ..Phrase::default()
        })
    }

    /// 3/2015, 2015/3, and 22/04 where nothing is counted.
    pub(super) fn month_in_digits(&self, index: usize) -> Option<Phrase> {
        let tokens = self.context.tokens;
        let glued = |at: usize| tokens.get(at).is_some_and(|token| token.glued);
        let whole = |at: usize| {
            (tokens.kind(at) == TokenKind::Number)
                .then(|| digits(tokens.plain(at)))
                .flatten()
        };
        if tokens.plain(index + 1) != "/" || !glued(index + 1) || !glued(index + 2) {
            return None;
        }
        let (first, second) = (whole(index)?, whole(index + 2)?);
        let end = index + 3;
        let more = matches!(tokens.plain(end), "/" | "-" | "%") && glued(end);
        let before = index > 0 && matches!(tokens.plain(index - 1), "/" | "-") && glued(index);
        let measured = [List::Units, List::Currencies, List::NumberWords]
            .into_iter()
            .any(|list| tokens.continues(end) && self.context.hits.find_bare(end, list).is_some());
        if more || before || measured {
            return None;
        }
        let year = |n: i32| (1900..2100).contains(&n);
        let month = |n: i32| (1..=12).contains(&n);
        let day = |n: i32| (13..=31).contains(&n);
        let fields = match (first, second) {
            (m, y) | (y, m) if month(m) && year(y) => Fields {
                year: Some(y),
                month: u8::try_from(m).ok(),
                ..Fields::default()
            },
            // 24/7 is no day.
            (24, 7) => return None,
            (d, m) | (m, d) if day(d) && month(m) => Fields {
                month: u8::try_from(m).ok(),
                day: u8::try_from(d).ok(),
                ..Fields::default()
            },
            _ => return None,
        };
        let counts = fields.year.is_none()
            && tokens.is_word(end)
            && tokens.continues(end)
            && self.context.lexicon.function_word(tokens, end).is_none()
            && ![AND, OR].contains(&tokens.folded(end));
        (!counts).then(|| Phrase {
            end,
            timex: Some(self.resolver.date(fields, Direction::Unsaid)),
            unsure: true,
            ..Phrase::default()
        })
    }
}

fn in_month(year: i32, month: u8, counted: Counted, count: i32) -> Option<String> {
    let first = Day::of(year, month, 1);
    let next = first.plus_months(1);
    let day = match counted {
        Counted::Weekday(weekday) => Resolver::nth_weekday(year, month, weekday, count),
        Counted::Day if count < 0 => next.plus_days(-1),
        Counted::Day => first.plus_days(count - 1),
        Counted::Week => {
            // Weeks that lie in the month as a whole.
            let ahead = (8 - i32::from(first.weekday())) % 7;
            let monday = first.plus_days(ahead);
            let whole = next.since(monday) / 7;
            let count = if count < 0 { whole } else { count };
            let (year, week) = monday.plus_days((count - 1) * 7).week();
            return Some(format!("{year:04}-W{week:02}"));
        }
    };
    (day < next).then(|| timex::iso(day))
}
