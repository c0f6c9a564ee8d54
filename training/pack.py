"""Writes a trained network as a model file: the layout is told in src/tagger/model.rs."""

from __future__ import annotations

import struct

import numpy as np
import torch

from dataset import TYPES
from network import PIECE, PIECES, Network

LAYOUT = 1


def fixed(values: np.ndarray | torch.Tensor, bits: int, kind: str) -> bytes:
    """Numbers in fixed point with so many bits after the point."""
    whole = np.round(np.asarray(values, dtype=np.float64) * (1 << bits))
    limits = np.iinfo(kind)
    return np.clip(whole, limits.min, limits.max).astype(kind).tobytes()


def string(text: str) -> bytes:
    """A string behind its length."""
    encoded = text.encode()
    return struct.pack("<I", len(encoded)) + encoded


def matrix(weight: torch.Tensor, bias: torch.Tensor | None, input_bits: int) -> bytes:
    """A matrix of 8-bit weights, a scale and a bias for each row.

    Its inputs have `input_bits` after the point, its sums 12.
    """
    weights = weight.detach().double().numpy()
    scales = np.abs(weights).max(1) / 127 + 1e-12
    small = np.round(weights / scales[:, None])
    added = np.zeros(len(weights)) if bias is None else bias.detach().numpy()
    return small.astype("i1").tobytes() + fixed(scales, 32 + 12 - input_bits, "<i4") + fixed(added, 12, "<i4")


def half_bytes(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Vectors as whole numbers from -8 to 7, and each vector's scale with 12 bits after the point.

    The scale is the one of a few that loses least.
    """
    most = np.abs(vectors).max(1) + 1e-9
    best = np.full(len(vectors), np.inf)
    scales = np.ones(len(vectors))
    for share in np.linspace(0.5, 1.0, 11):
        tried = np.maximum(np.round(most * share / 7 * 4096), 1)
        numbers = np.clip(np.round(vectors * 4096 / tried[:, None]), -8, 7)
        loss = ((numbers * tried[:, None] / 4096 - vectors) ** 2).sum(1)
        better = loss < best
        best[better], scales[better] = loss[better], tried[better]
    numbers = np.clip(np.round(vectors * 4096 / scales[:, None]), -8, 7)
    return numbers.astype(np.int8), scales.astype("<u2")


def shortened(vectors: np.ndarray) -> np.ndarray:
    """Vectors as the file will give them back."""
    numbers, scales = half_bytes(vectors)
    return numbers * (scales[:, None] / np.float32(4096))


def pack(
    name: str,
    network: Network,
    vocabulary: list[str],
    traditions: dict[str, tuple[bool, list[str]]],
    calibration: np.ndarray,
) -> bytes:
    """The file of a network of simple recurrent units. Words that are longer in UTF-8 than 200 bytes are lost."""
    state = network.state_dict()
    vectors = state["words.weight"].numpy()[1:]
    size, width = vectors.shape[1], network.shape.width
    numbers, scales = half_bytes(vectors)
    halves = numbers.view(np.uint8) & 15
    piece_scale = float(state["pieces.weight"].abs().max()) / 127
    body = struct.pack(
        "<6I", size, PIECES, PIECE, state["features.weight"].shape[0], width, network.shape.layers
    )
    body += string("".join(f"{word}\n" for word in vocabulary))
    body += scales.tobytes() + (halves[:, 0::2] | halves[:, 1::2] << 4).tobytes()
    body += fixed(state["unknown"], 12, "<i2")
    body += struct.pack("<I", round(piece_scale * (1 << 24)))
    body += np.round(state["pieces.weight"].numpy() / piece_scale).astype("i1").tobytes()
    body += fixed(state["features.weight"], 12, "<i2")
    body += matrix(state["input.weight"], state["input.bias"], 12)
    for layer in range(network.shape.layers):
        gates = f"encoder.{layer}.gates"
        body += matrix(state[f"{gates}.weight"], state[f"{gates}.bias"], 15)
        body += fixed(state[f"encoder.{layer}.peepholes"], 12, "<i2")
    body += matrix(state["skip.weight"], state["skip.bias"], 15)
    body += struct.pack("<I", len(traditions))
    for tradition, (nested, labels) in traditions.items():
        body += string(tradition) + struct.pack("<2I", nested, len(labels))
        body += struct.pack(f"<{len(labels)}I", *(TYPES.index(label) for label in labels))
        body += matrix(state[f"emissions.{tradition}.weight"], state[f"emissions.{tradition}.bias"], 15)
        body += fixed(state[f"chains.{tradition}.transitions"], 12, "<i4")
    body += np.round(calibration * 1000).astype("<u2").tobytes()
    checksum = 0x811C9DC5
    for byte in body:
        checksum = ((checksum ^ byte) * 0x01000193) & 0xFFFFFFFF
    return b"WASSAMTG" + struct.pack("<I", LAYOUT) + string(name) + struct.pack("<I", checksum) + body
