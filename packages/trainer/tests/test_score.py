"""The stage `score`, with two tiny reward models of its own making."""

from pathlib import Path

import pytest

from tests.helpers import Json, common, events_of, read_rows, run, training_spec, user, write_rows
from tests.toy import rows_for
from trainer.data import Turn
from trainer.scoring import Answered, Scorer


def figures(output: Path) -> Json:
    (finished,) = events_of(output, "finished")
    return finished["figures"]


def answer(name: str, text: str, *, finished: bool = True) -> Json:
    return {"responseId": name, "prompt": user("abc"), "text": text, "finished": finished}


def spec(output: Path, models: dict[str, Path], answers: str, batch: int = 2) -> Json:
    return {
        **common(output),
        "method": "score",
        "models": [{"versionId": name, "path": str(path)} for name, path in models.items()],
        "answers": answers,
        "params": {"batchSize": batch},
    }


@pytest.fixture(scope="module")
def rewards(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two that differ in their seed alone, as an ensemble does."""
    folder = tmp_path_factory.mktemp("rewards")
    rows = rows_for("reward", folder, 16)
    for seed in (1, 2):
        assert run({**training_spec(folder / f"{seed}", "reward", tiny, rows, None), "seed": seed}) == 0
    return {f"r{seed}": folder / f"{seed}" / "model" for seed in (1, 2)}


def test_every_model_scores_every_answer_as_the_one_scoring_function_does(
    rewards: dict[str, Path], tmp_path: Path
) -> None:
    texts = ["yes yes", "no", "abc abc abc", "yes", "no no"]
    path = write_rows(tmp_path / "answers.jsonl", [answer(f"x{n}", text) for n, text in enumerate(texts)])
    assert run(spec(tmp_path / "out", rewards, path)) == 0
    made = read_rows(tmp_path / "out" / "scores.jsonl")
    assert [(row["versionId"], row["responseId"]) for row in made] == [
        (version, f"x{n}") for version in rewards for n in range(len(texts))
    ]
    for version, folder in rewards.items():
        scorer = Scorer.load(str(folder), "cpu")
        wanted = scorer.score(
            [Answered((Turn("user", "abc"),), text, True) for text in texts], unfinished=None
        )
        assert [row["score"] for row in made if row["versionId"] == version] == pytest.approx(
            wanted, abs=1e-5
        )
    one, other = ([row["score"] for row in made if row["versionId"] == version] for version in rewards)
    assert one != other
    told = figures(tmp_path / "out")
    assert told["scores"] == 10
    assert told["unscored"] == 0


def test_what_is_cut_off_or_too_long_gets_no_score(rewards: dict[str, Path], tmp_path: Path) -> None:
    rows = [answer("cut", "yes", finished=False), answer("long", "yes " * 200), answer("fine", "yes")]
    path = write_rows(tmp_path / "answers.jsonl", rows)
    assert run(spec(tmp_path / "out", {"r1": rewards["r1"]}, path)) == 0
    scores = {row["responseId"]: row["score"] for row in read_rows(tmp_path / "out" / "scores.jsonl")}
    assert scores["cut"] is None
    assert scores["long"] is None
    assert isinstance(scores["fine"], float)
    assert figures(tmp_path / "out")["unscored"] == 2


def test_a_model_that_is_no_reward_model_is_refused(tiny: Path, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "answers.jsonl", [answer("x", "yes")])
    assert run(spec(tmp_path / "out", {"r1": tiny}, path)) == 1
    (failed,) = events_of(tmp_path / "out", "failed")
    assert "no reward model of ours" in failed["message"]
