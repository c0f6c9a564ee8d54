"""Vectors of words, learned from plain text with their subwords (fastText, Bojanowski et al. 2017)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

SIZE = 128
# What a number of a vector is large, on average: so the first state's curve is well used.
SPREAD = 0.5


def learn(words: Path, vocabulary: list[str], work: Path, quick: bool) -> np.ndarray:
    """A vector for each word of the vocabulary behind one of zeros for all others, centred, of even length on average.

    About 20 minutes on one core for 18 million words. One thread: the order of updates, and so the vectors, are fixed.
    """
    path = work / "vectors.npy"
    if path.exists():
        return np.load(path)
    from gensim.models import FastText
    from gensim.models.word2vec import LineSentence

    model = FastText(
        vector_size=SIZE,
        window=4,
        min_count=1 if quick else 4,
        sg=1,
        negative=8,
        sample=1e-4,
        workers=1,
        seed=1,
        min_n=3,
        max_n=5,
        bucket=2_000 if quick else 600_000,
        epochs=1 if quick else 5,
    )
    sentences = LineSentence(str(words))
    model.build_vocab(corpus_iterable=sentences)
    model.train(corpus_iterable=sentences, total_examples=model.corpus_count, epochs=model.epochs)
    vectors = np.zeros((len(vocabulary) + 1, SIZE), np.float32)
    vectors[1:] = [model.wv[word] for word in vocabulary]
    vectors[1:] -= vectors[1:].mean(0)
    # A rotation spreads what a vector says over its numbers, so that four bits lose less of it.
    turn, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(SIZE, SIZE)))
    vectors = vectors @ turn.astype(np.float32)
    vectors *= SPREAD * np.sqrt(SIZE) / np.linalg.norm(vectors[1:], axis=1).mean()
    np.save(path, vectors)
    return vectors
