"""The schema of the API, and a list of what it offers for people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse

from kinward_web.api.addresses import NEEDED, api
from kinward_web.api.problems import PREFIX, TYPE
from kinward_web.api.reader import Reader
from kinward_web.roles import PERMISSIONS


@dataclass(frozen=True)
class Offer:
    """An address, for people."""

    path: str
    about: str
    needs: str


@cache
def schema() -> dict[str, Any]:
    """The OpenAPI document; the same until the service is started anew."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    for methods in found["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400 and "content" in answer:
                    answer["content"] = {TYPE: answer["content"].popitem()[1]}
                    answer["description"] = "What went wrong"
            given = operation["responses"][200]["content"]
            if len(given) > 1:  # a file, which is no JSON
                given.pop("application/json", None)
    return found


def offered() -> list[Offer]:
    """What the API offers."""
    return [
        Offer(path, each["description"], _who(NEEDED[each["operationId"]]))
        for path, methods in schema()["paths"].items()
        for each in methods.values()
    ]


def _who(permission: str) -> str:
    """Whoever uses the API may ask for a table; who gets it is told by what it is of."""
    everybody = permission == "home.see"
    return "Whoever may see its page" if everybody else PERMISSIONS[permission]


def view(request: HttpRequest) -> JsonResponse:
    """The document, for those who may use the API."""
    Reader("api.use")(request)
    return JsonResponse(schema())
