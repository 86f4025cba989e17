"""A stage of ours and the same training straight from TRL, in one process, a step each in turn.

python turns.py SPEC    (in the trainer's folder, so that its package is found)
    SPEC is a run spec. Prints {"precision": ..., "threads": ..., "ours": [seconds, ...], "plain": [seconds, ...]},
    a figure a step, the first left out.

Whatever else the machine does falls on both alike this way: of two whole runs one after the other, each may meet
other neighbours, which was seen to move their ratio by a tenth.
"""

import json
import sys
import threading
import time
from pathlib import Path

from plain_trl import train_plainly

from trainer.__main__ import run_stage
from trainer.control import Control
from trainer.device import choose_device
from trainer.events import Events
from trainer.spec import load_spec


class Turns:
    """Who may compute now. A side's turn ends with its step, so what comes between two steps counts too."""

    def __init__(self, sides):
        self.sides = sides
        self.turn = sides[0]
        self.changed = threading.Condition()
        self.seconds = {side: [] for side in sides}
        self.since = 0.0
        self.fault = None

    def wait(self, side):
        with self.changed:
            self.changed.wait_for(lambda: self.turn == side or self.fault)
        if self.fault:
            raise RuntimeError("the other side has failed") from self.fault
        self.since = time.perf_counter()

    def pass_on(self, side):
        self.seconds[side].append(time.perf_counter() - self.since)
        self.leave(side)
        self.wait(side)

    def leave(self, side, fault=None):
        with self.changed:
            self.turn = next(other for other in self.sides if other != side)
            self.fault = self.fault or fault
            self.changed.notify_all()

    def run(self, side, work):
        self.wait(side)
        try:
            work(lambda: self.pass_on(side))
        except Exception as fault:
            self.leave(side, fault)
            raise
        self.leave(side)


class TakingTurns(Control):
    """Our stages ask it after each step whether to stop."""

    def __init__(self, on_step_end):
        super().__init__()
        self.on_step_end = on_step_end

    def agreed(self, device):
        self.on_step_end()
        return super().agreed(device)


def main(path):
    spec = load_spec(Path(path))
    chosen = choose_device(spec.device)

    def ours(on_step_end):
        with Events(Path(spec.output_dir), spec.epoch) as events:
            run_stage(spec, events, TakingTurns(on_step_end))

    def plain(on_step_end):
        train_plainly(json.loads(Path(path).read_text()), chosen.precision, on_step_end)

    turns = Turns(["ours", "plain"])
    threads = [threading.Thread(target=turns.run, args=pair) for pair in (("ours", ours), ("plain", plain))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if turns.fault:
        sys.exit(1)
    made = {side: seconds[1:] for side, seconds in turns.seconds.items()}
    print(json.dumps({"precision": chosen.precision, "threads": chosen.threads, **made}))


main(*sys.argv[1:])
