"""A small task that can be learnt: answers with "yes" in them are better than answers with "no"."""

import random
from pathlib import Path

from tests.helpers import Json, says, user, write_rows


def word(source: random.Random) -> str:
    return "".join(source.choice("abcdefgh") for _ in range(source.randint(2, 6)))


def pairs(count: int, seed: int = 0) -> list[Json]:
    source = random.Random(seed)
    return [
        {
            "prompt": user(word(source)),
            "chosen": says(f"{word(source)} yes {word(source)}"),
            "rejected": says(f"{word(source)} no {word(source)}"),
        }
        for _ in range(count)
    ]


def demonstrations(count: int, seed: int = 0) -> list[Json]:
    source = random.Random(seed)
    return [{"prompt": user(word(source)), "completion": says("ok")} for _ in range(count)]


def rows_for(method: str, folder: Path, count: int, seed: int = 0) -> str:
    rows = demonstrations(count, seed) if method == "sft" else pairs(count, seed)
    return write_rows(folder / f"{method}-{count}-{seed}.jsonl", rows)
