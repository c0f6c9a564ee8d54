"""The numbers that `export` (training/export.rs) writes for a corpus, as batches for the trainer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

# The house's 21 types, in the order of `Label::ALL` (src/label.rs).
TYPES = (
    "PERS OCC ORG GPE LOC FAC NORP EVENT DATE TIME MONEY CURR PERCENT QUANTITY UNIT CARDINAL ORDINAL "
    "PRODUCT LAW LANGUAGE WEBSITE"
).split()

# The chain of bare names inside other spans, after those of the types.
HEAD = len(TYPES)

# Proclitic letters that a span can leave out: none, one, two.
SKIPS = 3


@dataclass(frozen=True)
class Span:
    """A labelled run of tokens, counted over the whole corpus; `skip` is in proclitic letters."""

    first: int
    skip: int
    end: int
    head_first: int
    head_skip: int
    head_end: int
    label: str
    optional: bool


@dataclass
class Batch:
    """Some sentences. What is by token is in the order of sentences, without padding."""

    tokens: torch.Tensor
    """Index of each token in the corpus."""
    positions: torch.Tensor
    """The same as a table of sentences, padded with 0."""
    mask: torch.Tensor
    word: torch.Tensor
    rest: torch.Tensor
    pieces: tuple[torch.Tensor, torch.Tensor]
    features: tuple[torch.Tensor, torch.Tensor]


class Corpus:
    """One exported corpus, on the device that reads it in batches."""

    def __init__(self, prefix: Path, vocabulary: int, device: str = "cpu"):
        def read(name: str) -> torch.Tensor:
            return torch.from_numpy(np.fromfile(f"{prefix}.{name}", dtype="<u4").astype(np.int64)).to(device)

        self.word, self.rest = read("word"), read("rest")
        for places in (self.word, self.rest):
            places[places > vocabulary] = 0
        self.piece, self.piece_start = read("piece"), read("piece_start")
        self.feature, self.feature_start = read("feature"), read("feature_start")
        self.first = read("sentence")
        self.sentence = self.first.cpu().numpy()
        self.labels = Path(f"{prefix}.labels").read_text().split("\n")
        self.features = int(Path(f"{prefix}.shape").read_text().split()[0])
        self.spans = [self._span(row) for row in np.fromfile(f"{prefix}.span", dtype="<i4").reshape(-1, 7)]

    def _span(self, row: np.ndarray) -> Span:
        label = int(row[6])
        optional = label < 0
        name = self.labels[label + 1000 if optional else label]
        return Span(*(int(number) for number in row[:6]), name, optional)

    def __len__(self) -> int:
        """The number of sentences."""
        return len(self.sentence) - 1

    def flat(self, labels: list[str], names: dict[str, str]) -> np.ndarray:
        """A tag for each token: 0 outside, 1 + 2t begins and 2 + 2t goes on with type t. Longer spans go first."""
        tags = np.zeros(len(self.word), np.int64)
        for span in sorted(self.spans, key=lambda span: span.first - span.end):
            name = names.get(span.label, span.label)
            if name in labels and not tags[span.first : span.end].any():
                kind = labels.index(name)
                tags[span.first] = 1 + 2 * kind
                tags[span.first + 1 : span.end] = 2 + 2 * kind
        return tags[:, None]

    def nested(self) -> tuple[np.ndarray, np.ndarray]:
        """For each token a tag (outside, begins, goes on) in each type's chain and in that of bare names,
        and the proclitic letters that a span left out, -1 where no span begins."""
        tags = np.zeros((len(self.word), HEAD + 1), np.int64)
        skips = np.full(len(self.word), -1, np.int64)
        for span in sorted(self.spans, key=lambda span: span.first - span.end):
            kind = TYPES.index(span.label)
            if tags[span.first : span.end, kind].any():
                continue
            tags[span.first, kind] = 1
            tags[span.first + 1 : span.end, kind] = 2
            whole = (span.first, span.skip, span.end)
            if (span.head_first, span.head_skip, span.head_end) != whole:
                if not tags[span.head_first : span.head_end, HEAD].any():
                    tags[span.head_first, HEAD] = 1
                    tags[span.head_first + 1 : span.head_end, HEAD] = 2
                    skips[span.head_first] = min(span.head_skip, SKIPS - 1)
            skips[span.first] = min(span.skip, SKIPS - 1)
        return tags, skips

    def batches(self, tokens: int, rng: np.random.Generator, sentences: np.ndarray | None = None) -> list[np.ndarray]:
        """Sentences in batches of up to so many tokens, padding counted, those of like length together, shuffled."""
        sentences = np.arange(len(self)) if sentences is None else sentences
        lengths = self.sentence[1:][sentences] - self.sentence[:-1][sentences]
        order = np.argsort(lengths + rng.random(len(sentences)) * 4, kind="stable")
        batches: list[np.ndarray] = []
        batch: list[int] = []
        longest = 0
        for place in order:
            longest = max(longest, int(lengths[place]))
            if batch and longest * (len(batch) + 1) > tokens:
                batches.append(np.array(batch))
                batch, longest = [], int(lengths[place])
            if lengths[place]:
                batch.append(int(sentences[place]))
        if batch:
            batches.append(np.array(batch))
        rng.shuffle(batches)
        return batches

    def batch(self, sentences: np.ndarray) -> Batch:
        """The inputs of some sentences."""
        device = self.first.device
        longest = int((self.sentence[sentences + 1] - self.sentence[sentences]).max())
        chosen = torch.from_numpy(sentences).to(device)
        firsts = self.first[chosen].unsqueeze(1)
        steps = torch.arange(longest, device=device)
        mask = steps < self.first[chosen + 1].unsqueeze(1) - firsts
        positions = (firsts + steps) * mask
        tokens = positions[mask]

        def bag(values: torch.Tensor, starts: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            counts = starts[tokens + 1] - starts[tokens]
            offsets = counts.cumsum(0) - counts
            places = torch.repeat_interleave(starts[tokens] - offsets, counts)
            return values[places + torch.arange(len(places), device=device)], offsets

        return Batch(
            tokens=tokens,
            positions=positions,
            mask=mask,
            word=self.word[tokens],
            rest=self.rest[tokens],
            pieces=bag(self.piece, self.piece_start),
            features=bag(self.feature, self.feature_start),
        )
