"""The addresses of the API: each says which permission it needs, and each is in the audit log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path
from ninja.errors import HttpError, ValidationError

from kinward.reports.as_json import table_from_json
from kinward.reports.download import csv_text
from kinward_web.api import contents, plans, schemas, scorecard
from kinward_web.api.problems import ProblemError, problem
from kinward_web.api.reader import Caller, Reader
from kinward_web.audit.actions import Kind, refused

api = NinjaAPI(
    title="Kinward",
    version="1",
    urls_namespace="api",
    description=(
        "Figures of the children looked after, the money, the forecast, plans and the scorecard, "
        "for reading by Power BI, Excel and other programs. What a token sees is what its role "
        "sees on the pages."
    ),
    openapi_url="",
    docs_url=None,
)
NEEDED: Final[dict[str, str]] = {}
"""By name of an address, the permission it needs beside that of using the API."""
_FAILS: Final = dict.fromkeys((401, 403, 404, 422, 429), schemas.Problem)
_View = TypeVar("_View", bound=Callable[..., Any])


class ApiRequest(HttpRequest):
    """A request of somebody who may read."""

    auth: Caller


def offer(
    path: str, name: str, permission: str, answers: Any, **more: Any
) -> Callable[[_View], _View]:
    """Register an address, with who may read it."""
    NEEDED[name] = permission
    return api.get(
        path, url_name=name, operation_id=name, auth=Reader(permission),
        response={200: answers, **_FAILS}, **more,
    )  # fmt: skip


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


@offer("/scorecard", "api_scorecard", "scorecard.see", schemas.Scorecard, summary="The scorecard")
def all_measures(request: ApiRequest) -> Any:
    """Every measure against its target, with the rule; or the readings of one's own areas."""
    found = scorecard.told(request.auth.person)
    request.auth.noted(Kind.READ, "scorecard", "Read the scorecard")
    return found


@offer("/tables", "api_tables", "home.see", list[schemas.TableLink], summary="Every table")
def tables(request: ApiRequest) -> Any:
    """Every table of the newest figures that may be seen."""
    found = contents.latest_links(request.auth.person)
    request.auth.noted(Kind.READ, "tables", "Read the list of tables")
    return found


_DOCUMENT: Final[Any] = Path(
    ..., description="Number of a document; or a kind, such as children, for the newest figures.",
    pattern=r"^[A-Za-z0-9_-]+$",
)  # fmt: skip
_KEY: Final[Any] = Path(..., description="Key of the table.", pattern=r"^[A-Za-z0-9_-]+$")
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


@api.exception_handler(ProblemError)
def _problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    caller, match = getattr(request, "kinward_caller", None), request.resolver_match
    if error.status == 403 and caller is not None and match is not None:
        refused(by=caller, view=match.view_name)
    return problem(error.status, error.detail)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    # The words of the library hold what was sent, which may tell of a child.
    places = sorted({str(each["loc"][-1]) for each in error.errors})
    return problem(422, f"These parts of the address cannot be used: {', '.join(places)}.")
