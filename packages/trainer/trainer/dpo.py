"""The stage `dpo`: a policy moved towards the preferred answers, held to a reference model (arXiv
2305.18290)."""

from __future__ import annotations

from typing import Any

import torch
from datasets import Dataset
from transformers import set_seed
from trl import DPOConfig, DPOTrainer

from trainer.answer_logps import AnswerLogps
from trainer.checkpoint import find_resume
from trainer.control import Control
from trainer.device import choose_device
from trainer.events import Events
from trainer.losses import dpo_losses, weighted_mean
from trainer.models import full_precision, load_causal, load_reference, load_tokenizer
from trainer.pair_training import HeldOutPairs, PairCurves, Verdicts, WeightedCollator, rows
from trainer.pairs import length_verdicts, load_pairs, write_pairs
from trainer.prepared import Prepared
from trainer.report import announce
from trainer.spec import DpoSpec
from trainer.training import (
    Reporter,
    answer_samples,
    lora,
    mean,
    publish,
    settings,
    tell,
    train,
)


def run(spec: DpoSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the policy, and returns the last step with the figures on the held-out pairs."""
    chosen = choose_device(spec.device)
    resume = find_resume(spec, events)
    announce(events, spec.method, chosen, resumed_from_step=resume.step if resume else None)

    tokenizer = load_tokenizer(spec.model.path)
    pairs, held_out = load_pairs(spec, tokenizer, events)

    set_seed(spec.seed)
    model = load_causal(spec.model.path)
    trainer = PairDpoTrainer(
        model=model,
        ref_model=load_reference(
            spec.model.path,
            spec.reference.path if spec.reference else None,
            adapter=spec.params.lora is not None,
        ),
        args=settings(
            DPOConfig, spec, chosen, len(pairs), beta=spec.params.beta, loss_type=[spec.params.loss]
        ),
        train_dataset=Dataset.from_list(rows(pairs, use_weights=spec.params.use_weights)),
        processing_class=tokenizer,
        data_collator=WeightedCollator(pad_token_id=tokenizer.pad_token_id),
        peft_config=lora(spec, "CAUSAL_LM"),
    )
    trainer.smoothing = spec.params.label_smoothing
    scored = HeldOutPairs(held_out, tokenizer.pad_token_id, spec.params.micro_batch)
    figures: dict[str, float] = {}

    def evaluate(current: Any, step: int) -> None:
        if held_out:
            figures.update(
                scored.figures(current, trainer.judge(current), lambda: control.leave_if_asked(step))
            )
            tell(events, step, figures)
        answer_samples(current, tokenizer, spec, events, step, control)

    step = train(trainer, Reporter(spec, events, control, evaluate), resume)

    if held_out:
        by_length = length_verdicts(pairs, held_out)
        figures["length_baseline"] = mean(by_length)
        write_pairs(spec, events, held_out, scored.latest, by_length)
    publish(trainer, tokenizer, spec, events, step, {})
    return step, {f"eval_{name}": value for name, value in figures.items()}


class PairDpoTrainer(Prepared, AnswerLogps, PairCurves, DPOTrainer):
    """TRL's trainer with each pair's weight in the loss."""

    smoothing = 0.0

    def __init__(self, *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        # The reference never changes, so it is asked only once about each batch of held-out pairs.
        self._held_out_reference: dict[int, Any] = {}

    def _compute_loss(self, model: Any, inputs: dict[str, Any], return_outputs: bool) -> Any:
        output = self.forward(model, inputs)
        logps = output.log_probs.sum(dim=1)
        ratios = logps - self.reference_logps(inputs)
        loss = weighted_mean(self._losses(ratios, inputs), inputs.get("weight"))
        self.note_pairs(inputs, output, logps, self.beta * ratios)
        return (loss, output) if return_outputs else loss

    def _losses(self, ratios: Any, inputs: dict[str, Any]) -> Any:
        lengths = torch.stack(inputs["completion_mask"][:, 1:].sum(dim=1).chunk(2))
        chosen, rejected = ratios.chunk(2)
        return dpo_losses(chosen, rejected, self.loss_types[0], self.beta, self.smoothing, lengths)

    def judge(self, model: Any) -> Any:
        """Implicit rewards of held-out pairs, beta times the log ratio, and each pair's loss."""

        def look(at: int, inputs: dict[str, Any]) -> Verdicts:
            if at not in self._held_out_reference:
                with full_precision(self.ref_model):
                    self._held_out_reference[at] = self.reference_logps(inputs)
            ratios = self.forward(model, inputs).log_probs.sum(dim=1) - self._held_out_reference[at]
            chosen, rejected = (self.beta * ratios).chunk(2)
            return chosen, rejected, self._losses(ratios, inputs)

        return look
