"""Krippendorff's alpha (Computing Krippendorff's Alpha-Reliability, 2011) on many resamples at once.

`1 - observed / expected` disagreement over the coincidences of values within items. The library
`krippendorff` gives the same value for one table (a test holds them together) but has no weights: a thousand
resamples would be a thousand tables.
"""

from __future__ import annotations

import numpy as np

from trainer.statistics.resampling import Patterns, Statistic, divide
from trainer.statistics.votes import Floats


def nominal(patterns: Patterns) -> Statistic:
    """Any two different values are equally far apart."""
    categories = patterns.counts.shape[1]
    return _fixed(patterns, 1 - np.eye(categories))


def interval(patterns: Patterns, values: Floats) -> Statistic:
    """Values are as far apart as the square of their difference; `values` has shape (categories,)."""
    return _fixed(patterns, (values[:, np.newaxis] - values) ** 2)


def ordinal(patterns: Patterns) -> Statistic:
    """Values are as far apart as the square of the ratings between them, half of their own included.

    That is the squared difference of mid-ranks, which differ from resample to resample; taken from their
    mean, so that large ranks do not eat the digits.
    """
    pairable = patterns.counts / (patterns.ratings - 1)[:, np.newaxis]

    def statistic(weights: Floats) -> Floats:
        totals = weights @ patterns.counts
        n = totals.sum(axis=1)
        ranks = totals.cumsum(axis=1) - totals / 2 - n[:, np.newaxis] / 2
        spread = (totals * ranks**2).sum(axis=1)
        # Over pairs of ratings within items: the product of their ranks, each rating's with itself left out.
        products = (ranks @ patterns.counts.T) * (ranks @ pairable.T) - ranks**2 @ pairable.T
        observed = 2 * (spread - (weights * products).sum(axis=1))
        expected = divide(2 * n * spread, n - 1)
        return 1 - divide(observed, expected)

    return statistic


def _fixed(patterns: Patterns, distances: Floats) -> Statistic:
    within = ((patterns.counts @ distances) * patterns.counts).sum(axis=1) / (patterns.ratings - 1)

    def statistic(weights: Floats) -> Floats:
        totals = weights @ patterns.counts
        expected = divide(((totals @ distances) * totals).sum(axis=1), totals.sum(axis=1) - 1)
        return 1 - divide(weights @ within, expected)

    return statistic
