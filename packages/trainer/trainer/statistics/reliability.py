"""From an annotator's confusion with the posterior truth to one weight between 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.statistics.figures import Figure
from trainer.statistics.votes import Floats

# So many ratings of an average annotator are imagined for everyone.
PRIOR_RATINGS = 10


@dataclass(frozen=True)
class Reliability:
    accuracy: Figure
    weight: Figure


def beyond_chance(confusion: Floats) -> float | None:
    """`(accuracy - chance) / (1 - chance)` of expected counts (true, given); None where chance is 1.

    Chance is what the annotator's own habits would hit: the sum over classes of its share of the truth times
    its share of their ratings. Who always says the same is at 0 with it, however frequent that class is.
    """
    n = confusion.sum()
    accuracy = confusion.trace() / n
    chance = float(confusion.sum(axis=1) @ confusion.sum(axis=0)) / n**2
    return None if chance > 1 - 1e-9 else float((accuracy - chance) / (1 - chance))


def weigh(confusions: Floats) -> list[Reliability]:
    """One for each annotator of `confusions` (annotators, true, given).

    `weight = (n * raw + 10 * mean) / (n + 10)`, where `raw` is what lies beyond chance, at least 0, and
    `mean` is that of all annotators' ratings.
    """
    counts = confusions.sum(axis=(1, 2))
    raws = [beyond_chance(confusion) for confusion in confusions]
    defined = [at for at, raw in enumerate(raws) if raw is not None]
    floored = np.array([max(0.0, raws[at] or 0.0) for at in defined])
    mean = float(counts[defined] @ floored / counts[defined].sum()) if defined else 0.0
    return [
        Reliability(
            accuracy=Figure(float(confusion.trace() / count), round(count)),
            weight=_weight(raw, count, mean),
        )
        for confusion, count, raw in zip(confusions, counts.tolist(), raws, strict=True)
    ]


def _weight(raw: float | None, n: float, mean: float) -> Figure:
    if raw is None:
        return Figure(
            None, round(n), "All of their items are of one class, and they said so: chance would too."
        )
    return Figure((n * max(0.0, raw) + PRIOR_RATINGS * mean) / (n + PRIOR_RATINGS), round(n))
