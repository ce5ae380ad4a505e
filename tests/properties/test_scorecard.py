"""Properties of the scorecard: what is written reads back, and colours keep their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kinward.dates import month_ends
from kinward.measures import Measure
from kinward.measures.scored import SCORED
from kinward.scorecard.cards import usual_cards
from kinward.scorecard.model import MeasureCard, Reading
from kinward.scorecard.published import Published
from kinward.scorecard.rag import rag
from kinward.scorecard.read import read
from kinward.scorecard.targets import Band, Ceiling, Floor, Target, Trajectory
from kinward.scorecard.typed.measures import key_of
from kinward.scorecard.write import write
from scorecards import measure

ENDS = month_ends(date(2026, 3, 31), 30)
ORDER = ("green", "amber", "red")
numbers = st.decimals(-999, 9999, places=1)
words = st.text(st.characters(codec="ascii", exclude_characters="\x00\r\n"), max_size=12).map(
    lambda text: " ".join(text.split())
)
texts = words.filter(lambda text: not text.startswith("'"))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    low, high = sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
    days = sorted(draw(st.lists(st.sampled_from(ENDS), min_size=2, max_size=4, unique=True)))
    values = draw(st.lists(numbers, min_size=len(days), max_size=len(days), unique=True))
    path = Trajectory(
        draw(st.sampled_from(["floor", "ceiling"])), tuple(zip(days, values, strict=True))
    )
    bounds = draw(st.sampled_from([Floor(low), Ceiling(high), Band(low, high), path]))
    return Target(
        bounds,
        draw(st.decimals(0, 50, places=1)),
        draw(st.none() | st.decimals(0, 50, places=1)),
    )


@st.composite
def cards(draw: st.DrawFn) -> MeasureCard:
    usual = draw(st.sampled_from(list(usual_cards().values())))
    days = sorted(draw(st.lists(st.sampled_from(ENDS), max_size=4, unique=True)))
    readings = tuple(draw(_readings(usual.measure, day)) for day in days)
    changes: dict[str, Any] = {
        "owner": draw(texts),
        "tier": draw(st.sampled_from(["board", "detail"])),
        "target": draw(st.none() | targets()),
        "disclosure": draw(st.booleans()),
        "baseline_from": draw(st.none() | st.sampled_from(ENDS)),
        "readings": readings,
    }
    shown = _decimals(usual.measure, readings, changes["target"])
    return MeasureCard(shown, theme=usual.theme, **changes)


@st.composite
def _readings(draw: st.DrawFn, of: Measure, day: date) -> Reading:
    part = draw(st.none() | st.integers(0, 99).map(Decimal))
    whole = draw(st.none() | st.integers(1, 99).map(Decimal))
    value = draw(numbers)
    if of.unit == "%" and part is not None and whole is not None:
        value = round(100 * part / whole, 1)
    return Reading(
        of.key,
        day,
        value,
        part,
        whole,
        draw(texts),
        draw(texts),
        draw(st.none() | st.sampled_from(ENDS)),
        draw(texts),
    )


def _decimals(of: Measure, readings: tuple[Reading, ...], target: Target | None) -> Measure:
    """Typed figures have one decimal: a measure that shows none then shows one."""
    given = bool(readings) or target is not None
    return replace(of, decimals=max(of.decimals, 1)) if given else of


@given(st.lists(cards(), max_size=4, unique_by=lambda card: card.measure.key))
def test_what_is_written_reads_back(made: list[MeasureCard]) -> None:
    given_cards = {card.measure.key: card for card in made}
    printed = {key: Published("red", "up") for key in given_cards}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "measures.csv"
        path.write_text(write(given_cards, printed), encoding="utf-8", newline="")
        again = read(path)

    assert again.cards == given_cards
    assert again.published == printed


@given(numbers, numbers, st.decimals(0, 50, places=1), st.sampled_from([Floor, Ceiling]))
def test_nearer_the_target_is_never_a_worse_colour(
    at: Decimal, far: Decimal, percent: Decimal, kind: type[Floor] | type[Ceiling]
) -> None:
    target = Target(kind(at), percent)

    def place(value: Decimal) -> int:
        return ORDER.index(rag(measure(), value, target, ENDS[-1]).colour)

    half = (at + far) / 2
    assert place(at) == 0
    assert place(half) <= place(far)


@given(numbers, numbers, numbers, st.decimals(0, 50, places=1))
def test_a_band_is_its_floor_and_its_ceiling(
    one: Decimal, two: Decimal, value: Decimal, percent: Decimal
) -> None:
    low, high = sorted((one, two))
    colours = [
        rag(measure(), value, Target(bounds, percent), ENDS[-1]).colour
        for bounds in (Band(low, high), Floor(low), Ceiling(high))
    ]

    assert ORDER.index(colours[0]) == max(ORDER.index(each) for each in colours[1:])


def test_every_label_and_key_finds_its_measure() -> None:
    for key, each in SCORED.items():
        assert key_of(each.label) == key_of(key) == key
