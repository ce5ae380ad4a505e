"""The files to read: from folders, archives and lists of paths, with nothing unpacked to disk.

Folders are walked in the order of their names; a link back to a folder already seen is not
followed. In a folder or an archive only files that may hold a table are looked at: `.csv`, `.txt`,
`.xlsx`, `.xlsm`, `.xml`, `.zip` (to say that it is not opened) and names without an ending. A file
that was given by its own path is looked at whatever its name.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Final

from kinward.errors import InputError
from kinward.returns import limits

ENDINGS: Final = frozenset({"", ".csv", ".txt", ".xlsx", ".xlsm", ".xml", ".zip"})
_ZIP: Final = b"PK"
_WORKBOOK_PARTS: Final = ("[Content_Types].xml", "xl/workbook.xml")
_NOT_HERE: Final = "Check the path."
_MEND: Final = "Make the archive again, or give the folder instead."


@dataclass(frozen=True)
class Source:
    """A file that may hold a table.

    Attributes:
        path: as a person would name it, relative to what was given.
        names: the folders and archives it lies in, outermost first, and its own name.
        given: a person named this very file.
        size: bytes, as declared.
        identity: the same for the same file, by whatever path it was reached.
        open: opens it for reading; the caller closes it.
    """

    path: str
    names: tuple[str, ...]
    given: bool
    size: int
    identity: tuple[int | str, ...]
    open: Callable[[], IO[bytes]]


def find(paths: Sequence[Path], stack: ExitStack) -> list[Source]:
    """Every file to look at, in order; one that is reached twice counts once.

    Args:
        paths: folders, archives and files.
        stack: keeps archives open until the caller has read them.

    Raises:
        InputError: a path is not there or may not be read; an archive is broken or a bomb.
    """
    several = len(paths) > 1
    found: dict[tuple[int | str, ...], Source] = {}
    for path in paths:
        with guarded(str(path)):
            for source in _under(path, stack, several=several):
                found.setdefault(source.identity, source)
    return list(found.values())


def _under(path: Path, stack: ExitStack, *, several: bool) -> Iterator[Source]:
    if not path.exists():
        path.lstat()  # a loop of links says so here; a missing path says that it is missing
        raise InputError("this link leads nowhere", where=str(path), remedy=_NOT_HERE)
    own = path.name or path.resolve().name
    if path.is_dir():
        start = (path.as_posix(),) if several else ()
        yield from _folder(path, start, (own,))
    elif _is_archive(path):
        archive = stack.enter_context(zipfile.ZipFile(path))
        status = path.stat()
        shown = path.as_posix() if several else own
        for source in _members(archive, shown, own):
            identity = (status.st_dev, status.st_ino, *source.identity)
            yield replace(source, identity=identity)
    else:
        shown = path.as_posix() if several else own
        names = (path.resolve().parent.name, own)
        yield _file(path, shown, names, given=True)


def _folder(root: Path, shown: tuple[str, ...], names: tuple[str, ...]) -> Iterator[Source]:
    seen: set[tuple[int, int]] = set()
    todo: list[tuple[Path, tuple[str, ...], tuple[str, ...]]] = [(root, shown, names)]
    count = 0
    while todo:
        folder, shown, names = todo.pop()
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen or len(names) > limits.MAX_DEPTH:
            continue
        seen.add((status.st_dev, status.st_ino))
        inner = []
        with guarded(folder.as_posix()):
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        for entry in entries:
            if _hidden(entry.name):
                continue
            if entry.suffix.lower() in ENDINGS and entry.is_file():
                count += 1
                _refuse_too_many(count, str(root))
                yield _file(
                    entry, "/".join((*shown, entry.name)), (*names, entry.name), given=False
                )
            elif entry.is_dir():
                inner.append((entry, (*shown, entry.name), (*names, entry.name)))
        todo.extend(reversed(inner))


def _file(path: Path, shown: str, names: tuple[str, ...], *, given: bool) -> Source:
    status = path.stat()
    identity = (status.st_dev, status.st_ino)
    return Source(shown, names, given, status.st_size, identity, lambda: path.open("rb"))


def _hidden(name: str) -> bool:
    """Files that systems leave behind: hidden ones, Excel's locks, what macOS packs beside."""
    return name.startswith((".", "~$", "__MACOSX"))


