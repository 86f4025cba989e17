"""A step's answers: which prompts are asked, what the policy says to them, what the reward model thinks of
that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import torch

from trainer.control import Control
from trainer.data import PreferenceRow, PromptRow, SftRow, Turn, prompt_ids, read_rows
from trainer.decode import At, DecodeError, decode
from trainer.errors import TrainerError
from trainer.events import Events
from trainer.models import read_note, unusable
from trainer.sampling import Sampled, Settings, noise_key, sample_batch
from trainer.scoring import Answered, Scorer
from trainer.spec import PpoParams, PpoSpec, ReinforcedSpec


@dataclass(frozen=True)
class Question:
    """A prompt in words and as the policy's tokens."""

    turns: tuple[Turn, ...]
    ids: list[int]


@dataclass(frozen=True)
class Rated:
    """An answer and its score as the reward model gives it; `scored` is false where a rule gave it."""

    question: Question
    answer: Sampled
    score: float
    scored: bool


@dataclass(frozen=True)
class Scale:
    """The spread of a reward model's scores, as its training measured it."""

    max_length: Annotated[int, At(least=8)]
    mean: float
    std: Annotated[float, At(above=0)]


class Grader:
    """The reward model and the rule for answers that it must not score.

    A cut-off answer gets a fixed score, `penalty` standard deviations from the reward model's mean. A bare
    number would not do: a model whose scores are all far below it would reward never coming to an end.
    """

    def __init__(self, path: str, penalty: float, device: Any) -> None:
        self.scorer = Scorer.load(path, device)
        self.scorer.model.requires_grad_(False)
        try:
            self.scale = decode(Scale, read_note(path)["scoring"])
        except DecodeError as fault:
            raise unusable(path, f"its scores have no usable scale, {fault}") from fault
        self.cut_off = self.scale.mean + penalty * self.scale.std

    def rate(
        self, tokenizer: Any, questions: Sequence[Question], answers: Sequence[Sampled], batch: int
    ) -> list[Rated]:
        """The answers with their scores. One too long for the reward model counts as cut off."""
        told = [
            Answered(question.turns, tokenizer.decode(answer.ids, skip_special_tokens=True), answer.finished)
            for question, answer in zip(questions, answers, strict=True)
        ]
        scores = self.scorer.score(told, unfinished=None, batch=batch)
        return [
            Rated(question, answer, self.cut_off if score is None else score, score is not None)
            for question, answer, score in zip(questions, answers, scores, strict=True)
        ]

    def scaled(self, score: float) -> float:
        """The score as it enters the objective: one standard deviation counts 1 for every reward model."""
        return (score - self.scale.mean) / self.scale.std


def check_tokens(tokenizer: Any, spec: PpoSpec, grader: Grader) -> None:
    """The critic starts from the reward model and reads the policy's tokens: both have to mean the same."""
    other = grader.scorer.tokenizer
    if (
        tokenizer.get_vocab() != other.get_vocab()
        or tokenizer.eos_token_id != other.eos_token_id
        or tokenizer.pad_token_id != other.pad_token_id
    ):
        raise TrainerError(
            "MODEL_UNUSABLE",
            f"The reward model in {spec.reward_model.path} has other tokens than the policy in "
            f"{spec.model.path}, so the critic, which starts from it, could not read the policy's answers.",
            "Train a reward model from the same base model as the policy.",
        )


def read_prompts(path: str) -> list[PromptRow]:
    """The prompts in a file of prompts, of preferences or of demonstrations; of the latter two each once."""
    kind = _kind_of(path)
    if kind is PromptRow:
        return read_rows(path, PromptRow)
    rows: list[PreferenceRow] | list[SftRow] = read_rows(path, kind)
    return [PromptRow(str(at), prompt) for at, prompt in enumerate(dict.fromkeys(row.prompt for row in rows))]


def _kind_of(path: str) -> type[Any]:
    try:
        with Path(path).open(encoding="utf-8") as file:
            first = json.loads(next((line for line in file if line.strip()), "{}"))
    except (OSError, ValueError):
        # Reading the rows tells this fault, with its place.
        return PromptRow
    keys = first if isinstance(first, dict) else {}
    return PreferenceRow if "chosen" in keys else SftRow if "completion" in keys else PromptRow


