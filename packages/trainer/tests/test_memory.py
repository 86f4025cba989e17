"""Memory that runs out is named as such, and the same step in smaller portions gives the same model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from tests.helpers import Json, events_of, metrics, run, says, training_spec, user, write_rows, write_spec
from tests.test_process import ROOT
from tests.toy import rows_for
from trainer.__main__ import explain
from trainer.errors import TrainerError
from trainer.memory import ran_out
from trainer.prepared import Prepared

METHODS = ["sft", "reward", "dpo", "kto", "orpo", "simpo"]
# The library tells the mean over micro-batches of each one's extremes: of these alone the cut decides.
OF_THE_CUT = ("min_reward", "max_reward")
# What the child may take beyond what it holds with everything loaded.
LIMITED = """
import resource, sys
import torch, trl, transformers, datasets, peft
from trainer import {method}
from trainer.__main__ import main
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + {extra}, resource.RLIM_INFINITY))
sys.exit(main([sys.argv[1]]))
"""


def real_allocation_failure() -> RuntimeError:
    with pytest.raises(RuntimeError) as failed:
        torch.empty(2**60, dtype=torch.uint8)
    return failed.value


def test_every_lack_of_memory_is_known() -> None:
    unloadable = TrainerError("MODEL_UNUSABLE", "The model could not be loaded.", "Bring another one.")
    unloadable.__cause__ = MemoryError()
    for fault in (
        real_allocation_failure(),
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
        RuntimeError("std::bad_alloc"),
        OSError(12, "Cannot allocate memory"),
        MemoryError(),
        unloadable,
    ):
        assert ran_out(fault), repr(fault)
        assert explain(fault)[0] == "OUT_OF_MEMORY"
    for other in (
        RuntimeError("shapes do not fit"),
        OSError(28, "No space left on device"),
        KeyError("memory"),
    ):
        assert not ran_out(other), repr(other)


def test_the_system_is_to_take_the_trainer_first(tiny: Path, tmp_path: Path) -> None:
    rows = rows_for("sft", tmp_path, 4)
    spec = write_spec(training_spec(tmp_path / "out", "sft", tiny, rows, None))
    code = (
        "import sys; from trainer.__main__ import main; main([sys.argv[1]]); "
        "print(open('/proc/self/oom_score_adj').read())"
    )
    command = [sys.executable, "-c", code, str(spec)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    assert int(told.stdout.split()[-1]) >= 500


def test_under_a_real_limit_it_says_that_memory_ran_out(tiny: Path, tmp_path: Path) -> None:
    """The rows of one micro-batch need far more than the child may have; a smaller one fits."""
    rows = [{"prompt": user("abc"), "completion": says("yes " * 400)} for _ in range(32)]
    train = write_rows(tmp_path / "train.jsonl", rows)
    codes = {}
    for micro in (32, 1):
        spec = training_spec(
            tmp_path / str(micro), "sft", tiny, train, None,
            batchSize=32, microBatch=micro, maxLength=2048, maxSteps=1,
        )  # fmt: skip
        code = LIMITED.format(method="sft", extra=400 * 1024**2)
        command = [sys.executable, "-c", code, str(write_spec(spec))]
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
        codes[micro] = child.returncode
    failed = events_of(tmp_path / "32", "failed")
    assert [event["code"] for event in failed] == ["OUT_OF_MEMORY"]
    assert codes == {32: 1, 1: 0}


class RunsOutAt:
    """Lets the allocation of a step fail, as long as more than `most` rows are computed at once."""

    def __init__(self, step: int, most: int) -> None:
        self.step = step
        self.most = most
        self.original = Prepared.training_step

    def __call__(self, trainer: Any, *rest: Any, **named: Any) -> Any:
        rows = trainer.args.per_device_train_batch_size
        if trainer.state.global_step + 1 == self.step and rows > self.most:
            torch.empty(2**60, dtype=torch.uint8)
        return self.original(trainer, *rest, **named)


def spec_for(method: str, tiny: Path, folder: Path, name: str, **params: object) -> Json:
    """Two epochs of three steps, saved at each one."""
    rows = rows_for(method, folder, 12)
    return training_spec(folder / name, method, tiny, rows, rows, epochs=2, saveSteps=1, **params)


@pytest.mark.parametrize("method", METHODS)
def test_taken_up_with_a_smaller_micro_batch_it_is_the_run_that_never_failed(
    tiny: Path, tmp_path: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(spec_for(method, tiny, tmp_path, "whole", microBatch=4)) == 0
    planted = RunsOutAt(step=5, most=2)
    monkeypatch.setattr(Prepared, "training_step", lambda *rest, **named: planted(*rest, **named))
    first = tmp_path / "first"
    assert run(spec_for(method, tiny, tmp_path, "first", microBatch=4)) == 1
    assert [event["code"] for event in events_of(first, "failed")] == ["OUT_OF_MEMORY"]
    # As the worker does: the same run from its newest checkpoint, half as many rows at once.
    rest = spec_for(method, tiny, tmp_path, "rest", microBatch=2)
    assert run({**rest, "resumeFrom": str(first)}) == 0
    assert events_of(tmp_path / "rest", "started")[0]["resumedFromStep"] == 4

    before = {key: value for key, value in metrics(first).items() if key[0] <= 4}
    joined, expected = before | metrics(tmp_path / "rest"), metrics(tmp_path / "whole")
    assert joined.keys() == expected.keys()
    for key, value in expected.items():
        if key[1] not in OF_THE_CUT:
            assert joined[key] == pytest.approx(value, abs=1e-3, rel=1e-3), key
    one, other = (load_file(tmp_path / name / "model" / "model.safetensors") for name in ("whole", "rest"))
    torch.testing.assert_close(other, one, rtol=0, atol=1e-4)
