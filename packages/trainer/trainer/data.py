"""Rows that come in: read, checked and turned into tokens, once. One template, one end, one length rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from trainer.decode import At, DecodeError, decode
from trainer.errors import TrainerError
from trainer.events import Message

Row = TypeVar("Row")
Text = Annotated[str, At(least=1)]


@dataclass(frozen=True)
class Turn:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Answer:
    role: Literal["assistant"]
    content: Text


Prompt = Annotated[tuple[Turn, ...], At(least=1)]
OneAnswer = Annotated[tuple[Answer, ...], At(least=1, most=1)]


@dataclass(frozen=True)
class PromptRow:
    prompt_id: Text
    messages: Prompt


@dataclass(frozen=True)
class AnswerRow:
    """`finished` is false for an answer that was cut off by a limit."""

    response_id: Text
    prompt: Prompt
    text: str
    finished: bool


@dataclass(frozen=True)
class SftRow:
    prompt: Prompt
    completion: OneAnswer
    group: str | None = None
    task_type: str | None = None


@dataclass(frozen=True)
class PreferenceRow:
    prompt: Prompt
    chosen: OneAnswer
    rejected: OneAnswer
    margin: Annotated[float, At(least=0)] | None = None
    weight: Annotated[float, At(least=0)] | None = None
    group: str | None = None
    task_type: str | None = None


@dataclass(frozen=True)
class UnpairedRow:
    """`label` is true for an answer that people found good."""

    prompt: Prompt
    completion: OneAnswer
    label: bool
    group: str | None = None
    task_type: str | None = None


def read_rows(path: str, kind: type[Row]) -> list[Row]:
    """Every line of the JSONL file as a `kind`; a bad line is a `TrainerError` that names it."""
    rows: list[Row] = []
    hint = "Freeze the snapshot again, or correct the line."
    try:
        with Path(path).open(encoding="utf-8") as file:
            for line, text in enumerate(file, start=1):
                if text.strip():
                    rows.append(_row(text, kind, f"{path}, line {line}", hint))
    except (OSError, UnicodeDecodeError) as fault:
        raise TrainerError("DATA_INVALID", f"{path} cannot be read: {fault}", hint) from fault
    if not rows:
        raise TrainerError(
            "DATA_EMPTY", f"{path} holds no rows.", "Choose a snapshot with rows in this split."
        )
    return rows


def _row(text: str, kind: type[Row], place: str, hint: str) -> Row:
    try:
        return decode(kind, json.loads(text))
    except json.JSONDecodeError as fault:
        raise TrainerError("DATA_INVALID", f"{place} is not JSON: {fault}", hint) from fault
    except DecodeError as fault:
        raise TrainerError("DATA_INVALID", f"{place}, {fault}", hint) from fault


def messages(turns: Sequence[Turn | Answer]) -> list[Message]:
    return [{"role": turn.role, "content": turn.content} for turn in turns]


def prompt_ids(tokenizer: Any, prompt: Sequence[Turn]) -> list[int]:
    """The prompt as the model sees it before it answers."""
    ids: list[int] = tokenizer.apply_chat_template(
        messages(prompt), add_generation_prompt=True, tokenize=True, return_dict=False
    )
    return ids


@dataclass(frozen=True)
class Tokens:
    """One demonstration as tokens; the answer ends with its end token."""

    prompt: list[int]
    answer: list[int]


@dataclass(frozen=True)
class Pair:
    """One preference as tokens. Lengths are in characters of the answers; `line` counts rows of the file
    from 1."""

    line: int
    prompt: list[int]
    chosen: list[int]
    rejected: list[int]
    chosen_length: int
    rejected_length: int
    margin: float
    weight: float
    group: str | None
    task_type: str | None


def encode(tokenizer: Any, prompt: Sequence[Turn], answer: str, *, finished: bool = True) -> Tokens:
    """Prompt and answer as training and scoring both see them: by the chat template, cut after the end token.

    What a template writes behind the end, a new line as a rule, is left out: no model ever samples it. An
    answer that is not `finished` gets no end token either.
    """
    before = prompt_ids(tokenizer, prompt)
    whole: list[int] = tokenizer.apply_chat_template(
        [*messages(prompt), {"role": "assistant", "content": answer}], tokenize=True, return_dict=False
    )
    if whole[: len(before)] != before:
        raise TrainerError(
            "MODEL_UNUSABLE",
            "The model's chat template writes a prompt differently once it is answered.",
            "Use a template whose generation prompt is the beginning of the answered conversation.",
        )
    after = whole[len(before) :]
    end = tokenizer.eos_token_id
    last = max((at for at, token in enumerate(after) if token == end), default=len(after))
    return Tokens(before, [*after[:last], end] if finished else after[:last])


def encode_pairs(tokenizer: Any, rows: Sequence[PreferenceRow], max_length: int) -> tuple[list[Pair], int]:
    """The pairs as tokens, and how many were left out because one side is longer than `max_length`."""
    pairs: list[Pair] = []
    for line, row in enumerate(rows, start=1):
        chosen = encode(tokenizer, row.prompt, row.chosen[0].content)
        rejected = encode(tokenizer, row.prompt, row.rejected[0].content)
        if len(chosen.prompt) + max(len(chosen.answer), len(rejected.answer)) > max_length:
            continue
        pairs.append(
            Pair(
                line=line,
                prompt=chosen.prompt,
                chosen=chosen.answer,
                rejected=rejected.answer,
                chosen_length=len(row.chosen[0].content),
                rejected_length=len(row.rejected[0].content),
                margin=row.margin or 0.0,
                weight=1.0 if row.weight is None else row.weight,
                group=row.group,
                task_type=row.task_type,
            )
        )
    return pairs, len(rows) - len(pairs)


def encode_demonstrations(
    tokenizer: Any, rows: Sequence[SftRow], max_length: int
) -> tuple[list[Tokens], list[SftRow], int]:
    """The demonstrations as tokens with their rows, and how many were longer than `max_length`."""
    kept: list[Tokens] = []
    kept_rows: list[SftRow] = []
    for row in rows:
        tokens = encode(tokenizer, row.prompt, row.completion[0].content)
        if len(tokens.prompt) + len(tokens.answer) <= max_length:
            kept.append(tokens)
            kept_rows.append(row)
    return kept, kept_rows, len(rows) - len(kept)


def scaled_weights(pairs: Sequence[Pair]) -> list[float]:
    """The pairs' weights, scaled to a mean of 1 so that weighting does not change the learning rate."""
    mean = sum(pair.weight for pair in pairs) / len(pairs)
    return [pair.weight / mean for pair in pairs]


def require_rows(kept: Sequence[object], left_out: int, path: str, max_length: int) -> None:
    if not kept:
        raise TrainerError(
            "DATA_EMPTY",
            f"None of the {left_out} rows of {path} fits into {max_length} tokens.",
            "Raise the maximal length.",
        )
