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


def judged(count: int, seed: int = 0) -> list[Json]:
    """Every third answer is a bad one."""
    return [
        {
            "prompt": pair["prompt"],
            "completion": pair["rejected" if at % 3 == 0 else "chosen"],
            "label": at % 3 != 0,
            "group": f"prompt {at}",
        }
        for at, pair in enumerate(pairs(count, seed))
    ]


def rows_for(method: str, folder: Path, count: int, seed: int = 0) -> str:
    make = {"sft": demonstrations, "kto": judged}.get(method, pairs)
    rows = make(count, seed)
    return write_rows(folder / f"{method}-{count}-{seed}.jsonl", rows)
