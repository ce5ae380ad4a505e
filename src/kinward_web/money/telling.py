"""The documents of the money: figures for both kinds of reader, and single placements for few."""

from __future__ import annotations

from typing import Final

from kinward.reports import expected
from kinward.reports.disclosure import protect, protect_position
from kinward.reports.position import Position
from kinward.reports.section import Section, plain
from kinward.reports.told import Told as Telling
from kinward.reports.told import of_money
from kinward_web.figures import Made, Told
from kinward_web.money.headlines import facts
from kinward_web.money.stands import Stands

_SINGLE: Final = "money-dearest"
"""The section of the core that tells of single placements."""


def documents(stands: Stands, authority: str, limit: int) -> tuple[Made, Made]:
    """Everything that is stored of the money.

    Args:
        limit: for the public, placements from 1 to this are not told apart from others.
    """
    whole = of_money(stands.position, authority, 0)
    beside = protect(stands.summary, limit)
    public = of_money(stands.position, authority, limit, beside)
    shown = protect_position(stands.position, limit, beside)
    return (
        Made("money", _whole(stands, whole, authority), _public(shown, public)),
        Made("money_placements", _single(stands, whole), Told(())),
    )


def _whole(stands: Stands, told: Telling, authority: str) -> Told:
    sections = [each for each in told.sections if each.key != _SINGLE]
    if stands.expected is not None:
        source = f"Kinward’s forecast; commitment record, {authority}"
        sections.append(expected.build(stands.expected.model, stands.expected.bridges, source))
    notes = (*told.notes, *stands.notes)
    return Told(sections, told.sentences, notes, facts(stands.position.activity, told.tables))


def _public(shown: Position | None, told: Telling) -> Told:
    known = {} if shown is None else facts(shown.activity, told.tables)
    return Told(told.sections, told.sentences, told.notes, known)


def _single(stands: Stands, told: Telling) -> Told:
    sections = [each for each in told.sections if each.key == _SINGLE]
    if "money_every_difference" in told.tables:
        sections.append(
            Section(
                "money-differences",
                "Differences of ledger and return",
                "Every difference of ledger and return",
                (),
                tuple(plain(told.tables, "money_every_difference")),
            )
        )
    return Told(sections, (), (), {"children": dict(stands.children)})
