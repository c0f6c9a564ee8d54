//! Names of persons: known parts, particles, and what a title or a verb of saying makes of unknown words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use super::names::Names;
use super::title::NEEDS_NAME;
use crate::label::Label;
use crate::lexicon::{Form, Hit, List};
use crate::mention::{Candidate, Source, TokenSpan};
use crate::normalise::letters::has_tanwin;
use crate::tokenise::Kind;

/// Words that a name may have.
const LONGEST: usize = 6;
/// Unknown words in a row that a title can make a name.
const UNKNOWN: usize = 2;
/// Confidence from which on a title makes unknown words after it a name, in thousandths.
const CERTAIN_TITLE: u16 = 450;

/// PERS candidates; titles that stand beside none and need one are not among them.
pub(crate) fn candidates(
    context: &Context,
    titles: &[Candidate],
    known: &[Candidate],
) -> Vec<Candidate> {
    let names = Names::new(known);
    let persons = Persons {
        context,
        names: &names,
    };
    let before: FxHashMap<usize, Before> = titles
        .iter()
        .map(|title| {
            let certain = title.confidence >= CERTAIN_TITLE;
            (
                title.span.end,
                if certain {
                    Before::Title
                } else {
                    Before::DoubtfulTitle
                },
            )
        })
        .collect();
    let mut found: Vec<Candidate> = Vec::new();
    let mut index = 0;
    while index < context.tokens.len() {
        let name = persons.at(index, title_before(context, &before, index));
        index = name.as_ref().map_or(index + 1, |name| name.span.end);
        found.extend(name);
    }
    let remembered = persons.remembered(&found);
    found.extend(remembered);
    found
}

/// What stands before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// A title, which makes unknown words after it a name.
    Title,
    /// A word that may be a title.
    DoubtfulTitle,
    /// Anything else.
    Other,
}

/// What a word says of itself as part of a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A given name that is no common word.
    Given,
    /// A family name that is no common word.
    Family,
    /// A given name that is also a common word.
    AmbiguousGiven,
    /// A family name that is also a common word.
    AmbiguousFamily,
    /// The number of a king or pope: الثاني, السادس عشر.
    Regnal,
    /// A word inside names: بن, آل, أبو.
    Particle,
    /// A word that no list knows.
    Unknown,
    /// A word that is no part of a name.
    Other,
}

struct Persons<'p> {
    context: &'p Context<'p>,
    names: &'p Names<'p>,
}