def load_questions(
    path: str, which: str, tokenizer: Any, spec: ReinforcedSpec, grader: Grader, events: Events
) -> list[Question]:
    """The prompts that leave room for an answer, for the policy and for the reward model."""
    rows = read_prompts(path)
    limit, own = spec.params.max_length, grader.scale.max_length
    most = spec.params.max_new_tokens
    questions = [
        Question(row.messages, ids)
        for row in rows
        if len(ids := prompt_ids(tokenizer, row.messages)) + most <= limit
        and len(prompt_ids(grader.scorer.tokenizer, row.messages)) + most <= own
    ]
    left_out = len(rows) - len(questions)
    room = f"no room for {most} tokens within {min(limit, own)}"
    if not questions:
        raise TrainerError(
            "DATA_EMPTY",
            f"None of the {left_out} prompts of {path} can be asked: they leave {room}.",
            "Ask for shorter answers, or raise the maximal length here and in the reward model's training.",
        )
    if left_out:
        message = f"{left_out} of {len(rows)} {which} prompts leave {room} and are left out."
        events.warning("PROMPT_TOO_LONG", message)
    return questions


def chosen_prompts(count: int, batch: int, step: int, seed: int) -> list[int]:
    """The places of the prompts that `step` asks, in row order: every prompt once before any a second time.

    Depends on nothing but its arguments, so that a run taken up again asks what it would have asked.
    """
    rows = range((step - 1) * batch, step * batch)
    orders = {}
    for turn in {row // count for row in rows}:
        generator = torch.Generator().manual_seed(noise_key(seed, "order of prompts", turn))
        orders[turn] = torch.randperm(count, generator=generator).tolist()
    return [orders[row // count][row % count] for row in rows]


def cut(lengths: Sequence[int], params: PpoParams, rank: int, processes: int) -> list[list[list[int]]]:
    """The rows of this process by minibatch and micro-batch, from the lengths of all rows' prompts.

    The same cut whatever the number of processes, which only share the micro-batches out; and one cut for
    all passes over a step, so that a row always meets the same padding and its ratio starts at exactly 1.
    """
    size = params.batch_size // params.minibatches
    minibatches = []
    for start in range(0, params.batch_size, size):
        rows = sorted(range(start, start + size), key=lambda row: (lengths[row], row))
        micro = [rows[at : at + params.micro_batch] for at in range(0, size, params.micro_batch)]
        minibatches.append(micro[rank::processes])
    return minibatches


def ask(
    model: Any,
    tokenizer: Any,
    prompts: Sequence[list[int]],
    keys: Sequence[int],
    temperature: float,
    max_new_tokens: int,
    batch: int,
    control: Control,
) -> list[Sampled]:
    """One answer for each prompt, in their order; empty if the run was told to stop meanwhile."""
    order = sorted(range(len(prompts)), key=lambda at: len(prompts[at]))
    answers: dict[int, Sampled] = {}
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        made = sample_batch(
            model,
            tokenizer,
            [prompts[at] for at in part],
            [keys[at] for at in part],
            Settings(temperature),
            max_new_tokens,
            control,
        )
        if control.stop_asked:
            return []
        answers.update(zip(part, made, strict=True))
    return [answers[at] for at in range(len(prompts))]


@dataclass(frozen=True)
class Rollout:
    """Rated answers as tensors. Prompts are padded on the left and answers on the right, so that all
    answers begin in one column.

    `ids`, `attention` and `positions` are (rows, width) over prompt and answer; `answer` and `mask` (1.0 on
    tokens, 0.0 behind) are (rows, tokens) over the answer; `raw`, `scores` (scaled), `finished` and
    `scored` are (rows,).
    """

    ids: Any
    attention: Any
    positions: Any
    answer: Any
    mask: Any
    raw: Any
    scores: Any
    finished: Any
    scored: Any


def to_tensors(rated: Sequence[Rated], grader: Grader, pad_id: int, device: Any) -> Rollout:
    before = max(len(one.question.ids) for one in rated)
    after = max(len(one.answer.ids) for one in rated)
    ids = torch.full((len(rated), before + after), pad_id)
    attention = torch.zeros_like(ids)
    for row, one in enumerate(rated):
        start, end = before - len(one.question.ids), before + len(one.answer.ids)
        ids[row, start:end] = torch.tensor(one.question.ids + one.answer.ids)
        attention[row, start:end] = 1

    def column(values: list[float]) -> Any:
        return torch.tensor(values, dtype=torch.float32, device=device)

    return Rollout(
        ids=ids.to(device),
        attention=attention.to(device),
        # What stands before a prompt must not shift it: positions count real tokens alone.
        positions=(attention.cumsum(dim=1) - 1).clamp(min=0).to(device),
        answer=ids[:, before:].to(device),
        mask=attention[:, before:].float().to(device),
        raw=column([one.score for one in rated]),
        scores=column([grader.scaled(one.score) for one in rated]),
        finished=column([float(one.answer.finished) for one in rated]),
        scored=column([float(one.scored) for one in rated]),
    )
