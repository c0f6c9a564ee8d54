"""Formats of tokens and tags: what their consumers take for entities are those of the document."""

import os
import tempfile
import unittest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HOME"] = tempfile.mkdtemp(prefix="wassam-datasets-")

import conllu
import datasets
from seqeval.scheme import IOB2, Entities
from spacy.training.converters import conll_ner_to_docs
from written import files, quotes

# Their annotations are tokens, one beside the other, and the names of their types can be read off a tag.
WHOLLY_HELD = {"plain", "vocalised", "tatweel", "emoji before", "Latin inside", "the whole document"}

# What lies inside another has a column, or a place in one, of its own.
NESTED = {"tab-nested", "conllu-plus"}


def entities(sentences):
    """What seqeval, reading IOB2 strictly, takes for entities in sentences of (token, tag)."""
    found = Entities([[tag for _, tag in sentence] for sentence in sentences], IOB2)
    for sentence, of_it in zip(sentences, found.entities, strict=True):
        for entity in of_it:
            yield entity.tag, "".join(token for token, _ in sentence[entity.start : entity.end])


def columns(content, at):
    """The first and the last column of each sentence."""
    blocks = [block.splitlines() for block in content.split("\n\n") if block.strip()]
    for lines in blocks:
        rows = [line.split(at) for line in lines if not line.startswith("-DOCSTART-")]
        if rows:
            yield [(row[0], row[-1]) for row in rows]


def conll(content):
    ours = sorted(entities(list(columns(content, " "))))
    # spaCy's converter finds the same entities; a megabyte takes it minutes.
    if ours and len(content) < 100_000:
        docs = list(conll_ner_to_docs(content, n_sents=0))
        theirs = sorted((span.label_, "".join(token.text for token in span)) for doc in docs for span in doc.ents)
        assert theirs == ours, (theirs, ours)
    return ours


def tab(content):
    return sorted(entities(list(columns(content, "\t"))))


def tab_nested(content):
    blocks = [[line.split("\t") for line in block.splitlines()] for block in content.split("\n\n") if block.strip()]
    return _layers([[(row[0], row[1:]) for row in rows] for rows in blocks])


def _layers(sentences):
    """The entities of sentences of tokens with a tag for each annotation they are in, the outermost first."""
    depth = max((len(tags) for rows in sentences for _, tags in rows), default=0)
    layers = [
        [[(form, tags[layer] if layer < len(tags) else "O") for form, tags in rows] for rows in sentences]
        for layer in range(depth)
    ]
    return sorted(entity for layer in layers for entity in entities(layer))


def conllu_plus(content):
    sentences = conllu.parse(content, fields=["id", "form", "misc", "wassam:ner"])
    sentences = [sentence for sentence in sentences if sentence]
    for sentence in sentences:
        pieces = [
            token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ") for token in sentence
        ]
        assert "".join(pieces).split() == sentence.metadata["text"].split()
    # What lies inside another stands behind a bar.
    return _layers([[(token["form"], token["wassam:ner"].split("|")) for token in sentence] for sentence in sentences])


def hugging_face(path):
    if not path.stat().st_size:
        return []
    rows = datasets.Dataset.from_json(str(path))
    return sorted(entities([list(zip(row["tokens"], row["ner_tags"], strict=True)) for row in rows]))


def _text(read):
    return lambda path: read(path.read_text(encoding="utf-8"))


FORMATS = {
    "conll": (".conll", _text(conll)),
    "tab": (".tab", _text(tab)),
    "tab-nested": (".tab", _text(tab_nested)),
    "conllu-plus": (".conllup", _text(conllu_plus)),
    "hugging-face": (".jsonl", hugging_face),
}


def _joined(document):
    return sorted((label, "".join(quote.split())) for label, quote in quotes(document))


class Tokens(unittest.TestCase):
    def test_every_entity_is_one_of_the_document(self):
        for form, (ending, read) in FORMATS.items():
            for name, document, path in files(form, ending):
                with self.subTest(format=form, document=name):
                    found = read(path)
                    if name in WHOLLY_HELD or (form in NESTED and name == "nested"):
                        self.assertEqual(found, _joined(document))
                    elif name != "names of types":
                        self.assertLessEqual(set(found), set(_joined(document)))

    def test_a_tag_one_token_off_is_noticed(self):
        for form, (ending, read) in FORMATS.items():
            for name, document, path in files(form, ending):
                if name not in ("emoji before", "plain"):
                    continue
                with self.subTest(format=form, document=name):
                    moved = path.with_name(f"moved{ending}")
                    moved.write_text(_moved(path.read_text(encoding="utf-8")), encoding="utf-8")
                    self.assertNotEqual(read(moved), _joined(document))


def _moved(content):
    """The first tag and the one before it change places."""
    at = content.index("B-")
    before = content.rindex("O", 0, at)
    end = at + len("B-GPE") if content.startswith("B-GPE", at) else at + len("B-PERS")
    return content[:before] + content[at:end] + content[before + 1 : at] + "O" + content[end:]


if __name__ == "__main__":
    unittest.main()
