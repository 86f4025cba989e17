"""PPO on tiny models: what is rewarded, what is learnt from, what it refuses, and that it goes on exactly."""

from __future__ import annotations

import json
import math
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from tests.helpers import (
    Json,
    curve,
    events_of,
    fails_with,
    metrics,
    run,
    user,
    write_rows,
    write_spec,
)
from tests.letters import LORA, World, answer_all, ppo_spec, prompts, share_of_a
from tests.test_process import ROOT, start, wait_for
from tests.test_resume import digest, run_until
from tests.test_sigterm import of_the_run, stopped_three_times_equals_never_stopped
from tests.toy import pairs
from trainer.checkpoint import verify
from trainer.control import Control
from trainer.critic import answer_values
from trainer.device import choose_device
from trainer.errors import Stopped
from trainer.events import Events
from trainer.models import load_causal, load_tokenizer
from trainer.policy_model import answer_logprobs
from trainer.ppo import PpoTrainer
from trainer.rollout import chosen_prompts, cut
from trainer.scoring import Answered, Scorer
from trainer.spec import PpoSpec, parse_spec
from trainer.tiny import make_tiny


@pytest.fixture
def trainers(world: World, tmp_path: Path) -> Iterator[Any]:
    """Makes a trainer of a spec, ready for its first step; closes its events at the end."""
    opened: list[Events] = []

    def make(spec: Json) -> PpoTrainer:
        parsed = parse_spec(spec)
        assert isinstance(parsed, PpoSpec)
        opened.append(Events(Path(parsed.output_dir), epoch=1))
        return PpoTrainer(parsed, opened[-1], Control(), choose_device(parsed.device))

    yield make
    for events in opened:
        events.__exit__(None, None, None)


def plain_logprobs(model: Any, prompt: list[int], answer: list[int], pad_id: int) -> list[float]:
    """Each answer token's log-probability by one forward pass, nothing shared with the stage but the
    tokens."""
    with torch.no_grad():
        logits = model(torch.tensor([prompt + answer])).logits[0].double()
    logits[:, pad_id] = -math.inf
    every = logits.log_softmax(-1)
    return [float(every[len(prompt) - 1 + at, token]) for at, token in enumerate(answer)]


# What a run does


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
def test_a_run_tells_what_it_does_and_publishes_one_whole_model(
    world: World, tmp_path: Path, lora: Json | None
) -> None:
    output = tmp_path / "out"
    spec = world.spec(output, lora=lora, steps=3, evalSteps=1, saveSteps=2)
    fixed = write_rows(tmp_path / "fixed.jsonl", [{"promptId": "fixed", "messages": user("abc")}])
    spec["samples"] = {"prompts": fixed, "maxNewTokens": 12, "temperature": 0}
    spec["dataset"]["eval"] = prompts(tmp_path, 5, seed=3)
    assert run(spec) == 0

    manifest = verify(output / "model")
    assert (manifest.kind, manifest.step) == ("model", 3)
    names = {entry.path for entry in manifest.files}
    assert {"model.safetensors", "tokenizer.json", "generation_config.json", "prefloop.json"} <= names
    assert not any(name.endswith((".bin", ".pt", ".pth")) or "adapter" in name for name in names)
    assert digest(output) != digest(world.writer.parent)
    assert [event["name"] for event in events_of(output, "artifact")] == ["model"]
    assert [event["step"] for event in events_of(output, "checkpoint")] == [2, 3]
    assert [event["step"] for event in events_of(output, "progress")] == [0, 1, 2, 3]
    told = {name for step, name in metrics(output) if step == 1 and not name.startswith("eval_")}
    assert told >= {
        "reward", "objective/kl", "objective/scores", "objective/rlhf_reward", "objective/entropy",
        "policy/approxkl_avg", "policy/clipfrac_avg", "policy/entropy_avg", "loss/policy_avg",
        "loss/value_avg", "val/explained_variance", "val/ratio", "val/num_eos_tokens",
        "completions/mean_length", "lr", "eps", "tokens_per_second",
    }  # fmt: skip
    spread = {name for name in told if name.startswith("histogram/")}
    assert all(len(curve(output, name)) == 3 for name in told - spread)
    assert all(name.startswith("histogram/reward/") for name in spread)
    # Every answer of the step is in one of the bins.
    assert sum(metrics(output)[(1, name)] for name in spread) == spec["params"]["batchSize"]
    samples = events_of(output, "sample")
    assert [event["step"] for event in samples] == [0, 1, 2, 3]
    assert all(math.isfinite(event["reward"]) for event in samples)
    assert [step for step, name in metrics(output) if name == "eval_reward"] == [0, 1, 2, 3]
    figures = events_of(output, "finished")[0]["figures"]
    assert figures["reward"] == metrics(output)[(3, "reward")]
    assert figures["eval_reward"] == metrics(output)[(3, "eval_reward")]


