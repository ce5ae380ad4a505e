"""Ledger and return agree to the day but for what is planted, and every planted difference is told.

`_found` reconciles the two slowly and independently: it reads the files that were written, and
takes from the product only the cohort.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from kinward.cohort.build import build
from kinward.dates import year_end, year_start
from kinward.reference import categories
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.synthetic import Synthesised, commitments, synthesise
from kinward.synthetic.differences.kinds import PLANTERS
from kinward.synthetic.differences.plant import Planted, plant
from kinward.synthetic.lives import lives
from kinward.synthetic.market import Market

_FREE = {"with_parents", "placed_for_adoption", "other"}
_KINDS = {
    "not_in_return", "not_in_ledger", "category_differs", "start_differs", "end_differs",
    "paid_after_leaving", "overlap", "rate_far_off", "planned_end_passed", "unknown_service_type",
}  # fmt: skip
Span = tuple[date, date | None, str]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _return_spans(made: Synthesised, first: date) -> dict[str, list[Span]]:
    """By child: stretches with the same carers in a category that costs money."""
    cohort = build(prepare(read([made.returns])), categories.load())
    names = dict(cohort.children.select("child", "CHILD").iter_rows())
    spans: dict[str, list[Span]] = defaultdict(list)
    last: tuple[int, int, str] | None = None
    columns = ("child", "placement", "category", "start", "end")
    for child, placement, category, start, end in cohort.care_episodes.select(columns).iter_rows():
        if category not in _FREE:
            kept = spans[names[child]]
            if last == (child, placement, category):
                kept[-1] = (kept[-1][0], end, category)
            else:
                kept.append((max(start, first), end, category))
        last = (child, placement, category)
    return spans


def _own_faults(placed: list[dict[str, str]], last: date) -> Counter[tuple[str, int]]:
    rates = defaultdict(list)
    for row in placed:
        rates[row["service_type"]].append(float(row["weekly_cost"]))
    peers = {name: median(costs) for name, costs in rates.items()}
    found: Counter[tuple[str, int]] = Counter()
    for number, row in enumerate(placed, start=2):
        planned = _day(row["planned_end"])
        if float(row["weekly_cost"]) > 30 * peers[row["service_type"]]:
            found["rate_far_off", number] += 1
        if not row["end"] and planned and planned <= last:
            found["planned_end_passed", number] += 1
    return found


def _kind(paid: Span, true: Span) -> str:
    """What sets a placement of the ledger apart from the one of the return that it should be."""
    differ = tuple(one != other for one, other in zip(paid, true, strict=True))
    if differ == (False, False, True):
        return "category_differs" if paid[2] != "?" else "unknown_service_type"
    if differ == (True, False, False):
        return "start_differs"
    if differ == (False, True, False):
        return "end_differs" if paid[1] else "paid_after_leaving"
    return "unexplained"


def _found(made: Synthesised) -> Counter[tuple[str, int]]:
    """Every difference as its kind and row."""
    first, last = year_start(made.years[0]), year_end(made.years[-1])
    true = _return_spans(made, first)
    names = {row["finance_child_id"]: row["return_child_id"] for row in _rows(made.children)}
    types = {row["service_type"]: row["category"] for row in _rows(made.service_types)}
    placed = _rows(made.placements)
    found = _own_faults(placed, last)
    seen, left = set(), []
    matched: set[tuple[str, Span]] = set()
    for number, row in enumerate(placed, start=2):
        category = types.get(row["service_type"], "?")
        if row["placement_id"] in seen or not category:
            continue
        seen.add(row["placement_id"])
        child, start = names.get(row["child_id"], ""), _day(row["start"])
        assert start is not None
        span = (max(start, first), _day(row["end"]), category)
        if child not in true:
            found["not_in_return", number] += 1
        elif span in true[child]:
            true[child].remove(span)
            matched.add((child, span))
        elif (child, span) in matched:
            found["overlap", number] += 1
        else:
            left.append((child, number, span))
    for child, number, span in left:
        near = min(true[child], key=lambda one: abs(one[0] - span[0]), default=None)
        found[_kind(span, near) if near else "unexplained", number] += 1
        if near:
            true[child].remove(near)
    open_rows = {
        row["CHILD"]: number for number, row in enumerate(_rows(_last_episodes(made)), start=2)
    }
    found.update(
        ("not_in_ledger", open_rows[child]) for child, spans in true.items() for _ in spans
    )
    return found


def _last_episodes(made: Synthesised) -> Path:
    year = made.years[-1]
    return made.returns / f"{year - 1}-{year % 100:02d}" / "made_up_episodes.csv"


def _listed(made: Synthesised) -> Counter[tuple[str, int]]:
    episodes = str(_last_episodes(made).relative_to(made.out))
    rows = _rows(made.planted_differences)
    for row in rows:
        assert row["file"] == (episodes if row["kind"] == "not_in_ledger" else "placements.csv")
        assert row["note"]
    return Counter((row["kind"], int(row["row"])) for row in rows)


@pytest.mark.parametrize(
    ("children", "years", "seed", "last_year"),
    [
        (20, 1, 3, 2026),
        (60, 4, 3, 2026),
        (100, 2, 7, 2027),
        (130, 1, 12, 2018),
        (300, 6, 2, 2026),
        (500, 3, 11, 2025),
    ],
)
def test_they_differ_just_as_listed(
    tmp_path: Path, children: int, years: int, seed: int, last_year: int
) -> None:
    made = synthesise(
        tmp_path / "out", children=children, years=years, seed=seed, last_year=last_year
    )
    listed = _listed(made)
    assert len(listed) >= min(children // 10, len(_KINDS))
    assert _found(made) == listed
    counted = f"{len(listed)} differences from the returns"
    assert counted in made.read_me.read_text("utf-8")


@pytest.mark.parametrize(
    ("children", "each"), [(5, 0), (60, 1), (100, 1), (249, 1), (250, 2), (450, 3), (1000, 4)]
)
def test_larger_authorities_have_a_few_more_of_each_kind(children: int, each: int) -> None:
    """A child has one difference at most."""
    for seed in range(1, 4):
        planted = _plant(children, seed)
        counts = Counter(one.kind for one in planted)
        assert set(counts) == {planter.kind for planter in PLANTERS[: children // 10]}
        assert set(counts.values()) <= {each}
        numbers = [one.number for one in planted]
        assert len(numbers) == len(set(numbers))


def test_every_kind_is_planted_in_any_authority_of_a_hundred() -> None:
    for seed in range(100, 120):
        assert {one.kind for one in _plant(100, seed)} == _KINDS


def _plant(children: int, seed: int) -> list[Planted]:
    years = range(2025, 2027)
    people = lives(seed, children, Market(seed), year_start(years[0]), year_end(years[-1]))
    return plant(commitments.records(people, years), people, years, seed, children)[1]


def test_errors_in_the_returns_change_nothing_in_the_ledger(tmp_path: Path) -> None:
    clean = synthesise(tmp_path / "clean", children=100, years=2, seed=8)
    wrong = synthesise(tmp_path / "wrong", children=100, years=2, seed=8, errors=0.2)
    for name in ("placements", "children", "budget", "contracts", "service_types"):
        assert getattr(clean, name).read_bytes() == getattr(wrong, name).read_bytes(), name
    kinds = [
        Counter(row["kind"] for row in _rows(one.planted_differences)) for one in (clean, wrong)
    ]
    assert kinds[0] == kinds[1]


def test_some_large_providers_are_near_their_next_tier(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "out", children=300, years=2, seed=2)
    tiers = defaultdict(list)
    for row in _rows(made.contracts):
        tiers[row["provider"], row["service_type"]].append(row)
        assert row["framework"] in {"yes", "no"}
    near = far = 0
    for (provider, service), rows in tiers.items():
        steps = [int(row["from_placements"]) for row in rows]
        discounts = [float(row["discount_pct"]) for row in rows]
        assert steps[0] == discounts[0] == 0
        assert steps == sorted(set(steps))
        assert discounts == sorted(set(discounts))
        if len(steps) > 1:
            assert {row["framework"] for row in rows} == {"yes"}
            volume = _yearly_average(made, provider, service)
            gap = min(step - volume for step in steps if step > volume)
            near, far = near + (gap <= 1.1), far + (gap > 1.1)
    assert near >= 2
    assert far >= 2


def _yearly_average(made: Synthesised, provider: str, service: str) -> float:
    """Counted from the file, with what is planted in it: so near and far are told apart loosely."""
    first, last = year_start(made.years[-1]), year_end(made.years[-1]) + timedelta(1)
    seen, total = set(), 0
    for row in _rows(made.placements):
        if (row["provider"], row["service_type"]) != (provider, service):
            continue
        if row["placement_id"] not in seen:
            seen.add(row["placement_id"])
            start, end = _day(row["start"]), _day(row["end"]) or last
            assert start is not None
            total += max(0, (min(end, last) - max(start, first)).days)
    return total / (last - first).days
