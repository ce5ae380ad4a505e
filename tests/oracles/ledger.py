"""The figures of a ledger, slow and obvious: days of placements (`ledger_days`) summed by line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from oracles.ledger_days import DAY, InYear, Placement, Stretches, days_of, key_of
from oracles.ledger_lines import Line
from oracles.ledger_rows import Adjusted, Case, Row


class Answers:
    """The figures of a case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        grouped: dict[str, list[Row]] = {}
        for row in case.rows:
            grouped.setdefault(row.placement_id, []).append(row)
        self.placements = [Placement(rows, case) for rows in grouped.values()]
        self.paid = [paid for paid in map(InYear, self.placements) if paid.days]
        self.blocks: list[dict[str, Any]] = []
        services = self._services()
        self.lines = [*services, *map(self._adjusted, case.adjustments)]
        self._analyse()

    def _services(self) -> list[Line]:
        """The budget's lines, and one of every other service type that has a placement."""
        lines, met = [], set()
        for row in self.case.budget or ():
            key = key_of(row.service_type)
            line = Line(row.section, row.service_type, "service", self._category(key), row.annual)
            line.budgeted = row.placements or Fraction(0)
            line.budget_weeks = row.weeks or Fraction(52)
            line.planned_weeks = line.budgeted * line.budget_weeks
            self._fill(line, "" if key in met else key)
            met.add(key)
            lines.append(line)
        for placement in self.placements:
            there = placement.there(self.case.as_at)
            paid = any(each.placement is placement for each in self.paid)
            if placement.key not in met and (there or paid):
                met.add(placement.key)
                known = [each for each in self.case.known if key_of(each.name) == placement.key]
                section = (known[0].section if known else None) or "Not known"
                label = known[0].name if known else self._first_name(placement.key)
                line = Line(section, label, "service", self._category(placement.key))
                self._fill(line, placement.key)
                lines.append(line)
        return lines

    def _first_name(self, key: str) -> str:
        return next(each.type.name for each in self.placements if each.key == key)

    def _category(self, key: str) -> str | None:
        known = [each for each in self.case.known if key_of(each.name) == key]
        return known[0].category if known else None

    def _fill(self, line: Line, key: str) -> None:
        own = [each for each in self.paid if each.placement.key == key]
        length = len(days_of(self.case.year))
        line.snapshot = sum(
            each.there(self.case.as_at) for each in self.placements if each.key == key
        )
        line.average = Fraction(sum(each.days for each in own), length)
        line.weeks = sum((each.weeks for each in own), Fraction(0))
        line.spent = sum(each.spent for each in own)
        line.cost = line.projected = sum(each.cost for each in own)
        line.touching = len(own)
        line.last_rates = sum(each.net for each in own)
        line.daily_difference = sum(each.daily_cost - each.cost for each in own)

    def _adjusted(self, row: Adjusted) -> Line:
        sign = -1 if row.kind in ("savings_to_find", "grant") else 1
        line = Line(row.section, row.label, row.kind)
        line.annual = row.budget or 0
        if row.projected is not None:
            line.projected = row.projected
        elif row.weekly_rate is None:
            line.projected = 0
        elif row.kind == "block_contract" and row.places is not None:
            line.projected = round(row.places * row.weekly_rate * 52)
        elif row.kind == "grant":
            line.projected = round(Fraction(row.weekly_rate, 7) * self._child_days(row))
        if sign < 0:
            line.annual, line.projected = -abs(line.annual), -abs(line.projected)
        if row.kind == "block_contract" and row.places is not None:
            self._block(row, line.projected)
        return line

    def _child_days(self, row: Adjusted) -> int:
        """Days of the children that a grant is for, each child once a day."""
        seen = set()
        for each in self.paid:
            placement, person = each.placement, each.placement.person
            if row.service_type and placement.key != key_of(row.service_type):
                continue
            seeking = person is not None and person.uasc and placement.type.category is not None
            if not row.service_type and not seeking:
                continue
            for _, days in each.stretches:
                for day in days:
                    ceased = person.uasc_ceased if person and not row.service_type else None
                    if ceased is None or day < ceased:
                        seen.add((placement.child or placement, day))
        return len(seen)

    def _block(self, row: Adjusted, amount: int) -> None:
        key = key_of(row.service_type or "")
        days = sum(each.days for each in self.paid if each.placement.key == key)
        used = Fraction(days, len(days_of(self.case.year)))
        void = max((row.places or 0) - used, Fraction(0))
        cost = round(amount * void / row.places) if row.places else 0
        self.blocks.append(
            {
                "section": row.section,
                "label": row.label,
                "places": float(row.places or 0),
                "used": float(used),
                "void": float(void),
                "void_cost": cost,
            }
        )

    def _analyse(self) -> None:
        """Volume, mix, price, other. Where no line has budgeted weeks, P is the actual price."""
        planned = [line for line in self.lines if line.planned_weeks]
        paid = [line for line in self.lines if line.weeks]
        overall = Fraction(0)
        if planned:
            overall = sum(each.annual for each in planned) / sum(e.planned_weeks for e in planned)
        elif paid:
            overall = sum(each.projected for each in paid) / sum(each.weeks for each in paid)
        for line in self.lines:
            variance = line.projected - line.annual
            volume = mix = price = 0
            if line.kind == "service" and (line.weeks or line.planned_weeks):
                more = line.weeks - line.planned_weeks
                own = line.projected / line.weeks if line.weeks else None
                before = line.annual / line.planned_weeks if line.planned_weeks else own
                volume = round(more * overall)
                mix = round(more * (before - overall))
                price = round(line.weeks * (own - before)) if line.weeks else 0
            line.parts = (volume, mix, price, variance - volume - mix - price)

    def full_year_effect(self) -> dict[str, int]:
        """Next year at today's prices of what is open on 31 March, less this year.

        The day effect is what 29 February costs next year less what it cost this year, where that
        is paid by the day and the placement stays.
        """
        case, parts = self.case, dict.fromkeys(("leavers", "starters", "continuing"), 0)
        this_year = next_year = leap = 0
        for paid in self.paid:
            placement = paid.placement
            this_year += paid.cost
            if not placement.there(date(case.year, 3, 31)):
                parts["leavers"] -= paid.cost
                continue
            ahead = placement.stretches(case.year + 1, at_todays_prices=True)
            cost = placement.cost(ahead, case.year + 1, date(case.year + 1, 3, 31))
            extra = self._leap(placement, ahead, case.year + 1)
            extra -= self._leap(placement, paid.stretches, case.year)
            began = placement.start >= date(case.year - 1, 4, 1)
            parts["starters" if began else "continuing"] += cost - extra - paid.cost
            next_year += cost
            leap += extra
        effect = sum(parts.values())
        both = {"this_year": this_year, "next_year": next_year, "effect": effect}
        return {**both, **parts, "day_effect": leap}

    @staticmethod
    def _leap(placement: Placement, stretches: Stretches, year: int) -> int:
        if not placement.type.daily or len(days_of(year)) == 365:
            return 0
        day = date(year, 2, 29)
        return placement.cost(stretches, year, day) - placement.cost(stretches, year, day - DAY)

    def months(self) -> list[tuple[int, int]]:
        """Spent and committed of each month from April, in pence: what the year has cost by the
        end of the month less what it had by the end of the one before."""
        case, last = self.case, date(self.case.year - 1, 3, 31)
        found = []
        for day in days_of(case.year):
            if (day + DAY).month != day.month:
                cost = self._between(last, day)
                spent = self._between(min(last, case.as_at), min(day, case.as_at))
                found.append((spent, cost - spent))
                last = day
        return found

    def _between(self, after: date, last: date) -> int:
        return sum(
            each.placement.cost(each.stretches, self.case.year, last)
            - each.placement.cost(each.stretches, self.case.year, after)
            for each in self.paid
        )
