"""Formats that point into the text by offsets: their consumers load them, and cut the quotes out of the text."""

import functools
import importlib.util
import json
import pathlib
import re
import sys
import types
import unittest
import urllib.parse
import uuid

import bioc.brat
import cassis
import gatenlp
import jsonschema
import rdflib
import spacy
from label_studio_sdk.label_interface import LabelInterface
from pyld import jsonld
from spacy.tokens import Doc, DocBin
from written import HERE, ROOT, files, quotes, written

ARABIC = spacy.blank("ar")
SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
NIF = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ANNOTATION = rdflib.Namespace("http://www.w3.org/ns/oa#")


# Each of these takes what a file holds, and gives the type and the slice of each annotation as the consumer has them.


def wassam(content, document):
    jsonschema.validate(json.loads(content), _schema())
    loaded = json.loads(content)
    for found in loaded["annotations"]:
        quote = loaded["text"][found["start"] : found["end"]]
        assert quote == found["text"]
        yield found["type"], quote


def _schema():
    return json.loads((ROOT / "schema/wassam-document-1.schema.json").read_text(encoding="utf-8"))


def brat(content, document):
    text = document["text"]
    for found in bioc.brat.loads_ann(content).entities:
        start, end = found.total_span
        # A line feed in a quote is a space, as brat wants it.
        assert found.text == re.sub(r"[\n\t]", " ", text[start:end]), (found.text, text[start:end])
        yield found.type, text[start:end]


def uima_xmi(content, document):
    with (written("uima-xmi") / "TypeSystem.xml").open("rb") as file:
        typesystem = cassis.load_typesystem(file)
    return _cas(cassis.load_cas_from_xmi(content, typesystem=typesystem), document)


def uima_json(content, document):
    return _cas(cassis.load_cas_from_json(content), document)


def _cas(cas, document):
    # A sign that XML may not hold has another in its place.
    assert len(cas.sofa_string) == len(document["text"])
    for token in cas.select(f"{SEGMENTATION}.Token"):
        assert not re.search(r"\s", token.get_covered_text()), token.get_covered_text()
    return [(found.value, found.get_covered_text()) for found in cas.select(NAMED_ENTITY)]


def gate(content, document):
    path = written("gate") / "one.xml"
    path.write_text(content, encoding="utf-8")
    loaded = gatenlp.Document.load(str(path), fmt="gatexml")
    assert len(loaded.text) == len(document["text"])
    return [(found.type, loaded[found]) for found in loaded.annset()]


def nif(content, document):
    graph = rdflib.Graph().parse(data=content, format="turtle")
    by_class = rdflib.URIRef("http://www.w3.org/2005/11/its/rdf#taClassRef")
    for phrase, context in graph.subject_objects(NIF.referenceContext):
        text = str(graph.value(context, NIF.isString))
        assert text == document["text"]
        start, end = (int(graph.value(phrase, key)) for key in (NIF.beginIndex, NIF.endIndex))
        assert text[start:end] == str(graph.value(phrase, NIF.anchorOf))
        for found in graph.objects(phrase, by_class):
            if found.startswith("urn:wassam:type:"):
                yield urllib.parse.unquote(found.removeprefix("urn:wassam:type:")), text[start:end]


def web_annotation(content, document):
    # PyLD makes triples of it, and rdflib finds the selectors among them. The context is not that of the W3C, which is
    # not fetched, but one of our own with no more than its terms that we write, each as the W3C has it.
    context = json.loads((HERE / "anno-context.json").read_text(encoding="utf-8"))
    loader = {"contextUrl": None, "documentUrl": "http://www.w3.org/ns/anno.jsonld", "document": context}
    quads = jsonld.to_rdf(
        json.loads(content), {"format": "application/n-quads", "documentLoader": lambda url, options: loader}
    )
    graph = rdflib.Graph().parse(data=quads, format="nt")
    for target in set(graph.subjects(ANNOTATION.hasSelector)):
        text = str(graph.value(graph.value(target, ANNOTATION.hasSource), rdflib.RDF.value))
        assert text == document["text"]
        body = graph.value(graph.value(None, ANNOTATION.hasTarget, target), ANNOTATION.hasBody)
        for selector in graph.objects(target, ANNOTATION.hasSelector):
            if exact := graph.value(selector, ANNOTATION.exact):
                quote = str(exact)
            else:
                start, end = (int(graph.value(selector, key)) for key in (ANNOTATION.start, ANNOTATION.end))
        assert text[start:end] == quote
        yield str(graph.value(body, rdflib.RDF.value)), text[start:end]


def spacy_json(content, document):
    loaded = Doc(ARABIC.vocab).from_json(json.loads(content), validate=True)
    [again] = DocBin().from_bytes(DocBin(docs=[loaded], store_user_data=True).to_bytes()).get_docs(ARABIC.vocab)
    assert again.text == document["text"]
    assert [(span.label_, span.text) for span in again.spans["sc"]] == [
        (span.label_, span.text) for span in loaded.spans["sc"]
    ]
    return [(span.label_, span.text) for span in again.spans["sc"]]


def prodigy(content, document):
    # Prodigy is not free; its spans are those of spaCy.
    task = json.loads(content)
    words = [token["text"] for token in task["tokens"]]
    for token in task["tokens"]:
        assert task["text"][token["start"] : token["end"]] == token["text"]
    for span in task["spans"]:
        assert task["tokens"][span["token_start"]]["start"] == span["start"]
        assert task["tokens"][span["token_end"]]["end"] == span["end"]
        assert words[span["token_start"]] in span["text"]
        yield span["label"], task["text"][span["start"] : span["end"]]


