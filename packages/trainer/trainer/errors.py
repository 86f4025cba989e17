"""Failures that end a run, with the code the platform acts on and a hint for people."""

from typing import Literal

FailureCode = Literal[
    "SPEC_INVALID",
    "DATA_INVALID",
    "DATA_EMPTY",
    "MODEL_UNUSABLE",
    "PAD_IS_EOS",
    "DEVICE_UNAVAILABLE",
    "CHECKPOINT_INVALID",
    "OUT_OF_MEMORY",
    "OUT_OF_DISK",
    "DIVERGED",
    "PARENT_GONE",
    "TRACKER_MISSING",
    "INTERNAL",
]


class TrainerError(Exception):
    """An expected failure: what and where in the message, what to do about it in the hint."""

    def __init__(self, code: FailureCode, message: str, hint: str) -> None:
        super().__init__(message)
        self.code: FailureCode = code
        self.hint = hint


class GuardStopped(Exception):
    """The run's guard ended it at `step`: what it was at the best look is to be published."""

    def __init__(self, step: int) -> None:
        super().__init__(f"ended by its guard at step {step}")
        self.step = step


class Stopped(Exception):
    """The run was told to stop and has saved what it reached at `step`."""

    def __init__(self, step: int) -> None:
        super().__init__(f"stopped at step {step}")
        self.step = step
