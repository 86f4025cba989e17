"""The stage `kto`: a policy moved by single answers that people found good or bad (arXiv 2402.01306), held to
a reference model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from datasets import Dataset
from transformers import set_seed
from trl import KTOConfig, KTOTrainer
from trl.trainer.kto_trainer import DataCollatorForUnpairedPreference

from trainer.answer_logps import AnswerLogps, entropy_of_answers
from trainer.checkpoint import find_resume
from trainer.control import Control
from trainer.device import choose_device
from trainer.events import Events
from trainer.losses import kto_losses, weighted_mean
from trainer.models import full_precision, load_causal, load_reference, load_tokenizer
from trainer.prepared import Prepared
from trainer.report import announce
from trainer.single_answers import (
    Judged,
    auc,
    length_scores,
    load_judged,
    mismatched,
    weights_of,
    write_judged,
)
from trainer.spec import KtoSpec
from trainer.totals import Totals
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


def run(spec: KtoSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the policy, and returns the last step with the figures on the held-out answers."""
    chosen = choose_device(spec.device)
    resume = find_resume(spec, events)
    announce(events, spec.method, chosen, resumed_from_step=resume.step if resume else None)

    tokenizer = load_tokenizer(spec.model.path)
    rows, held_out = load_judged(spec, tokenizer, events)

    set_seed(spec.seed)
    model = load_causal(spec.model.path)
    trainer = AnswerKtoTrainer(
        model=model,
        ref_model=load_reference(
            spec.model.path,
            spec.reference.path if spec.reference else None,
            adapter=spec.params.lora is not None,
        ),
        # TRL's loss is not used, and the one named here spares its rules for batches.
        args=settings(KTOConfig, spec, chosen, len(rows), loss_type="apo_zero_unpaired"),
        train_dataset=Dataset.from_list(columns(rows, spec.seed)),
        processing_class=tokenizer,
        data_collator=collator(tokenizer, spec),
        peft_config=lora(spec, "CAUSAL_LM"),
    )
    trainer.spec = spec
    trainer.weights = weights_of(rows, spec.params.desirable_weight)
    scored = HeldOut(trainer, tokenizer, held_out, spec)
    figures: dict[str, float] = {}

    def evaluate(current: Any, step: int) -> None:
        if held_out:
            figures.update(scored.figures(current, lambda: control.leave_if_asked(step)))
            tell(events, step, figures)
        answer_samples(current, tokenizer, spec, events, step, control)

    step = train(trainer, Reporter(spec, events, control, evaluate), resume)

    if held_out:
        by_length = length_scores(rows, held_out)
        baseline = auc([one.good for one in held_out], by_length)
        if baseline is not None:
            figures["length_baseline"] = baseline
        write_judged(spec, events, held_out, scored.latest, by_length)
    publish(trainer, tokenizer, spec, events, step, {})
    return step, {f"eval_{name}": value for name, value in figures.items()}


def columns(rows: Sequence[Judged], seed: int) -> list[dict[str, Any]]:
    """What TRL's collator takes."""
    return [
        {
            "prompt_ids": row.prompt,
            "completion_ids": row.answer,
            "KL_completion_ids": other,
            "label": row.good,
        }
        for row, other in zip(rows, mismatched(rows, seed), strict=True)
    ]


def collator(tokenizer: Any, spec: KtoSpec) -> Any:
    # Rows fit; a prompt with another one's answer may not, and is cut.
    return DataCollatorForUnpairedPreference(
        pad_token_id=tokenizer.pad_token_id, max_length=spec.params.max_length
    )


