"""Tables of mentions, entities and values: csv and pandas read them, and their offsets cut the quotes out of the text."""

import csv
import json
import unittest

import pandas
from written import files, quotes

SEPARATORS = {"csv": ",", "tsv": "\t"}
FORMULA = ("=", "+", "-", "@")


def _utf16(text, start, end):
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", errors="replace")


def _plain(cell):
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "\t", "\r", "\n")) else cell


def _quote(row, text):
    """What both kinds of offsets cut out of the text; entities have that of their first mention, without its end."""
    [start, utf16] = [int(row[key]) for key in ("start_cp", "start_utf16")]
    cell = _plain(row["text"])
    end = int(row["end_cp"]) if "end_cp" in row else start + len(cell)
    utf16_end = int(row["end_utf16"]) if "end_utf16" in row else utf16 + len(cell.encode("utf-16-le")) // 2
    assert text[start:end] == _utf16(text, utf16, utf16_end) == cell, (row, text[start:end])
    return cell


# Each of these gives what is to be found in a row, and what the rows of a document must have.


def mentions(rows, document):
    return sorted((row["type"], _quote(row, document["text"])) for row in rows), quotes(document)


def entities(rows, document):
    found = [
        (row["id"], row["type"], _plain(row["name"]), row["aliases"], _quote(row, document["text"]), int(row["mentions"]))
        for row in rows
    ]
    wanted = []
    for entity in document["entities"]:
        of_it = [a for a in document["annotations"] if a.get("entity") == entity["id"]]
        # A list of aliases is a formula if its first is.
        aliases = " | ".join(entity["aliases"])
        aliases = f"'{aliases}" if aliases.startswith(FORMULA) else aliases
        wanted.append((entity["id"], entity["type"], entity["name"], aliases, of_it[0]["text"], len(of_it)))
    return found, wanted


def values(rows, document):
    found = [(row["type"], _quote(row, document["text"]), json.loads(row["value"])) for row in rows]
    return found, [(a["type"], a["text"], a["value"]) for a in document["annotations"] if "value" in a]


TABLES = {"": mentions, "-entities": entities, "-values": values}


def tables():
    """Of each table: what reads its rows, the document, its name, the file, the separator and the encoding."""
    for kind, separator in SEPARATORS.items():
        for what, read in TABLES.items():
            for options, encoding in (([], "utf-8"), (["--bom"], "utf-8-sig")):
                ending = f"{what.replace('-', '.')}.{kind}"
                for name, document, path in files(f"{kind}{what}", ending, *options):
                    yield read, name, document, path, separator, encoding


def _rows(path, separator, encoding):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


class Tables(unittest.TestCase):
    def test_every_slice_is_its_quote_and_pandas_has_the_same_cells(self):
        some = set()
        for read, name, document, path, separator, encoding in tables():
            with self.subTest(document=name, file=path):
                self.assertEqual(path.read_bytes().startswith(b"\xef\xbb\xbf"), encoding == "utf-8-sig")
                rows = _rows(path, separator, encoding)
                frame = pandas.read_csv(path, sep=separator, encoding=encoding, keep_default_na=False, dtype=str)
                self.assertEqual(frame.to_dict("records"), rows)
                found, wanted = read(rows, document)
                self.assertEqual(found, wanted)
                some |= {read} if found else set()
        self.assertEqual(some, set(TABLES.values()))

    def test_no_cell_is_a_formula(self):
        marked = set()
        for _, name, _, path, separator, encoding in tables():
            with self.subTest(document=name, file=path):
                cells = [cell for row in _rows(path, separator, encoding) for cell in row.values()]
                self.assertEqual([cell for cell in cells if cell.startswith(FORMULA)], [])
                marked |= {cell for cell in cells if _plain(cell) != cell}
        self.assertLessEqual({"'=1+1", "'-X-", "'=SUM(A1)", "'@note", "'+1 | -1"}, marked)

    def test_an_offset_one_off_is_noticed(self):
        for read, name, document, path, separator, encoding in tables():
            rows = _rows(path, separator, encoding)
            if name not in ("emoji before", "all there is to say") or not rows:
                continue
            for key in {"start_cp", "end_cp", "start_utf16", "end_utf16"} & rows[0].keys():
                with self.subTest(document=name, file=path, column=key):
                    moved = [{**rows[0], key: str(int(rows[0][key]) + 1)}, *rows[1:]]
                    with self.assertRaises(AssertionError):
                        read(moved, document)


if __name__ == "__main__":
    unittest.main()
