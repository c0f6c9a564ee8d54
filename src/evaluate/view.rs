//! What of gold, and of what was found, is compared.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::gold::{Gold, Item};
use crate::document::{Annotation, State};
use crate::label::Schema;
use crate::span::ByteSpan;
use crate::text::Text;

/// The part of gold and of annotations that is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The schema whose names are compared, flat where it is flat.
    pub schema: Schema,
    /// The types that count, by their names in the schema; all where there is no list.
    pub types: Option<Vec<String>>,
}

impl View {
    /// What of gold has to be found.
    ///
    /// An item of a type that is not shown, but for which one that is shown is accepted too, is optional.
    /// In a flat schema, an item inside one that had to be found is dropped, and one inside an optional item is optional:
    /// only one of the two can be found.
    pub fn of_gold(&self, mut gold: Gold) -> Gold {
        rename(&mut gold.items, |name| self.schema.view_name(name));
        if self.schema.is_flat() {
            keep_outermost(&mut gold.items);
        }
        rename(&mut gold.items, |name| self.counts(name).then_some(name));
        gold
    }

    /// What of the annotations of a text, made in the same schema, is compared with its gold.
    ///
    /// Where gold knows whole tokens alone, an annotation grows to those that it touches:
    /// it leaves out attached proclitics, they do not.
    /// Of annotations that then overlap the outermost is kept, as gold there is flat.
    pub fn of_found(&self, mut annotations: Vec<Annotation>, gold: &Gold) -> Vec<Annotation> {
        annotations.retain(|annotation| annotation.state != State::Rejected);
        if gold.by_token {
            for annotation in &mut annotations {
                annotation.span = whole_tokens(&gold.text, annotation.span);
                annotation.head = whole_tokens(&gold.text, annotation.head);
            }
            annotations.sort_by_key(|annotation| outer_first(annotation.span));
            let mut end = ByteSpan::default().end;
            annotations.retain(|annotation| {
                let outermost = annotation.span.start >= end;
                end = end.max(annotation.span.end);
                outermost
            });
        }
        annotations.retain(|annotation| self.counts(&annotation.label));
        annotations
    }

    fn counts(&self, name: &str) -> bool {
        let types = self.types.as_ref();
        types.is_none_or(|types| types.iter().any(|counted| counted == name))
    }
}

/// Gives the types of items the names that `view` says, and drops those for which it says none.
fn rename(items: &mut Vec<Item>, view: impl Fn(&str) -> Option<&str>) {
    items.retain_mut(|item| {
        item.optional |= view(&item.label).is_none();
        let accepted = std::iter::once(&item.label).chain(&item.other_labels);
        let mut accepted: VecDeque<String> = accepted
            .filter_map(|name| view(name))
            .map(str::to_owned)
            .collect();
        let Some(label) = accepted.pop_front() else {
            return false;
        };
        item.label = label;
        item.other_labels = accepted.into();
        true
    });
}

fn keep_outermost(items: &mut Vec<Item>) {
    items.sort_by_key(|item| outer_first(item.span));
    let mut end = ByteSpan::default().end;
    let mut optional_end = end;
    items.retain_mut(|item| {
        let outermost = item.span.start >= end;
        let inside_optional = item.span.start < optional_end;
        if item.optional {
            optional_end = optional_end.max(item.span.end);
            return true;
        }
        item.optional = inside_optional;
        if outermost && !inside_optional {
            end = item.span.end;
        }
        outermost
    });
}

const fn outer_first(span: ByteSpan) -> (usize, Reverse<usize>) {
    (span.start.0, Reverse(span.end.0))
}

/// The span grown to the tokens that it touches, which are parted by spaces and line ends.
fn whole_tokens(text: &Text, span: ByteSpan) -> ByteSpan {
    let (source, border) = (text.as_str(), [' ', '\n']);
    let before = source[..span.start.0].rfind(border);
    let after = source[span.end.0..].find(border);
    ByteSpan::of(
        before.map_or(0, |at| at + 1),
        after.map_or(source.len(), |at| span.end.0 + at),
    )
}

#[cfg(test)]
mod tests {
    use super::View;
    use crate::evaluate::gold;
    use crate::label::Schema;

    /// The labels of the items that `view` shows of a gold, optional ones in brackets.
    fn shown(annotations: &str, view: &View) -> String {
        let json = format!(r#"{{"text":"abcdef","annotations":[{annotations}]}}"#);
        let gold = view.of_gold(gold::read(&json).expect("is gold").remove(0));
        let labels = gold.items.iter().map(|item| {
            if item.optional {
                format!("[{}]", item.label)
            } else {
                item.label.clone()
            }
        });
        labels.collect::<Vec<_>>().join(" ")
    }

    const CONLL4: View = View {
        schema: Schema::Conll4,
        types: None,
    };

    #[test]
    fn a_flat_view_keeps_the_outermost_of_what_it_shows() {
        let nested = r#"{"start":2,"end":4,"type":"GPE","text":"cd"},
            {"start":1,"end":5,"type":"ORG","text":"bcde"},
            {"start":0,"end":6,"type":"OCC","text":"abcdef"},
            {"start":5,"end":6,"type":"GPE","text":"f"}"#;
        assert_eq!(shown(nested, &CONLL4), "ORG LOC");
        assert_eq!(shown(nested, &View::default()), "GPE ORG OCC GPE");
    }

    #[test]
    fn either_of_an_optional_item_and_what_is_inside_may_be_found() {
        let nested = r#"{"start":1,"end":5,"type":"ORG","text":"bcde","tier":"optional"},
            {"start":2,"end":4,"type":"GPE","text":"cd"}"#;
        assert_eq!(shown(nested, &CONLL4), "[ORG] [LOC]");
    }

    #[test]
    fn a_type_that_is_accepted_too_may_be_found_where_the_first_is_hidden() {
        let day = r#"{"start":0,"end":2,"type":"DATE","text":"ab","alt_types":["EVENT"]},
            {"start":3,"end":4,"type":"DATE","text":"d"}"#;
        assert_eq!(shown(day, &CONLL4), "[MISC]");
        let view = View {
            schema: Schema::Wojood,
            types: Some(vec!["EVENT".to_owned()]),
        };
        assert_eq!(shown(day, &view), "[EVENT]");
    }
}
