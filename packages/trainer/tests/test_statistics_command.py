"""The statistics as the worker meets them: a request in, a result out, whatever is thrown at it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.votes import PAIR, PAIR_VALUES, Json, line, run_statistics
from trainer.control import PARENT_GONE_EXIT
from trainer.statistics.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
VALUES = ("first", "second", "tie")


def many(seed: int, items: int, annotators: int, overlap: int) -> list[Json]:
    """Votes that mostly follow one verdict an item, with sides, times and named responses."""
    generator = np.random.default_rng(seed)
    truth = generator.integers(3, size=items)
    rows = []
    for item in range(items):
        for annotator in generator.choice(annotators, overlap, replace=False):
            value = truth[item] if generator.random() < 0.8 else generator.integers(3)
            rows.append(
                line(
                    f"item {item}",
                    f"annotator {annotator}",
                    VALUES[value],
                    left=int(generator.integers(2)),
                    activeMs=int(generator.integers(60_000)),
                    first=f"r{item}a",
                    second=f"r{item}b",
                )
            )
    return rows


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [one for part in value.values() for one in numbers(part)]
    if isinstance(value, list):
        return [one for part in value for one in numbers(part)]
    return [value] if isinstance(value, float) else []


def test_a_child_process_without_torch(tmp_path: Path) -> None:
    rows = many(1, 40, 4, 3)
    assert run_statistics(tmp_path, rows, pairValues=PAIR_VALUES)[0] == 0
    here = (tmp_path / "result.json").read_bytes()
    paths = [str(tmp_path / "request.json"), str(tmp_path / "again.json")]
    code = (
        "import sys, runpy; sys.argv = ['statistics', *sys.argv[1:]]\n"
        "try: runpy.run_module('trainer.statistics', run_name='__main__')\n"
        "except SystemExit as end: status = end.code\n"
        "loaded = {'torch', 'transformers', 'pandas', 'sklearn'} & set(sys.modules)\n"
        "sys.exit(f'loaded {loaded}' if loaded else status)"
    )
    command = [sys.executable, "-c", code, *paths]
    child = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert (child.returncode, child.stderr) == (0, "")
    assert (tmp_path / "again.json").read_bytes() == here
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "again.json",
        "request.json",
        "result.json",
        "votes.jsonl",
    ]


def test_it_leaves_when_its_parent_is_gone(tmp_path: Path) -> None:
    # Nobody will ever write into this pipe: reading the votes waits.
    os.mkfifo(tmp_path / "votes.jsonl")
    content = {"version": 1, "votes": "votes.jsonl", "scale": PAIR, "seed": 0}
    (tmp_path / "request.json").write_text(json.dumps(content), encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("request.json", "result.json")]
    command = [sys.executable, "-m", "trainer.statistics", *paths]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=120) == PARENT_GONE_EXIT
    assert not (tmp_path / "result.json").exists()


@pytest.mark.parametrize("arguments", [[], ["one"], ["a", "b", "c"], ["same.json", "./same.json"]])
def test_called_wrongly(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_the_result_in_whole(tmp_path: Path) -> None:
    code, result = run_statistics(tmp_path, many(2, 60, 5, 3), pairValues=PAIR_VALUES)
    assert code == 0
    assert list(result) == [
        "version",
        "seed",
        "bootstrap",
        "level",
        "counts",
        "agreement",
        "dawidSkene",
        "bradleyTerry",
        "annotators",
        "items",
    ]
    assert result["counts"] == {
        "ratings": 180,
        "items": 60,
        "annotators": 5,
        "sharedItems": 60,
        "sharedRatings": 180,
    }
    assert all(np.isfinite(numbers(result)))
    row = result["annotators"][0]
    for figure in (
        "withOthers",
        "activeMs",
        "leftChoice",
        "skill",
        "leftBias",
        "leftPull",
        "accuracy",
        "weight",
    ):
        assert row[figure]["value"] is not None
        assert row[figure]["n"] > 0
    assert [item["item"] for item in result["items"]] == sorted(f"item {at}" for at in range(60))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_byte(tmp_path: Path, order: random.Random) -> None:
    rows = many(3, 15, 4, 3)
    run_statistics(tmp_path, rows, pairValues=PAIR_VALUES)
    before = (tmp_path / "result.json").read_bytes()
    order.shuffle(rows)
    run_statistics(tmp_path, rows, pairValues=PAIR_VALUES)
    assert (tmp_path / "result.json").read_bytes() == before


def test_the_seed_moves_only_the_intervals(tmp_path: Path) -> None:
    one, other = (run_statistics(tmp_path, many(4, 50, 4, 3), seed=seed)[1] for seed in (1, 2))
    alphas = [result["agreement"].pop("alphaNominal") for result in (one, other)]
    assert alphas[0]["value"] == alphas[1]["value"]
    assert alphas[0]["interval"] != alphas[1]["interval"]
    assert one["annotators"] == other["annotators"]
    assert one["items"] == other["items"]


def test_other_names_give_the_same_reliability(tmp_path: Path) -> None:
    rows = many(5, 80, 5, 3)
    renamed = [{**row, "annotator": f"{'edcba'[int(row['annotator'][-1])]} new"} for row in rows]
    first, second = (
        {
            row["annotator"]: row
            for row in run_statistics(tmp_path, part, pairValues=PAIR_VALUES)[1]["annotators"]
        }
        for part in (rows, renamed)
    )
    for at in range(5):
        before, after = first[f"annotator {at}"], second[f"{'edcba'[at]} new"]
        for figure in ("withOthers", "activeMs", "leftChoice", "accuracy", "weight"):
            assert after[figure]["value"] == pytest.approx(before[figure]["value"], abs=1e-6)
        # The optimiser goes another way and stops within its own tolerance.
        for figure in ("skill", "leftBias"):
            assert after[figure]["value"] == pytest.approx(before[figure]["value"], abs=1e-2)


GOOD = line("i", "a", "first")
BAD_LINES = [
    ("", "DATA_EMPTY", "holds no votes"),
    ("\n \n", "DATA_EMPTY", "holds no votes"),
    ("{", "DATA_INVALID", "line 1 is not JSON"),
    ("[" * 100_000, "DATA_INVALID", "line 1 is not JSON"),
    ("\n[1]", "DATA_INVALID", "line 2, value: must be an object, got list"),
    (
        json.dumps({**GOOD, "value": "third"}),
        "DATA_INVALID",
        "line 1, value: is no value of the scale, 'third'",
    ),
    (json.dumps({**GOOD, "value": True}), "DATA_INVALID", "value: is no value of the scale, True"),
    (json.dumps({**GOOD, "value": ["first"]}), "DATA_INVALID", "value: is no value of the scale"),
    (json.dumps({**GOOD, "value": float("nan")}), "DATA_INVALID", "NaN is no number"),
    ('{"item": "i", "annotator": "a", "value": ' + "9" * 5_000 + "}", "DATA_INVALID", "line 1 is not JSON"),
    (json.dumps({**GOOD, "item": 1}), "DATA_INVALID", "item: must be a text, got 1"),
    (json.dumps({**GOOD, "item": ""}), "DATA_INVALID", "item: must have 1 to 1000 characters, has 0"),
    (json.dumps({**GOOD, "annotator": "x" * 10**6}), "DATA_INVALID", "has 1000000"),
    (json.dumps({"item": "i", "value": "first"}), "DATA_INVALID", "annotator: must be a text, got None"),
    (json.dumps({**GOOD, "left": 2}), "DATA_INVALID", "left: must be 0 or 1, got 2"),
    (json.dumps({**GOOD, "left": True}), "DATA_INVALID", "left: must be 0 or 1, got True"),
    (json.dumps({**GOOD, "activeMs": -1}), "DATA_INVALID", "activeMs: must be a whole number"),
    (json.dumps({**GOOD, "activeMs": 1.5}), "DATA_INVALID", "activeMs: must be a whole number"),
    (json.dumps({**GOOD, "first": "x"}), "DATA_INVALID", "second: is missing beside its other"),
    (json.dumps({**GOOD, "first": "x", "second": "x"}), "DATA_INVALID", "second: is the same response"),
    (json.dumps({**GOOD, "side": 1}), "DATA_INVALID", "side: is not a known field"),
    (
        f"{json.dumps(GOOD)}\n{json.dumps(GOOD)}",
        "DATA_INVALID",
        "line 2, annotator: rated this item on line 1",
    ),
    (
        "\n".join(json.dumps({**GOOD, "annotator": a, "first": a, "second": "z"}) for a in "xy"),
        "DATA_INVALID",
        "line 2, first: item 'i' has other responses on line 1",
    ),
]


@pytest.mark.parametrize(("text", "code", "message"), BAD_LINES, ids=[message for _, _, message in BAD_LINES])
def test_bad_votes_are_named(tmp_path: Path, text: str, code: str, message: str) -> None:
    status, result = run_statistics(tmp_path, text)
    assert status == 1
    assert result["error"]["code"] == code
    assert message in result["error"]["message"]
    assert result["error"]["hint"]


BAD_REQUESTS: list[tuple[Json, str]] = [
    ({"version": 2}, "version: must be one of 1, got 2"),
    ({"votes": "../votes.jsonl"}, "votes: must be the name of a file beside the request"),
    ({"surprise": 1}, "surprise: is not a known field"),
    ({"bootstrap": 5}, "bootstrap: must be at least 100"),
    ({"level": 1}, "level: must be less than 1"),
    ({"seed": -1}, "seed: must be at least 0"),
    ({"minShared": 1}, "minShared: must be at least 2"),
    ({"scale": "nominal"}, "scale: must be an object, got str"),
    ({"scale": {"kind": "ratio", "values": [1, 2]}}, "scale.kind: must be one of"),
    ({"scale": {"kind": "nominal", "values": [1]}}, "scale.values: must be a list of 2 to 128 values"),
    ({"scale": {"kind": "nominal", "values": [1, "1"]}}, "scale.values[1]: stands there twice"),
    ({"scale": {"kind": "nominal", "values": [1, 1.5]}}, "scale.values[1]: must be a whole number or a text"),
    (
        {"scale": {"kind": "interval", "values": [1, 1]}},
        "scale.values[1]: must be greater than the one before",
    ),
    ({"scale": {"kind": "interval", "values": [1, "2"]}}, "scale.values[1]: must be a number, got str"),
    ({"scale": {"kind": "interval", "values": [1, 1e300]}}, "scale.values[1]: must be between"),
    ({"scale": {**PAIR, "unit": 1}}, "scale.unit: is not a known field"),
    ({"pairValues": []}, "pairValues: must be an object, got list"),
    ({"pairValues": {"first": "first"}}, "pairValues.second: is missing"),
    ({"pairValues": {**PAIR_VALUES, "x": "tie"}}, "pairValues.x: is no value of the scale"),
    (
        {"pairValues": {**PAIR_VALUES, "tie": "both"}},
        "pairValues.tie: must be 'first', 'second', 'tie' or null",
    ),
]


@pytest.mark.parametrize(("change", "message"), BAD_REQUESTS, ids=[message for _, message in BAD_REQUESTS])
def test_bad_requests_are_named(tmp_path: Path, change: Json, message: str) -> None:
    status, result = run_statistics(tmp_path, [GOOD], **change)
    assert status == 1
    assert result["error"]["code"] == "SPEC_INVALID"
    assert message in result["error"]["message"]


def test_a_request_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "request.json", tmp_path / "result.json"]
    for text in (None, b"\xff", b"{", b"NaN", b"[]"):
        if text is not None:
            paths[0].write_bytes(text)
        assert main([str(path) for path in paths]) == 1
        assert json.loads(paths[1].read_text())["error"]["code"] == "SPEC_INVALID"
    assert main([str(paths[0]), str(tmp_path / "nowhere" / "result.json")]) == 1
    assert "The error could not be written" in capsys.readouterr().err


def test_a_fault_of_ours_is_an_error_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("trainer.statistics.result.compute", broken)
    status, result = run_statistics(tmp_path, [GOOD])
    assert (status, result["error"]["code"]) == (1, "INTERNAL")
    assert "ZeroDivisionError: oh" in result["error"]["message"]


def test_one_vote_has_a_result(tmp_path: Path) -> None:
    status, result = run_statistics(tmp_path, [line("i", "a", "first", left=1)], pairValues=PAIR_VALUES)
    assert status == 0
    assert result["counts"]["sharedItems"] == 0
    assert result["agreement"]["pooled"]["why"] == "No item was rated by two people."
    assert result["annotators"][0]["leftChoice"]["value"] == 0
    assert result["items"] == []


def test_strange_ids_come_back_as_they_were(tmp_path: Path) -> None:
    ids = ["\ud800", "\u0000", "\u2028", "ß" * 1_000, '"', "__proto__"]
    status, result = run_statistics(tmp_path, [line(one, one, "tie") for one in ids])
    assert status == 0
    assert {row["annotator"] for row in result["annotators"]} == set(ids)


def test_strengths_on_a_scale_of_numbers(tmp_path: Path) -> None:
    strengths = list(range(-3, 4))
    meanings = {str(one): "second" if one > 0 else "first" if one < 0 else "tie" for one in strengths}
    rows = [
        line(f"i{item}", who, max(-3, min(3, item % 7 - 3 + change)), left=0)
        for item in range(30)
        for who, change in (("a", 0), ("b", 1), ("c", 0))
    ]
    scale = {"kind": "ordinal", "values": strengths}
    status, result = run_statistics(tmp_path, rows, scale=scale, pairValues=meanings)
    assert status == 0
    told = result["agreement"]
    assert told["alphaOrdinal"]["value"] > told["alphaNominal"]["value"]
    pair = told["cohen"]["pairs"][0]
    assert (pair["first"], pair["second"], pair["n"]) == ("a", "b", 30)
    assert pair["weighted"]["value"] > pair["kappa"]["value"]


def test_everybody_on_one_item(tmp_path: Path) -> None:
    rows = [line("i", f"a{at}", VALUES[at % 3]) for at in range(5_000)]
    status, result = run_statistics(tmp_path, rows)
    assert status == 0
    assert result["agreement"]["pooled"]["n"] == 1
    assert result["agreement"]["cohen"]["pairs"] == []


def test_a_hundred_thousand_votes(tmp_path: Path) -> None:
    status, result = run_statistics(tmp_path, many(6, 33_334, 30, 3), pairValues=PAIR_VALUES, bootstrap=1_000)
    assert status == 0
    assert result["counts"]["ratings"] == 100_002
    assert result["dawidSkene"]["converged"]
    low, high = result["agreement"]["alphaNominal"]["interval"]
    assert low < result["agreement"]["alphaNominal"]["value"] < high
