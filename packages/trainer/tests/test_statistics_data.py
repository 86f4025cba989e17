"""Published figures, and those recomputed elsewhere, from the shared data."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.votes import request_of, result_of
from trainer.statistics import agreement, alpha, dawid_skene
from trainer.statistics.cohen import kappa, standard_error
from trainer.statistics.resampling import Statistic, find_patterns
from trainer.statistics.truth import find_truth
from trainer.statistics.votes import Ints, Vote, arrange

pytestmark = pytest.mark.data

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / os.environ.get("PREFLOOP_SHARED_DATA", "../shared/data")


def example(name: str) -> Any:
    examples = json.loads((FOLDER / "agreement-worked-examples" / "examples.json").read_text())
    return next(one for one in examples if one["name"] == name)


def lines_of(path: str) -> list[Any]:
    with gzip.open(FOLDER / path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def counts_of(items: list[list[int]], values: list[int]) -> Ints:
    return np.array([[item.count(value) for value in values] for item in items])


def value_of(counts: Ints, statistic: Any) -> float:
    patterns = find_patterns(counts)
    made: Statistic = statistic(patterns)
    return float(made(patterns.items[np.newaxis])[0])


def test_fleiss_1971() -> None:
    one = example("fleiss-1971-diagnoses")
    counts = counts_of(one["data"], [1, 2, 3, 4, 5])
    made = value_of(counts, lambda patterns: agreement.fleiss(patterns, 6))
    assert made == pytest.approx(one["published"]["fleiss_kappa"], abs=5e-8)


def test_fleiss_of_fourteen_raters() -> None:
    one = example("fleiss-kappa-wikipedia")
    made = value_of(np.array(one["data"]), lambda patterns: agreement.fleiss(patterns, 14))
    assert made == pytest.approx(one["published"]["fleiss_kappa"], abs=5e-4)


@pytest.mark.parametrize("name", ["krippendorff-2011", "krippendorff-wikipedia"])
def test_krippendorffs_examples(name: str) -> None:
    one = example(name)
    values = sorted({value for row in one["data"] for value in row if value is not None})
    items = [[value for value in column if value is not None] for column in zip(*one["data"], strict=True)]
    counts = counts_of(items, values)
    amounts = np.array(values, dtype=np.float64)
    made = {
        "alpha_nominal": value_of(counts, alpha.nominal),
        "alpha_ordinal": value_of(counts, alpha.ordinal),
        "alpha_interval": value_of(counts, lambda patterns: alpha.interval(patterns, amounts)),
        "alpha_ratio": value_of(counts, lambda patterns: ratio(patterns, amounts)),
    }
    for level, published in one["published"].items():
        assert made[level] == pytest.approx(published, abs=5.1e-4), level


def ratio(patterns: Any, values: Any) -> Statistic:
    """Not offered, since no scale of the platform is one; the distances are all that differs."""
    sums, differences = values[:, np.newaxis] + values, values[:, np.newaxis] - values
    return alpha._fixed(patterns, (differences / sums) ** 2)


def test_cohens_example() -> None:
    one = example("cohen-3x3")
    published, table = one["published"], np.array(one["data"], dtype=np.float64)
    distances = np.abs(np.arange(3)[:, np.newaxis] - np.arange(3)).astype(np.float64)
    assert kappa(table) == pytest.approx(published["cohen_kappa"], abs=5e-5)
    assert kappa(table, distances) == pytest.approx(published["linear_weighted_kappa"], abs=5e-5)
    assert standard_error(table) == pytest.approx(published["std_error"], abs=5e-4)


def test_dawid_and_skenes_patients() -> None:
    one = example("dawid-skene-1979")
    rows = [
        (int(item) - 1, int(observer) - 1, value - 1)
        for item, observers in one["data"].items()
        for observer, values in observers.items()
        for value in values
    ]
    item, annotator, value = np.array(rows).T
    fitted = dawid_skene.fit(item, annotator, value, 4)
    assert fitted.shares.tolist() == pytest.approx(one["published"]["class_marginals"], abs=0.005)
    assert fitted.log_likelihood == pytest.approx(-192.8909, abs=1e-3)
    first = fitted.confusion[0] / fitted.confusion[0].sum(axis=1, keepdims=True)
    np.testing.assert_allclose(first, one["published"]["observer_1_error_rates"], atol=0.006)
    assert np.flatnonzero(fitted.posteriors.max(axis=1) < 0.97).tolist() == [34]
    assert fitted.posteriors[34, 1] == pytest.approx(0.948, abs=5e-4)


def test_pandalms_three_annotators() -> None:
    rows = json.loads((FOLDER / "pandalm" / "testset-v1.json").read_text())
    votes = arrange(
        [Vote(str(row["idx"]), str(who), row[f"annotator{who}"]) for row in rows for who in (1, 2, 3)]
    )
    request = request_of([0, 1, 2], pair_values=("tie", "first", "second"), bootstrap=1_000)
    result = result_of(votes, request)
    told = result["agreement"]
    kappas = {(pair["first"], pair["second"]): pair["kappa"]["value"] for pair in told["cohen"]["pairs"]}
    # The source's README prints 0.85, 0.88 and 0.86.
    assert kappas == pytest.approx({("1", "2"): 0.8520, ("1", "3"): 0.8789, ("2", "3"): 0.8617}, abs=5e-5)
    assert told["fleiss"]["kappa"]["value"] == pytest.approx(0.8642, abs=5e-5)
    assert told["alphaNominal"]["value"] == pytest.approx(0.8642, abs=5e-5)
    low, high = told["alphaNominal"]["interval"]
    assert 0.83 < low < 0.85 < 0.88 < high < 0.90
    assert all(row["weight"]["value"] > 0.85 for row in result["annotators"])


def test_the_crowd_of_ukpconvarg1() -> None:
    values = ["a1", "a2", "equal"]
    votes: list[Vote] = []
    gold: dict[str, int] = {}
    for row in lines_of("ukpconvarg1/pairs_with_annotators.jsonl.gz"):
        item = f"{row['topic']}/{row['pair_id']}"
        if row["gold"] is not None:
            gold[item] = values.index(row["gold"])
        votes.extend(
            Vote(item, vote["annotator"], values.index(vote["value"])) for vote in row["annotations"]
        )
    arranged = arrange(votes)
    counts = arranged.counts(3)
    assert value_of(counts, alpha.nominal) == pytest.approx(0.2322, abs=5e-5)

    truth = find_truth(arranged, request_of(values).scale)
    assert truth.model.converged
    right = [
        int(np.argmax(item.posterior)) == gold[item.item]
        for item in truth.items
        if item.item in gold and item.posterior is not None
    ]
    assert len(right) == len(gold) == 11_330
    assert np.mean(right) == pytest.approx(0.855, abs=5e-4)
    plurality = [
        counts[at].argmax() == gold[item] and (counts[at] == counts[at].max()).sum() == 1
        for at, item in enumerate(arranged.items)
        if item in gold
    ]
    assert np.mean(plurality) == pytest.approx(0.808, abs=5e-4)


@pytest.mark.parametrize(
    ("rating", "published"), [("correctness", 0.4587), ("selection", 0.7813), ("overall", 0.7983)]
)
def test_squalitys_ratings_in_points(rating: str, published: float) -> None:
    rows = [
        Vote(f"{passage['passage-id']}/{number}/{system}", review["worker_id"], review[f"{rating}-rating"])
        for passage in lines_of("squality-human-eval/all-responses.jsonl.gz")
        for number, question in passage["questions"].items()
        for system in ("bart", "bart-dpr", "human")
        for review in question[system]["reviews"]
    ]
    told = result_of(arrange(rows), request_of(list(range(101)), "interval"))["agreement"]
    assert told["alphaInterval"]["value"] == pytest.approx(published, abs=5e-5)
    low, high = told["alphaInterval"]["interval"]
    assert low < published < high
