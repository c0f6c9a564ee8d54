//! UIMA CAS, as XMI beside `TypeSystem.xml` and as JSON: what INCEpTION and DKPro open.
//!
//! Offsets are UTF-16 code units.
//! An annotation is a `NamedEntity` of DKPro Core: its type is the `value`, the link of what it speaks of the `identifier`.
//! Tokens are ours, cut at the edges of annotations, since INCEpTION holds annotations to tokens and sentences.
//! Of other programs' files, the view `_InitialView` is read (else the first with a text), and in it the `NamedEntity`s.
//! <https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html>,
//! <https://github.com/apache/uima-uimaj-io-jsoncas> (0.4),
//! <https://inception-project.github.io/releases/36.0/docs/user-guide.html>

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value, json};

use super::holds::{Holds, Part, has_solid_edges};
use super::incoming::{Imported, Incoming, InvalidFile};
use super::pieces::pieces;
use super::report::Report;
use super::xml::{self, Event, Reader, Writer};
use super::{About, Facts, Frame, Unit};
use crate::document::{Document, Entity, Meta};
use crate::span::{ByteSpan, Utf16Span};
use crate::text::{Text, without_byte_order_mark};

const HOLDS: Holds = Holds::all_of(&[
    Part::Nested,
    Part::Crossing,
    Part::Label,
    Part::Entity,
    Part::Title,
    Part::Space,
    Part::Text,
])
.with_quotes(has_solid_edges)
.with_links_alone(is_identified);

pub(super) const XMI: Facts = Facts {
    name: "uima-xmi",
    extension: "xmi",
    unit: Unit::Utf16,
    holds: HOLDS
        .with_characters(xml::with_characters)
        .with_labels(label)
        .with_titles(xml::is_text),
    frame: Frame::NONE,
    is_read: true,
};

pub(super) const JSON: Facts = Facts {
    name: "uima-json",
    extension: "cas.json",
    unit: Unit::Utf16,
    holds: HOLDS,
    frame: Frame::NONE,
    is_read: true,
};

fn label(label: &str) -> String {
    xml::with_characters(label).into_owned()
}

const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// Whether a link is an item of Wikidata.
fn is_item(link: &str) -> bool {
    link.strip_prefix('Q')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// The identifier of a link: an item of Wikidata has an IRI.
pub(super) fn identifier(link: &str) -> Cow<'_, str> {
    if is_item(link) {
        Cow::Owned(format!("{WIKIDATA}{link}"))
    } else {
        Cow::Borrowed(link)
    }
}

/// The link of an identifier.
pub(super) fn link_of(identifier: &str) -> &str {
    let item = identifier.strip_prefix(WIKIDATA);
    item.filter(|item| is_item(item)).unwrap_or(identifier)
}

/// Whether a link is one word, and comes back from its identifier.
pub(super) fn is_identified(link: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || !xml::is_char(c);
    !link.is_empty() && !link.contains(is_odd) && link_of(&identifier(link)) == link
}

const SOFA: &str = "uima.cas.Sofa";
const METADATA: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
const NAMED_ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
/// Where DKPro keeps the finer types of named entities.
const NAMED_ENTITIES: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.";
const ANNOTATION: &str = "uima.tcas.Annotation";
const STRING: &str = "uima.cas.String";
const VIEW: &str = "_InitialView";

/// A type of the type system.
struct Type {
    name: &'static str,
    supertype: &'static str,
    /// Of strings all of them.
    features: &'static [&'static str],
    /// Its name as an element, and the namespace of its prefix.
    element: &'static str,
}

const TYPES: [Type; 4] = [
    Type {
        name: METADATA,
        supertype: "uima.tcas.DocumentAnnotation",
        features: &["documentTitle", "documentId"],
        element: "metadata:DocumentMetaData",
    },
    Type {
        name: SENTENCE,
        supertype: ANNOTATION,
        features: &[],
        element: "segmentation:Sentence",
    },
    Type {
        name: TOKEN,
        supertype: ANNOTATION,
        features: &[],
        element: "segmentation:Token",
    },
    Type {
        name: NAMED_ENTITY,
        supertype: ANNOTATION,
        features: &["value", "identifier"],
        element: "ner:NamedEntity",
    },
];

/// An annotation of any type that is written.
struct Written<'d> {
    of: &'static Type,
    place: Utf16Span,
    strings: Vec<(&'static str, Cow<'d, str>)>,
}

