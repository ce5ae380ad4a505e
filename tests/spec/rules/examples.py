"""Reads the examples of the rules: the `.md` files of this folder.

An example begins with `## ` and the code of its rule. Then come tables of the return: a line with
the table's name, and its rows indented beneath, written as `text_tables` says. The rule must fire
on the rows marked `yes` in the column `fires` (`file`: on the file as a whole), and nowhere else.
Other lines are for the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import builders
from kinward.returns.model import Returns
from kinward.returns.schema import TABLES

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """Tables of the return as text, and for each row of a table with `fires` what that says."""

    code: str
    texts: dict[str, str]
    marks: dict[str, list[str]]

    def returns(self) -> Returns:
        """The returns that the tables make."""
        return builders.returns_of(**self.texts)

    def places(self, returns: Returns) -> set[tuple[str, int, int]]:
        """Table, file and row of each finding that is due."""
        due = set()
        for name, marks in self.marks.items():
            rows = returns.tables[name].select("file", "row").rows()
            due |= {
                (name, file, 0 if mark == "file" else row)
                for mark, (file, row) in zip(marks, rows, strict=True)
                if mark != "-"
            }
        return due


def all_examples() -> list[Example]:
    """Every example of every file."""
    return [
        _example(block)
        for path in sorted(FOLDER.glob("*.md"))
        for block in ("\n" + path.read_text(encoding="utf-8")).split("\n## ")[1:]
    ]


def _example(block: str) -> Example:
    heading, *lines = block.splitlines()
    texts: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if line.startswith("    "):
            texts[name].append(line)
        elif line in TABLES:
            name = line
            texts[name] = []
    tables: dict[str, str] = {}
    marks: dict[str, list[str]] = {}
    for table, rows in texts.items():
        if rows[0].split()[-1] == "fires":
            marks[table] = [row.split()[-1] for row in rows[1:]]
            rows = [row.rsplit(maxsplit=1)[0] for row in rows]  # noqa: PLW2901
        tables[table] = "\n".join(rows)
    return Example(heading.split()[0], tables, marks)
