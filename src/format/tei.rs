//! TEI P5: names, dates and amounts as elements in the text, `<p>` for every line of it.
//!
//! An annotation is the element of TEI for what it is (`persName`, `orgName`, `placeName`, `date`, `num`, `measure` …,
//! else `name`); its exact type is the `@type`.
//! `@cert` is its confidence, `@resp` who made it, `@ref` the link of what it speaks of,
//! and values stand where TEI has a place for them: `@when`, `@dur`, `@value`, `@quantity` with `@unit`, `@key`.
//! What crosses another annotation or an end of line, or is very deep, stands off: a `<span>` from an `<anchor>` to another.
//!
//! White space counts where `xml:space="preserve"` stands, as it does in what is written here.
//! Elsewhere runs of it are one space, and none is at the ends of lines; `<lb/>` ends a line.
//! Elements that are no names and no blocks are read as if they were not there;
//! of a `<choice>` the first is read, of an `<app>` the `<lem>`.
//! <https://tei-c.org/release/doc/tei-p5-doc/en/html/>

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::holds::{CERTAIN, Holds, Part, usual_source};
use super::incoming::{Imported, Incoming, InvalidFile, numbered};
use super::report::Report;
use super::uima::{identifier, is_identified, link_of};
use super::xml::{self, Element, Event, Reader, Writer};
use super::{About, Facts, Frame, Unit};
use crate::document::{Annotation, Document, Entity, Meta, State};
use crate::label::Label;
use crate::mention::Source;
use crate::normalise::letters;
use crate::reference::ReferenceDate;
use crate::span::ByteSpan;
use crate::text::Text;
use crate::value::{
    Country, Currency, Decimal, Modifier, Money, Number, Ordinal, Percent, Quantity, Range, Timex,
    TimexType, Value,
};

pub(super) const FACTS: Facts = Facts {
    name: "tei",
    extension: "tei.xml",
    unit: Unit::None,
    holds: Holds::all_of(&[
        Part::Edge,
        Part::Nested,
        Part::Crossing,
        Part::Subtype,
        Part::Value,
        Part::Entity,
        Part::Confidence,
        Part::Source,
        Part::Title,
        Part::Space,
        Part::Text,
    ])
    .with_characters(xml::with_characters)
    .with_labels(word)
    .with_words(is_word)
    .with_titles(is_plain)
    .with_values(held_value)
    .with_links_alone(is_address),
    frame: Frame::NONE,
    is_read: true,
};

/// How many annotations are written in each other: readers, ours too, bound how deep elements go.
const DEEPEST: usize = 64;

const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

const SOURCES: [(&str, Source, &str); 4] = [
    ("lexicon", Source::Lexicon, "found in a list of names"),
    ("grammar", Source::Grammar, "found by rules"),
    ("tagger", Source::Tagger, "found by a trained model"),
    ("user", Source::User, "said by a person"),
];

/// Whether a character may stand in a word of TEI (`teidata.word`), which knows no spaces, controls or formats.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c.is_ascii_punctuation() || letters::is_mark(c)
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_of_word)
}

/// A name in one word.
fn word(name: &str) -> String {
    if name.is_empty() {
        return "_".to_owned();
    }
    name.replace(|c| !is_of_word(c), "_")
}

/// Whether a title is one line without more white space than it needs.
fn is_plain(title: &str) -> bool {
    !title.is_empty() && xml::is_text(title) && collapsed(title) == title
}

/// The words with one space for every run of white space, and none at the ends.
fn collapsed(words: &str) -> String {
    let words = words.split(is_white).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// White space to XML.
const fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Whether a link is an item of Wikidata or an address that may stand in an attribute of pointers.
fn is_address(link: &str) -> bool {
    let address = identifier(link);
    let is_barred = |c: char| "<>\"{}|^`\\%[]".contains(c);
    (address.starts_with("http://") || address.starts_with("https://"))
        && !address.contains(is_barred)
        && is_identified(link)
}

/// The element for a type.
fn element_of(label: &str) -> &'static str {
    match label.parse() {
        Ok(Label::Pers) => "persName",
        Ok(Label::Org) => "orgName",
        Ok(Label::Gpe | Label::Fac) => "placeName",
        Ok(Label::Loc) => "geogName",
        Ok(Label::Occ) => "roleName",
        Ok(Label::Date) => "date",
        Ok(Label::Time) => "time",
        Ok(Label::Cardinal | Label::Ordinal | Label::Percent) => "num",
        Ok(Label::Quantity | Label::Money) => "measure",
        Ok(Label::Unit | Label::Curr) => "unit",
        _ => "name",
    }
}

