"""Folders that count once they are whole: a manifest with every file's size and SHA-256 is renamed in
last."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from trainer.decode import At, DecodeError, decode
from trainer.events import Events
from trainer.spec import Common, Step, Text

MANIFEST_FILE = "manifest.json"
CHECKPOINTS = "checkpoints"
# Holds pickled objects of the library that wrote it; it is never needed to go on.
UNWANTED = ("training_args.bin",)


@dataclass(frozen=True)
class FileEntry:
    path: Text
    bytes: Step
    sha256: Text


@dataclass(frozen=True)
class Manifest:
    version: Literal[1]
    kind: Literal["checkpoint", "model"]
    run_id: Text
    step: Step
    epoch: Step
    config_hash: Text
    created_at: Text
    files: Annotated[tuple[FileEntry, ...], At(least=1)]


class CheckpointFault(Exception):
    """The folder is not what its manifest says, or has none."""


def seal(folder: Path, kind: str, step: int, spec: Common) -> int:
    """Writes the folder's manifest, everything on the disk first; returns the folder's size in bytes."""
    for name in UNWANTED:
        (folder / name).unlink(missing_ok=True)
    files = []
    for path in sorted(_files(folder)):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        files.append(
            {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest}
        )
    manifest = {
        "version": 1,
        "kind": kind,
        "runId": spec.run_id,
        "step": step,
        "epoch": spec.epoch,
        "configHash": spec.config_hash,
        "createdAt": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "files": files,
    }
    partial = folder / f"{MANIFEST_FILE}.partial"
    with partial.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)
    partial.rename(folder / MANIFEST_FILE)
    sync_folder(folder)
    return sum(path.stat().st_size for path in _files(folder))


def verify(folder: Path) -> Manifest:
    """The folder's manifest if every file is as it says, else `CheckpointFault`."""
    try:
        manifest = decode(Manifest, json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, DecodeError) as fault:
        raise CheckpointFault(f"{folder} has no readable manifest: {fault}") from fault
    for entry in manifest.files:
        path = folder / entry.path
        if not path.resolve().is_relative_to(folder.resolve()):
            raise CheckpointFault(f"{folder} names a file outside itself: {entry.path}")
        if not path.is_file() or path.stat().st_size != entry.bytes:
            raise CheckpointFault(f"{path} is missing or has not {entry.bytes} bytes")
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != entry.sha256:
                raise CheckpointFault(f"{path} has other content than its manifest says")
    listed = {MANIFEST_FILE, *(entry.path for entry in manifest.files)}
    for path in folder.rglob("*"):
        # What a link leads to can change behind it.
        if path.is_symlink() or (not path.is_dir() and path.relative_to(folder).as_posix() not in listed):
            raise CheckpointFault(f"{path} is not in the manifest")
    return manifest


@dataclass(frozen=True)
class Resume:
    """A checkpoint to go on from."""

    folder: Path
    step: int


def find_resume(spec: Common, events: Events) -> Resume | None:
    """The newest whole checkpoint of this very run that `resume_from` leads to; None starts from the
    beginning.

    `resume_from` is a checkpoint or an attempt's folder. What cannot be used is told as a warning and
    passed over.
    """
    if spec.resume_from is None:
        return None
    told = Path(spec.resume_from)
    root = told.parent if told.name.startswith("checkpoint-") else told / CHECKPOINTS
    limit = step_of(told) if told.name.startswith("checkpoint-") else None
    for folder in sorted(root.glob("checkpoint-*"), key=step_of, reverse=True):
        if limit is not None and step_of(folder) > limit:
            continue
        try:
            manifest = verify(folder)
            if (manifest.run_id, manifest.config_hash) != (spec.run_id, spec.config_hash):
                raise CheckpointFault(f"{folder} belongs to another run or configuration")
            if (manifest.kind, manifest.step) != ("checkpoint", step_of(folder)):
                raise CheckpointFault(f"{folder} holds a {manifest.kind} of step {manifest.step}")
        except CheckpointFault as fault:
            events.warning("CHECKPOINT_SKIPPED", f"{fault}; an older one is tried.")
            continue
        return Resume(folder, manifest.step)
    events.warning("NO_CHECKPOINT", f"{told} holds no usable checkpoint; the run starts from the beginning.")
    return None


def step_of(folder: Path) -> int:
    number = folder.name.removeprefix("checkpoint-")
    return int(number) if number.isdigit() else -1


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(folder: Path) -> Iterator[Path]:
    own = folder / MANIFEST_FILE
    return (path for path in folder.rglob("*") if path.is_file() and path != own)
