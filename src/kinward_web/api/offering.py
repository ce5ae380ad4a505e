"""How addresses of the API are offered: each says which permission it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from kinward_web.api import schemas
from kinward_web.api.problems import ProblemError, problem
from kinward_web.api.reader import Caller, Reader
from kinward_web.audit.actions import refused

api = NinjaAPI(
    title="Kinward",
    version="1",
    urls_namespace="api",
    description=(
        "Figures of the children looked after, the money, the forecast, plans, programmes, the "
        "scorecard and papers, for reading by Power BI, Excel and other programs. What a token "
        "sees is what its role sees on the pages."
    ),
    openapi_url="",
    docs_url=None,
)
SLUG: Final = r"^[A-Za-z0-9_-]+$"
"""What a part of an address may hold."""
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
