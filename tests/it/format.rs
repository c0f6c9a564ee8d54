//! `wassam-document/1`: what is written, what is read, and the schema that describes it.

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use wassam::format::wassam::{Imported, InvalidDocument, Report, read, write};
use wassam::{
    Alternative, Annotation, ByteSpan, Country, Currency, Decimal, Document, Entity, Meta,
    Modifier, Money, Options, Percent, Quantity, Source, State, Text, Timex, TimexType, Value,
};

use crate::ANNOTATOR;
use crate::texts::any_text;

const CREATED: &str = "2015-11-20T04:30:00Z";

thread_local! {
    /// The schema, made ready once for each thread.
    static SCHEMA: (Schemas, SchemaIndex) = schema();
}

fn schema() -> (Schemas, SchemaIndex) {
    const NAME: &str = "urn:wassam:schema";
    let schema = serde_json::from_str(&crate::read("schema/wassam-document-1.schema.json"))
        .expect("the schema is JSON");
    let mut compiler = Compiler::new();
    compiler
        .add_resource(NAME, schema)
        .expect("the schema is one resource");
    let mut schemas = Schemas::new();
    let index = compiler
        .compile(NAME, &mut schemas)
        .expect("the schema is one of 2020-12");
    (schemas, index)
}

/// Fails where a file is not as the schema says.
fn validate(file: &str) {
    let file = serde_json::from_str(file).expect("the file is JSON");
    SCHEMA.with(|(schemas, index)| {
        if let Err(error) = schemas.validate(&file, *index) {
            panic!("{error:#}");
        }
    });
}

