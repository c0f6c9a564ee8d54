//! Regular expressions over a text.

use wassam::Text;
use wassam::find::find;

#[test]
fn finds_are_where_the_words_are() {
    let text = Text::new("😀 زار 12 وفداً\nثم 7 وفود");
    let quotes = |expression| {
        let spans = find(text.as_str(), expression, 100).expect("an expression");
        spans
            .into_iter()
            .map(|span| text.slice(span).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(quotes(r"\d+"), ["12", "7"]);
    assert_eq!(quotes(r"^\w+"), ["ثم"]);
    assert_eq!(quotes(r"\w+$"), ["وفداً", "وفود"]);
    assert_eq!(quotes("x*"), [""; 0]);
    assert_eq!(
        find(text.as_str(), r"\w+", 2).map(|spans| spans.len()).ok(),
        Some(2)
    );
}

#[test]
fn what_is_no_expression_is_told() {
    let error = find("", "(", 1).expect_err("not closed").to_string();
    assert!(error.contains("unclosed group"), "{error}");
    assert!(find("", r"\w{1000}{1000}", 1).is_err());
}

#[test]
fn an_expression_that_others_never_end_with_ends() {
    let text = "ا".repeat(100_000) + "!";
    assert_eq!(
        find(&text, "(ا+)+$", 10).map(|spans| spans.len()).ok(),
        Some(0)
    );
}
