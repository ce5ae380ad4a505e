"""What is asked of each kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinward.programme.risks import usual_scale
from kinward.programme.words import (
    CADENCES,
    PAGES,
    PRIORITIES,
    PROXIMITIES,
    REPORTED,
    SAVING_CLASSES,
)
from kinward_web.programme.forms.choices import (
    IMPACTS,
    actions,
    boards,
    outcomes,
    risks,
    workstreams,
)
from kinward_web.programme.forms.spec import Ask

_REF: Final = Ask("ref", "Reference", hint="For example, 4.2", required=True)
_TITLE: Final = Ask("title", "Title", required=True)
_POST: Final = "A person or a post."
_ACTION: Final = Ask("action", "Action that it is about", "choice", choices=actions)
_TOP: Final = usual_scale().top
_MOST_PLACEMENTS: Final = 10_000

_ABOUT_ACTION: Final = (
    _REF,
    _TITLE,
    Ask("outcome", "Outcome that it serves", "choice", choices=outcomes),
    Ask("workstream", "Workstream", "choice", choices=workstreams),
    Ask("lead", "Lead", hint=_POST),
    Ask("priority", "Priority", "choice", choices=PRIORITIES),
    Ask("age_group", "Age group", hint="For example, 11 to 17"),
    Ask("impact", "What it lowers", "choice", choices=IMPACTS),
    Ask("start", "Start", "day"),
    Ask(
        "target_end", "End", "day", once=True,
        hint="The first date is kept: a later one is set beside it. For example, 31 March 2027",
    ),
    Ask("revised_end", "Revised end", "day", hint="The date that counts now."),
    Ask("completed", "Completed on", "day"),
    Ask("cancelled", "Given up on", "day"),
    Ask("reported", "What the lead reports", "choice", choices=REPORTED),
    Ask("progress", "Progress in words", "text"),
    Ask(
        "success", "How success is measured", "measure",
        hint="Begin to type to find a measure of the scorecard by its name, or say it in words.",
    ),
    Ask("success_target", "Target of that measure", "number", least=-1_000_000_000),
    Ask("tolerance", "Tolerance", "number", hint="In the unit of the measure."),
    Ask(
        "trigger", "Trigger", "number", least=-1_000_000_000,
        hint="From this value on the board is told.",
    ),
    Ask("target_saving_pence", "Saving (pounds)", "pounds", least=-1_000_000_000),
    Ask("saving_year", "Financial year of the saving", "year", hint="For example, 2026/27"),
    Ask(
        "target_placements", "52-week placements that it takes away", "number",
        most=_MOST_PLACEMENTS,
    ),
    Ask(
        "depends_on", "Depends on", "refs",
        hint="References of other actions, with commas between; PROGRAMME:reference for another "
        "programme’s.",
    ),
    Ask("evidence", "Why it should work", "text"),
    Ask("interdependencies", "What rises elsewhere when this falls", "text"),
)  # fmt: skip

_ABOUT_RISK: Final = (
    _REF,
    _TITLE,
    Ask("cause", "Cause", "text"),
    Ask("effect", "What then", "text"),
    Ask("probability", "Probability", "whole", required=True, least=1, most=_TOP),
    Ask("impact", "Impact", "whole", required=True, least=1, most=_TOP),
    Ask("after_probability", "Probability after mitigation", "whole", least=1, most=_TOP),
    Ask("after_impact", "Impact after mitigation", "whole", least=1, most=_TOP),
    Ask("owner", "Owner", hint=_POST),
    Ask("proximity", "How soon", "choice", choices=PROXIMITIES),
    Ask("opened", "Opened on", "day"),
    Ask("closed", "Closed on", "day"),
    _ACTION,
)

_ABOUT_SAVING: Final = (
    _REF,
    Ask("financial_year", "Financial year", "year", hint="For example, 2026/27", required=True),
    Ask(
        "target_pence", "Planned (pounds)", "pounds", required=True, least=-1_000_000_000,
        hint="Above 0 where it saves.",
    ),
    _ACTION,
    Ask("objective", "What it is for"),
    Ask("impact", "How it comes about", "choice", choices=IMPACTS),
    Ask("placement_type", "Whose spend falls", hint="A service type of the budget."),
    Ask("kind", "Cashable or avoided", "choice", choices=SAVING_CLASSES),
    Ask("achieved_pence", "Achieved so far (pounds)", "pounds", least=-1_000_000_000),
    Ask("evidence", "What shows it", "text", hint="Without it, what was achieved does not count."),
    Ask("forecast_pence", "Forecast for the year (pounds)", "pounds", least=-1_000_000_000),
    Ask("probability", "Chance that the forecast is made (%)", "share"),
    Ask("same_as", "Part of the saving", hint="A reference: this one is then not counted twice."),
)  # fmt: skip

ASKS: Final[Mapping[str, tuple[Ask, ...]]] = {
    "outcome": (
        _REF, _TITLE,
        Ask(
            "measures", "Measures that show it", "measures",
            hint="One on a line: their names, as the scorecard's list of measures has them.",
        ),
    ),
    "workstream": (
        _REF, _TITLE,
        Ask("outcome", "Outcome", "choice", choices=outcomes),
        Ask("lead", "Lead", hint=_POST),
    ),
    "action": _ABOUT_ACTION,
    "saving": _ABOUT_SAVING,
    "need": (
        Ask("financial_year", "Financial year", "year", required=True),
        Ask("pence", "Needed (pounds)", "pounds", required=True, least=-1_000_000_000),
        Ask("step", "What it is", hint="A step of the sum, such as inflation.", required=True),
    ),
    "risk": _ABOUT_RISK,
    "issue": (
        _REF, _TITLE,
        Ask("effect", "What it does", "text"),
        Ask("owner", "Owner", hint=_POST),
        Ask("priority", "Priority", "choice", required=True, choices=PRIORITIES),
        Ask("opened", "Opened on", "day"),
        Ask("due", "To be resolved by", "day"),
        Ask("closed", "Closed on", "day"),
        Ask("resolution", "How it was resolved", "text"),
        Ask("risk", "Risk that came about", "choice", choices=risks),
        _ACTION,
    ),
    "assumption": (
        _REF,
        Ask("text", "What is assumed", "text", required=True),
        Ask("value", "Number", "number", least=-1_000_000_000),
        Ask("unit", "Unit"),
        Ask("key", "The forecast’s assumption that it is the same as"),
        Ask("owner", "Owner", hint=_POST),
        Ask("checked_on", "Last checked on", "day"),
        Ask("checked_by", "Checked by"),
    ),
    "board": (
        Ask("key", "Short name", hint="For example, commissioning", required=True, once=True),
        Ask("name", "Name", required=True),
        Ask("cadence", "How often it meets", "choice", required=True, choices=CADENCES),
        Ask("chair", "Chair", hint=_POST),
        Ask("members", "Members", "lines", hint="One on a line."),
        Ask("terms", "Terms of reference", "text"),
        Ask("quorum", "Quorum", "whole", most=100, hint="0 for none.", required=True),
        Ask("parent", "Reports to", "choice", choices=boards),
        Ask("first_meeting", "First meeting", "day"),
        Ask(
            "is_panel", "It discusses single children", "flag",
            hint="Its papers then stay with its members.",
        ),
    ),
    "meeting": (
        Ask("board", "Board", "choice", required=True, choices=boards, once=True),
        Ask("on", "Day", "day", required=True),
    ),
    "consultation": (
        _REF,
        Ask("question", "Question", "text", required=True),
        Ask("response", "Answer", "text"),
        Ask("source", "Who answered", hint="A group, never a child’s name."),
        Ask("on", "When", "day"),
        Ask("change", "What changed because of it", "text"),
        _ACTION,
    ),
    "page": (
        Ask("key", "Document", "choice", required=True, choices=PAGES, once=True),
        Ask(
            "text", "Text", "document", required=True,
            hint="Headings begin with ##, the points of a list with a hyphen.",
        ),
    ),
}  # fmt: skip
"""By kind, in the order in which they are asked."""
