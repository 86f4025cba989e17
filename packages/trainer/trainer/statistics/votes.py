"""The votes: read line by line, checked, and put into arrays whose order does not depend on the file's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trainer.decode import DecodeError
from trainer.errors import TrainerError
from trainer.statistics.request import Category, Scale, read_json

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
FIELDS = {"item", "annotator", "value", "left", "first", "second", "activeMs"}
MAX_ID = 1_000
# Beyond this whole numbers are not exact in most readers of JSON.
MAX_MS = 2**53


@dataclass(frozen=True)
class Vote:
    """One line. `left` is the position that stood left, 0 or 1; `first` and `second` name the responses."""

    item: str
    annotator: str
    value: int
    left: int | None = None
    first: str | None = None
    second: str | None = None
    active_ms: int | None = None


@dataclass(frozen=True)
class Votes:
    """All votes, sorted by item and annotator; the arrays have shape (votes,).

    `item`, `annotator`, `first` and `second` are places in the tuples of ids, `value` in the scale. What is
    not known is -1, in `active_ms` NaN.
    """

    items: tuple[str, ...]
    annotators: tuple[str, ...]
    responses: tuple[str, ...]
    item: Ints
    annotator: Ints
    value: Ints
    left: Ints
    first: Ints
    second: Ints
    active_ms: Floats

    def counts(self, categories: int) -> Ints:
        """How often each item got each category, shape (items, categories)."""
        cells = np.bincount(self.item * categories + self.value, minlength=len(self.items) * categories)
        return cells.reshape(len(self.items), categories).astype(np.int64)


def read_votes(path: Path, scale: Scale) -> Votes:
    """The votes in the JSONL file at `path`; a bad line is a `TrainerError` that names it."""
    hint = "Export the votes again, or correct the line."
    places = {value: place for place, value in enumerate(scale.values)}
    votes: list[Vote] = []
    seen: dict[tuple[str, str], int] = {}
    pairs: dict[str, tuple[str, str, int]] = {}
    line = 0
    try:
        with path.open(encoding="utf-8") as file:
            for line, text in enumerate(file, start=1):
                if not text.strip():
                    continue
                vote = _vote(read_json(text), places)
                _check_once(seen, vote, line)
                _check_pair(pairs, vote, line)
                votes.append(vote)
    except (OSError, UnicodeDecodeError) as fault:
        raise TrainerError("DATA_INVALID", f"{path.name} cannot be read: {fault}", hint) from fault
    except DecodeError as fault:
        raise TrainerError("DATA_INVALID", f"{path.name}, line {line}, {fault}", hint) from fault
    except (ValueError, RecursionError) as fault:
        raise TrainerError("DATA_INVALID", f"{path.name}, line {line} is not JSON: {fault}", hint) from fault
    if not votes:
        raise TrainerError("DATA_EMPTY", f"{path.name} holds no votes.", "Ask again once somebody has rated.")
    return arrange(votes)


def arrange(votes: list[Vote]) -> Votes:
    votes = sorted(votes, key=lambda vote: (vote.item, vote.annotator))
    items, item = _places([vote.item for vote in votes])
    annotators, annotator = _places([vote.annotator for vote in votes])
    responses, response = _places([vote.first for vote in votes] + [vote.second for vote in votes])
    return Votes(
        items=items,
        annotators=annotators,
        responses=responses,
        item=item,
        annotator=annotator,
        value=np.array([vote.value for vote in votes], dtype=np.int64),
        left=np.array([-1 if vote.left is None else vote.left for vote in votes], dtype=np.int64),
        first=response[: len(votes)],
        second=response[len(votes) :],
        active_ms=np.array([vote.active_ms for vote in votes], dtype=np.float64),
    )


def _places(ids: list[str] | list[str | None]) -> tuple[tuple[str, ...], Ints]:
    distinct = sorted({one for one in ids if one is not None})
    place: dict[str | None, int] = {one: at for at, one in enumerate(distinct)}
    return tuple(distinct), np.array([place.get(one, -1) for one in ids], dtype=np.int64)


def _vote(row: object, places: dict[Category, int]) -> Vote:
    if not isinstance(row, dict):
        raise DecodeError(f"value: must be an object, got {type(row).__name__}")
    unknown = sorted(set(row) - FIELDS)
    if unknown:
        raise DecodeError(f"{unknown[0]}: is not a known field")
    value = row.get("value")
    # True equals 1 as a key, and a list is no key at all.
    if isinstance(value, bool) or not isinstance(value, (int, float, str)) or value not in places:
        raise DecodeError(f"value: is no value of the scale, {_short(value)}")
    left = row.get("left")
    if left is not None and (isinstance(left, bool) or left not in (0, 1)):
        raise DecodeError(f"left: must be 0 or 1, got {_short(left)}")
    active = row.get("activeMs")
    if active is not None and (
        isinstance(active, bool) or not isinstance(active, int) or not 0 <= active <= MAX_MS
    ):
        raise DecodeError(f"activeMs: must be a whole number of at least 0, got {_short(active)}")
    first, second = _id(row, "first", False), _id(row, "second", False)
    if (first is None) != (second is None):
        raise DecodeError(f"{'first' if first is None else 'second'}: is missing beside its other")
    if first is not None and first == second:
        raise DecodeError(f"second: is the same response as first, {_short(second)}")
    item, annotator = _id(row, "item", True), _id(row, "annotator", True)
    assert item is not None and annotator is not None
    return Vote(item, annotator, places[value], None if left is None else int(left), first, second, active)


def _id(row: dict[str, object], key: str, needed: bool) -> str | None:
    value = row.get(key)
    if value is None and not needed:
        return None
    if not isinstance(value, str):
        raise DecodeError(f"{key}: must be a text, got {_short(value)}")
    if not 1 <= len(value) <= MAX_ID:
        raise DecodeError(f"{key}: must have 1 to {MAX_ID} characters, has {len(value)}")
    return value


def _check_once(seen: dict[tuple[str, str], int], vote: Vote, line: int) -> None:
    before = seen.setdefault((vote.item, vote.annotator), line)
    if before != line:
        raise DecodeError(f"annotator: rated this item on line {before} already, {_short(vote.annotator)}")


def _check_pair(pairs: dict[str, tuple[str, str, int]], vote: Vote, line: int) -> None:
    """An item's value means one thing only while all its votes name the responses in one order."""
    if vote.first is None or vote.second is None:
        return
    first, second, before = pairs.setdefault(vote.item, (vote.first, vote.second, line))
    if (first, second) != (vote.first, vote.second):
        raise DecodeError(f"first: item {_short(vote.item)} has other responses on line {before}")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
