"""A small corpora folder of generated sentences, in the formats of the real one: for `train.py --quick`."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpora import ANERCORP_HELD_OUT, TEXTS

GIVEN = "محمد أحمد علي خالد سمير ليلى مريم هدى يوسف كريم".split()
FAMILY = "الحسن العلي منصور حداد الخطيب سالم قاسم ناصر".split()
COUNTRIES = "مصر العراق لبنان تونس الأردن فرنسا روسيا الصين".split()
CITIES = "القاهرة بغداد بيروت عمان باريس موسكو بكين دمشق".split()
MINISTRIES = "الخارجية الدفاع الصحة المالية التعليم".split()
OFFICES = "رئيس وزير مدير سفير نائب".split()
DAYS = "الأحد الاثنين الثلاثاء الأربعاء الخميس".split()
VERBS = "قال أعلن أكد زار التقى".split()
FILLERS = "إن الوضع هناك تحسن كثيرا|بعد محادثات طويلة|خلال مؤتمر صحفي|لبحث التعاون بين البلدين".split("|")


@dataclass(frozen=True)
class Piece:
    """A few words; their type, if any; letters before them that belong to the same token but not to the span."""

    text: str
    label: str = ""
    proclitic: str = ""


def sentence(rng: random.Random) -> list[Piece]:
    """One sentence, in pieces that spaces part."""
    pick: Callable[[list[str]], str] = rng.choice
    person = Piece(f"{pick(GIVEN)} {pick(FAMILY)}", "PERS")
    city = Piece(pick(CITIES), "GPE", rng.choice(["", "", "ب", "ل"]))
    country = Piece(pick(COUNTRIES), "GPE")
    ministry = Piece(f"وزارة {pick(MINISTRIES)}", "ORG", rng.choice(["", "ل"]))
    office = Piece(pick(OFFICES), "OCC")
    day = Piece(f"يوم {pick(DAYS)}", "DATE")
    verb = Piece(rng.choice(["", "و"]) + pick(VERBS))
    filler = Piece(pick(FILLERS))
    return rng.choice(
        [
            [verb, office, country, person, filler, day],
            [verb, person, Piece("في"), city, filler],
            [verb, ministry, Piece("في"), country, day, filler],
            [filler, verb, person, office, ministry],
        ]
    )


def gold(rng: random.Random, sentences: int, name: str) -> str:
    """Texts of a few sentences as `wassam evaluate` reads them; offsets count code points."""
    lines = []
    for number in range(0, sentences, 4):
        text, annotations = "", []
        for _ in range(4):
            for piece in sentence(rng):
                text += piece.proclitic
                if piece.label:
                    start, end = len(text), len(text) + len(piece.text)
                    annotations.append(
                        {"start": start, "end": end, "type": piece.label, "text": piece.text, "head": [start, end]}
                    )
                text += piece.text + " "
            text = text[:-1] + ".\n"
        lines.append(json.dumps({"id": f"{name}-{number}", "text": text, "annotations": annotations}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def columns(rng: random.Random, sentences: int, names: dict[str, str], tag_columns: int = 1) -> str:
    """Tokens with their tags, the same in each tag column; types as `names` has them, those that it lacks untagged."""
    blocks = []
    for _ in range(sentences):
        rows = []
        for piece in [*sentence(rng), Piece(".")]:
            name = names.get(piece.label)
            for place, token in enumerate((piece.proclitic + piece.text).split()):
                tag = "O" if name is None else f"{'I' if place else 'B'}-{name}"
                rows.append(" ".join([token, *[tag] * tag_columns]))
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"


def plain(rng: random.Random, sentences: int) -> str:
    """Documents of ten sentences."""
    lines = []
    for number in range(sentences):
        if number % 10 == 0:
            lines.append(f"# {number}")
        lines.append(" ".join(piece.proclitic + piece.text for piece in sentence(rng)) + ".")
    return "\n".join(lines) + "\n"


def corpora(folder: Path) -> Path:
    """Writes the folder, the same each time, and returns it."""
    rng = random.Random(1)
    for room in ("text", "ner", "news"):
        (folder / room).mkdir(parents=True, exist_ok=True)
    for name in TEXTS:
        with lzma.open(folder / "text" / name, "wt") as file:
            file.write(plain(rng, 300))
    anercorp = {"PERS": "PERS", "ORG": "ORG", "GPE": "LOC"}
    wikifane = {"PERS": "PER", "ORG": "ORG", "GPE": "GPE"}
    wojood = {"PERS": "PERS", "ORG": "ORG", "GPE": "GPE", "OCC": "OCC", "DATE": "DATE"}
    # The last of ANERcorp are held out by their number.
    write = folder / "ner"
    (write / "anercorp-train.conll").write_text(columns(rng, ANERCORP_HELD_OUT + 300, anercorp))
    (write / "wikifane-train.conll").write_text(columns(rng, 300, wikifane, tag_columns=2))
    (write / "wojood-sample-train.txt").write_text(columns(rng, 300, wojood))
    (write / "wojood-sample-val.txt").write_text(columns(rng, 100, wojood))
    (folder / "news" / "news-train-01.jsonl").write_text(gold(rng, 400, "train"))
    (folder / "news" / "news-1.jsonl").write_text(gold(rng, 100, "measured"))
    return folder
