//! Numbers in digits and words, ordinals, and what softens them.
//!
//! The annotation guide's rule 7: a CARDINAL takes a preceding approximator, with the bare number as head,
//! and not the counted noun; ordinals of dates, months and ranks are none.
//! [`Numbers`] reads every number of a text once; the families of dates, money, percentages and
//! quantities build on these readings.

use super::Context;
use crate::label::Label;
use crate::lexicon::{Entry, List};
use crate::mention::{Candidate, Source, TokenSpan};
use crate::normalise::letters;
use crate::tokenise::Kind as TokenKind;
use crate::value::{Decimal, Modifier, Value};

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A counting number.
    Cardinal,
    /// A ranking number in words.
    Ordinal,
    /// A part of one (نصف, ثلاثة أرباع).
    Fraction,
    /// A vague number (عشرات, مئات الآلاف, بضعة).
    Vague,
    /// Two numbers with a dash between them: a range, or a score (16-20, 3-1).
    Pair,
}

/// A number that begins at some token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// Where it stands, without attached proclitics.
    pub(crate) span: TokenSpan,
    /// The number, or the least of a range.
    pub(crate) number: Decimal,
    /// The most of a range.
    pub(crate) max: Option<Decimal>,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether it begins with digits.
    pub(crate) digits: bool,
    /// Whether it is in words and carries the article.
    pub(crate) definite: bool,
    /// Whether it holds a word that is no number elsewhere (ست, خمس, الثمن).
    pub(crate) ambiguous: bool,
}

impl Reading {
    /// The number as a small whole number, where it is one.
    pub(crate) fn integer(&self) -> Option<i32> {
        i32::try_from(self.number.integer()?).ok()
    }

    /// Whether the number is a single token of digits.
    pub(crate) fn is_plain_digits(&self) -> bool {
        self.digits && self.kind == Kind::Cardinal && self.span.len() == 1
    }
}

/// A word or phrase that softens or bounds the number after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Approximation {
    /// Where it stands.
    pub(crate) span: TokenSpan,
    /// What it makes of the number.
    pub(crate) modifier: Option<Modifier>,
    /// Whether the number's span takes it in (نحو does, the verb يتجاوز does not).
    pub(crate) inside: bool,
}

/// All numbers of a text.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// The longest number that begins at each token.
    readings: Vec<Option<Reading>>,
    /// The longest approximation that ends before each token.
    before: Vec<Option<Approximation>>,
    /// What an approximation that begins at each token makes of the number before it.
    after: Vec<Option<(usize, Modifier)>>,
}

impl Numbers {
    /// The number that begins at token `index`, perhaps after an attached proclitic.
    pub(crate) fn at(&self, index: usize) -> Option<&Reading> {
        self.readings.get(index)?.as_ref()
    }

    /// The number that begins at token `index`, with no proclitic before it.
    pub(crate) fn bare(&self, index: usize) -> Option<&Reading> {
        self.at(index).filter(|reading| reading.span.skip == 0)
    }

    /// What softens the number that begins at token `index`.
    pub(crate) fn approximation(&self, index: usize) -> Option<&Approximation> {
        self.before.get(index)?.as_ref()
    }

    /// What softens the number that ends before token `index`, at once or after one counted noun.
    pub(crate) fn afterthought(&self, index: usize) -> Option<Modifier> {
        [index, index + 1]
            .into_iter()
            .find_map(|at| self.after.get(at).copied().flatten())
            .map(|(_, modifier)| modifier)
    }

    /// The span that begins with what softens the number at `head`, and what is made of the number.
    pub(crate) fn softened(&self, head: TokenSpan) -> (TokenSpan, Option<Modifier>) {
        let plain = (head, self.afterthought(head.end));
        if head.skip > 0 {
            return plain;
        }
        match self.approximation(head.first) {
            Some(before) if before.inside => (
                TokenSpan::skipping(before.span.first, before.span.skip, head.end),
                before.modifier,
            ),
            Some(before) => (head, before.modifier),
            None => plain,
        }
    }
}

/// Reads all numbers of a text.
pub(crate) fn readings(context: &Context) -> Numbers {
    let parser = Parser { context };
    let count = context.tokens.len();
    let mut numbers = Numbers {
        readings: (0..count).map(|index| parser.number(index)).collect(),
        before: vec![None; count + 1],
        after: vec![None; count + 1],
    };
    for hit in context.hits.as_slice() {
        let Some(entry) = hit.entry(List::Approximators) else {
            continue;
        };
        let modifier = entry.feature("mod").and_then(modifier);
        if entry.is("position", "after") {
            if let Some(modifier) = modifier {
                numbers.after[hit.span.first] = Some((hit.span.end, modifier));
            }
            continue;
        }
        let place = &mut numbers.before[hit.span.end];
        let longer = place.is_none_or(|other| other.span.first > hit.span.first);
        if longer && context.continues_to(hit.span.end) {
            *place = Some(Approximation {
                span: hit.span,
                modifier,
                inside: entry.is("position", "before"),
            });
        }
    }
    numbers
}

