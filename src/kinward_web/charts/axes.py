"""Axes: where they begin and end, their ticks in words, and where a value stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kinward_web.charts import ticks, words
from kinward_web.charts.vocabulary import Row, Spec, UntranslatableChart, known, one_of

_AXIS: Final = {
    *("title", "grid", "format", "tickCount", "values", "labelExpr", "domain", "domainColor"),
    *("ticks", "labelLimit", "labelOverlap"),
}
_SCALE: Final = {"zero", "domain", "nice", "type", "padding", "paddingInner"}
_CHANNEL: Final = {"field", "type", "axis", "scale", "sort", "timeUnit", "stack"}
_TICKS: Final = 5


@dataclass(frozen=True)
class Axis:
    """An axis of one chart, shared by its panels.

    Attributes:
        kind: `value` (numbers), `day` (whole days since the year 1) or `names`.
        low, high: the ends of the scale, for values and days.
        names: what stands on the axis, in order, for names.
        labels: for values and days (place, words); for names, words in their order.
    """

    kind: str
    low: float = 0.0
    high: float = 1.0
    names: Sequence[Any] = ()
    labels: Sequence[Any] = ()
    title: str | None = None
    grid: bool = True
    line: bool = True
    shown: bool = True
    form: str = ",~f"
    expression: str | None = None
    places: Mapping[Any, int] = field(default_factory=dict)

    def at(self, value: Any) -> float | None:
        """Where a value stands: its number, its day or the place of its name; null for null."""
        if value is None:
            return None
        if self.kind == "names":
            return self.places[value]
        return _day(value).toordinal() if self.kind == "day" else float(value)

    def told(self, value: Any) -> str:
        """A value in full, for those who point at it."""
        if self.kind == "names":
            name = self.names[self.places[value]]
            return words.of_day(_day(name), "%b %Y") if self.form == "month" else str(name)
        if self.kind == "day":
            return words.whole_day(_day(value))
        if self.expression:
            years = self.expression == "datum.value / 365"
            return words.labeller(self.expression)(value) + (" years" if years else "")
        if "%" in self.form:
            return words.in_format(value, ".1%")
        return words.in_format(value, "d") if self.form == "d" else words.trimmed(value, 2)

    def plain(self) -> dict[str, Any]:
        """The axis as pages are given it."""
        told: dict[str, Any] = {"kind": "names" if self.kind == "names" else "value"}
        if self.kind == "names":
            told["names"] = list(self.labels)
        else:
            told |= {
                "low": self.low,
                "high": self.high,
                "labels": [list(each) for each in self.labels],
            }
        return {
            **told,
            "title": self.title,
            "grid": self.grid,
            "line": self.line,
            "shown": self.shown,
        }


def axis_of(channels: Sequence[tuple[Spec, Sequence[Row]]], also: Iterable[Any]) -> Axis | None:
    """The axis that some channels share: it looks as the first of them says.

    Args:
        channels: of one direction, each with the rows that it draws.
        also: further values that the scale must hold.

    Returns:
        None where there is no channel of a field.

    Raises:
        UntranslatableChart: an axis of a kind that the report had not, or two kinds on one axis.
    """
    fields = [(channel, rows) for channel, rows in channels if "field" in channel]
    if not fields:
        return None
    first = fields[0][0]
    for channel, _ in fields:
        known(channel, _CHANNEL, "A channel")
        one_of(channel["type"], [first["type"]], "The type of a channel beside another")
    settings, scale = first.get("axis", {}), first.get("scale") or {}
    known(settings or {}, _AXIS, "axis")
    known(scale, _SCALE, "scale")
    values = [*also, *(row[channel["field"]] for channel, rows in fields for row in rows)]
    made = _MAKERS.get(first["type"])
    if made is None:
        raise UntranslatableChart(f"An axis of type {first['type']!r} is not understood by pages")
    return made(first, settings, scale, [value for value in values if value is not None])


def _common(settings: Spec | None) -> dict[str, Any]:
    given = settings or {}
    return {
        "title": given.get("title"),
        "grid": given.get("grid", True),
        "line": given.get("domain", True),
        "shown": settings is not None,
    }


def _of_numbers(_: Spec, settings: Spec | None, scale: Spec, values: list[Any]) -> Axis:
    given = settings or {}
    low, high = _ends(scale, values)
    count = given.get("tickCount", _TICKS)
    places = [each for each in given.get("values", []) if low <= each <= high]
    places = places if "values" in given else ticks.numbers(low, high, count)
    form, expression = given.get("format", ",~f"), given.get("labelExpr")
    if form.endswith("d"):
        places = [each for each in places if float(each).is_integer()]
    apart = ticks.step(low, high, count)
    label = words.labeller(expression) if expression else lambda n: words.on_axis(n, form, apart)
    labels = [(each, label(each)) for each in places]
    return Axis(
        "value", low, high, labels=labels, form=form, expression=expression, **_common(settings)
    )


def _ends(scale: Spec, values: list[Any]) -> tuple[float, float]:
    if "domain" in scale:
        low, high = scale["domain"]
        return float(low), float(high)
    held = [*values, *([0] if scale.get("zero", True) else [])]
    return ticks.nice(float(min(held, default=0)), float(max(held, default=1)))


def _of_days(_: Spec, settings: Spec | None, scale: Spec, values: list[Any]) -> Axis:
    given = settings or {}
    ends = [_day(each) for each in scale.get("domain", values)]
    low, high = min(ends), max(ends)
    form = given.get("format", "%b %Y")
    places = ticks.days(low, high, given.get("tickCount", _TICKS))
    labels = [(day.toordinal(), words.of_day(day, form)) for day in places]
    return Axis(
        "day", low.toordinal(), high.toordinal(), labels=labels, form=form, **_common(settings)
    )


def _of_names(channel: Spec, settings: Spec | None, _: Spec, values: list[Any]) -> Axis:
    present = dict.fromkeys(values)
    names = [name for name in channel.get("sort", present) if name in present]
    return Axis(
        "names",
        names=names,
        labels=[str(name) for name in names],
        places={name: i for i, name in enumerate(names)},
        **_common(settings),
    )


def _of_months(channel: Spec, settings: Spec | None, _: Spec, values: list[Any]) -> Axis:
    one_of(channel.get("timeUnit"), ["yearmonth"], "The unit of time")
    firsts = {value: _day(value).replace(day=1) for value in values}
    months = sorted(set(firsts.values()))
    places = {value: months.index(month) for value, month in firsts.items()}
    labels = words.month_labels(months, (settings or {})["labelExpr"])
    return Axis(
        "names", names=months, labels=labels, places=places, form="month", **_common(settings)
    )


_MAKERS: Final = {
    "quantitative": _of_numbers,
    "temporal": _of_days,
    "nominal": _of_names,
    "ordinal": _of_months,
}


def _day(given: Any) -> date:
    """A day as charts give it: a date, `2024/03/31`, or its parts."""
    if isinstance(given, date):
        return given
    if isinstance(given, Mapping):
        return date(given["year"], given["month"], given["date"])
    year, month, day = (int(part) for part in given.split("/"))
    return date(year, month, day)


def directions(encoding: Spec) -> Iterator[tuple[str, Spec]]:
    """The channels of place: (`x` or `y`, channel), of a second end too."""
    for way in ("x", "y"):
        if way in encoding:
            yield way, encoding[way]
        if f"{way}2" in encoding:
            yield way, {**encoding[way], **encoding[f"{way}2"]}
