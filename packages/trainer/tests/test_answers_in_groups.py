"""What holds of every method that asks each prompt several times: that it learns, and goes on exactly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import Json, curve, fails_with, read_rows, run, write_rows, write_spec
from tests.letters import World, answer_all, prompts, share_of_a
from tests.test_processes import ROOT
from tests.test_resume import digest, run_until
from tests.test_sigterm import curves_of, of_the_run

METHODS = ["grpo", "rloo", "expert_iteration", "online_dpo"]


@pytest.mark.parametrize(
    ("method", "times"), [("grpo", 5), ("rloo", 5), ("expert_iteration", 3), ("online_dpo", 3)]
)
def test_it_raises_the_reward_that_it_is_given(
    world: World, tmp_path: Path, method: str, times: float
) -> None:
    """By a rule that the run knows nothing of: the reward model was only trained to follow it."""
    output = tmp_path / "out"
    params: Json = {"batchSize": 32, "microBatch": 16, "groupSize": 8, "sampleBatch": 32, "steps": 20}
    assert run(world.grouped(method, output, **params, learningRate=2e-3)) == 0
    asked = prompts(tmp_path, 64, seed=5)
    before = share_of_a(answer_all(world.writer, asked))
    after = share_of_a(answer_all(output / "model", asked))
    assert after >= times * before > 0
    rewards = curve(output, "reward")
    assert sum(rewards[-3:]) > sum(rewards[:3])


@pytest.mark.parametrize("method", METHODS)
def test_stopped_and_taken_up_equals_never_stopped(world: World, tmp_path: Path, method: str) -> None:
    """Four prompts, two of them a step: an epoch is two steps."""
    few = write_rows(tmp_path / "few.jsonl", read_rows(Path(world.prompts))[:4])

    def spec(name: str) -> Json:
        made = world.grouped(method, tmp_path / name, steps=6, schedule="cosine", evalSteps=2)
        made["dataset"] = {"train": few, "eval": prompts(tmp_path, 3, seed=3)}
        return made

    assert run(spec("whole")) == 0
    expected = of_the_run(tmp_path / "whole")
    # Inside the first epoch, at its end, inside the third, and when nothing is left but to evaluate.
    for stop in (1, 2, 5, 6):
        run_until(spec(f"first-{stop}"), stop)
        assert not (tmp_path / f"first-{stop}" / "model").exists()
        assert run({**spec(f"rest-{stop}"), "resumeFrom": str(tmp_path / f"first-{stop}")}) == 0
        assert digest(tmp_path / f"rest-{stop}") == digest(tmp_path / "whole"), f"stopped at {stop}"
        before, after = of_the_run(tmp_path / f"first-{stop}"), of_the_run(tmp_path / f"rest-{stop}")
        joined = {key: value for key, value in before.items() if key[0] <= stop} | after
        assert joined == expected, f"stopped at {stop}"


PAIRED: Json = {"batchSize": 16, "microBatch": 4, "learningRate": 3e-4}


@pytest.mark.parametrize(
    ("method", "params"), [("grpo", {}), ("rloo", {}), ("expert_iteration", PAIRED), ("online_dpo", PAIRED)]
)
def test_micro_batch_and_processes_change_nothing(
    world: World, tmp_path: Path, method: str, params: Json
) -> None:
    assert run(world.grouped(method, tmp_path / "one", **params)) == 0
    one = curves_of(tmp_path / "one")
    assert (
        run(world.grouped(method, tmp_path / "small", **{**params, "microBatch": 1, "sampleBatch": 3})) == 0
    )
    path = write_spec(world.grouped(method, tmp_path / "two", **params))
    launcher = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--standalone"]
    subprocess.run([*launcher, "-m", "trainer", str(path)], cwd=ROOT, check=True, timeout=300)
    for other in ("small", "two"):
        assert curves_of(tmp_path / other) == pytest.approx(one, abs=1e-4), other


@pytest.mark.parametrize("method", METHODS)
def test_weights_that_are_no_numbers_end_it(world: World, tmp_path: Path, method: str) -> None:
    spec = world.grouped(method, tmp_path / "out", learningRate=1e30, maxGradNorm=1e30, steps=4)
    assert "step" in fails_with(spec, "DIVERGED")