fn modifier(name: &'static str) -> Option<Modifier> {
    Some(match name {
        "approx" => Modifier::Approximate,
        "at_least" => Modifier::AtLeast,
        "at_most" => Modifier::AtMost,
        "more" => Modifier::MoreThan,
        "less" => Modifier::LessThan,
        _ => return None,
    })
}

/// A billionth: the unit in which the parser counts, so that fractions stay whole.
const ONE: i128 = 1_000_000_000;
/// Past this, in billionths, a number is not read.
const LARGEST: i128 = ONE * ONE * ONE;

/// One word or digit group of a number.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: TokenSpan,
    /// In billionths.
    value: i128,
    class: Class,
    definite: bool,
    ambiguous: bool,
    plural: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Digits,
    Unit,
    Teen,
    Ten,
    Hundred,
    Scale,
    Fraction,
    Vague,
    Ordinal,
}

/// One member of a sum: a number below a thousand, or one with its scales (23 ألفا).
#[derive(Clone, Copy)]
struct Term {
    first: Piece,
    end: usize,
    value: i128,
    /// The last scale, or one.
    scale: i128,
    /// A next member must be less than this.
    room: i128,
    ambiguous: bool,
}

struct Parser<'c> {
    context: &'c Context<'c>,
}

impl Parser<'_> {
    /// The longest number that begins at a token.
    fn number(&self, index: usize) -> Option<Reading> {
        if let Some(number) = self.signed(index) {
            return Some(number);
        }
        if self.context.tokens.kind(index) == TokenKind::Number {
            if let Some(number) = self.slashed(index).or_else(|| self.pair(index)) {
                return Some(number);
            }
        }
        let first = self.piece(index)?;
        match first.class {
            // أعشار, أتساع alone
            Class::Fraction if first.plural => None,
            Class::Ordinal => Some(self.ordinal(first)),
            Class::Vague => Some(self.vague(first)),
            Class::Scale if first.plural => Some(self.vague(first)),
            _ => self.pair_in_words(first).or_else(|| self.cardinal(first)),
        }
    }

    /// -5, سالب خمسة
    fn signed(&self, index: usize) -> Option<Reading> {
        let tokens = self.context.tokens;
        let (skip, end) = match tokens.plain(index) {
            "-" | "\u{2212}" => {
                let begins = index == 0
                    || !tokens[index].glued && tokens.kind(index - 1) != TokenKind::Number
                    || matches!(tokens.plain(index - 1), "(" | "=" | "<" | ">" | ":");
                let glued = tokens.get(index + 1).is_some_and(|token| token.glued);
                // -5 at the start of a paragraph is an item of a list, unless nothing follows.
                let item = tokens[index].starts_paragraph
                    && tokens
                        .get(index + 2)
                        .is_some_and(|t| !t.starts_paragraph && !t.glued);
                if !begins || !glued || item || tokens.kind(index + 1) != TokenKind::Number {
                    return None;
                }
                (0, index + 1)
            }
            "\u{066B}" | "." => return self.bare_decimals(index),
            _ => {
                let (hit, entry) = self.context.hits.find(index, List::NumberWords)?;
                if !entry.is("kind", "sign") {
                    return None;
                }
                (hit.span.skip, hit.span.end)
            }
        };
        if !tokens.continues(end) {
            return None;
        }
        let first = self.bare_piece(end)?;
        let slashed = self.slashed(end);
        let reading = slashed.or_else(|| self.cardinal(first))?;
        if reading.kind == Kind::Pair {
            return None;
        }
        Some(Reading {
            span: TokenSpan::skipping(index, skip, reading.span.end),
            number: reading.number.times(Decimal::from(-1))?,
            definite: false,
            ambiguous: false,
            ..reading
        })
    }

    /// .25, ٫٧٧: decimals with no zero before them.
    fn bare_decimals(&self, index: usize) -> Option<Reading> {
        let tokens = self.context.tokens;
        let glued = |at: usize| tokens.get(at).is_some_and(|token| token.glued);
        let begins = index == 0 || !glued(index) || tokens[index].starts_paragraph;
        if !begins || !glued(index + 1) || tokens.kind(index + 1) != TokenKind::Number {
            return None;
        }
        let number = billionths(&format!("0.{}", ascii(tokens.plain(index + 1))?))?;
        Some(Reading {
            span: TokenSpan::new(index, index + 2),
            number: decimal(number),
            max: None,
            kind: Kind::Cardinal,
            digits: true,
            definite: false,
            ambiguous: false,
        })
    }

    /// 3/4 where it measures or counts, and not where it may be a day and a month.
    fn slashed(&self, index: usize) -> Option<Reading> {
        let tokens = self.context.tokens;
        let glued = |at: usize| tokens.get(at).is_some_and(|token| token.glued);
        let number = |at: usize| {
            (tokens.kind(at) == TokenKind::Number)
                .then(|| read_digits(tokens.plain(at), false))
                .flatten()
                .and_then(|digits| billionths(&digits))
        };
        let end = index + 3;
        if tokens.plain(index + 1) != "/" || !glued(index + 1) || !glued(index + 2) {
            return None;
        }
        let over = number(index)?;
        let under = number(index + 2).filter(|&n| n > ONE)?;
        let alone = tokens.get(end).is_none_or(|token| token.starts_paragraph)
            && (index == 0 || tokens[index].starts_paragraph || tokens.plain(index - 1) == "-");
        let counts = tokens.continues(end)
            && (self.context.is_word(end, super::FROM)
                || [List::Units, List::Currencies]
                    .into_iter()
                    .any(|list| self.context.hits.find_bare(end, list).is_some()));
        let part = over < under && under <= 10 * ONE;
        if glued(end) && tokens.plain(end) == "/"
            || !(alone || counts && part || counts && under > 31 * ONE)
        {
            return None;
        }
        // A third is cut to nine places.
        let value = over.checked_mul(ONE)? / under;
        Some(Reading {
            span: TokenSpan::new(index, end),
            number: decimal(value),
            max: None,
            kind: Kind::Fraction,
            digits: true,
            definite: false,
            ambiguous: false,
        })
    }

    /// خمس الساعة: a fifth, as five hours are خمس ساعات.
    fn is_share(&self, term: &Term) -> bool {
        let first = &term.first;
        let small = matches!(first.class, Class::Unit | Class::Ten)
            && [5, 7, 9, 10].contains(&(first.value / ONE))
            && term.end == first.span.end;
        small
            && !first.definite
            && self.context.continues_to(term.end)
            && self.context.starts_with_article(term.end)
            && self
                .context
                .written(first.span)
                .is_some_and(|written| written.chars().count() == 3)
    }

    /// على عشرين after واحد: what it is parted by, and where that ends.
    fn over(&self, value: i128, index: usize) -> Option<(i128, usize)> {
        if value < ONE || !self.context.is_word(index, super::OVER) {
            return None;
        }
        let mut under = self.term(self.bare_piece(index + 1)?)?;
        if let Some(more) = self.joined(under.end).and_then(|piece| self.term(piece)) {
            if more.value < under.room * ONE {
                (under.value, under.end) = (under.value + more.value, more.end);
            }
        }
        // 3 على 2 is a score or a rate.
        let words = self.context.tokens.kind(index - 1) != TokenKind::Number;
        (under.value > value && (words || value == ONE)).then_some((under.value, under.end))
    }

    /// خمسة وعشرون in خمسة فاصلة خمسة وعشرون: the decimals, and where they end.
    fn point(&self, index: usize) -> Option<(i128, usize)> {
        let (hit, entry) = self.context.hits.find_bare(index, List::NumberWords)?;
        if !entry.is("kind", "point") || !self.context.continues_to(index) {
            return None;
        }
        let next = self.bare_piece(hit.span.end)?;
        let term = self.term(next)?;
        let mut power = 1;
        while power <= term.value / ONE {
            power *= 10;
        }
        (term.value >= ONE).then(|| (term.value / power.max(10), term.end))
    }

    fn cardinal(&self, first: Piece) -> Option<Reading> {
        let term = self.term(first)?;
        let mut kind = Kind::Cardinal;
        if first.class == Class::Fraction || (term.scale == 1 && term.value < ONE && term.value > 0)
        {
            kind = Kind::Fraction;
        }
        let mut value = term.value;
        let mut end = term.end;
        let mut ambiguous = term.ambiguous;
        let mut room = term.room;
        if self.is_share(&term) {
            kind = Kind::Fraction;
            value = ONE * ONE / value;
            ambiguous = false;
        }
        let mut scale = term.scale;
        while room > 1 {
            let Some(next) = self.joined(end).and_then(|piece| self.term(piece)) else {
                break;
            };
            if next.value >= room * ONE || next.value < ONE {
                break;
            }
            value += next.value;
            end = next.end;
            room = next.room.min(next.scale.max(2) - 1);
            scale = next.scale;
            ambiguous &= next.ambiguous;
        }
        if let Some((part, after)) = self.point(end) {
            value += part;
            end = after;
            ambiguous = false;
        } else if let Some((under, after)) = self.over(value, end) {
            value = value.checked_mul(ONE)? / under;
            kind = Kind::Fraction;
            end = after;
            ambiguous = false;
        }
        // مليون ونصف, ثلاثة ملايين ونصف المليون, اثنان ونصف
        if let Some(part) = self.joined(end).filter(|part| {
            part.class == Class::Fraction && !part.ambiguous && first.class != Class::Fraction
        }) {
            let repeated = self
                .bare_piece(part.span.end)
                .filter(|piece| piece.class == Class::Scale && piece.value == scale * ONE);
            let clear = repeated.is_some()
                || !self.context.tokens.is_word(part.span.end)
                || !self.context.starts_with_article(part.span.end);
            if clear {
                value += part.value.checked_mul(scale)?;
                end = repeated.map_or(part.span.end, |piece| piece.span.end);
            }
        }
        (value < LARGEST).then(|| Reading {
            span: TokenSpan::skipping(first.span.first, first.span.skip, end),
            number: decimal(value),
            max: None,
            kind,
            digits: first.class == Class::Digits,
            definite: first.definite,
            ambiguous,
        })
    }

    /// A number below a thousand, or digits, with the scales that follow.
    fn term(&self, first: Piece) -> Option<Term> {
        let mut value = first.value;
        let mut end = first.span.end;
        let mut room = 1;
        let mut ambiguous = first.ambiguous;
        match first.class {
            Class::Unit => {
                if let Some(ten) = self.joined(end).filter(Piece::is_full_ten) {
                    value += ten.value;
                    end = ten.span.end;
                    ambiguous = false;
                } else if let Some(next) = self.bare_piece(end) {
                    if next.class == Class::Hundred && next.value == 100 * ONE {
                        value *= 100;
                        end = next.span.end;
                        (value, end) = self.below_hundred(value, end);
                        ambiguous = false;
                    } else if next.class == Class::Fraction && next.plural {
                        // ثلاثة أرباع
                        value = value / ONE * next.value;
                        end = next.span.end;
                        ambiguous = false;
                    }
                }
            }
            Class::Hundred => (value, end) = self.below_hundred(value, end),
            Class::Scale => {
                value = first.value;
                room = value / ONE;
            }
            Class::Ten => {
                // عشرون أخماسا
                let fraction = self
                    .bare_piece(end)
                    .filter(|next| next.class == Class::Fraction && next.plural);
                if let Some(fraction) = fraction {
                    value = value / ONE * fraction.value;
                    end = fraction.span.end;
                }
            }
            Class::Digits | Class::Teen | Class::Fraction => {}
            Class::Ordinal | Class::Vague => return None,
        }
        let mut scale = if first.class == Class::Scale {
            first.scale()
        } else {
            1
        };
        while let Some(next) = self
            .bare_piece(end)
            .filter(|next| next.class == Class::Scale && next.is_one_scale())
        {
            value = value.checked_mul(next.value / ONE)?;
            scale = next.value / ONE;
            room = scale;
            end = next.span.end;
            ambiguous = false;
            if value > LARGEST {
                return None;
            }
        }
        Some(Term {
            first,
            end,
            value,
            scale,
            room,
            ambiguous,
        })
        .filter(|term| term.first.class != Class::Digits || value >= 0)
    }

    /// Adds what follows a hundred: مئة وثلاثة وعشرين.
    fn below_hundred(&self, hundreds: i128, end: usize) -> (i128, usize) {
        let Some(next) = self.joined(end) else {
            return (hundreds, end);
        };
        match next.class {
            Class::Unit => match self.joined(next.span.end).filter(Piece::is_full_ten) {
                Some(ten) => (hundreds + next.value + ten.value, ten.span.end),
                None => (hundreds + next.value, next.span.end),
            },
            Class::Teen | Class::Ten => (hundreds + next.value, next.span.end),
            Class::Digits if next.value < 100 * ONE => (hundreds + next.value, next.span.end),
            _ => (hundreds, end),
        }
    }

    fn vague(&self, first: Piece) -> Reading {
        let mut value = first.value;
        let mut end = first.span.end;
        while let Some(next) = self
            .bare_piece(end)
            .filter(|next| matches!(next.class, Class::Scale | Class::Vague))
        {
            match value.checked_mul(next.value / ONE).filter(|&v| v < LARGEST) {
                Some(more) => value = more,
                None => break,
            }
            end = next.span.end;
        }
        // بضعة is 3 to 9 of its scale, the others run from two of their scale to the next one.
        let few = value.to_string().starts_with('3');
        let (min, max) = if few {
            (value, value * 3)
        } else {
            (value * 2, value * 10 - ONE)
        };
        Reading {
            span: TokenSpan::skipping(first.span.first, first.span.skip, end),
            number: decimal(min),
            max: Some(decimal(max)),
            kind: Kind::Vague,
            digits: false,
            definite: first.definite,
            ambiguous: first.ambiguous && end == first.span.end,
        }
    }

    fn ordinal(&self, first: Piece) -> Reading {
        let mut value = first.value;
        let mut end = first.span.end;
        // الخامسة و الثلاثين, with a blank after the conjunction
        if value < 10 * ONE {
            if let Some(ten) = self
                .joined(end)
                .filter(|ten| ten.is_full_ten() && ten.definite == first.definite)
            {
                value += ten.value;
                end = ten.span.end;
            }
        }
        Reading {
            span: TokenSpan::skipping(first.span.first, first.span.skip, end),
            number: decimal(value),
            max: None,
            kind: Kind::Ordinal,
            digits: false,
            definite: first.definite,
            ambiguous: first.ambiguous,
        }
    }

    /// 3-1, 2 - صفر, 16-20 ألفا
    fn pair(&self, index: usize) -> Option<Reading> {
        let first = self.digits(index)?;
        self.pair_from(first)
    }

    /// صفر-3
    fn pair_in_words(&self, first: Piece) -> Option<Reading> {
        (first.class == Class::Unit && first.value == 0)
            .then(|| self.pair_from(first))
            .flatten()
    }

    fn pair_from(&self, first: Piece) -> Option<Reading> {
        let tokens = self.context.tokens;
        let dash = first.span.end;
        let is_dash = |at: usize| {
            matches!(
                tokens.plain(at),
                "-" | "\u{2013}" | "\u{2014}" | "\u{2010}" | "\u{2011}"
            )
        };
        if !is_dash(dash) || !tokens.continues(dash) || !tokens.continues(dash + 1) {
            return None;
        }
        let second = self
            .bare_piece(dash + 1)
            .filter(|piece| piece.class == Class::Digits || piece.value == 0)?;
        let end = second.span.end;
        // A third member makes it a date or a code.
        if is_dash(end)
            && self.context.tokens[end].glued
            && tokens.kind(end + 1) == TokenKind::Number
        {
            return None;
        }
        // 25 - 3 with a blank on one side only is a list item or a code.
        let mut number = first.value;
        let mut most = second.value;
        let mut end = end;
        if let Some(scale) = self
            .bare_piece(end)
            .filter(|next| next.class == Class::Scale && next.is_one_scale())
        {
            number = number.checked_mul(scale.value / ONE)?;
            most = most.checked_mul(scale.value / ONE)?;
            end = scale.span.end;
        }
        if number > LARGEST || most > LARGEST {
            return None;
        }
        Some(Reading {
            span: TokenSpan::skipping(first.span.first, first.span.skip, end),
            number: decimal(number),
            max: (most > number).then(|| decimal(most)),
            kind: Kind::Pair,
            digits: true,
            definite: false,
            ambiguous: false,
        })
    }

    /// The piece that begins at a token, perhaps after a proclitic.
    fn piece(&self, index: usize) -> Option<Piece> {
        if self.context.tokens.kind(index) == TokenKind::Number {
            return self.digits(index);
        }
        let (hit, entry) = self.context.hits.find(index, List::NumberWords)?;
        piece(hit.span, entry).filter(|piece| !self.is_quantity_noun(piece))
    }

    /// كمية and the name مية fold to the same letters as مئة.
    fn is_quantity_noun(&self, piece: &Piece) -> bool {
        let hundreds = piece.value == 100 * ONE && piece.span.len() == 1;
        hundreds
            && self
                .context
                .written(piece.span)
                .is_some_and(|written| written.contains("مي"))
            // The name ألستون
            || piece.definite
                && piece.span.skip == 0
                && self
                    .context
                    .written(piece.span)
                    .is_some_and(|written| written.starts_with('أ'))
    }

    /// The piece that goes on a number at a token: with no proclitic, in the same sentence.
    fn bare_piece(&self, index: usize) -> Option<Piece> {
        if !self.context.tokens.continues(index) {
            return None;
        }
        if self.context.tokens.kind(index) == TokenKind::Number {
            return self.digits(index);
        }
        let (hit, entry) = self.context.hits.find_bare(index, List::NumberWords)?;
        piece(hit.span, entry)
    }

    /// The piece after و, attached or apart.
    fn joined(&self, index: usize) -> Option<Piece> {
        let tokens = self.context.tokens;
        if !tokens.continues(index) {
            return None;
        }
        if tokens.folded(index) == super::AND {
            return self.bare_piece(index + 1);
        }
        self.context
            .hits
            .at(index)
            .iter()
            .filter(|hit| hit.span.skip > 0 && self.context.proclitic(hit.span) == super::AND)
            .find_map(|hit| piece(hit.span, hit.entry(List::NumberWords)?))
    }

    /// Digits, with a decimal ر (3ر7 is 7.3) or thousands set apart by blanks.
    fn digits(&self, index: usize) -> Option<Piece> {
        let tokens = self.context.tokens;
        let text = tokens.plain(index);
        let mut end = index + 1;
        let scaled = |at: usize| {
            self.context
                .hits
                .find_bare(at, List::NumberWords)
                .is_some_and(|(_, entry)| entry.is("kind", "scale"))
        };
        let glued = |at: usize| tokens.get(at).is_some_and(|token| token.glued);
        let value = if tokens.folded(end) == DECIMAL_REH
            && glued(end)
            && glued(end + 1)
            && tokens.kind(end + 1) == TokenKind::Number
        {
            let whole = ascii(tokens.plain(end + 1))?;
            let fraction = ascii(text)?;
            end += 2;
            billionths(&format!("{whole}.{fraction}"))?
        } else {
            let mut written = read_digits(text, scaled(end))?;
            while is_group(tokens.plain(end))
                && tokens.kind(end) == TokenKind::Number
                && written.len() < 13
                && (end > index + 1 || written.len() <= 3)
                && tokens.continues(end)
                && self.context.gap(end).is_some_and(is_thin)
            {
                written.push_str(&ascii(tokens.plain(end))?);
                end += 1;
            }
            billionths(&written)?
        };
        Some(Piece {
            span: TokenSpan::new(index, end),
            value,
            class: Class::Digits,
            definite: false,
            ambiguous: false,
            plural: false,
        })
    }
}

