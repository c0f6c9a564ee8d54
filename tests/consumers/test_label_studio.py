"""What Label Studio's converter makes of our tasks when it exports them."""

import csv
import json
import logging
import unittest

from label_studio_sdk.converter.converter import Converter
from test_tokens import WHOLLY_HELD, columns, entities
from written import files, quotes, written

# The converter tells each of its steps.
logging.getLogger("label_studio_sdk.converter.exports.csv2").setLevel(logging.WARNING)

# A megabyte is a cell.
csv.field_size_limit(1 << 24)


def exported(tasks, form):
    """What stands in the file that the converter makes of tasks. They have the numbers that Label Studio gives them, and
    predictions are accepted."""
    folder = written("label-studio") / "exported"
    folder.mkdir(exist_ok=True)
    numbered = [
        {"id": number, "data": task["data"], "annotations": task["annotations"] + task["predictions"]}
        for number, task in enumerate(tasks, 1)
    ]
    given = folder / "tasks.json"
    given.write_text(json.dumps(numbered, ensure_ascii=False), encoding="utf-8")
    config = (written("label-studio") / "label-studio.xml").read_text(encoding="utf-8")
    Converter(config, project_dir=None).convert(str(given), str(folder), form, is_dir=False)
    ending = {"JSON_MIN": "json", "CSV": "csv", "CONLL2003": "conll"}[form]
    with (folder / f"result.{ending}").open(encoding="utf-8", newline="") as file:
        return file.read()


def json_min(tasks):
    for row in json.loads(exported(tasks, "JSON_MIN")):
        yield row["text"], row.get("label", [])


def csv_(tasks):
    for row in csv.DictReader(exported(tasks, "CSV").splitlines(keepends=True)):
        yield row["text"], json.loads(row.get("label") or "[]")


def slices(rows):
    for text, regions in rows:
        for region in regions:
            assert text[region["start"] : region["end"]] == region["text"]
            yield region["labels"][0], region["text"]


def _tasks(path):
    return json.loads(path.read_text(encoding="utf-8"))


class LabelStudio(unittest.TestCase):
    def test_every_slice_of_an_export_is_its_quote(self):
        for name, document, path in files("label-studio", ".label-studio.json"):
            for read in (json_min, csv_):
                with self.subTest(document=name, export=read.__name__):
                    self.assertEqual(sorted(slices(read(_tasks(path)))), quotes(document))

    def test_conll_has_the_words_of_the_quotes(self):
        for name, document, path in files("label-studio", ".label-studio.json"):
            if name in WHOLLY_HELD:
                with self.subTest(document=name):
                    words = [(label, "".join(quote.split())) for label, quote in quotes(document)]
                    content = exported(_tasks(path), "CONLL2003")
                    self.assertEqual(sorted(entities(list(columns(content, " ")))), sorted(words))

    def test_an_offset_one_off_is_noticed(self):
        for name, document, path in files("label-studio", ".label-studio.json"):
            if name not in ("emoji before", "an article"):
                continue
            tasks = _tasks(path)
            [result, *_] = tasks[0]["annotations"] + tasks[0]["predictions"]
            value = result["result"][0]["value"]
            value.update(start=value["start"] + 1, end=value["end"] + 1)
            for read in (json_min, csv_):
                with self.subTest(document=name, export=read.__name__), self.assertRaises(AssertionError):
                    list(slices(read(tasks)))


if __name__ == "__main__":
    unittest.main()
