"""What several tests need: specs for tiny models, runs in this process, events read back."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trainer.__main__ import main

Json = dict[str, Any]


def write_rows(path: Path, rows: Sequence[Json]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def read_rows(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def user(text: str) -> list[Json]:
    return [{"role": "user", "content": text}]


def says(text: str) -> list[Json]:
    return [{"role": "assistant", "content": text}]


def common(output: Path) -> Json:
    return {
        "version": 1,
        "runId": "run",
        "attempt": 1,
        "epoch": 1,
        "seed": 7,
        "outputDir": str(output),
        # One thread: sums are then made in one order, and results can be compared bit by bit.
        "device": {"kind": "cpu", "precision": "fp32", "threads": 1},
        "resumeFrom": None,
        "configHash": "test",
    }


def generate_spec(output: Path, models: dict[str, Path], prompts: str, **params: object) -> Json:
    return {
        **common(output),
        "method": "generate",
        "models": [{"versionId": name, "path": str(path)} for name, path in models.items()],
        "prompts": prompts,
        "params": {
            "samplesPerPrompt": 2,
            "temperature": 1,
            "topP": 1,
            "topK": 0,
            "maxNewTokens": 12,
            "maxPromptTokens": 200,
            "tokenBudget": 400,
            **params,
        },
    }


def write_spec(spec: Json) -> Path:
    folder = Path(spec["outputDir"])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "spec.json"
    path.write_text(json.dumps(spec))
    return path


def run(spec: Json) -> int:
    """Runs the attempt in this process, as the command would; the exit code."""
    # The command listens to signals for the rest of its life; pytest wants them back.
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        return main([str(write_spec(spec))])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def events(output: Path) -> list[Json]:
    return read_rows(output / "events.jsonl")


def events_of(output: Path, kind: str) -> list[Json]:
    return [event for event in events(output) if event["kind"] == kind]


def training_spec(
    output: Path, method: str, model: Path, train: str, held_out: str | None, **params: object
) -> Json:
    of_method: dict[str, Json] = {
        "sft": {"exactMatchRows": 0, "exactMatchTokens": 8},
        "reward": {"useMargin": False, "useWeights": False, "centerCoefficient": 0},
        "dpo": {"beta": 0.1, "loss": "sigmoid", "labelSmoothing": 0, "useWeights": False},
        "kto": {"beta": 0.1, "loss": "kto", "desirableWeight": None},
        "orpo": {"beta": 0.1, "useWeights": False},
        "simpo": {"beta": 2, "gamma": 1, "useWeights": False},
    }
    return {
        **common(output),
        "method": method,
        "model": {"path": str(model)},
        "dataset": {"train": train, "eval": held_out},
        "samples": None,
        **({"reference": None} if method in ("dpo", "kto") else {}),
        "params": {
            "epochs": 1,
            "maxSteps": None,
            "batchSize": 4,
            "microBatch": 2,
            "learningRate": 1e-3,
            "schedule": "constant",
            "warmupRatio": 0,
            "weightDecay": 0,
            "maxGradNorm": 1,
            "maxLength": 128,
            "gradientCheckpointing": False,
            "lora": None,
            "loggingSteps": 1,
            "evalSteps": 1_000,
            "saveSteps": 1_000,
            **of_method[method],
            **params,
        },
    }


def metrics(output: Path) -> dict[tuple[int, str], float]:
    """Every metric of the attempt by step and name; NaN and infinity as numbers."""
    return {(event["step"], event["name"]): float(event["value"]) for event in events_of(output, "metric")}


def curve(output: Path, name: str) -> list[float]:
    return [value for (_, key), value in metrics(output).items() if key == name]


def fails_with(spec: Json, code: str) -> str:
    """Runs a spec that has to fail, and returns what was said of it."""
    assert run(spec) == 1
    failed = events_of(Path(spec["outputDir"]), "failed")
    assert [event["code"] for event in failed] == [code]
    assert not (Path(spec["outputDir"]) / "model").exists()
    return str(failed[0]["message"])
