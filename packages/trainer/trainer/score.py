"""The stage `score`: every reward model scores every answer, into `scores.jsonl`."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path
from typing import Any

from trainer.control import Control
from trainer.data import AnswerRow, read_rows
from trainer.device import choose_device
from trainer.errors import Stopped, TrainerError
from trainer.events import Events
from trainer.report import announce
from trainer.scoring import Answered, Scorer
from trainer.spec import ScoreSpec, VersionRef

SCORES_FILE = "scores.jsonl"


def run(spec: ScoreSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Scores all answers, one model after the other; returns how many scores were looked for, and figures.

    An answer that was cut off, or is too long for a model, gets null. `Stopped` if told to end.
    """
    chosen = choose_device(spec.device)
    rows = read_rows(spec.answers, AnswerRow)
    announce(events, spec.method, chosen, resumed_from_step=None)
    total = len(rows) * len(spec.models)
    done, unscored, start = 0, 0, time.perf_counter()
    output = Path(spec.output_dir) / SCORES_FILE
    with output.open("w", encoding="utf-8") as file:
        for version in spec.models:
            scorer = Scorer.load(version.path, chosen.torch_device)
            events.progress(done, total, unit="response")
            for begin in range(0, len(rows), spec.params.batch_size):
                batch = rows[begin : begin + spec.params.batch_size]
                answers = [Answered(one.prompt, one.text, one.finished) for one in batch]
                scores = scorer.score(answers, unfinished=None, batch=spec.params.batch_size)
                write(file, version, batch, scores)
                done += len(batch)
                unscored += scores.count(None)
                events.progress(done, total, unit="response")
                if control.stop_asked:
                    raise Stopped(done)
    events.artifact("scores", SCORES_FILE, None, output.stat().st_size)
    seconds = time.perf_counter() - start
    figures = {
        "scores": float(done - unscored),
        "unscored": float(unscored),
        "answers_per_second": done / seconds,
    }
    return done, figures


def write(file: Any, version: VersionRef, batch: list[AnswerRow], scores: list[float | None]) -> None:
    for one, score in zip(batch, scores, strict=True):
        if score is not None and not math.isfinite(score):
            raise TrainerError(
                "MODEL_UNUSABLE",
                f"The reward model {version.version_id} scores response {one.response_id} with no number.",
                "Its weights are damaged: train it again, or use another version.",
            )
        row = {"responseId": one.response_id, "versionId": version.version_id, "score": score}
        file.write(json.dumps(row) + "\n")
    file.flush()
