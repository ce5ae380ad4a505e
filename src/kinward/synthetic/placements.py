"""Where a child lives: the placements of a period of care, with breakdowns and planned moves."""

from __future__ import annotations

from datetime import date
from typing import Final

from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Home, Life, Period, Stay
from kinward.synthetic.market import Market, postcode
from kinward.synthetic.people import band
from kinward.synthetic.shape import shape

PLACE: Final = {
    "kin": "U3", "inh": "U6", "ifa": "U6", "ola": "U6", "ffa": "U5", "res_in": "K2",
    "res_ext": "K2", "res_care": "R1", "school": "S1", "r3": "R3", "sup": "SUP", "p2": "P2",
    "p1": "P1", "secure": "K1", "yoi": "R5", "hospital": "R2", "adopt": "A6",
}  # fmt: skip
GROUP: Final = {
    "kin": "kin", "inh": "fostering", "ifa": "fostering", "ola": "fostering", "ffa": "fostering",
    "res_in": "residential", "res_ext": "residential", "res_care": "residential",
    "school": "residential", "secure": "residential",
}  # fmt: skip
_P2_ENDS: Final = days.number(date(2023, 10, 28))
_LEAST: Final = 3


class Placing:
    """Places one child through one period of care."""

    def __init__(self, life: Life, period: Period, market: Market, dice: Dice) -> None:
        self.life, self.period, self.market, self.dice = life, period, market, dice
        numbers = shape().numbers
        self.frailty = dice.lognormal(1.0, numbers["placement.frailty_sigma"])
        self.stays: list[Stay] = []
        self.settled = False

    def stays_of_period(self) -> list[Stay]:
        """The placements in order; each starts at least three days after the one before."""
        day, kind, reason = self.period.start, self._first(), ""
        while True:
            self._add(day, kind, reason)
            length = self._length(kind)
            end, kind_next, reason = self._planned(day + length, day, kind)
            if end >= self.period.end - _LEAST:
                return self.stays
            day, kind = end, kind_next or self._next(kind, end)

    def _first(self) -> str:
        life, period = self.life, self.period
        ages = band(days.age(life.born, period.start))
        stream = "" if life.stream == "family" else f"_{life.stream}"
        while True:
            kind = self.dice.pick(shape().odds[f"first{stream}.{ages}"])
            if self._fits(kind, period.start):
                return kind

    def _next(self, kind: str, day: int) -> str:
        age = days.age(self.life.born, day)
        ages = "0-9" if age < 10 else "10-15" if age < 16 else "16-17"
        odds = shape().odds[f"next.{ages}.{GROUP.get(kind, 'other')}"]
        while True:
            following = self.dice.pick(odds)
            if self._fits(following, day):
                return following

    def _fits(self, kind: str, day: int) -> bool:
        """Whether the law, the plan and the dates allow a kind of placement from a day on."""
        way = self.period.adoption
        if way is not None and GROUP.get(kind) not in {"kin", "fostering"} and kind != "r3":
            return False
        if kind == "p1":
            at_home = bool(self.stays) and self.stays[-1].kind == "p1"
            return not at_home and self.period.legal_on(day) in {"C1", "C2"}
        if kind == "p2":
            return day < _P2_ENDS - 60
        if kind in {"secure", "yoi"}:
            return days.age(self.life.born, day) >= 12
        return True

    def _length(self, kind: str) -> int:
        """How long the child stays if nothing is planned."""
        if self.period.short_break:
            return self.period.end - self.period.start
        numbers, first = shape().numbers, len(self.stays) == 1
        bridge = numbers["placement.bridge_first_p" if first else "placement.bridge_later_p"]
        if kind not in {"kin", "p1"} and self.life.stream == "family" and self.dice.chance(bridge):
            self.settled = False
            median, sigma = (
                numbers["placement.bridge_median_days"],
                numbers["placement.bridge_sigma"],
            )
            return _LEAST + int(self.dice.lognormal(median, sigma))
        self.settled = True
        scale = numbers[f"settled_days.{kind}"] * self.frailty
        return _LEAST + int(self.dice.weibull(numbers["placement.settled_shape"], scale))

    def _planned(self, end: int, start: int, kind: str) -> tuple[int, str, str]:
        """The next move and why: what was planned, if it comes before a breakdown."""
        why = self.dice.pick(shape().odds["move_reason.all"])
        moves = [(end, "", "CARPL" if not self.settled else why)]
        moves += self._planned_moves(start, kind)
        return min(moves)

    def _planned_moves(self, start: int, kind: str) -> list[tuple[int, str, str]]:
        numbers, period, dice = shape().numbers, self.period, self.dice
        moves = []
        if kind == "p2":
            moves.append((max(_P2_ENDS - 4, start + _LEAST), "sup", "LAREQ"))
        sixteen = days.birthday(self.life.born, 16)
        group = GROUP.get(kind)
        if group in {"residential", "fostering"} and period.adoption is None:
            name = f"placement.{group}_to_supported_p"
            step = max(sixteen, start + 30) + dice.between(20, 560)
            if step < self.life.adult - 30 and dice.chance(numbers[name]):
                moves.append((step, "sup", "CARPL"))
        if (
            period.plan == "order"
            and kind != "kin"
            and dice.chance(numbers["placement.order_with_kin_p"])
        ):
            moves.append((start + dice.between(10, 120), "kin", "CARPL"))
        if (
            period.plan == "home"
            and kind != "p1"
            and dice.chance(numbers["placement.placed_with_parents_p"])
        ):
            part = period.start + int((period.end - period.start) * (0.4 + 0.4 * dice.uniform()))
            if part > start + _LEAST and self._fits("p1", part):
                moves.append((part, "p1", "CARPL"))
        return moves

    def _add(self, day: int, kind: str, reason: str) -> None:
        home = self.market.parents if kind == "p1" else self.market.home(kind, self.dice)
        last = self.stays[-1] if self.stays else None
        post = self.life.home_post if kind == "p1" else home.post or postcode(self.dice)
        while last is not None and (post, home) == (last.post, last.home):
            home = self.market.home(kind, self.dice)
            post = home.post or postcode(self.dice)
        if self.period.short_break:
            post = ""
        self.stays.append(Stay(day, kind, PLACE[kind], home, post, len(self.stays), reason))


