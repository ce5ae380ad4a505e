"""What is doubtful in the records, the figures of the scorecard, and programmes side by side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinward.errors import ArgumentError
from kinward.measures.scored import THEMES
from kinward.programme.checks import check
from kinward.programme.figures import figures
from kinward.programme.model import (
    Action,
    Mitigation,
    Override,
    Portfolio,
    Programme,
    Risk,
    Saving,
    Share,
    Update,
)  # fmt: skip
from kinward.programme.portfolio import standings
from kinward.scorecard.values.programme import of_values

JUNE = date(2026, 6, 30)
GOOD = Action(
    "1", "Good", lead="A", success="looked_after", target_end=date(2026, 12, 31),
    updates=(Update(JUNE),),
)  # fmt: skip


def codes(*actions: Action, **records: tuple[object, ...]) -> list[tuple[str, str]]:
    own = Programme("P", "P", actions=actions or (GOOD,), **records)  # type: ignore[arg-type]
    return [(each.rule, each.message) for each in check(own, JUNE)]


def changed(**fields: object) -> Action:
    return Action(**{**vars(GOOD), **fields})  # type: ignore[arg-type]


def test_a_good_plan_has_no_finding() -> None:
    saving = Saving("S", 2027, 100, "1", shares=(Share("P:1", Decimal("0.5")),))
    assert codes(GOOD, savings=(saving,), risks=(Risk("R", "R", 1, 1, action="1"),)) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"depends_on": ("9",)}, "P20"),
        ({"depends_on": ("SEND:1",)}, "P20"),
        ({"target_end": None}, "P22"),
        ({"lead": " "}, "P23"),
        ({"success": ""}, "P24"),
        ({"start": date(2027, 1, 1)}, "P27"),
        ({"updates": ()}, "P29"),
    ],
)
def test_an_action(fields: dict[str, object], code: str) -> None:
    assert [found for found, _ in codes(changed(**fields))] == [code]


def test_one_that_is_done_needs_nothing_more() -> None:
    assert codes(Action("1", "Done", completed=JUNE)) == []


def test_savings_and_risks() -> None:
    savings = (
        Saving("A", 2027, 100, "9"),
        Saving("B", 2027, 100, "1", achieved_pence=5),
        Saving("C", 2027, 100, "1", same_as="D"),
        Saving("D", 2027, 100, "1", same_as="C"),
    )
    own = changed(target_saving_pence=300, saving_year=2027)
    found = codes(own, savings=savings, risks=(Risk("R", "R", 1, 1, action="8"),))
    assert sorted(code for code, _ in found) == ["P21", "P21", "P25", "P26", "P28", "P28"]
    assert ("P21", "Risk R names the action 8, which is not there.") in found


def test_an_error_comes_first_and_other_programmes_count() -> None:
    own = Programme("P", "P", actions=(changed(depends_on=("SEND:1",), start=date(2027, 1, 1)),))
    send = Programme("SEND", "SEND", actions=(GOOD,))
    assert [each.rule for each in check(own, JUNE, [send])] == ["P27"]
    assert [each.level for each in check(own, JUNE)] == ["error", "warning"]


OWN = Programme(
    "P", "Placements",
    actions=(
        GOOD,
        Action("2", "Late", target_end=date(2026, 6, 1), updates=(Update(JUNE),)),
        Action("3", "Silent", target_end=date(2026, 12, 1)),
        Action("4", "Later", start=date(2026, 8, 1)),
        Action("5", "Done", completed=JUNE),
    ),
    savings=(
        Saving("A", 2027, 100_00, "1", achieved_pence=25_00, evidence="May", forecast_pence=100_00),
        Saving("B", 2027, 100_00, "2", forecast_pence=50_00),
        Saving("C", 2026, 999_00),
    ),
    risks=(
        Risk("R", "R", 5, 5, mitigations=(Mitigation("M", due=date(2026, 6, 1)),)),
        Risk("S", "S", 5, 5, closed=JUNE, mitigations=(Mitigation("M", due=date(2026, 6, 1)),)),
    ),
)  # fmt: skip


def test_the_figures_of_the_scorecard() -> None:
    found = figures(OWN, JUNE)
    assert found == {
        "savings_target": Decimal(200),
        "savings_achieved": Decimal(25),
        "savings_forecast": Decimal(150),
        "savings_gap": Decimal(50),
        "savings_achieved_pct": Decimal("12.5"),
        "actions_green_pct": (2, 4),
        "actions_red": 1,
        "actions_stale": 1,
        "benefits_green_pct": (1, 2),
        "risks_red": 1,
        "mitigations_overdue": 1,
    }
    assert set(found) == {each.key for each in THEMES["The programme"]}
    assert len(of_values(found, JUNE)) == len(found)


def test_the_figures_of_nothing() -> None:
    found = figures(Programme("P", "P"), JUNE)
    assert found["actions_green_pct"] is found["benefits_green_pct"] is None
    assert found["savings_achieved_pct"] is None
    assert found["savings_gap"] == 0


def test_an_override_counts_in_the_figures() -> None:
    says = Override("delivery", "amber", "Signed", "A", JUNE)
    late = Action("2", "Late", target_end=date(2026, 6, 1), overrides=(says,))
    assert figures(Programme("P", "P", actions=(late,)), JUNE)["actions_red"] == 0


def test_programmes_side_by_side() -> None:
    waits = Action(
        "1", "Waits", target_end=date(2026, 12, 31), depends_on=("P:2",), updates=(Update(JUNE),)
    )
    send = Programme("SEND", "SEND", actions=(waits,), savings=(Saving("A", 2027, 1_00),))
    own, other, both = standings(Portfolio("All", (OWN, send)), JUNE, 2027)
    assert other.delivery["red"] == 1
    assert own.delivery == {"blue": 1, "red": 1, "amber": 1, "green": 1, "grey": 1}
    assert both.delivery["red"] == 2
    assert (own.savings.plan, other.savings.plan, both.savings.plan) == (200_00, 1_00, 201_00)
    assert (own.red_risks, own.slipping, both.slipping) == (1, 2, 2)


def test_refs_and_keys_are_unique() -> None:
    with pytest.raises(ArgumentError, match="1 is there twice"):
        Programme("P", "P", actions=(GOOD, GOOD))
    with pytest.raises(ArgumentError, match="has no ref"):
        Programme("P", "P", risks=(Risk("", "R", 1, 1),))
    with pytest.raises(ArgumentError, match="P is there twice"):
        Portfolio("All", (OWN, OWN))


def test_an_action_of_one_day_and_a_target_that_is_what_its_savings_come_to() -> None:
    day = date(2026, 6, 30)
    own = Action("1", "1", start=day, target_end=day, target_saving_pence=100_00, saving_year=2027)
    saving = Saving("S", 2027, 100_00, action="1")
    found = check(Programme("P", "P", actions=(own,), savings=(saving,)), day)
    assert not {"P26", "P27"} & {each.rule for each in found}
