"""Every table of files, folders and archives, and what of a programme each is by its headings."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from kinward.errors import InputError
from kinward.programme.columns import FileKind
from kinward.programme.read.words import THOUSANDS, aliases, headings
from kinward.returns.sources import guarded, refuse_bomb
from kinward.tables.records import Records, read_records
from kinward.tables.table import columns_of, headed_records

_ENDINGS: Final = (".csv", ".xlsx", ".xlsm")
_REQUIRED: Final[dict[FileKind, tuple[str, ...]]] = {
    "overrides": ("action", "side", "colour", "words", "by", "on"),
    "risk_scores": ("risk", "on", "probability", "impact"),
    "decisions": ("board", "meeting", "ref", "text", "outcome"),
    "follow_ups": ("board", "meeting", "ref", "text", "owner"),
    "meetings": ("board", "on", "held"),
    "boards": ("key", "name", "cadence"),
    "issues": ("title", "resolution"),
    "assumptions": ("text", "value"),
    "outcomes": ("ref", "title", "measures"),
    "deliverables": ("action", "title", "due"),
    "updates": ("action", "on"),
    "risks": ("title", "probability", "impact"),
    "savings": ("target",),
    "actions": ("title",),
}
"""The columns that tell what a file is: the first kind that has all of its own."""
_MOST: Final[tuple[FileKind, ...]] = ("actions", "savings", "risks")
"""The kinds that most people bring, told first and in full."""


def kind_of(raw: Records) -> FileKind | None:
    """What a table is, by its headings; None where it is none of a programme's."""
    for kind, needed in _REQUIRED.items():
        has = columns_of(raw, headings(kind), aliases(kind))
        if all({each, f"{each}{THOUSANDS}"} & has for each in needed):
            return kind
    return None


def no_kind(raw: Records) -> InputError:
    """The error about a file that is none of a programme's."""
    told = "; ".join(f"{kind}: {_listed(_REQUIRED[kind])}" for kind in _MOST)
    others = _listed([kind.replace("_", " ") for kind in _REQUIRED if kind not in _MOST])
    return InputError(
        "The headings do not tell what file this is",
        where=raw.name,
        remedy=f"A file needs, for {told}. There are also files of {others}: export yours to "
        "see their headings.",
    )


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def sheets(paths: Sequence[Path]) -> Iterator[tuple[Records, bool]]:
    """Every table, and whether its file was named; those without any heading are left out.

    Raises:
        InputError: a file that cannot be read, or an archive that is damaged or far too large.
    """
    for path in paths:
        if path.is_dir():
            yield from _all(sorted(p for p in path.iterdir() if _is_table(p.name)))
        elif path.suffix.lower() == ".zip":
            yield from _archive(path)
        else:
            tables = headed_records(path)
            yield from ((raw, len(tables) == 1) for raw in tables if raw.headings)


def _archive(path: Path) -> Iterator[tuple[Records, bool]]:
    with guarded(path.name), zipfile.ZipFile(path) as archive, TemporaryDirectory() as folder:
        refuse_bomb(archive, path.name)
        members = [each for each in archive.infolist() if _is_table(each.filename)]
        for place, member in enumerate(sorted(members, key=lambda each: each.filename)):
            # Each in a folder of its own: two may have one name, and no name leads out of it.
            file = Path(folder) / str(place) / PurePosixPath(member.filename).name
            file.parent.mkdir()
            file.write_bytes(archive.read(member))
            yield from _all([file])


def _all(files: Sequence[Path]) -> Iterator[tuple[Records, bool]]:
    for file in files:
        yield from ((raw, False) for raw in read_records(file) if raw.headings)


def _is_table(name: str) -> bool:
    """What spreadsheets and systems leave beside a file (`~$plan.xlsx`) is none."""
    own = PurePosixPath(name)
    hidden = own.name.startswith((".", "~$")) or "__MACOSX" in own.parts
    return own.suffix.lower() in _ENDINGS and not hidden
