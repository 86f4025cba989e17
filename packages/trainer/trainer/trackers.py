"""Hands every figure of a run on to other trackers, where the run asks for it, through accelerate's clients.

They hear what the events file hears, under the same names and steps, whatever the method. What goes wrong
there is told once and is no fault of the run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from typing import Any

from trainer.errors import TrainerError
from trainer.events import Events
from trainer.spec import RunSpec, TrainedSpec

# What each needs: any one of them; the first is the smallest to install.
PACKAGES = {
    "tensorboard": ("tensorboardX", "tensorboard"),
    "wandb": ("wandb",),
    "mlflow": ("mlflow",),
    "trackio": ("trackio",),
}
PROJECT = "prefloop"


@contextmanager
def tracked(spec: RunSpec, events: Events) -> Iterator[None]:
    """While it lasts, every metric event goes to the run's trackers too."""
    wanted = spec.trackers or () if isinstance(spec, TrainedSpec) and events.writes else ()
    for name in wanted:
        check_installed(name)
    listening = [Listener(name, spec, events) for name in wanted if isinstance(spec, TrainedSpec)]
    events.listeners.extend(listening)
    try:
        yield
    finally:
        for one in listening:
            one.finish()
        events.listeners.clear()


def check_installed(name: str) -> None:
    """Before anything is loaded: a run must not end for this after an hour."""
    packages = PACKAGES[name]
    if not any(find_spec(package) for package in packages):
        raise TrainerError(
            "TRACKER_MISSING",
            f"The run is to be told to {name}, but the package {packages[0]} is not installed.",
            f"Install it on the worker's machine: {sys.executable} -m pip install {packages[0]}",
        )


class Listener:
    """One tracker. It opens at the first figure: by then the stage has settled the device it asks for."""

    def __init__(self, name: str, spec: TrainedSpec, events: Events) -> None:
        self.name = name
        self.spec = spec
        self.events = events
        self.tracker: Any = None
        self.broken = False

    def __call__(self, step: int, name: str, value: float) -> None:
        if self.broken:
            return
        try:
            if self.tracker is None:
                self.tracker = self._open()
            self.tracker.log({name: value}, step=step)
        except Exception as fault:  # noqa: BLE001 - a foreign service of any kind; the run goes on without it
            self._give_up(fault)

    def finish(self) -> None:
        if self.tracker is None or self.broken:
            return
        try:
            self.tracker.finish()
        except Exception as fault:  # noqa: BLE001 - as above
            self._give_up(fault)

    def _open(self) -> Any:
        from accelerate.tracking import LOGGER_TYPE_TO_CLASS

        tracker = LOGGER_TYPE_TO_CLASS[self.name](**arguments(self.name, self.spec))
        tracker.start()
        # TensorBoard would make a run of its own of them.
        if self.name != "tensorboard":
            tracker.store_init_configuration(settings(self.spec))
        return tracker

    def _give_up(self, fault: Exception) -> None:
        self.broken = True
        self.events.warning(
            "TRACKER_FAILED",
            f"{self.name} is told nothing more: {type(fault).__name__}: {str(fault)[:500]}",
        )


def arguments(name: str, spec: TrainedSpec) -> dict[str, Any]:
    """What opens a tracker. An attempt that goes on with a run goes on in the same place where there is one;
    files lie in the attempt's own folder, so that an older attempt never writes beside them."""
    folder, title = spec.output_dir, f"{method_of(spec)} {spec.run_id}"
    match name:
        case "tensorboard":
            return {"run_name": "tensorboard", "logging_dir": folder}
        case "wandb":
            return {"run_name": PROJECT, "id": spec.run_id, "name": title, "resume": "allow", "dir": folder}
        case "mlflow":
            return {"experiment_name": PROJECT, "logging_dir": folder, "run_name": title}
        case _:
            return {"run_name": PROJECT, "name": title, "resume": "allow"}


def settings(spec: TrainedSpec) -> dict[str, str | float]:
    """The run's parameters, flat."""
    flat: dict[str, str | float] = {"method": method_of(spec), "runId": spec.run_id, "seed": spec.seed}
    for name, value in asdict(spec)["params"].items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        for part, inner in parts:
            if inner is not None:
                flat[f"{name}.{part}" if part else name] = (
                    inner if isinstance(inner, (int, float)) else str(inner)
                )
    return flat


def method_of(spec: TrainedSpec) -> str:
    return str(asdict(spec)["method"])
