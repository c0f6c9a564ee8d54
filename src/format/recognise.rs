//! Which format a file is in, by what stands in it.

use serde_json::{Map, Value};

use super::Format;
use crate::text::without_byte_order_mark;

/// Lines of a file of columns that are looked at.
const LINES: usize = 200;

impl Format {
    /// The format of a file, by what stands in it; nothing where it is none of ours, a plain text mostly.
    ///
    /// Its name says something only where what stands in it does not: an `.ann` with nothing in it is brat's.
    /// That a format is recognised does not say that it is read ([`Format::is_read`]), nor that the file is whole.
    pub fn recognise(name: &str, content: &str) -> Option<Self> {
        let content = without_byte_order_mark(content);
        let start = content.trim_start();
        if start.starts_with(['{', '[']) {
            return first_record(start).and_then(|record| of_record(&record));
        }
        if start.starts_with('<') {
            return of_markup(start);
        }
        let has_ann = name.rsplit_once('.').is_some_and(|(_, end)| end == "ann");
        if has_ann && start.is_empty() || is_standoff(start) {
            return Some(Self::Brat);
        }
        of_head(content).or_else(|| of_columns(content))
    }
}

/// The first record of a file of JSON: the first of an array, or of those that follow each other.
fn first_record(content: &str) -> Option<Map<String, Value>> {
    let mut values = serde_json::Deserializer::from_str(content).into_iter();
    match values.next()?.ok()? {
        Value::Object(record) => Some(record),
        Value::Array(records) => match records.into_iter().next()? {
            Value::Object(record) => Some(record),
            _ => None,
        },
        _ => None,
    }
}

/// The format of a record of JSON, by its keys.
fn of_record(record: &Map<String, Value>) -> Option<Format> {
    let has = |key| record.contains_key(key);
    let says = |key: &str, what: &str| {
        record
            .get(key)
            .is_some_and(|value| value.to_string().contains(what))
    };
    let format = if says("format", "wassam-document/") {
        Format::Wassam
    } else if says("@context", "/ns/anno") || says("type", "Annotation") {
        Format::WebAnnotation
    } else if has("%TYPES") || has("%FEATURE_STRUCTURES") {
        return Format::of_name("uima-json");
    } else if has("tokens") && has("ner_tags") {
        Format::HuggingFace
    } else if has("data") && (has("annotations") || has("predictions")) {
        Format::LabelStudio
    } else if has("text") && has("ents") {
        Format::Spacy
    } else if has("text") && (has("spans") || has("_task_hash")) {
        Format::Prodigy
    } else if has("label") || has("labels") || has("entities") {
        Format::Doccano
    } else {
        return None;
    };
    Some(format)
}

/// The format of XML or HTML, by what stands at its root; nothing where it has not been written here.
fn of_markup(content: &str) -> Option<Format> {
    let roots = [
        ("<TEI", "tei"),
        ("<xmi:XMI", "uima-xmi"),
        ("<GateDocument", "gate"),
        ("<html", "html"),
    ];
    roots
        .into_iter()
        .find(|(root, _)| content.contains(root))
        .and_then(|(_, name)| Format::of_name(name))
}

/// Whether the first line is one of brat's `.ann`.
fn is_standoff(content: &str) -> bool {
    let Some((id, body)) = content
        .lines()
        .next()
        .and_then(|line| line.split_once('\t'))
    else {
        return false;
    };
    let numbered = id
        .strip_prefix(['T', 'R', 'E', 'A', 'M', 'N', '#'])
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    (numbered && body.contains(' ')) || (id == "*" && body.starts_with("Equiv "))
}

/// The format of a file that begins with a line of its own.
fn of_head(content: &str) -> Option<Format> {
    let line = content.lines().next()?;
    if line.starts_with("# global.columns") {
        return Format::of_name("conllu-plus");
    }
    if line.starts_with("@prefix") && content.contains("nif-core#") {
        return Format::of_name("nif");
    }
    // Our own tables.
    let is_table = |comma| line.split(comma).take(3).eq(["document", "id", "start_cp"]);
    if is_table(',') {
        Some(Format::Csv)
    } else if is_table('\t') {
        Some(Format::Tsv)
    } else {
        None
    }
}

/// The format of a file of a token a line, each with its tags.
fn of_columns(content: &str) -> Option<Format> {
    let lines = content.lines().filter(|line| !line.trim().is_empty());
    let mut columns = None;
    for line in lines.take(LINES) {
        let mut fields = line.split([' ', '\t']).filter(|field| !field.is_empty());
        let form = fields.next()?;
        if form == "-DOCSTART-" {
            return Some(Format::Conll);
        }
        let tags: Vec<&str> = fields.collect();
        let are_tags = tags.iter().filter(|tag| is_tag(tag)).count();
        if !tags.last().is_some_and(|tag| is_tag(tag)) {
            return None;
        }
        let (tags, are_tags) = columns.unwrap_or((tags.len(), are_tags));
        columns = Some((tags, are_tags));
    }
    match columns? {
        (1, _) => Some(Format::Tab),
        (tags, are_tags) if tags == are_tags => Some(Format::TabNested),
        _ => Some(Format::Conll),
    }
}

fn is_tag(tag: &str) -> bool {
    let is_inside = tag.split_once('-').is_some_and(|(position, label)| {
        matches!(position, "B" | "I" | "E" | "L" | "S" | "U") && !label.is_empty()
    });
    is_inside || tag == "O"
}

#[cfg(test)]
mod tests {
    use super::Format;

    fn name(file: &str, content: &str) -> Option<&'static str> {
        Format::recognise(file, content).map(Format::name)
    }

    #[test]
    fn other_programs_files_are_recognised() {
        for (content, expected) in [
            (
                "{\"id\":1,\"text\":\"زار\",\"label\":[[0,3,\"PER\"]]}\n{}",
                "doccano",
            ),
            (
                "[{\"data\":{\"text\":\"زار\"},\"annotations\":[]}]",
                "label-studio",
            ),
            ("\u{FEFF}  {\"text\":\"زار\",\"spans\":[]}", "prodigy"),
            ("T1\tPER 0 3\tزار\n", "brat"),
            ("*\tEquiv T1 T2\n", "brat"),
            ("-DOCSTART- -X- -X- O\n\nزار _ _ O\n", "conll"),
            ("زار O\nلافروف B-PER\n", "tab"),
            ("زار\tO\tO\nوزير\tB-OCC\tB-ORG\n", "tab-nested"),
        ] {
            assert_eq!(name("file", content), Some(expected), "{content}");
        }
        assert_eq!(name("empty.ann", "\n"), Some("brat"));
    }

    #[test]
    fn a_text_is_in_no_format() {
        for content in [
            "",
            "زار سيرغي لافروف بيروت.",
            "T1 هو الأول",
            "[1] المرجع الأول",
            "[]",
            "{\"text\":1}",
            "{",
            "<!-- نص -->",
            "قال O\nوليس هذا عموداً",
        ] {
            assert_eq!(name("file.txt", content), None, "{content}");
        }
    }
}
