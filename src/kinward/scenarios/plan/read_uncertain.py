"""Reading uncertain shares, factors and changes of price."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kinward.scenarios.plan.fields import Fields
from kinward.scenarios.plan.read_evidence import of_file
from kinward.scenarios.plan.uncertain import ALL, NONE, Factor, Percent, Share

MOST_FACTOR: Final = 10
MOST_WEIGHT: Final = 100_000
MOST_PERCENT: Final = 1000


def share(fields: Fields, key: str, default: Share | None = None) -> Share:
    """A plain share, `{ successes, of }`, `{ mean, weight }`, or `{ file, service }` of a file.

    It is required without a default.
    """
    if not isinstance(fields.values.get(key), dict):
        if default is not None and key not in fields:
            fields.ask(key)
            return default
        value = _plain_share(fields, key)
        return ALL if value is None else Share(value=value)
    parts = fields.under(key, key)
    if "file" in parts or "service" in parts:
        read = of_file(parts, later=key == "delayed")
    else:
        read = _stated(parts) if "mean" in parts or "weight" in parts else _shown(parts)
    parts.finish()
    return read


def factor(fields: Fields, key: str, least: Decimal | int = 0, most: int = MOST_FACTOR) -> Factor:
    """A plain factor or `{ mean, sd }`; required."""
    mean, sd = _mean_sd(fields, key, least, most)
    if sd and mean == 0:
        fields.wrong(
            f"{key} is uncertain about a mean of 0", "Give a mean above 0, or a plain 0.", key
        )
    return Factor(mean, sd)


def percent(fields: Fields, key: str) -> Percent:
    """A plain change in per cent or `{ mean, sd }`; required."""
    mean, sd = _mean_sd(fields, key, -100, MOST_PERCENT)
    if sd and mean == -100:
        fields.wrong(f"{key} is uncertain about a price of nothing", "Give a mean above -100.", key)
    return Percent(mean, sd)


def _plain_share(fields: Fields, key: str) -> Decimal | None:
    """A plain share; one that looks like a percentage is told so."""
    found = fields.values.get(key)
    if isinstance(found, int | Decimal) and Decimal(found).is_finite() and found > 1:
        fields.ask(key)
        fields.wrong(
            f"{key} is above 1, which is 100%", "Write 43% as 0.43: a share goes from 0 to 1.", key
        )
        return None
    return fields.number(key, 0, 1)


def _shown(parts: Fields) -> Share:
    successes, of = parts.whole("successes"), parts.whole("of", least=1)
    if successes is not None and of is not None and successes > of:
        parts.wrong(
            "There are more successes than cases",
            "Give successes of at most the cases.",
            "successes",
        )
        return NONE
    return NONE if successes is None or of is None else Share(successes=successes, of=of)


def _stated(parts: Fields) -> Share:
    mean = _plain_share(parts, "mean")
    weight = parts.number("weight", Decimal("0.01"), MOST_WEIGHT)
    if mean is not None and mean in (0, 1):
        parts.wrong(
            "mean is 0 or 1, which leaves nothing uncertain", "Write a plain 0 or 1.", "mean"
        )
        return NONE
    return NONE if mean is None or weight is None else Share(mean=mean, weight=weight)


def _mean_sd(fields: Fields, key: str, least: Decimal | int, most: int) -> tuple[Decimal, Decimal]:
    if not isinstance(fields.values.get(key), dict):
        return fields.number(key, least, most) or Decimal(0), Decimal(0)
    parts = fields.under(key, key)
    mean, sd = parts.number("mean", least, most), parts.number("sd", 0, most)
    parts.finish()
    return mean or Decimal(0), sd or Decimal(0)