class AnswerKtoTrainer(Prepared, AnswerLogps, KTOTrainer):
    """TRL's trainer with the reference point of the whole batch: measured within a micro-batch, as TRL does,
    the result would depend on how the batch is cut."""

    spec: KtoSpec
    weights = (1.0, 1.0)

    def __init__(self, *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self._kl = 0.0
        self._totals = Totals()

    def get_batch_samples(self, *rest: Any, **named: Any) -> Any:
        batches, items = super().get_batch_samples(*rest, **named)
        if self.spec.params.loss == "kto":
            inputs = [self._prepare_inputs(batch) for batch in batches]
            # A measurement, so without an adapter's dropout.
            self.model_wrapped.eval()
            ratios = torch.cat([self.mismatched_ratios(self.model_wrapped, one) for one in inputs])
            self.model_wrapped.train()
            self._kl = max(0.0, self.accelerator.gather(ratios).mean().item())
        return batches, items

    @torch.no_grad()
    def mismatched_ratios(self, model: Any, inputs: dict[str, Any]) -> Any:
        """Log ratios of policy to reference, (rows,), of prompts with answers that were given to others."""
        other = {name.removeprefix("KL_"): value for name, value in inputs.items() if name.startswith("KL_")}
        return self.forward(model, other).log_probs.sum(dim=1) - self.reference_logps(other)

    def _compute_loss(self, model: Any, inputs: dict[str, Any], return_outputs: bool) -> Any:
        output = self.forward(model, inputs)
        good = inputs["label"].bool()
        logps = output.log_probs.sum(dim=1)
        ratios = logps - self.reference_logps(inputs)
        losses = kto_losses(ratios, good, self._kl, self.spec.params.beta)
        loss = weighted_mean(losses, torch.where(good, *self.weights))
        self._note(inputs, output, logps, self.spec.params.beta * ratios)
        return (loss, output) if return_outputs else loss

    def _note(self, inputs: dict[str, Any], output: Any, logps: Any, rewards: Any) -> None:
        gather = self.accelerator.gather
        self._total_train_tokens += int(gather(inputs["attention_mask"].sum()).sum())
        self._metrics["train"]["num_tokens"] = [self._total_train_tokens]
        good = inputs["label"].float()
        for side, mask in (("chosen", good), ("rejected", 1 - good)):
            self._totals.add(f"rewards/{side}", rewards, mask)
            self._totals.add(f"logps/{side}", logps, mask)
        self._totals.add("entropy", entropy_of_answers(output, inputs["completion_mask"][:, 1:]))
        self._totals.add("kl", torch.full_like(logps, self._kl))

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        made = self._totals.means(self.accelerator)
        self._totals = Totals()
        if "rewards/chosen" in made and "rewards/rejected" in made:
            made["rewards/margins"] = made["rewards/chosen"] - made["rewards/rejected"]
        super().log({**logs, **made}, start_time)


class HeldOut:
    """The held-out answers under the policy. The reference never changes, so it is asked only once."""

    def __init__(
        self, trainer: AnswerKtoTrainer, tokenizer: Any, rows: Sequence[Judged], spec: KtoSpec
    ) -> None:
        self.trainer = trainer
        self.rows = rows
        self.spec = spec
        told = columns(rows, spec.seed)
        order = sorted(range(len(rows)), key=lambda at: len(rows[at].prompt) + len(rows[at].answer))
        size = spec.params.micro_batch
        self.places = [order[start : start + size] for start in range(0, len(order), size)]
        self.batches = [[told[at] for at in part] for part in self.places]
        self.collate = collator(tokenizer, spec)
        self.reference: list[Any] = []
        self.latest: list[float] = []

    @torch.no_grad()
    def figures(self, model: Any, between: Callable[[], None]) -> dict[str, float]:
        """Loss, rewards and their margin over the answers, the reference point, and how often a good one is
        rewarded above a bad one (`auc`)."""
        model.eval()
        params, trainer = self.spec.params, self.trainer
        ratios, apart = [0.0] * len(self.rows), 0.0
        for at, (places, batch) in enumerate(zip(self.places, self.batches, strict=True)):
            between()
            inputs = {key: value.to(model.device) for key, value in self.collate(batch).items()}
            with full_precision(model), full_precision(trainer.ref_model):
                if at == len(self.reference):
                    self.reference.append(trainer.reference_logps(inputs))
                made = trainer.forward(model, inputs).log_probs.sum(dim=1) - self.reference[at]
                if params.loss == "kto":
                    apart += float(trainer.mismatched_ratios(model, inputs).sum())
            for place, value in zip(places, made.tolist(), strict=True):
                ratios[place] = value
        kl = max(0.0, apart / len(self.rows))
        good = torch.tensor([row.good for row in self.rows])
        losses = kto_losses(torch.tensor(ratios), good, kl, params.beta)
        self.latest = [params.beta * ratio for ratio in ratios]
        figures = {"loss": weighted_mean(losses, torch.where(good, *trainer.weights)).item(), "kl": kl}
        for side, wanted in (("chosen", True), ("rejected", False)):
            told = [value for value, row in zip(self.latest, self.rows, strict=True) if row.good is wanted]
            if told:
                figures[f"rewards/{side}"] = mean(told)
        above = auc(good.tolist(), self.latest)
        if above is not None:
            figures["auc"] = above
            figures["rewards/margins"] = figures["rewards/chosen"] - figures["rewards/rejected"]
        return figures
