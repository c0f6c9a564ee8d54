//! Gold: texts with the annotations that ought to be found.
//!
//! As JSON, one object for each text, one after another: `wassam-document/1`,
//! or with `id`, `text`, `reference_date` and `annotations` alone,
//! these with a `tier` (`core` or `optional`), and with `alt_types` and `alt_spans` that are accepted too.
//!
//! As CoNLL columns, see [`conll`]: flat blocks of whole tokens in one of the columns.

use serde::Deserialize;

use crate::document::State;
use crate::format::conll::{self, InvalidConll};
use crate::format::wassam::{FORMAT, OFFSET_UNIT};
use crate::label::our_name;
use crate::span::ByteSpan;
use crate::text::Text;

/// A text with the annotations that ought to be found.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Its name, or its number in the file.
    pub id: String,
    /// The text.
    pub text: Text,
    /// The day from which its relative dates count.
    pub reference_date: Option<String>,
    /// What ought to be found.
    pub items: Vec<Item>,
    /// Whether gold knows whole tokens alone, parted by spaces and line ends, and no item inside another.
    pub by_token: bool,
}

/// An annotation that ought to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The type's name.
    pub label: String,
    /// The whole span.
    pub span: ByteSpan,
    /// The bare name or number inside it.
    pub head: ByteSpan,
    /// Whether readers may differ on it, so that it counts neither way.
    pub optional: bool,
    /// Types that are accepted too.
    pub other_labels: Vec<String>,
    /// Spans that are accepted too.
    pub other_spans: Vec<ByteSpan>,
}

