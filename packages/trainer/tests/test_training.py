"""What the training stages do, on tiny models: they learn, they tell the truth, they refuse
nonsense."""

import json
import math
from collections import Counter
from pathlib import Path

import pytest
import torch

from tests.helpers import (
    Json,
    curve,
    events_of,
    metrics,
    read_rows,
    run,
    says,
    training_spec,
    user,
    write_rows,
)
from tests.plain import answer_logprob
from tests.toy import pairs, rows_for
from trainer.checkpoint import verify
from trainer.data import Turn, encode
from trainer.models import load_causal, load_tokenizer
from trainer.scoring import Answered, Scorer, accuracy
from trainer.tiny import make_tiny

METHODS = ["sft", "reward", "dpo", "kto", "orpo", "simpo"]


def figures(output: Path) -> Json:
    told: Json = events_of(output, "finished")[0]["figures"]
    return told


def weights(folder: Path) -> bytes:
    return (folder / "model.safetensors").read_bytes()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("lora", [None, {"rank": 4, "alpha": 8, "dropout": 0}], ids=["full", "lora"])
def test_a_run_publishes_one_whole_model(tiny: Path, tmp_path: Path, method: str, lora: Json | None) -> None:
    train = rows_for(method, tmp_path, 16)
    prompts = write_rows(tmp_path / "prompts.jsonl", [{"promptId": "fixed", "messages": user("abc")}])
    spec = training_spec(tmp_path / "out", method, tiny, train, train, lora=lora, evalSteps=1, saveSteps=2)
    spec["samples"] = {"prompts": prompts, "maxNewTokens": 5, "temperature": 0}
    assert run(spec) == 0
    output = tmp_path / "out"

    manifest = verify(output / "model")
    assert (manifest.kind, manifest.step, manifest.config_hash) == ("model", 4, "test")
    names = {entry.path for entry in manifest.files}
    assert "model.safetensors" in names
    assert not any(name.endswith((".bin", ".pt", ".pth")) or "adapter" in name for name in names)
    assert weights(output / "model") != weights(tiny)
    assert [event["name"] for event in events_of(output, "artifact")][-1] == "model"
    assert [event["step"] for event in events_of(output, "checkpoint")] == [2, 4]
    assert len(curve(output, "loss")) == 4
    if method != "reward":
        assert [event["step"] for event in events_of(output, "sample")] == [0, 1, 2, 3, 4]
    assert not list(output.rglob("training_args.bin"))


def test_a_reward_model_learns_and_scores_the_same_everywhere(tiny: Path, tmp_path: Path) -> None:
    train, held_out = rows_for("reward", tmp_path, 240), rows_for("reward", tmp_path, 100, seed=1)
    output = tmp_path / "out"
    spec = training_spec(
        output, "reward", tiny, train, held_out, batchSize=8, microBatch=8, learningRate=3e-3
    )
    assert run(spec) == 0
    told = figures(output)
    assert told["eval_accuracy"] >= 0.97
    assert told["eval_margin"] > 1

    # The published model, loaded anew by the one scoring function, repeats the evaluation's scores.
    rows, made = read_rows(Path(held_out)), read_rows(output / "evaluation.jsonl")
    scorer = Scorer.load(str(output / "model"), "cpu")
    for side in ("chosen", "rejected"):
        answers = [
            Answered((Turn("user", row["prompt"][0]["content"]),), row[side][0]["content"], True)
            for row in rows
        ]
        scores = scorer.score(answers, unfinished=None, batch=7)
        assert scores == pytest.approx([row[f"{side}Score"] for row in made], abs=1e-5)
    assert accuracy(
        *[[row[f"{side}Score"] for row in made] for side in ("chosen", "rejected")]
    ) == pytest.approx(told["eval_accuracy"])


