"""The figures of a snapshot: each app registers what it makes, in the order of the data's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from kinward.forecast.model import Forecast
from kinward.pipeline import Baseline
from kinward.pipeline.ahead import Ahead, forecast_cohort, unbroken
from kinward.reports.section import Section

if TYPE_CHECKING:
    from kinward_web.intake.material import Material


class Tell(Protocol):
    """Says how far a job is."""

    def __call__(self, done: int, total: int, words: str = "") -> None: ...


@dataclass(frozen=True)
class Told:
    """Sections with what stands before and after them, for one kind of reader.

    Attributes:
        sentences: the findings, first.
        notes: what the figures rest on.
        facts: single figures that pages show by themselves, as plain JSON.
    """

    sections: Sequence[Section]
    sentences: Sequence[str] = ()
    notes: Sequence[str] = ()
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """A document before it is stored, for both kinds of reader."""

    kind: str
    whole: Told
    public: Told


@dataclass(frozen=True)
class Source:
    """What a maker works from.

    Attributes:
        limit: counts from 1 to this are hidden from the public.
    """

    material: Material
    baseline: Baseline
    authority: str
    limit: int
    tell: Tell
    _forecasts: dict[Ahead, Forecast] = field(default_factory=dict, init=False, repr=False)

    def forecast(self, ahead: Ahead) -> Forecast:
        """A forecast of the snapshot: one for all makers that ask the same.

        Raises:
            TooShortError: the returns are too short to forecast from.
        """
        if ahead not in self._forecasts:
            result = self.baseline
            cohort = unbroken(result.cohort, result.checked.returns.years)
            self._forecasts[ahead] = forecast_cohort(
                cohort, result.population, ahead, result.summary.as_at
            )
        return self._forecasts[ahead]


Maker = Callable[[Source], Made | Sequence[Made] | None]
"""Makes a document, several that go together, or none."""
MAKERS: dict[str, tuple[int, str, Maker]] = {}


def maker(kind: str, *, order: int, words: str) -> Callable[[Maker], Maker]:
    """Register what makes a kind of document of a snapshot (in an app's `makers.py`).

    Args:
        order: makers run from low to high.
        words: what the job says while it runs.
    """

    def registered(make: Maker) -> Maker:
        MAKERS[kind] = (order, words, make)
        return make

    return registered


def makers() -> list[tuple[str, str, Maker]]:
    """Kind, words and function of every maker, in order."""
    return [(kind, words, make) for kind, (_, words, make) in sorted(MAKERS.items(), key=_order)]


def _order(item: tuple[str, tuple[int, str, Maker]]) -> tuple[int, str]:
    return item[1][0], item[0]
