"""Reading what is inside records, a row each: colours, scores, decisions, follow-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from kinward.errors import ArgumentError
from kinward.ledger.findings import Finding
from kinward.programme.governance import Decision, LogItem, Meeting
from kinward.programme.plan import Action, Override
from kinward.programme.read.fields import Fields
from kinward.programme.read.found import require, twice, unknown
from kinward.programme.read.risks import refuse_scores
from kinward.programme.registers import Risk, Score

R = TypeVar("R", Action, Risk, Meeting)
Row = dict[str, Any]
_GIVE: Final = "Correct it, or give them with it."


def with_overrides(
    actions: Sequence[Action], sheets: Iterable[Fields]
) -> tuple[list[Action], list[Finding]]:
    """Actions with the colours against the rule of all tables.

    Raises:
        InputError: a field that cannot be read or is missing; no such action.
    """
    return _Entries(
        actions, "overrides", Override, ("action",), ("side", "colour", "words", "by", "on"),
        lambda each: (each.ref,),
    ).read(sheets)  # fmt: skip


def with_scores(
    risks: Sequence[Risk], sheets: Iterable[Fields]
) -> tuple[list[Risk], list[Finding]]:
    """Risks with the earlier scores of all tables, by day.

    Raises:
        InputError: a field that cannot be read or is missing; no such risk; a score off the
            scale, or half of one after mitigation.
    """
    found, doubts = _Entries(
        risks, "history", Score, ("risk",), ("on", "probability", "impact"),
        lambda each: (each.ref,), refuse=refuse_scores,
    ).read(sheets)  # fmt: skip
    by_day = [
        replace(each, history=tuple(sorted(each.history, key=lambda score: score.on)))
        for each in found
    ]
    return by_day, doubts


def with_decisions(
    meetings: Sequence[Meeting], sheets: Iterable[Fields]
) -> tuple[list[Meeting], list[Finding]]:
    """Meetings with the decisions of all tables.

    Raises:
        InputError: a field that cannot be read or is missing; no such meeting; a decision without
            its reason; a ref twice in a meeting.
    """
    return _Entries(
        meetings, "decisions", Decision, ("board", "meeting"), ("ref", "text"), meeting_name,
        "ref",
    ).read(sheets)  # fmt: skip


def with_follow_ups(
    meetings: Sequence[Meeting], sheets: Iterable[Fields]
) -> tuple[list[Meeting], list[Finding]]:
    """Meetings with the follow-ups of all tables.

    Raises:
        InputError: a field that cannot be read or is missing; no such meeting; a ref twice in a
            meeting.
    """
    return _Entries(
        meetings, "log", LogItem, ("board", "meeting"), ("ref", "text", "owner"), meeting_name,
        "ref",
    ).read(sheets)  # fmt: skip


def meeting_name(meeting: Meeting) -> tuple[object, ...]:
    """What names a meeting: its board and the day."""
    return meeting.board, meeting.on


class _Entries:
    """Reads the entries of one list of records.

    Args:
        name: of the list.
        holds: the class of an entry.
        owner: columns that name the record.
        needed: columns that every row fills, beside those.
        named: what names a record, as `owner` does.
        once: the column that names an entry within its record; empty where none does.
        refuse: refuses a row that breaks a rule.
    """

    def __init__(
        self,
        records: Sequence[Any],
        name: str,
        holds: Callable[..., Any],
        owner: tuple[str, ...],
        needed: tuple[str, ...],
        named: Callable[[Any], tuple[object, ...]],
        once: str = "",
        refuse: Callable[[Fields, int, Row], None] = lambda *_: None,
    ) -> None:
        self._records, self._name, self._holds = records, name, holds
        self._owner, self._needed, self._once = owner, needed, once
        self._named, self._refuse = named, refuse
        self._given: dict[tuple[object, ...], list[Any]] = {}

    def read(self, sheets: Iterable[Fields]) -> tuple[list[Any], list[Finding]]:
        """The records with the entries, which take the place of those that they had."""
        found: list[Finding] = []
        refs = {self._named(each) for each in self._records}
        for fields in sheets:
            rows = fields.read()
            require(fields, rows, *self._owner, *self._needed)
            for place, row in enumerate(rows):
                self._take(fields, place, row, refs)
            found += unknown(fields)
        records = [
            replace(each, **{self._name: tuple(self._given[self._named(each)])})
            if self._named(each) in self._given
            else each
            for each in self._records
        ]
        return records, found

    def _take(self, fields: Fields, place: int, row: Row, refs: set[tuple[object, ...]]) -> None:
        of = tuple(row[name] for name in self._owner)
        if of not in refs:
            what = f"There is no {' and '.join(self._owner)} of this name"
            raise fields.refuse(place, self._owner[-1], what, _GIVE)
        self._refuse(fields, place, row)
        own = self._given.setdefault(of, [])
        if self._once and row[self._once] in {getattr(each, self._once) for each in own}:
            raise twice(fields, place)
        own.append(made(fields, place, self._holds, row, without=self._owner))


def made(
    fields: Fields,
    place: int,
    holds: Callable[..., Any],
    row: Row,
    without: Iterable[str] = (),
) -> Any:
    """A record or entry of a row; what an empty field leaves open is as usual.

    Raises:
        InputError: it breaks a rule of its kind, at the column that does.
    """
    left = frozenset(without)
    own = {
        column.field: row[name]
        for name, column in fields.columns.items()
        if name not in left and row[name] is not None
    }
    try:
        return holds(**own)
    except ArgumentError as error:
        raise fields.refuse(place, error.where, error.what, error.remedy) from None
