"""The stage `dpo`: a policy moved towards the preferred answers, held to a reference model (arXiv
2305.18290)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from datasets import Dataset
from peft import PeftModel
from transformers import set_seed
from trl import DPOConfig, DPOTrainer
from trl.trainer.dpo_trainer import DataCollatorForPreference

from trainer.checkpoint import find_resume
from trainer.control import Control
from trainer.data import Pair, scaled_weights
from trainer.device import choose_device
from trainer.events import Events
from trainer.losses import dpo_losses, weighted_mean
from trainer.models import full_precision, load_causal, load_reference, load_tokenizer
from trainer.pairs import figures_of_pairs, length_verdicts, load_pairs, write_pairs
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
        train_dataset=Dataset.from_list(rows(pairs, spec)),
        processing_class=tokenizer,
        data_collator=WeightedCollator(pad_token_id=tokenizer.pad_token_id),
        peft_config=lora(spec, "CAUSAL_LM"),
    )
    trainer.smoothing = spec.params.label_smoothing
    scorer = HeldOut(trainer, tokenizer.pad_token_id, held_out, spec)
    figures: dict[str, float] = {}

    def evaluate(current: Any, step: int) -> None:
        if held_out:
            figures.update(scorer.figures(current, lambda: control.leave_if_asked(step)))
            tell(events, step, figures)
        answer_samples(current, tokenizer, spec, events, step, control)

    step = train(trainer, Reporter(spec, events, control, evaluate), resume)

    if held_out:
        by_length = length_verdicts(pairs, held_out)
        figures["length_baseline"] = mean(by_length)
        write_pairs(spec, events, held_out, scorer.latest, by_length)
    publish(trainer, tokenizer, spec, events, step, {})
    return step, {f"eval_{name}": value for name, value in figures.items()}


class WeightedCollator(DataCollatorForPreference):
    """TRL's, with the pairs' weights."""

    def torch_call(self, examples: list[dict[str, Any]]) -> dict[str, Any]:
        batch: dict[str, Any] = super().torch_call(examples)
        if "weight" in examples[0]:
            batch["weight"] = torch.tensor([example["weight"] for example in examples])
        return batch


class PairDpoTrainer(Prepared, DPOTrainer):
    """TRL's trainer with each pair's weight in the loss, and its metric names."""

    smoothing = 0.0

    def _set_signature_columns_if_needed(self) -> None:
        self._signature_columns = ["prompt_ids", "chosen_ids", "rejected_ids", "weight"]

    def _compute_loss(self, model: Any, inputs: dict[str, Any], return_outputs: bool) -> Any:
        output = self.forward(model, inputs)
        mask = inputs["completion_mask"][:, 1:]
        logps = output.log_probs.sum(dim=1)
        ratios = logps - self.reference_logps(inputs)
        chosen, rejected = ratios.chunk(2)
        lengths = torch.stack(mask.sum(dim=1).chunk(2))
        kind, beta = self.loss_types[0], self.beta
        losses = dpo_losses(chosen, rejected, kind, beta, self.smoothing, lengths)
        loss = weighted_mean(losses, inputs.get("weight"))
        self._note(inputs, output, mask, logps.detach(), beta * ratios.detach())
        return (loss, output) if return_outputs else loss

    def forward(self, model: Any, inputs: dict[str, Any]) -> Any:
        """Per-token log-probabilities of the answers alone, (rows, length - 1), without the whole logits
        in memory."""
        labels = inputs["input_ids"].masked_fill(inputs["completion_mask"] == 0, -100)
        return model(
            input_ids=inputs["input_ids"],
            attention_mask=inputs["attention_mask"],
            labels=labels,
            fused_lm_head=True,
            use_cache=False,
        )

    @torch.no_grad()
    def reference_logps(self, inputs: dict[str, Any]) -> Any:
        """The answers' log-probabilities, (rows,), under the reference: its own model, or ours without the
        adapter."""
        if self.ref_model is not None:
            return self.forward(self.ref_model, inputs).log_probs.sum(dim=1)
        policy = self.accelerator.unwrap_model(self.model)
        assert isinstance(policy, PeftModel)
        with policy.disable_adapter():
            return self.forward(self.model, inputs).log_probs.sum(dim=1)

    def _note(self, inputs: dict[str, Any], output: Any, mask: Any, logps: Any, rewards: Any) -> None:
        # Not `gather_for_metrics`: it would cut off what fills the last batch, which was trained on.
        gather = self.accelerator.gather
        self._total_train_tokens += int(gather(inputs["attention_mask"].sum()).sum())
        metrics = self._metrics["train"]
        metrics["num_tokens"] = [self._total_train_tokens]
        chosen, rejected = (gather(part) for part in rewards.chunk(2))
        metrics["rewards/chosen"].append(chosen.mean().item())
        metrics["rewards/rejected"].append(rejected.mean().item())
        metrics["rewards/accuracies"].append((chosen > rejected).float().mean().item())
        metrics["rewards/margins"].append((chosen - rejected).mean().item())
        for name, part in zip(("logps/chosen", "logps/rejected"), logps.chunk(2), strict=True):
            metrics[name].append(gather(part).mean().item())
        # Per answer first: a mean over all tokens at hand would depend on how the batch is cut.
        entropy = (output.entropy.detach() * mask).sum(dim=1) / mask.sum(dim=1)
        metrics["entropy"].append(gather(entropy).mean().item())


class HeldOut:
    """The held-out pairs under the policy. The reference never changes, so it is asked only once."""

    def __init__(self, trainer: PairDpoTrainer, pad_id: int, pairs: Sequence[Pair], spec: DpoSpec) -> None:
        self.trainer = trainer
        self.collate = WeightedCollator(pad_token_id=pad_id)
        self.spec = spec
        # Alike lengths together; each batch carries the places of its pairs.
        order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].prompt) + len(pairs[at].chosen))
        size = spec.params.micro_batch
        self.places = [order[start : start + size] for start in range(0, len(order), size)]
        self.batches = [[columns(pairs[at]) for at in part] for part in self.places]
        self.reference: list[Any] = []
        self.latest: tuple[list[float], list[float]] = ([], [])

    @torch.no_grad()
    def rewards(
        self, model: Any, between: Callable[[], None]
    ) -> tuple[list[float], list[float], list[float]]:
        """Implicit rewards of chosen and rejected, beta times the log ratio, in the pairs' order, and each
        loss."""
        model.eval()
        count = sum(len(part) for part in self.places)
        made: tuple[list[float], list[float], list[float]] = ([0.0] * count, [0.0] * count, [0.0] * count)
        params = self.spec.params
        for index, rows in enumerate(self.batches):
            between()
            inputs = {key: value.to(model.device) for key, value in self.collate(rows).items()}
            with full_precision(model), full_precision(self.trainer.ref_model):
                if index == len(self.reference):
                    self.reference.append(self.trainer.reference_logps(inputs))
                ratios = self.trainer.forward(model, inputs).log_probs.sum(dim=1) - self.reference[index]
            chosen, rejected = ratios.chunk(2)
            lengths = torch.stack(inputs["completion_mask"][:, 1:].sum(dim=1).chunk(2))
            losses = dpo_losses(chosen, rejected, params.loss, params.beta, params.label_smoothing, lengths)
            for column, values in zip(
                made, (params.beta * chosen, params.beta * rejected, losses), strict=True
            ):
                for place, value in zip(self.places[index], values.tolist(), strict=True):
                    column[place] = value
        return made

    def figures(self, model: Any, between: Callable[[], None]) -> dict[str, float]:
        chosen, rejected, losses = self.rewards(model, between)
        self.latest = (chosen, rejected)
        told = figures_of_pairs(chosen, rejected)
        return {
            "loss": mean(losses),
            "rewards/chosen": mean(chosen),
            "rewards/rejected": mean(rejected),
            "rewards/accuracies": told["accuracy"],
            "rewards/margins": told["margin"],
        }


def columns(pair: Pair) -> dict[str, Any]:
    return {"prompt_ids": pair.prompt, "chosen_ids": pair.chosen, "rejected_ids": pair.rejected}


def rows(pairs: list[Pair], spec: DpoSpec) -> list[dict[str, Any]]:
    """The columns that TRL's DPO trainer takes, and the weight."""
    weights = scaled_weights(pairs)
    return [
        {**columns(pair), **({"weight": weight} if spec.params.use_weights else {})}
        for pair, weight in zip(pairs, weights, strict=True)
    ]
