//! Years with and without their noun, eras, and dates in figures.

use super::{
    AND, Dated, Direction, Era, FROM, Fields, IN, Kind, List, NumberKind, Parser, Phrase,
    TokenKind, Unit, digits, dotted, is_decimal, timex,
};

impl Parser<'_> {
    /// حوالي سنة 1500 قبل الميلاد, حوالي 50 قبل الميلاد
    pub(super) fn about(&self, index: usize) -> Option<Phrase> {
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

    /// The year or modifier after a month.
    pub(super) fn year_after(&self, dated: &mut Dated) {
        let tokens = self.context.tokens;
        let mut at = dated.end;
        if matches!(tokens.plain(at), "،" | ",") && tokens.kind(at + 1) == TokenKind::Number {
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
        if let Some((year, end)) = self.year_in_words(at) {
            dated.fields.year = Some(year);
            dated.end = end;
            dated.supported = true;
            return;
        }
        // لعام 2014, في سنة 2014
        let later = self
            .atom(at, true, |atom| {
                atom.kind == Kind::Unit(Unit::Year)
                    && self.context.proclitic(atom.span) == "ل"
                    && self.context.continues_to(at)
            })
            .map(|noun| noun.span.end);
        let within = || {
            let noun = self.kind(at + 1, Kind::Unit(Unit::Year))?;
            self.context.is_word(at, IN).then_some(noun.span.end)
        };
        if let Some((year, end)) = later.or_else(within).and_then(|at| self.year_digits(at)) {
            dated.fields.year = year;
            dated.end = end;
            dated.supported = true;
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
    pub(super) fn year_number(&self, index: usize) -> Option<(Option<i32>, usize)> {
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

    /// ألفين وثمانية عشر, ألف وتسعمئة وثمانية وسبعين after a month.
    pub(super) fn year_in_words(&self, index: usize) -> Option<(i32, usize)> {
        let from = usize::from(self.context.is_word(index, FROM));
        let reading = self.number(index + from, false).filter(|reading| {
            !reading.digits && reading.kind == NumberKind::Cardinal && reading.span.len() > 1
        })?;
        let year = reading
            .integer()
            .filter(|year| (1100..2200).contains(year))?;
        Some((year, reading.span.end))
    }

    /// An era after a year: its sign, or nothing for another calendar, and its end.
    pub(super) fn era(&self, index: usize) -> Option<(Option<i32>, usize)> {
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
    pub(super) fn year(&self, index: usize, direct: bool) -> Option<(usize, Option<i32>)> {
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
    pub(super) fn year_digits(&self, index: usize) -> Option<(Option<i32>, usize)> {
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
    pub(super) fn numeric(&self, index: usize) -> Option<Phrase> {
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
        let timex = if hijri {
            super::hijri::convert(year, fields.month?, fields.day).0
        } else {
            self.resolver.date(fields, Direction::Unsaid)
        };
        Some(Phrase {
            end,
            timex: Some(timex),
            ..Phrase::default()
        })
    }

    /// A year without its noun: 2011 after في or in brackets, 2011-2015, 146 ق.م.
    pub(super) fn bare_year(&self, index: usize) -> Option<Phrase> {
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
                let (timex, interval) = match sign {
                    Some(sign) => (Some(timex::year_text(sign * year)), None),
                    None => self.hijri_year(index).unzip(),
                };
                return Some(Phrase {
                    end: self.other_era(after),
                    timex,
                    interval: interval.flatten(),
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
}
