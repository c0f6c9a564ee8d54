//! Clock times, parts of the day that stand alone, and minutes of a match.
//!
//! The annotation guide: TIME takes in الساعة, the part of the day and the zone
//! (الساعة 5 صباحا بتوقيت موسكو); the place in the zone is nested. Lengths of time are with the dates.

use super::number::{Kind as NumberKind, Numbers};
use super::temporal::{Atom, Atoms, Kind, Part, Unit};
use super::timex::{self, Resolver};
use super::{AND, ARTICLE, Context, FROM, IN};
use crate::label::Label;
use crate::lexicon::Form;
use crate::mention::{Candidate, Source, TokenSpan};
use crate::normalise::letters;
use crate::tokenise::Kind as TokenKind;
use crate::value::Decimal;

/// Confidence of a clock time, in thousandths.
const SURE: u16 = 950;
/// Confidence of a part of the day alone.
const UNSURE: u16 = 750;

/// All clock times and parts of the day.
pub(crate) fn candidates(context: &Context, numbers: &Numbers, atoms: &Atoms) -> Vec<Candidate> {
    let parser = Parser {
        context,
        numbers,
        atoms,
        resolver: Resolver::new(context),
    };
    let mut found: Vec<Candidate> = Vec::new();
    let mut index = 0;
    let mut last = None;
    while index < context.tokens.len() {
        let clock = parser
            .after_joint(index, last)
            .or_else(|| parser.clock(index))
            .or_else(|| parser.before_joint(index));
        if let Some((candidate, clock)) = clock {
            index = candidate.span.end;
            last = Some(clock);
            found.push(candidate);
            continue;
        }
        let other = parser
            .minute(index)
            .or_else(|| parser.part_of_part(index))
            .or_else(|| parser.part_of_day(index));
        index = other.as_ref().map_or(index + 1, |c| c.span.end);
        found.extend(other);
    }
    found
}

/// Hours, minutes and seconds.
#[derive(Clone, Copy)]
struct Clock {
    end: usize,
    hour: u8,
    minute: u8,
    second: Option<u8>,
    /// Whether a part of the day says which half of it is meant.
    half: Option<Half>,
}

impl Clock {
    fn new(end: usize, hour: u8, minute: u8) -> Self {
        Self {
            end,
            hour,
            minute,
            second: None,
            half: None,
        }
    }

    /// The hour of 24 in a half of the day.
    fn set_half(&mut self, half: Half) {
        self.half = Some(half);
        self.hour = match (half, self.hour) {
            (Half::Morning | Half::Night, 12) => 0,
            (Half::Afternoon, hour @ 0..=11) | (Half::Night, hour @ 6..=11) => hour + 12,
            (_, hour) => hour,
        };
    }
}

/// Which part of the day a clock time lies in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    /// صباحا, فجرا
    Morning,
    /// ظهرا, مساء
    Afternoon,
    /// ليلا: before and after midnight.
    Night,
}

impl Half {
    const fn of(from: u8) -> Self {
        match from {
            12..=19 => Self::Afternoon,
            20.. => Self::Night,
            _ => Self::Morning,
        }
    }
}

struct Parser<'c> {
    context: &'c Context<'c>,
    numbers: &'c Numbers,
    atoms: &'c Atoms,
    resolver: Resolver,
}

