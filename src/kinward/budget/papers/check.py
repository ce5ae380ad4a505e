"""Holding a paper against itself: its tables against their identities, its text against them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kinward.budget.papers.claims import CLAIMS
from kinward.budget.papers.evaluate import Row, evaluate, step_of
from kinward.budget.papers.interval import Interval, Undefined
from kinward.budget.papers.model import Check, Claim, Identity, Paper, Verdict
from kinward.budget.papers.printed import places
from kinward.budget.papers.read import read_paper


def check_folder(folder: Path) -> tuple[Check, ...]:
    """Read a paper and check it; see `read_paper` and `check`."""
    return check(read_paper(folder))


def check(paper: Paper) -> tuple[Check, ...]:
    """Every identity on every row where its number is printed, then every claim, in their order.

    A row where the number is not printed says nothing and is left out. A row that lacks a number
    from which it is worked out cannot be checked, and is told.
    """
    found = [each for identity in paper.identities for each in _identity(identity, paper)]
    return (*found, *(_claim(claim, paper) for claim in paper.claims))


def _identity(identity: Identity, paper: Paper) -> Iterator[Check]:
    if not identity.table:
        yield _held(identity, paper, None)
        return
    table = paper.tables[identity.table]
    rows = [
        Row(table, position, group)
        for group in identity.groups
        for position in group
        if position in identity.positions
    ]
    for row in sorted(rows, key=lambda row: row.position):
        held = _held(identity, paper, row)
        if held.printed is not None:
            yield held


def _held(identity: Identity, paper: Paper, row: Row | None) -> Check:
    printed, recomputed, decimals, reason = None, None, 0, ""
    try:
        printed = evaluate(identity.printed, paper.tables, row)
        decimals = places(step_of(identity.printed, paper.tables, row))
        recomputed = evaluate(identity.figure, paper.tables, row)
    except Undefined as undefined:
        reason = str(undefined)
    return Check(
        kind="identity",
        table=paper.tables[identity.about].file if identity.about else "",
        row=row.table.rows[row.position] if row else None,
        label=row.table.label(row.position) if row else "",
        what=identity.what,
        expression=identity.text,
        unit="",
        printed=printed,
        recomputed=recomputed,
        decimals=decimals,
        verdict=_verdict(printed, recomputed),
        reason=reason,
        why=identity.why,
    )


def _claim(claim: Claim, paper: Paper) -> Check:
    claims = paper.tables[CLAIMS]
    printed = claims.interval(claim.position, "value")
    recomputed, reason = None, ""
    if claim.figure is None:
        reason = "the claim names no figure"
    else:
        try:
            recomputed = evaluate(claim.figure, paper.tables)
        except Undefined as undefined:
            reason = str(undefined)
    return Check(
        kind="claim",
        table=paper.tables[claim.about].file,
        row=claims.rows[claim.position],
        label="",
        what=claim.what,
        expression=claim.text,
        unit=claim.unit,
        printed=printed,
        recomputed=recomputed,
        decimals=places(claims.number(claim.position, "value").step),
        verdict=_verdict(printed, recomputed) if claim.figure else "not_checked",
        reason=reason,
        why=claim.why,
    )


def _verdict(printed: Interval | None, recomputed: Interval | None) -> Verdict:
    if printed is None or recomputed is None:
        return "cannot_be_checked"
    if printed.low <= recomputed.value <= printed.high:
        return "agrees"
    return "rounding" if printed.meets(recomputed) else "contradicts"
