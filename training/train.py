"""Trains the tagger, from the corpora folder to a model file. See README.md."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

import fit
import generate
import pack
import vectors
from corpora import Sources
from dataset import HEAD, TYPES, Corpus
from network import Network, Shape
from pretrain import pretrain

ROOT = Path(__file__).resolve().parent.parent

# Each tradition's types by the house's names, nested or not, and what its corpora call them.
TRADITIONS: dict[str, tuple[bool, list[str]]] = {
    "house": (True, TYPES),
    "anercorp": (False, ["PERS", "ORG", "LOC", "PRODUCT"]),
    "wikifane": (False, ["PERS", "ORG", "GPE", "LOC", "FAC", "PRODUCT"]),
    "wojood": (False, TYPES),
}
NAMES = {
    "MISC": "PRODUCT",
    "PER": "PERS",
    "PRO": "PRODUCT",
    "VEH": "PRODUCT",
    "WEA": "PRODUCT",
}


@dataclass
class Recipe:
    """How much of everything."""

    student_epochs: int = 14
    student_batch: int = 900
    pseudo_share: float = 0.05
    wikifane_share: float = 0.3
    teacher_seeds: tuple[int, ...] = (1, 2, 3)
    teacher_units: int = 448
    teacher_epochs: int = 10
    teacher_batch: int = 2000
    pretraining_epochs: float = 4.4
    """Of the network that teachers begin as. On one core an epoch takes hours."""
    pretraining_batch: int = 32_000


# Small batches, since there is so little text.
QUICK = Recipe(
    student_epochs=3,
    student_batch=100,
    pseudo_share=0.3,
    wikifane_share=1.0,
    teacher_seeds=(1, 2),
    teacher_units=32,
    teacher_epochs=6,
    teacher_batch=100,
    pretraining_epochs=1,
    pretraining_batch=400,
)


def task(name: str, corpus: Corpus, share: float = 1.0) -> fit.Task:
    """A corpus as something to learn."""
    tradition = name.removesuffix("-dev")
    if tradition == "house":
        tags, skips = corpus.nested()
        return fit.Task(tradition, corpus, tags, skips, share)
    _, labels = TRADITIONS[tradition]
    return fit.Task(tradition, corpus, corpus.flat(labels, NAMES), None, share)


def new_network(shape: Shape, table: np.ndarray, features: int) -> Network:
    """A network that has learned nothing."""
    sizes = {name: (HEAD + 1, 1) if nested else (1, len(labels)) for name, (nested, labels) in TRADITIONS.items()}
    return Network(shape, table, features, sizes)


class Trainer:
    """The way from corpora to a model. What is made is kept in the sources' work folder, and found again."""

    def __init__(self, sources: Sources, recipe: Recipe, table: np.ndarray, vocabulary: int, device: str):
        self.work, self.recipe, self.table, self.device = sources.work, recipe, table, device
        self.corpora = {
            name: Corpus(sources.numbers(name, files), vocabulary, device)
            for name, files in sources.labelled().items()
        }
        self.dev = {name: task(name, corpus) for name, corpus in self.corpora.items() if name.endswith("-dev")}
        shares = {"wikifane": recipe.wikifane_share}
        self.tasks = [
            task(name, corpus, shares.get(name, 1.0)) for name, corpus in self.corpora.items() if name not in self.dev
        ]
        self.features = self.corpora["house"].features

    def network(self, shape: Shape, table: np.ndarray, seed: int) -> Network:
        """A network that has learned nothing."""
        torch.manual_seed(seed)
        sizes = {name: (HEAD + 1, 1) if nested else (1, len(labels)) for name, (nested, labels) in TRADITIONS.items()}
        return Network(shape, table, self.features, sizes).to(self.device)

    def learned(self, name: str, network: Network, learn: Callable[[], object]) -> Network:
        """The network after it learned, or as it was saved when it had."""
        path = self.work / f"{name}.pt"
        if path.exists():
            network.load_state_dict(torch.load(path, map_location=self.device, weights_only=True))
            return network
        print(f"{name}:", flush=True)
        learn()
        torch.save(network.state_dict(), path)
        return network

    def fit(self, name: str, network: Network, plan: fit.Plan) -> Network:
        """The network after it learned from labels, and what it then knows of what is held out."""

        def learn() -> None:
            fit.fit(network, plan, say=say)
            say(str(fit.summary(network, self.dev)))

        return self.learned(name, network, learn)

    def teacher_shape(self, dropout: float) -> Shape:
        """Of the teachers, and of what they begin as."""
        return Shape(encoder="lstm", units=self.recipe.teacher_units, dropout=dropout)

    def pretrained(self, text: Corpus) -> Network:
        """What teachers begin as: it has read the plain text."""
        seed, recipe = 7, self.recipe
        network = self.network(self.teacher_shape(0.2), self.table, seed)

        def learn() -> None:
            pretrain(
                network, text, recipe.pretraining_epochs, rate=1.5e-3, tokens=recipe.pretraining_batch, seed=seed, say=say
            )

        return self.learned("pretrained", network, learn)

    def teacher(self, seed: int, beginning: Network | None) -> Network:
        """A teacher: it has learned from what is not held out."""
        recipe = self.recipe
        network = self.network(self.teacher_shape(0.4), self.table, seed)
        if beginning is not None:
            body = {
                name: weight
                for name, weight in beginning.state_dict().items()
                if name.split(".")[0] not in fit.OWN
            }
            network.load_state_dict(body, strict=False)
        plan = fit.Plan(recipe.teacher_epochs, tokens=recipe.teacher_batch, seed=seed, tasks=self.tasks, body_rate=1e-3)
        return self.fit(f"teacher-{seed}", network, plan)

    def tagged(self, text: Corpus, teachers: list[Network]) -> fit.Pseudo:
        """Plain text as the teachers tag it."""
        path = self.work / "tagged.npz"
        if not path.exists():
            print("teachers tag plain text", flush=True)
            tags, skips = fit.predict(teachers, text, list(TRADITIONS))
            np.savez_compressed(path, skips=skips, **tags)
        saved = np.load(path)
        return fit.Pseudo(text, {name: saved[name] for name in TRADITIONS}, saved["skips"], self.recipe.pseudo_share)

    def student(self, name: str, shape: Shape, seed: int, tasks: list[fit.Task], text: fit.Pseudo | None) -> Network:
        """A network of the kind that is released."""
        recipe = self.recipe
        network = self.network(shape, pack.shortened(self.table), seed)
        plan = fit.Plan(recipe.student_epochs, tokens=recipe.student_batch, seed=seed, tasks=tasks, pseudo=text)
        return self.fit(name, network, plan)


