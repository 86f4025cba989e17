"""What the stages that move a policy by pairs have in common: their batches, their curves, and the pairs
held out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from trl.trainer.dpo_trainer import DataCollatorForPreference

from trainer.answer_logps import entropy_of_answers
from trainer.data import Pair, scaled_weights
from trainer.models import full_precision
from trainer.pairs import figures_of_pairs
from trainer.training import mean

# Rewards of chosen and of rejected, and the loss, each of shape (pairs,).
Verdicts = tuple[Any, Any, Any]


class WeightedCollator(DataCollatorForPreference):
    """TRL's, with the pairs' weights."""

    def torch_call(self, examples: list[dict[str, Any]]) -> dict[str, Any]:
        batch: dict[str, Any] = super().torch_call(examples)
        if "weight" in examples[0]:
            batch["weight"] = torch.tensor([example["weight"] for example in examples])
        return batch


def columns(pair: Pair) -> dict[str, Any]:
    return {"prompt_ids": pair.prompt, "chosen_ids": pair.chosen, "rejected_ids": pair.rejected}


def rows(pairs: list[Pair], *, use_weights: bool) -> list[dict[str, Any]]:
    """The columns that the collator takes."""
    weights = scaled_weights(pairs)
    return [
        {**columns(pair), **({"weight": weight} if use_weights else {})}
        for pair, weight in zip(pairs, weights, strict=True)
    ]


class PairCurves:
    """Mixed in before a TRL trainer: the columns of a pair are kept, and its curves have TRL's names."""

    _total_train_tokens: int

    def _set_signature_columns_if_needed(self) -> None:
        self._signature_columns = ["prompt_ids", "chosen_ids", "rejected_ids", "weight"]

    def note_pairs(self, inputs: dict[str, Any], output: Any, logps: Any, rewards: Any) -> None:
        """`logps` and `rewards` are (2 x pairs,), chosen before rejected."""
        # Not `gather_for_metrics`: it would cut off what fills the last batch, which was trained on.
        gather = self.accelerator.gather  # type: ignore[attr-defined]
        self._total_train_tokens += int(gather(inputs["attention_mask"].sum()).sum())
        metrics = self._metrics["train"]  # type: ignore[attr-defined]
        metrics["num_tokens"] = [self._total_train_tokens]
        chosen, rejected = (gather(part) for part in rewards.detach().chunk(2))
        metrics["rewards/chosen"].append(chosen.mean().item())
        metrics["rewards/rejected"].append(rejected.mean().item())
        metrics["rewards/accuracies"].append((chosen > rejected).float().mean().item())
        metrics["rewards/margins"].append((chosen - rejected).mean().item())
        for name, part in zip(("logps/chosen", "logps/rejected"), logps.detach().chunk(2), strict=True):
            metrics[name].append(gather(part).mean().item())
        entropy = entropy_of_answers(output, inputs["completion_mask"][:, 1:])
        metrics["entropy"].append(gather(entropy).mean().item())


class HeldOutPairs:
    """The held-out pairs in batches of alike lengths; each batch carries the places of its pairs."""

    def __init__(self, pairs: Sequence[Pair], pad_id: int, size: int) -> None:
        self.collate = WeightedCollator(pad_token_id=pad_id)
        order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].prompt) + len(pairs[at].chosen))
        self.places = [order[start : start + size] for start in range(0, len(order), size)]
        self.batches = [[columns(pairs[at]) for at in part] for part in self.places]
        self.latest: tuple[list[float], list[float]] = ([], [])

    @torch.no_grad()
    def figures(
        self, model: Any, judge: Callable[[int, dict[str, Any]], Verdicts], between: Callable[[], None]
    ) -> dict[str, float]:
        """Loss, rewards, their margin and accuracy, counted per pair; `latest` keeps the rewards in the
        pairs' order. `judge` is given the batch's number and its tensors."""
        model.eval()
        count = sum(len(part) for part in self.places)
        made: tuple[list[float], ...] = ([0.0] * count, [0.0] * count, [0.0] * count)
        for at, (places, batch) in enumerate(zip(self.places, self.batches, strict=True)):
            between()
            inputs = {key: value.to(model.device) for key, value in self.collate(batch).items()}
            with full_precision(model):
                verdicts = judge(at, inputs)
            for column, values in zip(made, verdicts, strict=True):
                for place, value in zip(places, values.tolist(), strict=True):
                    column[place] = value
        chosen, rejected, losses = made
        self.latest = (chosen, rejected)
        told = figures_of_pairs(chosen, rejected)
        return {
            "loss": mean(losses),
            "rewards/chosen": mean(chosen),
            "rewards/rejected": mean(rejected),
            "rewards/accuracies": told["accuracy"],
            "rewards/margins": told["margin"],
        }
