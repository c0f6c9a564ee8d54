//! How well annotations agree with gold: precision, recall and F1 by type.
//!
//! Scores are micro-averaged, as the CoNLL shared tasks count them, but over nested spans.
//! Optional gold items count neither way:
//! finding one is neither right nor wrong, missing one is no miss.
//!
//! Gold of whole tokens (CoNLL columns) is compared as seqeval does by default, see [`View`].

pub mod gold;
mod reliability;
mod view;

pub use reliability::{Bin, BySource, Reliability};
pub use view::View;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::document::{Annotation, State};
use crate::span::ByteSpan;
use gold::{Gold, Item};

/// What must be equal for an annotation to be right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    /// Start, end and type.
    #[default]
    Strict,
    /// The type, and start and end of the head: the name is right, whatever stands around it.
    Head,
}

/// Counts for one type, or for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Gold items that had to be found.
    pub gold: usize,
    /// Annotations found, without those that match an optional item.
    pub found: usize,
    /// Gold items found.
    pub right: usize,
}

impl Tally {
    /// The share of what was found that is right, from 0 to 1; 0 where nothing was found.
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.found)
    }

    /// The share of gold that was found, from 0 to 1; 0 where there is no gold.
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall, from 0 to 1.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.right, self.gold + self.found)
    }

    fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

// Counts stay far below 2^52.
#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// A miss or a false alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The type's name.
    pub label: String,
    /// What was compared: the whole span, or the head.
    pub span: ByteSpan,
}

/// How the annotations of one text, or of several, agree with gold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Counts by type. What is right counts for the type of the gold item.
    pub by_label: BTreeMap<String, Tally>,
    /// Whether what was found is as often right as its confidence says.
    pub reliability: BySource,
    /// Gold items that were not found, in order of the text.
    pub misses: Vec<Finding>,
    /// Annotations that match no gold item, in order of the text.
    pub false_alarms: Vec<Finding>,
}

impl Comparison {
    /// Counts for all types together.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for tally in self.by_label.values() {
            total.add(tally);
        }
        total
    }

    /// Adds the counts of another text; its misses and false alarms, which speak of that text, stay there.
    pub fn add_counts(&mut self, other: &Self) {
        for (label, tally) in &other.by_label {
            self.by_label.entry(label.clone()).or_default().add(tally);
        }
        self.reliability.add(&other.reliability);
    }

    fn tally(&mut self, label: &str) -> &mut Tally {
        self.by_label.entry(label.to_owned()).or_default()
    }
}

/// Compares the annotations of a text with its gold.
///
/// Each annotation matches at most one gold item that had to be found, and each such item at most one annotation.
/// Annotations that the user has rejected are not there.
pub fn compare(gold: &Gold, found: &[Annotation], how: Match) -> Comparison {
    let mut open = Open::new(found, how);
    let mut comparison = Comparison::default();
    let mut missing: Vec<&Item> = gold.items.iter().filter(|item| !item.optional).collect();
    for item in &missing {
        comparison.tally(&item.label).gold += 1;
    }
    // What is meant first goes before what is accepted too.
    for matches in [is_exact, is_accepted] {
        missing.retain(|item| {
            let Some(at) = open.all(item, matches).min() else {
                return true;
            };
            if let Some(annotation) = open.annotations[at].take() {
                comparison.reliability.count(annotation, true);
            }
            let tally = comparison.tally(&item.label);
            tally.found += 1;
            tally.right += 1;
            false
        });
    }
    for item in gold.items.iter().filter(|item| item.optional) {
        for at in open.all(item, is_accepted).collect::<Vec<_>>() {
            open.annotations[at] = None;
        }
    }
    let open: Vec<&Annotation> = open.annotations.into_iter().flatten().collect();
    for annotation in &open {
        comparison.tally(&annotation.label).found += 1;
        comparison.reliability.count(annotation, false);
    }
    comparison.misses = missing.into_iter().map(|item| item.finding(how)).collect();
    comparison.false_alarms = open
        .into_iter()
        .map(|annotation| Finding {
            label: annotation.label.clone(),
            span: compared(annotation.span, annotation.head, how),
        })
        .collect();
    comparison.misses.sort_by_key(|finding| finding.span);
    comparison.false_alarms.sort_by_key(|finding| finding.span);
    comparison
}

/// Annotations that have matched nothing yet.
struct Open<'a> {
    annotations: Vec<Option<&'a Annotation>>,
    /// Indices of the annotations at a place, so that a long text takes no longer than its parts.
    at: FxHashMap<ByteSpan, Vec<usize>>,
    how: Match,
}

impl<'a> Open<'a> {
    fn new(found: &'a [Annotation], how: Match) -> Self {
        let mut at: FxHashMap<ByteSpan, Vec<usize>> = FxHashMap::default();
        let annotations: Vec<_> = found
            .iter()
            .filter(|annotation| annotation.state != State::Rejected)
            .map(Some)
            .collect();
        for (index, annotation) in annotations.iter().flatten().enumerate() {
            at.entry(annotation.span).or_default().push(index);
            at.entry(annotation.head).or_default().push(index);
        }
        Self {
            annotations,
            at,
            how,
        }
    }

    /// Indices of those that match `item`; one may come twice.
    fn all<'o>(
        &'o self,
        item: &'o Item,
        matches: fn(&Item, &Annotation, Match) -> bool,
    ) -> impl Iterator<Item = usize> + 'o {
        let places = std::iter::once(compared(item.span, item.head, self.how))
            .chain(item.other_spans.iter().copied());
        places
            .flat_map(|place| self.at.get(&place).into_iter().flatten().copied())
            .filter(move |&index| {
                self.annotations[index].is_some_and(|found| matches(item, found, self.how))
            })
    }
}

