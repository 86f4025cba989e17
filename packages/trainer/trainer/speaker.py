"""A policy that is trained in fp32 and answers in bf16."""

from __future__ import annotations

import copy
from typing import Any

import torch

from trainer.device import Chosen


class Speaker:
    """The policy as it answers: in a bf16 run a copy, its weights rounded once for all tokens. Automatic bf16
    would round all of them for every token anew."""

    def __init__(self, policy: Any, chosen: Chosen, device: Any) -> None:
        rounded = copy.deepcopy(policy).to(chosen.dtype) if chosen.precision == "bf16" else None
        self._rounded = None if rounded is None else rounded.requires_grad_(False).eval().to(device)

    @torch.no_grad()
    def of(self, model: Any) -> Any:
        """`model`, which is the policy of before with other weights, ready to be asked."""
        if self._rounded is None:
            return model
        for kept, trained in zip(self._rounded.parameters(), model.parameters(), strict=True):
            if trained.requires_grad:
                kept.copy_(trained)
        return self._rounded