def test_an_adapters_scores_survive_merging_and_loading(tiny: Path, tmp_path: Path) -> None:
    train = rows_for("reward", tmp_path, 64)
    lora = {"rank": 8, "alpha": 16, "dropout": 0}
    assert (
        run(training_spec(tmp_path / "out", "reward", tiny, train, train, lora=lora, learningRate=1e-2)) == 0
    )
    scorer = Scorer.load(str(tmp_path / "out" / "model"), "cpu")
    rows, made = read_rows(Path(train)), read_rows(tmp_path / "out" / "evaluation.jsonl")
    answers = [
        Answered((Turn("user", row["prompt"][0]["content"]),), row["chosen"][0]["content"], True)
        for row in rows
    ]
    assert scorer.score(answers, unfinished=None) == pytest.approx(
        [row["chosenScore"] for row in made], abs=1e-4
    )
    assert figures(tmp_path / "out")["eval_accuracy"] > 0.9

    # Their spread at the last evaluation is told too: each score in the bin that it lies in.
    last = events_of(tmp_path / "out", "progress")[-1]["step"]
    for side in ("chosen", "rejected"):
        told = {
            name: value
            for (step, name), value in metrics(tmp_path / "out").items()
            if step == last and name.startswith(f"histogram/eval_scores/{side}/")
        }
        width = float(next(iter(told)).split("/")[-2])
        places = Counter(math.floor(row[f"{side}Score"] / width) for row in made)
        assert {int(name.split("/")[-1]): int(count) for name, count in told.items()} == places


def test_a_cut_off_answer_is_never_scored_as_finished(tiny: Path, tmp_path: Path) -> None:
    train = rows_for("reward", tmp_path, 16)
    assert run(training_spec(tmp_path / "out", "reward", tiny, train, None)) == 0
    scorer = Scorer.load(str(tmp_path / "out" / "model"), "cpu")
    prompt = (Turn("user", "abc"),)
    finished, cut = Answered(prompt, "yes yes", True), Answered(prompt, "yes yes", False)
    too_long = Answered(prompt, "yes " * 100, True)
    whole = scorer.score([finished], unfinished=None)[0]
    assert scorer.score([cut, finished, too_long], unfinished=-5.0) == [
        -5.0,
        pytest.approx(whole, abs=1e-5),
        None,
    ]
    assert scorer.score([cut], unfinished=None) == [None]

    tokenizer = load_tokenizer(str(tiny))
    assert encode(tokenizer, prompt, "yes").answer[-1] == tokenizer.eos_token_id
    assert tokenizer.eos_token_id not in encode(tokenizer, prompt, "yes", finished=False).answer


def test_length_is_reported_beside_the_model(tiny: Path, tmp_path: Path) -> None:
    rows = [{"prompt": user("a"), "chosen": says("x" * 9), "rejected": says("y" * 3)} for _ in range(8)]
    held_out = [
        *rows[:3],
        {"prompt": user("a"), "chosen": says("xx"), "rejected": says("yyy")},
        {"prompt": user("a"), "chosen": says("xx"), "rejected": says("yy")},
    ]
    train, test = write_rows(tmp_path / "t.jsonl", rows), write_rows(tmp_path / "h.jsonl", held_out)
    assert run(training_spec(tmp_path / "out", "reward", tiny, train, test)) == 0
    assert figures(tmp_path / "out")["eval_length_baseline"] == pytest.approx(3.5 / 5)
    made = read_rows(tmp_path / "out" / "evaluation.jsonl")
    assert [row["lengthRight"] for row in made] == [1, 1, 1, 0, 0.5]


def test_dpo_starts_at_the_logarithm_of_two_and_learns(tiny: Path, tmp_path: Path) -> None:
    train, held_out = rows_for("dpo", tmp_path, 64), rows_for("dpo", tmp_path, 20, seed=1)
    output = tmp_path / "out"
    assert run(training_spec(output, "dpo", tiny, train, held_out)) == 0
    told = metrics(output)
    assert told[(1, "loss")] == pytest.approx(math.log(2), abs=1e-6)
    assert told[(0, "eval_loss")] == pytest.approx(math.log(2), abs=1e-6)
    assert told[(0, "eval_rewards/accuracies")] == 0.5
    assert figures(output)["eval_rewards/accuracies"] >= 0.95


@pytest.mark.parametrize(("epochs", "limit", "steps"), [(2, 3, 3), (2, 30, 4), (2, 4, 4), (0.5, None, 1)])
def test_a_run_ends_with_its_epochs_or_before(
    tiny: Path, tmp_path: Path, epochs: float, limit: int | None, steps: int
) -> None:
    train = rows_for("sft", tmp_path, 7)
    assert run(training_spec(tmp_path / "out", "sft", tiny, train, None, epochs=epochs, maxSteps=limit)) == 0
    assert events_of(tmp_path / "out", "progress")[-1]["step"] == steps
    assert {event["total"] for event in events_of(tmp_path / "out", "progress")} == {steps}


