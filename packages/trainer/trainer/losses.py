"""The losses on pairs, each pair's on its own: no mean is taken here, so that weights can come between."""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional


def reward_losses(chosen: Any, rejected: Any, margin: Any | None) -> Any:
    """Bradley-Terry, `-log sigmoid(r_c - r_r - margin)`, shape (pairs,); margin as in Llama 2 (arXiv
    2307.09288)."""
    gap = chosen - rejected
    return -functional.logsigmoid(gap if margin is None else gap - margin)


def dpo_losses(chosen: Any, rejected: Any, kind: str, beta: float, smoothing: float, lengths: Any) -> Any:
    """DPO's losses, shape (pairs,), from the log ratios of policy to reference, summed over each answer's
    tokens.

    `sigmoid` arXiv 2305.18290; `hinge` 2305.10425; `robust` 2403.00409; `ipo` 2310.12036, whose ratios are
    means over `lengths`, shape (2, pairs), the tokens of chosen and rejected.
    """
    gap = chosen - rejected
    if kind == "sigmoid":
        return -functional.logsigmoid(beta * gap)
    if kind == "hinge":
        return torch.relu(1 - beta * gap)
    if kind == "ipo":
        return (chosen / lengths[0] - rejected / lengths[1] - 1 / (2 * beta)) ** 2
    kept = -functional.logsigmoid(beta * gap) * (1 - smoothing)
    flipped = -functional.logsigmoid(-beta * gap) * smoothing
    return (kept - flipped) / (1 - 2 * smoothing)


def weighted_mean(losses: Any, weights: Any | None) -> Any:
    """The mean of weight x loss. Weights are scaled to a mean of 1 over the data set, never per batch, so
    that the
    result does not depend on how the batch is cut into micro-batches."""
    return losses.mean() if weights is None else (losses * weights).mean()
