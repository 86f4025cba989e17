"""Bradley-Terry with annotators' skill and left bias (Bugakova et al., arXiv 1906.03711).

With probability `skill` an annotator looks at the two responses and picks the better one with
`sigmoid(gap)`; otherwise they pick the left one with probability `bias`, whatever stands there: 0.5 is no
bias, 1 always left. Where it is not known what stood left, the second case is a coin.

The choice is that of crowd-kit's `NoisyBradleyTerry`, and a test compares the two. Its fit is not used: the
gradient of skills and biases is written to the place before the right one, by the last vote alone, and the
penalty's sign differs between value and gradient. It also has a score for every response, which in pairs of
two or three votes each explains any coin flipper away; here the gaps are integrated out instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit, log_expit

from trainer.statistics.votes import Floats, Ints

# Gaps are normal around 0, their spread is fitted; this many nodes stand for the integral (Gauss-Hermite).
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(21)
LOG_WEIGHTS = np.log(WEIGHTS / WEIGHTS.sum())
# Imagined votes for and against each skill and bias: what the votes do not tell stays at its middle.
IMAGINED = 1.0
# The spread's prior: a gap of 2 is a better response picked 88 times in 100; within a factor of e.
USUAL_SPREAD = np.log(2.0)
MAX_STEPS = 500


@dataclass(frozen=True)
class Choices:
    """Decisive votes as arrays (votes,). `comparison` and `annotator` are places; every place from 0 on
    occurs.

    `picked`: 1 for one response of the comparison, -1 for the other. `side`: 1 if the picked one stood left,
    -1 if right, 0 if that is not known.
    """

    comparison: Ints
    annotator: Ints
    picked: Ints
    side: Ints


@dataclass(frozen=True)
class NoisyBradleyTerry:
    """`skills` and `biases`, (annotators,), lie between 0 and 1; `spread` is the gaps' standard deviation in
    log odds."""

    skills: Floats
    biases: Floats
    spread: float
    log_likelihood: float
    converged: bool


@dataclass(frozen=True)
class _Table:
    """Votes that are alike (annotator, picked, side) as one row; how many of each a comparison has."""

    annotator: Ints
    picked: Floats
    side: Floats
    votes: csr_matrix


def fit(choices: Choices) -> NoisyBradleyTerry:
    """The most probable skills and biases, by L-BFGS from everyone mostly looking and nobody biased."""
    table = _tabulate(choices)
    annotators = int(choices.annotator.max()) + 1
    start = np.concatenate([np.zeros(annotators), np.ones(annotators), [USUAL_SPREAD]])
    found = minimize(
        _penalised,
        start,
        args=(table,),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": MAX_STEPS, "ftol": 1e-11, "gtol": 1e-5},
    )
    bias, skill, spread = _split(found.x)
    loss, _ = _marginal(found.x, table)
    return NoisyBradleyTerry(expit(skill), expit(bias), float(np.exp(spread)), -loss, bool(found.success))


def choice_probabilities(skill: Floats, bias: Floats, gap: Floats, picked: Floats, side: Floats) -> Floats:
    """How likely each choice is, given the log odds of skill and bias, and the gap towards the response with
    `picked` 1."""
    looks = expit(skill)
    chosen: Floats = looks * expit(picked * gap) + (1 - looks) * expit(side * bias)
    return chosen


def _penalised(point: Floats, table: _Table) -> tuple[float, Floats]:
    loss, gradient = _marginal(point, table)
    bias, skill, spread = _split(point)
    odds = np.concatenate([bias, skill])
    loss -= IMAGINED * float((log_expit(odds) + log_expit(-odds)).sum())
    loss += (spread - USUAL_SPREAD) ** 2 / 2
    return loss, gradient + np.concatenate([IMAGINED * np.tanh(odds / 2), [spread - USUAL_SPREAD]])


def _marginal(point: Floats, table: _Table) -> tuple[float, Floats]:
    """The negative log-likelihood with the gaps integrated out, and its gradient, at `point`: log odds of the
    biases and of the skills, logarithm of the spread."""
    bias, skill, spread = _split(point)
    gaps = np.exp(spread) * NODES
    own_skill, own_bias = skill[table.annotator, np.newaxis], bias[table.annotator, np.newaxis]
    picked, side = table.picked[:, np.newaxis], table.side[:, np.newaxis]
    chosen = choice_probabilities(own_skill, own_bias, gaps, picked, side)
    joint = LOG_WEIGHTS + table.votes @ np.log(chosen)
    highest = joint.max(axis=1, keepdims=True)
    scaled = np.exp(joint - highest)
    totals = scaled.sum(axis=1, keepdims=True)
    loss = -float((highest + np.log(totals)).sum())

    # By Fisher's identity: each node's derivative, weighted by how likely the node is given the votes.
    likely = (table.votes.T @ (scaled / totals)) / chosen
    looks, better, left = expit(own_skill), expit(picked * gaps), expit(side * own_bias)
    to_bias = (likely * (1 - looks) * left * (1 - left) * side).sum(axis=1)
    to_skill = (likely * looks * (1 - looks) * (better - left)).sum(axis=1)
    to_spread = (likely * looks * better * (1 - better) * picked * gaps).sum()
    annotators = len(bias)
    uphill = np.append(
        np.concatenate([np.bincount(table.annotator, one, annotators) for one in (to_bias, to_skill)]),
        to_spread,
    )
    return loss, -uphill


def _split(point: Floats) -> tuple[Floats, Floats, float]:
    annotators = len(point) // 2
    return point[:annotators], point[annotators:-1], float(point[-1])


def _tabulate(choices: Choices) -> _Table:
    rows = np.stack([choices.annotator, choices.picked, choices.side], axis=1)
    alike, place = np.unique(rows, axis=0, return_inverse=True)
    votes = csr_matrix((np.ones(len(rows)), (choices.comparison, place)))
    return _Table(alike[:, 0], alike[:, 1].astype(np.float64), alike[:, 2].astype(np.float64), votes)
