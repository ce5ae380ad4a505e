"""What the API answers of papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema


class PaperFile(Schema):
    """A file of a paper, and where it is."""

    audience: Literal["public", "exempt"]
    ending: Literal["docx", "pdf", "xlsx", "html"]
    name: str
    url: str
    by_token: bool = Field(
        description="Whether a token may fetch it. An exempt file is downloaded by somebody who is "
        "signed in and has just given their password."
    )


class Paper(Schema):
    """A paper that was built, or is being built."""

    number: int
    kind: str
    name: str
    programme: str | None = Field(description="Key of the programme.")
    meeting: str = Field(description="The meeting that it is for; else empty.")
    as_at: date
    state: Literal["building", "ready", "failed", "purged"]
    by: str
    made: datetime
    files: list[PaperFile]
