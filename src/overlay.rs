//! What was annotated elsewhere, beside what the engine finds; and a document in the view of a schema.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Annotation, Document};
use crate::label::Schema;
use crate::mention::Source;
use crate::span::ByteSpan;

/// A document with what the engine has found in the same text: of a given annotation nothing is changed,
/// and what would cross one, or has its span, is left out.
///
/// Where the engine has counted from another day, the values that came from its own rules go with it.
/// With `adds` false that is all, and nothing is added.
pub fn overlaid(mut given: Document, found: Document, adds: bool) -> Document {
    let recounted = given.meta.reference_date != found.meta.reference_date;
    let mut values: FxHashMap<(ByteSpan, &str), _> = FxHashMap::default();
    for annotation in found.annotations.iter().filter(|_| recounted) {
        values.insert((annotation.span, &annotation.label), &annotation.value);
    }
    for annotation in &mut given.annotations {
        let is_ours = annotation.source != Source::User;
        if let Some(&value) = values.get(&(annotation.span, annotation.label.as_str())) {
            if is_ours {
                annotation.value.clone_from(value);
            }
        }
    }
    given.meta.reference_date = found.meta.reference_date;
    if !adds {
        return given;
    }
    given.meta.model = given.meta.model.or(found.meta.model);
    let taken: FxHashSet<ByteSpan> = given.annotations.iter().map(|a| a.span).collect();
    let spans = Crossed::by(&given.annotations);
    let added: Vec<Annotation> = found
        .annotations
        .into_iter()
        .filter(|a| !taken.contains(&a.span) && !spans.any(a.span))
        .collect();
    let entities: FxHashSet<String> = added.iter().filter_map(|a| a.entity.clone()).collect();
    // Named apart from what the document has.
    let known: FxHashSet<String> = given
        .annotations
        .iter()
        .map(|annotation| annotation.id.clone())
        .chain(given.entities.iter().map(|entity| entity.id.clone()))
        .collect();
    let mut prefix = String::from("w");
    while known.iter().any(|id| id.starts_with(&prefix)) {
        prefix.push('w');
    }
    given
        .annotations
        .extend(added.into_iter().map(|annotation| Annotation {
            id: format!("{prefix}{}", annotation.id),
            entity: annotation.entity.map(|id| format!("{prefix}{id}")),
            ..annotation
        }));
    given
        .annotations
        .sort_by_key(|a| (a.span.start, std::cmp::Reverse(a.span.end)));
    for mut entity in found.entities {
        if entities.contains(&entity.id) {
            entity.id.insert_str(0, &prefix);
            given.entities.push(entity);
        }
    }
    given
}

/// The document in the view of a schema: types by its names, and what it does not show left out,
/// with the entities of which nothing is left.
pub fn in_schema(mut document: Document, schema: Schema) -> Document {
    let mut end = 0;
    document.annotations.retain_mut(|annotation| {
        let Some(name) = schema.view_name(&annotation.label).map(str::to_owned) else {
            return false;
        };
        let is_outermost = annotation.span.start.0 >= end;
        end = end.max(annotation.span.end.0);
        annotation.label = name;
        annotation.alternatives.retain_mut(|alternative| {
            match schema.view_name(&alternative.label) {
                Some(name) => {
                    alternative.label = name.to_owned();
                    true
                }
                None => false,
            }
        });
        is_outermost || !schema.is_flat()
    });
    let named: FxHashSet<&str> = document
        .annotations
        .iter()
        .filter_map(|annotation| annotation.entity.as_deref())
        .collect();
    document
        .entities
        .retain(|entity| named.contains(entity.id.as_str()));
    for entity in &mut document.entities {
        if let Some(name) = schema.view_name(&entity.label).map(str::to_owned) {
            entity.label = name;
        }
    }
    document
}

/// Whether a span crosses one of some annotations.
struct Crossed {
    /// In order of start.
    spans: Vec<ByteSpan>,
    /// The longest of them, in bytes.
    longest: usize,
}

impl Crossed {
    fn by(annotations: &[Annotation]) -> Self {
        let mut spans: Vec<ByteSpan> = annotations.iter().map(|a| a.span).collect();
        spans.sort_unstable();
        let longest = spans.iter().map(|s| s.end.0 - s.start.0).max();
        Self {
            spans,
            longest: longest.unwrap_or_default(),
        }
    }

