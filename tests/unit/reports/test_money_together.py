"""Which services are told together: those of few placements, and those of hidden children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from builders_money import stands_of
from builders_report import summary_of
from kinward.cohort.model import Summary
from kinward.ledger.activity import total
from kinward.ledger.model import Activity, Actual, Line, Planned
from kinward.ledger.variance import analysed
from kinward.reports.disclosure import protect_position
from kinward.reports.disclosure.money_lines import SECTIONS, TOGETHER
from kinward.reports.position import Position

LIMIT = 5
HIDDEN_KEYS = {"kinship": 20, "secure": None, "external_residential": None}


def beside(children: dict[str, int | None], looked_after: int = 60) -> Summary:
    """A baseline that hides some categories."""
    kinds = {"key": pl.String, "children": pl.Int64}
    frame = pl.DataFrame(list(children.items()), schema=kinds, orient="row")
    return summary_of(looked_after=looked_after, breakdowns={"category": frame})


def labels(activity: Activity) -> list[tuple[str, str]]:
    return [(line.section, line.label) for line in activity.lines]


def service(section: str, category: str, placements: int, weekly: int = 1_000_00) -> Line:
    """A service whose placements were open all the year, budgeted to the placement."""
    cost, mean = placements * weekly * 52, Fraction(placements)
    return Line(
        section, f"{category} of {section}", "service",
        Planned(cost, mean, mean * 52, cost, Fraction(52)),
        Actual(cost, cost, 0, placements, placements, placements * weekly, mean, mean * 52),
        category,
    )  # fmt: skip


def placed(lines: Sequence[Line]) -> Position:
    stands = stands_of()
    lines = analysed(lines)
    order = dict.fromkeys(line.section for line in lines)
    sections = [total([line for line in lines if line.section == name], name) for name in order]
    activity = replace(
        stands.activity, lines=tuple(lines), sections=tuple(sections), total=total(lines, "")
    )
    return replace(stands, activity=activity)


def test_a_service_whose_children_are_hidden_is_told_with_another_such() -> None:
    """9 in homes hide 3 in secure ones: what homes cost, by the price of a week, is 9."""
    lines = [
        service("A", "kinship", 20), service("A", "external_residential", 9, 5_000_00),
        service("B", "secure", 3, 7_000_00), service("B", "independent_fostering", 12),
    ]  # fmt: skip
    shown = protect_position(placed(lines), LIMIT, beside(HIDDEN_KEYS))
    assert shown is not None
    assert labels(shown.activity) == [
        ("A", "kinship of A"), ("B", "independent_fostering of B"), (SECTIONS, TOGETHER),
    ]  # fmt: skip
    assert shown.activity.lines[-1].actual.touching == 12
    alone = protect_position(placed(lines), LIMIT)
    assert alone is not None
    assert ("A", "external_residential of A") in labels(alone.activity)


def test_one_of_few_goes_with_another_of_its_category_before_a_smaller_one() -> None:
    """With the carers of our own, of whom 12 are shown, the 15 together would be 3 and those."""
    children = {"in_house_fostering": 12, "independent_fostering": 23}
    found = placed([
        service("A", "independent_fostering", 20), service("B", "in_house_fostering", 12),
        service("B", "independent_fostering", 3),
    ])  # fmt: skip
    shown = protect_position(found, LIMIT, beside(children, 35))
    assert shown is not None
    told = {line.label: line.actual.touching for line in shown.activity.lines}
    both = "Independent fostering together"
    assert told == {"in_house_fostering of B": 12, both: 23}
    left = {told[both] - many for many in children.values()}
    assert not {n for n in left if 1 <= n <= LIMIT}


def test_hidden_services_stay_in_their_section_where_they_are_enough() -> None:
    lines = [
        service("A", "kinship", 20), service("A", "external_residential", 9, 5_000_00),
        service("A", "secure", 3, 7_000_00), service("B", "independent_fostering", 12),
    ]  # fmt: skip
    shown = protect_position(placed(lines), LIMIT, beside(HIDDEN_KEYS))
    assert shown is not None
    assert labels(shown.activity) == [
        ("A", "kinship of A"), ("A", TOGETHER), ("B", "independent_fostering of B"),
    ]  # fmt: skip


def moved(lines: Sequence[Line], weekly: int) -> list[Line]:
    """The same sums with one placement fewer in the first line, and one more in the second."""
    first, second = lines[0].actual, lines[1].actual
    step = Actual(52 * weekly, 52 * weekly, 0, 1, 1, weekly, Fraction(1), Fraction(52))

    def added(one: Actual, sign: int) -> Actual:
        return Actual(*(
            a + sign * b for a, b in zip(vars(one).values(), vars(step).values(), strict=True)
        ))  # fmt: skip

    changed = [
        replace(lines[0], actual=added(first, -1)),
        replace(lines[1], actual=added(second, 1)),
    ]
    return [*changed, *lines[2:]]


def test_of_services_told_together_nothing_tells_how_their_placements_are_split() -> None:
    """The budgets of both are known, from a book or from a paper that tells them apart."""
    lines = [
        service("A", "secure", 3, 7_000_00), service("A", "external_residential", 4, 5_000_00),
        service("A", "kinship", 20),
    ]  # fmt: skip
    hidden = beside(HIDDEN_KEYS)
    one, other = (
        protect_position(placed(each), LIMIT, hidden) for each in (lines, moved(lines, 6_000_00))
    )
    assert one is not None
    assert other is not None
    assert labels(one.activity) == [("A", "kinship of A"), ("A", TOGETHER)]
    assert one.activity.lines == other.activity.lines
    assert one.activity.sections == other.activity.sections
    assert one.activity.total == other.activity.total


def test_a_mean_price_does_not_tell_of_how_many_it_is() -> None:
    """Of 7 a mean ends in sevenths of a penny."""
    line = service("A", "kinship", 7)
    odd = replace(line, actual=replace(line.actual, last_weekly=line.actual.last_weekly + 1))
    shown = protect_position(placed([odd]), LIMIT)
    assert shown is not None
    assert shown.activity.lines[0].actual.per_placement == 1_000_00


@pytest.mark.parametrize(("looked_after", "told"), [(20, 20), (23, None), (26, 20), (18, 20)])
def test_few_who_live_at_no_cost_are_not_what_is_left_of_those_looked_after(
    looked_after: int, told: int | None
) -> None:
    shown = protect_position(
        placed([service("A", "kinship", 20)]), LIMIT, beside({"kinship": 20}, looked_after)
    )
    assert shown is not None
    assert shown.activity.total.actual.snapshot == told