/// The type of an element that does not say ours; nothing where the element names nothing.
fn label_of(element: &Element) -> Option<&str> {
    let given = element.attribute("type");
    let label = match element.name.as_str() {
        "name" | "rs" => return Some(given.unwrap_or("name")),
        "persName" => "PERS",
        "orgName" => "ORG",
        "placeName" | "settlement" | "country" | "region" | "district" | "bloc" => "GPE",
        "geogName" => "LOC",
        "roleName" => "OCC",
        "objectName" => "PRODUCT",
        "eventName" => "EVENT",
        "date" => "DATE",
        "time" => "TIME",
        "num" => match given {
            Some("ordinal") => "ORDINAL",
            Some("percentage") => "PERCENT",
            _ => "CARDINAL",
        },
        "measure" if given == Some("currency") => "MONEY",
        "measure" => "QUANTITY",
        "unit" => "UNIT",
        _ => return None,
    };
    let ours = given.filter(|given| given.parse::<Label>().is_ok() || *given == word(given));
    Some(
        ours.filter(|given| given.parse::<Label>().is_ok())
            .unwrap_or(label),
    )
}

/// The attributes for a value, for an element of a type; none where TEI has none for it.
fn value_attributes(label: &str, value: &Value) -> Vec<(&'static str, String)> {
    match (label, value) {
        ("CARDINAL", Value::Number(Number { number, modifier })) => {
            let name = match modifier {
                None | Some(Modifier::Approximate) => "value",
                Some(Modifier::AtLeast) => "atLeast",
                Some(Modifier::AtMost) => "atMost",
                Some(Modifier::MoreThan | Modifier::LessThan) => return Vec::new(),
            };
            vec![(name, number.to_string())]
        }
        ("CARDINAL", Value::Range(Range { min, max, .. })) => {
            vec![("atLeast", min.to_string()), ("atMost", max.to_string())]
        }
        ("ORDINAL", Value::Ordinal(Ordinal { ordinal })) => vec![("value", ordinal.to_string())],
        ("PERCENT", Value::Percent(percent)) if percent.max.is_none() => {
            vec![("value", percent.percent.to_string())]
        }
        ("MONEY", Value::Money(money)) if money.max.is_none() => {
            let unit = money.currency.clone().filter(|unit| is_word(unit));
            let unit = unit.map(|unit| ("unit", unit));
            [("quantity", money.amount.to_string())]
                .into_iter()
                .chain(unit)
                .collect()
        }
        ("QUANTITY", Value::Quantity(quantity))
            if quantity.max.is_none() && is_word(&quantity.unit) =>
        {
            vec![
                ("quantity", quantity.amount.to_string()),
                ("unit", quantity.unit.clone()),
            ]
        }
        ("CURR", Value::Currency(Currency { currency })) if is_word(currency) => {
            vec![("unit", currency.clone())]
        }
        ("GPE", Value::Country(Country { country })) if is_country(country) => {
            vec![("key", country.clone())]
        }
        ("DATE" | "TIME", Value::Timex(timex)) => {
            moment(timex).map_or_else(Vec::new, |moment| vec![moment])
        }
        _ => Vec::new(),
    }
}

