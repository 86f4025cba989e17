"""Held-out pairs in numbers: counted pair by pair, and beside them what length alone would have got."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trainer.data import Pair, PreferenceRow, encode_pairs, read_rows, require_rows
from trainer.errors import TrainerError
from trainer.events import Events
from trainer.scoring import accuracy
from trainer.spec import Common, DpoSpec, OrpoSpec, RewardSpec, SimpoSpec
from trainer.training import mean, tell_left_out

EVALUATION_FILE = "evaluation.jsonl"

PairSpec = RewardSpec | DpoSpec | OrpoSpec | SimpoSpec


def load_pairs(spec: PairSpec, tokenizer: Any, events: Events) -> tuple[list[Pair], list[Pair]]:
    """The pairs to train on and those held out, as tokens; what is left out for its length is told."""
    train = _load(spec, spec.dataset.train, "training", tokenizer, events)
    held_out = _load(spec, spec.dataset.eval, "held-out", tokenizer, events) if spec.dataset.eval else []
    return usable(train, spec.params.use_weights, spec.dataset.train), held_out


def _load(spec: PairSpec, path: str, which: str, tokenizer: Any, events: Events) -> list[Pair]:
    rows = read_rows(path, PreferenceRow)
    limit = spec.params.max_length
    pairs, left_out = encode_pairs(tokenizer, rows, limit)
    require_rows(pairs, left_out, path, limit)
    tell_left_out(events, left_out, len(rows), which, limit)
    return pairs


def usable(pairs: list[Pair], use_weights: bool, path: str) -> list[Pair]:
    """The pairs that count: with weights in use, one of weight 0 is as good as absent."""
    kept = [pair for pair in pairs if pair.weight > 0] if use_weights else pairs
    if not kept:
        raise TrainerError(
            "DATA_EMPTY",
            f"Every pair of {path} has weight 0.",
            "Switch weights off, or freeze another snapshot.",
        )
    return kept


def figures_of_pairs(chosen: Sequence[float], rejected: Sequence[float]) -> dict[str, float]:
    gaps = [c - r for c, r in zip(chosen, rejected, strict=True)]
    return {"accuracy": accuracy(chosen, rejected), "margin": mean(gaps)}


def length_verdicts(train: Sequence[Pair], held_out: Sequence[Pair]) -> list[float]:
    """For each of `held_out` whether "the longer answer wins" tells it right, or "the shorter", whichever is
    right more often in `train`: 1 or 0.

    Lengths are characters; equal lengths count half.
    """
    longer = mean([_longer_wins(pair) for pair in train]) >= 0.5
    return [_longer_wins(pair) if longer else 1 - _longer_wins(pair) for pair in held_out]


def _longer_wins(pair: Pair) -> float:
    return accuracy([pair.chosen_length], [pair.rejected_length])


def write_pairs(
    spec: Common,
    events: Events,
    pairs: Sequence[Pair],
    scores: tuple[Sequence[float], Sequence[float]],
    by_length: Sequence[float],
) -> None:
    """Every held-out pair with its two scores (chosen, rejected) and with what length alone says of it, for
    whoever wants slices, intervals or the pairs that went wrong."""
    if not events.writes:
        return
    path = Path(spec.output_dir) / EVALUATION_FILE
    with path.open("w", encoding="utf-8") as file:
        for pair, chosen_score, rejected_score, right in zip(pairs, *scores, by_length, strict=True):
            row = {
                "line": pair.line,
                "group": pair.group,
                "taskType": pair.task_type,
                "chosenScore": chosen_score,
                "rejectedScore": rejected_score,
                "chosenLength": pair.chosen_length,
                "rejectedLength": pair.rejected_length,
                "lengthRight": right,
            }
            file.write(json.dumps(row) + "\n")
    events.artifact("evaluation", EVALUATION_FILE, None, path.stat().st_size)
