//! The command line program, run as people run it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use wassam::format::wassam::write;
use wassam::{Model, Options};

use crate::{ANNOTATOR, path};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wassam"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input is ours");
    let input = input.to_vec();
    // A program that fails at once reads nothing.
    let feeder = std::thread::spawn(move || stdin.write_all(&input).is_ok());
    let output = child.wait_with_output().expect("the program ends");
    feeder.join().expect("the input is fed");
    output
}

/// The documents printed, one on each line.
fn documents(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("the output is UTF-8");
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect()
}

fn texts(output: &Output) -> Vec<String> {
    documents(output)
        .iter()
        .map(|document| document["text"].as_str().expect("has a text").to_owned())
        .collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file of its own for one test.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join(name);
    fs::write(&path, content).expect("the file can be written");
    path
}

fn name(path: &Path) -> &str {
    path.to_str().expect("the name is UTF-8")
}

#[test]
fn standard_input_is_one_document() {
    let output = run(&["annotate"], "في دمشق\r\nوبيروت".as_bytes());
    assert!(output.status.success());
    let documents = documents(&output);
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0]["text"], "في دمشق\nوبيروت");
    assert_eq!(documents[0]["annotations"][0]["text"], "دمشق");
    assert_eq!(documents[0]["annotations"][0]["start"], 3);
}

#[test]
fn what_is_printed_is_what_the_library_writes() {
    let text = crate::read("seeds/articles/founding.txt");
    let output = run(
        &["annotate", "--no-model", "--reference-date", "2015-11-20"],
        text.as_bytes(),
    );
    let created = documents(&output)[0]["meta"]["created"].clone();
    let options = Options {
        reference_date: "2015-11-20".parse().ok(),
        ..Options::default()
    };
    let document = ANNOTATOR.annotate(&text, &options);
    let expected = write(&document, created.as_str().expect("is a string"));
    assert_eq!(output.stdout, format!("{expected}\n").as_bytes());
}

/// The name of the model that took part, as the document says.
fn model_of(output: &Output) -> Value {
    documents(output)[0]["meta"]["generator"]["model"].clone()
}

#[test]
fn the_bundled_model_takes_part_unless_it_is_told_not_to() {
    let text = "في دمشق".as_bytes();
    let bundled = Model::read(&fs::read(path("seeds/model/tagger.bin")).expect("is there"))
        .expect("the bundled model is for this engine");
    assert_eq!(model_of(&run(&["annotate"], text)), bundled.name());
    assert_eq!(
        model_of(&run(&["annotate", "--no-model"], text)),
        Value::Null
    );
    let copy = path("seeds/model/tagger.bin");
    let given = run(&["annotate", "--model", name(&copy)], text);
    assert_eq!(model_of(&given), bundled.name());
}

