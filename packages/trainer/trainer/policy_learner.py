"""A policy that learns from its own answers: its weights, what it is held to, its optimiser, and how all
that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from peft import PeftModel

from trainer.device import Chosen
from trainer.models import load_reference
from trainer.policy_model import answer_drift, answer_logprobs, load_policy
from trainer.rollout import Grader, Rated, Rollout
from trainer.speaker import Speaker
from trainer.spec import ReinforcedSpec
from trainer.totals import require_finite
from trainer.trainable import load_trained, make_optimizer, save_trained

OPTIMIZER_FILE = "optimizer.pt"


class PolicyLearner:
    """Seed before it is made: an adapter is drawn at random. `reference` None: the model it starts from."""

    def __init__(
        self, spec: ReinforcedSpec, accelerator: Any, chosen: Chosen, pad_id: int, reference: str | None
    ) -> None:
        self.accelerator = accelerator
        self.pad_id = pad_id
        self.temperature = spec.params.temperature
        self.sample_batch = spec.params.sample_batch
        self.max_grad_norm = spec.params.max_grad_norm
        policy = load_policy(spec)
        self._speaker = Speaker(policy, chosen, accelerator.device)
        self.reference = load_reference(spec.model.path, reference, adapter=spec.params.lora is not None)
        if self.reference is not None:
            self.reference.to(accelerator.device)
        self.policy, self.policy_optimizer = accelerator.prepare(
            policy, make_optimizer(policy, spec.params.learning_rate, spec.params.weight_decay)
        )

    @property
    def model(self) -> Any:
        """The policy as it is published."""
        return self.accelerator.unwrap_model(self.policy)

    def speaker(self) -> Any:
        """The policy as it answers."""
        return self._speaker.of(self.model)

    def logprobs(self, rollout: Rollout) -> tuple[Any, Any]:
        return answer_logprobs(self.policy, rollout, self.temperature, self.pad_id)

    def reference_logprobs(self, rollout: Rollout) -> Any:
        if self.reference is not None:
            with self.accelerator.autocast():
                return answer_logprobs(self.reference, rollout, self.temperature, self.pad_id)[0]
        assert isinstance(self.model, PeftModel)
        with self.model.disable_adapter():
            return self.logprobs(rollout)[0]

    def drift(self, rated: Sequence[Rated], grader: Grader) -> float:
        """The KL of its answers to the reference, in nats an answer; for one process alone to ask."""
        return answer_drift(
            self.model,
            self.reference,
            rated,
            grader,
            temperature=self.temperature,
            pad_id=self.pad_id,
            batch=self.sample_batch,
            device=self.accelerator.device,
        )

    def backward(self, losses: Any, count: float) -> None:
        """Gathers the gradient of the losses' sum over `count`, which counts all processes' parts."""
        # Several processes' gradients are averaged, so each one's share is scaled up again.
        self.accelerator.backward(losses.sum() * (self.accelerator.num_processes / count))

    def move(self, module: Any, optimizer: Any, figures: Mapping[str, float], wanted: bool) -> float:
        """Moves the weights by the gradients gathered, if wanted; returns the gradients' norm."""
        norm = float(self.accelerator.clip_grad_norm_(module.parameters(), self.max_grad_norm))
        require_finite({**figures, "grad_norm": norm})
        if wanted:
            optimizer.step()
        optimizer.zero_grad()
        return norm

    def trained(self) -> dict[str, tuple[Any, Any]]:
        """Every model that learns, by the name that its file has, and its optimiser."""
        return {"policy": (self.policy, self.policy_optimizer)}

    def save(self, folder: Path) -> None:
        """Everything that a run taken up again needs, into `folder`. The noise is keyed and has no state."""
        for name, (module, _) in self.trained().items():
            save_trained(self.accelerator.unwrap_model(module), folder / f"{name}.safetensors")
        state = {name: optimizer.state_dict() for name, (_, optimizer) in self.trained().items()}
        torch.save(state, folder / OPTIMIZER_FILE)

    def load(self, folder: Path) -> None:
        """Takes up what `save` wrote into a checkpoint of ours, whose manifest has been checked."""
        state = torch.load(folder / OPTIMIZER_FILE, map_location="cpu", weights_only=True)
        for name, (module, optimizer) in self.trained().items():
            load_trained(self.accelerator.unwrap_model(module), folder / f"{name}.safetensors")
            optimizer.load_state_dict(state[name])