impl Piece {
    const fn is_full_ten(&self) -> bool {
        matches!(self.class, Class::Ten) && self.value >= 20 * ONE
    }

    /// The scale without a dual's two (ألفين: a thousand).
    fn scale(&self) -> i128 {
        let mut scale = 1;
        while scale * 10 <= self.value / ONE {
            scale *= 10;
        }
        scale
    }

    /// Whether this is a power of ten, not a dual.
    fn is_one_scale(&self) -> bool {
        self.scale() * ONE == self.value
    }
}

/// The letter that some agencies write as decimal sign.
const DECIMAL_REH: &str = "ر";

fn piece(span: TokenSpan, entry: &Entry) -> Option<Piece> {
    let value = match entry.feature("value") {
        Some(value) => match value.split_once('/') {
            Some((over, under)) => {
                over.parse::<i128>().ok()? * ONE / under.parse::<i128>().ok().filter(|&n| n > 0)?
            }
            None => value.parse::<i128>().ok()? * ONE,
        },
        None => return None,
    };
    let class = match entry.feature("kind")? {
        "unit" => Class::Unit,
        "teen" => Class::Teen,
        "ten" => Class::Ten,
        "hundred" => Class::Hundred,
        "fraction" => Class::Fraction,
        "vague" => Class::Vague,
        "ordinal" => Class::Ordinal,
        "dual" if value == 2 * ONE => Class::Unit,
        "dual" if value == 200 * ONE => Class::Hundred,
        "dual" | "scale" => Class::Scale,
        _ => return None,
    };
    Some(Piece {
        span,
        value,
        class,
        definite: entry.form.starts_with("ال"),
        ambiguous: entry.ambiguous,
        plural: entry.is("number", "plural"),
    })
}

