"""A version of a data set, and two of them compared."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinward_web.audit.csv_file import csv_answer
from kinward_web.guard import Request, needs
from kinward_web.intake import presenters, selectors
from kinward_web.intake.answers import kind_or_404, version_or_404
from kinward_web.intake.compare import compare as compared
from kinward_web.intake.findings import by_rule


@needs("data.see")
@require_GET
def version(request: Request, kind: str, number: int) -> HttpResponse:
    """One version: what was found, its files, whether it is in use."""
    found = version_or_404(kind, number)
    rules = by_rule(found)
    tables = presenters.version_tables(found, rules)
    current = selectors.current(kind)
    context = {
        "kind": kind_or_404(kind),
        "version": found,
        "heading": presenters.version_heading(found),
        "facts": presenters.facts(found),
        "current": current,
        "other": current if current and current != found else _previous(kind, number),
        "rules": found.counts.get("rules", []),
        "tables": [
            presenters.table(made, presenters.version_csv_address(found, key))
            for key, made in tables.items()
            if key != "rules"
        ],
        "snapshots": found.snapshots.all(),
        "tags": presenters.STATE_TAGS,
    }
    return render(request, "intake/version.html", context)


def _previous(kind: str, number: int) -> object:
    return selectors.versions(kind).filter(number__lt=number, state="ready").first()


@needs("data.see")
@require_GET
def version_csv(request: Request, kind: str, number: int, key: str) -> HttpResponse:
    """A table of a version's page."""
    found = version_or_404(kind, number)
    made = presenters.version_tables(found, by_rule(found)).get(key)
    if made is None:
        raise Http404
    return csv_answer(presenters.as_csv(made), f"{kind}-{number}-{key}")


@needs("data.see")
@require_GET
def compare(request: Request, kind: str) -> HttpResponse:
    """Two versions side by side; without any in the address, the newest and the one before."""
    what = kind_or_404(kind)
    ready = list(selectors.versions(kind).filter(state="ready"))
    by_number = {str(each.number): each for each in ready}
    after = by_number.get(request.GET.get("after", ""), ready[0] if ready else None)
    before = by_number.get(request.GET.get("before", ""), ready[1] if len(ready) > 1 else None)
    context = {"kind": what, "ready": ready, "before": before, "after": after}
    if before is not None and after is not None:
        found = compared(before, after)
        context["sentences"] = found.sentences
        context["tables"] = [
            presenters.table(made, presenters.compare_csv_address(before, after, key))
            for key, made in found.tables.items()
        ]
    return render(request, "intake/compare.html", context)


@needs("data.see")
@require_GET
def compare_csv(request: Request, kind: str, before: int, after: int, key: str) -> HttpResponse:
    """A table of a comparison."""
    made = compared(version_or_404(kind, before), version_or_404(kind, after)).tables.get(key)
    if made is None:
        raise Http404
    return csv_answer(presenters.as_csv(made), f"{kind}-{before}-{after}-{key}")
