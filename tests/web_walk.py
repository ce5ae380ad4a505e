"""Every address of the service, and what comes of it when one of the cast opens it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

_WEB = Path(__file__).parent / "web"


@dataclass(frozen=True)
class World:
    """What an address can be about.

    Attributes:
        cast: people by their names in the tests.
        snapshot: the live figures.
    """

    cast: dict[str, Any]
    snapshot: Any


@dataclass(frozen=True)
class Address:
    """An address of the service.

    Attributes:
        name: as `reverse` takes it.
        route: as it is written, `jobs/<uuid:pk>/`.
        needs: the permissions that its view says it needs; None for a view of a library.
        again: whether the password is asked for again.
        takes: whether something must be named in it.
    """

    name: str
    route: str
    needs: tuple[str, ...] | None
    again: bool
    takes: bool


def addresses() -> dict[str, Address]:
    """Every address by name.

    Raises:
        ValueError: one without a name, or two of one name.
    """
    found: dict[str, Address] = {}
    for route, each in walked(get_resolver()):
        name = each.name or ""
        if not name or name in found:
            raise ValueError(f"The address {route} has no name, or one that another has: '{name}'")
        view = each.callback
        found[name] = Address(
            name, route, getattr(view, "kinward_needs", None),
            getattr(view, "kinward_again", False), bool(each.pattern.regex.groups or "<" in route),
        )  # fmt: skip
    return found


def walked(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address under one, with its route in full."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from walked(each, route)
        else:
            yield route, each


def subjects() -> dict[str, Callable[[World], dict[str, Any]]]:
    """By name of an address, what makes something for it to be about.

    Each folder of `tests/web` has its own in `addresses.py`, as `ADDRESSES`.
    """
    found: dict[str, Callable[[World], dict[str, Any]]] = {}
    for path in sorted(_WEB.glob("**/addresses.py")):
        spec = importlib.util.spec_from_file_location(f"addresses_of_{path.parent.name}", path)
        if spec is None or spec.loader is None:
            raise ImportError(path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found.update(module.ADDRESSES)
    return found


def outcome(client: Client, path: str) -> str:
    """What comes of opening an address: 'yes', 'again', 'no' or 'sign in'.

    It is opened as a link; where only a form may open it, an empty form is sent. What that changes
    is taken back.
    """
    with transaction.atomic():
        answer = client.get(path)
        if answer.status_code == 405:
            answer = client.post(path)
        transaction.set_rollback(True)
    if answer.status_code >= 500:
        raise AssertionError(f"{path} broke: {answer.status_code}")
    where = answer.headers.get("Location", "")
    if where.startswith(reverse("account_login")):
        return "sign in"
    if where.startswith(reverse("account_reauthenticate")):
        return "again"
    return "no" if answer.status_code in {401, 403, 404} else "yes"
