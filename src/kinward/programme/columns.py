"""The columns of a programme's files: for their readers and their writer alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

How = Literal[
    "text", "day", "whole", "decimal", "share", "pounds", "year", "refs", "shares", "choice"
]
"""What a column holds. A `choice` is of words (`data/words.csv`, under its heading)."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it holds, and the record's field."""

    name: str
    how: How
    field: str


def _columns(*texts: str) -> tuple[Column, ...]:
    """From 'name how', 'name how field'."""
    found = []
    for text in texts:
        name, how, *field = text.split()
        found.append(Column(name, how, field[0] if field else name))  # type: ignore[arg-type]
    return tuple(found)


ACTIONS: Final = _columns(
    "ref text", "title text", "outcome text", "outcome_title text", "workstream text",
    "workstream_title text", "lead text", "priority choice", "start day", "target_end day",
    "revised_end day", "completed day", "cancelled day", "reported choice", "progress text",
    "reported_on day", "age_group text", "impact choice", "success text", "success_target decimal",
    "tolerance decimal", "trigger decimal", "target_saving pounds target_saving_pence",
    "saving_year year", "target_placements decimal", "depends_on refs", "evidence text",
    "interdependencies text", "rag choice published_rag",
)  # fmt: skip
DELIVERABLES: Final = _columns(
    "action text", "ref text", "title text", "due day", "revised day", "done day"
)
UPDATES: Final = _columns(
    "action text", "on day", "done text", "next text", "forecast_end day",
    "forecast_saving pounds forecast_saving_pence", "forecast_placements decimal",
    "measured decimal", "by text",
)  # fmt: skip
SAVINGS: Final = _columns(
    "ref text", "action text", "objective text", "impact choice", "placement_type text",
    "financial_year year", "target pounds target_pence", "achieved pounds achieved_pence",
    "evidence text", "forecast pounds forecast_pence", "kind choice", "probability share",
    "shares shares", "same_as text", "status text",
)  # fmt: skip
RISKS: Final = _columns(
    "ref text", "title text", "cause text", "effect text", "probability whole", "impact whole",
    "after_probability whole", "after_impact whole", "owner text", "mitigation text",
    "mitigation_owner text", "mitigation_due day", "mitigation_done day", "proximity choice",
    "opened day", "closed day", "action text", "rating whole printed_rating",
)  # fmt: skip

FileKind = Literal["actions", "deliverables", "updates", "savings", "risks"]
FILES: Final[dict[FileKind, tuple[Column, ...]]] = {
    "actions": ACTIONS,
    "deliverables": DELIVERABLES,
    "updates": UPDATES,
    "savings": SAVINGS,
    "risks": RISKS,
}
"""By kind of file, which is its name too: `actions.csv`."""
