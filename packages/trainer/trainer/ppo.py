"""The stage `ppo`: a policy that learns from the reward model's scores of its own answers (arXiv 1707.06347;
on language 1909.08593, 2403.17031), held to a reference, with a critic of its own.

One step: ask a batch of prompts, score the answers, spread each score over the tokens that led to it, update.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import torch
from transformers import set_seed

from trainer.control import Control
from trainer.device import Chosen
from trainer.errors import TrainerError
from trainer.events import Events
from trainer.histogram import tell_histogram
from trainer.online import OnlineTrainer, run_online
from trainer.ppo_update import Learner
from trainer.rollout import Rollout, check_tokens, chosen_prompts, cut, to_tensors
from trainer.sampling import noise_key
from trainer.spec import PpoSpec


def run(spec: PpoSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the policy, and returns the last step with its figures."""
    return run_online(PpoTrainer, spec, events, control)


def check_shares(spec: PpoSpec, accelerator: Any) -> None:
    params = spec.params
    micro_batches = params.batch_size // params.minibatches // params.micro_batch
    if micro_batches % accelerator.num_processes != 0:
        raise TrainerError(
            "SPEC_INVALID",
            f"{micro_batches} micro-batches in a minibatch cannot be shared out to "
            f"{accelerator.num_processes} processes.",
            "Choose a minibatch that is a multiple of micro-batch times processes.",
        )


class PpoTrainer(OnlineTrainer):
    spec: PpoSpec
    learner: Learner

    def __init__(self, spec: PpoSpec, events: Events, control: Control, chosen: Chosen) -> None:
        super().__init__(spec, events, control, chosen)
        check_shares(spec, self.accelerator)
        check_tokens(self.tokenizer, spec, self.grader)
        # Before the models: an adapter is drawn at random, and two runs of one seed have to begin alike.
        set_seed(spec.seed)
        pad_id = self.tokenizer.pad_token_id
        self.learner = Learner(spec, self.accelerator, chosen, pad_id, self.grader.scale)

    def step(self, step: int) -> dict[str, float]:
        """One batch of answers and what was learnt from it, in figures."""
        begun = time.perf_counter()
        rollouts = self.rollouts(step)
        self.tell_rewards(step, rollouts)
        experience, objective = self.learner.experience(rollouts)
        learnt = self.learner.update(experience, step)
        self.learner.adapt(objective["objective/kl"])
        seconds = time.perf_counter() - begun
        answers = self.spec.params.batch_size
        return {
            **objective,
            **learnt,
            "episode": float(step * answers),
            "eps": answers / seconds,
            "tokens_per_second": objective["completions/mean_length"] * answers / seconds,
        }

    def tell_rewards(self, step: int, rollouts: Sequence[Sequence[Rollout]]) -> None:
        """How the rewards of the step's answers are spread, over all processes."""
        own = torch.cat([micro.raw for minibatch in rollouts for micro in minibatch])
        tell_histogram(self.events, step, {"reward": self.accelerator.gather(own).tolist()})

    def rollouts(self, step: int) -> list[list[Rollout]]:
        """This process's share of the step's rated answers, by minibatch and micro-batch."""
        params, seed = self.spec.params, self.spec.seed
        places = chosen_prompts(len(self.questions), params.batch_size, step, seed)
        asked = [self.questions[place] for place in places]
        lengths = [len(question.ids) for question in asked]
        shares = cut(lengths, params, self.accelerator.process_index, self.accelerator.num_processes)
        rows = [row for minibatch in shares for micro in minibatch for row in micro]
        keys = [noise_key(seed, f"step {step}", row) for row in rows]
        rated = self.asker.rated(
            self.learner.speaker(),
            [asked[row] for row in rows],
            keys,
            params.temperature,
            params.max_new_tokens,
        )
        self.leave_before(step)
        by_row = dict(zip(rows, rated, strict=True))
        pad_id, device = self.tokenizer.pad_token_id, self.accelerator.device
        return [
            [to_tensors([by_row[row] for row in micro], self.grader, pad_id, device) for micro in minibatch]
            for minibatch in shares
        ]
