"""What all training stages change of a TRL trainer: whole batches of rows that are tokens already, no card,
and an end to a run whose loss is no number."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import torch
from torch.utils.data import Sampler


class FullBatches(Sampler[int]):
    """Every epoch in a new order, filled up to whole batches with the rows it began with.

    A shorter last batch would be cut otherwise by each number of processes and each micro-batch, and its
    rows would count more than others.
    """

    def __init__(self, rows: int, batch: int, seed: int) -> None:
        self.rows = rows
        self.length = math.ceil(rows / batch) * batch
        self.seed = seed
        self.epoch = 0

    def set_epoch(self, epoch: int) -> None:
        self.epoch = epoch

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[int]:
        generator = torch.Generator().manual_seed(self.seed + self.epoch)
        order = torch.randperm(self.rows, generator=generator).tolist()
        return iter([order[place % self.rows] for place in range(self.length)])


class Prepared:
    """Mixed in before a TRL trainer: rows come as tokens, batches are whole, no card is written, a NaN
    ends the run."""

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler[int]:
        args = self.args  # type: ignore[attr-defined]
        batch = args.per_device_train_batch_size * args.gradient_accumulation_steps * args.world_size
        return FullBatches(len(self.train_dataset), batch, args.seed)  # type: ignore[attr-defined]

    def _prepare_dataset(self, dataset: Any, *_rest: Any, **_named: Any) -> Any:
        return dataset

    def create_model_card(self, *_rest: Any, **_named: Any) -> None:
        return None

    def training_step(self, *rest: Any, **named: Any) -> Any:
        loss = super().training_step(*rest, **named)  # type: ignore[misc]
        if not bool(torch.isfinite(loss)):
            # Before the optimiser has moved: the weights are still those of the step before.
            raise Diverged(float(loss))
        return loss


class Diverged(Exception):
    """A loss that is no number, on its way to the callback's owner, who knows the step."""

    def __init__(self, loss: float) -> None:
        super().__init__(f"loss {loss}")
        self.loss = loss
