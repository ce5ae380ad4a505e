"""How the authority follows each measure, and the readings that people type."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from django.db import models
from simple_history.models import HistoricalRecords

from kinward_web.programme.models import Edited

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_WHOLE: Final = 12
_PLACES: Final = 6


def _number() -> models.DecimalField:
    return models.DecimalField(
        max_digits=_WHOLE + _PLACES, decimal_places=_PLACES, null=True, blank=True
    )


class Card(Edited):
    """A measure as the authority follows it; one without a card is followed as the library has it.

    Attributes:
        measure: its key.
        own: whether it is the authority's, and not of the library. Then `label`, `unit`, `formula`
            and `source` define it.
        points: of a target that moves: days and values, as text, in order.
        tolerance_pct, tolerance: how far from the target is amber; without either, as far as the
            settings say.
    """

    class Tier(models.TextChoices):
        """Who looks at it."""

        BOARD = "board", "The board’s short list"
        DETAIL = "detail", "The detail for managers"

    class Target(models.TextChoices):
        """What is wanted."""

        NONE = "none", "No target"
        FLOOR = "floor", "At least"
        CEILING = "ceiling", "At most"
        BAND = "band", "Between two values"
        FLOORS = "floors", "At least, and it moves"
        CEILINGS = "ceilings", "At most, and it moves"

    measure = models.CharField(max_length=200, unique=True)
    own = models.BooleanField(default=False)
    label = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    formula = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    polarity = models.CharField(max_length=4)
    frequency = models.CharField(max_length=9)
    to_date = models.CharField(max_length=5)
    theme = models.CharField(max_length=100, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    tier = models.CharField(max_length=6, choices=Tier.choices, default=Tier.DETAIL)
    target = models.CharField(max_length=8, choices=Target.choices, default=Target.NONE)
    low = _number()
    high = _number()
    points = models.JSONField(default=list, blank=True)
    tolerance_pct = _number()
    tolerance = _number()
    disclosure = models.BooleanField(default=True)
    baseline_from = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    _history_user: User

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"owner", "changed_by"})

    class Meta:
        ordering = ("measure",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(measure=""), name="card_has_measure"),
            models.CheckConstraint(condition=models.Q(edition__gte=1), name="card_edition"),
            models.CheckConstraint(
                condition=models.Q(tier__in=["board", "detail"]), name="card_tier_known"
            ),
            models.CheckConstraint(
                condition=models.Q(polarity__in=["high", "low", "none"]), name="card_polarity_known"
            ),
            models.CheckConstraint(
                condition=models.Q(frequency__in=["monthly", "quarterly", "yearly"]),
                name="card_frequency_known",
            ),
            models.CheckConstraint(
                condition=models.Q(to_date__in=["sum", "ratio", "mean", "last", "none"]),
                name="card_to_date_known",
            ),
            models.CheckConstraint(
                condition=models.Q(target__in=["none", "floors", "ceilings"])
                | models.Q(target="floor", low__isnull=False)
                | models.Q(target="ceiling", high__isnull=False)
                | models.Q(target="band", low__lte=models.F("high")),
                name="card_target_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(own=False) | ~models.Q(label="") & ~models.Q(unit=""),
                name="card_own_defined",
            ),
            models.CheckConstraint(
                condition=models.Q(tolerance_pct__isnull=True) | models.Q(tolerance_pct__gte=0),
                name="card_tolerance_pct",
            ),
            models.CheckConstraint(
                condition=models.Q(tolerance__isnull=True) | models.Q(tolerance__gte=0),
                name="card_tolerance",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.measure


class Typed(Edited):
    """A reading that somebody typed.

    Attributes:
        period_end: the last day of its period.
        typed_by, typed_on: who told it and when, which in a file may be somebody else than who
            brought it in.
    """

    measure = models.CharField(max_length=200)
    period_end = models.DateField()
    value = models.DecimalField(max_digits=_WHOLE + _PLACES, decimal_places=_PLACES)
    numerator = _number()
    denominator = _number()
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    typed_by = models.CharField(max_length=200, blank=True)
    typed_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    _history_user: User

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"value", "numerator", "denominator", "note", "typed_by", "changed_by"}
    )

    class Meta:
        ordering = ("measure", "period_end")
        constraints = [
            models.UniqueConstraint(fields=["measure", "period_end"], name="typed_reading_once"),
            models.CheckConstraint(condition=models.Q(edition__gte=1), name="typed_edition"),
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True, denominator__isnull=True)
                | models.Q(numerator__isnull=False, denominator__isnull=False),
                name="typed_counts_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} to {self.period_end}"
