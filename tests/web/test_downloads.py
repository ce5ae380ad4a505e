"""Every CSV of the pages opens in Excel as it is meant: UTF-8, as a file of its own."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from web_walk import World, addresses, subjects

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_SUBJECTS = subjects()
_FILES = [
    name
    for name, each in addresses().items()
    if each.route.endswith(".csv") and not each.route.startswith("api/v1/")
]


@pytest.mark.parametrize("name", sorted(_FILES))
def test_a_csv_says_that_it_is_utf_8(
    name: str, cast: dict[str, Any], loaded: Any, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr("kinward_web.accounts.adapters.signed_in_lately", lambda _: True)
    named = _SUBJECTS[name](World(cast, loaded)) if name in _SUBJECTS else {}
    asked = named.pop("?", "")
    path = reverse(name, kwargs=named) + (f"?{asked}" if asked else "")
    answers = [as_(who).get(path) for who in ("auditor", "analyst", "administrator")]
    given = [each for each in answers if each.status_code == 200]
    assert given, f"{path}: {[each.status_code for each in answers]}"
    for each in given:
        told = b"".join(each.streaming_content) if each.streaming else each.content
        assert told.startswith(BOM_UTF8)
        assert each["Content-Type"] == "text/csv; charset=utf-8"
        assert each["Content-Disposition"].startswith("attachment; filename=")
