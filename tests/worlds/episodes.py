"""The stays of a test world told as episodes of the return.

A stay becomes several episodes where the legal status changes, or the child is away for some days.
None of this changes where a child lives.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from kinward.terms import CATEGORIES
from worlds.history import History
from worlds.state import (
    BORN,
    COMPLEX,
    END,
    LONG,
    NEVER,
    OUTCOME,
    PERIOD,
    PHASE,
    PLACE,
    START,
    TYPE,
    UASC,
    Ints,
)

_PLACES: Final = {
    "kinship": ("U3", "PR1"),
    "concurrent": ("U5", "PR1"),
    "in_house_fostering": ("U6", "PR1"),
    "independent_fostering": ("U6", "PR4"),
    "other_authority_fostering": ("U6", "PR2"),
    "in_house_residential": ("K2", "PR1"),
    "external_residential": ("K2", "PR4"),
    "parent_and_child": ("R3", "PR4"),
    "residential_school": ("S1", "PR4"),
    "secure": ("K1", "PR2"),
    "supported_accommodation": ("H5", "PR4"),
    "independent_living": ("P2", "PR4"),
    "with_parents": ("P1", "PR0"),
    "placed_for_adoption": ("A6", "PR1"),
    "other": ("R5", "PR3"),
}
_LONG_TERM: Final = {"U3": "U1", "U6": "U4"}
# Of `life` outcomes: ways out of care, one of them by the luck of the stay.
_REASONS: Final = {
    1: ("E4A", "E4A", "E4A", "E4B", "E13"),
    2: ("E47", "E47", "E48", "E47", "E41"),
    3: ("E11", "E11", "E11", "E11", "E12"),
    4: ("E5", "E5", "E5", "E6", "E6"),
    5: ("E8", "E8", "E3", "E9", "E8"),
    6: ("E17", "E5", "E5", "E6", "E17"),
}
_LATER: Final = {"C1": "C2", "V2": "C2"}
_REMAND: Final = 6


@dataclass(frozen=True)
class Told:
    """What the returns of a world can tell.

    Attributes:
        children: CHILD, DOB, SEX, uasc: one row a child who was ever in care.
        episodes: the columns of the return's Episodes that matter, sorted by CHILD and DECOM, from
            the first day lived to the last; DEC and REC null while open.
    """

    children: pl.DataFrame
    episodes: pl.DataFrame


def told(history: History) -> Told:
    """Tell the whole history in the words of the return."""
    pieces = _pieces(history)
    return Told(_children(history), _named(pieces))


def _children(history: History) -> pl.DataFrame:
    came = history.entrants
    return pl.DataFrame(
        {
            "CHILD": [f"W{child:06d}" for child in range(len(came))],
            "DOB": pl.Series(came.state[:, BORN]).cast(pl.Int32).cast(pl.Date),
            "SEX": np.where(came.female, "2", "1"),
            "uasc": came.state[:, TYPE] == UASC,
        }
    )


def _pieces(history: History) -> pl.DataFrame:
    """One row an episode; what decides its codes is still in numbers."""
    rng = np.random.Generator(np.random.Philox([history.setting.seed, 5]))
    stays, life = history.stays, history.life
    luck = rng.random((len(stays), 5))
    new_period = np.ones(len(stays), dtype=np.bool_)
    new_period[1:] = (life[1:] != life[:-1]) | (stays[1:, PERIOD] != stays[:-1, PERIOD])
    first = np.flatnonzero(new_period)
    of = np.cumsum(new_period) - 1
    status = _statuses(stays[first], rng)
    change = stays[first, START] + np.ceil(190 * np.exp(0.6 * rng.standard_normal(len(first))))
    change = np.where(rng.random(len(first)) < np.where(status == "V2", 0.3, 0.9), change, NEVER)
    frame = pl.DataFrame(
        {
            "life": life,
            "family": history.entrants.family[life],
            "type": stays[:, TYPE],
            "place": stays[:, PLACE],
            "phase": stays[:, PHASE],
            "outcome": stays[:, OUTCOME],
            "start": stays[:, START],
            "end": stays[:, END],
            "begins": new_period,
            "stay": np.arange(len(stays)),
            "pick": luck[:, 0],
            "status": pl.Series(status)[pl.Series(of)],
            "change": change[of].astype(np.int64),
            **_away(stays, luck, int(history.days[-1])),
        }
    )
    return _cut(frame)


def _statuses(first: Ints, rng: np.random.Generator) -> np.ndarray:
    """The legal status with which each period of care begins."""
    age = (first[:, START] - first[:, BORN]) / 365.25
    care = np.clip(0.6 - 0.035 * age, 0.03, 0.6)
    luck = rng.random(len(first))
    status = np.where(luck < care, "C1", "V2")
    status = np.where(first[:, TYPE] == UASC, "V2", status)
    return np.where(first[:, TYPE] == _REMAND, "J1", status)


def _away(stays: Ints, luck: np.ndarray, last: int) -> dict[str, Ints]:
    """The days from which to which a child is away for a while, within the stay."""
    known = np.minimum(stays[:, END], last + 1) - stays[:, START]
    happens = (known >= 60) & (luck[:, 1] < 1.0 - np.exp(-0.09 * known / 365.25))
    away = stays[:, START] + 20 + (luck[:, 2] * (known - 40)).astype(np.int64)
    back = away + 2 + (luck[:, 3] * 8).astype(np.int64)
    return {"away": np.where(happens, away, NEVER), "back": np.where(happens, back, NEVER)}


def _cut(frame: pl.DataFrame) -> pl.DataFrame:
    """Cut every stay where the child goes away, comes back, or is given another legal status."""
    meets = (pl.col("change") >= pl.col("away")) & (pl.col("change") <= pl.col("back"))
    placed = pl.col("phase") == 1
    frame = frame.with_columns(
        pl.when(meets).then(pl.lit(NEVER)).otherwise("away").alias("away"),
        pl.when(meets).then(pl.lit(NEVER)).otherwise("back").alias("back"),
        pl.when(placed).then(pl.lit("E1")).otherwise("status").alias("status"),
        pl.when(placed | (pl.col("status") == "J1"))
        .then(pl.lit(NEVER))
        .otherwise("change")
        .alias("change"),
    )
    bounds = pl.concat_list("start", "away", "back", "change").alias("DECOM")
    kept = (pl.col("DECOM") >= pl.col("start")) & (pl.col("DECOM") < pl.col("end"))
    cut = frame.with_columns(bounds).explode("DECOM").filter(kept & (pl.col("DECOM") < NEVER))
    cut = cut.unique(["stay", "DECOM"]).sort("stay", "DECOM")
    following = pl.col("DECOM").shift(-1).over("stay")
    return cut.with_columns(following.fill_null(pl.col("end")).alias("DEC"))


def _named(pieces: pl.DataFrame) -> pl.DataFrame:
    """The episodes with the codes of the return."""
    codes = pl.DataFrame(
        {
            "place": np.arange(len(CATEGORIES)),
            "PLACE": [_PLACES[key][0] for key in CATEGORIES],
            "PLACE_PROVIDER": [_PLACES[key][1] for key in CATEGORIES],
        }
    )
    later = pl.col("DECOM") >= pl.col("change")
    rows = pieces.join(codes, on="place", how="left", maintain_order="left").with_columns(
        pl.when(later).then(pl.col("status").replace(_LATER)).otherwise("status").alias("LS"),
        (pl.col("DECOM") == pl.col("away")).alias("absent"),
        (pl.col("DECOM") == pl.col("start")).alias("arrives"),
    )
    long_term = pl.col("type").is_in([LONG, COMPLEX])
    home = pl.format("ZZ{} {}AA", pl.col("family") % 90 + 1, pl.col("family") // 90 % 9)
    lives = pl.format("ZY{} {}AB", pl.col("stay") % 99 + 1, pl.col("stay") // 99 % 9)
    changed = pl.col("LS") != pl.col("LS").shift(1)
    carer = pl.col("arrives") | pl.col("absent") | pl.col("absent").shift(1)
    return rows.select(
        pl.format("W{}", pl.col("life").cast(pl.String).str.zfill(6)).alias("CHILD"),
        _dates("DECOM"),
        pl.when(pl.col("arrives") & pl.col("begins"))
        .then(pl.lit("S"))
        .when(carer)
        .then(pl.when(changed).then(pl.lit("B")).otherwise(pl.lit("P")))
        .otherwise(pl.lit("L"))
        .alias("RNE"),
        "LS",
        _need().alias("CIN"),
        pl.when("absent")
        .then(pl.lit("T1"))
        .when(long_term)
        .then(pl.col("PLACE").replace(_LONG_TERM))
        .otherwise("PLACE")
        .alias("PLACE"),
        pl.when(~pl.col("absent")).then("PLACE_PROVIDER").alias("PLACE_PROVIDER"),
        _dates("DEC"),
        _reason().alias("REC"),
        _why_moved().alias("REASON_PLACE_CHANGE"),
        home.alias("HOME_POST"),
        pl.when(pl.col("PLACE") == "P1").then(home).when("absent").then(pl.lit("ZX1 1AA"))
        .otherwise(lives).alias("PL_POST"),
    )  # fmt: skip


def _dates(column: str) -> pl.Expr:
    days = pl.col(column)
    shown = pl.when(days < NEVER).then(days.cast(pl.Int32).cast(pl.Date))
    return shown.alias(column)


def _need() -> pl.Expr:
    kind = pl.col("type")
    return (
        pl.when(kind == UASC)
        .then(pl.lit("N8"))
        .when(kind == _REMAND)
        .then(pl.lit("N6"))
        .otherwise(pl.lit("N1"))
    )


def _reason() -> pl.Expr:
    """REC: X1 where another episode of the period follows, null while open."""
    out = pl.lit(None, pl.String)
    which = (pl.col("pick") * 5).cast(pl.Int64)
    for outcome, codes in _REASONS.items():
        chosen = which.replace_strict(dict(enumerate(codes)), return_dtype=pl.String)
        out = pl.when(pl.col("outcome") == outcome).then(chosen).otherwise(out)
    goes_on = (pl.col("DEC") < pl.col("end")) | (pl.col("outcome") == 0)
    return (
        pl.when(pl.col("DEC") == NEVER).then(None).when(goes_on).then(pl.lit("X1")).otherwise(out)
    )


def _why_moved() -> pl.Expr:
    """Asked for where the child goes to another carer, but not away for a while or back."""
    last = pl.col("DEC") == pl.col("end")
    moves = last & (pl.col("outcome") == 0) & ~pl.col("absent")
    return pl.when(moves).then(pl.lit("CARPL"))


def window(found: Told, first: date, last: date) -> pl.DataFrame:
    """The episodes that returns from one day to another tell of, those open at the end without an
    end."""
    closed = pl.col("DEC") <= last
    return found.episodes.filter(
        (pl.col("DECOM") <= last) & (pl.col("DEC").is_null() | (pl.col("DEC") >= first))
    ).with_columns(
        pl.when(closed).then(name).alias(name) for name in ("DEC", "REC", "REASON_PLACE_CHANGE")
    )
