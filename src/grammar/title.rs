//! Titles: the whole phrase with its chain of annexation, its adjectives and its scope
//! (المبعوث الخاص للرئيس الروسي إلى الشرق الأوسط).

use super::Context;
use super::names::Names;
use crate::label::Label;
use crate::lexicon::{Entry, Form, List};
use crate::mention::{Candidate, Source, TokenSpan};

/// Links of a title phrase: each a noun, a name, an adjective.
const LINKS: usize = 8;

const SCOPES: [Label; 4] = [Label::Org, Label::Gpe, Label::Loc, Label::Fac];

/// OCC candidates. One that needs a person after it is marked by a confidence below [`NEEDS_NAME`].
pub(crate) fn candidates(context: &Context, known: &[Candidate]) -> Vec<Candidate> {
    let names = Names::new(known);
    let titles = Titles {
        context,
        names: &names,
    };
    let mut found: Vec<Candidate> = Vec::new();
    for index in 0..context.tokens.len() {
        if let Some(candidate) = titles.at(index) {
            // A title inside the phrase of the one before it belongs to that phrase.
            let inside = found
                .last()
                .is_some_and(|last| candidate.span.end <= last.span.end);
            if !inside {
                found.push(candidate);
            }
        }
    }
    found
}

/// Confidence below which a title stands only beside a person's name, in thousandths.
pub(crate) const NEEDS_NAME: u16 = 500;

struct Titles<'t> {
    context: &'t Context<'t>,
    names: &'t Names<'t>,
}

