"""What the tests of the statistics need: votes and requests made in a line, and the command run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from tests.helpers import write_rows
from trainer.statistics.__main__ import main
from trainer.statistics.figures import as_json
from trainer.statistics.request import Category, Request, Scale, Verdict
from trainer.statistics.result import compute
from trainer.statistics.votes import Vote, Votes, arrange

Json = dict[str, Any]
Kind = Literal["nominal", "ordinal", "interval"]
PAIR: Json = {"kind": "nominal", "values": ["first", "second", "tie"]}
PAIR_VALUES = {"first": "first", "second": "second", "tie": "tie"}


def request_of(
    values: Sequence[Category],
    kind: Kind = "nominal",
    *,
    pair_values: tuple[Verdict | None, ...] | None = None,
    bootstrap: int = 200,
    min_shared: int = 2,
    seed: int = 7,
) -> Request:
    scale = Scale(kind, tuple(values))
    return Request(Path("votes.jsonl"), scale, pair_values, seed, bootstrap, 0.95, min_shared)


def votes_of(table: Sequence[Sequence[int | None]]) -> Votes:
    """A row for each annotator, a column for each item; places of values, None where missing."""
    return arrange(
        [
            Vote(f"i{item:05}", f"a{annotator}", value)
            for annotator, row in enumerate(table)
            for item, value in enumerate(row)
            if value is not None
        ]
    )


def result_of(votes: Votes, request: Request) -> Any:
    """The result as the JSON that the command would write."""
    return json.loads(json.dumps(as_json(compute(votes, request)), allow_nan=False))


def row_of(result: Any, annotator: str) -> Any:
    return next(row for row in result["annotators"] if row["annotator"] == annotator)


def run_statistics(folder: Path, lines: Sequence[Json] | str, **request: Any) -> tuple[int, Any]:
    """Writes votes and request, runs the command in this process: its exit code and what it wrote."""
    if isinstance(lines, str):
        (folder / "votes.jsonl").write_text(lines, encoding="utf-8")
    else:
        write_rows(folder / "votes.jsonl", lines)
    content = {"version": 1, "votes": "votes.jsonl", "scale": PAIR, "seed": 7, "bootstrap": 100, **request}
    (folder / "request.json").write_text(json.dumps(content), encoding="utf-8")
    code = main([str(folder / "request.json"), str(folder / "result.json")])
    return code, json.loads((folder / "result.json").read_text(encoding="utf-8"))


def line(item: str, annotator: str, value: Category, **more: Any) -> Json:
    return {"item": item, "annotator": annotator, "value": value, **more}
