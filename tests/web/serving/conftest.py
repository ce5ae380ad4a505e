"""Services with processes of their own, on SQLite: each is made once, and tests work in copies.

They are left without their secret: each copy makes its own, as two services have two.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from web_processes import Service


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a service into which nothing has been brought."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    folder.mkdir()
    Service(folder).manage("migrate", "-v", "0")
    (folder / "secret").unlink()
    return folder


@pytest.fixture(scope="session")
def with_figures(migrated: Path, testshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a service with the small authority."""
    folder = tmp_path_factory.mktemp("with-figures") / "data"
    shutil.copytree(migrated, folder)
    Service(folder).manage("load", str(testshire))
    (folder / "secret").unlink()
    return folder
