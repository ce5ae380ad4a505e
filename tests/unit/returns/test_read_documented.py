"""The examples in docs/data.md are read as the document says."""

from __future__ import annotations

import re
from pathlib import Path

from kinward.returns.read import read
from kinward.returns.schema import TABLES
from kinward.returns.sheet import FOUND
from return_files import rules, write

DOCUMENT = (Path(__file__).parents[3] / "docs" / "data.md").read_text(encoding="utf-8")
RETURN = DOCUMENT.split("\n## The return\n")[1].split("\n## ")[0]


def test_the_examples_of_the_twelve_tables(tmp_path: Path) -> None:
    blocks = re.findall(r"^```\n(CHILD.*?)^```", RETURN, re.DOTALL | re.MULTILINE)
    assert len(blocks) == len(TABLES)
    returns = read(
        [write(tmp_path, {f"2024-25/{n:02d}.csv": text for n, text in enumerate(blocks)})]
    )
    assert [file.table for file in returns.files] == list(TABLES)
    assert {file.year for file in returns.files} == {2025}
    assert all(file.rows for file in returns.files)
    assert returns.unparsed.is_empty()
    assert rules(returns) == []


def test_the_example_of_xml(tmp_path: Path) -> None:
    (text,) = re.findall(r"^```xml\n(.*?)^```", RETURN, re.DOTALL | re.MULTILINE)
    returns = read([write(tmp_path, {"a.xml": text})])
    assert [file.table for file in returns.files] == ["Header", "Episodes", "Reviews"]
    assert returns.years == (2025,)


def test_what_tables_are_recognised_by() -> None:
    for table in TABLES.values():
        listed = re.search(rf"^\| {table.name} \| (.*) \|$", RETURN, re.MULTILINE)
        assert listed
        assert frozenset(listed[1].split(", ")) == table.signature


def test_every_finding_is_explained() -> None:
    explained = re.findall(r"^\| (K\d+) \| (\w+) \|", RETURN, re.MULTILINE)
    assert dict(explained) == {rule: level for rule, (level, _) in FOUND.items()}