fn decimal(billionths: i128) -> Decimal {
    Decimal::new(billionths, 9)
}

/// A decimal number in billionths; finer digits are cut.
fn billionths(ascii: &str) -> Option<i128> {
    let (whole, fraction) = ascii.split_once('.').unwrap_or((ascii, ""));
    if whole.len() > 17 {
        return None;
    }
    let fraction: String = fraction
        .chars()
        .chain("000000000".chars())
        .take(9)
        .collect();
    Some(whole.parse::<i128>().ok()? * ONE + fraction.parse::<i128>().ok()?)
}

/// The digits of a token in ASCII; nothing where it holds a separator.
fn ascii(text: &str) -> Option<String> {
    text.chars()
        .map(|c| letters::digit(c).map(|digit| char::from(b'0' + digit)))
        .collect()
}

/// A number token as ASCII digits with at most one decimal point.
///
/// ٬ parts thousands and ٫ decimals. The signs . , ، part thousands where every group after the first
/// has three digits and there are several, or where a single group follows , or ،, or where it is 000;
/// with a scale behind it (2.433 مليار) a single group is decimals.
fn read_digits(text: &str, scaled: bool) -> Option<String> {
    let mut groups = vec![String::new()];
    let mut separators = Vec::new();
    for c in text.chars() {
        match letters::digit(c) {
            Some(digit) => groups.last_mut()?.push(char::from(b'0' + digit)),
            None if c == ':' => return None,
            None => {
                separators.push(c);
                groups.push(String::new());
            }
        }
    }
    let Some(&last) = separators.last() else {
        return groups.pop();
    };
    let thousands = |from: usize| groups[from..].iter().all(|group| group.len() == 3);
    let fraction = groups.last()?.clone();
    let mixed = separators.iter().any(|&c| c != last);
    let decimal_end = match last {
        '\u{066B}' => true,
        '\u{066C}' => false,
        _ if mixed => true,
        _ if separators.len() > 1 => !thousands(1),
        _ if groups[0].len() > 3 || fraction.len() != 3 || groups[0] == "0" => true,
        '.' => scaled || fraction != "000",
        _ => scaled,
    };
    if decimal_end && separators.len() > 1 {
        let whole = groups[..groups.len() - 1].concat();
        return (mixed && groups[1..groups.len() - 1].iter().all(|g| g.len() == 3))
            .then(|| format!("{whole}.{fraction}"));
    }
    Some(if decimal_end {
        format!("{}.{fraction}", groups[0])
    } else {
        groups.concat()
    })
}