def say(line: str) -> None:
    """Tells of a step."""
    print("  " + line, flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument("--work", type=Path, help="where what is made on the way is kept, and found again")
    parser.add_argument("--out", type=Path, help="the model file")
    parser.add_argument("--name", default="wassam-1")
    parser.add_argument("--hold-out", action="store_true", help="end with the model that is measured: held-out.bin in the work folder")
    parser.add_argument("--device", default="cpu", help="cuda, where there is one")
    parser.add_argument("--no-pretraining", action="store_true", help="teachers begin with nothing: for want of a GPU")
    parser.add_argument("--student-seed", type=int, default=1)
    parser.add_argument("--no-teachers", action="store_true", help="learn from labelled text alone")
    parser.add_argument("--quick", action="store_true", help="a minute's run that proves the way, on generated text")
    parser.add_argument("--threads", type=int, default=1)
    for part in ("words", "pieces", "features"):
        parser.add_argument(f"--no-{part}", action="store_true", help="for ablation")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    recipe = QUICK if arguments.quick else Recipe()
    work = arguments.work or ROOT / "target" / ("training-quick" if arguments.quick else "training")
    out = arguments.out or (work / "tagger.bin" if arguments.quick else ROOT / "seeds" / "model" / "tagger.bin")
    sources = Sources(generate.corpora(work / "corpora") if arguments.quick else arguments.corpora, work)

    vocabulary = sources.vocabulary()
    table = vectors.learn(sources.words(), vocabulary, work, arguments.quick)
    trainer = Trainer(sources, recipe, table, len(vocabulary), arguments.device)
    tagged = None
    if not arguments.no_teachers:
        text = Corpus(sources.numbers("text", [sources.texts()]), len(vocabulary), arguments.device)
        beginning = None if arguments.no_pretraining else trainer.pretrained(text)
        teachers = [trainer.teacher(seed, beginning) for seed in recipe.teacher_seeds]
        tagged = trainer.tagged(text, teachers)

    shape = Shape(
        use_words=not arguments.no_words,
        use_pieces=not arguments.no_pieces,
        use_features=not arguments.no_features,
    )

    def student(kind: str, tasks: list[fit.Task]) -> Network:
        return trainer.student(f"{arguments.name}-{kind}", shape, arguments.student_seed, tasks, tagged)

    def write(path: Path, network: Network) -> None:
        path.write_bytes(pack.pack(arguments.name, network.cpu(), vocabulary, TRADITIONS, curve))
        print(f"{path}: {path.stat().st_size} bytes")

    # What this one has not seen says how sure the other may be.
    held_out = student("held-out", trainer.tasks)
    curve = fit.calibration(fit.reliability(held_out, trainer.corpora["house-dev"]))
    write(work / "held-out.bin", held_out)
    if not arguments.hold_out:
        write(out, student("all", [*trainer.tasks, *trainer.dev.values()]))


if __name__ == "__main__":
    main()
