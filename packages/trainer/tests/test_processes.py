"""Several processes train exactly as one does, however the batch is shared out."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import Json, metrics, run, training_spec, write_spec
from tests.toy import rows_for
from trainer.prepared import FullBatches

ROOT = Path(__file__).resolve().parents[1]


def spec(method: str, tiny: Path, folder: Path, name: str) -> Json:
    """Two epochs over ten rows in batches of four: the last batch of each has to be filled up."""
    rows = rows_for(method, folder, 10)
    return training_spec(folder / name, method, tiny, rows, rows, epochs=2, evalSteps=2)


@pytest.mark.parametrize("method", ["dpo", "kto"])
def test_two_processes_log_what_one_logs(tiny: Path, tmp_path: Path, method: str) -> None:
    assert run(spec(method, tiny, tmp_path, "one")) == 0
    path = write_spec(spec(method, tiny, tmp_path, "two"))
    launcher = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--standalone"]
    subprocess.run([*launcher, "-m", "trainer", str(path)], cwd=ROOT, check=True, timeout=300)
    one, two = metrics(tmp_path / "one"), metrics(tmp_path / "two")
    assert two.keys() == one.keys()
    for key, value in one.items():
        assert two[key] == pytest.approx(value, abs=1e-4), key


def test_every_epoch_has_whole_batches_and_every_row() -> None:
    sampler = FullBatches(rows=10, batch=4, seed=3)
    orders = []
    for epoch in range(3):
        sampler.set_epoch(epoch)
        order = list(sampler)
        assert len(order) == len(sampler) == 12
        assert sorted(order[:10]) == list(range(10))
        assert order[10:] == order[:2]
        orders.append(order)
    assert orders[0] != orders[1] != orders[2]
    sampler.set_epoch(0)
    assert list(sampler) == orders[0]


def test_fewer_rows_than_a_batch_still_fill_one() -> None:
    order = list(FullBatches(rows=3, batch=8, seed=0))
    assert len(order) == 8
    assert {order.count(row) for row in range(3)} == {2, 3}
