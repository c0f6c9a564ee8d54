//! The formats of XML, and UIMA in JSON: files of others, files that are none, and what XML cannot say.

use wassam::format::Format;

use crate::exports::{check_round_trip, document, lost, quotes, reports, written};

/// As INCEpTION exports it: prefixes of its own, other layers, relations, a second view, an annotation in no view.
const XMI: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore" xmlns:tcas="http:///uima/tcas.ecore"
    xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"
    xmlns:dependency="http:///de/tudarmstadt/ukp/dkpro/core/api/syntax/type/dependency.ecore"
    xmlns:type4="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
    xmlns:type5="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
    xmlns:type3="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0">
  <cas:NULL xmi:id="0"/>
  <type3:DocumentMetaData xmi:id="1" sofa="12" begin="0" end="20" language="x-unspecified" documentTitle="doc1.txt"/>
  <type3:TagsetDescription xmi:id="30" sofa="12" begin="0" end="0" layer="x" name="y"/>
  <type4:Sentence xmi:id="2" sofa="12" begin="0" end="20"/>
  <type4:Token xmi:id="3" sofa="12" begin="3" end="9" pos="7" order="0"/>
  <type4:Token xmi:id="4" sofa="12" begin="13" end="17" order="0"/>
  <pos:POS xmi:id="7" sofa="12" begin="3" end="9" PosValue="NOUN"/>
  <dependency:Dependency xmi:id="8" sofa="12" begin="3" end="9" Governor="3" Dependent="4" DependencyType="nsubj"/>
  <custom:Links xmi:id="9" sofa="12" begin="3" end="9"><targets>a</targets><targets>b</targets></custom:Links>
  <type5:NamedEntity xmi:id="20" sofa="12" begin="3" end="9" value="PER" identifier="http://www.wikidata.org/entity/Q58217"/>
  <type5:NamedEntity xmi:id="21" sofa="12" begin="13" end="17" value="LOC" identifier="http://example.org/x"/>
  <type5:NamedEntity xmi:id="22" sofa="12" begin="13" end="17"/>
  <type5:NamedEntity xmi:id="23" sofa="12" begin="13" end="17" value="GONE"/>
  <type5:NamedEntity xmi:id="24" sofa="12" begin="13" end="13" value="LOC"/>
  <type5:Person xmi:id="25" sofa="12" begin="3" end="9"/>
  <type5:NamedEntity xmi:id="26" sofa="14" begin="0" end="1" value="X"/>
  <cas:Sofa xmi:id="14" sofaNum="1" sofaID="other" mimeType="text" sofaString="b"/>
  <cas:Sofa xmi:id="12" sofaNum="2" sofaID="_InitialView" mimeType="text" sofaString="😀 لافروف&#10;في دمشق &lt;1&gt;"/>
  <cas:View sofa="14" members="26"/>
  <cas:View sofa="12" members="1 2 3 4 7 8 9 20 21 22 24 25"/>
</xmi:XMI>
"#;

#[test]
fn xmi_of_others_is_read() {
    assert_eq!(
        quotes(Format::UimaXmi, XMI),
        ["PER لافروف", "Person لافروف", "LOC دمشق"]
    );
    assert_eq!(
        reports(Format::UimaXmi, XMI),
        [
            "annotation 22: left out, as it is without a value",
            "annotation 23: left out, as it is in no view",
            "annotation 24: left out, as it is empty",
            "other views: 1 left out",
            "relations: 1 left out",
            "annotations of other layers: 2 left out",
        ]
    );
    let read = &Format::UimaXmi.read(XMI, "").expect("is XMI")[0].document;
    assert_eq!(read.text.as_str(), "😀 لافروف\nفي دمشق <1>");
    assert_eq!(read.meta.title.as_deref(), Some("doc1.txt"));
    let links: Vec<Option<&str>> = read.entities.iter().map(|e| e.link.as_deref()).collect();
    assert_eq!(links, [Some("Q58217"), Some("http://example.org/x")]);
}

