"""The trainer as the worker meets it: a child process with a pipe on stdin, told to stop by a signal."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.helpers import Json, events_of, generate_spec, read_rows, run, user, write_rows, write_spec

ROOT = Path(__file__).resolve().parents[1]


def start(spec: Json) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "trainer", str(write_spec(spec))]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)


def wait_for(child: subprocess.Popen[bytes], output: Path, kind: str) -> None:
    """Returns once an event of `kind` stands in the file; fails if the child ends before."""
    while not (output / "events.jsonl").exists() or not events_of(output, kind):
        assert child.poll() is None, "the trainer ended too early"
        time.sleep(0.02)


def many_prompts(folder: Path) -> str:
    rows = [{"promptId": f"p{index}", "messages": user(f"Question {index}")} for index in range(3_000)]
    return write_rows(folder / "prompts.jsonl", rows)


def test_sigterm_keeps_what_was_made_and_the_run_goes_on(tiny: Path, tmp_path: Path) -> None:
    prompts = many_prompts(tmp_path)
    first = generate_spec(tmp_path / "first", {"v": tiny}, prompts, samplesPerPrompt=1)
    child = start(first)
    wait_for(child, tmp_path / "first", "metric")
    child.send_signal(signal.SIGTERM)
    assert child.wait(timeout=60) == 0
    finished = events_of(tmp_path / "first", "finished")
    assert [event["reason"] for event in finished] == ["stopped"]
    made = read_rows(tmp_path / "first" / "responses.jsonl")
    assert finished[0]["step"] == len(made)
    assert 0 < len(made) < 3_000

    kept = [row["promptId"] for row in made]
    shorter = [row for row in read_rows(Path(prompts)) if row["promptId"] in kept][:5]
    rest = write_rows(tmp_path / "rest.jsonl", [*shorter, {"promptId": "new", "messages": user("New")}])
    second = generate_spec(tmp_path / "second", {"v": tiny}, rest, samplesPerPrompt=1)
    assert run({**second, "resumeFrom": str(tmp_path / "first")}) == 0
    again = read_rows(tmp_path / "second" / "responses.jsonl")
    assert again[: len(made)] == made
    assert [row["promptId"] for row in again[len(made) :]] == ["new"]


def test_the_end_of_stdin_ends_the_trainer(tiny: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    child = start(generate_spec(output, {"v": tiny}, many_prompts(tmp_path), samplesPerPrompt=1))
    wait_for(child, output, "started")
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=60) == 4
    assert [event["code"] for event in events_of(output, "failed")] == ["PARENT_GONE"]
    assert not events_of(output, "finished")
