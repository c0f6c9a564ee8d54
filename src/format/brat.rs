//! brat standoff: annotations in `.ann`, beside them the text in `.txt`, byte for byte.
//!
//! Offsets are code points.
//! Text-bound annotations (`T`) carry attributes (`A`: subtype, source, state), notes (`#`),
//! normalisations (`N`: the link of what they speak of),
//! and those that speak of the same are equivalent (`*`).
//! A span over several lines is written in fragments, as brat does it, since a line of `.ann` holds no line end.
//! <https://brat.nlplab.org/standoff.html>

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::holds::{Holds, Part, has_solid_edges};
use super::incoming::{Imported, Incoming, InvalidFile};
use super::report::Report;
use super::{Facts, Frame, Unit, is_space, one_word};
use crate::document::{Annotation, Document, Entity, Meta, State};
use crate::label::Label;
use crate::mention::Source;
use crate::span::{ByteSpan, CodePointSpan};
use crate::text::{Text, with_line_feeds, without_byte_order_mark};

pub(super) const FACTS: Facts = Facts {
    name: "brat",
    extension: "ann",
    unit: Unit::CodePoint,
    holds: Holds::all_of(&[
        Part::Nested,
        Part::Crossing,
        Part::Subtype,
        Part::Entity,
        Part::Source,
        Part::State,
        Part::Note,
        Part::Space,
        Part::Text,
    ])
    .with_quotes(has_solid_edges)
    .with_labels(one_word)
    .with_words(is_line)
    .with_links(is_reference),
    frame: Frame::NONE,
    is_read: true,
};

const SOURCES: [(&str, Source); 4] = [
    ("lexicon", Source::Lexicon),
    ("grammar", Source::Grammar),
    ("tagger", Source::Tagger),
    ("user", Source::User),
];

const STATES: [(&str, State); 2] = [
    ("suggested", State::Suggested),
    ("confirmed", State::Confirmed),
];

/// Whether words are one line of an `.ann` file, with nothing at its ends that readers trim.
fn is_line(words: &str) -> bool {
    has_solid_edges(words) && !words.contains(is_break)
}

/// Whether a link names a resource and an entry in it, or is an item of Wikidata.
fn is_reference(link: &str) -> bool {
    reference(link).is_some()
}

/// What stands after `Reference T1` for a link.
fn reference(link: &str) -> Option<String> {
    if link.contains(|c| is_space(c) || c.is_control()) {
        return None;
    }
    let is_item = link
        .strip_prefix('Q')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    if is_item {
        return Some(format!("{WIKIDATA}{link}"));
    }
    let (resource, entry) = link.split_once(':')?;
    (!resource.is_empty() && !entry.is_empty() && !link.starts_with(WIKIDATA))
        .then(|| link.to_owned())
}

const WIKIDATA: &str = "Wikidata:";

/// Whether a character ends a field or a line of `.ann` for some reader.
fn is_break(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1C}'
            ..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The `.ann` file of what brat can hold of a document.
pub(super) fn write(document: &Document) -> String {
    let entities = document.entities.iter();
    let mut lines = Lines {
        entities: entities
            .map(|entity| (entity.id.as_str(), entity))
            .collect(),
        ..Lines::default()
    };
    for (annotation, number) in document.annotations.iter().zip(1..) {
        lines.annotation(document, annotation, number);
    }
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for (annotation, number) in document.annotations.iter().zip(1..) {
        if let Some(entity) = annotation.entity.as_deref() {
            let place = *places.entry(entity).or_insert_with(|| {
                groups.push((entity, Vec::new()));
                groups.len() - 1
            });
            groups[place].1.push(number);
        }
    }
    for (_, mentions) in groups.iter().filter(|(_, mentions)| mentions.len() > 1) {
        lines.text.push_str("*\tEquiv");
        for number in mentions {
            // Writing to a string cannot fail.
            let _ = write!(lines.text, " T{number}");
        }
        lines.text.push('\n');
    }
    lines.text
}

/// The lines written so far.
#[derive(Default)]
struct Lines<'d> {
    text: String,
    entities: FxHashMap<&'d str, &'d Entity>,
    attributes: usize,
    normalisations: usize,
    notes: usize,
}

