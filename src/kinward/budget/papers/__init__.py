"""Papers held against themselves: printed tables and what the text claims about them.

A paper is a folder of tables, with what should hold declared in `paper.toml` and what the text says
in `claims.csv` (docs/money.md). Nothing here knows any one paper. Papers are published: their rows
are named by their labels, so never put a table about children there.
"""

from kinward.budget.papers.as_json import document
from kinward.budget.papers.check import check, check_folder
from kinward.budget.papers.model import VERDICTS, Check, Paper, Verdict
from kinward.budget.papers.read import read_paper
from kinward.budget.papers.tell import sentence

__all__ = [
    "VERDICTS",
    "Check",
    "Paper",
    "Verdict",
    "check",
    "check_folder",
    "document",
    "read_paper",
    "sentence",
]