/// Whether a token is three digits, as a group of thousands is.
fn is_group(text: &str) -> bool {
    text.chars().count() == 3 && text.chars().all(|c| letters::digit(c).is_some())
}

/// Whether the gap between two digit groups is one blank.
fn is_thin(gap: &str) -> bool {
    matches!(gap, " " | "\u{00A0}" | "\u{2009}" | "\u{202F}")
}

/// Confidence of a number in digits, in thousandths.
const SURE: u16 = 900;
/// Confidence of a number in words.
const WORDS: u16 = 850;
/// Confidence of a number in words that also mean something else.
const UNSURE: u16 = 600;

/// All counting and ranking numbers, those inside dates and amounts included; merge keeps the right ones.
pub(crate) fn candidates(context: &Context, numbers: &Numbers) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < context.tokens.len() {
        let Some(reading) = numbers.at(index) else {
            index += 1;
            continue;
        };
        let candidate = if reading.kind == Kind::Ordinal {
            ordinal(context, numbers, reading)
        } else {
            cardinal(context, numbers, reading)
        };
        found.extend(candidate);
        index = reading.span.end;
    }
    found
}

fn cardinal(context: &Context, numbers: &Numbers, reading: &Reading) -> Option<Candidate> {
    let span = reading.span;
    let is_word = || {
        context
            .lexicon
            .function_word(context.tokens, span.first)
            .is_some()
    };
    if is_code(context, span)
        || is_bullet(context, span)
        || is_part(context, reading)
        || !reading.digits && span.len() == 1 && is_word() && !context.is_alone(span)
        || !counts(context, numbers, reading)
    {
        return None;
    }
    if let Some(ordinal) = ranked_digits(context, reading) {
        return Some(ordinal);
    }
    let (whole, modifier) = numbers.softened(span);
    let confidence = match (reading.digits, reading.ambiguous) {
        (true, _) => SURE,
        (false, false) => WORDS,
        (false, true) => UNSURE,
    };
    // A score is no number.
    let score = reading.kind == Kind::Pair && reading.max.is_none();
    let value = (!score).then(|| Value::number(reading.number, reading.max, modifier));
    Some(
        Candidate::new(whole, Label::Cardinal, Source::Grammar, confidence)
            .with_head(span)
            .with_value(value),
    )
}

