//! What a format can hold of a document, and what it loses.

use std::borrow::Cow;
use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};

use super::is_space;
use crate::document::{Annotation, Document, Entity, Meta, State};
use crate::mention::Source;
use crate::span::ByteSpan;
use crate::text::Text;
use crate::value::Value;

/// Something that a document has, and a format may not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Characters of the text that the format does not have.
    Character,
    /// Annotations that the user has rejected.
    Rejected,
    /// Annotations whose edges the format cannot name, in white space mostly.
    Edge,
    /// Annotations inside others.
    Nested,
    /// Annotations that cross others.
    Crossing,
    /// Names of types as they are spelled.
    Label,
    /// Heads that are not the whole span.
    Head,
    /// Finer kinds.
    Subtype,
    /// Right forms.
    Norm,
    /// Normalised values.
    Value,
    /// What the annotations speak of.
    Entity,
    /// Names, other forms and links of entities.
    EntityName,
    /// Confidences.
    Confidence,
    /// What annotations may be instead.
    Alternatives,
    /// Who made the annotations.
    Source,
    /// Whether annotations are confirmed.
    State,
    /// Notes.
    Note,
    /// The title.
    Title,
    /// The day from which relative dates count.
    ReferenceDate,
    /// The name of the trained model.
    Model,
    /// The text but for its tokens.
    Space,
    /// The text but for what is annotated.
    Text,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::Character,
        Self::Rejected,
        Self::Edge,
        Self::Nested,
        Self::Crossing,
        Self::Label,
        Self::Head,
        Self::Subtype,
        Self::Norm,
        Self::Value,
        Self::Entity,
        Self::EntityName,
        Self::Confidence,
        Self::Alternatives,
        Self::Source,
        Self::State,
        Self::Note,
        Self::Title,
        Self::ReferenceDate,
        Self::Model,
        Self::Space,
        Self::Text,
    ];

    /// Its name, for one and for several.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Character => (
                "character of the text, which gives way to another",
                "characters of the text, which give way to others",
            ),
            Self::Rejected => ("rejected annotation", "rejected annotations"),
            Self::Edge => (
                "annotation that begins or ends in white space",
                "annotations that begin or end in white space",
            ),
            Self::Nested => ("nested annotation", "nested annotations"),
            Self::Crossing => (
                "annotation that crosses another",
                "annotations that cross others",
            ),
            Self::Label => (
                "type whose name is spelled otherwise",
                "types whose names are spelled otherwise",
            ),
            Self::Head => ("head", "heads"),
            Self::Subtype => ("subtype", "subtypes"),
            Self::Norm => ("right form", "right forms"),
            Self::Value => ("value", "values"),
            Self::Entity => ("mention's entity", "mentions' entities"),
            Self::EntityName => ("entity's name or link", "entities' names or links"),
            Self::Confidence => ("confidence", "confidences"),
            Self::Alternatives => ("annotation's alternatives", "annotations' alternatives"),
            Self::Source => ("annotation's source", "annotations' sources"),
            Self::State => ("annotation's state", "annotations' states"),
            Self::Note => ("note", "notes"),
            Self::Title => ("title", "titles"),
            Self::ReferenceDate => ("reference date", "reference dates"),
            Self::Model => ("model's name", "models' names"),
            Self::Space => ("text's white space", "texts' white space"),
            Self::Text => ("text around annotations", "texts around annotations"),
        }
    }
}

/// How often a format loses a part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The part.
    pub part: Part,
    /// How many of them.
    pub count: usize,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, several) = self.part.words();
        let word = if self.count == 1 { one } else { several };
        write!(f, "{} {word}", self.count)
    }
}

/// What a format can hold.
pub(super) struct Holds {
    parts: &'static [Part],
    /// The text as it can be written: every character is as long as before, in every unit.
    characters: fn(&str) -> Cow<str>,
    /// Whether an annotation of such a quote can be written.
    quote: fn(&str) -> bool,
    /// The name of a type as it is written.
    label: fn(&str) -> String,
    /// Whether a subtype, a right form or a note can be written.
    words: fn(&str) -> bool,
    /// Whether a title can be written.
    title: fn(&str) -> bool,
    /// What is left of a value of an annotation of a type.
    value: fn(&str, &Value) -> Option<Value>,
    /// Whether the link of an entity can be written.
    link: fn(&str) -> bool,
    /// Whether annotations can speak of the same without a link.
    has_groups: bool,
}

impl Holds {
    /// These parts, whatever they are.
    pub(super) const fn all_of(parts: &'static [Part]) -> Self {
        Self {
            parts,
            characters: |text| Cow::Borrowed(text),
            quote: |_| true,
            label: str::to_owned,
            words: |_| true,
            title: |_| true,
            value: |_, value| Some(value.clone()),
            link: |_| false,
            has_groups: true,
        }
    }