impl Titles<'_> {
    fn at(&self, index: usize) -> Option<Candidate> {
        let (hit, entry) = self.context.hits.find(index, List::Titles)?;
        if hit.span.len() == 1
            && self
                .context
                .lexicon
                .function_word(self.context.tokens, index)
                .is_some()
        {
            return None;
        }
        let plural = entry.inflection.form != Form::Listed;
        if plural && !entry.is("office", "1") {
            return None;
        }
        let head_end = hit.span.end;
        let definite = entry.inflection.definite || self.context.is_definite(index);
        let end = self.extend(head_end, definite, entry);
        let chained = end > head_end;
        let confidence = match (definite, chained) {
            (_, true) if !entry.ambiguous => 850,
            (true, false) if !entry.ambiguous && !plural => 800,
            (true, false) if plural => 650,
            (_, true) => 600,
            _ => 400,
        };
        let confidence = if self.is_bare_occupation(entry, definite, chained) {
            450
        } else {
            confidence
        };
        Some(Candidate::new(
            TokenSpan { end, ..hit.span },
            Label::Occ,
            Source::Grammar,
            confidence,
        ))
    }

    /// Whether the title is an indefinite noun that no phrase completes, or an occupation without a name.
    fn is_bare_occupation(&self, entry: &Entry, definite: bool, chained: bool) -> bool {
        let common = entry
            .feature("kind")
            .is_some_and(|kind| matches!(kind, "occupation" | "art" | "honorific"));
        (!definite && !chained) || (common && !chained)
    }

    /// The end of the phrase that begins with a title ending at `end`.
    fn extend(&self, mut end: usize, mut definite: bool, entry: &Entry) -> usize {
        let mut complete = definite;
        for _ in 0..LINKS {
            let Some((next, link_definite)) = self.link(end, definite, complete, entry) else {
                break;
            };
            end = next;
            definite |= link_definite;
            complete |= link_definite;
        }
        end
    }

    /// One more link of the phrase, and whether the phrase is definite with it.
    fn link(
        &self,
        at: usize,
        definite: bool,
        complete: bool,
        entry: &Entry,
    ) -> Option<(usize, bool)> {
        let tokens = self.context.tokens;
        if !tokens.continues(at) {
            return None;
        }
        if complete && definite {
            return self.adjective(at).or_else(|| self.scope(at, entry));
        }
        // An indefinite title waits for the noun or name that completes it.
        if let Some((hit, _)) = self.context.hits.find_bare(at, List::Portfolios) {
            let mut end = hit.span.end;
            while let Some(second) = self
                .context
                .hits
                .at(end)
                .iter()
                .find(|hit| hit.span.skip == 2 && hit.entry(List::Portfolios).is_some())
                .filter(|_| tokens.continues(end))
            {
                end = second.span.end;
            }
            return Some((end, true));
        }
        if let Some(name) = self.names.bare_at(at, &SCOPES) {
            return Some((name.span.end, true));
        }
        if let Some(group) = self.names.bare_at(at, &[Label::Norp]) {
            return Some((group.span.end, self.context.is_definite(at)));
        }
        if let Some((hit, title)) = self.context.hits.find_bare(at, List::Titles) {
            if self.context.is_name_word(at) {
                return Some((hit.span.end, title.inflection.definite));
            }
        }
        if self.context.is_bare_definite(at) && self.is_plain_noun(at) {
            return Some((at + 1, true));
        }
        if let Some((hit, modifier)) = self.context.hits.find_bare(at, List::TitleModifiers) {
            let _ = modifier;
            return Some((hit.span.end, false));
        }
        // نائب رئيس هيئة الأركان: an indefinite noun that a definite one completes.
        if self.is_plain_noun(at) && self.completes(at + 1) {
            return Some((at + 1, false));
        }
        None
    }

    /// Whether the noun or name at `at` completes the indefinite noun before it.
    fn completes(&self, at: usize) -> bool {
        self.context.tokens.continues(at)
            && (self.context.is_bare_definite(at) && self.is_plain_noun(at)
                || self.names.bare_at(at, &SCOPES).is_some())
    }

    /// Whether the word at `at` is neither a function word nor a name nor another title.
    fn is_plain_noun(&self, at: usize) -> bool {
        self.context.is_name_word(at)
            && !self.context.listed(
                at,
                &[
                    List::GivenNames,
                    List::CompoundNames,
                    List::SpeechVerbs,
                    List::Weekdays,
                    List::Temporal,
                    List::Titles,
                ],
            )
    }

    /// An adjective that goes on with a definite phrase: السابق, الروسي, العام.
    fn adjective(&self, at: usize) -> Option<(usize, bool)> {
        if let Some((hit, _)) = self.context.hits.find_bare(at, List::TitleModifiers) {
            return Some((hit.span.end, true));
        }
        let nisba = self.names.bare_at(at, &[Label::Norp])?;
        self.context
            .is_definite(at)
            .then_some((nisba.span.end, true))
    }

    /// What the office is for: للأمم المتحدة, باسم الكرملين, إلى سوريا, في الجيش السوري.
    fn scope(&self, at: usize, entry: &Entry) -> Option<(usize, bool)> {
        let tokens = self.context.tokens;
        let starts_with_lam = tokens.folded(at).starts_with('ل');
        if starts_with_lam {
            if let Some(name) = self.names.at(at, &SCOPES).filter(|name| name.span.skip > 0) {
                return Some((name.span.end, true));
            }
            let title = self
                .context
                .hits
                .at(at)
                .iter()
                .find(|hit| hit.span.skip > 0 && hit.entry(List::Titles).is_some());
            if let Some(hit) = title {
                return Some((hit.span.end, true));
            }
            return None;
        }
        match tokens.plain(at) {
            "باسم" | "بإسم" => {
                let name = self.names.bare_at(at + 1, &SCOPES);
                if let Some(name) = name {
                    return Some((name.span.end, true));
                }
                (self.context.is_bare_definite(at + 1) || self.completes(at + 2)).then(|| {
                    (
                        if self.context.is_bare_definite(at + 1) {
                            at + 2
                        } else {
                            at + 3
                        },
                        true,
                    )
                })
            }
            "إلى" | "الى" | "لدى" => {
                if !entry.is("kind", "office") {
                    return None;
                }
                let name = self.names.bare_at(at + 1, &SCOPES)?;
                Some((name.span.end, true))
            }
            "في" => {
                let name = self.names.bare_at(at + 1, &[Label::Org])?;
                Some((name.span.end, true))
            }
            _ => None,
        }
    }
}