/// Whether the number stands inside a product code or a longer string of signs (إف-16, 4/5/6).
fn is_code(context: &Context, span: TokenSpan) -> bool {
    let tokens = context.tokens;
    let glued = |at: usize| tokens.get(at).is_some_and(|token| token.glued);
    let first = span.first;
    if first >= 2 && glued(first) && glued(first - 1) {
        let before = tokens.kind(first - 2);
        let joint = matches!(tokens.plain(first - 1), "-" | "\u{2011}" | "\u{2010}" | "_");
        if joint && matches!(before, TokenKind::Word | TokenKind::Latin) {
            return true;
        }
    }
    // فرانس24, but not في531
    let name = |at: usize| {
        tokens.is_word(at)
            && tokens.plain(at).chars().count() > 2
            && context.lexicon.function_word(tokens, at).is_none()
            && context.hits.find(at, List::Approximators).is_none()
    };
    first >= 1
        && glued(first)
        && (tokens.kind(first - 1) == TokenKind::Latin
            || tokens.plain(first - 1) == "_"
            || name(first - 1))
        || glued(span.end) && tokens.kind(span.end) == TokenKind::Latin
}

/// Whether a number only numbers an item of a list: 1- at the start of a paragraph.
fn is_bullet(context: &Context, span: TokenSpan) -> bool {
    let tokens = context.tokens;
    let starts = tokens.get(span.first).is_some_and(|t| t.starts_paragraph) && span.skip == 0;
    starts
        && span.len() == 1
        && tokens.kind(span.first) == TokenKind::Number
        && matches!(
            tokens.plain(span.end),
            "-" | ")" | "." | "\u{2013}" | "\u{0640}"
        )
}

