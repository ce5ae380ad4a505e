"""However a plan is spoilt, it is read or refused by line: it never breaks the reader."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.plan.read import parse_plan

EXAMPLE = Path(__file__).parents[4] / "docs/examples/cambridgeshire-plan.toml"
LINES = [
    line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]
VALUES = st.sampled_from(
    [
        "-1",
        "1.4",
        "nan",
        "inf",
        "[]",
        "{}",
        '""',
        "true",
        "2026-04-01",
        "[[1]]",
        "{ mean = 1 }",
        "1e30",
    ]
)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """The example with a few lines lost, doubled, moved, or given another value."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["lose", "double", "value", "letter", "text"]))
        if how == "lose":
            del lines[at]
        elif how == "double":
            lines.insert(draw(st.integers(0, len(lines))), lines[at])
        elif how == "value":
            lines[at] = f"{lines[at].split(' = ')[0]} = {draw(VALUES)}"
        elif how == "letter":
            place = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + draw(st.characters(codec="utf-8")) + lines[at][place:]
        else:
            lines[at] = draw(st.text(st.characters(codec="utf-8"), max_size=8))
    return "\n".join(lines)


@given(spoilt())
def test_a_spoilt_plan_is_read_or_refused_by_line(text: str) -> None:
    number = text.count("\n") + 1
    problems: tuple[Problem, ...] = ()
    try:
        parse_plan(text)
    except PlanError as refused:
        problems = refused.problems

    assert all(1 <= each.line <= number for each in problems)
    assert all(each.what and each.remedy for each in problems)
