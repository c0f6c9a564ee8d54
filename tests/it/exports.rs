//! Every format over one set of hard documents, and over any document: what is written is what is read,
//! and every span of a file, counted by other code than ours, is its quote.

use proptest::prelude::*;
use serde_json::Value;
use wassam::format::{About, Format, InvalidFile, Output, Part, Report, brat};
use wassam::normalise::letters;
use wassam::{Annotation, ByteSpan, Document, Meta, Source, State, Text, with_line_feeds};

use crate::format::any_document;

const ABOUT: About = About {
    name: "مقال 1",
    created: "2015-11-20T04:30:00Z",
};

/// A document with an annotation, confirmed by its user, at the first place where each quote stands.
pub(crate) fn document<S: AsRef<str>>(text: &str, quotes: &[(S, S)]) -> Document {
    let mut annotations: Vec<Annotation> = quotes
        .iter()
        .map(|(label, quote)| {
            let (label, quote) = (label.as_ref(), quote.as_ref());
            let start = text.find(quote).expect("the text holds the quote");
            let span = ByteSpan::of(start, start + quote.len());
            Annotation {
                id: String::new(),
                span,
                head: span,
                label: label.to_owned(),
                subtype: None,
                norm: None,
                value: None,
                entity: None,
                confidence: 1000,
                alternatives: Vec::new(),
                source: Source::User,
                state: State::Confirmed,
                note: None,
            }
        })
        .collect();
    annotations.sort_by_key(|a| (a.span.start, std::cmp::Reverse(a.span.end)));
    for (number, annotation) in annotations.iter_mut().enumerate() {
        annotation.id = format!("a{}", number + 1);
    }
    Document {
        text: Text::new(text),
        meta: Meta::default(),
        annotations,
        entities: Vec::new(),
    }
}

/// The name of a document, its text, and the types and quotes of its annotations.
type Hard = (String, String, Vec<(String, String)>);

/// What has broken offsets, tokens and spans somewhere. tests/consumers has the same read by the programs of others.
fn hard() -> Vec<Hard> {
    let file = crate::read("tests/consumers/hard-documents.json");
    serde_json::from_str(&file).expect("is a list of documents")
}

fn hard_documents() -> Vec<(String, Document)> {
    let mut documents: Vec<(String, Document)> = hard()
        .into_iter()
        .map(|(name, text, quotes)| (name, document(&text, &quotes)))
        .collect();
    let text = crate::read("seeds/articles/founding.txt");
    let article = crate::ANNOTATOR.annotate(&text, &wassam::Options::default());
    documents.push(("an article".to_owned(), article));
    documents
}

/// Slices of a text by what a consumer counts.
struct Counted {
    code_points: Vec<char>,
    /// Added to every offset: a reader who counts from another place.
    fault: usize,
}

impl Counted {
    fn new(text: &str, fault: usize) -> Self {
        Self {
            code_points: text.chars().collect(),
            fault,
        }
    }

    fn slice(&self, start: usize, end: usize) -> String {
        let end = (end + self.fault).min(self.code_points.len());
        let start = (start + self.fault).min(end);
        self.code_points[start..end].iter().collect()
    }

    /// The same, counted in UTF-16 code units.
    fn slice_utf16(&self, start: usize, end: usize) -> String {
        let units: Vec<u16> = self.whole().encode_utf16().collect();
        let end = (end + self.fault).min(units.len());
        let start = (start + self.fault).min(end);
        String::from_utf16_lossy(&units[start..end])
    }

    fn whole(&self) -> String {
        self.code_points.iter().collect()
    }
}

/// A span of a file: the slice of its offsets, its quote where the file has one, and its type.
type Spans = Vec<(String, Option<String>, String)>;

/// The spans of a file, read by other code than ours.
fn spans(format: Format, written: &[Output], text: &str, fault: usize) -> Spans {
    let file = &written[0].content;
    let text = &Counted::new(text, fault);
    match format {
        Format::Brat => brat_spans(file, text),
        Format::Csv => csv_spans(file, ",", text),
        Format::Tsv => csv_spans(file, "\t", text),
        Format::Nif => nif_spans(file, text),
        Format::UimaXmi => xmi_spans(file, text),
        Format::Gate => gate_spans(file, text),
        _ => json_spans(format, &serde_json::from_str(file).expect("is JSON"), text),
    }
}

fn json_spans(format: Format, file: &Value, text: &Counted) -> Spans {
    let offset = |value: &Value| {
        let number = value.as_u64().expect("is a number");
        usize::try_from(number).expect("is small")
    };
    let string = |value: &Value| value.as_str().expect("is a string").to_owned();
    let span = |start: &Value, end: &Value, quote: &Value, label: &Value| {
        let slice = text.slice(offset(start), offset(end));
        let quote = quote.as_str().map(str::to_owned);
        (slice, quote, string(label))
    };
    let all = |list: &Value| list.as_array().expect("is a list").clone();
    let given = |key: &str| assert_eq!(string(&file[key]), text.whole());
    match format {
        Format::Doccano => {
            given("text");
            let label = |label: &Value| span(&label[0], &label[1], &Value::Null, &label[2]);
            all(&file["label"]).iter().map(label).collect()
        }
        Format::Spacy => {
            given("text");
            let group = |group: &Value| {
                span(
                    &group["start"],
                    &group["end"],
                    &Value::Null,
                    &group["label"],
                )
            };
            all(&file["spans"]["sc"]).iter().map(group).collect()
        }
        Format::Prodigy => {
            given("text");
            for token in all(&file["tokens"]) {
                let slice = text.slice(offset(&token["start"]), offset(&token["end"]));
                assert!(slice == string(&token["text"]) || text.fault > 0);
            }
            all(&file["spans"])
                .iter()
                .map(|given| {
                    let token = |id: &Value| &file["tokens"][offset(id)];
                    assert_eq!(token(&given["token_start"])["start"], given["start"]);
                    assert_eq!(token(&given["token_end"])["end"], given["end"]);
                    span(
                        &given["start"],
                        &given["end"],
                        &given["text"],
                        &given["label"],
                    )
                })
                .collect()
        }
        Format::LabelStudio => {
            assert_eq!(string(&file["data"]["text"]), text.whole());
            let of = |key: &str| all(&file[key]);
            let results = [of("annotations"), of("predictions")].concat();
            let regions = results.iter().flat_map(|result| all(&result["result"]));
            regions
                .map(|region| {
                    let value = &region["value"];
                    span(
                        &value["start"],
                        &value["end"],
                        &value["text"],
                        &value["labels"][0],
                    )
                })
                .collect()
        }
        Format::WebAnnotation => {
            assert_eq!(string(&file["source"]["value"]), text.whole());
            all(&file["items"])
                .iter()
                .map(|item| {
                    assert_eq!(item["target"]["source"], file["source"]["id"]);
                    let [quote, position] = [0, 1].map(|at| &item["target"]["selector"][at]);
                    let around = [&quote["prefix"], &quote["exact"], &quote["suffix"]]
                        .map(string)
                        .concat();
                    assert!(text.whole().contains(&around));
                    let label = &item["body"][0]["value"];
                    span(&position["start"], &position["end"], &quote["exact"], label)
                })
                .collect()
        }
        Format::UimaJson => cas_spans(file, text),
        _ => panic!("{} is counted elsewhere", format.name()),
    }
}

