"""The example of a paper in docs/money.md comes to what the page says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from kinward.budget.papers import check_folder

PAGE = Path(__file__).parents[2] / "docs" / "money.md"
_FILES = {
    "csv paper_spend": "paper_spend.csv",
    "toml paper": "paper.toml",
    "csv claims": "claims.csv",
}


def test_a_paper(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    for kind, file in _FILES.items():
        (text,) = re.findall(rf"^```{kind}\n(.*?)^```$", page, re.M | re.S)
        (tmp_path / file).write_text(text, encoding="utf-8")
    verdicts = Counter(each.verdict for each in check_folder(tmp_path))
    (agreeing,) = re.findall(r"Of these numbers (\d+) agree", page)
    assert verdicts["agrees"] + verdicts["rounding"] == int(agreeing)
    assert verdicts["rounding"]
    assert verdicts["not_checked"] == 1
    assert sum(verdicts.values()) == int(agreeing) + 1
