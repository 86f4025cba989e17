"""Percentile bootstrap over items, for statistics that depend only on how often each item got each category.

Items with the same counts are exchangeable: they are kept as one *pattern* with its number of items, and a
resample of the items is one multinomial draw over the patterns. A statistic takes such draws, shape (draws,
patterns), and gives one value for each, NaN where it is undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from trainer.statistics.figures import Estimate, Interval
from trainer.statistics.votes import Floats, Ints

Statistic = Callable[[Floats], Floats]
# Numbers held at once by one block of draws: 32 MB.
BLOCK = 4_000_000
# An interval from fewer of the resamples would describe only the lucky ones.
LEAST_DEFINED = 0.9


@dataclass(frozen=True)
class Patterns:
    """The items with two ratings or more. `counts`: (patterns, categories); `items`: (patterns,), how many
    items are of each pattern."""

    counts: Floats
    items: Floats

    @property
    def n(self) -> int:
        return int(self.items.sum())

    @property
    def ratings(self) -> Floats:
        """How many ratings an item of each pattern has, shape (patterns,)."""
        return self.counts.sum(axis=1)


def find_patterns(counts: Ints) -> Patterns:
    """Of counts of shape (items, categories); items with fewer than two ratings are left out."""
    shared = counts[counts.sum(axis=1) >= 2]
    distinct, items = np.unique(shared, axis=0, return_counts=True)
    return Patterns(distinct.astype(np.float64), items.astype(np.float64))


def divide(above: Floats, below: Floats) -> Floats:
    """`above / below`, NaN where `below` is 0."""
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)


def estimate(
    patterns: Patterns,
    statistics: Mapping[str, tuple[Statistic, str]],
    resamples: int,
    level: float,
    seed: int,
) -> dict[str, Estimate]:
    """Each statistic with its interval, all from the same resamples. Beside each stands why it is undefined,
    if it is."""
    drawn = _draw(patterns, {name: one for name, (one, _) in statistics.items()}, resamples, seed)
    estimates = {}
    for name, (statistic, why) in statistics.items():
        value = float(statistic(patterns.items[np.newaxis])[0])
        if np.isnan(value):
            estimates[name] = Estimate(None, patterns.n, None, why)
        else:
            interval, doubt = _interval(drawn[name], patterns.n, level)
            estimates[name] = Estimate(value, patterns.n, interval, doubt)
    return estimates


def _draw(
    patterns: Patterns, statistics: Mapping[str, Statistic], resamples: int, seed: int
) -> dict[str, Floats]:
    generator = np.random.default_rng(seed)
    shares = patterns.items / patterns.n
    block = max(1, BLOCK // len(shares))
    drawn: dict[str, list[Floats]] = {name: [] for name in statistics}
    for start in range(0, resamples, block):
        draws = generator.multinomial(patterns.n, shares, size=min(block, resamples - start))
        weights = draws.astype(np.float64)
        for name, statistic in statistics.items():
            drawn[name].append(statistic(weights))
    return {name: np.concatenate(parts) for name, parts in drawn.items()}


def _interval(drawn: Floats, n: int, level: float) -> tuple[Interval | None, str | None]:
    defined = drawn[~np.isnan(drawn)]
    if n < 2:
        return None, "One item alone does not tell how far items differ."
    if len(defined) < LEAST_DEFINED * len(drawn):
        share = 1 - len(defined) / len(drawn)
        return None, f"In {share:.0%} of the resamples the value is undefined: too few items differ."
    if defined.max() - defined.min() < 1e-12:
        return (
            None,
            "Every resample gives the same value: the items do not differ enough to tell how sure it is.",
        )
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return (float(low), float(high)), None
