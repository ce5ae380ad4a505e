"""What a made-up life is made of: a person, periods of care, placements, legal statuses.

Days are whole numbers (see `days`). A period of care runs from its start to its end; its placements
and legal statuses each hold from their start to the next one's.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Home:
    """A provider's registered service, or one home of it.

    Attributes:
        name: the provider, as a finance system names it.
        provider: PLACE_PROVIDER.
        urn: seven characters, or empty where none is registered.
        post: the postcode, or empty where each carer has an own one.
        price: the multiple of the usual price of its kind that it charges.
    """

    name: str
    provider: str
    urn: str
    post: str
    price: float


@dataclass(slots=True)
class Stay:
    """A placement: from its start until the next one's.

    Attributes:
        kind: the kind of placement (a key of `numbers.settled_days`, or `adopt`, `ffa`).
        place: PLACE, or SUP where the code depends on the year of the return (H5, then K3).
        carer: equal where the child stays with the same carers.
        reason: why the placement before ended (REASON_PLACE_CHANGE).
    """

    start: int
    kind: str
    place: str
    home: Home
    post: str
    carer: int
    reason: str


@dataclass(slots=True)
class Adoption:
    """The way to adoption; `ceased` is the day on which the decision was taken back, if it was."""

    decision: int
    order: int
    match: int
    placed: int
    adopted: int
    with_carer: bool
    consent: bool
    ceased: int | None = None
    why_ceased: str = ""


@dataclass(slots=True)
class Period:
    """A period of care.

    Attributes:
        plan: what the case turned out to be (`brief`, `home`, `order`, `adoption`, `long`, `other`,
            `uasc`, `remand`, `breaks`).
        end: the day of leaving; it may lie beyond the last return.
        leaves: what ends it (a plan, `early`, `eighteen` or a code of its own); `rec` is the code.
        legal: (start, LS), in order.
        absences: (start, end, PLACE), in order, each within one placement and one legal status.
    """

    plan: str
    start: int
    end: int
    leaves: str
    rec: str = ""
    legal: list[tuple[int, str]] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    absences: list[tuple[int, int, str]] = field(default_factory=list)
    adoption: Adoption | None = None

    @property
    def short_break(self) -> bool:
        """True for a series of short breaks, which is not being looked after."""
        return self.plan == "breaks"

    def legal_on(self, day: int) -> str:
        """The legal status on a day of the period."""
        return [status for start, status in self.legal if start <= day][-1]


@dataclass(slots=True)
class Life:
    """A made-up child and the periods of care it has had.

    Attributes:
        stream: `family`, `uasc`, `remand` or `breaks`.
        number: the number in the identifier; 0 until it is known that the child is in a return.
        duc: the day on which UASC status ceases.
        area: 0, 1 or 2, where the family lives.
        key: the identity of the child's luck.
    """

    stream: str
    born: int
    female: bool
    ethnic: str
    cin: str
    area: int
    home_post: str
    key: int
    adult: int
    number: int = 0
    duc: int | None = None
    periods: list[Period] = field(default_factory=list)
