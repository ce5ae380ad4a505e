"""What a planter of differences sees: the ledger's records, by child and by date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from kinward.synthetic import days
from kinward.synthetic.commitments import Record, placement_name
from kinward.synthetic.history import Life
from kinward.synthetic.money import SERVICES, finance_id


@dataclass
class Scene:
    """The records while differences are planted among them.

    Attributes:
        records: every record, in the order of the file.
        listed: numbers that children.csv is to list though no return knows them.
        taken: numbers of the children that have a difference already.
    """

    records: list[Record]
    people: list[Life]
    years: range
    listed: list[int] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.first = days.year_start(self.years[-1])
        self.last = days.year_end(self.years[-1])
        self._serial, self._strangers = len(self.records), 0
        self._of_child: dict[int, list[Record]] = defaultdict(list)
        for record in self.records:
            self._of_child[record.life.number].append(record)

    def only_one(self, record: Record) -> bool:
        """Whether the child has no other record."""
        return len(self._of_child[record.life.number]) == 1

    def in_care(self, record: Record) -> bool:
        """Whether the record is a placement of a category, not a payment after care."""
        return bool(SERVICES[record.kind].category)

    def goes_on(self, record: Record) -> bool:
        """Whether the placement goes on after the last 31 March."""
        return record.end > self.last

    def days_in_year(self, record: Record) -> int:
        """Days paid for in the last year; below 1 where there are none."""
        return min(record.end, self.last + 1) - max(record.start, self.first)

    def brief(self, record: Record) -> bool:
        """True where one row tells it all: begun in the last year, with one rate."""
        return record.start >= self.first and len(record.rates(self.years)) == 1

    def free(self, record: Record, start: int, end: int) -> bool:
        """Whether the child is neither paid for elsewhere nor in another period of care."""
        others = [one for one in self._of_child[record.life.number] if one is not record]
        spans = [(one.start, one.end) for one in others]
        spans += [(one.start, one.end) for one in record.life.periods if one is not record.period]
        return all(until <= start or since >= end for since, until in spans)

    def repeated(self, record: Record) -> Record:
        """The same placement once more under another name, at the end of the file."""
        self._serial += 1
        made = replace(record, placement_id=placement_name(self._serial))
        self.records.append(made)
        return made

    def stranger(self) -> tuple[str, int]:
        """A finance identifier of nobody, and the number from which it is made."""
        self._strangers += 1
        number = len(self.people) + self._strangers
        return finance_id(number), number
