"""What Kinward counts for the scorecard of each snapshot. Typed readings, targets and what the
programmes say are put beside it when a page is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from kinward.errors import TooShortError
from kinward.forecast.model import Forecast
from kinward.ledger.closed import closed_months as months_of
from kinward.ledger.closed import read_closed
from kinward.ledger.load import load
from kinward.ledger.model import Activity
from kinward.pipeline.scorecard import Known, scorecard_of
from kinward.reference import lait
from kinward.reports.disclosure.elsewhere import hidden_elsewhere
from kinward.reports.told import begin
from kinward_web.figures import Made, Source, Told, maker
from kinward_web.money.stands import closed_months
from kinward_web.performance.codec import encode
from kinward_web.performance.selectors.cards import cards
from kinward_web.performance.selectors.counted import KIND
from kinward_web.planning.asked import usual
from kinward_web.planning.ground import ground_of


@maker(KIND, order=80, words="Scoring the measures")
def scorecard(source: Source) -> Made:
    """The readings of every measure at month ends, with what is expected and who is beside.

    The pages of the scorecard alone show this document: they hide what must be hidden once typed
    readings are beside it, so that no other page or download gives it.
    """
    result = source.baseline
    known = replace(
        _known(source),
        # What is better, where the authority says so itself; readings are put in by the pages.
        cards={key: replace(card, readings=()) for key, card in cards().items()},
    )
    shown = begin(result.summary, result.checked, source.authority, source.limit).shown
    return Made(
        KIND,
        Told((), facts=encode(scorecard_of(known), hidden_elsewhere(shown))),
        Told(()),
    )


def _known(source: Source) -> Known:
    result, files = source.baseline, source.material.ledger()
    official = lait.read(source.material.paths["lait"]) if result.lait else None
    return Known(
        cohort=result.cohort,
        as_at=result.summary.as_at,
        checked=result.checked,
        population=result.population,
        teams=result.teams,
        official=official,
        authority=lait.authority(official, settings.AUTHORITY) if official else None,
        ledger=load(files, result.cohort) if files else None,
        closed=tuple(_closed()) if files else (),
        forecast=_forecast(source),
    )


def _closed() -> Iterator[Activity]:
    with closed_months() as folder:
        if folder is not None:
            for month in months_of(folder):
                yield read_closed(folder, month).activity


def _forecast(source: Source) -> Forecast | None:
    ground = ground_of(source.material, source.baseline)
    try:
        return source.forecast(usual().ahead(ground))
    except TooShortError:
        return None
