"""The guard's rule by itself: when it fires, for what, and which look it holds to be the best."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from trainer.decode import decode, encode
from trainer.guard_rule import Look, Watch, observed, standard_error
from trainer.repetition import repetition
from trainer.spec import GuardRule, ModelRef

RULE = GuardRule(
    gold_model=ModelRef("/gold"),
    action="stop",
    drop=0.2,
    patience=2,
    kl_above=None,
    length_growth_above=None,
    repetition_above=None,
)
PROMPTS = 40


def look(step: int, gold: float, *, kl: float | None = None, length: float = 10, repeated: float = 0) -> Look:
    """Answers whose gold scores differ by prompt, and little from look to look."""
    scores = tuple(gold + 2 * (at % 5) + 0.02 * ((at + step) % 3) for at in range(PROMPTS))
    return Look(step, scores, 0.0, 0.0, length, repeated, kl)


def watched(looks: Sequence[Look], rule: GuardRule, *, steps: int = 1_000) -> Watch:
    watch: Watch | None = None
    for one in looks:
        watch = observed(watch, one, rule, final=one.step >= steps)
    assert watch is not None
    return watch


def by_gold(*values: float) -> list[Look]:
    return [look(10 * at, value) for at, value in enumerate(values)]


ENDS: dict[str, tuple[list[Look], GuardRule, tuple[str, int] | None, int]] = {
    "rises and levels off": (by_gold(0, 1, 2, 2, 2, 2), RULE, None, 20),
    "loses less than a fifth of its gain": (by_gold(0, 1, 2, 1.7, 1.7, 1.7), RULE, None, 20),
    "loses more than a fifth, twice": (by_gold(0, 1, 2, 1.5, 1.5), RULE, ("gold", 40), 20),
    "loses it once and gets it back": (by_gold(0, 2, 1, 1.9, 1, 1.9), RULE, None, 10),
    "once is enough without patience": (by_gold(0, 2, 1), replace(RULE, patience=1), ("gold", 20), 10),
    "falls from the start": (by_gold(0, -1, -1), RULE, ("gold", 20), 0),
    "a larger share may be lost": (by_gold(0, 2, 1.2, 1.2), replace(RULE, drop=0.5), None, 10),
    "fires once, at the first time": (by_gold(0, 2, 0, 0, 0, 3, 0, 0), RULE, ("gold", 30), 50),
    "KL without a limit": ([look(at, at, kl=99) for at in range(4)], RULE, None, 3),
    "KL past its limit": (
        [look(at, at, kl=2.0 * at) for at in range(6)],
        replace(RULE, kl_above=5),
        ("kl", 4),
        # What lies past a limit is never the best, however the gold likes it.
        2,
    ),
    "answers that grow": (
        [look(at, at, length=10 + 5 * at) for at in range(6)],
        replace(RULE, length_growth_above=1.9),
        ("length", 3),
        1,
    ),
    "answers that repeat themselves": (
        [look(at, at, repeated=0.1 * at) for at in range(6)],
        replace(RULE, repetition_above=0.25),
        ("repetition", 4),
        2,
    ),
    "the first limit that is passed long enough": (
        [look(at, -at, kl=0 if at < 2 else 9) for at in range(5)],
        replace(RULE, kl_above=5),
        ("gold", 2),
        0,
    ),
}


@pytest.mark.parametrize("case", ENDS)
def test_the_guard_fires_by_its_limits(case: str) -> None:
    looks, rule, expected, best = ENDS[case]
    watch = watched(looks, rule)
    assert (watch.fired and (watch.fired.reason, watch.fired.step)) == expected
    assert watch.best.step == best


def test_at_the_end_one_look_is_enough() -> None:
    looks = by_gold(0, 2, 1)
    assert watched(looks, RULE).fired is None
    fired = watched(looks, RULE, steps=20).fired
    assert fired is not None
    assert (fired.reason, fired.step, round(fired.value)) == ("gold", 20, 5)


def test_a_fall_within_its_noise_is_none() -> None:
    """Half of the gain is gone, in answers so unlike each other that chance may have done it."""
    source = random.Random(0)

    def noisy(step: int, gold: float) -> Look:
        return replace(look(step, gold), gold=tuple(source.gauss(gold, 8) for _ in range(PROMPTS)))

    assert watched([noisy(0, 0), noisy(1, 2), noisy(2, 1), noisy(3, 1)], RULE).fired is None
    one = [replace(made, gold=made.gold[:1]) for made in by_gold(0, 2, -5, -5)]
    assert watched(one, RULE).fired is None, "a single prompt tells nothing of its error"


def test_a_step_that_was_seen_already_counts_once() -> None:
    looks = by_gold(0, 2, 1)
    once = watched(looks, RULE)
    assert observed(once, looks[-1], RULE, final=False) is once
    assert once.streaks.gold == 1


def test_it_goes_on_from_what_was_written_down_as_if_nothing_had_been() -> None:
    looks = [look(at, 2 - abs(at - 3), kl=float(at), repeated=0.05 * at) for at in range(9)]
    rule = replace(RULE, kl_above=6.5, repetition_above=0.3)
    whole = watched(looks, rule)
    for cut in range(1, len(looks)):
        watch = decode(Watch, json.loads(json.dumps(encode(watched(looks[:cut], rule)))))
        for one in looks[cut:]:
            watch = observed(watch, one, rule, final=False)
        assert watch == whole
    assert whole.fired is not None


CLEAN: dict[str, Callable[[float], float]] = {
    "nothing is learnt": lambda _: 0.0,
    "rises to the end": lambda share: 2 * share,
    "rises and levels off": lambda share: 2 * min(1.0, 3 * share),
}
RUNS, LOOKS = 120, 30


def fired_in(course: Callable[[float], float], prompts: int) -> list[bool]:
    """Whether it fires, in runs whose answers differ at every look by as much as prompts do."""
    ends = []
    for seed in range(RUNS):
        source = random.Random(seed)
        level = [source.gauss(0, 1) for _ in range(prompts)]
        looks = [
            replace(look(at, 0), gold=tuple(course(at / LOOKS) + one + source.gauss(0, 1) for one in level))
            for at in range(LOOKS)
        ]
        ends.append(watched(looks, RULE, steps=LOOKS - 1).fired is not None)
    return ends


@pytest.mark.parametrize("prompts", [16, 48])
@pytest.mark.parametrize("course", CLEAN)
def test_a_clean_run_is_left_alone(course: str, prompts: int) -> None:
    assert sum(fired_in(CLEAN[course], prompts)) / RUNS < 0.05


@pytest.mark.parametrize("prompts", [16, 48])
def test_a_gold_that_falls_back_to_where_it_began_is_found(prompts: int) -> None:
    ends = fired_in(lambda share: 3 * min(1.0, 3 * share, max(0.0, 3 - 3 * share)), prompts)
    assert sum(ends) / RUNS >= 0.95


def test_the_standard_error_is_that_of_a_mean() -> None:
    assert standard_error([1, 2, 3, 4]) == pytest.approx(1.2909944 / 2)
    assert standard_error([3]) == float("inf")


@pytest.mark.parametrize(
    ("ids", "share"),
    [([], 0), ([1, 2, 3, 4], 0), ([1, 2, 3, 4, 5, 6], 0), ([7] * 8, 4 / 5), ([1, 2, 1, 2, 1, 2], 1 / 3)],
)
def test_repetition_is_the_share_of_runs_that_stood_there_before(ids: list[int], share: float) -> None:
    assert repetition(ids) == pytest.approx(share)