fn is_country(key: &str) -> bool {
    key.len() == 2 && key.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// A date, time or duration as an attribute: of XML Schema's kinds where it is one, else of ISO 8601's.
fn moment(timex: &Timex) -> Option<(&'static str, String)> {
    let value = timex.timex.as_str();
    let is_iso = value
        .chars()
        .all(|c| c.is_ascii_digit() || "DHMPRSTWYZ/:+-.,".contains(c));
    if !is_iso || value.is_empty() {
        return None;
    }
    if timex.class == TimexType::Duration {
        let is_duration = duration(value)?;
        return Some((
            if is_duration { "dur" } else { "dur-iso" },
            value.to_owned(),
        ));
    }
    if timex.class == TimexType::Set {
        return None;
    }
    let is_time = timex.class == TimexType::Time;
    if let Some(clock) = value.strip_prefix('T') {
        // Any day has such a time.
        let whole = with_seconds(&format!("2000-01-01T{clock}"))?;
        return is_time.then(|| ("when", whole["2000-01-01T".len()..].to_owned()));
    }
    if value.contains('T') {
        return is_time
            .then(|| with_seconds(value))
            .flatten()
            .map(|when| ("when", when));
    }
    if is_time {
        return None;
    }
    match period(value) {
        Some(_) => Some(("when", value.to_owned())),
        None => is_week(value).then(|| ("when-iso", value.to_owned())),
    }
}

/// A day with a time as XML Schema has it: with its seconds.
fn with_seconds(moment: &str) -> Option<String> {
    moment.parse::<ReferenceDate>().ok()?;
    // The date, `T`, and hours and minutes.
    let (minutes, rest) = moment.split_at_checked("2000-01-01T00:00".len())?;
    let seconds = if rest.starts_with(':') { "" } else { ":00" };
    Some(format!("{minutes}{seconds}{rest}"))
}

/// The same without seconds that are none.
fn without_seconds(moment: &str) -> Option<String> {
    moment.parse::<ReferenceDate>().ok()?;
    let (minutes, rest) = moment.split_at_checked("2000-01-01T00:00".len())?;
    let rest = rest.strip_prefix(":00").unwrap_or(rest);
    Some(format!("{minutes}{rest}"))
}

/// Whether a duration is one of XML Schema, which has no weeks; nothing where it is none of ISO 8601 either.
fn duration(value: &str) -> Option<bool> {
    let (days, time) = match value.strip_prefix('P')?.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (value.strip_prefix('P')?, None),
    };
    let is_of = |mut part: &str, units: &str| {
        let mut units = units.chars();
        while !part.is_empty() {
            let Some(at) = part
                .find(|c: char| !c.is_ascii_digit())
                .filter(|&at| at > 0)
            else {
                return false;
            };
            let Some(unit) = part[at..].chars().next() else {
                return false;
            };
            if !units.any(|known| known == unit) {
                return false;
            }
            part = &part[at + 1..];
        }
        true
    };
    let is_weeks = time.is_none() && days.ends_with('W') && is_of(days, "W");
    let is_time = time.is_none_or(|time| !time.is_empty() && is_of(time, "HMS"));
    let is_usual = is_of(days, "YMD") && is_time && value.len() > 1;
    (is_usual || is_weeks).then_some(is_usual)
}

fn is_week(value: &str) -> bool {
    let (year, week) = value.split_once("-W").unwrap_or_default();
    let is_number = |digits: &str, length| {
        digits.len() == length && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    is_number(year, 4) && is_number(week, 2)
}

/// The first day of a day, month or year, and the first day after it.
fn period(value: &str) -> Option<(String, String)> {
    let next = |year: i16, month: u8, day: u8| {
        let days = crate::reference::days_in_month(year, month);
        match (month, day) {
            (_, day) if day < days => (year, month, day + 1),
            (12, _) => (year + 1, 1, 1),
            _ => (year, month + 1, 1),
        }
    };
    let written = |(year, month, day): (i16, u8, u8)| format!("{year:04}-{month:02}-{day:02}");
    let first: ReferenceDate = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        10 => value.to_owned(),
        _ => return None,
    }
    .parse()
    .ok()?;
    let ReferenceDate {
        year, month, day, ..
    } = first;
    let after = match value.len() {
        4 => (year + 1, 1, 1),
        7 => next(year, month, crate::reference::days_in_month(year, month)),
        _ => next(year, month, day),
    };
    Some((written((year, month, day)), written(after)))
}

/// The value that attributes say of an element of a type.
fn value_of<'a>(label: &str, attribute: impl Fn(&str) -> Option<&'a str>) -> Option<Value> {
    let number = |name: &str| Decimal::parse(attribute(name)?.trim());
    match label {
        "CARDINAL" => {
            let counted = |number, modifier| Value::Number(Number { number, modifier });
            Some(
                match (number("value"), number("atLeast"), number("atMost")) {
                    (Some(number), ..) => counted(number, None),
                    (_, Some(min), Some(max)) => Value::Range(Range {
                        min,
                        max,
                        modifier: None,
                    }),
                    (_, Some(min), None) => counted(min, Some(Modifier::AtLeast)),
                    (_, None, Some(max)) => counted(max, Some(Modifier::AtMost)),
                    _ => return None,
                },
            )
        }
        "ORDINAL" => Some(Value::Ordinal(Ordinal {
            ordinal: number("value")?,
        })),
        "PERCENT" => Some(Value::Percent(Percent {
            percent: number("value")?,
            max: None,
            modifier: None,
        })),
        "MONEY" => Some(Value::Money(Money {
            amount: number("quantity")?,
            max: None,
            currency: attribute("unit").map(str::to_owned),
            modifier: None,
        })),
        "QUANTITY" => Some(Value::Quantity(Quantity {
            amount: number("quantity")?,
            max: None,
            unit: attribute("unit")?.to_owned(),
            modifier: None,
        })),
        "CURR" => Some(Value::Currency(Currency {
            currency: attribute("unit")?.to_owned(),
        })),
        "GPE" => {
            let country = attribute("key").filter(|key| is_country(key))?.to_owned();
            Some(Value::Country(Country { country }))
        }
        "DATE" | "TIME" => {
            let when = attribute("when").or_else(|| attribute("when-iso"));
            let timex = when.and_then(timex_of).or_else(|| {
                let duration = attribute("dur").or_else(|| attribute("dur-iso"))?;
                self::duration(duration)?;
                Some((duration.to_owned(), TimexType::Duration))
            });
            let (timex, class) = timex?;
            let (begin, end) = Some(class)
                .filter(|class| *class == TimexType::Date)
                .and_then(|_| period(&timex))
                .unzip();
            Some(Value::Timex(Timex {
                timex,
                class,
                begin,
                end,
                modifier: None,
            }))
        }
        _ => None,
    }
}

