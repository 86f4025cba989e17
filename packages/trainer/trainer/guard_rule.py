"""When a run has been optimised too far: its guard's rule, from one look at held-out answers to the next.

The reward that a policy learns from is a proxy: past some point it goes on rising while what it stands for
falls (arXiv 2210.10760). A second score that is never learnt from, the gold, shows that point.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from trainer.spec import GuardRule, Step

Reason = Literal["gold", "kl", "length", "repetition"]
REASONS: tuple[Reason, ...] = ("gold", "kl", "length", "repetition")

# A fall counts from so many standard errors on. The best of many looks lies above its true value by
# chance, and all looks after it are held against that same chance: with 3, of a hundred runs that only stood
# still 7 were stopped (30 looks, 32 prompts), with 4 one.
CLEAR = 4.0


@dataclass(frozen=True)
class Look:
    """What the held-out answers are like at a step.

    `gold` holds one score an answer, always of the same prompts in the same order; `gold` and `proxy` (a
    mean) are in standard deviations of their own reward model's scores. `reward` is the proxy's mean as the
    reward model gives it, `length` is in tokens, `repetition` a share, `kl` in nats an answer, and None where
    nobody asks for it.
    """

    step: Step
    gold: tuple[float, ...]
    proxy: float
    reward: float
    length: float
    repetition: float
    kl: float | None


@dataclass(frozen=True)
class Streaks:
    """For how many looks in a row each limit has been passed."""

    gold: Step = 0
    kl: Step = 0
    length: Step = 0
    repetition: Step = 0


@dataclass(frozen=True)
class Fired:
    reason: Reason
    step: Step
    value: float


@dataclass(frozen=True)
class Watch:
    """All that the rule remembers: the first look's gold and length, the best look, and how it stands."""

    last_step: Step
    first_gold: float
    first_length: float
    best: Look
    streaks: Streaks
    fired: Fired | None


def observed(watch: Watch | None, look: Look, limits: GuardRule, *, final: bool) -> Watch:
    """What is known after one more look. A look at a step that was seen already changes nothing.

    `final`: nothing comes after it, so one look past a limit is enough.
    """
    if watch is None:
        watch = Watch(look.step, mean(look.gold), look.length, look, Streaks(), None)
    elif look.step <= watch.last_step:
        return watch
    values = _past(watch, look, limits)
    streaks = Streaks(**{name: getattr(watch.streaks, name) + 1 if name in values else 0 for name in REASONS})
    # What is kept has to stand within the other limits, or a stop would publish what it was to prevent.
    better = mean(look.gold) > mean(watch.best.gold) and not values
    enough = 1 if final else limits.patience
    due = [name for name in REASONS if getattr(streaks, name) >= enough]
    fired = watch.fired
    if fired is None and due:
        fired = Fired(due[0], look.step, values[due[0]])
    return replace(
        watch, last_step=look.step, best=look if better else watch.best, streaks=streaks, fired=fired
    )


def _past(watch: Watch, look: Look, limits: GuardRule) -> dict[Reason, float]:
    """The limits that a look has passed, each with the value that did."""
    found: dict[Reason, float] = {}
    if has_fallen(watch, look, limits.drop):
        found["gold"] = mean(look.gold)
    if limits.kl_above is not None and look.kl is not None and look.kl > limits.kl_above:
        found["kl"] = look.kl
    growth = growth_of(watch, look)
    if limits.length_growth_above is not None and growth > limits.length_growth_above:
        found["length"] = growth
    if limits.repetition_above is not None and look.repetition > limits.repetition_above:
        found["repetition"] = look.repetition
    return found


def has_fallen(watch: Watch, look: Look, drop: float) -> bool:
    """Whether more than the share `drop` of the gold's best gain is lost, and clearly.

    Prompts and noise are the same at every look, so the fall is measured prompt by prompt: what makes one
    prompt's answers better than another's then adds nothing to its error.
    """
    falls = [best - now for best, now in zip(watch.best.gold, look.gold, strict=True)]
    fall, gain = mean(falls), mean(watch.best.gold) - watch.first_gold
    return fall > drop * gain and fall > CLEAR * standard_error(falls)


def growth_of(watch: Watch, look: Look) -> float:
    """How many times as long as at first the answers are."""
    return look.length / watch.first_length


def mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def standard_error(values: Sequence[float]) -> float:
    """Of the mean of independent values; infinite for a single one, which tells nothing of its error."""
    if len(values) < 2:
        return math.inf
    middle = mean(values)
    return math.sqrt(math.fsum((one - middle) ** 2 for one in values) / (len(values) - 1) / len(values))
