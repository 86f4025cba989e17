"""The loop of our own stages that learn from a policy's own answers: ask, learn, tell, save, stop."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from accelerate import Accelerator

from trainer.asker import Asker, figures_of
from trainer.checkpoint import CHECKPOINTS, MANIFEST_FILE, find_resume, seal, step_of
from trainer.control import Control
from trainer.device import Chosen, choose_device
from trainer.errors import GuardStopped, Stopped, TrainerError
from trainer.events import Events
from trainer.guard import make_guard
from trainer.models import load_tokenizer
from trainer.policy_learner import PolicyLearner
from trainer.report import announce
from trainer.rollout import Grader, Question, Rated, load_questions
from trainer.spec import ReinforcedSpec
from trainer.totals import NotFinite
from trainer.training import KEPT_CHECKPOINTS, LOWER, check_finite, publish, tell


class OnlineTrainer:
    """A stage makes its learner, and fills in `step`."""

    spec: ReinforcedSpec
    learner: PolicyLearner

    def __init__(self, spec: ReinforcedSpec, events: Events, control: Control, chosen: Chosen) -> None:
        self.events = events
        self.control = control
        self.accelerator = Accelerator(
            cpu=chosen.kind == "cpu", mixed_precision="bf16" if chosen.precision == "bf16" else "no"
        )
        self.spec = spec
        self.tokenizer = load_tokenizer(spec.model.path)
        self.grader = Grader(spec.reward_model.path, spec.params.missing_eos_penalty, self.accelerator.device)
        self.asker = Asker(spec, self.tokenizer, self.grader, control)
        self.questions = self._load(spec.dataset.train, "training")
        self.held_out = self._load(spec.dataset.eval, "held-out") if spec.dataset.eval else []
        self.guard = make_guard(
            spec, self.tokenizer, self.grader, self.held_out, events, self.accelerator.device
        )
        self.saved_at = 0

    def _load(self, path: str, which: str) -> list[Question]:
        return load_questions(path, which, self.tokenizer, self.spec, self.grader, self.events)

    def step(self, step: int) -> dict[str, float]:
        """One batch of answers and what was learnt from it, in figures."""
        raise NotImplementedError

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

    def leave_before(self, step: int) -> None:
        """Ends the run in the middle of a step, before any weight has moved: as if it had never begun."""
        if not self.control.agreed(self.accelerator.device):
            return
        if self.saved_at < step - 1:
            self.save(step - 1)
        raise Stopped(step - 1)

    def evaluate(self, step: int) -> dict[str, float]:
        """Answers the held-out prompts and the fixed ones, the same noise at every step."""
        figures: dict[str, float] = {}
        if self.events.writes:
            speaker = self.learner.speaker()
            if self.held_out:
                rated = self.asker.held_out(speaker, self.held_out)
                told = figures_of(rated)
                tell(self.events, step, told)
                figures = {f"eval_{name}": value for name, value in told.items()}
                if self.guard:
                    self.guard.look(step, rated, self.learner.model, self.drift)
            self.asker.samples(speaker, self.events, step)
        self.accelerator.wait_for_everyone()
        if self.guard:
            self.guard.leave_if_fired(step)
        if self.control.agreed(self.accelerator.device):
            # The next attempt evaluates anew what was reached.
            if self.saved_at < step:
                self.save(step)
            raise Stopped(step)
        return figures

    def drift(self, rated: Sequence[Rated]) -> float:
        return self.learner.drift(rated, self.grader)

    def save(self, step: int) -> None:
        """A checkpoint, whole or not at all; the oldest ones go."""
        check_finite(self.learner.model, step)
        if self.is_world_process_zero():
            root = Path(self.spec.output_dir) / CHECKPOINTS
            folder = root / f"checkpoint-{step}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            self.learner.save(folder)
            if self.guard:
                self.guard.save(folder)
            seal(folder, "checkpoint", step, self.spec)
            self.events.checkpoint(step, f"{CHECKPOINTS}/{folder.name}/{MANIFEST_FILE}")
            for old in sorted(root.glob("checkpoint-*"), key=step_of)[:-KEPT_CHECKPOINTS]:
                shutil.rmtree(old)
        self.saved_at = step
        self.accelerator.wait_for_everyone()


def run_online(
    kind: Callable[[Any, Events, Control, Chosen], OnlineTrainer],
    spec: ReinforcedSpec,
    events: Events,
    control: Control,
) -> tuple[int, dict[str, float]]:
    """Trains, publishes the policy, and returns the last step with its figures: what was reached, or, where
    the guard ended the run, what was best."""
    chosen = choose_device(spec.device)
    resume = find_resume(spec, events)
    announce(events, spec.method, chosen, resumed_from_step=resume.step if resume else None)

    trainer = kind(spec, events, control, chosen)
    if resume is not None:
        trainer.learner.load(resume.folder)
        if trainer.guard:
            trainer.guard.load(resume.folder)
    reached = published = spec.params.steps
    try:
        figures = trainer.train(resume.step if resume else 0)
    except GuardStopped as stopped:
        assert trainer.guard is not None
        reached = stopped.step
        published, figures = trainer.guard.give_back(trainer.learner.model)

    publish(trainer, trainer.tokenizer, spec, events, published, {})
    return reached, {**figures, **(trainer.guard.figures() if trainer.guard else {})}
