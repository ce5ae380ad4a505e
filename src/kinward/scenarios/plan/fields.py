"""Reading the keys of one table of a plan, each with its checks.

A value that cannot be used is written down as a problem, and something harmless stands in for it,
so that one reading finds all that is wrong. What is read after a problem is never used.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from difflib import get_close_matches
from pathlib import Path as Folder
from typing import Any, Final, TypeVar

from kinward.scenarios.plan.lines import Lines, Path
from kinward.scenarios.plan.problems import Problem

Word = TypeVar("Word", bound=str)

EARLIEST: Final = date(1990, 4, 1)
LATEST: Final = date(2100, 3, 31)
"""Days that a plan can hold."""
MOST_POUNDS: Final = Decimal(10_000_000_000)
_FINEST: Final = -12


class Fields:
    """The keys of a table.

    Args:
        values: the table, numbers with a point as `Decimal`.
        path: the way to it in the file.
        lines: where its keys stand.
        problems: what is wrong is added here.
        name: what the table is called in a sentence ('the action', say).
        folder: where files are that the plan names; None where it can name none.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        path: Path,
        lines: Lines,
        problems: list[Problem],
        name: str,
        folder: Folder | None = None,
    ) -> None:
        self.values, self.path, self.name = values, path, name
        self.folder = folder
        self._lines, self._problems = lines, problems
        self._asked: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def line(self, *key: str | int) -> int:
        """Where a key stands; without one, where the table begins."""
        return self._lines.of(*self.path, *key)

    def wrong(self, what: str, remedy: str, *key: str | int) -> None:
        """Write down a problem."""
        self._problems.append(Problem(self.line(*key), what, remedy))

    def ask(self, key: str, required: bool = False) -> Any:
        """The value of a key as it stands; None where there is none."""
        self._asked.append(key)
        if required and key not in self.values:
            self.wrong(f"{self.name} has no {key}", f"Give {key}.")
        return self.values.get(key)

    def under(self, key: str, name: str) -> Fields:
        """The keys of the table that a key holds.

        Where it is missing or no table they are empty, and nothing more is said of them.
        """
        found = self.ask(key)
        if isinstance(found, dict):
            way = (*self.path, key)
            return Fields(found, way, self._lines, self._problems, name, self.folder)
        if found is not None:
            self.wrong(f"{key} is no table", f"Write it as {{ ... }} or [{key}].", key)
        return Fields({}, (*self.path, key), self._lines, [], name)

    def item(self, key: str, at: int, name: str) -> Fields:
        """The keys of one table of an array of tables."""
        values = self.values[key][at]
        way = (*self.path, key, at)
        return Fields(values, way, self._lines, self._problems, name, self.folder)

    def finish(self) -> None:
        """Write down every key that was never asked for."""
        for key in self.values:
            if key not in self._asked:
                self.wrong(f"{self.name} has no key {key!r}", _instead(key, self._asked), key)

    def text(self, key: str, required: bool = False) -> str:
        """Text; empty where it is missing."""
        found = self.ask(key, required)
        if found is None:
            return ""
        if not isinstance(found, str) or (required and not found.strip()):
            self.wrong(f"{key} is no text", 'Write it in quotes: "...".', key)
            return ""
        return found

    def word(self, key: str, known: Sequence[Word], default: Word | None = None) -> Word:
        """One of the known words; the first where it is wrong. Required without a default."""
        found = self.ask(key, required=default is None)
        if found is None:
            return known[0] if default is None else default
        return self.known(found, known, key) or known[0]

    def words(
        self, key: str, known: Sequence[Word] | None = None, required: bool = False
    ) -> tuple[Word, ...]:
        """One word or an array of different ones, each known; empty where it is missing."""
        found = self.ask(key, required)
        if found is None:
            return ()
        items = [found] if isinstance(found, str) else found
        if not isinstance(items, list) or not items:
            self.wrong(f"{key} is neither a word nor an array of words", f"{key} = [...].", key)
            return ()
        read = [self.known(item, known, key, at) for at, item in enumerate(items)]
        kept = [word for word in read if word is not None]
        if len(set(kept)) < len(kept):
            self.wrong(f"{key} names one twice", "Keep one of the two.", key)
        return tuple(kept)

    def known(self, found: Any, known: Sequence[Word] | None, key: str, *at: int) -> Word | None:
        """A word if it is known (None: any text is), without regard to case."""
        if not isinstance(found, str) or not found.strip():
            self.wrong(f"{key} holds something that is no word", "Write it in quotes.", key, *at)
            return None
        if known is None:
            return found  # type: ignore[return-value]
        for word in known:
            if word.lower() == found.strip().lower():
                return word
        self.wrong(
            f"{key} holds a word that Kinward does not know", _instead(found, known), key, *at
        )
        return None

    def flag(self, key: str) -> bool | None:
        """true or false; None where it is missing."""
        found = self.ask(key)
        if found is None or isinstance(found, bool):
            return found
        self.wrong(f"{key} is neither true nor false", "Write it without quotes.", key)
        return None

    def day(self, key: str, required: bool = False) -> date | None:
        """A day; None where it is missing."""
        found = self.ask(key, required)
        if found is None:
            return None
        if isinstance(found, datetime) or not isinstance(found, date):
            self.wrong(f"{key} is no date", "Write 2026-04-01, without quotes.", key)
            return None
        if not EARLIEST <= found <= LATEST:
            self.wrong(
                f"{key} is not from {EARLIEST.year} to {LATEST.year}", "Correct the year.", key
            )
            return None
        return found

    def number(
        self,
        key: str,
        least: Decimal | int = 0,
        most: Decimal | int = 1_000_000,
        required: bool = True,
    ) -> Decimal | None:
        """A number within limits; None where it is missing or wrong."""
        found = self.ask(key, required)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | Decimal):
            self.wrong(f"{key} is no number", "Write it without quotes, units or signs.", key)
            return None
        value = Decimal(found)
        if not value.is_finite() or int(value.as_tuple().exponent) < _FINEST:
            self.wrong(f"{key} is no plain number", "Write a few digits.", key)
            return None
        if value < least:
            what = f"{key} is negative" if least == 0 else f"{key} is below {least}"
            self.wrong(what, f"It goes from {least} to {most}.", key)
            return None
        if value > most:
            self.wrong(f"{key} is above {most:,}", f"It goes from {least} to {most:,}.", key)
            return None
        return value

    def whole(
        self, key: str, least: int = 0, most: int = 1_000_000, required: bool = True
    ) -> int | None:
        """A whole number within limits; None where it is missing or wrong."""
        found = self.number(key, least, most, required)
        if found is None:
            return None
        if found != found.to_integral_value():
            self.wrong(f"{key} is no whole number", "Leave out what is after the point.", key)
            return None
        return int(found)

    def pence(self, key: str, required: bool = False) -> int | None:
        """Pounds as whole pence, a fraction of a penny rounded half to even."""
        found = self.number(key, 0, MOST_POUNDS, required)
        if found is None:
            return None
        return int((found * 100).to_integral_value(rounding=ROUND_HALF_EVEN))

    def span(self, key: str, most: int) -> tuple[int, int] | None:
        """[from, to] in whole numbers, both included; None where it is missing or wrong."""
        found = self.ask(key)
        if found is None:
            return None
        ok = isinstance(found, list) and len(found) == 2
        if not ok or not all(
            isinstance(each, int) and not isinstance(each, bool) for each in found
        ):
            self.wrong(f"{key} is not two whole numbers", f"Write {key} = [from, to].", key)
            return None
        low, high = found
        if not 0 <= low <= high <= most:
            self.wrong(
                f"{key} does not go from a number to one not below it, from 0 to {most}",
                f"Write {key} = [from, to].",
                key,
            )
            return None
        return low, high

    def one_of(self, keys: Sequence[str]) -> str | None:
        """The one key of several that is there; a problem where none or more than one is."""
        there = [key for key in keys if key in self.values]
        if len(there) == 1:
            return there[0]
        listed = f"{', '.join(keys[:-1])} and {keys[-1]}"
        if there:
            self.wrong(
                f"{self.name} has {' and '.join(there)}, which exclude each other",
                f"Give one of {listed}.",
                there[1],
            )
            for key in keys:
                self.ask(key)
        else:
            self.wrong(f"{self.name} has none of {listed}", "Give one of them.")
        return None


def _instead(word: str, known: Collection[str]) -> str:
    """The known words, the nearest first where one is near."""
    near = get_close_matches(word.lower(), [each.lower() for each in known], n=1)
    listed = f"The known are {', '.join(known)}." if known else "There are none."
    return f"Is it {near[0]!r}? {listed}" if near else listed
