//! Mentions become annotations of a document, and annotations of the same name become one entity.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Alternative, Annotation, Document, Entity, Meta, State};
use crate::label::{Label, Schema};
use crate::lexicon::Lexicon;
use crate::mention::{Candidate, TokenSpan};
use crate::normalise::letters::ALEF;
use crate::normalise::{fold, plain};
use crate::reference::ReferenceDate;
use crate::tokenise::Tokens;

/// The document of a text and its merged mentions, in the view that `schema` gives;
/// `reference` is the day from which its relative dates were counted.
pub(crate) fn document(
    tokens: Tokens,
    mut mentions: Vec<Candidate>,
    lexicon: &Lexicon,
    schema: Schema,
    reference: Option<ReferenceDate>,
) -> Document {
    for mention in &mut mentions {
        if mention.norm.is_none() {
            mention.norm = restored(&tokens, lexicon, mention.span);
        }
    }
    let visible = view(&mentions, schema, &tokens);
    let (entities, of_mention) = entities(&tokens, lexicon, &visible);
    let annotations = visible
        .iter()
        .zip(of_mention)
        .enumerate()
        .map(|(number, ((mention, name), entity))| Annotation {
            id: format!("a{}", number + 1),
            span: mention.span.bytes(&tokens),
            head: mention.head.bytes(&tokens),
            label: (*name).to_owned(),
            subtype: mention.subtype.map(str::to_owned),
            norm: mention.norm.clone(),
            value: mention.value.clone(),
            entity: entity.map(|index| format!("e{}", index + 1)),
            confidence: mention.confidence,
            alternatives: alternatives(mention, name, schema, &tokens),
            source: mention.source,
            state: State::default(),
            note: None,
        })
        .collect();
    let meta = Meta {
        title: None,
        reference_date: reference.map(|date| date.to_string()),
        model: None,
    };
    Document {
        text: tokens.into_text(),
        meta,
        annotations,
        entities,
    }
}

/// The form of a span whose article lost its alif to a ل before it (للرئيس → الرئيس);
/// nothing for other spans, also not for a name that begins with a lām itself (للبنان).
fn restored(tokens: &Tokens, lexicon: &Lexicon, span: TokenSpan) -> Option<String> {
    let first = tokens.get(span.first)?;
    let lost = first
        .cuts
        .iter()
        .any(|cut| cut.restore_alef && cut.source == span.skip);
    let text = tokens.text().slice(span.bytes(tokens));
    (lost && lexicon.get(text).is_empty()).then(|| format!("{ALEF}{text}"))
}

/// The mentions that a schema shows, with the names under which it shows them.
/// A flat schema keeps the outermost of what it shows.
fn view<'m>(
    mentions: &'m [Candidate],
    schema: Schema,
    tokens: &Tokens,
) -> Vec<(&'m Candidate, &'static str)> {
    let mut end = 0;
    mentions
        .iter()
        .filter_map(|mention| Some((mention, schema.view(mention.label)?)))
        .filter(|(mention, _)| {
            let bytes = mention.span.bytes(tokens);
            let outermost = bytes.start.0 >= end;
            end = end.max(bytes.end.0);
            !schema.is_flat() || outermost
        })
        .collect()
}

/// What a mention shown as `name` may be instead, in the same view:
/// each span and type once, and none that is the annotation itself.
fn alternatives(
    mention: &Candidate,
    name: &str,
    schema: Schema,
    tokens: &Tokens,
) -> Vec<Alternative> {
    let mut kept: Vec<Alternative> = Vec::new();
    for given in &mention.alternatives {
        let Some(label) = schema.view(given.label) else {
            continue;
        };
        let itself = given.span == mention.span && label == name;
        let span = given.span.bytes(tokens);
        if !itself && !kept.iter().any(|k| k.span == span && k.label == label) {
            kept.push(Alternative {
                span,
                label: label.to_owned(),
                confidence: given.confidence,
            });
        }
    }
    kept
}

/// Whether annotations of this type speak of something that has an identity.
const fn names_something(label: Label) -> bool {
    matches!(
        label,
        Label::Pers
            | Label::Org
            | Label::Gpe
            | Label::Loc
            | Label::Fac
            | Label::Norp
            | Label::Event
            | Label::Law
            | Label::Product
            | Label::Language
            | Label::Website
    )
}