/// A moment as TIMEX3 has it.
fn timex_of(when: &str) -> Option<(String, TimexType)> {
    if period(when).is_some() || is_week(when) {
        return Some((when.to_owned(), TimexType::Date));
    }
    if let Some(moment) = without_seconds(when) {
        return Some((moment, TimexType::Time));
    }
    let moment = without_seconds(&format!("2000-01-01T{when}"))?;
    Some((moment["2000-01-01".len()..].to_owned(), TimexType::Time))
}

/// What is left of a value in attributes.
fn held_value(label: &str, value: &Value) -> Option<Value> {
    let attributes = value_attributes(&word(label), value);
    value_of(&word(label), |name| {
        let known = attributes.iter().find(|(known, _)| *known == name);
        known.map(|(_, value)| value.as_str())
    })
}

/// What the annotations of a document are written as.
struct Plan<'d> {
    /// Those inside the text that begin at a byte, the outermost first.
    opens: BTreeMap<usize, Vec<&'d Annotation>>,
    /// How many of them end at a byte.
    closes: BTreeMap<usize, usize>,
    /// The anchors at a byte.
    anchors: BTreeMap<usize, Vec<String>>,
    /// Those that stand off, and their numbers.
    apart: Vec<(usize, &'d Annotation)>,
}

fn plan(document: &Document) -> Plan<'_> {
    let mut plan = Plan {
        opens: BTreeMap::new(),
        closes: BTreeMap::new(),
        anchors: BTreeMap::new(),
        apart: Vec::new(),
    };
    let mut open: Vec<ByteSpan> = Vec::new();
    for (annotation, number) in document.annotations.iter().zip(1..) {
        let span = annotation.span;
        open.retain(|outer| outer.end > span.start);
        let is_inside = open.len() < DEEPEST
            && !document.text.slice(span).contains('\n')
            && !open.iter().any(|outer| outer.crosses(&span));
        if is_inside {
            open.push(span);
            plan.opens.entry(span.start.0).or_default().push(annotation);
            *plan.closes.entry(span.end.0).or_default() += 1;
        } else {
            for (at, end) in [(span.start.0, "from"), (span.end.0, "to")] {
                let anchors = plan.anchors.entry(at).or_default();
                anchors.push(format!("{end}{number}"));
            }
            plan.apart.push((number, annotation));
        }
    }
    plan
}

