"""Savings sum to the penny, chances are those of every way, and files read back the same."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.programme.amounts import counts, parts
from kinward.programme.chance import Bet, chances, risk_adjusted
from kinward.programme.changes import changes, merged
from kinward.programme.kept import kept
from kinward.programme.model import (
    Programme,
    Saving,
)  # fmt: skip
from kinward.programme.read.files import read_programme
from kinward.programme.savings import Sums, tracker
from kinward.programme.write import csv_files, workbook
from oracles.programme import chance_of_meeting, mean
from properties.programme_strategies import PENCE, SAVING, SHARES, named, programmes


@given(SAVING, PENCE)
def test_the_parts_of_a_saving_sum_to_it_and_are_near_their_shares(own: Saving, pence: int) -> None:
    found = parts(own, pence)
    assert sum(found.values()) == pence
    rest = 1 - sum(each.share for each in own.shares)
    due: dict[str, Fraction] = {own.action: Fraction(rest)}
    for each in own.shares:
        due[each.action] = due.get(each.action, Fraction(0)) + Fraction(each.share)
    assert all(abs(found[ref] - share * pence) <= 2 for ref, share in due.items())


@given(st.lists(SAVING, max_size=6), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_every_grouping_sums_to_the_total(savings: list[Saving], as_at: date) -> None:
    own = named(Saving, "S", savings)
    whole = tracker(Programme("P", "P", savings=own), as_at)
    for groups in whole.by.values():
        assert sum(groups.values(), Sums()) == whole.total
    years = {each.financial_year for each in own}
    by_year = [tracker(Programme("P", "P", savings=own), as_at, year).total for year in years]
    assert sum(by_year, Sums()) == whole.total
    assert whole.total.plan == sum(each.target_pence for each in own if counts(each))
    assert whole.total.gap == whole.total.plan - whole.total.forecast


_BETS = st.lists(
    st.builds(
        Bet,
        ref=st.just(""), certain=st.integers(0, 100), at_risk=st.integers(-300, 1000),
        probability=SHARES.map(Fraction), judged=st.just(True),
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


@given(_BETS, st.integers(-500, 4000), st.integers(0, 8), SHARES)
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
def test_an_import_of_what_is_there_changes_nothing(own: Programme) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in csv_files(own).items():
                archive.writestr(name, content)
        read = read_programme([path], "P", "P", known=own)
    held = kept(own, read.programme, read.given, read.inside)
    told = changes(own, held.programme, held.given)
    assert (told.new, told.changed, told.missing, held.findings) == ((), (), (), ())
    after = replace(own, **merged(own, held.programme, held.given))  # type: ignore[arg-type]
    assert after == own


@given(programmes())
def test_a_spreadsheet_reads_back_the_same(own: Programme) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.xlsx"
        path.write_bytes(workbook(own))
        assert read_programme([path], "P", "P").programme == own
