"""READ_ME.txt: says that nobody in the files exists, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass

from kinward.dates import year_name

_TEXT = """MADE UP: nobody in these files exists.

This is a made-up authority for demonstrations and tests, drawn at random by Kinward
({children} looked after children at a time, return years {first} to {last}, seed {seed}).
Identifiers begin with DEMO, register numbers with 99, postcodes with ZZ, social workers with
SWDEMO; providers and teams are called Made-up. No figure here is about any child, family,
carer, provider or council. Do not quote any of it as a finding about children in care.

returns/          the SSDA903 return, one folder a year; every file name begins with made_up
placements.csv    what the same children's placements cost, under the finance system's identifiers
service_types.csv budget.csv adjustments.csv prices.csv
contracts.csv     discounts of providers on a framework, and from how many placements on
children.csv      which finance identifier is which return identifier
teams.csv         which team answers for a child, by date
population.csv    mid-year population by age
totals.csv        monthly flows as published

Known faults, put in on purpose:
- totals.csv: in {wrong} it says that {missed} fewer children began than the returns show. Published
  papers have such months. Every other month agrees.
{differences}{errors}
Changes of the return over the years, as in the real one:
- SEX is 1 or 2 up to 2023/24 and M or F after it.
- Supported accommodation is H5 up to 2024/25 and K3 from 2025/26. A placement that goes on over
  the change is the same episode: last recorded as H5, then as K3, with nothing else changed.
- Independent living (P2) ends before 28 October 2023. Register numbers of supported accommodation
  are given in every year, though the register of it began in 2023.
- Social worker episodes begin with the return of 2023/24, deprivation of liberty orders with that
  of 2026/27.
"""


_DIFFERENCES = """\
- placements.csv and children.csv: {differ} differences from the returns or faults of their own,
  listed in planted_differences.csv with where each stands. They show on 31 March {last}. Everything
  else agrees to the day.
"""
_ERRORS = """\
- returns/: {planted} errors, listed in planted_errors.csv with the rule that each breaks, so that a
  checker can be scored. The finance files do not follow them: here they differ as well.
"""


@dataclass(frozen=True)
class Faults:
    """What is wrong on purpose.

    Attributes:
        month, missed: the month in which totals.csv errs, and by how many entries.
        differences: how many are planted in the ledger.
        errors: how many are planted in the returns; None where none were asked for.
    """

    month: str
    missed: int
    differences: int
    errors: int | None


def read_me(children: int, span: range, seed: int, faults: Faults) -> str:
    """The text for what was asked for."""
    differences = _DIFFERENCES.format(differ=faults.differences, last=span[-1])
    return _TEXT.format(
        children=f"about {children:,}",
        first=year_name(span[0]),
        last=year_name(span[-1]),
        seed=seed,
        wrong=faults.month,
        missed=faults.missed,
        differences=differences if faults.differences else "",
        errors="" if faults.errors is None else _ERRORS.format(planted=faults.errors),
    )
