"""KTO: it learns from single answers, its reference point is the batch's, and its figures are the formula."""

import math
from pathlib import Path

import pytest

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
from tests.plain import answer_logprob, logprob_after, tokens_of
from tests.toy import judged, rows_for
from trainer.models import load_causal, load_tokenizer
from trainer.single_answers import Judged, auc, length_scores, mismatched, weights_of
from trainer.tiny import make_tiny


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def answer(good: bool, prompt: int = 0, length: int = 3) -> Judged:
    return Judged(1, [prompt], [length], good, length, None, None)


@pytest.mark.parametrize("loss", ["kto", "apo_zero_unpaired"])
def test_it_learns_which_answers_are_good(tiny: Path, tmp_path: Path, loss: str) -> None:
    train, held_out = rows_for("kto", tmp_path, 120), rows_for("kto", tmp_path, 30, seed=1)
    output = tmp_path / "out"
    spec = training_spec(output, "kto", tiny, train, held_out, learningRate=3e-3, loss=loss)
    assert run(spec) == 0
    told = events_of(output, "finished")[0]["figures"]
    # Before the first step policy and reference are one: every reward is 0, no answer is above another.
    assert metrics(output)[(0, "eval_auc")] == 0.5
    assert metrics(output)[(0, "eval_loss")] == pytest.approx(0.5, abs=1e-6)
    assert told["eval_auc"] >= 0.95
    assert told["eval_rewards/margins"] > 0


