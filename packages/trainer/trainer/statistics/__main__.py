"""`python -m trainer.statistics REQUEST.json RESULT.json`: agreement and reliability of one set of votes.

Exit 0 with the result written, 1 when it failed (the result then holds the error, wherever it can be
written), 2 when called wrongly, 4 when the process that started it is gone. The result appears whole or not
at all. stderr is a log for people.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from pathlib import Path

from trainer.control import watch_parent
from trainer.errors import FailureCode, TrainerError
from trainer.statistics.figures import as_json
from trainer.statistics.request import load_request
from trainer.statistics.votes import read_votes


def explain(fault: Exception) -> tuple[FailureCode, str, str]:
    """Code, message and hint of whatever went wrong."""
    if isinstance(fault, TrainerError):
        return fault.code, str(fault), fault.hint
    text = f"{type(fault).__name__}: {fault}"[:2000]
    if isinstance(fault, MemoryError):
        return "OUT_OF_MEMORY", text, "Ask for fewer votes at a time, or for a coarser scale."
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "OUT_OF_DISK", text, "Free some space in the data folder."
    place = traceback.extract_tb(fault.__traceback__)[-1]
    message = f"{text} ({Path(place.filename).name}, line {place.lineno})"
    return "INTERNAL", message, "This is a fault in the statistics. The log has the whole trace."


def write(path: Path, content: object) -> None:
    """Puts `content` at `path` as JSON, whole or not at all."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8") as file:
            file.write(json.dumps(content, allow_nan=False, separators=(",", ":")) + "\n")
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def compute_result(path: Path) -> object:
    """The result of the request in the file at `path`, as JSON; faults are `TrainerError`."""
    request = load_request(path)
    votes = read_votes(request.votes, request.scale)
    # Here, so that a faulty request is told before SciPy has loaded.
    from trainer.statistics.result import compute

    return as_json(compute(votes, request))


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or Path(arguments[0]).resolve() == Path(arguments[1]).resolve():
        print("usage: python -m trainer.statistics REQUEST.json RESULT.json", file=sys.stderr)
        return 2
    request, result = map(Path, arguments)
    try:
        write(result, compute_result(request))
    except Exception as fault:  # noqa: BLE001 - the last line of defence: whatever it was becomes the result
        traceback.print_exception(fault, file=sys.stderr)
        code, message, hint = explain(fault)
        try:
            write(result, {"error": {"code": code, "message": message, "hint": hint}})
        except OSError as other:
            print(f"The error could not be written: {other}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    watch_parent(lambda: None)
    sys.exit(main(sys.argv[1:]))
