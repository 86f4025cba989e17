"""The stage `ppo`: a policy that learns from the reward model's scores of its own answers (arXiv 1707.06347;
on language 1909.08593, 2403.17031), held to a reference, with a critic of its own.

One step: ask a batch of prompts, score the answers, spread each score over the tokens that led to it, update.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accelerate import Accelerator
from transformers import set_seed

from trainer.asker import Asker
from trainer.checkpoint import CHECKPOINTS, MANIFEST_FILE, find_resume, seal, step_of
from trainer.control import Control
from trainer.device import Chosen, choose_device
from trainer.errors import Stopped, TrainerError
from trainer.events import Events
from trainer.models import load_tokenizer
from trainer.ppo_update import Learner
from trainer.report import announce
from trainer.rollout import (
    Grader,
    Question,
    Rollout,
    check_tokens,
    chosen_prompts,
    cut,
    load_questions,
    to_tensors,
)
from trainer.sampling import noise_key
from trainer.spec import PpoSpec
from trainer.totals import NotFinite
from trainer.training import KEPT_CHECKPOINTS, LOWER, check_finite, publish, tell


def run(spec: PpoSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the policy, and returns the last step with its figures."""
    chosen = choose_device(spec.device)
    resume = find_resume(spec, events)
    announce(events, spec.method, chosen, resumed_from_step=resume.step if resume else None)

    trainer = prepare(spec, events, control, chosen)
    if resume is not None:
        trainer.learner.load(resume.folder)
    figures = trainer.train(resume.step if resume else 0)

    publish(trainer, trainer.tokenizer, spec, events, spec.params.steps, {})
    return spec.params.steps, figures


def prepare(spec: PpoSpec, events: Events, control: Control, chosen: Chosen) -> PpoTrainer:
    """Data and models, checked and loaded."""
    accelerator = make_accelerator(spec, chosen)
    tokenizer = load_tokenizer(spec.model.path)
    grader = Grader(spec.reward_model.path, spec.params.missing_eos_penalty, accelerator.device)
    check_tokens(tokenizer, spec, grader)
    questions = load_questions(spec.dataset.train, "training", tokenizer, spec, grader, events)
    held_out = (
        load_questions(spec.dataset.eval, "held-out", tokenizer, spec, grader, events)
        if spec.dataset.eval
        else []
    )

    # Before the models: an adapter is drawn at random, and two runs of one seed have to begin alike.
    set_seed(spec.seed)
    learner = Learner(spec, accelerator, chosen, tokenizer.pad_token_id, grader.scale)
    return PpoTrainer(spec, events, control, learner, tokenizer, grader, questions, held_out)


def make_accelerator(spec: PpoSpec, chosen: Chosen) -> Any:
    accelerator = Accelerator(
        cpu=chosen.kind == "cpu", mixed_precision="bf16" if chosen.precision == "bf16" else "no"
    )
    params = spec.params
    micro_batches = params.batch_size // params.minibatches // params.micro_batch
    if micro_batches % accelerator.num_processes != 0:
        raise TrainerError(
            "SPEC_INVALID",
            f"{micro_batches} micro-batches in a minibatch cannot be shared out to "
            f"{accelerator.num_processes} processes.",
            "Choose a minibatch that is a multiple of micro-batch times processes.",
        )
    return accelerator


class PpoTrainer:
    """The loop over steps: asks, lets learn, tells, saves, stops."""

    def __init__(
        self,
        spec: PpoSpec,
        events: Events,
        control: Control,
        learner: Learner,
        tokenizer: Any,
        grader: Grader,
        questions: Sequence[Question],
        held_out: Sequence[Question],
    ) -> None:
        self.spec = spec
        self.events = events
        self.control = control
        self.learner = learner
        self.accelerator = learner.accelerator
        self.tokenizer = tokenizer
        self.grader = grader
        self.questions = questions
        self.held_out = held_out
        self.asker = Asker(spec, tokenizer, grader, control)
        self.saved_at = 0

    @property
    def model(self) -> Any:
        return self.learner.policy

    def is_world_process_zero(self) -> bool:
        return bool(self.accelerator.is_main_process)

    def train(self, start: int) -> dict[str, float]:
        """All steps after `start`; the last step's figures. `Stopped` when told to end before."""
        params, figures = self.spec.params, {}
        self.saved_at = start
        self.events.progress(start, params.steps)
        # A kill can fall between a save and the evaluation after it, so what stands at this step is
        # evaluated again.
        if start % params.eval_steps == 0 or start == params.steps:
            figures = self.evaluate(start)
        for step in range(start + 1, params.steps + 1):
            try:
                told = self.step(step)
            except NotFinite as fault:
                self.events.metric(step, fault.name, fault.value)
                raise TrainerError("DIVERGED", f"{fault} at step {step}.", LOWER) from fault
            for name, value in told.items():
                self.events.metric(step, name, value)
            self.events.progress(step, params.steps)
            last = step == params.steps
            stopping = self.control.agreed(self.accelerator.device)
            evaluates = last or step % params.eval_steps == 0
            if last or stopping or step % params.save_steps == 0:
                self.save(step)
            if stopping:
                raise Stopped(step)
            figures = {**told, **(self.evaluate(step) if evaluates else {})}
        return figures

    def step(self, step: int) -> dict[str, float]:
        """One batch of answers and what was learnt from it, in figures."""
        begun = time.perf_counter()
        rollouts = self.rollouts(step)
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
        if self.control.agreed(self.accelerator.device):
            # No weight has moved in this step yet, so it is as if it had never begun.
            if self.saved_at < step - 1:
                self.save(step - 1)
            raise Stopped(step - 1)
        by_row = dict(zip(rows, rated, strict=True))
        pad_id, device = self.tokenizer.pad_token_id, self.accelerator.device
        return [
            [to_tensors([by_row[row] for row in micro], self.grader, pad_id, device) for micro in minibatch]
            for minibatch in shares
        ]

    def evaluate(self, step: int) -> dict[str, float]:
        """Answers the held-out prompts and the fixed ones, the same noise at every step."""
        figures: dict[str, float] = {}
        if self.events.writes:
            speaker = self.learner.speaker()
            if self.held_out:
                told = self.asker.held_out(speaker, self.held_out)
                tell(self.events, step, told)
                figures = {f"eval_{name}": value for name, value in told.items()}
            self.asker.samples(speaker, self.events, step)
        self.accelerator.wait_for_everyone()
        if self.control.agreed(self.accelerator.device):
            # The next attempt evaluates anew what was reached.
            if self.saved_at < step:
                self.save(step)
            raise Stopped(step)
        return figures

    def save(self, step: int) -> None:
        """A checkpoint, whole or not at all; the oldest ones go."""
        check_finite(self.learner.model, step)
        if self.is_world_process_zero():
            root = Path(self.spec.output_dir) / CHECKPOINTS
            folder = root / f"checkpoint-{step}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            self.learner.save(folder)
            seal(folder, "checkpoint", step, self.spec)
            self.events.checkpoint(step, f"{CHECKPOINTS}/{folder.name}/{MANIFEST_FILE}")
            for old in sorted(root.glob("checkpoint-*"), key=step_of)[:-KEPT_CHECKPOINTS]:
                shutil.rmtree(old)
        self.saved_at = step
        self.accelerator.wait_for_everyone()
