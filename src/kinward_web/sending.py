"""Files of the store as downloads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.http import Http404, StreamingHttpResponse

from kinward_web import store

_CHUNK: Final = 1 << 16


def download(sha256: str, name: str, kind: str) -> StreamingHttpResponse:
    """A file of the store, sent in pieces.

    Args:
        name: of the file, with its ending.
        kind: its media type.

    Raises:
        Http404: the store has no such file.
    """
    try:
        path = store.path_of(sha256)
    except FileNotFoundError:
        raise Http404 from None
    answer = StreamingHttpResponse(_chunks(path), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(path.stat().st_size)
    return answer


def _chunks(path: Path) -> Iterator[bytes]:
    """Opened when the first is sent: of an answer that nobody reads, nothing stays open."""
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            yield chunk
