"""Cohen's kappa of every two annotators who rated enough of the same items."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from trainer.statistics.figures import Estimate, Figure, Interval, critical, undefined
from trainer.statistics.request import Request, Scale
from trainer.statistics.votes import Floats, Ints, Votes

# Two ratings of one item, in pairs: beyond this a comparison of all would take minutes and gigabytes.
MAX_COMPARISONS = 5_000_000


@dataclass(frozen=True)
class CohenPair:
    """`n` items were rated by both; `agreement` is the share rated the same. `weighted` counts how far apart
    two values are, and is null where the scale has no order."""

    first: str
    second: str
    n: int
    agreement: float
    kappa: Estimate
    weighted: Figure


@dataclass(frozen=True)
class Cohen:
    pairs: tuple[CohenPair, ...]
    min_shared: int
    why: str | None


def compare_annotators(votes: Votes, request: Request) -> Cohen:
    kept = _enough(votes, request.min_shared)
    if _comparisons(votes.item[kept]) > MAX_COMPARISONS:
        why = "Too many people rated the same items for a comparison of every two of them."
        return Cohen((), request.min_shared, why)
    distances = _distances(request.scale)
    pairs = []
    for first, second, table in _tables(votes, kept, len(request.scale.values), request.min_shared):
        n = int(table.sum())
        weighted = kappa(table, distances) if distances is not None else None
        pairs.append(
            CohenPair(
                first=votes.annotators[first],
                second=votes.annotators[second],
                n=n,
                agreement=float(table.trace() / n),
                kappa=_estimate(table, request.level),
                weighted=Figure(weighted, n, _why_not(distances, weighted)),
            )
        )
    none = None if pairs else f"No two annotators rated {request.min_shared} or more of the same items."
    return Cohen(tuple(pairs), request.min_shared, none)


def kappa(table: Floats, distances: Floats | None = None) -> float | None:
    """Cohen's kappa of a table (categories, categories), rows one annotator; None where chance explains all.

    `distances`, of the same shape, weighs disagreements (Psychological Bulletin 1968); without it any
    disagreement counts 1 (Educational and Psychological Measurement 1960).
    """
    weights = 1 - np.eye(len(table)) if distances is None else distances
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    chance = float((weights * expected).sum())
    return None if chance == 0 else 1 - float((weights * table).sum()) / chance


def standard_error(table: Floats) -> float:
    """Of unweighted kappa, for many items (Fleiss, Cohen and Everitt, Psychological Bulletin 1969)."""
    n = table.sum()
    shares = table / n
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    agreed, chance = shares.trace(), float(rows @ columns)
    same = (shares.diagonal() * ((1 - chance) - (rows + columns) * (1 - agreed)) ** 2).sum()
    other = shares * (columns[:, np.newaxis] + rows) ** 2
    off = (1 - agreed) ** 2 * (other.sum() - other.trace())
    variance = same + off - (agreed * chance - 2 * chance + agreed) ** 2
    return math.sqrt(max(0.0, float(variance) / n)) / (1 - chance) ** 2


def _estimate(table: Floats, level: float) -> Estimate:
    n = int(table.sum())
    value = kappa(table)
    if value is None:
        return undefined(n, "Both gave one and the same rating every time, so chance explains all of it.")
    error = standard_error(table)
    # What is left of 0 after rounding is no error.
    if error < 1e-9:
        return Estimate(value, n, None, "They never differ, or always: that leaves no interval.")
    reach = critical(level) * error
    interval: Interval = (max(-1.0, value - reach), min(1.0, value + reach))
    return Estimate(value, n, interval)


def _why_not(distances: Floats | None, weighted: float | None) -> str | None:
    if distances is None:
        return "The scale is nominal: its values have no order."
    if weighted is None:
        return "Both gave one and the same rating every time, so chance explains all of it."
    return None


def _distances(scale: Scale) -> Floats | None:
    """How far apart two values are: steps of an ordinal scale, differences of an interval scale."""
    if scale.kind == "nominal":
        return None
    points = np.arange(len(scale.values)) if scale.kind == "ordinal" else np.array(scale.values)
    return np.abs(points[:, np.newaxis] - points).astype(np.float64)


def _enough(votes: Votes, min_shared: int) -> Ints:
    """The votes, by place, of annotators with `min_shared` ratings or more on shared items: no other can
    take part in a pair."""
    shared = np.bincount(votes.item)[votes.item] >= 2
    enough = np.bincount(votes.annotator, weights=shared) >= min_shared
    return np.flatnonzero(shared & enough[votes.annotator])


def _comparisons(item: Ints) -> int:
    ratings = np.bincount(item)
    return int((ratings * (ratings - 1) // 2).sum())


def _tables(votes: Votes, kept: Ints, categories: int, min_shared: int) -> Iterator[tuple[int, int, Floats]]:
    """Places of two annotators, the smaller first, and their table of ratings (categories, categories)."""
    item, annotator, value = votes.item[kept], votes.annotator[kept], votes.value[kept]
    firsts, seconds = [], []
    # Votes are sorted by item: two of one item stand at most its number of ratings apart.
    for apart in range(1, int(np.bincount(item).max(initial=0))):
        at = np.flatnonzero(item[:-apart] == item[apart:])
        firsts.append(at)
        seconds.append(at + apart)
    if not firsts:
        return
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    # Within an item votes are sorted by annotator, so the first of two has the smaller place.
    both = annotator[first] * len(votes.annotators) + annotator[second]
    cell = value[first] * categories + value[second]
    order = np.argsort(both, kind="stable")
    keys, starts = np.unique(both[order], return_index=True)
    for key, cells in zip(keys.tolist(), np.split(cell[order], starts[1:]), strict=True):
        if len(cells) >= min_shared:
            table = np.bincount(cells, minlength=categories**2).reshape(categories, categories)
            yield *divmod(key, len(votes.annotators)), table.astype(np.float64)