    /// The same for annotations of such quotes alone.
    pub(super) const fn with_quotes(self, quote: fn(&str) -> bool) -> Self {
        Self { quote, ..self }
    }

    /// The same with the text written so.
    pub(super) const fn with_characters(self, characters: fn(&str) -> Cow<str>) -> Self {
        Self { characters, ..self }
    }

    /// The same with the names of types written so.
    pub(super) const fn with_labels(self, label: fn(&str) -> String) -> Self {
        Self { label, ..self }
    }

    /// The same for such titles alone.
    pub(super) const fn with_titles(self, title: fn(&str) -> bool) -> Self {
        Self { title, ..self }
    }

    /// The same with this left of a value of an annotation of a type.
    pub(super) const fn with_values(self, value: fn(&str, &Value) -> Option<Value>) -> Self {
        Self { value, ..self }
    }

    /// The same for such subtypes, right forms and notes alone.
    pub(super) const fn with_words(self, words: fn(&str) -> bool) -> Self {
        Self { words, ..self }
    }

    /// The same with such links of entities.
    pub(super) const fn with_links(self, link: fn(&str) -> bool) -> Self {
        Self { link, ..self }
    }

    /// The same with such links of entities, and no entity without one: it is known by its link.
    pub(super) const fn with_links_alone(self, link: fn(&str) -> bool) -> Self {
        Self {
            link,
            has_groups: false,
            ..self
        }
    }

    fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// What is left of a document, and what is lost, in the order of [`Part::ALL`].
    pub(super) fn project(&self, document: &Document) -> (Document, Vec<Loss>) {
        let mut lost = Lost::default();
        let written = (self.characters)(document.text.as_str());
        let text = Text::new(written.clone());
        let changed = written.chars().zip(document.text.as_str().chars());
        lost.0[Part::Character as usize] = changed.filter(|(new, old)| new != old).count();
        let document = &Document {
            text,
            ..document.clone()
        };
        let annotations = self.spans(document, &mut lost);
        let mut annotations: Vec<Annotation> = annotations
            .into_iter()
            .map(|annotation| self.annotation(annotation, &mut lost))
            .collect();
        let entities = self.entities(document, &mut annotations, &mut lost);
        let meta = &document.meta;
        let mut kept = |part, value: &Option<String>| {
            let kept = value
                .clone()
                .filter(|value| self.has(part) && (part != Part::Title || (self.title)(value)));
            lost.count(part, kept != *value);
            kept
        };
        let meta = Meta {
            title: kept(Part::Title, &meta.title),
            reference_date: kept(Part::ReferenceDate, &meta.reference_date),
            model: kept(Part::Model, &meta.model),
        };
        for part in [Part::Space, Part::Text] {
            let is_blank = document.text.as_str().is_empty();
            lost.count(part, !self.has(part) && !is_blank);
        }
        let held = Document {
            text: document.text.clone(),
            meta,
            annotations,
            entities,
        };
        (held, lost.all())
    }