impl Parser<'_> {
    fn atom(&self, index: usize, first: bool, wanted: impl Fn(&Atom) -> bool) -> Option<&Atom> {
        if !first && !self.context.continues_to(index) {
            return None;
        }
        self.atoms
            .at(index)
            .iter()
            .find(|atom| (first || atom.span.skip == 0) && wanted(atom))
    }

    /// الساعة الثامنة والنصف مساء بتوقيت موسكو, 16:30, الرابعة مساء
    fn clock(&self, index: usize) -> Option<(Candidate, Clock)> {
        let (first, skip, half) = self.leading_part(index).unwrap_or((index, 0, None));
        let (mut clock, own_skip, mut certain) = self.hour(first)?;
        let skip = if first > index { skip } else { own_skip };
        certain |= first > index;
        if let Some(half) = half {
            clock.set_half(half);
        }
        if let Some((end, half)) = self.day_part(clock.end) {
            clock.end = end;
            certain = true;
            clock.set_half(half);
        }
        let mut offset = "";
        if let Some((end, zone)) = self.zone(clock.end) {
            clock.end = end;
            offset = zone;
            certain = true;
        }
        if !certain {
            return None;
        }
        if clock.half.is_none() {
            if let Some(half) = self.half_of_next(&clock) {
                clock.set_half(half);
            }
        }
        Some((self.candidate(index, skip, &clock, offset), clock))
    }

    fn candidate(&self, index: usize, skip: usize, clock: &Clock, offset: &str) -> Candidate {
        let mut span = TokenSpan::skipping(index, skip, clock.end);
        if let Some(before) = self
            .numbers
            .approximation(index)
            .filter(|b| b.inside && skip == 0)
        {
            span = TokenSpan::skipping(before.span.first, before.span.skip, clock.end);
        }
        let mut hour = clock.hour;
        if self.resolver.is_past(hour, clock.minute)
            && clock.half.is_none()
            && (1..12).contains(&hour)
            && self.stands_alone(index, clock.end)
        {
            hour += 12;
        }
        let second = clock
            .second
            .map_or_else(String::new, |s| format!(":{s:02}"));
        let timex = format!("T{hour:02}:{:02}{second}{offset}", clock.minute);
        let value = (hour < 25 && clock.minute < 60)
            .then(|| timex::value(timex, None))
            .map(|value| self.resolver.today(value));
        Candidate::new(span, Label::Time, Source::Grammar, SURE).with_value(value)
    }

    /// Whether no day stands beside a clock time.
    fn stands_alone(&self, first: usize, end: usize) -> bool {
        let day = |at: usize| {
            self.atoms.at(at).iter().any(|atom| {
                matches!(
                    atom.kind,
                    Kind::Weekday(_) | Kind::Relative(_) | Kind::Month(..)
                )
            })
        };
        !(first.saturating_sub(2)..first).any(day) && !(end..end + 3).any(day)
    }

    /// بعد الظهر before الساعة 7: where the clock begins, the proclitic, and the half of the day.
    fn leading_part(&self, index: usize) -> Option<(usize, usize, Option<Half>)> {
        let part = self.atom(index, true, |atom| matches!(atom.kind, Kind::DayPart(..)))?;
        let Kind::DayPart(from, _) = part.kind else {
            return None;
        };
        let at = part.span.end;
        let clock = self
            .atom(at, false, |atom| {
                atom.kind == Kind::Unit(Unit::Hour) && atom.definite && atom.is_singular()
            })
            .is_some()
            || self.context.continues_to(at) && self.is_clock_token(at);
        clock.then_some((at, part.span.skip, Some(Half::of(from))))
    }

    /// An hour with its minutes, the proclitic before it, and whether nothing else can be meant.
    fn hour(&self, index: usize) -> Option<(Clock, usize, bool)> {
        let mut at = index;
        let mut skip = 0;
        let noun = self.atom(index, true, |atom| {
            atom.kind == Kind::Unit(Unit::Hour) && atom.definite && atom.is_singular()
        });
        if let Some(noun) = noun {
            skip = noun.span.skip;
            at = noun.span.end;
            let tokens = self.context.tokens;
            at += usize::from(tokens.plain(at) == ":" && tokens.continues(at));
            at += usize::from(self.context.is_word(at, ARTICLE));
        }
        let has_noun = noun.is_some();
        let mut clock = self
            .digits(at, has_noun)
            .or_else(|| self.words(at, has_noun))
            .or_else(|| if has_noun { self.named(at) } else { None })?;
        if !has_noun {
            skip = self.numbers.at(at).map_or(0, |reading| reading.span.skip);
        }
        let digits = self.context.tokens.kind(at) == TokenKind::Number;
        let parted = self.fraction(&mut clock, has_noun || !digits);
        let certain = has_noun || self.is_clock_token(at) || parted && !digits;
        Some((clock, skip, certain))
    }

    /// الى, حتى, and - between two clock times; و after بين.
    fn joint(&self, index: usize, between: bool) -> bool {
        ["الي", "حتي", "وحتي", "-", "\u{2013}"]
            .iter()
            .any(|joint| self.context.is_word(index, joint))
            || between && self.context.is_word(index, AND)
    }

    /// The half of the day of the clock time after الى.
    fn half_of_next(&self, clock: &Clock) -> Option<Half> {
        if !self.joint(clock.end, false) {
            return None;
        }
        let (mut next, _, _) = self.hour(clock.end + 1)?;
        let (_, half) = self.day_part(next.end)?;
        next.set_half(half);
        let same = half == Half::Afternoon && clock.hour <= next.hour - 12;
        (same || half == Half::Morning).then_some(half)
    }

    /// 5 in من 5 إلى 6 مساء, بين 5 و6 مساء
    fn before_joint(&self, index: usize) -> Option<(Candidate, Clock)> {
        let reading = self.numbers.bare(index).filter(|reading| {
            let hour = reading.is_plain_digits()
                || reading.kind == NumberKind::Pair
                || reading.kind == NumberKind::Ordinal && reading.definite;
            hour && reading
                .integer()
                .is_some_and(|hour| (1..=12).contains(&hour))
        })?;
        let before = index
            .checked_sub(1)
            .filter(|_| self.context.continues_to(index));
        let between = before.is_some_and(|at| self.context.tokens.folded(at) == "بين");
        let pair = reading.kind == NumberKind::Pair;
        let at = if pair { index + 1 } else { reading.span.end };
        let attached = between
            && self
                .numbers
                .at(at)
                .is_some_and(|next| self.context.proclitic(next.span) == AND);
        if !self.joint(at, between) && !attached {
            return None;
        }
        let from = if attached { at } else { at + 1 };
        let (mut next, _, _) = self.hour(from)?;
        let (_, half) = self.day_part(next.end)?;
        next.set_half(half);
        let mut clock = Clock::new(at, u8::try_from(reading.integer()?).ok()?, 0);
        if half != Half::Afternoon || clock.hour + 12 <= next.hour {
            clock.set_half(half);
        }
        Some((self.candidate(index, 0, &clock, ""), clock))
    }

    /// 4 in الساعة 1 بعد الظهر إلى 4
    fn after_joint(&self, index: usize, last: Option<Clock>) -> Option<(Candidate, Clock)> {
        let last = last.filter(|last| last.end + 1 == index && last.half.is_some())?;
        if !self.joint(last.end, false) || !self.context.continues_to(index) {
            return None;
        }
        let (mut clock, skip, _) = self.hour(index)?;
        let counted = self.context.tokens.is_word(clock.end)
            && self.context.continues_to(clock.end)
            && self.day_part(clock.end).is_none();
        if counted || self.day_part(clock.end).is_some() {
            return None;
        }
        let hour = last.hour % 12;
        if last.half == Some(Half::Afternoon) && clock.hour > hour {
            clock.set_half(Half::Afternoon);
        } else {
            clock.half = last.half;
        }
        Some((self.candidate(index, skip, &clock, ""), clock))
    }

    /// Whether a token alone is a clock time: 16:30, 02:08:43.
    fn is_clock_token(&self, index: usize) -> bool {
        let text = self.context.tokens.plain(index);
        let mut parts = text.split(':').map(small);
        let first = parts.next().flatten().is_some_and(|hour| hour < 24);
        let rest: Vec<_> = parts.collect();
        first
            && !rest.is_empty()
            && rest.len() < 3
            && text
                .split(':')
                .skip(1)
                .all(|part| part.chars().count() == 2)
            && rest.iter().all(|part| part.is_some_and(|n| n < 60))
    }

    fn digits(&self, index: usize, has_noun: bool) -> Option<Clock> {
        let tokens = self.context.tokens;
        if tokens.kind(index) != TokenKind::Number || (has_noun && !tokens.continues(index)) {
            return None;
        }
        let text = tokens.plain(index);
        let end = index + 1;
        let mut parts = text.split([':', '.', ',', '،']);
        let first = parts.next()?;
        let mut second = None;
        let (hour, minute) = match parts.next() {
            Some(minutes) if minutes.chars().count() == 2 => {
                second = parts.next().and_then(small).filter(|&second| second < 60);
                (small(first)?, small(minutes)?)
            }
            Some(_) => return None,
            // 1830 بتوقيت غرينتش
            None if first.chars().count() == 4 => {
                let number: u16 = first.chars().try_fold(0, |n, c| {
                    letters::digit(c).map(|digit| n * 10 + u16::from(digit))
                })?;
                (
                    u8::try_from(number / 100).ok()?,
                    u8::try_from(number % 100).ok()?,
                )
            }
            None => (small(first)?, 0),
        };
        (hour < 25 && minute < 100).then(|| Clock {
            second,
            ..Clock::new(end, hour, minute)
        })
    }

    /// الثامنة, الثانية عشرة
    fn words(&self, index: usize, has_noun: bool) -> Option<Clock> {
        let reading = if has_noun {
            self.numbers
                .bare(index)
                .filter(|_| self.context.continues_to(index))?
        } else {
            self.numbers.at(index)?
        };
        let hour = u8::try_from(reading.integer()?).ok()?;
        // الواحدة is a cardinal.
        let ordinal = reading.kind == NumberKind::Ordinal || hour == 1;
        let counted = has_noun && !reading.definite && reading.kind == NumberKind::Cardinal;
        let fits = (ordinal && reading.definite || counted) && (1..=12).contains(&hour);
        fits.then(|| Clock::new(reading.span.end, hour, 0))
    }

    /// الساعة : منتصف النهار
    fn named(&self, index: usize) -> Option<Clock> {
        let part = self.atom(index, false, |atom| {
            matches!(atom.kind, Kind::DayPart(0 | 12, _)) && atom.span.len() == 2
        })?;
        let Kind::DayPart(hour, _) = part.kind else {
            return None;
        };
        Some(Clock::new(part.span.end, hour, 0))
    }

    /// والنصف, إلا ربعا, و27 دقيقة, وأربع وأربعين دقيقة
    /// Says whether there was one. A bare number needs its noun unless the hour is `said` to be one.
    fn fraction(&self, clock: &mut Clock, said: bool) -> bool {
        let tokens = self.context.tokens;
        let end = clock.end;
        if !tokens.continues(end) {
            return false;
        }
        let except = self.atom(end, false, |atom| atom.kind == Kind::Except);
        let at = if except.is_some() || self.context.is_word(end, AND) {
            end + 1
        } else {
            end
        };
        let Some(reading) = self.numbers.at(at).filter(|_| tokens.continues(at)) else {
            return false;
        };
        if at == end && self.context.proclitic(reading.span) != AND {
            return false;
        }
        let noun = self.atom(reading.span.end, false, |atom| {
            atom.kind == Kind::Unit(Unit::Minute)
        });
        let part = reading.kind == NumberKind::Fraction;
        if noun.is_none() && !part && !said {
            return false;
        }
        let minutes = if reading.kind == NumberKind::Fraction {
            // A third is cut to nine places.
            reading
                .number
                .plus(Decimal::new(1, 9))
                .and_then(|part| part.times(60.into()))
                .and_then(|n| n.to_string().split('.').next()?.parse().ok())
        } else {
            reading.number.integer()
        };
        let Some(minutes) = minutes
            .and_then(|n| u8::try_from(n).ok())
            .filter(|&n| n < 60)
        else {
            return false;
        };
        clock.end = noun.map_or(reading.span.end, |noun| noun.span.end);
        if except.is_some() {
            // إلا ثلثا is a third, though the form is also the dual's.
            let minutes = if minutes == 40 { 20 } else { minutes };
            clock.minute = 60 - minutes;
            clock.hour = clock.hour.checked_sub(1).unwrap_or(23);
        } else {
            clock.minute = minutes;
        }
        part || except.is_some()
    }

    /// صباحا, من مساء, بعد الظهر after a clock time: the end, and the half of the day.
    fn day_part(&self, index: usize) -> Option<(usize, Half)> {
        let at = index
            + usize::from(self.context.is_word(index, FROM) || self.context.is_word(index, IN));
        let part = self.atom(at, false, |atom| {
            matches!(
                atom.kind,
                Kind::DayPart(..) | Kind::Meridiem(_) | Kind::Prayer(_)
            )
        })?;
        // مساء الخميس belongs to the day, and says of الثالثة مساء الخميس only which half of it.
        let word = self.context.tokens.folded(part.span.end - 1);
        let adverb = part.definite
            || part.span.len() > 1
            || word.ends_with('ا')
            || !self.day_follows(part.span.end);
        let half = match part.kind {
            Kind::DayPart(from, _) | Kind::Prayer(from) => Half::of(from),
            Kind::Meridiem(true) => Half::Afternoon,
            _ => Half::Morning,
        };
        Some((if adverb { part.span.end } else { index }, half))
    }

    fn day_follows(&self, index: usize) -> bool {
        self.atom(index, false, |atom| {
            matches!(
                atom.kind,
                Kind::Weekday(_) | Kind::Relative(_) | Kind::Unit(Unit::Day)
            )
        })
        .is_some()
    }

    /// بتوقيت موسكو, بالتوقيت المحلي, ت غ: the end, and the distance from UTC where it is known.
    fn zone(&self, index: usize) -> Option<(usize, &'static str)> {
        if !self.context.continues_to(index) {
            return None;
        }
        let at = |kind: fn(&Kind) -> bool| {
            self.atoms
                .at(index)
                .iter()
                .find(move |atom| kind(&atom.kind))
        };
        if let Some(zone) = at(|kind| matches!(kind, Kind::Zone(_))) {
            let Kind::Zone(offset) = zone.kind else {
                return None;
            };
            return Some((zone.span.end, offset));
        }
        let head = at(|kind| *kind == Kind::ZoneHead)?;
        // A place follows, of one word or as the lists know it.
        let place = head.span.end;
        let written = self.context.tokens.plain(place);
        if ["GMT", "UTC"]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(written))
        {
            return Some((place + 1, "+00:00"));
        }
        if !self.context.tokens.is_word(place) || !self.context.continues_to(place) {
            return None;
        }
        let end = self
            .context
            .hits
            .at(place)
            .iter()
            .find(|hit| {
                hit.span.skip == 0
                    && hit
                        .entries
                        .iter()
                        .any(|entry| crate::lexicon::label(entry.list).is_some())
            })
            .map_or(place + 1, |hit| hit.span.end);
        Some((end, ""))
    }

    /// الدقيقة 25, الدقيقة الخامسة والثلاثين
    fn minute(&self, index: usize) -> Option<Candidate> {
        let noun = self.atom(index, true, |atom| {
            atom.kind == Kind::Unit(Unit::Minute) && atom.definite && atom.is_singular()
        })?;
        let mut end = noun.span.end;
        end += usize::from(self.context.is_word(end, ARTICLE));
        let reading = self.numbers.bare(end).filter(|reading| {
            self.context.continues_to(end) && (reading.digits || reading.definite)
        })?;
        let span = TokenSpan::skipping(index, noun.span.skip, reading.span.end);
        Some(Candidate::new(span, Label::Time, Source::Grammar, SURE))
    }

    /// أواخر الصباح, أول الليل: a part of a part of the day.
    fn part_of_part(&self, index: usize) -> Option<Candidate> {
        // منتصف الليل is a moment.
        let which = self.atom(index, true, |atom| {
            matches!(atom.kind, Kind::Part(Part::Start | Part::End))
        })?;
        let Kind::Part(which_part) = which.kind else {
            return None;
        };
        let day = self.atom(which.span.end, false, |atom| {
            atom.definite && atom.form == Form::Listed && matches!(atom.kind, Kind::DayPart(..))
        })?;
        let Kind::DayPart(from, to) = day.kind else {
            return None;
        };
        let span = TokenSpan::skipping(index, which.span.skip, day.span.end);
        let value = timex::day_part(from, to).map(|code| {
            let value = timex::value(format!("T{code}"), Some(which_part.timex()));
            self.resolver.today(value)
        });
        Some(Candidate::new(span, Label::Time, Source::Grammar, UNSURE).with_value(value))
    }

    /// ليلا, صباحا, في المساء, منتصف الليل: a part of the day with no day.
    fn part_of_day(&self, index: usize) -> Option<Candidate> {
        let part = self.atom(index, true, |atom| {
            matches!(atom.kind, Kind::DayPart(..)) && atom.form == Form::Listed
        })?;
        let word = self.context.tokens.folded(part.span.end - 1);
        let adverb = word.ends_with('ا');
        let led = index > 0
            && self.context.continues_to(index)
            && (self.context.tokens.folded(index - 1) == IN || self.atoms.is_led(index));
        let bare = part.definite && (led || part.span.skip > 0) || part.span.len() > 1;
        let stands = adverb || bare;
        let alone = self.context.is_alone(part.span);
        let stands = stands && !part.ambiguous || adverb || part.ambiguous && part.definite && led;
        let Kind::DayPart(from, to) = part.kind else {
            return None;
        };
        (stands || alone).then(|| {
            let value = timex::day_part(from, to)
                .map(|code| self.resolver.today(timex::value(format!("T{code}"), None)));
            Candidate::new(part.span, Label::Time, Source::Grammar, UNSURE).with_value(value)
        })
    }
}

/// One or two digits of any script as a number.
fn small(text: &str) -> Option<u8> {
    if text.is_empty() || text.chars().count() > 2 {
        return None;
    }
    text.chars().try_fold(0, |number: u8, c| {
        letters::digit(c).map(|digit| number * 10 + digit)
    })
}
