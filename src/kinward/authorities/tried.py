"""The plans side by side: what each does by the last month end, saves and reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Final

import polars as pl

from kinward.authorities.summary import Summary
from kinward.authorities.trial import Trial
from kinward.forecast.model import TOTAL

_POUNDS: Final = pl.Decimal(18, 2)
TRIED_SCHEMA: Final[dict[str, pl.DataType]] = {
    "authority": pl.String(),
    "plan": pl.String(),
    "name": pl.String(),
    "as_at": pl.String(),
    "month_end": pl.String(),
    "without": pl.Float64(),
    "with_plan": pl.Float64(),
    "fewer": pl.Float64(),
    "fewer_low_80": pl.Float64(),
    "fewer_high_80": pl.Float64(),
    "saved": _POUNDS,
    "saved_low_80": _POUNDS,
    "saved_high_80": _POUNDS,
    "chance_without": pl.Float64(),
    "chance": pl.Float64(),
    "error": pl.String(),
}
"""`summary.csv`: one row a plan and authority (empty where there is but one). Children are those of
`month_end`, the last one, and money is pounds over all months ahead; one that failed has its error
and no figure."""

_MONEY: Final = ("saved", "saved_low_80", "saved_high_80")


@dataclass(frozen=True)
class Tried:
    """A plan that was tried, in brief.

    Attributes:
        authority: its name, or None where there is but one.
        plan: the name of the plan's file without its ending.
        name: of the plan.
        as_at, month_end: ISO dates; the month end is the last one.
        without, with_plan: mean of the children looked after at the month end.
        fewer, fewer_low_80, fewer_high_80: of them, mean and 80% interval of the difference.
        saved, saved_low_80, saved_high_80: pence over the months ahead, mean and 80% interval; None
            without prices.
        chance_without, chance: of the first target, as shares of the runs; None without a target.
    """

    authority: str | None
    plan: str
    name: str
    as_at: str
    month_end: str
    without: float
    with_plan: float
    fewer: float
    fewer_low_80: float
    fewer_high_80: float
    saved: int | None
    saved_low_80: int | None
    saved_high_80: int | None
    chance_without: float | None
    chance: float | None


def row(trial: Trial, document: Mapping[str, Any]) -> Tried:
    """The brief of the document of a trial (`trial.work`)."""
    result = document["result"]
    figures = {each["key"]: each for each in document["figures"]}
    fewer, saved = figures["fewer"], figures.get("saved", {})
    target = document["chances"][0] if document["chances"] else {}
    return Tried(
        authority=trial.authority,
        plan=trial.plan,
        name=document["name"],
        as_at=result["as_at"],
        month_end=result["month_ends"][-1],
        without=result["baseline"]["children"]["mean"][TOTAL][-1],
        with_plan=result["scenario"]["children"]["mean"][TOTAL][-1],
        fewer=round(fewer["mean"], 4),
        fewer_low_80=round(fewer["low_80"], 4),
        fewer_high_80=round(fewer["high_80"], 4),
        saved=saved.get("mean"),
        saved_low_80=saved.get("low_80"),
        saved_high_80=saved.get("high_80"),
        chance_without=target.get("baseline"),
        chance=target.get("plan"),
    )


def table(summary: Summary[Tried]) -> pl.DataFrame:
    """Every plan of every authority, by name (`TRIED_SCHEMA`)."""
    rows = [asdict(each) for each in summary.rows]
    for told in rows:
        for key in _MONEY:
            told[key] = None if told[key] is None else Decimal(told[key]).scaleb(-2)
    return pl.DataFrame([*rows, *_failed(summary)], schema=TRIED_SCHEMA).sort("authority", "plan")


def document(summary: Summary[Tried]) -> dict[str, Any]:
    """The summary as one JSON document: money in pounds."""
    rows = [asdict(each) for each in summary.rows]
    for told in rows:
        for key in _MONEY:
            told[key] = None if told[key] is None else told[key] / 100
    return {"plans": rows, "failed": _failed(summary), "already": summary.already}


def _failed(summary: Summary[Tried]) -> list[dict[str, Any]]:
    found = []
    for name, error in summary.failed.items():
        authority, _, plan = name.rpartition("/")
        found.append({"authority": authority or None, "plan": plan, "error": error})
    return found
