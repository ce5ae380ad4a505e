"""The programme and the targets of the demonstration, made up as its children are.

Its files were written for `_WRITTEN`; all their days are moved so that it stands today as it stood
then: some actions late, some complete, the last meeting a month ago.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from kinward.dates import return_year
from kinward.programme import governance as boards
from kinward.programme import model as core
from kinward.programme.read.files import read_programme
from kinward.programme.registers import Assumption, Consultation, Issue
from kinward_web.accounts.models import User
from kinward_web.documents.selectors import sections_of
from kinward_web.documents.tables import with_table
from kinward_web.intake.selectors import live
from kinward_web.performance.actions import imports
from kinward_web.performance.models import Card
from kinward_web.programme.actions import meetings, programmes, records
from kinward_web.programme.head import Head
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Programme

_FILES: Final = Path(__file__).parent / "demo_data"
_WRITTEN: Final = date(2026, 6, 30)
_SLUG: Final = "placements"
_YEARS: Final = ("financial_year", "saving_year")
_HEAD: Final = Head(
    "Children close to home (made up)",
    "More children safe with their families, and a good home near by for every child in care.",
    "Director of children’s services",
)
_STRATEGY: Final = boards.Board(
    "strategy", "Children’s strategy board", "quarterly", "Director of children’s services",
    ("Director of children’s services", "Lead member", "Finance manager", "Head of placements"),
    "Owns the strategy; decides what costs more than the programme has.", 3,
)  # fmt: skip
_COMMISSIONING: Final = boards.Board(
    "commissioning", "Commissioning board", "monthly", "Head of placements",
    ("Head of placements", "Fostering manager", "Commissioning manager", "Finance manager",
     "Head of edge of care"),
    "Follows every action of the programme each month.", 3, parent="strategy",
)  # fmt: skip
_MET: Final = (date(2026, 5, 6), date(2026, 6, 3))
_NEXT: Final = date(2026, 7, 1)
_ALL: Final = "All together"
"""The row of the plan beside the forecast that sums all placement types of a year."""
_STRATEGY_MET: Final = date(2026, 5, 20)
_STRATEGY_NEXT: Final = date(2026, 7, 22)
_CAME: Final = {
    "commissioning": ("Head of placements", "Fostering manager", "Commissioning manager"),
    "strategy": ("Director of children’s services", "Lead member", "Finance manager"),
}
"""Who came, by board."""


def make_programme(today: date) -> None:
    """Make the programme, its meetings and the targets, where there is no programme yet."""
    if Programme.objects.exists():
        return
    lead = User.objects.get(email="programme@demo.example")
    analyst = User.objects.get(email="analyst@demo.example")
    with transaction.atomic():
        made = programmes.make(by=lead, slug=_SLUG, head=_HEAD, key=_key())
        for kind, each in (*_all(today), *(("need", need) for need in _needs())):
            records.add(by=lead, programme=made, kind=kind, held=each, key=_key())
        _meet(lead, made, today)
    if not Card.objects.exists():
        _targets(analyst)


def _all(today: date) -> list[tuple[str, Any]]:
    """Every record but the meetings, outcomes first, with days as of today."""
    read = read_programme([_FILES / "programme"], _SLUG, _HEAD.name).programme
    whole = replace(read, **_MORE)
    return [
        (key, _moved(each, today))
        for key, kind in KINDS.items()
        if key != "meeting"
        for each in getattr(whole, kind.field)
    ]


def _needs() -> Iterator[core.Need]:
    """What must be saved: what the live forecast expects beyond the plan of the budget, by year."""
    snapshot = live()
    money = snapshot and snapshot.documents.filter(kind="money").first()
    found = with_table(sections_of(money, "whole"), "money_gaps") if money else None
    if found is None:
        return
    _, table = found
    names = [column["name"] for column in table["columns"]]
    for cells in table["rows"]:
        row = dict(zip(names, cells, strict=True))
        if row["label"] == _ALL and row["gap"] > 0:
            yield core.Need(row["year"], row["gap"], "Expected beyond the plan of the budget")


def _meet(lead: User, programme: Programme, today: date) -> None:
    """Meetings of both boards that were held, and the next of each, which is still ahead."""
    decision = boards.Decision(
        "D1", "Move the end of step-down to the end of August", "agreed",
        "The reviews took longer than planned; every child’s plan comes first.",
        "Commissioning board", action="3.2",
    )  # fmt: skip
    log = (
        boards.LogItem("F1", "Bring the offers of the last eight providers",
                       "Commissioning manager", date(2026, 6, 26), action="3.3"),
        boards.LogItem("F2", "Say how many hosts are in assessment", "Leaving care manager",
                       date(2026, 6, 19), date(2026, 6, 17), "4.3"),
    )  # fmt: skip
    owned = boards.Decision(
        "D2", "Pay for a second evening worker from the reserve", "agreed",
        "Each child kept at home for a year costs less than a month in a residential home.",
        "Children’s strategy board", action="1.1",
    )  # fmt: skip
    asked = boards.Decision(
        "D3", "Open a fourth home of our own", by="Head of placements", due=_STRATEGY_NEXT,
        action="3.1",
    )  # fmt: skip
    up = boards.Message("strategy", "Step-down takes longer than planned.", action="3.2")
    first, second = (boards.Meeting("commissioning", day) for day in _MET)
    strategy = boards.Meeting("strategy", _STRATEGY_MET, decisions=(owned,))
    for each in (
        replace(first, messages=(up,)), strategy, replace(second, decisions=(decision,), log=log),
    ):  # fmt: skip
        meeting = _moved(each, today)
        one = records.add(by=lead, programme=programme, kind="meeting", held=meeting, key=_key())
        one = meetings.begin(
            by=lead,
            one=one,
            attended=_CAME[each.board],
            today=today,
            edition=one.edition,
            key=_key(),
        )
        meetings.close(by=lead, one=one, edition=one.edition, key=_key())
    for each in (
        boards.Meeting("commissioning", _NEXT),
        boards.Meeting("strategy", _STRATEGY_NEXT, decisions=(asked,)),
    ):
        ahead = _moved(each, today)
        records.add(by=lead, programme=programme, kind="meeting", held=ahead, key=_key())


def _targets(analyst: User) -> None:
    path = _FILES / "measures.csv"
    token = imports.bring_in(by=analyst, name=path.name, chunks=[path.read_bytes()])
    seen = imports.look(by=analyst, token=token).stamp
    imports.take(by=analyst, token=token, seen=seen, key=_key())


def _moved(value: Any, today: date) -> Any:
    """A value with all its days moved by as much as today is later than the files were written."""
    if isinstance(value, date):
        return value + timedelta(days=(today - _WRITTEN).days)
    if isinstance(value, tuple):
        return tuple(_moved(each, today) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    years = return_year(today) - return_year(_WRITTEN)
    new: dict[str, Any] = {}
    for each in fields(value):
        now = getattr(value, each.name)
        year = each.name in _YEARS and now is not None
        new[each.name] = now + years if year else _moved(now, today)
    return replace(value, **new)


def _key() -> str:
    return uuid.uuid4().hex


_MORE: Final[dict[str, Any]] = {
    "boards": (_STRATEGY, _COMMISSIONING),
    "issues": (
        Issue("I1", "The hub of one agency closed at short notice",
              "Six children needed another home.", "Head of placements", "high",
              date(2026, 5, 18), date(2026, 7, 10), risk="R2", action="3.1"),
    ),
    "assumptions": (
        Assumption("A1", "Prices of independent placements rise by 3% a year",
                   key="uplift", owner="Finance manager", checked_on=date(2026, 4, 20),
                   checked_by="Finance manager"),
    ),
    "consultations": (
        Consultation("C1", "What would have helped you to stay at home?",
                     "Somebody to call in the evening.", "Children in care council",
                     date(2026, 3, 12), "Evening conferences were added.", "1.1"),
    ),
}  # fmt: skip
"""What the files have no columns for."""
