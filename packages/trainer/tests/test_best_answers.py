"""Expert iteration and online DPO on tiny models: what they learn from, and that they go on exactly."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.helpers import Json, events_of, metrics, run
from tests.letters import LORA, World, prompts
from tests.test_resume import digest
from trainer.best_answers import BestTrainer, kl_bound, picked
from trainer.control import Control
from trainer.device import choose_device
from trainer.events import Events
from trainer.rollout import Question, Rated
from trainer.sampling import Sampled
from trainer.spec import ExpertIterationSpec, OnlineDpoSpec, parse_spec
from trainer.tiny import make_tiny
from trainer.totals import Totals

METHODS = ["expert_iteration", "online_dpo"]


def trainer_of(spec: Json) -> BestTrainer:
    parsed = parse_spec(spec)
    assert isinstance(parsed, (ExpertIterationSpec, OnlineDpoSpec))
    events = Events(Path(parsed.output_dir), epoch=1)
    return BestTrainer(parsed, events, Control(), choose_device(parsed.device))


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
@pytest.mark.parametrize("method", METHODS)
def test_a_run_tells_what_it_does_and_publishes_a_model(
    world: World, tmp_path: Path, method: str, lora: Json | None
) -> None:
    output = tmp_path / "out"
    spec = world.grouped(method, output, lora=lora, steps=3, evalSteps=1, saveSteps=2)
    spec["dataset"]["eval"] = prompts(tmp_path, 5, seed=3)
    assert run(spec) == 0
    assert digest(output) != digest(world.writer.parent)
    assert [event["step"] for event in events_of(output, "checkpoint")] == [2, 3]
    told = {name for step, name in metrics(output) if step == 1 and not name.startswith("eval_")}
    assert told >= {
        "loss", "grad_norm", "learning_rate", "reward", "best_of_n/reward", "frac_reward_zero_std",
        "objective/kl", "entropy", "completions/mean_length", "completions/clipped_ratio",
    }  # fmt: skip
    assert ("rewards/margins" in told) == (method == "online_dpo")
    for step in (1, 2, 3):
        assert metrics(output)[(step, "best_of_n/reward")] > metrics(output)[(step, "reward")]
    assert metrics(output)[(1, "objective/kl")] == 0
    figures = events_of(output, "finished")[0]["figures"]
    assert figures["best_of_n/kl_bound"] == pytest.approx(math.log(4) - 0.75)
    assert figures["eval_reward"] == metrics(output)[(3, "eval_reward")]


def rated(score: float, *, finished: bool = True) -> Rated:
    return Rated(Question((), [1]), Sampled([2], finished, 0.0), score, finished)


def test_the_best_and_the_worst_are_learnt_from_unless_they_say_nothing() -> None:
    group = picked([rated(1), rated(3), rated(-2), rated(3)])
    assert (group.first.score, group.best.score, group.worst.score) == (1, 3, -2)
    assert group.teaches
    # All alike, and a best one that was cut off, teach nothing.
    assert not picked([rated(2), rated(2)]).teaches
    assert not picked([rated(5, finished=False), rated(2)]).teaches


def test_choosing_the_best_costs_no_more_kl_than_its_bound() -> None:
    """Exactly, for a policy of many equally likely answers with a score each (arXiv 2401.01879)."""
    assert kl_bound(1) == 0
    answers = 1_000
    for count in (2, 4, 16):
        ranks = torch.arange(1, answers + 1, dtype=torch.float64) / answers
        chance = ranks**count - (ranks - 1 / answers) ** count
        kl = float((chance * (chance * answers).log()).sum())
        assert kl <= kl_bound(count)
        assert kl == pytest.approx(kl_bound(count), abs=0.01)


def moved(trainer: BestTrainer, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The gradient of one step, kept from the optimiser."""
    kept: dict[str, Any] = {}

    def keep(*_rest: Any) -> float:
        kept.update({name: weight.grad.clone() for name, weight in trainer.learner.model.named_parameters()})
        return 0.0

    monkeypatch.setattr(trainer.learner, "move", keep)
    trainer.step(1)
    return kept


@pytest.mark.parametrize("method", METHODS)
def test_the_gradient_is_that_of_the_closed_form(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Row by row, without padding, on the answers that were chosen; another reference than the policy."""
    other = tmp_path / "other"
    make_tiny(other, seed=5)
    spec = world.grouped(method, tmp_path / "out", batchSize=16)
    if method == "online_dpo":
        spec["reference"] = {"path": str(other)}
    trainer = trainer_of(spec)
    seen = trainer.ask(1, Totals())
    got = moved(trainer, monkeypatch)
    model, learner = trainer.learner.model, trainer.learner
    model.zero_grad()

    def logps(rated: Rated, of: Any) -> Any:
        prompt, answer = rated.question.ids, rated.answer.ids
        logits = of(torch.tensor([prompt + answer])).logits[0].float()
        logits[:, trainer.tokenizer.pad_token_id] = -1e9
        at = len(prompt) - 1 + torch.arange(len(answer))
        return logits.log_softmax(-1)[at, torch.tensor(answer)]

    groups = [group for group in seen if group.teaches]
    assert groups
    if method == "expert_iteration":
        parts = [logps(group.best, model) for group in groups]
        loss = -torch.cat(parts).mean()
    else:
        gaps = []
        for group in groups:
            with torch.no_grad():
                best, worst = (logps(one, learner.reference).sum() for one in (group.best, group.worst))
            gaps.append(logps(group.best, model).sum() - logps(group.worst, model).sum() - best + worst)
        loss = -torch.nn.functional.logsigmoid(0.1 * torch.stack(gaps)).mean()
    loss.backward()
    for name, weight in model.named_parameters():
        torch.testing.assert_close(got[name], weight.grad, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_answers_that_never_end_teach_nothing(world: World, tmp_path: Path, method: str) -> None:
    output = tmp_path / "out"
    assert run(world.grouped(method, output, maxNewTokens=1, steps=1)) == 0
    assert metrics(output)[(1, "frac_reward_zero_std")] == 1
    assert (1, "loss") not in metrics(output)
    assert metrics(output)[(1, "grad_norm")] == 0
    assert digest(output) == digest(world.writer.parent)