@pytest.mark.parametrize("method", METHODS)
def test_an_adapters_dropout_is_what_was_asked_for(tiny: Path, tmp_path: Path, method: str) -> None:
    train = rows_for(method, tmp_path, 8)
    for dropout in (0, 0.5):
        lora = {"rank": 4, "alpha": 8, "dropout": dropout}
        spec = training_spec(tmp_path / str(dropout), method, tiny, train, None, lora=lora, learningRate=1e-2)
        assert run(spec) == 0
    # The first step has an adapter that adds nothing yet; what it learns from there has gaps.
    assert curve(tmp_path / "0", "loss")[0] == pytest.approx(curve(tmp_path / "0.5", "loss")[0], abs=1e-6)
    assert weights(tmp_path / "0" / "model") != weights(tmp_path / "0.5" / "model")


def test_dpo_is_held_to_the_reference_it_names(tiny: Path, tmp_path: Path) -> None:
    """The rewards before the first step, against the closed form: also shows what is masked and what not."""
    other = tmp_path / "other"
    make_tiny(other, seed=5)
    train = rows_for("dpo", tmp_path, 8)
    spec = training_spec(tmp_path / "out", "dpo", tiny, train, train, maxSteps=1, beta=0.2)
    spec["reference"] = {"path": str(other)}
    assert run(spec) == 0
    tokenizer, policy, reference = load_tokenizer(str(tiny)), load_causal(str(tiny)), load_causal(str(other))
    rewards = {
        side: [
            0.2
            * (answer_logprob(policy, tokenizer, row, side) - answer_logprob(reference, tokenizer, row, side))
            for row in read_rows(Path(train))
        ]
        for side in ("chosen", "rejected")
    }
    told = metrics(tmp_path / "out")
    for side, values in rewards.items():
        assert told[(0, f"eval_rewards/{side}")] == pytest.approx(sum(values) / 8, abs=1e-4)
    losses = [
        -math.log(1 / (1 + math.exp(-(c - r))))
        for c, r in zip(rewards["chosen"], rewards["rejected"], strict=True)
    ]
    assert told[(0, "eval_loss")] == pytest.approx(sum(losses) / 8, abs=1e-5)


def test_sft_learns_the_answer_and_not_the_prompt(tiny: Path, tmp_path: Path) -> None:
    train, held_out = rows_for("sft", tmp_path, 64), rows_for("sft", tmp_path, 10, seed=1)
    output = tmp_path / "out"
    spec = training_spec(output, "sft", tiny, train, held_out, learningRate=3e-3, exactMatchRows=10)
    assert run(spec) == 0
    tokenizer, model = load_tokenizer(str(tiny)), load_causal(str(tiny))
    rows = [{**row, "chosen": row["completion"]} for row in read_rows(Path(held_out))]
    loss = -sum(answer_logprob(model, tokenizer, row, "chosen") for row in rows)
    # "ok" and the end token: three tokens a row.
    assert metrics(output)[(0, "eval_loss")] == pytest.approx(loss / 30, abs=1e-5)
    assert metrics(output)[(0, "eval_exact_match")] == 0
    told = figures(output)
    assert (told["eval_exact_match_before"], told["eval_exact_match"]) == (0, 1)
    assert told["eval_mean_token_accuracy"] == 1


@pytest.mark.parametrize("method", ["reward", "dpo", "orpo", "simpo"])
def test_weights_count_alike_however_the_batch_is_cut(tiny: Path, tmp_path: Path, method: str) -> None:
    rows = [{**row, "weight": [0.5, 2.0, 1.0, 3.0][index % 4]} for index, row in enumerate(pairs(8))]
    train = write_rows(tmp_path / "t.jsonl", rows)
    for size in (1, 2, 4):
        spec = training_spec(
            tmp_path / str(size), method, tiny, train, train, microBatch=size, useWeights=True
        )
        assert run(spec) == 0
    one, two, four = (curve(tmp_path / str(size), "loss") for size in (1, 2, 4))
    assert one == pytest.approx(four, abs=1e-5)
    assert two == pytest.approx(four, abs=1e-5)


