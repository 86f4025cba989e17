"""A run that was stopped or killed and taken up again ends bit by bit like one that never stopped."""

from __future__ import annotations

import hashlib
import json
import signal
from pathlib import Path

import pytest

from tests.helpers import Json, events_of, metrics, run, training_spec, write_spec
from tests.test_process import start, wait_for
from tests.toy import rows_for
from trainer.__main__ import run_stage
from trainer.checkpoint import CheckpointFault, verify
from trainer.control import Control
from trainer.errors import Stopped
from trainer.events import Events
from trainer.spec import load_spec

METHODS = ["sft", "reward", "dpo", "kto", "orpo", "simpo"]


class StopsAt(Events):
    """Asks the run to stop while step `at` is at work, as a signal would."""

    def __init__(self, folder: Path, control: Control, at: int) -> None:
        super().__init__(folder, epoch=1)
        self.control = control
        self.at = at

    def progress(self, step: int, total: int, unit: str = "step") -> None:
        super().progress(step, total, unit)
        if step == self.at:
            self.control.ask_to_stop()


def run_until(spec: Json, step: int) -> None:
    control = Control()
    path = write_spec(spec)
    with StopsAt(Path(spec["outputDir"]), control, step) as events, pytest.raises(Stopped) as stopped:
        run_stage(load_spec(path), events, control)
    assert stopped.value.step == step


def figures(output: Path) -> Json:
    """What came of the run; not what it took of the machine, which is never twice the same."""
    told: Json = events_of(output, "finished")[0]["figures"]
    assert told.pop("peak_memory_bytes") > 0
    return told


def digest(output: Path) -> str:
    return hashlib.sha256((output / "model" / "model.safetensors").read_bytes()).hexdigest()


def spec_for(method: str, tiny: Path, folder: Path, name: str) -> Json:
    """Two epochs of three steps, evaluated at every second one."""
    train = rows_for(method, folder, 12)
    lora = {"rank": 4, "alpha": 8, "dropout": 0.1} if method == "dpo" else None
    return training_spec(
        folder / name, method, tiny, train, train, epochs=2, schedule="cosine", evalSteps=2, lora=lora
    )


@pytest.mark.parametrize("method", METHODS)
def test_stopped_and_taken_up_equals_never_stopped(tiny: Path, tmp_path: Path, method: str) -> None:
    assert run(spec_for(method, tiny, tmp_path, "whole")) == 0
    expected = metrics(tmp_path / "whole")
    # Inside the first epoch, at its end, inside the second, and when nothing is left but to evaluate.
    for stop in (2, 3, 5, 6):
        run_until(spec_for(method, tiny, tmp_path, f"first-{stop}"), stop)
        assert not (tmp_path / f"first-{stop}" / "model").exists()
        rest = spec_for(method, tiny, tmp_path, f"rest-{stop}")
        assert run({**rest, "resumeFrom": str(tmp_path / f"first-{stop}")}) == 0
        assert events_of(tmp_path / f"rest-{stop}", "started")[0]["resumedFromStep"] == stop
        assert digest(tmp_path / f"rest-{stop}") == digest(tmp_path / "whole"), f"stopped at {stop}"
        before, after = metrics(tmp_path / f"first-{stop}"), metrics(tmp_path / f"rest-{stop}")
        joined = {key: value for key, value in before.items() if key[0] <= stop} | after
        assert joined == expected, f"stopped at {stop}"
        assert figures(tmp_path / f"rest-{stop}").items() <= figures(tmp_path / "whole").items()
        assert figures(tmp_path / f"rest-{stop}")


class StopsWhileEvaluating(Control):
    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def leave_if_asked(self, step: int) -> None:
        if step == self.at:
            self.ask_to_stop()
        super().leave_if_asked(step)


@pytest.mark.parametrize("method", METHODS)
def test_told_to_stop_while_it_evaluates_it_saves_what_it_reached(
    tiny: Path, tmp_path: Path, method: str
) -> None:
    """Evaluating comes more often than saving; what was trained since the last save is not lost to a stop."""
    assert run(spec_for(method, tiny, tmp_path, "whole")) == 0
    first = spec_for(method, tiny, tmp_path, "first")
    output = Path(first["outputDir"])
    with Events(output, epoch=1) as told, pytest.raises(Stopped) as stopped:
        run_stage(load_spec(write_spec(first)), told, StopsWhileEvaluating(2))
    assert stopped.value.step == 2
    assert [event["step"] for event in events_of(output, "checkpoint")] == [2]
    rest = spec_for(method, tiny, tmp_path, "rest")
    assert run({**rest, "resumeFrom": str(output)}) == 0
    assert digest(tmp_path / "rest") == digest(tmp_path / "whole")
    before = {key: value for key, value in metrics(output).items() if key[0] <= 2}
    assert before | metrics(tmp_path / "rest") == metrics(tmp_path / "whole")


