"""Log-probabilities of answers under a policy in training, and under the reference that it is held to."""

from __future__ import annotations

from typing import Any

import torch
from peft import PeftModel


class AnswerLogps:
    """Mixed in before a TRL trainer, whose models have the fused head."""

    def forward(self, model: Any, inputs: dict[str, Any]) -> Any:
        """Per-token log-probabilities of the answers alone, (rows, length - 1), without the whole logits
        in memory."""
        labels = inputs["input_ids"].masked_fill(inputs["completion_mask"] == 0, -100)
        return model(
            input_ids=inputs["input_ids"],
            attention_mask=inputs["attention_mask"],
            labels=labels,
            fused_lm_head=True,
            use_cache=False,
        )

    @torch.no_grad()
    def reference_logps(self, inputs: dict[str, Any]) -> Any:
        """The answers' log-probabilities, (rows,), under the reference: its own model, or ours without the
        adapter."""
        reference = self.ref_model  # type: ignore[attr-defined]
        if reference is not None:
            return self.forward(reference, inputs).log_probs.sum(dim=1)
        model = self.model  # type: ignore[attr-defined]
        policy = self.accelerator.unwrap_model(model)  # type: ignore[attr-defined]
        assert isinstance(policy, PeftModel)
        with policy.disable_adapter():
            return self.forward(model, inputs).log_probs.sum(dim=1)


def entropy_of_answers(output: Any, mask: Any) -> Any:
    """The mean entropy of each answer's tokens, in nats, (rows,). Per answer first: a mean over all tokens at
    hand would depend on how the batch is cut."""
    return (output.entropy.detach() * mask).sum(dim=1) / mask.sum(dim=1)
