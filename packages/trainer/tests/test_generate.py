"""The stage `generate` on tiny models: repeatable, independent of batches, able to go on after a kill."""

import json
from pathlib import Path

import pytest

from tests.helpers import Json, common, events, events_of, generate_spec, read_rows, run, user, write_rows
from trainer.models import load_causal, load_tokenizer
from trainer.tiny import make_tiny


@pytest.fixture
def prompts(tmp_path: Path) -> str:
    texts = [
        "Hi",
        "Tell me of the sea.",
        "Why?",
        "A longer question, to make the padding uneven.",
        "Count: 1, 2,",
    ]
    rows = [{"promptId": f"p{index}", "messages": user(text)} for index, text in enumerate(texts)]
    return write_rows(tmp_path / "prompts.jsonl", rows)


def answers(output: Path) -> dict[tuple[str, str, int], Json]:
    rows = read_rows(output / "responses.jsonl")
    keyed = {(row["versionId"], row["promptId"], row["sampleIndex"]): row for row in rows}
    assert len(keyed) == len(rows), "an answer was made twice"
    return keyed


def texts(output: Path) -> dict[tuple[str, str, int], str]:
    return {key: row["text"] for key, row in answers(output).items()}


def test_every_model_answers_every_prompt(tiny: Path, tmp_path: Path, prompts: str) -> None:
    other = tmp_path / "other"
    make_tiny(other, seed=1)
    output = tmp_path / "out"
    assert run(generate_spec(output, {"v1": tiny, "v2": other}, prompts)) == 0
    made = answers(output)
    assert set(made) == {(v, f"p{p}", s) for v in ("v1", "v2") for p in range(5) for s in range(2)}
    assert made[("v1", "p0", 0)]["text"] != made[("v2", "p0", 0)]["text"]
    assert made[("v1", "p0", 0)]["text"] != made[("v1", "p0", 1)]["text"]
    kinds = [event["kind"] for event in events(output)]
    assert kinds[0] == "started"
    assert kinds[-2:] == ["artifact", "finished"]
    steps = [event["step"] for event in events_of(output, "progress")]
    assert (steps[0], steps[-1]) == (0, 20)
    assert all(event["value"] > 0 for event in events_of(output, "metric"))


def test_the_same_seed_answers_alike_whatever_the_batch(tiny: Path, tmp_path: Path, prompts: str) -> None:
    for name, budget in (("one", 1), ("some", 150), ("all", 10_000)):
        assert run(generate_spec(tmp_path / name, {"v": tiny}, prompts, tokenBudget=budget)) == 0
    assert texts(tmp_path / "one") == texts(tmp_path / "some") == texts(tmp_path / "all")
    for key, row in answers(tmp_path / "one").items():
        assert answers(tmp_path / "all")[key]["logprob"] == pytest.approx(row["logprob"], abs=1e-4)


def test_another_seed_answers_otherwise(tiny: Path, tmp_path: Path, prompts: str) -> None:
    assert run(generate_spec(tmp_path / "a", {"v": tiny}, prompts)) == 0
    assert run({**generate_spec(tmp_path / "b", {"v": tiny}, prompts), "seed": 8}) == 0
    assert texts(tmp_path / "a") != texts(tmp_path / "b")


def test_two_versions_of_the_same_weights_can_be_compared(tiny: Path, tmp_path: Path, prompts: str) -> None:
    """A model that training moved only a little would answer like its base else, and no pair be left."""
    assert run(generate_spec(tmp_path / "out", {"v1": tiny, "v2": tiny}, prompts)) == 0
    made = texts(tmp_path / "out")
    assert all(made[("v1", f"p{row}", 0)] != made[("v2", f"p{row}", 0)] for row in range(5))