def test_weights_have_an_effect_and_a_weight_of_nothing_leaves_the_pair_out(
    tiny: Path, tmp_path: Path
) -> None:
    kept = [{**row, "weight": 1.0 + index % 2} for index, row in enumerate(pairs(8))]
    noise = [{**row, "weight": 0} for row in pairs(8, seed=9)]
    with_noise = write_rows(tmp_path / "noise.jsonl", [*kept, *noise])
    without = write_rows(tmp_path / "kept.jsonl", kept)
    for name, train, use in (("a", with_noise, True), ("b", without, True), ("c", without, False)):
        assert run(training_spec(tmp_path / name, "reward", tiny, train, None, useWeights=use)) == 0
    assert weights(tmp_path / "a" / "model") == weights(tmp_path / "b" / "model")
    assert curve(tmp_path / "b", "loss") != curve(tmp_path / "c", "loss")


def test_strength_as_margin_raises_the_loss_by_its_formula(tiny: Path, tmp_path: Path) -> None:
    rows = [{**row, "margin": 0.5} for row in pairs(4)]
    train = write_rows(tmp_path / "t.jsonl", rows)
    for name, use in (("with", True), ("without", False)):
        spec = training_spec(tmp_path / name, "reward", tiny, train, train, useMargin=use, microBatch=4)
        assert run(spec) == 0
    gap = metrics(tmp_path / "with")[(1, "margin")]
    assert gap == metrics(tmp_path / "without")[(1, "margin")]
    assert metrics(tmp_path / "with")[(1, "loss")] > metrics(tmp_path / "without")[(1, "loss")]


@pytest.mark.parametrize("method", METHODS)
def test_a_loss_that_is_no_number_ends_the_run_and_publishes_nothing(
    tiny: Path, tmp_path: Path, method: str
) -> None:
    train = rows_for(method, tmp_path, 16)
    output = tmp_path / "out"
    spec = training_spec(output, method, tiny, train, None, learningRate=1e30, saveSteps=1)
    assert run(spec) == 1
    assert [event["code"] for event in events_of(output, "failed")] == ["DIVERGED"]
    assert not (output / "model").exists()
    assert not events_of(output, "artifact")
    for event in events_of(output, "checkpoint"):
        assert event["step"] < events_of(output, "progress")[-1]["step"] + 1
    assert not events_of(output, "finished")


def test_a_loss_that_is_no_number_stands_on_the_curve(tiny: Path, tmp_path: Path) -> None:
    model = load_causal(str(tiny))
    with torch.no_grad():
        model.model.norm.weight.fill_(float("nan"))
    broken = tmp_path / "broken"
    model.save_pretrained(broken)
    load_tokenizer(str(tiny)).save_pretrained(broken)
    assert run(training_spec(tmp_path / "out", "sft", broken, rows_for("sft", tmp_path, 8), None)) == 1
    losses = [event for event in events_of(tmp_path / "out", "metric") if event["name"] == "loss"]
    assert [(event["step"], event["value"]) for event in losses] == [(1, "NaN")]


def test_rows_too_long_are_told_and_an_empty_rest_refused(tiny: Path, tmp_path: Path) -> None:
    long = {"prompt": user("a"), "chosen": says("x" * 300), "rejected": says("y")}
    train = write_rows(tmp_path / "t.jsonl", [*pairs(4), long])
    assert run(training_spec(tmp_path / "out", "reward", tiny, train, None)) == 0
    assert "1 of 5 training rows" in events_of(tmp_path / "out", "warning")[0]["message"]
    alone = write_rows(tmp_path / "l.jsonl", [long])
    assert run(training_spec(tmp_path / "none", "reward", tiny, alone, None)) == 1
    assert events_of(tmp_path / "none", "failed")[0]["code"] == "DATA_EMPTY"


def test_a_gpu_that_is_not_there_is_told(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    spec = training_spec(tmp_path / "out", "sft", tiny, rows_for("sft", tmp_path, 4), None)
    spec["device"] = {**spec["device"], "kind": "cuda"}
    assert run(spec) == 1
    assert events_of(tmp_path / "out", "failed")[0]["code"] == "DEVICE_UNAVAILABLE"


def test_a_models_note_says_where_it_comes_from(tiny: Path, tmp_path: Path) -> None:
    assert run(training_spec(tmp_path / "out", "reward", tiny, rows_for("reward", tmp_path, 8), None)) == 0
    note = json.loads((tmp_path / "out" / "model" / "prefloop.json").read_text())
    assert note["source"] == "reward, run run, step 2"
    assert note["scoring"]["maxLength"] == 128
    assert note["scoring"]["std"] > 0
