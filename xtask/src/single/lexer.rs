//! Which bytes of a JavaScript source are code, as against comments, strings, templates and regular expressions.
//!
//! It knows just enough of the language for our own modules. The one guess is the slash: it begins a regular
//! expression unless a value stands before it. `)` is taken for the end of a value, so `if (x) /re/.test(y)` is
//! misread; write it otherwise.

/// What a byte belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Code, white space included.
    Code,
    /// A comment.
    Comment,
    /// A string, the text of a template, or a regular expression, with their delimiters.
    Literal,
}

/// Tells for every byte of `source` what it belongs to.
///
/// # Errors
///
/// When a comment or a literal does not end.
pub(crate) fn kinds(source: &str) -> Result<Vec<Kind>, &'static str> {
    let mut lexer = Lexer {
        bytes: source.as_bytes(),
        kinds: Vec::with_capacity(source.len()),
        braces: Vec::new(),
        significant: None,
    };
    while lexer.kinds.len() < lexer.bytes.len() {
        lexer.step()?;
    }
    if lexer.braces.contains(&Brace::Template) {
        return Err("a template does not end");
    }
    Ok(lexer.kinds)
}

#[derive(PartialEq, Eq)]
enum Brace {
    /// `{` of code.
    Code,
    /// `${` of a template.
    Template,
}

struct Lexer<'a> {
    bytes: &'a [u8],
    /// One for each byte passed; its length is where we stand.
    kinds: Vec<Kind>,
    /// The open braces.
    braces: Vec<Brace>,
    /// Where the last byte of code that is not white space stands, or the last of a literal.
    significant: Option<usize>,
}

impl Lexer<'_> {
    fn step(&mut self) -> Result<(), &'static str> {
        let start = self.kinds.len();
        match (self.bytes[start], self.bytes.get(start + 1)) {
            (b'/', Some(b'/')) => {
                let end = self.find(start, b"\n").unwrap_or(self.bytes.len());
                self.pass(end, Kind::Comment);
            }
            (b'/', Some(b'*')) => {
                let end = self
                    .find(start + 2, b"*/")
                    .ok_or("a comment does not end")?;
                self.pass(end + 2, Kind::Comment);
            }
            (b'/', _) if !self.after_value() => self.regular_expression()?,
            (quote @ (b'"' | b'\''), _) => {
                let end = self.closing(start + 1, |byte| byte == quote)?;
                self.literal(end + 1);
            }
            (b'`', _) => self.template(start + 1)?,
            (b'{', _) => {
                self.braces.push(Brace::Code);
                self.code();
            }
            (b'}', _) => {
                if self.braces.pop() == Some(Brace::Template) {
                    self.template(start + 1)?;
                } else {
                    self.code();
                }
            }
            _ => self.code(),
        }
        Ok(())
    }

    fn code(&mut self) {
        let here = self.kinds.len();
        if !self.bytes[here].is_ascii_whitespace() {
            self.significant = Some(here);
        }
        self.kinds.push(Kind::Code);
    }

    fn pass(&mut self, end: usize, kind: Kind) {
        self.kinds.resize(end, kind);
    }

    fn literal(&mut self, end: usize) {
        self.pass(end, Kind::Literal);
        self.significant = Some(end - 1);
    }

    /// A template's text, up to its end or to the next `${`.
    fn template(&mut self, from: usize) -> Result<(), &'static str> {
        let mut at = from;
        loop {
            match (self.bytes.get(at), self.bytes.get(at + 1)) {
                (None, _) => return Err("a template does not end"),
                (Some(b'\\'), _) => at += 2,
                (Some(b'`'), _) => {
                    self.literal(at + 1);
                    return Ok(());
                }
                (Some(b'$'), Some(b'{')) => {
                    self.literal(at + 2);
                    // An expression follows: a slash there is not a division.
                    self.significant = None;
                    self.braces.push(Brace::Template);
                    return Ok(());
                }
                _ => at += 1,
            }
        }
    }

    fn regular_expression(&mut self) -> Result<(), &'static str> {
        let mut in_class = false;
        let end = self.closing(self.kinds.len() + 1, |byte| {
            match byte {
                b'[' => in_class = true,
                b']' => in_class = false,
                _ => {}
            }
            byte == b'/' && !in_class
        })?;
        self.literal(end + 1);
        Ok(())
    }

    /// The first byte that closes a literal on its line, escapes passed over.
    fn closing(
        &self,
        from: usize,
        mut closes: impl FnMut(u8) -> bool,
    ) -> Result<usize, &'static str> {
        let mut at = from;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\n' => break,
                b'\\' => at += 2,
                _ if closes(byte) => return Ok(at),
                _ => at += 1,
            }
        }
        Err("a string or a regular expression does not end")
    }

    fn find(&self, from: usize, what: &[u8]) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        rest.windows(what.len())
            .position(|window| window == what)
            .map(|at| from + at)
    }

    /// Whether what stands before ends a value, so that a slash divides it.
    fn after_value(&self) -> bool {
        const BEFORE_VALUE: [&[u8]; 8] = [
            b"return", b"typeof", b"case", b"in", b"of", b"void", b"await", b"yield",
        ];
        let Some(last) = self.significant else {
            return false;
        };
        if self.kinds[last] == Kind::Literal {
            return true;
        }
        let before = &self.bytes[..=last];
        let word = before
            .iter()
            .rev()
            .take_while(|byte| is_word(**byte))
            .count();
        match before[last] {
            b')' | b']' => true,
            _ => word > 0 && !BEFORE_VALUE.contains(&&before[before.len() - word..]),
        }
    }
}

/// Whether a byte can stand in a name.
pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source with everything that is not code as dots.
    fn code(source: &str) -> String {
        let kinds = kinds(source).expect("it is whole");
        let shown = source.bytes().zip(kinds);
        shown
            .map(|(byte, kind)| {
                if kind == Kind::Code {
                    char::from(byte)
                } else {
                    '.'
                }
            })
            .collect()
    }

    #[test]
    fn comments_and_strings() {
        assert_eq!(code("a // export\nb"), "a .........\nb");
        assert_eq!(code("a /* 'x */ b"), "a ........ b");
        assert_eq!(code(r#"f("\"//", 'it')"#), "f(......, ....)");
    }

    #[test]
    fn templates_hold_code() {
        assert_eq!(
            code("`a${b + `${c}`}d` + e"),
            "....b + ...c.....".to_owned() + " + e"
        );
        assert_eq!(code("`${{ a: 1 }}` / 2"), "...{ a: 1 }.. / 2");
        assert_eq!(code(r"`\`` + `\${x}`"), ".... + .......");
    }

    #[test]
    fn slashes_divide_after_values() {
        assert_eq!(code("a / b / c"), "a / b / c");
        assert_eq!(code("f(a) / b[0] / 'c'"), "f(a) / b[0] / ...");
        assert_eq!(code("x = /[/'\"]/g.test(y)"), "x = .......g.test(y)");
        assert_eq!(code("return /'/;"), "return ...;");
        assert_eq!(code("[/`/, /\\//]"), "[..., ....]");
    }

    #[test]
    fn what_does_not_end_is_an_error() {
        for source in ["/* a", "'a\n'", "`a", "`${a", "x = /a"] {
            assert!(kinds(source).is_err(), "{source}");
        }
    }
}
