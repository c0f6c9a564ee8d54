"""Trains a network on several corpora, each by its own tradition, and judges it."""

from __future__ import annotations

import copy
import math
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

# The parts of a network that labels alone teach: the others can have read plain text before.
OWN = ("emissions", "chains", "skip")


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
    body_rate: float | None = None
    """Of all but the traditions' own weights, when it is another."""
    tokens: int = 900
    seed: int = 1
    tasks: list[Task] = field(default_factory=list)
    pseudo: Pseudo | None = None


def tagging_loss(network: Network, tradition: str, states: torch.Tensor, tags: torch.Tensor, mask: torch.Tensor):
    """Loss of one tradition over a batch."""
    return network.chains[tradition].loss(network.emit(tradition, states), tags * mask.unsqueeze(-1), mask)


class Lesson:
    """What is learned from, where the corpus is."""

    def __init__(self, source: Task | Pseudo, tokens: int):
        def placed(values: np.ndarray) -> torch.Tensor:
            return torch.from_numpy(values).to(source.corpus.first.device)

        self.corpus, self.share, self.tokens = source.corpus, source.share, tokens
        tags = source.tags if isinstance(source, Pseudo) else {source.tradition: source.tags}
        self.tags = {name: placed(numbers) for name, numbers in tags.items()}
        self.skips = None if source.skips is None else placed(source.skips)

    def epoch(self, rng: np.random.Generator) -> list[np.ndarray]:
        """Batches of the share that is seen this time."""
        count = len(self.corpus)
        drawn = rng.choice(count, max(1, int(count * self.share)), replace=False)
        return self.corpus.batches(self.tokens, rng, np.sort(drawn))

    def loss(self, network: Network, sentences: np.ndarray) -> tuple[torch.Tensor, int]:
        """Loss by token over some sentences, and the number of tokens."""
        batch = self.corpus.batch(sentences)
        states = network(batch)
        loss = states.new_zeros(())
        for tradition, numbers in self.tags.items():
            wanted = numbers[batch.positions].long()
            loss = loss + tagging_loss(network, tradition, states, wanted, batch.mask)
        if self.skips is not None:
            skips = self.skips[batch.tokens].long()
            sums = network.skip(states[batch.mask])
            loss = loss + functional.cross_entropy(sums, skips, ignore_index=-1, reduction="sum")
        count = len(batch.tokens)
        # Text that teachers tagged teaches as much as other text, not once for each tradition.
        return loss / count / len(self.tags), count


def schedule(part: float, step: int) -> float:
    """Share of the rate: up in 300 steps, then down along a cosine."""
    return min(1.0, (step + 1) / 300) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, part))))


def fit(network: Network, plan: Plan, say=print) -> Network:
    """Trains, and leaves in the network the average of its weights over the last part."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    own, body = [], []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            (own if name.split(".")[0] in OWN else body).append(weight)
    weights = own + body
    rates = [plan.rate, plan.body_rate or plan.rate]
    optimizer = torch.optim.Adam([{"params": own}, {"params": body}], lr=plan.rate, betas=(0.9, 0.98))
    lessons = [Lesson(source, plan.tokens) for source in [*plan.tasks, *([plan.pseudo] if plan.pseudo else [])]]

    def epoch() -> list[tuple[Lesson, np.ndarray]]:
        batches = [(lesson, batch) for lesson in lessons for batch in lesson.epoch(rng)]
        return [batches[place] for place in rng.permutation(len(batches))]

    average: list[torch.Tensor] = []
    steps = step = 0
    start = time.time()
    network.train()
    for number in range(plan.epochs):
        batches = epoch()
        steps = steps or len(batches) * plan.epochs
        total = tokens = 0.0
        for lesson, sentences in batches:
            part = step / steps
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * schedule(part, step)
            loss, count = lesson.loss(network, sentences)
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
            mean = copy.deepcopy(first)
            mean.transitions.copy_(torch.stack([network.chains[name].transitions for network in networks]).mean(0))
            chains[name] = mean
    tags = {name: np.zeros((len(corpus.word), chains[name].chains), np.uint8) for name in traditions}
    skips = np.zeros(len(corpus.word), np.int8)
    for network in networks:
        network.eval()
    for sentences in corpus.batches(16_000, np.random.default_rng(0)):
        batch = corpus.batch(sentences)
        tokens = batch.tokens.cpu().numpy()
        states = [network(batch) for network in networks]
        for name in traditions:
            emissions = torch.stack([network.emit(name, state) for network, state in zip(networks, states)]).mean(0)
            tags[name][tokens] = chains[name].decode(emissions, batch.mask)[batch.mask].cpu().numpy()
        sums = torch.stack([network.skip(state[batch.mask]) for network, state in zip(networks, states)]).mean(0)
        skips[tokens] = sums.argmax(-1).cpu().numpy()
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
        tags = chains.decode(emissions, batch.mask).cpu()
        emissions = emissions.cpu()
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
    weights = (chains.transitions[chain] + chains.allowed).double().cpu()
    start_sums = chains.start.double().cpu()
    emissions = emissions.double().clone()

    def total(emissions: torch.Tensor) -> torch.Tensor:
        forward = emissions[0] + start_sums
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
