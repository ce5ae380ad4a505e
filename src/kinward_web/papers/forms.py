"""The forms in which a paper is asked for, and own words are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from kinward_web.accounts.editing import renewed
from kinward_web.papers.kinds import KINDS
from kinward_web.papers.models import Paper, Paragraph
from kinward_web.planning.forms.plan import EditionForm, KeyForm
from kinward_web.planning.forms.values import DayField
from kinward_web.programme.models import Programme, Record

_MOST: Final = 20_000


class BuildForm(KeyForm):
    """What a paper is to be, for which meeting and for whom."""

    kind = forms.ChoiceField(
        label="What kind of paper?",
        choices=[(kind.key, f"{kind.name}. {kind.words}") for kind in KINDS.values()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a kind of paper"},
    )
    programme = forms.ModelChoiceField(
        queryset=Programme.objects.none(), label="Programme (optional)", required=False,
        empty_label="No programme", to_field_name="slug",
        help_text="Whose actions, savings and risks it tells.",
    )  # fmt: skip
    meeting = forms.ChoiceField(
        label="Meeting (optional)", required=False,
        help_text="The paper is then found on the page of the meeting.",
    )  # fmt: skip
    meeting_words = forms.CharField(
        label="Another meeting, in words (optional)", required=False, max_length=200,
        help_text="For example, Children and Young People Committee.",
    )  # fmt: skip
    meeting_day = DayField(label="Its date (optional)", required=False)
    asked = forms.ChoiceField(
        label="Who is it for?", choices=Paper.Asked.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose who it is for"},
    )  # fmt: skip

    def __init__(
        self, *args: Any, exempt: bool, meetings: Sequence[tuple[Record, str]], **kwargs: Any
    ) -> None:
        """Only what the person may choose.

        Args:
            exempt: whether exempt papers can be asked for.
            meetings: rows of meetings with their names in words.
        """
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["programme"].queryset = Programme.objects.filter(closed=None)
        self._meetings = {str(row.pk): row for row, _ in meetings}
        listed = [(str(row.pk), words) for row, words in meetings]
        fields["meeting"].choices = [("", "None of these"), *listed]
        if not exempt:
            fields["asked"].choices = [
                each for each in Paper.Asked.choices if each[0] == Paper.Asked.PUBLIC
            ]

    def clean_meeting(self) -> Record | None:
        """The row of the meeting."""
        return self._meetings.get(self.cleaned_data["meeting"])

    def clean(self) -> dict[str, Any]:
        """One meeting, of the programme of the paper; a paper of a programme names it."""
        given: dict[str, Any] = super().clean() or {}
        meeting, kind = given.get("meeting"), KINDS.get(given.get("kind", ""))
        if meeting is not None and given.get("meeting_words"):
            self.add_error("meeting_words", "Choose a meeting or name another, not both")
        if meeting is not None and given.get("programme") is None:
            given["programme"] = meeting.programme
        if meeting is not None and given["programme"] != meeting.programme:
            self.add_error("meeting", "Choose a meeting of the same programme")
        if kind is not None and kind.programme and given.get("programme") is None:
            self.add_error("programme", f"Choose the programme of the {kind.name.lower()}")
        return given


_ITEMS: Final = (
    "They stand in the list of every paper of this kind until they are changed. Each line is an "
    "item of it. Leave this empty for none. Do not name a child."
)


class ParagraphForm(EditionForm):
    """Own words in a place of a paper."""

    text = forms.CharField(
        label="Your own words", required=False, max_length=_MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="They stand in every paper of this kind until they are changed. Each line is a "
        "paragraph. Leave this empty for none. Do not name a child.",
    )  # fmt: skip
    mode = forms.ChoiceField(
        label="Where do they stand to the text made from the figures?",
        choices=Paragraph.Mode.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose where they stand"},
    )  # fmt: skip
    public = forms.BooleanField(
        label="In the public paper too", required=False,
        help_text="Otherwise they stand in the exempt paper alone. Words that may count few "
        "children are not saved until you confirm that they do not.",
    )  # fmt: skip
    confirmed = forms.BooleanField(
        label="I looked at each of these small numbers: none of them counts children",
        required=False,
    )
    looked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    replaced = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, asked: bool, listed: bool, **kwargs: Any) -> None:
        """Where nothing is made from the figures, words stand by themselves.

        Args:
            asked: whether that is so.
            listed: whether they are items of a list.
        """
        super().__init__(*args, **kwargs)
        if listed:
            self.fields["text"].help_text = _ITEMS
        if asked:
            del self.fields["mode"]
        self._question = {name: self.fields.pop(name) for name in ("confirmed", "looked")}
        if self.data.get("looked"):
            self.fields.update(self._question)

    def ask(self, digest: str) -> None:
        """Ask whether the small numbers of some words count children."""
        self.fields.update(self._question)
        renewed(self, looked=digest, confirmed="")

    @property
    def confirmed_words(self) -> str:
        """Digest of the words that the author confirmed; empty for none."""
        told = self.cleaned_data
        return str(told.get("looked", "")) if told.get("confirmed") else ""

    def clean_text(self) -> str:
        """With plain ends of lines."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").strip()
