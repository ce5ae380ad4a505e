"""`kinward scorecard`: measures against their targets, month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import beside, options, output
from kinward.words import counted, long_date

_MONEY: Final = (
    click.option("--placements", type=options.PATH, help="What placements cost: adds the money."),
    click.option("--budget", type=options.PATH, help="The budget of the as-at date's year."),
    *options.LEDGER_FILES,
    click.option("--closed", type=options.PATH, help="The folder of closed months."),
)
_FILES: Final = ("placements", "budget", "service_types", "adjustments", "children")
_WAYS: Final = {"good": "better", "bad": "worse", "neither": ""}


def _with_money(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_MONEY):
        command = option(command)
    return command


@click.command(
    epilog=options.examples(
        "scorecard my-returns/ --as-at 2025-03-31 --measures measures.csv",
    )
)
@options.returns
@options.as_at
@click.option("--measures", type=options.PATH, help="Typed readings and targets (measures.csv).")
@click.option(
    "--programme",
    type=options.PATH,
    multiple=True,
    help="Actions, savings and risks, as for kinward programme; may be repeated.",
)
@click.option("--board", is_flag=True, help="Show the short list alone.")
@click.option(
    "--forecast/--no-forecast",
    "look_ahead",
    default=True,
    show_default=True,
    help="Whether the end of the year is forecast.",
)
@options.seed
@_with_money
@options.cohort_files
@options.as_json
def command(
    returns: tuple[Path, ...],
    as_at: date | None,
    measures: Path | None,
    programme: tuple[Path, ...],
    board: bool,
    look_ahead: bool,
    seed: int,
    as_json: bool,
    **files: Any,
) -> None:
    """Score the authority of RETURNS: every measure against its target, with the rule in sight.

    Targets and what Kinward cannot count come from --measures; docs/scorecard.md has the rules.
    """
    from kinward.pipeline import Ahead, Inputs
    from kinward.pipeline.scorecard import Asked, scored
    from kinward.scorecard.as_json import document

    closed = files.pop("closed")
    if closed is not None and files["placements"] is None:
        raise click.UsageError("--closed is of no use without --placements.")
    ledger = _ledger({name: files.pop(name) for name in _FILES})
    beside.tell_left_out(files)
    if look_ahead:
        options.tell_of_compiling()
    ahead = Ahead(months=12, seed=seed, explain=False) if look_ahead else None
    found = scored(
        Inputs(returns=returns, as_at=as_at, **files),
        Asked(files["months"], measures, ledger, closed, programme, ahead),
    )
    if as_at is None:
        output.note(f"As at {long_date(found.scorecard.as_at)}, the end of the last return.")
    if as_json:
        output.print_json(document(found.scorecard, found.differences))
    else:
        _print(found, board=board)


def _ledger(given: dict[str, Any]) -> Any:
    from kinward.ledger.load import Files

    if given["placements"] is None:
        useless = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
        if useless:
            raise click.UsageError(f"{useless[0]} is of no use without --placements.")
        return None
    return Files(**given)


def _print(found: Any, *, board: bool) -> None:
    card = found.scorecard
    lines = card.board if board else card.lines
    output.line(_headline(card, lines))
    for theme in dict.fromkeys(line.card.theme for line in lines):
        output.table(theme, _COLUMNS, [_row(e) for e in lines if e.card.theme == theme])
    _reasons(lines)
    _signals(lines)
    _compared(lines)
    _teams(card, lines)
    _differences(found.differences)
    for text in card.notes:
        output.note(text)


_COLUMNS: Final = (
    "Measure", "To", "Value", "Before", "Travel", "Colour", "Year to date", "Year end"
)  # fmt: skip


def _headline(card: Any, lines: Any) -> str:
    colours = {
        each: sum(line.rag.colour == each for line in lines)
        for each in ("red", "amber", "green", "grey")
    }
    said = ", ".join(f"{number} {colour}" for colour, number in colours.items())
    return f"{long_date(card.as_at)}: {counted(len(lines), 'measure')}, of which {said}."


def _row(line: Any) -> tuple[object, ...]:
    way = line.direction
    travel = "-" if way is None else " ".join((way.way, _WAYS[way.sense])).strip()
    return (
        line.card.measure.label,
        "-" if line.reading is None else line.reading.period_end.isoformat(),
        _said(line, line.reading and line.reading.value),
        _said(line, line.previous and line.previous.value),
        travel,
        line.rag.colour,
        _said(line, line.to_date.value),
        _said(line, line.year_end.value),
    )


def _said(line: Any, value: Any) -> str:
    from kinward.scorecard.words import said

    return "-" if value is None else said(value, line.card.measure)


def _reasons(lines: Any) -> None:
    wrong = [line for line in lines if line.rag.colour in ("red", "amber")]
    if wrong:
        output.table(
            "Why red or amber",
            ("Measure", "Colour", "Rule"),
            [(line.card.measure.label, line.rag.colour, line.rag.reason) for line in wrong],
        )


def _signals(lines: Any) -> None:
    """Only what the last point of a chart completes is news."""
    rows = [
        (line.card.measure.label, line.control.of, signal.words)
        for line in lines
        if line.control
        for signal in line.control.now
    ]
    if rows:
        output.table(
            "More than chance would make",
            ("Measure", "Chart of", "Signal"),
            rows,
            "XmR charts: see docs/scorecard.md. All other measures move as they did before.",
        )


def _compared(lines: Any) -> None:
    rows = [row for line in lines if line.comparison for row in _beside(line)]
    if rows:
        output.table(
            "Beside statistical neighbours and England",
            ("Measure", "Year", "Own", "Neighbours", "England", "Place", "Quartile"),
            rows,
            "Place and quartile 1 are the best; where neither high nor low is, the highest.",
        )


def _beside(line: Any) -> Iterator[tuple[object, ...]]:
    from kinward.dates import year_name

    it = line.comparison
    yield (
        line.card.measure.label,
        year_name(it.year),
        None if it.own is None else str(it.own),
        None if it.neighbours is None else f"{it.neighbours:.1f}",
        None if it.england is None else str(it.england),
        "-" if it.rank is None else f"{it.rank} of {it.of}",
        it.quartile,
    )


def _teams(card: Any, lines: Any) -> None:
    shown = {line.card.measure.key: line for line in lines if line.card.tier == "board"}
    names = list(dict.fromkeys((each.team, each.label) for each in card.teams))
    values = {(each.team, each.reading.measure): each.reading.value for each in card.teams}
    keys = [key for key in shown if any(measure == key for _, measure in values)]
    if keys:
        output.table(
            "By team",
            ("Team", *(shown[key].card.measure.label for key in keys)),
            [
                (label, *(_said(shown[key], values.get((team, key))) for key in keys))
                for team, label in names
            ],
        )


def _differences(found: Any) -> None:
    if found:
        output.table(
            "Where the paper says otherwise",
            ("Measure", "What", "Printed", "By rule", "Because"),
            [(each.label, each.what, each.printed, each.by_rule, each.reason) for each in found],
        )
