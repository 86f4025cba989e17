"""The result: every figure of one request, in one object. Its layout stands in docs/statistics.md."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.statistics import agreement, alpha
from trainer.statistics.annotators import Habits, describe_annotators
from trainer.statistics.cohen import Cohen, compare_annotators
from trainer.statistics.figures import Estimate, Figure, undefined
from trainer.statistics.pair_choices import PairModel, Skill, describe_pairs
from trainer.statistics.request import Request
from trainer.statistics.resampling import Patterns, Statistic, estimate, find_patterns
from trainer.statistics.truth import AnnotatorTruth, ItemTruth, Matrix, TruthModel, find_truth
from trainer.statistics.votes import Votes

NOT_SHARED = "No item was rated by two people."
ONE_RATING = "Every rating is the same, so chance agreement is 1 and {} is undefined."


@dataclass(frozen=True)
class Counts:
    ratings: int
    items: int
    annotators: int
    shared_items: int
    shared_ratings: int


@dataclass(frozen=True)
class Fleiss:
    """Over the items with `ratings_per_item` ratings; `left_out` shared items have another number, which
    `note` says in words."""

    kappa: Estimate
    ratings_per_item: int | None
    left_out: int
    note: str | None


@dataclass(frozen=True)
class Agreement:
    pooled: Estimate
    per_item: Estimate
    fleiss: Fleiss
    alpha_nominal: Estimate
    alpha_ordinal: Estimate
    alpha_interval: Estimate
    cohen: Cohen


@dataclass(frozen=True)
class AnnotatorRow:
    annotator: str
    ratings: int
    with_others: Figure
    active_ms: Figure
    left_choice: Estimate
    skill: Figure
    left_bias: Figure
    left_pull: Figure
    confusion: Matrix | None
    accuracy: Figure
    weight: Figure


@dataclass(frozen=True)
class Result:
    version: int
    seed: int
    bootstrap: int
    level: float
    counts: Counts
    agreement: Agreement
    dawid_skene: TruthModel
    bradley_terry: PairModel
    annotators: tuple[AnnotatorRow, ...]
    items: tuple[ItemTruth, ...]


def compute(votes: Votes, request: Request) -> Result:
    categories = len(request.scale.values)
    patterns = find_patterns(votes.counts(categories))
    truth = find_truth(votes, request.scale)
    pairs = describe_pairs(votes, request)
    habits = describe_annotators(votes, categories)
    rows = zip(votes.annotators, habits, pairs.left_choices, pairs.skills, truth.annotators, strict=True)
    return Result(
        version=1,
        seed=request.seed,
        bootstrap=request.bootstrap,
        level=request.level,
        counts=Counts(
            ratings=len(votes.item),
            items=len(votes.items),
            annotators=len(votes.annotators),
            shared_items=patterns.n,
            shared_ratings=int(patterns.items @ patterns.ratings),
        ),
        agreement=_agreement(votes, patterns, request),
        dawid_skene=truth.model,
        bradley_terry=pairs.model,
        annotators=tuple(_row(*parts) for parts in rows),
        items=truth.items,
    )


def _agreement(votes: Votes, patterns: Patterns, request: Request) -> Agreement:
    cohen = compare_annotators(votes, request)
    kind = request.scale.kind
    no_order = undefined(patterns.n, "The scale is nominal: its values have no order.")
    no_distance = undefined(patterns.n, "The values of this scale have no distances.")
    if patterns.n == 0:
        nothing = undefined(0, NOT_SHARED)
        fleiss = Fleiss(nothing, None, 0, None)
        return Agreement(nothing, nothing, fleiss, nothing, nothing, nothing, cohen)
    even = agreement.find_even(patterns)
    statistics: dict[str, tuple[Statistic, str]] = {
        "pooled": (agreement.pooled(patterns), NOT_SHARED),
        "per_item": (agreement.per_item(patterns), NOT_SHARED),
        "fleiss": (agreement.fleiss(patterns, even.ratings), ONE_RATING.format("kappa")),
        "nominal": (alpha.nominal(patterns), ONE_RATING.format("alpha")),
    }
    if kind != "nominal":
        statistics["ordinal"] = (alpha.ordinal(patterns), ONE_RATING.format("alpha"))
    if kind == "interval":
        values = np.array(request.scale.values, dtype=np.float64)
        statistics["interval"] = (alpha.interval(patterns, values), ONE_RATING.format("alpha"))
    made = estimate(patterns, statistics, request.bootstrap, request.level, request.seed)
    note = None
    if even.left_out:
        note = (
            f"Fleiss' kappa needs the same number of ratings on every item: {even.left_out} of "
            f"{patterns.n} shared items with another number than {even.ratings} are left out."
        )
    fleiss_made = made["fleiss"]
    return Agreement(
        pooled=made["pooled"],
        per_item=made["per_item"],
        fleiss=Fleiss(
            Estimate(fleiss_made.value, even.items, fleiss_made.interval, fleiss_made.why),
            even.ratings,
            even.left_out,
            note,
        ),
        alpha_nominal=made["nominal"],
        alpha_ordinal=made.get("ordinal", no_order),
        alpha_interval=made.get("interval", no_distance),
        cohen=cohen,
    )


def _row(
    annotator: str, habits: Habits, left_choice: Estimate, skill: Skill, truth: AnnotatorTruth
) -> AnnotatorRow:
    return AnnotatorRow(
        annotator=annotator,
        ratings=habits.ratings,
        with_others=habits.with_others,
        active_ms=habits.active_ms,
        left_choice=left_choice,
        skill=skill.skill,
        left_bias=skill.left_bias,
        left_pull=skill.left_pull,
        confusion=truth.confusion,
        accuracy=truth.reliability.accuracy,
        weight=truth.reliability.weight,
    )