/// Whether a number that is also a common word counts something here.
fn counts(context: &Context, numbers: &Numbers, reading: &Reading) -> bool {
    if !reading.ambiguous || reading.digits {
        return true;
    }
    let span = reading.span;
    if context.is_alone(span) {
        return true;
    }
    let softened = numbers.approximation(span.first).is_some() && span.skip == 0;
    match (reading.kind, reading.integer()) {
        // واحد counts after its noun, not before من (واحد من) and not as أحد, إحدى.
        (Kind::Cardinal, Some(1)) => {
            let counted = context
                .written(span)
                .is_some_and(|written| written.starts_with(ONE_STEM));
            counted && !context.is_word(span.end, super::FROM)
        }
        (Kind::Cardinal, Some(0)) => softened,
        // الاثنين alone is Monday.
        (Kind::Cardinal, Some(2)) => !reading.definite,
        (Kind::Cardinal, _) => {
            let counted = |at: usize| context.tokens.is_word(at) && context.tokens.continues(at);
            // الدول الست, ست دول
            let after_noun = reading.definite
                && span.skip == 0
                && span.first > 0
                && context.tokens.is_word(span.first - 1)
                && context.tokens.continues(span.first);
            softened || after_noun || counted(span.end)
        }
        (Kind::Fraction, _) => false,
        _ => softened,
    }
}