/// Everything that is written beside the text.
fn structures<'d>(document: &'d Document, about: About<'d>) -> Vec<Written<'d>> {
    let [metadata, sentence, token, named_entity] = &TYPES;
    let text = &document.text;
    let written = |of, span, strings| Written {
        of,
        place: text.utf16_span(span),
        strings,
    };
    let title = document.meta.title.as_deref();
    let title = title.map(|title| ("documentTitle", Cow::Borrowed(title)));
    let strings = [
        Some(("language", Cow::Borrowed("ar"))),
        title,
        Some(("documentId", xml::with_characters(about.name))),
    ];
    let whole = ByteSpan::of(0, text.as_str().len());
    let mut all = vec![written(
        metadata,
        whole,
        strings.into_iter().flatten().collect(),
    )];
    let pieces = pieces(document);
    for sentence_pieces in pieces.chunk_by(|_, next| !next.starts_sentence) {
        if let [first, .., last] | [first @ last] = sentence_pieces {
            let span = ByteSpan::new(first.span.start, last.span.end);
            all.push(written(sentence, span, Vec::new()));
        }
    }
    all.extend(
        pieces
            .iter()
            .map(|piece| written(token, piece.span, Vec::new())),
    );
    let entities: FxHashMap<&str, &Entity> = document
        .entities
        .iter()
        .map(|entity| (entity.id.as_str(), entity))
        .collect();
    for annotation in &document.annotations {
        let entity = annotation.entity.as_deref().and_then(|id| entities.get(id));
        let link = entity.and_then(|entity| entity.link.as_deref());
        let value = ("value", Cow::Borrowed(annotation.label.as_str()));
        let identifier = link.map(|link| ("identifier", identifier(link)));
        let strings = [Some(value), identifier].into_iter().flatten().collect();
        all.push(written(named_entity, annotation.span, strings));
    }
    all
}

/// The document as XMI.
pub(super) fn write_xmi(document: &Document, about: About) -> String {
    let mut file = Writer::new();
    file.open(
        "xmi:XMI",
        &[
            ("xmlns:xmi", "http://www.omg.org/XMI"),
            ("xmlns:cas", "http:///uima/cas.ecore"),
            ("xmlns:metadata", &namespace_of(METADATA)),
            ("xmlns:segmentation", &namespace_of(TOKEN)),
            ("xmlns:ner", &namespace_of(NAMED_ENTITY)),
            ("xmi:version", "2.0"),
        ],
    );
    file.line();
    file.empty("cas:NULL", &[("xmi:id", "0")]);
    file.line();
    file.empty(
        "cas:Sofa",
        &[
            ("xmi:id", "1"),
            ("sofaNum", "1"),
            ("sofaID", VIEW),
            ("mimeType", "text/plain"),
            ("sofaString", document.text.as_str()),
        ],
    );
    file.line();
    let structures = structures(document, about);
    for (structure, id) in structures.iter().zip(2..) {
        let [id, begin, end] = [id, structure.place.start.0, structure.place.end.0]
            .map(|number: usize| number.to_string());
        let mut attributes = vec![
            ("xmi:id", id.as_str()),
            ("sofa", "1"),
            ("begin", &begin),
            ("end", &end),
        ];
        let strings = structure.strings.iter();
        attributes.extend(strings.map(|(name, value)| (*name, value.as_ref())));
        file.empty(structure.of.element, &attributes);
        file.line();
    }
    let members: Vec<String> = (2..structures.len() + 2).map(|id| id.to_string()).collect();
    file.empty(
        "cas:View",
        &[("sofa", "1"), ("members", &members.join(" "))],
    );
    file.line();
    file.finish()
}

/// The namespace of a type's package.
fn namespace_of(name: &str) -> String {
    let package = name.rsplit_once('.').map_or("", |(package, _)| package);
    format!("http:///{}.ecore", package.replace('.', "/"))
}

/// `TypeSystem.xml`, which says what the types of XMI are.
pub(super) fn type_system() -> String {
    let mut file = Writer::new();
    file.open(
        "typeSystemDescription",
        &[("xmlns", "http://uima.apache.org/resourceSpecifier")],
    );
    file.line();
    file.open("types", &[]);
    file.line();
    for Type {
        name,
        supertype,
        features,
        ..
    } in &TYPES
    {
        file.open("typeDescription", &[]);
        file.element("name", &[], name);
        file.element("description", &[], "");
        file.element("supertypeName", &[], supertype);
        file.open("features", &[]);
        for feature in *features {
            file.open("featureDescription", &[]);
            file.element("name", &[], feature);
            file.element("description", &[], "");
            file.element("rangeTypeName", &[], STRING);
            file.close();
        }
        file.close();
        file.close();
        file.line();
    }
    file.finish()
}