fn cas_spans(file: &Value, text: &Counted) -> Spans {
    let structures = file["%FEATURE_STRUCTURES"].as_array().expect("is a list");
    assert_eq!(structures[0]["sofaString"], text.whole());
    let of_type = |wanted: &'static str| {
        let is_wanted = move |kind: &str| kind.ends_with(wanted);
        let structures = structures.iter();
        structures.filter(move |found| found["%TYPE"].as_str().is_some_and(is_wanted))
    };
    let slice = |found: &Value| {
        let offset = |key: &str| {
            let number = found[key].as_u64().expect("is a number");
            usize::try_from(number).expect("is small")
        };
        text.slice_utf16(offset("begin"), offset("end"))
    };
    for token in of_type(".Token") {
        let token = slice(token);
        assert!(!token.contains(is_space) || text.fault > 0, "{token}");
    }
    let label = |found: &Value| found["value"].as_str().expect("is a string").to_owned();
    let named_entities = of_type(".NamedEntity");
    named_entities
        .map(|found| (slice(found), None, label(found)))
        .collect()
}

/// The cells of a table (RFC 4180), row by row.
fn rows(file: &str, separator: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut rest = file.chars().peekable();
    while let Some(c) = rest.next() {
        let row = rows.last_mut().expect("there is a row");
        let cell = row.last_mut().expect("there is a cell");
        match c {
            '"' if is_quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
            '"' => is_quoted = !is_quoted,
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            _ if !is_quoted && separator.contains(c) => row.push(String::new()),
            _ => cell.push(c),
        }
    }
    rows.pop();
    rows
}

fn csv_spans(file: &str, separator: &str, text: &Counted) -> Spans {
    rows(file, separator)
        .iter()
        .map(|row| {
            assert_eq!(row.len(), 19, "{row:?}");
            let offset = |at: usize| row[at].parse::<usize>().expect("is a number");
            let units: Vec<u16> = text.whole().encode_utf16().collect();
            let utf16 = String::from_utf16(&units[offset(4)..offset(5)]).expect("is whole");
            let slice = text.slice(offset(2), offset(3));
            assert!(slice == utf16 || text.fault > 0);
            // As a formula it would be reckoned with.
            let quote = row[8]
                .strip_prefix('\'')
                .filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t']));
            assert!(
                !row.iter()
                    .any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']))
            );
            (
                slice,
                Some(quote.unwrap_or(&row[8]).to_owned()),
                row[6].clone(),
            )
        })
        .collect()
}

fn brat_spans(file: &str, text: &Counted) -> Spans {
    let bound = file.lines().filter(|line| line.starts_with('T'));
    bound
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            let (label, offsets) = fields[1].split_once(' ').expect("has offsets");
            let slices: Vec<String> = offsets
                .split(';')
                .map(|fragment| {
                    let (start, end) = fragment.split_once(' ').expect("has two ends");
                    let offset = |number: &str| number.parse().expect("is a number");
                    text.slice(offset(start), offset(end))
                })
                .collect();
            (
                slices.join(" "),
                Some(fields[2].to_owned()),
                label.to_owned(),
            )
        })
        .collect()
}

/// The strings of NIF, a block of lines each.
fn nif_spans(file: &str, text: &Counted) -> Spans {
    let value = |block: &str, name: &str| {
        let start = block.find(name)? + name.len();
        let rest = block[start..].trim_start();
        // Up to the end of the string, or of the line.
        let end = rest
            .get(1..)?
            .match_indices('"')
            .find(|(at, _)| {
                rest[..=*at]
                    .bytes()
                    .rev()
                    .take_while(|b| *b == b'\\')
                    .count()
                    % 2
                    == 0
            })
            .filter(|_| rest.starts_with('"'))
            .map_or_else(|| rest.find(" .\n"), |(at, _)| Some(at + 2))?;
        Some(rest[..end].to_owned())
    };
    let string =
        |literal: String| serde_json::from_str::<String>(&literal).expect("is escaped as in JSON");
    let offset = |literal: Option<String>| {
        let number = string(literal.expect("is there"));
        number.parse::<usize>().expect("is a number")
    };
    let blocks: Vec<&str> = file.split("\n\n").collect();
    let whole = value(blocks[0], "nif:isString").map(string);
    assert_eq!(whole, Some(text.whole()));
    blocks[1..]
        .iter()
        .map(|block| {
            let block = &format!("{}\n", block.trim_end());
            let [start, end] =
                ["nif:beginIndex", "nif:endIndex"].map(|name| offset(value(block, name)));
            let class = value(block, "itsrdf:taClassRef").expect("has a class");
            let class = class
                .split(['<', '>'])
                .nth(1)
                .expect("is an IRI")
                .to_owned();
            let label = class.strip_prefix("urn:wassam:type:").expect("is ours");
            (
                text.slice(start, end),
                value(block, "nif:anchorOf").map(string),
                decoded(label),
            )
        })
        .collect()
}

