//! Finding regular expressions in a text, in time that grows linearly with it whatever the expression.

use regex::RegexBuilder;
use thiserror::Error;

use crate::span::ByteSpan;

/// The most memory that an expression may take, in bytes.
const LARGEST: usize = 1 << 22;

/// The expression is none, or too large.
#[derive(Clone, Debug, Error)]
#[error("{0}")]
pub struct InvalidExpression(String);

/// Where the expression is found, from left to right, without overlaps; finds of nothing are left out.
///
/// `^` and `$` are the borders of lines. At most `most` are looked for.
///
/// # Errors
///
/// When the expression cannot be read, or takes too much memory.
pub fn find(text: &str, expression: &str, most: usize) -> Result<Vec<ByteSpan>, InvalidExpression> {
    let expression = RegexBuilder::new(expression)
        .multi_line(true)
        .size_limit(LARGEST)
        .build()
        .map_err(|error| InvalidExpression(error.to_string()))?;
    Ok(expression
        .find_iter(text)
        .filter(|found| !found.is_empty())
        .take(most)
        .map(|found| ByteSpan::of(found.start(), found.end()))
        .collect())
}
