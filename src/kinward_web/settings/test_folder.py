"""Where the tests' data stands: a folder that goes with the run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile


def data_dir() -> str:
    """The folder of the run; made where the environment names none.

    The processes of a run with several inherit the first one's by the environment.
    """
    told = os.environ.get("KINWARD_DATA_DIR")
    if told:
        return told
    folder = tempfile.mkdtemp(prefix="kinward-test-")
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(folder: str, maker: int) -> None:
    """Not when a process ends that was forked from the maker."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)
