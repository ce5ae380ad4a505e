"""What the lines that are no placements come to: blocks with their voids, grants by child."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from kinward.dates import year_start
from kinward.ledger.amounts import whole_pence
from kinward.ledger.book import Ledger
from kinward.ledger.findings import Finding
from kinward.ledger.model import Block
from kinward.ledger.read.adjustments import Adjustment
from kinward.ledger.rules import RULES
from kinward.ledger.segments import year_days
from kinward.ledger.year import Year
from kinward.reference.parameters import parameter


def projected(
    ledger: Ledger, now: Year
) -> tuple[list[tuple[Adjustment, int]], list[Block], list[Finding]]:
    """Each adjustment with its projected amount in pence, the blocks, and what is doubtful.

    An amount that is given counts. Else a block is places x weekly rate x 52 (the parameter
    `paid_weeks`), and a grant is the weekly rate x days / 7 of the children of its service type,
    or of those listed as UASC, below nought; a child counts once a day.
    """
    lines, blocks, findings = [], [], []
    for line in ledger.adjustments.lines:
        amount = line.projected
        if amount is None:
            amount, code = _worked_out(line, ledger, now)
            if code:
                findings += RULES[code].at(ledger.adjustments.file, [line.row], "projected")
        lines.append((line, amount))
        if line.kind == "block_contract" and line.places is not None:
            blocks.append(_block(line, now, amount))
    return lines, blocks, findings


def _worked_out(line: Adjustment, ledger: Ledger, now: Year) -> tuple[int, str]:
    """The amount of a line that gives none, and the rule that it breaks."""
    if line.weekly_rate is None:
        return 0, "L34"
    if line.kind == "block_contract" and line.places is not None:
        return whole_pence(line.places * line.weekly_rate * _full_year()), ""
    if line.kind == "grant":
        days = _child_days(line.service_key, ledger, now)
        return (0, "L35") if days is None else (-abs(_by_day(line.weekly_rate, days)), "")
    return 0, "L34"


def _full_year() -> int:
    return round(parameter("paid_weeks").value)


def _by_day(weekly: int, days: int) -> int:
    return whole_pence(Fraction(weekly * days, 7))


def _block(line: Adjustment, now: Year, amount: int) -> Block:
    places = line.places or Fraction(0)
    rows = now.placements.filter(pl.col("service_key") == line.service_key)
    used = Fraction(int(rows["days"].sum()), year_days(now.year))
    void = max(places - used, Fraction(0))
    cost = whole_pence(amount * void / places) if places else 0
    return Block(line.section, line.label, places, used, cost)


def _child_days(service_key: str, ledger: Ledger, now: Year) -> int | None:
    """Days in the year of the children of a grant; None where nothing tells who they are."""
    first, beyond = year_start(now.year), year_start(now.year + 1)
    stays = now.booked.with_columns(pl.col("until").fill_null(beyond))
    if service_key:
        stays = stays.filter(pl.col("service_key") == service_key)
    elif ledger.people is None:
        return None
    else:
        homes = ledger.service_types.filter(pl.col("category").is_not_null())["key"]
        seeking = ledger.people.filter("uasc").select("child_id", "DUC")
        stays = (
            stays.filter(pl.col("service_key").is_in(homes.implode()))
            .join(seeking, on="child_id")
            .with_columns(until=pl.min_horizontal("until", "DUC"))
        )
    nobody = pl.when(pl.col("child_id").is_null()).then("placement")
    within = stays.select(
        pl.struct("child_id", nobody).alias("child"),
        pl.max_horizontal("start", pl.lit(first)).alias("start"),
        pl.min_horizontal("until", pl.lit(beyond)).alias("until"),
    ).filter(pl.col("start") < pl.col("until"))
    return _days_once(within)


def _days_once(stays: pl.DataFrame) -> int:
    """Days of the stays, a day of one child counting once however many stays hold it."""
    reached = pl.col("until").cum_max().shift(1).over("child")
    ordered = stays.sort("child", "start").with_columns(begins=pl.max_horizontal("start", reached))
    days = (pl.col("until") - pl.col("begins")).dt.total_days().clip(lower_bound=0)
    return int(ordered.select(days.sum()).item())
