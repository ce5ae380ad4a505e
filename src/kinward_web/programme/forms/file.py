"""The form of a file of a programme."""

from __future__ import annotations

from typing import Any

from kinward_web.planning.forms.looking import FileForm
from kinward_web.planning.forms.values import DayField
from kinward_web.programme.forms.ways import YearField


class ProgrammeFileForm(FileForm):
    """A file with records, and what is taken of rows that do not say it."""

    endings = (".csv", ".xlsx", ".zip")
    saving_year = YearField(
        label="Financial year of savings that name none (optional)", required=False,
        help_text="For example, 2026/27",
    )  # fmt: skip
    reported_on = DayField(
        label="Day of the report, where the file names none (optional)", required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        file = self.fields["file"]
        file.label = "File of the programme"
        file.help_text = (
            "CSV, XLSX, or a zip of such files, as this service exports it. Headings tell what "
            "each is. A spreadsheet may have a sheet of each."
        )
        file.widget.attrs["accept"] = ",".join(self.endings)
