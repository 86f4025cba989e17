"""What a model says of an answer by one plain forward pass: nothing is shared with a stage but the tokens."""

from typing import Any

import torch

from tests.helpers import Json
from trainer.data import Tokens, Turn, encode


def tokens_of(tokenizer: Any, row: Json, side: str) -> Tokens:
    return encode(tokenizer, (Turn("user", row["prompt"][0]["content"]),), row[side][0]["content"])


def answer_logprob(model: Any, tokenizer: Any, row: Json, side: str) -> float:
    """The answer's log-probability."""
    tokens = tokens_of(tokenizer, row, side)
    return logprob_after(model, tokens.prompt, tokens.answer)


def logprob_after(model: Any, prompt: list[int], answer: list[int]) -> float:
    with torch.no_grad():
        logprobs = model(torch.tensor([prompt + answer])).logits[0].double().log_softmax(-1)
    at = len(prompt) - 1
    return sum(float(logprobs[at + index, token]) for index, token in enumerate(answer))
