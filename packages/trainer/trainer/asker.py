"""Asks a policy and has its answers graded, one way for training, for held-out prompts and for fixed ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.control import Control
from trainer.data import PromptRow, messages, prompt_ids, read_rows
from trainer.events import Events
from trainer.rollout import Grader, Question, Rated, ask
from trainer.sampling import noise_key
from trainer.spec import ReinforcedSpec
from trainer.training import mean


class Asker:
    """All but the model: what is asked for, who grades it, and what ends it early."""

    def __init__(self, spec: ReinforcedSpec, tokenizer: Any, grader: Grader, control: Control) -> None:
        self.spec = spec
        self.tokenizer = tokenizer
        self.grader = grader
        self.control = control

    def rated(
        self,
        model: Any,
        questions: Sequence[Question],
        keys: Sequence[int],
        temperature: float,
        max_new_tokens: int,
    ) -> list[Rated]:
        """The model's answers, graded; none if the run was told to stop meanwhile."""
        batch = self.spec.params.sample_batch
        prompts = [question.ids for question in questions]
        made = ask(model, self.tokenizer, prompts, keys, temperature, max_new_tokens, batch, self.control)
        return self.grader.rate(self.tokenizer, questions, made, batch) if made else []

    def held_out(self, model: Any, questions: Sequence[Question]) -> list[Rated]:
        """Its answers to held-out prompts, the same noise at every step; none if told to stop meanwhile."""
        params = self.spec.params
        keys = [noise_key(self.spec.seed, "held out", row) for row in range(len(questions))]
        return self.rated(model, questions, keys, params.temperature, params.max_new_tokens)

    def samples(self, model: Any, events: Events, step: int) -> None:
        """Its answers to the fixed prompts with their scores, the same noise at every step."""
        samples = self.spec.samples
        if samples is None:
            return
        rows = read_rows(samples.prompts, PromptRow)
        questions = [Question(row.messages, prompt_ids(self.tokenizer, row.messages)) for row in rows]
        keys = [noise_key(self.spec.seed, row.prompt_id, 0) for row in rows]
        rated = self.rated(model, questions, keys, samples.temperature, samples.max_new_tokens)
        # None were made if the run was told to stop meanwhile.
        for row, one in zip(rows, rated, strict=False):
            events.sample(
                step,
                prompt_id=row.prompt_id,
                prompt=messages(row.messages),
                completion=self.tokenizer.decode(one.answer.ids, skip_special_tokens=True),
                finish_reason="stop" if one.answer.finished else "length",
                reward=one.score,
            )


def figures_of(rated: Sequence[Rated]) -> dict[str, float]:
    """What an evaluation tells of answers; nothing of none."""
    if not rated:
        return {}
    return {
        "reward": mean([one.score for one in rated]),
        "completions/mean_length": mean([float(len(one.answer.ids)) for one in rated]),
        "completions/clipped_ratio": mean([float(not one.answer.finished) for one in rated]),
    }