/// The values of the attributes of an element of XML.
fn attributes(element: &str) -> std::collections::BTreeMap<String, String> {
    let pair = regex::Regex::new(r#"([\w:]+)="([^"]*)""#).expect("is an expression");
    pair.captures_iter(element)
        .map(|pair| (pair[1].to_owned(), unescaped(&pair[2])))
        .collect()
}

/// Text of XML without its references.
fn unescaped(text: &str) -> String {
    [
        ("&#9;", "\t"),
        ("&#10;", "\n"),
        ("&#13;", "\r"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn xmi_spans(file: &str, text: &Counted) -> Spans {
    let elements = file.lines().filter(|line| line.starts_with('<'));
    let of_type = |wanted: &'static str| {
        let elements = elements
            .clone()
            .filter(move |line| line.starts_with(wanted));
        elements.map(attributes)
    };
    let sofa = of_type("<cas:Sofa ").next().expect("there is a text");
    assert_eq!(sofa["sofaString"], text.whole());
    of_type("<ner:NamedEntity ")
        .map(|found| {
            let offset = |name: &str| found[name].parse().expect("is a number");
            let slice = text.slice_utf16(offset("begin"), offset("end"));
            (slice, None, found["value"].clone())
        })
        .collect()
}

/// What stands in a part of an IRI.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits =
                [rest.next(), rest.next()].map(|digit| char::from(digit.expect("is there")));
            let digits = String::from_iter(digits);
            bytes.push(u8::from_str_radix(&digits, 16).expect("is hexadecimal"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("is UTF-8")
}

/// GATE's annotations: their nodes say where they are, by their names and by their places.
fn gate_spans(file: &str, text: &Counted) -> Spans {
    let start = file.find("<TextWithNodes>").expect("has a text") + "<TextWithNodes>".len();
    let end = file.find("</TextWithNodes>").expect("has a text");
    let mut whole = String::new();
    for (place, part) in file[start..end].split("<Node id=\"").enumerate() {
        let (id, after) = part.split_once("\"/>").unwrap_or(("0", part));
        assert_eq!(id.parse(), Ok(whole.encode_utf16().count()), "node {place}");
        whole.push_str(&unescaped(after));
    }
    assert_eq!(whole, text.whole());
    let annotations = file[end..].split("<Annotation ").skip(1);
    annotations
        .map(|annotation| {
            let (element, features) = annotation.split_once('>').expect("is an element");
            let found = attributes(element);
            let offset = |name: &str| found[name].parse().expect("is a number");
            let slice = text.slice_utf16(offset("StartNode"), offset("EndNode"));
            // No head is shorter in these documents, but for the article's.
            let head = features.split("head</Name><Value className=\"java.lang.String\">");
            let head = head
                .skip(1)
                .filter_map(|rest| rest.split("</Value>").next());
            assert!(slice.contains(&unescaped(&head.collect::<String>())) || text.fault > 0);
            (slice, None, found["Type"].clone())
        })
        .collect()
}

/// Formats whose offsets are counted by other code; the others have none, or their own test.
fn has_offsets(format: Format) -> bool {
    !matches!(
        format,
        Format::Wassam
            | Format::Conll
            | Format::Tab
            | Format::TabNested
            | Format::ConlluPlus
            | Format::HuggingFace
            | Format::Html
            | Format::Inline
            | Format::Tei
            | Format::CsvEntities
            | Format::CsvValues
            | Format::TsvEntities
            | Format::TsvValues
    )
}

#[test]
fn every_slice_is_its_quote() {
    for (name, document) in hard_documents() {
        for format in Format::ALL
            .into_iter()
            .filter(|format| has_offsets(*format))
        {
            let what = format!("{} of {name}", format.name());
            let held = format.held(&document);
            let written = format.write(&document, ABOUT);
            let mut right = spans(format, &written, held.text.as_str(), 0);
            right.sort();
            let mut expected: Vec<(String, String)> = held
                .annotations
                .iter()
                .map(|a| (held.text.slice(a.span).to_owned(), a.label.clone()))
                .collect();
            if format == Format::Brat {
                for (quote, _) in &mut expected {
                    // In fragments.
                    *quote = quote
                        .split(['\n', '\t', '\u{1C}', '\u{2028}'])
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(" ");
                }
            }
            expected.sort();
            assert_eq!(right.len(), expected.len(), "{what}");
            for ((slice, quote, label), expected) in right.iter().zip(&expected) {
                assert_eq!((slice, label), (&expected.0, &expected.1), "{what}");
                assert!(quote.as_ref().is_none_or(|quote| quote == slice), "{what}");
            }
            // This test would tell if the offsets were wrong by one.
            let mut wrong = spans(format, &written, held.text.as_str(), 1);
            wrong.sort();
            assert!(right.is_empty() || wrong != right, "{what}");
        }
    }
}

/// The annotations of a document as they are told apart after a round trip.
fn told(document: &Document) -> Vec<String> {
    let entity = |id: &Option<String>| {
        let known = document
            .entities
            .iter()
            .find(|e| Some(&e.id) == id.as_ref());
        known.map(|entity| (&entity.label, &entity.name, &entity.aliases, &entity.link))
    };
    let tell = |annotation: &Annotation| {
        let unnamed = Annotation {
            id: String::new(),
            entity: None,
            ..annotation.clone()
        };
        format!("{unnamed:?} {:?}", entity(&annotation.entity))
    };
    let mut told: Vec<String> = document.annotations.iter().map(tell).collect();
    told.sort();
    told
}

/// The annotations of a document by what is left of it in columns: after how many characters
/// that surely stand in a token they begin, their types, and their quotes without white space.
fn tokens_told(document: &Document) -> Vec<String> {
    let place = |annotation: &Annotation| {
        let text = document.text.as_str();
        let before = text[..annotation.span.start.0]
            .chars()
            .filter(|&c| !is_outside(c))
            .count();
        let quote = document.text.slice(annotation.span).replace(is_space, "");
        format!("{before} {} {quote}", annotation.label)
    };
    let mut told: Vec<String> = document.annotations.iter().map(place).collect();
    told.sort();
    told
}

/// Whether a character may be outside all tokens.
fn is_outside(c: char) -> bool {
    is_space(c) || c.is_control() || letters::is_mark(c) || letters::is_invisible(c)
}

/// White space as Python sees it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

fn written_and_read(format: Format, document: &Document) -> Vec<wassam::format::Imported> {
    let written = format.write(document, ABOUT);
    let frame = format.frame();
    let file = [frame.open, &written[0].content, frame.close].concat();
    let beside = written.get(1).map_or("", |output| output.content.as_str());
    format
        .read(&file, beside)
        .unwrap_or_else(|error| panic!("{}: {error}\n{file}", format.name()))
}

pub(crate) fn check_round_trip(format: Format, document: &Document) {
    let held = format.held(document);
    let read = written_and_read(format, document);
    if matches!(format, Format::Conll | Format::Tab | Format::TabNested) {
        let read = read
            .first()
            .map_or(Vec::new(), |read| tokens_told(&read.document));
        assert_eq!(read, tokens_told(&held), "{}", format.name());
        return;
    }
    let [imported] = &read[..] else {
        panic!("{}: {} documents", format.name(), read.len());
    };
    assert_eq!(imported.reports, [], "{}", format.name());
    assert_eq!(imported.document.text.as_str(), held.text.as_str());
    assert_eq!(imported.document.meta, held.meta, "{}", format.name());
    assert_eq!(told(&imported.document), told(&held), "{}", format.name());
    // What is held is held again.
    assert_eq!(told(&format.held(&held)), told(&held));
}

#[test]
fn hard_documents_come_back() {
    for (_, document) in hard_documents() {
        for format in Format::ALL.into_iter().filter(|format| format.is_read()) {
            check_round_trip(format, &document);
        }
    }
}

proptest! {
    #[test]
    fn what_is_read_is_what_could_be_held(mut document in any_document()) {
        document.text = Text::new(document.text.as_str());
        let has_lf_alone = with_line_feeds(document.text.as_str()) == document.text.as_str();
        prop_assume!(has_lf_alone);
        for format in Format::ALL.into_iter().filter(|format| format.is_read()) {
            check_round_trip(format, &document);
        }
    }

    #[test]
    fn no_reader_panics(document in any_document(), cut in 0_usize..400, noise in "[ -~\t\n]{0,6}") {
        for format in Format::ALL.into_iter().filter(|format| format.is_read()) {
            let written = format.write(&document, ABOUT);
            let mut file = written[0].content.clone();
            let cut = (0..=cut.min(file.len())).rev().find(|&at| file.is_char_boundary(at)).unwrap_or(0);
            file.insert_str(cut, &noise);
            let beside = written.get(1).map_or("", |output| output.content.as_str());
            for file in [&file, &file[..cut], &noise] {
                if let Ok(read) = format.read(file, beside) {
                    for imported in read {
                        for annotation in &imported.document.annotations {
                            prop_assert!(!imported.document.text.slice(annotation.span).is_empty());
                        }
                    }
                }
            }
        }
    }
}

pub(crate) fn lost(format: Format, document: &Document) -> String {
    let losses = format.losses(document);
    let losses: Vec<String> = losses.iter().map(ToString::to_string).collect();
    losses.join(", ")
}

#[test]
fn what_is_lost_is_told_before() {
    let (_, nested) = &hard_documents()[11];
    assert_eq!(lost(Format::Wassam, nested), "");
    assert_eq!(lost(Format::Brat, nested), "");
    assert_eq!(
        lost(Format::TabNested, nested),
        "1 text's white space, 1 text around annotations"
    );
    assert!(lost(Format::Conll, nested).starts_with("2 nested annotations, "));
    let crossing = document(
        "جامعة دمشق الجديدة",
        &[("ORG", "جامعة دمشق"), ("A b", "دمشق الجديدة")],
    );
    assert!(lost(Format::Tab, &crossing).starts_with("1 annotation that crosses another, "));
    assert_eq!(
        lost(Format::Brat, &crossing),
        "1 type whose name is spelled otherwise"
    );
    assert_eq!(lost(Format::Doccano, &crossing), "");
    assert_eq!(
        lost(Format::Spacy, &document("دمشق ", &[("GPE", "دمشق ")])),
        "1 annotation that begins or ends in white space"
    );
    let (_, article) = hard_documents().pop().expect("there are some");
    let lost = lost(Format::LabelStudio, &article);
    assert!(
        lost.contains(" heads, ") && lost.contains(" values, "),
        "{lost}"
    );
    let losses = Format::Conll.losses(&crossing);
    assert_eq!((losses[0].part, losses[0].count), (Part::Crossing, 1));
}

pub(crate) fn written(format: Format, document: &Document) -> String {
    format.write(document, ABOUT)[0].content.clone()
}

#[test]
fn brat_is_as_brat_has_it() {
    let mut document = document(
        "😀 قال وزير\nالخارجية في دمشق، والشام",
        &[("OCC", "وزير\nالخارجية"), ("GPE", "دمشق"), ("GPE", "الشام")],
    );
    document.annotations[0].subtype = Some("rank".to_owned());
    document.annotations[0].note = Some("ربما".to_owned());
    document.annotations[2].source = Source::Tagger;
    document.annotations[2].state = State::Suggested;
    for annotation in &mut document.annotations[1..] {
        annotation.entity = Some("e1".to_owned());
    }
    document.entities = vec![wassam::Entity {
        id: "e1".to_owned(),
        label: "GPE".to_owned(),
        name: "الشام".to_owned(),
        aliases: vec!["دمشق".to_owned()],
        link: Some("Q3766".to_owned()),
    }];
    assert_eq!(
        written(Format::Brat, &document),
        concat!(
            "T1\tOCC 6 10;11 19\tوزير الخارجية\n",
            "A1\tSubtype T1 rank\n",
            "A2\tSource T1 user\n",
            "A3\tState T1 confirmed\n",
            "#1\tAnnotatorNotes T1\tربما\n",
            "T2\tGPE 23 27\tدمشق\n",
            "A4\tSource T2 user\n",
            "A5\tState T2 confirmed\n",
            "N1\tReference T2 Wikidata:Q3766\tالشام\n",
            "T3\tGPE 30 35\tالشام\n",
            "A6\tSource T3 tagger\n",
            "A7\tState T3 suggested\n",
            "N2\tReference T3 Wikidata:Q3766\tالشام\n",
            "*\tEquiv T2 T3\n",
        )
    );
    check_round_trip(Format::Brat, &document);
}

/// What others write: discontinuous spans, events, relations, modifications, text in CRLF.
#[test]
fn what_brat_has_and_we_have_not_is_reported() {
    let text = "في دمشق\r\nثم بيروت\r\n";
    // Counted without the CR.
    let ann = concat!(
        "T1\tGPE 3 7\tدمشق\r\n",
        "T2\tGPE 11 16\tبيروت\r\n",
        "T3\tX 0 2;11 16\tفي بيروت\r\n",
        "T4\tMove 8 10\tثم\r\n",
        "E1\tMove:T4 To:T2\r\n",
        "R1\tOrigin Arg1:T1 Arg2:T2\r\n",
        "A1\tNegation E1\r\n",
        "M1\tSpeculation T1\r\n",
        "#1\tAnnotatorNotes E1\tأليس كذلك؟\r\n",
        "*\tEquiv T1 T2\r\n",
    );
    let imported = brat::read(ann, text).expect("is brat");
    let quotes: Vec<&str> = imported
        .document
        .annotations
        .iter()
        .map(|annotation| imported.document.text.slice(annotation.span))
        .collect();
    assert_eq!(quotes, ["دمشق", "ثم", "بيروت"]);
    assert_eq!(imported.document.text.as_str(), "في دمشق\nثم بيروت\n");
    assert_eq!(imported.document.entities.len(), 1);
    let reports: Vec<String> = imported.reports.iter().map(ToString::to_string).collect();
    assert_eq!(
        reports,
        [
            "T3: left out, as it is not in one piece",
            "relations: 1 left out",
            "events: 1 left out",
            "other lines: 2 left out",
        ]
    );
    // Counted with it.
    let ann = "T2\tGPE 12 17\tبيروت\n";
    let imported = brat::read(ann, text).expect("is brat");
    let found = &imported.document.annotations[0];
    assert_eq!(imported.document.text.slice(found.span), "بيروت");
    assert_eq!(imported.reports, [Report::LineEnds]);
}

#[test]
fn brat_that_is_none_is_refused() {
    for (ann, why) in [
        (
            "T1\tGPE 3 99\t\n",
            "T1: 3..99 is no span of a text of 7 code points",
        ),
        (
            "T1 GPE 3 7 x",
            "line 1: expected an identifier, a tab, and what it stands for",
        ),
        (
            "\nT1\tGPE 3 7",
            "line 2: expected T1, a tab, type, start and end",
        ),
        ("T1\tGPE 7 3\tx", "line 1: expected T1"),
        ("T1\tGPE -1 3\tx", "line 1: expected T1"),
        ("T1\tGPE 3 7;\tx", "line 1: expected T1"),
        (
            "X1\tGPE 3 7\tx",
            "line 1: expected an identifier that begins with",
        ),
        (
            "T1\tG 3 7\tدمشق\nT1\tG 3 7\tدمشق",
            "line 2: expected an identifier of its own",
        ),
    ] {
        let error = brat::read(ann, "في دمشق")
            .expect_err("is no brat")
            .to_string();
        assert!(error.starts_with(why), "{error}");
    }
    let imported = brat::read("T1\tGPE 0 4\tدمشق\nT2\tGPE 0 4\tحلب\n", "في دمشق").expect("is brat");
    assert_eq!(imported.reports.len(), 2);
    assert_eq!(imported.document.annotations[0].span, ByteSpan::of(5, 13));
}

#[test]
fn columns_are_as_conll_has_them() {
    let document = document(
        "وصل وفد جامعة دمشق إلى لبنان.\nوبيروت!",
        &[
            ("ORG", "جامعة دمشق"),
            ("GPE", "دمشق"),
            ("GPE", "لبنان"),
            ("GPE", "بيروت"),
        ],
    );
    assert_eq!(
        written(Format::Conll, &document),
        concat!(
            "-DOCSTART- -X- O O\n\n",
            "وصل -X- O O\nوفد -X- O O\nجامعة -X- O B-ORG\nدمشق -X- O I-ORG\nإلى -X- O O\nلبنان -X- O B-GPE\n. -X- O O\n\n",
            "و -X- O O\nبيروت -X- O B-GPE\n! -X- O O\n\n",
        )
    );
    assert!(
        written(Format::Tab, &document).starts_with("وصل\tO\nوفد\tO\nجامعة\tB-ORG\nدمشق\tI-ORG\n")
    );
    assert!(
        written(Format::TabNested, &document)
            .starts_with("وصل\tO\tO\nوفد\tO\tO\nجامعة\tB-ORG\tO\nدمشق\tI-ORG\tB-GPE\n")
    );
    let wide = format!("x{}\n", "\tO".repeat(65));
    let error = Format::TabNested.read(&wide, "").expect_err("is too wide");
    assert!(
        matches!(error, InvalidFile::Line { line: 1, .. }),
        "{error}"
    );
}

#[test]
fn sentences_are_rows_for_token_classification() {
    let document = document(
        "وصل إلى لبنان.\nوبيروت!",
        &[("GPE", "لبنان"), ("GPE", "بيروت")],
    );
    assert_eq!(
        written(Format::HuggingFace, &document),
        concat!(
            r#"{"id":"مقال 1-1","tokens":["وصل","إلى","لبنان","."],"ner_tags":["O","O","B-GPE","O"]}"#,
            "\n",
            r#"{"id":"مقال 1-2","tokens":["و","بيروت","!"],"ner_tags":["O","B-GPE","O"]}"#,
            "\n",
        )
    );
}

#[test]
fn a_table_is_harmless() {
    let mut document = document("=1+1 \"a\",\tb", &[("X", "=1+1"), ("Y", "\"a\",\tb")]);
    document.annotations[1].note = Some("-2\n3".to_owned());
    let csv = Format::Csv.frame().open.to_owned() + &written(Format::Csv, &document);
    assert_eq!(
        csv,
        concat!(
            "document,id,start_cp,end_cp,start_utf16,end_utf16,type,subtype,text,head,norm,value,",
            "entity,entity_name,entity_link,confidence,source,state,note\n",
            "مقال 1,a1,0,4,0,4,X,,'=1+1,'=1+1,,,,,,1.000,user,confirmed,\n",
            "مقال 1,a2,5,11,5,11,Y,,\"\"\"a\"\",\tb\",\"\"\"a\"\",\tb\",,,,,,1.000,user,confirmed,\"'-2\n3\"\n",
        )
    );
}

#[test]
fn entities_and_values_have_tables_of_their_own() {
    let text = "😀 دفع لافروف 500 دولار لسيرغي لافروف في 14 نوفمبر 2015";
    let document = crate::ANNOTATOR.annotate(text, &wassam::Options::default());
    let table = |format: Format, separator| {
        let file = format.frame().open.to_owned() + &written(format, &document);
        rows(&file, separator)
    };
    let entities = table(Format::CsvEntities, ",");
    let person = entities
        .iter()
        .find(|row| row[2] == "PERS")
        .expect("is there");
    assert_eq!(
        entities[0][..5],
        ["document", "id", "type", "name", "aliases"]
    );
    assert_eq!(
        person[3..],
        ["سيرغي لافروف", "لافروف", "", "2", "6", "7", "لافروف"]
    );
    assert_eq!(table(Format::TsvEntities, "\t"), entities);
    let values = table(Format::CsvValues, ",");
    let cells = |kind: &str| {
        let row = values
            .iter()
            .find(|row| row[6] == kind)
            .expect("is there")
            .clone();
        values[0]
            .iter()
            .cloned()
            .zip(row)
            .filter(|(_, cell)| !cell.is_empty())
            .skip(2)
            .collect::<Vec<_>>()
    };
    let named = |cells: &[(&str, &str)]| {
        cells
            .iter()
            .map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        cells("MONEY"),
        named(&[
            ("start_cp", "13"),
            ("end_cp", "22"),
            ("start_utf16", "14"),
            ("end_utf16", "23"),
            ("type", "MONEY"),
            ("text", "500 دولار"),
            ("kind", "amount"),
            ("number", "500"),
            ("unit", "USD"),
            ("value", r#"{"amount":500,"currency":"USD"}"#),
        ])
    );
    assert_eq!(
        cells("DATE")[6..10],
        named(&[
            ("kind", "timex"),
            ("timex", "2015-11-14"),
            ("timex_type", "DATE"),
            ("begin", "2015-11-14")
        ])
    );
    assert_eq!(table(Format::TsvValues, "\t"), values);
    for row in entities.iter().chain(&values) {
        assert!(
            row.iter().all(|cell| !cell.starts_with(['=', '+', '@'])),
            "{row:?}"
        );
    }
}

/// The text of inline tags, and the types and quotes of the tags, read by other code than ours.
fn without_tags(file: &str) -> (String, Vec<(String, String)>) {
    let (mut text, mut open, mut spans) = (String::new(), Vec::new(), Vec::new());
    let mut rest = file.strip_suffix('\n').expect("ends its line").chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => text.extend(rest.next()),
            '[' => {
                let label: String = rest.by_ref().take_while(|c| *c != ' ').collect();
                open.push((label, text.len()));
            }
            ']' => {
                let (label, start): (String, usize) = open.pop().expect("is open");
                spans.push((label, text[start..].to_owned()));
            }
            c => text.push(c),
        }
    }
    assert!(open.is_empty());
    spans.sort();
    (text, spans)
}

#[test]
fn inline_tags_nest_and_leave_the_text() {
    let document = document(
        "قال [ربما] وزير الخارجية الروسي \\ 😀 لبيروت",
        &[
            ("OCC", "وزير الخارجية الروسي"),
            ("NORP", "الروسي"),
            ("GPE", "بيروت"),
            ("A [b", "[ربما]"),
        ],
    );
    assert_eq!(
        written(Format::Inline, &document),
        "قال [A__b \\[ربما\\]] [OCC وزير الخارجية [NORP الروسي]] \\\\ 😀 ل[GPE بيروت]"
    );
    for (name, document) in hard_documents() {
        let held = Format::Inline.held(&document);
        let file = written(Format::Inline, &document) + Format::Inline.frame().close;
        let quote = |a: &Annotation| (a.label.clone(), held.text.slice(a.span).to_owned());
        let mut expected: Vec<_> = held.annotations.iter().map(quote).collect();
        expected.sort();
        assert_eq!(
            without_tags(&file),
            (held.text.as_str().to_owned(), expected),
            "{name}"
        );
    }
    let crossing = &hard_documents()[13].1;
    assert!(lost(Format::Inline, crossing).starts_with("1 annotation that crosses another"));
}

#[test]
fn nif_is_as_nif_has_it() {
    let mut document = document("😀 في \"دمشق\"\n", &[("GPE", "دمشق")]);
    document.annotations[0].entity = Some("e1".to_owned());
    document.entities = vec![wassam::Entity {
        id: "e1".to_owned(),
        label: "GPE".to_owned(),
        name: "دمشق".to_owned(),
        aliases: Vec::new(),
        link: Some("Q3766".to_owned()),
    }];
    let file = written(Format::Nif, &document);
    assert!(Format::Nif.frame().open.contains(
        "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> ."
    ));
    assert_eq!(
        file,
        concat!(
            "\n<urn:wassam:%D9%85%D9%82%D8%A7%D9%84%201#char=0,12> a nif:Context, nif:RFC5147String ;\n",
            "  nif:beginIndex \"0\"^^xsd:nonNegativeInteger ;\n",
            "  nif:endIndex \"12\"^^xsd:nonNegativeInteger ;\n",
            "  nif:isString \"😀 في \\\"دمشق\\\"\\n\" .\n",
            "\n<urn:wassam:%D9%85%D9%82%D8%A7%D9%84%201#char=6,10> a nif:Phrase, nif:RFC5147String ;\n",
            "  nif:beginIndex \"6\"^^xsd:nonNegativeInteger ;\n",
            "  nif:endIndex \"10\"^^xsd:nonNegativeInteger ;\n",
            "  nif:anchorOf \"دمشق\" ;\n",
            "  nif:referenceContext <urn:wassam:%D9%85%D9%82%D8%A7%D9%84%201#char=0,12> ;\n",
            "  itsrdf:taIdentRef <http://www.wikidata.org/entity/Q3766> ;\n",
            "  itsrdf:taClassRef <urn:wassam:type:GPE>, <http://nerd.eurecom.fr/ontology#Location> .\n",
        )
    );
    assert_eq!(lost(Format::Nif, &document), "");
}

/// The page is the one whose letters the browser tests look at.
#[test]
fn a_page_stands_alone() {
    let mut document = document(
        "وصل محمد إلى ببيروت ثم لأوروبا مع المبعوث الخاص للرئيس الروسي\n😀 <b> & \"Reuters\": فحلب ولدمشق\n\nكوالالمبور",
        &[
            ("PERS", "محمد"),
            ("GPE", "بيروت"),
            ("LOC", "أوروبا"),
            ("OCC", "المبعوث الخاص للرئيس الروسي"),
            ("OCC", "لرئيس الروسي"),
            ("NORP", "الروسي"),
            ("<X>", "<b> & \"Reuters\""),
            ("GPE", "حلب"),
            ("GPE", "دمشق"),
            ("GPE", "كوالالمبور"),
        ],
    );
    document.annotations[0].state = State::Suggested;
    document.meta.title = Some("عنوان <1>".to_owned());
    let page = written(Format::Html, &document);
    let fixture = crate::path("tests/browser/fixtures/page.html");
    expect_test::expect_file![fixture]
        .assert_eq(&page.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    for sign in ["<script", "http", "src=", "<link", "style=\"--d:0\"><b>"] {
        assert!(!page.contains(sign), "{sign}");
    }
    let css = crate::read("www/style.css");
    for label in wassam::Label::ALL {
        let token = format!("  --{label}: light-dark(");
        let colour = css
            .split(&token)
            .nth(1)
            .and_then(|rest| rest.split(");\n").next());
        let name = label.as_str();
        let document = self::document("x", &[(name, "x")]);
        let page = written(Format::Html, &document);
        assert!(
            page.contains(&format!(
                "--c: light-dark({})",
                colour.expect("has a colour")
            )),
            "{name}"
        );
    }
}

/// What others write: other columns, tokens of several words, empty nodes, no white space said.
#[test]
fn conllu_plus_keeps_the_text() {
    let document = document(
        "\tقال وزير الخارجية الروسي: «نعم».\n\nفي بيروت\u{A0}",
        &[
            ("OCC", "وزير الخارجية الروسي"),
            ("NORP", "الروسي"),
            ("ORG", "الخارجية الروسي"),
            ("GPE", "بيروت"),
        ],
    );
    assert_eq!(
        Format::ConlluPlus.frame().open.to_owned() + &written(Format::ConlluPlus, &document),
        concat!(
            "# global.columns = ID FORM MISC WASSAM:NER\n",
            "# newdoc id = مقال 1\n",
            "# sent_id = مقال 1-1\n",
            "# text = قال وزير الخارجية الروسي: «نعم».\n",
            "1\tقال\tSpacesBefore=\\t\tO\n",
            "2\tوزير\t_\tB-OCC\n",
            "3\tالخارجية\t_\tI-OCC|B-ORG\n",
            "4\tالروسي\tSpaceAfter=No\tI-OCC|I-ORG|B-NORP\n",
            "5\t:\t_\tO\n",
            "6\t«\tSpaceAfter=No\tO\n",
            "7\tنعم\tSpaceAfter=No\tO\n",
            "8\t»\tSpaceAfter=No\tO\n",
            "9\t.\tSpacesAfter=\\n\\n\tO\n\n",
            "# sent_id = مقال 1-2\n",
            "# text = في بيروت\n",
            "1\tفي\t_\tO\n",
            "2\tبيروت\tSpacesAfter=\u{A0}\tB-GPE\n\n",
        )
    );
    let theirs = concat!(
        "# global.columns = ID FORM UPOS MISC CORPUS:NER\n# newdoc\n# text = للأمم في دمشق\n",
        "1-2\tللأمم\t_\t_\t_\n1\tل\tADP\t_\tO\n2\tالأمم\tNOUN\t_\tB-ORG\n",
        "2.1\tهي\tPRON\t_\tO\n3\tفي\tADP\t_\tO\n4\tدمشق\tPROPN\tSpaceAfter=No\tB-GPE\n\n",
        "# newdoc\n1\tحلب\tX\tSpaceAfter=No|Translit=Ḥalab\tS-GPE\n",
    );
    assert_eq!(
        quotes(Format::ConlluPlus, theirs),
        ["ORG للأمم", "GPE دمشق", "GPE حلب"]
    );
    assert_eq!(
        reports(Format::ConlluPlus, theirs),
        [
            "words inside tokens: 2 left out",
            "empty nodes: 1 left out",
            "other columns: 1 left out",
            "other columns: 1 left out",
        ]
    );
    let read = Format::ConlluPlus
        .read(theirs, "")
        .expect("is CoNLL-U Plus");
    assert_eq!(read[0].document.text.as_str(), "للأمم في دمشق");
    // A file without names of columns has the ten of CoNLL-U, and no tags of names.
    let usual = "1\tحلب\tحلب\tPROPN\t_\t_\t0\troot\t_\tSpaceAfter=No\n";
    let read = Format::ConlluPlus.read(usual, "").expect("is CoNLL-U");
    assert_eq!(read[0].document.text.as_str(), "حلب");
}

pub(crate) fn reports(format: Format, file: &str) -> Vec<String> {
    let read = format.read(file, "").expect("is in the format");
    let reports = read.iter().flat_map(|imported| &imported.reports);
    reports.map(ToString::to_string).collect()
}

pub(crate) fn quotes(format: Format, file: &str) -> Vec<String> {
    let read = format.read(file, "").expect("is in the format");
    let quotes = read.iter().flat_map(|imported| {
        let document = &imported.document;
        let quote = |a: &Annotation| format!("{} {}", a.label, document.text.slice(a.span));
        document.annotations.iter().map(quote)
    });
    quotes.collect()
}

/// Files as the projects show them in their documentation.
#[test]
fn files_of_others_are_read() {
    let doccano = concat!(
        r#"{"id": 1, "text": "😀 في دمشق", "label": [[5, 9, "LOC"]], "Comments": []}"#,
        "\n",
        r#"{"id": 2, "text": "لافروف في بيروت", "entities": [{"id": 7, "label": "PER", "start_offset": 0, "end_offset": 6},"#,
        r#"{"id": 8, "label": "LOC", "start_offset": 10, "end_offset": 15}], "relations": [{"id": 1, "from_id": 7, "to_id": 8, "type": "in"}]}"#,
    );
    assert_eq!(
        quotes(Format::Doccano, doccano),
        ["LOC دمشق", "PER لافروف", "LOC بيروت"]
    );
    assert_eq!(reports(Format::Doccano, doccano), ["relations: 1 left out"]);

    let spacy = r#"{"text": "في دمشق ", "ents": [{"start": 3, "end": 7, "label": "GPE"}], "sents": [{"start": 0, "end": 7}],
        "spans": {"sc": [{"start": 3, "end": 7, "label": "GPE", "kb_id": ""}, {"start": 0, "end": 7, "label": "PP", "kb_id": ""}]},
        "tokens": [{"id": 0, "start": 0, "end": 2, "tag": "IN", "head": 0}, {"id": 1, "start": 3, "end": 7}], "cats": {"news": 1.0}}"#;
    assert_eq!(quotes(Format::Spacy, spacy), ["PP في دمشق", "GPE دمشق"]);
    assert_eq!(reports(Format::Spacy, spacy), ["cats: 1 left out"]);

    let prodigy = concat!(
        r#"{"text":"في دمشق","_input_hash":-1,"_task_hash":2,"spans":[{"start":3,"end":7,"token_start":1,"token_end":1,"label":"GPE"}],"answer":"accept"}"#,
        "\n",
        r#"{"text":"في دمشق","spans":[{"start":3,"end":7,"label":"ORG"}],"answer":"reject"}"#,
    );
    assert_eq!(quotes(Format::Prodigy, prodigy), ["GPE دمشق"]);
    assert_eq!(
        reports(Format::Prodigy, prodigy),
        ["document 2, span 1: left out, as it is of an example that was not accepted"]
    );

    let label_studio = r#"[{"id": 1, "data": {"my_text": "في دمشق"}, "annotations": [
            {"id": 9, "completed_by": 1, "was_cancelled": true, "result": []},
            {"id": 10, "completed_by": 1, "result": [
                {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
                 "value": {"start": 3, "end": 7, "text": "دمشق", "labels": ["LOC", "City"]}},
                {"id": "h", "type": "labels", "value": {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 1, "endOffset": 2, "labels": ["LOC"]}},
                {"from_id": "x", "to_id": "h", "type": "relation", "direction": "right"}]},
            {"id": 11, "completed_by": 2, "result": []}],
        "predictions": [{"model_version": "m", "result": [
            {"id": "p", "type": "labels", "value": {"start": 0, "end": 2, "labels": ["X"]}}]}]}]"#;
    assert_eq!(
        quotes(Format::LabelStudio, label_studio),
        ["LOC دمشق", "City دمشق"]
    );
    assert_eq!(
        reports(Format::LabelStudio, label_studio),
        [
            "document 1, region h: left out, as it is not in plain text",
            "other annotations: 1 left out",
            "regions of other kinds: 1 left out",
        ]
    );

    let page = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "source": {"value": "في دمشق وحلب"}, "items": [
        {"type": "Annotation", "body": {"type": "TextualBody", "purpose": "tagging", "value": "GPE"},
         "target": {"source": "x", "selector": {"type": "TextPositionSelector", "start": 3, "end": 7}}},
        {"type": "Annotation", "body": [{"purpose": "tagging", "value": "GPE"}, {"purpose": "describing", "value": "?"}],
         "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "حلب"}, {"type": "TextPositionSelector", "start": 8, "end": 11}]}]},
        {"type": "Annotation", "body": "http://example.org/", "target": "http://example.org/"}]}"#;
    assert_eq!(quotes(Format::WebAnnotation, page), ["GPE دمشق", "GPE حلب"]);
    assert_eq!(
        reports(Format::WebAnnotation, page),
        [
            "document 1, span 2: moved from 8..11 to 9..12, where its text stands",
            "document 1, span 3: left out, as it is without a tag or a position",
            "other bodies: 1 left out",
        ]
    );
}

