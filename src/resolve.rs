//! Mentions become annotations of a document, and annotations of the same name become one entity.

use rustc_hash::FxHashMap;

use crate::annotator::Options;
use crate::document::{Annotation, Document, Entity, Meta, State};
use crate::label::{Label, Schema};
use crate::mention::Candidate;
use crate::normalise::fold;
use crate::tokenise::Tokens;

/// The document of a text and its merged mentions, in the view that the options ask for.
pub(crate) fn document(tokens: Tokens, mentions: &[Candidate], options: &Options) -> Document {
    let visible = view(mentions, options.schema, &tokens);
    let mut entities = Entities::default();
    let mut annotations = Vec::with_capacity(visible.len());
    for (number, (mention, name)) in visible.into_iter().enumerate() {
        let head = mention.head.bytes(&tokens);
        let form = mention
            .norm
            .as_deref()
            .unwrap_or_else(|| tokens.text().slice(head));
        let entity = names_something(mention.label)
            .then(|| format!("e{}", entities.of(mention.label, name, form) + 1));
        annotations.push(Annotation {
            id: format!("a{}", number + 1),
            span: mention.span.bytes(&tokens),
            head,
            label: name.to_owned(),
            subtype: mention.subtype.map(str::to_owned),
            norm: mention.norm.clone(),
            value: mention.value.clone(),
            entity,
            confidence: mention.confidence,
            source: mention.source,
            state: State::default(),
            note: None,
        });
    }
    let meta = Meta {
        title: None,
        reference_date: options.reference_date.as_ref().map(ToString::to_string),
    };
    Document {
        text: tokens.into_text(),
        meta,
        annotations,
        entities: entities.list,
    }
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
            schema == Schema::Wojood || outermost
        })
        .collect()
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

/// Entities under construction.
#[derive(Default)]
struct Entities {
    list: Vec<Entity>,
    by_form: FxHashMap<(Label, String), usize>,
    /// Persons by the last word of a longer name.
    by_last_name: FxHashMap<String, usize>,
}

impl Entities {
    /// Index of the entity that `form` speaks of, a new one where none is known.
    fn of(&mut self, label: Label, name: &str, form: &str) -> usize {
        let key = (label, entity_key(form));
        if let Some(&index) = self.by_form.get(&key) {
            self.add_form(index, form);
            return index;
        }
        let known = (label == Label::Pers && !key.1.contains(' '))
            .then(|| self.by_last_name.get(&key.1).copied())
            .flatten();
        let index = known.unwrap_or(self.list.len());
        if known.is_some() {
            self.add_form(index, form);
        } else {
            self.list.push(Entity {
                id: format!("e{}", index + 1),
                label: name.to_owned(),
                name: form.to_owned(),
                aliases: Vec::new(),
                link: None,
            });
        }
        if label == Label::Pers {
            if let Some((_, last)) = key.1.rsplit_once(' ') {
                self.by_last_name.insert(last.to_owned(), index);
            }
        }
        self.by_form.insert(key, index);
        index
    }

    fn add_form(&mut self, index: usize, form: &str) {
        let entity = &mut self.list[index];
        if entity.name != form && !entity.aliases.iter().any(|alias| alias == form) {
            entity.aliases.push(form.to_owned());
        }
    }
}

/// What two forms of one name share: folded letters, without the article.
fn entity_key(form: &str) -> String {
    let folded = fold(form);
    folded.strip_prefix("ال").unwrap_or(&folded).to_owned()
}
