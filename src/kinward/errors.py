"""The errors that Kinward raises for a person to read.

Each says what is wrong, where (file, row, column) and what to do. The command line prints one line
and exits 2; a page shows it beside the form. None ever holds a child's value.
"""

from __future__ import annotations


class KinwardError(Exception):
    """Something that cannot be done.

    Args:
        what: what is wrong, as a sentence without its full stop.
        where: the file, and the row or column if known.
        remedy: what to do about it, as a sentence.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(str(self))

    @property
    def lines(self) -> tuple[str, ...]:
        """What a person is told: one line, or one for each thing that is wrong."""
        return (str(self),)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        action = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}.{action}"


class InputError(KinwardError):
    """A file or folder that cannot be used."""


class ArgumentError(KinwardError):
    """An argument (a date, a number, a name) that cannot be used."""


class TooShortError(ArgumentError):
    """The returns are too short for what was asked."""


def unforeseen(error: BaseException) -> KinwardError:
    """What a person is told of any other error: its kind alone, as its text may hold a value."""
    return KinwardError(
        f"Something went wrong that Kinward did not foresee ({type(error).__name__})",
        remedy="Run this one alone, with KINWARD_TRACEBACK=1 set, to see where.",
    )
