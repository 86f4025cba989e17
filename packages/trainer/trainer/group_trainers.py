"""TRL's GRPO and RLOO trainers with our sampling, our reference, and an order of prompts that a run taken up
again finds its place in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from torch.utils.data import Sampler
from trl import GRPOTrainer, RLOOTrainer
from trl.trainer.utils import RepeatSampler, add_fused_lm_head

from trainer.asker import Asker
from trainer.control import Control
from trainer.events import Events
from trainer.histogram import tell_histogram
from trainer.policy_model import answer_drift
from trainer.prepared import Prepared
from trainer.rollout import Question, Rated, ask
from trainer.sampling import noise_key
from trainer.speaker import Speaker


class EpochOrder(RepeatSampler):
    """Each prompt as often as it has answers, every epoch in an order of its own.

    The library's sampler draws its orders one after the other, so a run taken up past the first epoch would
    begin with the first order again.
    """

    def set_epoch(self, epoch: int) -> None:
        self.generator.manual_seed((self.seed or 0) + epoch)


class GroupTrainer(Prepared):
    """Mixed in before a TRL trainer whose rows hold the places of prompts."""

    speaker: Speaker | None = None
    held_to: Any = None
    # What this stage counts are the tokens in the trainer's own state.
    _total_train_tokens = 0

    def take(
        self, asker: Asker, events: Events, questions: Sequence[Question], beta: float, reference: Any
    ) -> None:
        """What the library's constructor has no place for. `reference` None: the policy less its adapter."""
        self.asker = asker
        self.events = events
        self.questions = questions
        self.latest: dict[str, float] = {}
        self._tokens: list[float] = []
        # One standard deviation of the reward model's scores counts 1, whatever their range.
        self.reward_weights /= asker.grader.scale.std  # type: ignore[attr-defined]
        self.beta = beta
        rule = asker.spec.guard
        # Only a guard with a limit on it asks for the KL where the coefficient is 0.
        if reference is not None and rule is not None and rule.kl_above is not None:
            self.held_to = reference.to(self.accelerator.device)  # type: ignore[attr-defined]
        if reference is not None and beta != 0:
            add_fused_lm_head(reference, temperature=self.temperature)  # type: ignore[attr-defined]
            prepare = self.accelerator.prepare_model  # type: ignore[attr-defined]
            self.ref_model = prepare(reference, evaluation_mode=True)

    def _get_train_sampler(self, dataset: Any = None) -> Sampler[int]:
        args = self.args  # type: ignore[attr-defined]
        prompts = args.generation_batch_size // args.num_generations
        return EpochOrder(
            data_source=self.train_dataset,  # type: ignore[attr-defined]
            mini_repeat_count=args.num_generations,
            batch_size=prompts,
            repeat_count=args.steps_per_generation,
            seed=args.seed,
        )

    def _tokenize_prompts(self, prompts: list[str]) -> tuple[list[list[int]], None, dict[str, Any]]:
        return [self.questions[int(place)].ids for place in prompts], None, {}

    @property
    def policy(self) -> Any:
        """The policy as it is published."""
        return self.accelerator.unwrap_model(self.model)  # type: ignore[attr-defined]

    def drift(self, rated: Sequence[Rated]) -> float:
        """The KL of its answers to the reference, in nats an answer."""
        params = self.asker.spec.params
        return answer_drift(
            self.policy,
            self.held_to,
            rated,
            self.asker.grader,
            temperature=params.temperature,
            pad_id=self.asker.tokenizer.pad_token_id,
            batch=params.sample_batch,
            device=self.accelerator.device,  # type: ignore[attr-defined]
        )

    @contextlib.contextmanager
    def speaking(self) -> Iterator[Any]:
        """The policy as it answers, and afterwards as it was."""
        model = self.model  # type: ignore[attr-defined]
        was_training = model.training
        model.eval()
        try:
            yield model if self.speaker is None else self.speaker.of(model)
        finally:
            model.train(was_training)

    def answers(self, prompt_ids: Sequence[list[int]]) -> list[list[int]]:
        """One answer for each prompt of this process, whose noise belongs to its row among all processes'."""
        step = self.state.global_step + 1  # type: ignore[attr-defined]
        before = self.accelerator.process_index * len(prompt_ids)  # type: ignore[attr-defined]
        spec, tokenizer = self.asker.spec, self.asker.tokenizer
        keys = [noise_key(spec.seed, f"step {step}", before + row) for row in range(len(prompt_ids))]
        params = spec.params
        with self.speaking() as policy:
            made = ask(
                policy,
                tokenizer,
                prompt_ids,
                keys,
                params.temperature,
                params.max_new_tokens,
                params.sample_batch,
                # A step is finished before a run ends: what the library has in hand then is not saved.
                Control(),
            )
        return [one.ids for one in made]

    def _calculate_rewards(self, *rest: Any, **named: Any) -> Any:
        # The library has gathered them from all processes.
        rewards = super()._calculate_rewards(*rest, **named)  # type: ignore[misc]
        step = self.state.global_step + 1  # type: ignore[attr-defined]
        tell_histogram(self.events, step, {"reward": rewards[:, 0].tolist()})
        return rewards

    def _compute_loss(self, model: Any, inputs: dict[str, Any]) -> Any:
        loss = super()._compute_loss(model, inputs)  # type: ignore[misc]
        count = inputs["completion_mask"].sum().float()
        self._tokens.append(float(self.accelerator.reduce(count, "sum")))  # type: ignore[attr-defined]
        return loss

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        metrics = self._metrics["train"]  # type: ignore[attr-defined]
        # The reward model's own scores under the name that every method has for them.
        for name, own in (("reward", "rewards/score/mean"), ("reward_std", "rewards/score/std")):
            if own in metrics:
                metrics[name] = metrics.pop(own)
        # The library's are means of the micro-batches' means, so they would change with these.
        for name in ("kl", "entropy"):
            parts = metrics.get(name, [])
            if len(parts) == len(self._tokens) > 0:
                total = sum(part * count for part, count in zip(parts, self._tokens, strict=True))
                metrics[name] = [total / sum(self._tokens)]
        self._tokens.clear()
        # Answers are learnt from once, by the policy that gave them: nothing is ever clipped.
        for name in [name for name in metrics if name.startswith("clip_ratio/")]:
            del metrics[name]
        super().log(logs, start_time)  # type: ignore[misc]
        # Only a step has a reward; the library logs a summary of its own at the end.
        if "reward" in logs:
            self.latest = {name: float(value) for name, value in logs.items() if value is not None}


class GrpoTrainer(GroupTrainer, GRPOTrainer):
    def _generate_single_turn(self, prompt_ids: Any, *_rest: Any, **_named: Any) -> Any:
        return self.answers(prompt_ids), None


class RlooTrainer(GroupTrainer, RLOOTrainer):
    def _generate_single_turn(self, prompt_ids: Any, *_rest: Any, **_named: Any) -> Any:
        return self.answers(prompt_ids)
