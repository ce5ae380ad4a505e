"""Records of the core as JSON, and back: every date, amount and part comes back as it was."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kinward.errors import ArgumentError
from kinward_web.programme.kinds import KINDS


def encode(kind: str, held: Any) -> dict[str, Any]:
    """A record as plain JSON: dates in ISO form, amounts that are no whole number as text."""
    told: dict[str, Any] = _adapter(kind).dump_python(held, mode="json")
    return told


def decode(kind: str, body: dict[str, Any]) -> Any:
    """The core's dataclass of a stored body.

    Raises:
        ArgumentError: the body is none of the kind, or breaks a rule of it.
    """
    try:
        return _adapter(kind).validate_python(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise ArgumentError(
            f"The {KINDS[kind].name.lower()} cannot be kept as it is", where=where,
            remedy="Look at this field.",
        ) from error  # fmt: skip


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind].holds)
