"""One seed of the methods' comparison, as a line of JSON: each method's win rate against the model that all
of them start from.

The task: words of sixteen letters, better the nearer their letters stand to the beginning of the alphabet.
The pairs are the model's own answers, a quarter of them labelled the wrong way round; the reward model learns
from the same pairs. Run with the trainer's folder on PYTHONPATH.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path

import torch

from tests.helpers import Json, run, says, training_spec, write_rows
from tests.letters import LETTERS, group_spec, make_writer, ppo_spec, prompts
from trainer.control import Control
from trainer.data import PromptRow, messages, prompt_ids, read_rows
from trainer.models import load_causal, load_tokenizer
from trainer.sampling import Settings, noise_key, sample_batch
from trainer.scoring import Answered, Scorer
from trainer.tiny import make_tiny

PAIRS = 512
FLIPPED = 0.25
ASKED = 256
BEST_OF = 16
STEPS = 30
ANSWERS = {"batchSize": 32, "microBatch": 16, "sampleBatch": 64, "steps": STEPS, "maxNewTokens": 12}


def gold(text: str) -> float:
    """How near the word's letters stand to the beginning, 0 to 1; what is no word is worth nothing."""
    places = [LETTERS.find(letter) for letter in text]
    if not places or min(places) < 0:
        return 0.0
    return 1 - sum(places) / len(places) / (len(LETTERS) - 1)


def answers(model: Path, asked: str, name: str, each: int) -> list[list[tuple[str, bool]]]:
    """`each` answers to every prompt, with whether they came to an end."""
    tokenizer = load_tokenizer(str(model))
    rows = read_rows(asked, PromptRow)
    ids = [prompt_ids(tokenizer, row.messages) for row in rows for _ in range(each)]
    keys = [noise_key(0, f"{name} {row}", at) for row in range(len(rows)) for at in range(each)]
    loaded = load_causal(str(model))
    made = []
    for start in range(0, len(ids), 512):
        part = slice(start, start + 512)
        made += sample_batch(loaded, tokenizer, ids[part], keys[part], Settings(1.0), 12, Control())
    told = [(tokenizer.decode(one.ids, skip_special_tokens=True), one.finished) for one in made]
    return [told[at : at + each] for at in range(0, len(told), each)]


def worth(answer: tuple[str, bool]) -> float:
    text, finished = answer
    return gold(text) if finished else 0.0


def win_rate(ours: list[float], base: list[float]) -> float:
    """Ties count half."""
    return sum((a > b) + 0.5 * (a == b) for a, b in zip(ours, base, strict=True)) / len(ours)


def main(seed: int) -> dict[str, float]:
    torch.set_num_threads(1)
    source = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_tiny(folder / "tiny", seed=seed)
        base = make_writer(folder / "tiny", folder)
        # Some pairs are a tie, or hold an empty answer: of more prompts enough are left.
        learnt = prompts(folder, 2 * PAIRS, seed=seed + 1)
        pairs = []
        for row, (one, other) in zip(
            read_rows(learnt, PromptRow), answers(base, learnt, f"pairs {seed}", 2), strict=True
        ):
            better, worse = sorted((one, other), key=lambda answer: -worth(answer))
            if not better[0] or not worse[0] or worth(better) == worth(worse):
                continue
            if source.random() < FLIPPED:
                better, worse = worse, better
            pairs.append(
                {"prompt": messages(row.messages), "chosen": says(better[0]), "rejected": says(worse[0])}
            )
        pairs = pairs[:PAIRS]
        pair_rows = write_rows(folder / "pairs.jsonl", pairs)
        chosen_rows = write_rows(
            folder / "chosen.jsonl",
            [{"prompt": pair["prompt"], "completion": pair["chosen"]} for pair in pairs],
        )
        judge_spec = training_spec(folder / "judge", "reward", folder / "tiny", pair_rows, None)
        judge_spec["params"] |= {"batchSize": 16, "microBatch": 16, "learningRate": 2e-3, "epochs": 6}
        judge = done(judge_spec, seed)

        specs: dict[str, Json] = {
            "sft": training_spec(folder / "sft", "sft", base, chosen_rows, None),
            "dpo": training_spec(folder / "dpo", "dpo", base, pair_rows, None),
            "ppo": ppo_spec(
                folder / "ppo", base, judge, learnt, **ANSWERS, minibatches=2, ppoEpochs=2, klCoefficient=0.05
            ),
        }
        specs["sft"]["params"] |= {"batchSize": 16, "microBatch": 16, "learningRate": 1e-3, "epochs": 2}
        specs["dpo"]["params"] |= {"batchSize": 16, "microBatch": 16, "learningRate": 3e-4, "epochs": 2}
        for method in ("expert_iteration", "online_dpo", "rloo", "grpo"):
            specs[method] = group_spec(
                folder / method, method, base, judge, learnt, **ANSWERS, groupSize=8, learningRate=1e-3
            )
        asked = prompts(folder, ASKED, seed=seed + 1_000)
        before = [worth(one) for (one,) in answers(base, asked, f"base {seed}", 1)]
        rates = {}
        for method, spec in specs.items():
            model = done(spec, seed)
            after = [worth(one) for (one,) in answers(model, asked, f"{method} {seed}", 1)]
            rates[method] = win_rate(after, before)
        rates["best_of_n"] = win_rate(best_of(base, judge, asked, seed), before)
        return rates


def done(spec: Json, seed: int) -> Path:
    if run({**spec, "seed": seed}) != 0:
        raise SystemExit(f"{spec['method']} failed; its events are in {spec['outputDir']}")
    return Path(spec["outputDir"]) / "model"


def best_of(base: Path, judge: Path, asked: str, seed: int) -> list[float]:
    """What the reward model's choice among the base model's own answers is worth."""
    scorer = Scorer.load(str(judge), "cpu")
    rows = read_rows(asked, PromptRow)
    many = answers(base, asked, f"best {seed}", BEST_OF)
    told = [
        Answered(row.messages, text, finished)
        for row, group in zip(rows, many, strict=True)
        for text, finished in group
    ]
    # What is too long for the reward model has no score, and is not chosen either.
    scores = [
        float("-inf") if score is None else score for score in scorer.score(told, unfinished=None, batch=512)
    ]
    return [
        worth(max(zip(group, scores[at * BEST_OF :], strict=False), key=lambda pair: pair[1])[0])
        for at, group in enumerate(many)
    ]


if __name__ == "__main__":
    told = main(int(sys.argv[1]))
    print(json.dumps(told))
