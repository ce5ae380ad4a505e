"""Cells of a programme's tables: text, where it leads, and a colour with its word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.urls import reverse

from kinward.ledger.explain import signed
from kinward.programme.model import Programme
from kinward.programme.rag import Rag
from kinward.words import long_date
from kinward_web.planning.forms.values import plain
from kinward_web.programme.forms.build import choices_of
from kinward_web.programme.forms.choices import KIND_OF
from kinward_web.programme.forms.spec import Ask, Holds
from kinward_web.programme.forms.ways import WAYS
from kinward_web.programme.selectors.measured import name_of
from kinward_web.programme.selectors.standing import Standing

_SENTENCE: Final = 48
"""Letters that a cell may have before it is more than a word or two."""


@dataclass(frozen=True)
class Cell:
    """A cell.

    Attributes:
        text: what it says; of a colour its name and word.
        href: where it leads, or empty.
        numeric: whether it is a number.
        colour: key of a colour, or empty.
        why: the reason of a colour.
        about: what somebody who hears the cell by itself needs besides its text.
        number: of a cell that is numeric, what a spreadsheet reckons with.
    """

    text: str
    href: str = ""
    numeric: bool = False
    colour: str = ""
    why: str = ""
    number: Decimal | int | None = None
    about: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it is a sentence, that needs room on a small screen."""
        return len(self.text) > _SENTENCE and not self.colour


def rag(found: Rag) -> Cell:
    """A colour with its word and reason."""
    words = f"{found.colour.capitalize()}: {found.word.lower()}"
    return Cell(words, colour=found.colour, why=found.told)


def day(value: date | None) -> Cell:
    """A day; empty where there is none."""
    return Cell("" if value is None else long_date(value))


def link(stands: Standing, kind: str, one: Any) -> Cell:
    """A record with a title, by its name, with the way to its page."""
    return Cell(f"{one.ref} {one.title}", href=stands.href(kind, one.ref))


def pounds(pence: int | None) -> Cell:
    """An amount; empty where there is none."""
    if pence is None:
        return Cell("", numeric=True)
    return Cell(signed(pence), numeric=True, number=Decimal(pence).scaleb(-2))


def count(number: int, href: str = "") -> Cell:
    """How many."""
    return Cell(f"{number:,}", href=href, numeric=True, number=number)


def percent(share: float | Fraction | None) -> Cell:
    """A share as a whole per cent that does not round up to certain, nor down to never."""
    if share is None:
        return Cell("", numeric=True)
    whole = round(share * 100)
    if whole in (0, 100) and 0 < share < 1:
        return Cell("under 1%" if whole == 0 else "over 99%", numeric=True)
    return Cell(f"{whole:,}%", numeric=True)


def value(ask: Ask, given: Any, programme: Programme) -> Cell:
    """The answer to an ask, as people read it; empty where there is none."""
    numeric = WAYS[ask.holds].numeric
    if given is None or given in ("", ()):
        return Cell("", numeric=numeric)
    if ask.holds == "choice":
        return Cell(choices_of(ask, programme).get(given, str(given)))
    if ask.holds == "pounds":
        return pounds(given)
    words = _WORDS.get(ask.holds, WAYS[ask.holds].shown)
    return Cell(str(words(given)), numeric=numeric, number=given if numeric else None)


def answer(ask: Ask, given: Any, stands: Standing) -> Cell:
    """The answer to an ask; that names another record or a measure leads there."""
    if ask.holds == "measure" and (label := name_of(given)):
        return Cell(label, href=reverse("scorecard_measure", args=[given]))
    if ask.holds == "measures":
        return Cell("; ".join(name_of(each) or each for each in given))
    found = value(ask, given, stands.held)
    kind = KIND_OF.get(ask.choices) if callable(ask.choices) else None
    return replace(found, href=stands.href(kind, str(given))) if kind and found.text else found


_WORDS: Final[Mapping[Holds, Callable[[Any], str]]] = {
    "day": long_date,
    "number": plain,
    "share": lambda share: f"{plain(share * 100)}%",
    "flag": lambda flag: "Yes" if flag else "No",
}
