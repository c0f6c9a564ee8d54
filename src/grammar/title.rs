//! Titles: the whole phrase with its chain of annexation, its adjectives and its scope
//! (المبعوث الخاص للرئيس الروسي إلى الشرق الأوسط).

use super::Context;
use super::context::{AND, IN};
use super::names::Names;
use crate::label::Label;
use crate::lexicon::{Entry, Form, List};
use crate::mention::{Candidate, Source, TokenSpan};

/// Links of a title phrase: each a noun, a name, an adjective.
const LINKS: usize = 8;
/// Indefinite nouns in a row that a definite one can complete.
const INDEFINITE: usize = 3;

/// "In the name of", before whom a speaker speaks for, folded.
const IN_THE_NAME_OF: &str = "باسم";
/// "To", folded.
const TO: &str = "الي";
/// "With, at", folded.
const WITH: &str = "لدي";

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

/// How far a title phrase runs.
struct Phrase {
    /// Index after its last token.
    end: usize,
    /// Whether it is definite: by an article, a name or a noun that completes it.
    complete: bool,
    /// Whether a name or a ministry completes it.
    names_scope: bool,
}

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
        if self.is_generic_head_of_a_name(index) {
            return None;
        }
        let mut head_end = hit.span.end;
        if self.context.tokens.folded(head_end - 1) == IN_THE_NAME_OF {
            head_end = self.voice(head_end)?;
        }
        if entry.ambiguous && hit.span.len() == 1 && self.is_adjective_of_noun_before(index) {
            return None;
        }
        let phrase = self.phrase(
            head_end,
            entry.inflection.definite || self.is_definite(hit.span),
            entry,
        );
        let confidence = match (
            phrase.complete,
            phrase.end > head_end,
            entry.ambiguous,
            plural,
        ) {
            (false, ..) => 400,
            (true, true, false, _) => 850,
            (true, false, false, true) => 650,
            (true, false, false, false) if Self::is_common(entry) => 450,
            (true, false, false, false) => 800,
            (true, true, true, _) if phrase.names_scope && Self::is_held(entry) => 600,
            // السيد, الشيخ, الأمير: before a name, that is what they are.
            (true, _, true, _) if entry.inflection.definite && Self::is_address(entry) => 450,
            (true, _, true, _) => 440,
        };
        Some(Candidate::new(
            TokenSpan {
                end: phrase.end,
                ..hit.span
            },
            Label::Occ,
            Source::Grammar,
            confidence,
        ))
    }

    /// Whether a title names what many people are, so that alone it is hardly an office.
    fn is_common(entry: &Entry) -> bool {
        matches!(
            entry.feature("kind"),
            Some("occupation" | "art" | "honorific")
        )
    }

    /// Whether a title is held in a place or an institution: أمير قطر, مدرب النصر.
    fn is_held(entry: &Entry) -> bool {
        matches!(
            entry.feature("kind"),
            Some("office" | "royal" | "rank" | "religious" | "sport")
        )
    }

    /// Whether a title is how people are addressed.
    fn is_address(entry: &Entry) -> bool {
        matches!(entry.feature("kind"), Some("honorific" | "royal"))
    }

    /// Whether the phrase of a listed title is definite by one of its words.
    /// A phrase that ends in باسم still waits for its name.
    fn is_definite(&self, span: TokenSpan) -> bool {
        let last = self.context.tokens.folded(span.end - 1);
        last != IN_THE_NAME_OF
            && (span.first..span.end).any(|index| self.context.is_definite(index))
    }

    /// Whether a definite word follows a definite noun, whose adjective it is (المكتب السياسي).
    fn is_adjective_of_noun_before(&self, index: usize) -> bool {
        self.context.is_bare_definite(index)
            && self.context.before(index).is_some_and(|noun| {
                self.context.is_definite(noun) && self.context.is_name_word(noun)
            })
    }

    /// محافظة إدلب is a place, not the office of a woman.
    fn is_generic_head_of_a_name(&self, index: usize) -> bool {
        self.context.listed(index, &[List::GenericHeads])
            && self.names.bare_at(index, &SCOPES).is_some()
    }

    /// The phrase that begins with a title ending at `end`.
    fn phrase(&self, mut end: usize, definite: bool, entry: &Entry) -> Phrase {
        let mut complete = definite;
        let mut names_scope = false;
        for _ in 0..LINKS {
            let Some((next, completes)) = self.link(end, complete, entry) else {
                break;
            };
            names_scope |= self.names.at(end, &SCOPES).is_some()
                || self.context.hits.find(end, List::Portfolios).is_some();
            end = next;
            complete |= completes;
        }
        Phrase {
            end,
            complete,
            names_scope,
        }
    }

    /// One more link of the phrase, and whether the phrase is definite with it.
    fn link(&self, at: usize, complete: bool, entry: &Entry) -> Option<(usize, bool)> {
        let tokens = self.context.tokens;
        if !tokens.continues(at) {
            return None;
        }
        if complete {
            return self.adjective(at).or_else(|| self.scope(at, entry));
        }
        // An indefinite title waits for the noun or name that completes it.
        if let Some(end) = self.context.portfolio(at) {
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
        if let Some(end) = self.modifier(at) {
            return Some((end, false));
        }
        // نائب رئيس هيئة الأركان: indefinite nouns that a definite one completes.
        if self.is_plain_noun(at) {
            let chain = (1..=INDEFINITE)
                .find(|&more| self.completes(at + more) || !self.is_plain_noun(at + more))?;
            return self.completes(at + chain).then_some((at + chain, false));
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
                    List::Surnames,
                    List::SpeechVerbs,
                    List::Weekdays,
                    List::Temporal,
                    List::Titles,
                ],
            )
    }

    /// The end of a word that goes on with a title; not one that only links it to the next (لدى).
    fn modifier(&self, at: usize) -> Option<usize> {
        let (hit, modifier) = self.context.hits.find_bare(at, List::TitleModifiers)?;
        (!modifier.is("kind", "link")).then_some(hit.span.end)
    }

    /// An adjective that goes on with a definite phrase: السابق, الروسي, العام, الجهوي.
    fn adjective(&self, at: usize) -> Option<(usize, bool)> {
        if let Some(end) = self.modifier(at) {
            return Some((end, true));
        }
        if let Some(nisba) = self.names.bare_at(at, &[Label::Norp]) {
            return self
                .context
                .is_definite(at)
                .then_some((nisba.span.end, true));
        }
        let like_an_adjective = self.context.is_bare_definite(at)
            && self.is_plain_noun(at)
            && self.context.tokens.folded(at).ends_with(['ي', 'ه'])
            && (self.context.tokens.folded(at).ends_with('ي')
                || self.context.tokens.folded(at).ends_with("يه"));
        like_an_adjective.then_some((at + 1, true))
    }

    /// What the office is for: للأمم المتحدة, باسم الكرملين, إلى سوريا, في الجيش السوري.
    fn scope(&self, at: usize, entry: &Entry) -> Option<(usize, bool)> {
        let tokens = self.context.tokens;
        let folded = tokens.folded(at);
        if folded.starts_with('ل') {
            return self.scope_of_lam(at).map(|end| (end, true));
        }
        if folded.starts_with('ب') {
            if let Some(name) = self.names.at(at, &SCOPES).filter(|name| name.span.skip > 0) {
                let place = matches!(name.label, Label::Gpe | Label::Loc);
                return (!place || entry.is("scope", "place")).then_some((name.span.end, true));
            }
        }
        let wanted: &[Label] = match folded {
            IN_THE_NAME_OF => return self.voice(at + 1).map(|end| (end, true)),
            TO | WITH if entry.is("kind", "office") => &SCOPES,
            IN if entry.is("scope", "place") => &SCOPES,
            IN => &[Label::Org],
            _ => return None,
        };
        let name = self
            .names
            .bare_at(at + 1, wanted)
            .filter(|_| tokens.continues(at + 1))?;
        Some((self.coordinated(name.span.end), true))
    }

    /// The end of the places that و joins to one that ends at `end`: إلى الشرق الأوسط وشمال أفريقيا.
    fn coordinated(&self, mut end: usize) -> usize {
        for _ in 0..LINKS {
            let place = self
                .names
                .at(end, &[Label::Gpe, Label::Loc])
                .filter(|_| self.context.tokens.continues(end))
                .filter(|place| {
                    place.span.skip > 0 && self.context.tokens.folded(end).starts_with(AND)
                });
            let Some(place) = place else { break };
            end = place.span.end;
        }
        end
    }

    /// The end of what stands after ل at `at`: a name, another office, a field of government.
    /// An agency there is who was told, not what the office is for.
    fn scope_of_lam(&self, at: usize) -> Option<usize> {
        let told = self
            .context
            .hits
            .at(at)
            .iter()
            .any(|hit| hit.entry(List::Agencies).is_some() || hit.entry(List::Media).is_some());
        let name = self
            .names
            .at(at, &SCOPES)
            .filter(|name| name.span.skip > 0 && !told);
        if let Some(name) = name {
            return Some(name.span.end);
        }
        self.context
            .hits
            .at(at)
            .iter()
            .find(|hit| {
                hit.span.skip > 0
                    && (hit
                        .entry(List::Titles)
                        .is_some_and(|title| title.is("kind", "office"))
                        || hit.restored_alef && hit.entry(List::Portfolios).is_some())
            })
            .map(|hit| hit.span.end)
    }

    /// The end of whom a speaker speaks for, from `at` on: a name, or nouns up to a definite one.
    fn voice(&self, at: usize) -> Option<usize> {
        if !self.context.tokens.continues(at) {
            return None;
        }
        if let Some(name) = self.names.bare_at(at, &SCOPES) {
            return Some(name.span.end);
        }
        (0..INDEFINITE)
            .map(|more| at + more)
            .take_while(|&noun| self.context.tokens.continues(noun) && self.is_plain_noun(noun))
            .find(|&noun| self.context.is_bare_definite(noun))
            .map(|noun| noun + 1)
    }
}
