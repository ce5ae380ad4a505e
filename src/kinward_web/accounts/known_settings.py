"""Every setting of the service: its name, what it does, its bounds, and its value until changed.

`selectors.current_settings()` gives the values in force as one `ServiceSettings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, Final


@dataclass(frozen=True)
class Known:
    """What a setting is.

    Attributes:
        group: the form that it stands on.
        least, most: the bounds of a number, both allowed.
        places: decimal places of a number; 0 for a whole one.
        words: how many words a scale has; 0 for a number.
    """

    name: str
    group: str
    label: str
    about: str
    unit: str
    default: Any
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    places: int = 0
    words: int = 0


GROUPS: Final[dict[str, tuple[str, str]]] = {
    "figures": ("Figures", "Small numbers, the high-cost list and what is uplifted by default."),
    "forecast": ("Forecast", "How far and how often a forecast is run unless somebody asks else."),
    "rag": ("Red, amber, green", "When a measure is on track, at risk or off track."),
    "scales": ("Scales of risk", "The words for how likely a risk is and how much it would harm."),
    "retention": ("Retention", "How long things are kept. The purge command removes the rest."),
}
"""Each form: its name and what it is about."""


def _whole(
    default: int, least: int, most: int, group: str, label: str, about: str, unit: str
) -> Any:
    told = (group, label, about, unit, default, Decimal(least), Decimal(most), 0, 0)
    return field(default=default, metadata={"told": told})


def _pct(default: str, least: str, most: str, group: str, label: str, about: str) -> Any:
    told = (group, label, about, "%", Decimal(default), Decimal(least), Decimal(most), 1, 0)
    return field(default=Decimal(default), metadata={"told": told})


def _scale(default: tuple[str, ...], label: str, about: str) -> Any:
    told = ("scales", label, about, "", default, Decimal(0), Decimal(0), 0, len(default))
    return field(default=default, metadata={"told": told})


def _months(default: int, least: int, label: str, about: str) -> Any:
    return _whole(default, least, 240, "retention", label, about, "months")


@dataclass(frozen=True)
class ServiceSettings:
    """The settings in force. Each field says what it is where it is declared."""

    small_number_limit: int = _whole(
        5, 5, 20, "figures", "Small numbers",
        "Counts from 1 to this are hidden from the board and in reports that leave.", "children",
    )  # fmt: skip
    high_cost_placements: int = _whole(
        50, 5, 500, "figures", "High-cost list",
        "So many of the dearest open placements are in the list.", "placements",
    )  # fmt: skip
    uplift_pct: Decimal = _pct(  # noqa: RUF009
        "0", "-20", "20", "figures", "Uplift of prices",
        "A year, where a forecast or a plan names none.",
    )  # fmt: skip
    forecast_months: int = _whole(
        36, 6, 120, "forecast", "Months ahead", "How far a forecast reaches.", "months"
    )
    forecast_runs: int = _whole(
        1000, 100, 20_000, "forecast", "Runs",
        "More runs make narrower margins of chance and take longer.", "runs",
    )  # fmt: skip
    measure_tolerance_pct: Decimal = _pct(  # noqa: RUF009
        "10", "0", "100", "rag", "Amber up to",
        "At risk: no worse than the target by more than this, where the measure names no tolerance "
        "of its own. Beyond it is red, off track.",
    )  # fmt: skip
    likelihood: tuple[str, ...] = _scale(
        ("Rare", "Unlikely", "Possible", "Likely", "Almost certain"),
        "Likelihood", "From the least likely to the most.",
    )  # fmt: skip
    impact: tuple[str, ...] = _scale(
        ("Negligible", "Minor", "Moderate", "Major", "Severe"),
        "Impact", "From the least harm to the most.",
    )  # fmt: skip
    keep_files_months: int = _months(
        24, 3, "Uploaded files",
        "Files and findings of versions that no kept figures rest on.",
    )  # fmt: skip
    keep_figures_months: int = _months(
        36, 3, "Earlier figures",
        "Sets of figures that were replaced. The current ones are never removed.",
    )  # fmt: skip
    keep_reports_months: int = _months(36, 3, "Reports", "Reports and papers that were built.")
    keep_jobs_months: int = _months(12, 1, "Jobs", "The record of long work that is over.")
    keep_people_months: int = _months(
        84, 12, "Closed accounts",
        "Name and address of who had them. What they did stays, under a number.",
    )  # fmt: skip
    keep_audit_months: int = _months(84, 12, "Audit log", "Who saw and changed what.")


KNOWN: Final[dict[str, Known]] = {
    each.name: Known(each.name, *each.metadata["told"]) for each in fields(ServiceSettings)
}
"""By name, in the order of the pages."""


def of_group(group: str) -> list[Known]:
    """The settings of a form."""
    return [each for each in KNOWN.values() if each.group == group]


def as_json(value: Any) -> Any:
    """A value as it is stored: a decimal as its text, a scale as a list."""
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def from_json(known: Known, stored: Any) -> Any:
    """A stored value with its type; the default where it no longer fits the setting."""
    if known.words:
        fits = isinstance(stored, list) and len(stored) == known.words
        return tuple(stored) if fits else known.default
    try:
        number = Decimal(str(stored))
    except ArithmeticError:
        return known.default
    if not number.is_finite() or not known.least <= number <= known.most:
        return known.default
    return number if known.places else int(number)
