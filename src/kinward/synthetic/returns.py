"""The returns of a made-up authority as tables of text, as a council would send them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import polars as pl

from kinward.synthetic import days, outcomes, records
from kinward.synthetic.episodes import EPISODE, rows
from kinward.synthetic.history import Life

Frames = dict[tuple[str, int], pl.DataFrame]
"""Tables of text by name and return year."""

_DATES: Final = frozenset(
    ("DOB", "DUC", "MC_DOB", "REVIEW", "MIS_START", "MIS_END", "DATE_INT", "DATE_MATCH",
     "DATE_PLACED", "DATE_PLACED_CEASED", "SW_DECOM", "SW_DEC", "DOLO_START", "DOLO_END")
)  # fmt: skip
_EPISODE_ORDER: Final = ("CHILD", *EPISODE[1:])
_Rows = Callable[[Life, range], Iterable[tuple[Any, ...]]]
_YEARLY: Final[dict[str, tuple[tuple[str, ...], _Rows]]] = {
    "Reviews": (("DOB", "REVIEW", "REVIEW_CODE"), records.reviews),
    "UASC": (("SEX", "DOB", "DUC"), records.uasc),
    "OC2": (
        ("DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS",
         "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED",
         "INTERVENTION_OFFERED"),
        outcomes.health,
    ),
    "OC3": (("DOB", "IN_TOUCH", "ACTIV", "ACCOM"), outcomes.after_care),
    "AD1": (
        ("DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
        records.adopted,
    ),
    "PlacedAdoption": (
        ("DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"), records.placed,
    ),
    "PrevPerm": (("DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"), records.previous_permanence),
    "Missing": (("DOB", "MISSING", "MIS_START", "MIS_END"), records.missing),
    "SWEpisodes": (("DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"), records.workers),
    "DoLo": (("DOB", "DOLO_START", "DOLO_END"), records.deprivation),
}  # fmt: skip
_HEADER: Final = ("SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
_SINCE: Final = {"SWEpisodes": 2024, "DoLo": 2027}


def episodes(lives: Iterable[Life]) -> pl.DataFrame:
    """Every episode of the lives, with dates; PLACE may be SUP (see `place_in`)."""
    columns = [pl.col("DECOM", "DEC").cast(pl.Int32).cast(pl.Date)]
    made = [row for life in lives for row in rows(life)]
    return pl.DataFrame(made, schema=list(EPISODE), orient="row").with_columns(columns)


def frames(lives: list[Life], every: pl.DataFrame, years: range) -> Frames:
    """All tables of all years, each with the columns and the row order of the return.

    Args:
        every: the episodes of the lives, as `episodes` gives them.
    """
    made: Frames = {}
    listed = {life.number: records.years_in_care(life, years) for life in lives}
    for table, (columns, yearly) in _YEARLY.items():
        found = [row for life in lives for row in yearly(life, years)]
        if table == "OC3":
            for row in found:
                listed[row[1]].add(row[0])
        made |= _by_year(table, columns, found, years)
    heads = [row for life in lives for row in records.header(life, years, listed[life.number])]
    made |= _by_year("Header", _HEADER, heads, years)
    for year in years:
        made["Episodes", year] = _episodes_of(every, year)
    return made


def place_in(year: int) -> pl.Expr:
    """PLACE as the return of a year codes it: supported accommodation is K3 from 2025/26 on."""
    return pl.col("PLACE").replace("SUP", "H5" if year < 2026 else "K3")


def child_id(number: pl.Expr) -> pl.Expr:
    """The identifier in the return, which says that the child is made up."""
    return pl.format("DEMO{}", number.cast(pl.String).str.zfill(5))


def _episodes_of(every: pl.DataFrame, year: int) -> pl.DataFrame:
    start, end = days.as_date(days.year_start(year)), days.as_date(days.year_end(year))
    closed = pl.col("DEC") <= end
    return (
        every.lazy()
        .filter((pl.col("DECOM") <= end) & (pl.col("DEC") >= start))
        .with_columns(
            CHILD=child_id(pl.col("number")),
            DECOM=_text(pl.col("DECOM")),
            PLACE=place_in(year),
            REC=pl.when(closed).then("REC").otherwise(pl.lit("")),
            REASON_PLACE_CHANGE=pl.when(closed).then("REASON_PLACE_CHANGE").otherwise(pl.lit("")),
            DEC=pl.when(closed).then(_text(pl.col("DEC"))).otherwise(pl.lit("")),
        )
        .select(_EPISODE_ORDER)
        .collect()
    )


def _by_year(
    table: str, columns: tuple[str, ...], found: list[tuple[Any, ...]], years: range
) -> Frames:
    schema = {
        "year": pl.Int32,
        "number": pl.Int32,
        **{name: pl.Int32 if name in _DATES else pl.String for name in columns},
    }
    dates = [_text(pl.col(name).cast(pl.Date)) for name in columns if name in _DATES]
    whole = (
        pl.DataFrame(found, schema=schema, orient="row")
        .lazy()
        .with_columns(*dates, CHILD=child_id(pl.col("number")))
        .select("year", "CHILD", *columns)
        .collect()
    )
    parts = whole.partition_by("year", as_dict=True, include_key=False, maintain_order=True)
    empty = whole.drop("year").clear()
    return {
        (table, year): parts.get((year,), empty) for year in years if year >= _SINCE.get(table, 0)
    }


def _text(day: pl.Expr) -> pl.Expr:
    """A date as the return writes it; a blank stays blank."""
    return day.dt.strftime("%d/%m/%Y").fill_null("")
