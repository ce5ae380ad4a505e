"""What is wrong with a plan, by line: everything that can be told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinward.errors import InputError
from kinward.words import counted

_LINES_NAMED: Final = 5


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        line: of the file.
        what: is wrong, as a sentence without its full stop.
        remedy: what to do about it, as a sentence.
    """

    line: int
    what: str
    remedy: str


class PlanError(InputError):
    """A plan that cannot be used: the message tells the first problem and where the others are.

    Args:
        file: its name.
        problems: at least one.
    """

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(sorted(dict.fromkeys(problems), key=lambda each: each.line))
        first, *others = self.problems
        more = ""
        if others:
            lines = list(dict.fromkeys(str(each.line) for each in others))
            named = ", ".join(lines[:_LINES_NAMED]) + (", ..." if len(lines) > _LINES_NAMED else "")
            which = "line" if len(lines) == 1 else "lines"
            more = f" ({counted(len(others), 'more problem')}: {which} {named})"
        super().__init__(first.what + more, where=f"{file}, line {first.line}", remedy=first.remedy)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every problem in a line of its own, as a person is told it."""
        return tuple(
            f"{self.file}, line {each.line}: {each.what}. {each.remedy}".rstrip()
            for each in self.problems
        )

    def __reduce__(self) -> tuple[type[PlanError], tuple[str, tuple[Problem, ...]]]:
        """So that it survives the way back from another process."""
        return PlanError, (self.file, self.problems)