#[test]
fn cas_json_of_others_is_read() {
    let ner = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
    let structures = [
        r#""1": {"%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": "😀 في دمشق\r\nثم حلب"}"#,
        r#""2": {"%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0, "end": 18, "language": "x-unspecified"}"#,
        &format!(r#""3": {{"%TYPE": "{ner}", "@sofa": 1, "begin": 6, "end": 10, "value": "LOC"}}"#),
        &format!(
            r#""4": {{"%TYPE": "{ner}", "@sofa": 1, "begin": 15, "end": 18, "value": "LOC"}}"#
        ),
        r#""5": {"%TYPE": "webanno.custom.In", "@sofa": 1, "begin": 6, "end": 10, "@Governor": 3, "@Dependent": 4}"#,
    ];
    let views = r#""%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3, 4, 5]}}"#;
    let named = structures.join(",");
    let listed = structures
        .map(|structure| {
            structure
                .replacen(r#"": {"#, ", ", 1)
                .replacen('"', r#"{"%ID": "#, 1)
        })
        .join(",");
    for structures in [format!("{{{named}}}"), format!("[{listed}]")] {
        let file = format!(r#"{{"%TYPES": {{}}, "%FEATURE_STRUCTURES": {structures}, {views}}}"#);
        assert_eq!(quotes(Format::UimaJson, &file), ["LOC دمشق", "LOC حلب"]);
        assert_eq!(
            reports(Format::UimaJson, &file),
            ["relations: 1 left out", "the line ends are LF now"]
        );
    }
}

/// A file of XMI with one annotation.
fn xmi(before: &str, text: &str, place: &str) -> String {
    format!(
        r#"<?xml version="1.0"?>{before}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
        xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore">
        <cas:Sofa xmi:id="1" sofaID="_InitialView" sofaString="{text}"/><ner:NamedEntity xmi:id="2" sofa="1" {place} value="X"/>
        <cas:View sofa="1" members="2"/></xmi:XMI>"#
    )
}

#[test]
fn xml_that_is_not_read_is_refused() {
    let place = r#"begin="0" end="2""#;
    assert_eq!(
        quotes(Format::UimaXmi, &xmi("<!-- a --><?b c?>", "😀", place)),
        ["X 😀"]
    );
    let laughs = r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>"#;
    let external = r#"<!DOCTYPE a SYSTEM "file:///etc/passwd">"#;
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    for (file, why) in [
        (
            xmi(laughs, "&b;", place),
            "line 1: a DOCTYPE, which is not read",
        ),
        (
            xmi(external, "ab", place),
            "line 1: a DOCTYPE, which is not read",
        ),
        (xmi("", "&b;", place), "line 3: "),
        (
            xmi("", "&#1;", place),
            "line 3: a character that XML does not have",
        ),
        (
            xmi("", "😀", r#"begin="1" end="2""#),
            "annotation 2: 1..2 is no span of a text of 2 UTF-16 code units",
        ),
        (
            xmi("", "😀", r#"begin="0" end="3""#),
            "annotation 2: 0..3 is no span",
        ),
        (
            xmi("", "😀", r#"begin="2" end="0""#),
            "annotation 2: 2..0 is no span",
        ),
        (
            xmi("", "😀", place).replace("sofaString", "other"),
            "document 1: no view has a text",
        ),
        (
            xmi("", "😀", place).replace("</xmi:XMI>", ""),
            "line 4: an element has no end",
        ),
        (
            xmi("", "😀", place).replace("xmi:XMI", "xmi:X"),
            "line 2: the outermost element is not xmi:XMI",
        ),
        (
            xmi("", "😀", place).replace("ner:", "no:"),
            "line 3: a prefix of no namespace",
        ),
        (
            xmi("", "😀", place) + "<a/>",
            "line 4: a second outermost element",
        ),
        (
            xmi("", "😀", place).replace("<cas:View", "a<cas:View"),
            "line 4: text between elements",
        ),
        (
            xmi("", "😀", place) + "a",
            "line 4: text outside of all elements",
        ),
        (xmi("", "😀", r#"begin="0" begin="0""#), "line 3: "),
        (deep.clone(), "line 1: "),
        (
            xmi("", "😀", place).replace("<cas:Sofa", &format!("{deep}<cas:Sofa")),
            "line 3: elements are nested too deeply",
        ),
        (String::new(), "line 1: there is no element"),
    ] {
        let error = Format::UimaXmi.read(&file, "").expect_err("is refused");
        let error = error.to_string();
        assert!(error.starts_with(why), "{why}: {error}");
    }
    let error = Format::UimaJson.read("{}", "").expect_err("is refused");
    assert_eq!(
        error.to_string(),
        "document 1: it has no %FEATURE_STRUCTURES"
    );
}

/// What XML does not have is told before, and nothing moves.
#[test]
fn characters_that_xml_lacks_give_way() {
    let document = document(
        "😀\u{1}\u{0}دمشق\u{FFFF}حلب",
        &[("GPE", "دمشق"), ("A\u{1B}B", "حلب")],
    );
    let lost_in_xmi = lost(Format::UimaXmi, &document);
    assert!(
        lost_in_xmi
            .starts_with("3 characters of the text, which give way to others, 1 type whose name"),
        "{lost_in_xmi}"
    );
    let file = written(Format::UimaXmi, &document);
    assert!(!file.contains(['\u{0}', '\u{1}', '\u{1B}', '\u{FFFF}']));
    check_round_trip(Format::UimaXmi, &document);
    assert_eq!(lost(Format::UimaJson, &document), "");
    assert_eq!(
        quotes(Format::UimaXmi, &written(Format::UimaXmi, &document)),
        ["GPE دمشق", "A B حلب"]
    );
}
