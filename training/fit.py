"""Trains a network on several corpora, each by its own tradition, and judges it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dataset import HEAD, TYPES, Corpus
from network import Network

# What a batch gives up to its neighbours as it is averaged over the last part of the training.
AVERAGING = 0.02


@dataclass
class Task:
    """A corpus to learn from, in the tags of a tradition."""

    tradition: str
    corpus: Corpus
    tags: np.ndarray
    skips: np.ndarray | None = None
    share: float = 1.0
    """How much of the corpus is seen in each epoch, drawn anew."""


@dataclass
class Pseudo:
    """Plain text with the tags that teachers gave it in every tradition."""

    corpus: Corpus
    tags: dict[str, np.ndarray]
    skips: np.ndarray
    share: float = 1.0


@dataclass
class Plan:
    """How to train."""

    epochs: int = 8
    rate: float = 2e-3
    tokens: int = 900
    seed: int = 1
    tasks: list[Task] = field(default_factory=list)
    pseudo: Pseudo | None = None


def tagging_loss(network: Network, tradition: str, states: torch.Tensor, tags: torch.Tensor, mask: torch.Tensor):
    """Loss of one tradition over a batch."""
    return network.chains[tradition].loss(network.emit(tradition, states), tags * mask.unsqueeze(-1), mask)


def batch_loss(network: Network, source: Task | Pseudo, sentences: np.ndarray) -> tuple[torch.Tensor, int]:
    """Loss by token over some sentences, and the number of tokens."""
    batch = source.corpus.batch(sentences)
    states = network(batch)
    tags = source.tags if isinstance(source, Pseudo) else {source.tradition: source.tags}
    loss = states.new_zeros(())
    for tradition, numbers in tags.items():
        wanted = torch.from_numpy(numbers[batch.positions].astype(np.int64))
        loss = loss + tagging_loss(network, tradition, states, wanted, batch.mask)
    if source.skips is not None:
        skips = torch.from_numpy(source.skips[batch.tokens].astype(np.int64))
        if (skips >= 0).any():
            sums = network.skip(states[batch.mask])
            loss = loss + functional.cross_entropy(sums, skips, ignore_index=-1, reduction="sum")
    count = len(batch.tokens)
    # Text that teachers tagged teaches as much as other text, not once for each tradition.
    return loss / count / len(tags), count


def fit(network: Network, plan: Plan, say=print) -> Network:
    """Trains, and leaves in the network the average of its weights over the last part."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.Adam(weights, lr=plan.rate, betas=(0.9, 0.98))
    sources: list[Task | Pseudo] = [*plan.tasks, *([plan.pseudo] if plan.pseudo else [])]

    def epoch() -> list[tuple[Task | Pseudo, np.ndarray]]:
        batches = []
        for source in sources:
            count = len(source.corpus)
            drawn = rng.choice(count, max(1, int(count * source.share)), replace=False)
            batches += [(source, batch) for batch in source.corpus.batches(plan.tokens, rng, np.sort(drawn))]
        order = rng.permutation(len(batches))
        return [batches[place] for place in order]

    average: list[torch.Tensor] = []
    steps = step = 0
    start = time.time()
    network.train()
    for number in range(plan.epochs):
        batches = epoch()
        steps = steps or len(batches) * plan.epochs
        total = tokens = 0.0
        for source, sentences in batches:
            # Up in 300 steps, then down along a cosine.
            part = min(1.0, step / steps)
            rate = plan.rate * min(1.0, (step + 1) / 300) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * part)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            loss, count = batch_loss(network, source, sentences)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            step += 1
            total, tokens = total + float(loss.detach()) * count, tokens + count
            if part > 0.4 and step % 5 == 0:
                with torch.no_grad():
                    if not average:
                        average = [weight.detach().clone() for weight in weights]
                    for mean, weight in zip(average, weights):
                        mean.lerp_(weight, AVERAGING)
        say(f"epoch {number + 1}: loss {total / tokens:.4f}, {tokens:.0f} tokens, {time.time() - start:.0f} s")
    with torch.no_grad():
        for mean, weight in zip(average, weights):
            weight.copy_(mean)
    return network


