//! The elements of a page that ask for files.
//!
//! For our own page only: attributes are double-quoted or bare, and no `<` stands in one.

use std::ops::Range;

/// A start tag; for a script also its content and end tag.
#[derive(Debug)]
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; empty when it has none.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The tag with another value for an attribute.
    pub(crate) fn with_attribute(&self, name: &str, value: &str) -> String {
        let attributes = self.attributes.iter().map(|(key, old)| {
            let value = if key == name { value } else { old };
            format!(" {key}=\"{value}\"")
        });
        format!("<{}{}>", self.name, attributes.collect::<String>())
    }
}

/// The tags of these names, in order.
pub(crate) fn tags(page: &str, names: &[&str]) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = page[at..].find('<').map(|offset| at + offset) {
        at = start + 1;
        if page[start..].starts_with("<!--") {
            at = page[start..]
                .find("-->")
                .map_or(page.len(), |end| start + end);
            continue;
        }
        let name: String = page[at..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let name = name.to_ascii_lowercase();
        if !names.contains(&name.as_str()) {
            continue;
        }
        let (attributes, mut end) = attributes(page, at + name.len());
        if name == "script" {
            const END: &str = "</script>";
            end = page[end..]
                .find(END)
                .map_or(end, |offset| end + offset + END.len());
        }
        at = end;
        tags.push(Tag {
            name,
            range: start..end,
            attributes,
        });
    }
    tags
}

/// The attributes from `at` on, and where the tag ends.
fn attributes(page: &str, mut at: usize) -> (Vec<(String, String)>, usize) {
    let mut attributes = Vec::new();
    loop {
        let rest = &page[at..];
        at += rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_whitespace() || c == '/')
                .len();
        let rest = &page[at..];
        if rest.is_empty() || rest.starts_with('>') {
            return (attributes, (at + 1).min(page.len()));
        }
        let is_end = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
        let name = &rest[..rest.find(is_end).unwrap_or(rest.len()).max(1)];
        at += name.len();
        let value = match page[at..].strip_prefix("=\"").map(|value| (2, value)) {
            Some((quoted, value)) => {
                let value = &value[..value.find('"').unwrap_or(value.len())];
                at = (at + quoted + value.len() + 1).min(page.len());
                value
            }
            None => "",
        };
        attributes.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes() {
        let page = "<!-- <link> --><LINK rel=\"icon\"\n href=\"a.svg\" />\n<script type=\"module\" src=\"x.js\" defer></script><p>";
        let tags = tags(page, &["link", "script"]);
        assert_eq!(tags.len(), 2);
        assert_eq!(tags[0].attribute("href"), Some("a.svg"));
        assert_eq!(
            tags[0].with_attribute("href", "b"),
            "<link rel=\"icon\" href=\"b\">"
        );
        assert_eq!(tags[1].attribute("defer"), Some(""));
        assert!(page[tags[1].range.clone()].ends_with("</script>"));
    }
}
