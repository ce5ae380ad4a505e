"""The rules as a page for people: `docs/rules.md` is what `page` gives."""

from __future__ import annotations

from typing import Final

from kinward.returns.rules import all_rules
from kinward.returns.rules.rule import Rule
from kinward.terms import LEVELS

_HEAD: Final = """\
# The rules of the return

Kinward holds every return against these {count} rules. A rule has DfE's number where DfE has the
rule; those that begin with K are Kinward's own. An *error* means that a figure would be wrong, a
*warning* that one may be, a *note* that neither is likely. A finding names the rule, the file, the
row and the column, never the child.

This page is made from the rules themselves: `python -m kinward.returns.rules > docs/rules.md`.
For each rule, `tests/spec/rules/` has a small table with rows that break it and rows that do not.
"""

_SUBJECTS: Final = {
    "Header": "Header",
    "Episodes": "Episodes",
    "UASC": "UASC",
    "Reviews": "Reviews",
    "Missing": "Missing",
    "AD1": "AD1",
    "PlacedAdoption": "PlacedAdoption",
    "PrevPerm": "PrevPerm",
    "OC2": "OC2",
    "OC3": "OC3",
    "DoLo": "DoLo",
    "SWEpisodes": "SWEpisodes",
    "unreadable": "Dates that cannot be read",
    "nameless": "Rows of any table",
    "repeats": "Rows of Header and Episodes",
    "years": "Return years",
}


def page() -> str:
    """The page in Markdown, one section a view."""
    rules = all_rules()
    sections = [
        _section(subject, [rule for rule in rules if rule.view == view])
        for view, subject in _SUBJECTS.items()
    ]
    return "\n".join([_HEAD.format(count=len(rules)), *sections])


def _section(subject: str, rules: list[Rule]) -> str:
    counts = [(level, sum(rule.level == level for rule in rules)) for level in LEVELS]
    told = ", ".join(f"{n} {level}{'s' if n > 1 else ''}" for level, n in counts if n)
    lines = [
        f"| {r.code} | {r.level} | {', '.join(r.columns)} | {r.title} | {r.message} |"
        for r in rules
    ]
    head = "| rule | level | columns | what | what to do |\n| --- | --- | --- | --- | --- |"
    return "\n".join([f"## {subject}", "", f"{told}.", "", head, *lines, ""])
