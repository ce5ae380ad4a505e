"""Reading a risk register: a row a risk, and further rows with the same ref for mitigations."""

from __future__ import annotations

from typing import Any

from kinward.ledger.findings import Finding
from kinward.programme.read.fields import Fields
from kinward.programme.read.found import named_once, require, unknown
from kinward.programme.registers import Mitigation, Risk
from kinward.programme.risks import usual_scale
from kinward.programme.rules import RULES


def read_risks(fields: Fields) -> tuple[list[Risk], list[Finding]]:
    """Read a table of risks, in its order.

    Raises:
        InputError: a field that cannot be read; a risk without title or scores, or with a score
            that is off the scale; half of a score after mitigation; a ref that is there twice; a
            further mitigation of no risk.
    """
    rows = fields.read()
    found = unknown(fields)
    if "ref" not in fields.given and rows:
        found += RULES["P04"].at(fields.table.name, [1], "ref")
        for number, row in enumerate(rows, 1):
            row["ref"] = f"R{number}"
    require(fields, rows, "ref")
    heads = [(place, row) for place, row in enumerate(rows) if row["title"]]
    more = [(place, row) for place, row in enumerate(rows) if not row["title"]]
    refs = [row["ref"] if row["title"] else f"\0{place}" for place, row in enumerate(rows)]
    named_once(fields, refs)
    given: dict[str, list[Mitigation]] = {row["ref"]: [] for _, row in heads}
    for place, row in more:
        if row["ref"] not in given:
            raise fields.refuse(place, "title", "The value is missing", "Every risk needs one.")
    for row in rows:
        own = _mitigation(row)
        if own is not None:
            given[row["ref"]].append(own)
    risks = [_risk(fields, place, row, given[row["ref"]]) for place, row in heads]
    off = [
        fields.row(place)
        for place, row in heads
        if row["rating"] not in (None, row["probability"] * row["impact"])
    ]
    return risks, [*found, *RULES["P06"].at(fields.table.name, off, "rating")]


def _mitigation(row: dict[str, Any]) -> Mitigation | None:
    own = (
        row["mitigation"],
        row["mitigation_owner"],
        row["mitigation_due"],
        row["mitigation_done"],
    )
    return Mitigation(*own) if any(own) else None


def refuse_scores(fields: Fields, place: int, row: dict[str, Any]) -> None:
    """Refuse a row without scores, with one off the scale or half of a score after mitigation."""
    top = usual_scale().top
    scores = ("probability", "impact", "after_probability", "after_impact")
    for column in scores:
        if row[column] is None and not column.startswith("after"):
            raise fields.refuse(place, column, "The value is missing", "Every risk needs one.")
        if row[column] == 0:
            raise fields.refuse(place, column, "The score is below 1", "Scores begin at 1.")
        if row[column] is not None and row[column] > top:
            remedy = (
                f"Scores go from 1 to {top}. Correct it in the file, or change the scale of risks "
                "in the settings (parameter risk_scale)."
            )
            raise fields.refuse(place, column, f"The score is above {top}", remedy)
    if (row["after_probability"] is None) != (row["after_impact"] is None):
        what = "Half of the score after mitigation is missing"
        raise fields.refuse(place, "after_impact", what, "Give both, or neither.")


def _risk(fields: Fields, place: int, row: dict[str, Any], of: list[Mitigation]) -> Risk:
    refuse_scores(fields, place, row)
    own = {
        column.field: row[name]
        for name, column in fields.columns.items()
        if not name.startswith("mitigation")
    }
    return Risk(**own, mitigations=tuple(of))
