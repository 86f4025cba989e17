"""A small world for reinforcement: a model that writes random words, and one that likes the letter "a"."""

import random
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import Json, common, read_rows, run, says, training_spec, user, write_rows
from trainer.control import Control
from trainer.models import load_causal, load_tokenizer
from trainer.sampling import Settings, sample_batch

LETTERS = "abcdefghijklmnop"
LORA = {"rank": 4, "alpha": 8, "dropout": 0}


def word(source: random.Random, letters: str = LETTERS) -> str:
    return "".join(source.choice(letters) for _ in range(source.randint(3, 8)))


def share_of_a(texts: list[str]) -> float:
    return sum(text.count("a") for text in texts) / max(1, sum(len(text) for text in texts))


def prompts(folder: Path, count: int, seed: int = 0) -> str:
    source = random.Random(seed)
    rows = [{"promptId": f"p{at}", "messages": user(word(source))} for at in range(count)]
    return write_rows(folder / f"prompts-{count}-{seed}.jsonl", rows)


def make_writer(tiny: Path, folder: Path) -> Path:
    """Answers everything with a word of any of the sixteen letters, and ends it."""
    source = random.Random(1)
    rows = [{"prompt": user(word(source)), "completion": says(word(source))} for _ in range(1_600)]
    spec = training_spec(folder / "writer", "sft", tiny, write_rows(folder / "words.jsonl", rows), None)
    spec["params"] |= {"batchSize": 16, "microBatch": 16, "learningRate": 3e-3}
    assert run(spec) == 0
    return folder / "writer" / "model"


def make_judge(tiny: Path, folder: Path) -> Path:
    """Likes words by their share of the letter "a", whatever their length."""
    source = random.Random(2)

    def answer() -> str:
        share = source.random()
        return "".join("a" if source.random() < share else letter for letter in word(source))

    rows: list[Json] = []
    while len(rows) < 1_600:
        better, worse = sorted((answer(), answer()), key=lambda text: -share_of_a([text]))
        if share_of_a([better]) > share_of_a([worse]):
            rows.append({"prompt": user(word(source)), "chosen": says(better), "rejected": says(worse)})
    spec = training_spec(folder / "judge", "reward", tiny, write_rows(folder / "pairs.jsonl", rows), None)
    spec["params"] |= {"batchSize": 16, "microBatch": 16, "learningRate": 2e-3}
    assert run(spec) == 0
    return folder / "judge" / "model"


def ppo_spec(output: Path, writer: Path, judge: Path, asked: str, **params: object) -> Json:
    """Two steps of eight answers, learnt from once."""
    return {
        **common(output),
        "method": "ppo",
        "model": {"path": str(writer)},
        "reference": None,
        "rewardModel": {"path": str(judge)},
        "dataset": {"train": asked, "eval": None},
        "samples": None,
        "params": {
            "steps": 2,
            "batchSize": 8,
            "microBatch": 4,
            "minibatches": 1,
            "ppoEpochs": 1,
            "sampleBatch": 8,
            "maxNewTokens": 12,
            "temperature": 1,
            "learningRate": 1e-3,
            "criticLearningRate": 3e-3,
            "criticWarmupSteps": 0,
            "schedule": "constant",
            "warmupRatio": 0,
            "weightDecay": 0,
            "maxGradNorm": 1,
            "maxLength": 96,
            "gradientCheckpointing": False,
            "lora": None,
            "klCoefficient": 0.02,
            "klTarget": None,
            "klHorizon": 1_000,
            "gamma": 1,
            "lambda": 0.95,
            "clipRange": 0.2,
            "valueClipRange": 0.5,
            "maxKl": None,
            "missingEosPenalty": -2,
            "evalSteps": 1_000,
            "saveSteps": 1_000,
            **params,
        },
    }


def group_spec(output: Path, method: str, writer: Path, judge: Path, asked: str, **params: object) -> Json:
    """Two steps of eight answers, four to each prompt."""
    spec = ppo_spec(output, writer, judge, asked)
    of_method: dict[str, Json] = {
        "grpo": {"beta": 0.02, "loss": "dapo", "scaleRewards": "group"},
        "rloo": {"beta": 0.02},
        "expert_iteration": {},
        "online_dpo": {"beta": 0.1},
    }
    own = {
        "criticLearningRate", "criticWarmupSteps", "minibatches", "ppoEpochs", "klCoefficient", "klTarget",
        "klHorizon", "gamma", "lambda", "clipRange", "valueClipRange", "maxKl",
    }  # fmt: skip
    kept = {name: value for name, value in spec["params"].items() if name not in own}
    if method == "expert_iteration":
        del spec["reference"]
    return {
        **spec,
        "method": method,
        "params": {**kept, "groupSize": 4, **of_method[method], **params},
    }


@dataclass(frozen=True)
class World:
    """A policy that writes words, a reward model that likes the letter "a", and prompts."""

    writer: Path
    judge: Path
    prompts: str

    def spec(self, output: Path, **params: object) -> Json:
        return ppo_spec(output, self.writer, self.judge, self.prompts, **params)

    def grouped(self, method: str, output: Path, **params: object) -> Json:
        return group_spec(output, method, self.writer, self.judge, self.prompts, **params)


def answer_all(model: Path, asked: str) -> list[str]:
    tokenizer = load_tokenizer(str(model))
    ids = [
        tokenizer.apply_chat_template(
            row["messages"], add_generation_prompt=True, tokenize=True, return_dict=False
        )
        for row in read_rows(Path(asked))
    ]
    keys = list(range(len(ids)))
    made = sample_batch(load_causal(str(model)), tokenizer, ids, keys, Settings(1.0), 12, Control())
    return [tokenizer.decode(answer.ids, skip_special_tokens=True) for answer in made]
