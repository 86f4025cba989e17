"""ORPO and SimPO: they learn, and what they tell at the start is their formula."""

import math
from pathlib import Path

import pytest

from tests.helpers import events_of, metrics, read_rows, run, training_spec
from tests.plain import answer_logprob, tokens_of
from tests.toy import rows_for
from trainer.models import load_causal, load_tokenizer


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@pytest.mark.parametrize("method", ["orpo", "simpo"])
def test_it_learns_which_answers_are_preferred(tiny: Path, tmp_path: Path, method: str) -> None:
    train, held_out = rows_for(method, tmp_path, 64), rows_for(method, tmp_path, 20, seed=1)
    output = tmp_path / "out"
    assert run(training_spec(output, method, tiny, train, held_out, learningRate=3e-3)) == 0
    told = events_of(output, "finished")[0]["figures"]
    assert told["eval_rewards/accuracies"] >= 0.95
    assert told["eval_loss"] < metrics(output)[(0, "eval_loss")]


@pytest.mark.parametrize("method", ["orpo", "simpo"])
def test_its_figures_before_the_first_step_are_the_closed_form(
    tiny: Path, tmp_path: Path, method: str
) -> None:
    train = rows_for(method, tmp_path, 8)
    spec = training_spec(tmp_path / "out", method, tiny, train, train, maxSteps=1, beta=0.5)
    if method == "simpo":
        spec["params"]["gamma"] = 0.3
    assert run(spec) == 0
    tokenizer, model = load_tokenizer(str(tiny)), load_causal(str(tiny))
    rows = read_rows(Path(train))
    means = {
        side: [
            answer_logprob(model, tokenizer, row, side) / len(tokens_of(tokenizer, row, side).answer)
            for row in rows
        ]
        for side in ("chosen", "rejected")
    }
    told = metrics(tmp_path / "out")
    for side, values in means.items():
        assert told[(0, f"eval_rewards/{side}")] == pytest.approx(0.5 * sum(values) / 8, abs=1e-5)

    def odds(mean: float) -> float:
        return math.exp(mean) / (1 - math.exp(mean))

    losses = [
        -c - 0.5 * math.log(sigmoid(math.log(odds(c) / odds(r))))
        if method == "orpo"
        else -math.log(sigmoid(0.5 * (c - r) - 0.3))
        for c, r in zip(means["chosen"], means["rejected"], strict=True)
    ]
    assert told[(0, "eval_loss")] == pytest.approx(sum(losses) / 8, abs=1e-5)
