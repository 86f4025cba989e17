"""What is known of memory that ran out, and whom the system is to take first where it does."""

from __future__ import annotations

import errno
import resource
import sys
from pathlib import Path

# As PyTorch, its CPU allocator, CUDA's libraries, C++ and the system say it.
SIGNS = (
    "out of memory",
    "can't allocate memory",
    "cannot allocate memory",
    "not enough memory",
    "unable to allocate",
    "alloc_failed",
    "std::bad_alloc",
)
# Of 1000, which is the first of all.
FIRST_TO_GO = "500"


def ran_out(fault: BaseException | None) -> bool:
    """Whether a lack of memory is what the fault comes from, on whatever device."""
    while fault is not None:
        if isinstance(fault, MemoryError) or (isinstance(fault, OSError) and fault.errno == errno.ENOMEM):
            return True
        text = str(fault).lower()
        if any(sign in text for sign in SIGNS):
            return True
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return False


def go_first() -> None:
    """Where the machine's memory runs out, Linux is to take this process and not the worker or the database
    beside it: a run is taken up again."""
    own = Path("/proc/self/oom_score_adj")
    try:
        if int(own.read_text()) < int(FIRST_TO_GO):
            own.write_text(FIRST_TO_GO)
    except (OSError, ValueError):
        # Another system, or one that forbids it: then it chooses by itself.
        return


def peak_bytes() -> int:
    """The most memory that this process has held at once, in bytes: the GPU's where one was used, which is
    what runs short there, else the machine's."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available() and torch.cuda.is_initialized():
        return int(torch.cuda.max_memory_reserved())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in kibibytes, macOS in bytes.
    return peak if sys.platform == "darwin" else peak * 1024
