"""Compilation by Numba, kept on disk so that it is paid for once after installing.

Numba looks at a function's own file to see whether what it kept is still good, not at the files of
the functions that it calls. So what is kept lies in a folder named after all the sources.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])

_HERE: Final = Path(__file__).parent


def compiled(function: F) -> F:
    """Compile a function on its first call, without the interpreter's lock, and keep it.

    A division by zero gives infinity, as in NumPy: a check of each would keep the processor from
    working on several numbers at once.
    """
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: F) -> F:
    """Compile a function as part of those that call it.

    Handing on a tuple of arrays costs more than most of what is done for one child with it.
    """
    how = numba.njit(nogil=True, error_model="numpy", inline="always")
    return cast(F, how(function))


def kept(function: str = "kernel.simulate") -> bool:
    """Whether a function's compiled code is kept already: if not, the first call takes a while."""
    return any(FOLDER.glob(f"*/{function}-*.nbi"))


def _folder() -> Path:
    """A folder that can be written: NUMBA_CACHE_DIR's, the user's, or a new one for this process.

    What is kept is code, so it never lies where others could have put it.
    """
    set_by_hand = os.environ.get("NUMBA_CACHE_DIR")
    try:
        home = Path(set_by_hand) if set_by_hand else Path.home() / ".cache" / "kinward"
        folder = home / f"kinward-{_sources()}"
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except (OSError, RuntimeError):  # RuntimeError: the user has no home
        pass
    return Path(mkdtemp(prefix="kinward-"))


def _sources() -> str:
    """A short name of the sources as they are."""
    digest = blake2b(numba.__version__.encode(), digest_size=6)
    rooms = (_HERE, _HERE / "simulation", _HERE.parent / "scenarios" / "simulation")
    for path in sorted(path for room in rooms for path in room.glob("*.py")):
        about = path.stat()
        digest.update(f"{path}{about.st_mtime_ns}{about.st_size}".encode())
    return digest.hexdigest()


FOLDER: Final = _folder()
vars(numba.config)["CACHE_DIR"] = str(FOLDER)
