"""Fixtures that several rooms of tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from kinward.synthetic import synthesise

settings.register_profile("kinward", deadline=None)  # how long a test takes is no failure
settings.load_profile("kinward")


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up authority without errors: the folder that `kinward synthesise` fills."""
    folder = tmp_path_factory.mktemp("authority")
    synthesise(folder, children=60, years=4, seed=3)
    return folder


@pytest.fixture(scope="session")
def flawed_authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same authority with planted errors."""
    folder = tmp_path_factory.mktemp("flawed")
    synthesise(folder, children=60, years=4, seed=3, errors=0.1)
    return folder
