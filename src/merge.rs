//! Candidates of all finders become one properly nested set.
//!
//! One table says which type goes before which, one which type may stand inside which; both are here.

use crate::label::Label;
use crate::mention::{Candidate, Source, TokenSpan};
use crate::span::ByteSpan;
use crate::tokenise::Tokens;

/// Confidence from which on a place is a listed one, in thousandths.
const LISTED: u16 = 850;

/// Which type goes before which where two candidates cannot both stand: less goes first.
fn rank(candidate: &Candidate) -> u8 {
    // A listed place of several words, with its head or without, goes before the given names that
    // its words are (مدينة خان يونس).
    let listed = candidate.confidence >= LISTED && candidate.span.len() > 1;
    match candidate.label {
        Label::Gpe | Label::Loc | Label::Product if listed => 5,
        Label::Website => 0,
        Label::Money | Label::Quantity | Label::Percent => 1,
        Label::Time | Label::Date | Label::Curr => 2,
        Label::Event | Label::Law => 3,
        Label::Occ => 4,
        Label::Org | Label::Fac => 5,
        Label::Pers => 6,
        Label::Product => 7,
        // A country and its nationality may be spelled alike: the likelier goes first.
        Label::Gpe | Label::Loc | Label::Language | Label::Norp => 8,
        Label::Ordinal | Label::Cardinal => 10,
        Label::Unit => 11,
    }
}

/// Whether an annotation of type `inner` may stand inside one of type `outer`
/// (the annotation guide's span rules and decisions).
const fn nests(outer: Label, inner: Label) -> bool {
    use Label::{
        Curr, Date, Event, Fac, Gpe, Law, Loc, Money, Norp, Occ, Ordinal, Org, Pers, Product,
        Quantity, Time, Unit,
    };
    match outer {
        Occ => matches!(inner, Org | Gpe | Loc | Norp | Fac | Pers | Event | Product),
        Org => matches!(inner, Norp | Gpe | Loc | Pers | Occ | Event),
        Fac => matches!(inner, Gpe | Loc | Pers | Occ | Norp),
        Event => matches!(inner, Date | Gpe | Loc | Norp | Org | Ordinal | Pers),
        Law => matches!(inner, Gpe | Norp | Org),
        Product => matches!(inner, Org),
        Date => matches!(inner, Time),
        Time => matches!(inner, Gpe),
        Money => matches!(inner, Curr),
        Quantity => matches!(inner, Unit),
        _ => false,
    }
}

/// Whether `inner` may be all that `outer` says: the dual carries the number (دولارين, كيلومترين).
const fn is_all(outer: Label, inner: Label) -> bool {
    matches!(
        (outer, inner),
        (Label::Money, Label::Curr) | (Label::Quantity, Label::Unit)
    )
}

/// Takes the best candidates that can stand together.
///
/// Candidates are tried in the order of the table, longer before shorter, likelier before less likely;
/// one that would cross an earlier one, or stand where the second table does not let it, is left out.
/// The result is in order of start, longest first.
pub fn merge(mut candidates: Vec<Candidate>, tokens: &Tokens) -> Vec<Candidate> {
    // No annotation runs over a line end.
    candidates
        .retain(|c| (c.span.first + 1..c.span.end).all(|index| !tokens[index].starts_paragraph));
    candidates.sort_by_key(|c| {
        (
            rank(c),
            std::cmp::Reverse(c.span.len()),
            std::cmp::Reverse(c.confidence),
            c.span.first,
            c.span.skip,
        )
    });
    let mut taken = Taken::new(tokens.len());
    for candidate in candidates {
        taken.offer(candidate, tokens);
    }
    let mut merged = taken.candidates;
    merged.sort_by_key(|c| {
        let bytes = c.span.bytes(tokens);
        (bytes.start, std::cmp::Reverse(bytes.end), rank(c))
    });
    merged
}

/// The candidates taken so far, found again by the tokens they cover.
struct Taken {
    candidates: Vec<Candidate>,
    /// For each token, indices of the taken candidates that cover it.
    covering: Vec<Vec<usize>>,
}

impl Taken {
    fn new(tokens: usize) -> Self {
        Self {
            candidates: Vec::new(),
            covering: vec![Vec::new(); tokens],
        }
    }

    fn offer(&mut self, candidate: Candidate, tokens: &Tokens) {
        let bytes = candidate.span.bytes(tokens);
        let fits = self.around(candidate.span).all(|other| {
            let other_bytes = other.span.bytes(tokens);
            !bytes.overlaps(&other_bytes)
                || (bytes != other.head.bytes(tokens) || is_all(other.label, candidate.label))
                    && !is_part_of_listed_name(&candidate, other)
                    && can_stand(other.label, other_bytes, candidate.label, bytes)
        });
        if !fits {
            return;
        }
        let index = self.candidates.len();
        for covering in &mut self.covering[candidate.span.first..candidate.span.end] {
            covering.push(index);
        }
        self.candidates.push(candidate);
    }

    fn around(&self, span: TokenSpan) -> impl Iterator<Item = &Candidate> {
        self.covering[span.first..span.end]
            .iter()
            .flatten()
            .map(|&i| &self.candidates[i])
    }
}

/// Whether a lone name is only a word of a listed one around it (جيرمان in باريس سان جيرمان).
fn is_part_of_listed_name(inner: &Candidate, outer: &Candidate) -> bool {
    inner.label == Label::Pers
        && inner.span.len() == 1
        && outer.source == Source::Lexicon
        && outer.span.first < inner.span.first
}

/// Whether a candidate of type `new` can stand over, or inside, a taken one of type `old` that it overlaps.
fn can_stand(old: Label, old_bytes: ByteSpan, new: Label, new_bytes: ByteSpan) -> bool {
    if old_bytes == new_bytes {
        return is_all(old, new);
    }
    if old_bytes.contains(&new_bytes) {
        return nests(old, new);
    }
    new_bytes.contains(&old_bytes) && nests(new, old)
}
