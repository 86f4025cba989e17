"""Preparing the environment: what it prints, how it waits for another, what it leaves behind when it
fails."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def prepare(cache: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "prepare.py"), *arguments]
    variables = {**os.environ, "PREFLOOP_CACHE": str(cache), **environment}
    return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True)


def lines(child: subprocess.Popen[str]) -> list[dict[str, Any]]:
    output, _ = child.communicate(timeout=120)
    return [json.loads(line) for line in output.splitlines()]


def folder_in(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the environment would stand in this cache, by the script's own reckoning."""
    import prepare as script

    monkeypatch.setenv("PREFLOOP_CACHE", str(cache))
    return script.environment_folder()


def finish(folder: Path) -> None:
    """Makes the folder look like a finished environment."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    (folder / "complete.json").write_text("{}\n")


def test_where_is_three_until_it_is_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = prepare(tmp_path, "--where")
    assert (child.communicate(timeout=60)[0], child.returncode) == ("", 3)
    folder = folder_in(tmp_path, monkeypatch)
    finish(folder)
    child = prepare(tmp_path, "--where")
    assert (child.communicate(timeout=60)[0].strip(), child.returncode) == (str(folder / "bin" / "python"), 0)
    child = prepare(tmp_path, "--json")
    assert lines(child) == [{"state": "ready", "python": str(folder / "bin" / "python")}]


def test_a_second_caller_waits_for_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_in(tmp_path, monkeypatch)
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        child = prepare(tmp_path, "--json")
        assert child.stdout is not None
        assert json.loads(child.stdout.readline())["state"] == "waiting"
        finish(folder)
    assert lines(child)[-1]["state"] == "ready"
    assert child.returncode == 0


def test_a_failed_build_says_why_and_counts_as_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_in(tmp_path, monkeypatch)
    (folder / "bin").mkdir(parents=True)
    (folder / "left-behind").write_text("by a build that was killed")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    child = prepare(tmp_path, "--json", **offline)
    told = lines(child)
    assert child.returncode == 1
    assert [event["step"] for event in told if event["state"] == "preparing"] == ["venv", "torch"]
    assert told[-1]["state"] == "failed"
    assert "torch" in told[-1]["message"]
    assert told[-1]["hint"]
    assert not (folder / "left-behind").exists()
    assert prepare(tmp_path, "--where").wait(timeout=60) == 3
