"""The stage `sft`: a language model fine-tuned on demonstrations; the loss is on the answers alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from datasets import Dataset
from transformers import set_seed
from trl import SFTConfig, SFTTrainer

from trainer.checkpoint import find_resume
from trainer.control import Control
from trainer.data import SftRow, Tokens, encode_demonstrations, read_rows, require_rows
from trainer.device import choose_device
from trainer.events import Events
from trainer.models import full_precision, load_causal, load_tokenizer
from trainer.prepared import Prepared
from trainer.report import announce
from trainer.sampling import Settings, sample_batch
from trainer.spec import SftSpec
from trainer.training import (
    Reporter,
    answer_samples,
    lora,
    publish,
    settings,
    tell,
    tell_left_out,
    train,
)

GREEDY = Settings(temperature=0)


def run(spec: SftSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the model, and returns the last step with the figures on the held-out rows."""
    chosen = choose_device(spec.device)
    resume = find_resume(spec, events)
    announce(events, spec.method, chosen, resumed_from_step=resume.step if resume else None)

    tokenizer = load_tokenizer(spec.model.path)
    demonstrations, _ = load(spec, spec.dataset.train, "training", tokenizer, events)
    held_out, rows = (
        load(spec, spec.dataset.eval, "held-out", tokenizer, events) if spec.dataset.eval else ([], [])
    )

    set_seed(spec.seed)
    model = load_causal(spec.model.path)
    trainer = DemonstrationTrainer(
        model=model,
        args=settings(SFTConfig, spec, chosen, len(demonstrations), completion_only_loss=True),
        train_dataset=Dataset.from_list([columns(one) for one in demonstrations]),
        processing_class=tokenizer,
        peft_config=lora(spec, "CAUSAL_LM"),
    )
    figures: dict[str, float] = {}

    def evaluate(current: Any, step: int) -> None:
        if held_out:
            figures.update(
                held_out_figures(trainer, current, held_out, spec, lambda: control.leave_if_asked(step))
            )
            # Answering takes long: before and after, not at every evaluation.
            if spec.params.exact_match_rows and (step == 0 or step >= trainer.state.max_steps):
                share = exact_match(current, tokenizer, held_out, rows, spec, control, step)
                figures["exact_match_before" if step == 0 else "exact_match"] = share
                events.metric(step, "eval_exact_match", share)
            tell(events, step, {name: figures[name] for name in ("loss", "mean_token_accuracy")})
        answer_samples(current, tokenizer, spec, events, step, control)

    step = train(trainer, Reporter(spec, events, control, evaluate), resume)

    publish(trainer, tokenizer, spec, events, step, {})
    return step, {f"eval_{name}": value for name, value in figures.items()}


class DemonstrationTrainer(Prepared, SFTTrainer):
    """TRL's trainer on rows that are tokens already."""


def load(
    spec: SftSpec, path: str, which: str, tokenizer: Any, events: Events
) -> tuple[list[Tokens], list[SftRow]]:
    read = read_rows(path, SftRow)
    kept, rows, left_out = encode_demonstrations(tokenizer, read, spec.params.max_length)
    require_rows(kept, left_out, path, spec.params.max_length)
    tell_left_out(events, left_out, len(read), which, spec.params.max_length)
    return kept, rows


def columns(one: Tokens) -> dict[str, list[int]]:
    """What TRL's collator takes. It masks nothing itself: without labels it would train on prompts too."""
    return {
        "input_ids": one.prompt + one.answer,
        "labels": [-100] * len(one.prompt) + one.answer,
    }


@torch.no_grad()
def held_out_figures(
    trainer: Any, model: Any, rows: Sequence[Tokens], spec: SftSpec, between: Callable[[], None]
) -> dict[str, float]:
    """Loss and accuracy per answer token, counted over all rows, not as means of batch means."""
    model.eval()
    order = sorted(rows, key=lambda one: len(one.prompt) + len(one.answer))
    loss, right, tokens = 0.0, 0, 0
    for start in range(0, len(order), spec.params.micro_batch):
        between()
        batch = trainer.data_collator(
            [columns(one) for one in order[start : start + spec.params.micro_batch]]
        )
        inputs = {key: value.to(model.device) for key, value in batch.items()}
        with full_precision(model):
            output = model(**inputs, fused_lm_head=True, use_cache=False)
        mask = inputs["labels"][:, 1:] != -100
        loss -= float((output.log_probs * mask).sum())
        right += int((output.is_top1 & mask).sum())
        tokens += int(mask.sum())
    return {"loss": loss / tokens, "mean_token_accuracy": right / tokens}


def exact_match(
    model: Any,
    tokenizer: Any,
    held_out: Sequence[Tokens],
    rows: Sequence[SftRow],
    spec: SftSpec,
    control: Control,
    step: int,
) -> float:
    """The share of held-out rows whose greedy answer is the reference, apart from blanks at the ends."""
    count = min(len(rows), spec.params.exact_match_rows)
    order = sorted(range(count), key=lambda at: len(held_out[at].prompt))
    right = 0
    for start in range(0, count, 16):
        part = order[start : start + 16]
        prompts = [held_out[at].prompt for at in part]
        with full_precision(model):
            made = sample_batch(
                model, tokenizer, prompts, [0] * len(part), GREEDY, spec.params.exact_match_tokens, control
            )
        control.leave_if_asked(step)
        for at, answer in zip(part, made, strict=True):
            text = tokenizer.decode(answer.ids, skip_special_tokens=True).strip()
            right += answer.finished and text == rows[at].completion[0].content.strip()
    return right / count
