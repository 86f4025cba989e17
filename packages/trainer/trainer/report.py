"""What every stage says at its start."""

from __future__ import annotations

import os
from importlib.metadata import version

from trainer.device import Chosen
from trainer.events import Events

LIBRARIES = ("torch", "transformers", "trl", "peft", "accelerate")


def announce(events: Events, method: str, chosen: Chosen, *, resumed_from_step: int | None) -> None:
    """Writes the `started` event: what computes, how precisely, with which libraries, from which step on."""
    events.started(
        method=method,
        device=chosen.kind,
        device_name=chosen.name,
        precision=chosen.precision,
        threads=chosen.threads,
        processes=int(os.environ.get("WORLD_SIZE", "1")),
        resumed_from_step=resumed_from_step,
        versions={name: version(name) for name in LIBRARIES},
    )
