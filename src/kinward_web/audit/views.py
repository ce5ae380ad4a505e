"""The audit log, for auditors. Nothing here changes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_file
from kinward_web.audit.forms import FilterForm
from kinward_web.audit.selectors import Filters, entries
from kinward_web.guard import Request, needs
from kinward_web.paging import paged
from kinward_web.roles import role_name

_HEADINGS = (
    "When", "Who", "Role", "What was done", "To what", "Its number", "In words", "Before", "After",
)  # fmt: skip


@needs("audit.see")
@require_GET
def audit(request: Request) -> HttpResponse:
    """The log, newest first; the address holds the filters."""
    form = FilterForm(request.GET)
    context = paged(request, entries(form.filters()))
    rows = [(each, _role(each.role), _changes(each)) for each in context["page"]]
    return render(request, "audit/log.html", {**context, "form": form, "rows": rows})


@needs("audit.see", again=True)
@require_GET
def audit_csv(request: Request) -> HttpResponseBase:
    """The rows that match, as CSV."""
    filters = FilterForm(request.GET).filters()
    record(
        by=request.user, kind=Kind.DOWNLOAD, subject="audit log",
        words="Downloaded the audit log as CSV",
    )  # fmt: skip
    return csv_file("audit-log", _HEADINGS, _lines(filters))


def _lines(filters: Filters) -> Iterator[tuple[object, ...]]:
    for each in entries(filters).iterator(chunk_size=1000):
        yield (
            timezone.localtime(each.at).isoformat(timespec="seconds"), each.by_name,
            _role(each.role), each.get_kind_display(), each.subject, each.subject_id, each.words,
            "" if each.before is None else json.dumps(each.before),
            "" if each.after is None else json.dumps(each.after),
        )  # fmt: skip


def _role(key: str) -> str:
    """In words; nothing for what the service did by itself."""
    return role_name(key) if key else ""


def _changes(entry: Any) -> list[str]:
    before, after = entry.before or {}, entry.after or {}
    return [
        f"{name}: {_plain(after.get(name))}"
        + (f", was {_plain(before[name])}" if name in before else "")
        for name in (*after, *(each for each in before if each not in after))
        if before.get(name) != after.get(name)
    ]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or "none"
    return "none" if value in (None, "") else str(value)
