"""The record behind a position as files that read back to the same figures, to the penny."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.dates import year_start
from kinward.ledger.adjusted import projected
from kinward.ledger.book import Ledger
from kinward.ledger.year import Year, in_year
from kinward.reference.parameters import parameter

PLACEMENTS: Final = "placements.csv"
SERVICE_TYPES: Final = "service_types.csv"
BUDGET: Final = "budget.csv"
ADJUSTMENTS: Final = "adjustments.csv"

_PLACEMENT_COLUMNS: Final = (
    "placement_id", "child_id", "service_type", "provider", "urn", "start", "end", "planned_end",
    "weekly_cost", "health_contribution", "education_contribution", "paid_weeks", "rate_from",
    "review_date",
)  # fmt: skip
_SERVICE_TYPE_COLUMNS: Final = (
    "service_type", "section", "category", "paid_weeks", "billing", "after_18",
)  # fmt: skip
_BUDGET_COLUMNS: Final = ("section", "service_type", "placements", "annual_budget", "weeks")
_ADJUSTMENT_COLUMNS: Final = (
    "section", "label", "kind", "budget", "projected", "service_type", "places", "weekly_rate",
)  # fmt: skip


def tables(ledger: Ledger, year: int, as_at: date) -> dict[str, str]:
    """The files of a position by name, as text of CSV; those of nothing are left out.

    What the as-at date, a birthday or a default decided is written out: `end` is the day up to
    which a placement counted (empty where it goes on), amounts of adjustments are worked out, and
    service types that nobody lists are listed with the paid weeks that were used. Contributions
    stand as one sum in `health_contribution`: the record keeps no two.
    """
    now = in_year(ledger, year, as_at)
    found = {
        PLACEMENTS: _csv(_PLACEMENT_COLUMNS, _placements(ledger, now)),
        SERVICE_TYPES: _csv(_SERVICE_TYPE_COLUMNS, _service_types(ledger, now)),
    }
    if ledger.budget:
        found[BUDGET] = _csv(_BUDGET_COLUMNS, _budget(ledger))
    if ledger.adjustments.lines:
        found[ADJUSTMENTS] = _csv(_ADJUSTMENT_COLUMNS, _adjustments(ledger, now))
    return found


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _placements(ledger: Ledger, now: Year) -> Iterator[tuple[object, ...]]:
    """A row a rate of the placements of the year, and of those a transfer's length from it."""
    margin = timedelta(days=round(parameter("transfer_days").value))
    first, beyond = year_start(now.year) - margin, year_start(now.year + 1) + margin
    goes_on = pl.col("until").is_null()
    kept = now.booked.filter(
        pl.col("start") < beyond,
        goes_on | ((pl.col("until") > first) & (pl.col("until") > pl.col("start"))),
    )
    facts = ledger.record.placements.drop("start", "end", "planned_end", "row", "service_key")
    # Those before the start begin with it in the record: but for the last they hold for no day.
    rates = ledger.record.rates.drop("row").unique(
        ["placement", "from"], keep="last", maintain_order=True
    )
    rows = (
        kept.select("placement", "start", "until")
        .join(facts, on="placement", how="left", maintain_order="left")
        .join(rates, on="placement", maintain_order="left_right")
        .with_columns(first=pl.int_range(pl.len()).over("placement") == 0)
    )
    for row in rows.iter_rows(named=True):
        yield (
            *(row["placement_id"], row["child_id"], row["service_type"]),
            *(row["provider"], row["urn"], row["start"], row["until"], None),
            *(_decimal(row["weekly"]), _decimal(row["contributions"]), None),
            _decimal(row["week_hundredths"]),
            None if row["first"] else row["from"],
            row["review_date"],
        )


def _service_types(ledger: Ledger, now: Year) -> Iterator[tuple[object, ...]]:
    for row in ledger.service_types.iter_rows(named=True):
        yield (
            *(row["service_type"], row["section"], row["category"]),
            _decimal(row["week_hundredths"]),
            "daily" if row["daily"] else "annual",
            "yes" if row["after_18"] else "no",
        )
    weeks = _number(Fraction(parameter("paid_weeks").value))
    for name in _unlisted(ledger, now):
        yield name, None, None, weeks, "annual", "no"


def _unlisted(ledger: Ledger, now: Year) -> pl.Series:
    """Names of service types that nobody lists, in the order of their lines."""
    known = ledger.service_types["key"].implode()
    written = ledger.record.placements.select("service_key", "service_type")
    in_year = now.placements.select("service_key")
    return (
        pl.concat([in_year, written.select("service_key")])
        .unique(maintain_order=True)
        .filter(~pl.col("service_key").is_in(known))
        .join(
            written.unique("service_key", keep="first", maintain_order=True),
            on="service_key",
            maintain_order="left",
        )["service_type"]
    )


def _budget(ledger: Ledger) -> Iterator[tuple[object, ...]]:
    for line in ledger.budget.lines if ledger.budget else ():
        yield (
            *(line.section, line.service_type, _number(line.placements)),
            *(_decimal(line.annual), _number(line.weeks)),
        )


def _adjustments(ledger: Ledger, now: Year) -> Iterator[tuple[object, ...]]:
    for line, amount in projected(ledger, now)[0]:
        yield (
            *(line.section, line.label, line.kind, _decimal(line.budget), _decimal(amount)),
            *(line.service_key, _number(line.places), _decimal(line.weekly_rate)),
        )


def _decimal(hundredths: int | None) -> str | None:
    """Pence as pounds, or hundredths of a week as weeks."""
    if hundredths is None:
        return None
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}.{rest:02d}"


def _number(value: Fraction | None) -> str | None:
    """The shortest decimal of the float: the readers take numbers at that."""
    return None if value is None else repr(float(value))