impl Lines<'_> {
    fn annotation(&mut self, document: &Document, annotation: &Annotation, number: usize) {
        let places = fragments(&document.text, annotation.span);
        let offsets: Vec<String> = places
            .iter()
            .map(|&place| {
                let CodePointSpan { start, end } = document.text.code_point_span(place);
                format!("{start} {end}")
            })
            .collect();
        let quote: Vec<&str> = places.iter().map(|&p| document.text.slice(p)).collect();
        self.line(format_args!(
            "T{number}\t{} {}\t{}",
            annotation.label,
            offsets.join(";"),
            quote.join(" ")
        ));
        if let Some(subtype) = &annotation.subtype {
            self.attribute("Subtype", number, subtype);
        }
        self.attribute("Source", number, name(&SOURCES, annotation.source));
        self.attribute("State", number, name(&STATES, annotation.state));
        let entity = annotation
            .entity
            .as_deref()
            .and_then(|id| self.entities.get(id).copied());
        if let Some(entity) = entity {
            if let Some(reference) = entity.link.as_deref().and_then(reference) {
                self.normalisations += 1;
                let name = one_line(&entity.name);
                let id = self.normalisations;
                self.line(format_args!(
                    "N{id}\tReference T{number} {reference}\t{name}"
                ));
            }
        }
        if let Some(note) = &annotation.note {
            self.notes += 1;
            let id = self.notes;
            self.line(format_args!("#{id}\tAnnotatorNotes T{number}\t{note}"));
        }
    }

    fn attribute(&mut self, name: &str, number: usize, value: &str) {
        self.attributes += 1;
        let id = self.attributes;
        self.line(format_args!("A{id}\t{name} T{number} {value}"));
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        let _ = writeln!(self.text, "{line}");
    }
}

/// The name of a value.
fn name<T: PartialEq + Copy>(names: &[(&'static str, T)], value: T) -> &'static str {
    let known = names.iter().find(|(_, other)| *other == value);
    known.map_or("", |(name, _)| name)
}

fn one_line(words: &str) -> String {
    words.replace(is_break, " ").trim().to_owned()
}

/// The parts of a span between line ends, tabs and the like, empty ones left out.
fn fragments(text: &Text, span: ByteSpan) -> Vec<ByteSpan> {
    let mut start = span.start.0;
    let mut found = Vec::new();
    for part in text.slice(span).split_inclusive(is_break) {
        let kept = part.trim_end_matches(is_break);
        if !kept.is_empty() {
            found.push(ByteSpan::of(start, start + kept.len()));
        }
        start += part.len();
    }
    found
}

/// `annotation.conf` for such types and subtypes.
pub(super) fn configuration(labels: &BTreeSet<String>, subtypes: &BTreeSet<String>) -> String {
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let subtypes: Vec<&str> = subtypes.iter().map(String::as_str).collect();
    let mut file = String::from("[entities]\n");
    for label in labels {
        let _ = writeln!(file, "{label}");
    }
    file.push_str("\n[relations]\n");
    // Without this line brat marks nested annotations as errors.
    file.push_str("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n");
    file.push_str("Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n");
    file.push_str("\n[events]\n\n[attributes]\n");
    let mut attribute = |name: &str, values: &[&str]| {
        if !values.is_empty() {
            let values = values.join("|");
            let _ = writeln!(file, "{name}\tArg:<ENTITY>, Value:{values}");
        }
    };
    attribute("Subtype", &subtypes);
    attribute("Source", &SOURCES.map(|(name, _)| name));
    attribute("State", &STATES.map(|(name, _)| name));
    file
}

/// `visual.conf` for such types: how brat shortens their names.
pub(super) fn appearance(labels: &BTreeSet<String>) -> String {
    let mut file = String::from("[labels]\n");
    for label in labels {
        if let Ok(ours) = label.parse::<Label>() {
            let (english, short) = (ours.english(), ours.short_english());
            let _ = writeln!(file, "{label} | {english} | {short}");
        }
    }
    file.push_str("\n[drawing]\n");
    file
}

/// Reads a document from its `.ann` file and its text.
///
/// A text with CRLF may have been counted with its CRs or without; the quotes say how.
///
/// # Errors
///
/// When a line is not as the format says, or a span does not fit the text.
pub fn read(ann: &str, text: &str) -> Result<Imported, InvalidFile> {
    let bare = with_line_feeds(text);
    let lines = lines(without_byte_order_mark(ann))?;
    let as_given = Text::new(text);
    if bare == text {
        return document(&lines, &as_given);
    }
    let bare = Text::new(bare);
    let fitting = |text: &Text| {
        let fits = |line: &&Line| line.bound.as_ref().is_some_and(|bound| bound.fits(text));
        lines.iter().filter(fits).count()
    };
    if fitting(&bare) > fitting(&as_given) {
        document(&lines, &bare)
    } else {
        document(&lines, &as_given)
    }
}

/// A line of an `.ann` file.
struct Line<'a> {
    number: usize,
    id: &'a str,
    /// What stands before the second tab, and after it.
    body: &'a str,
    rest: Option<&'a str>,
    /// What the line says if it begins with `T`.
    bound: Option<Bound<'a>>,
}

/// A text-bound annotation.
struct Bound<'a> {
    label: &'a str,
    /// Starts and ends in code points, in order.
    fragments: Vec<(usize, usize)>,
    quote: &'a str,
}

impl Bound<'_> {
    /// Whether the quote stands at its place.
    fn fits(&self, text: &Text) -> bool {
        self.span(text)
            .is_some_and(|span| text.slice(span) == self.quote)
            || self.pieces(text).is_some_and(|quote| quote == self.quote)
    }

    /// From the first fragment to the last.
    fn ends(&self) -> (usize, usize) {
        let first = self.fragments.first().map_or(0, |fragment| fragment.0);
        let last = self.fragments.last().map_or(0, |fragment| fragment.1);
        (first, last)
    }

    fn span(&self, text: &Text) -> Option<ByteSpan> {
        let (start, end) = self.ends();
        text.checked_span(start, end)
    }

    /// What stands in the fragments, parted by spaces.
    fn pieces(&self, text: &Text) -> Option<String> {
        let pieces: Option<Vec<&str>> = self
            .fragments
            .iter()
            .map(|&(start, end)| Some(text.slice(text.checked_span(start, end)?)))
            .collect();
        Some(pieces?.join(" "))
    }

    /// Whether there are only line ends, tabs and the like between the fragments.
    fn is_continuous(&self, text: &Text) -> bool {
        self.fragments.windows(2).all(|pair| {
            let gap = text.checked_span(pair[0].1, pair[1].0);
            pair[0].1 == pair[1].0
                || gap.is_some_and(|gap| text.slice(gap).chars().all(|c| is_break(c) || c == ' '))
        })
    }
}