def _is_archive(path: Path) -> bool:
    with path.open("rb") as stream:
        if not stream.read(2).startswith(_ZIP):
            if path.suffix.lower() == ".zip":
                raise zipfile.BadZipFile
            return False
    with zipfile.ZipFile(path) as archive:
        return not is_workbook(archive)


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """An archive that is an XLSX workbook."""
    return any(part in archive.NameToInfo for part in _WORKBOOK_PARTS)


def refuse_bomb(archive: zipfile.ZipFile, where: str) -> None:
    """Stop at an archive that says it unpacks to more than a return can hold.

    Raises:
        InputError: too many files, too much in all, too large a file, or packed too tightly.
    """
    members = archive.infolist()
    _refuse_too_many(len(members), where)
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > limits.MAX_TOTAL_BYTES:
        raise _too_large("the archive unpacks to", limits.MAX_TOTAL_BYTES, where)
    for name, size, small in (
        ("", total, packed),
        *(
            (f"/{_clean(member.filename)}", member.file_size, member.compress_size)
            for member in members
        ),
    ):
        if size > limits.RATIO_FROM_BYTES and size > limits.MAX_RATIO * small:
            raise InputError(
                f"it unpacks to more than {limits.MAX_RATIO} times its size, which no return does",
                where=where + name,
                remedy="Do not open it; ask where it came from.",
            )


def _refuse_too_many(count: int, where: str) -> None:
    if count > limits.MAX_MEMBERS:
        raise InputError(
            f"there are more than {limits.MAX_MEMBERS:,} files",
            where=where,
            remedy="Give only the folder that holds the returns.",
        )


def _too_large(what: str, limit: int, where: str) -> InputError:
    return InputError(
        f"{what} more than {limit // limits.MIB:,} MB, which no return does",
        where=where,
        remedy="Give only the files of the return.",
    )


def _members(archive: zipfile.ZipFile, shown: str, own: str) -> Iterator[Source]:
    refuse_bomb(archive, shown)
    members = [
        (PurePosixPath(_clean(member.filename)), member)
        for member in archive.infolist()
        if not member.is_dir()
    ]
    for path, member in sorted(members, key=lambda pair: pair[0].parts):
        parts = tuple(part for part in path.parts if part not in {"/", "..", "."})
        if not parts or any(map(_hidden, parts)) or path.suffix.lower() not in ENDINGS:
            continue
        where = f"{shown}/{'/'.join(parts)}"
        if member.flag_bits & 1:
            raise InputError(
                "the archive is protected by a password",
                where=where,
                remedy="Make it again without one, or give the folder instead.",
            )
        identity = (member.header_offset,)
        opener = _opener(archive, member)
        yield Source(where, (own, *parts), False, member.file_size, identity, opener)


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(member)


def _clean(name: str) -> str:
    """A member's name as it may be shown: with slashes, on one line."""
    return "".join(char for char in name.replace("\\", "/") if char.isprintable())


def rest_of(stream: IO[bytes], source: Source) -> bytes:
    """What is left to read in a stream, whatever size it declared.

    Raises:
        InputError: it is more than one file of a return can be.
    """
    if source.size > limits.MAX_FILE_BYTES:
        raise _too_large("the file holds", limits.MAX_FILE_BYTES, source.path)
    data = stream.read(limits.MAX_FILE_BYTES + 1)
    if len(data) > limits.MAX_FILE_BYTES:
        raise _too_large("the file holds", limits.MAX_FILE_BYTES, source.path)
    return data


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Turn what goes wrong while opening or unpacking into one clear line.

    Raises:
        InputError: in place of errors of the file system and of archives.
    """
    try:
        yield
    except FileNotFoundError:
        raise InputError("there is no such file or folder", where=where, remedy=_NOT_HERE) from None
    except PermissionError:
        raise InputError(
            "there is no permission to read this", where=where, remedy="Ask for access to it."
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise InputError("the archive is damaged", where=where, remedy=_MEND) from None
    except NotImplementedError:
        raise InputError(
            "the archive is packed in a way that cannot be read", where=where, remedy=_MEND
        ) from None
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise InputError(f"this cannot be read ({reason})", where=where, remedy=_NOT_HERE) from None
