"""How a run is told to end: SIGTERM asks it to stop and save; the end of stdin means that its parent is
gone."""

from __future__ import annotations

import os
import signal
import stat
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from trainer.errors import Stopped
from trainer.events import Events

PARENT_GONE_EXIT = 4


class Control:
    """The stop flag. Stages look at it between steps; nothing is interrupted in the middle of one."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    @property
    def stop_asked(self) -> bool:
        return self._asked.is_set()

    def ask_to_stop(self) -> None:
        self._asked.set()

    def leave_if_asked(self, step: int) -> None:
        """Ends a long evaluation; training itself ends between steps."""
        if self.stop_asked:
            raise Stopped(step)

    def agreed(self, device: Any) -> bool:
        """Whether any process was asked to stop. All have to ask this at the same step: the signal may have
        reached one of them alone, and the others would wait for it for ever."""
        import torch

        if not torch.distributed.is_initialized():
            return self.stop_asked
        flag = torch.tensor(int(self.stop_asked), device=device)
        torch.distributed.all_reduce(flag, op=torch.distributed.ReduceOp.MAX)
        if flag.item():
            self.ask_to_stop()
        return self.stop_asked

    def listen(self, events: Events) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

        def tell() -> None:
            events.failed(
                "PARENT_GONE",
                "The process that started this attempt is gone.",
                "Nothing to do: the run is taken up again from its newest checkpoint.",
            )

        watch_parent(tell)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.ask_to_stop()


def watch_parent(tell: Callable[[], None]) -> None:
    """From now on this process leaves, after `tell`, when the one that started it is gone."""
    # A terminal or /dev/null says nothing about the parent; a pipe or socket ends when its holder dies.
    mode = os.fstat(0).st_mode
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        threading.Thread(target=_leave_with_parent, args=(tell,), daemon=True).start()


def _leave_with_parent(tell: Callable[[], None]) -> None:
    while os.read(0, 4096):
        pass
    tell()
    # Somebody else may already be at the work: leave at once, without saving anything more.
    os._exit(PARENT_GONE_EXIT)
