"""`python -m trainer path/to/spec.json`: one attempt of one run.

Exit 0 when it finished or was stopped, 1 when it failed (the reason is the last event), 2 when called
wrongly. stdout and stderr are logs for people; everything else is in the output folder.
"""

from __future__ import annotations

import errno
import faulthandler
import json
import os
import signal
import sys
import traceback
from pathlib import Path

from trainer.control import Control
from trainer.errors import FailureCode, Stopped, TrainerError
from trainer.events import Events, is_main_process
from trainer.memory import go_first, peak_bytes, ran_out
from trainer.spec import (
    DpoSpec,
    ExpertIterationSpec,
    GenerateSpec,
    GrpoSpec,
    KtoSpec,
    OnlineDpoSpec,
    OrpoSpec,
    RewardSpec,
    RlooSpec,
    RunSpec,
    ScoreSpec,
    SftSpec,
    SimpoSpec,
    load_spec,
)
from trainer.trackers import tracked


def run_stage(spec: RunSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """The step reached and the figures. Stages are imported here: a faulty spec is told before torch has
    loaded."""
    if isinstance(spec, GenerateSpec):
        from trainer import generate

        return generate.run(spec, events, control)
    if isinstance(spec, ScoreSpec):
        from trainer import score

        return score.run(spec, events, control)
    if isinstance(spec, SftSpec):
        from trainer import sft

        return sft.run(spec, events, control)
    if isinstance(spec, RewardSpec):
        from trainer import reward

        return reward.run(spec, events, control)
    if isinstance(spec, DpoSpec):
        from trainer import dpo

        return dpo.run(spec, events, control)
    if isinstance(spec, KtoSpec):
        from trainer import kto

        return kto.run(spec, events, control)
    if isinstance(spec, (OrpoSpec, SimpoSpec)):
        from trainer import reference_free

        return reference_free.run(spec, events, control)
    if isinstance(spec, (GrpoSpec, RlooSpec)):
        from trainer import group_relative

        return group_relative.run(spec, events, control)
    if isinstance(spec, (ExpertIterationSpec, OnlineDpoSpec)):
        from trainer import best_answers

        return best_answers.run(spec, events, control)
    from trainer import ppo

    return ppo.run(spec, events, control)


def explain(fault: BaseException) -> tuple[FailureCode, str, str]:
    """Code, message and hint of whatever ended a stage."""
    text = f"{type(fault).__name__}: {fault}"
    # First, since a model that could not be loaded for want of memory is not unusable.
    if ran_out(fault):
        return (
            "OUT_OF_MEMORY",
            text[:2000],
            "Lower the micro-batch (or the token budget), or the maximal length.",
        )
    if isinstance(fault, TrainerError):
        return fault.code, str(fault), fault.hint
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "OUT_OF_DISK", text[:2000], "Free some space in the data folder; checkpoints take the most."
    place = traceback.extract_tb(fault.__traceback__)[-1]
    message = f"{text[:2000]} ({Path(place.filename).name}, line {place.lineno})"
    return "INTERNAL", message, "This is a fault in the trainer. The log has the whole trace."


def record_failure(spec: RunSpec, events: Events, fault: BaseException) -> None:
    """Rank 0 tells the events file; every other process leaves a file of its own, since it may be the only
    witness."""
    traceback.print_exception(fault, file=sys.stderr)
    code, message, hint = explain(fault)
    events.failed(code, message, hint)
    if not is_main_process():
        own = Path(spec.output_dir) / f"failed-rank-{os.environ['RANK']}.json"
        own.write_text(json.dumps({"code": code, "message": message, "hint": hint}) + "\n", encoding="utf-8")


def leave_group() -> None:
    """Ends this process's part in the group of processes, if it is in one.

    Left to the end of the process, threads of the group may still run while it is taken down, and C++ then
    aborts it ("terminate called without an active exception", SIGABRT) after all its work was done. Not for a
    stage that failed: the others may hang in a collective, and leaving would wait for them.
    """
    torch = sys.modules.get("torch")
    if torch is not None and torch.distributed.is_available() and torch.distributed.is_initialized():
        torch.distributed.destroy_process_group()


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m trainer SPEC.json", file=sys.stderr)
        return 2
    try:
        spec = load_spec(Path(arguments[0]))
    except TrainerError as fault:
        # Without a spec there is no folder to write events into: the log is all there is.
        print(f"{fault.code}: {fault}\n{fault.hint}", file=sys.stderr)
        return 2
    go_first()
    # Written by C, so even a thread that never comes back to Python tells where it stands.
    faulthandler.register(signal.SIGUSR1, file=sys.stderr, all_threads=True)
    control = Control()
    with Events(Path(spec.output_dir), spec.epoch) as events:
        control.listen(events)
        try:
            with tracked(spec, events):
                step, figures = run_stage(spec, events, control)
        except Stopped as stopped:
            events.finished("stopped", stopped.step, {})
            leave_group()
            return 0
        except Exception as fault:  # noqa: BLE001 - the last line of defence: whatever it was becomes an event
            record_failure(spec, events, fault)
            return 1
        if not isinstance(spec, (GenerateSpec, ScoreSpec)):
            # What estimates of runs like this one go by, and are held against.
            figures = {**figures, "peak_memory_bytes": float(peak_bytes())}
        events.finished("completed", step, figures)
    leave_group()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
