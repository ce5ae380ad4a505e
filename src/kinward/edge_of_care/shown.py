"""What a file says of a service, in counts: what a plan takes as the evidence of a share."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kinward.edge_of_care.beta import Beta, evidence
from kinward.edge_of_care.cases import Cases, read_cases
from kinward.edge_of_care.counts import ServiceCounts, read_counts
from kinward.errors import ArgumentError
from kinward.tables import squeezed
from kinward.tables.records import read_records


@dataclass(frozen=True)
class Shown:
    """Successes of so many cases with a known answer."""

    successes: int
    of: int

    @property
    def beta(self) -> Beta:
        """What they say of the share, with the prior."""
        return evidence(self.successes, self.of)


def read_evidence(path: Path) -> Cases | tuple[ServiceCounts, ...]:
    """Read a file of services: by case (`read_cases`) or by counts (`read_counts`).

    A file with a column of children worked with is one of counts.

    Raises:
        InputError: see the two readers.
    """
    headings = {squeezed(each) for sheet in read_records(path) for each in sheet.headings}
    return read_counts(path) if "workedwith" in headings else read_cases(path)


def closed_cases(counts: ServiceCounts) -> Shown | None:
    """What the closed cases of a service show; None where they are not known."""
    if counts.closed is None or counts.successes is None:
        return None
    return Shown(counts.successes, counts.closed)


def shown_of_counts(services: tuple[ServiceCounts, ...], service: str) -> Shown:
    """What counts say of a service's success.

    Raises:
        ArgumentError: there is no such service, or its closed cases are not known.
    """
    by_name = {each.service: each for each in services}
    name = spelt(service, by_name)
    found = closed_cases(by_name[name])
    if found is None:
        raise ArgumentError(
            f"The closed cases of {name} are not known",
            remedy="Give closed and successes in the file.",
        )
    return found


def spelt(service: str, services: Collection[str]) -> str:
    """A service as the file spells it: told apart without case, spacing and punctuation.

    Raises:
        ArgumentError: the file has none of that name.
    """
    for each in services:
        if squeezed(each) == squeezed(service):
            return each
    there = f"The services are {', '.join(services)}." if services else "It has none."
    raise ArgumentError(f"There is no service {service} in the file", remedy=there)