@torch.no_grad()
def predict(networks: list[Network], corpus: Corpus, traditions: list[str]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Tags in each tradition and proclitic letters, by the mean of the networks' emissions and transitions."""
    chains = {name: networks[0].chains[name] for name in traditions}
    if len(networks) > 1:
        chains = {}
        for name in traditions:
            first = networks[0].chains[name]
            mean = type(first)(first.chains, (first.states - 1) // 2)
            mean.transitions.copy_(torch.stack([network.chains[name].transitions for network in networks]).mean(0))
            chains[name] = mean
    tags = {name: np.zeros((len(corpus.word), chains[name].chains), np.uint8) for name in traditions}
    skips = np.zeros(len(corpus.word), np.int8)
    for network in networks:
        network.eval()
    for sentences in corpus.batches(4000, np.random.default_rng(0)):
        batch = corpus.batch(sentences)
        states = [network(batch) for network in networks]
        for name in traditions:
            emissions = torch.stack([network.emit(name, state) for network, state in zip(networks, states)]).mean(0)
            tags[name][batch.tokens] = chains[name].decode(emissions, batch.mask)[batch.mask].numpy()
        sums = torch.stack([network.skip(state[batch.mask]) for network, state in zip(networks, states)]).mean(0)
        skips[batch.tokens] = sums.argmax(-1).numpy()
    return tags, skips


def spans(tags: np.ndarray, labels: list[str], nested: bool) -> set[tuple[int, int, str]]:
    """The spans that tags say: first token, end, type."""
    found = set()
    for chain in range(tags.shape[1]):
        column = tags[:, chain]
        for first in np.nonzero(column % 2 == 1)[0]:
            end = first + 1
            while end < len(column) and column[end] == column[first] + 1:
                end += 1
            kind = chain if nested else (int(column[first]) - 1) // 2
            if kind < len(labels):
                found.add((int(first), int(end), labels[kind]))
    return found


def f1(gold: set, found: set, types: set[str] | None = None) -> float:
    """Strict F1 over spans of tokens; `wassam evaluate` gives the figures that count."""
    gold = {span for span in gold if types is None or span[2] in types}
    found = {span for span in found if types is None or span[2] in types}
    return 2 * len(gold & found) / max(1, len(gold) + len(found))


@torch.no_grad()
def reliability(network: Network, corpus: Corpus) -> np.ndarray:
    """For each of the spans found in the house's tradition: its raw probability, and whether it is right."""
    network.eval()
    wanted, _ = corpus.nested()
    gold = spans(wanted, TYPES, True)
    optional = {(span.first, span.end, span.label) for span in corpus.spans if span.optional}
    chains = network.chains["house"]
    rows = []
    for sentences in corpus.batches(4000, np.random.default_rng(0)):
        batch = corpus.batch(sentences)
        emissions = network.emit("house", network(batch))
        tags = chains.decode(emissions, batch.mask)
        for row in range(len(sentences)):
            length = int(batch.mask[row].sum())
            start = int(batch.positions[row, 0])
            for first, end, label in spans(tags[row, :length].numpy(), TYPES, True):
                span = (start + first, start + end, label)
                if span in optional:
                    continue
                chain = TYPES.index(label)
                rows.append((probability(chains, chain, emissions[row, :length, chain], first, end), span in gold))
    return np.array(rows, dtype=np.float64)


def probability(chains, chain: int, emissions: torch.Tensor, first: int, end: int) -> float:
    """How likely the span is, by one chain of a sentence."""
    weights = (chains.transitions[chain] + chains.allowed).double()
    emissions = emissions.double().clone()

    def total(emissions: torch.Tensor) -> torch.Tensor:
        forward = emissions[0] + chains.start
        for step in emissions[1:]:
            forward = torch.logsumexp(forward.unsqueeze(-1) + weights, 0) + step
        return torch.logsumexp(forward, 0)

    everything = total(emissions)
    never = -1e9
    emissions[first, [0, 2]] = never
    emissions[first + 1 : end, :2] = never
    if end < len(emissions):
        emissions[end, 2] = never
    return float(torch.exp(total(emissions) - everything))


def calibration(rows: np.ndarray, knots: int = 33) -> np.ndarray:
    """A rising curve from raw probability to the share that is right, by isotonic regression, at even places.

    The curve is smoothed by two imagined spans at each place, one of them as the network says.
    """
    order = np.argsort(rows[:, 0])
    raw, right = rows[order, 0], rows[order, 1]
    places = np.linspace(0, 1, knots)
    values = np.concatenate([raw, places])
    marks = np.concatenate([right, places])
    order = np.argsort(values, kind="stable")
    values, marks = values[order], marks[order]
    blocks: list[list[float]] = []
    for mark in marks:
        blocks.append([mark, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            mark_sum, count = blocks.pop()
            blocks[-1][0] += mark_sum
            blocks[-1][1] += count
    fitted = np.concatenate([np.full(int(count), total / count) for total, count in blocks])
    return np.clip(np.interp(places, values, fitted), 0.0, 1.0)


def summary(network: Network, tasks: dict[str, Task]) -> dict[str, float]:
    """Strict F1 by tokens of the held-out corpora."""
    result = {}
    for name, task in tasks.items():
        tags, _ = predict([network], task.corpus, [task.tradition])
        nested = task.tradition == "house"
        labels = [str(number) for number in range(HEAD + 1)]
        result[name] = f1(spans(task.tags, labels, nested), spans(tags[task.tradition], labels, nested))
    return result
