"""Stopped by a real SIGTERM at three random steps, one attempt after the other and past the end of an epoch,
every method ends with the weights and the curves of the run that was never stopped."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import Json, events_of, metrics, run, training_spec
from tests.test_resume import METHODS, digest
from tests.toy import rows_for

# Figures of the machine, not of the run.
SPEEDS = ("eps", "tokens_per_second", "step_time")


class Terminator:
    """Sends this process a SIGTERM once the attempt has told of step `at`: somewhere within a later step."""

    def __init__(self, output: Path, at: int) -> None:
        self.events = output / "events.jsonl"
        self.told = f'"step": {at}, "total"'
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        while not self.over.wait(0.002):
            if self.events.exists() and self.told in self.events.read_text(encoding="utf-8"):
                os.kill(os.getpid(), signal.SIGTERM)
                return

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


def of_the_run(output: Path) -> dict[tuple[int, str], float]:
    return {key: value for key, value in metrics(output).items() if key[1] not in SPEEDS}


def curves_of(output: Path) -> dict[tuple[int, str], float]:
    """Without the counts of histograms: what rounds otherwise can fall into the next bin."""
    return {key: value for key, value in of_the_run(output).items() if not key[1].startswith("histogram/")}


def stopped_three_times_equals_never_stopped(make: Callable[[Path], Json], folder: Path, seed: str) -> None:
    """`make` gives the spec of a run of 18 steps with that output folder."""
    chance = random.Random(seed)
    whole = folder / "whole"
    assert run(make(whole)) == 0
    joined: dict[tuple[int, str], float] = {}
    before: Path | None = None
    # Within the first epochs, in the middle, and late; each attempt reaches its own step first.
    for steps in ((1, 2, 3), (6, 7, 8), (11, 12)):
        at = chance.choice(steps)
        part = folder / f"stopped-{at}"
        with Terminator(part, at):
            assert run({**make(part), "resumeFrom": before and str(before)}) == 0
        ended = events_of(part, "finished")[0]
        assert (ended["reason"], ended["step"] >= at) == ("stopped", True), f"{seed}: {ended}"
        assert not (part / "model").exists()
        told = {key: value for key, value in of_the_run(part).items() if key[0] <= ended["step"]}
        joined, before = joined | told, part
    rest = folder / "rest"
    assert run({**make(rest), "resumeFrom": str(before)}) == 0
    assert events_of(rest, "started")[0]["resumedFromStep"] == ended["step"]
    assert digest(rest) == digest(whole)
    assert joined | of_the_run(rest) == of_the_run(whole)


@pytest.mark.parametrize("method", METHODS)
def test_sigterm_at_three_random_steps(tiny: Path, tmp_path: Path, method: str) -> None:
    rows = rows_for(method, tmp_path, 12)
    # An adapter with dropout draws from the generators that a checkpoint has to bring back.
    lora = {"rank": 4, "alpha": 8, "dropout": 0.1} if method in ("sft", "kto") else None

    def make(output: Path) -> Json:
        return training_spec(
            output, method, tiny, rows, rows, epochs=6, schedule="cosine", evalSteps=4, lora=lora
        )

    stopped_three_times_equals_never_stopped(make, tmp_path, method)
