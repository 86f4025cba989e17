"""The losses, each row's on its own: no mean is taken here, so that weights can come between."""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional

CERTAIN = 1e-6


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


def kto_losses(ratios: Any, good: Any, kl: Any, beta: float) -> Any:
    """KTO's losses (arXiv 2402.01306, equation 8, without its weights), shape (rows,): how far an answer
    found good lies above the reference point, or one found bad below it.

    `ratios` are log ratios of policy to reference, summed over each answer's tokens; `good` is boolean; `kl`
    is the reference point in nats, 0 or more and without gradient. With a `kl` of 0 it is APO-zero for
    unpaired answers (arXiv 2408.06266).
    """
    above = ratios - kl
    return 1 - torch.sigmoid(beta * torch.where(good, above, -above))


def log_odds(means: Any) -> Any:
    """The log odds of answers, from their tokens' mean log-probabilities."""
    # A short answer that is all but certain has a mean of 0 in fp32, and odds without end.
    means = means.clamp(max=-CERTAIN)
    return means - torch.log(-torch.expm1(means))


def orpo_losses(chosen: Any, rejected: Any, beta: float) -> Any:
    """ORPO (arXiv 2403.07691), shape (pairs,), from the mean log-probabilities of each answer's tokens: the
    preferred answer's negative one, and `beta` times how little its odds exceed the other's."""
    return -chosen - beta * functional.logsigmoid(log_odds(chosen) - log_odds(rejected))


def simpo_losses(chosen: Any, rejected: Any, beta: float, gamma: float) -> Any:
    """SimPO (arXiv 2405.14734), shape (pairs,), from the mean log-probabilities of each answer's tokens;
    `gamma` is the margin that the rewards, `beta` times those means, are to have."""
    return -functional.logsigmoid(beta * (chosen - rejected) - gamma)


def weighted_mean(losses: Any, weights: Any | None) -> Any:
    """The mean of weight x loss. Weights are scaled to a mean of 1 over the data set, never per batch, so
    that the
    result does not depend on how the batch is cut into micro-batches."""
    return losses.mean() if weights is None else (losses * weights).mean()
