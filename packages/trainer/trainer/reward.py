"""The stage `reward`: a model that scores answers, from pairs (Bradley-Terry), with strength as margin if
wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from datasets import Dataset
from transformers import set_seed
from trl import RewardConfig, RewardTrainer
from trl.trainer.reward_trainer import DataCollatorForPreference

from trainer.checkpoint import find_resume
from trainer.control import Control
from trainer.data import Pair, scaled_weights
from trainer.device import choose_device
from trainer.events import Events
from trainer.histogram import tell_histogram
from trainer.losses import reward_losses, weighted_mean
from trainer.models import full_precision, load_tokenizer
from trainer.pairs import figures_of_pairs, length_verdicts, load_pairs, write_pairs
from trainer.prepared import Prepared
from trainer.report import announce
from trainer.scoring import load_scorer, score_ids
from trainer.spec import RewardSpec
from trainer.training import Reporter, lora, mean, publish, settings, tell, train

# Pairs that say how high scores go where none are held out; scoring all of them again would take too long.
SCALE_PAIRS = 256


def run(spec: RewardSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the model, and returns the last step with the figures on the held-out pairs."""
    chosen = choose_device(spec.device)
    resume = find_resume(spec, events)
    announce(events, spec.method, chosen, resumed_from_step=resume.step if resume else None)

    tokenizer = load_tokenizer(spec.model.path)
    pairs, held_out = load_pairs(spec, tokenizer, events)

    # Before the model: its head is drawn at random, and two runs of one seed have to begin alike.
    set_seed(spec.seed)
    model = load_scorer(spec.model.path)
    figures: dict[str, float] = {}
    scores: tuple[list[float], list[float]] = ([], [])

    def evaluate(current: Any, step: int) -> None:
        nonlocal scores
        if held_out:
            scores = scores_of(current, tokenizer, held_out, spec, lambda: control.leave_if_asked(step))
            figures.update(figures_of(*scores))
            tell(events, step, figures)
            tell_histogram(events, step, {"eval_scores/chosen": scores[0], "eval_scores/rejected": scores[1]})

    trainer = PairRewardTrainer(
        model=model,
        args=settings(
            RewardConfig,
            spec,
            chosen,
            len(pairs),
            center_rewards_coefficient=spec.params.center_coefficient or None,
        ),
        train_dataset=Dataset.from_list(rows(pairs, spec)),
        processing_class=tokenizer,
        data_collator=WeightedCollator(pad_token_id=tokenizer.pad_token_id),
        peft_config=lora(spec, "SEQ_CLS"),
    )
    step = train(trainer, Reporter(spec, events, control, evaluate), resume)

    if held_out:
        by_length = length_verdicts(pairs, held_out)
        figures["length_baseline"] = mean(by_length)
        write_pairs(spec, events, held_out, scores, by_length)
    else:
        some = pairs[:SCALE_PAIRS]
        scores = scores_of(trainer.model, tokenizer, some, spec, lambda: control.leave_if_asked(step))
    values = torch.tensor([*scores[0], *scores[1]])
    scoring = {
        "maxLength": spec.params.max_length,
        "mean": float(values.mean()),
        "std": float(values.std(correction=0)),
    }
    publish(trainer, tokenizer, spec, events, step, {"scoring": scoring})
    return step, {f"eval_{name}": value for name, value in figures.items()}


class WeightedCollator(DataCollatorForPreference):
    """TRL's, with the pairs' weights beside their margins."""

    def torch_call(self, examples: list[dict[str, Any]]) -> dict[str, Any]:
        batch: dict[str, Any] = super().torch_call(examples)
        if "weight" in examples[0]:
            batch["weight"] = torch.tensor([example["weight"] for example in examples])
        return batch


class PairRewardTrainer(Prepared, RewardTrainer):
    """TRL's trainer with margin and weight in the loss, and its metric names."""

    def _set_signature_columns_if_needed(self) -> None:
        self._signature_columns = ["chosen_ids", "rejected_ids", "margin", "weight"]

    def compute_loss(
        self, model: Any, inputs: dict[str, Any], return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        output = model(
            input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], use_cache=False
        )
        chosen, rejected = output.logits.float().squeeze(-1).chunk(2)
        losses = reward_losses(chosen, rejected, inputs.get("margin"))
        if self.args.center_rewards_coefficient is not None:
            losses = losses + self.args.center_rewards_coefficient * (chosen + rejected) ** 2
        loss = weighted_mean(losses, inputs.get("weight"))
        self._note(inputs, chosen.detach(), rejected.detach())
        return (loss, output) if return_outputs else loss

    def _note(self, inputs: dict[str, Any], chosen: Any, rejected: Any) -> None:
        # Not `gather_for_metrics`: it would cut off what fills the last batch, which was trained on.
        gather = self.accelerator.gather
        self._total_train_tokens += int(gather(inputs["attention_mask"].sum()).sum())
        both, gap = gather(torch.cat([chosen, rejected])), gather(chosen - rejected)
        metrics = self._metrics["train"]
        metrics["num_tokens"] = [self._total_train_tokens]
        metrics["min_reward"].append(both.min().item())
        metrics["mean_reward"].append(both.mean().item())
        metrics["max_reward"].append(both.max().item())
        metrics["accuracy"].append((gap > 0).float().mean().item())
        metrics["margin"].append(gap.mean().item())


def rows(pairs: list[Pair], spec: RewardSpec) -> list[dict[str, Any]]:
    """The columns that TRL's reward trainer takes, and the weight."""
    weights = scaled_weights(pairs)
    return [
        {
            "chosen_ids": pair.prompt + pair.chosen,
            "rejected_ids": pair.prompt + pair.rejected,
            **({"margin": pair.margin} if spec.params.use_margin else {}),
            **({"weight": weight} if spec.params.use_weights else {}),
        }
        for pair, weight in zip(pairs, weights, strict=True)
    ]


def scores_of(
    model: Any, tokenizer: Any, pairs: list[Pair], spec: RewardSpec, between: Callable[[], None]
) -> tuple[list[float], list[float]]:
    """The model's scores of the pairs' two sides, in evaluation mode."""
    model.eval()
    batch = 2 * spec.params.micro_batch
    both = [pair.prompt + pair.chosen for pair in pairs] + [pair.prompt + pair.rejected for pair in pairs]
    with full_precision(model):
        scores = score_ids(model, both, tokenizer.pad_token_id, batch, between)
    return scores[: len(pairs)], scores[len(pairs) :]


def figures_of(chosen: list[float], rejected: list[float]) -> dict[str, float]:
    losses = reward_losses(torch.tensor(chosen), torch.tensor(rejected), None)
    return {**figures_of_pairs(chosen, rejected), "loss": mean(losses.tolist())}
