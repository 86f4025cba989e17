"""The stages `expert_iteration` (arXiv 1705.08439, 2304.06767) and `online_dpo` (arXiv 2402.04792): a policy
that asks each prompt several times, has the answers scored, and learns from the best one, alone or against
the worst."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import set_seed

from trainer.control import Control
from trainer.device import Chosen
from trainer.errors import TrainerError
from trainer.events import Events
from trainer.histogram import tell_histogram
from trainer.losses import dpo_losses
from trainer.online import OnlineTrainer, run_online
from trainer.policy_learner import PolicyLearner
from trainer.ppo_math import kl_estimates, learning_rate_factor
from trainer.rollout import Rated, Rollout, chosen_prompts, to_tensors
from trainer.sampling import noise_key
from trainer.spec import ExpertIterationSpec, OnlineDpoSpec
from trainer.totals import Totals, require_finite
from trainer.trainable import set_rate, training

BestSpec = ExpertIterationSpec | OnlineDpoSpec


def run(spec: BestSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the policy, and returns the last step with its figures."""
    step, figures = run_online(BestTrainer, spec, events, control)
    return step, {**figures, "best_of_n/kl_bound": kl_bound(spec.params.group_size)}


def kl_bound(count: int) -> float:
    """How far choosing the best of `count` answers can be from the policy that wrote them, in nats: at most
    log n - (n - 1) / n (arXiv 2401.01879)."""
    return math.log(count) - (count - 1) / count


@dataclass(frozen=True)
class Group:
    """The answers to one prompt that are learnt from. `teaches` is false where the best one is no better than
    the worst, or was not finished: then nothing is learnt."""

    first: Rated
    best: Rated
    worst: Rated

    @property
    def teaches(self) -> bool:
        return self.best.score > self.worst.score and self.best.answer.finished


def picked(answers: Sequence[Rated]) -> Group:
    """Of equal scores the earlier answer, so that the choice is the same on every machine."""
    places = range(len(answers))
    best = min(places, key=lambda at: (-answers[at].score, at))
    worst = min(places, key=lambda at: (answers[at].score, at))
    return Group(answers[0], answers[best], answers[worst])


