"""A guarded run on tiny models: what it tells, what it keeps when it is ended, that it goes on exactly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import Json, curve, events_of, fails_with, metrics, run, write_spec
from tests.letters import LORA, World, answer_all, prompts
from tests.saturating import guarded, make_scorer, saturating
from tests.test_process import ROOT
from tests.test_resume import digest, run_until
from tests.test_sigterm import curves_of, of_the_run
from trainer.checkpoint import verify
from trainer.control import Control
from trainer.device import choose_device
from trainer.events import Events
from trainer.ppo import PpoTrainer
from trainer.scoring import Answered, Scorer
from trainer.spec import PpoSpec, parse_spec

METHODS = ["ppo", "grpo", "rloo", "expert_iteration", "online_dpo"]


@pytest.fixture(scope="session")
def gold(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_scorer(tiny, tmp_path_factory.mktemp("gold") / "gold", saturating, seed=3)


def spec_of(world: World, method: str, output: Path, **params: object) -> Json:
    return world.spec(output, **params) if method == "ppo" else world.grouped(method, output, **params)


def strict(world: World, gold: Path, method: str, output: Path, **params: object) -> Json:
    """Any KL at all is too much for it, and there is some from the first step on."""
    spec = spec_of(world, method, output, **{"steps": 4, "evalSteps": 1, **params})
    return guarded(spec, gold, prompts(output.parent, 6, seed=3), klAbove=1e-9)


def figures_of(output: Path) -> Json:
    told: Json = events_of(output, "finished")[0]["figures"]
    return told


@pytest.mark.parametrize(
    ("method", "lora"), [*((method, None) for method in METHODS), ("ppo", LORA), ("grpo", LORA)]
)
def test_it_ends_the_run_and_publishes_the_best_look(
    world: World, gold: Path, tmp_path: Path, method: str, lora: Json | None
) -> None:
    """What lies past a limit is never the best, so here that is the model it began with."""
    output = tmp_path / "out"
    spec = strict(world, gold, method, output, lora=lora)
    if method in ("grpo", "rloo"):
        spec["params"]["beta"] = 0.0
    assert run(spec) == 0
    told = metrics(output)
    for step in range(3):
        for name in ("gold", "proxy", "length_growth", "repetition", "kl"):
            assert (step, f"guard/{name}") in told
        assert (told[(step, "guard/kl")] == pytest.approx(0, abs=1e-5)) == (step == 0)
    assert (3, "guard/gold") not in told
    assert told[(0, "guard/length_growth")] == 1
    ended = events_of(output, "finished")[0]
    assert (ended["reason"], ended["step"]) == ("completed", 2)
    assert figures_of(output)["guard/stopped/kl"] == 2
    assert figures_of(output)["guard/best_step"] == 0
    assert figures_of(output)["eval_reward"] == pytest.approx(told[(0, "eval_reward")])
    assert verify(output / "model").step == 0
    assert digest(output) == digest(world.writer.parent)
    (warning,) = events_of(output, "warning")
    assert warning["code"] == "GUARD_STOPPED"
    assert "nats an answer at step 2, above 1e-09" in warning["message"]
    assert "published is step 0" in warning["message"]


@pytest.mark.parametrize("method", ["ppo", "grpo"])
def test_an_alert_changes_nothing_of_the_run(world: World, gold: Path, tmp_path: Path, method: str) -> None:
    watched, alone = tmp_path / "watched", tmp_path / "alone"
    spec = strict(world, gold, method, watched, steps=3)
    spec["guard"]["action"] = "alert"
    assert run(spec) == 0
    without = {**spec, "outputDir": str(alone)}
    del without["guard"]
    assert run(without) == 0
    assert digest(watched) == digest(alone)
    seen = {key: value for key, value in of_the_run(watched).items() if not key[1].startswith("guard/")}
    assert seen == of_the_run(alone)
    assert [event["code"] for event in events_of(watched, "warning")] == ["GUARD_ALERT"]
    assert figures_of(watched)["guard/alerted/kl"] == 2
    assert figures_of(watched)["reward"] == figures_of(alone)["reward"]


def test_the_gold_is_asked_by_the_one_scoring_function(world: World, gold: Path, tmp_path: Path) -> None:
    spec = guarded(world.spec(tmp_path / "out"), gold, prompts(tmp_path, 12, seed=3))
    parsed = parse_spec(spec)
    assert isinstance(parsed, PpoSpec)
    with Events(Path(parsed.output_dir), epoch=1) as events:
        trainer = PpoTrainer(parsed, events, Control(), choose_device(parsed.device))
        trainer.evaluate(0)
        rated = trainer.asker.held_out(trainer.learner.speaker(), trainer.held_out)
    scale = json.loads((gold / "prefloop.json").read_text())["scoring"]
    answers = [
        Answered(
            one.question.turns,
            trainer.tokenizer.decode(one.answer.ids, skip_special_tokens=True),
            one.answer.finished,
        )
        for one in rated
    ]
    penalty = scale["mean"] - 2 * scale["std"]
    scores = Scorer.load(str(gold), "cpu").score(answers, unfinished=penalty)
    expected = sum((score - scale["mean"]) / scale["std"] for score in scores if score is not None) / 12
    assert metrics(tmp_path / "out")[(0, "guard/gold")] == pytest.approx(expected, abs=1e-5)


# Going on


@pytest.mark.parametrize("method", ["ppo", "grpo"])
def test_taken_up_again_it_ends_as_if_never_stopped(
    world: World, gold: Path, tmp_path: Path, method: str
) -> None:
    """The weights that it publishes are older than the checkpoint it goes on from."""
    whole, first, rest = (tmp_path / name for name in ("whole", "first", "rest"))
    assert run(strict(world, gold, method, whole)) == 0
    run_until(strict(world, gold, method, first), 1)
    assert run({**strict(world, gold, method, rest), "resumeFrom": str(first)}) == 0
    assert events_of(rest, "started")[0]["resumedFromStep"] == 1
    assert digest(rest) == digest(whole) == digest(world.writer.parent)
    assert figures_of(rest) == figures_of(whole)
    before = {key: value for key, value in of_the_run(first).items() if key[0] <= 1}
    assert before | of_the_run(rest) == of_the_run(whole)


def test_an_attempt_tells_of_the_alert_before_it(world: World, gold: Path, tmp_path: Path) -> None:
    first, rest = tmp_path / "first", tmp_path / "rest"

    def spec(output: Path) -> Json:
        made = strict(world, gold, "ppo", output)
        return {**made, "guard": {**made["guard"], "action": "alert"}}

    run_until(spec(first), 3)
    assert run({**spec(rest), "resumeFrom": str(first)}) == 0
    told = [event["message"] for event in events_of(rest, "warning")]
    assert told == [event["message"] for event in events_of(first, "warning")]
    assert len(told) == 1
    assert figures_of(rest)["guard/alerted/kl"] == 2


@pytest.mark.parametrize("method", ["ppo", "grpo"])
def test_two_processes_stop_where_one_does(world: World, gold: Path, tmp_path: Path, method: str) -> None:
    assert run(strict(world, gold, method, tmp_path / "one")) == 0
    path = write_spec(strict(world, gold, method, tmp_path / "two"))
    launcher = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--standalone"]
    subprocess.run([*launcher, "-m", "trainer", str(path)], cwd=ROOT, check=True, timeout=300)
    assert curves_of(tmp_path / "two") == pytest.approx(curves_of(tmp_path / "one"), abs=1e-4)
    one, two = figures_of(tmp_path / "one"), figures_of(tmp_path / "two")
    # What each process takes is its own affair.
    assert one.pop("peak_memory_bytes") > 0
    assert two.pop("peak_memory_bytes") > 0
    assert two == pytest.approx(one, abs=1e-4)
    assert digest(tmp_path / "two") == digest(tmp_path / "one")


# What it needs


def test_without_held_out_prompts_it_has_nothing_to_judge(world: World, gold: Path, tmp_path: Path) -> None:
    spec = guarded(world.spec(tmp_path / "out"), gold, prompts(tmp_path, 4, seed=3))
    spec["dataset"]["eval"] = None
    assert "nothing to judge: of 0 held-out prompts" in fails_with(spec, "DATA_EMPTY")


# The toy task: a good letter more than twice hurts


def pressed(world: World, gold: Path, output: Path, seed: int, **rule: object) -> Json:
    params = {"batchSize": 32, "microBatch": 16, "sampleBatch": 48, "minibatches": 2, "ppoEpochs": 2}
    spec = world.spec(output, **params, steps=16, evalSteps=2, klCoefficient=0.0)
    spec["samples"] = {"prompts": prompts(output.parent, 48, 11), "maxNewTokens": 12, "temperature": 1}
    return {**guarded(spec, gold, prompts(output.parent, 48, 12), **rule), "seed": seed}


def worth_at_each_look(output: Path) -> dict[int, float]:
    """By the rule itself, on answers to prompts that the guard never sees."""
    worth: dict[int, list[float]] = {}
    for sample in events_of(output, "sample"):
        worth.setdefault(sample["step"], []).append(saturating(sample["completion"]))
    return {step: sum(values) / len(values) for step, values in worth.items()}


def test_unguarded_the_gold_falls_below_where_it_began(world: World, gold: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run(pressed(world, gold, output, 0, action="alert")) == 0
    worth = worth_at_each_look(output)
    assert max(worth.values()) > 0.5 > worth[0] > 0 > worth[16]
    proxy = curve(output, "guard/proxy")
    assert proxy[-1] > proxy[0] + 1
    assert [event["code"] for event in events_of(output, "warning")] == ["GUARD_ALERT"]


@pytest.mark.parametrize("seed", range(5))
def test_the_stop_keeps_four_fifths_of_the_golds_peak(
    world: World, gold: Path, tmp_path: Path, seed: int
) -> None:
    output = tmp_path / "out"
    assert run(pressed(world, gold, output, seed)) == 0
    worth, best = worth_at_each_look(output), figures_of(output)["guard/best_step"]
    assert figures_of(output)["guard/stopped/gold"] <= 16
    peak = max(worth.values())
    assert worth[int(best)] >= 0.8 * peak > 0
    fresh = prompts(tmp_path, 96, seed=77)
    answers = answer_all(output / "model", fresh)
    kept = sum(map(saturating, answers)) / len(answers)
    assert kept >= 0.5 * peak
    base = answer_all(world.writer, fresh)
    assert kept > sum(map(saturating, base)) / len(base)
