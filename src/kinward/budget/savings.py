"""Savings that a plan names, by how they come about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kinward.budget.fields import financial_years, half_round_unit, is_total, unknown_columns
from kinward.dates import year_name
from kinward.errors import InputError
from kinward.ledger.findings import Finding, in_order
from kinward.tables import Kind, Table, open_table

SavingKind = Literal["number", "cost", "time", "pressure", "other"]
SAVING_KINDS: Final[dict[SavingKind, str]] = {
    "number": "Fewer children looked after",
    "cost": "Lower unit cost",
    "time": "Less time in care",
    "pressure": "Pressure carried forward that must be met",
    "other": "Other",
}
"""Kinds of saving: key and name."""

_COLUMNS: Final[dict[str, Kind]] = {
    "objective": "text",
    "kind": "text",
    "financial_year": "text",
    "amount": "pounds",
    "in_trajectory": "text",
    "lasting": "text",
}
_REQUIRED: Final = ("objective", "kind", "financial_year", "amount")
_YES_NO: Final = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


@dataclass(frozen=True)
class Saving:
    """A saving that begins in a year.

    Attributes:
        objective: what it is named.
        kind: of `SAVING_KINDS`.
        year: the first financial year of it, named by its end.
        pence: what it saves in that year; below 0 where it costs.
        in_trajectory: the trajectory's placements or prices have it in them already: it is told
            and never taken off again.
        lasting: it lowers every later year as well.
    """

    objective: str
    kind: SavingKind
    year: int
    pence: int
    in_trajectory: bool = False
    lasting: bool = True

    def taken_off(self, year: int) -> int:
        """What it takes off the requirement of a year, in pence."""
        counts = year >= self.year if self.lasting else year == self.year
        return self.pence if counts and not self.in_trajectory else 0


def read_savings(path: Path) -> tuple[tuple[Saving, ...], tuple[Finding, ...]]:
    """Read `model_savings.csv`: the savings in the order of the file, and what is doubtful.

    Empty `in_trajectory` is no, empty `lasting` yes. Rows of which the objective is `Total` are
    printed totals of a year, held against the others.

    Raises:
        InputError: see `tables.open_table`; also a year that cannot be read, and a yes or no that
            is neither.
    """
    filled = tuple(name for name in _REQUIRED if name != "kind")
    table = open_table(path, _COLUMNS, _REQUIRED, filled=filled)
    years = financial_years(table, "financial_year")
    taken = _yes_no(table, "in_trajectory", empty=False)
    lasting = _yes_no(table, "lasting", empty=True)
    savings: dict[int, Saving] = {}
    totals: dict[int, Saving] = {}
    found = [*unknown_columns(table, "B40")]
    for place, row in enumerate(table.frame.iter_rows(named=True)):
        kind = next((key for key in SAVING_KINDS if key == (row["kind"] or "").lower()), None)
        saving = Saving(
            row["objective"], kind or "other", years[place], row["amount"],
            taken[place], lasting[place],
        )  # fmt: skip
        if is_total(saving.objective):
            totals[place] = saving
            continue
        savings[place] = saving
        if kind is None:
            found.append(
                Finding(
                    "B41", "warning", table.name, int(table.rows[place]), "kind",
                    "This is no kind of saving; it counts as other.",
                    f"Take one of {', '.join(SAVING_KINDS)}.",
                )
            )  # fmt: skip
    found += _totals_that_differ(table, list(savings.values()), totals)
    return tuple(savings.values()), in_order(found)


def _yes_no(table: Table, column: str, *, empty: bool) -> list[bool]:
    found = []
    for place, text in enumerate(table.frame[column]):
        if text is not None and text.lower() not in _YES_NO:
            raise InputError(
                "The value is neither yes nor no",
                where=table.where(place, column),
                remedy=f"Leave it empty for {'yes' if empty else 'no'}.",
            )
        found.append(empty if text is None else _YES_NO[text.lower()])
    return found


def _totals_that_differ(
    table: Table, savings: list[Saving], totals: dict[int, Saving]
) -> Iterator[Finding]:
    for place, total in totals.items():
        own = [saving.pence for saving in savings if saving.year == total.year]
        slack = half_round_unit([*own, total.pence]) * (len(own) + 1)
        if abs(sum(own) - total.pence) > slack:
            yield Finding(
                "B42", "warning", table.name, int(table.rows[place]), "amount",
                f"The savings of {year_name(total.year)} do not sum to this total, by more than "
                "rounding.",
                "See which of them is wrong: the model takes the single savings.",
            )  # fmt: skip
