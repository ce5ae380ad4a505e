"""`kinward reconcile`: where the ledger and the return disagree, and what that costs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import beside, options, output
from kinward.dates import return_year, year_name
from kinward.words import counted, long_date

_SHOWN: Final = 20
"""Differences of a kind that a person is shown without --all."""


@click.command(
    epilog=options.examples(
        "reconcile my-returns/ placements.csv --children children.csv",
    )
)
@options.returns
@click.argument("placements", type=options.PATH, metavar="placements.csv")
@options.as_at
@click.option(
    "--children", type=options.PATH, help="Which child of finance is which of the return."
)
@click.option("--service-types", type=options.PATH, help="What each service type is.")
@click.option("--categories", type=options.PATH, help="Commissioning categories of your own.")
@click.option(
    "--days",
    "tolerance",
    type=click.IntRange(0, 366),
    default=0,
    show_default=True,
    help="Leave out differences of so many days or fewer.",
)
@click.option("--all", "show_all", is_flag=True, help="List every difference of every kind.")
@options.as_json
def command(as_json: bool, show_all: bool, as_at: date | None, **asked: Any) -> None:
    """Hold placements.csv against RETURNS (a folder, a zip or files of the SSDA903 return).

    Every difference points at a row, with its days and its pounds, and never names a child. Without
    --children both are taken to use one identifier. Exit 1 if there is an error among the
    differences.
    """
    from kinward.ledger.match.as_json import document

    match = _match(as_at, **asked)
    left_out = beside.left_out(asked)
    if as_at is None:
        output.note(f"As at {long_date(match.as_at)}, the end of the last return.")
    if match.in_return and match.in_ledger and not match.in_both:
        output.note("No child is in both: --children says who is who. Is it the right file?")
    for text in left_out:
        output.note(text)
    if as_json:
        output.print_json({**document(match), "notes": left_out})
    else:
        _print(match, show_all=show_all)
    if any(each.level == "error" for each in match.differences):
        sys.exit(1)


def _match(
    as_at: date | None,
    *,
    returns: tuple[Path, ...],
    placements: Path,
    children: Path | None,
    service_types: Path | None,
    categories: Path | None,
    tolerance: int,
) -> Any:
    from kinward.cohort.build import build
    from kinward.ledger.load import Files, load
    from kinward.ledger.match import reconcile
    from kinward.ledger.read.children import read_children
    from kinward.pipeline import last_day
    from kinward.reference.categories import load as load_categories
    from kinward.returns.prepare import prepare
    from kinward.returns.read import read

    mapping = load_categories(categories)
    checked = prepare(read(returns), rules=False)
    cohort = build(checked, mapping)
    files = Files(placements, service_types=service_types, children=children)
    return reconcile(
        load(files, cohort),
        checked,
        cohort,
        as_at or last_day(checked.returns),
        children=read_children(children) if children else None,
        tolerance=tolerance,
    )


def _print(match: Any, *, show_all: bool) -> None:
    from kinward.ledger.match.kinds import KINDS

    for text in _headline(match):
        output.line(text)
    if not match.differences:
        return
    year = year_name(return_year(match.as_at))
    output.table(
        "Differences by kind",
        ("Kind", "Number", "Days", "£", f"£ in {year}"),
        ((KINDS[tally.kind], tally.number, tally.days, *_pounds(tally)) for tally in match.kinds),
        "£ is what those days cost: paid, and not borne out by the return; or due, and not paid.",
    )
    output.table(
        "Differences",
        ("Kind", "File", "Row", "Days", "", "£", f"£ in {year}"),
        (
            (
                KINDS[each.kind],
                each.file,
                str(each.row),
                each.days,
                "due" if each.unpaid else "paid",
                *_pounds(each),
            )
            for each in (match.differences if show_all else _costliest(match))
        ),
        _caption(match, show_all=show_all),
    )
    output.line()
    for each in {(each.kind, each.remedy): each for each in match.differences}.values():
        output.line(f"{KINDS[each.kind]}: {each.remedy}")


def _costliest(match: Any) -> Iterator[Any]:
    """The first of each kind: they come with the most money first."""
    for tally in match.kinds:
        yield from islice((one for one in match.differences if one.kind == tally.kind), _SHOWN)


def _headline(match: Any) -> list[str]:
    children = counted(match.in_both, "child", "children")
    lines = [
        f"{children} in both, {match.in_return - match.in_both:,} in the return alone; compared "
        f"from {long_date(match.first)} to {long_date(match.last)}.",
        f"{match.matched:,} of {counted(match.stays, 'stay')} match a placement in category, start "
        "and end.",
    ]
    if match.share is not None:
        lines.append(f"Both agree on {_percent(match)} of {counted(match.days, 'day')} in care.")
    if match.short_breaks:
        its = counted(match.short_breaks, "placement")
        lines.append(f"{its} of children in short breaks left apart.")
    if match.without_child:
        lines.append(f"{counted(match.without_child, 'placement')} of no child left apart.")
    if not match.differences:
        lines.append("There is no difference.")
    return lines


def _percent(match: Any) -> str:
    """Rounded down, so that 100% means all of them."""
    return f"{match.days_agreed * 1000 // match.days / 10:.1f}%"


def _caption(match: Any, *, show_all: bool) -> str:
    said = "Row: of the placement's first rate, or of the last episode of the stay."
    if any(each.estimated for each in match.differences):
        said += (
            " What the ledger has nothing for is priced as the placement of the median weekly cost "
            "in its category."
        )
    if any(each.pence is None for each in match.differences):
        said += " A dash: nothing in the ledger tells a price."
    if not show_all and any(tally.number > _SHOWN for tally in match.kinds):
        said += f" The {_SHOWN} with the most money of each kind; --all lists every one."
    return said


def _pounds(of: Any) -> tuple[int | None, ...]:
    """Whole pounds, half to even."""
    from fractions import Fraction

    amounts = (of.pence, of.pence_in_year)
    return tuple(None if each is None else round(Fraction(each, 100)) for each in amounts)
