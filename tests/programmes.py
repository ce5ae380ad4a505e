"""A programme in the service of a size that councils have: 33 actions, 60 savings, 20 risks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from kinward.programme import model as core
from kinward.programme.words import Colour
from kinward_web.programme.actions import programmes
from kinward_web.programme.codec import encode
from kinward_web.programme.head import Head
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Programme, Record

AS_AT = date(2026, 6, 30)
"""The day on which the programme stands as its tests say."""
_PRIORITIES = ("high", "medium", "low")
_PUBLISHED: tuple[Colour, ...] = ("green", "amber", "red")
_SERVICES = ("Residential", "Fostering agencies", "16+ supported", "Secure")


def action(number: int) -> core.Action:
    """One of 33: every third is late, every fifth complete, every seventh silent."""
    outcome = number % 3 + 1
    late, done = number % 3 == 0, number % 5 == 0
    heard = AS_AT - timedelta(days=60 if number % 7 == 0 else 10)
    return core.Action(
        f"{outcome}.{number}", f"Action {number} of the plan", outcome=str(outcome),
        lead=f"Head of service {number % 4}" if number % 4 else "", age_group="11 to 17",
        priority=_PRIORITIES[number % 3],  # type: ignore[arg-type]
        start=date(2026, 1, 5), target_end=date(2026, 5, 31) if late else date(2026, 12, 31),
        completed=date(2026, 6, 1) if done else None, success="looked_after",
        target_saving_pence=10_000_000, saving_year=2027,
        depends_on=(f"{(number - 1) % 3 + 1}.{number - 1}",) if number in (5, 11) else (),
        published_rag=_PUBLISHED[number % 3],
        updates=(core.Update(heard, done=f"Step {number} was taken", by="Somebody"),),
        deliverables=(core.Deliverable("D1", "A report", due=date(2026, 7, 10)),),
    )  # fmt: skip


def saving(number: int, actions: tuple[core.Action, ...]) -> core.Saving:
    """One of 60, over three years; every fourth belongs to no action."""
    return core.Saving(
        f"S{number}", 2027 + number % 3, 5_000_000 + number * 1_000,
        action="" if number % 4 == 0 else actions[number % len(actions)].ref,
        objective=f"Objective {number % 5}", placement_type=_SERVICES[number % 4],
        impact="number" if number % 2 else "cost", kind="cashable" if number % 2 else "avoided",
        achieved_pence=1_000_000, evidence="" if number % 6 == 0 else "Ledger, period 3",
        forecast_pence=None if number % 5 == 0 else 4_000_000, probability=Decimal("0.8"),
    )  # fmt: skip


def risk(number: int) -> core.Risk:
    """One of 20: every sixth is red, and one is closed."""
    red = number % 6 == 0
    return core.Risk(
        f"R{number}", f"Risk {number}", 4 if red else 2, 5 if red else 4,
        after_probability=None if red else 2, after_impact=None if red else 3,
        owner="" if number == 12 else "Head of commissioning", opened=date(2026, 1, 5),
        closed=date(2026, 6, 1) if number == 20 else None,
        mitigations=(core.Mitigation("Another plan", due=date(2026, 6, 1)),) if red else (),
        history=(core.Score(date(2026, 5, 1), 3, 5),) if red else (),
    )  # fmt: skip


def held(key: str = "placements") -> core.Programme:
    """The programme as the core reads it."""
    actions = tuple(map(action, range(1, 34)))
    return core.Programme(
        key, "Placements 2026", purpose="Fewer children in residential homes", owner="Director",
        outcomes=tuple(core.Outcome(str(n), f"Outcome {n}") for n in (1, 2, 3)),
        actions=actions, savings=tuple(saving(n, actions) for n in range(1, 61)),
        needs=(core.Need(2027, 80_000_000, "Inflation"), core.Need(2027, 10_000_000, "Pressure")),
        risks=tuple(map(risk, range(1, 21))),
        issues=(core.Issue("I1", "No band 4 carers", priority="high", due=date(2026, 6, 1)),),
        assumptions=(core.Assumption("A1", "Prices rise by 3%"),),
        boards=(core.Board("commissioning", "Commissioning board"),),
        consultations=(core.Consultation("C1", "What would have helped?"),),
    )  # fmt: skip


def stored(by: Any, programme: core.Programme | None = None) -> Programme:
    """The same in the service, by somebody."""
    whole = programme or held()
    head = Head(whole.name, whole.purpose, whole.owner)
    row = programmes.make(by=by, slug=whole.key, head=head, key=whole.key)
    Record.objects.bulk_create(_rows(row, whole, by))
    return row


def _rows(row: Programme, whole: core.Programme, by: Any) -> Iterator[Record]:
    for kind in KINDS.values():
        for each in getattr(whole, kind.field):
            ref = kind.ref(each)
            yield Record(
                programme=row, kind=kind.key, ref=ref, body=encode(kind.key, each), changed_by=by,
                key=f"{row.slug}/{kind.key}/{ref}"[-64:],
            )  # fmt: skip


AT: Final = f"?at={AS_AT.isoformat()}"
"""The day in an address."""
BASE: Final = "/programmes/placements/"
MOST_QUERIES: Final = 25
"""Of the database, for one page."""


def read(page) -> list[list[str]]:
    """The rows of a CSV answer, its headings first."""
    text = b"".join(page.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def text_of(client, address: str) -> str:
    """A page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def typed(client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(key|edition)" value="([^"]*)"', page))


def change_action(ref: str, **changes) -> None:
    """Change an action's record behind the pages."""
    row = Record.objects.get(programme__slug="placements", kind="action", ref=ref)
    row.body = encode("action", replace(action(int(ref.split(".")[1])), **changes))
    row.save()