impl Persons<'_> {
    /// The person's name that starts at token `index`.
    fn at(&self, index: usize, before: Before) -> Option<Candidate> {
        let after_title = before == Before::Title;
        let (first, skip, mut end) = self.first_part(index, after_title)?;
        let mut parts = vec![first];
        // The end of the name without the particles that it cannot end in.
        let mut name_end = if first == Part::Particle {
            None
        } else {
            Some(end)
        };
        while parts.len() < LONGEST && self.context.tokens.continues(end) {
            let (part, part_end) = self.part(end, true);
            match part {
                Part::Other => break,
                Part::Regnal if before == Before::Other || parts.len() > 2 => break,
                Part::Unknown => {
                    let unknown = parts
                        .iter()
                        .rev()
                        .take_while(|p| **p == Part::Unknown)
                        .count();
                    if unknown >= UNKNOWN || !self.may_continue(&parts, after_title, end) {
                        break;
                    }
                }
                _ => {}
            }
            parts.push(part);
            end = part_end;
            if part != Part::Particle {
                name_end = Some(end);
            }
        }
        while parts.last() == Some(&Part::Particle) {
            parts.pop();
        }
        let end = name_end?;
        let after_speech = self.after_speech(index);
        let lone = parts.len() == 1 && !after_title && !after_speech;
        if lone
            && first == Part::Family
            && self.context.lexicon.is_ordinary(self.context.tokens, index)
        {
            return None;
        }
        let confidence = Self::confidence(&parts, after_title, after_speech)?;
        let span = TokenSpan::skipping(index, skip, end);
        Some(Candidate::new(
            span,
            Label::Pers,
            Source::Grammar,
            confidence,
        ))
    }

    /// The first part of a name at `index`: the part, the bytes of proclitics before it, its end.
    fn first_part(&self, index: usize, after_title: bool) -> Option<(Part, usize, usize)> {
        let (part, end) = self.part(index, false);
        match part {
            Part::AmbiguousFamily => return None,
            Part::Given | Part::Family | Part::AmbiguousGiven if self.is_adjective(index) => {
                return None;
            }
            Part::Given | Part::Family | Part::AmbiguousGiven => return Some((part, 0, end)),
            Part::Particle if self.opens_a_name(index) => return Some((part, 0, end)),
            _ => {}
        }
        self.after_proclitic(index).or_else(|| {
            let unknown =
                part == Part::Unknown && after_title && self.context.tokens.continues(index);
            unknown.then_some((part, 0, end))
        })
    }

    /// Whether a name can begin with the particle at `index`: أبو, ابن, آل.
    fn opens_a_name(&self, index: usize) -> bool {
        self.context
            .hits
            .find_bare(index, List::NameParticles)
            .is_some_and(|(_, particle)| {
                particle
                    .feature("role")
                    .is_some_and(|role| matches!(role, "kunya" | "nasab" | "clan"))
            })
    }

    /// The first part of a name after attached proclitics.
    fn after_proclitic(&self, index: usize) -> Option<(Part, usize, usize)> {
        let (lexicon, tokens) = (self.context.lexicon, self.context.tokens);
        if lexicon.is_function_word_after_proclitic(tokens, index) {
            return None;
        }
        // وبوتين, لمحمد
        self.context
            .hits
            .at(index)
            .iter()
            .filter(|hit| hit.span.skip > 0)
            .find_map(|hit| {
                let part = Self::listed_part(hit.entries).filter(|_| !is_title(hit, false))?;
                let covered = self
                    .names
                    .at(index, &[Label::Gpe, Label::Org, Label::Loc, Label::Norp]);
                let goes_on = part == Part::AmbiguousGiven
                    && matches!(self.part(hit.span.end, true).0, Part::Given | Part::Family);
                (covered.is_none() && (goes_on || matches!(part, Part::Given | Part::Family)))
                    .then_some((part, hit.span.skip, hit.span.end))
            })
    }

    /// Whether a definite word follows a definite noun, whose adjective it is (الهلال الأحمر).
    fn is_adjective(&self, index: usize) -> bool {
        self.context.is_bare_definite(index)
            && self.context.before(index).is_some_and(|noun| {
                self.context.is_bare_definite(noun)
                    && !self
                        .context
                        .listed(noun, &[List::Titles, List::TitleModifiers])
                    && self.names.at(noun, &[Label::Norp]).is_none()
            })
    }

    fn listed_part(entries: &[crate::lexicon::Entry]) -> Option<Part> {
        let mut best = None;
        for entry in entries {
            let part = match entry.list {
                List::CompoundNames => Part::Given,
                List::GivenNames if !entry.ambiguous => Part::Given,
                List::Surnames if !entry.ambiguous => Part::Family,
                List::GivenNames => Part::AmbiguousGiven,
                List::Surnames => Part::AmbiguousFamily,
                List::NameParticles => Part::Particle,
                _ => continue,
            };
            best = match (best, part) {
                (None, part) => Some(part),
                (Some(best), part) => Some(if weight(part) > weight(best) {
                    part
                } else {
                    best
                }),
            };
        }
        best
    }

    /// What the word at `index` is in a name, and where the part ends;
    /// `inside` says that other parts stand before it.
    fn part(&self, index: usize, inside: bool) -> (Part, usize) {
        let tokens = self.context.tokens;
        if !tokens.is_word(index) || has_tanwin(tokens.text().slice(tokens[index].span)) {
            return (Part::Other, index + 1);
        }
        if let Some((hit, number)) = self.context.hits.find_bare(index, List::NumberWords) {
            if number.is("kind", "ordinal") && self.context.is_bare_definite(index) {
                return (Part::Regnal, hit.span.end);
            }
        }
        for hit in self
            .context
            .hits
            .at(index)
            .iter()
            .filter(|hit| hit.span.skip == 0)
        {
            if let Some(part) = Self::listed_part(hit.entries) {
                if part != Part::Particle && !self.is_listed_name(hit, inside) {
                    continue;
                }
                return (part, hit.span.end);
            }
        }
        (self.unlisted(index), index + 1)
    }

    /// Whether a listed part of a name is meant as one: not a function word, a country,
    /// or a title that is also a family name (الملك); `inside` a name, a doubtful title is one (وليد المعلم).
    fn is_listed_name(&self, hit: &Hit, inside: bool) -> bool {
        let place = hit.entries.iter().any(|entry| {
            matches!(entry.list, List::Countries | List::Capitals)
                && entry.inflection.form == Form::Listed
                && !entry.ambiguous
        });
        let title = is_title(hit, inside);
        self.context.is_name_word(hit.span.first) && !place && !title
    }

    /// Whether a word that is no listed part of a name may be one.
    fn unlisted(&self, index: usize) -> Part {
        let tokens = self.context.tokens;
        let word = tokens.folded(index);
        let letters = word.chars().count();
        let other = !self.context.is_name_word(index)
            || letters < 3
            || self.context.lexicon.is_ordinary(tokens, index) && !is_like_a_family_name(word)
            || self.is_known_after_proclitic(index)
            || self.names.at(index, &Label::ALL).is_some()
            || self.context.hits.at(index).iter().any(|hit| {
                hit.span.skip == 0 && hit.entries.iter().any(|entry| !is_name_list(entry.list))
            })
            || self.context.is_definite(index) && !self.context.is_bare_definite(index);
        if other { Part::Other } else { Part::Unknown }
    }

    /// Whether a word is a proclitic and something known: وضابط, فرأى, لرويترز.
    fn is_known_after_proclitic(&self, index: usize) -> bool {
        let listed = self.context.hits.at(index).iter().any(|hit| {
            hit.span.skip > 0 && hit.entries.iter().any(|e| e.list != List::FunctionWords)
        });
        listed
            || self
                .context
                .lexicon
                .is_function_word_after_proclitic(self.context.tokens, index)
    }

    /// Whether an unknown word may go on with the name so far.
    fn may_continue(&self, parts: &[Part], after_title: bool, index: usize) -> bool {
        let particle = parts.last() == Some(&Part::Particle);
        let given = parts
            .iter()
            .any(|part| matches!(part, Part::Given | Part::AmbiguousGiven));
        let nasab = parts.contains(&Part::Particle);
        // After a family name the name is whole.
        let whole =
            matches!(parts.last(), Some(Part::Family | Part::AmbiguousFamily)) && parts.len() > 1;
        !whole
            && (particle || nasab && parts.len() < 5 || (given || after_title) && parts.len() < 3)
            && self.context.tokens.kind(index) == Kind::Word
            && !looks_like_a_noun(self.context.tokens.plain(index))
    }

    fn confidence(parts: &[Part], after_title: bool, after_speech: bool) -> Option<u16> {
        let count = |wanted: Part| parts.iter().filter(|part| **part == wanted).count();
        let certain = count(Part::Given) * 2
            + count(Part::Family) * 2
            + count(Part::AmbiguousGiven)
            + count(Part::AmbiguousFamily);
        let score = certain + usize::from(after_title) * 2 + usize::from(after_speech);
        let long = parts.len() > 1;
        if long && certain >= 3 {
            Some(930)
        } else if long && score >= 2 && certain >= 1 {
            Some(820)
        } else if certain >= 2 {
            Some(700)
        } else if after_title && score >= 2 {
            Some(600)
        } else {
            None
        }
    }

    fn after_speech(&self, index: usize) -> bool {
        self.context
            .before(index)
            .is_some_and(|before| self.context.listed(before, &[List::SpeechVerbs]))
    }

    /// Last names that stand alone where the full name was found anywhere in the text.
    fn remembered(&self, found: &[Candidate]) -> Vec<Candidate> {
        let tokens = self.context.tokens;
        let last_names: FxHashSet<&str> = found
            .iter()
            .filter(|name| name.span.len() > 1)
            .map(|name| name.span.end - 1)
            .filter(|&last| self.is_last_name(last))
            .map(|last| tokens.folded(last))
            .collect();
        let taken: FxHashSet<usize> = found
            .iter()
            .flat_map(|name| name.span.first..name.span.end)
            .collect();
        (0..tokens.len())
            .filter(|&index| {
                !taken.contains(&index)
                    && self.context.is_name_word(index)
                    && !self.is_adjective(index)
                    && self.names.at(index, &[Label::Norp, Label::Org]).is_none()
            })
            .filter_map(|index| {
                let skip = if last_names.contains(tokens.folded(index)) {
                    0
                } else {
                    let cut = tokens[index].cuts.iter().find(|cut| {
                        !cut.verbal
                            && !cut.restore_alef
                            && last_names.contains(tokens.folded_from(index, cut.folded))
                    })?;
                    cut.source
                };
                let span = TokenSpan::skipping(index, skip, index + 1);
                Some(Candidate::new(span, Label::Pers, Source::Grammar, 800))
            })
            .collect()
    }

    /// Whether the last word of a name can stand for its bearer: no number of a king,
    /// no part of a compound given name (نصر الله).
    fn is_last_name(&self, index: usize) -> bool {
        matches!(
            self.part(index, true).0,
            Part::Given | Part::Family | Part::AmbiguousFamily | Part::Unknown
        )
    }
}

