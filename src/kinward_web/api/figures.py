"""The addresses of figures and plans; each is in the audit log."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from ninja import Path

from kinward.reports.as_json import table_from_json
from kinward.reports.download import csv_text
from kinward_web.api import contents, plans, schemas
from kinward_web.api.offering import SLUG, ApiRequest, offer
from kinward_web.audit.actions import Kind


@offer("/cohort", "api_cohort", "cohort.see", schemas.Head, summary="The children looked after")
def cohort(request: ApiRequest) -> Any:
    """The children looked after on the day of the figures: what stands out, and its tables."""
    return _head(request, "children", "Read the children looked after")


@offer("/cohort/mix", "api_cohort_mix", "cohort.see", schemas.Table, summary="Where they live")
def mix(request: ApiRequest) -> Any:
    """The children looked after by category of placement."""
    found = contents.table(request.auth.person, "children", "by_category")
    request.auth.noted(Kind.READ, found.name, "Read the mix of placements")
    return contents.as_schema(found)


@offer("/money", "api_money", "money.see", schemas.Head, summary="The money")
def money(request: ApiRequest) -> Any:
    """Budget, outturn and what moves them: what stands out, and its tables."""
    return _head(request, "money", "Read the money")


@offer("/forecast", "api_forecast", "forecast.see", schemas.Outlook, summary="The forecast")
def forecast(request: ApiRequest) -> Any:
    """Where the number of children looked after is heading, with intervals."""
    return _head(request, "forecast", "Read the forecast")


@offer("/plans", "api_plans", "plans.see", list[schemas.Plan], summary="Plans")
def all_plans(request: ApiRequest) -> Any:
    """Plans that are shared and one's own, with what came of trying them."""
    found = plans.seen_plans(request.auth.person)
    request.auth.noted(Kind.READ, "plans", "Read the list of plans")
    return found


@offer("/tables", "api_tables", "home.see", list[schemas.TableLink], summary="Every table")
def tables(request: ApiRequest) -> Any:
    """Every table of the newest figures that may be seen."""
    found = contents.latest_links(request.auth.person)
    request.auth.noted(Kind.READ, "tables", "Read the list of tables")
    return found


_DOCUMENT: Final[Any] = Path(
    ..., description="Number of a document; or a kind, such as children, for the newest figures.",
    pattern=SLUG,
)  # fmt: skip
_KEY: Final[Any] = Path(..., description="Key of the table.", pattern=SLUG)
_CSV: Final = {
    "responses": {
        200: {"description": "OK", "content": {"text/csv": {"schema": {"type": "string"}}}}
    }
}


@offer(
    "/tables/{slug:document}/{slug:key}.csv", "api_table_csv", "home.see", str,
    summary="A table as CSV", openapi_extra=_CSV,
)  # fmt: skip
def table_csv(request: ApiRequest, document: str = _DOCUMENT, key: str = _KEY) -> Any:
    """The same table as CSV: [c] where a figure is hidden, [x] where there is none."""
    found = contents.table(request.auth.person, document, key)
    request.auth.noted(Kind.DOWNLOAD, found.name, "Downloaded a table as CSV")
    text = csv_text(table_from_json(found.stored))
    return HttpResponse(text, content_type="text/csv; charset=utf-8")


@offer(
    "/tables/{slug:document}/{slug:key}", "api_table", "home.see", schemas.Table,
    summary="A table",
)  # fmt: skip
def table(request: ApiRequest, document: str = _DOCUMENT, key: str = _KEY) -> Any:
    """A table with its rows. A document is a number, or a kind for the newest figures."""
    found = contents.table(request.auth.person, document, key)
    request.auth.noted(Kind.DOWNLOAD, found.name, "Downloaded a table as JSON")
    return contents.as_schema(found)


def _head(request: ApiRequest, kind: str, words: str) -> dict[str, Any]:
    found = contents.head(request.auth.person, kind)
    request.auth.noted(Kind.READ, found["document"] or "own areas", words)
    return found
