"""Savings sum to the penny, chances are those of every way, and files read back the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.programme.amounts import counts, parts
from kinward.programme.chance import Bet, chances, risk_adjusted
from kinward.programme.model import (
    Action,
    Deliverable,
    Mitigation,
    Outcome,
    Programme,
    Risk,
    Saving,
    Share,
    Update,
    Workstream,
)  # fmt: skip
from kinward.programme.read.files import read_programme
from kinward.programme.savings import Sums, tracker
from kinward.programme.words import PRIORITIES, PROXIMITIES, REPORTED, SAVING_CLASSES
from kinward.programme.write import csv_files, workbook
from oracles.programme import chance_of_meeting, mean

REFS = ("1", "2.4", "X-9", "P:3")
_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="'"), max_size=6
)
_WORDS = st.lists(_TEXT.filter(bool), max_size=3).map(" ".join)
_TITLE = _WORDS.filter(bool)
_DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
_PENCE = st.integers(-(10**11), 10**11)
_NUMBERS = st.decimals(-(10**6), 10**6, places=2)
_SHARES = st.integers(0, 100).map(lambda part: Decimal(part) / 100)


def _perhaps(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | of


@st.composite
def _shares(draw: st.DrawFn) -> tuple[Share, ...]:
    refs = draw(st.lists(st.sampled_from(REFS), max_size=3, unique=True))
    left, found = 100, []
    for ref in refs:
        part = draw(st.integers(0, left))
        left -= part
        found.append(Share(ref, Decimal(part) / 100))
    return tuple(found)


_SAVING = st.builds(
    Saving,
    ref=st.just(""), financial_year=st.integers(2020, 2030), target_pence=_PENCE,
    action=st.sampled_from(("", "1", "2.4")), objective=_WORDS.filter(lambda t: t.lower() != "all"),
    impact=_perhaps(st.sampled_from(("number", "cost", "time"))), placement_type=st.just("16+"),
    achieved_pence=_perhaps(_PENCE), evidence=_WORDS, forecast_pence=_perhaps(_PENCE),
    kind=_perhaps(st.sampled_from(list(SAVING_CLASSES))), probability=_perhaps(_SHARES),
    shares=_shares(), same_as=st.sampled_from(("", "S0")), status=_WORDS,
)  # fmt: skip
_ACTION = st.builds(
    Action,
    ref=st.just(""), title=_TITLE, outcome=st.sampled_from(("", "O")),
    workstream=st.sampled_from(("", "W")), lead=_WORDS,
    priority=_perhaps(st.sampled_from(list(PRIORITIES))),
    start=_perhaps(_DAYS), target_end=_perhaps(_DAYS), revised_end=_perhaps(_DAYS),
    completed=_perhaps(_DAYS), cancelled=_perhaps(_DAYS),
    reported=st.sampled_from(list(REPORTED)), progress=_WORDS, reported_on=_perhaps(_DAYS),
    age_group=_WORDS, impact=_perhaps(st.sampled_from(("number", "cost", "time"))), success=_WORDS,
    success_target=_perhaps(_NUMBERS), tolerance=_perhaps(_NUMBERS), trigger=_perhaps(_NUMBERS),
    target_saving_pence=_perhaps(_PENCE), saving_year=_perhaps(st.integers(2020, 2030)),
    target_placements=_perhaps(_NUMBERS),
    depends_on=st.lists(st.sampled_from(("A1", "=X", "-2", "SEND:4")), max_size=3).map(tuple),
    evidence=_WORDS, interdependencies=_WORDS,
    published_rag=_perhaps(st.sampled_from(("red", "amber", "green"))),
    deliverables=st.lists(
        st.builds(Deliverable, ref=st.just(""), title=_TITLE, due=_perhaps(_DAYS),
                  revised=_perhaps(_DAYS), done=_perhaps(_DAYS)),
        max_size=2,
    ),
    updates=st.lists(
        st.builds(Update, on=_DAYS, done=_WORDS, next=_WORDS, forecast_end=_perhaps(_DAYS),
                  forecast_saving_pence=_perhaps(_PENCE), forecast_placements=_perhaps(_NUMBERS),
                  measured=_perhaps(_NUMBERS), by=_WORDS),
        max_size=2,
    ).map(tuple),
)  # fmt: skip
_RISK = st.builds(
    Risk,
    ref=st.just(""), title=_TITLE, probability=st.integers(1, 5), impact=st.integers(1, 5),
    cause=_WORDS, effect=_WORDS, after_probability=st.just(2), after_impact=st.just(3),
    owner=_WORDS,
    mitigations=st.lists(
        st.builds(Mitigation, text=_TITLE, owner=_WORDS, due=_perhaps(_DAYS), done=_perhaps(_DAYS)),
        max_size=3,
    ).map(tuple),
    proximity=_perhaps(st.sampled_from(list(PROXIMITIES))), opened=_perhaps(_DAYS),
    closed=_perhaps(_DAYS), action=st.sampled_from(("", "A1")),
    printed_rating=_perhaps(st.integers(1, 25)),
)  # fmt: skip


def _named(kind: type, prefix: str, records: list[Any]) -> tuple[Any, ...]:
    return tuple(
        kind(**{**vars(each), "ref": f"{prefix}{place}"}) for place, each in enumerate(records)
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    actions = []
    for each in _named(Action, "A", draw(st.lists(_ACTION, min_size=1, max_size=3))):
        own = _named(Deliverable, f"{each.ref}.", each.deliverables)
        actions.append(Action(**{**vars(each), "deliverables": own}))
    first = next((each for each in actions if each.workstream), None)
    return Programme(
        "P", "P",
        outcomes=(Outcome("O", draw(_TITLE)),) if any(each.outcome for each in actions) else (),
        workstreams=(Workstream("W", draw(_TITLE), first.outcome),) if first else (),
        actions=tuple(actions),
        savings=_named(Saving, "S", draw(st.lists(_SAVING, max_size=4))),
        risks=_named(Risk, "R", draw(st.lists(_RISK, max_size=3))),
    )  # fmt: skip


@given(_SAVING, _PENCE)
def test_the_parts_of_a_saving_sum_to_it_and_are_near_their_shares(own: Saving, pence: int) -> None:
    found = parts(own, pence)
    assert sum(found.values()) == pence
    rest = 1 - sum(each.share for each in own.shares)
    due: dict[str, Fraction] = {own.action: Fraction(rest)}
    for each in own.shares:
        due[each.action] = due.get(each.action, Fraction(0)) + Fraction(each.share)
    assert all(abs(found[ref] - share * pence) <= 2 for ref, share in due.items())


@given(st.lists(_SAVING, max_size=6))
def test_every_grouping_sums_to_the_total(savings: list[Saving]) -> None:
    own = _named(Saving, "S", savings)
    whole = tracker(Programme("P", "P", savings=own))
    for groups in whole.by.values():
        assert sum(groups.values(), Sums()) == whole.total
    years = {each.financial_year for each in own}
    by_year = [tracker(Programme("P", "P", savings=own), year).total for year in years]
    assert sum(by_year, Sums()) == whole.total
    assert whole.total.plan == sum(each.target_pence for each in own if counts(each))
    assert whole.total.gap == whole.total.plan - whole.total.forecast


_BETS = st.lists(
    st.builds(
        Bet,
        ref=st.just(""), certain=st.integers(0, 100), at_risk=st.integers(-300, 1000),
        probability=_SHARES.map(Fraction), judged=st.just(True),
    ),
    max_size=9,
)  # fmt: skip


@given(_BETS, st.integers(-500, 4000), st.sampled_from((1, 1_000_003)))
def test_a_chance_is_that_of_every_way(bets: list[Bet], total: int, unit: int) -> None:
    """With the large unit the sums do not fit on a grid, and are made one by one."""
    own = [
        Bet(str(i), b.certain, b.at_risk * unit + i, b.probability, b.judged)
        for i, b in enumerate(bets)
    ]
    found = chances(own)
    assert found.method == "exact"
    assert found.weights.sum() == pytest.approx(1)
    assert found.of_meeting(total * unit) == pytest.approx(
        chance_of_meeting(own, total * unit), abs=1e-9
    )
    assert found.expected == risk_adjusted(own) == round(mean(own))
    assert found.of_meeting(total * unit) >= found.of_meeting(total * unit + 1)


@given(_BETS, st.integers(-500, 4000), st.integers(0, 8), _SHARES)
def test_a_likelier_saving_makes_a_total_likelier(
    bets: list[Bet], total: int, place: int, more: Decimal
) -> None:
    own = [b for b in bets if b.at_risk >= 0]
    if place >= len(own):
        return
    old = own[place]
    better = Bet(
        old.ref, old.certain, old.at_risk, max(old.probability, Fraction(more)), old.judged
    )
    raised = [*own[:place], better, *own[place + 1 :]]
    assert chances(raised).of_meeting(total) >= chances(own).of_meeting(total) - 1e-12


@given(programmes())
def test_files_read_back_the_same(own: Programme) -> None:
    with TemporaryDirectory() as folder:
        for name, content in csv_files(own).items():
            (Path(folder) / name).write_bytes(content)
        assert read_programme([Path(folder)], "P", "P").programme == own


@given(programmes())
def test_a_spreadsheet_reads_back_the_same(own: Programme) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.xlsx"
        path.write_bytes(workbook(own))
        assert read_programme([path], "P", "P").programme == own
