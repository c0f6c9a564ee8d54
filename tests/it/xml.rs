//! The formats of XML, and UIMA in JSON: files of others, files that are none, and what XML cannot say.

use wassam::format::Format;

use proptest::prelude::*;
use proptest::sample::select;
use wassam::Source;

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
    check_round_trip(Format::Tei, &document);
    for format in [Format::Tei, Format::Gate] {
        assert!(self::lost(format, &document).starts_with("3 characters of the text, "));
        let file = written(format, &document);
        assert!(!file.contains(['\u{0}', '\u{1}', '\u{1B}', '\u{FFFF}']));
    }
    assert_eq!(lost(Format::UimaJson, &document), "");
    assert_eq!(
        quotes(Format::UimaXmi, &written(Format::UimaXmi, &document)),
        ["GPE دمشق", "A B حلب"]
    );
}

/// The lines of the body of a file of TEI.
fn body(file: &str) -> Vec<&str> {
    let lines = file.lines().skip_while(|line| !line.starts_with("<body"));
    lines
        .skip(1)
        .take_while(|line| *line != "</body>")
        .collect()
}

#[test]
fn tei_is_as_tei_has_it() {
    let text = "😀 وصل وزير الخارجية الروسي إلى دمشق في 14 نوفمبر 2015\n\nدفع 5 ملايين دولار، أي <نصف> ما طلبه 33 رجلاً خلال أسبوعين";
    let mut document = document(
        text,
        &[
            ("OCC", "وزير الخارجية الروسي"),
            ("NORP", "الروسي"),
            ("GPE", "دمشق"),
            ("DATE", "14 نوفمبر 2015"),
            ("MONEY", "5 ملايين دولار"),
            ("CURR", "دولار"),
            ("CARDINAL", "33"),
            ("DATE", "أسبوعين"),
        ],
    );
    for (place, value) in [
        (2, r#"{"country":"SY"}"#),
        (
            3,
            r#"{"timex":"2015-11-14","type":"DATE","begin":"2015-11-14","end":"2015-11-15"}"#,
        ),
        (4, r#"{"amount":5000000,"currency":"USD"}"#),
        (5, r#"{"currency":"USD"}"#),
        (6, r#"{"number":33,"mod":"at_least"}"#),
        (7, r#"{"timex":"P2W","type":"DURATION"}"#),
    ] {
        let value = serde_json::from_str(value).expect("is a value");
        document.annotations[place].value = Some(value);
    }
    document.annotations[0].confidence = 970;
    document.annotations[0].source = Source::Tagger;
    document.annotations[1].subtype = Some("nisba".to_owned());
    document.annotations[1].entity = Some("e1".to_owned());
    document.entities = vec![wassam::Entity {
        id: "e1".to_owned(),
        label: "NORP".to_owned(),
        name: "الروسي".to_owned(),
        aliases: Vec::new(),
        link: Some("Q159".to_owned()),
    }];
    document.meta.title = Some("عنوان".to_owned());
    let file = written(Format::Tei, &document);
    assert_eq!(
        body(&file),
        [
            concat!(
                r##"<p>😀 وصل <roleName type="OCC" resp="#tagger" cert="0.970">وزير الخارجية "##,
                r##"<name type="NORP" subtype="nisba" resp="#user" ref="http://www.wikidata.org/entity/Q159">الروسي</name></roleName> "##,
                r##"إلى <placeName type="GPE" resp="#user" key="SY">دمشق</placeName> في "##,
                r##"<date type="DATE" resp="#user" when="2015-11-14">14 نوفمبر 2015</date></p>"##
            ),
            "<p></p>",
            concat!(
                r##"<p>دفع <measure type="MONEY" resp="#user" quantity="5000000" unit="USD">5 ملايين "##,
                r##"<unit type="CURR" resp="#user" unit="USD">دولار</unit></measure>، أي &lt;نصف&gt; ما طلبه "##,
                r##"<num type="CARDINAL" resp="#user" atLeast="33">33</num> رجلاً خلال "##,
                r##"<date type="DATE" resp="#user" dur-iso="P2W">أسبوعين</date></p>"##
            ),
        ]
    );
    assert!(file.starts_with(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:lang=\"ar\">\n<teiHeader>\n<fileDesc><titleStmt><title>عنوان</title>"
    )));
    assert_eq!(lost(Format::Tei, &document), "");
    check_round_trip(Format::Tei, &document);
}

/// What crosses another annotation, or the end of a line, stands off.
#[test]
fn tei_that_crosses_stands_off() {
    let crossing = document(
        "😀 جامعة دمشق الجديدة\nفي بيروت",
        &[
            ("ORG", "جامعة دمشق"),
            ("GPE", "دمشق الجديدة"),
            ("X y", "الجديدة\nفي"),
        ],
    );
    let file = written(Format::Tei, &crossing);
    assert_eq!(
        body(&file),
        [
            concat!(
                r##"<p>😀 <orgName type="ORG" resp="#user">جامعة <anchor xml:id="from2"/>دمشق</orgName> "##,
                r##"<anchor xml:id="from3"/>الجديدة<anchor xml:id="to2"/></p>"##
            ),
            r#"<p>في<anchor xml:id="to3"/> بيروت</p>"#,
        ]
    );
    assert!(file.contains(r##"<span type="GPE" resp="#user" from="#from2" to="#to2"/>"##));
    assert!(file.contains(r##"<span type="X_y" resp="#user" from="#from3" to="#to3"/>"##));
    assert_eq!(
        lost(Format::Tei, &crossing),
        "1 type whose name is spelled otherwise"
    );
    check_round_trip(Format::Tei, &crossing);
}

/// As the guidelines show their elements, indented.
const TEI: &str = r##"<?xml version="1.0"?>
<?xml-model href="http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc><titleStmt><title>رحلة
      <persName>ابن بطوطة</persName></title><title>2</title></titleStmt>
    <publicationStmt><p>x</p></publicationStmt><sourceDesc><p>y</p></sourceDesc></fileDesc></teiHeader>
  <facsimile><graphic url="a.png"/></facsimile>
  <text>
    <front><head>الباب
      الأول</head></front>
    <body>
      <div>
        <p>
          قال <persName type="pseudonym" ref="http://www.wikidata.org/entity/Q7331"><forename>ابن</forename>
          <surname>بطوطة</surname> من <settlement>طنجة</settlement></persName>:
          خرجت<note> في <date when="1325-06-14">رجب</date> </note>
          إلى <rs type="person" ref="#x">صاحبي</rs> و<rs type="person" ref="#x">أخي</rs><pb/>.<lb/>ثم
          <choice><orig>مكه</orig><reg>مكة</reg></choice>
          <app><lem>ليلاً</lem><rdg>نهاراً</rdg></app>
        </p>
        <lg><l>بيت <name/> أول</l><l>بيت &#x62B;ان &amp; <![CDATA[<آخر>]]></l></lg>
        <list><item><p>سرنا <seg xml:id="s1">مئة ميل</seg> <measure type="currency" quantity="10" unit="dinar">عشرة دنانير</measure>
          و<num type="ordinal" value="2">ثاني</num> <unknown xmlns="http://example.org/">يوم</unknown></p></item></list>
        <spanGrp><span from="#s1" type="DISTANCE"/><span from="#no" type="X"/><span>?</span></spanGrp>
      </div>
    </body>
  </text>
  <standOff><listPerson><person xml:id="x"/></listPerson></standOff>
</TEI>
"##;

#[test]
fn tei_of_others_is_read() {
    let read = &Format::Tei.read(TEI, "").expect("is TEI")[0].document;
    assert_eq!(
        read.text.as_str(),
        concat!(
            "الباب الأول\n",
            "قال ابن بطوطة من طنجة: خرجت في رجب إلى صاحبي وأخي.\nثم مكه ليلاً\n",
            "بيت أول\nبيت ثان & <آخر>\n",
            "سرنا مئة ميل عشرة دنانير وثاني يوم"
        )
    );
    assert_eq!(read.meta.title.as_deref(), Some("رحلة ابن بطوطة"));
    assert_eq!(
        quotes(Format::Tei, TEI),
        [
            "PERS ابن بطوطة من طنجة",
            "GPE طنجة",
            "DATE رجب",
            "person صاحبي",
            "person أخي",
            "DISTANCE مئة ميل",
            "MONEY عشرة دنانير",
            "ORDINAL ثاني",
        ]
    );
    assert_eq!(
        reports(Format::Tei, TEI),
        [
            "document 1, span 6: left out, as it is empty",
            "document 1, span 10: left out, as it is a span between places that are not there",
            "other readings: 2 left out",
            "entries that stand off: 2 left out",
        ]
    );
    let links: Vec<(&str, Option<&str>)> = read
        .entities
        .iter()
        .map(|entity| (entity.name.as_str(), entity.link.as_deref()))
        .collect();
    assert_eq!(
        links,
        [("ابن بطوطة من طنجة", Some("Q7331")), ("صاحبي", None)]
    );
    let values: Vec<String> = read
        .annotations
        .iter()
        .filter_map(|annotation| serde_json::to_string(annotation.value.as_ref()?).ok())
        .collect();
    assert_eq!(
        values,
        [
            r#"{"timex":"1325-06-14","type":"DATE","begin":"1325-06-14","end":"1325-06-15"}"#,
            r#"{"amount":10,"currency":"dinar"}"#,
            r#"{"ordinal":2}"#,
        ]
    );
}

#[test]
fn a_corpus_of_tei_is_several_documents() {
    let one = TEI
        .split_once("<TEI")
        .expect("is TEI")
        .1
        .replace("رحلة", "أخرى");
    let two = one.replace(" xmlns=\"http://www.tei-c.org/ns/1.0\"", "");
    let file = format!(
        "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><TEI{one}<TEI{two}</teiCorpus>"
    );
    let read = Format::Tei.read(&file, "").expect("is TEI");
    assert_eq!(read.len(), 2);
    assert_eq!(
        read[0].document.text.as_str(),
        read[1].document.text.as_str()
    );
    for (file, why) in [
        ("<html/>", "line 1: the outermost element is not TEI"),
        ("<TEI/>", "line 1: the outermost element is not TEI"),
        (
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/></TEI>",
            "document 1: it has no text element",
        ),
        (
            "<!DOCTYPE TEI SYSTEM 'tei.dtd'><TEI/>",
            "line 1: a DOCTYPE, which is not read",
        ),
    ] {
        let error = Format::Tei
            .read(file, "")
            .expect_err("is refused")
            .to_string();
        assert_eq!(error, why);
    }
}

#[test]
fn gate_is_as_gate_has_it() {
    let mut document = document("😀 في دمشق &\n", &[("GPE", "دمشق")]);
    document.annotations[0].note = Some("<ربما>".to_owned());
    let feature = |name: &str, class: &str, value: &str| {
        format!(
            "<Feature><Name className=\"java.lang.String\">{name}</Name><Value className=\"java.{class}\">{value}</Value></Feature>\n"
        )
    };
    assert_eq!(
        written(Format::Gate, &document),
        [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<GateDocument version=\"3\">\n<GateDocumentFeatures>\n",
            &feature("gate.SourceURL", "lang.String", "مقال 1"),
            &feature("MimeType", "lang.String", "text/plain"),
            "</GateDocumentFeatures>\n<TextWithNodes><Node id=\"0\"/>😀 في <Node id=\"6\"/>دمشق<Node id=\"10\"/> &amp;\n<Node id=\"13\"/></TextWithNodes>\n",
            "<AnnotationSet>\n<Annotation Id=\"1\" Type=\"GPE\" StartNode=\"6\" EndNode=\"10\">\n",
            &feature("head", "lang.String", "دمشق"),
            &feature("head_start", "lang.Integer", "6"),
            &feature("head_end", "lang.Integer", "10"),
            &feature("confidence", "math.BigDecimal", "1.000"),
            &feature("source", "lang.String", "user"),
            &feature("state", "lang.String", "confirmed"),
            &feature("note", "lang.String", "&lt;ربما&gt;"),
            "</Annotation>\n</AnnotationSet></GateDocument>\n",
        ]
        .concat()
    );
    assert_eq!(lost(Format::Gate, &document), "");
}

/// What a body of TEI may be made of; an element that begins is ended after what follows.
const PIECES: [&str; 24] = [
    "دمشق",
    "😀",
    " ",
    "\n  ",
    "\t",
    "\u{A0}",
    "&#13;",
    "&lt;",
    "<lb/>",
    "<lb break=\"no\"/>",
    "<pb/>",
    "<p>",
    "<p xml:space=\"preserve\">",
    "<item>",
    "<persName>",
    "<rs ref=\"#a b\">",
    "<name type=\"a b\" subtype=\"\u{200F}\">",
    "<num value=\"1e3\" atLeast=\"5\">",
    "<date when=\"2015-11-14T05:00:00Z\" dur=\"P2W\">",
    "<hi>",
    "<choice>",
    "<seg xml:id=\"s\">",
    "<anchor xml:id=\"a\"/>",
    "<span from=\"#a\" to=\"#s\" type=\"X\"/>",
];

proptest! {
    /// What is read of any TEI is written, and read again as it is.
    #[test]
    fn any_tei_comes_back(pieces in prop::collection::vec((select(&PIECES[..]), 0_usize..4), 0..40)) {
        let mut file = String::from("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>");
        let mut open: Vec<(&str, usize)> = Vec::new();
        for (piece, length) in pieces {
            file.push_str(piece);
            let name = piece.strip_prefix('<').filter(|_| !piece.ends_with("/>"));
            if let Some(name) = name.and_then(|name| name.split([' ', '>']).next()) {
                open.push((name, length));
            }
            while let Some((name, 0)) = open.last() {
                file.extend(["</", name, ">"]);
                open.pop();
            }
            if let Some((_, length)) = open.last_mut() {
                *length -= 1;
            }
        }
        for (name, _) in open.iter().rev() {
            file.extend(["</", name, ">"]);
        }
        file.push_str("</body></text></TEI>");
        let read = Format::Tei.read(&file, "").expect("is TEI");
        for annotation in &read[0].document.annotations {
            prop_assert!(!read[0].document.text.slice(annotation.span).is_empty());
        }
        check_round_trip(Format::Tei, &read[0].document);
    }
}

/// Readers bound how deep elements go, ours too.
#[test]
fn tei_is_not_deep() {
    let names = vec![("X", "دمشق"); 300];
    let deep = document("في دمشق", &names);
    let file = written(Format::Tei, &deep);
    assert_eq!(file.matches("<name type=\"X\"").count(), 64);
    assert_eq!(quotes(Format::Tei, &file).len(), 300);
}
