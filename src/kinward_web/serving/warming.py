"""Opening pages before a person does: a process draws what is new as soon as it is there."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

from django.conf import settings
from django.db import close_old_connections
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

from kinward_web.accounts.models import User
from kinward_web.documents.models import Document
from kinward_web.guard import Request
from kinward_web.intake.selectors import live

_log = logging.getLogger(__name__)
_PAGES: Final = ("home", "children", "money", "forecast", "plans", "scorecard", "reports")
_ROLES: Final = ("analyst", "finance", "board")
"""Between them they see all sections: with links to lists of children, without, and with small
numbers hidden."""
_LOOK_S: Final = 5.0


class Warming:
    """One process's drawings of the figures that stand. Nothing is written, audited or answered."""

    def __init__(self) -> None:
        self._drawn: tuple[int | None, int | None] | None = None

    def look(self) -> bool:
        """Draw the pages if there are other figures than at the last look; whether there were."""
        try:
            stands = _stands()
            if stands == self._drawn:
                return False
            for role in _ROLES:
                for page in _PAGES:
                    _open(page, role)
            self._drawn = stands
            return True
        except Exception as error:
            # People are served all the same, only more slowly.
            _log.warning("pages could not be drawn beforehand (%s)", type(error).__name__)
            return False

    def go_on(self) -> None:
        """Look every few seconds for as long as the process lives."""
        threading.Thread(target=self._go_on, name="warming", daemon=True).start()

    def _go_on(self) -> None:
        pause = threading.Event()
        while not pause.wait(_LOOK_S):
            close_old_connections()
            self.look()
            close_old_connections()


def _stands() -> tuple[int | None, int | None]:
    """What says whether the figures are the same: the live snapshot, and the last document."""
    snapshot = live()
    last = Document.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (None if snapshot is None else snapshot.pk), last


def _open(page: str, role: str) -> None:
    """Write a page as a person of a role is given it; that person is in no database."""
    address = reverse(page)
    found = resolve(address)
    with suppress(Http404):
        found.func(_request(address, role, found), *found.args, **found.kwargs)


def _request(address: str, role: str, found: Any) -> Request:
    host = next((each for each in settings.ALLOWED_HOSTS if each[:1] not in "*."), "localhost")
    request: Any = RequestFactory(SERVER_NAME=host).get(address)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    # A number that no person has: what is asked of their own rows finds none.
    request.user = User(pk=0, role=role, name="Kinward", last_login=timezone.now())
    request.session = store()
    request.resolver_match = found
    checked: Request = request
    return checked
