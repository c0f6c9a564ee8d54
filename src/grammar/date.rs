//! Dates, periods, lengths of time, ages and sets of days.
//!
//! The annotation guide's rule 6: DATE takes in its temporal noun (يوم الأربعاء, عام 2012, الأسبوع المقبل),
//! منذ, قبل and بعد where they mean "ago, from now", and approximators; في, خلال and حتى are outside.
//! Lengths of time below a day are TIME; a part of the day before a day is a nested TIME.
//! Values are TIMEX3 (TimeML 1.2.1).

use super::number::{Kind as NumberKind, Numbers, Reading};
use super::temporal::{Atom, Atoms, Calendar, Era, Kind, Part, Unit};
use super::timex::{self, Direction, Fields, Resolver};
use super::{AND, ARTICLE, Context, FROM, IN, OR};
use crate::calendar::Day;
use crate::label::Label;
use crate::lexicon::{Form, List};
use crate::mention::{Candidate, Source, TokenSpan};
use crate::tokenise::Kind as TokenKind;
use crate::value::{Decimal, Value};

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
        resolver: Resolver {
            reference: context.reference.map(Day::from),
        },
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
        let value = phrase.timex.map(|timex| Value::Timex {
            timex,
            modifier: phrase.modifier.map(str::to_owned),
        });
        found.push(Candidate::new(span, label, Source::Grammar, confidence).with_value(value));
        found.extend(
            phrase
                .times
                .into_iter()
                .map(|span| Candidate::new(span, Label::Time, Source::Grammar, confidence)),
        );
        index = phrase.end;
    }
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
    /// Parts of the day nested in it.
    times: Vec<TokenSpan>,
    /// Whether it is a TIME.
    clock: bool,
    unsure: bool,
}

/// A length of time.
struct Length {
    skip: usize,
    end: usize,
    amount: Option<Decimal>,
    unit: Unit,
    modifier: Option<&'static str>,
}

