"""Two hundred ways in which a checkpoint can be other than it was left: every one is refused, and the run
goes on from the one before it."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import Json, events_of, training_spec, write_spec
from tests.test_resume import run_until
from tests.toy import rows_for
from trainer.checkpoint import MANIFEST_FILE, find_resume
from trainer.events import Events
from trainer.spec import load_spec

TRIES = 200
Damage = Callable[[random.Random, Path], None]


def some_file(chance: random.Random, folder: Path) -> Path:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST_FILE]
    return chance.choice(sorted(files))


def cut_short(chance: random.Random, folder: Path) -> None:
    path = some_file(chance, folder)
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def flip_a_bit(chance: random.Random, folder: Path) -> None:
    path = some_file(chance, folder)
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def delete(chance: random.Random, folder: Path) -> None:
    some_file(chance, folder).unlink()


def swap(chance: random.Random, folder: Path) -> None:
    one = other = some_file(chance, folder)
    while other.read_bytes() == one.read_bytes():
        other = some_file(chance, folder)
    content = one.read_bytes()
    shutil.move(other, one)
    other.write_bytes(content)


def add(chance: random.Random, folder: Path) -> None:
    name = chance.choice(
        ["pytorch_model.bin", "training_args.bin", "extra/manifest.json", "x.pkl", "a.partial"]
    )
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\x80\x04K\x01.")


def link(chance: random.Random, folder: Path) -> None:
    path = some_file(chance, folder)
    kept = folder.parent.parent / f"kept-{path.name}"
    shutil.move(path, kept)
    path.symlink_to(kept)


def rename_the_step(chance: random.Random, folder: Path) -> None:
    folder.rename(folder.with_name(f"checkpoint-{chance.randrange(5, 10**6)}"))


def half_written(chance: random.Random, folder: Path) -> None:
    """As a kill leaves it: some of the files, the last one torn, no manifest."""
    (folder / MANIFEST_FILE).unlink()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    kept = chance.randrange(1, len(files) + 1)
    for path in files[kept:]:
        path.unlink()
    last = files[kept - 1]
    last.write_bytes(last.read_bytes()[: chance.randrange(last.stat().st_size)])


def edit_manifest(chance: random.Random, folder: Path) -> None:
    path = folder / MANIFEST_FILE
    manifest = json.loads(path.read_text())
    entry = chance.choice(manifest["files"])
    edits: list[Callable[[], object]] = [
        lambda: manifest.update(runId="another"),
        lambda: manifest.update(configHash="another"),
        lambda: manifest.update(step=chance.choice([0, 3, 5, 400])),
        lambda: manifest.update(kind="model"),
        lambda: manifest.update(version=2),
        lambda: manifest.update(files=[]),
        lambda: manifest.pop(chance.choice(sorted(manifest))),
        lambda: manifest["files"].remove(entry),
        lambda: entry.update(bytes=entry["bytes"] + chance.choice([-1, 1])),
        lambda: entry.update(sha256=entry["sha256"][::-1]),
        lambda: entry.update(path=f"../checkpoint-2/{entry['path']}"),
        lambda: entry.update(path=str(folder.parent / "checkpoint-2" / entry["path"])),
        lambda: entry.pop(chance.choice(sorted(entry))),
    ]
    chance.choice(edits)()
    text = json.dumps(manifest)
    path.write_text(text[: chance.randrange(len(text))] if chance.random() < 0.1 else text)


DAMAGES: tuple[Damage, ...] = (
    cut_short, flip_a_bit, delete, swap, add, link, rename_the_step, half_written,
    edit_manifest, edit_manifest,
)  # fmt: skip


@pytest.fixture(scope="module")
def stopped(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Json:
    """The spec of a real run that was stopped at step 4 and has checkpoints of steps 2 and 4."""
    folder = tmp_path_factory.mktemp("stopped")
    rows = rows_for("sft", folder, 24)
    spec = training_spec(folder / "first", "sft", tiny, rows, None, saveSteps=2)
    run_until(spec, 4)
    return spec


def found(spec: Json, attempt: Path, output: Path) -> tuple[int | None, list[str]]:
    """The step that an attempt would go on from, and its warnings."""
    path = write_spec({**spec, "outputDir": str(output), "resumeFrom": str(attempt)})
    with Events(output, epoch=1) as events:
        resume = find_resume(load_spec(path), events)
    told = [event["code"] for event in events_of(output, "warning")]
    if resume is not None:
        assert resume.folder.name == f"checkpoint-{resume.step}"
    return resume.step if resume else None, told


def test_two_hundred_of_two_hundred_are_refused(stopped: Json, tmp_path: Path) -> None:
    source = Path(stopped["outputDir"])
    assert found(stopped, source, tmp_path / "whole") == (4, [])
    for seed in range(TRIES):
        chance = random.Random(seed)
        attempt, output = tmp_path / f"attempt-{seed}", tmp_path / f"next-{seed}"
        shutil.copytree(source / "checkpoints", attempt / "checkpoints")
        damage = DAMAGES[seed % len(DAMAGES)]
        damage(chance, attempt / "checkpoints" / "checkpoint-4")
        assert found(stopped, attempt, output) == (2, ["CHECKPOINT_SKIPPED"]), (
            f"{damage.__name__}, seed {seed}"
        )
        shutil.rmtree(attempt)
