"""What a file says of a service, in counts: what a plan takes as the evidence of a share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kinward.edge_of_care.beta import Beta, evidence
from kinward.edge_of_care.cases import Cases, read_cases
from kinward.edge_of_care.counts import ServiceCounts, read_counts
from kinward.edge_of_care.success import delayed_counts, service_counts
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


def shown_of_counts(services: tuple[ServiceCounts, ...], service: str) -> Shown:
    """What counts say of a service's success.

    Raises:
        ArgumentError: there is no such service, or its closed cases are not known.
    """
    named = [each for each in services if squeezed(each.service) == squeezed(service)]
    if not named:
        raise unknown(service, [each.service for each in services])
    if named[0].closed is None or named[0].successes is None:
        raise ArgumentError(
            f"The closed cases of {named[0].service} are not known",
            remedy="Give closed and successes in the file.",
        )
    return Shown(named[0].successes, named[0].closed)


def shown_of_cases(cases: Cases, as_at: date, service: str, point: str = "closure") -> Shown:
    """What cases say of a service's success at a point.

    Raises:
        ArgumentError: there is no such service, or no such point.
    """
    return Shown(*service_counts(cases, as_at, _spelt(cases, service), point))


def delayed_of_cases(cases: Cases, as_at: date, service: str, point: str = "12_months") -> Shown:
    """Of the successes at closure that were followed up, those looked after by a later point.

    Raises:
        ArgumentError: there is no such service, or no such point.
    """
    return Shown(*delayed_counts(cases, as_at, _spelt(cases, service), point))


def unknown(service: str, services: list[str]) -> ArgumentError:
    """What is told of a service that a file does not have."""
    there = f"The services are {', '.join(services)}." if services else "It has none."
    return ArgumentError(f"There is no service {service} in the file", remedy=there)


def _spelt(cases: Cases, service: str) -> str:
    """A service as the file spells it."""
    services = cases.frame["service"].unique(maintain_order=True).to_list()
    for each in services:
        if squeezed(each) == squeezed(service):
            return str(each)
    raise unknown(service, services)
