"""The network that src/tagger/network.rs runs, and the larger one that teaches it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from dataset import SKIPS, Batch

PIECES = 8192
PIECE = 64
NEVER = -1e4


@dataclass
class Shape:
    """Sizes, and how much is left out while training."""

    encoder: str = "sru"
    """`sru`, which alone can be packed, or `lstm`, to teach."""
    units: int = 128
    layers: int = 2
    dropout: float = 0.33
    word_dropout: float = 0.07
    feature_dropout: float = 0.15
    piece_dropout: float = 0.1
    use_words: bool = True
    use_pieces: bool = True
    use_features: bool = True

    @property
    def width(self) -> int:
        """Numbers in a token's first state: with simple recurrent units, as in every later one."""
        return self.units if self.encoder == "lstm" else 2 * self.units


class Recurrent(nn.Module):
    """A layer of simple recurrent units (Lei et al. 2018, arXiv:1709.02755) in both directions."""

    def __init__(self, units: int):
        super().__init__()
        self.units = units
        self.gates = nn.Linear(2 * units, 6 * units)
        # Of forget gates forwards and backwards, then of reset gates.
        self.peepholes = nn.Parameter(torch.zeros(2, 2, units))

    def forward(self, below: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        sentences, length, _ = below.shape
        gates = self.gates(below).view(sentences, length, 2, 3, self.units)
        both = below.view(sentences, length, 2, self.units)
        kept = mask.view(sentences, length, 1).to(below.dtype)

        def turned(values: torch.Tensor) -> torch.Tensor:
            return torch.stack([values[:, :, 0], values[:, :, 1].flip(1)], 2)

        # Backwards the padding comes first: the memory stays empty until it is over.
        kept = torch.stack([kept, kept.flip(1)], 2)
        gates, both = turned(gates), turned(both)
        candidate, forget_sum, reset_sum = gates.unbind(3)
        forget_hole, reset_hole = self.peepholes
        memory = below.new_zeros(sentences, 2, self.units)
        states = []
        # To take a whole tensor apart at once, not slice by slice, halves the time of a training step.
        steps = (values.unbind(1) for values in (candidate, forget_sum, reset_sum, both, kept))
        for new, forget, reset, under, real in zip(*steps):
            forget = torch.sigmoid(forget + forget_hole * memory)
            reset = torch.sigmoid(reset + reset_hole * memory)
            memory = torch.lerp(new, memory, forget) * real
            states.append(torch.lerp(under, torch.tanh(memory), reset))
        return turned(torch.stack(states, 1)).flatten(2)


class Chains(nn.Module):
    """Linear-chain conditional random fields over one sentence, side by side."""

    def __init__(self, chains: int, labels: int):
        super().__init__()
        states = 1 + 2 * labels
        self.chains, self.states = chains, states
        self.transitions = nn.Parameter(torch.zeros(chains, states, states))
        allowed = torch.zeros(states, states)
        start = torch.zeros(states)
        for label in range(labels):
            begins, goes_on = 1 + 2 * label, 2 + 2 * label
            allowed[:, goes_on] = NEVER
            allowed[begins, goes_on] = allowed[goes_on, goes_on] = 0
            start[goes_on] = NEVER
        self.register_buffer("allowed", allowed)
        self.register_buffer("start", start)

    def loss(self, emissions: torch.Tensor, tags: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The negative log-likelihood of the tags, summed."""
        sentences, length, chains, _ = emissions.shape
        weights = self.transitions + self.allowed
        first, *others = emissions.unbind(1)
        forward = first + self.start
        for emission, inside in zip(others, mask.view(sentences, length, 1, 1).unbind(1)[1:]):
            onward = torch.logsumexp(forward.unsqueeze(-1) + weights, 2) + emission
            forward = torch.where(inside, onward, forward)
        total = torch.logsumexp(forward, -1).sum()
        right = (emissions.gather(3, tags.unsqueeze(-1)).squeeze(-1) * mask.unsqueeze(-1)).sum()
        if length > 1:
            chain = torch.arange(chains, device=tags.device).view(1, 1, chains).expand(sentences, length - 1, chains)
            right = right + (weights[chain, tags[:, :-1], tags[:, 1:]] * mask[:, 1:].unsqueeze(-1)).sum()
        return total - right

    @torch.no_grad()
    def decode(self, emissions: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The likeliest tags (Viterbi)."""
        length = emissions.shape[1]
        weights = self.transitions + self.allowed
        best, pointers = emissions[:, 0] + self.start, []
        stay = torch.arange(self.states, device=best.device).expand_as(best)
        for step in range(1, length):
            value, pointer = (best.unsqueeze(-1) + weights).max(2)
            inside = mask[:, step].view(-1, 1, 1)
            pointers.append(torch.where(inside, pointer, stay))
            best = torch.where(inside, value + emissions[:, step], best)
        tags = [best.argmax(-1)]
        for pointer in reversed(pointers):
            tags.append(pointer.gather(2, tags[-1].unsqueeze(-1)).squeeze(-1))
        return torch.stack(tags[::-1], 1)


class Network(nn.Module):
    """Word, rest, pieces and features of each token → its state in its sentence → emissions of each tradition."""

    def __init__(self, shape: Shape, vectors: np.ndarray, features: int, traditions: dict[str, tuple[int, int]]):
        super().__init__()
        self.shape = shape
        width, size = shape.width, vectors.shape[1]
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(vectors).float(), freeze=True)
        self.unknown = nn.Parameter(torch.zeros(2, size))
        self.pieces = nn.EmbeddingBag(PIECES, PIECE, mode="mean")
        nn.init.normal_(self.pieces.weight, 0, 0.3)
        self.features = nn.EmbeddingBag(features, width, mode="sum")
        nn.init.normal_(self.features.weight, 0, 0.1)
        self.input = nn.Linear(2 * size + PIECE, width)
        self.dropout = nn.Dropout(shape.dropout)
        if shape.encoder == "lstm":
            self.encoder: nn.Module = nn.LSTM(
                width, shape.units, shape.layers, bidirectional=True, batch_first=True, dropout=shape.dropout
            )
        else:
            self.encoder = nn.ModuleList([Recurrent(shape.units) for _ in range(shape.layers)])
        self.state = 2 * shape.units
        self.emissions = nn.ModuleDict()
        self.chains = nn.ModuleDict()
        for name, (chains, labels) in traditions.items():
            self.emissions[name] = nn.Linear(self.state, chains * (1 + 2 * labels))
            self.chains[name] = Chains(chains, labels)
        self.skip = nn.Linear(self.state, SKIPS)

    def forward(self, batch: Batch, blank: torch.Tensor | None = None) -> torch.Tensor:
        """The states: sentences × length × 2 units. Nothing is seen of tokens that are left blank."""
        shape = self.shape
        word, rest = batch.word, batch.rest
        tokens = len(word)

        def drawn(share: float) -> torch.Tensor:
            return torch.rand(tokens, device=word.device) >= share

        def kept(share: float) -> torch.Tensor | float:
            return drawn(share).float().unsqueeze(1) if self.training else 1.0

        if self.training:
            word = word * drawn(shape.word_dropout)
            rest = rest * drawn(shape.word_dropout)
        vectors = [
            self.words(places) + (places == 0).float().unsqueeze(1) * self.unknown[kind]
            for kind, places in enumerate((word, rest))
        ]
        pieces = self.pieces(batch.pieces[0] % PIECES, batch.pieces[1]) * kept(shape.piece_dropout)
        features = self.features(*batch.features) * kept(shape.feature_dropout)
        seen = torch.cat(
            [*(vector * shape.use_words for vector in vectors), pieces * shape.use_pieces], 1
        )
        if blank is not None:
            shown = (~blank).float().unsqueeze(1)
            seen, features = seen * shown, features * shown
        first = torch.tanh(self.input(seen) + features * shape.use_features)
        states = first.new_zeros(*batch.mask.shape, first.shape[1])
        states[batch.mask] = first
        states = self.dropout(states)
        if isinstance(self.encoder, nn.LSTM):
            packed = nn.utils.rnn.pack_padded_sequence(
                states, batch.mask.sum(1).cpu(), batch_first=True, enforce_sorted=False
            )
            states, _ = nn.utils.rnn.pad_packed_sequence(
                self.encoder(packed)[0], batch_first=True, total_length=batch.mask.shape[1]
            )
            return self.dropout(states)
        for layer in self.encoder:
            states = self.dropout(layer(states, batch.mask))
        return states

    def emit(self, tradition: str, states: torch.Tensor) -> torch.Tensor:
        """Emissions of a tradition: sentences × length × chains × states."""
        chains = self.chains[tradition]
        return self.emissions[tradition](states).view(*states.shape[:2], chains.chains, chains.states)
