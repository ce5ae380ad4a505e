"""Uploads go to the store as they arrive: never in memory, never whole under a name until kept."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from kinward_web import store

_BESIDE_FILES: int = 1_000_000
"""What the fields of a form and the marks between its parts may add, in bytes."""


class Arrived(UploadedFile):
    """A file that has come in and is not kept yet. Django closes it after the request: what nobody
    kept is dropped then."""

    def __init__(self, half: store.Half, name: str) -> None:
        super().__init__(name=name, size=half.size)
        self.half = half

    @property
    def path(self) -> Path:
        """Where it stands for now."""
        return self.half.path

    def open(self, mode: str | None = None, *args: Any, **kwargs: Any) -> Arrived:
        """Open it for reading."""
        self.file: IO[bytes] = self.half.path.open("rb")
        return self

    def close(self) -> None:
        """Drop it, if it was not kept."""
        if self.file:
            self.file.close()
        self.half.drop()


class StoreUploadHandler(FileUploadHandler):
    """Writes each chunk to the store's half-written files; stops at the limit of all files together
    (`settings.UPLOAD_MOST_BYTES`).

    Attributes:
        too_large: the limit was passed; nothing of this request is kept.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.too_large = False
        self._half: store.Half | None = None
        self._halves: list[store.Half] = []
        self._total = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803
        content_length: int | None,
        boundary: str | bytes,
        encoding: str | None = None,
    ) -> tuple[Any, MultiValueDict[str, UploadedFile]] | None:
        """Look at the length that was declared."""
        most = settings.UPLOAD_MOST_BYTES + _BESIDE_FILES
        self.too_large = bool(content_length and content_length > most)
        return None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._refuse_too_large()
        self._half = store.Half()
        self._halves.append(self._half)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a chunk, and hand it to no other handler."""
        self._total += len(raw_data)
        self._refuse_too_large()
        if self._half is not None:
            self._half.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file has come in."""
        if self._half is None or self.file_name is None:
            return None
        self._half.close()
        return Arrived(self._half, self.file_name)

    def upload_interrupted(self) -> None:
        """The browser went away, or the limit was passed."""
        self._drop()

    def _refuse_too_large(self) -> None:
        if self.too_large or self._total > settings.UPLOAD_MOST_BYTES:
            self.too_large = True
            self._drop()
            # The rest is read and thrown away, so that the browser gets our words and not a reset.
            raise StopUpload(connection_reset=False)

    def _drop(self) -> None:
        for half in self._halves:
            half.drop()
