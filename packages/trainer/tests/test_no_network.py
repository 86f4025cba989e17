"""A run speaks to nobody: from the first import to the published model no stage looks a name up or opens a
connection that leaves the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.helpers import (
    Json,
    common,
    events_of,
    generate_spec,
    read_rows,
    training_spec,
    user,
    write_rows,
    write_spec,
)
from tests.letters import ppo_spec
from tests.test_process import ROOT
from tests.toy import rows_for

# Python tells its auditors of every connection and look-up, whichever library makes it.
WATCHED = """
import json, socket, sys

def leaves(address):
    if not isinstance(address, tuple):
        return False
    host = str(address[0])
    return not (host.startswith("127.") or host in ("::1", "localhost", ""))

def watch(event, args):
    if event in ("socket.connect", "socket.sendto"):
        target = args[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        target = (args[0] or "",)
    else:
        return
    if leaves(target):
        seen.append([event, str(target)])
        raise OSError(f"this run has no network: {event} {target}")

seen = []
sys.addaudithook(watch)
try:
    socket.create_connection(("example.invalid", 80), timeout=1)
except OSError:
    pass
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
except OSError:
    pass
guarded = len(seen)
seen.clear()

from accelerate.state import AcceleratorState
from trainer.__main__ import main

ended = []
for path in sys.argv[2:]:
    AcceleratorState._reset_state(reset_partial_state=True)
    ended.append(main([path]))
with open(sys.argv[1], "w") as told:
    json.dump({"guarded": guarded, "seen": seen, "ended": ended}, told)
"""


def test_no_stage_reaches_beyond_the_machine(tiny: Path, tmp_path: Path) -> None:
    specs: dict[str, Json] = {}
    for method in ("sft", "reward", "dpo", "kto", "orpo", "simpo"):
        rows = rows_for(method, tmp_path, 8)
        specs[method] = training_spec(tmp_path / method, method, tiny, rows, rows, maxSteps=1)
        lora = {"rank": 2, "alpha": 4, "dropout": 0}
        name = f"{method}-lora"
        specs[name] = training_spec(tmp_path / name, method, tiny, rows, rows, maxSteps=1, lora=lora)
    judge = tmp_path / "reward" / "model"
    prompts = write_rows(tmp_path / "prompts.jsonl", [{"promptId": "p", "messages": user("abc")}])
    specs["ppo"] = ppo_spec(tmp_path / "ppo", tiny, judge, prompts, steps=1)
    specs["generate"] = generate_spec(tmp_path / "generate", {"v": tiny}, prompts)
    answer = {"responseId": "r", "prompt": user("abc"), "text": "yes", "finished": True}
    specs["score"] = {
        **common(tmp_path / "score"),
        "method": "score",
        "models": [{"versionId": "v", "path": str(judge)}],
        "answers": write_rows(tmp_path / "answers.jsonl", [answer]),
        "params": {"batchSize": 2},
    }
    told = tmp_path / "told.json"
    paths = [str(write_spec(spec)) for spec in specs.values()]
    # As nobody set them: what holds a library back must be how it is used, not a variable alone.
    env = {name: value for name, value in os.environ.items() if "OFFLINE" not in name}
    command = [sys.executable, "-c", WATCHED, str(told), *paths]
    child = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=900
    )
    assert child.returncode == 0, child.stderr[-3000:]
    seen = json.loads(told.read_text())
    assert seen["guarded"] == 2, "the guard itself has to work"
    assert dict(zip(specs, seen["ended"], strict=True)) == dict.fromkeys(specs, 0), child.stderr[-3000:]
    assert seen["seen"] == []
    assert len(read_rows(tmp_path / "score" / "scores.jsonl")) == 1
    assert all(events_of(tmp_path / name, "finished") for name in specs)