/// The document as JSON.
pub(super) fn write_json(document: &Document, about: About) -> String {
    let types: Map<String, Value> = TYPES
        .iter()
        .map(|of| {
            let mut described = Map::new();
            described.insert("%NAME".to_owned(), json!(of.name));
            described.insert("%SUPER_TYPE".to_owned(), json!(of.supertype));
            for feature in of.features {
                described.insert(
                    (*feature).to_owned(),
                    json!({"%NAME": feature, "%RANGE": STRING}),
                );
            }
            (of.name.to_owned(), Value::Object(described))
        })
        .collect();
    let sofa = json!({
        "%ID": 1,
        "%TYPE": SOFA,
        "sofaNum": 1,
        "sofaID": VIEW,
        "mimeType": "text/plain",
        "sofaString": document.text.as_str(),
    });
    let structures = structures(document, about);
    let members: Vec<usize> = (2..structures.len() + 2).collect();
    let structures = structures
        .iter()
        .zip(2..)
        .map(|(structure, id): (_, usize)| {
            let mut written = json!({
                "%ID": id,
                "%TYPE": structure.of.name,
                "@sofa": 1,
                "begin": structure.place.start.0,
                "end": structure.place.end.0,
            });
            for (name, value) in &structure.strings {
                written[*name] = json!(value);
            }
            written
        });
    let structures: Vec<Value> = std::iter::once(sofa).chain(structures).collect();
    super::json_line(&json!({
        "%TYPES": types,
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {VIEW: {"%SOFA": 1, "%MEMBERS": members}},
    }))
}

/// A feature structure of a file.
#[derive(Default)]
struct Structure {
    id: String,
    /// The full name of its type.
    kind: String,
    sofa: String,
    begin: Option<usize>,
    end: Option<usize>,
    value: Option<String>,
    identifier: Option<String>,
    title: Option<String>,
    /// Whether it leads from one annotation to another.
    is_relation: bool,
}

/// A text, and the name of its view.
struct Sofa {
    id: String,
    view: String,
    text: Option<String>,
}

/// What a file holds.
#[derive(Default)]
struct Cas {
    sofas: Vec<Sofa>,
    structures: Vec<Structure>,
    /// The views' members: what is in none is left over.
    members: FxHashSet<String>,
}

/// Reads XMI.
///
/// # Errors
///
/// When the file is none, has no text, or an annotation does not fit it.
pub(super) fn read_xmi(content: &str) -> Result<Imported, InvalidFile> {
    let mut reader = Reader::new(content);
    let mut cas = Cas::default();
    let mut depth = 0;
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(element) => {
                match depth {
                    0 if element.name != "XMI" => {
                        return Err(reader.invalid("the outermost element is not xmi:XMI"));
                    }
                    1 => {
                        let words = |name| element.attribute(name).map(str::to_owned);
                        let number = |name| element.attribute(name)?.parse().ok();
                        let kind = kind_of(&element.namespace, &element.name);
                        let id = words("xmi:id").unwrap_or_default();
                        match kind.as_str() {
                            SOFA => cas.sofas.push(Sofa {
                                id,
                                view: words("sofaID").unwrap_or_default(),
                                text: words("sofaString"),
                            }),
                            "uima.cas.View" => {
                                let members = element.attribute("members").unwrap_or_default();
                                let members = members.split_ascii_whitespace();
                                cas.members.extend(members.map(str::to_owned));
                            }
                            _ => cas.structures.push(Structure {
                                id,
                                kind,
                                sofa: words("sofa").unwrap_or_default(),
                                begin: number("begin"),
                                end: number("end"),
                                value: words("value"),
                                identifier: words("identifier"),
                                title: words("documentTitle"),
                                is_relation: words("Governor").and(words("Dependent")).is_some(),
                            }),
                        }
                    }
                    // Below are the elements of arrays.
                    _ => {}
                }
                depth += 1;
            }
            Event::Close => depth -= 1,
            Event::Text(text) if depth == 1 && !text.trim().is_empty() => {
                return Err(reader.invalid("text between elements"));
            }
            Event::Text(_) => {}
        }
    }
    imported(&cas)
}

/// The full name of a type from its namespace and name.
fn kind_of(namespace: &str, name: &str) -> String {
    let package = namespace.strip_prefix("http:///");
    let package = package.and_then(|package| package.strip_suffix(".ecore"));
    match package {
        Some("uima/noNamespace") | None => name.to_owned(),
        Some(package) => format!("{}.{name}", package.replace('/', ".")),
    }
}

