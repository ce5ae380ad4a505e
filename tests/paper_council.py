"""A made-up authority of which a paper can tell everything, as it is known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from builders_board import programme
from kinward.cohort.build import build
from kinward.cohort.compare import COMPARATORS
from kinward.cohort.model import Cohort
from kinward.cohort.stock import stock_on
from kinward.cohort.summary import summarise
from kinward.dates import month_ends, return_year
from kinward.forecast.model import Forecast
from kinward.ledger.comparator_saving import savings
from kinward.ledger.load import Files, load
from kinward.ledger.own_costs import own_costs
from kinward.ledger.unit_costs import compare
from kinward.pipeline.ahead import Ahead, forecast_cohort
from kinward.pipeline.children import Baseline, Inputs
from kinward.pipeline.plans import Known as Trial
from kinward.pipeline.plans import outcome, set_of
from kinward.pipeline.position import care, position_with_ledger
from kinward.pipeline.scorecard import Known, scorecard_of
from kinward.pipeline.spending import Spending
from kinward.programme.figures import figures as programme_figures
from kinward.programme.governance import Board, Decision, Meeting
from kinward.programme.model import Programme
from kinward.programme.plan import Action
from kinward.programme.registers import Risk
from kinward.reference import categories, deflator, population
from kinward.reference.lait import Lait
from kinward.reference.official_costs import SPENDS, UNIT_COSTS
from kinward.reports.papers.board.figures import Given
from kinward.returns.model import Checked
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.scenarios.plan.read import read_plan
from kinward.scenarios.results import Results
from kinward.synthetic import synthesise
from lait_scenes import lait

_LEDGER: Final = ("placements", "budget", "service_types", "adjustments", "children")
_PLAN: Final = """[plan]
name = "Two children home, 3 boys nearer"

[[target]]
children = 20
by = 2026-11-30

[[target]]
saving = 50000
by = 2026-11-30

[[action]]
name = "Bring 2 children home from Hill House"
kind = "shorten_stays"
cause = "home"
factor = { mean = 0.9, sd = 0.05 }
start = 2026-04-01

[[action]]
name = "Fewer moves"
kind = "own"
rate = "move"
factor = 0.7
start = 2026-04-01

[[action]]
name = "Kept at home"
kind = "divert"
referrals_a_year = 3
success = { mean = 0.5, weight = 20 }
delayed = 0.2
delay_weeks = 20
start = 2026-04-01
yearly_cost = 30000

[[action]]
name = "Discount"
kind = "change_price"
category = "independent_fostering"
percent = -3
start = 2026-04-01
"""


class Council:
    """What an authority knows at each month end: its ledger holds nothing that is still to come."""

    def __init__(self, folder: Path, children: int, seed: int) -> None:
        self.folder = folder
        synthesise(folder, children=children, years=4, seed=seed)
        self.checked: Checked = prepare(read([folder / "returns"]), rules=False)
        self.cohort: Cohort = build(self.checked, categories.load())
        days = month_ends(date(2026, 3, 31), 47)
        counts = stock_on(self.cohort, days)
        self.totals = {day: int(n) for day, n in zip(days, counts, strict=True)}
        self.people = population.read(folder / "population.csv")
        self.lait = _official()

    def given(self, day: date) -> Given:
        """All that a paper can tell on a day."""
        summary = summarise(
            self.cohort, self.checked, day, population=self.people, lait=self.lait, authority="1"
        )
        result = Baseline(self.checked, self.cohort, summary, self.people, None, None)
        ahead = self._ahead(summary.looked_after)
        forecast = forecast_cohort(self.cohort, self.people, ahead, day)
        files, plans = self._files(day), panels()
        card = Known(
            self.cohort, day, checked=self.checked, population=self.people, official=self.lait,
            authority=1, forecast=forecast, programme=programme_figures(plans, day),
            ledger=load(files, self.cohort),
        )  # fmt: skip
        spending = Spending(files, contracts=self.folder / "contracts.csv")
        position, ledger = position_with_ledger(spending, self._inputs(day), result, forecast)
        ended = return_year(day) - 1
        costs = own_costs(care(ledger, ended, day))
        position = replace(
            position,
            unit_costs=compare(self.lait, 1, ended, ledger=costs, deflator=deflator.load()),
            savings=savings(self.lait, 1, ended),
        )
        return Given(
            summary, self.checked, "Exampleshire", True, forecast=forecast, position=position,
            tried=self.tried(day, ahead, files), programme=plans, card=scorecard_of(card),
        )  # fmt: skip

    def _inputs(self, day: date) -> Inputs:
        return Inputs([self.folder / "returns"], day)

    def _files(self, day: date) -> Files:
        """The ledger as it was on a day: nobody knows who comes later, nor who leaves unplanned."""
        known = self.folder / f"placements-{day}.csv"
        table = pl.read_csv(self.folder / "placements.csv", infer_schema=False)
        later = pl.col("end") > day.isoformat()
        table = table.filter(pl.col("start") <= day.isoformat()).with_columns(
            pl.when(~later).then(pl.col("end")).alias("end")
        )
        table.write_csv(known)
        return Files(
            **{each: self.folder / f"{each}.csv" for each in _LEDGER} | {"placements": known}
        )

    def _ahead(self, target: int = 20) -> Ahead:
        return Ahead(
            months=18, runs=60, prices=self.folder / "prices.csv",
            target=(target, date(2026, 11, 30)),
        )  # fmt: skip

    def forecast(self, day: date) -> Forecast:
        """What is expected on a day, without anything else."""
        return forecast_cohort(self.cohort, self.people, self._ahead(), day)

    def tried(self, day: date, ahead: Ahead | None = None, files: Files | None = None) -> Results:
        """A plan tried on the children of a day."""
        path = self.folder / "plan.toml"
        path.write_text(_PLAN, encoding="utf-8")
        known, ahead = Trial(day, self.people), ahead or self._ahead()
        files = files or self._files(day)
        return outcome(set_of(self.cohort, known, read_plan(path), ahead, files))


def panels() -> Programme:
    """A programme in whose words somebody counted children."""
    whole = programme()
    action = Action(
        "3.1", "Move 3 children from Hill House nearer to home", outcome="2", lead="Panel chair",
        start=date(2025, 6, 1), target_end=date(2025, 11, 30), priority="high",
    )  # fmt: skip
    risk = Risk("R3", "Two siblings in secure homes have no school", 4, 5, owner="Panel chair")
    case = Decision("D2", "Agree a home for both boys", due=date(2026, 6, 30))
    return replace(
        whole,
        actions=(*whole.actions, action),
        risks=(*whole.risks, risk),
        boards=(*whole.boards, Board("panel", "Panel for 4 children with complex needs")),
        meetings=(
            *whole.meetings,
            Meeting("board", date(2025, 12, 5), held=True, decisions=(case,)),
        ),
    )


def _official() -> Lait:
    """Figures of England, of the neighbours and of the authority, in every measure."""
    rated = [(each.measure, 40.0 + at) for at, each in enumerate(COMPARATORS)]
    paid = [(each.measure, 1000.0) for each in UNIT_COSTS] + [(s.measure, 300.0) for s in SPENDS]
    return lait([
        (measure, year, area, value + area + year - 2020)
        for measure, value in (*rated, *paid)
        for year in (2023, 2024, 2025)
        for area in range(5)
    ])  # fmt: skip
