"""How much an answer repeats itself."""

from __future__ import annotations

from collections.abc import Sequence

TOKENS = 4


def repetition(ids: Sequence[int], size: int = TOKENS) -> float:
    """The share of runs of `size` tokens that stood in the answer before: seq-rep-4 of arXiv 1908.04319.
    0 for an answer too short to repeat one."""
    runs = [tuple(ids[at : at + size]) for at in range(len(ids) - size + 1)]
    return 1 - len(set(runs)) / len(runs) if runs else 0.0
