"""What is asked for one authority: the job to do, and the record by which it is known again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kinward.forecast.as_json import document
from kinward.pipeline import Ahead, Inputs, forecast


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


def absolute(inputs: Inputs, ahead: Ahead) -> tuple[Inputs, Ahead]:
    """The same with absolute paths, by which another process or machine knows the files."""

    def whole(path: Path | None) -> Path | None:
        return path and path.absolute()

    return (
        replace(
            inputs,
            returns=tuple(path.absolute() for path in inputs.returns),
            population=whole(inputs.population),
            categories=whole(inputs.categories),
            lait=whole(inputs.lait),
        ),
        replace(ahead, prices=whole(ahead.prices)),
    )


def files(inputs: Inputs, ahead: Ahead) -> dict[str, tuple[Path, ...]]:
    """Every file and folder that a forecast reads, by what it is."""
    found = {
        "returns": (*inputs.returns,),
        "population": (inputs.population,),
        "categories": (inputs.categories,),
        "lait": (inputs.lait,),
        "prices": (ahead.prices,),
    }
    return {name: there for name, paths in found.items() if (there := tuple(filter(None, paths)))}


def record(inputs: Inputs, ahead: Ahead) -> dict[str, Any]:
    """All that the figures depend on, as plain JSON: same record, same figures.

    The version, the options (but not the number of threads, which changes nothing), and a digest of
    names, sizes and times of change of the files.
    """
    options = {**asdict(ahead), "as_at": inputs.as_at, "authority": inputs.authority}
    del options["threads"], options["prices"]
    return {
        "version": version("kinward"),
        "options": {name: _plain(value) for name, value in options.items()},
        "files": {name: _digest(paths) for name, paths in files(inputs, ahead).items()},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


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