    /// The annotations whose places can be written.
    fn spans<'d>(&self, document: &'d Document, lost: &mut Lost) -> Vec<&'d Annotation> {
        let mut kept: Vec<&Annotation> = Vec::new();
        // Those kept, in order, of which a later one may still be inside: they end in any order.
        let mut open: Vec<ByteSpan> = Vec::new();
        for annotation in &document.annotations {
            let span = annotation.span;
            open.retain(|outer| outer.end > span.start);
            let part = if annotation.state == State::Rejected && !self.has(Part::Rejected) {
                Part::Rejected
            } else if !(self.quote)(document.text.slice(span)) {
                Part::Edge
            } else if !self.has(Part::Nested) && open.iter().any(|outer| outer.contains(&span)) {
                Part::Nested
            } else if !self.has(Part::Crossing) && open.iter().any(|outer| outer.crosses(&span)) {
                Part::Crossing
            } else {
                open.push(span);
                kept.push(annotation);
                continue;
            };
            lost.count(part, true);
        }
        kept
    }

    /// What can be written of an annotation.
    fn annotation(&self, annotation: &Annotation, lost: &mut Lost) -> Annotation {
        let mut held = annotation.clone();
        held.label = (self.label)(&annotation.label);
        if !self.has(Part::Head) {
            held.head = held.span;
        }
        if !self.has(Part::Subtype) {
            held.subtype = None;
        }
        held.value = held
            .value
            .and_then(|value| (self.value)(&annotation.label, &value));
        held.subtype = held.subtype.filter(|subtype| (self.words)(subtype));
        if !self.has(Part::Norm) {
            held.norm = None;
        }
        if !self.has(Part::Value) {
            held.value = None;
        }
        if !self.has(Part::Confidence) {
            held.confidence = CERTAIN;
        }
        if !self.has(Part::Alternatives) {
            held.alternatives.clear();
        }
        if !self.has(Part::State) {
            held.state = State::Confirmed;
        }
        if !self.has(Part::Source) {
            held.source = usual_source(held.state);
        }
        if !self.has(Part::Note) {
            held.note = None;
        }
        held.norm = held.norm.filter(|norm| (self.words)(norm));
        held.note = held.note.filter(|note| (self.words)(note));
        for (part, is_lost) in [
            (Part::Label, held.label != annotation.label),
            (Part::Head, held.head != annotation.head),
            (Part::Subtype, held.subtype != annotation.subtype),
            (Part::Norm, held.norm != annotation.norm),
            (Part::Value, held.value != annotation.value),
            (Part::Confidence, held.confidence != annotation.confidence),
            (
                Part::Alternatives,
                held.alternatives != annotation.alternatives,
            ),
            (Part::State, held.state != annotation.state),
            (Part::Source, held.source != annotation.source),
            (Part::Note, held.note != annotation.note),
        ] {
            lost.count(part, is_lost);
        }
        held
    }

    /// The entities that can be written, and the annotations' way to them.
    fn entities(
        &self,
        document: &Document,
        annotations: &mut [Annotation],
        lost: &mut Lost,
    ) -> Vec<Entity> {
        if self.has(Part::EntityName) {
            return document.entities.clone();
        }
        let known: FxHashMap<&str, &Entity> = document
            .entities
            .iter()
            .map(|entity| (entity.id.as_str(), entity))
            .collect();
        let mut mentions: FxHashMap<String, usize> = FxHashMap::default();
        for annotation in annotations.iter() {
            if let Some(entity) = &annotation.entity {
                *mentions.entry(entity.clone()).or_default() += 1;
            }
        }
        let link = |id: &str| {
            let link = known.get(id)?.link.clone()?;
            (self.link)(&link).then_some(link)
        };
        let mut by_link: FxHashMap<String, String> = FxHashMap::default();
        for annotation in annotations.iter_mut() {
            let Some(id) = &annotation.entity else {
                continue;
            };
            let link = link(id);
            let is_group = self.has_groups && mentions[id] > 1 || link.is_some();
            if let (Some(link), false) = (link, self.has_groups) {
                // The first of that link stands for all.
                let first = by_link.entry(link).or_insert_with(|| id.clone());
                annotation.entity = Some(first.clone());
            }
            if !(self.has(Part::Entity) && is_group) {
                annotation.entity = None;
                lost.count(Part::Entity, true);
            }
        }
        let held = entities_of(&document.text, annotations, |id| link(id));
        for entity in &document.entities {
            // What speaks of nothing any more has been counted above.
            lost.count(
                Part::EntityName,
                self.has(Part::Entity) && !held.contains(entity),
            );
        }
        held
    }
}

/// The confidence of what a person has said.
pub(super) const CERTAIN: u16 = 1000;

/// Who is taken to have made an annotation of which a format does not say it.
pub(super) const fn usual_source(state: State) -> Source {
    match state {
        State::Suggested => Source::Tagger,
        State::Confirmed | State::Rejected => Source::User,
    }
}

/// The entities of which only the mentions are known, in order of their first mention.
///
/// The longest mention names the entity, the others are its other forms.
pub(super) fn entities_of(
    text: &Text,
    annotations: &[Annotation],
    link: impl Fn(&str) -> Option<String>,
) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut forms = FxHashSet::default();
    for annotation in annotations {
        let Some(id) = annotation.entity.as_deref() else {
            continue;
        };
        let form = text.slice(annotation.span);
        let place = *places.entry(id).or_insert_with(|| {
            entities.push(Entity {
                id: id.to_owned(),
                label: annotation.label.clone(),
                name: form.to_owned(),
                aliases: Vec::new(),
                link: link(id),
            });
            entities.len() - 1
        });
        if !forms.insert((place, form)) || entities[place].name == form {
            continue;
        }
        let entity = &mut entities[place];
        let mut other = form.to_owned();
        if other.chars().count() > entity.name.chars().count() {
            std::mem::swap(&mut entity.name, &mut other);
        }
        entity.aliases.push(other);
    }
    entities
}

/// Whether a quote begins and ends in something else than white space.
pub(super) fn has_solid_edges(quote: &str) -> bool {
    !quote.is_empty() && !quote.starts_with(is_space) && !quote.ends_with(is_space)
}

/// Whether a quote holds something else than white space.
pub(super) fn has_something(quote: &str) -> bool {
    !quote.chars().all(is_space)
}

/// How often parts were lost.
#[derive(Default)]
struct Lost([usize; Part::ALL.len()]);

impl Lost {
    fn count(&mut self, part: Part, is_lost: bool) {
        self.0[part as usize] += usize::from(is_lost);
    }

    fn all(&self) -> Vec<Loss> {
        let counts = Part::ALL.into_iter().zip(self.0);
        counts
            .filter(|&(_, count)| count > 0)
            .map(|(part, count)| Loss { part, count })
            .collect()
    }
}
