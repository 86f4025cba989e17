"""Writes `events.jsonl`, the run's only voice: one JSON object a line, appended, flushed, by rank 0 alone."""

from __future__ import annotations

import json
import math
import os
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TypedDict

EVENTS_FILE = "events.jsonl"


class Message(TypedDict):
    """One turn of a prompt."""

    role: str
    content: str


def number(value: float) -> float | str:
    """`value` as it may stand in JSON, which has no NaN and no infinity."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def is_main_process() -> bool:
    """Launchers of several processes set RANK; a single process has none."""
    return os.environ.get("RANK", "0") == "0"


class Events:
    """The events file of one attempt. `seq` goes on where a writer before left it; a torn line is ended."""

    def __init__(self, folder: Path, epoch: int, *, writes: bool | None = None) -> None:
        self.path = folder / EVENTS_FILE
        self.epoch = epoch
        self.writes = is_main_process() if writes is None else writes
        self.seq = 0
        # Called with step, name and value of every metric.
        self.listeners: list[Callable[[int, str, float], None]] = []
        self._turn = threading.Lock()
        if self.writes:
            folder.mkdir(parents=True, exist_ok=True)
            old = self.path.read_bytes() if self.path.exists() else b""
            self.seq = old.count(b"\n") + (0 if old.endswith(b"\n") or not old else 1)
            self._file = self.path.open("ab")
            if old and not old.endswith(b"\n"):
                self._file.write(b"\n")

    def __enter__(self) -> Events:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.writes:
            self._file.close()

    def _write(self, kind: str, fields: Mapping[str, object]) -> None:
        if not self.writes:
            return
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        # Locked, because the watch over the parent writes from a thread of its own.
        with self._turn:
            self.seq += 1
            line = {"seq": self.seq, "epoch": self.epoch, "time": time, "kind": kind, **fields}
            self._file.write(json.dumps(line, allow_nan=False, ensure_ascii=True).encode() + b"\n")
            self._file.flush()

    def started(
        self,
        *,
        method: str,
        device: str,
        device_name: str,
        precision: str,
        threads: int,
        processes: int,
        resumed_from_step: int | None,
        versions: Mapping[str, str],
    ) -> None:
        fields = {
            "method": method,
            "device": device,
            "deviceName": device_name,
            "precision": precision,
            "threads": threads,
            "processes": processes,
            "resumedFromStep": resumed_from_step,
            "versions": dict(versions),
        }
        self._write("started", fields)

    def metric(self, step: int, name: str, value: float) -> None:
        self._write("metric", {"step": step, "name": name, "value": number(value)})
        for told in self.listeners:
            told(step, name, value)

    def sample(
        self,
        step: int,
        *,
        prompt_id: str,
        prompt: list[Message],
        completion: str,
        finish_reason: str,
        reward: float | None = None,
    ) -> None:
        fields: dict[str, object] = {
            "step": step,
            "promptId": prompt_id,
            "prompt": prompt,
            "completion": completion,
            "finishReason": finish_reason,
        }
        if reward is not None:
            fields["reward"] = number(reward)
        self._write("sample", fields)

    def progress(self, step: int, total: int, unit: str = "step") -> None:
        self._write("progress", {"step": step, "total": total, "unit": unit})

    def checkpoint(self, step: int, manifest: str) -> None:
        self._write("checkpoint", {"step": step, "manifest": manifest})

    def warning(self, code: str, message: str) -> None:
        self._write("warning", {"code": code, "message": message})

    def artifact(self, name: str, path: str, manifest: str | None, size: int) -> None:
        self._write("artifact", {"name": name, "path": path, "manifest": manifest, "bytes": size})

    def finished(self, reason: str, step: int, figures: Mapping[str, float]) -> None:
        values = {name: number(value) for name, value in figures.items()}
        self._write("finished", {"reason": reason, "step": step, "figures": values})

    def failed(self, code: str, message: str, hint: str) -> None:
        self._write("failed", {"code": code, "message": message, "hint": hint})