def test_a_killed_run_makes_only_what_is_missing(tiny: Path, tmp_path: Path, prompts: str) -> None:
    whole = tmp_path / "whole"
    assert run(generate_spec(whole, {"v": tiny}, prompts)) == 0
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    lines = (whole / "responses.jsonl").read_text().splitlines(keepends=True)
    (first / "responses.jsonl").write_text("".join(lines[:4]) + lines[4][:30])
    spec = generate_spec(second, {"v": tiny}, prompts)
    assert run({**spec, "attempt": 2, "epoch": 2, "resumeFrom": str(first)}) == 0
    assert texts(second) == texts(whole)
    assert events_of(second, "started")[0]["resumedFromStep"] == 4


def test_greedy_answers_do_not_depend_on_the_seed(tiny: Path, tmp_path: Path, prompts: str) -> None:
    for seed in (1, 2):
        spec = generate_spec(tmp_path / str(seed), {"v": tiny}, prompts, temperature=0, samplesPerPrompt=1)
        assert run({**spec, "seed": seed}) == 0
    assert texts(tmp_path / "1") == texts(tmp_path / "2")


def test_a_prompt_too_long_is_told_and_left_out(tiny: Path, tmp_path: Path) -> None:
    rows = [{"promptId": "short", "messages": user("Hi")}, {"promptId": "long", "messages": user("x" * 300)}]
    output = tmp_path / "out"
    assert run(generate_spec(output, {"v": tiny}, write_rows(tmp_path / "p.jsonl", rows))) == 0
    assert {key[1] for key in answers(output)} == {"short"}
    assert "1 prompts" in events_of(output, "warning")[0]["message"]
    assert events_of(output, "finished")[0]["figures"]["prompts_left_out"] == 1


def fails_with(spec: Json, code: str) -> str:
    assert run(spec) == 1
    failed = events_of(Path(spec["outputDir"]), "failed")
    assert [event["code"] for event in failed] == [code]
    assert failed[0]["hint"]
    return str(failed[0]["message"])


def test_padding_that_equals_the_ending_is_refused(tiny: Path, tmp_path: Path, prompts: str) -> None:
    tokenizer = load_tokenizer(str(tiny))
    tokenizer.pad_token = tokenizer.eos_token
    broken = tmp_path / "broken"
    load_causal(str(tiny)).save_pretrained(broken)
    tokenizer.save_pretrained(broken)
    message = fails_with(generate_spec(tmp_path / "out", {"v": broken}, prompts), "PAD_IS_EOS")
    assert str(broken) in message


def test_pickled_weights_are_refused(tiny: Path, tmp_path: Path, prompts: str) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    for file in tiny.iterdir():
        if file.suffix != ".safetensors":
            (foreign / file.name).write_bytes(file.read_bytes())
    (foreign / "pytorch_model.bin").write_bytes(b"not to be opened")
    message = fails_with(generate_spec(tmp_path / "out", {"v": foreign}, prompts), "MODEL_UNUSABLE")
    assert "pytorch_model.bin" in message


def test_an_empty_prompt_file_says_so(tiny: Path, tmp_path: Path) -> None:
    fails_with(
        generate_spec(tmp_path / "out", {"v": tiny}, write_rows(tmp_path / "p.jsonl", [])), "DATA_EMPTY"
    )


def test_a_wrong_spec_ends_with_two_and_names_the_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = {**common(tmp_path), "method": "generate", "models": [], "prompts": "/p", "params": {}}
    assert run(spec) == 2
    assert "models: length must be at least 1" in capsys.readouterr().err


def test_rows_are_whole_and_as_the_contract_says(tiny: Path, tmp_path: Path, prompts: str) -> None:
    output = tmp_path / "out"
    assert run(generate_spec(output, {"v": tiny}, prompts)) == 0
    golden = json.loads(
        (Path(__file__).resolve().parents[3] / "tests/contract/fixtures/rows.json").read_text()
    )["response"][0]
    for row in answers(output).values():
        assert {key: type(value) for key, value in row.items()} == {k: type(v) for k, v in golden.items()}
