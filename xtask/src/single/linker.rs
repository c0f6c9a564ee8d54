//! Links the page's modules into one classic script.
//!
//! A page opened from a disk can load no modules, and a bundler would be far more than this. So the modules keep to
//! a small part of the language, and everything else is an error here:
//!
//! * `import { a, b as c } from './x.js';`, or `import a, { b } from …` from a module that is given from outside;
//! * `export function`, `export async function`, `export class`, `export const NAME`, `export { a, b as c };`
//! * no cycles, no top-level `await`, and `import.meta.url` only to name files that the script will not ask for.
//!
//! Each module becomes a function that returns its exports, called once, after those that it imports.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::lexer::{self, Kind};

/// Reads a module by its path.
type Read<'a> = dyn Fn(&Path) -> Result<String> + 'a;

/// Links the module `entry` and all that it imports.
///
/// `outside` names modules that are not linked: each is replaced by an expression, an object of its exports, with the
/// default export as `default`.
///
/// # Errors
///
/// When a module cannot be read, or goes beyond what is understood.
pub(crate) fn link(
    entry: &Path,
    outside: &BTreeMap<PathBuf, String>,
    read: &Read,
) -> Result<String> {
    let mut linker = Linker {
        outside,
        read,
        numbers: BTreeMap::new(),
        open: Vec::new(),
        output: "(() => {\n'use strict';\n".to_owned(),
    };
    linker.module(entry)?;
    linker.output.push_str("})();\n");
    Ok(linker.output)
}

struct Linker<'a> {
    outside: &'a BTreeMap<PathBuf, String>,
    read: &'a Read<'a>,
    /// The modules already written, each with the number in its variable's name.
    numbers: BTreeMap<PathBuf, usize>,
    /// The modules that wait for what they import, to find cycles.
    open: Vec<PathBuf>,
    output: String,
}

impl Linker<'_> {
    /// Writes a module, after those that it imports, and returns the expression that holds its exports.
    fn module(&mut self, path: &Path) -> Result<String> {
        if let Some(expression) = self.outside.get(path) {
            return Ok(expression.clone());
        }
        if let Some(number) = self.numbers.get(path) {
            return Ok(variable(*number));
        }
        if self.open.iter().any(|open| open == path) {
            bail!("{} imports itself, by way of others", path.display());
        }
        self.open.push(path.to_owned());
        let source = (self.read)(path)?;
        let module =
            Module::parse(&source).with_context(|| format!("cannot link {}", path.display()))?;
        let mut imports = String::new();
        for import in &module.imports {
            let from = self.module(&resolve(path, &import.from)?)?;
            writeln!(imports, "const {{ {} }} = {from};", import.names.join(", "))?;
        }
        self.open.pop();
        let number = self.numbers.len() + 1;
        self.numbers.insert(path.to_owned(), number);
        let name = variable(number);
        let exports = module.exports.join(", ");
        writeln!(self.output, "// {}", path.display())?;
        writeln!(self.output, "const {name} = (() => {{")?;
        writeln!(
            self.output,
            "{imports}{}\nreturn {{ {exports} }};\n}})();",
            module.body.trim()
        )?;
        Ok(name)
    }
}

fn variable(number: usize) -> String {
    format!("module{number}")
}

