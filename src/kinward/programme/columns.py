"""The columns of a programme's files: for their readers and their writer alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

How = Literal[
    "text",
    "day",
    "whole",
    "decimal",
    "share",
    "pounds",
    "year",
    "refs",
    "shares",
    "choice",
    "names",
    "flag",
]
"""What a column holds. A `choice` is of words (`data/words.csv`, under its heading); `names` are
people or posts, one on a line or with semicolons between them, in double quotes where a name has
one; a `flag` is yes or no."""


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

OVERRIDES: Final = _columns(
    "action text", "side choice", "colour choice", "words text", "by text", "on day",
    "withdrawn day",
)  # fmt: skip
OUTCOMES: Final = _columns("ref text", "title text", "measures refs")
RISK_SCORES: Final = _columns(
    "risk text", "on day", "probability whole", "impact whole", "after_probability whole",
    "after_impact whole", "by text", "note text",
)  # fmt: skip
ISSUES: Final = _columns(
    "ref text", "title text", "effect text", "owner text", "priority choice", "opened day",
    "due day", "closed day", "resolution text", "risk text", "action text",
)  # fmt: skip
ASSUMPTIONS: Final = _columns(
    "ref text", "text text", "value decimal", "unit text", "key text", "owner text",
    "checked_on day", "checked_by text",
)  # fmt: skip
BOARDS: Final = _columns(
    "key text", "name text", "cadence choice", "chair text", "members names", "terms text",
    "quorum whole", "parent text", "first_meeting day", "is_panel flag",
)  # fmt: skip
MEETINGS: Final = _columns(
    "board text", "on day", "held flag", "attended names", "without_quorum text"
)
DECISIONS: Final = _columns(
    "board text", "meeting day", "ref text", "text text", "outcome choice", "reason text",
    "by text", "due day", "action text",
)  # fmt: skip
FOLLOW_UPS: Final = _columns(
    "board text", "meeting day", "ref text", "text text", "owner text", "due day", "done day",
    "action text",
)  # fmt: skip

FileKind = Literal[
    "outcomes", "actions", "deliverables", "updates", "overrides", "savings", "risks",
    "risk_scores", "issues", "assumptions", "boards", "meetings", "decisions", "follow_ups",
]  # fmt: skip
FILES: Final[dict[FileKind, tuple[Column, ...]]] = {
    "outcomes": OUTCOMES,
    "actions": ACTIONS,
    "deliverables": DELIVERABLES,
    "updates": UPDATES,
    "overrides": OVERRIDES,
    "savings": SAVINGS,
    "risks": RISKS,
    "risk_scores": RISK_SCORES,
    "issues": ISSUES,
    "assumptions": ASSUMPTIONS,
    "boards": BOARDS,
    "meetings": MEETINGS,
    "decisions": DECISIONS,
    "follow_ups": FOLLOW_UPS,
}
"""By kind of file, which is its name too: `actions.csv`."""
