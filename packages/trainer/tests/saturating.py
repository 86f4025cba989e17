"""A world where a reward can be pressed too far: its reward model likes the letter "a" without end, while
what it stands for has enough of them after two."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from tests.helpers import Json, run, says, training_spec, user, write_rows
from tests.letters import word

ENOUGH = 2
GUARD: Json = {
    "action": "stop",
    "drop": 0.2,
    "patience": 2,
    "klAbove": None,
    "lengthGrowthAbove": None,
    "repetitionAbove": None,
}


def saturating(text: str) -> float:
    """A good letter is worth one, and one too many costs one."""
    count = text.count("a")
    return float(min(count, 2 * ENOUGH - count))


def make_scorer(
    tiny: Path, folder: Path, worth: Callable[[str], float], seed: int, pairs: int = 1_600
) -> Path:
    """A reward model of pairs that are labelled by `worth`, of words with few and with many of the letter."""
    source = random.Random(seed)

    def answer() -> str:
        share = source.random()
        return "".join("a" if source.random() < share else letter for letter in word(source))

    rows: list[Json] = []
    while len(rows) < pairs:
        better, worse = sorted((answer(), answer()), key=lambda text: -worth(text))
        if worth(better) > worth(worse):
            rows.append({"prompt": user(word(source)), "chosen": says(better), "rejected": says(worse)})
    path = write_rows(folder.with_suffix(".jsonl"), rows)
    spec = training_spec(folder, "reward", tiny, path, None)
    spec["params"] |= {"batchSize": 16, "microBatch": 16, "learningRate": 2e-3, "epochs": 2}
    assert run(spec) == 0
    return folder / "model"


def guarded(spec: Json, gold: Path, held_out: str, **rule: object) -> Json:
    """The run under a guard."""
    dataset = {**spec["dataset"], "eval": held_out}
    return {**spec, "dataset": dataset, "guard": {**GUARD, "goldModel": {"path": str(gold)}, **rule}}
