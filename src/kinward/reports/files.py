"""Files of a report: all of them or none, and archives that are the same for the same figures."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kinward.errors import InputError


def all_or_nothing(out: Path, makers: Mapping[str, Callable[[Path], object]]) -> tuple[Path, ...]:
    """Write each file beside its place, and move all into place when all are whole.

    Args:
        out: the folder; made if it is not there.
        makers: what writes a file, by its name.

    Raises:
        InputError: the folder cannot be written to; nothing is then changed.
    """
    new = not out.exists()
    beside = {name: out / f".{name}.{os.getpid()}" for name in makers}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, make in makers.items():
            make(beside[name])
        for name, path in beside.items():
            path.replace(out / name)
    except OSError as error:
        raise InputError(
            f"The report cannot be written ({error.strerror or 'the disk refused'})",
            where=str(out),
            remedy="Name a folder that can be written to, with room in it.",
        ) from error
    finally:
        for path in beside.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)
        if new:
            with suppress(OSError):
                out.rmdir()
    return tuple(out / name for name in sorted(makers))


def write_archive(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write an archive whose files have no time, so that the same figures give the same archive.

    Args:
        contents: what is in each file, by its name.

    Raises:
        OSError: the archive cannot be written.
    """
    with ZipFile(path, "w") as archive:
        for name, content in contents.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
