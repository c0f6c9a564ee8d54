//! Dates, periods, lengths of time, ages and sets of days.
//!
//! The annotation guide's rule 6: DATE takes in its temporal noun (يوم الأربعاء, عام 2012, الأسبوع المقبل),
//! منذ, قبل and بعد where they mean "ago, from now", and approximators; في, خلال and حتى are outside.
//! Lengths of time below a day are TIME; a part of the day before a day is a nested TIME.
//! Values are TIMEX3 (TimeML 1.2.1).

mod hijri;
mod holiday;
mod length;
mod nth;
mod period;
mod year;

use super::number::{Kind as NumberKind, Numbers, Reading};
use super::temporal::{Atom, Atoms, Calendar, Era, Kind, Unit};
use super::timex::{self, Direction, Fields, Resolver};
use super::{AND, ARTICLE, Context, FROM, IN, OR};
use crate::calendar::Day;
use crate::label::Label;
use crate::lexicon::{Form, List};
use crate::mention::{Candidate, Source, TokenSpan};
use crate::tokenise::Kind as TokenKind;
use crate::value::Decimal;

/// Confidence of a date that nothing else can be, in thousandths.
const SURE: u16 = 950;
/// Confidence of a date whose words are also common ones.
const UNSURE: u16 = 750;

/// All dates, with the times nested in them, and lengths of time below a day.
pub(crate) fn candidates(context: &Context, numbers: &Numbers, atoms: &Atoms) -> Vec<Candidate> {
    let parser = Parser {
        context,
        numbers,
        atoms,
        resolver: Resolver::new(context),
    };
    let mut found = Vec::new();
    let mut index = 0;
    while index < context.tokens.len() {
        let Some(phrase) = parser.phrase(index) else {
            index += 1;
            continue;
        };
        let span = TokenSpan::skipping(index, phrase.skip, phrase.end);
        let label = if phrase.clock {
            Label::Time
        } else {
            Label::Date
        };
        let confidence = if phrase.unsure { UNSURE } else { SURE };
        let value = phrase.timex.map(|timex| {
            let value = if phrase.set {
                timex::set(timex)
            } else {
                timex::value(timex, phrase.modifier)
            };
            match phrase.interval {
                Some(interval) => timex::between(value, interval),
                None => value,
            }
        });
        found.push(Candidate::new(span, label, Source::Grammar, confidence).with_value(value));
        found.extend(phrase.times.into_iter().map(|(span, code)| {
            let value = code.map(|code| timex::value(format!("T{code}"), None));
            Candidate::new(span, Label::Time, Source::Grammar, confidence).with_value(value)
        }));
        index = phrase.end;
    }
    found.extend(parser.holidays());
    found
}

/// A phrase that was found.
#[derive(Debug, Default)]
struct Phrase {
    /// Bytes of an attached proclitic at its start.
    skip: usize,
    /// Index after its last token.
    end: usize,
    timex: Option<String>,
    modifier: Option<&'static str>,
    /// Where it begins and ends, where that does not follow from its value.
    interval: Option<(Day, Day)>,
    /// Parts of the day nested in it, with their TIMEX3 codes.
    times: Vec<(TokenSpan, Option<&'static str>)>,
    /// Whether it is a TIME.
    clock: bool,
    /// Whether it comes again and again.
    set: bool,
    unsure: bool,
}

/// A length of time.
struct Length {
    skip: usize,
    end: usize,
    amount: Option<Decimal>,
    unit: Unit,
    modifier: Option<&'static str>,
    /// What is added in other units (سنتان وثلاثة أشهر).
    more: Vec<(Decimal, Unit)>,
    /// Whether it is the last (−1) or the next (1) of its length.
    side: i32,
}

/// A day of a month, or a month, with what follows it.
struct Dated {
    skip: usize,
    end: usize,
    fields: Fields,
    /// The last day of a range in one month.
    last: Option<u8>,
    direction: Direction,
    calendar: Calendar,
    /// Whether a year, a modifier or a second name follows the month.
    supported: bool,
}

/// Today, or "the day".
const TODAY: &str = "اليوم";

/// How deep phrases of periods nest (أوائل الربع الأول من العام الماضي).
const DEEPEST: u8 = 3;

struct Parser<'c> {
    context: &'c Context<'c>,
    numbers: &'c Numbers,
    atoms: &'c Atoms,
    resolver: Resolver,
}