/// The document as TEI.
pub(super) fn write(document: &Document, about: About) -> String {
    let entities: FxHashMap<&str, &Entity> = document
        .entities
        .iter()
        .map(|entity| (entity.id.as_str(), entity))
        .collect();
    let plan = plan(document);
    let mut file = Writer::new();
    file.open("TEI", &[("xmlns", NAMESPACE), ("xml:lang", "ar")]);
    file.line();
    header(&mut file, document, about);
    file.open("text", &[]);
    file.line();
    file.open("body", &[("xml:space", "preserve")]);
    file.line();
    let text = document.text.as_str();
    let mut line_start = 0;
    for line in text.split('\n') {
        let line_end = line_start + line.len();
        file.open("p", &[]);
        let here = line_start..=line_end;
        let edges = plan.opens.range(here.clone()).map(|(&at, _)| at);
        let edges = edges.chain(plan.closes.range(here.clone()).map(|(&at, _)| at));
        let edges = edges.chain(plan.anchors.range(here).map(|(&at, _)| at));
        let mut edges: Vec<usize> = edges.chain([line_end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut written = line_start;
        for edge in edges {
            if edge > written {
                file.text(&text[written..edge]);
                written = edge;
            }
            for _ in 0..plan.closes.get(&edge).copied().unwrap_or_default() {
                file.close();
            }
            for anchor in plan.anchors.get(&edge).into_iter().flatten() {
                file.empty("anchor", &[("xml:id", anchor)]);
            }
            for annotation in plan.opens.get(&edge).into_iter().flatten() {
                let attributes = attributes(annotation, &entities, element_of(&annotation.label));
                file.open(element_of(&annotation.label), &borrowed(&attributes));
            }
        }
        file.close();
        file.line();
        line_start = line_end + 1;
    }
    file.close();
    file.line();
    file.close();
    file.line();
    if !plan.apart.is_empty() {
        file.open("standOff", &[]);
        file.line();
        file.open("spanGrp", &[]);
        file.line();
        for (number, annotation) in &plan.apart {
            let mut attributes = attributes(annotation, &entities, "span");
            attributes.push(("from", format!("#from{number}").into()));
            attributes.push(("to", format!("#to{number}").into()));
            file.empty("span", &borrowed(&attributes));
            file.line();
        }
        file.close();
        file.line();
        file.close();
        file.line();
    }
    file.finish()
}

fn borrowed<'a>(attributes: &'a [(&'static str, Cow<'_, str>)]) -> Vec<(&'static str, &'a str)> {
    let attributes = attributes.iter();
    attributes
        .map(|(name, value)| (*name, value.as_ref()))
        .collect()
}

/// What the elements of an annotation say of it.
fn attributes<'d>(
    annotation: &'d Annotation,
    entities: &FxHashMap<&str, &'d Entity>,
    element: &str,
) -> Vec<(&'static str, Cow<'d, str>)> {
    let mut attributes = vec![("type", Cow::Borrowed(annotation.label.as_str()))];
    if let Some(subtype) = &annotation.subtype {
        attributes.push(("subtype", subtype.into()));
    }
    let source = SOURCES.iter().find(|source| source.1 == annotation.source);
    if let Some((name, ..)) = source {
        attributes.push(("resp", format!("#{name}").into()));
    }
    let confidence = annotation.confidence;
    if confidence != CERTAIN {
        let cert = format!("{}.{:03}", confidence / 1000, confidence % 1000);
        attributes.push(("cert", cert.into()));
    }
    let entity = annotation.entity.as_deref().and_then(|id| entities.get(id));
    if let Some(link) = entity.and_then(|entity| entity.link.as_deref()) {
        // What is no name has no @ref.
        let name = match element {
            "num" | "measure" | "unit" | "span" => "corresp",
            _ => "ref",
        };
        attributes.push((name, identifier(link)));
    }
    if let Some(value) = &annotation.value {
        let value = value_attributes(&annotation.label, value).into_iter();
        if element == "span" {
            // It has no attributes for values: they stand in one, each with its name.
            let value: Vec<String> = value
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            if !value.is_empty() {
                attributes.push(("n", value.join(" ").into()));
            }
        } else {
            attributes.extend(value.map(|(name, value)| (name, Cow::Owned(value))));
        }
    }
    attributes
}

fn header(file: &mut Writer, document: &Document, about: About) {
    file.open("teiHeader", &[]);
    file.line();
    file.open("fileDesc", &[]);
    file.open("titleStmt", &[]);
    if let Some(title) = &document.meta.title {
        file.element("title", &[], title);
    } else {
        file.element(
            "title",
            &[("type", "file")],
            &xml::with_characters(about.name),
        );
    }
    for (name, _, what) in SOURCES {
        file.open("respStmt", &[("xml:id", name)]);
        file.element("resp", &[("xml:lang", "en")], what);
        file.element("name", &[("type", "source")], name);
        file.close();
    }
    file.close();
    file.line();
    file.open("publicationStmt", &[]);
    file.element("p", &[("xml:lang", "en")], "Not published.");
    file.close();
    file.open("sourceDesc", &[]);
    file.element("p", &[], &xml::with_characters(about.name));
    file.close();
    file.close();
    file.line();
    file.open("encodingDesc", &[]);
    file.open("appInfo", &[]);
    let program = env!("CARGO_PKG_NAME");
    file.open(
        "application",
        &[("ident", program), ("version", env!("CARGO_PKG_VERSION"))],
    );
    file.element("label", &[], program);
    file.close();
    file.close();
    file.close();
    file.line();
    file.open("profileDesc", &[]);
    file.open("langUsage", &[]);
    file.element("language", &[("ident", "ar")], "العربية");
    file.close();
    file.close();
    file.line();
    file.close();
    file.line();
}

