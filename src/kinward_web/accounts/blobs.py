"""Which kept files some row names. A file that none names can go."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from django.apps import apps
from django.db import models

_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b")
_LENGTH: Final = 64


def named() -> frozenset[str]:
    """Every hash that stands in a text or JSON field of a table of ours.

    Wider than need be on purpose: a field that holds a file's name without having said so must not
    lose its file.
    """
    return frozenset(name for model in ours() for name in _of(model))


def ours() -> Iterator[type[models.Model]]:
    """The tables of the service's own apps."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("kinward_web."):
            yield model


def _of(model: type[models.Model]) -> Iterator[str]:
    names = [each.attname for each in model._meta.concrete_fields if _may_name(each)]
    if not names:
        return
    for row in model._default_manager.values_list(*names).iterator(chunk_size=200):
        for value in row:
            text = value if isinstance(value, str) else json.dumps(value, default=str)
            yield from _HASH.findall(text)


def _may_name(each: models.Field) -> bool:
    if isinstance(each, models.JSONField | models.TextField):
        return True
    return isinstance(each, models.CharField) and (each.max_length or _LENGTH) >= _LENGTH