class BestTrainer(OnlineTrainer):
    spec: BestSpec

    def __init__(self, spec: BestSpec, events: Events, control: Control, chosen: Chosen) -> None:
        super().__init__(spec, events, control, chosen)
        self.groups = spec.params.batch_size // spec.params.group_size
        processes = self.accelerator.num_processes
        if self.groups % processes != 0:
            raise TrainerError(
                "SPEC_INVALID",
                f"{self.groups} prompts a step cannot be shared out to {processes} processes.",
                "Choose a batch size that is a multiple of group size times processes.",
            )
        # Before the models: an adapter is drawn at random, and two runs of one seed have to begin alike.
        set_seed(spec.seed)
        reference = spec.reference.path if isinstance(spec, OnlineDpoSpec) and spec.reference else None
        self.learner = PolicyLearner(spec, self.accelerator, chosen, self.tokenizer.pad_token_id, reference)
        # What is learnt is the policy as it will be asked, not the tempered one that tried things out.
        self.learner.temperature = 1.0

    def step(self, step: int) -> dict[str, float]:
        totals = Totals()
        groups = self.ask(step, totals)
        size = self.spec.params.micro_batch
        parts = [groups[at : at + size] for at in range(0, len(groups), size)]
        self.note_drift(parts, totals)
        learn = self.learn_best if isinstance(self.spec, ExpertIterationSpec) else self.learn_pairs
        params, learner = self.spec.params, self.learner
        rate = params.learning_rate * learning_rate_factor(
            params.schedule, params.warmup_ratio, step, params.steps
        )
        set_rate(learner.policy_optimizer, rate)
        with training(learner.policy):
            teaches = learn(parts, totals)
            figures = totals.means(self.accelerator)
            norm = learner.move(learner.policy, learner.policy_optimizer, figures, teaches)
        require_finite(figures)
        return {**figures, "learning_rate": rate, "grad_norm": norm}

    def ask(self, step: int, totals: Totals) -> list[Group]:
        """This process's share of the step's prompts, asked and scored."""
        params, seed = self.spec.params, self.spec.seed
        each = params.group_size
        places = chosen_prompts(len(self.questions), self.groups, step, seed)
        mine = range(self.accelerator.process_index, self.groups, self.accelerator.num_processes)
        rows = [group * each + at for group in mine for at in range(each)]
        rated = self.asker.rated(
            self.learner.speaker(),
            [self.questions[places[row // each]] for row in rows],
            [noise_key(seed, f"step {step}", row) for row in rows],
            params.temperature,
            params.max_new_tokens,
        )
        self.leave_before(step)
        made = [rated[at : at + each] for at in range(0, len(rated), each)]
        groups = [picked(answers) for answers in made]

        def note(name: str, values: Sequence[float]) -> None:
            totals.add(name, torch.tensor(values, dtype=torch.float64, device=self.accelerator.device))

        scores = [one.score for one in rated]
        device = self.accelerator.device
        every = self.accelerator.gather(torch.tensor(scores, dtype=torch.float64, device=device))
        tell_histogram(self.events, step, {"reward": every.tolist()})
        note("reward", scores)
        note("best_of_n/reward", [group.best.score for group in groups])
        note("frac_reward_zero_std", [float(group.best.score == group.worst.score) for group in groups])
        note("completions/mean_length", [float(len(one.answer.ids)) for one in rated])
        note("completions/clipped_ratio", [float(not one.answer.finished) for one in rated])
        return groups

    def tensors(self, rated: Sequence[Rated]) -> Rollout:
        return to_tensors(rated, self.grader, self.tokenizer.pad_token_id, self.accelerator.device)

    @torch.no_grad()
    def note_drift(self, parts: Sequence[Sequence[Group]], totals: Totals) -> None:
        """The KL to the reference, from each group's first answer: a chosen one would not be a sample."""
        for part in parts:
            rollout = self.tensors([group.first for group in part])
            logprobs, entropy = self.learner.logprobs(rollout)
            k1, _ = kl_estimates(logprobs, self.learner.reference_logprobs(rollout))
            totals.add("objective/kl", (k1 * rollout.mask).sum(dim=1))
            totals.add("entropy", entropy, rollout.mask)

    def learn_best(self, parts: Sequence[Sequence[Group]], totals: Totals) -> bool:
        """The likelihood of the best answers' tokens; whether there were any to learn."""
        batches = [(self.tensors([group.best for group in part]), self.weights(part)) for part in parts]
        count = self.total(sum((rollout.mask * weight.unsqueeze(1)).sum() for rollout, weight in batches))
        if count == 0:
            return False
        for rollout, weight in batches:
            mask = rollout.mask * weight.unsqueeze(1)
            losses = -self.learner.logprobs(rollout)[0]
            self.learner.backward(losses * mask, count)
            totals.add("loss", losses, mask)
        return True

    def learn_pairs(self, parts: Sequence[Sequence[Group]], totals: Totals) -> bool:
        """The best answers above the worst, held to the reference; whether there were any to learn."""
        assert isinstance(self.spec, OnlineDpoSpec)
        beta = self.spec.params.beta
        count = self.total(sum(self.weights(part).sum() for part in parts))
        if count == 0:
            return False
        for part in parts:
            weight = self.weights(part)
            rollout = self.tensors([group.best for group in part] + [group.worst for group in part])
            logps = self.learner.logprobs(rollout)[0].sum(dim=1)
            with torch.no_grad():
                held_to = self.learner.reference_logprobs(rollout).sum(dim=1)
            chosen, rejected = (logps - held_to).chunk(2)
            losses = dpo_losses(chosen, rejected, "sigmoid", beta, 0.0, None)
            self.learner.backward(losses * weight, count)
            totals.add("loss", losses, weight)
            totals.add("rewards/chosen", beta * chosen, weight)
            totals.add("rewards/rejected", beta * rejected, weight)
            totals.add("rewards/margins", beta * (chosen - rejected), weight)
            totals.add("rewards/accuracies", (chosen > rejected).float(), weight)
            for name, side in zip(("logps/chosen", "logps/rejected"), logps.chunk(2), strict=True):
                totals.add(name, side, weight)
        return True

    def weights(self, part: Sequence[Group]) -> Any:
        """1 for each group that teaches, 0 for others: every process then has as many batches as any."""
        return torch.tensor([float(group.teaches) for group in part], device=self.accelerator.device)

    def total(self, count: Any) -> float:
        return float(self.accelerator.reduce(count.double(), "sum"))