#[test]
fn a_model_that_is_none_is_refused() {
    let foreign = file("foreign.bin", b"PK\x03\x04 and so on");
    let cut = file("cut.bin", b"WASSAMTG\x01\0\0");
    let gold = file("model-gold.jsonl", br#"{"text":"a","annotations":[]}"#);
    for (model, why) in [
        (name(&foreign), "foreign.bin: not a Wassam model"),
        (name(&cut), "cut.bin: a damaged model"),
        ("no such model", "cannot read no such model"),
    ] {
        for arguments in [
            &["annotate", "--model", model][..],
            &["evaluate", "--gold", name(&gold), "--model", model],
        ] {
            let output = run(arguments, "في دمشق".as_bytes());
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
            assert!(output.stdout.is_empty());
            assert!(errors(&output).contains(why), "{}", errors(&output));
        }
    }
    let both = run(&["annotate", "--no-model", "--model", name(&cut)], b"");
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn every_line_is_a_document() {
    let output = run(
        &["annotate", "--lines"],
        "\u{feff}دمشق\n\n  بيروت \r\n\nأ\rب".as_bytes(),
    );
    assert!(output.status.success());
    assert_eq!(texts(&output), ["دمشق", "", "  بيروت ", "", "أ\nب"]);
    let documents = documents(&output);
    assert_eq!(documents[0]["annotations"][0]["end"], 4);
    assert_eq!(documents[1]["annotations"], Value::Array(Vec::new()));
}

#[test]
fn nothing_is_an_empty_document_and_no_line() {
    assert_eq!(texts(&run(&["annotate"], b"")), [""]);
    assert!(texts(&run(&["annotate", "--lines"], b"")).is_empty());
    assert_eq!(texts(&run(&["annotate", "--lines"], b"\n")), [""]);
}

#[test]
fn a_byte_order_mark_is_dropped() {
    let output = run(&["annotate"], "\u{feff}دمشق\u{feff}".as_bytes());
    assert_eq!(texts(&output), ["دمشق\u{feff}"]);
    assert_eq!(documents(&output)[0]["annotations"][0]["start"], 0);
}

#[test]
fn a_file_that_is_not_utf8_does_not_hold_up_the_others() {
    let bad = file("bad.txt", b"\xef\xbb\xbf\xd8\xaf\n\xd9x");
    let good = file("good.txt", "دمشق".as_bytes());
    let output = run(&["annotate", name(&bad), "no such file", name(&good)], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(texts(&output), ["دمشق"]);
    let errors = errors(&output);
    let expected = format!("error: {} is not UTF-8 at byte 6\n", bad.display());
    assert!(errors.starts_with(&expected), "{errors}");
    assert!(errors.contains("cannot open no such file"), "{errors}");
}

#[test]
fn lines_before_one_that_is_not_utf8_are_done() {
    let bad = file("bad-lines.txt", b"\xef\xbb\xbf\xd8\xaf\r\n\n\xd9x\nrest\n");
    let good = file("good-lines.txt", "دمشق\n".as_bytes());
    let output = run(&["annotate", "--lines", name(&bad), name(&good)], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(texts(&output), ["د", "", "دمشق"]);
    let expected = format!("error: {} is not UTF-8 at byte 8\n", bad.display());
    assert_eq!(errors(&output), expected);
}

/// A folder of its own for one test of one run, with nothing in it, and gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("{name}-{}", std::process::id());
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        // Left by a run of the same number that failed.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder can be made");
        Self(folder)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).expect("the file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

/// The names in a folder, but for what is hidden.
fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("is a folder");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.expect("can be read");
        entry.file_name().to_string_lossy().into_owned()
    };
    let mut names: Vec<String> = entries
        .map(name)
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

/// Every file in a folder and the folders in it, but for the record of what was done, by its name there.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("is a folder") {
            let path = entry.expect("can be read").path();
            let inside = path.strip_prefix(folder).expect("stands there");
            let inside = name(inside).to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !inside.starts_with(".wassam-") {
                files.insert(inside, fs::read(&path).expect("can be read"));
            }
        }
    }
    files
}

#[test]
fn other_formats_are_printed() {
    let lines = "في دمشق\n\nوبيروت\n".as_bytes();
    let output = run(&["annotate", "--no-model", "--lines", "--to", "tab"], lines);
    assert_eq!(
        printed(&output),
        "في\tO\nدمشق\tB-GPE\n\nو\tO\nبيروت\tB-GPE\n\n"
    );
    assert!(
        errors(&output).starts_with("note: tab does not hold "),
        "{}",
        errors(&output)
    );

    let output = run(
        &["annotate", "--no-model", "--lines", "--to", "label-studio"],
        lines,
    );
    let tasks: Value = serde_json::from_str(&printed(&output)).expect("is JSON");
    assert_eq!(tasks.as_array().map(Vec::len), Some(3));
    assert_eq!(
        tasks[2]["predictions"][0]["result"][0]["value"]["text"],
        "بيروت"
    );
    let output = run(
        &["annotate", "--no-model", "--lines", "--to", "label-studio"],
        b"",
    );
    assert_eq!(
        serde_json::from_str::<Value>(&printed(&output)).expect("is JSON"),
        Value::Array(Vec::new())
    );

    let output = run(
        &["annotate", "--no-model", "--lines", "--to", "csv", "--bom"],
        lines,
    );
    let table = printed(&output);
    assert!(
        table.starts_with("\u{feff}document,id,start_cp,"),
        "{table}"
    );
    assert_eq!(table.lines().count(), 3);
    assert!(
        table
            .lines()
            .nth(2)
            .is_some_and(|row| row.starts_with("standard-input-3,a1,1,6,1,6,GPE,"))
    );
}