def test_the_same_seed_gives_the_same_model_and_another_does_not(tiny: Path, tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        assert run({**spec_for("reward", tiny, tmp_path, name), "seed": seed}) == 0
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    assert digest(tmp_path / "a") != digest(tmp_path / "c")


def test_killed_outright_it_loses_no_more_than_since_the_last_save(tiny: Path, tmp_path: Path) -> None:
    whole = spec_for("dpo", tiny, tmp_path, "whole")
    long = {"epochs": 10, "saveSteps": 5, "evalSteps": 20}
    whole["params"] |= long
    assert run(whole) == 0
    killed = spec_for("dpo", tiny, tmp_path, "killed")
    killed["params"] |= long
    child = start(killed)
    wait_for(child, tmp_path / "killed", "checkpoint")
    child.send_signal(signal.SIGKILL)
    child.wait(timeout=60)
    assert not (tmp_path / "killed" / "model").exists()
    rest = {**spec_for("dpo", tiny, tmp_path, "rest"), "params": whole["params"]}
    assert run({**rest, "resumeFrom": str(tmp_path / "killed")}) == 0
    taken_up = events_of(tmp_path / "rest", "started")[0]["resumedFromStep"]
    assert taken_up >= 5
    assert digest(tmp_path / "rest") == digest(tmp_path / "whole")
    before = {key: value for key, value in metrics(tmp_path / "killed").items() if key[0] <= taken_up}
    assert before | metrics(tmp_path / "rest") == metrics(tmp_path / "whole")


@pytest.fixture
def stopped(tiny: Path, tmp_path: Path) -> tuple[Json, Path]:
    """A run stopped at step 4 with checkpoints at 2 and 4, and the spec of its next attempt."""
    first = spec_for("sft", tiny, tmp_path, "first")
    first["params"]["saveSteps"] = 2
    run_until(first, 4)
    rest = {**spec_for("sft", tiny, tmp_path, "rest"), "resumeFrom": str(tmp_path / "first")}
    return rest, tmp_path / "first" / "checkpoints"


def resumed(spec: Json) -> tuple[int | None, list[str]]:
    """The step the attempt went on from and its warnings."""
    assert run(spec) == 0
    output = Path(spec["outputDir"])
    told = [event["code"] for event in events_of(output, "warning")]
    return events_of(output, "started")[0]["resumedFromStep"], told


@pytest.mark.parametrize("damage", ["cut short", "changed", "missing", "added", "no manifest"])
def test_a_damaged_checkpoint_is_passed_over(stopped: tuple[Json, Path], damage: str) -> None:
    spec, checkpoints = stopped
    newest = checkpoints / "checkpoint-4"
    verify(newest)
    file = newest / "optimizer.pt"
    content = file.read_bytes()
    if damage == "cut short":
        file.write_bytes(content[:-1])
    elif damage == "changed":
        file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    elif damage == "missing":
        file.unlink()
    elif damage == "added":
        (newest / "pytorch_model.bin").write_bytes(b"foreign")
    else:
        (newest / "manifest.json").unlink()
    with pytest.raises(CheckpointFault):
        verify(newest)
    assert resumed(spec) == (2, ["CHECKPOINT_SKIPPED"])


def test_without_any_whole_checkpoint_it_starts_anew(stopped: tuple[Json, Path]) -> None:
    spec, checkpoints = stopped
    for folder in checkpoints.iterdir():
        (folder / "manifest.json").unlink()
    assert resumed(spec) == (None, ["CHECKPOINT_SKIPPED", "CHECKPOINT_SKIPPED", "NO_CHECKPOINT"])


def test_a_checkpoint_of_another_configuration_is_not_taken(stopped: tuple[Json, Path]) -> None:
    spec, _ = stopped
    assert resumed({**spec, "configHash": "other"})[0] is None


def test_a_checkpoint_can_be_named_itself(stopped: tuple[Json, Path]) -> None:
    spec, checkpoints = stopped
    assert resumed({**spec, "resumeFrom": str(checkpoints / "checkpoint-2")}) == (2, [])


def test_a_manifest_cannot_point_outside_its_folder(stopped: tuple[Json, Path]) -> None:
    _, checkpoints = stopped
    path = checkpoints / "checkpoint-4" / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["files"][0]["path"] = "../checkpoint-2/config.json"
    path.write_text(json.dumps(manifest))
    with pytest.raises(CheckpointFault, match="outside itself"):
        verify(path.parent)