/// A day of a month, or a month, with what follows it.
struct Dated {
    skip: usize,
    end: usize,
    fields: Fields,
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
            self.day(index),
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
                hit.span.end > index && NAMES.into_iter().any(|list| hit.entry(list).is_some())
            })
        })
    }

    /// حوالي سنة 1500 قبل الميلاد, حوالي 50 قبل الميلاد
    fn about(&self, index: usize) -> Option<Phrase> {
        let (at, skip, modifier) = self.softener(index, true)?;
        let phrase = self.year_phrase(at, false, false).or_else(|| {
            self.bare_year(at)
                .filter(|phrase| phrase.end > at + 1 && self.context.continues_to(at))
        })?;
        Some(Phrase {
            skip,
            modifier,
            ..phrase
        })
    }

    /// 19 in من 19 إلى 24 فيفري: a day whose month follows the next one.
    fn elliptic_day(&self, index: usize) -> Option<Phrase> {
        let reading = self.numbers.at(index)?;
        let ordinal = reading.kind == NumberKind::Ordinal && reading.definite;
        let day = reading.integer().filter(|day| (1..=31).contains(day))?;
        if !ordinal && !(reading.is_plain_digits() && reading.span.skip == 0) {
            return None;
        }
        let at = reading.span.end;
        let joint = [AND, OR, "الي", "حتي", "-", "\u{2013}"]
            .iter()
            .any(|joint| self.context.is_word(at, joint));
        let next = self.day_of_month(at + 1, false, false).filter(|_| joint)?;
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

    /// كل يوم, كل أربع سنوات, كل جمعة
    fn every(&self, index: usize) -> Option<Phrase> {
        let every = self.atom(index, true, |atom| atom.kind == Kind::Every)?;
        let at = every.span.end;
        if let Some(length) = self.length(at, false, true) {
            return Some(Phrase {
                skip: every.span.skip,
                end: length.end,
                timex: Some(timex::duration(
                    length.amount.or(Some(Decimal::from(1))),
                    length.unit,
                )),
                clock: length.unit.is_clock(),
                ..Phrase::default()
            });
        }
        let day = self
            .kind(at, Kind::Unit(Unit::Day))
            .map_or(at, |day| day.span.end);
        let weekday = self.weekday(day, false, true)?;
        let Kind::Weekday(number) = weekday.kind else {
            return None;
        };
        Some(Phrase {
            skip: every.span.skip,
            end: weekday.span.end,
            timex: Some(format!("XXXX-WXX-{number}")),
            ..Phrase::default()
        })
    }

    /// منذ أسبوعين, قبل ثلاثة أيام, بعد شهر
    fn ago(&self, index: usize) -> Option<Phrase> {
        let ago = self.atom(index, true, |atom| matches!(atom.kind, Kind::Ago(_)))?;
        let Kind::Ago(sign) = ago.kind else {
            return None;
        };
        let length = self.length(ago.span.end, false, true)?;
        // قبل يومين من بدء كذا, بعد عام على كذا: the length is not counted from now.
        let since = self
            .context
            .tokens
            .folded(ago.span.end - 1)
            .ends_with("منذ");
        let only = self.context.is_word(length.end, "فقط");
        let after = length.end + usize::from(only);
        let anchored = [FROM, "علي"]
            .iter()
            .any(|word| self.context.is_word(after, word));
        if anchored && !since {
            return None;
        }
        let timex = match length.amount {
            Some(amount) => self.resolver.distant(amount, length.unit, sign),
            None => timex::duration(None, length.unit),
        };
        Some(Phrase {
            skip: ago.span.skip,
            end: length.end,
            timex: Some(timex),
            modifier: length.modifier,
            clock: length.unit.is_clock(),
            ..Phrase::default()
        })
    }

    fn length_phrase(&self, index: usize) -> Option<Phrase> {
        let mut length = self.length(index, true, self.atoms.is_led(index));
        if length.is_none() {
            length = self.length_alone(index);
        }
        let length = length?;
        Some(Phrase {
            skip: length.skip,
            end: length.end,
            timex: Some(timex::duration(length.amount, length.unit)),
            modifier: length.modifier,
            clock: length.unit.is_clock(),
            ..Phrase::default()
        })
    }

    /// سنوات, and أيام after ل: a bare plural that is a length of time with nothing to ask for it.
    fn length_alone(&self, index: usize) -> Option<Length> {
        let noun = self.atom(index, true, |atom| {
            atom.form == Form::Plural && !atom.definite && atom.unit().is_some_and(is_counted)
        })?;
        let unit = noun.unit()?;
        let attached = self.context.proclitic(noun.span).ends_with('ل');
        let word = self.context.tokens.folded(index);
        // أشهر is also "most famous", عقود contracts.
        let clear = matches!(unit, Unit::Year | Unit::Week) || word.ends_with("شهور");
        (attached || clear).then_some(Length {
            skip: noun.span.skip,
            end: noun.span.end,
            amount: None,
            unit,
            modifier: None,
        })
    }

    /// A length of time; where it is `led` by a word that asks for one, a noun alone is enough.
    fn length(&self, index: usize, first: bool, led: bool) -> Option<Length> {
        let mut at = index;
        let mut skip = 0;
        let mut modifier = None;
        let mut first = first;
        let mut led = led;
        if let Some((end, outside, softener)) = self.softener(index, first) {
            (at, skip, modifier) = (end, outside, softener);
            first = false;
            led = true;
        }
        let softened = at > index;
        let mut length = self
            .counted(at, first)
            .or_else(|| self.dual(at, first))
            .or_else(|| self.described(at, first, led, softened))?;
        if at > index {
            length.skip = skip;
        }
        length.modifier = length.modifier.or(modifier);
        self.length_tail(&mut length);
        Some(length)
    }

    /// نحو, أكثر من
    fn softener(&self, index: usize, first: bool) -> Option<(usize, usize, Option<&'static str>)> {
        if !first && !self.context.continues_to(index) {
            return None;
        }
        let (hit, entry) = self.context.hits.find(index, List::Approximators)?;
        let before = entry.is("position", "before") && (first || hit.span.skip == 0);
        let modifier = match entry.feature("mod") {
            Some("approx") => Some("APPROX"),
            Some("more") => Some("MORE_THAN"),
            Some("less") => Some("LESS_THAN"),
            Some("at_least") => Some("EQUAL_OR_MORE"),
            Some("at_most") => Some("EQUAL_OR_LESS"),
            _ => None,
        };
        before.then_some((hit.span.end, hit.span.skip, modifier))
    }

    /// ثلاث سنوات, 3 أو 4 أيام, عدة أشهر, عشرات السنين
    fn counted(&self, index: usize, first: bool) -> Option<Length> {
        if let Some(few) = self.atom(index, first, |atom| atom.kind == Kind::Few) {
            let unit = self.atom(few.span.end, false, |atom| {
                atom.unit().is_some_and(is_counted) && atom.form == Form::Plural
            })?;
            return Some(Length {
                skip: few.span.skip,
                end: unit.span.end,
                amount: None,
                unit: unit.unit()?,
                modifier: None,
            });
        }
        let reading = self
            .number(index, first)
            .filter(|reading| reading.kind != NumberKind::Ordinal)?;
        let one = reading
            .integer()
            .is_some_and(|number| number == 1 || number == 2);
        if one && !reading.digits {
            return None;
        }
        let mut end = reading.span.end;
        if self.context.is_word(end, OR) {
            if let Some(other) = self.number(end + 1, false) {
                end = other.span.end;
            }
        }
        let unit = self.atom(end, false, |atom| {
            atom.unit().is_some_and(is_counted)
                && atom.form != Form::Dual
                && (!atom.definite || reading.kind != NumberKind::Cardinal)
        })?;
        // 2-1 يوم الجمعة, أصابعه العشرة سنة 2002
        if unit.is_singular() && self.is_dated(unit.span.end) {
            return None;
        }
        Some(Length {
            skip: reading.span.skip,
            end: unit.span.end,
            amount: reading.max.is_none().then_some(reading.number),
            unit: unit.unit()?,
            modifier: None,
        })
    }

    /// أسبوعين, عامين
    fn dual(&self, index: usize, first: bool) -> Option<Length> {
        let dual = self.atom(index, first, |atom| {
            atom.form == Form::Dual && !atom.definite && atom.unit().is_some_and(is_counted)
        })?;
        let word = self.context.tokens.folded(index);
        word.ends_with(['ن']).then_some(Length {
            skip: dual.span.skip,
            end: dual.span.end,
            amount: Some(Decimal::from(2)),
            unit: dual.unit()?,
            modifier: None,
        })
    }

    /// سنوات طويلة, يوم واحد, شهر كامل, سنة ونصف; أيام alone where something asks for it.
    fn described(&self, index: usize, first: bool, led: bool, softened: bool) -> Option<Length> {
        if let Some(fixed) = self.atom(index, first, |atom| matches!(atom.kind, Kind::Duration(_)))
        {
            return fixed_length(fixed);
        }
        let noun = self.atom(index, first, |atom| {
            !atom.definite && atom.form != Form::Dual && atom.unit().is_some_and(is_counted)
        })?;
        let unit = noun.unit()?;
        let end = noun.span.end;
        let mut length = Length {
            skip: noun.span.skip,
            end,
            amount: noun.is_singular().then_some(Decimal::from(1)),
            unit,
            modifier: None,
        };
        let number = self
            .number(end, false)
            .filter(|reading| !reading.digits && reading.kind == NumberKind::Cardinal);
        match number {
            Some(one) if noun.is_singular() && one.integer() == Some(1) => {
                length.end = one.span.end;
                return Some(length);
            }
            Some(many) if !noun.is_singular() && many.integer().is_some_and(|n| n > 2) => {
                length.end = many.span.end;
                length.amount = Some(many.number);
                return Some(length);
            }
            _ => {}
        }
        if let Some(measure) = self
            .kind(end, Kind::Measure)
            .or_else(|| self.kind(end, Kind::Few))
        {
            length.end = measure.span.end;
            return Some(length);
        }
        if self.half(end).is_some() && noun.is_singular() && !noun.ambiguous_alone() {
            return Some(length);
        }
        // A date follows: يوم الجمعة, شهر رمضان, عام 2011, الساعة الثانية.
        let of_time = self.context.is_word(end, FROM) && self.kind(end + 1, Kind::OfTime).is_some();
        let clear = !noun.ambiguous_alone() || !noun.is_singular() || softened || of_time;
        (led && clear && !self.is_dated(end)).then_some(length)
    }

    /// Whether what follows a noun makes it the noun of a date and not a length of time.
    fn is_dated(&self, index: usize) -> bool {
        self.context.continues_to(index)
            && (self
                .number(index, false)
                .is_some_and(|reading| reading.digits || reading.kind == NumberKind::Ordinal)
                || self.atoms.at(index).iter().any(|atom| {
                    atom.span.skip == 0
                        && matches!(
                            atom.kind,
                            Kind::Weekday(_)
                                | Kind::Month(..)
                                | Kind::Relative(_)
                                | Kind::Qualifier
                        )
                }))
    }

    /// Where ونصف ends, with the noun repeated or not.
    fn half(&self, index: usize) -> Option<(usize, Decimal)> {
        let at = if self.context.is_word(index, AND) {
            index + 1
        } else {
            index
        };
        let part = self
            .numbers
            .at(at)
            .filter(|part| part.kind == NumberKind::Fraction && self.context.continues_to(at))?;
        if at == index && self.context.proclitic(part.span) != AND {
            return None;
        }
        let end = part.span.end;
        let repeated = self.atom(end, false, |atom| {
            atom.unit().is_some() && atom.is_singular()
        });
        Some((repeated.map_or(end, |atom| atom.span.end), part.number))
    }

    /// ونصف, و35 دقيقة, كاملة, الماضية, من الزمن
    fn length_tail(&self, length: &mut Length) {
        if let Some((end, part)) = self.half(length.end) {
            length.end = end;
            length.amount = length.amount.and_then(|amount| amount.plus(part));
        } else if length.unit == Unit::Hour {
            let at = if self.context.is_word(length.end, AND) {
                length.end + 1
            } else {
                length.end
            };
            let minutes = self
                .numbers
                .at(at)
                .filter(|n| at > length.end || self.context.proclitic(n.span) == AND)
                .filter(|_| self.context.continues_to(at))
                .and_then(|n| Some((n, self.kind(n.span.end, Kind::Unit(Unit::Minute))?)));
            if let Some((minutes, noun)) = minutes {
                length.end = noun.span.end;
                let sixtieth = minutes.number.times(Decimal::new(16_666_667, 9));
                length.amount = length
                    .amount
                    .zip(sixtieth)
                    .and_then(|(hours, part)| hours.plus(part));
            }
        }
        while let Some(more) = self.atom(length.end, false, |atom| match atom.kind {
            Kind::Measure => !length.unit.is_clock() || length.amount.is_none(),
            Kind::Modifier(_) | Kind::Last => true,
            _ => false,
        }) {
            length.end = more.span.end;
        }
        // السبعة أشهر الأولى من العام
        let first = self.number(length.end, false).filter(|reading| {
            reading.kind == NumberKind::Ordinal && reading.definite && reading.integer() == Some(1)
        });
        if let Some(first) = first {
            if let Some((end, _)) = self.of_period(first.span.end, DEEPEST - 1) {
                length.end = end;
            }
        }
        if self.context.is_word(length.end, FROM) {
            if let Some(time) = self.kind(length.end + 1, Kind::OfTime) {
                length.end = time.span.end;
            }
        }
    }

    /// A weekday; without its article only where `bare` says so.
    fn weekday(&self, index: usize, first: bool, bare: bool) -> Option<&Atom> {
        self.atom(index, first, |atom| {
            matches!(atom.kind, Kind::Weekday(_)) && (atom.definite || bare)
        })
    }

    /// مساء الخميس, اليوم الأحد 19 مارس 2017, يوم 5 مارس, السبت الماضي
    fn day(&self, index: usize) -> Option<Phrase> {
        let mut phrase = Phrase::default();
        let mut at = index;
        let mut first = true;
        let mut night = false;
        if let Some((span, end, is_night)) = self.part_of_day(index) {
            phrase.skip = span.skip;
            phrase.times.push(span);
            (at, first, night) = (end, false, is_night);
        }
        let mut fields = Fields::default();
        let mut direction = Direction::Unsaid;
        let mut shift = None;
        let mut skip = None;
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
            (at, known) = (dated.end, true);
            if dated.calendar != Calendar::Gregorian {
                fields = Fields::default();
            }
        }
        if !known || phrase.times.is_empty() && self.is_no_today(index, at) {
            return None;
        }
        if phrase.times.is_empty() {
            phrase.skip = skip.unwrap_or(0);
        }
        phrase.end = at;
        phrase.timex = Some(match shift {
            Some(shift) if fields.day.is_none() => {
                self.resolver.relative_day(shift, fields.weekday)
            }
            _ => self.resolver.date(fields, direction),
        });
        Some(phrase)
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
                    dated.fields.day = None;
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
        let start = self.atom(index, first, |atom| {
            matches!(atom.kind, Kind::Part(Part::Start)) && atom.ambiguous
        });
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
        if !(ordinal && reading.definite || pair || reading.digits) {
            return None;
        }
        let day = u8::try_from(reading.integer()?)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        let at = reading.span.end;
        let from = self.context.is_word(at, FROM);
        let at = at + usize::from(from);
        let month = self.month(at, false).or_else(|| {
            // الثالث من الشهر الحالي
            (from && (ordinal || supported))
                .then(|| self.this_month(at))
                .flatten()
        });
        let mut dated = month?;
        if self.context.tokens.kind(index) == TokenKind::Number && is_decimal(self.context, index) {
            return None;
        }
        dated.skip = reading.span.skip;
        dated.fields.day = (!pair).then_some(day);
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
        })?;
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

    /// The year or modifier after a month.
    fn year_after(&self, dated: &mut Dated) {
        let tokens = self.context.tokens;
        let mut at = dated.end;
        if tokens.plain(at) == "،" && tokens.kind(at + 1) == TokenKind::Number {
            at += 1;
        }
        if let Some((year, end)) = self.year_number(at) {
            dated.fields.year = year;
            dated.end = end;
            dated.supported = true;
            return;
        }
        if let Some(end) = self.modifier(at, &mut dated.direction) {
            dated.end = end;
            dated.supported = true;
            // مايو الماضي 2017
            if let Some((year, end)) = self.year_number(end) {
                dated.fields.year = year;
                dated.end = end;
            }
            return;
        }
        let from = usize::from(self.context.is_word(at, FROM));
        if let Some(year) = self.year(at + from, from == 0) {
            dated.end = year.0;
            dated.fields.year = year.1;
            dated.supported = true;
        }
    }

    /// A year in digits after a month, with its era.
    fn year_number(&self, index: usize) -> Option<(Option<i32>, usize)> {
        let tokens = self.context.tokens;
        if tokens.kind(index) != TokenKind::Number || !tokens.continues(index) {
            return None;
        }
        // One token: 1921 in 28 ديسمبر 1921 - 9 يوليو 2006 begins no range.
        let year = digits(tokens.plain(index))?;
        let count = tokens.plain(index).chars().count();
        let end = index + 1;
        if let Some((sign, end)) = self.era(end) {
            return Some((sign.map(|sign| sign * year), self.other_era(end)));
        }
        let measured = [List::Units, List::Currencies, List::NumberWords]
            .into_iter()
            .any(|list| self.context.hits.find_bare(end, list).is_some());
        let ends = !tokens.is_word(end)
            && !matches!(tokens.plain(end), "%" | ":" | "-" | "/")
            && !measured;
        match count {
            4 if (1000..=2200).contains(&year) => Some((Some(year), end)),
            // 9 أغسطس 117, صيف 97
            3 if ends => Some((Some(year), end)),
            2 if ends && year > 31 => Some((None, end)),
            _ => None,
        }
    }

    /// An era after a year: its sign, or nothing for another calendar, and its end.
    fn era(&self, index: usize) -> Option<(Option<i32>, usize)> {
        let atom = self.atom(index, false, |atom| matches!(atom.kind, Kind::Era(_)))?;
        let Kind::Era(era) = atom.kind else {
            return None;
        };
        let sign = match era {
            Era::Common => Some(1),
            Era::BeforeChrist => Some(-1),
            Era::Hijri | Era::Other => None,
        };
        Some((sign, atom.span.end))
    }

    /// / 732م after 114 هـ
    fn other_era(&self, index: usize) -> usize {
        let tokens = self.context.tokens;
        if !matches!(tokens.plain(index), "/" | "-" | "\u{2013}" | "(") || !tokens.continues(index)
        {
            return index;
        }
        let bracket = usize::from(tokens.plain(index) == "(");
        self.number(index + 1, false)
            .and_then(|reading| self.era(reading.span.end))
            .map(|(_, end)| end)
            .filter(|&end| bracket == 0 || tokens.plain(end) == ")")
            .map_or(index, |end| end + bracket)
    }

    /// عام 2012, العام الماضي, نفس العام, كل عام after a month: end and year.
    /// After من the noun may stand alone with a modifier; directly after a month it needs one too.
    fn year(&self, index: usize, direct: bool) -> Option<(usize, Option<i32>)> {
        let leader = self.atom(index, false, |atom| {
            matches!(atom.kind, Kind::Same | Kind::This | Kind::Every)
        });
        let at = leader.map_or(index, |leader| leader.span.end);
        let noun = self.kind(at, Kind::Unit(Unit::Year))?;
        let end = noun.span.end;
        if let Some((year, end)) = self.year_digits(end) {
            return Some((end, year));
        }
        let mut direction = Direction::Unsaid;
        let modified = self.modifier(end, &mut direction);
        let this_year = self.resolver.reference.map(|reference| reference.date().0);
        let year = match (direction, leader) {
            (Direction::Past, _) => this_year.map(|year| year - 1),
            (Direction::Future, _) => this_year.map(|year| year + 1),
            (Direction::Current, _) => this_year,
            (Direction::Unsaid, Some(leader)) if leader.kind == Kind::This => this_year,
            _ => None,
        };
        match (modified, leader) {
            (Some(end), _) => Some((end, year)),
            (None, Some(_)) => Some((end, year)),
            (None, None) => (!direct && noun.definite).then_some((end, None)),
        }
    }

    /// The digits after عام, of any length, with a second year and an era.
    fn year_digits(&self, index: usize) -> Option<(Option<i32>, usize)> {
        let reading = self.number(index, false)?;
        let year = reading.integer()?;
        if reading.kind == NumberKind::Pair {
            return Some((None, reading.span.end));
        }
        if reading.kind != NumberKind::Cardinal || !(1..=9999).contains(&year) {
            return None;
        }
        if !reading.digits && year < 1000 {
            return None;
        }
        let mut end = reading.span.end;
        let mut sign = Some(1);
        if let Some((era, after)) = self.era(end) {
            sign = era;
            end = self.other_era(after);
        } else if let Some(second) = self.second_year(end) {
            return Some((None, second));
        }
        Some((sign.map(|sign| sign * year), end))
    }

    /// /2018 after 2017, - 2012 after 2011
    fn second_year(&self, index: usize) -> Option<usize> {
        let tokens = self.context.tokens;
        let joint =
            matches!(tokens.plain(index), "/" | "-" | "\u{2013}") && tokens.continues(index);
        let second = self
            .number(index + 1, false)
            .filter(|second| joint && second.is_plain_digits())?;
        let year = second.integer()?;
        // Not the first part of a day/month/year.
        let more = matches!(tokens.plain(second.span.end), "/" | "-");
        ((1000..2200).contains(&year) && !more).then_some(second.span.end)
    }

    /// 16-5-2017, 16 / 8 / 1439هـ, 2017-05-16, 16.05.2017
    fn numeric(&self, index: usize) -> Option<Phrase> {
        let tokens = self.context.tokens;
        if tokens.kind(index) != TokenKind::Number {
            return None;
        }
        let small = |at: usize| {
            (tokens.kind(at) == TokenKind::Number)
                .then(|| digits(tokens.plain(at)))
                .flatten()
        };
        let (parts, end) = if let Some(parts) = dotted(tokens.plain(index)) {
            (parts, index + 1)
        } else {
            let sign = tokens.plain(index + 1);
            if !matches!(sign, "/" | "-" | "\\") || tokens.plain(index + 3) != sign {
                return None;
            }
            if !(1..=4).all(|step| tokens.continues(index + step)) {
                return None;
            }
            (
                [small(index)?, small(index + 2)?, small(index + 4)?],
                index + 5,
            )
        };
        let [first, month, last] = parts;
        let (year, day) = if first > 31 {
            (first, last)
        } else {
            (last, first)
        };
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && year < 10_000;
        if !valid || (year > 99 && year < 1000) || matches!(tokens.plain(end), "/" | "-") {
            return None;
        }
        let (sign, end) = self.era(end).unwrap_or((Some(1), end));
        let year = match year {
            0..=69 => 2000 + year,
            70..=99 => 1900 + year,
            _ => year,
        };
        let fields = Fields {
            year: Some(year),
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
            weekday: None,
        };
        let hijri = sign.is_none() || (1300..1500).contains(&year);
        Some(Phrase {
            end,
            timex: (!hijri).then(|| self.resolver.date(fields, Direction::Unsaid)),
            ..Phrase::default()
        })
    }

    /// A year without its noun: 2011 after في or in brackets, 2011-2015, 146 ق.م.
    fn bare_year(&self, index: usize) -> Option<Phrase> {
        let tokens = self.context.tokens;
        let reading = self.numbers.bare(index).filter(|reading| reading.digits)?;
        let plausible = |year: i32| (1000..2100).contains(&year);
        if reading.kind == NumberKind::Pair {
            let (from, to) = (reading.integer()?, reading.max?.integer()?);
            let era = self.era(reading.span.end);
            if era.is_none() && !(plausible(from) && (i128::from(from) + 1..2100).contains(&to)) {
                return None;
            }
            let end = era.map_or(reading.span.end, |(_, end)| end);
            let value = format!("{}/{to:04}", timex::year_text(from));
            return Some(Phrase {
                end,
                timex: era.is_none().then_some(value),
                ..Phrase::default()
            });
        }
        if !reading.is_plain_digits() || is_decimal(self.context, index) {
            return None;
        }
        let year = reading.integer()?;
        let end = reading.span.end;
        if let Some((sign, after)) = self.era(end) {
            let letter = after == end + 1 && tokens.folded(end).chars().count() == 1;
            if !letter || plausible(year) || sign.is_none() {
                return Some(Phrase {
                    end: self.other_era(after),
                    timex: sign.map(|sign| timex::year_text(sign * year)),
                    ..Phrase::default()
                });
            }
        }
        let four = tokens.plain(index).chars().count() == 4 && tokens.plain(index).is_ascii();
        let bounded = tokens.get(end).is_none_or(|token| !token.glued)
            || tokens.kind(end) == TokenKind::Punctuation && tokens.plain(end) != "%";
        let four = four || (year >= 1000 && tokens.plain(index).chars().count() == 4);
        if !(four && plausible(year) && bounded) || self.numbers.approximation(index).is_some() {
            return None;
        }
        let recent = (1900..=2060).contains(&year);
        (self.is_year_context(index, end, recent)).then(|| Phrase {
            end,
            timex: Some(timex::year_text(year)),
            unsure: true,
            ..Phrase::default()
        })
    }

    /// Whether four digits between these neighbours are a year and count nothing.
    fn is_year_context(&self, index: usize, end: usize, recent: bool) -> bool {
        let tokens = self.context.tokens;
        let before = index.checked_sub(1).filter(|_| tokens.continues(index));
        let after_word = tokens.is_word(end) && tokens.continues(end);
        let is_function = self.context.lexicon.function_word(tokens, end).is_some();
        let counts = after_word
            && !self.context.starts_with_article(end)
            && !is_function
            && tokens.folded(end) != AND
            && !tokens[end].cuts.iter().any(|cut| cut.folded == 2);
        let introduced = before.is_some_and(|at| {
            let word = tokens.folded(at).trim_start_matches(['و', 'ف']);
            [
                IN,
                FROM,
                "حتي",
                "الي",
                "ل",
                "بحلول",
                "بين",
                "مابين",
                "في",
                "ي",
            ]
            .contains(&word)
                || self.atoms.is_led(index)
                || matches!(tokens.plain(at), "(" | "-" | "\u{2013}" | "/")
        });
        let measured = [List::Units, List::Currencies, List::NumberWords]
            .into_iter()
            .any(|list| self.context.hits.find_bare(end, list).is_some());
        if measured && after_word {
            return false;
        }
        introduced && (recent || !counts) || recent && !counts
    }

    /// An age without its noun: سن 18, عمر الـ80
    fn age(&self, index: usize) -> Option<Phrase> {
        let reading = self.numbers.bare(index)?;
        let age = reading.integer()?;
        let mut before = index.checked_sub(1)?;
        if self.context.tokens.folded(before) == ARTICLE {
            before = before.checked_sub(1)?;
        }
        let led = self
            .atoms
            .at(before)
            .iter()
            .any(|atom| atom.kind == Kind::Age);
        let fits = led
            && (1..=120).contains(&age)
            && self.context.continues_to(index)
            && matches!(reading.kind, NumberKind::Cardinal | NumberKind::Ordinal);
        fits.then(|| Phrase {
            end: reading.span.end,
            timex: Some(timex::duration(Some(reading.number), Unit::Year)),
            unsure: true,
            ..Phrase::default()
        })
    }

    /// مطلع الشهر الجاري, الربع الأول من العام, القرن التاسع عشر, الثمانينات, صيف 2015, شهر رمضان
    fn period(&self, index: usize, first: bool, depth: u8) -> Option<Phrase> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(part) = self.atom(index, first, |atom| matches!(atom.kind, Kind::Part(_))) {
            let Kind::Part(which) = part.kind else {
                return None;
            };
            let at = part.span.end;
            let year = || {
                let (year, end) = self.year_number(at)?;
                Some(Phrase {
                    end,
                    timex: year.map(timex::year_text),
                    ..Phrase::default()
                })
            };
            let core = self
                .period_core(at, false, true, depth)
                .or_else(year)
                .or_else(|| self.part_of_length(at));
            if let Some(core) = core {
                return Some(Phrase {
                    skip: part.span.skip,
                    modifier: Some(which.timex()),
                    ..core
                });
            }
        }
        self.period_core(index, first, false, depth)
    }

    /// أول يوم, آخر خمس سنوات
    fn part_of_length(&self, index: usize) -> Option<Phrase> {
        let length = self.length(index, false, true)?;
        Some(Phrase {
            end: length.end,
            timex: Some(timex::duration(length.amount, length.unit)),
            clock: length.unit.is_clock(),
            unsure: true,
            ..Phrase::default()
        })
    }

    /// A period, `whole` or of which a part was named before.
    fn period_core(&self, index: usize, first: bool, parted: bool, depth: u8) -> Option<Phrase> {
        [
            self.this_period(index, first, depth),
            self.month_phrase(index, first, parted),
            self.year_phrase(index, first, parted),
            self.unit_phrase(index, first, parted, depth),
            self.decade(index, first),
            self.season(index, first, parted),
            self.named_period(index, first),
        ]
        .into_iter()
        .flatten()
        .fold(None, |best: Option<Phrase>, phrase| match best {
            Some(best) if best.end >= phrase.end => Some(best),
            _ => Some(phrase),
        })
    }

    /// هذا الأسبوع, نفس الشهر, هذا الصيف
    fn this_period(&self, index: usize, first: bool, depth: u8) -> Option<Phrase> {
        let this = self.atom(index, first, |atom| {
            matches!(atom.kind, Kind::This | Kind::Same)
        })?;
        let at = this.span.end;
        if let Some(inner) = self.unit_phrase(at, false, false, depth) {
            return Some(Phrase {
                skip: this.span.skip,
                ..inner
            });
        }
        let noun = self.atom(at, false, |atom| {
            atom.definite
                && match atom.kind {
                    Kind::Unit(unit) => {
                        unit != Unit::Era && unit != Unit::Second && unit < Unit::Era
                    }
                    Kind::Season(_) | Kind::Weekday(_) | Kind::DayPart(..) => true,
                    _ => false,
                }
        })?;
        let clock = match noun.kind {
            Kind::Unit(unit) => unit.is_clock(),
            Kind::DayPart(..) => true,
            _ => false,
        };
        if clock && this.kind == Kind::Same {
            return None;
        }
        // الربع, النصف and القسم of something else
        if matches!(
            noun.kind,
            Kind::Unit(Unit::Quarter | Unit::Half | Unit::Decade)
        ) {
            return None;
        }
        let timex = match (noun.kind, this.kind) {
            (Kind::Unit(unit), Kind::This) if noun.is_singular() => {
                Some(self.resolver.shifted(unit, 0))
            }
            (Kind::Weekday(day), Kind::This) => Some(self.resolver.date(
                Fields {
                    weekday: Some(day),
                    ..Fields::default()
                },
                Direction::Current,
            )),
            (Kind::Season(season), _) => Some(self.season_value(season, None, Direction::Current)),
            _ => None,
        };
        let of = self
            .context
            .is_word(noun.span.end, FROM)
            .then(|| self.of_period(noun.span.end, depth))
            .flatten()
            .filter(|_| this.kind == Kind::Same);
        Some(Phrase {
            skip: this.span.skip,
            end: of.map_or(noun.span.end, |(end, _)| end),
            timex,
            clock,
            ..Phrase::default()
        })
    }

    fn month_phrase(&self, index: usize, first: bool, parted: bool) -> Option<Phrase> {
        let month = self.month(index, first)?;
        if !month.supported && !parted && !self.leads_to_month(index) {
            return None;
        }
        let known = month.calendar == Calendar::Gregorian;
        Some(Phrase {
            skip: month.skip,
            end: month.end,
            timex: known.then(|| self.resolver.date(month.fields, month.direction)),
            unsure: !month.supported,
            ..Phrase::default()
        })
    }

    /// Whether the word before asks for a time, so that رمضان and مارس are months.
    fn leads_to_month(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else {
            return false;
        };
        self.context.continues_to(index)
            && (self.atoms.is_led(index)
                || [IN, FROM, "حتي", "الي"].contains(&self.context.tokens.folded(before)))
    }

    /// عام 2012, عامي 2015 و2016
    fn year_phrase(&self, index: usize, first: bool, _parted: bool) -> Option<Phrase> {
        let noun = self.atom(index, first, |atom| atom.kind == Kind::Unit(Unit::Year))?;
        let qualifier = self.kind(noun.span.end, Kind::Qualifier);
        let at = qualifier.map_or(noun.span.end, |atom| atom.span.end);
        let (year, end) = self.year_digits(at)?;
        let count = self.context.tokens.is_word(end)
            && self
                .atom(end, false, |atom| atom.unit().is_some())
                .is_some_and(|atom| !atom.definite);
        (!count).then(|| Phrase {
            skip: noun.span.skip,
            end,
            timex: year.map(timex::year_text),
            ..Phrase::default()
        })
    }

    /// الأسبوع الماضي, السنوات الثلاث الأخيرة, الربع الأول من 2019, القرن التاسع عشر
    fn unit_phrase(&self, index: usize, first: bool, parted: bool, depth: u8) -> Option<Phrase> {
        let noun = self.atom(index, first, |atom| {
            atom.definite
                && atom
                    .unit()
                    .is_some_and(|unit| unit > Unit::Second && unit != Unit::Era)
        })?;
        let unit = noun.unit()?;
        // الأمين العام, الرأي العام
        if noun.ambiguous && unit == Unit::Year && first && self.is_adjective_place(index) {
            return None;
        }
        let mut at = noun.span.end;
        if let Some(qualifier) = self.kind(at, Kind::Qualifier) {
            at = qualifier.span.end;
        }
        let mut strength = 0_u8;
        let mut shift = None;
        let mut count = None;
        let mut ordinal = None;
        // القرن الهجري الأول
        if unit == Unit::Century {
            if let Some((_, end)) = self.era(at) {
                at = end;
            }
        }
        loop {
            if let Some(atom) = self.atom(at, false, |atom| {
                matches!(atom.kind, Kind::Modifier(_) | Kind::Last | Kind::Measure)
                    && (atom.definite || !matches!(atom.kind, Kind::Measure))
            }) {
                // الأسبوع المنتهي في 13 يوليو
                if atom.ambiguous && self.context.is_word(atom.span.end, IN) {
                    if let Some(until) = self.day_of_month(atom.span.end + 1, false, true) {
                        at = until.end;
                        strength = 2;
                        break;
                    }
                }
                // One is enough; a repeated one is a slip.
                if strength == 2 && shift.is_some() && matches!(atom.kind, Kind::Modifier(_)) {
                    break;
                }
                if let Kind::Modifier(units) = atom.kind {
                    shift = Some(units);
                }
                strength = strength.max(if atom.ambiguous { 1 } else { 2 });
                at = atom.span.end;
                continue;
            }
            let article = usize::from(self.context.is_word(at, ARTICLE));
            let Some(reading) = self.number(at + article, false) else {
                break;
            };
            match reading.kind {
                NumberKind::Ordinal if reading.definite && ordinal.is_none() => {
                    ordinal = Some(reading.number);
                    strength = 2;
                }
                NumberKind::Cardinal
                    if count.is_none() && ordinal.is_none() && is_count(noun, reading) =>
                {
                    count = Some(reading.number);
                    if unit == Unit::Century {
                        ordinal = count;
                        strength = 2;
                    }
                }
                _ => break,
            }
            at = reading.span.end;
        }
        if let Some(second) = ordinal.and_then(|_| self.second_ordinal(at)) {
            at = second;
        }
        if unit == Unit::Century {
            if let Some((_, end)) = self.era(at) {
                at = end;
            }
        }
        let modifiers = strength;
        let mut timex = self.unit_value(unit, noun, shift, count, ordinal, None);
        if let Some((end, of)) = self.of_period(at, depth) {
            let needs = count.is_some() || strength > 0 || parted;
            if needs || noun.form == Form::Plural {
                at = end;
                strength = 2;
                timex = self.unit_value(unit, noun, shift, count, ordinal, of);
            }
        }
        // النصف الأول, الفترة الأخيرة alone are no dates; الربع الأول in a report is one.
        let weak = unit == Unit::Half || noun.ambiguous && unit != Unit::Year;
        let enough = match strength {
            0 => {
                parted && !weak
                    || unit == Unit::Night
                    || noun.span.skip == 0 && first && self.is_period_place(index, noun)
            }
            1 => parted || !weak && unit != Unit::Year,
            _ => {
                !weak
                    || at > noun.span.end && modifiers < strength
                    || matches!(unit, Unit::Quarter | Unit::Decade)
            }
        };
        enough.then(|| Phrase {
            skip: noun.span.skip,
            end: at,
            timex,
            clock: unit.is_clock(),
            unsure: strength < 2,
            ..Phrase::default()
        })
    }

    /// خلال الأسبوع, في الموسم: where a definite noun alone is a period.
    fn is_period_place(&self, index: usize, noun: &Atom) -> bool {
        let long = matches!(
            noun.unit(),
            Some(Unit::Week | Unit::Month | Unit::Season | Unit::Year)
        );
        let before = index
            .checked_sub(1)
            .filter(|_| self.context.continues_to(index));
        let inside = before.is_some_and(|at| self.context.tokens.folded(at) == IN);
        let week = matches!(noun.unit(), Some(Unit::Week | Unit::Season)) && noun.is_singular();
        long && self.atoms.is_led(index) || week && inside
    }

    /// Whether العام here is the adjective "general": after a noun with the article.
    fn is_adjective_place(&self, index: usize) -> bool {
        index > 0
            && self.context.continues_to(index)
            && self.context.starts_with_article(index - 1)
            && self
                .context
                .lexicon
                .function_word(self.context.tokens, index - 1)
                .is_none()
            && self.atoms.at(index - 1).is_empty()
    }

    /// والخامس after القرنين الثالث
    fn second_ordinal(&self, index: usize) -> Option<usize> {
        let tokens = self.context.tokens;
        if !tokens.continues(index) {
            return None;
        }
        let or = usize::from(self.context.is_word(index, OR));
        let reading = self.numbers.at(index + or)?;
        let joined = reading.kind == NumberKind::Ordinal
            && (or == 1 || self.context.proclitic(reading.span) == AND)
            && reading.definite;
        joined.then_some(reading.span.end)
    }

    /// من العام الماضي, 2018, لهذا العام after a part of a year: the end and the year.
    fn of_period(&self, index: usize, depth: u8) -> Option<(usize, Option<String>)> {
        let from = self.context.is_word(index, FROM);
        if !from {
            let (year, end) = self.year_number(index)?;
            return Some((end, year.map(timex::year_text)));
        }
        let at = index + 1;
        if let Some((year, end)) = self.year_number(at) {
            return Some((end, year.map(timex::year_text)));
        }
        let inner = self.period(at, false, depth + 1).or_else(|| {
            let noun = self.atom(at, false, |atom| {
                atom.definite
                    && atom.unit().is_some_and(|unit| {
                        matches!(
                            unit,
                            Unit::Year | Unit::Month | Unit::Week | Unit::Season | Unit::Century
                        )
                    })
            })?;
            Some(Phrase {
                end: noun.span.end,
                ..Phrase::default()
            })
        })?;
        Some((inner.end, inner.timex))
    }

    fn unit_value(
        &self,
        unit: Unit,
        noun: &Atom,
        shift: Option<i32>,
        count: Option<Decimal>,
        ordinal: Option<Decimal>,
        of: Option<String>,
    ) -> Option<String> {
        let ordinal = ordinal.and_then(Decimal::integer);
        match (unit, ordinal) {
            (Unit::Century, Some(number)) => return Some(format!("{:02}", (number - 1).max(0))),
            (Unit::Quarter, Some(number @ 1..=4)) => {
                let year = of.unwrap_or_else(|| "XXXX".to_owned());
                return Some(format!("{year}-Q{number}"));
            }
            (Unit::Half, Some(number @ 1..=2)) => {
                let year = of.unwrap_or_else(|| "XXXX".to_owned());
                return Some(format!("{year}-H{number}"));
            }
            (_, Some(_)) => return None,
            _ => {}
        }
        if noun.form == Form::Plural || count.is_some() {
            return Some(timex::duration(count, unit));
        }
        if noun.form == Form::Dual {
            return Some(timex::duration(Some(Decimal::from(2)), unit));
        }
        shift.map(|shift| self.resolver.shifted(unit, shift))
    }

    /// الثمانينات, تسعينيات القرن الماضي
    fn decade(&self, index: usize, first: bool) -> Option<Phrase> {
        // فترة التسعينيات
        let noun = self.atom(index, first, |atom| {
            atom.unit() == Some(Unit::Era) && !atom.definite && atom.is_singular()
        });
        let at = noun.map_or(index, |noun| noun.span.end);
        let decade = self.atom(at, first && noun.is_none(), |atom| {
            matches!(atom.kind, Kind::Decade(_))
        })?;
        let Kind::Decade(tens) = decade.kind else {
            return None;
        };
        let mut end = decade.span.end;
        let at = end + usize::from(self.context.is_word(end, FROM));
        let mut century = 19;
        if let Some(phrase) = self.unit_phrase(at, false, false, DEEPEST) {
            if self.kind(at, Kind::Unit(Unit::Century)).is_some() {
                end = phrase.end;
                if let Some(named) = phrase.timex.and_then(|timex| timex.parse::<u8>().ok()) {
                    century = named;
                }
            }
        } else if !decade.definite && at == end {
            return None;
        }
        Some(Phrase {
            skip: noun.unwrap_or(decade).span.skip,
            end,
            timex: Some(format!("{century:02}{}", tens / 10)),
            ..Phrase::default()
        })
    }

    /// صيف 2015, الصيف المقبل, فصل الصيف
    fn season(&self, index: usize, first: bool, parted: bool) -> Option<Phrase> {
        let noun = self.atom(index, first, |atom| {
            // فصل الصيف, أشهر الصيف
            let season = atom.kind == Kind::Unit(Unit::Quarter) && atom.is_singular();
            let months = atom.kind == Kind::Unit(Unit::Month) && atom.form == Form::Plural;
            (season || months) && !atom.definite
        });
        let at = noun.map_or(index, |noun| noun.span.end);
        let season = self.atom(at, first && noun.is_none(), |atom| {
            matches!(atom.kind, Kind::Season(_))
        })?;
        let Kind::Season(code) = season.kind else {
            return None;
        };
        let mut end = season.span.end;
        let mut year = None;
        let mut direction = Direction::Unsaid;
        let adverb = !season.definite && self.context.tokens.folded(at).ends_with('ا');
        let mut supported =
            noun.is_some() || parted || adverb || season.definite && !season.ambiguous;
        if let Some((number, after)) = self.year_number(end) {
            (year, end, supported) = (number, after, true);
        } else if let Some(after) = self.modifier(end, &mut direction) {
            (end, supported) = (after, true);
        } else if let Some((after, number)) = self.year(end, true) {
            (year, end, supported) = (number, after, true);
        }
        supported.then(|| Phrase {
            skip: noun.unwrap_or(season).span.skip,
            end,
            timex: Some(self.season_value(code, year, direction)),
            ..Phrase::default()
        })
    }

    fn season_value(&self, code: &str, year: Option<i32>, direction: Direction) -> String {
        let this_year = self.resolver.reference.map(|reference| reference.date().0);
        let year = year.or(match direction {
            Direction::Past | Direction::Current => this_year,
            Direction::Future => this_year.map(|year| year + 1),
            Direction::Unsaid => None,
        });
        let year = year.map_or_else(|| "XXXX".to_owned(), timex::year_text);
        if code.is_empty() {
            year
        } else {
            format!("{year}-{code}")
        }
    }

    /// العصور الوسطى
    fn named_period(&self, index: usize, first: bool) -> Option<Phrase> {
        let period = self.atom(index, first, |atom| matches!(atom.kind, Kind::Period(_)))?;
        let Kind::Period(value) = period.kind else {
            return None;
        };
        let mut direction = Direction::Unsaid;
        let end = self
            .modifier(period.span.end, &mut direction)
            .unwrap_or(period.span.end);
        Some(Phrase {
            skip: period.span.skip,
            end,
            timex: value
                .starts_with(|c: char| c.is_ascii_digit())
                .then(|| value.to_owned()),
            unsure: period.ambiguous,
            ..Phrase::default()
        })
    }
}

/// Whether a noun for a unit is counted to give a length of time.
const fn is_counted(unit: Unit) -> bool {
    !matches!(unit, Unit::Quarter | Unit::Half | Unit::Era)
}

/// A length of time that a list gives as a whole (ربع قرن).
fn fixed_length(atom: &Atom) -> Option<Length> {
    let Kind::Duration(value) = atom.kind else {
        return None;
    };
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &value[digits.len()..] {
        "y" => Unit::Year,
        "mo" => Unit::Month,
        "d" => Unit::Day,
        "h" => Unit::Hour,
        "m" => Unit::Minute,
        _ => return None,
    };
    Some(Length {
        skip: atom.span.skip,
        end: atom.span.end,
        amount: Decimal::parse(digits),
        unit,
        modifier: None,
    })
}

/// Whether a number after a definite noun counts it: السنوات الثلاث, الأشهر الـ10, القرن 19.
fn is_count(noun: &Atom, reading: &Reading) -> bool {
    noun.form == Form::Plural
        || noun.unit() == Some(Unit::Century) && reading.integer().is_some_and(|n| n <= 21)
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
