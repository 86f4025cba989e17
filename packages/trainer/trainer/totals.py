"""Averages that come out the same however rows are cut into micro-batches and shared out to processes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch


class Totals:
    """Sums and counts by name; only whoever asks for the means divides."""

    def __init__(self) -> None:
        self._sums: dict[str, Any] = {}

    def add(self, name: str, values: Any, mask: Any | None = None) -> None:
        """Adds the values where `mask` is 1; all of them without one."""
        mask = torch.ones_like(values) if mask is None else mask
        values = values.detach().double()
        both = torch.stack([(values * mask).sum(), mask.double().sum()])
        self._sums[name] = self._sums[name] + both if name in self._sums else both

    def means(self, accelerator: Any) -> dict[str, float]:
        """The means over all processes, every one of which has to have added the same names in one order;
        none where nothing was counted."""
        if not self._sums:
            return {}
        table = accelerator.reduce(torch.stack(list(self._sums.values())), "sum").tolist()
        return {name: total / count for name, (total, count) in zip(self._sums, table, strict=True) if count}


class NotFinite(Exception):
    """A figure that is no number, on its way to whoever knows the step."""

    def __init__(self, name: str, value: float) -> None:
        super().__init__(f"{name} is {value}")
        self.name = name
        self.value = value


def require_finite(figures: Mapping[str, float]) -> None:
    for name, value in figures.items():
        if not math.isfinite(value):
            raise NotFinite(name, value)


def mean_of(figures: list[dict[str, float]]) -> dict[str, float]:
    """The mean of each figure over several updates; empty without any."""
    return {name: sum(one[name] for one in figures) / len(figures) for name in (figures or [{}])[0]}
