from pathlib import Path

import pytest
from accelerate.state import AcceleratorState, GradientState

from tests.letters import World, make_judge, make_writer, prompts
from trainer.tiny import make_tiny


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny random model's folder."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    make_tiny(folder, seed=0)
    return folder


@pytest.fixture(scope="session")
def world(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("letters")
    return World(make_writer(tiny, folder), make_judge(tiny, folder), prompts(folder, 24))


@pytest.fixture(autouse=True)
def fresh_process() -> None:
    """Accelerate settles device and precision once a process; here many runs share one."""
    AcceleratorState._reset_state(reset_partial_state=True)
    # A run that ended in the middle of a batch leaves word that no optimiser is to move yet.
    GradientState._reset_state()
