"""Forms of a meeting: who came, and when a follow-up was done."""

from __future__ import annotations

from typing import Any

from django import forms

from kinward.programme.governance import Board
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.planning.forms.values import DayField
from kinward_web.programme.forms.ways import LinesField


class AttendanceForm(EditionForm):
    """Who came: members by a tick, others by name."""

    members = forms.MultipleChoiceField(
        label="Members who came", required=False, widget=forms.CheckboxSelectMultiple()
    )
    others = LinesField(
        commas=False,
        label="Others who came (optional)",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on a line. They do not count towards the quorum of a board with members.",
    )

    def __init__(self, board: Board, attended: tuple[str, ...], *args: Any, **options: Any) -> None:
        own = _seats(board)
        options["initial"] = options.get("initial", {}) | {
            "members": [each for each in attended if each in own],
            "others": "\n".join(each for each in attended if each not in own),
        }
        super().__init__(*args, **options)
        members: Any = self.fields["members"]
        members.choices = [(each, words) for each, words in own.items()]
        if not own:
            del self.fields["members"]
            self.fields["others"].label = "Who came"

    def clean(self) -> dict[str, Any]:
        """Somebody must have come."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.attended():
            first = "members" if "members" in self.fields else "others"
            self.add_error(first, "Say who came")
        return given

    def attended(self) -> tuple[str, ...]:
        """Who came, members first."""
        given = self.cleaned_data
        came = (*given.get("members", ()), *given.get("others", ()))
        return tuple(dict.fromkeys(came))


class CloseForm(EditionForm):
    """Closing a meeting; one without a quorum says why it decided all the same."""

    words = forms.CharField(
        label="Why did the meeting decide without a quorum?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands with the meeting, and with its decisions on the next agenda.",
        error_messages={"required": "Say why the meeting decided without a quorum"},
    )

    def __init__(self, short: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not short:
            del self.fields["words"]


class DoneForm(EditionForm):
    """When a follow-up was done."""

    on = DayField(label="Done on")


def _seats(board: Board) -> dict[str, str]:
    """The chair and the members, each as a choice."""
    chair = {board.chair: f"{board.chair} (chair)"} if board.chair else {}
    return {**chair, **{each: each for each in board.members if each != board.chair}}