/// Annotations of others that overlap, cross, are in pieces or related: what a document has is kept, the rest is said.
#[test]
fn overlapping_annotations_of_others_are_kept_and_related_ones_are_said() {
    // Spans that cross, and three of the same place.
    let all = [
        "ORG جامعة دمشق",
        "FAC دمشق الجديدة",
        "GPE دمشق",
        "LOC دمشق",
        "GPE دمشق",
    ];
    let text = "😀 جامعة دمشق الجديدة";
    let spans = [
        (2, 12, "ORG"),
        (8, 20, "FAC"),
        (8, 12, "GPE"),
        (8, 12, "LOC"),
        (8, 12, "GPE"),
    ];

    let lines = spans
        .map(|(start, end, label)| format!("[{start},{end},\"{label}\"]"))
        .join(",");
    let doccano = format!(
        r#"{{"text":"{text}","label":[{lines}],"relations":[{{"from_id":1,"to_id":2,"type":"in"}},{{"from_id":2,"to_id":1}}],"Comments":["?"]}}"#
    );
    assert_eq!(quotes(Format::Doccano, &doccano), all);
    assert_eq!(
        reports(Format::Doccano, &doccano)[0],
        "relations: 2 left out"
    );

    let objects = spans
        .map(|(start, end, label)| format!(r#"{{"start":{start},"end":{end},"label":"{label}"}}"#))
        .join(",");
    let spacy = format!(
        r#"{{"text":"{text}","ents":[],"spans":{{"sc":[{objects}]}},"tokens":[{{"id":0,"start":0,"end":1,"head":1,"dep":"nmod"}}],"cats":{{"a":1}}}}"#
    );
    assert_eq!(quotes(Format::Spacy, &spacy), all);
    assert_eq!(reports(Format::Spacy, &spacy), ["cats: 1 left out"]);
    let prodigy = format!(
        r#"{{"text":"{text}","spans":[{objects}],"relations":[{{"head":1,"child":2,"head_span":{{}},"child_span":{{}},"label":"in"}}]}}"#
    );
    assert_eq!(quotes(Format::Prodigy, &prodigy), all);
    assert_eq!(
        reports(Format::Prodigy, &prodigy),
        ["relations: 1 left out"]
    );

    let regions = spans
        .map(|(start, end, label)| {
            format!(r#"{{"id":"r{start}{end}{label}","type":"labels","value":{{"start":{start},"end":{end},"labels":["{label}"]}}}}"#)
        })
        .join(",");
    let label_studio = format!(
        r#"[{{"data":{{"text":"{text}"}},"annotations":[{{"result":[{regions},
            {{"from_id":"a","to_id":"b","type":"relation","direction":"bi","labels":["in"]}},
            {{"id":"c","type":"choices","value":{{"choices":["news"]}}}},
            {{"id":"t","type":"textarea","value":{{"text":["?"]}}}}]}}]}}]"#
    );
    assert_eq!(quotes(Format::LabelStudio, &label_studio), all);
    assert_eq!(
        reports(Format::LabelStudio, &label_studio),
        ["regions of other kinds: 3 left out"]
    );

    let lines = spans
        .iter()
        .zip(1..)
        .map(|((start, end, label), number)| format!("T{number}\t{label} {start} {end}\tx\n"));
    let lines: String = lines
        .map(|line| {
            let quote = |from: usize, to: usize| {
                text.chars().skip(from).take(to - from).collect::<String>()
            };
            let fields: Vec<usize> = line
                .split([' ', '\t'])
                .filter_map(|field| field.parse().ok())
                .collect();
            line.replace("\tx", &format!("\t{}", quote(fields[0], fields[1])))
        })
        .collect();
    let ann =
        format!("{lines}T9\tX 2 7;13 20\tجامعة الجديدة\nR1\tin Arg1:T1 Arg2:T9\nE1\tORG:T1\n");
    let read = brat::read(&ann, text).expect("is brat");
    assert_eq!(read.document.annotations.len(), 5);
    let said: Vec<String> = read.reports.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "T9: left out, as it is not in one piece",
            "relations: 1 left out",
            "events: 1 left out"
        ]
    );

    // Other schemes of tags, and columns of which the last, or each, has names.
    let conll = "-DOCSTART- -X- -X- O\n\nجامعة NN I-NP I-ORG\nدمشق NNP I-NP I-ORG\nالجديدة JJ I-NP B-ORG\nفي IN I-PP O\nحلب NNP I-NP S-GPE\nأم NN B-NP B-LOC\nدرمان NN B-NP E-LOC\n";
    assert_eq!(
        quotes(Format::Conll, conll),
        ["ORG جامعة دمشق", "ORG الجديدة", "GPE حلب", "LOC أم درمان"]
    );
    let nested = "جامعة\tB-ORG\tO\nدمشق\tI-ORG\tB-GPE\tB-LOC\nالجديدة\tO\tI-GPE\n";
    assert_eq!(
        quotes(Format::TabNested, nested),
        ["ORG جامعة دمشق", "GPE دمشق الجديدة", "LOC دمشق"]
    );
}

