"""Agreement: against the library, against values worked by hand, and where it is undefined."""

from __future__ import annotations

import math
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.votes import Kind, request_of, result_of, row_of, votes_of
from trainer.statistics import agreement, alpha
from trainer.statistics.cohen import kappa, standard_error
from trainer.statistics.figures import wilson
from trainer.statistics.resampling import Statistic, estimate, find_patterns

Cells = list[list[int | None]]


def tables(categories: int) -> st.SearchStrategy[Cells]:
    """Ratings of up to five annotators on up to eight items, some missing."""
    cell = st.none() | st.integers(0, categories - 1)
    return st.integers(1, 8).flatmap(
        lambda items: st.lists(st.lists(cell, min_size=items, max_size=items), min_size=1, max_size=5)
    )


@settings(max_examples=150, deadline=None)
@given(
    counts=st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=12),
    seed=st.integers(0, 2**16),
)
def test_a_resample_has_the_librarys_alpha(counts: list[list[int]], seed: int) -> None:
    patterns = find_patterns(np.array(counts))
    if patterns.n == 0:
        return
    values = np.array([-2.5, 0.0, 1.0, 10.0])
    draws = np.random.default_rng(seed).multinomial(patterns.n, patterns.items / patterns.n, size=5)
    ours: dict[Kind, Statistic] = {
        "nominal": alpha.nominal(patterns),
        "ordinal": alpha.ordinal(patterns),
        "interval": alpha.interval(patterns, values),
    }
    for level, statistic in ours.items():
        for draw, value in zip(draws, statistic(draws.astype(np.float64)), strict=True):
            resample = np.repeat(patterns.counts.astype(np.int64), draw, axis=0)
            if (resample.sum(axis=0) > 0).sum() < 2:
                assert math.isnan(value)
                continue
            theirs = krippendorff.alpha(
                value_counts=resample, value_domain=values, level_of_measurement=level
            )
            assert value == pytest.approx(theirs, abs=1e-9)


def test_large_counts_keep_their_digits() -> None:
    counts = np.random.default_rng(0).multinomial(3, [0.1, 0.2, 0.4, 0.2, 0.1], size=20_000)
    patterns = find_patterns(counts)
    ours = float(alpha.ordinal(patterns)(patterns.items[np.newaxis])[0])
    theirs = krippendorff.alpha(value_counts=counts, level_of_measurement="ordinal")
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_raw_agreement_worked_by_hand() -> None:
    """Two items: three of three pairs agree; one of six, of four ratings."""
    result = result_of(votes_of([[0, 0], [0, 0], [0, 1], [None, 2]]), request_of(["a", "b", "c"]))
    assert result["counts"]["sharedRatings"] == 7
    assert result["agreement"]["pooled"]["value"] == pytest.approx(4 / 9)
    assert result["agreement"]["perItem"]["value"] == pytest.approx((1 + 1 / 6) / 2)
    assert row_of(result, "a0")["withOthers"]["value"] == pytest.approx((1 + 1 / 3) / 2)
    assert row_of(result, "a3")["withOthers"] == {"value": 0, "n": 1, "why": None}


def test_kappa_of_a_table_worked_by_hand() -> None:
    table = np.array([[20.0, 5.0], [10.0, 15.0]])
    assert kappa(table) == pytest.approx((0.7 - 0.5) / 0.5)
    distances = np.abs(np.arange(3)[:, np.newaxis] - np.arange(3)).astype(np.float64)
    wide = np.array([[10.0, 0.0, 5.0], [0.0, 5.0, 0.0], [0.0, 0.0, 10.0]])
    # Disagreement seen: 5 at distance 2; by chance: rows 15, 5, 10 times columns 10, 5, 15, over 30.
    chance = (15 * 5 + 15 * 15 * 2 + 5 * 10 + 5 * 15 + 10 * 10 * 2 + 10 * 5) / 30
    assert kappa(wide, distances) == pytest.approx(1 - 10 / chance)


def test_the_standard_error_is_that_of_many_samples() -> None:
    shares = np.array([[0.4, 0.1], [0.15, 0.35]])
    generator = np.random.default_rng(5)
    drawn = generator.multinomial(400, shares.ravel(), size=2_000).reshape(-1, 2, 2).astype(np.float64)
    values = [kappa(table) for table in drawn]
    assert None not in values
    spread = float(np.std([value for value in values if value is not None]))
    assert standard_error(shares * 400) == pytest.approx(spread, rel=0.05)


def test_fleiss_leaves_out_uneven_items_and_says_so() -> None:
    table: Cells = [[0, 0, 1, 1, 0], [0, 1, 1, 1, 0], [0, 0, 1, None, None]]
    fleiss = result_of(votes_of(table), request_of(["a", "b"]))["agreement"]["fleiss"]
    assert (fleiss["ratingsPerItem"], fleiss["leftOut"], fleiss["kappa"]["n"]) == (3, 2, 3)
    assert fleiss["note"].startswith("Fleiss' kappa needs the same number of ratings on every item: 2 of 5")
    # Shares 5/9 and 4/9; agreeing pairs 1, 1/3, 1.
    chance = (25 + 16) / 81
    assert fleiss["kappa"]["value"] == pytest.approx((7 / 9 - chance) / (1 - chance))
    even = result_of(votes_of([row[:3] for row in table]), request_of(["a", "b"]))
    assert even["agreement"]["fleiss"] == {**fleiss, "leftOut": 0, "note": None}


def test_of_two_numbers_of_ratings_as_frequent_the_larger_counts() -> None:
    even = agreement.find_even(find_patterns(np.array([[2, 0], [1, 1], [3, 0], [2, 1]])))
    assert even == agreement.Even(3, 2, 2)


