from pathlib import Path

import pytest

from trainer.tiny import make_tiny


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny random model's folder."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    make_tiny(folder, seed=0)
    return folder