#[test]
fn every_input_has_its_file_in_a_folder() {
    let folder = Folder::new("in-folder");
    let out = folder.0.join("out");
    let one = folder.file("one.txt", "في دمشق".as_bytes());
    let bad = folder.file("bad.txt", b"\xd9x");
    let two = folder.file("two.txt", "وبيروت".as_bytes());
    let arguments = |to: &'static str| {
        let out = name(&out);
        [
            "annotate",
            "--no-model",
            "--to",
            to,
            "-o",
            out,
            name(&one),
            name(&bad),
            name(&two),
        ]
        .map(str::to_owned)
    };
    let run = |to| run(&arguments(to).each_ref().map(String::as_str), b"");
    let output = run("conll");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(
        errors(&output).contains("bad.txt is not UTF-8"),
        "{}",
        errors(&output)
    );
    assert_eq!(listed(&out), ["one.conll", "two.conll"]);
    run("brat");
    assert_eq!(
        listed(&out),
        [
            "annotation.conf",
            "one.ann",
            "one.conll",
            "one.txt",
            "two.ann",
            "two.conll",
            "two.txt",
            "visual.conf"
        ]
    );
    let read = |name: &str| fs::read_to_string(out.join(name)).expect("is there");
    assert_eq!(read("two.txt"), "وبيروت");
    assert!(read("two.ann").starts_with("T1\tGPE 1 6\tبيروت\n"));
    assert!(read("annotation.conf").starts_with("[entities]\nGPE\n\n[relations]\n"));
    run("label-studio");
    assert!(read("label-studio.xml").contains("<Label value=\"GPE\"/>"));
    assert!(read("one.label-studio.json").starts_with("[\n{\"data\":{\"text\":\"في دمشق\","));
}

/// Texts in a folder and the folders in it: 00/000.txt, 00/001.txt, …
fn corpus(folder: &Path, count: usize) -> PathBuf {
    let article = crate::read("seeds/articles/founding.txt");
    let paragraphs: Vec<&str> = article.lines().filter(|line| !line.is_empty()).collect();
    let corpus = folder.join("corpus");
    for number in 0..count {
        let path = corpus.join(format!("{:02}/{number:03}.txt", number % 7));
        fs::create_dir_all(path.parent().expect("has a folder")).expect("the folder can be made");
        let text = [
            paragraphs[number % paragraphs.len()],
            paragraphs[(3 * number + 1) % paragraphs.len()],
        ];
        fs::write(path, text.join("\n")).expect("can be written");
    }
    corpus
}

