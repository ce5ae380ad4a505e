"""What of Vega-Lite is understood: anything else is refused, lest a chart lose a part unseen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

Spec = Mapping[str, Any]
Row = Mapping[str, Any]


class UntranslatableChart(ValueError):  # noqa: N818 - what is wrong, not that it is
    """A chart says something that pages cannot draw: a developer must teach it here."""


def known(given: Spec, allowed: Collection[str], where: str) -> None:
    """Refuse a dictionary that says more than `allowed`.

    Raises:
        UntranslatableChart: naming what is not understood, and where.
    """
    others = sorted(set(given) - set(allowed))
    if others:
        raise UntranslatableChart(f"{where}: {', '.join(others)} not understood by pages")


def one_of(given: Any, allowed: Iterable[Any], where: str) -> Any:
    """`given`, if it is allowed.

    Raises:
        UntranslatableChart: it is not.
    """
    if given not in (choices := list(allowed)):
        raise UntranslatableChart(f"{where}: {given!r} is none of {choices}")
    return given
