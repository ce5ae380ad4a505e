"""Who may do what: every permission and every role of the service, on one page."""

from __future__ import annotations

from typing import Final

PERMISSIONS: Final[dict[str, str]] = {
    "home.see": "Open the service: home, help, own account",
    "figures.whole": "See figures with small numbers shown (without it, small numbers are hidden)",
    "areas.all": "See every area (without it, only one's own)",
    "cohort.see": "See counts and measures of the children looked after",
    "children.see": "See single children, by a pseudonym",
    "children.identify": "See the authority's own identifier of a child",
    "children.download": "Download lists of single children",
    "data.see": "See the data sets, their versions and findings",
    "data.upload": "Upload returns and other files about children",
    "data.upload_money": "Upload placements, budgets and prices",
    "data.choose": "Choose the current version of a data set, or go back to an earlier one",
    "money.see": "See budget, outturn, variance and providers",
    "money.placements": "See single placements and their cost",
    "money.close": "Close a month as it was reported, and open it again",
    "forecast.see": "See forecasts and how past ones did",
    "forecast.run": "Run forecasts",
    "plans.see": "See plans that are shared, and what came of them",
    "plans.edit": "Make plans, and change those one may edit",
    "plans.run": "Try plans",
    "programme.see": "See programmes: actions, savings, risks, boards",
    "programme.edit": "Change programmes: actions, savings, risks, boards",
    "programme.update": "Say how an action goes: updates, deliverables, mitigations",
    "programme.meet": "Hold meetings: agenda, decisions, follow-ups",
    "scorecard.see": "See the scorecard: measures against their targets",
    "scorecard.edit": "Change targets and owners of measures, and type readings",
    "reports.see": "See and download reports with small numbers hidden",
    "reports.whole": "See and download internal reports",
    "reports.build": "Build reports",
    "users.manage": "Add people, and set their roles and areas",
    "settings.manage": "Change settings, areas and retention",
    "audit.see": "See the audit log",
    "api.use": "Use the read-only API with a token",
}
"""Each permission and what it lets a person do."""

_EVERYONE: Final = frozenset({"home.see"})
_FIGURES: Final = frozenset(
    {
        "figures.whole", "areas.all", "cohort.see", "money.see", "forecast.see", "plans.see",
        "programme.see", "scorecard.see", "reports.see", "reports.whole", "api.use",
    }
)  # fmt: skip
_PLANNING: Final = frozenset({"forecast.run", "plans.edit", "plans.run", "reports.build"})

ROLES: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "analyst": (
        "Performance analyst",
        _EVERYONE | _FIGURES | _PLANNING | {
            "children.see", "children.identify", "children.download", "data.see", "data.upload",
            "data.upload_money", "data.choose", "money.placements", "money.close",
            "programme.edit", "programme.update", "scorecard.edit",
        },
    ),
    "finance": (
        "Finance manager",
        _EVERYONE | _FIGURES | _PLANNING | {
            "data.see", "data.upload_money", "data.choose", "money.placements", "money.close",
            "programme.update", "scorecard.edit",
        },
    ),
    "commissioner": (
        "Commissioner",
        _EVERYONE | _FIGURES | _PLANNING | {
            "children.see", "data.see", "money.placements", "programme.edit", "programme.update",
        },
    ),
    "team_manager": (
        "Team manager",
        _EVERYONE | {
            "figures.whole", "cohort.see", "children.see", "children.identify",
            "children.download", "scorecard.see", "api.use",
        },
    ),
    "panel_chair": (
        "Panel chair",
        _EVERYONE | _FIGURES | {
            "children.see", "children.identify", "money.placements", "programme.update",
            "programme.meet",
        },
    ),
    "programme_lead": (
        "Programme lead",
        _EVERYONE | _FIGURES | _PLANNING | {
            "data.see", "programme.edit", "programme.update", "programme.meet", "scorecard.edit",
        },
    ),
    "board": (
        "Board member",
        _EVERYONE | {
            "areas.all", "cohort.see", "money.see", "forecast.see", "plans.see", "programme.see",
            "scorecard.see", "reports.see", "api.use",
        },
    ),
    "auditor": (
        "Auditor",
        _EVERYONE | _FIGURES | {
            "children.see", "children.identify", "children.download", "data.see",
            "money.placements", "audit.see",
        },
    ),
    "administrator": (
        "Administrator",
        _EVERYONE | {"users.manage", "settings.manage"},
    ),
}  # fmt: skip
"""Each role: its name, and what it may do. A person has one role; without one, nothing."""

NEEDS_CODE: Final = frozenset({"children.see", "money.placements", "users.manage"})
"""Permissions for which a person must sign in with a code as well: to see single children or
placements, and to let somebody see them."""


def role_name(role: str) -> str:
    """A role in words; its key for one that is no longer known, which an old log may name."""
    return ROLES[role][0] if role in ROLES else role or "No role"


def permissions(role: str) -> frozenset[str]:
    """What a role may do; nothing for a role that is not known."""
    return ROLES[role][1] if role in ROLES else frozenset()


def must_use_code(role: str) -> bool:
    """Whether a role may do what a password is not enough for."""
    return bool(permissions(role) & NEEDS_CODE)
