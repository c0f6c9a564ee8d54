//! Generic nouns that fix the type of the name after them: مدينة الموصل, تنظيم «داعش», وزارة الخارجية.

use super::Context;
use super::names::Names;
use crate::label::Label;
use crate::lexicon::{Entry, Form, List};
use crate::mention::{Candidate, Source, TokenSpan};
use crate::tokenise::Kind;

/// Tokens that a quoted name may have.
const QUOTED: usize = 6;
/// Nouns that a chain of annexation may have after its head.
const CHAIN: usize = 4;
/// Definite adjectives that may follow a noun.
const ADJECTIVES: usize = 3;

const NAMES: [Label; 6] = [
    Label::Org,
    Label::Gpe,
    Label::Loc,
    Label::Fac,
    Label::Event,
    Label::Product,
];

/// Candidates that a generic head makes of what follows it.
pub(crate) fn candidates(context: &Context, known: &[Candidate]) -> Vec<Candidate> {
    let names = Names::new(known);
    let heads = Heads {
        context,
        names: &names,
    };
    (0..context.tokens.len())
        .filter_map(|index| heads.at(index))
        .collect()
}

struct Heads<'h> {
    context: &'h Context<'h>,
    names: &'h Names<'h>,
}

impl Heads<'_> {
    fn at(&self, index: usize) -> Option<Candidate> {
        let (hit, entry) = self.context.hits.find(index, List::GenericHeads)?;
        if entry.inflection.form != Form::Listed {
            return None;
        }
        let label: Label = entry.feature("type")?.parse().ok()?;
        if label == Label::Language {
            return None;
        }
        let span = hit.span;
        if self.context.is_definite(index) {
            return self.definite(span, label);
        }
        self.indefinite(span, entry, label)
    }

    /// الجيش السوري, القوات الجوية الروسية: a definite head is a name when a nisba makes it one.
    fn definite(&self, head: TokenSpan, label: Label) -> Option<Candidate> {
        if !matches!(label, Label::Org | Label::Fac) {
            return None;
        }
        let mut end = head.end;
        for _ in 0..=ADJECTIVES {
            if let Some(nisba) = self.names.bare_at(end, &[Label::Norp]) {
                if !self.context.tokens.continues(end) || !self.context.is_definite(end) {
                    return None;
                }
                end = nisba.span.end;
                end += (end..end + ADJECTIVES)
                    .take_while(|&at| self.nisba_at(at))
                    .count();
                let span = TokenSpan { end, ..head };
                return Some(Candidate::new(span, label, Source::Grammar, 800));
            }
            if !self.is_adjective(end) {
                return None;
            }
            end += 1;
        }
        None
    }

    fn nisba_at(&self, index: usize) -> bool {
        self.context.tokens.continues(index)
            && self.context.is_bare_definite(index)
            && self.names.bare_at(index, &[Label::Norp]).is_some()
    }

    /// Whether the token at `index` may be a definite adjective that belongs to the noun before it.
    fn is_adjective(&self, index: usize) -> bool {
        self.context.tokens.continues(index)
            && self.context.is_bare_definite(index)
            && self.context.is_name_word(index)
            && !self.context.listed(
                index,
                &[
                    List::Titles,
                    List::Weekdays,
                    List::GivenNames,
                    List::Surnames,
                    List::Temporal,
                    List::Countries,
                    List::CitiesArab,
                    List::Capitals,
                ],
            )
    }

    fn indefinite(&self, head: TokenSpan, entry: &Entry, label: Label) -> Option<Candidate> {
        let next = head.end;
        if !self.context.tokens.continues(next) {
            return None;
        }
        let strong = entry.is("strong", "1");
        let outside = entry.is("role", "outside");
        let bare_head = entry.is("role", "head");
        let build = |name: TokenSpan, end: usize, confidence: u16| {
            let span = if outside {
                name
            } else {
                TokenSpan { end, ..head }
            };
            let candidate = Candidate::new(span, label, Source::Grammar, confidence);
            if bare_head {
                candidate.with_head(name)
            } else {
                candidate
            }
        };
        if let Some(close) = self.context.closing_quote(next, QUOTED) {
            // وكالة «أ ف ب» للأنباء: what goes on with the head encloses the name.
            let tail = self.context.tokens.continues(close + 1)
                && entry
                    .items("tail")
                    .any(|tail| tail == self.context.tokens.plain(close + 1));
            let end = close + 1 + usize::from(tail);
            return Some(build(TokenSpan::new(next + 1, close), end, 850));
        }
        if label == Label::Gpe || label == Label::Loc || label == Label::Fac {
            if let Some(name) = self.names.bare_at(next, &NAMES) {
                let candidate = build(name.span, name.span.end, 920);
                // منطقة is what the place after it is: a region of the land, or a town.
                let place = matches!(name.label, Label::Gpe | Label::Loc);
                let label = if entry.is("label", "name") && place {
                    name.label
                } else {
                    label
                };
                return Some(Candidate { label, ..candidate });
            }
            if let Some(place) = self.listed_place(next) {
                return Some(build(place, place.end, 850));
            }
            if strong {
                let name = self.unknown_name(next)?;
                return Some(build(name, name.end, 600));
            }
            return None;
        }
        if label == Label::Org {
            return self.organisation(head, entry, &build);
        }
        // Works and events: what the lists know or quotes enclose; for official names (جائزة نوبل)
        // what names a person or place, too.
        if let Some(name) = self.names.bare_at(next, &[label]) {
            return Some(build(name.span, name.span.end, 850));
        }
        if !strong || outside {
            return None;
        }
        if let Some(name) = self.names.bare_at(next, &NAMES) {
            return Some(build(name.span, name.span.end, 700));
        }
        let person = self
            .context
            .listed(next, &[List::GivenNames, List::Surnames]);
        person.then(|| build(TokenSpan::new(next, next + 1), next + 1, 650))
    }

    fn organisation(
        &self,
        head: TokenSpan,
        entry: &Entry,
        build: &impl Fn(TokenSpan, usize, u16) -> Candidate,
    ) -> Option<Candidate> {
        let next = head.end;
        if let Some(name) = self.names.bare_at(next, &[Label::Org]) {
            return Some(build(name.span, name.span.end, 900));
        }
        // وزارة الخارجية, هيئة الأركان العامة
        if let Some(end) = self
            .context
            .portfolio(next)
            .filter(|_| !entry.is("role", "head"))
        {
            let end = self.with_adjectives(end);
            return Some(build(TokenSpan::new(next, end), end, 880));
        }
        if let Some(listed) = self.listed_organisation(next) {
            return Some(build(listed, listed.end, 850));
        }
        if entry.is("role", "head") {
            if self.context.tokens.kind(next) == Kind::Latin {
                return Some(build(TokenSpan::new(next, next + 1), next + 1, 800));
            }
            if entry.is("strong", "1") {
                let name = self.unknown_name(next)?;
                return Some(build(name, name.end, 550));
            }
            return None;
        }
        // جامعة القاهرة
        if let Some(place) = self.names.bare_at(next, &[Label::Gpe, Label::Loc]) {
            return Some(build(place.span, place.span.end, 780));
        }
        let (end, adjectives) = self.chain(next)?;
        (entry.is("strong", "1") || adjectives > 0)
            .then(|| build(TokenSpan::new(next, end), end, 650))
    }

    /// The end of `indefinite* definite adjective*` from token `next` on, and how many adjectives it has.
    fn chain(&self, next: usize) -> Option<(usize, usize)> {
        let noun = (next..next + CHAIN)
            .take_while(|&at| self.context.tokens.continues(at) && self.context.is_name_word(at))
            .find(|&at| self.context.is_definite(at))
            .filter(|&at| self.context.is_bare_definite(at))?;
        let end = self.with_adjectives(noun + 1);
        Some((end, end - noun - 1))
    }

    /// The end of the definite adjectives from `end` on; after a nationality only others follow.
    fn with_adjectives(&self, end: usize) -> usize {
        let plain = (end..end + ADJECTIVES)
            .take_while(|&at| self.is_adjective(at) && !self.nisba_at(at))
            .count();
        let nisbas = (end + plain..end + ADJECTIVES)
            .take_while(|&at| self.nisba_at(at))
            .count();
        end + plain + nisbas
    }

    /// A listed place that is also a common word: after its head it is the place.
    fn listed_place(&self, index: usize) -> Option<TokenSpan> {
        self.listed_as(index, &[Label::Gpe, Label::Loc, Label::Fac])
    }

    fn listed_organisation(&self, index: usize) -> Option<TokenSpan> {
        self.listed_as(index, &[Label::Org])
    }

    fn listed_as(&self, index: usize, labels: &[Label]) -> Option<TokenSpan> {
        self.context.hits.at(index).iter().find_map(|hit| {
            (hit.span.skip == 0).then_some(())?;
            let (_, label) = crate::lexicon::named(hit, |entry| {
                crate::lexicon::label(entry.list).is_some_and(|label| labels.contains(&label))
            })?;
            labels.contains(&label).then_some(hit.span)
        })
    }

    /// One word that no list of ordinary words knows.
    fn unknown_name(&self, index: usize) -> Option<TokenSpan> {
        let known_word = [
            List::Titles,
            List::GenericHeads,
            List::Temporal,
            List::NumberWords,
            List::TitleModifiers,
            List::Approximators,
            List::Units,
            List::Currencies,
            List::Weekdays,
            List::Months,
            List::Groups,
            List::SpeechVerbs,
            List::Directions,
        ];
        let fits = self.context.tokens.continues(index)
            && self.context.is_name_word(index)
            && !self.context.listed(index, &known_word)
            && !self.context.lexicon.is_ordinary(self.context.tokens, index)
            && self.names.at(index, &[Label::Norp]).is_none()
            && self.context.tokens.plain(index).chars().count() > 2;
        fits.then(|| TokenSpan::new(index, index + 1))
    }
}
