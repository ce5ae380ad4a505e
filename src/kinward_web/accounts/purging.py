"""Running every purge: all of it or none, and said in the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from kinward_web import store
from kinward_web.accounts.blobs import named
from kinward_web.accounts.retention import PURGES, Asked
from kinward_web.accounts.selectors import current_settings
from kinward_web.audit.actions import Kind, record


@dataclass(frozen=True)
class Removed:
    """How many of one kind of thing went, or would go."""

    words: str
    number: int


class _Undone(Exception):  # noqa: N818
    """Takes a dry run back."""


def run(*, now: datetime, dry: bool) -> list[Removed]:
    """Remove what is older than the settings keep it.

    Args:
        dry: whether to count only; the database is then as it was.

    Returns:
        What went, by kind; files that no row names, and what a killed process left, come last.
    """
    autodiscover_modules("purges")
    asked = Asked(now=now, settings=current_settings())
    removed: list[Removed] = []
    try:
        with transaction.atomic():
            for _, words, work in sorted(PURGES, key=lambda each: each[:2]):
                removed.append(Removed(words, work(asked)))
            keeping = named()
            if dry:
                raise _Undone
            _log(removed)
    except _Undone:
        left = len(store.left_lent())
        return [*removed, Removed(_FILES, store.unnamed(keeping)), Removed(_FOLDERS, left)]
    for do in asked.later:
        do()
    swept = store.sweep(keeping)
    return [*removed, Removed(_FILES, swept), Removed(_FOLDERS, store.sweep_lent())]


_FILES = "files that nothing names"
_FOLDERS = "folders that a killed process left"


def _log(removed: list[Removed]) -> None:
    record(
        by=None, kind=Kind.REMOVE, subject="retention",
        words="Removed what is older than it is kept",
        after={each.words: each.number for each in removed if each.number},
    )  # fmt: skip
