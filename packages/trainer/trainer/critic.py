"""PPO's critic: what an answer is worth before each of its tokens."""

from __future__ import annotations

from typing import Any

import torch

from trainer.policy_model import adapted
from trainer.rollout import Rollout, Scale
from trainer.scoring import load_scorer
from trainer.spec import PpoSpec


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


def answer_values(critic: Any, rollout: Rollout) -> Any:
    """The worth of the state before each answer token, (rows, tokens), 0 behind the answer."""
    values = critic(input_ids=rollout.ids, attention_mask=rollout.attention, position_ids=rollout.positions)
    return values[:, -1 - rollout.answer.size(1) : -1] * rollout.mask
