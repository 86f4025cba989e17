"""What is trained of a model: its optimiser, its modes, and its weights on the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from trainer.errors import TrainerError


def make_optimizer(model: Any, rate: float, decay: float) -> Any:
    """AdamW, betas .9 and .999, eps 1e-8; matrices alone decay, as in the other stages."""
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    groups = [
        {"params": [weight for weight in weights if weight.ndim >= 2], "weight_decay": decay},
        {"params": [weight for weight in weights if weight.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW([group for group in groups if group["params"]], lr=rate)


def set_rate(optimizer: Any, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate


@contextlib.contextmanager
def training(*models: Any) -> Iterator[None]:
    """The models in training mode, which recomputing activations needs, and back again."""
    for model in models:
        model.train()
    try:
        yield
    finally:
        for model in models:
            model.eval()


def save_trained(model: Any, path: Path) -> None:
    """The weights that are trained, by name, as safetensors."""
    save_file({name: weight.detach().cpu().contiguous() for name, weight in _trained(model)}, path)


def load_trained(model: Any, path: Path) -> None:
    """Puts back what `save_trained` wrote, all of it or none."""
    kept, wanted = load_file(path), dict(_trained(model))
    if {name: weight.shape for name, weight in kept.items()} != {n: w.shape for n, w in wanted.items()}:
        raise TrainerError(
            "CHECKPOINT_INVALID",
            f"The weights in {path} are not those that this run trains.",
            "Start the run anew; its model or its reward model was exchanged meanwhile.",
        )
    put_back(model, kept)


def copied(model: Any) -> dict[str, Any]:
    """The weights that are trained as they are now, by name, in the machine's own memory."""
    return {name: weight.detach().cpu().clone() for name, weight in _trained(model)}


def put_back(model: Any, kept: Mapping[str, Any]) -> None:
    """Gives the model the weights that `copied` took of it."""
    with torch.no_grad():
        for name, weight in _trained(model):
            weight.copy_(kept[name])


def _trained(model: Any) -> list[tuple[str, Any]]:
    return [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
