//! XML 1.0, as the formats made of it are written and read.
//!
//! What is written is always well-formed: a character that XML does not have gives way to another
//! before ([`with_characters`]).
//! What is read comes from anywhere: there is no DOCTYPE, so that no entity expands and nothing is fetched,
//! and elements are nested so deep and no deeper.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::{minimal_escape, resolve_predefined_entity};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesRef, BytesStart, BytesText, Event as Given};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::incoming::InvalidFile;
use crate::text::without_byte_order_mark;

/// How deep elements may be nested.
const DEEPEST: usize = 256;

/// Whether XML has the character: it lacks controls and two that are none.
pub(super) const fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether XML has all characters of some words.
pub(super) fn is_text(words: &str) -> bool {
    words.chars().all(is_char)
}

/// The words with a space for every control, and U+FFFD for U+FFFE and U+FFFF, that XML does not have.
/// These are as long in every unit, so that all offsets stay.
pub(super) fn with_characters(words: &str) -> Cow<'_, str> {
    if is_text(words) {
        return Cow::Borrowed(words);
    }
    let replaced = words.chars().map(|c| match c {
        c if is_char(c) => c,
        c if c < ' ' => ' ',
        _ => '\u{FFFD}',
    });
    Cow::Owned(replaced.collect())
}

/// Writes elements one after the other. What is written to memory never fails.
pub(super) struct Writer {
    inner: quick_xml::Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Writer {
    /// Begins with the declaration.
    pub(super) fn new() -> Self {
        let mut writer = Self {
            inner: quick_xml::Writer::new(Vec::new()),
            open: Vec::new(),
        };
        writer.put(Given::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        writer.line();
        writer
    }

    fn put(&mut self, event: Given) {
        let _ = self.inner.write_event(event);
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.open.push(name);
        self.put(Given::Start(start(name, attributes)));
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.put(Given::End(BytesEnd::new(name)));
        }
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.put(Given::Empty(start(name, attributes)));
    }

    /// An element with text in it.
    pub(super) fn element(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// Text, in which no reader changes a line end.
    pub(super) fn text(&mut self, text: &str) {
        let escaped = minimal_escape(text).replace('>', "&gt;");
        let escaped = escaped.replace('\r', "&#13;");
        self.put(Given::Text(BytesText::from_escaped(escaped)));
    }

    /// A line end between elements.
    pub(super) fn line(&mut self) {
        self.put(Given::Text(BytesText::from_escaped("\n")));
    }

    /// The file.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        String::from_utf8(self.inner.into_inner()).expect("has been written from strings")
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        let value = attribute_value(value);
        start.push_attribute(Attribute::from((key.as_bytes(), value.as_bytes())));
    }
    start
}

/// The value of an attribute, with white space that readers would change as references.
pub(super) fn attribute_value(value: &str) -> Cow<'_, str> {
    if !value.contains(['&', '<', '>', '"', '\t', '\n', '\r']) {
        return Cow::Borrowed(value);
    }
    let mut escaped = String::with_capacity(value.len() + 16);
    for c in value.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// A part of a file.
pub(super) enum Event {
    /// An element begins.
    Open(Element),
    /// The element that began last and has not ended ends.
    Close,
    /// Text, or a piece of it.
    Text(String),
}

/// The begin of an element.
pub(super) struct Element {
    /// Its namespace, empty where it has none.
    pub(super) namespace: String,
    /// Its name without a prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, named with its prefix where it has one.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let known = self.attributes.iter().find(|(known, _)| known == name);
        known.map(|(_, value)| value.as_str())
    }
}

/// Reads a file part by part.
pub(super) struct Reader<'f> {
    file: &'f str,
    inner: NsReader<&'f [u8]>,
    depth: usize,
    has_root: bool,
}

impl<'f> Reader<'f> {
    pub(super) fn new(file: &'f str) -> Self {
        let file = without_byte_order_mark(file);
        let mut inner = NsReader::from_str(file);
        inner.config_mut().expand_empty_elements = true;
        Self {
            file,
            inner,
            depth: 0,
            has_root: false,
        }
    }

    /// What is wrong at this place of the file.
    pub(super) fn invalid(&self, what: impl Into<String>) -> InvalidFile {
        let at = usize::try_from(self.inner.buffer_position()).unwrap_or(usize::MAX);
        let before = &self.file.as_bytes()[..at.min(self.file.len())];
        InvalidFile::Xml {
            line: before.split(|&byte| byte == b'\n').count(),
            what: what.into(),
        }
    }

    /// The next part, nothing at the end.
    ///
    /// # Errors
    ///
    /// When the file is not well-formed, has a DOCTYPE or an entity of its own, or is nested too deeply.
    pub(super) fn next(&mut self) -> Result<Option<Event>, InvalidFile> {
        loop {
            let given = self.inner.read_event();
            let given = given.map_err(|error| self.invalid(error.to_string()))?;
            let text = match given {
                Given::Start(start) => return self.open(&start).map(Some),
                Given::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Event::Close));
                }
                Given::Text(text) => text.xml10_content().map(Cow::into_owned),
                Given::CData(text) => text.xml10_content().map(Cow::into_owned),
                Given::GeneralRef(reference) => Ok(self.resolved(&reference)?),
                Given::DocType(_) => {
                    return Err(self.invalid("a DOCTYPE, which is not read"));
                }
                Given::Eof if self.depth > 0 => return Err(self.invalid("an element has no end")),
                Given::Eof if !self.has_root => return Err(self.invalid("there is no element")),
                Given::Eof => return Ok(None),
                Given::Empty(_) | Given::Comment(_) | Given::Decl(_) | Given::PI(_) => continue,
            };
            let text = text.map_err(|error| self.invalid(error.to_string()))?;
            if !is_text(&text) {
                return Err(self.invalid("a character that XML does not have"));
            }
            if self.depth > 0 {
                return Ok(Some(Event::Text(text)));
            }
            if !text.trim().is_empty() {
                return Err(self.invalid("text outside of all elements"));
            }
        }
    }

    fn open(&mut self, start: &BytesStart) -> Result<Event, InvalidFile> {
        let namespace = match self.inner.resolver().resolve_element(start.name()).0 {
            ResolveResult::Bound(namespace) => {
                String::from_utf8_lossy(namespace.as_ref()).into_owned()
            }
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => {
                return Err(self.invalid("a prefix of no namespace"));
            }
        };
        if self.depth == 0 && self.has_root {
            return Err(self.invalid("a second outermost element"));
        }
        if self.depth == DEEPEST {
            return Err(self.invalid("elements are nested too deeply"));
        }
        self.depth += 1;
        self.has_root = true;
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.invalid(error.to_string()))?;
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            let value = value.map_err(|error| self.invalid(error.to_string()))?;
            if !is_text(&value) {
                return Err(self.invalid("a character that XML does not have"));
            }
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            attributes.push((key, value.into_owned()));
        }
        Ok(Event::Open(Element {
            namespace,
            name: String::from_utf8_lossy(start.local_name().as_ref()).into_owned(),
            attributes,
        }))
    }

    /// What a reference stands for.
    fn resolved(&self, reference: &BytesRef) -> Result<String, InvalidFile> {
        let character = reference.resolve_char_ref();
        if let Some(character) = character.map_err(|error| self.invalid(error.to_string()))? {
            return Ok(character.to_string());
        }
        let name = reference
            .decode()
            .map_err(|error| self.invalid(error.to_string()))?;
        let known = resolve_predefined_entity(&name).map(str::to_owned);
        known.ok_or_else(|| self.invalid(format!("the entity &{name};, which is not read")))
    }
}
