"""What the training stages share: the settings handed to TRL, and the callback that makes a run stoppable,
resumable
and honest. A stage hands in its data and its evaluation; the loop itself is TRL's."""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

import torch
from peft import LoraConfig
from transformers import TrainerCallback

from trainer.checkpoint import CHECKPOINTS, MANIFEST_FILE, Resume, seal
from trainer.control import Control
from trainer.data import PromptRow, messages, prompt_ids, read_rows
from trainer.device import Chosen
from trainer.errors import Stopped, TrainerError
from trainer.events import Events
from trainer.models import write_note
from trainer.prepared import Diverged
from trainer.sampling import Settings, noise_key, sample_batch
from trainer.spec import (
    DpoSpec,
    GrpoSpec,
    KtoSpec,
    OrpoSpec,
    ReinforcedSpec,
    RewardSpec,
    RlooSpec,
    SftSpec,
    SimpoSpec,
    TrainingParams,
)

Config = TypeVar("Config")
TrainingSpec = SftSpec | RewardSpec | DpoSpec | KtoSpec | OrpoSpec | SimpoSpec
Evaluate = Callable[[Any, int], None]

STATE_FILE = "prefloop_state.json"
KEPT_CHECKPOINTS = 2
LOWER = "Lower the learning rate (by ten, to begin with), and look at the rows before the step."


def settings(config: type[Config], spec: TrainingSpec, chosen: Chosen, rows: int, **own: object) -> Config:
    """The library's own settings object for training on so many rows."""
    params = spec.params
    return config(  # type: ignore[call-arg]
        **shared_settings(spec, chosen),
        num_train_epochs=params.epochs,
        max_steps=steps_at_most(params, rows),
        max_length=params.max_length,
        logging_steps=params.logging_steps,
        **own,
    )


def shared_settings(spec: TrainingSpec | GrpoSpec | RlooSpec, chosen: Chosen) -> dict[str, Any]:
    """What every trainer of the library is told. The batch is cut over all processes."""
    params = spec.params
    processes = int(os.environ.get("WORLD_SIZE", "1"))
    per_process = params.batch_size // params.micro_batch
    if per_process % processes != 0:
        raise TrainerError(
            "SPEC_INVALID",
            f"{per_process} micro-batches in a batch cannot be shared out to {processes} processes.",
            "Choose a batch size that is a multiple of micro-batch times processes.",
        )
    return {
        "output_dir": str(Path(spec.output_dir) / CHECKPOINTS),
        "seed": spec.seed,
        "per_device_train_batch_size": params.micro_batch,
        "gradient_accumulation_steps": per_process // processes,
        "learning_rate": params.learning_rate,
        "lr_scheduler_type": params.schedule,
        "warmup_steps": params.warmup_ratio,
        "weight_decay": params.weight_decay,
        "max_grad_norm": params.max_grad_norm,
        "gradient_checkpointing": params.gradient_checkpointing,
        "bf16": chosen.precision == "bf16",
        "use_cpu": chosen.kind == "cpu",
        # With the filter a NaN would be replaced by the mean of the losses before it: a healthy curve of a
        # dead run.
        "logging_nan_inf_filter": False,
        # Saving is decided by our callback, evaluation done by the stage.
        "save_strategy": "no",
        "eval_strategy": "no",
        "save_total_limit": KEPT_CHECKPOINTS,
        "report_to": "none",
        "disable_tqdm": True,
        "dataloader_pin_memory": chosen.kind == "cuda",
    }


def steps_at_most(params: TrainingParams, rows: int) -> int:
    """The limit on steps where it ends the run before its epochs do, else -1: the library would go on to the
    limit whatever the epochs say."""
    all_steps = math.ceil(params.epochs * math.ceil(rows / params.batch_size))
    return params.max_steps if params.max_steps is not None and params.max_steps < all_steps else -1