/// Reads the documents of a file, which are `TEI` elements.
///
/// # Errors
///
/// When the file is none, or a document has no text.
pub(super) fn read(content: &str) -> Result<Vec<Imported>, InvalidFile> {
    let mut reader = Reader::new(content);
    let mut levels: Vec<Level> = Vec::new();
    let mut documents = Vec::new();
    let mut page = Page::default();
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(element) => {
                let level = page.open(&levels, &element);
                if levels.is_empty() && !matches!(level.what, What::Tei | What::Corpus) {
                    return Err(reader.invalid("the outermost element is not TEI"));
                }
                levels.push(level);
            }
            Event::Close => {
                let Some(level) = levels.pop() else { continue };
                page.close(&level);
                if matches!(level.what, What::Tei) {
                    let page = std::mem::take(&mut page);
                    documents.push(page.imported(documents.len())?);
                }
            }
            Event::Text(text) => {
                if let Some(level) = levels.last() {
                    page.text(level, &text);
                }
            }
        }
    }
    Ok(documents)
}

/// What an element is to the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Corpus,
    Tei,
    Header,
    TitleStatement,
    Title,
    StandOff,
    /// Of the text, as if it were not there.
    Plain,
    /// Of the text, a line of its own.
    Block,
    /// Of the text, an annotation by its place in the page.
    Mention(usize),
    /// Of the text, several readings of which the first counts.
    Choice,
    /// Not read, and nothing in it.
    Skipped,
}

/// An element that has begun.
struct Level {
    what: What,
    is_preserved: bool,
    /// Whether it is in a block.
    is_in_block: bool,
    /// What others point to it with, and where it began.
    id: Option<(String, usize)>,
}

/// An annotation that has been found.
struct Found {
    start: usize,
    /// Nothing while it lasts.
    end: Option<usize>,
    is_preserved: bool,
    said: Said,
}

/// What the attributes of an annotation say.
struct Said {
    label: String,
    subtype: Option<String>,
    source: Source,
    confidence: u16,
    link: Option<String>,
    value: Option<Value>,
}

/// The line that is being read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Line {
    /// There is none yet.
    #[default]
    None,
    /// It is empty, and the block that began it lasts.
    Fresh,
    /// There is text in it.
    Running,
    /// The block that it was has ended.
    Ended,
}

/// A document as far as it has been read.
#[derive(Default)]
struct Page {
    has_text: bool,
    title: Option<String>,
    text: String,
    /// Whether white space stands before what comes next, unless a line ends.
    is_spaced: bool,
    line: Line,
    found: Vec<Found>,
    /// Where elements that can be pointed to begin and end.
    places: FxHashMap<String, (usize, usize)>,
    /// Annotations that stand off: what they say, from where, and to where.
    apart: Vec<(Said, String, String)>,
    /// Whether the first of the readings that lasts has been read, outermost first.
    choices: Vec<bool>,
    readings: usize,
    entries: usize,
}

impl Page {
    fn open(&mut self, levels: &[Level], element: &Element) -> Level {
        let outer = levels.last();
        let is_tei = element.namespace == NAMESPACE;
        let name = if is_tei { element.name.as_str() } else { "" };
        let is_preserved = match element.attribute("xml:space") {
            Some(space) => space == "preserve",
            None => outer.is_some_and(|outer| outer.is_preserved),
        };
        let what = match (outer.map(|outer| outer.what), name) {
            (None | Some(What::Corpus), "TEI") => What::Tei,
            (None, "teiCorpus") => What::Corpus,
            (Some(What::Tei), "teiHeader") | (Some(What::Header), "fileDesc") => What::Header,
            (Some(What::Header), "titleStmt") => What::TitleStatement,
            (Some(What::TitleStatement), "title")
                if self.title.is_none() && element.attribute("type") != Some("file") =>
            {
                self.title = Some(String::new());
                What::Title
            }
            (Some(What::Title), _) => What::Title,
            (Some(What::Tei), "text") => {
                self.has_text = true;
                What::Plain
            }
            (Some(What::Tei), "standOff") => What::StandOff,
            (Some(What::StandOff), _) => self.stand_off(element, name),
            (Some(What::Plain | What::Block | What::Mention(_) | What::Choice), name) => {
                self.inline(element, name, outer, is_preserved)
            }
            _ => What::Skipped,
        };
        let is_of_text = matches!(
            what,
            What::Plain | What::Block | What::Mention(_) | What::Choice
        );
        let id = element.attribute("xml:id").filter(|_| is_of_text);
        Level {
            what,
            is_preserved,
            is_in_block: what == What::Block || outer.is_some_and(|outer| outer.is_in_block),
            id: id.map(|id| (id.to_owned(), self.here())),
        }
    }