impl Item {
    fn finding(&self, how: Match) -> Finding {
        Finding {
            label: self.label.clone(),
            span: compared(self.span, self.head, how),
        }
    }
}

const fn compared(span: ByteSpan, head: ByteSpan, how: Match) -> ByteSpan {
    match how {
        Match::Strict => span,
        Match::Head => head,
    }
}

fn is_exact(item: &Item, annotation: &Annotation, how: Match) -> bool {
    item.label == annotation.label
        && compared(item.span, item.head, how) == compared(annotation.span, annotation.head, how)
}

fn is_accepted(item: &Item, annotation: &Annotation, how: Match) -> bool {
    let mut labels = std::iter::once(&item.label).chain(&item.other_labels);
    let place = compared(annotation.span, annotation.head, how);
    labels.any(|label| *label == annotation.label)
        && (compared(item.span, item.head, how) == place
            // Gold gives no heads for the spans that it accepts too.
            || item.other_spans.iter().any(|&span| span == place || span == annotation.span))
}

#[cfg(test)]
mod tests {
    use super::gold::{self, Gold};
    use super::{Comparison, Match, Tally, compare};
    use crate::document::{Annotation, State};
    use crate::mention::Source;
    use crate::span::CodePointOffset;
    use crate::span::Span;

    const GOLD: &str = r#"{"id":"x","text":"في مدينة الموصل أمس بتاريخ 30 تموز","annotations":[
        {"start":3,"end":15,"type":"GPE","text":"مدينة الموصل","head":[9,15],"tier":"core"},
        {"start":16,"end":19,"type":"DATE","text":"أمس","head":[16,19],"tier":"optional","alt_types":["TIME"]},
        {"start":27,"end":34,"type":"DATE","text":"30 تموز","head":[27,34],"tier":"core","alt_types":["EVENT"],
         "alt_spans":[{"start":21,"end":34}]}]}"#;

    fn gold() -> Gold {
        gold::read(GOLD).expect("is gold").remove(0)
    }

    /// Annotations from type, start, end, and start and end of the head, in code points.
    fn found(gold: &Gold, items: &[(&str, usize, usize, usize, usize)]) -> Vec<Annotation> {
        let bytes = |start, end| {
            gold.text
                .byte_span(Span::new(CodePointOffset(start), CodePointOffset(end)))
        };
        items
            .iter()
            .map(|&(label, start, end, head_start, head_end)| Annotation {
                id: String::new(),
                span: bytes(start, end),
                head: bytes(head_start, head_end),
                label: label.to_owned(),
                subtype: None,
                norm: None,
                value: None,
                entity: None,
                confidence: 1000,
                alternatives: Vec::new(),
                source: Source::Grammar,
                state: State::Suggested,
                note: None,
            })
            .collect()
    }

    fn check(
        items: &[(&str, usize, usize, usize, usize)],
        how: Match,
        right: usize,
        found_count: usize,
    ) -> Comparison {
        let gold = gold();
        let comparison = compare(&gold, &found(&gold, items), how);
        let expected = Tally {
            gold: 2,
            found: found_count,
            right,
        };
        assert_eq!(comparison.total(), expected);
        comparison
    }

    #[test]
    fn all_right() {
        let all = [("GPE", 3, 15, 9, 15), ("DATE", 27, 34, 27, 34)];
        check(&all, Match::Strict, 2, 2);
        check(&all, Match::Head, 2, 2);
    }

    #[test]
    fn a_head_alone_is_right_by_head() {
        let bare = [("GPE", 9, 15, 9, 15)];
        check(&bare, Match::Head, 1, 1);
        let strict = check(&bare, Match::Strict, 0, 1);
        assert_eq!(strict.misses.len(), 2);
        assert_eq!(strict.false_alarms.len(), 1);
    }

    #[test]
    fn the_wrong_type_is_a_miss_and_a_false_alarm() {
        let wrong = check(&[("ORG", 3, 15, 9, 15)], Match::Head, 0, 1);
        assert_eq!(wrong.misses[0].label, "GPE");
        assert_eq!(wrong.false_alarms[0].label, "ORG");
        assert_eq!(gold().text.slice(wrong.false_alarms[0].span), "الموصل");
    }

    #[test]
    fn optional_items_count_neither_way() {
        check(&[("DATE", 16, 19, 16, 19)], Match::Strict, 0, 0);
        check(&[("TIME", 16, 19, 16, 19)], Match::Head, 0, 0);
    }

    #[test]
    fn other_types_and_spans_are_accepted() {
        for how in [Match::Strict, Match::Head] {
            check(&[("EVENT", 27, 34, 27, 34)], how, 1, 1);
            check(&[("DATE", 21, 34, 21, 34)], how, 1, 1);
            check(&[("DATE", 21, 34, 27, 34)], how, 1, 1);
        }
    }

    #[test]
    fn what_is_right_counts_for_the_type_of_the_gold_item() {
        let comparison = check(&[("EVENT", 27, 34, 27, 34)], Match::Strict, 1, 1);
        assert_eq!(comparison.by_label["DATE"].right, 1);
        assert!(!comparison.by_label.contains_key("EVENT"));
    }

    #[test]
    fn one_item_is_found_once() {
        let twice = [("GPE", 3, 15, 9, 15), ("GPE", 9, 15, 9, 15)];
        check(&twice, Match::Head, 1, 2);
    }

    #[test]
    fn scores() {
        let tally = Tally {
            gold: 4,
            found: 8,
            right: 2,
        };
        assert!((tally.precision() - 0.25).abs() < 1e-9);
        assert!((tally.recall() - 0.5).abs() < 1e-9);
        assert!((tally.f1() - 1.0 / 3.0).abs() < 1e-9);
        assert!(Tally::default().f1().abs() < 1e-9);
    }
}
