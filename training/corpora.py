"""What is read from the corpora folder, and what of it is held out."""

from __future__ import annotations

import hashlib
import lzma
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MANIFEST = Path(__file__).resolve().parent.parent / "Cargo.toml"

# The last sentences of ANERcorp's training split, 15 % of them: its development block.
ANERCORP_HELD_OUT = 596

TEXTS = ("ant-v1.1-news.txt.xz", "ant-v2.1-news.txt.xz", "wikipedia-2017.txt.xz")

# Words known by a vector, at most, and how often one must stand in the text to have any.
WORDS = 50_000
LEAST = 4


class Sources:
    """The corpora folder, a folder to work in, and the program that turns text into numbers."""

    def __init__(self, corpora: Path, work: Path):
        self.corpora, self.work = corpora, work
        work.mkdir(parents=True, exist_ok=True)

    def export(self, *arguments: str | Path, out: Path | None = None) -> None:
        """Runs training/export.rs."""
        command = ["cargo", "run", "--quiet", "--locked", "--profile", "page", "--example", "export"]
        command += ["--manifest-path", str(MANIFEST), "--"]
        command += [str(argument) for argument in arguments]
        if out is None:
            subprocess.run(command, check=True)
            return
        with out.open("wb") as file:
            subprocess.run(command, check=True, stdout=file)

    def texts(self) -> Path:
        """All plain text, each paragraph once."""
        path = self.work / "text.txt"
        if path.exists():
            return path
        seen: set[bytes] = set()
        with path.open("w") as out:
            for name in TEXTS:
                for line in _lines(self.corpora / "text" / name):
                    mark = hashlib.blake2b(line.strip().encode(), digest_size=8).digest()
                    if line.startswith("#") or mark not in seen:
                        out.write(line)
                    seen.add(mark)
        return path

    def anercorp(self) -> tuple[Path, Path]:
        """ANERcorp's training split without its development block, and the block."""
        train, held_out = self.work / "anercorp-train.conll", self.work / "anercorp-dev.conll"
        if not train.exists():
            whole = (self.corpora / "ner" / "anercorp-train.conll").read_text()
            sentences = [sentence for sentence in whole.split("\n\n") if sentence.strip()]
            train.write_text("\n\n".join(sentences[:-ANERCORP_HELD_OUT]) + "\n")
            held_out.write_text("\n\n".join(sentences[-ANERCORP_HELD_OUT:]) + "\n")
        return train, held_out

    def wojood(self, part: str) -> Path:
        """A part of the Wojood sample, under a name that says its format."""
        path = self.work / f"wojood-{part}.conll"
        if not path.exists():
            path.write_text((self.corpora / "ner" / f"wojood-sample-{part}.txt").read_text())
        return path

    def news(self, part: str) -> list[Path]:
        """Our gold: `train`, or the four files to measure on (`dev`)."""
        files = sorted((self.corpora / "news").glob("news-*.jsonl"))
        return [file for file in files if ("train" in file.name) == (part == "train")]

    def labelled(self) -> dict[str, list[Path | str]]:
        """The files of each corpus that has labels, those held out under a name that ends in `-dev`."""
        train, held_out = self.anercorp()
        return {
            "anercorp": [train],
            # The second column of tags has the coarse types.
            "wikifane": [f"{self.corpora / 'ner' / 'wikifane-train.conll'}:2"],
            "wojood": [self.wojood("train")],
            "house": self.news("train"),
            "anercorp-dev": [held_out],
            "wojood-dev": [self.wojood("val")],
            "house-dev": self.news("dev"),
        }

    def words(self) -> Path:
        """The text and the labelled text that is not held out as words, a sentence a line."""
        path = self.work / "words.txt"
        if not path.exists():
            plain = self.work / "labelled.txt"
            # Labels are of no use here, and those files' formats are not plain text.
            with plain.open("w") as out:
                for name, files in self.labelled().items():
                    if not name.endswith("-dev"):
                        for file in files:
                            out.writelines(_plain(Path(str(file).removesuffix(":2"))))
            self.export("words", self.texts(), plain, out=path)
        return path

    def vocabulary(self) -> list[str]:
        """The words that have vectors, the most frequent first."""
        path = self.work / "vocabulary.txt"
        if not path.exists():
            counts: Counter[str] = Counter()
            with self.words().open() as file:
                for line in file:
                    counts.update(line.split())
            frequent = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            words = [word for word, count in frequent if count >= LEAST and len(word) <= 24][:WORDS]
            path.write_text("\n".join(words))
        return path.read_text().split("\n")

    def numbers(self, name: str, files: list[Path | str]) -> Path:
        """The prefix of a corpus' exported numbers."""
        prefix = self.work / "numbers" / name
        prefix.parent.mkdir(exist_ok=True)
        if not Path(f"{prefix}.shape").exists():
            self.vocabulary()
            self.export("features", self.work / "vocabulary.txt", prefix, *files)
        return prefix


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt") as file:
        yield from file


def _plain(path: Path) -> Iterator[str]:
    """The text of a labelled file, a sentence or text a line."""
    import json

    content = path.read_text()
    if path.suffix == ".jsonl":
        for line in content.splitlines():
            yield json.loads(line)["text"].rstrip() + "\n"
        return
    for sentence in content.split("\n\n"):
        tokens = [line.split()[0] for line in sentence.split("\n") if line.strip()]
        yield " ".join(tokens) + "\n"