#[test]
fn files_that_are_none_are_refused() {
    for (format, file, why) in [
        (
            Format::Doccano,
            r#"{"text":"a","label":[[0,2,"X"]]}"#,
            "document 1, span 1: 0..2 is no span of a text of 1 code points",
        ),
        (
            Format::Doccano,
            r#"{"text":"a","label":[[1,1,"X"]]}"#,
            "document 1, span 1: 1..1 is no span",
        ),
        (
            Format::Doccano,
            r#"{"text":"a","label":["X"]}"#,
            "not in this format: a label is [start, end, type]",
        ),
        (
            Format::Doccano,
            "{\"text\":\"a\"}\n{",
            "not in this format: EOF",
        ),
        (
            Format::Spacy,
            r#"{"text":"a","ents":[{"start":-1,"end":1}]}"#,
            "not in this format: invalid value",
        ),
        (
            Format::Prodigy,
            r#"[{"text":1}]"#,
            "not in this format: invalid type",
        ),
        (
            Format::LabelStudio,
            r#"[{"data":{"a":"1","b":"2"}}]"#,
            "document 1: its data has no text",
        ),
        (
            Format::WebAnnotation,
            r#"[{"items":[]}]"#,
            "document 1: the page has no source",
        ),
        (Format::Conll, "a b c X\n", "line 1: expected O, B-TYPE"),
        (
            Format::ConlluPlus,
            "# global.columns = ID WORD\n",
            "line 1: expected a column FORM",
        ),
        (
            Format::ConlluPlus,
            "1\tحلب\n",
            "line 1: expected as many columns as the file names",
        ),
        (
            Format::ConlluPlus,
            "# global.columns = FORM X:NER\nحلب\tPROPN\n",
            "line 2: expected O, B-TYPE or I-TYPE in tag column 1",
        ),
        (Format::Csv, "", "csv is written and not read"),
        (Format::Wassam, "{}", "not a document"),
    ] {
        let error = format.read(file, "").expect_err("is refused").to_string();
        assert!(error.starts_with(why), "{}: {error}", format.name());
    }
    let deep = "[".repeat(100_000);
    for format in Format::ALL.into_iter().filter(|format| format.is_read()) {
        let _ = format.read(&deep, "a");
        let _ = format.read(&format!("{{\"text\":\"a\",\"label\":{deep}}}"), "a");
    }
}

