"""The fields of a programme's files, each of its kind, with the place of what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import polars as pl

from kinward.budget.fields import decimals, year_named
from kinward.errors import InputError
from kinward.programme.columns import FILES, Column, FileKind, How
from kinward.programme.model import Share
from kinward.programme.read.words import THOUSANDS, aliases, headings, words
from kinward.tables import Kind, Table, squeezed
from kinward.tables.fields import parse_dates, parse_months
from kinward.tables.harmless import as_meant
from kinward.tables.periods import written_period
from kinward.tables.pounds import parse_pounds
from kinward.tables.records import Records
from kinward.tables.table import columns_of, table_of

Values = list[Any]


class Fields:
    """The columns of one file or sheet, by heading.

    Attributes:
        table: every column as text.
        given: the columns that it has.
        own: those of them that it has under their own headings, not under another or in thousands.
    """

    def __init__(self, raw: Records, kind: FileKind) -> None:
        self.kind, self.columns = kind, {each.name: each for each in FILES[kind]}
        kinds: dict[str, Kind] = dict.fromkeys(headings(kind), "text")
        self.table: Table = table_of(raw, kinds, aliases=aliases(kind))
        has = columns_of(raw, kinds, aliases(kind))
        self.own = columns_of(raw, self.columns)
        self.given = frozenset(name for name in self.columns if has & {name, f"{name}{THOUSANDS}"})

    def __len__(self) -> int:
        return len(self.table.rows)

    def row(self, place: int) -> int:
        """The row of a place, as a spreadsheet counts."""
        return int(self.table.rows[place])

    def read(self) -> list[dict[str, Any]]:
        """The rows by heading; an empty text is '', any other empty field None."""
        read = {name: self._values(each) for name, each in self.columns.items()}
        return [{name: of[place] for name, of in read.items()} for place in range(len(self))]

    def refuse(self, place: int, column: str, what: str, remedy: str) -> InputError:
        """An error about the value of a row."""
        return InputError(what, where=self.table.where(place, column), remedy=remedy)

    def fields(self) -> frozenset[str]:
        """The record's fields that the file has columns for."""
        return frozenset(each.field for name, each in self.columns.items() if name in self.given)

    def _values(self, column: Column) -> Values:
        if column.how == "pounds":
            return self._pounds(column.name)
        if column.how == "decimal":
            return list(decimals(self.table, column.name, low=None))
        read, what, remedy = _READERS[column.how]
        found: Values = []
        for place, text in enumerate(self.table.frame[column.name]):
            value = _NOTHING.get(column.how) if text is None else read(text, column.name)
            if text is not None and value is None:
                more = _known(column.name) if column.how == "choice" else remedy
                raise self.refuse(place, column.name, what, more)
            found.append(value)
        return found

    def _pounds(self, name: str) -> Values:
        """Whole pence; those of a heading in thousands are read as thousands."""
        plain, thousands = self.table.frame[name], self.table.frame[f"{name}{THOUSANDS}"]
        text = plain.zip_with(plain.is_not_null(), thousands + "k")
        pence = text.to_frame("text").select(parse_pounds(pl.col("text"))).to_series()
        wrong = (pence.is_null() & text.is_not_null()).arg_true()
        if len(wrong):
            what = "The value is not an amount of money such as 1250.50"
            raise self.refuse(wrong[0], name, what, "Correct it in the file.")
        return pence.to_list()


def _known(name: str) -> str:
    return f"Take one of {', '.join(dict.fromkeys(words(name).values()))}."


def _text(text: str, _: str) -> str:
    return as_meant(text)


def _choice(text: str, name: str) -> str | None:
    return words(name).get(squeezed(text))


def _whole(text: str, _: str) -> int | None:
    found = re.fullmatch(r"(\d{1,6})(?:\.0+)?", text)
    return int(found[1]) if found else None


def _share(text: str, _: str) -> Decimal | None:
    try:
        number = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return None
    if text.endswith("%"):
        number = number / 100
    return number if number.is_finite() and 0 <= number <= 1 else None


def _refs(text: str, _: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;,]", as_meant(text)) if part.strip())


def _shares(text: str, name: str) -> tuple[Share, ...] | None:
    found = []
    for part in re.split(r"[;,]", as_meant(text)):
        ref, _, share = part.rpartition("=")
        value = _share(share.strip(), name)
        if not ref.strip() or value is None:
            return None
        found.append(Share(ref.strip(), value))
    return tuple(found) if sum(each.share for each in found) <= 1 else None


def _year(text: str, _: str) -> int | None:
    return year_named(text)


def day(text: str, _: str = "") -> date | None:
    """A date, or the last day of a month, a quarter or a financial year; None of other text.

    A quarter is of the calendar year, unless the financial year is written with it.
    """
    parsed = pl.select(pl.coalesce(parse_dates(pl.lit(text)), parse_months(pl.lit(text)))).item()
    if isinstance(parsed, date):
        return parsed
    found = written_period(text)
    return None if found is None or found.form == "year" else found.end


_NAME: Final = re.compile(r'\s*(?:"((?:[^"]|"")+)"\s*(?=;|$)|([^;]+))(?:;|$)')
"""A name and the semicolon after it: in double quotes, or as it is."""
_Reader = tuple[Callable[[str, str], Any], str, str]
_CORRECT: Final = "Correct it in the file."


def _names(text: str, _: str) -> tuple[str, ...]:
    """One on a line, or with semicolons between them: a name may have a comma.

    A name that stands in double quotes may have a semicolon; a quote within it is written twice.
    """
    meant = as_meant(text)
    if "\n" in meant:
        return tuple(part.strip() for part in meant.split("\n") if part.strip())
    found = [
        quoted.replace('""', '"') if quoted else plain for quoted, plain in _NAME.findall(meant)
    ]
    return tuple(name.strip() for name in found if name.strip())


def _flag(text: str, _: str) -> bool | None:
    return _FLAGS.get(squeezed(text))


_FLAGS: Final = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_READERS: Final[dict[How, _Reader]] = {
    "text": (_text, "", ""),
    "choice": (_choice, "The word is not known here", ""),
    "whole": (_whole, "The value is not a whole number", _CORRECT),
    "share": (_share, "The value is not from 0 to 1", "Write 0.6 or 60%."),
    "refs": (_refs, "", ""),
    "shares": (_shares, "The shares cannot be read", "Write 2.4=0.25; 3.1=0.5, of 1 at most."),
    "names": (_names, "", ""),
    "flag": (_flag, "The value is neither yes nor no", "Write yes or no."),
    "year": (_year, "The value is no financial year", "Write it as 2016/17."),
    "day": (day, "The value is not a date", "Write 31/03/2025, 2025-03-31 or a month, 2025-03."),
}
_NOTHING: Final[dict[How, Any]] = {"text": "", "refs": (), "shares": (), "names": (), "flag": False}
"""What an empty field is; None for the others."""