    /// Where the next character will stand.
    fn here(&self) -> usize {
        self.text.len() + usize::from(self.is_spaced)
    }

    fn inline(
        &mut self,
        element: &Element,
        name: &str,
        outer: Option<&Level>,
        is_preserved: bool,
    ) -> What {
        if outer.is_some_and(|outer| outer.what == What::Choice) {
            if let Some(is_read @ false) = self.choices.last_mut() {
                *is_read = true;
            } else {
                self.readings += 1;
                return What::Skipped;
            }
        }
        match name {
            "p" | "ab" | "l" | "head" | "item" | "cell" | "speaker" | "stage" | "byline"
            | "opener" | "closer" | "dateline" | "salute" | "signed" | "trailer" | "titlePart"
            | "docAuthor" | "docImprint" | "docDate" => {
                if self.line != Line::Fresh {
                    self.is_spaced = false;
                    if self.line != Line::None {
                        self.text.push('\n');
                    }
                    self.line = Line::Fresh;
                }
                What::Block
            }
            "lb" => {
                if element.attribute("break") != Some("no") && !self.is_at_line_start() {
                    self.is_spaced = false;
                    self.text.push('\n');
                }
                What::Plain
            }
            "choice" => {
                self.choices.push(false);
                What::Choice
            }
            "rdg" => {
                self.readings += 1;
                What::Skipped
            }
            "span" | "spanGrp" => self.stand_off(element, name),
            "interp" | "interpGrp" | "link" | "linkGrp" | "index" | "figDesc" => What::Skipped,
            _ => match label_of(element).filter(|_| !name.is_empty()) {
                Some(label) => {
                    self.found.push(Found {
                        start: self.here(),
                        end: None,
                        is_preserved,
                        said: said(element, label, |name| element.attribute(name)),
                    });
                    What::Mention(self.found.len() - 1)
                }
                None => What::Plain,
            },
        }
    }

    fn stand_off(&mut self, element: &Element, name: &str) -> What {
        let target = |name: &str| {
            let pointers = element.attribute(name)?.split_ascii_whitespace();
            let mut pointers = pointers.filter_map(|pointer| pointer.strip_prefix('#'));
            Some((pointers.next()?.to_owned(), pointers.next_back()))
        };
        match name {
            "spanGrp" => return What::StandOff,
            "span" => {
                let ends = match (target("from"), target("to")) {
                    (Some((from, _)), Some((to, _))) => Some((from, to)),
                    (Some((from, _)), None) => Some((from.clone(), from)),
                    _ => target("target").map(|(first, last)| {
                        let last = last.map_or_else(|| first.clone(), str::to_owned);
                        (first, last)
                    }),
                };
                if let (Some((from, to)), Some(label)) = (ends, element.attribute("type")) {
                    let named = element.attribute("n").unwrap_or_default();
                    let value = |name: &str| {
                        let mut pairs = named.split(' ').filter_map(|pair| pair.split_once('='));
                        pairs
                            .find(|(known, _)| *known == name)
                            .map(|(_, value)| value)
                    };
                    self.apart.push((said(element, label, value), from, to));
                } else {
                    self.entries += 1;
                }
            }
            _ => self.entries += 1,
        }
        What::Skipped
    }

