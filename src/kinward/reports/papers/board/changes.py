"""What changed since the last paper, from what was kept beside it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.readings import Previous, Reading, readings
from kinward.reports.papers.board.shape import joined, made, said
from kinward.reports.papers.model import PaperPart
from kinward.reports.table import Column, Format, ReportTable, long_date, write_value

_SIGNED: dict[Format, Format] = {"count": "change", "pence": "pence_change"}
_COLUMNS = (
    Column("label", "Figure"), Column("was", "Last paper"), Column("now", "This paper"),
    Column("change", "Change"),
)  # fmt: skip


def changes(figures: Figures, previous: Previous | None) -> Iterator[PaperPart]:
    """The figures of both papers, and the measures whose colour changed."""
    if previous is None:
        return
    now = readings(figures)
    both = [(previous.readings[key], each) for key, each in now.items() if key in previous.readings]
    # Under another label it is of another year or day: no change, and nothing to compare.
    plain = [(a, b) for a, b in both if a.format != "text" and a.label == b.label]
    moved = [pair for pair in plain if pair[0].value != pair[1].value]
    rows = [_row(was, is_now) for was, is_now in moved]
    frame = pl.DataFrame(rows, schema={c.name: pl.String() for c in _COLUMNS}, orient="row")
    since = long_date(previous.as_at)
    table = ReportTable(
        "changes", f"Figures that changed since {since}", _COLUMNS, frame,
        f"This paper and that of {since}",
        "Counts and amounts that both papers tell, where they differ.",
    )  # fmt: skip
    same = len(plain) - len(moved)
    yield PaperPart(
        "changes", "What changed since the last paper", 1,
        joined(
            said(
                "changes",
                f"The last paper told of {since}. Of the {len(plain)} figures that both tell, "
                f"{len(moved)} changed and {same} did not.",
            ),
            made(table),
            said("changes-colours", *_colours(both)),
        ),
    )  # fmt: skip


def _row(was: Reading, now: Reading) -> tuple[str, ...]:
    form = "number" if now.format == "change" else now.format
    apart = int(now.value) - int(was.value)
    change = (
        f"{apart:+,}".replace("-", "−") if form == "count" else write_value(apart, _SIGNED[form])
    )
    return now.label, write_value(was.value, was.format), write_value(now.value, form), change


def _colours(both: list[tuple[Reading, Reading]]) -> Iterator[str]:
    for was, now in both:
        if was.colour and now.colour and was.colour != now.colour:
            yield f"{now.label} went from {was.colour} to {now.colour}."