/// Line ends become LF, and the spans go with them.
#[test]
fn carriage_returns_shift_nothing() {
    let file =
        r#"{"text":"\r\nفي\r\n\rدمشق\r\nوحلب\r","label":[[7,11,"GPE"],[11,13,"X"],[14,17,"GPE"]]}"#;
    let read = &Format::Doccano.read(file, "").expect("is doccano")[0];
    assert_eq!(read.document.text.as_str(), "\nفي\n\nدمشق\nوحلب\n");
    assert_eq!(
        quotes(Format::Doccano, file),
        ["GPE دمشق", "X \n", "GPE حلب"]
    );
    assert_eq!(read.reports, [Report::LineEnds]);
}

#[test]
fn every_format_is_recognised_by_what_it_writes() {
    for (name, text, quotes) in hard() {
        let document = document(&text, &quotes);
        for format in Format::ALL.into_iter().filter(|format| format.is_read()) {
            let written = format.write(&document, ABOUT);
            let frame = format.frame();
            let content = [frame.open, &written[0].content, frame.close].concat();
            if content.trim().is_empty() {
                continue;
            }
            let recognised = Format::recognise("file", &content);
            // Where nothing is nested, both are two columns.
            let same = (format == Format::TabNested).then_some(Format::Tab);
            assert!(
                recognised == Some(format) || recognised.is_some() && recognised == same,
                "{name} in {}, taken for {recognised:?}:\n{content}",
                format.name()
            );
            assert_eq!(
                Format::recognise("file", document.text.as_str()),
                None,
                "{name}"
            );
        }
    }
}