impl Parser<'_> {
    /// The longest phrase that begins at a token.
    fn phrase(&self, index: usize) -> Option<Phrase> {
        if self.is_in_name(index) {
            return None;
        }
        [
            self.every(index),
            self.ago(index),
            self.nth(index),
            self.day_of_week(index),
            self.month_in_digits(index),
            self.day(index),
            self.day_of_said_month(index),
            self.period(index, true, 0),
            self.length_phrase(index),
            self.numeric(index),
            self.bare_year(index),
            self.elliptic_day(index),
            self.age(index),
            self.about(index),
        ]
        .into_iter()
        .flatten()
        .fold(None, |best: Option<Phrase>, phrase| match best {
            Some(best) if best.end >= phrase.end => Some(best),
            _ => Some(phrase),
        })
    }

    /// Whether a listed name runs over a token: روسيا اليوم.
    fn is_in_name(&self, index: usize) -> bool {
        const NAMES: [List; 7] = [
            List::Media,
            List::Organisations,
            List::Companies,
            List::Clubs,
            List::Facilities,
            List::Events,
            List::Products,
        ];
        (index.saturating_sub(3)..index).any(|from| {
            self.context.hits.at(from).iter().any(|hit| {
                // A day inside the name of an event (هجمات 11 سبتمبر) is one all the same.
                hit.span.end > index
                    && NAMES.into_iter().any(|list| hit.entry(list).is_some())
                    && self.context.tokens.kind(index) != TokenKind::Number
            })
        })
    }

    /// 22 هذا الشهر after إلى
    fn day_of_said_month(&self, index: usize) -> Option<Phrase> {
        let reading = self
            .numbers
            .bare(index)
            .filter(|reading| reading.is_plain_digits())?;
        self.kind(reading.span.end, Kind::This)?;
        let dated = self.day_of_month(index, true, true)?;
        Some(Phrase {
            end: dated.end,
            timex: Some(self.resolver.date(dated.fields, dated.direction)),
            ..Phrase::default()
        })
    }

    /// 19 in من 19 إلى 24 فيفري: a day whose month follows the next one.
    fn elliptic_day(&self, index: usize) -> Option<Phrase> {
        let reading = self.numbers.at(index)?;
        let ordinal = reading.kind == NumberKind::Ordinal && reading.definite;
        let day = reading.integer().filter(|day| (1..=31).contains(day))?;
        let digits = reading.is_plain_digits() && reading.span.skip == 0;
        if !ordinal && !digits {
            return None;
        }
        let at = reading.span.end;
        let joint = [AND, OR, "الي", "حتي", "وحتي", "-", "\u{2013}"]
            .iter()
            .any(|joint| self.context.is_word(at, joint));
        let next = self.day_of_month(at + 1, false, digits).filter(|_| joint)?;
        next.fields.day?;
        let fields = Fields {
            day: u8::try_from(day).ok(),
            ..next.fields
        };
        Some(Phrase {
            skip: reading.span.skip,
            end: at,
            timex: (next.calendar == Calendar::Gregorian)
                .then(|| self.resolver.date(fields, next.direction)),
            ..Phrase::default()
        })
    }

    /// The longest temporal word at a token that `wanted` takes.
    /// At the `first` token of a phrase a proclitic may stand before it.
    fn atom(&self, index: usize, first: bool, wanted: impl Fn(&Atom) -> bool) -> Option<&Atom> {
        if !first && !self.context.continues_to(index) {
            return None;
        }
        self.atoms
            .at(index)
            .iter()
            .find(|atom| (first || atom.span.skip == 0) && wanted(atom))
    }

    /// اليوم with no date after it: today, but not "the day that", "in a day".
    fn is_no_today(&self, index: usize, end: usize) -> bool {
        let tokens = self.context.tokens;
        if tokens.folded(end - 1) != TODAY || end != index + 1 {
            return false;
        }
        let relative = self.context.continues_to(end)
            && self.context.lexicon.function_word(tokens, end) == Some("rel");
        let inside =
            index > 0 && self.context.continues_to(index) && tokens.folded(index - 1) == IN;
        relative || inside
    }

    fn kind(&self, index: usize, kind: Kind) -> Option<&Atom> {
        self.atom(index, false, |atom| atom.kind == kind)
    }

    fn number(&self, index: usize, first: bool) -> Option<&Reading> {
        if first {
            self.numbers.at(index)
        } else if self.context.continues_to(index) {
            self.numbers.bare(index)
        } else {
            None
        }
    }

    /// A weekday; without its article only where `bare` says so.
    fn weekday(&self, index: usize, first: bool, bare: bool) -> Option<&Atom> {
        self.atom(index, first, |atom| {
            let longer = || {
                self.numbers
                    .at(index)
                    .is_some_and(|reading| reading.span.end > atom.span.end)
            };
            // الأحد عشر is eleven.
            matches!(atom.kind, Kind::Weekday(_)) && (atom.definite || bare) && !longer()
        })
    }

    /// الجمعة 15, السبت السادس عشر: the day of a near month that has this number and is this weekday.
    fn day_of_this_month(&self, index: usize, weekday: u8) -> Option<(Fields, usize)> {
        let reference = self.resolver.reference?;
        let reading = self.number(index, false).filter(|reading| {
            reading.is_plain_digits() || reading.kind == NumberKind::Ordinal && reading.definite
        })?;
        let number = reading.integer().filter(|day| (1..=31).contains(day))?;
        let day = u8::try_from(number).ok()?;
        // السبت 3 قتلى
        let end = reading.span.end;
        let tokens = self.context.tokens;
        let counted = reading.digits
            && tokens.is_word(end)
            && self.context.continues_to(end)
            && self.context.lexicon.function_word(tokens, end).is_none();
        if counted {
            return None;
        }
        let (year, month, _) = reference.date();
        let months: &[i32] = if self.resolver.forward {
            &[0, 1, -1, 2]
        } else {
            &[0, -1, 1, -2]
        };
        let nth = (!reading.digits && number <= 5)
            .then(|| Resolver::nth_weekday(year, month, weekday, number));
        let fitting = || {
            months.iter().find_map(|&shift| {
                let (year, month, _) = Day::of(year, month, 1).plus_months(shift).date();
                let date = Day::of(year, month, day);
                (date.date() == (year, month, day) && date.weekday() == weekday).then_some(date)
            })
        };
        let (year, month, day) = nth.or_else(fitting)?.date();
        let fields = Fields {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            weekday: Some(weekday),
        };
        Some((fields, end))
    }

    /// Whether a verb in the future stands before a bare weekday in its sentence.
    fn is_ahead(&self, index: usize) -> bool {
        const REACH: usize = 14;
        let tokens = self.context.tokens;
        if self.resolver.forward || self.resolver.reference.is_none() {
            return false;
        }
        (index.saturating_sub(REACH)..index)
            .rev()
            .take_while(|&at| tokens.continues(at + 1))
            .any(|at| self.context.is_future(at))
    }

    /// Whether منذ stands before: what has lasted since then lies behind.
    fn is_since(&self, index: usize) -> bool {
        let before = index
            .checked_sub(1)
            .filter(|_| self.context.continues_to(index));
        before.is_some_and(|at| self.context.tokens.folded(at).ends_with("منذ"))
    }

    /// مساء الخميس, اليوم الأحد 19 مارس 2017, يوم 5 مارس, السبت الماضي
    fn day(&self, index: usize) -> Option<Phrase> {
        let mut phrase = Phrase::default();
        let mut at = index;
        let mut first = true;
        let mut night = false;
        if let Some((span, end, is_night)) = self.part_of_day(index) {
            phrase.skip = span.skip;
            let code = self
                .atoms
                .at(span.first)
                .iter()
                .find_map(|atom| match atom.kind {
                    Kind::DayPart(from, to) => timex::day_part(from, to),
                    _ => None,
                });
            phrase.times.push((span, code));
            (at, first, night) = (end, false, is_night);
        }
        let mut fields = Fields::default();
        let mut direction = Direction::Unsaid;
        let mut shift = None;
        let mut skip = None;
        let mut hijri = None;
        let mut last = None;
        if let Some(noun) = self.atom(at, first, |atom| {
            atom.unit() == Some(Unit::Day) && !atom.definite
        }) {
            skip = Some(noun.span.skip);
            (at, first) = (noun.span.end, false);
        }
        let has_noun = skip.is_some();
        let mut known = false;
        if let Some(relative) = self.atom(at, first, |atom| matches!(atom.kind, Kind::Relative(_)))
        {
            let Kind::Relative(days) = relative.kind else {
                return None;
            };
            skip = skip.or(Some(relative.span.skip));
            (at, first, known) = (relative.span.end, false, true);
            shift = Some(days);
        }
        if let Some((weekday, number, end)) = self.named_day(at, first, known, has_noun) {
            skip = skip.or(Some(weekday));
            fields.weekday = Some(number);
            (at, first, known) = (end, false, true);
            if night {
                if let Some(next) = self.weekday(at, false, false) {
                    at = next.span.end;
                }
            }
        }
        if let Some(end) = fields
            .weekday
            .and_then(|_| self.modifier(at, &mut direction))
        {
            at = end;
        }
        let comma = usize::from(known && self.context.is_word(at, "،"));
        if let Some(dated) = self.dates(at + comma, first && comma == 0, has_noun, known) {
            skip = skip.or(Some(dated.skip));
            fields = Fields {
                weekday: fields.weekday,
                ..dated.fields
            };
            if dated.direction != Direction::Unsaid {
                direction = dated.direction;
            }
            known = true;
            if dated.calendar != Calendar::Gregorian {
                fields = Fields::default();
                hijri = self.hijri(&dated, at);
            }
            last = dated.last;
            at = dated.end;
        } else if let Some((day, end)) = fields
            .weekday
            .filter(|_| shift.is_none())
            .and_then(|weekday| self.day_of_this_month(at, weekday))
        {
            fields = day;
            at = end;
        }
        if !known || phrase.times.is_empty() && self.is_no_today(index, at) {
            return None;
        }
        if phrase.times.is_empty() {
            phrase.skip = skip.unwrap_or(0);
        }
        phrase.end = at;
        if let Some((timex, interval)) = hijri {
            phrase.timex = Some(timex);
            phrase.interval = interval;
            return Some(phrase);
        }
        if fields.year.is_none() && direction == Direction::Unsaid {
            fields.year = fields.month.and_then(|month| self.shared_year(at, month));
        }
        phrase.timex = Some(self.day_value(index, fields, direction, shift, last));
        Some(phrase)
    }

    /// 2025 for 22 شباط in 22 شباط و5 آذار 2025: the year that a date after it shares with its month.
    fn shared_year(&self, index: usize, month: u8) -> Option<i32> {
        if !self.context.continues_to(index) {
            return None;
        }
        let joint = [AND, "الي", "حتي", "-"]
            .iter()
            .any(|word| self.context.is_word(index, word));
        let next = if joint {
            self.day_of_month(index + 1, true, true)
        } else {
            self.day_of_month(index, true, true)
                .filter(|next| next.skip > 0)
        };
        let next = next.filter(|next| next.calendar == Calendar::Gregorian)?;
        // From December to January the years differ.
        let before = i32::from(next.fields.month? < month);
        next.fields.year.map(|year| year - before)
    }

    /// The value of a day, or of several up to the `last` in their month; `shift` counts days from today.
    fn day_value(
        &self,
        index: usize,
        fields: Fields,
        mut direction: Direction,
        shift: Option<i32>,
        last: Option<u8>,
    ) -> String {
        if direction == Direction::Unsaid {
            if self.is_since(index) {
                direction = Direction::Past;
            } else if fields.day.is_none() && self.is_ahead(index) {
                direction = Direction::Future;
            }
        }
        if last.is_some() {
            let from = self.resolver.date(fields, direction);
            let until = Fields {
                day: last,
                ..fields
            };
            return format!("{from}/{}", self.resolver.date(until, direction));
        }
        match shift {
            Some(shift) if fields.day.is_none() => {
                self.resolver.relative_day(shift, fields.weekday)
            }
            _ => self.resolver.date(fields, direction),
        }
    }

    /// A day of a month, or several after يومي.
    fn dates(&self, index: usize, first: bool, has_noun: bool, known: bool) -> Option<Dated> {
        if has_noun && !known {
            if let Some(end) = self
                .number(index, first)
                .filter(|reading| reading.is_plain_digits())
                .and_then(|reading| self.second_day(reading.span.end))
            {
                let day = self.day_of_month(end - 1, false, true);
                if let Some(mut dated) = day {
                    dated.last = dated.fields.day;
                    dated.fields.day = self
                        .number(index, first)
                        .and_then(Reading::integer)
                        .and_then(|day| u8::try_from(day).ok());
                    return Some(dated);
                }
            }
        }
        self.day_of_month(index, first, has_noun || known)
    }

    /// A weekday after what was read, perhaps in brackets or after a comma: its proclitic, number and end.
    fn named_day(
        &self,
        at: usize,
        first: bool,
        known: bool,
        has_noun: bool,
    ) -> Option<(usize, u8, usize)> {
        let tokens = self.context.tokens;
        let bracket = known && tokens.plain(at) == "(" && tokens.continues(at);
        let comma = known && tokens.plain(at) == "،" && tokens.continues(at);
        let from = at + usize::from(bracket || comma);
        let weekday = self.weekday(from, first && from == at, has_noun)?;
        let Kind::Weekday(number) = weekday.kind else {
            return None;
        };
        // الجمعة is no day in صلاة الجمعة before a name, but that is for others to say.
        let mut end = weekday.span.end;
        if bracket {
            if tokens.plain(end) != ")" {
                return None;
            }
            end += 1;
        }
        Some((weekday.span.skip, number, end))
    }

    /// A part of the day before a day: its span, where the day begins, and whether it is the night.
    fn part_of_day(&self, index: usize) -> Option<(TokenSpan, usize, bool)> {
        let part = |at: usize, first: bool| {
            self.atom(at, first, |atom| matches!(atom.kind, Kind::DayPart(..)))
        };
        // صباحا after an hour belongs to the hour.
        let after_hour = index > 0
            && self.context.continues_to(index)
            && self.context.tokens.folded(index).ends_with('ا')
            && (self.numbers.at(index - 1).is_some()
                || self.context.tokens.kind(index - 1) == TokenKind::Number);
        if after_hour {
            return None;
        }
        if let Some(atom) = part(index, true) {
            let Kind::DayPart(from, _) = atom.kind else {
                return None;
            };
            let mut end = atom.span.end;
            let mut at = end;
            if self.context.is_word(end, FROM) {
                at += 1;
                // وقت متأخر من مساء الخميس
                if let Some(inner) = part(at, false) {
                    end = inner.span.end;
                    at = end;
                }
            } else if self.context.tokens.plain(end) == "،" {
                at += 1;
            }
            let span = TokenSpan::skipping(index, atom.span.skip, end);
            return Some((span, at, from >= 20 || from == 0));
        }
        // ساعة متأخرة من مساء, الساعات الأولى من فجر
        let hour = self.atom(index, true, |atom| atom.unit() == Some(Unit::Hour))?;
        let quality = self.hour_quality(hour.span.end)?;
        let mut end = quality;
        if !self.context.is_word(end, FROM) {
            return None;
        }
        let mut at = end + 1;
        if let Some(inner) = part(at, false) {
            end = inner.span.end;
            at = end;
        }
        Some((TokenSpan::skipping(index, hour.span.skip, end), at, false))
    }

    /// متأخرة, الأولى, الأخيرة after an hour.
    fn hour_quality(&self, index: usize) -> Option<usize> {
        if let Some(atom) = self.atom(index, false, |atom| {
            matches!(atom.kind, Kind::HourQuality | Kind::Last)
        }) {
            return Some(atom.span.end);
        }
        self.number(index, false)
            .filter(|reading| reading.kind == NumberKind::Ordinal && reading.integer() == Some(1))
            .map(|reading| reading.span.end)
    }

    /// الماضي, المقبل: where it ends.
    fn modifier(&self, index: usize, direction: &mut Direction) -> Option<usize> {
        let atom = self.atom(index, false, |atom| {
            matches!(atom.kind, Kind::Modifier(_) | Kind::Last)
        })?;
        if let Kind::Modifier(shift) = atom.kind {
            *direction = Direction::of(shift);
        }
        Some(atom.span.end)
    }

    /// 14 تشرين الثاني (نوفمبر) 2015, الأول من مايو, 17-23 أغسطس, غرة جوان
    fn day_of_month(&self, index: usize, first: bool, supported: bool) -> Option<Dated> {
        let start = self.atom(index, first, |atom| atom.kind == Kind::FirstDay);
        if let Some(start) = start {
            // غرة جوان, أول يوليو
            let mut dated = self.month(start.span.end, false)?;
            dated.skip = start.span.skip;
            dated.fields.day = Some(1);
            return Some(dated);
        }
        let reading = self.number(index, first)?;
        let pair = reading.kind == NumberKind::Pair;
        let ordinal = reading.kind == NumberKind::Ordinal;
        // واحد وعشرين مايو
        let counted = reading.kind == NumberKind::Cardinal && !reading.definite;
        if !(ordinal && reading.definite || pair || reading.digits || counted) {
            return None;
        }
        let day = u8::try_from(reading.integer()?)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        let at = reading.span.end;
        let from = self.context.is_word(at, FROM);
        // 2- أكتوبر
        let sign = reading.digits
            && matches!(self.context.tokens.plain(at), "-" | "/")
            && self.context.tokens[at].glued;
        let at = at + usize::from(from || sign);
        let month = self.month(at, false).or_else(|| {
            // الثالث من الشهر الحالي, 22 هذا الشهر
            let this = || self.kind(at, Kind::This).is_some();
            (from && (ordinal || supported) || supported && this())
                .then(|| self.this_month(at))
                .flatten()
        });
        let mut dated = month?;
        if self.context.tokens.kind(index) == TokenKind::Number && is_decimal(self.context, index) {
            return None;
        }
        dated.skip = reading.span.skip;
        dated.fields.day = Some(day);
        if pair {
            dated.last = reading
                .max
                .and_then(Decimal::integer)
                .and_then(|last| u8::try_from(last).ok())
                .filter(|last| *last <= 31);
            if dated.last.is_none() {
                dated.fields.day = None;
            }
        }
        Some(dated)
    }

    /// و17 in 16 و17 يونيو
    fn second_day(&self, index: usize) -> Option<usize> {
        let joint = self.context.is_word(index, AND) || self.context.is_word(index, OR);
        let second = self.number(index + 1, false).filter(|second| {
            joint && second.is_plain_digits() && second.integer().is_some_and(|day| day <= 31)
        })?;
        Some(second.span.end)
    }

    /// الشهر الحالي, نفس الشهر after a day.
    fn this_month(&self, index: usize) -> Option<Dated> {
        let same = self.atom(index, false, |atom| {
            matches!(atom.kind, Kind::Same | Kind::This)
        });
        let at = same.map_or(index, |same| same.span.end);
        let noun = self.kind(at, Kind::Unit(Unit::Month))?;
        let mut direction = Direction::Current;
        let end = self.modifier(noun.span.end, &mut direction);
        if end.is_none() && same.is_none() && !noun.definite {
            return None;
        }
        let shift = match direction {
            Direction::Past => -1,
            Direction::Future => 1,
            _ => 0,
        };
        let fields = self.resolver.reference.map(|reference| {
            let (year, month, _) = reference.plus_months(shift).date();
            Fields {
                year: Some(year),
                month: Some(month),
                ..Fields::default()
            }
        });
        Some(Dated {
            skip: 0,
            end: end.unwrap_or(noun.span.end),
            fields: fields.unwrap_or_default(),
            last: None,
            direction,
            calendar: Calendar::Gregorian,
            supported: true,
        })
    }

    /// A month with its second name, its year and its modifier.
    fn month(&self, index: usize, first: bool) -> Option<Dated> {
        let noun = self.atom(index, first, |atom| {
            atom.kind == Kind::Unit(Unit::Month) && atom.is_singular()
        });
        let at = noun.map_or(index, |noun| noun.span.end);
        let month = self.atom(at, first && noun.is_none(), |atom| {
            matches!(atom.kind, Kind::Month(_, calendar) if calendar != Calendar::Other || !atom.ambiguous)
        });
        let Some(month) = month else {
            return self.numbered_month(noun?);
        };
        let Kind::Month(number, calendar) = month.kind else {
            return None;
        };
        let mut dated = Dated {
            skip: noun.unwrap_or(month).span.skip,
            end: month.span.end,
            fields: Fields {
                month: Some(number),
                ..Fields::default()
            },
            last: None,
            direction: Direction::Unsaid,
            calendar,
            supported: noun.is_some() || !month.ambiguous,
        };
        if let Some(end) = self.second_name(dated.end, number) {
            dated.end = end;
            dated.supported = true;
        }
        self.year_after(&mut dated);
        Some(dated)
    }

    /// شهر 3, شهر عشرة سنة 2015, الشهر التاسع سنة 2014
    fn numbered_month(&self, noun: &Atom) -> Option<Dated> {
        let at = noun.span.end;
        let reading = self
            .number(at, false)
            .filter(|reading| match reading.kind {
                NumberKind::Ordinal => noun.definite && reading.definite,
                NumberKind::Cardinal => !noun.definite && !reading.definite && !reading.ambiguous,
                _ => false,
            })?;
        let number = reading.integer().filter(|month| (1..=12).contains(month))?;
        let mut dated = Dated {
            skip: noun.span.skip,
            end: reading.span.end,
            fields: Fields {
                month: u8::try_from(number).ok(),
                ..Fields::default()
            },
            last: None,
            direction: Direction::Unsaid,
            calendar: Calendar::Gregorian,
            supported: false,
        };
        self.year_after(&mut dated);
        let yearless = dated.fields.year.is_none();
        // Months that are counted, and the ninth month of something.
        let tokens = self.context.tokens;
        let counted = tokens.is_word(dated.end)
            && tokens.continues(dated.end)
            && self
                .context
                .lexicon
                .function_word(tokens, dated.end)
                .is_none();
        (!yearless || !noun.definite && !counted).then_some(dated)
    }

    /// /أيلول, (نوفمبر), تموز after a month of the same number.
    fn second_name(&self, index: usize, number: u8) -> Option<usize> {
        let tokens = self.context.tokens;
        if !tokens.continues(index) {
            return None;
        }
        let sign = tokens.plain(index);
        let bracket = sign == "(";
        let joint = bracket || matches!(sign, "/" | "-" | "\u{2013}" | "\\" | "،");
        let at = index + usize::from(joint);
        let month = self.atom(
            at,
            false,
            |atom| matches!(atom.kind, Kind::Month(other, _) if other == number),
        )?;
        let end = month.span.end;
        if bracket {
            return (tokens.plain(end) == ")").then_some(end + 1);
        }
        Some(end)
    }
}

/// Whether a noun for a unit is counted to give a length of time.
const fn is_counted(unit: Unit) -> bool {
    !matches!(unit, Unit::Quarter | Unit::Half | Unit::Era)
}

impl Atom {
    /// Whether the noun alone is too common to be taken for time.
    const fn ambiguous_alone(&self) -> bool {
        self.ambiguous && !matches!(self.kind, Kind::Unit(Unit::Year))
    }
}

/// Whether a number token holds a separator.
fn is_decimal(context: &Context, index: usize) -> bool {
    digits(context.tokens.plain(index)).is_none()
}

/// A short run of digits of any script as a number.
fn digits(text: &str) -> Option<i32> {
    if text.chars().count() > 4 {
        return None;
    }
    text.chars().try_fold(0, |number, c| {
        crate::normalise::letters::digit(c).map(|digit| number * 10 + i32::from(digit))
    })
}

/// 16.05.2017 in one token.
fn dotted(text: &str) -> Option<[i32; 3]> {
    let mut parts = text.split('.');
    let found = [
        digits(parts.next()?)?,
        digits(parts.next()?)?,
        digits(parts.next()?)?,
    ];
    (parts.next().is_none() && text.chars().count() >= 6).then_some(found)
}
