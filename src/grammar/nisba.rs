//! Nisba adjectives and names of peoples: الروسي, سورية (by the noun before it), الأكراد.

use super::Context;
use crate::label::Label;
use crate::lexicon::{Entry, Form, Gender, Hit, List};
use crate::mention::{Candidate, Source};

/// Lists whose rows have nisba forms.
const LISTS: [List; 3] = [List::Countries, List::Regions, List::Groups];

/// Confidence of a listed nisba, in thousandths.
const LISTED: u16 = 890;
/// Confidence where the noun before decides against the country of the same spelling.
const AGREES: u16 = 950;

/// NORP candidates.
pub(crate) fn candidates(context: &Context) -> Vec<Candidate> {
    context
        .hits
        .as_slice()
        .iter()
        .filter_map(|hit| candidate(context, hit))
        .collect()
}

fn candidate(context: &Context, hit: &Hit) -> Option<Candidate> {
    let entry = entry(hit)?;
    let first = hit.span.first;
    if hit.span.len() == 1
        && context
            .lexicon
            .function_word(context.tokens, first)
            .is_some()
    {
        return None;
    }
    let place = hit.entries.iter().any(|e| {
        e.inflection.form == Form::Listed && crate::lexicon::label(e.list).is_some() && !e.ambiguous
    });
    if place && !follows_feminine(context, hit) {
        return None;
    }
    if entry.ambiguous && !agrees_with_noun_before(context, hit) {
        return None;
    }
    if is_direction(context, hit) {
        return None;
    }
    let confidence = if place { AGREES } else { LISTED };
    let candidate = Candidate::new(hit.span, Label::Norp, Source::Lexicon, confidence);
    Some(match entry.inflection.form {
        Form::Nisba => candidate.with_subtype("nisba"),
        _ => candidate,
    })
}

/// The entry of a hit that is a nisba or a people.
pub(crate) fn entry<'l>(hit: &Hit<'l>) -> Option<&'l Entry> {
    hit.entries
        .iter()
        .filter(|entry| LISTS.contains(&entry.list))
        .find(|entry| {
            matches!(entry.inflection.form, Form::Nisba | Form::Plural)
                || entry.list == List::Groups
        })
        .filter(|entry| entry.inflection.form != Form::Nisba || !entry.is("nisba_ambiguous", "1"))
}

/// Whether the hit is the feminine of a nisba after a noun that it agrees with
/// (طائرة سورية, الحكومة السعودية): then the adjective is meant, not the country of the same spelling.
fn follows_feminine(context: &Context, hit: &Hit) -> bool {
    let Some(before) = context.before(hit.span.first) else {
        return false;
    };
    let feminine = entry(hit).is_some_and(|entry| entry.inflection.gender == Gender::Feminine);
    if hit.span.skip != 0 || !feminine || !context.is_name_word(before) {
        return false;
    }
    let noun = context.tokens.plain(before);
    let agrees = context.is_definite(before) == context.is_definite(hit.span.first);
    let like_a_noun =
        noun.ends_with(['ة', 'ه']) || noun.ends_with("ات") || context.is_definite(before);
    agrees && like_a_noun && context.tokens.plain(hit.span.first).ends_with(['ة', 'ه'])
}

/// Whether the word before is a noun with the same article, and the nisba itself is definite.
fn agrees_with_noun_before(context: &Context, hit: &Hit) -> bool {
    let Some(before) = context.before(hit.span.first) else {
        return false;
    };
    hit.span.skip == 0
        && context.is_name_word(before)
        && context.is_definite(before)
        && context.is_definite(hit.span.first)
}

/// Whether the nisba only says where something lies: غربي كمبوديا, الشمال الغربي, الضفة الشرقية.
fn is_direction(context: &Context, hit: &Hit) -> bool {
    let first = hit.span.first;
    let beside_direction = context
        .before(first)
        .is_some_and(|before| context.listed(before, &[List::Directions]));
    hit.entry(List::Directions).is_some() && (!context.is_definite(first) || beside_direction)
}
