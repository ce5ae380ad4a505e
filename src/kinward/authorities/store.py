"""The folder of results: a document, or what went wrong, for each job, never half a file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from kinward.errors import InputError, KinwardError

_SUMMARY: Final = "summary.csv"


@dataclass(frozen=True)
class Store:
    """What has been done, in a folder."""

    folder: Path

    def refuse_file(self) -> None:
        """Say before the work that a file is in the folder's place.

        Raises:
            InputError: it is.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise InputError(
                "This is a file, not a folder",
                where=f"--out {self.folder}",
                remedy="Name a folder.",
            )

    def document(self, name: str) -> Path:
        """Where the document of a job is; in a folder of its own where its name has a slash."""
        return self.folder / f"{name}.json"

    def error(self, name: str) -> Path:
        """Where the error of a job is."""
        return self.folder / f"{name}.error.txt"

    def kept(self, name: str, request: Mapping[str, Any]) -> dict[str, Any] | None:
        """The document of a job, if it is there and answers this very request."""
        try:
            given = json.loads(self.document(name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        same = isinstance(given, dict) and given.get("request") == request
        return given if same else None

    def keep(self, name: str, document: Mapping[str, Any]) -> None:
        """Write the document of a job; an error of an earlier run goes."""
        self.write(self.document(name), json.dumps(document) + "\n")
        with self._writing():
            self.error(name).unlink(missing_ok=True)

    def fail(self, name: str, error: KinwardError) -> None:
        """Write all that is wrong with a job; a document that answers another request goes."""
        self.write(self.error(name), "".join(f"{line}\n" for line in error.lines))
        with self._writing():
            self.document(name).unlink(missing_ok=True)

    def summarise(self, table: pl.DataFrame) -> None:
        """Write what came of all jobs side by side."""
        self.write(self.folder / _SUMMARY, table.write_csv())

    def write(self, path: Path, text: str) -> None:
        """Write a file under another name, and move it into place when it is whole.

        The folder is made if it is not there.

        Raises:
            InputError: it cannot be written; what was there before stays.
        """
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        with self._writing():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_text(text, encoding="utf-8")
                beside.replace(path)
            finally:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise InputError(
                f"The results cannot be written ({error.strerror or 'the disk refused'})",
                where=f"--out {self.folder}",
                remedy="Name a folder that can be written to, with room in it.",
            ) from error
