//! Listed names that need no support from their context.

use super::{Entry, Form, Hit, Hits, Lexicon, List};
use crate::label::Label;
use crate::mention::{Candidate, Source, TokenSpan};
use crate::normalise::letters::has_tanwin;
use crate::tokenise::Tokens;
use crate::value::{Country, Value};

/// Confidence of a listed name that is no common word, in thousandths.
const LISTED: u16 = 900;

/// A candidate for every listed name in the text that is not also a common word.
pub fn candidates(tokens: &Tokens, hits: &Hits, lexicon: &Lexicon) -> Vec<Candidate> {
    hits.as_slice()
        .iter()
        .filter(|hit| hit.span.len() > 1 || lexicon.function_word(tokens, hit.span.first).is_none())
        .filter(|hit| {
            hit.span.len() > 1 || !has_tanwin(tokens.text().slice(hit.span.bytes(tokens)))
        })
        .filter_map(|hit| {
            let (entry, label) = named(hit, |entry| {
                !entry.ambiguous && stands_after_proclitic(tokens, hit, entry)
            })?;
            let next = tokens.plain(hit.span.end);
            if entry.items("not_before").any(|word| word == next) {
                return None;
            }
            if only_adds_an_adjective(hits, hit, entry) {
                return None;
            }
            let mut hit = *hit;
            if entry.is("tail", "1") && hit.span.len() > 1 {
                // The last word of the row is a nationality that only says which one is meant.
                hit.span.end -= 1;
            }
            let hit = &hit;
            let mut candidate = candidate(hit, entry, label);
            candidate.head = bare(tokens, hits, hit, entry)
                .filter(|rest| !lexicon.is_ordinary(tokens, rest.first))
                .unwrap_or(hit.span);
            Some(candidate)
        })
        .collect()
}

/// Letters that a name after an attached proclitic must have, unless it carries the article or is a country's:
/// shorter rests are nearly always parts of common words.
const SHORTEST_REST: usize = 4;

fn stands_after_proclitic(tokens: &Tokens, hit: &Hit, entry: &Entry) -> bool {
    if hit.span.skip == 0 || hit.span.len() > 1 || hit.restored_alef {
        return true;
    }
    let rest = tokens.text().slice(hit.span.bytes(tokens));
    rest.starts_with("ال")
        || matches!(
            entry.list,
            List::Countries | List::Capitals | List::ProvincesArab
        )
        || rest.chars().count() >= SHORTEST_REST
}

/// The bare name inside a listed one that begins with a generic noun (نهر الفرات, دولة الإمارات).
fn bare(tokens: &Tokens, hits: &Hits, hit: &Hit, entry: &Entry) -> Option<TokenSpan> {
    let (head, generic) = hits.find(hit.span.first, List::GenericHeads)?;
    let joint = usize::from(super::is_joint(tokens, head.span.end));
    let rest = TokenSpan::new(head.span.end + joint, hit.span.end);
    let indefinite = !generic.inflection.definite && head.span.skip == hit.span.skip;
    let same_type = label(entry.list).is_some_and(|label| generic.is("type", label.as_str()));
    let outside = same_type && generic.is("role", "head") || entry.is("head", "1");
    (outside && indefinite && !rest.is_empty()).then_some(rest)
}

/// Whether the hit is another listed name of the same row with one more adjective, which only says
/// where it is (نابولي الإيطالي).
fn only_adds_an_adjective(hits: &Hits, hit: &Hit, entry: &Entry) -> bool {
    let official = matches!(
        entry.list,
        List::Countries | List::Organisations | List::Agencies
    );
    !official
        && hit.span.len() > 1
        && hits.at(hit.span.first).iter().any(|shorter| {
            shorter.span.skip == hit.span.skip
                && shorter.span.end + 1 == hit.span.end
                && shorter
                    .entries
                    .iter()
                    .any(|e| e.list == entry.list && e.form == entry.form)
        })
        && hits.at(hit.span.end - 1).iter().any(|last| {
            last.entries
                .iter()
                .any(|e| e.inflection.form == Form::Nisba && e.inflection.definite)
        })
}

/// The first entry of a hit that names something and that `wanted` takes, with its type.
pub fn named<'l>(hit: &Hit<'l>, wanted: impl Fn(&Entry) -> bool) -> Option<(&'l Entry, Label)> {
    hit.entries
        .iter()
        .filter(|entry| entry.inflection.form == Form::Listed && wanted(entry))
        .find_map(|entry| Some((entry, label(entry.list)?)))
}

/// The candidate that a listed name makes.
pub fn candidate(hit: &Hit, entry: &Entry, label: Label) -> Candidate {
    let mut candidate = Candidate::new(hit.span, label, Source::Lexicon, LISTED);
    candidate.value = (entry.list == List::Countries)
        .then(|| entry.feature("iso"))
        .flatten()
        .filter(|code| code.len() == 2)
        .map(|code| {
            Value::Country(Country {
                country: code.to_owned(),
            })
        });
    candidate
}

/// The type of what a list names; nothing for lists of words that only support others.
pub const fn label(list: List) -> Option<Label> {
    Some(match list {
        List::Countries
        | List::Capitals
        | List::ProvincesArab
        | List::ProvincesWorld
        | List::CitiesArab
        | List::CitiesWorld => Label::Gpe,
        List::Regions | List::Physical => Label::Loc,
        List::Facilities => Label::Fac,
        List::Organisations
        | List::ArmedGroups
        | List::Parties
        | List::Agencies
        | List::Media
        | List::Companies
        | List::Clubs => Label::Org,
        List::Events => Label::Event,
        List::Products => Label::Product,
        List::Laws => Label::Law,
        List::Languages => Label::Language,
        _ => return None,
    })
}