    fn close(&mut self, level: &Level) {
        if let Some((id, start)) = &level.id {
            self.places.insert(id.clone(), (*start, self.text.len()));
        }
        match level.what {
            What::Block => {
                self.is_spaced = false;
                self.line = Line::Ended;
            }
            What::Mention(place) => self.found[place].end = Some(self.text.len()),
            What::Choice => {
                self.choices.pop();
            }
            _ => {}
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.line == Line::Ended || self.text.is_empty() || self.text.ends_with('\n')
    }

    fn text(&mut self, level: &Level, text: &str) {
        match level.what {
            What::Title => {
                if let Some(title) = &mut self.title {
                    title.push_str(text);
                }
                return;
            }
            What::Plain | What::Block | What::Mention(_) => {}
            // White space between elements, mostly.
            _ => return,
        }
        if level.is_preserved && level.is_in_block {
            self.put_line();
            self.text.push_str(text);
            return;
        }
        for c in text.chars() {
            if !is_white(c) {
                self.put_line();
                self.text.push(c);
            } else if !self.is_at_line_start() {
                self.is_spaced = true;
            }
        }
    }

    /// Begins a line where text comes and there is none, and puts the space before it.
    fn put_line(&mut self) {
        if self.line == Line::Ended {
            self.text.push('\n');
        }
        if std::mem::take(&mut self.is_spaced) {
            self.text.push(' ');
        }
        self.line = Line::Running;
    }

    fn imported(self, number: usize) -> Result<Imported, InvalidFile> {
        if !self.has_text {
            return Err(InvalidFile::Lacks {
                document: number + 1,
                what: "it has no text element",
            });
        }
        let text = Text::new(self.text);
        let mut incoming = Incoming::new(&text);
        let mut links = Links::default();
        let inside = self.found.into_iter().map(|found| {
            let end = found.end.unwrap_or(found.start);
            let span = Some((found.start, end));
            (found.said, span, found.is_preserved)
        });
        let places = &self.places;
        let apart = self.apart.into_iter().map(|(said, from, to)| {
            let ends = places.get(&from).zip(places.get(&to));
            (said, ends.map(|(from, to)| (from.0, to.1)), true)
        });
        for (place, (said, span, is_preserved)) in inside.chain(apart).enumerate() {
            let id = numbered(number, place);
            let not_modelled = |what| Report::NotModelled {
                id: id.clone(),
                what,
            };
            let Some((start, end)) = span else {
                incoming.report(not_modelled("a span between places that are not there"));
                continue;
            };
            let Some(quote) = text.as_str().get(start..end.max(start)) else {
                incoming.report(not_modelled("a span outside of the text"));
                continue;
            };
            let trimmed = if is_preserved {
                quote
            } else {
                quote.trim_matches(is_white)
            };
            if trimmed.is_empty() {
                incoming.report(not_modelled("empty"));
                continue;
            }
            let start = start + quote.find(trimmed).unwrap_or_default();
            let span = ByteSpan::of(start, start + trimmed.len());
            let annotation = incoming.put(&id, span, &said.label);
            annotation.subtype = said.subtype;
            annotation.source = said.source;
            annotation.confidence = said.confidence;
            annotation.value = said.value;
            annotation.entity = said.link.map(|link| links.entity(link));
        }
        incoming.not_kept("other readings", self.readings);
        incoming.not_kept("entries that stand off", self.entries);
        let title = self.title.map(|title| collapsed(&title));
        let meta = Meta {
            title: title.filter(|title| !title.is_empty()),
            ..Meta::default()
        };
        Ok(incoming.document(meta, |entity| links.link(entity)))
    }
}

/// What an element, or one that stands off, says of an annotation; `value` finds the attributes of its value.
fn said<'e>(element: &'e Element, label: &str, value: impl Fn(&str) -> Option<&'e str>) -> Said {
    let attribute = |name| element.attribute(name);
    let source = attribute("resp").and_then(|resp| {
        let known = SOURCES
            .iter()
            .find(|source| resp.strip_prefix('#') == Some(source.0));
        known.map(|source| source.1)
    });
    let pointer = attribute("ref").or_else(|| {
        // @corresp points to whatever corresponds: to the world outside if we have written it.
        attribute("corresp").filter(|pointer| !pointer.starts_with('#'))
    });
    let pointer = pointer.and_then(|pointers| pointers.split_ascii_whitespace().next());
    Said {
        label: label.to_owned(),
        subtype: attribute("subtype").map(str::to_owned),
        source: source.unwrap_or(usual_source(State::Confirmed)),
        confidence: attribute("cert").and_then(thousandths).unwrap_or(CERTAIN),
        link: pointer.map(|pointer| link_of(pointer).to_owned()),
        value: value_of(label, value),
    }
}

/// A probability in thousandths; words such as `high` are none.
// Rounded and between 0 and 1000.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn thousandths(cert: &str) -> Option<u16> {
    let cert: f64 = cert.trim().parse().ok()?;
    (0.0..=1.0)
        .contains(&cert)
        .then(|| (cert * 1000.0).round() as u16)
}

/// The entities of a document by their links.
#[derive(Default)]
struct Links {
    all: Vec<String>,
    places: FxHashMap<String, usize>,
}

impl Links {
    fn entity(&mut self, link: String) -> String {
        let place = *self.places.entry(link.clone()).or_insert_with(|| {
            self.all.push(link);
            self.all.len()
        });
        format!("e{place}")
    }

    /// The link of an entity; one to a place in the file says only which mentions speak of the same.
    fn link(&self, entity: &str) -> Option<String> {
        let place: usize = entity.strip_prefix('e')?.parse().ok()?;
        let link = self.all.get(place.checked_sub(1)?)?;
        Some(link.clone()).filter(|link| !link.starts_with('#'))
    }
}