/// The path that a module's `from` leads to.
fn resolve(importer: &Path, from: &str) -> Result<PathBuf> {
    if !from.starts_with("./") && !from.starts_with("../") {
        bail!(
            "{} imports '{from}', which is not a relative path",
            importer.display()
        );
    }
    let mut path = importer.parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(from).components() {
        match part {
            Component::ParentDir if !path.pop() => {
                bail!(
                    "{} imports '{from}', which is outside the page",
                    importer.display()
                );
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    Ok(path)
}

struct Import {
    from: String,
    /// As in a destructuring pattern: `a` or `b: c`.
    names: Vec<String>,
}

/// A module taken apart.
struct Module {
    imports: Vec<Import>,
    /// As in an object: `a` or `c: b`.
    exports: Vec<String>,
    /// The source without the words that make it a module.
    body: String,
}

impl Module {
    fn parse(source: &str) -> Result<Module> {
        let kinds = lexer::kinds(source).map_err(|message| anyhow!(message))?;
        let mut module = Module {
            imports: Vec::new(),
            exports: Vec::new(),
            body: String::with_capacity(source.len()),
        };
        let mut at = 0;
        while let Some(start) = next_keyword(source, &kinds, at) {
            module.body.push_str(&source[at..start]);
            at = module.statement(source, start).with_context(|| {
                format!(
                    "line {}: {}",
                    line_number(source, start),
                    line_at(source, start)
                )
            })?;
        }
        module.body.push_str(&source[at..]);
        Ok(module)
    }

    /// Takes the statement that begins at `start` with `import` or `export`; returns where the body goes on.
    fn statement(&mut self, source: &str, start: usize) -> Result<usize> {
        const ADDRESS: &str = "import.meta.url";
        let rest = &source[start..];
        if rest.starts_with(ADDRESS) {
            // Never used: what it names is inside the script.
            self.body.push_str("document.baseURI");
            return Ok(start + ADDRESS.len());
        }
        if start > 0 && source.as_bytes()[start - 1] != b'\n' {
            bail!("an import or export that is not at the beginning of a line");
        }
        let list = rest.split_once(';').map(|(statement, _)| statement);
        let length = list.map_or(0, |statement| statement.len() + 1);
        if let Some(import) = rest.strip_prefix("import ") {
            let statement = list.context("no semicolon after it")?;
            self.imports
                .push(parse_import(&import[..statement.len() - "import ".len()])?);
            return Ok(start + length);
        }
        let export = rest
            .strip_prefix("export ")
            .context("not a kind of import that can be linked")?;
        if export.starts_with('{') {
            let statement = list.context("no semicolon after it")?;
            let names = names_in_braces(&statement["export ".len()..])?;
            self.exports
                .extend(names.into_iter().map(|(inner, outer)| pair(&outer, &inner)));
            return Ok(start + length);
        }
        let declaration = ["async function ", "function ", "class ", "const "]
            .into_iter()
            .find_map(|kind| export.strip_prefix(kind))
            .context("not a kind of export that can be linked")?;
        let name = first_word(declaration);
        if name.is_empty() {
            bail!("an export without a simple name");
        }
        self.exports.push(name.to_owned());
        Ok(start + "export ".len())
    }
}

/// Where the next word `import` or `export` stands in the code, not as the name of a property.
fn next_keyword(source: &str, kinds: &[Kind], from: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    let stands_at = |start: &usize| {
        let start = *start;
        let before = start.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let after = bytes.get(start + "import".len()).copied().unwrap_or(b' ');
        kinds[start] == Kind::Code
            && !lexer::is_word(before)
            && before != b'.'
            && !lexer::is_word(after)
    };
    let words = ["import", "export"]
        .into_iter()
        .flat_map(|word| source[from..].match_indices(word));
    words.map(|(at, _)| from + at).filter(stands_at).min()
}

/// Takes `a, { b, c as d } from './x.js'` apart.
fn parse_import(clause: &str) -> Result<Import> {
    let (names, from) = clause
        .rsplit_once("from")
        .context("an import without names cannot be linked")?;
    let from = from.trim().trim_matches(['\'', '"']).to_owned();
    let names = names.trim();
    let (default, braces) = names.split_at(names.find('{').unwrap_or(names.len()));
    let default = default.trim().trim_end_matches(',').trim();
    let mut pairs = Vec::new();
    if !default.is_empty() {
        pairs.push(("default".to_owned(), default.to_owned()));
    }
    if !braces.is_empty() {
        pairs.extend(names_in_braces(braces)?);
    }
    if let Some((_, local)) = pairs.iter().find(|(_, local)| first_word(local) != local) {
        bail!("`{local}` is not a name");
    }
    let names = pairs
        .into_iter()
        .map(|(outer, inner)| pair(&outer, &inner))
        .collect();
    Ok(Import { from, names })
}

/// The names in `{ a, b as c }`, each with its new name.
fn names_in_braces(braces: &str) -> Result<Vec<(String, String)>> {
    let list = braces
        .trim()
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .context("only a list of names in braces can be linked")?;
    let items = list
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    Ok(items
        .map(|item| {
            let (old, new) = item.split_once(" as ").unwrap_or((item, item));
            (old.trim().to_owned(), new.trim().to_owned())
        })
        .collect())
}

/// `key: value`, or short where they are the same.
fn pair(key: &str, value: &str) -> String {
    if key == value {
        key.to_owned()
    } else {
        format!("{key}: {value}")
    }
}

fn first_word(text: &str) -> &str {
    let end = text.bytes().position(|byte| !lexer::is_word(byte));
    &text[..end.unwrap_or(text.len())]
}

fn line_number(source: &str, at: usize) -> usize {
    source[..at].matches('\n').count() + 1
}

fn line_at(source: &str, at: usize) -> &str {
    let start = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
    source[start..].lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Links `main.js` of a set of modules.
    fn link_all(modules: &[(&str, &str)]) -> Result<String> {
        let outside = BTreeMap::from([(PathBuf::from("pkg/glue.js"), "glue".to_owned())]);
        link(Path::new(modules[0].0), &outside, &|path| {
            let module = modules.iter().find(|(name, _)| Path::new(name) == path);
            module
                .map(|(_, source)| (*source).to_owned())
                .with_context(|| format!("no {}", path.display()))
        })
    }

    fn error_of(source: &str) -> String {
        format!("{:#}", link_all(&[("main.js", source)]).expect_err(source))
    }

    #[test]
    fn modules_come_after_what_they_import() {
        let linked = link_all(&[
            (
                "js/main.js",
                "import { b } from './b.js';\nimport {\n  a as first,\n} from '../a.js';\nb(first);\n",
            ),
            (
                "js/b.js",
                "import { a } from '../a.js';\nexport function b() {}\n",
            ),
            ("a.js", "const x = 1;\nexport { x as a };\n"),
        ]);
        let expected = "(() => {\n'use strict';\n\
            // a.js\nconst module1 = (() => {\nconst x = 1;\nreturn { a: x };\n})();\n\
            // js/b.js\nconst module2 = (() => {\nconst { a } = module1;\nfunction b() {}\nreturn { b };\n})();\n\
            // js/main.js\nconst module3 = (() => {\nconst { b } = module2;\nconst { a: first } = module1;\n\
            b(first);\nreturn {  };\n})();\n})();\n";
        assert_eq!(linked.expect("it links"), expected);
    }

    #[test]
    fn every_kind_of_declaration_is_exported() {
        let source = "export const A = 1;\nexport class B {}\nexport async function c() {}\nexport function* d() {}\n";
        let error = error_of(source);
        assert!(error.contains("line 4"), "{error}");
        let linked = link_all(&[("main.js", &source.replace("export function* d() {}\n", ""))])
            .expect("it links");
        assert!(
            linked.contains("const A = 1;\nclass B {}\nasync function c() {}\nreturn { A, B, c };"),
            "{linked}"
        );
    }

    #[test]
    fn modules_from_outside_are_expressions() {
        let linked = link_all(&[(
            "main.js",
            "import init, { Engine } from './pkg/glue.js';\ninit(Engine);\n",
        )]);
        assert!(
            linked
                .expect("it links")
                .contains("const { default: init, Engine } = glue;")
        );
    }

    #[test]
    fn comments_strings_and_properties_are_left_alone() {
        let source = "/** @type {import('./x.js').X} */\nconst a = 'import b';\na.import(`\nexport const c`);\n";
        assert!(
            link_all(&[("main.js", source)])
                .expect("it links")
                .contains(source.trim())
        );
    }

    #[test]
    fn addresses_of_modules_are_replaced() {
        let linked =
            link_all(&[("main.js", "new URL('./w.js', import.meta.url);\n")]).expect("it links");
        assert!(
            linked.contains("new URL('./w.js', document.baseURI);"),
            "{linked}"
        );
    }

    #[test]
    fn everything_else_is_an_error() {
        let refused = [
            "import './x.js';",
            "import * as x from './x.js';",
            "const x = await import('./x.js');",
            "export default 1;",
            "export let x = 1;",
            "export const { x } = y;",
            "export { x } from './x.js';",
            "export * from './x.js';",
            "import { x } from 'x';",
            "import { x } from '../x.js';",
            "import { x } from './main.js';",
            "f(); export { f };",
            "console.log(import.meta.resolve('x'));",
        ];
        for source in refused {
            error_of(source);
        }
    }
}
