"""Several plans, or plans on every authority of a folder: progress, and a table at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from kinward.authorities import Summary
from kinward.authorities.plans import Plans, try_plans, try_plans_each
from kinward.authorities.tried import Tried, document
from kinward.cli import many, output
from kinward.pipeline import Ahead, Inputs
from kinward.words import long_date, with_interval


def tried(
    inputs: Inputs,
    plans: Plans,
    out: Path,
    ahead: Ahead,
    *,
    each: bool,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Try plans on one authority, or on each of a folder.

    Exit 1 if one plan failed, 2 if none could be tried.
    """
    where = inputs.returns[0]
    attempt = partial(try_plans_each, where) if each else try_plans
    with many.progress("Trying plans", scheduler=scheduler, plans=True) as tell:
        summary = attempt(inputs, plans, out, ahead, scheduler=scheduler, tell=tell)
    many.refuse_none(summary, "Not one plan could be tried", where, out)
    if inputs.as_at is None and not each:
        day = date.fromisoformat(summary.rows[0].as_at)
        output.note(f"As at {long_date(day)}, the end of the last return.")
    if as_json:
        output.print_json(document(summary))
    else:
        _print(summary, out)
    many.leave(summary)


def _print(summary: Summary[Tried], out: Path) -> None:
    several = any(each.authority for each in summary.rows)
    ends = {each.month_end for each in summary.rows}
    columns = {heading: [of(row) for row in summary.rows] for heading, of in _COLUMNS.items()}
    if len(ends) == 1:
        del columns["Month end"]
    told = {heading: cells for heading, cells in columns.items() if any(map(_is_told, cells))}
    when = f"on {long_date(date.fromisoformat(ends.pop()))}" if len(ends) == 1 else "at month end"
    output.table(
        f"Children looked after {when}",
        list(told),
        list(zip(*told.values(), strict=True)),
        " ".join(_CAPTIONS[heading] for heading in told if heading in _CAPTIONS),
    )
    if summary.failed:
        output.line(many.failures(summary, "plan", "plans"))
    where = out / "NAME" / "*.json" if several else out / "*.json"
    output.line(f"Every figure, and this table as summary.csv, is in {out}.")
    output.line(f"More of each side by side: kinward compare {where}")


def _is_told(cell: object) -> bool:
    return cell is not None


def _fewer(row: Tried) -> str:
    return with_interval(row.fewer, row.fewer_low_80, row.fewer_high_80, places=1)


def _saved(row: Tried) -> str | None:
    if row.saved is None or row.saved_low_80 is None or row.saved_high_80 is None:
        return None
    mean, low, high = (each / 100 for each in (row.saved, row.saved_low_80, row.saved_high_80))
    return with_interval(mean, low, high)


def _chance(row: Tried) -> str | None:
    return None if row.chance is None else f"{row.chance * 100:.0f}%"


_COLUMNS: Final[dict[str, Callable[[Tried], object]]] = {
    "Authority": lambda row: row.authority,
    "Plan": lambda row: row.plan,
    "Month end": lambda row: row.month_end,
    "Without": lambda row: row.without,
    "With": lambda row: row.with_plan,
    "Fewer": _fewer,
    "Saved, £": _saved,
    "Chance": _chance,
}
"""A column of which nothing is known is left out."""
_CAPTIONS: Final = {
    "Fewer": "In brackets the ends of the 80% interval.",
    "Saved, £": "Saved: on placements, over the months ahead.",
    "Chance": "Chance: that the plan reaches its first target.",
}