fn lines(ann: &str) -> Result<Vec<Line<'_>>, InvalidFile> {
    let mut lines = Vec::new();
    for (line, number) in ann.split('\n').zip(1..) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            continue;
        }
        let invalid = |expected| InvalidFile::Line {
            line: number,
            expected,
            found: line.to_owned(),
        };
        let mut fields = line.splitn(3, '\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else {
            return Err(invalid("an identifier, a tab, and what it stands for"));
        };
        let rest = fields.next();
        let bound = if id.starts_with('T') {
            let bound = rest.and_then(|quote| bound(body, quote));
            Some(bound.ok_or_else(|| invalid("T1, a tab, type, start and end, a tab, the text"))?)
        } else {
            None
        };
        lines.push(Line {
            number,
            id,
            body,
            rest,
            bound,
        });
    }
    Ok(lines)
}

fn bound<'a>(body: &'a str, quote: &'a str) -> Option<Bound<'a>> {
    let (label, offsets) = body.split_once(' ')?;
    let fragment = |fragment: &str| {
        let (start, end) = fragment.split_once(' ')?;
        let (start, end) = (start.parse().ok()?, end.parse().ok()?);
        (start < end).then_some((start, end))
    };
    let mut fragments = offsets
        .split(';')
        .map(fragment)
        .collect::<Option<Vec<(usize, usize)>>>()?;
    fragments.sort_unstable();
    (!label.is_empty()).then_some(Bound {
        label,
        fragments,
        quote,
    })
}

