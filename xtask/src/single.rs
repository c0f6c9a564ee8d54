//! The single file: the page with all that it needs inside, for opening from a disk.

mod html;
mod lexer;
mod linker;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use self::html::Tag;
use crate::{bindgen, mime, policy};

/// The module that the worker is made of, in the page's folder.
const WORKER: &str = "js/engine-worker.js";
/// The glue that it imports.
const GLUE: &str = "pkg/wassam.js";

/// What goes into the file.
pub(crate) struct Parts<'a> {
    /// The page's folder.
    pub(crate) page: &'a Path,
    /// The glue as a classic script.
    pub(crate) glue: &'a Path,
    /// The engine that belongs to this glue.
    pub(crate) engine: &'a Path,
    /// The trained model.
    pub(crate) model: &'a Path,
    /// The article that a visitor can try.
    pub(crate) article: &'a Path,
}

/// Puts the file together.
///
/// # Errors
///
/// When the page uses something that cannot be put inside.
pub(crate) fn assemble(parts: &Parts) -> Result<String> {
    let mut page = read(&parts.page.join("index.html"))?;
    let mut scripts = vec![embedded(parts)?];
    let mut styles = Vec::new();
    // From the last to the first, so that the places of those before stay right.
    for tag in html::tags(&page, &["link", "script", "img", "source"])
        .into_iter()
        .rev()
    {
        let replacement = match replace(&tag, parts.page)? {
            Inside::Kept => continue,
            Inside::Dropped => String::new(),
            Inside::Script(script) => {
                // The order of scripts is that of the page, after the engine.
                scripts.insert(1, script);
                String::new()
            }
            Inside::Style(style) => {
                let element = format!("<style>{style}</style>");
                styles.push(style);
                element
            }
            Inside::Address(attribute, address) => tag.with_attribute(&attribute, &address),
        };
        page.replace_range(tag.range.clone(), &replacement);
    }
    if page.contains("style=\"") {
        bail!("index.html has a style attribute, which the policy of the single file forbids");
    }
    let end = page.rfind("</body>").context("index.html has no </body>")?;
    page.insert_str(
        end,
        &format!("<script>{}</script>\n", scripts.join("</script>\n<script>")),
    );
    let value = policy::range(&page).context("index.html has no Content-Security-Policy")?;
    page.replace_range(value, &single_policy(&scripts, &styles));
    Ok(page)
}

/// The script that hands the engine to the page: its worker's source, the compiled module and the trained model;
/// and the article to try.
fn embedded(parts: &Parts) -> Result<String> {
    let outside = BTreeMap::from([(
        PathBuf::from(GLUE),
        format!("{{ default: {0}, ...{0} }}", bindgen::GLOBAL),
    )]);
    let worker = linker::link(Path::new(WORKER), &outside, &|path| {
        read(&parts.page.join(path))
    })?;
    let source = read(parts.glue)? + &worker;
    Ok(format!(
        "globalThis.WASSAM_EMBEDDED = {{ workerSource: {}, wasmBase64: \"{}\", modelBase64: \"{}\", foundingArticle: {} }};",
        string_literal(&source),
        base64_of(parts.engine)?,
        base64_of(parts.model)?,
        string_literal(&read(parts.article)?),
    ))
}

/// What becomes of an element.
enum Inside {
    Kept,
    Dropped,
    Script(String),
    Style(String),
    /// The attribute's file as a data address.
    Address(String, String),
}

fn replace(tag: &Tag, page: &Path) -> Result<Inside> {
    let relation = tag.attribute("rel").unwrap_or_default();
    let attribute = if tag.name == "link" { "href" } else { "src" };
    let Some(address) = tag.attribute(attribute) else {
        if tag.name == "script" {
            bail!("index.html has a script inside: put it into a module");
        }
        return Ok(Inside::Kept);
    };
    if address.starts_with("data:") {
        return Ok(Inside::Kept);
    }
    let file = page.join(address.trim_start_matches("./"));
    match (tag.name.as_str(), relation) {
        ("script", _) if tag.attribute("type") == Some("module") => {
            let entry = Path::new(address.trim_start_matches("./"));
            let linked = linker::link(entry, &BTreeMap::new(), &|path| read(&page.join(path)))?;
            expect_no_end_tag(&linked, "</script")?;
            Ok(Inside::Script(linked))
        }
        ("link", "stylesheet") => {
            let style = inline_addresses(&read(&file)?, page)?;
            expect_no_end_tag(&style, "</style")?;
            Ok(Inside::Style(style))
        }
        ("link", "preload" | "modulepreload" | "manifest") => Ok(Inside::Dropped),
        ("link", "icon") | ("img", _) => {
            Ok(Inside::Address(attribute.to_owned(), data_address(&file)?))
        }
        (name, _) => {
            bail!("index.html asks for {address} in a {name} element, which cannot be put inside")
        }
    }
}

/// A style sheet with every file that it names inside it.
fn inline_addresses(style: &str, page: &Path) -> Result<String> {
    const START: &str = "url(";
    if style.contains("@import") {
        bail!("the style sheet has an @import, which cannot be put inside");
    }
    let mut inlined = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once(START) {
        let (address, after) = after.split_once(')').context("a url( without its end")?;
        let address = address.trim().trim_matches(['"', '\'']);
        let address = if address.starts_with("data:") || address.starts_with('#') {
            address.to_owned()
        } else {
            data_address(&page.join(address.trim_start_matches("./")))?
        };
        write!(inlined, "{before}{START}\"{address}\")")?;
        rest = after;
    }
    Ok(inlined + rest)
}

fn data_address(file: &Path) -> Result<String> {
    let mime_type = mime::of(file).replace("; ", ";");
    Ok(format!("data:{mime_type};base64,{}", base64_of(file)?))
}

fn base64_of(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(BASE64_STANDARD.encode(bytes))
}

/// The strictest policy under which the file works: these scripts and styles, a worker from a blob, no connections.
fn single_policy(scripts: &[String], styles: &[String]) -> String {
    let hashes = |texts: &[String]| {
        let hashes = texts
            .iter()
            .map(|text| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text))));
        hashes.collect::<String>()
    };
    format!(
        "default-src 'none'; script-src{} 'wasm-unsafe-eval'; style-src{}; worker-src blob:; font-src data:; \
         img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'",
        hashes(scripts),
        hashes(styles),
    )
}

/// A string of JavaScript that holds no end of a script element.
fn string_literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + text.len() / 8);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '<' => literal.push_str("\\x3c"),
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

fn expect_no_end_tag(text: &str, end: &str) -> Result<()> {
    if text.contains(end) || text.contains("<!--") {
        bail!("`{end}` and `<!--` cannot stand in what is put inside the page");
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cannot_end_the_script() {
        assert_eq!(
            string_literal("a\"\\\n</script>"),
            r#""a\"\\\n\x3c/script>""#
        );
    }

    #[test]
    fn policy_names_what_is_inside() {
        let policy = single_policy(&[String::new()], &[]);
        assert!(policy.contains(
            "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'wasm-unsafe-eval';"
        ));
        assert!(policy.contains("style-src;"));
    }
}
