"""The golden files of the contract, which the platform's tests read too."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from tests.votes import run_statistics
from trainer.data import AnswerRow, PreferenceRow, PromptRow, SftRow, UnpairedRow, read_rows
from trainer.decode import DecodeError, camel, decode
from trainer.errors import TrainerError
from trainer.events import Events
from trainer.spec import load_spec, parse_spec
from trainer.statistics.request import parse_request

FIXTURES = Path(__file__).resolve().parents[3] / "tests" / "contract" / "fixtures"
SPECS = json.loads((FIXTURES / "run-specs.json").read_text())
ROWS = json.loads((FIXTURES / "rows.json").read_text())
STATISTICS = json.loads((FIXTURES / "statistics.json").read_text())
LINES = [json.loads(line) for line in (FIXTURES / "events.jsonl").read_text().splitlines()]
KINDS: dict[str, Any] = {
    "prompt": PromptRow,
    "sft": SftRow,
    "preference": PreferenceRow,
    "unpaired": UnpairedRow,
    "answer": AnswerRow,
}


def as_json(value: object) -> object:
    """A decoded value back as JSON, without the optional fields that were absent."""
    if dataclasses.is_dataclass(value):
        fields = {field.name: field for field in dataclasses.fields(value)}
        pairs = [(name, getattr(value, name)) for name in fields]
        return {
            camel(name): as_json(part)
            for name, part in pairs
            if part is not None or fields[name].default is dataclasses.MISSING
        }
    return [as_json(part) for part in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", SPECS["valid"])
def test_a_valid_spec_is_taken_unchanged(name: str) -> None:
    assert as_json(parse_spec(SPECS["valid"][name])) == SPECS["valid"][name]


@pytest.mark.parametrize("case", SPECS["invalid"], ids=lambda case: case["why"])
def test_an_invalid_spec_is_refused_by_field(case: dict[str, Any]) -> None:
    with pytest.raises(DecodeError) as fault:
        parse_spec(case["spec"])
    assert str(fault.value).startswith(f"{case['field']}: ")


def test_a_spec_that_is_not_json_says_so(tmp_path: Path) -> None:
    path = tmp_path / "spec.json"
    path.write_text("{")
    with pytest.raises(TrainerError, match="is not JSON") as fault:
        load_spec(path)
    assert fault.value.code == "SPEC_INVALID"


@pytest.mark.parametrize("kind", KINDS)
def test_valid_rows_are_taken_unchanged(kind: str) -> None:
    assert [as_json(decode(KINDS[kind], row)) for row in ROWS[kind]] == ROWS[kind]


# Rows of the other kinds are written by the trainer and read by the platform alone.
READ_HERE = [case for case in ROWS["invalid"] if case["kind"] in KINDS]


@pytest.mark.parametrize("case", READ_HERE, ids=lambda case: f"{case['kind']} {case['field']}")
def test_an_invalid_row_is_refused_by_field(case: dict[str, Any]) -> None:
    with pytest.raises(DecodeError) as fault:
        decode(KINDS[case["kind"]], case["row"])
    assert str(fault.value).startswith(f"{case['field']}: ")


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROWS["sft"][0]) + "\n" + '{"prompt": 1}\n')
    with pytest.raises(TrainerError, match=r"line 2, prompt: must be a list, got int"):
        read_rows(str(path), SftRow)


def write_again(events: Events, line: dict[str, Any]) -> None:
    """Sends one golden line's content through the writer."""
    kind, step = line["kind"], line.get("step", 0)
    words = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
    if kind == "started":
        events.started(
            method=line["method"],
            device=line["device"],
            device_name=line["deviceName"],
            precision=line["precision"],
            threads=line["threads"],
            processes=line["processes"],
            resumed_from_step=line["resumedFromStep"],
            versions=line["versions"],
        )
    elif kind == "progress":
        events.progress(step, line["total"], line["unit"])
    elif kind == "metric":
        events.metric(step, line["name"], words.get(line["value"], line["value"]))
    elif kind == "sample":
        events.sample(
            step,
            prompt_id=line["promptId"],
            prompt=line["prompt"],
            completion=line["completion"],
            finish_reason=line["finishReason"],
            reward=line.get("reward"),
        )
    elif kind == "checkpoint":
        events.checkpoint(step, line["manifest"])
    elif kind == "warning":
        events.warning(line["code"], line["message"])
    elif kind == "artifact":
        events.artifact(line["name"], line["path"], line["manifest"], line["bytes"])
    elif kind == "finished":
        figures = {name: words.get(value, value) for name, value in line["figures"].items()}
        events.finished(line["reason"], step, figures)
    else:
        assert kind == "failed"
        events.failed(line["code"], line["message"], line["hint"])


