"""Counts and measures: the page, its tables as CSV, all of it as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinward_web.audit.csv_file import csv_answer
from kinward_web.care import actions
from kinward_web.care.asked import Asked
from kinward_web.care.presenters import figures as shown
from kinward_web.care.selectors.answer import Answer, stored, worked_out
from kinward_web.care.selectors.scope import may_choose
from kinward_web.care.views.asking import Question, filtered, question
from kinward_web.documents.page import context
from kinward_web.documents.selectors import of_snapshot
from kinward_web.documents.tables import workbook_answer
from kinward_web.guard import Request, needs
from kinward_web.intake.selectors import live


@needs("cohort.see")
@require_GET
def children(request: Request) -> HttpResponse:
    """The children looked after, all or some, on the day of the figures or another."""
    asked = _question(request)
    answer = _answer(request, asked)
    given = {
        "title": "Children",
        "snapshot": asked.snapshot,
        "form": asked.form,
        "asked": asked.asked,
        "own": None if asked.room is None else asked.room.own,
        "filtered": filtered(request),
        "may_choose": may_choose(request.user),
        "query": "" if asked.asked is None else asked.asked.query,
    }
    if answer is not None:
        given |= shown.page(answer, asked.room)
    status = 422 if asked.form is not None and asked.form.errors else 200
    return render(request, "care/children.html", given, status=status)


@needs("cohort.see")
@require_GET
def table_csv(request: Request, table: str) -> HttpResponse:
    """A table of the page as CSV, with the same filters."""
    asked, answer = _found(request)
    text = shown.csv(answer, table)
    if text is None:
        raise Http404
    actions.downloaded(by=request.user, asked=asked, what=table)
    return csv_answer(text, f"children-{table}")


@needs("cohort.see")
@require_GET
def workbook(request: Request) -> HttpResponse:
    """Every table of the page as a workbook, with the same filters."""
    asked, answer = _found(request)
    book = shown.workbook(answer, asked)
    actions.downloaded(by=request.user, asked=asked, what="workbook")
    return workbook_answer(book, f"children-{answer.as_at}")


@needs("data.see")
@require_GET
def quality(request: Request) -> HttpResponse:
    """What checking and repair found in the returns, by rule."""
    snapshot = live()
    found = None if snapshot is None else of_snapshot(snapshot, "quality", request.user)
    if found is None:
        raise Http404
    given = {"title": "Quality of the data", **context(found)}
    return render(request, "documents/document.html", given)


def _question(request: Request) -> Question:
    """What is asked; a person who may choose nothing asks for what is stored, whatever the
    address."""
    return question(request) if may_choose(request.user) else Question(live())


def _answer(request: Request, asked: Question) -> Answer | None:
    if asked.snapshot is None:
        return None
    if asked.room is None and may_choose(request.user) and filtered(request):
        return None
    if asked.stored:
        return stored(request.user, asked.snapshot)
    return None if asked.asked is None else worked_out(asked.snapshot, asked.asked)


def _found(request: Request) -> tuple[Asked | None, Answer]:
    asked = _question(request)
    answer = _answer(request, asked)
    if answer is None:
        raise Http404
    return asked.asked, answer