fn document(lines: &[Line], text: &Text) -> Result<Imported, InvalidFile> {
    let mut incoming = Incoming::new(text);
    // What the other lines say of each annotation.
    let mut said: FxHashMap<&str, Said> = FxHashMap::default();
    let mut groups = Groups::default();
    let mut other = [("relations", 0), ("events", 0), ("other lines", 0)];
    for line in lines.iter().filter(|line| line.bound.is_none()) {
        let mut words = line.body.split(' ');
        let kind = words.next().unwrap_or_default();
        let target = words.next().unwrap_or_default();
        let value = words.next();
        match line.id.chars().next() {
            Some('A' | 'M') => said.entry(target).or_default().attributes.push((
                kind,
                value,
                // A value of several words, which brat has not.
                line.body.splitn(3, ' ').nth(2).unwrap_or_default(),
            )),
            Some('N') => said.entry(target).or_default().link = value,
            Some('#') if kind == "AnnotatorNotes" => {
                said.entry(target).or_default().note = line.rest;
            }
            Some('*') if kind == "Equiv" => {
                let members: Vec<&str> = line.body.split(' ').skip(1).collect();
                groups.join(&members);
            }
            Some('R') => other[0].1 += 1,
            Some('E') => other[1].1 += 1,
            Some('*' | '#') => other[2].1 += 1,
            _ => {
                return Err(InvalidFile::Line {
                    line: line.number,
                    expected: "an identifier that begins with one of TREAMN*#",
                    found: line.id.to_owned(),
                });
            }
        }
    }
    let mut references: FxHashMap<String, String> = FxHashMap::default();
    let mut known = BTreeSet::new();
    for line in lines {
        let Some(bound) = &line.bound else { continue };
        if !known.insert(line.id) {
            return Err(InvalidFile::Line {
                line: line.number,
                expected: "an identifier of its own",
                found: line.id.to_owned(),
            });
        }
        if !bound.is_continuous(text) {
            incoming.report(Report::NotModelled {
                id: line.id.to_owned(),
                what: "not in one piece",
            });
            continue;
        }
        // The quote of fragments is not what stands in the text, but it tells whether they are right.
        let is_right =
            bound.fragments.len() > 1 && bound.pieces(text).as_deref() == Some(bound.quote);
        let quote = (!is_right).then_some(bound.quote);
        let said = said.remove(line.id).unwrap_or_default();
        let link = said
            .link
            .map(|link| link.strip_prefix(WIKIDATA).unwrap_or(link));
        let entity = groups.of(line.id, link.is_some());
        if let (Some(entity), Some(link)) = (&entity, link) {
            references
                .entry(entity.clone())
                .or_insert_with(|| link.to_owned());
        }
        let mut unknown = 0;
        if let Some(annotation) = incoming.add(line.id, bound.ends(), quote, bound.label)? {
            annotation.entity = entity;
            annotation.note = said.note.map(str::to_owned);
            for &(kind, _, value) in &said.attributes {
                match kind {
                    "Subtype" if !value.is_empty() => annotation.subtype = Some(value.to_owned()),
                    "Source" if of_name(&SOURCES, value).is_some() => {
                        annotation.source = of_name(&SOURCES, value).unwrap_or(Source::User);
                    }
                    "State" if of_name(&STATES, value).is_some() => {
                        annotation.state = of_name(&STATES, value).unwrap_or_default();
                    }
                    _ => unknown += 1,
                }
            }
        }
        other[2].1 += unknown;
    }
    // Attributes, notes and normalisations of relations and events.
    other[2].1 += said.len();
    for (part, count) in other {
        incoming.not_kept(part, count);
    }
    Ok(incoming.document(Meta::default(), |entity| references.get(entity).cloned()))
}

fn of_name<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    let known = names.iter().find(|(known, _)| *known == name);
    known.map(|&(_, value)| value)
}

/// What lines say of an annotation.
#[derive(Default)]
struct Said<'a> {
    /// Their names, first words and whole values.
    attributes: Vec<(&'a str, Option<&'a str>, &'a str)>,
    link: Option<&'a str>,
    note: Option<&'a str>,
}

/// Which annotations speak of the same: a forest in which those that do have one root.
#[derive(Default)]
struct Groups<'a> {
    places: FxHashMap<&'a str, usize>,
    parents: Vec<usize>,
}

impl<'a> Groups<'a> {
    /// Equivalence is transitive: a group that shares a member with another is the same.
    fn join(&mut self, members: &[&'a str]) {
        let mut first = None;
        for member in members {
            let root = self.root(member);
            let first = *first.get_or_insert(root);
            let first = self.root_at(first);
            self.parents[root] = first;
        }
    }

    fn root(&mut self, member: &'a str) -> usize {
        let next = self.parents.len();
        let place = *self.places.entry(member).or_insert(next);
        if place == next {
            self.parents.push(place);
        }
        self.root_at(place)
    }

    fn root_at(&mut self, mut place: usize) -> usize {
        while self.parents[place] != place {
            self.parents[place] = self.parents[self.parents[place]];
            place = self.parents[place];
        }
        place
    }

    /// The entity of an annotation; one that is linked has one alone, too.
    fn of(&mut self, id: &'a str, is_linked: bool) -> Option<String> {
        let is_known = is_linked || self.places.contains_key(id);
        is_known.then(|| format!("e{}", self.root(id) + 1))
    }
}