/// Whether a number names a part or an article of something: المادة 18, النصف الثاني.
fn is_part(context: &Context, reading: &Reading) -> bool {
    let span = reading.span;
    let listed = |at: usize| {
        context.hits.at(at).iter().any(|hit| {
            hit.span.end == span.first
                && hit
                    .entry(List::NumberWords)
                    .is_some_and(|entry| entry.is("kind", "article"))
        })
    };
    let article = reading.digits
        && span.first > 0
        && context.tokens.continues(span.first)
        && listed(span.first - 1);
    let half = reading.kind == Kind::Fraction
        && reading.definite
        && context.tokens.continues(span.end)
        && context.starts_with_article(span.end);
    article || half
}

/// What the words for one share (واحد, واحدة, واحدا) apart from أحد.
const ONE_STEM: &str = "واحد";

/// الذكرى الـ71, الدورة 58: digits after a noun that is ranked.
fn ranked_digits(context: &Context, reading: &Reading) -> Option<Candidate> {
    // الذكرى السبعين
    let tens = reading.definite
        && reading.span.skip == 0
        && reading.kind == Kind::Cardinal
        && reading
            .integer()
            .is_some_and(|n| n >= 20 && n % 10 == 0 && n < 100);
    if !reading.is_plain_digits() && !tens {
        return None;
    }
    let number = reading.integer()?;
    let mut before = reading.span.first.checked_sub(1)?;
    let article = context.tokens.folded(before) == super::ARTICLE;
    if article {
        before = before.checked_sub(1)?;
    }
    let ranks = context
        .hits
        .at(before)
        .iter()
        .filter(|hit| hit.span.len() == 1)
        .any(|hit| {
            hit.entry(List::NumberWords).is_some_and(|entry| {
                entry.is("kind", "ranked") && (article || !entry.is("article", "1"))
            })
        });
    if !ranks || !context.tokens.continues(reading.span.first) {
        return None;
    }
    let value = Value::ordinal(Decimal::from(i64::from(number)));
    Some(Candidate::new(reading.span, Label::Ordinal, Source::Grammar, WORDS).with_value(value))
}

fn ordinal(context: &Context, _numbers: &Numbers, reading: &Reading) -> Option<Candidate> {
    let span = reading.span;
    if is_in_title(context, span) || is_regnal(context, reading) || is_misread(context, reading) {
        return None;
    }
    let value = Value::ordinal(reading.number);
    let confidence = if reading.ambiguous { UNSURE } else { WORDS };
    Some(Candidate::new(span, Label::Ordinal, Source::Grammar, confidence).with_value(value))
}

/// محمد السادس: an ordinal after a given name belongs to the name.
fn is_regnal(context: &Context, reading: &Reading) -> bool {
    let span = reading.span;
    let Some(before) = span.first.checked_sub(1) else {
        return false;
    };
    let named = |list: List| {
        (before.saturating_sub(1)..=before).any(|at| {
            context.hits.at(at).iter().any(|hit| {
                hit.span.end == span.first
                    && hit
                        .entry(list)
                        .is_some_and(|entry| !entry.inflection.definite)
            })
        })
    };
    reading.definite
        && span.skip == 0
        && context.tokens.continues(span.first)
        && (named(List::GivenNames) || named(List::CompoundNames))
}

/// Whether the letters as written are another word: تقرير أولي, فاول.
fn is_misread(context: &Context, reading: &Reading) -> bool {
    let span = reading.span;
    if span.len() > 1 || reading.integer() != Some(1) {
        return false;
    }
    let Some(written) = context.written(span) else {
        return false;
    };
    let adjective = !reading.definite && written.ends_with('ي');
    let no_hamza = span.skip > 0 && !reading.definite && written.starts_with('ا');
    adjective || no_hamza
}

/// Whether the ordinal belongs to a rank (الفريق الأول, ملازم ثان).
fn is_in_title(context: &Context, span: TokenSpan) -> bool {
    (span.first.saturating_sub(3)..span.first).any(|from| {
        context.hits.at(from).iter().any(|hit| {
            hit.span.end > span.first
                && [List::Titles, List::Months, List::Products, List::Events]
                    .into_iter()
                    .any(|list| hit.entry(list).is_some())
        })
    })
}
