"""The form of a file of measures."""

from __future__ import annotations

from typing import Any

from kinward_web.planning.forms.looking import FileForm


class MeasuresForm(FileForm):
    """A file with readings and targets."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        file = self.fields["file"]
        file.label = "File of measures"
        file.help_text = (
            "CSV or XLSX, one row a measure and period, such as measures.csv exported here."
        )
