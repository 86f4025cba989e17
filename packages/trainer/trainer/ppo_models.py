"""PPO's models and what they say of answers: the policy's log-probabilities, the critic's values."""

from __future__ import annotations

from typing import Any

import torch
from peft import get_peft_model

from trainer.models import load_causal
from trainer.rollout import Rollout, Scale
from trainer.scoring import load_scorer
from trainer.spec import PpoSpec
from trainer.training import lora

# As good as impossible, yet finite: 0 times it is 0, where 0 times infinity would be NaN.
IMPOSSIBLE = -1e9


class Critic(torch.nn.Module):
    """A value for every position, fp32. Starts as a copy of the reward model, head included, which it then
    shares nothing with: its first values are what the reward model would say of the text so far."""

    def __init__(self, spec: PpoSpec, scale: Scale) -> None:
        super().__init__()
        started_from = load_scorer(spec.reward_model.path)
        self.backbone = adapted(started_from.base_model, spec, "FEATURE_EXTRACTION")
        self.head = torch.nn.Linear(started_from.score.in_features, 1)
        with torch.no_grad():
            # Raw scores can lie ten away from the scaled ones that are learnt from.
            self.head.weight.copy_(started_from.score.weight / scale.std)
            self.head.bias.fill_(-scale.mean / scale.std)

    def forward(self, input_ids: Any, attention_mask: Any, position_ids: Any) -> Any:
        hidden = self.backbone(
            input_ids=input_ids, attention_mask=attention_mask, position_ids=position_ids, use_cache=False
        ).last_hidden_state
        # Values in bf16 have steps of one in 128, coarser than the advantages made from them.
        with torch.autocast(hidden.device.type, enabled=False):
            return self.head(hidden.float()).squeeze(-1)


def adapted(model: Any, spec: PpoSpec, task: str) -> Any:
    """`model` as it is trained: all its weights, or an adapter; without dropout, which would make the
    policy differ from itself."""
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    if spec.params.gradient_checkpointing:
        model.gradient_checkpointing_enable({"use_reentrant": False})
    settings = lora(spec, task)
    return model if settings is None else get_peft_model(model, settings)


def load_policy(spec: PpoSpec) -> Any:
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


def answer_values(critic: Any, rollout: Rollout) -> Any:
    """The worth of the state before each answer token, (rows, tokens), 0 behind the answer."""
    values = critic(input_ids=rollout.ids, attention_mask=rollout.attention, position_ids=rollout.positions)
    return values[:, -1 - rollout.answer.size(1) : -1] * rollout.mask
