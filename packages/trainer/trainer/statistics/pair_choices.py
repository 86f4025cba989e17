"""Votes on pairs: what was picked, what stood left, and what Bradley-Terry makes of it for each annotator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.statistics.bradley_terry import Choices, NoisyBradleyTerry, fit
from trainer.statistics.figures import Estimate, Figure, undefined, wilson
from trainer.statistics.request import VERDICTS, Request, Verdict
from trainer.statistics.votes import Votes

NO_PAIRS = "The request says of no value which response of a pair it picks."
NO_SIDES = "Of none of their decisive votes is known what stood left."
NOT_SHARED = "Nobody else decided on the pairs that they decided on."


@dataclass(frozen=True)
class PairModel:
    """`n` decisive votes on `comparisons` pairs that two or more people decided on; `left_out` decisive votes
    are on others. `spread` is the standard deviation of the gaps between responses, in log odds."""

    n: int
    comparisons: int
    left_out: int
    spread: float | None
    log_likelihood: float | None
    converged: bool | None
    why: str | None


@dataclass(frozen=True)
class Skill:
    """One annotator in the model. `left_pull`, from -1 to 1: by how much more often than the right one they
    pick the left one because it is left."""

    skill: Figure
    left_bias: Figure
    left_pull: Figure


@dataclass(frozen=True)
class Pairs:
    """`left_choices` and `skills` have one entry for each annotator."""

    model: PairModel
    left_choices: list[Estimate]
    skills: list[Skill]


def describe_pairs(votes: Votes, request: Request) -> Pairs:
    annotators = len(votes.annotators)
    if request.pair_values is None:
        model = PairModel(0, 0, 0, None, None, None, NO_PAIRS)
        return Pairs(model, [undefined(0, NO_PAIRS)] * annotators, [_no_skill(NO_PAIRS)] * annotators)
    decided, choices = _decisive(votes, request.pair_values)
    left_choices = _left_choices(choices, annotators, request.level)
    kept = _shared(choices)
    left_out = decided - int(kept.sum())
    if not kept.any():
        model = PairModel(0, 0, left_out, None, None, None, "No two people decided on the same pair.")
        return Pairs(model, left_choices, [_no_skill(NOT_SHARED)] * annotators)
    who, annotator = np.unique(choices.annotator[kept], return_inverse=True)
    pairs, pair = np.unique(choices.comparison[kept], return_inverse=True)
    shared = Choices(pair, annotator, choices.picked[kept], choices.side[kept])
    fitted = fit(shared)
    model = PairModel(
        n=len(pair),
        comparisons=len(pairs),
        left_out=left_out,
        spread=fitted.spread,
        log_likelihood=fitted.log_likelihood,
        converged=fitted.converged,
        why=None,
    )
    skills = [_no_skill(NOT_SHARED)] * annotators
    for at, skill in zip(who.tolist(), _skills(shared, fitted), strict=True):
        skills[at] = skill
    return Pairs(model, left_choices, skills)


def _decisive(votes: Votes, meanings: tuple[Verdict | None, ...]) -> tuple[int, Choices]:
    """How many votes picked a response, and these votes. A comparison is two responses wherever they are
    named, else an item."""
    first, second = (np.array([one == name for one in meanings])[votes.value] for name in VERDICTS[:2])
    at = np.flatnonzero(first | second)
    picked_first = np.where(first, 1, -1)[at]
    left, one, other = votes.left[at], votes.first[at], votes.second[at]
    # -1 is an unknown side; the first of the two stood left where `left` is 0.
    side = np.where(left == -1, 0, np.where(left == 0, picked_first, -picked_first))
    named = np.minimum(one, other) * len(votes.responses) + np.maximum(one, other)
    _, comparison = np.unique(np.where(one >= 0, named, -1 - votes.item[at]), return_inverse=True)
    # A comparison's own order is that of the ids, whichever an item shows first.
    picked = np.where(one > other, -picked_first, picked_first)
    return len(at), Choices(comparison, votes.annotator[at], picked, side)


def _shared(choices: Choices) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each vote's comparison has two annotators or more, shape (votes,)."""
    both = np.unique(np.stack([choices.comparison, choices.annotator], axis=1), axis=0)
    several: np.ndarray[tuple[int], np.dtype[np.bool_]] = (np.bincount(both[:, 0]) >= 2)[choices.comparison]
    return several


def _skills(shared: Choices, fitted: NoisyBradleyTerry) -> list[Skill]:
    votes = np.bincount(shared.annotator).tolist()
    sided = np.bincount(shared.annotator, weights=shared.side != 0).astype(np.int64).tolist()
    rows = zip(fitted.skills.tolist(), fitted.biases.tolist(), votes, sided, strict=True)
    unknown = Figure(None, 0, NO_SIDES)
    return [
        Skill(
            skill=Figure(skill, n),
            left_bias=Figure(bias, known) if known else unknown,
            left_pull=Figure((1 - skill) * (2 * bias - 1), known) if known else unknown,
        )
        for skill, bias, n, known in rows
    ]


def _no_skill(why: str) -> Skill:
    return Skill(*[Figure(None, 0, why)] * 3)


def _left_choices(choices: Choices, annotators: int, level: float) -> list[Estimate]:
    known = np.bincount(choices.annotator, weights=choices.side != 0, minlength=annotators)
    left = np.bincount(choices.annotator, weights=choices.side == 1, minlength=annotators)
    return [
        Estimate(hits / n, int(n), wilson(int(hits), int(n), level)) if n else undefined(0, NO_SIDES)
        for hits, n in zip(left.tolist(), known.tolist(), strict=True)
    ]
