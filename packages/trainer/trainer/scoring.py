"""The one way an answer gets a reward: in training's evaluation, in reinforcement, in best-of-n, in the API.

The same template, the same end, the same length rule as in training. An answer that was cut off is never
scored as a finished one, and an answer too long for the model's training is not scored at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import AutoModelForSequenceClassification

from trainer.data import Turn, encode
from trainer.models import SAFE, check_folder, load_tokenizer, read_note, unusable


@dataclass(frozen=True)
class Answered:
    """`finished` is false for an answer that was cut off by a limit."""

    prompt: tuple[Turn, ...]
    text: str
    finished: bool


class Scorer:
    """A reward model with what it needs to score as it was trained."""

    def __init__(self, model: Any, tokenizer: Any, max_length: int) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.max_length = max_length

    @classmethod
    def load(cls, path: str, device: Any) -> Scorer:
        """A published reward model, fp32; refused if it does not say how it has to be used."""
        note = read_note(path)
        if "scoring" not in note:
            raise unusable(
                path, "its prefloop.json does not say how to score, so it is no reward model of ours"
            )
        model = load_scorer(path).eval().to(device)
        return cls(model, load_tokenizer(path), int(note["scoring"]["maxLength"]))

    def score(
        self, answers: Sequence[Answered], *, unfinished: float | None, batch: int = 16
    ) -> list[float | None]:
        """One score for each answer. Cut-off answers get `unfinished`, whatever they say; None: no score.

        Answers longer than the model's training are None.
        """
        encoded = [encode(self.tokenizer, one.prompt, one.text) for one in answers]
        scores: list[float | None] = [None if one.finished else unfinished for one in answers]
        sequences = [one.prompt + one.answer for one in encoded]
        fit = [
            index
            for index, one in enumerate(answers)
            if one.finished and len(sequences[index]) <= self.max_length
        ]
        made = score_ids(self.model, [sequences[index] for index in fit], self.tokenizer.pad_token_id, batch)
        for index, value in zip(fit, made, strict=True):
            scores[index] = value
        return scores


def load_scorer(path: str) -> Any:
    """A model with one score as output, fp32; a language model gets a new head, N(0, 1/sqrt(width + 1)).

    The head's spread is that of "The N+ Implementation Details of RLHF" (arXiv 2403.17031). Seed before
    calling.
    """
    check_folder(path)
    try:
        model, told = AutoModelForSequenceClassification.from_pretrained(
            path, num_labels=1, dtype=torch.float32, use_safetensors=True, output_loading_info=True, **SAFE
        )
    except (OSError, ValueError, KeyError, RuntimeError) as fault:
        raise unusable(path, f"it cannot be loaded as a reward model: {fault}") from fault
    if "score.weight" in told["missing_keys"]:
        with torch.no_grad():
            model.score.weight.normal_(std=(model.config.hidden_size + 1) ** -0.5)
    return model


@torch.no_grad()
def score_ids(
    model: Any,
    sequences: Sequence[list[int]],
    pad_id: int,
    batch: int,
    between: Callable[[], None] | None = None,
) -> list[float]:
    """The model's score of each token sequence, in the order given; fp32, padded on the right, sorted by
    length. `between` is called before each batch and may end the work by raising."""
    model.config.get_text_config().pad_token_id = pad_id
    order = sorted(range(len(sequences)), key=lambda index: len(sequences[index]))
    scores = [0.0] * len(sequences)
    device = next(model.parameters()).device
    for start in range(0, len(order), batch):
        if between is not None:
            between()
        part = order[start : start + batch]
        width = len(sequences[part[-1]])
        ids = torch.full((len(part), width), pad_id)
        mask = torch.zeros_like(ids)
        for row, index in enumerate(part):
            ids[row, : len(sequences[index])] = torch.tensor(sequences[index])
            mask[row, : len(sequences[index])] = 1
        output = model(input_ids=ids.to(device), attention_mask=mask.to(device), use_cache=False)
        for index, value in zip(part, output.logits.float().squeeze(-1).tolist(), strict=True):
            scores[index] = value
    return scores


def accuracy(chosen: Sequence[float], rejected: Sequence[float]) -> float:
    """The share of pairs whose chosen side scores higher; equal scores count half, as a guess would."""
    won = sum(1.0 if c > r else 0.5 if c == r else 0.0 for c, r in zip(chosen, rejected, strict=True))
    return won / len(chosen)
