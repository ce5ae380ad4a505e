"""The money beside the tables of children, for months: a reader takes one from the other.

He takes it that every child of a category is placed by a service of it, where there is one, and
that a month's spend, by the price, is its placements: so he has more than any table tells him.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders_money import stands_of
from builders_report import summary_of
from kinward.cohort.model import Summary
from kinward.dates import month_ends
from kinward.ledger.activity import total
from kinward.ledger.model import Actual, Line, Planned
from kinward.ledger.variance import analysed
from kinward.reports.disclosure import protect_position
from kinward.reports.disclosure.monthly import protect_each_month
from kinward.reports.position import Position

LIMIT = 5
MONTHS = month_ends(date(2025, 6, 30), 3)
Counts = tuple[int, ...]  # By month.

stands = cache(stands_of)


@dataclass(frozen=True)
class Service:
    """A service; its category is None outside care."""

    section: str
    category: str | None
    counts: Counts


@dataclass(frozen=True)
class World:
    """Services, and the children of categories for which nothing is paid."""

    services: Sequence[Service]
    unpaid: Mapping[str, Counts]

    def children(self, at: int) -> dict[str, int]:
        """Children by category at a month."""
        found = {key: counts[at] for key, counts in self.unpaid.items()}
        for each in self.services:
            if each.category:
                found[each.category] = found.get(each.category, 0) + each.counts[at]
        return found

    def summary(self, at: int) -> Summary:
        """What the public paper of a month tells of the children, protected."""
        rows = [
            (day, key, key, many)
            for month, day in enumerate(MONTHS[: at + 1])
            for key, many in self.children(month).items()
        ]
        kinds = {"month": pl.Date, "key": pl.String, "label": pl.String, "children": pl.Int64}
        stock = pl.DataFrame(rows, schema=kinds, orient="row")
        share = pl.lit(None, dtype=pl.Float64).alias("share")
        none, pairs = stock.clear(), summary_of().age_by_category.clear()
        now = stock.filter(pl.col("month") == MONTHS[at]).drop("month").with_columns(share)
        return protect_each_month(
            summary_of(
                as_at=MONTHS[at], looked_after=sum(self.children(at).values()),
                breakdowns={"category": now}, stock_by_category=stock,
                stock_by_age_band=none, age_by_category=pairs,
            ),
            LIMIT,
        )  # fmt: skip

    def position(self, at: int) -> Position:
        """The money of a month: the budget of a line is a power of two, so that sums tell it."""
        lines = analysed([self._line(place, at) for place in range(len(self.services))])
        order = dict.fromkeys(line.section for line in lines)
        sections = [total([line for line in lines if line.section == name], name) for name in order]
        whole = stands()
        activity = replace(
            whole.activity, year=2026, as_at=MONTHS[at], lines=tuple(lines),
            sections=tuple(sections), total=total(lines, ""),
        )  # fmt: skip
        return replace(whole, activity=activity)

    def _line(self, place: int, at: int) -> Line:
        each = self.services[place]
        spent, now = sum(each.counts[: at + 1]), each.counts[at]
        committed = now * (11 - at)
        mean = Fraction(spent + committed, 12)
        actual = Actual(
            spent + committed, spent, committed, now, max(each.counts[: at + 1]), 100, mean
        )
        return Line(
            each.section, f"service {place}", "service", Planned(annual=1 << place), actual,
            each.category,
        )  # fmt: skip


class Reader:
    """What is known of the placements of each service in each month, as equations.

    Attributes:
        equations: weights of (service, month), and of (category, month) for unpaid children.
        of_children: those of the tables of children.
        withheld: months whose paper tells no money.
        spend: whether he takes the spend since April as placements month by month too.
    """

    def __init__(self, world: World, *, spend: bool = True) -> None:
        self.world, self.spend = world, spend
        self.withheld: list[int] = []
        cells = [(i, t) for i in range(len(world.services)) for t in range(len(MONTHS))]
        cells += [(key, t) for key in world.unpaid for t in range(len(MONTHS))]
        self.places = {cell: place for place, cell in enumerate(cells)}
        self.equations: list[np.ndarray] = []
        shown = [world.summary(at) for at in range(len(MONTHS))]
        for at, summary in enumerate(shown):
            self._children(summary, at)
        self.of_children = list(self.equations)
        for at, summary in enumerate(shown):
            self._money(summary, at)

    def row(self, cells: Sequence[tuple[object, int]]) -> np.ndarray:
        """A sum of cells."""
        found = np.zeros(len(self.places))
        for cell in cells:
            found[self.places[cell]] += 1
        return found

    def of(self, category: str, month: int) -> np.ndarray:
        """The children of a category: those of its services, and those for whom nothing is paid."""
        own = [i for i, each in enumerate(self.world.services) if each.category == category]
        unpaid = [(category, month)] if category in self.world.unpaid else []
        return self.row([*((i, month) for i in own), *unpaid])

    def _children(self, shown: Summary, at: int) -> None:
        for day, key, many in shown.stock_by_category.select("month", "key", "children").rows():
            if many is not None:
                self.equations.append(self.of(key, MONTHS.index(day)))
        for month in range(at + 1):
            self.equations.append(
                sum(self.of(key, month) for key in self.world.children(month))  # type: ignore[arg-type]
            )

    def _money(self, shown: Summary, at: int) -> None:
        told = protect_position(self.world.position(at), LIMIT, shown)
        if told is None:
            self.withheld.append(at)
            return
        for line in (*told.activity.lines, *told.activity.sections, told.activity.total):
            own = [i for i in range(len(self.world.services)) if line.planned.annual >> i & 1]
            self.equations.append(self.row([(i, at) for i in own]))
            if self.spend:
                self.equations.append(self.row([(i, m) for i in own for m in range(at + 1)]))

    def found_out(self) -> set[object]:
        """What the money tells of few: placements of a service, and children of a category; less
        what the tables of children tell by themselves. A service that has many since is told with
        all its spend of the year so far."""
        return self._found(self.equations) - self._found(self.of_children)

    def _found(self, equations: list[np.ndarray]) -> set[object]:
        _, sizes, directions = np.linalg.svd(np.array(equations))
        free = directions[int((sizes > 1e-9).sum()) :]
        found: set[object] = set()

        def knows(wanted: np.ndarray) -> bool:
            return not len(free) or bool(np.abs(free @ wanted).max() < 1e-9)

        for i, each in enumerate(self.world.services):
            for month, many in enumerate(each.counts):
                few = 1 <= many <= LIMIT and max(each.counts[month:]) <= LIMIT
                if few and knows(self.row([(i, month)])):
                    found.add((i, month))
        for month in range(len(MONTHS)):
            for key, many in self.world.children(month).items():
                if 1 <= many <= LIMIT and knows(self.of(key, month)):
                    found.add((key, month))
        return found


def steady(*services: tuple[str, str | None, int], **unpaid: int) -> World:
    """The same placements in each month."""
    each = [Service(section, category, (many,) * 3) for section, category, many in services]
    return World(each, {key: (many,) * 3 for key, many in unpaid.items()})


KIN, FOSTER = ("A", "kinship", 20), ("B", "independent_fostering", 30)
SECURE, GUARDIAN = ("B", "secure", 3), ("C", None, 24)


def test_of_a_single_small_service_nothing_is_told_where_all_others_are_shown() -> None:
    """20 kinship and 30 fostering children are shown: 53 placements less those are the 3."""
    alone = Reader(steady(SECURE, KIN, FOSTER, with_parents=9))
    assert (alone.found_out(), alone.withheld) == (set(), [0, 1, 2])


@pytest.mark.parametrize(
    "world",
    [
        pytest.param(
            steady(SECURE, KIN, FOSTER, GUARDIAN, with_parents=9),
            id="one small service and one outside care",
        ),
        pytest.param(
            steady(
                ("A", "external_residential", 4), ("A", "external_residential", 5), SECURE, KIN,
                FOSTER, ("B", None, 40),
            ),
            id="two services of one hidden category, and one of another",
        ),
        pytest.param(
            steady(("A", "kinship", 3), KIN, ("B", "independent_fostering", 2), FOSTER),
            id="two small services of categories that are shown",
        ),
        pytest.param(
            steady(("A", None, 3), GUARDIAN, ("B", "secure", 7), ("B", "concurrent", 4), KIN),
            id="a small service outside care, and hidden ones",
        ),
        pytest.param(
            steady(("A", "kinship", 3), FOSTER, GUARDIAN, kinship=20),
            id="a shown category with one service, of few",
        ),
        pytest.param(
            World(
                [
                    Service("B", "secure", (3, 0, 0)), Service("A", "concurrent", (7, 9, 9)),
                    Service("A", "kinship", (20, 20, 20)), Service("C", None, (24, 24, 24)),
                ],
                {},
            ),
            id="a category that is hidden in one month and shown in the next",
        ),
        pytest.param(
            World(
                [
                    Service("B", "secure", (0, 3, 3)), Service("A", "concurrent", (8, 7, 7)),
                    Service("A", "kinship", (20, 20, 6)), Service("C", None, (24, 24, 24)),
                ],
                {},
            ),
            id="a category that is shown in one month and hidden in the next",
        ),
    ],
)  # fmt: skip
def test_money_less_children_tells_of_no_few(world: World) -> None:
    reader = Reader(world)
    assert (reader.found_out(), reader.withheld) == (set(), [])


def test_the_reader_can_read() -> None:
    """Where the money is told as if no table of children stood beside it, he finds them out."""
    world = steady(SECURE, KIN, FOSTER, with_parents=9)
    reader = Reader(world)
    told = protect_position(world.position(2), LIMIT)
    assert told is not None
    for line in told.activity.lines:
        own = [i for i in range(3) if line.planned.annual >> i & 1]
        reader.equations.append(reader.row([(i, 2) for i in own]))
    assert reader.found_out() == {(0, 2), ("secure", 2)}


numbers = st.sampled_from([0, 1, 3, 5, 6, 9, 20])
same = numbers.map(lambda n: (n, n, n))
changing = st.tuples(numbers, numbers, numbers)


def worlds(months: st.SearchStrategy[Counts]) -> st.SearchStrategy[World]:
    """Ledgers of two to six services, with children at no cost."""
    keys = ["kinship", "independent_fostering", "secure", "concurrent", None]
    service = st.builds(Service, st.sampled_from(["A", "B"]), st.sampled_from(keys), months)
    unpaid = st.dictionaries(st.sampled_from(["with_parents", "other"]), months)
    return st.builds(World, st.lists(service, min_size=2, max_size=6), unpaid)


@settings(deadline=None, max_examples=20)
@given(worlds(same))
def test_no_months_of_money_and_children_tell_of_few(world: World) -> None:
    assume(all(sum(world.children(at).values()) > LIMIT for at in range(3)))
    assert Reader(world).found_out() == set()


@settings(deadline=None, max_examples=20)
@given(worlds(changing))
def test_nor_do_months_that_change(world: World) -> None:
    assume(all(sum(world.children(at).values()) > LIMIT for at in range(3)))
    assert Reader(world, spend=False).found_out() == set()
