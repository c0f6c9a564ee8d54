//! Lengths of time and distances from now: ثلاث سنوات, منذ أسبوعين, كل يوم; ages.

use super::{
    AND, ARTICLE, Atom, DEEPEST, Decimal, FROM, Form, Kind, Length, List, NumberKind, OR, Parser,
    Phrase, Unit, is_counted, timex,
};

/// Verbs between عمر and the years, folded.
const NEARS: [&str; 6] = ["ناهز", "يناهز", "تناهز", "تجاوز", "يتجاوز", "جاوز"];

impl Parser<'_> {
    /// كل يوم, كل أربع سنوات, كل جمعة
    pub(super) fn every(&self, index: usize) -> Option<Phrase> {
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
                set: true,
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
            set: true,
            ..Phrase::default()
        })
    }

    /// منذ أسبوعين, قبل ثلاثة أيام, بعد شهر
    pub(super) fn ago(&self, index: usize) -> Option<Phrase> {
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
        let now = self
            .kind(length.end + 1, Kind::Now)
            .filter(|_| self.context.is_word(length.end, FROM));
        let only = self.context.is_word(length.end, "فقط");
        let after = length.end + usize::from(only);
        let anchored = [FROM, "علي"]
            .iter()
            .any(|word| self.context.is_word(after, word));
        if anchored && !since && now.is_none() {
            return None;
        }
        let end = now.map_or(length.end, |now| now.span.end);
        let timex = match length.amount {
            Some(amount) if !length.more.is_empty() => {
                let mut parts = length.more.clone();
                parts.push((amount, length.unit));
                let day = self.resolver.distant_sum(&parts, sign);
                day.unwrap_or_else(|| timex::durations(&parts))
            }
            Some(amount) => self.resolver.distant(amount, length.unit, sign),
            None => timex::duration(None, length.unit),
        };
        Some(Phrase {
            skip: ago.span.skip,
            end,
            timex: Some(timex),
            modifier: length.modifier,
            clock: length.unit.is_clock(),
            ..Phrase::default()
        })
    }

    pub(super) fn length_phrase(&self, index: usize) -> Option<Phrase> {
        let alone = self
            .context
            .is_alone(crate::mention::TokenSpan::new(index, index + 1));
        let mut length = self.length(index, true, alone || self.atoms.is_led(index));
        if length.is_none() {
            length = self.length_alone(index);
        }
        let length = length?;
        let timex = match length.amount {
            Some(amount) if !length.more.is_empty() => {
                let mut parts = length.more.clone();
                parts.push((amount, length.unit));
                timex::durations(&parts)
            }
            amount => timex::duration(amount, length.unit),
        };
        let interval = length
            .amount
            .filter(|_| length.side != 0)
            .and_then(|amount| self.resolver.around(amount, length.unit, length.side));
        Some(Phrase {
            skip: length.skip,
            end: length.end,
            timex: Some(timex),
            interval,
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
            more: Vec::new(),
            side: 0,
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
    pub(super) fn softener(
        &self,
        index: usize,
        first: bool,
    ) -> Option<(usize, usize, Option<&'static str>)> {
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
                more: Vec::new(),
                side: 0,
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
            more: Vec::new(),
            side: 0,
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
            more: Vec::new(),
            side: 0,
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
            more: Vec::new(),
            side: 0,
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
        let alone = self.context.is_alone(noun.span);
        let clear = alone || !noun.ambiguous_alone() || !noun.is_singular() || softened || of_time;
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
                length.unit = Unit::Minute;
                length.amount = length
                    .amount
                    .and_then(|hours| hours.times(Decimal::from(60)))
                    .and_then(|hours| hours.plus(minutes.number));
            }
        }
        while let Some(more) = self.atom(length.end, false, |atom| match atom.kind {
            Kind::Measure => !length.unit.is_clock() || length.amount.is_none(),
            Kind::Modifier(_) | Kind::Last => true,
            _ => false,
        }) {
            length.end = more.span.end;
            if let Kind::Modifier(shift) = more.kind {
                length.side = shift.signum();
            }
        }
        self.more_units(length);
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

    /// وثلاثة أشهر, و21 يوما after a length in another unit.
    fn more_units(&self, length: &mut Length) {
        while length.amount.is_some() && length.side == 0 {
            let apart = self.context.is_word(length.end, AND);
            let at = length.end + usize::from(apart);
            if !self.context.continues_to(at) {
                return;
            }
            let next = self
                .counted(at, !apart)
                .or_else(|| self.dual(at, !apart))
                .or_else(|| self.described(at, !apart, false, false));
            let Some(next) = next else {
                return;
            };
            let attached =
                apart || next.skip > 0 && self.context.tokens.folded(at).starts_with(AND);
            let Some(amount) = next.amount.filter(|_| attached) else {
                return;
            };
            if next.unit == length.unit || next.unit.is_clock() != length.unit.is_clock() {
                return;
            }
            length.more.push((amount, next.unit));
            length.end = next.end;
        }
    }

    /// An age without its noun: سن 18, عمر الـ80, عمر ناهز الثمانين
    pub(super) fn age(&self, index: usize) -> Option<Phrase> {
        let reading = self.numbers.bare(index)?;
        let age = reading.integer()?;
        let mut before = index.checked_sub(1)?;
        if self.context.tokens.folded(before) == ARTICLE {
            before = before.checked_sub(1)?;
        }
        if NEARS.contains(&self.context.tokens.folded(before)) {
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

    /// أول يوم, آخر خمس سنوات
    pub(super) fn part_of_length(&self, index: usize) -> Option<Phrase> {
        let length = self.length(index, false, true)?;
        Some(Phrase {
            end: length.end,
            timex: Some(timex::duration(length.amount, length.unit)),
            clock: length.unit.is_clock(),
            unsure: true,
            ..Phrase::default()
        })
    }
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
        more: Vec::new(),
        side: 0,
    })
}
