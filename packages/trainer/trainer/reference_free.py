"""The stages `orpo` (arXiv 2403.07691) and `simpo` (arXiv 2405.14734): a policy moved towards the preferred
answers with no reference model beside it; they differ in their loss alone."""

from __future__ import annotations

from typing import Any

from datasets import Dataset
from transformers import set_seed
from trl import SFTConfig, SFTTrainer

from trainer.answer_logps import AnswerLogps
from trainer.checkpoint import find_resume
from trainer.control import Control
from trainer.device import choose_device
from trainer.events import Events
from trainer.losses import orpo_losses, simpo_losses, weighted_mean
from trainer.models import load_causal, load_tokenizer
from trainer.pair_training import HeldOutPairs, PairCurves, Verdicts, WeightedCollator, rows
from trainer.pairs import length_verdicts, load_pairs, write_pairs
from trainer.prepared import Prepared
from trainer.report import announce
from trainer.spec import OrpoSpec, SimpoSpec
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


def run(spec: OrpoSpec | SimpoSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the policy, and returns the last step with the figures on the held-out pairs."""
    chosen = choose_device(spec.device)
    resume = find_resume(spec, events)
    announce(events, spec.method, chosen, resumed_from_step=resume.step if resume else None)

    tokenizer = load_tokenizer(spec.model.path)
    pairs, held_out = load_pairs(spec, tokenizer, events)

    set_seed(spec.seed)
    trainer = ReferenceFreeTrainer(
        model=load_causal(spec.model.path),
        args=settings(SFTConfig, spec, chosen, len(pairs)),
        train_dataset=Dataset.from_list(rows(pairs, use_weights=spec.params.use_weights)),
        processing_class=tokenizer,
        data_collator=WeightedCollator(pad_token_id=tokenizer.pad_token_id),
        peft_config=lora(spec, "CAUSAL_LM"),
    )
    trainer.spec = spec
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


class ReferenceFreeTrainer(Prepared, AnswerLogps, PairCurves, SFTTrainer):
    """TRL's fine-tuning with a loss on pairs."""

    spec: OrpoSpec | SimpoSpec

    def compute_loss(
        self, model: Any, inputs: dict[str, Any], return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        output = self.forward(model, inputs)
        means = self._means(output, inputs)
        loss = weighted_mean(self._losses(means), inputs.get("weight"))
        self.note_pairs(inputs, output, output.log_probs.sum(dim=1), self.spec.params.beta * means)
        return (loss, output) if return_outputs else loss

    def _means(self, output: Any, inputs: dict[str, Any]) -> Any:
        """The mean log-probability of each answer's tokens, (2 x pairs,)."""
        return output.log_probs.sum(dim=1) / inputs["completion_mask"][:, 1:].sum(dim=1)

    def _losses(self, means: Any) -> Any:
        chosen, rejected = means.chunk(2)
        if isinstance(self.spec, OrpoSpec):
            return orpo_losses(chosen, rejected, self.spec.params.beta)
        return simpo_losses(chosen, rejected, self.spec.params.beta, self.spec.params.gamma)

    def judge(self, model: Any) -> Any:
        """Rewards of held-out pairs, beta times their tokens' mean log-probability, and each pair's loss."""

        def look(_at: int, inputs: dict[str, Any]) -> Verdicts:
            means = self._means(self.forward(model, inputs), inputs)
            chosen, rejected = (self.spec.params.beta * means).chunk(2)
            return chosen, rejected, self._losses(means)

        return look