/// What stands before the name that may begin at `index`.
fn title_before(context: &Context, ends: &FxHashMap<usize, Before>, index: usize) -> Before {
    let title = ends.get(&index).filter(|_| context.tokens.continues(index));
    title.copied().unwrap_or(Before::Other)
}

/// Titles that stand, given the persons found: those that need a name keep their place only beside one.
pub(crate) fn supported(titles: Vec<Candidate>, persons: &[Candidate]) -> Vec<Candidate> {
    let starts: FxHashSet<usize> = persons.iter().map(|person| person.span.first).collect();
    titles
        .into_iter()
        .filter(|title| title.confidence >= NEEDS_NAME || starts.contains(&title.span.end))
        .collect()
}

const fn is_name_list(list: List) -> bool {
    matches!(
        list,
        List::GivenNames | List::Surnames | List::CompoundNames | List::NameParticles
    )
}

/// Whether a hit is a definite title, which no name begins with; `inside` a name, a doubtful one is not.
fn is_title(hit: &Hit, inside: bool) -> bool {
    hit.entry(List::Titles)
        .is_some_and(|title| title.inflection.definite && !(inside && title.ambiguous))
}

/// How much a listed part says: a certain one goes before one that is also a common word.
const fn weight(part: Part) -> u8 {
    match part {
        Part::Given => 5,
        Part::Family => 4,
        Part::AmbiguousGiven => 3,
        Part::AmbiguousFamily => 2,
        _ => 1,
    }
}

/// Whether a folded word has the shape of a family name: a nisba with the article.
fn is_like_a_family_name(folded: &str) -> bool {
    folded.starts_with("ال") && folded.ends_with('ي')
}

/// Endings that names hardly have: ta marbuta, and the feminine plural.
fn looks_like_a_noun(word: &str) -> bool {
    word.ends_with('ة') || word.ends_with("ات")
}