#[test]
fn a_folder_comes_out_as_it_is_inside() {
    let folder = Folder::new("whole-folder");
    let corpus = corpus(&folder.0, 9);
    fs::write(corpus.join("03/bad.txt"), b"\xd9x").expect("can be written");
    fs::write(corpus.join("03/other.md"), "دمشق").expect("can be written");
    fs::write(corpus.join(".hidden.txt"), "دمشق").expect("can be written");
    let out = corpus.join("out");
    let to_brat = |more: &[&str]| {
        let arguments = [
            "annotate",
            "--no-model",
            "--to",
            "brat",
            "--out",
            name(&out),
        ];
        run(&[&arguments, more, &[name(&corpus)]].concat(), b"")
    };
    let output = to_brat(&["--jobs", "2"]);
    assert_eq!(output.status.code(), Some(1));
    let bad = corpus.join("03").join("bad.txt");
    let why = format!("error: {} is not UTF-8 at byte 0\n", bad.display());
    assert!(errors(&output).contains(&why), "{}", errors(&output));
    assert!(errors(&output).contains("note: 1 of 10 failed\n"));
    assert_eq!(
        listed(&out.join("01")),
        ["001.ann", "001.txt", "008.ann", "008.txt"]
    );
    assert_eq!(listed(&out.join("03")), ["003.ann", "003.txt"]);
    let first = tree(&out);
    assert_eq!(first.len(), 9 * 2 + 2);

    // Again, now that all can be read: what is there is left as it is, and the configuration knows of all.
    fs::write(&bad, "في فرنسا").expect("can be written");
    fs::write(out.join("01/001.ann"), "T1\tX 0 1\tx\n").expect("can be written");
    fs::remove_file(out.join("02/002.txt")).expect("is there");
    let output = to_brat(&[]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(errors(&output).contains("note: 8 of 10 had been done before"));
    let mut second = tree(&out);
    assert_eq!(
        second.remove("01/001.ann"),
        Some(b"T1\tX 0 1\tx\n".to_vec())
    );
    assert!(second.contains_key("03/bad.ann"));
    for (name, content) in &first {
        assert!(
            name == "01/001.ann" || second.get(name) == Some(content),
            "{name}"
        );
    }
    // What has changed is done again, and everything is where it is to be done in another way, or by force.
    fs::write(corpus.join("00/000.txt"), "في بيروت").expect("can be written");
    assert!(errors(&to_brat(&[])).contains("note: 9 of 10 had"));
    assert!(!errors(&to_brat(&["--schema", "conll4"])).contains("before"));
    assert_ne!(tree(&out)["01/001.ann"], b"T1\tX 0 1\tx\n");
    assert!(!errors(&to_brat(&["--schema", "conll4", "--force"])).contains("before"));
    let there = tree(&out);
    assert!(String::from_utf8_lossy(&there["annotation.conf"]).starts_with("[entities]\nLOC\n"));

    // Back, a file for each of the folder again.
    let back = folder.0.join("back");
    let output = run(
        &[
            "convert",
            "--from",
            "brat",
            "--to",
            "conll",
            "--out",
            name(&back),
            name(&out),
        ],
        b"",
    );
    assert!(output.status.success(), "{}", errors(&output));
    assert_eq!(tree(&back).len(), 10);
    assert_eq!(listed(&back.join("03")), ["003.conll", "bad.conll"]);

    // Without --output one after the other, by their names, whatever was done first.
    let names = |jobs| {
        let output = run(
            &[
                "annotate",
                "--no-model",
                "--to",
                "doccano",
                "--jobs",
                jobs,
                name(&corpus),
            ],
            b"",
        );
        let named = documents(&output);
        named
            .iter()
            .map(|document| document["name"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("3"), names("1"));
    assert_eq!(names("2")[..3], ["00/000", "00/007", "01/001"]);

    let output = run(
        &["annotate", "--no-model", "--ending", "rst", name(&corpus)],
        b"",
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("holds no file whose name ends in .rst"));
}

/// A run that is killed again and again, and goes on, writes what one that is let alone writes.
#[test]
fn a_run_that_is_killed_goes_on() {
    let folder = Folder::new("killed");
    let corpus = corpus(&folder.0, 150);
    let start = |out: &Path| {
        Command::new(env!("CARGO_BIN_EXE_wassam"))
            .args(["annotate", "--no-model", "--to", "brat", "--jobs", "2"])
            .args(["--out", name(out), name(&corpus)])
            .env("SOURCE_DATE_EPOCH", "1447993800")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    };
    let whole = folder.0.join("whole");
    assert!(start(&whole).wait().expect("ends").success());
    let whole = tree(&whole);
    assert_eq!(whole.len(), 302);
    let out = folder.0.join("out");
    let record = out.join(".wassam-brat.jsonl");
    let mut kills = 0;
    for wanted in [20, 70, 110] {
        let mut child = start(&out);
        let done = || fs::read_to_string(&record).map_or(0, |record| record.lines().count());
        while done() < wanted && child.try_wait().expect("can be asked").is_none() {
            std::thread::yield_now();
        }
        child.kill().expect("can be killed");
        kills += usize::from(!child.wait().expect("has ended").success());
        // Every file is whole.
        for (name, content) in tree(&out) {
            let is_part = Path::new(&name)
                .extension()
                .is_some_and(|end| end == "part");
            assert!(is_part || whole[&name] == content, "{name}");
        }
    }
    assert!(kills > 0, "the test came too late three times");
    // One that is killed in the middle of a file, or of a line of its record, leaves this.
    fs::write(out.join("00").join(".000.ann.part"), "T1\tG").expect("can be written");
    fs::remove_file(out.join("00/000.ann")).expect("is there");
    let mut half = fs::OpenOptions::new()
        .append(true)
        .open(&record)
        .expect("is there");
    half.write_all(br#"{"input":"01/0"#)
        .expect("can be written");
    let output = start(&out).wait_with_output().expect("ends");
    assert!(output.status.success());
    assert!(errors(&output).contains(" of 150 had been done before"));
    assert_eq!(tree(&out), whole);
}

/// XML has one outermost element: a file is one document.
#[test]
fn formats_of_one_document_are_a_file_each() {
    let each = Folder::new("each");
    let lines = "في دمشق\nوبيروت\n".as_bytes();
    let to_xmi = ["annotate", "--no-model", "--lines", "--to", "uima-xmi"];
    let output = run(&to_xmi, lines);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("uima-xmi is a file for each document: say with --output"),
        "{}",
        errors(&output)
    );
    let output = run(&to_xmi, "في دمشق\n".as_bytes());
    assert!(output.status.success(), "{}", errors(&output));
    let file = printed(&output);
    assert!(file.starts_with("<?xml ") && file.ends_with("</xmi:XMI>\n"));
    let text = each.file("a.txt", lines);
    let folder = each.0.join("out");
    let output = run(
        &[&to_xmi[..], &["-o", name(&folder), name(&text)]].concat(),
        b"",
    );
    assert!(output.status.success(), "{}", errors(&output));
    let names = listed(&folder);
    let names = names.iter().filter(|name| !name.starts_with('.'));
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["TypeSystem.xml", "a-1.xmi", "a-2.xmi"]
    );
}

#[test]
fn no_input_is_written_over() {
    let over = Folder::new("over");
    let folder = &over.0;
    let text = over.file("a.txt", "دمشق\r\n".as_bytes());
    fs::create_dir(folder.join("b")).expect("the folder can be made");
    let other = over.file("b/a.md", "دمشق".as_bytes());
    let brat = ["annotate", "--no-model", "--to", "brat"];
    let into = |input: &str| run(&[&brat[..], &["-o", name(folder), input]].concat(), b"");
    let output = into(name(&text));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("a.txt is read, and would be written over"),
        "{}",
        errors(&output)
    );
    assert_eq!(listed(folder), ["a.txt", "b"]);
    assert_eq!(fs::read(&text).expect("is there"), "دمشق\r\n".as_bytes());
    // A text that is the same stands beside its annotations.
    fs::write(&text, "دمشق\n").expect("can be written");
    assert!(into(name(&text)).status.success());
    assert_eq!(
        listed(folder),
        ["a.ann", "a.txt", "annotation.conf", "b", "visual.conf"]
    );

    let output = run(
        &[&brat[..], &["-o", name(folder), name(&text), name(&other)]].concat(),
        b"",
    );
    assert!(
        errors(&output).contains("two inputs are named a"),
        "{}",
        errors(&output)
    );
    let output = run(&brat, b"");
    assert!(
        errors(&output).contains("brat is several files"),
        "{}",
        errors(&output)
    );
    let output = run(&["annotate", "--no-model", "--bom"], b"");
    assert!(
        errors(&output).contains("wassam is none"),
        "{}",
        errors(&output)
    );
}

#[test]
fn formats_are_converted() {
    let convert = Folder::new("convert");
    let folder = &convert.0;
    let doccano = concat!(
        r#"{"text":"😀 في دمشق","label":[[2,9,"PP"],[5,9,"GPE"]],"name":"labels-1"}"#,
        "\n",
        r#"{"text":"وبيروت","label":[[1,6,"GPE"]],"name":"labels-2"}"#,
        "\n"
    );
    let labels = convert.file("labels.jsonl", doccano.as_bytes());
    let none = convert.file("none.jsonl", b"{}");
    let to_brat = [
        "convert",
        "--from",
        "doccano",
        "--to",
        "brat",
        "-o",
        name(folder),
        name(&none),
        name(&labels),
    ];
    let output = run(&to_brat, b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("none.jsonl: not in this format: missing field `text`"),
        "{}",
        errors(&output)
    );
    let brat = ["labels-1.ann", "labels-2.txt"].map(|name| folder.join(name));
    let from_brat = [
        "convert",
        "--from",
        "brat",
        "--to",
        "doccano",
        name(&brat[0]),
        name(&brat[1]),
    ];
    let output = run(&from_brat, b"");
    assert!(output.status.success(), "{}", errors(&output));
    assert_eq!(printed(&output), doccano);

    // What stands in a file says its format: that of a text does not.
    let recognised = ["convert", "--to", "doccano", name(&brat[0]), name(&brat[1])];
    assert_eq!(printed(&run(&recognised, b"")), doccano);
    let output = run(&["convert", "--to", "doccano", name(&labels)], b"");
    assert_eq!(printed(&output), doccano);
    let output = run(&["convert", "--to", "tab"], "زار دمشق".as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("in no format that is known here"));

    let noted = r#"{"text":"a b","label":[[0,1,"X"]],"relations":[{"id":1}]}"#;
    let output = run(
        &["convert", "--from", "doccano", "--to", "tab"],
        noted.as_bytes(),
    );
    assert_eq!(printed(&output), "a\tB-X\nb\tO\n\n");
    assert_eq!(
        errors(&output),
        concat!(
            "note: standard input: relations: 1 left out\n",
            "note: tab does not hold 1 text's white space, 1 text around annotations\n"
        )
    );
    // Line by line, so that lines before one that is none are done; a document on several lines is read too.
    let lines = "\n{\"text\":\"a\",\"label\":[]}\n\n{\"text\":\"b\",\"relations\":[{}]}\n{\"text\":\"c\",\"label\":[[0,2,\"X\"]]}\n";
    let to_inline = ["convert", "--from", "doccano", "--to", "inline"];
    let output = run(&to_inline, lines.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(printed(&output), "a\nb\n");
    assert_eq!(
        errors(&output),
        concat!(
            "note: standard input: line 4: relations: 1 left out\n",
            "error: standard input: line 5: document 1, span 1: 0..2 is no span of a text of 1 code points\n",
        )
    );
    let spread = "{\"text\":\n\"a\"}\n{\"text\":\"b\"}";
    assert_eq!(printed(&run(&to_inline, spread.as_bytes())), "a\nb\n");
    let output = run(&["convert", "--from", "csv", "--to", "tab"], b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn wrong_options_are_refused() {
    for arguments in [
        &["annotate", "--reference-date", "2015-02-29"][..],
        &["annotate", "--schema", "bio"],
        &["evaluate"],
        &["frobnicate"],
        &[],
    ] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn options_reach_the_engine() {
    let output = run(
        &[
            "annotate",
            "--schema",
            "conll4",
            "--reference-date",
            "2015-11-20T04:30+03:00",
        ],
        "في دمشق".as_bytes(),
    );
    let document = &documents(&output)[0];
    assert_eq!(document["annotations"][0]["type"], "LOC");
    assert_eq!(document["meta"]["reference_date"], "2015-11-20T04:30+03:00");
}

#[test]
fn what_is_annotated_agrees_with_itself() {
    let text = crate::read("seeds/articles/founding.txt");
    let annotated = run(&["annotate"], text.as_bytes());
    let gold = file("self.jsonl", &annotated.stdout);
    for how in ["strict", "head"] {
        let output = run(&["evaluate", "--gold", name(&gold), "--match", how], b"");
        assert!(output.status.success(), "{}", errors(&output));
        let table = String::from_utf8_lossy(&output.stdout).into_owned();
        let all = table
            .lines()
            .find(|line| line.starts_with("all "))
            .expect("has a total");
        assert!(all.ends_with("1.000   1.000   1.000"), "{table}");
        assert!(table.contains("misses: 0\n"), "{table}");
        assert!(table.contains("false alarms: 0\n"), "{table}");
    }
}

#[test]
fn misses_and_false_alarms_are_shown() {
    let gold = file(
        "gold.jsonl",
        concat!(
            r#"{"id":"one","text":"قال في\nدمشق","annotations":[{"start":0,"end":3,"type":"PERS","text":"قال","tier":"core"}]}"#,
            "\n\n",
            r#"{"id":"two","text":"بيروت","annotations":[{"start":0,"end":5,"type":"GPE","text":"بيروت","head":[0,5]}]}"#,
        )
        .as_bytes(),
    );
    let output = run(&["evaluate", "--gold", name(&gold)], b"");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    for line in [
        "PERS            1      0      0   0.000   0.000   0.000",
        "GPE             1      2      1   0.500   1.000   0.667",
        "all             2      2      1   0.500   0.500   0.500",
        "PERS\t【قال】 في دمشق\tone",
        "GPE\tقال في 【دمشق】\tone",
    ] {
        assert!(
            printed.lines().any(|printed| printed == line),
            "{line}\n{printed}"
        );
    }
    let output = run(&["evaluate", "--gold", name(&gold), "--list", "0"], b"");
    assert!(!String::from_utf8_lossy(&output.stdout).contains('【'));
}

#[test]
fn an_evaluation_fails_where_f1_is_too_low() {
    let gold = r#"{"text":"قال في دمشق","annotations":[
        {"start":7,"end":11,"type":"GPE","text":"دمشق"},{"start":0,"end":3,"type":"PERS","text":"قال"}]}"#;
    let gold = file("floor.json", gold.as_bytes());
    // One of two, and nothing else: F1 is 2/3.
    for (floor, status) in [("0.66", 0), ("0.67", 1)] {
        let arguments = ["evaluate", "--gold", name(&gold), "--fail-under", floor];
        assert_eq!(run(&arguments, b"").status.code(), Some(status), "{floor}");
    }
}

#[test]
fn gold_that_is_none_is_refused() {
    let bad = file(
        "no-gold.jsonl",
        br#"{"text":"a","annotations":[{"start":0,"end":2,"type":"X","text":"a"}]}"#,
    );
    let output = run(&["evaluate", "--gold", name(&bad)], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("no-gold.jsonl: text 1: 0..2 is not \"a\""));
}
