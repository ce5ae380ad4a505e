"""Reading a paper: a folder of tables, what they should hold to, and what the text claims.

`paper.toml` declares the tables and the identities, `claims.csv` what the text says; either may be
missing, not both. Their form is in docs/money.md.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from kinward.budget.papers.claims import CLAIMS, read_claims
from kinward.budget.papers.identities import read_identities
from kinward.budget.papers.model import Paper
from kinward.budget.papers.parse import RESERVED
from kinward.budget.papers.printed import Step, read_step
from kinward.budget.papers.tables import PaperTable, matched
from kinward.budget.papers.toml import NAME, Section, read_toml
from kinward.errors import InputError
from kinward.tables.records import Records, read_records

_KEYS: Final = ("title", "tables", "checks")
_TABLE_KEYS: Final = ("file", "sheet", "rows", "totals", "exact", "rounded")
_ENDINGS: Final = (".csv", ".xlsx", ".xlsm")


def read_paper(folder: Path) -> Paper:
    """Read the tables, the identities and the claims of a paper.

    A table that `paper.toml` does not name is called as its file, and its first column names its
    rows.

    Raises:
        InputError: there is no such folder, or neither `paper.toml` nor claims in it; a file cannot
            be read; a declaration or a claim names what is not there.
    """
    if not folder.is_dir():
        raise InputError(
            "There is no such folder", where=str(folder), remedy="Name the folder of the paper."
        )
    declared = folder / NAME
    claims = next((folder / (CLAIMS + end) for end in _ENDINGS if _there(folder, end)), None)
    if claims is None and not declared.is_file():
        raise InputError(
            f"There is neither a {NAME} nor a {CLAIMS}.csv",
            where=str(folder),
            remedy="Say what should hold, as docs/money.md tells.",
        )
    root = Section(read_toml(declared) if declared.is_file() else {}, "")
    root.only(_KEYS)
    tables = _tables(folder, root.section("tables"))
    if claims is None:
        return Paper(_title(root, folder), tables, read_identities(root, tables), ())
    table, listed = read_claims(claims, tables)
    tables = {**tables, CLAIMS: table}
    return Paper(_title(root, folder), tables, read_identities(root, tables), listed)


def _there(folder: Path, ending: str) -> bool:
    return (folder / (CLAIMS + ending)).is_file()


def _title(root: Section, folder: Path) -> str:
    return root.text("title") or folder.resolve().name


def _tables(folder: Path, declared: Section) -> dict[str, PaperTable]:
    """The declared tables, then those of the other files in the folder."""
    found = {}
    for name in declared.values:
        _refuse_name(name, declared.where(name))
        found[name] = _declared(folder, name, declared.section(name))
    told = {str(declared.section(name).values["file"]) for name in declared.values}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in _ENDINGS or path.name in told or path.stem == CLAIMS:
            continue
        name = _name_of(path)
        if name in found:
            raise InputError(
                f"Another table is called {name} too",
                where=path.name,
                remedy=f"Give it a name under tables in {NAME}.",
            )
        found[name] = _table(name, read_records(path)[0], ())
    return found


def _declared(folder: Path, name: str, section: Section) -> PaperTable:
    section.only(_TABLE_KEYS)
    file = section.text("file", required=True)
    if Path(file).name != file:
        section.refuse("file", "the name of a file in the folder of the paper")
    records = _sheet(read_records(folder / file), section)
    table = _table(name, records, section.texts("rows"))
    exact = dict.fromkeys(section.texts("exact"), "exact")
    rounded = section.section("rounded")
    roundings: dict[str, Step] = {}
    for key, text in {**exact, **{key: rounded.text(key) for key in rounded.values}}.items():
        step = read_step(text)
        if step is None:
            rounded.refuse(key, "a rounding: exact, zeros, or a step such as 0.01 or 1000")
        else:
            roundings[key] = step
    for key, columns in (("rows", table.labels), ("exact", exact), ("rounded", rounded.values)):
        for column in columns:
            if column not in table.columns:
                section.refuse(key, f"of the columns of {file}: {', '.join(table.columns)}")
    return PaperTable(
        name=name,
        file=table.file,
        columns=table.columns,
        rows=table.rows,
        labels=table.labels,
        totals=frozenset(matched(text) for text in section.texts("totals")),
        roundings=roundings,
    )


def _sheet(sheets: list[Records], section: Section) -> Records:
    wanted = section.text("sheet")
    if not wanted:
        return sheets[0]
    for sheet in sheets:
        if sheet.name.endswith(f", sheet {wanted}"):
            return sheet
    raise InputError(
        "There is no such sheet in the file",
        where=section.where("sheet"),
        remedy="Write it as the workbook names it.",
    )


def _table(name: str, records: Records, labels: tuple[str, ...]) -> PaperTable:
    columns: dict[str, list[str | None]] = {}
    for heading, texts in zip(records.headings, records.columns, strict=True):
        if heading in columns:
            raise InputError(
                f"The column {heading} is there twice",
                where=records.name,
                remedy="Rename or delete one of the two.",
            )
        if heading:
            columns[heading] = texts.to_list()
    if not columns:
        raise InputError(
            "The file has no table", where=records.name, remedy="Its first row needs headings."
        )
    rows = tuple(records.rows.to_list())
    return PaperTable(name, records.name, columns, rows, labels or (next(iter(columns)),))


def _name_of(path: Path) -> str:
    """A file's name as expressions can write it: 'flows_2015-16.csv' is flows_2015_16."""
    name = re.sub(r"\W", "_", path.stem)
    return name if name.isidentifier() and name not in RESERVED else f"table_{name}"


def _refuse_name(name: str, where: str) -> None:
    if not name.isidentifier() or name in RESERVED:
        raise InputError(
            "A table cannot be called that",
            where=where,
            remedy="Use letters, digits and _, and none of the words "
            + ", ".join(sorted(RESERVED)),
        )
