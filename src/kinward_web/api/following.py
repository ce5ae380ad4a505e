"""The addresses of programmes, the scorecard and papers; each is in the audit log."""

from __future__ import annotations

from typing import Any, Final

from ninja import Path

from kinward_web.api import (
    paper_schemas,
    papers,
    programmes,
    register_schemas,
    registers,
    schemas,
    scorecard,
)
from kinward_web.api import programme_schemas as told
from kinward_web.api.offering import SLUG, ApiRequest, offer
from kinward_web.audit.actions import Kind
from kinward_web.papers.presenters.pages import NAMES
from kinward_web.programme.selectors.standing import Standing

_SEE: Final = "programme.see"
_ONE: Final = "/programmes/{slug:programme}"
_PROGRAMME: Final[Any] = Path(..., description="Key of the programme.", pattern=SLUG)
_MEASURE: Final[Any] = Path(..., description="Key of the measure.", pattern=SLUG)
_NUMBER: Final[Any] = Path(..., description="Number of the paper.", ge=0)
_ENDING: Final[Any] = Path(..., description=f"One of {', '.join(NAMES)}.", pattern=SLUG)
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_FILES: Final = {
    "responses": {
        200: {"description": "OK", "content": {kind: _BINARY for _, kind in NAMES.values()}}
    }
}


@offer("/scorecard", "api_scorecard", "scorecard.see", schemas.Scorecard, summary="The scorecard")
def all_measures(request: ApiRequest) -> Any:
    """Every measure against its target, with the rule; or the readings of one's own areas."""
    found = scorecard.told(request.auth.person)
    request.auth.noted(Kind.READ, "scorecard", "Read the scorecard")
    return found


@offer(
    "/scorecard/{slug:measure}", "api_measure", "scorecard.see", schemas.MeasureTold,
    summary="A measure",
)  # fmt: skip
def one_measure(request: ApiRequest, measure: str = _MEASURE) -> Any:
    """One measure with its readings, those of teams among them."""
    found = scorecard.one(request.auth.person, measure)
    request.auth.noted(Kind.READ, measure, "Read a measure of the scorecard")
    return found


@offer("/programmes", "api_programmes", _SEE, told.Programmes, summary="Programmes")
def all_programmes(request: ApiRequest) -> Any:
    """Every programme: colours of its actions, savings of the year, red risks; and in total."""
    found = programmes.every(request.auth.person)
    request.auth.noted(Kind.READ, "programmes", "Read the list of programmes")
    return found


@offer(_ONE, "api_programme", _SEE, told.ProgrammeOverview, summary="A programme")
def one_programme(request: ApiRequest, programme: str = _PROGRAMME) -> Any:
    """Where a programme stands today."""
    return programmes.told(_stands(request, programme, "Read a programme"))


@offer(f"{_ONE}/actions", "api_actions", _SEE, told.Actions, summary="Its actions")
def all_actions(request: ApiRequest, programme: str = _PROGRAMME) -> Any:
    """The actions of a programme, each with its colours and the reason for them."""
    return programmes.actions(_stands(request, programme, "Read the actions of a programme"))


@offer(
    f"{_ONE}/savings", "api_savings", _SEE, register_schemas.Tracker, summary="Its savings tracker"
)
def all_savings(request: ApiRequest, programme: str = _PROGRAMME) -> Any:
    """The savings tracker: plan, achieved, forecast and gap, by year and group."""
    return registers.savings(_stands(request, programme, "Read the savings of a programme"))


@offer(f"{_ONE}/risks", "api_risks", _SEE, register_schemas.Risks, summary="Its risks")
def all_risks(request: ApiRequest, programme: str = _PROGRAMME) -> Any:
    """Open risks with their ratings, and issues."""
    return registers.risks(_stands(request, programme, "Read the risks of a programme"))


@offer(f"{_ONE}/boards", "api_boards", _SEE, register_schemas.Boards, summary="Its boards")
def all_boards(request: ApiRequest, programme: str = _PROGRAMME) -> Any:
    """The boards with their meetings; of panels, which speak of single children, only the days."""
    now = _stands(request, programme, "Read the boards of a programme")
    return registers.boards(now, request.auth.person)


@offer("/papers", "api_papers", "reports.see", list[paper_schemas.Paper], summary="Board papers")
def all_papers(request: ApiRequest) -> Any:
    """The papers that were built, with the addresses of their files."""
    found = papers.seen(request.auth.person)
    request.auth.noted(Kind.READ, "papers", "Read the list of papers")
    return found


@offer(
    "/papers/{int:number}/public.{slug:ending}", "api_paper_file", "reports.see", bytes,
    summary="A file of a public paper", openapi_extra=_FILES,
)  # fmt: skip
def paper_file(request: ApiRequest, number: int = _NUMBER, ending: str = _ENDING) -> Any:
    """A file of a public paper. Exempt ones are downloaded from their page."""
    found = papers.file(request.auth.person, number, ending)
    request.auth.noted(Kind.DOWNLOAD, f"paper {number}", f"Downloaded a public paper ({ending})")
    return found


def _stands(request: ApiRequest, programme: str, words: str) -> Standing:
    now = programmes.stands(request.auth.person, programme)
    request.auth.noted(Kind.READ, programme, words)
    return now
