"""What PPO learns with: the models and their optimisers, made answers' worth, and one step's updates.

All sums run over every process, and losses are divided by all processes' tokens, so one process and several
compute the same. Every figure is checked before the weights move.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from trainer.critic import Critic, answer_values
from trainer.device import Chosen
from trainer.policy_learner import PolicyLearner
from trainer.ppo_math import (
    adapted_coefficient,
    advantages_and_returns,
    approximate_kl,
    explained_variance,
    kl_estimates,
    learning_rate_factor,
    moments,
    policy_losses,
    token_rewards,
    value_losses,
    whiten,
)
from trainer.rollout import Rollout, Scale
from trainer.spec import PpoSpec
from trainer.totals import Totals, mean_of, require_finite
from trainer.trainable import make_optimizer, set_rate, training

STATE_FILE = "ppo_state.json"


@dataclass(frozen=True)
class Experience:
    """A micro-batch of answers with what was thought of them before the update; all (rows, tokens)."""

    rollout: Rollout
    logprobs: Any
    values: Any
    advantages: Any
    returns: Any


class Learner(PolicyLearner):
    """The policy, the reference, the critic, and two optimisers. Seed before it is made."""

    def __init__(self, spec: PpoSpec, accelerator: Any, chosen: Chosen, pad_id: int, scale: Scale) -> None:
        super().__init__(spec, accelerator, chosen, pad_id, spec.reference.path if spec.reference else None)
        self.spec = spec
        self.coefficient = spec.params.kl_coefficient
        critic = Critic(spec, scale)
        self.critic, self.critic_optimizer = accelerator.prepare(
            critic, make_optimizer(critic, spec.params.critic_learning_rate, spec.params.weight_decay)
        )

    def trained(self) -> dict[str, tuple[Any, Any]]:
        return {**super().trained(), "critic": (self.critic, self.critic_optimizer)}

    @torch.no_grad()
    def experience(
        self, rollouts: Sequence[Sequence[Rollout]]
    ) -> tuple[list[list[Experience]], dict[str, float]]:
        """The answers, by minibatch and micro-batch, with what their tokens were worth, and the step's
        objective."""
        params = self.spec.params
        totals = Totals()
        spread = torch.zeros(3, 3, dtype=torch.float64, device=self.accelerator.device)
        made: list[list[Experience]] = []
        for minibatch in rollouts:
            made.append([])
            for rollout in minibatch:
                mask = rollout.mask
                logprobs, values = self.logprobs(rollout)[0], answer_values(self.critic, rollout)
                k1, k3 = kl_estimates(logprobs, self.reference_logprobs(rollout))
                rewards = token_rewards(rollout.scores, k1, mask, self.coefficient)
                advantages, returns = advantages_and_returns(
                    rewards, values, mask, params.gamma, params.lambda_
                )
                made[-1].append(Experience(rollout, logprobs, values, advantages, returns))
                spread += torch.stack([moments(of, mask) for of in (advantages, returns, returns - values)])
                self._note(totals, rollout, logprobs, k1, k3)
        spread = self.accelerator.reduce(spread, "sum")
        figures = totals.means(self.accelerator)
        figures["val/num_eos_tokens"] = (1 - figures["completions/clipped_ratio"]) * params.batch_size
        figures["val/explained_variance"] = explained_variance(spread[1], spread[2])
        figures["objective/kl_coef"] = self.coefficient
        require_finite(figures)
        for part in made:
            for at, one in enumerate(part):
                part[at] = replace(one, advantages=whiten(one.advantages, one.rollout.mask, spread[0]))
        return made, figures

    def _note(self, totals: Totals, rollout: Rollout, logprobs: Any, k1: Any, k3: Any) -> None:
        """Means over answers, each answer's tokens summed up."""
        kl = (k1 * rollout.mask).sum(dim=1)
        totals.add("reward", rollout.raw)
        totals.add("objective/scores", rollout.scores)
        totals.add("objective/kl", kl)
        totals.add("objective/kl_k3", (k3 * rollout.mask).sum(dim=1))
        totals.add("objective/entropy", -logprobs.sum(dim=1))
        totals.add("objective/non_score_reward", -self.coefficient * kl)
        totals.add("objective/rlhf_reward", rollout.scores - self.coefficient * kl)
        totals.add("completions/mean_length", rollout.mask.sum(dim=1))
        totals.add("completions/clipped_ratio", 1 - rollout.finished)
        totals.add("completions/unscored_ratio", 1 - rollout.scored)

    def update(self, experience: Sequence[Sequence[Experience]], step: int) -> dict[str, float]:
        """All passes over the answers; both models learn from each minibatch in turn."""
        params = self.spec.params
        factor = learning_rate_factor(params.schedule, params.warmup_ratio, step, params.steps)
        set_rate(self.policy_optimizer, params.learning_rate * factor)
        set_rate(self.critic_optimizer, params.critic_learning_rate * factor)
        counts = [self._tokens(minibatch) for minibatch in experience]
        learns = step > params.critic_warmup_steps
        of_policy: list[dict[str, float]] = []
        of_critic: list[dict[str, float]] = []
        updates, going = 0, learns
        with training(self.policy, self.critic):
            for _ in range(params.ppo_epochs):
                for minibatch, tokens in zip(experience, counts, strict=True):
                    of_critic.append(self._update_critic(minibatch, tokens))
                    if going:
                        figures, going = self._update_policy(minibatch, tokens)
                        of_policy.append(figures)
                        updates += going
        rate = params.learning_rate * factor if learns else 0.0
        return {**mean_of(of_policy), **mean_of(of_critic), "lr": rate, "policy/updates": float(updates)}

    def _tokens(self, minibatch: Sequence[Experience]) -> float:
        count = sum(one.rollout.mask.double().sum() for one in minibatch)
        return float(self.accelerator.reduce(count, "sum"))

    def _update_policy(self, minibatch: Sequence[Experience], tokens: float) -> tuple[dict[str, float], bool]:
        """One update, unless the policy has already gone too far: then none, and False."""
        params, totals = self.spec.params, Totals()
        for one in minibatch:
            mask = one.rollout.mask
            logprobs, entropy = self.logprobs(one.rollout)
            losses, ratio, clipped = policy_losses(logprobs, one.logprobs, one.advantages, params.clip_range)
            self.backward(losses * mask, tokens)
            totals.add("loss/policy_avg", losses, mask)
            totals.add("policy/approxkl_avg", approximate_kl(logprobs, one.logprobs), mask)
            totals.add("policy/clipfrac_avg", clipped, mask)
            totals.add("policy/entropy_avg", entropy, mask)
            totals.add("val/ratio", ratio, mask)
        figures = totals.means(self.accelerator)
        too_far = params.max_kl is not None and figures["policy/approxkl_avg"] > params.max_kl
        figures["grad_norm/policy"] = self.move(self.policy, self.policy_optimizer, figures, not too_far)
        return figures, not too_far

    def _update_critic(self, minibatch: Sequence[Experience], tokens: float) -> dict[str, float]:
        totals = Totals()
        for one in minibatch:
            values = answer_values(self.critic, one.rollout)
            losses, clipped = value_losses(values, one.values, one.returns, self.spec.params.value_clip_range)
            self.backward(losses * one.rollout.mask, tokens)
            totals.add("loss/value_avg", losses, one.rollout.mask)
            totals.add("val/clipfrac_avg", clipped, one.rollout.mask)
        figures = totals.means(self.accelerator)
        figures["grad_norm/value"] = self.move(self.critic, self.critic_optimizer, figures, True)
        return figures

    def adapt(self, kl: float) -> None:
        """Sets the KL coefficient for the next step."""
        params = self.spec.params
        self.coefficient = adapted_coefficient(
            self.coefficient, kl, params.kl_target, params.kl_horizon, params.batch_size
        )

    def save(self, folder: Path) -> None:
        super().save(folder)
        (folder / STATE_FILE).write_text(json.dumps({"klCoefficient": self.coefficient}), encoding="utf-8")

    def load(self, folder: Path) -> None:
        super().load(folder)
        told = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        self.coefficient = float(told["klCoefficient"])
