"""Sampling whose noise belongs to the answer, not to the batch: an answer is the same whoever it is
batched with.

Gumbel-max: the arg max of `log p + g`, with independent Gumbel noise `g`, is a draw from `p` (Gumbel 1954;
Maddison et al. 2014, arXiv 1411.0030). Each row draws its noise from a generator of its own, keyed by
seed, prompt, index and model version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import LogitsProcessor, LogitsProcessorList, StoppingCriteria, StoppingCriteriaList

from trainer.control import Control
from trainer.models import plain_generation

HEAD = 1024


@dataclass(frozen=True)
class Settings:
    """Temperature 0 is greedy; `top_k` 0 and `top_p` 1 switch those cuts off."""

    temperature: float
    top_p: float = 1.0
    top_k: int = 0


@dataclass(frozen=True)
class Sampled:
    """`ids` hold the end token of a finished answer; `logprob` sums them under the raw model, in nats,
    fp32."""

    ids: list[int]
    finished: bool
    logprob: float


def noise_key(seed: int, name: str, sample_index: int, version_id: str = "") -> int:
    """The key of one answer's noise, below 2**48 so that every JSON reader keeps it exact.

    `name` is the prompt's id or another occasion for sampling. With `version_id`, two models that are nearly
    the same do not draw the same answer, which nobody could compare.
    """
    digest = hashlib.sha256(f"{seed}\x00{sample_index}\x00{name}\x00{version_id}".encode()).digest()
    return int.from_bytes(digest[:6], "big")


class GumbelSampler(LogitsProcessor):
    """Chooses every row's next token; the scores it hands back leave nothing else to choose.

    `scores` is (rows, vocabulary), the model's raw logits in fp32. Padding can never be chosen.
    """

    def __init__(self, settings: Settings, keys: Sequence[int], device: Any, pad_id: int) -> None:
        self.settings = settings
        self.pad_id = pad_id
        self.generators = [torch.Generator(device=device).manual_seed(key) for key in keys]
        self.logprobs: list[Any] = []

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        raw = torch.log_softmax(scores.float(), dim=-1)
        allowed = raw.clone()
        allowed[:, self.pad_id] = -torch.inf
        if self.settings.temperature > 0:
            allowed = keep_likely(allowed / self.settings.temperature, self.settings)
            allowed = allowed + self._gumbel(allowed)
        chosen = allowed.argmax(dim=-1, keepdim=True)
        self.logprobs.append(raw.gather(1, chosen).squeeze(1))
        return torch.full_like(scores, -torch.inf).scatter(1, chosen, 0.0)

    def _gumbel(self, like: Any) -> Any:
        # Uniform and two logarithms, not `exponential_`, which is ten times slower on a CPU; in fp64,
        # since the
        # fp32 uniform is too coarse for the far tail of a large vocabulary.
        uniform = torch.empty_like(like, dtype=torch.float64)
        for row, generator in zip(uniform, self.generators, strict=True):
            row.uniform_(generator=generator)
        return -(-uniform.log()).float().log()


def keep_likely(logits: Any, settings: Settings) -> Any:
    """`logits` (rows, vocabulary) with all but the `top_k` and the smallest set reaching `top_p` at -inf."""
    size = logits.size(-1)
    if settings.top_k > 0:
        least = logits.topk(min(settings.top_k, size), dim=-1).values[:, -1:]
        logits = logits.masked_fill(logits < least, -torch.inf)
    if settings.top_p < 1:
        total = logits.logsumexp(dim=-1, keepdim=True)
        # Sorting 50,000 numbers a row costs half a forward pass; the likeliest 1,024 nearly always suffice.
        for head in (min(HEAD, size), size):
            ordered, order = logits.topk(head, dim=-1)
            reached = (ordered - total).exp().cumsum(dim=-1)
            if head == size or bool((reached[:, -1] >= settings.top_p).all()):
                break
        # A token stays if those before it do not reach top_p yet, so the first one always stays.
        outside = reached - (ordered - total).exp() >= settings.top_p
        kept = torch.full_like(logits, -torch.inf)
        logits = kept.scatter(1, order, ordered.masked_fill(outside, -torch.inf))
    return logits


class StopWhenAsked(StoppingCriteria):
    """Ends a batch early when the run is told to stop; what it had is thrown away."""

    def __init__(self, control: Control) -> None:
        self.control = control

    def __call__(self, input_ids: Any, scores: Any, **_rest: Any) -> Any:
        return torch.full((input_ids.size(0),), self.control.stop_asked, device=input_ids.device)


@torch.no_grad()
def sample_batch(
    model: Any,
    tokenizer: Any,
    prompts: Sequence[Sequence[int]],
    keys: Sequence[int],
    settings: Settings,
    max_new_tokens: int,
    control: Control,
) -> list[Sampled]:
    """Answers to token prompts, one for each, padded on the left; empty if the run was told to stop
    meanwhile."""
    device = model.device
    width = max(len(prompt) for prompt in prompts)
    ids = torch.full((len(prompts), width), tokenizer.pad_token_id)
    mask = torch.zeros_like(ids)
    for row, prompt in enumerate(prompts):
        ids[row, width - len(prompt) :] = torch.tensor(prompt)
        mask[row, width - len(prompt) :] = 1
    sampler = GumbelSampler(settings, keys, device, tokenizer.pad_token_id)
    generation = plain_generation(model, tokenizer)
    generation.max_new_tokens = max_new_tokens
    output = model.generate(
        input_ids=ids.to(device),
        attention_mask=mask.to(device),
        generation_config=generation,
        logits_processor=LogitsProcessorList([sampler]),
        stopping_criteria=StoppingCriteriaList([StopWhenAsked(control)]),
    )
    if control.stop_asked:
        return []
    logprobs = torch.stack(sampler.logprobs, dim=1).tolist()
    ends = set(generation.eos_token_id)
    return [_cut(row, logprobs[index], ends) for index, row in enumerate(output[:, width:].tolist())]


def _cut(ids: list[int], logprobs: list[float], ends: set[int]) -> Sampled:
    """The row up to and with its first end token; what follows is padding."""
    length = next((at + 1 for at, token in enumerate(ids) if token in ends), len(ids))
    return Sampled(ids[:length], ids[length - 1] in ends, sum(logprobs[:length]))