def placed_for_adoption(period: Period, market: Market, dice: Dice) -> None:
    """Adds the placement for adoption and, where the carer adopts, the way there."""
    way = period.adoption
    if way is None or way.ceased is not None or way.placed >= period.end:
        return
    stays = [stay for stay in period.stays if stay.start < way.placed - _LEAST]
    last = stays[-1]
    place = ("A3" if way.consent else "A5") if way.with_carer else ("A4" if way.consent else "A6")
    if GROUP.get(last.kind) not in {"kin", "fostering"}:
        day = max(last.start + _LEAST, way.placed - dice.between(40, 90))
        if day >= way.placed - _LEAST:  # no room for one more: they were foster carers all along
            day = stays.pop().start
        carer, reason = last.carer + 1, "CARPL" if stays else ""
        last = Stay(day, "inh", "U6", market.home("inh", dice), postcode(dice), carer, reason)
        stays.append(last)
    if way.with_carer:
        last.place = "U2" if last.kind == "kin" else "U5"
        last.kind = "kin" if last.kind == "kin" else "ffa"
        home, post, carer_no, reason = last.home, last.post, last.carer, "PLACE"
    else:
        home, post = market.home("adopt", dice), postcode(dice)
        carer_no, reason = last.carer + 1, "CARPL"
    stays.append(Stay(way.placed, "adopt", place, home, post, carer_no, reason))
    period.stays = stays


def long_term(period: Period, dice: Dice) -> None:
    """Turns settled fostering of a long case into long-term fostering with the same carers."""
    numbers = shape().numbers
    if period.plan != "long":
        return
    made: list[Stay] = []
    for place, following in zip(period.stays, [*period.stays[1:], None], strict=True):
        made.append(place)
        end = following.start if following else period.end
        median, sigma = (
            numbers["placement.long_term_median_days"],
            numbers["placement.long_term_sigma"],
        )
        matched = place.start + int(dice.lognormal(median, sigma))
        if place.place not in {"U3", "U6"} or not dice.chance(numbers["placement.long_term_p"]):
            continue
        if matched < end - 60 and period.legal_on(matched) != "E1":
            home: Home = place.home
            code = "U1" if place.place == "U3" else "U4"
            made.append(Stay(matched, place.kind, code, home, place.post, place.carer, "PLACE"))
    period.stays = made
