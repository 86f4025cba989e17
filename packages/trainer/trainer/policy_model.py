"""A policy that learns from its own answers, and what it says of them: their tokens' log-probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from peft import get_peft_model

from trainer.models import full_precision, load_causal
from trainer.ppo_math import kl_estimates
from trainer.rollout import Grader, Rated, Rollout, to_tensors
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


@torch.no_grad()
def answer_drift(
    policy: Any,
    reference: Any | None,
    rated: Sequence[Rated],
    grader: Grader,
    *,
    temperature: float,
    pad_id: int,
    batch: int,
    device: Any,
) -> float:
    """The KL to the reference in nats an answer, estimated from the policy's own answers (k3, never
    below 0), in fp32.
    `reference` None: the policy less its adapter."""
    total = 0.0
    for start in range(0, len(rated), batch):
        rollout = to_tensors(rated[start : start + batch], grader, pad_id, device)
        with full_precision(policy):
            own = answer_logprobs(policy, rollout, temperature, pad_id)[0]
            if reference is not None:
                held_to = answer_logprobs(reference, rollout, temperature, pad_id)[0]
            else:
                with policy.disable_adapter():
                    held_to = answer_logprobs(policy, rollout, temperature, pad_id)[0]
        total += float((kl_estimates(own, held_to)[1] * rollout.mask).sum())
    return total / len(rated)
