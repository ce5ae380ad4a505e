"""What is asked of each list inside a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinward.programme import governance, registers
from kinward.programme import model as core
from kinward.programme.words import OUTCOMES
from kinward_web.programme.forms.choices import RAG, actions, boards, risks
from kinward_web.programme.forms.spec import Ask, Part

_SIDES: Final = {"delivery": "Delivery: the work", "benefit": "Benefit: what it brings"}
_REF: Final = Ask("ref", "Reference", required=True)
_ACTION: Final = Ask("action", "Action that it is about", "choice", choices=actions)

UPDATE: Final = Part(
    "updates",
    core.Update,
    "Update",
    "Updates",
    (
        Ask("done", "What was done", "text", required=True),
        Ask("next", "What is next", "text"),
        Ask("forecast_end", "When it will end", "day", hint="Leave empty for no change."),
        Ask(
            "forecast_saving_pence", "What it will save in its year (pounds)", "pounds",
            least=-1_000_000_000,
        ),
        Ask("forecast_placements", "52-week placements that it will take away", "number"),
        Ask("measured", "Value of its measure", "number", least=-1_000_000_000),
    ),
    needs="programme.update",
    fixed=True,
    fills={"on": "today", "by": "name"},
)  # fmt: skip

PARTS: Final[Mapping[str, tuple[Part, ...]]] = {
    "action": (
        UPDATE,
        Part(
            "deliverables",
            core.Deliverable,
            "Deliverable",
            "Deliverables",
            (
                _REF,
                Ask("title", "What is handed over", required=True),
                Ask("due", "Due", "day", once=True, hint="The first date is kept."),
                Ask("revised", "Revised date", "day"),
                Ask("done", "Done on", "day"),
            ),
            needs="programme.update",
        ),
        Part(
            "overrides",
            core.Override,
            "Colour against the rule",
            "Colours against the rule",
            (
                Ask("side", "Of what", "choice", required=True, choices=_SIDES, once=True),
                Ask("colour", "Colour", "choice", required=True, choices=RAG, once=True),
                Ask(
                    "words", "Why the rule’s colour is wrong here", "text", required=True, once=True
                ),
                Ask("withdrawn", "Withdrawn on", "day"),
            ),
            fills={"on": "today", "by": "name"},
        ),
    ),
    "saving": (
        Part(
            "shares",
            core.Share,
            "Share of another action",
            "Shares of other actions",
            (
                Ask("action", "Action", required=True, hint="Its reference."),
                Ask("share", "Share (%)", "share", required=True),
            ),
        ),
    ),
    "risk": (
        Part(
            "mitigations",
            registers.Mitigation,
            "Mitigation",
            "Mitigations",
            (
                Ask("text", "What lowers it", "text", required=True),
                Ask("owner", "Owner"),
                Ask("due", "Due", "day"),
                Ask("done", "Done on", "day"),
            ),
            needs="programme.update",
        ),
    ),
    "meeting": (
        Part(
            "decisions",
            governance.Decision,
            "Decision",
            "Decisions",
            (
                _REF,
                Ask("text", "What is asked", "text", required=True),
                Ask("outcome", "What came of it", "choice", required=True, choices=OUTCOMES),
                Ask(
                    "reason",
                    "Why",
                    "text",
                    hint="Needed once it is agreed, refused or carried.",
                    at_times=True,
                ),
                Ask("by", "Proposed or taken by"),
                Ask("due", "To be decided by", "day"),
                _ACTION,
            ),
            needs="programme.meet",
        ),
        Part(
            "log",
            governance.LogItem,
            "Follow-up",
            "Follow-ups",
            (
                _REF,
                Ask("text", "What is to be done", "text", required=True),
                Ask("owner", "Who does it", required=True),
                Ask("due", "By when", "day"),
                Ask("done", "Done on", "day"),
                _ACTION,
            ),
            needs="programme.meet",
        ),
        Part(
            "messages",
            governance.Message,
            "Message to another board",
            "Messages to other boards",
            (
                Ask("to", "Board", "choice", required=True, choices=boards),
                Ask("text", "Message", "text", required=True),
                _ACTION,
                Ask("risk", "Risk that it is about", "choice", choices=risks),
            ),
            needs="programme.meet",
        ),
        Part(
            "papers",
            governance.Paper,
            "Paper",
            "Papers",
            (
                Ask("title", "Title", required=True),
                Ask("by", "Who brings it"),
                Ask("asks", "What it asks", "text"),
            ),
            needs="programme.meet",
        ),
    ),
}
"""By kind, in the order in which a record's page shows them."""


def part_of(kind: str, name: str) -> Part | None:
    """The list of a kind by its attribute."""
    return next((each for each in PARTS.get(kind, ()) if each.name == name), None)
