"""Standard output and standard error as commands want them, whatever they are joined to."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Final

from kinward.errors import KinwardError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_STREAMS: Final = {"stdout": 1, "stderr": 2}


def prepare() -> None:
    """Make both streams fit to print on.

    A name of a file may hold letters that an older console or pipe has no sign for: they come out
    as question marks. A reader that leaves early, as `| head -1` does, changes neither what a
    command does nor its exit code. A stream that is closed swallows what is printed.
    """
    for name, number in _STREAMS.items():
        given = getattr(sys, name)
        if given is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        elif isinstance(given, io.TextIOWrapper) and _number(given) == number:
            setattr(sys, name, given if given.isatty() else _patient(given, number))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _number(stream: io.TextIOWrapper) -> int | None:
    try:
        return stream.fileno()
    except io.UnsupportedOperation:
        return None


def _patient(given: io.TextIOWrapper, number: int) -> io.TextIOWrapper:
    given.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(_Out(number, "w", closefd=False)),
        encoding=given.encoding,
        line_buffering=given.line_buffering,
        write_through=given.write_through,
    )


class _Out(io.FileIO):
    """A stream that is a file or a pipe."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            self._lead_nowhere()
            return len(memoryview(data))
        except OSError as error:
            self._lead_nowhere()
            raise KinwardError(
                f"What was asked for cannot be printed ({(error.strerror or 'no reason').lower()})",
                where="standard output",
                remedy="See whether there is room, or send it elsewhere.",
            ) from None

    def _lead_nowhere(self) -> None:
        """What is still to be printed is let go, so that nothing fails once more at the end."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)
