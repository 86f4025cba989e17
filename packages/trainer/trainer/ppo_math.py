"""The arithmetic of PPO (arXiv 1707.06347) on answers, as pure functions: no model, no random numbers.

Tensors are (rows, tokens) over the answers alone, first token first, padded on the right; `mask` is 1.0 on
an answer's tokens, its end token included, and 0.0 behind. Log-probabilities are natural, KL is in nats.
"""

from __future__ import annotations

import math
from typing import Any

import torch

# Ziegler et al. 2019 (arXiv 1909.08593) bound the controller's view of how far off the KL is.
MOST_KL_ERROR = 0.2


def kl_estimates(logprobs: Any, reference: Any) -> tuple[Any, Any]:
    """Each token's estimate of KL(policy, reference) from tokens that the policy drew.

    k1 is unbiased and can be negative, k3 is unbiased too and never is (Schulman, "Approximating KL
    Divergence").
    """
    gap = logprobs - reference
    return gap, torch.expm1(-gap) + gap


def token_rewards(scores: Any, kl: Any, mask: Any, coefficient: float) -> Any:
    """`-coefficient * kl` at every token and, at each answer's last token, its score, (rows,), on top."""
    last = mask.sum(dim=1).long() - 1
    rewards = -coefficient * kl * mask
    return rewards.scatter_add(1, last.unsqueeze(1), scores.unsqueeze(1).to(rewards.dtype))


def advantages_and_returns(
    rewards: Any, values: Any, mask: Any, gamma: float, lambda_: float
) -> tuple[Any, Any]:
    """Generalised advantage estimates (arXiv 1506.02438) and the returns, advantage + value.

    `values[:, t]` is worth of the state before token `t`; behind the last token nothing more is to come.
    """
    rewards, values = rewards * mask, values * mask
    ahead = torch.zeros_like(values[:, 0])
    next_value = torch.zeros_like(ahead)
    backwards = []
    for t in range(values.size(1) - 1, -1, -1):
        surprise = rewards[:, t] + gamma * next_value - values[:, t]
        ahead = surprise + gamma * lambda_ * ahead
        next_value = values[:, t]
        backwards.append(ahead)
    advantages = torch.stack(backwards[::-1], dim=1) * mask
    return advantages, (advantages + values) * mask


def moments(values: Any, mask: Any) -> Any:
    """Count, sum and sum of squares of the masked values in fp64; those of several parts simply add up."""
    kept = values.double() * mask
    return torch.stack([mask.double().sum(), kept.sum(), (kept * kept).sum()])


def mean_and_variance(of: Any) -> tuple[float, float]:
    """Mean and variance (without Bessel's correction) from `moments`."""
    count, total, squares = of.tolist()
    mean = total / count
    # NaN has to stay NaN, which max(0, NaN) would hide.
    variance = squares / count - mean * mean
    return mean, 0.0 if variance < 0 else variance


def whiten(values: Any, mask: Any, of: Any) -> Any:
    """`values` with mean 0 and variance 1 over the tokens that `of`, the moments, counted; padding is 0."""
    mean, variance = mean_and_variance(of)
    return (values - mean) * (variance + 1e-8) ** -0.5 * mask


def policy_losses(logprobs: Any, old: Any, advantages: Any, clip: float) -> tuple[Any, Any, Any]:
    """Each token's clipped loss, its ratio to the policy that answered, and whether the clip decides."""
    ratio = torch.exp(logprobs - old)
    free = -advantages * ratio
    bound = -advantages * ratio.clamp(1 - clip, 1 + clip)
    return torch.maximum(free, bound), ratio, (bound > free).to(logprobs.dtype)


def value_losses(values: Any, old: Any, returns: Any, clip: float) -> tuple[Any, Any]:
    """Half of each token's squared error, values held within `clip` of the old ones, and whether that
    decides."""
    free = (values - returns) ** 2
    bound = (torch.minimum(torch.maximum(values, old - clip), old + clip) - returns) ** 2
    return 0.5 * torch.maximum(free, bound), (bound > free).to(values.dtype)


def approximate_kl(logprobs: Any, old: Any) -> Any:
    """Each token's `(log ratio)^2 / 2`: how far an update has gone from the policy that answered."""
    return 0.5 * (logprobs - old) ** 2


def explained_variance(returns: Any, residuals: Any) -> float:
    """The share of the returns' variance that the values foresaw, from the moments of returns and of
    returns - values; 0 where the returns do not vary."""
    spread = mean_and_variance(returns)[1]
    return 1 - mean_and_variance(residuals)[1] / spread if spread != 0 else 0.0


def adapted_coefficient(
    coefficient: float, kl: float, target: float | None, horizon: int, answers: int
) -> float:
    """The KL coefficient for the next step: pulled towards where `kl`, per answer, meets `target`
    (arXiv 1909.08593); fixed without a target."""
    if target is None:
        return coefficient
    error = min(max(kl / target - 1, -MOST_KL_ERROR), MOST_KL_ERROR)
    return coefficient * (1 + error * answers / horizon)


def learning_rate_factor(schedule: str, warmup_ratio: float, step: int, steps: int) -> float:
    """The share of the learning rate at `step`, 1 to `steps`: warm-up, then the schedule, never 0."""
    warmup = math.ceil(warmup_ratio * steps)
    if step <= warmup:
        return step / (warmup + 1)
    left = (steps - step + 1) / (steps - warmup)
    if schedule == "linear":
        return left
    return 0.5 - 0.5 * math.cos(math.pi * left) if schedule == "cosine" else 1.0
