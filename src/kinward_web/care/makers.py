"""The children of each snapshot, and the quality of the data they are told from."""

from __future__ import annotations

from kinward.reports.findings.practice import quality as found
from kinward.reports.told import Telling, begin, of_children, of_quality
from kinward_web.care.headlines import errors, facts
from kinward_web.figures import Made, Source, Told, maker


@maker("children", order=10, words="Counting the children")
def children(source: Source) -> Made:
    """Every measure of the children looked after."""
    return Made("children", *(_children(_telling(source, limit)) for limit in (0, source.limit)))


@maker("quality", order=20, words="Counting what was found in the returns")
def quality(source: Source) -> Made:
    """What checking found, by rule, and what was repaired."""
    return Made("quality", *(_quality(_telling(source, limit)) for limit in (0, source.limit)))


def _telling(source: Source, limit: int) -> Telling:
    return begin(source.baseline.summary, source.baseline.checked, source.authority, limit)


def _children(telling: Telling) -> Told:
    told = of_children(telling)
    return Told(told.sections, told.sentences, told.notes, facts(telling.shown))


def _quality(telling: Telling) -> Told:
    told = of_quality(telling, details=False)
    attention = errors(told.tables)
    said = tuple(found(told.tables))
    return Told(told.sections, said, told.notes, {"tiles": [], "attention": attention})