def test_the_writer_makes_the_golden_lines(tmp_path: Path) -> None:
    with Events(tmp_path, epoch=3) as events:
        for line in LINES:
            write_again(events, line)
    written = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]
    assert [{**line, "time": ""} for line in written] == [{**line, "time": ""} for line in LINES]


def test_a_later_writer_ends_a_torn_line_and_counts_on(tmp_path: Path) -> None:
    with Events(tmp_path, epoch=1) as events:
        events.metric(1, "loss", 1.0)
    with (tmp_path / "events.jsonl").open("a") as file:
        file.write('{"seq": 2, "ki')
    with Events(tmp_path, epoch=2) as events:
        events.metric(2, "loss", 0.5)
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    assert [json.loads(lines[index])["seq"] for index in (0, 2)] == [1, 3]
    assert json.loads(lines[2])["epoch"] == 2


def test_only_the_first_process_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RANK", "1")
    with Events(tmp_path, epoch=1) as events:
        events.metric(1, "loss", 1.0)
    assert not (tmp_path / "events.jsonl").exists()


@pytest.mark.parametrize("name", STATISTICS["requests"])
def test_a_request_of_statistics_is_taken_as_it_says(name: str) -> None:
    content = STATISTICS["requests"][name]
    request = parse_request(content, Path("folder"))
    assert request.votes == Path("folder") / content["votes"]
    assert as_json(request.scale) == content["scale"]
    assert [request.seed, request.bootstrap, request.level, request.min_shared] == [
        content[key] for key in ("seed", "bootstrap", "level", "minShared")
    ]
    meanings = content.get("pairValues")
    assert request.pair_values == (meanings and tuple(meanings[str(one)] for one in request.scale.values))


@pytest.mark.parametrize("case", STATISTICS["invalid"], ids=lambda case: case["why"])
def test_an_invalid_request_of_statistics_is_refused_by_field(case: dict[str, Any]) -> None:
    with pytest.raises(DecodeError) as fault:
        parse_request(case["request"], Path("folder"))
    assert str(fault.value).startswith(f"{case['field']}: ")


@pytest.mark.parametrize("case", STATISTICS["invalidVotes"], ids=lambda case: case["field"])
def test_an_invalid_vote_is_refused_by_field(case: dict[str, Any], tmp_path: Path) -> None:
    code, result = run_statistics(tmp_path, [case["vote"]], scale=STATISTICS["requests"]["nominal"]["scale"])
    assert (code, result["error"]["code"]) == (1, "DATA_INVALID")
    assert f"line 1, {case['field']}: " in result["error"]["message"]


def test_the_statistics_make_the_golden_result(tmp_path: Path) -> None:
    request = {**STATISTICS["requests"]["nominal"], "votes": "votes.jsonl"}
    code, result = run_statistics(tmp_path, STATISTICS["votes"], **request)
    assert code == 0
    # Shape and words are the same; the last digits are the machine's.
    assert alike(result, STATISTICS["result"])


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return list(one) == list(other) and all(alike(part, other[key]) for key, part in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == pytest.approx(other, abs=1e-4)) if isinstance(one, float) else one == other


def test_no_votes_fail_in_the_golden_words(tmp_path: Path) -> None:
    assert run_statistics(tmp_path, "") == (1, STATISTICS["failure"])
