"""Dawid-Skene over the items that several people rated: its model, and its rows by item and annotator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.statistics.agreement import agreeing_pairs, rating_pairs
from trainer.statistics.dawid_skene import entropies, fit
from trainer.statistics.figures import Figure
from trainer.statistics.reliability import Reliability, weigh
from trainer.statistics.request import Scale
from trainer.statistics.votes import Floats, Votes

# Two annotators' votes tell less than their tables ask: any split of the errors between them fits.
LEAST_ANNOTATORS = 3
# Beyond these the tables would have more cells than anybody has votes, and not fit into memory.
MAX_CLASSES = 16
MAX_CELLS = 10_000_000
ALONE = "Nobody else rated the items that they rated."

Matrix = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class TruthModel:
    """`n` items rated by two people or more. `shares`: of the items, by class in the scale's order. The
    log-likelihood is natural."""

    n: int
    shares: tuple[float, ...] | None
    log_likelihood: float | None
    steps: int | None
    converged: bool | None
    why: str | None


@dataclass(frozen=True)
class ItemTruth:
    """`n` ratings; `agreement` is the share of agreeing pairs of them. `posterior`: by class; `entropy` in
    bits. Both are null without a model."""

    item: str
    n: int
    agreement: float
    posterior: tuple[float, ...] | None
    entropy: float | None


@dataclass(frozen=True)
class AnnotatorTruth:
    """`confusion`: expected numbers of their ratings, rows the true class, columns the given one."""

    confusion: Matrix | None
    reliability: Reliability


@dataclass(frozen=True)
class Truth:
    model: TruthModel
    items: tuple[ItemTruth, ...]
    annotators: tuple[AnnotatorTruth, ...]


def find_truth(votes: Votes, scale: Scale) -> Truth:
    classes = len(scale.values)
    counts = votes.counts(classes)
    kept = np.flatnonzero(counts.sum(axis=1)[votes.item] >= 2)
    items, item = np.unique(votes.item[kept], return_inverse=True)
    who, annotator = np.unique(votes.annotator[kept], return_inverse=True)
    shared = counts[items].astype(np.float64)
    why = _why_not(scale, len(items), len(who))
    if why is not None:
        model = TruthModel(len(items), None, None, None, None, why)
        nothing = AnnotatorTruth(None, Reliability(Figure(None, 0, why), Figure(None, 0, why)))
        return Truth(model, _items(votes, items.tolist(), shared, None), (nothing,) * len(votes.annotators))
    fitted = fit(item, annotator, votes.value[kept], classes)
    model = TruthModel(
        n=len(items),
        shares=tuple(fitted.shares.tolist()),
        log_likelihood=fitted.log_likelihood,
        steps=fitted.steps,
        converged=fitted.converged,
        why=None,
    )
    alone = AnnotatorTruth(None, Reliability(Figure(None, 0, ALONE), Figure(None, 0, ALONE)))
    annotators = [alone] * len(votes.annotators)
    rows = zip(who.tolist(), fitted.confusion.tolist(), weigh(fitted.confusion), strict=True)
    for at, confusion, reliability in rows:
        annotators[at] = AnnotatorTruth(tuple(map(tuple, confusion)), reliability)
    return Truth(model, _items(votes, items.tolist(), shared, fitted.posteriors), tuple(annotators))


def _why_not(scale: Scale, items: int, annotators: int) -> str | None:
    if scale.kind == "interval":
        return "Dawid-Skene knows classes, and the values of this scale are amounts."
    if len(scale.values) > MAX_CLASSES:
        return f"The scale has {len(scale.values)} values; Dawid-Skene is used with {MAX_CLASSES} at most."
    if items == 0:
        return "No item was rated by two people."
    if annotators < LEAST_ANNOTATORS:
        return "Two annotators alone do not tell which of them errs; it takes three."
    if annotators * len(scale.values) ** 2 > MAX_CELLS:
        return "There are too many annotators for a table of each."
    return None


def _items(
    votes: Votes, places: list[int], counts: Floats, posteriors: Floats | None
) -> tuple[ItemTruth, ...]:
    shares = (agreeing_pairs(counts) / rating_pairs(counts)).tolist()
    ratings = counts.sum(axis=1).astype(np.int64).tolist()
    ids = [votes.items[place] for place in places]
    if posteriors is None:
        return tuple(
            ItemTruth(one, n, share, None, None) for one, n, share in zip(ids, ratings, shares, strict=True)
        )
    rows = zip(ids, ratings, shares, posteriors.tolist(), entropies(posteriors).tolist(), strict=True)
    return tuple(ItemTruth(one, n, share, tuple(row), entropy) for one, n, share, row, entropy in rows)
