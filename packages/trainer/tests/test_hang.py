"""A trainer that hangs is asked where: it prints every thread's stack and lives on until it is ended."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers import training_spec, write_spec
from tests.test_process import ROOT, wait_for
from tests.toy import rows_for

# A step that never ends: in Python, where signals are heard between two lines, and in C, where they are not.
PLANTED = """
import sys, threading, time
from trainer.prepared import Prepared
from trainer.__main__ import main

def step_without_end(self, *rest, **named):
    {wait}

Prepared.training_step = step_without_end
sys.exit(main([sys.argv[1]]))
"""


IN_PYTHON = "while True: time.sleep(0.1)"
IN_C = "lock = threading.Lock(); lock.acquire(); lock.acquire()"


@pytest.mark.parametrize("wait", [IN_PYTHON, IN_C], ids=["python", "c"])
def test_it_tells_where_it_stands(tiny: Path, tmp_path: Path, wait: str) -> None:
    rows = rows_for("dpo", tmp_path, 8)
    spec = write_spec(training_spec(tmp_path / "out", "dpo", tiny, rows, None))
    log = tmp_path / "log"
    with log.open("wb") as printed:
        child = subprocess.Popen(
            [sys.executable, "-c", PLANTED.format(wait=wait), str(spec)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=printed, stderr=printed,
        )  # fmt: skip
        try:
            wait_for(child, tmp_path / "out", "progress")
            until = time.monotonic() + 120
            while "in step_without_end" not in log.read_text():
                assert child.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                child.send_signal(signal.SIGUSR1)
                time.sleep(0.5)
            assert child.poll() is None, "asking must not end it"
        finally:
            child.kill()
            child.wait(timeout=60)
    told = log.read_text()
    # The worker reads the place from these two lines.
    assert "Current thread 0x" in told
    assert "line 7 in step_without_end" in told
    assert "in _leave_with_parent" in told, "all threads, not the main one alone"