def doccano(content, document):
    path = written("doccano") / "one.jsonl"
    path.write_text(content, encoding="utf-8")
    parsers, labels = _doccano()
    [row] = parsers.JSONLParser(encoding="utf-8").parse(str(path))
    assert row["text"] == document["text"]
    for given in row["label"]:
        label = labels.SpanLabel.parse(uuid.uuid4(), given)
        yield label.label, row["text"][label.start_offset : label.end_offset]


@functools.cache
def _doccano():
    """The parsers of doccano's server, without its database."""
    backend = pathlib.Path(importlib.util.find_spec("backend").submodule_search_locations[0])
    sys.path.insert(0, str(backend))
    models = {
        "examples": ["Example"],
        "label_types": ["CategoryType", "LabelType", "RelationType", "SpanType"],
        "labels": ["Category", "Label", "Relation", "Span", "TextLabel"],
        "projects": ["Project"],
    }
    for package, names in models.items():
        stub = types.ModuleType(f"{package}.models")
        for name in names:
            setattr(stub, name, type(name, (), {}))
        sys.modules[package] = types.ModuleType(package)
        sys.modules[f"{package}.models"] = stub
    pipeline = "data_import.pipeline"
    return [importlib.import_module(f"{pipeline}.{name}") for name in ("parsers", "label")]


def label_studio(content, document):
    [task] = json.loads(content)
    config = (written("label-studio") / "label-studio.xml").read_text(encoding="utf-8")
    interface = LabelInterface(config)
    assert interface.validate_task({"data": task["data"]})
    assert task["data"]["text"] == document["text"]
    assert all(interface.validate_annotation(annotation) for annotation in task["annotations"])
    assert all(interface.validate_prediction(prediction) for prediction in task["predictions"])
    for result in task["annotations"] + task["predictions"]:
        for region in result["result"]:
            value = region["value"]
            assert value["text"] == document["text"][value["start"] : value["end"]]
            yield value["labels"][0], value["text"]


# White space at the edge of a quote, and in the name of a type, is not for every format.
NOT_WHOLLY_HELD = {"adjacent", "white space", "names of types"}

NOT_READ = {
    # spaCy looks for the tokens of each sentence from the beginning: it takes minutes.
    ("spacy", "1 MB"),
}

OFFSETS = r'"start":(\d+),"end":(\d+)'
FORMATS = {
    "wassam": (".json", wassam, OFFSETS),
    "brat": (".ann", brat, r"(?m)^T1\t[^\n]*? (\d+) (\d+)\t"),
    "uima-xmi": (".xmi", uima_xmi, r'<ner:NamedEntity [^>]*begin="(\d+)" end="(\d+)"'),
    "uima-json": (".cas.json", uima_json, r'NamedEntity"[^}]*"begin":(\d+),"end":(\d+)'),
    "gate": (".gate.xml", gate, None),
    "nif": (".ttl", nif, r'a nif:Phrase[^.]*?beginIndex "(\d+)"[^.]*?endIndex "(\d+)"'),
    "web-annotation": (".jsonld", web_annotation, OFFSETS),
    "spacy": (".jsonl", spacy_json, r'"sc":\[\{"start":(\d+),"end":(\d+)'),
    "prodigy": (".jsonl", prodigy, r'"spans":\[\{"start":(\d+),"end":(\d+)'),
    "doccano": (".jsonl", doccano, r'"label":\[\[(\d+),(\d+)'),
    "label-studio": (".label-studio.json", label_studio, OFFSETS),
}


def shifted(form, content):
    """The file with its first annotation one later."""
    pattern = FORMATS[form][2]
    if pattern is None:
        node = re.search(r'StartNode="(\d+)"', content).group(1)
        return re.sub(f'(<Node id="{node}"/>)(.)', r"\2\1", content, count=1)
    found = re.search(pattern, content)
    start, end = (str(int(found.group(group)) + 1) for group in (1, 2))
    between = content[found.end(1) : found.start(2)]
    return content[: found.start(1)] + start + between + end + content[found.end(2) :]


def _plain(quote):
    """Without the white space that XML may not hold."""
    return " ".join(quote.replace("\ufffd", " ").split())


class Standoff(unittest.TestCase):
    def test_every_slice_is_its_quote(self):
        for form, (ending, read, _) in FORMATS.items():
            for name, document, path in files(form, ending):
                if (form, name) in NOT_READ:
                    continue
                with self.subTest(format=form, document=name):
                    found = sorted(read(path.read_text(encoding="utf-8"), document))
                    if name in NOT_WHOLLY_HELD:
                        self.assertTrue(found)
                        self.assertLessEqual({_plain(quote) for _, quote in found}, {_plain(quote) for _, quote in quotes(document)})
                    else:
                        self.assertEqual(found, quotes(document))

    def test_an_offset_one_off_is_noticed(self):
        for form, (ending, read, _) in FORMATS.items():
            for name, document, path in files(form, ending):
                if name not in ("emoji before", "an article"):
                    continue
                with self.subTest(format=form, document=name):
                    content = shifted(form, path.read_text(encoding="utf-8"))
                    try:
                        found = sorted(read(content, document))
                    except Exception:
                        continue
                    self.assertNotEqual(found, quotes(document))


if __name__ == "__main__":
    unittest.main()