/// Reads JSON.
///
/// # Errors
///
/// When the file is none, has no text, or an annotation does not fit it.
pub(super) fn read_json(content: &str) -> Result<Imported, InvalidFile> {
    let file: Value = serde_json::from_str(without_byte_order_mark(content))?;
    let mut cas = Cas::default();
    // A list, or an object by identifiers.
    let structures: Vec<(String, &Value)> = match &file["%FEATURE_STRUCTURES"] {
        Value::Array(list) => list
            .iter()
            .map(|value| (name(&value["%ID"]), value))
            .collect(),
        Value::Object(named) => named
            .iter()
            .map(|(id, value)| (id.clone(), value))
            .collect(),
        _ => {
            return Err(InvalidFile::Lacks {
                document: 1,
                what: "it has no %FEATURE_STRUCTURES",
            });
        }
    };
    for (id, value) in structures {
        let words = |key: &str| value[key].as_str().map(str::to_owned);
        let number = |key: &str| usize::try_from(value[key].as_u64()?).ok();
        let kind = words("%TYPE").unwrap_or_default();
        if kind == SOFA {
            cas.sofas.push(Sofa {
                id,
                view: words("sofaID").unwrap_or_default(),
                text: words("sofaString"),
            });
            continue;
        }
        cas.structures.push(Structure {
            id,
            kind,
            sofa: name(&value["@sofa"]),
            begin: number("begin"),
            end: number("end"),
            value: words("value"),
            identifier: words("identifier"),
            title: words("documentTitle"),
            is_relation: !value["@Governor"].is_null() && !value["@Dependent"].is_null(),
        });
    }
    for view in file["%VIEWS"].as_object().into_iter().flat_map(Map::values) {
        let members = view["%MEMBERS"].as_array().into_iter().flatten();
        cas.members.extend(members.map(name));
    }
    imported(&cas)
}

/// An identifier, which is a number or a string.
fn name(value: &Value) -> String {
    match value {
        Value::String(name) => name.clone(),
        Value::Number(name) => name.to_string(),
        _ => String::new(),
    }
}

/// What every file has, and what says nothing of the text.
fn is_furniture(kind: &str) -> bool {
    const INCEPTION: &str = "de.tudarmstadt.ukp.clarin.webanno.api.type.";
    matches!(
        kind,
        METADATA | SENTENCE | TOKEN | "uima.cas.NULL" | "uima.tcas.DocumentAnnotation"
    ) || kind.starts_with(INCEPTION)
        || kind.ends_with(".TagsetDescription")
}

fn imported(cas: &Cas) -> Result<Imported, InvalidFile> {
    let with_text = || cas.sofas.iter().filter(|sofa| sofa.text.is_some());
    let initial = with_text().find(|sofa| sofa.view == VIEW);
    let sofa = initial.or_else(|| with_text().next());
    let Some((sofa, text)) = sofa.and_then(|sofa| Some((sofa, sofa.text.as_deref()?))) else {
        return Err(InvalidFile::Lacks {
            document: 1,
            what: "no view has a text",
        });
    };
    let text = Text::new(text);
    let mut incoming = Incoming::new(&text);
    let mut meta = Meta::default();
    let [mut relations, mut others] = [0; 2];
    // Links by the entities that they become.
    let mut links: Vec<&str> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for structure in &cas.structures {
        let kind = structure.kind.as_str();
        if structure.sofa != sofa.id && !structure.sofa.is_empty() {
            continue;
        }
        if kind == METADATA {
            meta.title.clone_from(&structure.title);
        }
        let Some(finer) = kind.strip_prefix(NAMED_ENTITIES) else {
            if structure.is_relation {
                relations += 1;
            } else if !is_furniture(kind) {
                others += 1;
            }
            continue;
        };
        let id = format!("annotation {}", structure.id);
        let value = structure.value.as_deref();
        // `Person` and the like say by their name what they are.
        let label = value.or(Some(finer).filter(|_| kind != NAMED_ENTITY));
        let problem = match (label, structure.begin, structure.end) {
            _ if !cas.members.contains(&structure.id) => "in no view",
            (None, ..) => "without a value",
            (_, Some(begin), Some(end)) if begin == end => "empty",
            (Some(label), Some(begin), Some(end)) => {
                let annotation = incoming.add_utf16(&id, (begin, end), label)?;
                let link = structure.identifier.as_deref().map(link_of);
                annotation.entity = link.filter(|link| !link.is_empty()).map(|link| {
                    let place = *places.entry(link).or_insert_with(|| {
                        links.push(link);
                        links.len()
                    });
                    format!("e{place}")
                });
                continue;
            }
            _ => "without a place",
        };
        incoming.report(Report::NotModelled { id, what: problem });
    }
    incoming.not_kept("other views", with_text().count() - 1);
    incoming.not_kept("relations", relations);
    incoming.not_kept("annotations of other layers", others);
    let link = |entity: &str| {
        let place: usize = entity.strip_prefix('e')?.parse().ok()?;
        links
            .get(place.checked_sub(1)?)
            .map(|link| (*link).to_owned())
    };
    Ok(incoming.document(meta, link))
}
