"""The request: which votes, on which scale, and how intervals are made. Its layout stands in
docs/statistics.md."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, NoReturn

from trainer.decode import At, DecodeError, decode
from trainer.errors import TrainerError

Category = int | float | str
Verdict = Literal["first", "second", "tie"]
VERDICTS: tuple[Verdict, ...] = ("first", "second", "tie")
MAX_VALUES = 128
# Fields whose shape a dataclass's types cannot say.
BY_HAND = ("scale", "pairValues")


@dataclass(frozen=True)
class Scale:
    """The categories in their order. `interval`: numbers whose distances count."""

    kind: Literal["nominal", "ordinal", "interval"]
    values: tuple[Category, ...]


@dataclass(frozen=True)
class _Plain:
    version: Literal[1]
    votes: Annotated[str, At(least=1)]
    seed: Annotated[int, At(least=0, most=2**32 - 1)]
    bootstrap: Annotated[int, At(least=100, most=100_000)] = 1_000
    level: Annotated[float, At(least=0.5, below=1)] = 0.95
    min_shared: Annotated[int, At(least=2)] = 10


@dataclass(frozen=True)
class Request:
    """`votes` is a file beside the request. `pair_values` says, in the scale's order, what each value means
    for a pair; without it the votes are not about pairs. Two annotators are compared from `min_shared` items
    on."""

    votes: Path
    scale: Scale
    pair_values: tuple[Verdict | None, ...] | None
    seed: int
    bootstrap: int
    level: float
    min_shared: int


def parse_request(value: object, folder: Path) -> Request:
    """The request in parsed JSON, or `DecodeError` naming the field at fault."""
    if not isinstance(value, dict):
        raise DecodeError(f"value: must be an object, got {type(value).__name__}")
    plain = decode(_Plain, {key: part for key, part in value.items() if key not in BY_HAND})
    if Path(plain.votes).name != plain.votes:
        raise DecodeError(f"votes: must be the name of a file beside the request, got {plain.votes!r}")
    if "scale" not in value:
        raise DecodeError("scale: is missing")
    scale = _scale(value["scale"])
    meanings = value.get("pairValues")
    return Request(
        votes=folder / plain.votes,
        scale=scale,
        pair_values=None if meanings is None else _pair_values(meanings, scale),
        seed=plain.seed,
        bootstrap=plain.bootstrap,
        level=plain.level,
        min_shared=plain.min_shared,
    )


def load_request(path: Path) -> Request:
    """The request in the file at `path`; every fault is a `TrainerError` with code SPEC_INVALID."""
    hint = "The platform writes this file; if it was made by hand, see docs/statistics.md."
    try:
        return parse_request(read_json(path.read_text(encoding="utf-8")), path.parent)
    except (OSError, UnicodeDecodeError) as fault:
        raise TrainerError("SPEC_INVALID", f"The request {path} cannot be read: {fault}", hint) from fault
    except DecodeError as fault:
        raise TrainerError("SPEC_INVALID", f"The request {path} is wrong at {fault}", hint) from fault
    except (ValueError, RecursionError) as fault:
        raise TrainerError("SPEC_INVALID", f"The request {path} is not JSON: {fault}", hint) from fault


def read_json(text: str) -> object:
    """Parsed JSON; the words NaN and Infinity, which Python would take, are a `ValueError`."""
    return json.loads(text, parse_constant=_refuse)


def label(value: Category) -> str:
    """The key of `value` in a JSON object; 1 and 1.0 are one number."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _scale(value: object) -> Scale:
    if not isinstance(value, dict):
        raise DecodeError(f"scale: must be an object, got {type(value).__name__}")
    unknown = sorted(set(value) - {"kind", "values"})
    if unknown:
        raise DecodeError(f"scale.{unknown[0]}: is not a known field")
    kind, values = value.get("kind"), value.get("values")
    if kind not in ("nominal", "ordinal", "interval"):
        raise DecodeError(f"scale.kind: must be one of 'nominal', 'ordinal', 'interval', got {kind!r}")
    if not isinstance(values, list) or not 2 <= len(values) <= MAX_VALUES:
        raise DecodeError(f"scale.values: must be a list of 2 to {MAX_VALUES} values")
    for at, one in enumerate(values):
        _check_category(one, kind, f"scale.values[{at}]")
    for at in range(1, len(values)):
        if kind == "interval" and values[at] <= values[at - 1]:
            raise DecodeError(f"scale.values[{at}]: must be greater than the one before, got {values[at]!r}")
        if label(values[at]) in map(label, values[:at]):
            raise DecodeError(f"scale.values[{at}]: stands there twice, {values[at]!r}")
    return Scale(kind, tuple(values))


def _check_category(value: object, kind: str, place: str) -> None:
    if kind == "interval":
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise DecodeError(f"{place}: must be a number, got {type(value).__name__}")
        if not math.isfinite(value) or abs(value) > 1e9:
            raise DecodeError(f"{place}: must be between -1e9 and 1e9, got {value!r}")
    elif not isinstance(value, (int, str)) or isinstance(value, bool):
        raise DecodeError(f"{place}: must be a whole number or a text, got {type(value).__name__}")


def _pair_values(value: object, scale: Scale) -> tuple[Verdict | None, ...]:
    if not isinstance(value, dict):
        raise DecodeError(f"pairValues: must be an object, got {type(value).__name__}")
    labels = [label(one) for one in scale.values]
    unknown = sorted(set(value) - set(labels))
    if unknown:
        raise DecodeError(f"pairValues.{unknown[0]}: is no value of the scale")
    meanings: list[Verdict | None] = []
    for name in labels:
        if name not in value:
            raise DecodeError(f"pairValues.{name}: is missing")
        if value[name] is not None and value[name] not in VERDICTS:
            raise DecodeError(
                f"pairValues.{name}: must be 'first', 'second', 'tie' or null, got {value[name]!r}"
            )
        meanings.append(value[name])
    return tuple(meanings)


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
