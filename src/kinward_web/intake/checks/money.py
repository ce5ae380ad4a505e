"""Checking the files of the ledger, with the ledger's own readers and rules."""

from __future__ import annotations

from datetime import date

import polars as pl

from kinward.budget.model import build
from kinward.budget.trajectory import read_trajectory
from kinward.dates import return_year, year_end, year_name
from kinward.forecast.cost.prices import read_prices
from kinward.ledger.book import Ledger
from kinward.ledger.checks import check
from kinward.ledger.findings import in_order
from kinward.ledger.load import people
from kinward.ledger.read.adjustments import KINDS, read_adjustments
from kinward.ledger.read.budget import read_budget
from kinward.ledger.read.children import read_children
from kinward.ledger.read.contracts import read_contracts
from kinward.ledger.read.placements import Record, read_placements
from kinward.ledger.read.service_types import built_in, read_service_types
from kinward.ledger.rules import RULES
from kinward.ledger.year import in_year
from kinward.terms import CATEGORIES
from kinward_web.intake.checks.found import Found, lines, of_ledger
from kinward_web.intake.checks.scene import Scene


def placements(scene: Scene) -> Found:
    """The commitment record, with the service types and children that are in use."""
    scene.tell("Reading the placements")
    record = read_placements(scene.path)
    known = None
    if scene.cohort is not None:
        known = people(scene.cohort, scene.beside.get("children"))
    ledger = Ledger(record, read_service_types(scene.beside.get("service_types")), people=known)
    as_at = scene.as_at or _last_start(record)
    now = in_year(ledger, return_year(as_at), as_at)
    scene.tell("Checking against the rules of the ledger")
    found = in_order([*record.findings, *check(ledger, now)])
    costs = now.placements.filter("open")
    return Found(
        findings=of_ledger(found, "placements"),
        facts={
            "as_at": as_at.isoformat(),
            "rows": len(record.rates),
            "placements": len(record.placements),
            "open": len(costs),
            "weekly": int(costs["net"].sum()),
            "year_cost": int(now.placements["cost"].sum()),
        },
        lines=_placement_lines(record),
    )


def _last_start(record: Record) -> date:
    """The end of the financial year in which the last placement began."""
    last = record.placements["start"].max()
    return year_end(return_year(last)) if isinstance(last, date) else date(2000, 3, 31)


def _placement_lines(record: Record) -> pl.DataFrame:
    net = (pl.col("weekly") - pl.col("contributions")).alias("net")
    rates = record.rates.group_by("placement", maintain_order=True).agg(
        net.last(),
        pl.concat_str(pl.col("from").cast(pl.String), net.cast(pl.String), separator=" ")
        .str.join(";")
        .alias("rates"),
    )
    told = record.placements.drop("row", "service_key").join(rates, on="placement", how="left")
    return lines(told.drop("placement"), ["placement_id"], amount="net")


def children(scene: Scene) -> Found:
    """Finance's identifiers beside the return's."""
    frame = read_children(scene.path)
    return Found(facts={"rows": len(frame)}, lines=lines(frame, ["child_id"]))


def budget(scene: Scene) -> Found:
    """The budget, line by line; a service type that nobody knows is told."""
    scene.tell("Reading the budget")
    read = read_budget(scene.path)
    known = set(read_service_types(scene.beside.get("service_types"))["key"])
    unknown = [line.row for line in read.lines if line.key not in known]
    found = in_order([*read.findings, *RULES["L10"].at(read.file, unknown, "service_type")])
    frame = pl.DataFrame(
        {
            "line": [f"{line.section}: {line.service_type}" for line in read.lines],
            "placements": [str(line.placements) for line in read.lines],
            "weeks": [str(line.weeks) for line in read.lines],
            "annual": [line.annual for line in read.lines],
        },
        schema_overrides={"annual": pl.Int64},
    )
    return Found(
        findings=of_ledger(found, "budget"),
        facts={"rows": len(read.lines), "annual": sum(line.annual for line in read.lines)},
        lines=lines(frame, ["line"], label="line", amount="annual"),
    )


def adjustments(scene: Scene) -> Found:
    """Lines of the budget that are no placement."""
    read = read_adjustments(scene.path)
    frame = pl.DataFrame(
        {
            "line": [f"{line.section}: {line.label} ({KINDS[line.kind]})" for line in read.lines],
            "projected": [line.projected for line in read.lines],
            "rest": [f"{line.service_key} {line.places} {line.weekly_rate}" for line in read.lines],
            "budget": [line.budget for line in read.lines],
        },
        schema_overrides={"budget": pl.Int64, "projected": pl.Int64},
    )
    return Found(
        findings=of_ledger(in_order(read.findings), "adjustments"),
        facts={"rows": len(read.lines), "annual": sum(line.budget for line in read.lines)},
        lines=lines(frame, ["line"], label="line", amount="budget"),
    )


def service_types(scene: Scene) -> Found:
    """Sections, categories and paid weeks."""
    own = read_service_types(scene.path)
    return Found(
        facts={"rows": len(own), "built_in": len(built_in())},
        lines=lines(own, ["key"], label="service_type"),
    )


def contracts(scene: Scene) -> Found:
    """Discounts of providers by volume."""
    read = read_contracts(scene.path)
    frame = pl.DataFrame(
        {
            "line": [
                f"{each.provider}: {each.service_type or 'all service types'}"
                for each in read.contracts
            ],
            "framework": [str(each.framework) for each in read.contracts],
            "tiers": [
                "; ".join(f"{tier.least} {tier.discount_pct}" for tier in each.tiers)
                for each in read.contracts
            ],
        }
    )
    return Found(
        findings=of_ledger(in_order(read.findings), "contracts"),
        facts={"rows": len(read.contracts)},
        lines=lines(frame, ["line"], label="line"),
    )


def trajectory(scene: Scene) -> Found:
    """The plan of the budget, by placement type and year, with what each needs."""
    model = build(read_trajectory(scene.path))
    frame = model.lines_frame().with_columns(
        line=pl.concat_str(
            "placement_type", pl.lit(", "), pl.col("year").map_elements(year_name, pl.String)
        )
    )
    return Found(
        findings=of_ledger(model.findings, "trajectory"),
        facts={"rows": len(frame)},
        lines=lines(frame, ["line"], label="line", amount="requirement"),
    )


def prices(scene: Scene) -> Found:
    """A week's price by category."""
    frame = read_prices(scene.path).with_columns(
        line=pl.concat_str(
            pl.col("category").replace(CATEGORIES),
            pl.lit(" from "),
            pl.col("from").dt.strftime("%d/%m/%Y"),
        )
    )
    return Found(
        facts={
            "rows": len(frame),
            "categories": frame["category"].n_unique(),
            "last": str(frame["from"].max()),
        },
        lines=lines(frame, ["category", "from"], label="line", amount="weekly_pence"),
    )
