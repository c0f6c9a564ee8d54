//! Weeks, months, quarters, years, decades, centuries, seasons, and their parts.

use super::{
    AND, ARTICLE, Atom, Calendar, DEEPEST, Decimal, Direction, FROM, Fields, Form, IN, Kind,
    NumberKind, OR, Parser, Phrase, Reading, Unit, timex,
};

/// What follows a definite noun for a unit of time.
#[derive(Debug, Default)]
struct UnitTail {
    end: usize,
    /// How many units from now.
    shift: Option<i32>,
    /// How many units.
    count: Option<Decimal>,
    /// Which one in a row.
    ordinal: Option<Decimal>,
    /// Which way the years of a century count: −1 before Christ, nothing in another calendar.
    era: Option<i32>,
    /// How surely it makes the noun a date: 0 not at all, 1 perhaps, 2 surely.
    strength: u8,
}

impl Parser<'_> {
    /// مطلع الشهر الجاري, الربع الأول من العام, القرن التاسع عشر, الثمانينات, صيف 2015, شهر رمضان
    pub(super) fn period(&self, index: usize, first: bool, depth: u8) -> Option<Phrase> {
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
        let mut month = self.month(index, first)?;
        if month.direction == Direction::Unsaid && self.is_since(index) {
            month.direction = Direction::Past;
        }
        if !month.supported && !parted && !self.leads_to_month(index) {
            return None;
        }
        let (timex, interval) = match month.calendar {
            Calendar::Gregorian => (
                Some(self.resolver.date(month.fields, month.direction)),
                None,
            ),
            _ => match self.hijri(&month, index) {
                Some((timex, interval)) => (Some(timex), interval),
                None => (None, None),
            },
        };
        Some(Phrase {
            skip: month.skip,
            end: month.end,
            timex,
            interval,
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
    pub(super) fn year_phrase(&self, index: usize, first: bool, _parted: bool) -> Option<Phrase> {
        let noun = self.atom(index, first, |atom| atom.kind == Kind::Unit(Unit::Year))?;
        let qualifier = self.kind(noun.span.end, Kind::Qualifier);
        let at = qualifier.map_or(noun.span.end, |atom| atom.span.end);
        let (year, end) = self.year_digits(at)?;
        let count = self.context.tokens.is_word(end)
            && self
                .atom(end, false, |atom| atom.unit().is_some())
                .is_some_and(|atom| !atom.definite);
        let (timex, interval) = match year {
            Some(year) => (Some(timex::year_text(year)), None),
            None => self.hijri_year(at).unzip(),
        };
        (!count).then(|| Phrase {
            skip: noun.span.skip,
            end,
            timex,
            interval: interval.flatten(),
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
        let tail = self.unit_tail(noun, unit);
        let mut at = tail.end;
        let mut strength = tail.strength;
        let mut said = false;
        let mut timex = self.unit_value(unit, noun, &tail, None);
        if let Some((end, of)) = self.of_period(at, depth) {
            let needs = tail.count.is_some() || strength > 0 || parted;
            if needs || noun.form == Form::Plural {
                at = end;
                strength = 2;
                said = true;
                timex = self.unit_value(unit, noun, &tail, of);
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
                    || at > noun.span.end && tail.strength < strength
                    || said && unit == Unit::Half
                    || matches!(unit, Unit::Quarter | Unit::Decade)
            }
        };
        let count = tail
            .count
            .or((noun.form == Form::Dual).then(|| Decimal::from(2)));
        let interval = count
            .zip(tail.shift.filter(|shift| *shift != 0))
            .and_then(|(count, shift)| self.resolver.around(count, unit, shift.signum()));
        enough.then(|| Phrase {
            skip: noun.span.skip,
            end: at,
            timex,
            interval,
            clock: unit.is_clock(),
            unsure: strength < 2,
            ..Phrase::default()
        })
    }

    /// What follows a definite noun for a unit of time: numbers, ordinals, modifiers.
    fn unit_tail(&self, noun: &Atom, unit: Unit) -> UnitTail {
        let qualifier = self.kind(noun.span.end, Kind::Qualifier);
        let mut tail = UnitTail {
            end: qualifier.map_or(noun.span.end, |atom| atom.span.end),
            era: Some(1),
            ..UnitTail::default()
        };
        // القرن الهجري الأول
        self.century_era(unit, &mut tail);
        while self.unit_modifier(&mut tail) || self.unit_number(noun, unit, &mut tail) {}
        if let Some(second) = tail.ordinal.and_then(|_| self.second_ordinal(tail.end)) {
            tail.end = second;
        }
        self.century_era(unit, &mut tail);
        tail
    }

    fn century_era(&self, unit: Unit, tail: &mut UnitTail) {
        if unit == Unit::Century {
            if let Some((sign, end)) = self.era(tail.end) {
                tail.end = end;
                tail.era = sign;
            }
        }
    }

    /// Takes in a modifier; says whether there was one.
    fn unit_modifier(&self, tail: &mut UnitTail) -> bool {
        let found = self.atom(tail.end, false, |atom| match atom.kind {
            // One is enough; a repeated one is a slip.
            Kind::Modifier(_) => tail.strength < 2 || tail.shift.is_none(),
            Kind::Last => true,
            Kind::Measure => atom.definite,
            _ => false,
        });
        let Some(atom) = found else {
            return false;
        };
        tail.end = atom.span.end;
        tail.strength = tail.strength.max(if atom.ambiguous { 1 } else { 2 });
        if let Kind::Modifier(units) = atom.kind {
            tail.shift = Some(units);
        }
        // الأسبوع المنتهي في 13 يوليو
        if atom.ambiguous && self.context.is_word(tail.end, IN) {
            if let Some(until) = self.day_of_month(tail.end + 1, false, true) {
                tail.end = until.end;
                tail.strength = 2;
            }
        }
        true
    }

    /// Takes in a number; says whether there was one.
    fn unit_number(&self, noun: &Atom, unit: Unit, tail: &mut UnitTail) -> bool {
        let article = usize::from(self.context.is_word(tail.end, ARTICLE));
        let Some(reading) = self.number(tail.end + article, false) else {
            return false;
        };
        match reading.kind {
            NumberKind::Ordinal if reading.definite && tail.ordinal.is_none() => {
                tail.ordinal = Some(reading.number);
                tail.strength = 2;
            }
            NumberKind::Cardinal
                if tail.count.is_none() && tail.ordinal.is_none() && is_count(noun, reading) =>
            {
                tail.count = Some(reading.number);
                if unit == Unit::Century {
                    tail.ordinal = tail.count;
                    tail.strength = 2;
                }
            }
            _ => return false,
        }
        tail.end = reading.span.end;
        true
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
    pub(super) fn of_period(&self, index: usize, depth: u8) -> Option<(usize, Option<String>)> {
        let from = self.context.is_word(index, FROM);
        if !from {
            let (year, end) = self.year_number(index)?;
            return Some((end, year.map(timex::year_text)));
        }
        let at = index + 1;
        if let Some((year, end)) = self.year_number(at) {
            return Some((end, year.map(timex::year_text)));
        }
        if let Some((year, end)) = self.year_in_words(at) {
            return Some((end, Some(timex::year_text(year))));
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
        tail: &UnitTail,
        of: Option<String>,
    ) -> Option<String> {
        let ordinal = tail.ordinal.and_then(Decimal::integer);
        match (unit, ordinal) {
            (Unit::Century, Some(number)) => {
                let century = format!("{:02}", (number - 1).max(0));
                return match tail.era {
                    Some(1) => Some(century),
                    Some(_) => Some(format!("BC{century}")),
                    None => None,
                };
            }
            (Unit::Quarter, Some(number @ 1..=4)) => {
                let year = of.unwrap_or_else(|| "XXXX".to_owned());
                return Some(format!("{year}-Q{number}"));
            }
            (Unit::Half, Some(number @ 1..=2)) => {
                let year = of.unwrap_or_else(|| "XXXX".to_owned());
                return Some(format!("{year}-H{number}"));
            }
            // الأشهر الستة الأولى من 2018
            (Unit::Month, Some(1)) => {
                let count = tail
                    .count
                    .and_then(Decimal::integer)
                    .filter(|n| (2..=12).contains(n))?;
                let year = of.filter(|of| of.len() == 4)?;
                return Some(format!("{year}-01/{year}-{count:02}"));
            }
            (_, Some(_)) => return None,
            _ => {}
        }
        if noun.form == Form::Plural || tail.count.is_some() {
            return Some(timex::duration(tail.count, unit));
        }
        if noun.form == Form::Dual {
            return Some(timex::duration(Some(Decimal::from(2)), unit));
        }
        tail.shift.map(|shift| self.resolver.shifted(unit, shift))
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
        // رأس السنة, رأس السنة الهجرية: a day of every year.
        if let Some((day, end)) = self.holiday(value, end) {
            return Some(Phrase {
                skip: period.span.skip,
                end,
                timex: Some(timex::iso(day)),
                unsure: period.ambiguous,
                ..Phrase::default()
            });
        }
        let named = value.len() == 9 && value.contains('/');
        Some(Phrase {
            skip: period.span.skip,
            end,
            timex: named.then(|| value.to_owned()),
            unsure: period.ambiguous,
            ..Phrase::default()
        })
    }
}

/// Whether a number after a definite noun counts it: السنوات الثلاث, الأشهر الـ10, القرن 19.
fn is_count(noun: &Atom, reading: &Reading) -> bool {
    noun.form == Form::Plural
        || noun.unit() == Some(Unit::Century) && reading.integer().is_some_and(|n| n <= 21)
}