/// The entities that mentions speak of, in order of their first mention, and for each mention
/// the index of its entity.
///
/// Mentions of one type and form are one entity.
/// A single name of a person is the nearest bearer of a longer name that ends in it, before or else after.
fn entities(
    tokens: &Tokens,
    lexicon: &Lexicon,
    mentions: &[(&Candidate, &'static str)],
) -> (Vec<Entity>, Vec<Option<usize>>) {
    let forms: Vec<Option<String>> = mentions
        .iter()
        .map(|(mention, _)| {
            names_something(mention.label).then(|| form(tokens, lexicon, mention.head))
        })
        .collect();
    let mut keys: Vec<String> = forms
        .iter()
        .map(|form| form.as_deref().map(entity_key).unwrap_or_default())
        .collect();
    join_last_names(mentions, &mut keys);

    let mut list: Vec<Entity> = Vec::new();
    let mut index_of: FxHashMap<(Label, String), usize> = FxHashMap::default();
    let mut seen: FxHashSet<(usize, String)> = FxHashSet::default();
    let mut of_mention = Vec::with_capacity(mentions.len());
    for (((mention, name), form), key) in mentions.iter().zip(forms).zip(keys) {
        let Some(form) = form else {
            of_mention.push(None);
            continue;
        };
        let index = *index_of.entry((mention.label, key)).or_insert_with(|| {
            list.push(Entity {
                id: format!("e{}", list.len() + 1),
                label: (*name).to_owned(),
                name: form.clone(),
                aliases: Vec::new(),
                link: None,
            });
            list.len() - 1
        });
        of_mention.push(Some(index));
        if seen.insert((index, form.clone())) && list[index].name != form {
            let entity = &mut list[index];
            let fuller = form.split(' ').count() > entity.name.split(' ').count();
            let alias = if fuller {
                std::mem::replace(&mut entity.name, form)
            } else {
                form
            };
            entity.aliases.push(alias);
        }
    }
    (list, of_mention)
}

/// Gives single names of persons the key of the longer name that they stand for.
fn join_last_names(mentions: &[(&Candidate, &'static str)], keys: &mut [String]) {
    let mut bearers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, (mention, _)) in mentions.iter().enumerate() {
        if mention.label == Label::Pers {
            if let Some((_, last)) = keys[index].rsplit_once(' ') {
                bearers.entry(entity_key(last)).or_default().push(index);
            }
        }
    }
    for (index, (mention, _)) in mentions.iter().enumerate() {
        if mention.label != Label::Pers || keys[index].contains(' ') {
            continue;
        }
        if let Some(found) = bearers.get(&keys[index]) {
            let after = found.partition_point(|&bearer| bearer < index);
            let nearest = found[after.saturating_sub(1)];
            let key = keys[nearest].clone();
            keys[index] = key;
        }
    }
}

/// The form of a name: plain letters with single blanks, the alif of its article restored.
fn form(tokens: &Tokens, lexicon: &Lexicon, head: TokenSpan) -> String {
    let text = restored(tokens, lexicon, head)
        .unwrap_or_else(|| tokens.text().slice(head.bytes(tokens)).to_owned());
    let latin = !text
        .chars()
        .any(crate::normalise::letters::is_arabic_letter);
    // The plain form lowers Latin, whose capitals are part of the name.
    let text = if latin { text } else { plain(&text) };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What two forms of one name share: folded letters, without the article.
fn entity_key(form: &str) -> String {
    let without = form.strip_prefix(ARTICLE).unwrap_or(form);
    fold(without)
}

/// The article.
const ARTICLE: &str = "ال";

#[cfg(test)]
mod tests {
    use super::document;
    use crate::label::{Label, Schema};
    use crate::lexicon::Lexicon;
    use crate::mention::{Alternative, Candidate, Source, TokenSpan};
    use crate::text::Text;
    use crate::tokenise::Tokens;

    /// What `😀 زار وادي دمشق` shows of a place that may be this or that.
    fn alternatives(schema: Schema) -> Vec<(String, String, u16)> {
        let tokens = Tokens::new(Text::new("😀 زار وادي دمشق"));
        let damascus = TokenSpan::new(3, 4);
        let valley = TokenSpan::new(2, 4);
        let mut mention = Candidate::new(damascus, Label::Gpe, Source::Tagger, 400);
        mention.alternatives = [
            (damascus, Label::Gpe, 400),
            (damascus, Label::Loc, 300),
            (valley, Label::Loc, 200),
            (valley, Label::Fac, 50),
            (valley, Label::Date, 1),
        ]
        .map(|(span, label, confidence)| Alternative {
            span,
            label,
            confidence,
        })
        .to_vec();
        let document = document(tokens, vec![mention], &Lexicon::default(), schema, None);
        document.annotations[0]
            .alternatives
            .iter()
            .map(|alternative| {
                (
                    document.text.slice(alternative.span).to_owned(),
                    alternative.label.clone(),
                    alternative.confidence,
                )
            })
            .collect()
    }

    fn check(schema: Schema, expected: &[(&str, &str, u16)]) {
        let found = alternatives(schema);
        let found: Vec<_> = found
            .iter()
            .map(|(text, label, confidence)| (text.as_str(), label.as_str(), *confidence))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn alternatives_are_those_of_the_view_that_differ() {
        check(
            Schema::Wojood,
            &[
                ("دمشق", "LOC", 300),
                ("وادي دمشق", "LOC", 200),
                ("وادي دمشق", "FAC", 50),
                ("وادي دمشق", "DATE", 1),
            ],
        );
        check(Schema::Conll4, &[("وادي دمشق", "LOC", 200)]);
    }
}
