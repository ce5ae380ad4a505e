"""Files by their content: whole or not there, whatever is pulled from the wall.

A file is written beside its place, forced to the disk and renamed to the SHA-256 of what it holds.
Rows of the database name it only after that, so that no row ever names half a file. A file that no
row names is swept away by the purge once it is a day old; so is what a killed process had lent, and
when a worker starts.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from django.conf import settings

_CHUNK: Final = 1 << 20
_DAY_S: Final = 86_400
_NAME: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Blob:
    """A file that is kept.

    Attributes:
        sha256: its name.
        size: in bytes.
    """

    sha256: str
    size: int


class Half:
    """A file that is coming in. It is kept whole, or dropped; what a killed process left is swept.

    Attributes:
        path: where it stands until then, for those who look at it first.
        size: bytes so far.
    """

    def __init__(self) -> None:
        self.path = _half() / secrets.token_hex(16)
        self.size = 0
        self._digest = hashlib.sha256()
        self._out = self.path.open("xb")

    def write(self, chunk: bytes) -> None:
        """Add to it."""
        self._digest.update(chunk)
        self.size += len(chunk)
        self._out.write(chunk)

    def close(self) -> None:
        """Nothing more comes; it is forced to the disk."""
        if not self._out.closed:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()

    def keep(self) -> Blob:
        """Give it its place."""
        self.close()
        name = self._digest.hexdigest()
        place = _place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        self.path.replace(place)
        _settle(place.parent)
        return Blob(name, self.size)

    def drop(self) -> None:
        """Throw it away, if it was not kept."""
        self._out.close()
        self.path.unlink(missing_ok=True)


def keep(chunks: Iterable[bytes]) -> Blob:
    """Keep what comes in chunks; memory use is that of one chunk."""
    half = Half()
    try:
        for chunk in chunks:
            half.write(chunk)
        return half.keep()
    finally:
        half.drop()


def keep_file(path: Path) -> Blob:
    """Keep a copy of a file."""
    with path.open("rb") as source:
        return keep(_chunks(source))


def path_of(sha256: str) -> Path:
    """Where a kept file stands.

    Raises:
        FileNotFoundError: it is not kept.
    """
    place = _place(sha256)
    if not place.is_file():
        raise FileNotFoundError(sha256)
    return place


def lend(files: Iterable[tuple[str, str]], folder: Path) -> list[Path]:
    """Set kept files into a folder under their own names, for the core to read.

    Args:
        files: (name, sha256); a name may hold folders, and none leads out of `folder`.
    """
    lent = []
    for name, sha256 in files:
        parts = [part for part in Path(name).parts if part not in {"..", "/", "\\"}]
        place = folder.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path_of(sha256), place)
        except OSError:
            shutil.copyfile(path_of(sha256), place)
        lent.append(place)
    return lent


@contextmanager
def lending() -> Iterator[Path]:
    """A folder of one's own for files that are lent and for what the core writes; it is removed
    afterwards."""
    root = _lent()
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=root) as name:
        yield Path(name)


def left_lent() -> list[Path]:
    """Folders of `lending` that are more than a day old: no process has them any more."""
    return list(_old(_lent().iterdir())) if _lent().is_dir() else []


def sweep_lent() -> int:
    """Remove them; returns how many."""
    left = left_lent()
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def without_places(text: str) -> str:
    """A text for a person: lent files under their own names, not where they stood for a while."""
    root = re.escape(str(_lent()))
    return re.sub(rf"{root}/[^/\s]+/(?:[a-z_]+/)?", "", text)


def kept() -> Iterator[Path]:
    """Every kept file."""
    yield from (path for path in _root().glob("??/*") if _NAME.fullmatch(path.name))


def unnamed(named: frozenset[str]) -> int:
    """How many files `sweep` would remove."""
    return len(list(_left(named)))


def sweep(named: frozenset[str]) -> int:
    """Remove files that no row names and that are more than a day old, and what a power cut left
    half written; returns how many."""
    gone = 0
    for path in list(_left(named)):
        with suppress(FileNotFoundError):
            path.unlink()
            gone += 1
    return gone


def _left(named: frozenset[str]) -> Iterator[Path]:
    yield from _old([*_half().iterdir(), *(path for path in kept() if path.name not in named)])


def _old(paths: Iterable[Path]) -> Iterator[Path]:
    """Those that nothing was put in for a day."""
    old = time.time() - _DAY_S
    for path in paths:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < old:
                yield path


def _lent() -> Path:
    return Path(settings.DATA_DIR) / "lent"


def _root() -> Path:
    root = Path(settings.DATA_DIR) / "files"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return root


def _half() -> Path:
    folder = _root() / "half"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def _place(sha256: str) -> Path:
    if not _NAME.fullmatch(sha256):
        raise FileNotFoundError(sha256)
    return _root() / sha256[:2] / sha256


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk
