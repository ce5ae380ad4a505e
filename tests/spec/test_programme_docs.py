"""docs/programme.md: its tables of rules are run, its published plans and examples are read.

`python tests/spec/test_programme_docs.py` writes the tables that are made by the code anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from kinward.programme.amounts import claimed, evidenced, expected, parts
from kinward.programme.benefit import benefit
from kinward.programme.bridge import bridge
from kinward.programme.chance import Bet, bets, chances, risk_adjusted
from kinward.programme.delivery import delivery
from kinward.programme.escalation import escalation
from kinward.programme.model import Action, Deliverable, Programme, Risk, Saving, Share, Update
from kinward.programme.rag import Rag
from kinward.programme.read.files import read_programme
from kinward.programme.risks import rating, usual_scale
from kinward.programme.rules import RULES
from kinward.programme.savings import tracker
from kinward.programme.words import COLOURS
from published_plans import BUSINESS_PLAN, JANUARY_2016, cambridgeshire, read

PAGE = Path(__file__).parents[2] / "docs" / "programme.md"
_SPEC = re.compile(r"<!-- spec: (\w+) -->\n(.*?)<!-- end -->", re.S)
_MADE = re.compile(r"(<!-- made: (\w+) -->\n)(.*?)(<!-- end -->)", re.S)
JUNE = date(2026, 6, 30)
Row = dict[str, str]


def spec(name: str) -> list[Row]:
    """The rows of a table of rules, by heading."""
    (text,) = [body for key, body in _SPEC.findall(PAGE.read_text("utf-8")) if key == name]
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()
    ]
    return [dict(zip(head, row, strict=True)) for row in rows]


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def pence(text: str) -> int | None:
    return None if text == "-" else int(Decimal(text.replace(",", "")) * 100)


@pytest.mark.parametrize("row", spec("delivery"))
def test_delivery(row: Row) -> None:
    due, heard = day(row["Deliverable due"]), day(row["Last update"])
    red = Action("9", "Late", target_end=date(2026, 1, 31))
    own = Action(
        "1",
        "Judged",
        start=day(row["Start"]),
        target_end=day(row["First end"]),
        revised_end=day(row["Revised end"]),
        completed=day(row["Completed"]),
        deliverables=(Deliverable("D1", "Handed over", due),) if due else (),
        updates=(Update(heard),) if heard else (),
        depends_on=("9",) if row["Waits for a red action"] == "yes" else (),
    )
    found = delivery(Programme("P", "P", actions=(own, red)), JUNE)["1"]
    assert (found.proposed, found.reason) == (row["Colour"], row["Reason"])


@pytest.mark.parametrize("row", spec("benefit"))
def test_benefit(row: Row) -> None:
    saving = Saving(
        "S",
        2027,
        pence(row["Target, £"]) or 0,
        action="1",
        forecast_pence=pence(row["Forecast, £"]),
        achieved_pence=pence(row["Evidenced, £"]),
        evidence="ledger",
    )
    of = Programme("P", "P", actions=(Action("1", "Judged"),), savings=(saving,))
    found = benefit(of, date.fromisoformat(row["On"]))["1"]
    assert (found.proposed, found.reason) == (row["Colour"], row["Reason"])


@pytest.mark.parametrize("row", spec("escalation"))
def test_escalation(row: Row) -> None:
    own: dict[str, Any] = {} if row["Priority"] == "-" else {"priority": row["Priority"]}
    sides: list[Any] = ["delivery", "benefit"]
    rags = [Rag(side, row[side.capitalize()], "") for side in sides]  # type: ignore[arg-type]
    found = escalation(Action("1", "Judged", **own), *rags)
    assert (found.often, found.reason) == (row["How often"], row["Reason"])


@pytest.mark.parametrize("row", spec("savings"))
def test_savings(row: Row) -> None:
    own = Saving(
        "S",
        2027,
        pence(row["Plan, £"]) or 0,
        achieved_pence=pence(row["Achieved, £"]),
        evidence="" if row["Evidence"] == "-" else row["Evidence"],
        forecast_pence=pence(row["Forecast, £"]),
    )
    made = expected(own, JUNE)
    found = (evidenced(own), claimed(own), made, own.target_pence - made)
    due = [pence(row[name]) for name in ("Counts as achieved", "Claimed", "Expected", "Gap")]
    assert list(found) == due


@pytest.mark.parametrize("row", spec("shares"))
def test_shares(row: Row) -> None:
    others = [] if row["Other actions"] == "-" else row["Other actions"].split("; ")
    shares = [
        Share(ref, Decimal(part)) for ref, _, part in (each.partition("=") for each in others)
    ]
    amount = pence(row["Saving, £"]) or 0
    found = parts(Saving("S", 2027, amount, row["Its action"], shares=tuple(shares)), amount)
    told = "; ".join(f"{ref}: {Decimal(own) / 100:.2f}" for ref, own in found.items())
    assert told == row["Each has"]


@pytest.mark.parametrize("row", spec("chance"))
def test_chance(row: Row) -> None:
    of = []
    for place, text in enumerate(row["Savings, £ and probability"].split("; ")):
        amount, _, probability = text.partition(" at ")
        of.append(Bet(str(place), 0, pence(amount) or 0, Fraction(probability), judged=True))
    found = chances(of)
    assert found.method == "exact"
    assert found.of_meeting(pence(row["Total, £"]) or 0) == pytest.approx(float(row["Chance"]))
    assert risk_adjusted(of) == found.expected == pence(row["Risk-adjusted, £"])


@pytest.mark.parametrize("row", spec("ended"))
def test_a_year_that_is_over_has_what_is_evidenced(row: Row) -> None:
    own = Saving(
        "S",
        2027,
        pence(row["Plan, £"]) or 0,
        forecast_pence=pence(row["Forecast, £"]),
        achieved_pence=pence(row["Evidenced, £"]),
        evidence="ledger",
        probability=Decimal(row["Probability"]),
    )
    on = date.fromisoformat(row["On"])
    sums, of = tracker(Programme("P", "P", savings=(own,)), on).total, bets([own], on, 2027)
    assert sums.forecast == expected(own, on) == pence(row["Expected"])
    assert (sums.gap, risk_adjusted(of)) == (pence(row["Gap"]), pence(row["Risk-adjusted, £"]))
    judged = any(each.judged for each in of)
    told = f"{chances(of).of_meeting(own.target_pence):g}" if judged else "-"
    assert told == row["Chance of the plan"]


@pytest.mark.parametrize("row", spec("risks"))
def test_risks(row: Row) -> None:
    after = [int(each) for each in re.findall(r"\d+", row["After"])] or [None, None]
    risk = Risk("R", "Rated", int(row["Probability"]), int(row["Impact"]), "", "", *after)
    found = rating(risk, usual_scale())
    assert (str(found.left), found.colour, found.reason) == (
        row["Rating"], row["Colour"], row["Reason"]
    )  # fmt: skip


def test_every_rule_has_a_row_that_shows_it() -> None:
    """Each colour of delivery that the page's list names is in its table."""
    assert {row["Colour"] for row in spec("delivery")} == set(COLOURS)
    assert {row["Colour"] for row in spec("benefit")} == {"red", "amber", "green", "grey"}


def made() -> dict[str, str]:
    """The tables that the code makes, by name."""
    return {"published": _published(), "bridge": _bridge(), "late": _late(), "rules": _rules()}


def _published() -> str:
    plan = cambridgeshire()
    found = delivery(plan, JANUARY_2016)
    rows = []
    for colour in ("red", "amber", "green"):
        own = [each for each in plan.actions if each.published_rag == colour]
        by_rule = dict.fromkeys(COLOURS, 0)
        for each in own:
            by_rule[found[each.ref].proposed] += 1
        told = ", ".join(f"{number} {rule}" for rule, number in by_rule.items() if number)
        refs = ", ".join(each.ref for each in own)
        rows.append((colour, len(own), told, refs))
    return _table(("Published", "Actions", "By rule", "Which"), rows)


def _bridge() -> str:
    found = bridge(cambridgeshire(), 2017, BUSINESS_PLAN)
    rows = [(each.label, _k(each.pence)) for each in found.business_plan]
    rows.append(("**Business plan**", _k(found.opening)))
    rows += [(each.label, _k(each.pence)) for each in found.added if each.pence]
    rows.append(("**Planned**", _k(found.planned)))
    rows += [(f"Held: {each.label}", _k(each.pence)) for each in found.held]
    rows.append(("**Held by no action**", _k(found.unassigned)))
    return _table(("Step", "£k"), rows)


def _late() -> str:
    then = date(2003, 6, 9)
    plan = read("brighton_actions", reported_on=then).programme
    found = delivery(plan, then)
    return _table(
        ("Ref", "Action", "Reported", "Why it is late"),
        [
            (each.ref, each.title, each.progress, found[each.ref].reason)
            for each in plan.actions
            if found[each.ref].proposed == "red"
        ],
    )


def _rules() -> str:
    words = dict.fromkeys(("heading", "ref", "other", "refs"), "so-and-so") | {"what": "Saving"}
    return _table(
        ("finding", "level", "what it says, and what to do"),
        [
            (rule.code, rule.level, f"{rule.message.format(column='', **words)} {rule.remedy}")
            for rule in RULES.values()
        ],
    )


def _k(pence: int) -> str:
    return f"{pence // 100_000:,}"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def fill(page: str) -> str:
    tables = made()
    return _MADE.sub(lambda found: f"{found[1]}{tables[found[2]]}{found[4]}", page)


def test_the_tables_are_those_that_the_code_makes() -> None:
    page = PAGE.read_text("utf-8")
    assert page == fill(page), "python tests/spec/test_programme_docs.py"
    assert sorted(found[2] for found in _MADE.finditer(page)) == sorted(made())


def test_the_files_of_the_page(tmp_path: Path) -> None:
    for name, text in re.findall(
        r"^```csv (\w+)\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    found = read_programme([tmp_path], "example", "Example")
    first, second = found.programme.actions
    assert found.findings == ()
    assert (first.ref, first.depends_on, first.target_saving_pence) == ("2.4", ("2.1",), 27_900_000)
    assert second.target_end == date(2026, 9, 30)
    assert [each.ref for each in first.deliverables] == ["2.4.1", "2.4.2"]
    assert first.updates[0].forecast_saving_pence == 24_000_000
    assert [each.probability for each in found.programme.savings] == [
        Decimal("0.8"),
        Decimal("0.5"),
    ]
    assert len(found.programme.risks[0].mitigations) == 2
    assert [each.probability for each in found.programme.risks[0].history] == [5]
    assert second.overrides[0].words == "The evaluation has no funding"
    assert found.programme.outcomes[0].measures == ("looked_after", "entries")
    assert [each.ref for each in found.programme.issues] == ["I1"]
    assert found.programme.assumptions[0].value == Decimal("3.5")
    assert found.programme.boards[0].members == (
        "Head of placements",
        "Fostering; and adoption",
    )
    held, ahead = found.programme.meetings
    assert ([each.ref for each in held.decisions], [each.ref for each in held.log]) == (
        ["D1"],
        ["F1"],
    )
    assert (held.held, ahead.held, ahead.decisions[0].outcome) == (True, False, "due")


if __name__ == "__main__":
    PAGE.write_text(fill(PAGE.read_text("utf-8")), "utf-8")
