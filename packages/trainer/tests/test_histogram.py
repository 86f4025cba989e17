"""Histograms: every value in one bin, of a width that people can read, as metrics that hold them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.events import EVENTS_FILE, Events
from trainer.histogram import BINS, bin_width, tell_histogram

finite = st.floats(-1e6, 1e6)


def told(folder: Path, sides: dict[str, list[float]]) -> dict[str, float]:
    with Events(folder, 1) as events:
        tell_histogram(events, 7, sides)
    path = folder / EVENTS_FILE
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert all(line["kind"] == "metric" and line["step"] == 7 for line in lines)
    return {line["name"]: line["value"] for line in lines}


@pytest.mark.parametrize(
    ("values", "width"),
    [([0.0, 24.0], 1.0), ([0.0, 25.0], 2.0), ([0.0, 1.0], 0.05), ([-3.0, 3.0], 0.5), ([4.0, 4.0], 1.0)],
)
def test_a_width_is_one_that_people_can_read(values: list[float], width: float) -> None:
    assert bin_width(values) == pytest.approx(width)


@given(st.lists(finite, min_size=2, max_size=50))
def test_no_more_bins_than_fit(values: list[float]) -> None:
    width = bin_width(values)
    assert len({math.floor(value / width) for value in values}) <= BINS + 2


def test_both_sides_are_counted_in_bins_of_one_width(tmp_path: Path) -> None:
    made = told(tmp_path, {"scores/chosen": [0.0, 0.49, 5.9], "scores/rejected": [-6.0]})
    assert made == {
        "histogram/scores/chosen/0.5/0": 2,
        "histogram/scores/chosen/0.5/11": 1,
        "histogram/scores/rejected/0.5/-12": 1,
    }


def test_what_is_no_number_is_left_to_the_curves(tmp_path: Path) -> None:
    assert told(tmp_path, {"reward": [1.0, math.nan]}) == {}
    assert told(tmp_path, {"reward": []}) == {}
