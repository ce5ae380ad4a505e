"""The form in which a report is asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from kinward_web.planning.models import Plan
from kinward_web.reports.models import Report


class BuildForm(forms.Form):
    """What a report is to tell, and to whom."""

    name = forms.CharField(
        label="Name of the report",
        max_length=100,
        help_text="As it stands in the list. Do not name a child.",
        error_messages={"required": "Enter a name"},
    )
    audience = forms.ChoiceField(
        label="Who is it for?",
        choices=Report.Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who it is for"},
    )
    parts = forms.MultipleChoiceField(
        label="What does it tell beside the children and the quality of the data?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    single = forms.BooleanField(
        label="Single placements too",
        required=False,
        help_text="The high-cost list, and each difference of ledger and return. For an internal "
        "report with the money only.",
    )
    plan = forms.ModelChoiceField(
        queryset=Plan.objects.none(),
        label="A plan that is tried in it",
        required=False,
        empty_label="No plan",
        help_text="Shared plans. The forecast is then in the report too, and it takes longer.",
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=50)

    def __init__(
        self,
        *args: Any,
        internal: bool,
        parts: dict[str, str],
        single: bool,
        plans: QuerySet[Plan],
        **kwargs: Any,
    ) -> None:
        """Only what the person may choose.

        Args:
            internal: whether internal reports can be asked for.
            parts: the parts that can be told, by key.
            single: whether single placements can be told.
        """
        super().__init__(*args, **kwargs)
        if not internal:
            self.fields["audience"].choices = [  # type: ignore[attr-defined]
                each for each in Report.Audience.choices if each[0] == Report.Audience.PUBLIC
            ]
        self.fields["parts"].choices = list(parts.items())  # type: ignore[attr-defined]
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]
        if not (single and internal and "money" in parts):
            del self.fields["single"]
        if not parts:
            del self.fields["parts"]
        if "forecast" not in parts:
            del self.fields["plan"]

    def clean(self) -> dict[str, Any]:
        """Single placements are of an internal report with the money."""
        given: dict[str, Any] = super().clean() or {}
        internal = given.get("audience") == Report.Audience.INTERNAL
        if given.get("single") and not (internal and "money" in given.get("parts", [])):
            self.add_error(
                "single", "Single placements stand in an internal report with the money only"
            )
        return given
