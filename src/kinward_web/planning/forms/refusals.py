"""What the core refuses, told in the form: beside the field where it can be, else by its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms

from kinward.errors import KinwardError
from kinward.scenarios.plan.lines import Lines
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward_web.accounts.editing import refused
from kinward_web.planning.forms.action import ActionForm

T = TypeVar("T")


class Kept:
    """Keeps the text that an edit gave, so that what is wrong with it can be found there."""

    def __init__(self, edit: Callable[[str], str]) -> None:
        self._edit, self.text = edit, ""

    def __call__(self, text: str) -> str:
        """The new text."""
        self.text = self._edit(text)
        return self.text


def attempt(
    form: forms.Form, work: Callable[[], T], *, edition: Callable[[], int] | None = None
) -> T | None:
    """What some work gives; None where it is refused, which the form then tells.

    Args:
        edition: see `accounts.editing.refused`.
    """
    try:
        return work()
    except PlanError as error:
        _tell(form, [_words(each) for each in error.problems])
    except KinwardError as error:
        refused(form, error, edition=edition)
    return None


def attempt_action(
    form: ActionForm,
    work: Callable[[], T],
    kept: Kept,
    place: int | None,
    edition: Callable[[], int],
) -> T | None:
    """The same of an action: problems with its keys are told beside their fields.

    Args:
        kept: the edit.
        place: of the action in the plan; None for the last.
    """

    def placed() -> T | None:
        try:
            return work()
        except PlanError as error:
            others = [each for each in error.problems if not _beside(form, kept.text, place, each)]
            _tell(form, [_words(each) for each in others])
            return None

    return attempt(form, placed, edition=edition)


def _beside(form: ActionForm, text: str, place: int | None, problem: Problem) -> bool:
    lines = Lines(text)
    many = text.count("[[action]]")
    at = many - 1 if place is None else place
    words = f"{problem.what}. {problem.remedy}".rstrip()
    for inside, keys in (("for", _conditions(form)), ("", _keys(form))):
        way = ("action", at, "for") if inside else ("action", at)
        named = [key for key in keys if lines.of(*way, key) == problem.line]
        named.sort(key=lambda key: not problem.what.startswith(key))
        if any(form.place(key, inside, words) for key in named if _there(lines, way, key)):
            return True
    return False


def _there(lines: Lines, way: tuple[str | int, ...], key: str) -> bool:
    return lines.of(*way, key) != lines.of(*way)


def _keys(form: ActionForm) -> list[str]:
    return [key for key, value in form.keys().items() if value is not None]


def _conditions(form: ActionForm) -> list[str]:
    return [key for key, value in form.conditions().items() if value is not None]


def _words(problem: Problem) -> str:
    return f"Line {problem.line}: {problem.what}. {problem.remedy}".rstrip()


def _tell(form: forms.Form, lines: list[str]) -> None:
    form.add_error("file" if "file" in form.fields else None, lines)
