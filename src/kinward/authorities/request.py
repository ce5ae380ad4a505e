"""What is asked for one authority: the job to do, and the record by which it is known again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kinward.forecast.as_json import document
from kinward.pipeline import Ahead, Inputs, forecast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True)
class Job:
    """A forecast to make, on any machine that sees the files.

    Attributes:
        name: of the authority.
        inputs, ahead: as for one authority; paths are absolute.
        request: its record (see `record`).
    """

    name: str
    inputs: Inputs
    ahead: Ahead
    request: dict[str, Any]


def work(job: Job) -> dict[str, Any]:
    """Make the forecast; returns the document of `kinward forecast --json`, with its request.

    Raises:
        KinwardError: it cannot be made.
    """
    return {
        "authority": job.name,
        "request": job.request,
        **document(forecast(job.inputs, job.ahead)),
    }


def absolute(asked: D) -> D:
    """The same with absolute paths, by which another process or machine knows the files."""
    return replace(
        asked, **{each.name: _whole(getattr(asked, each.name)) for each in fields(asked)}
    )


def _whole(value: Any) -> Any:
    if isinstance(value, Path):
        return value.absolute()
    if isinstance(value, list | tuple):
        return tuple(_whole(each) for each in value)
    return absolute(value) if is_dataclass(value) and not isinstance(value, type) else value


def files(*asked: Any) -> dict[str, tuple[Path, ...]]:
    """Every file and folder that is read, by the name of the field that holds it."""
    found: dict[str, tuple[Path, ...]] = {}
    for one in asked:
        for each in fields(one):
            value = getattr(one, each.name)
            if is_dataclass(value) and not isinstance(value, type):
                found |= files(value)
                continue
            several = value if isinstance(value, list | tuple) else (value,)
            if paths := tuple(path for path in several if isinstance(path, Path)):
                found[each.name] = paths
    return found


def paths(*asked: Any) -> tuple[Path, ...]:
    """Every file and folder that is read, each once."""
    every = (path for found in files(*asked).values() for path in found)
    return tuple(dict.fromkeys(every))


def record(inputs: Inputs, ahead: Ahead, *beside: Any, **options: Any) -> dict[str, Any]:
    """All that the figures depend on, as plain JSON: same record, same figures.

    The version, the options (but not the number of threads, which changes nothing), and a digest of
    names, sizes and times of change of the files.

    Args:
        inputs, ahead: of the forecast.
        beside: dataclasses with further files.
        options: further options.
    """
    told = {**asdict(ahead), "as_at": inputs.as_at, "authority": inputs.authority, **options}
    del told["threads"], told["prices"]
    return {
        "version": version("kinward"),
        "options": plain(told),
        "files": {name: _digest(paths) for name, paths in files(inputs, ahead, *beside).items()},
    }


def plain(value: Any) -> Any:
    """The same as JSON has it: days and fractions as text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def _digest(paths: Iterable[Path]) -> str:
    digest = blake2b(digest_size=16)
    for path in paths:
        for name, size, changed in _files(path):
            digest.update(f"{name}\0{size}\0{changed}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _files(path: Path) -> Iterator[tuple[str, int, int]]:
    """Name below the path, size and time of change of a file, or of each file in a folder.

    What cannot be looked at is left to the reader, which says so.
    """
    if not path.is_dir():
        yield from _looked_at(path, path.name)
        return
    seen: set[str] = set()
    for folder, inner, names in os.walk(path, followlinks=True):
        real = os.path.realpath(folder)
        inner[:] = [] if real in seen else sorted(inner)
        seen.add(real)
        for name in sorted(names):
            file = Path(folder, name)
            yield from _looked_at(file, file.relative_to(path).as_posix())


def _looked_at(path: Path, name: str) -> Iterator[tuple[str, int, int]]:
    try:
        about = path.stat()
    except OSError:
        return
    yield name, about.st_size, about.st_mtime_ns
