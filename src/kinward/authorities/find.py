"""The authorities in a folder: each of its subfolders and zip archives is one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinward.errors import InputError
from kinward.returns.sources import guarded

_RETURNS: Final = "returns"
"""A subfolder made by `kinward synthesise` has its returns in here, beside other files."""


@dataclass(frozen=True)
class Authority:
    """An authority, and the folder or archive with its returns.

    Attributes:
        name: of the subfolder, or of the archive without its ending.
        place: the subfolder or archive.
        returns: where in it the returns are. Both are absolute, so that another machine may know
            them by the same paths.
    """

    name: str
    place: Path
    returns: Path


def find(folder: Path, *, but: Path) -> tuple[Authority, ...]:
    """The authorities of a folder, by name. Hidden ones and the folder `but` are passed over.

    Raises:
        InputError: the folder is not there, holds no authority, or two of one name.
    """
    where = str(folder)
    if folder.exists() and not folder.is_dir():
        raise InputError(
            "This is a file, not a folder",
            where=where,
            remedy="With --each, give the folder that holds a folder or zip for each authority.",
        )
    with guarded(where):
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    found: dict[str, Authority] = {}
    for entry in entries:
        if entry.name.startswith(".") or entry.absolute() == but.absolute():
            continue
        if not entry.is_dir() and entry.suffix.lower() != ".zip":
            continue
        name = entry.name if entry.is_dir() else entry.stem
        if name in found:
            raise InputError(
                f"There is both a folder and an archive named {name}",
                where=where,
                remedy="Rename or remove one of them.",
            )
        inner = entry / _RETURNS
        returns = inner if inner.is_dir() else entry
        found[name] = Authority(name, entry.absolute(), returns.absolute())
    if not found:
        raise InputError(
            "There is no folder or zip of an authority in it",
            where=where,
            remedy="Put the returns of each authority in a subfolder or a zip of its own.",
        )
    return tuple(found[name] for name in sorted(found))