/// Why a file is no gold.
#[derive(Debug, thiserror::Error)]
pub enum InvalidGold {
    /// It is not the JSON that gold is.
    #[error("not gold: {0}")]
    Json(#[from] serde_json::Error),
    /// It is in another format, or counts in another unit.
    #[error("text {id}: {found:?} where {expected:?} was expected")]
    Format {
        /// The text.
        id: String,
        /// What stands in the file.
        found: String,
        /// What should stand there.
        expected: &'static str,
    },
    /// A span does not fit its text, or its quote is another.
    #[error("text {id}: {start}..{end} is not {quote:?}")]
    Span {
        /// The text.
        id: String,
        /// Start of the span in code points.
        start: usize,
        /// End of the span in code points.
        end: usize,
        /// What ought to stand there.
        quote: String,
    },
}

/// Reads all texts of a file.
///
/// # Errors
///
/// When the file is not gold, see [`InvalidGold`].
pub fn read(json: &str) -> Result<Vec<Gold>, InvalidGold> {
    serde_json::Deserializer::from_str(json)
        .into_iter::<Given>()
        .enumerate()
        .map(|(number, given)| given?.into_gold(number + 1))
        .collect()
}

/// Reads all documents of a file of CoNLL columns, named by their numbers.
/// Types are those of tag column `column`, counted from 0, by the names that they have here ([`our_name`]).
/// A line that lacks the column is `O` there.
///
/// # Errors
///
/// When a line is no token with a tag, or the column holds something else, or nothing.
pub fn read_conll(text: &str, column: usize) -> Result<Vec<Gold>, InvalidConll> {
    let documents = conll::read(text, 1)?;
    conll::check_tags(&documents, column)?;
    let golds = documents.iter().enumerate().map(|(number, document)| {
        let (text, blocks) = conll::text(document, column);
        let item = |(span, label)| Item {
            label: our_name(label).to_owned(),
            span,
            head: span,
            optional: false,
            other_labels: Vec::new(),
            other_spans: Vec::new(),
        };
        Gold {
            id: (number + 1).to_string(),
            text: Text::new(text),
            reference_date: None,
            items: blocks.into_iter().map(item).collect(),
            by_token: true,
        }
    });
    Ok(golds.collect())
}

#[derive(Deserialize)]
struct Given {
    id: Option<String>,
    format: Option<String>,
    offset_unit: Option<String>,
    text: String,
    reference_date: Option<String>,
    meta: Option<Meta>,
    #[serde(default)]
    annotations: Vec<GivenItem>,
}

#[derive(Deserialize)]
struct Meta {
    title: Option<String>,
    reference_date: Option<String>,
}

#[derive(Deserialize)]
struct GivenItem {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    label: String,
    text: String,
    head: Option<(usize, usize)>,
    tier: Option<Tier>,
    #[serde(default)]
    alt_types: Vec<String>,
    #[serde(default)]
    alt_spans: Vec<OtherSpan>,
    #[serde(default)]
    state: State,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Tier {
    Core,
    Optional,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OtherSpan {
    Pair(usize, usize),
    Named { start: usize, end: usize },
}

impl Given {
    fn into_gold(self, number: usize) -> Result<Gold, InvalidGold> {
        let (title, meta_date) = self
            .meta
            .map_or((None, None), |meta| (meta.title, meta.reference_date));
        let id = self.id.or(title).unwrap_or_else(|| number.to_string());
        expect(&id, self.format, FORMAT)?;
        expect(&id, self.offset_unit, OFFSET_UNIT)?;
        let text = Text::new(self.text);
        let items = self
            .annotations
            .into_iter()
            .filter(|item| item.state != State::Rejected)
            .map(|item| item.into_item(&id, &text))
            .collect::<Result<_, _>>()?;
        Ok(Gold {
            id,
            text,
            reference_date: self.reference_date.or(meta_date),
            items,
            by_token: false,
        })
    }
}

fn expect(id: &str, found: Option<String>, expected: &'static str) -> Result<(), InvalidGold> {
    match found {
        Some(found) if found != expected => Err(InvalidGold::Format {
            id: id.to_owned(),
            found,
            expected,
        }),
        _ => Ok(()),
    }
}

impl GivenItem {
    fn into_item(self, id: &str, text: &Text) -> Result<Item, InvalidGold> {
        let bytes = |start, end| {
            text.checked_span(start, end)
                .ok_or_else(|| InvalidGold::Span {
                    id: id.to_owned(),
                    start,
                    end,
                    quote: self.text.clone(),
                })
        };
        let whole = bytes(self.start, self.end)?;
        if text.slice(whole) != self.text {
            return Err(InvalidGold::Span {
                id: id.to_owned(),
                start: self.start,
                end: self.end,
                quote: self.text,
            });
        }
        let head = match self.head {
            Some((start, end)) => bytes(start, end)?,
            None => whole,
        };
        let other_spans = self
            .alt_spans
            .iter()
            .map(|other| match *other {
                OtherSpan::Pair(start, end) | OtherSpan::Named { start, end } => bytes(start, end),
            })
            .collect::<Result<_, _>>()?;
        Ok(Item {
            span: whole,
            head,
            optional: self.tier == Some(Tier::Optional),
            label: self.label,
            other_labels: self.alt_types,
            other_spans,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{InvalidGold, read};

    #[test]
    fn both_shapes_are_read() {
        let file = concat!(
            r#"{"format":"wassam-document/1","offset_unit":"code-point","text":"في دمشق","meta":{"title":null,"reference_date":"2015-11-20"},"annotations":[{"id":"a1","start":3,"end":7,"type":"GPE","text":"دمشق","head":[3,7],"state":"confirmed"},{"id":"a2","start":0,"end":2,"type":"GPE","text":"في","state":"rejected"}]}"#,
            "\n",
            r#"{"id":"two","text":"","annotations":[]}"#,
            "\n",
        );
        let gold = read(file).expect("is gold");
        assert_eq!(gold.len(), 2);
        assert_eq!(gold[0].id, "1");
        assert_eq!(gold[0].reference_date.as_deref(), Some("2015-11-20"));
        assert_eq!(gold[0].items.len(), 1);
        assert_eq!(gold[1].id, "two");
    }

    #[test]
    fn a_span_must_hold_its_quote() {
        for (start, end) in [(0, 4), (3, 70), (4, 3), (3, 3)] {
            let file = format!(
                r#"{{"text":"في دمشق","annotations":[{{"start":{start},"end":{end},"type":"GPE","text":"دمشق"}}]}}"#
            );
            assert!(
                matches!(read(&file), Err(InvalidGold::Span { .. })),
                "{file}"
            );
        }
    }

    #[test]
    fn another_unit_is_refused() {
        let file = r#"{"offset_unit":"utf-16","text":""}"#;
        assert!(matches!(read(file), Err(InvalidGold::Format { .. })));
    }
}
