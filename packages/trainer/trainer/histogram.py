"""How values are spread at a step, as counts of bins of one width."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from trainer.events import Events

# About as many bins as a page can show.
BINS = 24


def bin_width(values: Sequence[float]) -> float:
    """The least of 1, 2, 5 times a power of ten that cuts the range of the values into `BINS` or fewer."""
    least = (max(values) - min(values)) / BINS
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    # The last one is for a range that rounding makes a little wider than 5 powers.
    return next(times * power for times in (1, 2, 5, 10, 20) if times * power >= least)


def tell_histogram(events: Events, step: int, sides: Mapping[str, Sequence[float]]) -> None:
    """The values of each side as metrics `histogram/SIDE/WIDTH/PLACE` with their count: those from PLACE
    times WIDTH on. All sides share one width, so that they can be laid over each other.

    Tells nothing where a value is not finite: the curves say that already.
    """
    values = [value for side in sides.values() for value in side]
    if not values or not all(math.isfinite(value) for value in values):
        return
    width = bin_width(values)
    for name, side in sides.items():
        for place, count in sorted(Counter(math.floor(value / width) for value in side).items()):
            events.metric(step, f"histogram/{name}/{width:.12g}/{place}", float(count))