def lora(spec: TrainingSpec | ReinforcedSpec, task: str) -> Any:
    """The adapter's settings, or None for all weights. `task` makes a reward model's head trained and
    saved too."""
    wanted = spec.params.lora
    if wanted is None:
        return None
    return LoraConfig(
        task_type=task,
        r=wanted.rank,
        lora_alpha=wanted.alpha,
        lora_dropout=wanted.dropout,
        target_modules="all-linear",
    )


class Kept(Protocol):
    """Something of a stage's own that a checkpoint holds too."""

    def save(self, folder: Path) -> None: ...

    def load(self, folder: Path) -> None: ...


class Reporter(TrainerCallback):
    """Writes the run's events, seals its checkpoints, evaluates, and stops it when asked."""

    def __init__(
        self,
        spec: TrainingSpec | GrpoSpec | RlooSpec,
        events: Events,
        control: Control,
        evaluate: Evaluate,
        kept: Kept | None = None,
    ) -> None:
        self.spec = spec
        self.events = events
        self.stop = control
        self.evaluate = evaluate
        self.kept = kept
        self.trainer: Any = None

    def on_train_begin(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
        self.events.progress(state.global_step, state.max_steps)
        # A kill can fall between a save and the evaluation after it, so what stands at this step is
        # evaluated again.
        due = self._is_due(state, self.spec.params.eval_steps) or state.global_step in (0, state.max_steps)
        if due:
            self._evaluate(rest["model"], state.global_step)

    def on_step_end(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
        params = self.spec.params
        self.events.progress(state.global_step, state.max_steps)
        stopping = self.stop.agreed(args.device)
        if stopping or self._is_due(state, params.save_steps) or state.global_step >= state.max_steps:
            self._save_next(control)
        elif self._is_due(state, params.eval_steps):
            try:
                self._evaluate(rest["model"], state.global_step)
            except Stopped:
                # Told to end meanwhile: what was reached is not saved yet, and the next attempt looks anew.
                stopping = True
                self._save_next(control)
        if stopping:
            control.should_training_stop = True

    def _save_next(self, control: Any) -> None:
        control.should_save = True
        # Averages begin anew at a save: a run taken up here then logs the same numbers as one that went on.
        control.should_log = True

    def on_log(self, args: Any, state: Any, control: Any, logs: Mapping[str, float], **rest: Any) -> None:
        for name, value in logs.items():
            # The library's closing summary repeats what is known; everything else is a curve.
            if not name.startswith("train_") and name != "total_flos":
                self.events.metric(state.global_step, name, float(value))

    def on_save(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
        check_finite(rest["model"], state.global_step)
        folder = Path(args.output_dir) / f"checkpoint-{state.global_step}"
        # Every process writes the state of its own generators; the manifest comes after all of them.
        self.trainer.accelerator.wait_for_everyone()
        if state.is_world_process_zero:
            tokens = {"totalTrainTokens": int(self.trainer._total_train_tokens)}
            (folder / STATE_FILE).write_text(json.dumps(tokens), encoding="utf-8")
            if self.kept:
                self.kept.save(folder)
            seal(folder, "checkpoint", state.global_step, self.spec)
            self.events.checkpoint(state.global_step, f"{CHECKPOINTS}/{folder.name}/{MANIFEST_FILE}")
        last = state.global_step >= state.max_steps
        if not self.stop.stop_asked and (last or self._is_due(state, self.spec.params.eval_steps)):
            self._evaluate(rest["model"], state.global_step)

    def _is_due(self, state: Any, every: int) -> bool:
        return bool(state.global_step > 0 and state.global_step % every == 0)

    def _evaluate(self, model: Any, step: int) -> None:
        was_training = model.training
        model.eval()
        try:
            self.evaluate(model, step)
        finally:
            model.train(was_training)


def train(trainer: Any, reporter: Reporter, resume: Resume | None) -> int:
    """Runs the loop to its end and returns the last step; `Stopped` when it was told to end before."""
    reporter.trainer = trainer
    trainer.add_callback(reporter)
    keep_adapter_dropout(trainer.model, reporter.spec)
    if resume is not None:
        state = json.loads((resume.folder / STATE_FILE).read_text(encoding="utf-8"))
        trainer._total_train_tokens = state["totalTrainTokens"]
        if reporter.kept:
            reporter.kept.load(resume.folder)
    try:
        trainer.train(resume_from_checkpoint=str(resume.folder) if resume else None)
    except Diverged as fault:
        step = trainer.state.global_step + 1
        reporter.events.metric(step, "loss", fault.loss)
        raise TrainerError("DIVERGED", f"The loss is {fault.loss} at step {step}.", LOWER) from fault
    step = int(trainer.state.global_step)
    if reporter.stop.stop_asked:
        raise Stopped(step)
    return step


def keep_adapter_dropout(model: Any, spec: TrainingSpec | GrpoSpec | RlooSpec) -> None:
    """Gives an adapter the dropout that was asked for: several of the library's trainers switch off all there
    is in a model, which without a word includes that."""
    if spec.params.lora is None:
        return
    for name, module in model.named_modules():
        if "lora_dropout" in name and isinstance(module, torch.nn.Dropout):
            module.p = spec.params.lora.dropout


def check_finite(model: Any, step: int) -> None:
    """Ends the run if any weight is no number: a gradient can overflow while the loss still looks well."""
    for name, weight in model.named_parameters():
        if not bool(torch.isfinite(weight).all()):
            raise TrainerError("DIVERGED", f"The weights {name} are not finite at step {step}.", LOWER)


def answer_samples(
    model: Any, tokenizer: Any, spec: TrainingSpec, events: Events, step: int, control: Control
) -> None:
    """Answers the fixed prompts with the model as it is now, the same noise at every step."""
    if spec.samples is None:
        return
    rows = read_rows(spec.samples.prompts, PromptRow)
    prompts = [prompt_ids(tokenizer, row.messages) for row in rows]
    keys = [noise_key(spec.seed, row.prompt_id, 0) for row in rows]
    how = Settings(spec.samples.temperature)
    made = sample_batch(model, tokenizer, prompts, keys, how, spec.samples.max_new_tokens, control)
    # None were made if the run was told to stop meanwhile.
    for row, answer in zip(rows, made, strict=False):
        events.sample(
            step,
            prompt_id=row.prompt_id,
            prompt=messages(row.messages),
            completion=tokenizer.decode(answer.ids, skip_special_tokens=True),
            finish_reason="stop" if answer.finished else "length",
        )


def publish(
    trainer: Any,
    tokenizer: Any,
    spec: TrainingSpec | ReinforcedSpec,
    events: Events,
    step: int,
    note: dict[str, Any],
) -> None:
    """Writes the model, adapters merged in, as a folder that any engine can load; whole or not at all."""
    model = trainer.accelerator.unwrap_model(trainer.model)
    check_finite(model, step)
    if not trainer.is_world_process_zero():
        return
    if spec.params.lora is not None:
        model = model.merge_and_unload()
    root = Path(spec.output_dir)
    partial, final = root / ".model.partial", root / "model"
    for old in (partial, final):
        shutil.rmtree(old, ignore_errors=True)
    model.save_pretrained(partial)
    tokenizer.save_pretrained(partial)
    write_note(partial, {"source": f"{spec.method}, run {spec.run_id}, step {step}", **note})
    size = seal(partial, "model", step, spec)
    partial.rename(final)
    events.artifact("model", "model", f"model/{MANIFEST_FILE}", size)


def tell_left_out(events: Events, left_out: int, total: int, which: str, max_length: int) -> None:
    if left_out:
        message = f"{left_out} of {total} {which} rows are longer than {max_length} tokens and are left out."
        events.warning("OVER_LENGTH", message)


def tell(events: Events, step: int, figures: Mapping[str, float]) -> None:
    """Evaluation figures as metrics, named as the library names its own: with `eval_` in front."""
    for name, value in figures.items():
        events.metric(step, f"eval_{name}", value)


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)
