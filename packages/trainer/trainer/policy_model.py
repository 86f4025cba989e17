"""A policy that learns from its own answers, and what it says of them: their tokens' log-probabilities."""

from __future__ import annotations

from typing import Any

import torch
from peft import get_peft_model

from trainer.models import load_causal
from trainer.rollout import Rollout
from trainer.spec import ReinforcedSpec
from trainer.training import lora

# As good as impossible, yet finite: 0 times it is 0, where 0 times infinity would be NaN.
IMPOSSIBLE = -1e9


def adapted(model: Any, spec: ReinforcedSpec, task: str) -> Any:
    """`model` as it is trained: all its weights, or an adapter; without dropout, which would make the
    policy differ from itself."""
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    if spec.params.gradient_checkpointing:
        model.gradient_checkpointing_enable({"use_reentrant": False})
    settings = lora(spec, task)
    return model if settings is None else get_peft_model(model, settings)


def load_policy(spec: ReinforcedSpec) -> Any:
    return adapted(load_causal(spec.model.path), spec, "CAUSAL_LM").eval()


def answer_logprobs(model: Any, rollout: Rollout, temperature: float, pad_id: int) -> tuple[Any, Any]:
    """Log-probability of each answer token and the entropy where it was drawn, both (rows, tokens) and 0
    behind the answer, under the distribution that was sampled from: tempered, and without padding."""
    tokens = rollout.answer.size(1)
    output = model(
        input_ids=rollout.ids,
        attention_mask=rollout.attention,
        position_ids=rollout.positions,
        # The logits at a position are about the next token; of the prompt only the last are wanted.
        logits_to_keep=tokens + 1,
        use_cache=False,
    )
    logits = output.logits[:, :-1].float() / temperature
    pad = torch.tensor([pad_id], device=logits.device)
    every = torch.log_softmax(logits.index_fill(-1, pad, IMPOSSIBLE), dim=-1)
    drawn = every.gather(-1, rollout.answer.unsqueeze(-1)).squeeze(-1)
    with torch.no_grad():
        entropy = -(every.exp() * every).sum(dim=-1)
    return drawn * rollout.mask, entropy * rollout.mask