    fn any(&self, span: ByteSpan) -> bool {
        let from = span.start.0.saturating_sub(self.longest);
        let first = self.spans.partition_point(|other| other.start.0 < from);
        self.spans[first..]
            .iter()
            .take_while(|other| other.start < span.end)
            .any(|other| other.crosses(&span))
    }
}

#[cfg(test)]
mod tests {
    use super::{in_schema, overlaid};
    use crate::format::wassam;
    use crate::{Annotator, Document, Label, Options, Schema, State};

    const TEXT: &str = "😀 زار وزير الخارجية الروسي سيرغي لافروف بيروت أمس.";

    fn found(options: &Options) -> Document {
        Annotator::new().annotate(TEXT, options)
    }

    /// Our own document with nothing but these quotes, as somebody else has named them.
    fn given(quotes: &[(&str, &str)]) -> Document {
        let mut document = found(&Options::default());
        let like = document.annotations[0].clone();
        document.annotations.clear();
        document.entities.clear();
        for (number, (label, quote)) in quotes.iter().enumerate() {
            let start = TEXT.find(quote).expect("the text holds the quote");
            let span = crate::ByteSpan::of(start, start + quote.len());
            document.annotations.push(crate::Annotation {
                id: format!("a{}", number + 1),
                span,
                head: span,
                label: (*label).to_owned(),
                value: None,
                entity: None,
                source: crate::Source::User,
                state: State::Confirmed,
                note: Some("ملاحظة".to_owned()),
                ..like.clone()
            });
        }
        document
    }

    #[test]
    fn what_was_given_stays_and_what_crosses_it_is_not_added() {
        let given = given(&[("EVENT", "الروسي سيرغي"), ("ORG", "بيروت")]);
        let both = overlaid(given.clone(), found(&Options::default()), true);
        let quotes: Vec<(&str, &str)> = both
            .annotations
            .iter()
            .map(|a| (a.label.as_str(), both.text.slice(a.span)))
            .collect();
        assert!(quotes.contains(&("EVENT", "الروسي سيرغي")));
        assert!(quotes.contains(&("ORG", "بيروت")));
        assert!(!quotes.contains(&("GPE", "بيروت")));
        assert!(quotes.contains(&("DATE", "أمس")));
        assert!(!quotes.iter().any(|(label, _)| *label == "PERS"), "crosses");
        for annotation in &given.annotations {
            assert!(both.annotations.contains(annotation));
        }
        // It is a document of ours: identifiers are unique, entities are there.
        let again = wassam::read(&wassam::write(&both, "")).expect("is a document");
        assert!(again.reports.is_empty());
        assert_eq!(again.document.annotations, both.annotations);
        let alone = overlaid(given.clone(), found(&Options::default()), false);
        assert_eq!(alone.annotations, given.annotations);
    }

    #[test]
    fn another_day_counts_for_what_the_rules_have_said() {
        let own = found(&Options::default());
        let options = Options {
            reference_date: Some("2015-11-20".parse().expect("is a date")),
            ..Options::default()
        };
        let dated = overlaid(own, found(&options), false);
        let date = dated.annotations.iter().find(|a| a.label == "DATE");
        let value = serde_json::to_string(&date.expect("أمس").value).expect("is JSON");
        assert!(value.contains("2015-11-19"), "{value}");
        assert_eq!(dated.meta.reference_date.as_deref(), Some("2015-11-20"));
    }

    #[test]
    fn a_flat_schema_leaves_the_outermost_of_its_names() {
        let document = in_schema(
            given(&[
                ("OCC", "وزير الخارجية الروسي"),
                ("ORG", "الخارجية"),
                ("GPE", "بيروت"),
            ]),
            Schema::Conll4,
        );
        let labels: Vec<&str> = document
            .annotations
            .iter()
            .map(|a| a.label.as_str())
            .collect();
        assert_eq!(labels, ["ORG", "LOC"]);
        let all = Label::ALL.map(Label::as_str);
        let wojood = in_schema(found(&Options::default()), Schema::Wojood);
        assert_eq!(wojood.annotations, found(&Options::default()).annotations);
        assert!(
            wojood
                .annotations
                .iter()
                .all(|a| all.contains(&a.label.as_str()))
        );
    }
}
