"""Writes `measures.csv` from typed cards: what `read` gives of it is the same cards again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from kinward.measures.scored import SCORED
from kinward.scorecard.model import MeasureCard, Reading
from kinward.scorecard.published import Published
from kinward.scorecard.targets import Band, Ceiling, Floor, Trajectory
from kinward.tables.harmless import harmless

COLUMNS: Final = (
    *("measure", "unit", "better", "frequency", "to_date", "theme", "tier", "owner", "hide_small"),
    *("formula", "definition"),
    *("baseline_from", "target_low", "target_high", "tolerance_pct", "tolerance"),
    *("period", "value", "numerator", "denominator", "source", "typed_by", "typed_on", "note"),
    *("rag", "direction"),
)


def write(
    cards: Mapping[str, MeasureCard], published: Mapping[str, Published] | None = None
) -> str:
    """The text of `measures.csv`: a row a reading, a row a point of a trajectory.

    Args:
        cards: with typed readings alone, as `read.Typed` has them.
        published: what a paper prints, by key.
    """
    said = published or {}
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for key, card in cards.items():
        table.writerows(_rows(key, card, said.get(key)))
    return text.getvalue()


def _rows(key: str, card: MeasureCard, said: Published | None) -> Iterator[dict[str, str]]:
    about = {**_about(key, card), **_printed(said)}
    bounds = card.target.bounds if card.target else None
    moves = bounds.points if isinstance(bounds, Trajectory) else ()
    for day, value in moves:
        side = "target_low" if isinstance(bounds, Trajectory) and bounds.side == "floor" else ""
        yield {**about, "period": day.isoformat(), side or "target_high": _plain(value)}
    fixed = _fixed(bounds)
    for each in card.readings:
        yield {**about, **fixed, **_reading(each)}
    if not card.readings and not moves:
        yield {**about, **fixed}


def _about(key: str, card: MeasureCard) -> dict[str, str]:
    measure, target = card.measure, card.target
    own = key not in SCORED
    return {
        "measure": _text(measure.label) if own else key,
        "unit": measure.unit,
        "better": measure.polarity,
        "frequency": measure.frequency,
        "to_date": measure.to_date,
        "theme": _text(card.theme),
        "tier": card.tier,
        "owner": _text(card.owner),
        "hide_small": "yes" if card.disclosure else "no",
        "formula": _text(measure.formula) if own else "",
        "definition": _text(measure.source) if own else "",
        "baseline_from": card.baseline_from.isoformat() if card.baseline_from else "",
        "tolerance_pct": _plain(target.tolerance_pct) if target else "",
        "tolerance": _plain(target.tolerance) if target and target.tolerance is not None else "",
    }


def _printed(said: Published | None) -> dict[str, str]:
    if said is None:
        return {}
    return {"rag": said.colour or "", "direction": said.way or ""}


def _fixed(bounds: object) -> dict[str, str]:
    if isinstance(bounds, Floor):
        return {"target_low": _plain(bounds.at)}
    if isinstance(bounds, Ceiling):
        return {"target_high": _plain(bounds.at)}
    if isinstance(bounds, Band):
        return {"target_low": _plain(bounds.low), "target_high": _plain(bounds.high)}
    return {}


def _reading(each: Reading) -> dict[str, str]:
    numbers = {"value": each.value, "numerator": each.numerator, "denominator": each.denominator}
    return {
        "period": each.period_end.isoformat(),
        **{name: "" if number is None else _plain(number) for name, number in numbers.items()},
        "source": _text(each.source),
        "typed_by": _text(each.typed_by),
        "typed_on": each.typed_on.isoformat() if each.typed_on else "",
        "note": _text(each.note),
    }


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _text(words: str) -> str:
    return str(harmless(words))
