//! Clock times, parts of the day that stand alone, and minutes of a match.
//!
//! The annotation guide: TIME takes in الساعة, the part of the day and the zone
//! (الساعة 5 صباحا بتوقيت موسكو); the place in the zone is nested. Lengths of time are with the dates.

use super::number::{Kind as NumberKind, Numbers};
use super::temporal::{Atom, Atoms, Kind, Unit};
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
    };
    let mut found = Vec::new();
    let mut index = 0;
    while index < context.tokens.len() {
        let clock = parser
            .clock(index)
            .or_else(|| parser.minute(index))
            .or_else(|| parser.part_of_day(index));
        index = clock.as_ref().map_or(index + 1, |c| c.span.end);
        found.extend(clock);
    }
    found
}

/// Hours and minutes.
#[derive(Clone, Copy)]
struct Clock {
    end: usize,
    hour: u8,
    minute: u8,
}

struct Parser<'c> {
    context: &'c Context<'c>,
    numbers: &'c Numbers,
    atoms: &'c Atoms,
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
    fn clock(&self, index: usize) -> Option<Candidate> {
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
        self.fraction(&mut clock);
        let mut certain = has_noun || self.is_clock_token(at);
        if let Some((end, afternoon)) = self.day_part(clock.end) {
            clock.end = end;
            certain = true;
            if afternoon && clock.hour < 12 {
                clock.hour += 12;
            }
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
        let timex = format!("T{:02}:{:02}{offset}", clock.hour, clock.minute);
        let mut span = TokenSpan::skipping(index, skip, clock.end);
        if let Some(before) = self
            .numbers
            .approximation(index)
            .filter(|b| b.inside && skip == 0)
        {
            span = TokenSpan::skipping(before.span.first, before.span.skip, clock.end);
        }
        let value =
            (clock.hour < 25 && clock.minute < 60).then(|| super::timex::value(timex, None));
        Some(Candidate::new(span, Label::Time, Source::Grammar, SURE).with_value(value))
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
        let (hour, minute) = match parts.next() {
            Some(minutes) if minutes.chars().count() == 2 => (small(first)?, small(minutes)?),
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
        (hour < 25 && minute < 100).then_some(Clock { end, hour, minute })
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
        (ordinal && reading.definite && (1..=12).contains(&hour)).then_some(Clock {
            end: reading.span.end,
            hour,
            minute: 0,
        })
    }

    /// الساعة : منتصف النهار
    fn named(&self, index: usize) -> Option<Clock> {
        let part = self.atom(index, false, |atom| {
            matches!(atom.kind, Kind::DayPart(0 | 12, _)) && atom.span.len() == 2
        })?;
        let Kind::DayPart(hour, _) = part.kind else {
            return None;
        };
        Some(Clock {
            end: part.span.end,
            hour,
            minute: 0,
        })
    }

    /// والنصف, إلا ربعا, و27 دقيقة, وأربع وأربعين دقيقة
    fn fraction(&self, clock: &mut Clock) {
        let tokens = self.context.tokens;
        let end = clock.end;
        if !tokens.continues(end) {
            return;
        }
        let except = self.atom(end, false, |atom| atom.kind == Kind::Except);
        let at = if except.is_some() || self.context.is_word(end, AND) {
            end + 1
        } else {
            end
        };
        let Some(reading) = self.numbers.at(at).filter(|_| tokens.continues(at)) else {
            return;
        };
        if at == end && self.context.proclitic(reading.span) != AND {
            return;
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
            return;
        };
        clock.end = reading.span.end;
        if let Some(noun) = self.atom(clock.end, false, |atom| {
            atom.kind == Kind::Unit(Unit::Minute)
        }) {
            clock.end = noun.span.end;
        }
        if except.is_some() {
            // إلا ثلثا is a third, though the form is also the dual's.
            let minutes = if minutes == 40 { 20 } else { minutes };
            clock.minute = 60 - minutes;
            clock.hour = clock.hour.checked_sub(1).unwrap_or(23);
        } else {
            clock.minute = minutes;
        }
    }

    /// صباحا, من مساء, بعد الظهر after a clock time: the end, and whether it is after noon.
    fn day_part(&self, index: usize) -> Option<(usize, bool)> {
        let at = index
            + usize::from(self.context.is_word(index, FROM) || self.context.is_word(index, IN));
        let part = self.atom(at, false, |atom| {
            matches!(atom.kind, Kind::DayPart(..) | Kind::Meridiem(_))
        })?;
        // مساء الخميس belongs to the day.
        let word = self.context.tokens.folded(part.span.end - 1);
        let adverb = part.definite
            || part.span.len() > 1
            || word.ends_with('ا')
            || !self.day_follows(part.span.end);
        let afternoon = match part.kind {
            Kind::DayPart(from, _) => from >= 12,
            Kind::Meridiem(pm) => pm,
            _ => false,
        };
        adverb.then_some((part.span.end, afternoon))
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
        (stands && !part.ambiguous || adverb || part.ambiguous && part.definite && led)
            .then(|| Candidate::new(part.span, Label::Time, Source::Grammar, UNSURE))
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
