"""The documents of the tests, and what the command line writes of them in each format."""

import functools
import json
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = os.environ.get("WASSAM_CLI") or ROOT / "target/release/wassam"
HERE = pathlib.Path(__file__).parent

_folder = tempfile.TemporaryDirectory(prefix="wassam-consumers-")
FOLDER = pathlib.Path(_folder.name)


def _document(text, quotes):
    """A `wassam-document/1` with an annotation at the first place of each quote; offsets count code points."""
    spans = sorted((text.index(quote), -len(quote), label, quote) for label, quote in quotes)
    annotations = [
        {
            "id": f"a{number}",
            "start": start,
            "end": start - minus_length,
            "type": label,
            "text": quote,
            "head": [start, start - minus_length],
            "confidence": 1,
            "source": "user",
            "state": "confirmed",
        }
        for number, (start, minus_length, label, quote) in enumerate(spans, 1)
    ]
    return {
        "format": "wassam-document/1",
        "offset_unit": "code-point",
        "text": text,
        "meta": {
            "title": None,
            "reference_date": None,
            "generator": {"name": "wassam", "version": "0.1.0", "model": None},
            "created": None,
        },
        "annotations": annotations,
        "entities": [],
        "quotations": [],
        "roles": [],
        "types": [],
    }


def _full():
    """Values of all kinds and two entities, one with a link, the other named as a formula; one annotation crosses."""
    text = "😀 زار لافروف بيروت في 3 مايو 2015 بعد 20 يوما و٥ ملايين دولار و٢٥٪ من 7 كيلومترات"
    found = json.loads(_wassam(["annotate"], text))
    first, second = found["entities"][:2]
    first.update(link="Q4530", aliases=["سيرغي لافروف"])
    second.update(name="=SUM(A1)", aliases=["+1", "-1"])
    dated = next(a for a in found["annotations"] if a["type"] == "DATE")
    money = next(a for a in found["annotations"] if a["type"] == "MONEY")
    span = {"start": dated["start"] + 2, "end": money["start"] + 1}
    quote = text[span["start"] : span["end"]]
    found["annotations"] += [
        {
            **{**money, **span},
            "id": "crossing",
            "text": quote,
            "head": [span["start"], span["end"]],
            "note": "@note",
        }
    ]
    found["annotations"].sort(key=lambda a: (a["start"], -a["end"]))
    return found


@functools.cache
def documents():
    """The hard documents of tests/consumers, one with all there is to say, the founding article as it is tagged from a
    paste with CRLF, and 1 MB."""
    hard = json.loads((HERE / "hard-documents.json").read_text(encoding="utf-8"))
    made = {name: _document(text, quotes) for name, text, quotes in hard}
    made["all there is to say"] = _full()
    article = (ROOT / "seeds/articles/founding.txt").read_bytes().decode().replace("\n", "\r\n")
    made["an article"] = json.loads(_wassam(["annotate"], article))
    size = 1_000_000 // len(article.encode()) + 1
    long = "\n".join(["😀 " + made["an article"]["text"]] * size)
    quote = "فلاديمير بوتين"
    made["1 MB"] = _document(long, [("PERS", quote)])
    starts = [found.start() for found in re.finditer(re.escape(quote), long)]
    [pattern] = made["1 MB"]["annotations"]
    made["1 MB"]["annotations"] = [
        {**pattern, "id": f"a{number}", "start": start, "end": start + len(quote), "head": [start, start + len(quote)]}
        for number, start in enumerate(starts, 1)
    ]
    return made


def _wassam(arguments, text):
    done = subprocess.run([PROGRAM, *arguments], input=text.encode(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


@functools.cache
def _sources():
    folder = FOLDER / "documents"
    folder.mkdir()
    for number, document in enumerate(documents().values()):
        (folder / f"{number:02}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return folder


@functools.cache
def written(form, *options):
    """The folder in which each document stands in a format."""
    folder = FOLDER / "".join([form, *options])
    arguments = ["convert", "--from", "wassam", "--to", form, *options, "--output", folder, _sources()]
    subprocess.run([PROGRAM, *arguments], check=True, stderr=subprocess.DEVNULL)
    return folder


def files(form, ending, *options):
    """Name of each document, the document, and its file in a format."""
    found = {path.name.partition(".")[0]: path for path in written(form, *options).rglob(f"*{ending}")}
    for number, (name, document) in enumerate(documents().items()):
        yield name, document, found[f"{number:02}"]


def quotes(document):
    """The types and quotes that a consumer must find, sorted."""
    return sorted((a["type"], a["text"]) for a in document["annotations"])
