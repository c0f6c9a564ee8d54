//! Web addresses, e-mail addresses, accounts and hashtags; telephone numbers and models in Latin letters.
//!
//! The annotation guide: WEBSITE is a site, URL, e-mail address or @account; of a hashtag the text without #.

use std::sync::LazyLock;

use regex::Regex;

use super::Context;
use crate::label::Label;
use crate::mention::{Candidate, Source, TokenSpan};

/// Confidence of an address, in thousandths.
const CONFIDENCE: u16 = 980;

/// E-mail address, address with a scheme, bare host name with a well-known ending, account.
///
/// One pattern, so that the text is read once.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<email>[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
        r"|(?P<url>(?:(?:https?|ftp)://|www\.)[^\s<>«»\x22“”،؛؟]+)",
        r"|(?P<host>[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.(?:com|net|org|info|edu|gov|int|mil|biz|tv|io|me|co|news|online",
        r"|eg|sa|ae|qa|kw|bh|om|jo|lb|sy|iq|ps|ye|tn|dz|ma|ly|sd|mr|fr|uk|de|us|ru|tr|ir|eu)(?:/[^\s<>«»\x22“”،؛؟]*)?)",
        r"|(?P<account>@\w{2,})",
    ))
    .ok()
});

/// Telephone numbers: with + and the country, in groups with dashes, or with a leading zero, which no number has.
static TELEPHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\(?\+\d{1,3}\)?[ -]*\d[\d .-]{5,14}\d",
        r"|\d{3}-\d{3}-\d{4}",
        r"|\b[0٠]\d{7,13}\b",
        r"|\b[0٠]\d{1,3}[ -]\d{3,4}[ -]?\d{3,4}\b",
    ))
    .ok()
});

/// Names of models: letters, a hyphen and digits (F-16, Tu-22M3).
static MODEL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[A-Z][A-Za-z]{0,4}-\d{1,4}[A-Z0-9]{0,3}").ok());

/// Groups of states, teams of an age and diseases look like models.
const NO_MODELS: [&str; 4] = ["G-", "U-", "COVID-", "Covid-"];

/// All telephone numbers.
pub(crate) fn telephones(context: &Context) -> Vec<Candidate> {
    let text = context.tokens.text().as_str();
    if !text.contains(['+', '-', '0', '٠']) {
        return Vec::new();
    }
    let found = TELEPHONE.iter();
    found
        .flat_map(|pattern| pattern.find_iter(text))
        .filter_map(|found| tokens(context, found.start(), found.end()))
        .map(|span| {
            Candidate::new(span, Label::Website, Source::Grammar, CONFIDENCE).with_subtype("phone")
        })
        .collect()
}

/// All models in Latin letters.
pub(crate) fn models(context: &Context) -> Vec<Candidate> {
    let text = context.tokens.text().as_str();
    if !text.contains('-') {
        return Vec::new();
    }
    let found = MODEL.iter();
    found
        .flat_map(|pattern| pattern.find_iter(text))
        .filter(|found| !NO_MODELS.iter().any(|no| found.as_str().starts_with(no)))
        .filter_map(|found| tokens(context, found.start(), found.end()))
        .map(|span| Candidate::new(span, Label::Product, Source::Grammar, CONFIDENCE))
        .collect()
}

/// All addresses and accounts.
pub(crate) fn candidates(context: &Context) -> Vec<Candidate> {
    let text = context.tokens.text().as_str();
    let Some(pattern) = ADDRESS.as_ref() else {
        return Vec::new();
    };
    // Without one of these no address can be.
    if !text.contains(['@', '.']) {
        return Vec::new();
    }
    pattern
        .captures_iter(text)
        .filter_map(|captures| {
            let found = captures.get(0)?;
            let subtype = ["email", "url", "host", "account"]
                .into_iter()
                .find(|name| captures.name(name).is_some())?;
            let written = found.as_str().trim_end_matches([
                '.', ',', ')', ']', '!', '?', ':', ';', '\'', '-', '/', '\u{066B}',
            ]);
            let span = tokens(context, found.start(), found.start() + written.len())?;
            let subtype = if subtype == "host" { "url" } else { subtype };
            Some(
                Candidate::new(span, Label::Website, Source::Grammar, CONFIDENCE)
                    .with_subtype(subtype),
            )
        })
        .collect()
}

/// The tokens of a range of bytes; nothing where it begins or ends inside one.
fn tokens(context: &Context, start: usize, end: usize) -> Option<TokenSpan> {
    let first = context.tokens.at_byte(start);
    let last = context.tokens.at_byte(end.checked_sub(1)?);
    let begins = context.tokens.get(first)?.span.start.0 == start;
    let ends = context.tokens.get(last)?.span.end.0 == end;
    (begins && ends).then(|| TokenSpan::new(first, last + 1))
}
