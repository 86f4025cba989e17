"""Figures handed on to other trackers: off unless asked for, whole where asked for, never the run's
downfall."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import Json, events_of, metrics, run, training_spec
from tests.test_resume import run_until
from tests.toy import rows_for
from trainer import trackers
from trainer.spec import SftSpec, parse_spec
from trainer.trackers import PACKAGES, arguments, settings

MISSING = [name for name, packages in PACKAGES.items() if not any(map(find_spec, packages))]


def spec_for(tiny: Path, folder: Path, name: str, told_to: list[str]) -> Json:
    rows = rows_for("sft", folder, 12)
    return {**training_spec(folder / name, "sft", tiny, rows, rows, evalSteps=2), "trackers": told_to}


@pytest.fixture(scope="module")
def tensorboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The reader's side of TensorBoard's files; fetched for the test where it is not installed."""
    folder = tmp_path_factory.mktemp("packages")
    if "tensorboard" in MISSING:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
        fetched = subprocess.run([*command, "tensorboardX", "protobuf"], capture_output=True, check=False)
        if fetched.returncode != 0:
            pytest.skip("tensorboardX is not installed and cannot be fetched")
    sys.path.insert(0, str(folder))
    import tensorboardX.proto.event_pb2 as events  # type: ignore[import-not-found, unused-ignore]

    yield events
    sys.path.remove(str(folder))


def scalars(event_pb2: Any, folder: Path) -> dict[tuple[int, str], float]:
    """Every scalar in a folder's event files: records of a length, a checksum, the event and a checksum."""
    found = {}
    for path in folder.rglob("events.out.tfevents.*"):
        content, at = path.read_bytes(), 0
        while at < len(content):
            (length,) = struct.unpack_from("<Q", content, at)
            event = event_pb2.Event.FromString(content[at + 12 : at + 12 + length])
            at += length + 16
            for value in event.summary.value:
                found[(event.step, value.tag)] = value.simple_value
    return found


def test_tensorboard_hears_every_figure_of_a_run_and_of_the_one_that_goes_on(
    tensorboard: Any, tiny: Path, tmp_path: Path
) -> None:
    first = spec_for(tiny, tmp_path, "first", ["tensorboard"])
    first["params"]["epochs"] = 2
    assert run(first) == 0
    assert not events_of(tmp_path / "first", "warning")
    expected = metrics(tmp_path / "first")
    assert {name for _, name in expected} >= {
        "loss",
        "eval_loss",
        "eval_mean_token_accuracy",
        "learning_rate",
    }
    heard = scalars(tensorboard, tmp_path / "first" / "tensorboard")
    assert heard == {key: pytest.approx(value, rel=1e-6) for key, value in expected.items()}

    run_until({**first, "outputDir": str(tmp_path / "stopped")}, 3)
    rest = {**first, "outputDir": str(tmp_path / "rest"), "resumeFrom": str(tmp_path / "stopped")}
    assert run(rest) == 0
    heard = scalars(tensorboard, tmp_path / "rest" / "tensorboard")
    assert heard.keys() == metrics(tmp_path / "rest").keys()
    assert min(step for step, _ in heard) > 3


def test_nobody_is_told_unless_asked(tiny: Path, tmp_path: Path) -> None:
    spec = spec_for(tiny, tmp_path, "out", [])
    del spec["trackers"]
    assert run(spec) == 0
    assert not list((tmp_path / "out").rglob("*tfevents*"))


@pytest.mark.parametrize("name", sorted({"wandb", "mlflow", "trackio"} & set(MISSING)))
def test_a_tracker_that_is_not_installed_is_told_before_anything_is_loaded(
    tiny: Path, tmp_path: Path, name: str
) -> None:
    assert run(spec_for(tiny, tmp_path, "out", [name])) == 1
    output = tmp_path / "out"
    (failed,) = events_of(output, "failed")
    assert failed["code"] == "TRACKER_MISSING"
    assert f"-m pip install {name}" in failed["hint"]
    assert not events_of(output, "started")


class Silent:
    """A tracker whose service is away from its second figure on."""

    told = 0

    def __init__(self, **_named: object) -> None:
        pass

    def start(self) -> None:
        pass

    def store_init_configuration(self, values: dict[str, object]) -> None:
        assert values["method"] == "sft"

    def log(self, values: dict[str, float], step: int) -> None:
        Silent.told += 1
        if Silent.told > 1:
            raise ConnectionError("nobody answers")

    def finish(self) -> None:
        raise AssertionError("it was given up")


def test_a_tracker_that_fails_is_told_once_and_the_run_goes_on(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from accelerate.tracking import LOGGER_TYPE_TO_CLASS

    monkeypatch.setitem(LOGGER_TYPE_TO_CLASS, "wandb", Silent)
    monkeypatch.setattr(trackers, "check_installed", lambda _name: None)
    assert run(spec_for(tiny, tmp_path, "out", ["wandb"])) == 0
    warnings = events_of(tmp_path / "out", "warning")
    assert [event["code"] for event in warnings] == ["TRACKER_FAILED"]
    assert "wandb is told nothing more: ConnectionError: nobody answers" in warnings[0]["message"]
    assert Silent.told == 2


def test_each_tracker_is_opened_with_what_its_client_takes(tiny: Path, tmp_path: Path) -> None:
    """By the clients' own signatures, as far as accelerate names them."""
    import inspect

    from accelerate.tracking import LOGGER_TYPE_TO_CLASS

    spec = parse_spec(spec_for(tiny, tmp_path, "out", sorted(PACKAGES)))
    assert isinstance(spec, SftSpec)
    for name in PACKAGES:
        inspect.signature(LOGGER_TYPE_TO_CLASS[name].__init__).bind(None, **arguments(name, spec))
    flat = settings(spec)
    assert flat["method"] == "sft"
    assert flat["learning_rate"] == 1e-3
    assert all(isinstance(value, (int, float, str)) for value in flat.values())
