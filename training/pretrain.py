"""Teaches a network to guess words that are left blank in plain text, before it sees any label."""

from __future__ import annotations

import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dataset import Corpus
from fit import schedule
from network import Network

# How many of the tokens are guessed, and how many of those are left blank: the others are seen as they are.
GUESSED = 0.2
BLANK = 0.85


def pretrain(
    network: Network,
    corpus: Corpus,
    epochs: float,
    rate: float,
    tokens: int,
    seed: int,
    say=print,
) -> None:
    """Goes through the text so many times, in batches of so many tokens. Meant for a GPU."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    device = corpus.first.device
    words = network.words.weight.shape[0]
    guess = nn.Linear(network.state, words, device=device)
    weights = [weight for weight in [*network.parameters(), *guess.parameters()] if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    steps, step, start = 0, 0, time.time()
    network.train()
    while step < max(1, steps):
        batches = corpus.batches(tokens, rng)
        steps = steps or int(len(batches) * epochs)
        total = torch.zeros((), device=device)
        before = step
        for sentences in batches[: steps - step]:
            for group in optimizer.param_groups:
                group["lr"] = rate * schedule(step / steps, step)
            batch = corpus.batch(sentences)
            # Words without a vector are not guessed.
            guessed = (torch.rand(len(batch.word), device=device) < GUESSED) & (batch.word > 0)
            blank = guessed & (torch.rand(len(batch.word), device=device) < BLANK)
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                states = network(batch, blank)[batch.mask]
                loss = functional.cross_entropy(guess(states[guessed]).float(), batch.word[guessed])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            step += 1
            total += loss.detach()
        say(f"{step} of {steps} steps: loss {float(total) / (step - before):.3f}, {time.time() - start:.0f} s")
