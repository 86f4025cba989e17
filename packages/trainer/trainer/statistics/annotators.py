"""What each annotator's own ratings tell: how often the others said the same, and how long one takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.statistics.figures import Figure
from trainer.statistics.votes import Votes

ALONE = "Nobody else rated the items that they rated."


@dataclass(frozen=True)
class Habits:
    """`with_others`: over the items shared with others, the mean share of the others who gave the same
    rating. `active_ms`: the median."""

    ratings: int
    with_others: Figure
    active_ms: Figure


def describe_annotators(votes: Votes, categories: int) -> list[Habits]:
    annotators = len(votes.annotators)
    counts = votes.counts(categories)
    others = counts.sum(axis=1)[votes.item] - 1
    same = counts[votes.item, votes.value] - 1
    shares = np.divide(same, others, out=np.zeros(len(others)), where=others > 0)
    agreed = np.bincount(votes.annotator, weights=shares, minlength=annotators).tolist()
    shared = np.bincount(votes.annotator, weights=others > 0, minlength=annotators).tolist()
    ratings = np.bincount(votes.annotator, minlength=annotators).tolist()
    rows = zip(ratings, agreed, shared, _medians(votes), strict=True)
    return [
        Habits(n, Figure(hits / of, int(of)) if of else Figure(None, 0, ALONE), median)
        for n, hits, of, median in rows
    ]


def _medians(votes: Votes) -> list[Figure]:
    known = np.flatnonzero(~np.isnan(votes.active_ms))
    order = known[np.argsort(votes.annotator[known], kind="stable")]
    starts = np.searchsorted(votes.annotator[order], np.arange(1, len(votes.annotators)))
    return [
        Figure(float(np.median(times)), len(times))
        if len(times)
        else Figure(None, 0, "None of their ratings has a time.")
        for times in np.split(votes.active_ms[order], starts)
    ]