@pytest.fixture(scope="session")
def taught(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[float, Path]:
    """Runs of twelve steps by their KL coefficient."""
    folder = tmp_path_factory.mktemp("taught")
    runs = {coefficient: folder / str(coefficient) for coefficient in (0.0, 0.1, 1.0)}
    for coefficient, output in runs.items():
        params: Json = {"batchSize": 32, "microBatch": 16, "minibatches": 2, "sampleBatch": 32}
        spec = world.spec(output, **params, ppoEpochs=2, steps=12, klCoefficient=coefficient)
        assert run(spec) == 0
    return runs


def test_it_raises_the_reward_that_it_is_given(
    world: World, taught: dict[float, Path], tmp_path: Path
) -> None:
    """By a rule that the run knows nothing of: the reward model was only trained to follow it."""
    asked = prompts(tmp_path, 64, seed=5)
    before = share_of_a(answer_all(world.writer, asked))
    after = share_of_a(answer_all(taught[0.1] / "model", asked))
    assert after >= 5 * before > 0
    rewards = curve(taught[0.1], "reward")
    assert sum(rewards[-3:]) > sum(rewards[:3])


def test_the_more_kl_costs_the_less_of_it_there_is(taught: dict[float, Path]) -> None:
    last = [sum(curve(output, "objective/kl")[-4:]) for output in taught.values()]
    assert last[0] > last[1] > last[2] >= 0


# The first pass


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
def test_at_first_the_policy_is_the_reference_and_the_ratio_is_one(
    world: World, tmp_path: Path, lora: Json | None, precision: str
) -> None:
    spec = world.spec(tmp_path / "out", lora=lora)
    spec["device"]["precision"] = precision
    assert run(spec) == 0
    told = metrics(tmp_path / "out")
    assert told[(1, "objective/kl")] == 0
    assert told[(1, "objective/kl_k3")] == 0
    assert told[(2, "objective/kl_k3")] > 0
    for step in (1, 2):
        assert told[(step, "val/ratio")] == 1
        assert told[(step, "policy/clipfrac_avg")] == 0
        assert told[(step, "policy/approxkl_avg")] == 0
        assert told[(step, "objective/rlhf_reward")] == pytest.approx(
            told[(step, "objective/scores")] - 0.02 * told[(step, "objective/kl")], abs=1e-5
        )


def test_recomputing_activations_changes_nothing(world: World, tmp_path: Path) -> None:
    for name, recompute in (("kept", False), ("recomputed", True)):
        assert run(world.spec(tmp_path / name, gradientCheckpointing=recompute)) == 0
    assert of_the_run(tmp_path / "recomputed") == pytest.approx(of_the_run(tmp_path / "kept"), abs=1e-5)


# What answers are worth


def test_answers_are_seen_as_a_plain_forward_pass_sees_them(
    world: World, trainers: Any, tmp_path: Path
) -> None:
    """Log-probabilities cover the answer with its end token, never the prompt nor padding, whoever is
    beside; the reference is the one that was named."""
    other = tmp_path / "other"
    make_tiny(other, seed=5)
    spec = world.spec(tmp_path / "out", microBatch=8)
    spec["reference"] = {"path": str(other)}
    trainer = trainers(spec)
    rollout = trainer.rollouts(1)[0][0]
    _, figures = trainer.learner.experience([[rollout]])
    logprobs = trainer.learner.logprobs(rollout)[0]
    policy, reference = load_causal(str(world.writer)), load_causal(str(other))
    pad_id = trainer.tokenizer.pad_token_id
    divergences = []
    lengths = set()
    for row in range(8):
        count = int(rollout.mask[row].sum())
        before = rollout.attention.size(1) - rollout.answer.size(1)
        prompt = rollout.ids[row, :before][rollout.attention[row, :before] == 1].tolist()
        answer = rollout.answer[row, :count].tolist()
        assert rollout.mask[row].tolist() == [1.0] * count + [0.0] * (rollout.mask.size(1) - count)
        assert (answer[-1] == trainer.tokenizer.eos_token_id) == bool(rollout.finished[row])
        expected = plain_logprobs(policy, prompt, answer, pad_id)
        assert logprobs[row, :count].tolist() == pytest.approx(expected, abs=1e-4)
        assert logprobs[row, count:].abs().sum() == 0
        held_to = plain_logprobs(reference, prompt, answer, pad_id)
        divergences.append(sum(expected) - sum(held_to))
        lengths.add((len(prompt), count))
    assert len(lengths) > 3
    assert figures["objective/kl"] == pytest.approx(sum(divergences) / 8, rel=1e-5)


def test_what_stands_in_padding_changes_nothing(world: World, trainers: Any, tmp_path: Path) -> None:
    trainer = trainers(world.spec(tmp_path / "out", microBatch=8))
    rollout = trainer.rollouts(1)[0][0]
    assert int((rollout.attention == 0).sum()) > 0
    spoiled = replace(rollout, ids=torch.where(rollout.attention == 0, 77, rollout.ids))
    for model, see in (
        (trainer.learner.policy, lambda model, seen: answer_logprobs(model, seen, 1.0, 0)[0]),
        (trainer.learner.critic, answer_values),
    ):
        torch.testing.assert_close(see(model, spoiled), see(model, rollout), rtol=0, atol=1e-5)


def test_a_score_is_the_one_scoring_functions_and_a_cut_off_answer_gets_the_penalty(
    world: World, trainers: Any, tmp_path: Path
) -> None:
    trainer = trainers(world.spec(tmp_path / "out", missingEosPenalty=-1.5))
    questions = trainer.questions[:16]
    rated = trainer.asker.rated(trainer.learner.speaker(), questions, list(range(16)), 1.0, 4)
    note = json.loads((world.judge / "prefloop.json").read_text())["scoring"]
    scorer = Scorer.load(str(world.judge), "cpu")
    assert {one.answer.finished for one in rated} == {True, False}
    for one in rated:
        text = trainer.tokenizer.decode(one.answer.ids, skip_special_tokens=True)
        if one.answer.finished:
            alone = scorer.score([Answered(one.question.turns, text, True)], unfinished=None)[0]
            assert one.score == pytest.approx(alone, abs=1e-4)
        else:
            assert one.score == note["mean"] - 1.5 * note["std"]
            assert trainer.grader.scaled(one.score) == pytest.approx(-1.5)


def test_answers_that_never_end_earn_the_penalty_alone(world: World, tmp_path: Path) -> None:
    assert run(world.spec(tmp_path / "out", maxNewTokens=1, steps=1)) == 0
    told = metrics(tmp_path / "out")
    assert told[(1, "objective/scores")] == pytest.approx(-2)
    assert told[(1, "completions/clipped_ratio")] == 1
    assert told[(1, "completions/unscored_ratio")] == 1
    assert told[(1, "val/num_eos_tokens")] == 0
    assert told[(1, "completions/mean_length")] == 1


# What learns and what does not


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
def test_all_that_should_learn_does_and_nothing_else(
    world: World, trainers: Any, tmp_path: Path, lora: Json | None
) -> None:
    trainer = trainers(world.spec(tmp_path / "out", lora=lora))
    learner, scorer = trainer.learner, trainer.grader.scorer.model
    learning = {"policy": learner.model, "critic": learner.critic}
    frozen = {"reward": scorer, **({} if lora else {"reference": learner.reference})}
    models: dict[str, Any] = {**learning, **frozen}
    before = {
        name: {key: weight.clone() for key, weight in model.state_dict().items()}
        for name, model in models.items()
    }
    for step in (1, 2):
        trainer.step(step)
    for name, model in models.items():
        trained = {key for key, weight in model.named_parameters() if weight.requires_grad}
        assert bool(trained) == (name in learning)
        for key, weight in model.named_parameters():
            assert torch.equal(weight, before[name][key]) == (key not in trained), f"{name} {key}"
    owned = [
        {weight.data_ptr() for weight in model.parameters()}
        for model in (learner.model, learner.critic, scorer)
    ]
    assert not (owned[0] & owned[1] or owned[1] & owned[2] or owned[0] & owned[2])


def test_the_critic_starts_with_the_reward_models_own_judgement(
    world: World, trainers: Any, tmp_path: Path
) -> None:
    """Its value behind a whole answer is the answer's scaled score."""
    trainer = trainers(world.spec(tmp_path / "out", microBatch=8))
    rollout = trainer.rollouts(1)[0][0]
    with torch.no_grad():
        values = trainer.learner.critic(rollout.ids, rollout.attention, rollout.positions)
    ends = rollout.attention.size(1) - rollout.answer.size(1) + rollout.mask.sum(dim=1).long() - 1
    at_the_end = values.gather(1, ends.unsqueeze(1)).squeeze(1)
    torch.testing.assert_close(at_the_end, rollout.scores, rtol=0, atol=1e-4)


def test_the_critic_learns_a_fixed_reward(world: World, trainers: Any, tmp_path: Path) -> None:
    params: Json = {"lambda": 1.0, "valueClipRange": 10, "criticWarmupSteps": 1, "ppoEpochs": 60}
    trainer = trainers(world.spec(tmp_path / "out", batchSize=16, microBatch=16, sampleBatch=16, **params))
    learner = trainer.learner
    rollouts = trainer.rollouts(1)
    experience, before = learner.experience(rollouts)
    early = learner.update(experience, 1)
    experience, after = learner.experience(rollouts)
    assert after["val/explained_variance"] > 0.5 > before["val/explained_variance"]
    late = learner.update(experience, 1)
    assert late["loss/value_avg"] < early["loss/value_avg"]
    assert after["objective/kl"] == 0, "the policy has to stand still meanwhile"


def test_while_the_critic_warms_up_the_policy_stands_still(world: World, tmp_path: Path) -> None:
    assert run(world.spec(tmp_path / "out", steps=4, criticWarmupSteps=2)) == 0
    told = metrics(tmp_path / "out")
    assert [told[(step, "policy/updates")] for step in (1, 2, 3, 4)] == [0, 0, 1, 1]
    assert [told[(step, "objective/kl_k3")] == 0 for step in (1, 2, 3, 4)] == [True, True, True, False]
    assert [told[(step, "lr")] for step in (1, 2, 3, 4)] == [0, 0, 1e-3, 1e-3]
    assert {step for step, name in told if name == "loss/policy_avg"} == {3, 4}


def test_an_update_that_goes_too_far_is_ended(world: World, tmp_path: Path) -> None:
    spec = world.spec(tmp_path / "out", steps=1, ppoEpochs=3, minibatches=2, maxKl=1e-12)
    assert run(spec) == 0
    # The first update starts from no KL at all; the second one finds some and is not made.
    assert curve(tmp_path / "out", "policy/updates") == [1]
    assert run(world.spec(tmp_path / "free", steps=1, ppoEpochs=3, minibatches=2)) == 0
    assert curve(tmp_path / "free", "policy/updates") == [6]


def test_the_coefficient_adapts_to_its_target(world: World, tmp_path: Path) -> None:
    spec = world.spec(tmp_path / "out", steps=3, klTarget=1e-6, klHorizon=80, learningRate=1e-2)
    assert run(spec) == 0
    assert curve(tmp_path / "out", "objective/kl")[1] > 0.1, "so much that no draw of the answers hides it"
    # No KL at the first step, far too much at the second: a fifth of 8 / 80 down, then up.
    assert curve(tmp_path / "out", "objective/kl_coef") == pytest.approx([0.02, 0.0196, 0.019992])


# Cutting, sharing out, going on


def test_the_result_does_not_depend_on_how_the_batch_is_cut(world: World, tmp_path: Path) -> None:
    for size in (1, 2, 4):
        spec = world.spec(
            tmp_path / str(size), minibatches=2, ppoEpochs=2, microBatch=size, sampleBatch=2 * size
        )
        assert run(spec) == 0
    expected = of_the_run(tmp_path / "4")
    for size in (1, 2):
        assert of_the_run(tmp_path / str(size)) == pytest.approx(expected, abs=1e-4)


def test_rows_are_shared_out_whole_and_in_the_same_cut() -> None:
    params = parse_spec(ppo_spec(Path("/o"), Path("/m"), Path("/r"), "/p", minibatches=2, microBatch=2))
    assert isinstance(params, PpoSpec)
    lengths = [5, 3, 8, 1, 9, 9, 2, 4]
    alone = cut(lengths, params.params, 0, 1)
    assert alone == [[[3, 1], [0, 2]], [[6, 7], [4, 5]]]
    shares = [cut(lengths, params.params, rank, 2) for rank in (0, 1)]
    assert shares == [[[[3, 1]], [[6, 7]]], [[[0, 2]], [[4, 5]]]]


def test_every_prompt_is_asked_before_any_is_asked_again() -> None:
    asked = [place for step in range(1, 8) for place in chosen_prompts(5, 3, step, seed=1)]
    assert [sorted(asked[start : start + 5]) for start in range(0, 20, 5)] == [list(range(5))] * 4
    assert asked[:5] != asked[5:10]
    assert chosen_prompts(3, 8, 1, seed=1) == chosen_prompts(3, 8, 1, seed=1)
    assert chosen_prompts(50, 8, 1, seed=1) != chosen_prompts(50, 8, 1, seed=2)


def test_two_processes_compute_what_one_does(world: World, tmp_path: Path) -> None:
    params: Json = {"batchSize": 8, "microBatch": 2, "minibatches": 2, "ppoEpochs": 2, "sampleBatch": 4}
    assert run(world.spec(tmp_path / "one", **params)) == 0
    path = write_spec(world.spec(tmp_path / "two", **params))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    launch = ["-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-addr", "127.0.0.1"]
    command = [sys.executable, *launch, "--master-port", port, "-m", "trainer", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert events_of(tmp_path / "two", "started")[0]["processes"] == 2
    assert of_the_run(tmp_path / "two") == pytest.approx(of_the_run(tmp_path / "one"), abs=1e-4)
    one, two = (load_file(tmp_path / name / "model" / "model.safetensors") for name in ("one", "two"))
    torch.testing.assert_close(two, one, rtol=0, atol=1e-4)


def resumable(world: World, output: Path, lora: Json | None) -> Json:
    spec = world.spec(output, steps=5, ppoEpochs=2, minibatches=2, lora=lora, klTarget=3, evalSteps=2)
    spec["params"] |= {"schedule": "cosine", "criticWarmupSteps": 1}
    spec["dataset"]["eval"] = prompts(output.parent, 4, seed=8)
    return spec


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
def test_stopped_and_taken_up_equals_never_stopped(world: World, tmp_path: Path, lora: Json | None) -> None:
    assert run(resumable(world, tmp_path / "whole", lora)) == 0
    expected = of_the_run(tmp_path / "whole")
    # In the warm-up, where it is evaluated, and when nothing is left but to evaluate.
    for stop in (1, 2, 5):
        first, rest = tmp_path / f"first-{stop}", tmp_path / f"rest-{stop}"
        run_until(resumable(world, first, lora), stop)
        assert not (first / "model").exists()
        assert run({**resumable(world, rest, lora), "resumeFrom": str(first)}) == 0
        assert events_of(rest, "started")[0]["resumedFromStep"] == stop
        assert digest(rest) == digest(tmp_path / "whole"), f"stopped at {stop}"
        before = {key: value for key, value in of_the_run(first).items() if key[0] <= stop}
        assert before | of_the_run(rest) == expected, f"stopped at {stop}"


def test_sigterm_at_three_random_steps(world: World, tmp_path: Path) -> None:
    """Its 24 prompts are asked within three steps, so all but the first stop lie past an epoch's end."""

    def make(output: Path) -> Json:
        return {**resumable(world, output, None), "params": {**world.spec(output)["params"], **many}}

    many: Json = {"steps": 18, "ppoEpochs": 2, "minibatches": 2, "klTarget": 3, "criticWarmupSteps": 1}
    stopped_three_times_equals_never_stopped(make, tmp_path, "ppo")


def test_asked_to_stop_while_answering_it_saves_the_step_before(
    world: World, trainers: Any, tmp_path: Path
) -> None:
    trainer = trainers(world.spec(tmp_path / "out", steps=5))
    trainer.step(1)
    trainer.control.ask_to_stop()
    with pytest.raises(Stopped) as stopped:
        trainer.step(2)
    assert stopped.value.step == 1
    assert verify(tmp_path / "out" / "checkpoints" / "checkpoint-1").step == 1


def test_asked_to_stop_while_evaluating_it_saves_that_step(
    world: World, trainers: Any, tmp_path: Path
) -> None:
    trainer = trainers(world.spec(tmp_path / "out", steps=5))
    trainer.step(1)
    trainer.control.ask_to_stop()
    with pytest.raises(Stopped) as stopped:
        trainer.evaluate(1)
    assert stopped.value.step == 1
    assert verify(tmp_path / "out" / "checkpoints" / "checkpoint-1").step == 1


def test_sigterm_saves_and_ends_well(world: World, tmp_path: Path) -> None:
    output = tmp_path / "out"
    child = start(world.spec(output, steps=10_000))
    wait_for(child, output, "metric")
    child.send_signal(signal.SIGTERM)
    assert child.wait(timeout=60) == 0
    finished = events_of(output, "finished")
    assert [event["reason"] for event in finished] == ["stopped"]
    step = finished[0]["step"]
    assert verify(output / "checkpoints" / f"checkpoint-{step}").step == step
    assert not (output / "model").exists()


def test_old_checkpoints_go(world: World, tmp_path: Path) -> None:
    assert run(world.spec(tmp_path / "out", steps=4, saveSteps=1)) == 0
    kept = sorted(path.name for path in (tmp_path / "out" / "checkpoints").iterdir())
    assert kept == ["checkpoint-3", "checkpoint-4"]


def test_a_checkpoint_of_other_weights_is_refused(world: World, tmp_path: Path) -> None:
    run_until(resumable(world, tmp_path / "first", LORA), 2)
    other = resumable(world, tmp_path / "rest", {**LORA, "rank": 2})
    message = fails_with({**other, "resumeFrom": str(tmp_path / "first")}, "CHECKPOINT_INVALID")
    assert "policy.safetensors" in message


# What it refuses


def copied(model: Path, to: Path) -> Path:
    shutil.copytree(model, to)
    return to


def test_weights_that_blow_up_end_as_diverged(world: World, tmp_path: Path) -> None:
    spec = world.spec(tmp_path / "out", steps=4, learningRate=1e30, maxGradNorm=1e30)
    message = fails_with(spec, "DIVERGED")
    assert "at step 2" in message
    told = metrics(tmp_path / "out")
    assert [key for key, value in told.items() if not math.isfinite(value)] == [(2, "objective/kl")]
    assert not events_of(tmp_path / "out", "checkpoint")


def test_a_reward_that_is_no_number_ends_as_diverged(world: World, tmp_path: Path) -> None:
    judge = copied(world.judge, tmp_path / "judge")
    weights = load_file(judge / "model.safetensors")
    save_file({**weights, "score.weight": weights["score.weight"] * math.nan}, judge / "model.safetensors")
    spec = world.spec(tmp_path / "out")
    assert "reward is nan at step 1" in fails_with({**spec, "rewardModel": {"path": str(judge)}}, "DIVERGED")
    assert math.isnan(metrics(tmp_path / "out")[(1, "reward")])


def test_a_reward_model_with_other_tokens_is_refused(world: World, tmp_path: Path) -> None:
    judge = copied(world.judge, tmp_path / "judge")
    tokenizer = load_tokenizer(str(judge))
    tokenizer.add_tokens(["<|new|>"])
    tokenizer.save_pretrained(judge)
    spec = {**world.spec(tmp_path / "out"), "rewardModel": {"path": str(judge)}}
    assert "other tokens" in fails_with(spec, "MODEL_UNUSABLE")


def test_a_model_that_is_no_reward_model_is_refused(world: World, tmp_path: Path) -> None:
    spec = {**world.spec(tmp_path / "out"), "rewardModel": {"path": str(world.writer)}}
    assert "no reward model" in fails_with(spec, "MODEL_UNUSABLE")


def test_a_reward_model_that_scores_everything_alike_is_refused(world: World, tmp_path: Path) -> None:
    judge = copied(world.judge, tmp_path / "judge")
    note = json.loads((judge / "prefloop.json").read_text())
    note["scoring"]["std"] = 0
    (judge / "prefloop.json").write_text(json.dumps(note))
    spec = {**world.spec(tmp_path / "out"), "rewardModel": {"path": str(judge)}}
    assert "std: must be greater than 0" in fails_with(spec, "MODEL_UNUSABLE")


def test_prompts_without_room_for_an_answer_are_told_and_left_out(world: World, tmp_path: Path) -> None:
    rows = [{"promptId": name, "messages": user(text)} for name, text in (("s", "abc"), ("l", "x" * 90))]
    spec = world.spec(tmp_path / "out", steps=1)
    spec["dataset"]["train"] = write_rows(tmp_path / "p.jsonl", rows)
    assert run(spec) == 0
    assert "1 of 2 training prompts" in events_of(tmp_path / "out", "warning")[0]["message"]
    spec = world.spec(tmp_path / "none", steps=1)
    spec["dataset"]["train"] = write_rows(tmp_path / "l.jsonl", rows[1:])
    fails_with(spec, "DATA_EMPTY")


def test_rated_pairs_prompts_can_be_asked_each_once(world: World, trainers: Any, tmp_path: Path) -> None:
    rows = pairs(6)
    spec = world.spec(tmp_path / "out")
    spec["dataset"]["train"] = write_rows(tmp_path / "pairs.jsonl", [*rows, *rows[:3]])
    trainer = trainers(spec)
    assert [question.turns[0].content for question in trainer.questions] == [
        row["prompt"][0]["content"] for row in rows
    ]


# Beside the others


def test_it_gains_as_much_as_grpo_from_as_many_answers_and_never_collapses(
    world: World, tmp_path: Path
) -> None:
    gained: dict[str, list[float]] = {"ppo": [], "grpo": []}
    asked = prompts(tmp_path, 64, seed=5)
    before = share_of_a(answer_all(world.writer, asked))
    params: Json = {"batchSize": 32, "microBatch": 16, "sampleBatch": 32, "steps": 12}
    for seed in range(4):
        specs = {
            "ppo": world.spec(tmp_path / f"ppo-{seed}", **params, minibatches=2, ppoEpochs=2),
            "grpo": world.grouped(
                "grpo", tmp_path / f"grpo-{seed}", **params, groupSize=8, learningRate=2e-3
            ),
        }
        for method, spec in specs.items():
            assert run({**spec, "seed": seed}) == 0
            after = share_of_a(answer_all(Path(spec["outputDir"]) / "model", asked))
            gained[method].append(after - before)
    assert min(gained["ppo"]) > 0.5
    assert sum(gained["ppo"]) >= 0.9 * sum(gained["grpo"])
