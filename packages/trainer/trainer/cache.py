"""The cache folder, shared by every checkout of one user. Standard library only: it is needed before any
install."""

import os
from pathlib import Path


def cache_root() -> Path:
    """`${PREFLOOP_CACHE:-${XDG_CACHE_HOME:-~/.cache}/prefloop}`"""
    own = os.environ.get("PREFLOOP_CACHE")
    if own:
        return Path(own).expanduser().resolve()
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser().resolve() / "prefloop"