@pytest.mark.parametrize(
    ("table", "kind", "figure", "why"),
    [
        ([[0, 1]], "nominal", "pooled", "No item was rated by two people."),
        ([[0, None], [None, 1]], "nominal", "alphaNominal", "No item was rated by two people."),
        (
            [[0, 0], [0, 0]],
            "nominal",
            "alphaNominal",
            "Every rating is the same, so chance agreement is 1 and alpha is undefined.",
        ),
        ([[1, 1], [1, 1]], "ordinal", "alphaOrdinal", "Every rating is the same, so chance agreement is 1"),
        ([[0, 1], [0, 1]], "nominal", "alphaOrdinal", "The scale is nominal: its values have no order."),
        ([[0, 1], [0, 1]], "ordinal", "alphaInterval", "The values of this scale have no distances."),
    ],
)
def test_what_is_undefined_says_why(table: Cells, kind: Kind, figure: str, why: str) -> None:
    told = result_of(votes_of(table), request_of([1, 2], kind))["agreement"][figure]
    assert told["value"] is None
    assert told["interval"] is None
    assert told["why"].startswith(why)


def test_intervals_that_would_pretend_are_left_out() -> None:
    alike = result_of(votes_of([[0, 1, 0, 1], [0, 1, 0, 1]]), request_of(["a", "b"]))["agreement"]
    assert alike["pooled"]["value"] == 1
    assert alike["pooled"]["interval"] is None
    assert alike["pooled"]["why"].startswith("Every resample gives the same value")
    one = result_of(votes_of([[0], [1]]), request_of(["a", "b"]))["agreement"]
    assert one["alphaNominal"]["why"] == "One item alone does not tell how far items differ."
    rare = result_of(votes_of([[0, 0, 0, 1], [0, 0, 0, 0]]), request_of(["a", "b"]))["agreement"]
    assert rare["alphaNominal"]["interval"] is None
    assert "of the resamples the value is undefined" in rare["alphaNominal"]["why"]


def test_cohen_compares_only_those_who_share_enough() -> None:
    table: Cells = [[0, 1, 0, 1, 0], [0, 1, 0, 0, 1], [None, None, None, 1, 0]]
    cohen = result_of(votes_of(table), request_of(["a", "b"], min_shared=3))["agreement"]["cohen"]
    assert [(pair["first"], pair["second"], pair["n"]) for pair in cohen["pairs"]] == [("a0", "a1", 5)]
    assert cohen["why"] is None
    nobody = result_of(votes_of(table), request_of(["a", "b"], min_shared=9))["agreement"]["cohen"]
    assert nobody == {
        "pairs": [],
        "minShared": 9,
        "why": "No two annotators rated 9 or more of the same items.",
    }
    same = result_of(votes_of([[0, 0, 0], [0, 0, 0]]), request_of(["a", "b"]))["agreement"]["cohen"]["pairs"]
    assert same[0]["kappa"]["value"] is None
    assert same[0]["kappa"]["why"].startswith("Both gave one and the same rating every time")


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """Two raters of balanced classes who agree on 80 of 100 items: alpha is 1 - 0.2 / 0.5."""
    generator = np.random.default_rng(11)
    covered = {"agreement": 0, "alpha": 0}
    times = 300
    for seed in range(times):
        both_a, both_b, differ = generator.multinomial(150, [0.4, 0.4, 0.2])
        patterns = find_patterns(
            np.repeat([[2, 0], [0, 2], [1, 1]], [both_a, both_b, differ], axis=0).astype(np.int64)
        )
        statistics = {
            "agreement": (agreement.pooled(patterns), ""),
            "alpha": (alpha.nominal(patterns), ""),
        }
        made = estimate(patterns, statistics, 300, 0.95, seed)
        for name, truth in (("agreement", 0.8), ("alpha", 0.6)):
            interval = made[name].interval
            assert interval is not None
            covered[name] += interval[0] <= truth <= interval[1]
    assert 0.91 < covered["agreement"] / times < 0.98
    assert 0.91 < covered["alpha"] / times < 0.98


def test_wilsons_interval() -> None:
    # Newcombe (Statistics in Medicine 1998), table I, method 3.
    assert wilson(81, 263, 0.95) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148, 0.95) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson(0, 20, 0.95) == pytest.approx((0, 0.1611), abs=1e-4)
    assert wilson(20, 20, 0.95)[1] == 1


def changed(votes: Cells, annotators: list[int], items: list[int]) -> Cells:
    return [[votes[annotator][item] for item in items] for annotator in annotators]


@settings(max_examples=60, deadline=None)
@given(table=tables(3), data=st.data())
def test_other_names_change_no_agreement(table: Cells, data: st.DataObject) -> None:
    if all(value is None for row in table for value in row):
        return
    annotators = data.draw(st.permutations(range(len(table))))
    items = data.draw(st.permutations(range(len(table[0]))))
    request = request_of([1, 2, 3], "ordinal", bootstrap=100)
    before = result_of(votes_of(table), request)
    after = result_of(votes_of(changed(table, annotators, items)), request)

    def told(result: Any) -> Any:
        return {name: part for name, part in result["agreement"].items() if name != "cohen"}

    assert told(after) == told(before)
    by_pair = [
        {
            frozenset((names.get(pair["first"]), names.get(pair["second"]))): pair["kappa"]["value"]
            for pair in result["agreement"]["cohen"]["pairs"]
        }
        for result, names in (
            (before, {f"a{at}": at for at in range(len(table))}),
            (after, {f"a{place}": at for place, at in enumerate(annotators)}),
        )
    ]
    assert by_pair[0].keys() == by_pair[1].keys()
    for pair, value in by_pair[0].items():
        assert by_pair[1][pair] == (None if value is None else pytest.approx(value, abs=1e-9))
