"""The tables of docs/worked-examples.md, made from what the check of papers gives.

`python tests/published_papers/worked.py` writes them into the page anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from kinward.budget.papers import VERDICTS, Check, Paper, check, read_paper
from kinward.budget.papers.evaluate import evaluate
from kinward.budget.papers.parse import parse_figure
from kinward.budget.papers.printed import places, read_number, shown
from kinward.budget.papers.tell import difference_text, figure_text, printed_text, range_text
from published_papers import write_paper

PAGE: Final = Path(__file__).parents[2] / "docs" / "worked-examples.md"
MARKED: Final = re.compile(r"(<!-- table: ([\w-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Worked:
    """A paper and its checks."""

    paper: Paper
    checks: tuple[Check, ...]

    @classmethod
    def of(cls, name: str) -> Worked:
        with TemporaryDirectory() as folder:
            paper = read_paper(write_paper(Path(folder), name))
        return cls(paper, check(paper))

    def of_what(self, *starts: str) -> list[Check]:
        found = [each for each in self.checks if each.what.startswith(starts)]
        assert found, starts
        return found

    def printed(self, table: str, each: Check, column: str) -> str:
        """A cell of the row that was checked."""
        own = self.paper.tables[table]
        number = read_number(own.columns[column][own.rows.index(each.row or 0)] or "")
        return shown(number.value, places(number.step)) if number else "not printed"

    def figure(self, text: str, decimals: int) -> str:
        node = parse_figure(text, self.paper.tables, None, "worked examples")
        return shown(evaluate(node, self.paper.tables).value, decimals)


def fill(page: str) -> str:
    """The page with every table made anew."""
    made = tables()
    return MARKED.sub(lambda found: f"{found[1]}{made[found[2]]}{found[4]}", page)


def tables() -> Mapping[str, str]:
    """Every table of the page, by name."""
    big, growth = Worked.of("cambridgeshire-2016"), Worked.of("cambridgeshire-2011")
    plymouth, brighton = Worked.of("plymouth-2011"), Worked.of("brighton-2008")
    return {
        "weekly": _weekly(big),
        "beyond": _beyond(big),
        "spend": _spend(big),
        "flows": _flows(big),
        "claims": _claims(big),
        "changes": _changes(big),
        "between": _checks(big.of_what(*_BETWEEN)),
        "targets": _checks(big.of_what(*_TARGETS)),
        "mended": _mended(big),
        "tally": _tally(big),
        "growth": _checks(growth.checks),
        "residential": _checks(plymouth.of_what("A year", "The peak")),
        "risks": _risks(plymouth),
        "savings": _savings(brighton),
        "other": _at_the_other_spend(brighton),
        "own": _checks(brighton.of_what("Population", "The council's own")),
    }


_OF_A_WEEK: Final = ("budget", "placements", "weeks")
_BETWEEN: Final = ("Placements over", "Looked after on one day", "Savings of 2016/17", "External")
_TARGETS: Final = ("The target of", "Placements in the model", "Population", "Placements avoided")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _verdict(each: Check) -> str:
    word = VERDICTS[each.verdict]
    return f"**{word}**" if each.verdict == "contradicts" else word


def _service(each: Check) -> str:
    return each.label.split(", ", 1)[-1]


def _checks(checks: Iterable[Check]) -> str:
    return _table(
        ("What", "Printed", "Comes to", "With rounding", "Verdict"),
        (
            (each.what, printed_text(each), figure_text(each), range_text(each), _verdict(each))
            for each in checks
        ),
    )


def _weekly(worked: Worked) -> str:
    return _table(
        ("Service", "Budget, £k", "Placements", "Weeks", "A week, printed", "Comes to", "Verdict"),
        (
            (
                _service(each),
                *(
                    worked.printed("activity", each, key)
                    for key in ("budget", "placements", "weeks")
                ),
                printed_text(each),
                figure_text(each),
                _verdict(each),
            )
            for each in worked.of_what("Budgeted weekly")
        ),
    )


def _beyond(worked: Worked) -> str:
    rows = []
    for service in ("In-house fostering", "Kinship"):
        cell = f"activity['in_house', '{service}', '{{}}']".format
        paid = " * ".join(cell(column) for column in ("placements", "weekly", "weeks"))
        rows.append(
            (
                service,
                worked.figure(f"{paid} / 1000", 0),
                worked.figure(cell("budget"), 0),
                worked.figure(f"100 * {paid} / 1000 / {cell('budget')}", 0) + "%",
            )
        )
    return _table(("Service", "Weekly payments, £k", "Budget, £k", "Share"), rows)


def _spend(worked: Worked) -> str:
    return _table(
        (
            "Service",
            "Spend, £k, printed",
            "Average x cost x weeks",
            "Printed is above by",
            "Verdict",
        ),
        (
            (
                _service(each),
                printed_text(each),
                figure_text(each),
                difference_text(each),
                _verdict(each),
            )
            for each in worked.of_what("Spend, to 10k")
        ),
    )


def _flows(worked: Worked) -> str:
    return _table(
        ("Month", "Began", "Ceased", "At the end, printed", "Comes to", "Printed is above by"),
        (
            (
                each.label,
                worked.printed("flows", each, "began"),
                worked.printed("flows", each, "ceased"),
                printed_text(each),
                figure_text(each) or "no month before it",
                difference_text(each),
            )
            for each in worked.of_what("Looked after at")
        ),
    )


def _claims(worked: Worked) -> str:
    return _table(
        ("The text says", "Value", "Unit", "The tables say", "Verdict"),
        (
            (each.what, printed_text(each), each.unit, figure_text(each), _verdict(each))
            for each in worked.checks
            if each.kind == "claim"
        ),
    )


def _changes(worked: Worked) -> str:
    rows = []
    for each in worked.of_what("Change in 2016/17, from"):
        cell = f"model['{each.label}', '{{}}', 'budget']".format
        in_model = worked.figure(f"({cell('2016/17')} - {cell('2015/16')}) / 1000", 0)
        rows.append((each.label, printed_text(each), figure_text(each), in_model, _verdict(each)))
    return _table(
        (
            "Type",
            "Printed, £k",
            "From the budget of 2015/16",
            "From the model's 2015/16",
            "Verdict",
        ),
        rows,
    )


def _tally(worked: Worked) -> str:
    counts = [
        (word[0].upper() + word[1:], sum(each.verdict == verdict for each in worked.checks))
        for verdict, word in VERDICTS.items()
    ]
    return _table(("Verdict", "Checks"), ((word, str(count)) for word, count in counts if count))


def _mended(worked: Worked) -> str:
    whole = "claims[\"Directorate total budget: Children's Social Care\", 'value']"
    parts = "sum(control[\"Children's Social Care\", '*', 'budget'])"
    cell = "control[\"Children's Social Care\", 'Disabled Services', 'budget']"
    row = (
        "Disabled Services",
        worked.figure(cell, 0),
        worked.figure(f"{whole} - ({parts} - {cell})", 0),
    )
    return _table(("Service", "Budget, £k, printed", "What the total leaves for it"), [row])


def _risks(worked: Worked) -> str:
    return _table(
        ("Risk", "Probability", "Impact", "Rating, printed", "Comes to"),
        (
            (
                each.label,
                worked.printed("risks", each, "probability"),
                worked.printed("risks", each, "impact"),
                printed_text(each),
                figure_text(each),
            )
            for each in worked.of_what("The rating")
        ),
    )


def _at_the_other_spend(worked: Worked) -> str:
    other = "headline['Spend per head on personal social care', '2007', 'value']"
    rows = []
    for name in ("Hull", "Blackpool", "Plymouth"):
        saving, spend = (f"comparators['{name}', '{key}']" for key in ("saving", "per_head"))
        gap = f"(comparators['Brighton and Hove', 'per_head'] - {spend})"
        other_gap = f"({other} - {spend})"
        rows.append(
            (
                name,
                worked.figure(saving, 0),
                worked.figure(f"{saving} / {gap} * {other_gap}", 0),
                worked.figure(f"100 * {other_gap} / {gap} - 100", 0) + "%",
            )
        )
    return _table(("Comparator", "Saving, £, printed", "At the other spend", "More by"), rows)


def _savings(worked: Worked) -> str:
    rows = []
    for each in worked.of_what("The saving"):
        gap = (
            "(comparators['Brighton and Hove', 'per_head'] "
            f"- comparators['{each.label}', 'per_head'])"
        )
        known = each.recomputed is not None
        saving = f"comparators['{each.label}', 'saving']"
        rows.append(
            (
                each.label,
                worked.printed("comparators", each, "per_head"),
                worked.figure(gap, 0) if known else "",
                printed_text(each),
                worked.figure(f"{saving} / {gap}", 0) if known else "",
                figure_text(each),
                range_text(each),
                _verdict(each),
            )
        )
    return _table(
        (
            "Comparator",
            "Spend per head, £",
            "Brighton above by",
            "Saving, £, printed",
            "Population implied",
            "Comes to",
            "With rounding",
            "Verdict",
        ),
        rows,
    )


if __name__ == "__main__":
    PAGE.write_text(fill(PAGE.read_text("utf-8")), "utf-8")
