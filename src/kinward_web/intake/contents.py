"""Whether a file is what its name says, before anything else looks into it."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kinward.errors import InputError
from kinward.returns.limits import HEAD_BYTES
from kinward.returns.sources import guarded, is_workbook, refuse_bomb
from kinward.returns.text import is_text
from kinward_web.intake.kinds import DataKind

_ZIP: Final = b"PK"
_PARQUET: Final = b"PAR1"
_MARKUP: Final = b"<"
_LONGEST: Final = 150
_UNSAFE: Final = re.compile(r"[^\w .,()&'+-]")


def clean(name: str) -> str:
    """A file's name without folders and without signs that some system could take amiss."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        return plain[:_LONGEST] or "file"
    return f"{stem[:_LONGEST] or 'file'}.{suffix[:10]}"


def examine(path: Path, name: str, kind: DataKind) -> None:
    """Refuse a file that is not what its name says.

    Raises:
        InputError: a kind of file that is not read here, an empty one, one of other content, a
            damaged archive or a bomb.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in kind.suffixes:
        readable = ", ".join(kind.suffixes)
        raise InputError(
            "This kind of file cannot be read here", where=name, remedy=f"Give {readable}."
        )
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head:
        raise InputError("The file is empty", where=name, remedy="Make it again and upload it.")
    if not _LOOKS[suffix](head):
        raise InputError(
            f"The file is not what its ending {suffix} says",
            where=name,
            remedy="Save it again from the program that made it.",
        )
    if suffix in {".zip", ".xlsx"}:
        _refuse_archive(path, name, workbook=suffix == ".xlsx")


def _refuse_archive(path: Path, name: str, *, workbook: bool) -> None:
    with guarded(name), zipfile.ZipFile(path) as archive:
        refuse_bomb(archive, name)
        if is_workbook(archive) != workbook:
            raise InputError(
                "The file is not what its ending says",
                where=name,
                remedy="An Excel workbook ends in .xlsx, an archive of files in .zip.",
            )


def _text(head: bytes) -> bool:
    return is_text(head) and not head.startswith((_ZIP, _PARQUET, b"\xd0\xcf\x11\xe0", b"%PDF"))


_LOOKS: Final[dict[str, Callable[[bytes], bool]]] = {
    ".csv": _text,
    ".xml": lambda head: is_text(head) and _MARKUP in head[:512],
    ".xlsx": lambda head: head.startswith(_ZIP),
    ".zip": lambda head: head.startswith(_ZIP),
    ".parquet": lambda head: head.startswith(_PARQUET),
}
"""By ending: whether a file begins as one should."""
