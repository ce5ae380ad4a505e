"""From returns as read to returns as checked: find what is wrong, then repair what can be."""

from __future__ import annotations

from kinward.errors import InputError
from kinward.returns.model import Checked, Returns
from kinward.returns.repair.run import repaired_tables


def prepare(returns: Returns, *, rules: bool = True, repair: bool = True) -> Checked:
    """Check the returns against every rule and repair them.

    Args:
        returns: as read.
        rules: False where nobody will read the findings: only those of reading are then given.
            No figure rests on them.
        repair: False to list the repairs without making them.

    Returns:
        Findings, repaired tables and the log of every repair. The source rows are not changed.

    Raises:
        InputError: no file is a Header.
    """
    _refuse_without_header(returns)
    findings = returns.findings
    if rules:
        from kinward.returns.check import find

        findings = find(returns)
    tables, repairs = repaired_tables(returns.tables, returns.unparsed)
    return Checked(
        returns=returns,
        findings=findings,
        tables=tables if repair else returns.tables,
        repairs=repairs,
        repaired=repair,
    )


def _refuse_without_header(returns: Returns) -> None:
    """Without any date of birth almost no figure can be made."""
    if not any(source.table == "Header" for source in returns.files):
        files = returns.files
        raise InputError(
            "There is no Header table, so there is nothing to do",
            where=files[0].path if len(files) == 1 else f"all {len(files):,} files",
            remedy="Add the Header of each return: it holds dates of birth and sex.",
        )
