"""GRPO and RLOO on tiny models: what they learn, by which scores, held to what, and that they go on."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.helpers import (
    Json,
    events_of,
    metrics,
    read_rows,
    run,
    user,
    write_rows,
)
from tests.letters import LORA, World, prompts
from tests.test_resume import digest
from tests.test_sigterm import of_the_run
from trainer.asker import Asker
from trainer.checkpoint import verify
from trainer.control import Control
from trainer.device import choose_device
from trainer.events import Events
from trainer.group_relative import build, grpo_settings, rloo_settings, scores
from trainer.group_trainers import EpochOrder
from trainer.models import end_ids, load_causal, load_tokenizer
from trainer.rollout import Grader, Question, load_questions
from trainer.scoring import Answered, Scorer
from trainer.spec import GrpoSpec, RlooSpec, parse_spec
from trainer.tiny import make_tiny

METHODS = ["grpo", "rloo"]


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
@pytest.mark.parametrize("method", METHODS)
def test_a_run_tells_what_it_does_and_publishes_one_whole_model(
    world: World, tmp_path: Path, method: str, lora: Json | None
) -> None:
    output = tmp_path / "out"
    spec = world.grouped(method, output, lora=lora, steps=3, evalSteps=1, saveSteps=2)
    fixed = write_rows(tmp_path / "fixed.jsonl", [{"promptId": "fixed", "messages": user("abc")}])
    spec["samples"] = {"prompts": fixed, "maxNewTokens": 12, "temperature": 0}
    spec["dataset"]["eval"] = prompts(tmp_path, 5, seed=3)
    assert run(spec) == 0

    manifest = verify(output / "model")
    assert (manifest.kind, manifest.step) == ("model", 3)
    names = {entry.path for entry in manifest.files}
    assert {"model.safetensors", "tokenizer.json", "prefloop.json"} <= names
    assert not any(name.endswith((".bin", ".pt", ".pth")) or "adapter" in name for name in names)
    assert digest(output) != digest(world.writer.parent)
    assert [event["step"] for event in events_of(output, "checkpoint")] == [2, 3]
    assert [event["step"] for event in events_of(output, "progress")] == [0, 1, 2, 3]
    told = {name for step, name in metrics(output) if step == 1 and not name.startswith("eval_")}
    assert told >= {
        "loss", "grad_norm", "learning_rate", "reward", "reward_std", "frac_reward_zero_std", "kl", "entropy",
        "completions/mean_length", "completions/clipped_ratio", "num_tokens",
    }  # fmt: skip
    assert not any("clip_ratio/" in name or "score" in name for name in told)
    spread = {key: value for key, value in metrics(output).items() if key[1].startswith("histogram/reward/")}
    assert [sum(value for (at, _), value in spread.items() if at == step) for step in (1, 2, 3)] == [8, 8, 8]
    samples = events_of(output, "sample")
    assert [event["step"] for event in samples] == [0, 1, 2, 3]
    assert all(math.isfinite(event["reward"]) for event in samples)
    assert [step for step, name in metrics(output) if name == "eval_reward"] == [0, 1, 2, 3]
    figures = events_of(output, "finished")[0]["figures"]
    assert figures["reward"] == metrics(output)[(3, "reward")]
    assert figures["eval_reward"] == metrics(output)[(3, "eval_reward")]


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
@pytest.mark.parametrize("method", METHODS)
def test_at_first_the_policy_is_the_reference(
    world: World, tmp_path: Path, method: str, lora: Json | None, precision: str
) -> None:
    spec = world.grouped(method, tmp_path / "out", lora=lora)
    spec["device"]["precision"] = precision
    assert run(spec) == 0
    told = metrics(tmp_path / "out")
    assert told[(1, "kl")] == pytest.approx(0, abs=1e-6)
    assert told[(2, "kl")] != 0


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
@pytest.mark.parametrize("method", METHODS)
def test_another_reference_is_the_one_it_is_held_to(
    world: World, tmp_path: Path, method: str, lora: Json | None
) -> None:
    """The KL of the first step, by plain forward passes over the very answers that it learnt from."""
    other = tmp_path / "other"
    make_tiny(other, seed=5)
    spec = {**world.grouped(method, tmp_path / "out", lora=lora, steps=1), "reference": {"path": str(other)}}
    seen: list[Any] = []
    trainer = trainer_of(spec)
    answers = trainer.answers

    def watched(prompt_ids: Any) -> Any:
        made = answers(prompt_ids)
        seen.extend(zip(prompt_ids, made, strict=True))
        return made

    trainer.answers = watched
    trainer.train()
    policy, reference = load_causal(str(world.writer)), load_causal(str(other))
    gaps = torch.cat([plain(reference, *one) - plain(policy, *one) for one in seen])
    expected = (gaps.exp() - gaps - 1).mean() if method == "grpo" else -gaps.mean()
    told = [entry["kl"] for entry in trainer.state.log_history if "kl" in entry]
    assert told == [pytest.approx(float(expected), rel=1e-3)]


def plain(model: Any, prompt: list[int], answer: list[int]) -> Any:
    with torch.no_grad():
        logits = model(torch.tensor([prompt + answer])).logits[0].double().log_softmax(-1)
    at = torch.arange(len(answer))
    return logits[len(prompt) - 1 + at, torch.tensor(answer)]


def trainer_of(spec: Json) -> Any:
    parsed = parse_spec(spec)
    assert isinstance(parsed, (GrpoSpec, RlooSpec))
    chosen = choose_device(parsed.device)
    args = grpo_settings(parsed, chosen) if isinstance(parsed, GrpoSpec) else rloo_settings(parsed, chosen)
    asker = asker_of(parsed)
    questions = questions_of(asker)
    return build(parsed, chosen, args, asker, Events(Path(parsed.output_dir), epoch=1), questions)


def questions_of(asker: Asker) -> list[Question]:
    spec = asker.spec
    with Events(Path(spec.output_dir), epoch=1) as events:
        return load_questions(spec.dataset.train, "training", asker.tokenizer, spec, asker.grader, events)


def asker_of(spec: GrpoSpec | RlooSpec) -> Asker:
    grader = Grader(spec.reward_model.path, spec.params.missing_eos_penalty, "cpu")
    return Asker(spec, load_tokenizer(spec.model.path), grader, Control())


def test_a_score_is_the_one_scoring_functions_and_a_cut_off_answer_gets_the_penalty(
    world: World, tmp_path: Path
) -> None:
    spec = parse_spec(world.grouped("grpo", tmp_path / "out", missingEosPenalty=-1.5))
    assert isinstance(spec, GrpoSpec)
    asker = asker_of(spec)
    tokenizer = asker.tokenizer
    questions = questions_of(asker)
    words = ["aaa", "bcd", "adda"]
    whole = [[*tokenizer(word, add_special_tokens=False).input_ids, tokenizer.eos_token_id] for word in words]
    ends = end_ids(load_causal(str(world.writer)), tokenizer)
    score = scores(asker, questions, ends)
    told = score(prompts=["0", "1", "2", "2"], completion_ids=[*whole, whole[2][:-1]])
    scorer = Scorer.load(str(world.judge), "cpu")
    asked = [Answered(questions[at].turns, word, True) for at, word in enumerate(words)]
    assert told[:3] == pytest.approx(scorer.score(asked, unfinished=None), abs=1e-5)
    note = json.loads((world.judge / "prefloop.json").read_text())["scoring"]
    assert told[3] == note["mean"] - 1.5 * note["std"]


def test_answers_that_never_end_earn_the_penalty_alone(world: World, tmp_path: Path) -> None:
    assert run(world.grouped("rloo", tmp_path / "out", maxNewTokens=1, steps=1)) == 0
    told = metrics(tmp_path / "out")
    note = json.loads((world.judge / "prefloop.json").read_text())["scoring"]
    assert told[(1, "reward")] == pytest.approx(note["mean"] - 2 * note["std"], abs=1e-4)
    assert told[(1, "completions/clipped_ratio")] == 1
    assert told[(1, "frac_reward_zero_std")] == 1


def test_every_epoch_has_its_own_order_and_every_prompt_all_its_answers() -> None:
    order = EpochOrder(range(6), mini_repeat_count=3, batch_size=2, seed=3)
    epochs = []
    for epoch in range(3):
        order.set_epoch(epoch)
        places = list(order)
        assert sorted(places) == sorted([*range(6)] * 3)
        assert all(len(set(places[at : at + 3])) == 1 for at in range(0, 18, 3))
        epochs.append(places)
    assert epochs[0] != epochs[1] != epochs[2]
    order.set_epoch(1)
    assert list(order) == epochs[1]


def test_fewer_prompts_than_a_step_asks_are_asked_more_often(world: World, tmp_path: Path) -> None:
    spec = world.grouped("grpo", tmp_path / "out", batchSize=16, steps=1)
    spec["dataset"]["train"] = write_rows(tmp_path / "one.jsonl", read_rows(Path(world.prompts))[:1])
    assert run(spec) == 0
    assert [event["step"] for event in events_of(tmp_path / "out", "progress")] == [0, 1]


def test_a_reward_model_of_other_tokens_can_score_it(world: World, tmp_path: Path) -> None:
    """It reads the words of an answer, not its tokens: no critic starts from it."""
    other = tmp_path / "judge"
    shutil.copytree(world.judge, other)
    tokenizer = load_tokenizer(str(other))
    tokenizer.add_tokens(["<|new|>"])
    tokenizer.save_pretrained(other)
    spec = {**world.grouped("grpo", tmp_path / "out", steps=1), "rewardModel": {"path": str(other)}}
    assert run(spec) == 0
    assert run(world.grouped("grpo", tmp_path / "same", steps=1)) == 0
    assert of_the_run(tmp_path / "out") == of_the_run(tmp_path / "same")
