"""A paper as files: what a snapshot and a programme tell to each kind of reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from kinward.pipeline import is_made_up
from kinward.programme.model import Programme as CoreProgramme
from kinward.reports.papers import write
from kinward.reports.papers.board import build, own, readings
from kinward.reports.papers.board.figures import (
    Given,
    PublicFigures,
    WholeFigures,
    for_public,
    whole,
)
from kinward.reports.papers.model import (
    Bullets,
    NumberedRecommendations,
    PaperPart,
    Paragraph,
)
from kinward_web import store
from kinward_web.accounts.selectors import current_settings
from kinward_web.papers import content
from kinward_web.papers.models import Paper
from kinward_web.papers.selectors import papers as selected
from kinward_web.papers.selectors.meetings import boards_of
from kinward_web.papers.selectors.paragraphs import paragraphs
from kinward_web.performance.selectors.scorecards import of_audience
from kinward_web.programme.models import Programme
from kinward_web.programme.selectors.programmes import records
from kinward_web.programme.selectors.programmes import whole as whole_programme
from kinward_web.programme.selectors.standing import others_of
from kinward_web.reports.building import Contents

Say = Callable[[str], None]
"""Told what is being done."""
Kept = dict[str, dict[str, Any]]
"""Kept files by ending: `sha256` and `size`."""

PARTS: Final = ("money", "forecast")
_NAME: Final = "paper"


@dataclass(frozen=True)
class Built:
    """What came of building.

    Attributes:
        files: by audience.
        told: by audience, sentences.
    """

    files: dict[str, Kept]
    told: dict[str, list[str]]


def built(paper: Paper, found: Contents, folder: Path, say: Say) -> Built:
    """Write a paper for each audience that was asked for, and keep its files.

    Args:
        folder: an empty one of its own.

    Raises:
        KinwardError: there is nothing to tell in a paper of this kind, or it cannot be written.
    """
    given = _given(paper, found)
    figures = whole(given)
    words = _own(paper)
    kind: Any = paper.kind
    drafted = build.drafted(figures, kind)
    about = _about(paper, words, own.stale(words, own.made_from_figures(drafted)))
    public = _public(given, _previous(paper, selected.PUBLIC, folder))
    places = list(_places(drafted, build.drafted(public, kind)))
    files: dict[str, Kept] = {selected.DRAFTED: {selected.GENERATED: _json(places)}}
    told = {}
    for audience in _audiences(paper):
        say(f"Writing the {audience} paper")
        shown: WholeFigures | PublicFigures = public if audience == selected.PUBLIC else figures
        files[audience] = _written(paper, shown, about, folder / audience, audience)
        told[audience] = list(found.notes)
        if audience == selected.EXEMPT:
            told[audience] += _to_check(about.stale)
    return Built(files, told)


def _written(
    paper: Paper,
    figures: WholeFigures | PublicFigures,
    about: build.About,
    folder: Path,
    audience: str,
) -> Kept:
    previous = _previous(paper, audience, folder)
    made = build.paper(figures, about, previous)
    files = write.write(made, folder, _NAME)
    told = readings.as_json(figures, paper.kind, audience, own.made_from_figures(made.parts))
    found = {path.suffix[1:]: _kept(store.keep_file(path)) for path in files}
    found[selected.CONTENT] = _json(content.as_json(made))
    found[selected.READINGS] = _json(told)
    return found


def _given(paper: Paper, found: Contents) -> Given:
    result = found.baseline
    programme = told_of(paper.programme) if paper.programme else None
    return Given(
        summary=result.summary,
        checked=result.checked,
        authority=settings.AUTHORITY,
        made_up=settings.DEMONSTRATION or is_made_up(result.checked.returns),
        forecast=found.forecast,
        position=found.position,
        programme=programme,
        card=of_audience("whole").card,
        programme_on=day_of_programme(paper),
        others=_others(paper.programme, programme) if paper.programme and programme else (),
    )


def day_of_programme(paper: Paper) -> date:
    """The day of the meeting, as its page has it; that of building where it is ahead or unnamed."""
    built = timezone.localdate(paper.made)
    return min(paper.meeting_day or built, built)


def _others(row: Programme, programme: CoreProgramme) -> tuple[CoreProgramme, ...]:
    """The programmes that its actions wait for, as its page has them."""
    return tuple(each for each, _ in others_of(row, programme).values())


def told_of(row: Programme) -> CoreProgramme:
    """The programme without the meetings of panels, which discuss single children."""
    rows = records(row)
    boards = {each.ref for each in rows if each.kind == "board" and not each.body["is_panel"]}
    return whole_programme(
        row, [each for each in rows if each.kind != "meeting" or each.body["board"] in boards]
    )


def _public(given: Given, previous: readings.Previous | None) -> PublicFigures:
    limit = current_settings().small_number_limit
    return for_public(given, limit, previous.before if previous else None)


def _previous(paper: Paper, audience: str, folder: Path) -> readings.Previous | None:
    """What the paper before told the same readers; None where it told them nothing."""
    if paper.previous is None:
        return None
    told = selected.kept(paper.previous, audience, selected.READINGS)
    if told is None or told["authority"] != settings.AUTHORITY:
        return None
    path = folder / f"previous-{audience}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told), encoding="utf-8")
    return readings.read(path)


def _own(paper: Paper) -> list[own.Own]:
    found = paragraphs(paper.kind, paper.programme)
    return [
        own.Own(each.anchor, each.text, each.mode, each.public, each.replaced)  # type: ignore[arg-type]
        for each in found.values()
        if each.text
    ]


def _about(paper: Paper, words: Sequence[own.Own], stale: frozenset[str]) -> build.About:
    board = boards_of([paper]).get(paper.pk, paper.meeting_words)
    return build.About(
        kind=paper.kind,  # type: ignore[arg-type]
        meeting=board,
        date=paper.meeting_day,
        own=words,
        stale=stale,
    )


def _audiences(paper: Paper) -> tuple[str, ...]:
    if paper.asked == Paper.Asked.BOTH:
        return (selected.EXEMPT, selected.PUBLIC)
    return (paper.asked,)


def _places(drafted: Sequence[PaperPart], public: Sequence[PaperPart]) -> Iterator[dict[str, Any]]:
    """Where own words can stand, with what stands there, in the order of the paper."""
    ours, theirs = own.made_from_figures(drafted), own.made_from_figures(public)
    for part in drafted:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                listed, ask = False, "" if block.from_figures else block.text
            elif isinstance(block, Bullets | NumberedRecommendations) and block.key:
                listed, ask = True, ""
            else:
                continue
            yield {
                "key": block.key,
                "heading": part.heading,
                "text": ours.get(block.key, ""),
                "public": theirs.get(block.key, ""),
                "ask": ask,
                "list": listed,
            }


def _to_check(stale: frozenset[str]) -> list[str]:
    if not stale:
        return []
    many = "A paragraph of your own stands" if len(stale) == 1 else (
        f"{len(stale)} paragraphs of your own stand"
    )  # fmt: skip
    return [f"{many} instead of text whose figures have changed since: read it again."]


def _json(told: Any) -> dict[str, Any]:
    return _kept(store.keep([json.dumps(told, ensure_ascii=False).encode()]))


def _kept(blob: store.Blob) -> dict[str, Any]:
    return {"sha256": blob.sha256, "size": blob.size}
