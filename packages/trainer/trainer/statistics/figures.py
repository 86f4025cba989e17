"""Numbers as they are told: each with its n and, where it is undefined, with the reason."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from statistics import NormalDist

from trainer.decode import camel

# Finer digits depend on the machine's arithmetic and tell nobody anything.
DIGITS = 9

Interval = tuple[float, float]


@dataclass(frozen=True)
class Figure:
    """`value` from `n` cases; null with `why` where it is undefined."""

    value: float | None
    n: int
    why: str | None = None


@dataclass(frozen=True)
class Estimate:
    """A figure with its interval. `why` explains whichever of `value` and `interval` is null."""

    value: float | None
    n: int
    interval: Interval | None
    why: str | None = None


def undefined(n: int, why: str) -> Estimate:
    return Estimate(None, n, None, why)


def critical(level: float) -> float:
    """How many standard errors a normal interval of `level` reaches to either side."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(hits: int, n: int, level: float) -> Interval:
    """Wilson's score interval of a share (Journal of the American Statistical Association 1927); n > 0."""
    z = critical(level)
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def as_json(value: object) -> object:
    """Dataclasses as objects with camelCase keys, numbers rounded; NaN and infinity are a `ValueError`."""
    if dataclasses.is_dataclass(value):
        return {camel(field.name): as_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [as_json(part) for part in value]
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} has no place in a result")
        # Adding zero turns -0.0 into 0.0.
        return round(value, DIGITS) + 0.0
    return value
