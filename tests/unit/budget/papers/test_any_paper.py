"""Papers that nobody published: rounding alone never contradicts, and a wrong cell always does."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from kinward.budget.papers import Check, check_folder
from kinward.budget.papers.printed import shown

_PAPER = """\
[tables.t]
file = "t.csv"
totals = "Total"
exact = "n"
[[checks]]
what = "Total"
table = "t"
where = { line = "Total" }
sums = "cost"
[[checks]]
what = "Weekly"
table = "t"
except = { line = "Total" }
holds = "weekly == 1000 * cost / n / 52"
[[checks]]
what = "Share"
table = "t"
holds = "share == 100 * cost / t['Total', 'cost']"
"""
_LINES = st.lists(
    st.tuples(st.fractions(100, 5_000, max_denominator=1_000), st.integers(1, 300)),
    min_size=1,
    max_size=8,
)


def _checked(lines: Sequence[tuple[Fraction, int]], decimals: int, wrong: int = 0) -> list[Check]:
    """A paper that prints true costs rounded; `wrong` is added to the first cost as printed."""
    total = sum((cost for cost, _ in lines), Fraction(0))
    rows = ["line,cost,n,weekly,share"]
    for number, (cost, n) in enumerate(lines):
        said = shown(cost + (wrong if number == 0 else 0), decimals).replace(",", "")
        weekly = shown(1000 * cost / n / 52, 2).replace(",", "")
        rows.append(f"Line {number},{said},{n},{weekly},{shown(100 * cost / total, 0)}")
    rows.append(f"Total,{shown(total, decimals).replace(',', '')},,,100")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "t.csv").write_text("\n".join(rows))
        (folder / "paper.toml").write_text(_PAPER)
        return list(check_folder(folder))


@given(_LINES, st.integers(0, 2))
def test_rounding_alone_never_contradicts(lines: list[tuple[Fraction, int]], decimals: int) -> None:
    found = _checked(lines, decimals)
    assert len(found) == 1 + len(lines) + len(lines) + 1
    assert {each.verdict for each in found} <= {"agrees", "rounding"}


@given(_LINES, st.integers(0, 2), st.integers(20, 90))
def test_what_rounding_cannot_explain_contradicts(
    lines: list[tuple[Fraction, int]], decimals: int, wrong: int
) -> None:
    """With eight lines of whole numbers rounding explains up to 9 of a total, never 20."""
    found = _checked(lines, decimals, wrong)
    assert found[0].verdict == found[1].verdict == "contradicts"
    assert found[0].difference is not None
    assert found[0].unexplained is not None
    assert 0 < found[0].unexplained < abs(found[0].difference)
