//! The page's Content-Security-Policy, which stands in a `meta` element of index.html and nowhere else.

use std::ops::Range;

/// Where the value of the policy stands in the page.
pub(crate) fn range(page: &str) -> Option<Range<usize>> {
    let meta = page.find("http-equiv=\"Content-Security-Policy\"")?;
    let content = meta + page[meta..].find("content=\"")? + "content=\"".len();
    let end = content + page[content..].find('"')?;
    Some(content..end)
}

/// The policy of the page on one line, as a header wants it.
pub(crate) fn header(page: &str) -> Option<String> {
    let value = &page[range(page)?];
    Some(value.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_is_read_from_the_page() {
        let page = "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"\n content=\"default-src 'none';\n  script-src 'self'\">";
        assert_eq!(
            header(page).as_deref(),
            Some("default-src 'none'; script-src 'self'")
        );
        assert_eq!(header("<meta charset=\"utf-8\">"), None);
    }
}