/// The schema refuses what is none of ours.
#[test]
fn the_schema_refuses_what_is_wrong() {
    let good = write(&small(), CREATED);
    for (from, to) in [
        (r#""code-point""#, r#""utf-16""#),
        (r#""head":[5,9]"#, r#""head":[5]"#),
        (r#""norm":"دمشق""#, r#""norm":null"#),
        (r#""country":"SY""#, r#""country":"Syria""#),
        (r#""source":"user""#, r#""source":"oracle""#),
        (r#","confidence":0.02"#, ""),
        (r#"{"start":2,"end":9,"type":"GPE","confidence":0.01}"#, "1"),
        ("T04:30:00Z", ""),
        (r#""link":"Q3766""#, r#""later":1"#),
    ] {
        let bad = serde_json::from_str(&edited(from, to)).expect("is JSON");
        let valid = SCHEMA.with(|(schemas, index)| schemas.validate(&bad, *index).is_ok());
        assert!(!valid, "{to}");
    }
    validate(&good.replacen('{', r#"{"later":1,"#, 1));
}

#[test]
fn the_founding_article_is_valid() {
    let text = crate::read("seeds/articles/founding.txt");
    let options = Options {
        reference_date: "2015-11-20".parse().ok(),
        ..Options::default()
    };
    let document = ANNOTATOR.annotate(&text, &options);
    assert!(document.annotations.len() > 100);
    let file = write(&document, CREATED);
    assert!(!file.contains('\n'));
    validate(&file);
    same(&read(&file).expect("is a document"), &document);
}

#[test]
fn the_keys_stand_in_this_order() {
    let file = write(&small(), CREATED);
    let expected = concat!(
        r#"{"format":"wassam-document/1","offset_unit":"code-point","text":"😀 في دمشق","#,
        r#""meta":{"title":"عنوان","reference_date":null,"generator":{"name":"wassam","version":"VERSION","model":"m"},"#,
        r#""created":"2015-11-20T04:30:00Z"},"#,
        r#""annotations":[{"id":"a1","start":5,"end":9,"type":"GPE","text":"دمشق","head":[5,9],"norm":"دمشق","#,
        r#""value":{"country":"SY"},"subtype":"x","entity":"e1","confidence":0.97,"#,
        r#""alternatives":[{"start":5,"end":9,"type":"PERS","confidence":0.02},{"start":2,"end":9,"type":"GPE","confidence":0.01}],"#,
        r#""source":"user","state":"confirmed","note":"n"}],"#,
        r#""entities":[{"id":"e1","type":"GPE","name":"دمشق","aliases":["الشام"],"link":"Q3766"}],"#,
        r#""quotations":[],"roles":[],"types":[]}"#
    );
    assert_eq!(file, expected.replace("VERSION", env!("CARGO_PKG_VERSION")));
    validate(&file);
}

/// A value says by its keys what it is, and comes back as what it was.
#[test]
fn values_say_what_they_are() {
    for (json, wanted) in [
        (r#"{"number":33,"mod":"at_least"}"#, "Number"),
        (r#"{"min":20,"max":99}"#, "Range"),
        (r#"{"ordinal":2}"#, "Ordinal"),
        (r#"{"percent":2.5}"#, "Percent"),
        (r#"{"amount":25000000,"currency":"USD"}"#, "Money"),
        (r#"{"amount":25000000,"currency":null}"#, "Money"),
        (
            r#"{"amount":5,"unit":"kg","mod":"approximate"}"#,
            "Quantity",
        ),
        (
            r#"{"timex":"2015-11-14","type":"DATE","begin":"2015-11-14","end":"2015-11-15"}"#,
            "Timex",
        ),
        (r#"{"currency":"USD"}"#, "Currency"),
        (r#"{"country":"SY"}"#, "Country"),
        (r#"{"country":"SY","flag":"red"}"#, "Other"),
        (r#""theirs""#, "Other"),
    ] {
        let value: Value = serde_json::from_str(json).expect("is a value");
        assert!(
            format!("{value:?}").starts_with(wanted),
            "{json}: {value:?}"
        );
        let again = serde_json::to_value(&value).expect("is JSON");
        let given: serde_json::Value = serde_json::from_str(json).expect("is JSON");
        assert_eq!(again, given);
    }
}

/// A document with one annotation that has everything.
fn small() -> Document {
    let text = Text::new("😀 في دمشق");
    let span = ByteSpan::of(10, 18);
    Document {
        meta: Meta {
            title: Some("عنوان".to_owned()),
            reference_date: None,
            model: Some("m".to_owned()),
        },
        annotations: vec![Annotation {
            id: "a1".to_owned(),
            span,
            head: span,
            label: "GPE".to_owned(),
            subtype: Some("x".to_owned()),
            norm: Some("دمشق".to_owned()),
            value: Some(Value::Country(Country {
                country: "SY".to_owned(),
            })),
            entity: Some("e1".to_owned()),
            confidence: 970,
            alternatives: vec![
                Alternative {
                    span,
                    label: "PERS".to_owned(),
                    confidence: 20,
                },
                Alternative {
                    span: ByteSpan::of(5, 18),
                    label: "GPE".to_owned(),
                    confidence: 10,
                },
            ],
            source: Source::User,
            state: State::Confirmed,
            note: Some("n".to_owned()),
        }],
        entities: vec![Entity {
            id: "e1".to_owned(),
            label: "GPE".to_owned(),
            name: "دمشق".to_owned(),
            aliases: vec!["الشام".to_owned()],
            link: Some("Q3766".to_owned()),
        }],
        text,
    }
}

/// The file of the small document, with one piece replaced.
fn edited(from: &str, to: &str) -> String {
    let file = write(&small(), CREATED);
    assert!(file.contains(from), "{from} in {file}");
    file.replacen(from, to, 1)
}

fn reports(file: &str) -> Vec<Report> {
    read(file).expect("is a document").reports
}

#[test]
fn unknown_keys_are_ignored() {
    for file in [
        edited(r#""meta":{"#, r#""later":[{"a":[1]}],"meta":{"also":null,"#),
        edited(r#""id":"a1""#, r#""id":"a1","nested_in":"a0""#),
        edited(r#""format""#, "\u{feff}\"format\"").replacen("{\u{feff}", "\u{feff}{", 1),
    ] {
        let imported = read(&file).expect("is a document");
        same(&imported, &small());
    }
}

#[test]
fn an_annotation_is_found_again_by_its_quote() {
    let file = edited(r#""text":"😀 في دمشق""#, r#""text":"ورد: 😀 في دمشق""#);
    let imported = read(&file).expect("is a document");
    let annotation = &imported.document.annotations[0];
    assert_eq!(imported.document.text.slice(annotation.span), "دمشق");
    assert_eq!(annotation.head, annotation.span);
    assert_eq!(
        imported.reports[0].to_string(),
        "a1: moved from 5..9 to 10..14, where its text stands"
    );
}

#[test]
fn a_head_moves_with_its_span() {
    let file = edited(r#""head":[5,9]"#, r#""head":[6,8]"#).replacen(
        r#""text":"😀 في دمشق""#,
        r#""text":"في في في دمشق""#,
        1,
    );
    let imported = read(&file).expect("is a document");
    let annotation = &imported.document.annotations[0];
    assert_eq!(imported.document.text.slice(annotation.head), "مش");
}

/// An alternative moves with the quote that it lies in; what is around a quote may have changed.
#[test]
fn an_alternative_moves_with_its_annotation() {
    let file = edited(r#""text":"😀 في دمشق""#, r#""text":"😀😀 في ريف دمشق""#);
    let imported = read(&file).expect("is a document");
    let annotation = &imported.document.annotations[0];
    assert_eq!(imported.document.text.slice(annotation.span), "دمشق");
    assert_eq!(
        annotation.alternatives,
        [Alternative {
            span: annotation.span,
            label: "PERS".to_owned(),
            confidence: 20,
        }]
    );
    assert_eq!(
        imported.reports[1].to_string(),
        "a1: an alternative was left out, as it reached beyond the text that moved"
    );
}

#[test]
fn a_lost_quote_is_reported() {
    let file = edited(r#""text":"دمشق""#, r#""text":"حلب""#);
    let imported = read(&file).expect("is a document");
    assert!(imported.document.annotations.is_empty());
    assert_eq!(
        imported.reports[0].to_string(),
        r#"a1: left out, as the text does not hold "حلب""#
    );
}

#[test]
fn what_is_put_right_is_reported() {
    for head in ["[4,9]", "[5,10]", "[9,5]", "[6,6]", "[0,99999999999]"] {
        let file = edited("[5,9]", head);
        assert_eq!(
            reports(&file),
            [Report::HeadOutside {
                id: "a1".to_owned()
            }]
        );
    }
    for confidence in ["1.5", "-1", "1e300"] {
        for stated in ["0.97", "0.02"] {
            let file = edited(stated, confidence);
            assert!(matches!(reports(&file)[..], [Report::Confidence { .. }]));
        }
    }
    let file = edited(r#""entity":"e1""#, r#""entity":"e2""#);
    assert!(matches!(reports(&file)[..], [Report::NoSuchEntity { .. }]));
    let file = edited(r#""roles":[]"#, r#""roles":[{"a":1},2]"#);
    let left_out = Report::NotKept {
        part: "roles",
        count: 2,
    };
    assert_eq!(reports(&file), [left_out]);
}

#[test]
fn what_cannot_be_trusted_is_refused() {
    let refused = |file: &str| read(file).expect_err("is no document").to_string();
    assert_eq!(
        refused(&edited("wassam-document/1", "wassam-document/2")),
        r#"the file was written by a newer version: its format is "wassam-document/2", and "wassam-document/1" is known"#
    );
    assert_eq!(
        refused(r#"{"format":"brat"}"#),
        r#"the format is "brat", not "wassam-document/1""#
    );
    assert_eq!(
        refused(&edited("code-point", "utf-16")),
        r#"the offsets count "utf-16", not "code-point""#
    );
    assert_eq!(
        refused(&edited(r#""end":9"#, r#""end":10"#)),
        "annotation a1: 5..10 is no span of a text of 9 code points"
    );
    for (from, to) in [
        (r#""end":9"#, r#""end":5"#),
        (r#""end":9"#, r#""end":4"#),
        (r#""start":5"#, r#""start":9"#),
        (r#""end":9"#, r#""end":4294967296"#),
        (r#"{"start":2,"end":9"#, r#"{"start":2,"end":10"#),
        (r#"{"start":2,"end":9"#, r#"{"start":2,"end":2"#),
        (r#"{"start":2,"end":9"#, r#"{"start":9,"end":2"#),
    ] {
        let error = read(&edited(from, to)).expect_err("is no document");
        assert!(matches!(error, InvalidDocument::Span { .. }), "{to}");
    }
    let twice = edited(
        r#""entities":["#,
        r#""entities":[{"id":"e1","type":"GPE","name":""},"#,
    );
    assert_eq!(refused(&twice), r#"the identifier "e1" stands twice"#);
    for file in [
        String::new(),
        "[]".to_owned(),
        "{}".to_owned(),
        format!("{} ", edited("}", "")),
        edited(r#""start":5"#, r#""start":-5"#),
        edited(r#""start":5"#, r#""start":5.5"#),
        edited(r#""source":"user""#, r#""source":"oracle""#),
        edited(r#""start":2"#, r#""start":-2"#),
        edited(r#","confidence":0.01"#, ""),
        edited(r#""text":"دمشق","#, ""),
        edited(r#"{"country":"SY"}"#, &"[".repeat(100_000)),
        "[".repeat(100_000),
    ] {
        let error = read(&file).expect_err("is no document");
        assert!(matches!(error, InvalidDocument::Json(_)), "{error}");
    }
}

/// Deep nesting where nothing is read is no trouble either.
#[test]
fn deep_nesting_is_bounded() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let _ = read(&edited(
        r#""meta":{"#,
        &format!(r#""later":{deep},"meta":{{"#),
    ));
    let _ = read(&edited(r#""roles":[]"#, &format!(r#""roles":[{deep}]"#)));
}

/// What JSON would not keep is cut when a number is made, not when it is written.
#[test]
fn numbers_are_cut_before_they_are_written() {
    for (digits, scale, expected) in [
        (i128::from(i64::MIN), 0, "-9223372036854775808"),
        (98_453_171_396_536_893, 4, "9845317139653.68"),
        (123_456_789_012_345_678_901, 0, "123456789012345000000"),
        (-10_i128.pow(30), 0, "-1000000000000000000000000000000"),
        (10_i128.pow(20) + 5, 5, "1000000000000000"),
        (1500, 3, "1.5"),
        (0, 9, "0"),
    ] {
        let number = Decimal::new(digits, scale);
        assert_eq!(number.to_string(), expected);
        let json = serde_json::to_string(&number).expect("is a number");
        assert_eq!(
            serde_json::from_str::<Decimal>(&json).expect("is a number"),
            number
        );
    }
    assert_eq!(
        serde_json::from_str::<Decimal>("0.30000000000000004")
            .expect("is a number")
            .to_string(),
        "0.30000000000000004"
    );
}

/// Numbers of which the last digit once changed on the way in.
#[test]
fn long_numbers_of_other_programs_come_back() {
    for number in [
        "8.888888888888889e+151",
        "4.450147717014402e-308",
        "0.12345678901234568",
    ] {
        let value = format!(r#""value":{{"theirs":{number}}}"#);
        let file = edited(r#""value":{"country":"SY"}"#, &value);
        let imported = read(&file).expect("is a document");
        assert_eq!(write(&imported.document, CREATED), file);
    }
}

/// The document came back as it was, without a report.
fn same(imported: &Imported, document: &Document) {
    assert_eq!(imported.reports, []);
    assert_eq!(imported.created.as_deref(), Some(CREATED));
    assert_eq!(imported.document.text.as_str(), document.text.as_str());
    assert_eq!(imported.document.meta, document.meta);
    assert_eq!(imported.document.annotations, document.annotations);
    assert_eq!(imported.document.entities, document.entities);
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        any::<i64>().prop_map(Decimal::from),
        (any::<i128>(), 0_u32..30).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        (1_i128..999, 0_u32..18)
            .prop_map(|(digits, zeros)| Decimal::new(digits * 10_i128.pow(zeros), 0)),
    ]
}

fn any_modifier() -> impl Strategy<Value = Option<Modifier>> {
    option::of(select(
        &[
            Modifier::Approximate,
            Modifier::AtLeast,
            Modifier::AtMost,
            Modifier::MoreThan,
            Modifier::LessThan,
        ][..],
    ))
}

fn any_value() -> impl Strategy<Value = Value> {
    let number = || (any_decimal(), option::of(any_decimal()), any_modifier());
    prop_oneof![
        number().prop_map(|(number, max, modifier)| Value::number(number, max, modifier)),
        any_decimal().prop_map(Value::ordinal),
        number().prop_map(|(percent, max, modifier)| Value::Percent(Percent {
            percent,
            max,
            modifier
        })),
        any_timex(),
        (number(), option::of("[A-Z]{3}")).prop_map(|((amount, max, modifier), currency)| {
            Value::Money(Money {
                amount,
                max,
                currency,
                modifier,
            })
        }),
        (number(), "[a-z/]{1,5}").prop_map(|((amount, max, modifier), unit)| {
            Value::Quantity(Quantity {
                amount,
                max,
                unit,
                modifier,
            })
        }),
        "[A-Z]{3}".prop_map(|currency| Value::Currency(Currency { currency })),
        "[A-Z]{2}".prop_map(|country| Value::Country(Country { country })),
        any_text().prop_map(|text| Value::Other(
            serde_json::json!({"kind": "theirs", "a": [text, null, 1.5]})
        )),
    ]
}

fn any_timex() -> impl Strategy<Value = Value> {
    let classes = [
        TimexType::Date,
        TimexType::Time,
        TimexType::Duration,
        TimexType::Set,
    ];
    (
        "[0-9XTWP-]{1,12}",
        select(classes.to_vec()),
        option::of("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        option::of("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"),
        option::of("START|MID|END|APPROX"),
    )
        .prop_map(|(timex, class, begin, end, modifier)| {
            Value::Timex(Timex {
                timex,
                class,
                begin,
                end,
                modifier,
            })
        })
}

/// An alternative, and the places from which its span comes.
fn any_alternative() -> impl Strategy<Value = (String, u16, [Index; 2])> {
    ("[A-Z]{1,8}|شخص", 0_u16..=1000, any::<[Index; 2]>())
}

/// An annotation of some text, still without its identifier and its spans.
fn any_annotation() -> impl Strategy<Value = (Annotation, [Index; 4], bool)> {
    let words = || option::of(any_text());
    let kinds = (
        "[A-Z]{1,8}|شخص",
        option::of(any_value()),
        0_u16..=1000,
        select(
            &[
                Source::Lexicon,
                Source::Grammar,
                Source::Tagger,
                Source::User,
            ][..],
        ),
        select(&[State::Suggested, State::Confirmed, State::Rejected][..]),
    );
    (
        kinds,
        words(),
        words(),
        words(),
        any::<[Index; 4]>(),
        any::<bool>(),
    )
        .prop_map(
            |(
                (label, value, confidence, source, state),
                subtype,
                norm,
                note,
                places,
                has_entity,
            )| {
                let annotation = Annotation {
                    id: String::new(),
                    span: ByteSpan::default(),
                    head: ByteSpan::default(),
                    label,
                    subtype,
                    norm,
                    value,
                    entity: None,
                    confidence,
                    alternatives: Vec::new(),
                    source,
                    state,
                    note,
                };
                (annotation, places, has_entity)
            },
        )
}

fn any_entity() -> impl Strategy<Value = Entity> {
    (any_text(), vec(any_text(), 0..3), option::of(any_text())).prop_map(|(name, aliases, link)| {
        Entity {
            id: String::new(),
            label: "PERS".to_owned(),
            name,
            aliases,
            link,
        }
    })
}

/// Any document, crossing annotations and all.
pub(crate) fn any_document() -> impl Strategy<Value = Document> {
    let date = option::of("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}([+-][0-9]{2}:00)?)?");
    let parts = (
        any_text(),
        [option::of(any_text()), option::of(any_text())],
        date,
        vec((any_annotation(), vec(any_alternative(), 0..3)), 0..6),
        vec(any_entity(), 0..4),
    );
    parts.prop_map(
        |(source, [title, model], reference_date, given, mut entities)| {
            for (number, entity) in entities.iter_mut().enumerate() {
                entity.id = format!("e{number}");
            }
            let borders: Vec<usize> = source
                .char_indices()
                .map(|(at, _)| at)
                .chain([source.len()])
                .collect();
            // A span between two borders of the text, and one between two borders of that.
            let between = |within: &[usize], from: &Index, to: &Index| {
                let (from, to) = (from.index(within.len()), to.index(within.len()));
                (from.min(to), from.max(to))
            };
            let mut annotations = Vec::new();
            for ((mut annotation, places, has_entity), alternatives) in given {
                let (from, to) = between(&borders, &places[0], &places[1]);
                let inside = &borders[from..=to];
                let (head_from, head_to) = between(inside, &places[2], &places[3]);
                if from == to || head_from == head_to {
                    continue;
                }
                annotation.span = ByteSpan::of(borders[from], borders[to]);
                annotation.head = ByteSpan::of(inside[head_from], inside[head_to]);
                for (label, confidence, places) in alternatives {
                    let (from, to) = between(&borders, &places[0], &places[1]);
                    if from < to {
                        annotation.alternatives.push(Alternative {
                            span: ByteSpan::of(borders[from], borders[to]),
                            label,
                            confidence,
                        });
                    }
                }
                if has_entity && !entities.is_empty() {
                    annotation.entity = Some(entities[places[0].index(entities.len())].id.clone());
                }
                annotations.push(annotation);
            }
            annotations.sort_by_key(|a| (a.span.start, std::cmp::Reverse(a.span.end)));
            for (number, annotation) in annotations.iter_mut().enumerate() {
                annotation.id = format!("a{number}");
            }
            Document {
                text: Text::new(source),
                meta: Meta {
                    title,
                    reference_date,
                    model,
                },
                annotations,
                entities,
            }
        },
    )
}

/// What another program says of itself is neither expected nor refused.
#[test]
fn any_generator_is_read() {
    let ours = format!(
        r#"{{"name":"wassam","version":"{}","model":"m"}}"#,
        env!("CARGO_PKG_VERSION")
    );
    for (theirs, model) in [
        (ours.as_str(), Some("m")),
        (r#"{"name":"other","model":"n"}"#, Some("n")),
        (r#"{"name":"other","model":7}"#, None),
        (r#"{"model":null}"#, None),
        (r#""other 1.0""#, None),
        ("null", None),
    ] {
        let imported = read(&edited(&ours, theirs)).expect("is a document");
        assert_eq!(imported.document.meta.model.as_deref(), model, "{theirs}");
    }
}

proptest! {
    #[test]
    fn export_then_import_is_the_identity(document in any_document()) {
        let file = write(&document, CREATED);
        validate(&file);
        let imported = read(&file).expect("is a document");
        same(&imported, &document);
        prop_assert_eq!(write(&imported.document, CREATED), file);
    }

    #[test]
    fn what_the_engine_finds_comes_back(text in any_text()) {
        let document = ANNOTATOR.annotate(&text, &Options::default());
        let file = write(&document, CREATED);
        validate(&file);
        same(&read(&file).expect("is a document"), &document);
    }

    #[test]
    fn a_broken_file_is_read_or_refused(document in any_document(), places in any::<[Index; 3]>(), junk in any_text()) {
        let mut file = write(&document, CREATED);
        let mut places = places.map(|place| {
            let mut at = place.index(file.len());
            while !file.is_char_boundary(at) {
                at -= 1;
            }
            at
        });
        places.sort_unstable();
        let [from, to, at] = places;
        file.insert_str(at, &junk);
        file.replace_range(from..to, "");
        if let Ok(imported) = read(&file) {
            for annotation in &imported.document.annotations {
                prop_assert!(annotation.span.contains(&annotation.head));
                prop_assert!(!imported.document.text.slice(annotation.head).is_empty());
                for alternative in &annotation.alternatives {
                    prop_assert!(!imported.document.text.slice(alternative.span).is_empty());
                }
            }
        }
    }

    #[test]
    fn after_an_edit_of_the_text_every_annotation_holds_its_quote(
        document in any_document(), place in any::<Index>(), added in any_text(),
    ) {
        let quotes: Vec<(String, String)> = document
            .annotations
            .iter()
            .map(|a| (a.id.clone(), document.text.slice(a.span).to_owned()))
            .collect();
        let mut file: serde_json::Value =
            serde_json::from_str(&write(&document, CREATED)).expect("is JSON");
        let mut text = document.text.as_str().to_owned();
        let mut at = place.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, &added);
        file["text"] = text.clone().into();
        let imported = read(&file.to_string()).expect("is a document");
        for (id, quote) in quotes {
            match imported.document.annotations.iter().find(|a| a.id == id) {
                Some(annotation) => prop_assert_eq!(imported.document.text.slice(annotation.span), quote),
                None => prop_assert!(!text.contains(&quote)),
            }
        }
    }
}
