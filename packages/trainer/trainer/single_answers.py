"""Single answers that people found good or bad: read as tokens, weighed, and those held out in numbers."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scipy.stats import rankdata

from trainer.data import UnpairedRow, encode, read_rows, require_rows
from trainer.errors import TrainerError
from trainer.events import Events
from trainer.pairs import EVALUATION_FILE
from trainer.spec import Common, KtoSpec
from trainer.training import tell_left_out


@dataclass(frozen=True)
class Judged:
    """One answer as tokens; the answer ends with its end token. `length` is in characters, `line` counts rows
    of the file from 1."""

    line: int
    prompt: list[int]
    answer: list[int]
    good: bool
    length: int
    group: str | None
    task_type: str | None


def load_judged(spec: KtoSpec, tokenizer: Any, events: Events) -> tuple[list[Judged], list[Judged]]:
    """The answers to train on and those held out; what is left out for its length is told."""
    train = _load(spec, spec.dataset.train, "training", tokenizer, events)
    good = sum(one.good for one in train)
    if good in (0, len(train)):
        raise TrainerError(
            "DATA_EMPTY",
            f"Every answer of {spec.dataset.train} is {'good' if good else 'bad'}: nothing tells them apart.",
            "Freeze a snapshot with good answers and bad ones.",
        )
    held_out = _load(spec, spec.dataset.eval, "held-out", tokenizer, events) if spec.dataset.eval else []
    return train, held_out


def _load(spec: KtoSpec, path: str, which: str, tokenizer: Any, events: Events) -> list[Judged]:
    read = read_rows(path, UnpairedRow)
    limit = spec.params.max_length
    kept: list[Judged] = []
    for line, row in enumerate(read, start=1):
        tokens = encode(tokenizer, row.prompt, row.completion[0].content)
        if len(tokens.prompt) + len(tokens.answer) <= limit:
            kept.append(
                Judged(
                    line=line,
                    prompt=tokens.prompt,
                    answer=tokens.answer,
                    good=row.label,
                    length=len(row.completion[0].content),
                    group=row.group,
                    task_type=row.task_type,
                )
            )
    require_rows(kept, len(read) - len(kept), path, limit)
    tell_left_out(events, len(read) - len(kept), len(read), which, limit)
    return kept


def weights_of(rows: Sequence[Judged], desirable_weight: float | None) -> tuple[float, float]:
    """What a good answer counts and what a bad one does, with a mean of 1 over the rows.

    `desirable_weight` is a good answer's weight over a bad one's; None: the one at which both sides weigh
    alike, whatever their numbers.
    """
    good = sum(row.good for row in rows)
    bad = len(rows) - good
    ratio = bad / good if desirable_weight is None else desirable_weight
    scale = len(rows) / (ratio * good + bad)
    return ratio * scale, scale


def mismatched(rows: Sequence[Judged], seed: int) -> list[list[int]]:
    """For each row the answer of another one, to a different prompt where there is any: what KTO's reference
    point is measured on. Drawn once, so that it depends neither on batches nor on processes."""
    source = random.Random(seed)
    order = list(range(len(rows)))
    source.shuffle(order)
    partner = {}
    for place, at in enumerate(order):
        ahead = (order[(place + step) % len(order)] for step in range(1, len(order)))
        other = next((one for one in ahead if rows[one].prompt != rows[at].prompt), None)
        partner[at] = order[(place + 1) % len(order)] if other is None else other
    return [rows[partner[at]].answer for at in range(len(rows))]


def auc(good: Sequence[bool], scores: Sequence[float]) -> float | None:
    """How often a good answer scores above a bad one, equal scores as half (the Mann-Whitney statistic); None
    without both."""
    wins = sum(good)
    losses = len(good) - wins
    if wins == 0 or losses == 0:
        return None
    ranks = rankdata(scores)
    above = sum(rank for rank, is_good in zip(ranks, good, strict=True) if is_good)
    return float((above - wins * (wins + 1) / 2) / (wins * losses))


def length_scores(train: Sequence[Judged], held_out: Sequence[Judged]) -> list[float]:
    """What length alone says of `held_out`: characters, negative where the shorter answers of `train` are the
    better ones as a rule."""
    told = auc([one.good for one in train], [one.length for one in train])
    sign = -1.0 if told is not None and told < 0.5 else 1.0
    return [sign * one.length for one in held_out]


def write_judged(
    spec: Common,
    events: Events,
    rows: Sequence[Judged],
    scores: Sequence[float],
    by_length: Sequence[float],
) -> None:
    """Every held-out answer with its score and with what length alone says of it."""
    if not events.writes:
        return
    path = Path(spec.output_dir) / EVALUATION_FILE
    with path.open("w", encoding="utf-8") as file:
        for one, score, length_score in zip(rows, scores, by_length, strict=True):
            row = {
                "line": one.line,
                "group": one.group,
                "taskType": one.task_type,
                "label": one.good,
                "score": score,
                "lengthScore": length_score,
            }
            file.write(json.dumps(row) + "\n")
    events.artifact("evaluation", EVALUATION_FILE, None, path.stat().st_size)
