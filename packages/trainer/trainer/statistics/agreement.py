"""Agreement before chance is taken off, and Fleiss' kappa."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.statistics.resampling import Patterns, Statistic, divide
from trainer.statistics.votes import Floats


def agreeing_pairs(counts: Floats) -> Floats:
    """How many pairs of ratings of an item agree, shape (items,), of counts (items, categories)."""
    pairs: Floats = (counts * (counts - 1)).sum(axis=1) / 2
    return pairs


def rating_pairs(counts: Floats) -> Floats:
    """How many pairs of ratings an item has, shape (items,)."""
    ratings = counts.sum(axis=1)
    pairs: Floats = ratings * (ratings - 1) / 2
    return pairs


def pooled(patterns: Patterns) -> Statistic:
    """The share of agreeing pairs among all pairs: an item with many ratings counts more."""
    agreeing, pairs = agreeing_pairs(patterns.counts), rating_pairs(patterns.counts)
    return lambda weights: divide(weights @ agreeing, weights @ pairs)


def per_item(patterns: Patterns) -> Statistic:
    """The mean over items of each one's share of agreeing pairs: every item counts the same."""
    shares = agreeing_pairs(patterns.counts) / rating_pairs(patterns.counts)
    return lambda weights: divide(weights @ shares, weights.sum(axis=1))


@dataclass(frozen=True)
class Even:
    """The items that have the most frequent number of ratings, the larger one of two as frequent."""

    ratings: int
    items: int
    left_out: int


def find_even(patterns: Patterns) -> Even:
    sizes, places = np.unique(patterns.ratings, return_inverse=True)
    items = np.bincount(places, weights=patterns.items)
    at = len(items) - 1 - int(items[::-1].argmax())
    return Even(int(sizes[at]), int(items[at]), patterns.n - int(items[at]))


def fleiss(patterns: Patterns, ratings: int) -> Statistic:
    """Fleiss' kappa (Psychological Bulletin 1971) over the items with exactly that many ratings."""
    even = patterns.ratings == ratings
    counts = patterns.counts[even]
    shares = agreeing_pairs(counts) / rating_pairs(counts)

    def statistic(weights: Floats) -> Floats:
        kept = weights[:, even]
        n = kept.sum(axis=1)
        usage = divide(
            kept @ counts, np.broadcast_to((n * ratings)[:, np.newaxis], (len(n), counts.shape[1]))
        )
        chance = (usage**2).sum(axis=1)
        return divide(divide(kept @ shares, n) - chance, 1 - chance)

    return statistic