def test_its_figures_before_the_first_step_are_the_closed_form(tiny: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    make_tiny(other, seed=5)
    train = rows_for("kto", tmp_path, 8)
    spec = training_spec(tmp_path / "out", "kto", tiny, train, train, maxSteps=1, beta=0.2, batchSize=8)
    spec["reference"] = {"path": str(other)}
    spec["params"]["desirableWeight"] = 1.5
    assert run(spec) == 0
    tokenizer, policy, reference = load_tokenizer(str(tiny)), load_causal(str(tiny)), load_causal(str(other))
    rows = read_rows(Path(train))
    told = [tokens_of(tokenizer, row, "completion") for row in rows]
    ratios = [
        answer_logprob(policy, tokenizer, row, "completion")
        - answer_logprob(reference, tokenizer, row, "completion")
        for row in rows
    ]
    # Stand-ins whose answers name the rows that lend theirs.
    lent = mismatched([Judged(1, [at], [at], True, 1, None, None) for at in range(8)], spec["seed"])
    apart = [
        logprob_after(policy, told[at].prompt, told[other].answer)
        - logprob_after(reference, told[at].prompt, told[other].answer)
        for at, [other] in enumerate(lent)
    ]
    kl = max(0.0, sum(apart) / 8)
    good = sum(row["label"] for row in rows)
    scale = 8 / (1.5 * good + 8 - good)
    losses = [
        scale * (1.5 if row["label"] else 1) * (1 - sigmoid(0.2 * (1 if row["label"] else -1) * (ratio - kl)))
        for row, ratio in zip(rows, ratios, strict=True)
    ]
    figures = metrics(tmp_path / "out")
    assert figures[(0, "eval_kl")] == pytest.approx(kl, abs=1e-4)
    assert figures[(0, "eval_loss")] == pytest.approx(sum(losses) / 8, abs=1e-5)
    # One batch of all rows: the first step's figures are those too.
    assert figures[(1, "kl")] == pytest.approx(kl, abs=1e-4)
    assert figures[(1, "loss")] == pytest.approx(sum(losses) / 8, abs=1e-5)
    chosen = [0.2 * ratio for row, ratio in zip(rows, ratios, strict=True) if row["label"]]
    assert figures[(1, "rewards/chosen")] == pytest.approx(sum(chosen) / len(chosen), abs=1e-5)


def test_the_reference_point_does_not_depend_on_how_the_batch_is_cut(tiny: Path, tmp_path: Path) -> None:
    train = rows_for("kto", tmp_path, 24)
    for size in (1, 2, 8):
        spec = training_spec(
            tmp_path / str(size), "kto", tiny, train, train, batchSize=8, microBatch=size, learningRate=3e-3
        )
        assert run(spec) == 0
    for name in ("loss", "kl", "rewards/chosen", "rewards/rejected"):
        one, two, eight = (curve(tmp_path / str(size), name) for size in (1, 2, 8))
        assert one == pytest.approx(eight, abs=1e-5), name
        assert two == pytest.approx(eight, abs=1e-5), name
    assert max(curve(tmp_path / "1", "kl")) > 0


def test_good_and_bad_answers_weigh_alike_unless_told_otherwise() -> None:
    rows = [answer(True)] * 6 + [answer(False)] * 2
    good, bad = weights_of(rows, None)
    assert 6 * good == pytest.approx(2 * bad)
    assert (6 * good + 2 * bad) / 8 == pytest.approx(1)
    assert weights_of(rows, 1.0) == (1, 1)
    good, bad = weights_of(rows, 0.5)
    assert good / bad == pytest.approx(0.5)
    assert (6 * good + 2 * bad) / 8 == pytest.approx(1)


def test_everybody_is_lent_the_answer_to_another_prompt_where_there_is_one() -> None:
    rows = [Judged(1, [at // 3], [at], True, 1, None, None) for at in range(12)]
    lent = mismatched(rows, seed=3)
    assert all(other // 3 != at // 3 for at, [other] in enumerate(lent))
    assert lent == mismatched(rows, seed=3)
    assert lent != mismatched(rows, seed=4)
    same = [Judged(1, [0], [at], True, 1, None, None) for at in range(3)]
    assert all(other != at for at, [other] in enumerate(mismatched(same, seed=0)))
    assert mismatched(rows[:1], seed=0) == [[0]]


def test_auc_counts_how_often_a_good_answer_is_above_a_bad_one() -> None:
    good = [True, True, False, False]
    assert auc(good, [4, 3, 2, 1]) == 1
    assert auc(good, [1, 4, 2, 3]) == 0.5
    assert auc(good, [2, 2, 2, 1]) == pytest.approx((0.5 + 1 + 0.5 + 1) / 4)
    assert auc([True, True], [1, 2]) is None


def test_length_is_told_beside_the_model(tiny: Path, tmp_path: Path) -> None:
    def row(text: str, label: bool) -> Json:
        return {"prompt": user("a"), "completion": says(text), "label": label}

    rows = [row("x" * 9, False), row("y" * 3, True)] * 4
    held_out = [row("xxx", False), row("yy", True), row("y", False)]
    train, test = write_rows(tmp_path / "t.jsonl", rows), write_rows(tmp_path / "h.jsonl", held_out)
    assert run(training_spec(tmp_path / "out", "kto", tiny, train, test)) == 0
    # Shorter ones are the good ones in training: right of the first bad answer, wrong of the second.
    assert events_of(tmp_path / "out", "finished")[0]["figures"]["eval_length_baseline"] == 0.5
    made = read_rows(tmp_path / "out" / "evaluation.jsonl")
    assert [(one["line"], one["label"], one["lengthScore"]) for one in made] == [
        (1, False, -3),
        (2, True, -2),
        (3, False, -1),
    ]
    assert length_scores([answer(True, length=9), answer(False, length=2)], [answer(True, length=4)]) == [4]


def test_answers_of_one_kind_alone_are_refused(tiny: Path, tmp_path: Path) -> None:
    train = write_rows(tmp_path / "t.jsonl", [{**row, "label": True} for row in judged(6)])
    assert run(training_spec(tmp_path / "out", "kto", tiny, train, None)) == 1
    failed = events_of(tmp_path / "out", "failed")[0]
    assert failed["code"] == "DATA_EMPTY"
    assert "Every answer" in failed["message"]
