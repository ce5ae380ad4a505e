"""One planter a kind of difference: which records suit, and what is done to one.

Each trips its own kind only, as seen on the last 31 March: nothing else about the placement, or
about the child's other records, departs from the return.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kinward.synthetic.commitments import Record
from kinward.synthetic.dice import Dice
from kinward.synthetic.differences.scene import Scene
from kinward.synthetic.money import SERVICES

_TWIN: Final = {"ifa": "ola", "ola": "ifa", "inh": "kin", "kin": "inh"}
"""Fostering of another category, whose price is not far off and whose paid weeks agree."""
_MISSPELT: Final = {
    "ifa": "Independant fostering",
    "inh": "In-house fosterng",
    "kin": "Kinship forstering",
    "sup": "Suported accommodation",
}
_EVER: Final = 10**6  # a day number beyond every life


@dataclass(frozen=True, slots=True)
class Planter:
    """How one kind of difference is planted.

    Attributes:
        suits: whether it can be planted on a record.
        make: plants it on a record that suits, and gives the record on which it shows (None: the
            record is gone) and what was done.
        badness: of the records that suit, those with the least come first.
    """

    kind: str
    suits: Callable[[Scene, Record], bool]
    make: Callable[[Scene, Record, Dice], tuple[Record | None, str]]
    badness: Callable[[Scene, Record], int]


def _several_rows(scene: Scene, record: Record) -> int:
    """A difference is told plainest where the placement has one row."""
    return not scene.brief(record)


def _costly(scene: Scene, record: Record) -> int:
    """Shortest first: a wrong rate should not drown every other figure."""
    return scene.days_in_year(record) + 1000 * _several_rows(scene, record)


def _is_common(scene: Scene, record: Record) -> bool:
    return record.kind in _MISSPELT and scene.days_in_year(record) >= 30


def _stranger(scene: Scene, record: Record, _: Dice) -> tuple[Record, str]:
    made = scene.repeated(record)
    made.child_id, number = scene.stranger()
    if number % 2:
        return made, "A placement of a child whom children.csv does not list."
    scene.listed.append(number)
    return made, "A placement of a child whom children.csv lists and no return knows."


def _missing_suits(scene: Scene, record: Record) -> bool:
    return scene.in_care(record) and scene.goes_on(record) and scene.only_one(record)


def _missing(scene: Scene, record: Record, _: Dice) -> tuple[None, str]:
    scene.records.remove(record)
    return None, "A child in a placement that costs money, of whom the ledger knows nothing."


def _category_suits(scene: Scene, record: Record) -> bool:
    return record.kind in _TWIN and scene.goes_on(record)


def _category(_: Scene, record: Record, __: Dice) -> tuple[Record, str]:
    record.service_type = SERVICES[_TWIN[record.kind]].service_type
    return record, "The service type is of another category than the placement."


def _start_suits(scene: Scene, record: Record) -> bool:
    begins = record.start == record.period.start and record.start >= scene.first
    return begins and scene.in_care(record) and scene.days_in_year(record) >= 60


def _start(scene: Scene, record: Record, dice: Dice) -> tuple[Record, str]:
    shift = dice.between(10, 40)
    earlier = record.start - shift
    if dice.chance(0.5) and earlier >= scene.first and scene.free(record, earlier, record.start):
        record.start = earlier
        return record, f"Paid from {shift} days before the child came."
    record.start += shift
    return record, f"Paid from {shift} days after the child came."


def _left(scene: Scene, record: Record, least: int) -> bool:
    """Whether it ended care in the last year, some days before its end, under 18 and for good."""
    ended = record.end == record.period.end and scene.first < record.end <= scene.last - least
    costs = scene.in_care(record) and record.price > 0
    under_18 = record.life.adult > scene.last + 1
    return ended and costs and under_18 and scene.free(record, record.end, _EVER)


def _end(scene: Scene, record: Record, dice: Dice) -> tuple[Record, str]:
    more = dice.between(10, min(60, scene.last - record.end))
    record.end += more
    return record, f"Paid for {more} days after the child left care."


def _unended(_: Scene, record: Record, __: Dice) -> tuple[Record, str]:
    record.end, record.planned_end = record.life.adult, None
    return record, "Never ended, though the child left care."


def _overlap(scene: Scene, record: Record, _: Dice) -> tuple[Record, str]:
    return scene.repeated(record), "The same placement entered twice, under two identifiers."


def _rate_suits(scene: Scene, record: Record) -> bool:
    known = record.kind in _MISSPELT and record.price > 0
    return known and scene.days_in_year(record) > 0 and not scene.goes_on(record)


def _rate(_: Scene, record: Record, __: Dice) -> tuple[Record, str]:
    record.slip = True
    return record, "The weekly cost is in pence instead of pounds."


def _passed_suits(scene: Scene, record: Record) -> bool:
    long = record.start <= scene.last - 150
    return long and scene.in_care(record) and scene.goes_on(record)


def _passed(scene: Scene, record: Record, dice: Dice) -> tuple[Record, str]:
    record.planned_end = scene.last - dice.between(60, 120)
    return record, "The planned end is long past, and the child is still there."


def _unknown_suits(scene: Scene, record: Record) -> bool:
    return _is_common(scene, record) and scene.goes_on(record)


def _unknown(_: Scene, record: Record, __: Dice) -> tuple[Record, str]:
    record.service_type = _MISSPELT[record.kind]
    return record, "The service type is misspelt."


def _ends_suits(scene: Scene, record: Record) -> bool:
    return _left(scene, record, 12)


def _unended_suits(scene: Scene, record: Record) -> bool:
    return _left(scene, record, 30)


PLANTERS: Final = (
    Planter("not_in_ledger", _missing_suits, _missing, _several_rows),
    Planter("paid_after_leaving", _unended_suits, _unended, _several_rows),
    Planter("not_in_return", _is_common, _stranger, _several_rows),
    Planter("category_differs", _category_suits, _category, _several_rows),
    Planter("rate_far_off", _rate_suits, _rate, _costly),
    Planter("overlap", _is_common, _overlap, _several_rows),
    Planter("end_differs", _ends_suits, _end, _several_rows),
    Planter("start_differs", _start_suits, _start, _several_rows),
    Planter("planned_end_passed", _passed_suits, _passed, _several_rows),
    Planter("unknown_service_type", _unknown_suits, _unknown, _several_rows),
)
"""In the order in which small authorities get them."""
