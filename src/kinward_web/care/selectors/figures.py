"""Figures of another day or of some of the children, worked out once and then kept a while."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.cache import caches

from kinward.cohort.model import Summary
from kinward.cohort.selection import Choice, summarise_part
from kinward.cohort.summary import summarise
from kinward.pipeline.kept import Kept
from kinward.reports.as_json import section_as_json
from kinward.reports.findings.words import listed
from kinward.reports.part import of_part
from kinward.reports.told import Told, begin, of_children
from kinward.words import long_date
from kinward_web.care.asked import Asked
from kinward_web.care.headlines import facts
from kinward_web.care.selectors.ground import ground, stamp

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

_KEEP_S: Final = 3600
_FAST: Final = 1
_NOT_OF_SOME: Final = (
    "Rates, statistical neighbours and published totals are told only of all children together."
)


@dataclass(frozen=True)
class Worked:
    """Figures that are not stored, as a stored document would hold them.

    Attributes:
        head: sentences, notes, facts and contents.
        sections: the core's JSON.
    """

    as_at: date
    head: dict[str, Any]
    sections: list[dict[str, Any]]


def worked(snapshot: Snapshot, asked: Asked) -> Worked | None:
    """Every measure of the children asked about; None where nothing is kept to work from.

    Whose children they may be was settled when `asked` was made: two people who may see the same
    choice share what was worked out.

    Raises:
        ArgumentError: the returns do not cover the day.
    """
    kept = ground(snapshot)
    if kept is None:
        return None
    key = _key(snapshot, asked)
    found = caches["figures"].get(key)
    if found is None:
        found = zlib.compress(json.dumps(_work_out(kept, asked)).encode(), _FAST)
        caches["figures"].set(key, found, _KEEP_S)
    held = json.loads(zlib.decompress(found))
    return Worked(asked.as_at, held["head"], held["sections"])


def _key(snapshot: Snapshot, asked: Asked) -> str:
    folder, written = stamp(snapshot)
    chosen = [sorted(each) if isinstance(each, frozenset) else each for each in _fields(asked)]
    text = json.dumps([str(folder), written, settings.AUTHORITY, str(asked.as_at), chosen])
    return f"children:{hashlib.sha256(text.encode()).hexdigest()}"


def _fields(asked: Asked) -> tuple[Any, ...]:
    return astuple(asked.choice)


def _work_out(kept: Kept, asked: Asked) -> dict[str, Any]:
    whole = asked.choice == Choice()
    told, summary = (_all if whole else _some)(kept, asked)
    notes = [*told.notes, *(_without_neighbours(kept, summary) if whole else [_NOT_OF_SOME])]
    return {
        "head": {
            "sentences": list(told.sentences),
            "notes": notes,
            "facts": facts(summary),
            "contents": [{"key": each.key, "topic": each.topic} for each in told.sections],
        },
        "sections": [section_as_json(each) for each in told.sections],
    }


def _all(kept: Kept, asked: Asked) -> tuple[Told, Summary]:
    summary = summarise(
        kept.cohort,
        kept.checked,
        asked.as_at,
        population=kept.population,
        teams=kept.teams,
        totals=kept.totals,
        lait=kept.lait,
        authority=settings.AUTHORITY,
    )
    return of_children(begin(summary, kept.checked, settings.AUTHORITY, 0)), summary


def _without_neighbours(kept: Kept, summary: Summary) -> Iterator[str]:
    """Why no statistical neighbours are told of, where they are not."""
    if kept.lait is None:
        yield "Statistical neighbours are not told of: no official figures (LAIT) are loaded."
    elif summary.neighbours.is_empty():
        yield (
            "Statistical neighbours are not told of: the official figures (LAIT) have no year that "
            f"had ended by {long_date(summary.as_at)}."
        )


def _some(kept: Kept, asked: Asked) -> tuple[Told, Summary]:
    part = summarise_part(kept.cohort, asked.choice, asked.as_at, teams=kept.teams)
    telling = begin(part.summary, kept.checked, settings.AUTHORITY, 0)
    return of_part(part, telling, _who(asked.choice)), part.summary


def _who(choice: Choice) -> str:
    only_teams = choice.teams and choice == Choice(teams=choice.teams)
    return f"of {listed(sorted(choice.teams))}" if only_teams else "of those chosen"
