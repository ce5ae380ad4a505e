"""The code with which a period of care ends, once it is known where the child lived last."""

from __future__ import annotations

from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Life, Period
from kinward.synthetic.placements import GROUP
from kinward.synthetic.shape import shape


def close(life: Life, period: Period, dice: Dice) -> None:
    """Sets the reason for leaving, and the exact day for one who leaves at 18."""
    leaves = period.leaves
    if leaves in {"E3", "E8", "E15"}:
        period.rec = leaves
    elif leaves == "eighteen":
        _eighteen(period, dice)
    elif leaves == "order":
        period.rec = _order(period, dice)
    elif leaves == "adoption":
        period.rec = "E12" if dice.chance(0.62) else "E11"
    elif leaves == "other":
        older = days.age(life.born, period.end) >= 14
        period.rec = dice.pick(shape().odds["leave.other_older" if older else "leave.other"])
    elif leaves in {"early", "remand"}:
        period.rec = dice.pick(shape().odds[f"leave.{leaves}"])
    else:
        period.rec = dice.pick(shape().odds["leave.home"])


def _eighteen(period: Period, dice: Dice) -> None:
    last = period.stays[-1].kind
    if period.short_break:
        period.rec = "E8"
        return
    if period.plan == "remand":
        period.rec = "E14"
        return
    group = {"kin": "fostering", "sup": "supported", "p2": "supported"}.get(last, GROUP.get(last))
    known = group if group in {"fostering", "supported", "residential"} else "other"
    period.rec = dice.pick(shape().odds[f"leave.eighteen_{known}"])
    day_before = period.end - 1 > period.stays[-1].start and period.rec in {"E5", "E6", "E8"}
    if day_before and dice.chance(0.12):
        period.end -= 1


def _order(period: Period, dice: Dice) -> str:
    """Special guardianship to whoever cared for the child last, or a child arrangements order."""
    if dice.chance(0.2):
        return "E41"
    last = period.stays[-1].place
    if last in {"U1", "U2", "U3"}:
        return "E45"
    if last in {"U4", "U5", "U6"} and dice.chance(0.3):
        return "E46"
    return "E47" if dice.chance(0.9) else "E48"
