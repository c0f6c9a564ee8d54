"""Trains the tagger, from the corpora folder to a model file. See README.md."""

from __future__ import annotations

import argparse
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
    teacher_epochs: int = 9
    teacher_seeds: tuple[int, ...] = (4, 5)
    teacher_units: int = 224
    batch_tokens: int = 900
    wikifane_share: float = 0.3
    every_text: int = 4
    pseudo_share: float = 0.12


# Small batches, since there is so little text.
QUICK = Recipe(
    student_epochs=3,
    teacher_epochs=6,
    teacher_units=32,
    batch_tokens=100,
    wikifane_share=1.0,
    every_text=1,
    pseudo_share=0.3,
)


def corpora(sources: Sources, vocabulary: int) -> dict[str, Corpus]:
    """All corpora with labels, as numbers."""
    return {
        name: Corpus(sources.numbers(name, files), vocabulary) for name, files in sources.labelled().items()
    }


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


def learned(path: Path, network: Network, plan: fit.Plan, dev: dict[str, fit.Task]) -> Network:
    """The network trained, or as it was saved when it was."""
    if path.exists():
        network.load_state_dict(torch.load(path, weights_only=True))
        return network
    print(f"{path.stem}:", flush=True)
    fit.fit(network, plan, say=lambda line: print("  " + line, flush=True))
    torch.save(network.state_dict(), path)
    print(f"  {fit.summary(network, dev)}", flush=True)
    return network


def pseudo(sources: Sources, teachers: list[Network], recipe: Recipe, vocabulary: int) -> fit.Pseudo:
    """Plain text as the teachers tag it."""
    prefix = sources.numbers("unlabelled", [sources.unlabelled(recipe.every_text)])
    corpus = Corpus(prefix, vocabulary)
    path = sources.work / "pseudo.npz"
    if not path.exists():
        print("teachers tag plain text", flush=True)
        tags, skips = fit.predict(teachers, corpus, list(TRADITIONS))
        np.savez(path, skips=skips, **tags)
    saved = np.load(path)
    return fit.Pseudo(corpus, {name: saved[name] for name in TRADITIONS}, saved["skips"], recipe.pseudo_share)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument("--work", type=Path, help="where what is made on the way is kept, and found again")
    parser.add_argument("--out", type=Path, help="the model file")
    parser.add_argument("--name", default="wassam-1")
    parser.add_argument("--hold-out", action="store_true", help="end with the model that is measured: held-out.bin in the work folder")
    parser.add_argument("--teacher", type=int, help="train only the teacher of this seed")
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
    short = pack.shortened(table)
    all_corpora = corpora(sources, len(vocabulary))
    dev = {name: task(name, corpus) for name, corpus in all_corpora.items() if name.endswith("-dev")}
    shares = {"wikifane": recipe.wikifane_share}
    tasks = [task(name, corpus, shares.get(name, 1.0)) for name, corpus in all_corpora.items() if name not in dev]
    features = all_corpora["house"].features

    def teacher(seed: int) -> Network:
        shape = Shape(encoder="lstm", units=recipe.teacher_units, dropout=0.4)
        plan = fit.Plan(epochs=recipe.teacher_epochs, tokens=recipe.batch_tokens, seed=seed, tasks=tasks)
        torch.manual_seed(seed)
        return learned(work / f"teacher-{seed}.pt", new_network(shape, table, features), plan, dev)

    if arguments.teacher is not None:
        teacher(arguments.teacher)
        return
    plain = None
    if not arguments.no_teachers:
        teachers = [teacher(seed) for seed in recipe.teacher_seeds]
        plain = pseudo(sources, teachers, recipe, len(vocabulary))

    def student(kind: str, tasks: list[fit.Task]) -> Network:
        shape = Shape(
            use_words=not arguments.no_words,
            use_pieces=not arguments.no_pieces,
            use_features=not arguments.no_features,
        )
        seed = arguments.student_seed
        plan = fit.Plan(recipe.student_epochs, tokens=recipe.batch_tokens, seed=seed, tasks=tasks, pseudo=plain)
        torch.manual_seed(seed)
        return learned(work / f"{arguments.name}-{kind}.pt", new_network(shape, short, features), plan, dev)

    def write(path: Path, network: Network) -> None:
        path.write_bytes(pack.pack(arguments.name, network, vocabulary, TRADITIONS, curve))
        print(f"{path}: {path.stat().st_size} bytes")

    # What this one has not seen says how sure the other may be.
    held_out = student("held-out", tasks)
    curve = fit.calibration(fit.reliability(held_out, all_corpora["house-dev"]))
    write(work / "held-out.bin", held_out)
    if not arguments.hold_out:
        write(out, student("all", [*tasks, *dev.values()]))


if __name__ == "__main__":
    main()
