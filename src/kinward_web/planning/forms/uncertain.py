"""Parts for numbers that nobody knows for sure: shares, factors and changes of price."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django import forms

from kinward_web.planning.forms.parts import Cleaned, Part, decimal
from kinward_web.planning.forms.values import NumberField, WholeField, plain

_HOW: Final = (
    ("certain", "We take it as certain"),
    ("cases", "Shown by cases so far"),
    ("stated", "Our best guess, worth so many cases"),
)


@dataclass(frozen=True)
class Share(Part):
    """A share in per cent: certain, shown by cases, or stated with a weight."""

    @property
    def name(self) -> str:
        """Of the first field."""
        return f"{self.key}_how"

    def fields(self) -> dict[str, forms.Field]:
        """How it is known, and its numbers."""
        at, label = self.key, self.label
        how = _HOW if self.required else (("", "None, or not said"), *_HOW)
        return {
            f"{at}_how": forms.ChoiceField(
                choices=how, label=f"{label}: how it is known", help_text=self.hint,
                required=self.required,
            ),
            f"{at}_percent": NumberField(
                most=100, label=f"{label}, in %", required=False,
                help_text="If it is certain, or your best guess",
            ),
            f"{at}_successes": WholeField(
                most=100_000, label=f"{label}: cases in which it was so", required=False,
                help_text="If it is shown by cases",
            ),
            f"{at}_of": WholeField(
                least=1, most=100_000, label=f"{label}: of how many cases", required=False
            ),
            f"{at}_weight": NumberField(
                most=100_000, label=f"{label}: how many cases your guess is worth", required=False,
                help_text="20 is as sure as 20 cases would make you",
            ),
        }  # fmt: skip

    def initial(self, value: Any) -> dict[str, Any]:
        """How it is known, and its numbers."""
        at = self.key
        if value is None:
            value = decimal(int(self.default)) if self.default else None
        if isinstance(value, dict):
            if "mean" in value:
                return {
                    f"{at}_how": "stated",
                    f"{at}_percent": Decimal(value["mean"]) * 100,
                    f"{at}_weight": value.get("weight"),
                }
            return {
                f"{at}_how": "cases",
                f"{at}_successes": value.get("successes"),
                f"{at}_of": value.get("of"),
            }
        number = decimal(value)
        if number is None:
            return {f"{at}_how": ""}
        return {f"{at}_how": "certain", f"{at}_percent": number * 100}

    def problems(self, cleaned: Cleaned) -> dict[str, str]:
        """Numbers that the way in which it is known needs."""
        wanted = {"certain": ("percent",), "cases": ("successes", "of")}
        wanted["stated"] = ("percent", "weight")
        found = {}
        for name in wanted.get(cleaned.get(f"{self.key}_how") or "", ()):
            if cleaned.get(f"{self.key}_{name}") is None:
                found[f"{self.key}_{name}"] = f"{self.label}: enter this number"
        if found or cleaned.get(f"{self.key}_how") != "cases":
            return found
        if cleaned[f"{self.key}_successes"] > cleaned[f"{self.key}_of"]:
            return {f"{self.key}_of": f"{self.label}: fewer cases than those in which it was so"}
        return {}

    def toml(self, cleaned: Cleaned) -> dict[str, str | None]:
        """A number, or a table on one line."""
        how = cleaned.get(f"{self.key}_how")
        if not how:
            return {self.key: None}
        if how == "cases":
            successes, of = cleaned[f"{self.key}_successes"], cleaned[f"{self.key}_of"]
            return {self.key: f"{{ successes = {successes}, of = {of} }}"}
        share = plain(cleaned[f"{self.key}_percent"] / 100)
        if how == "certain":
            return {self.key: share}
        weight = plain(cleaned[f"{self.key}_weight"])
        return {self.key: f"{{ mean = {share}, weight = {weight} }}"}


@dataclass(frozen=True)
class Mean(Part):
    """A factor, or a change in per cent, with its standard deviation where it is not certain."""

    least: int = 0
    most: int = 10
    unit: str = ""

    @property
    def name(self) -> str:
        """Of the first field."""
        return f"{self.key}_mean"

    def fields(self) -> dict[str, forms.Field]:
        """The mean, and how sure it is."""
        unit = f", in {self.unit}" if self.unit else ""
        return {
            f"{self.key}_mean": NumberField(
                least=self.least, most=self.most, label=f"{self.label}{unit}",
                help_text=self.hint, required=self.required,
            ),
            f"{self.key}_sd": NumberField(
                most=self.most, label=f"{self.label}: standard deviation{unit}", required=False,
                help_text="Leave empty if it is certain",
            ),
        }  # fmt: skip

    def initial(self, value: Any) -> dict[str, Any]:
        """Both numbers."""
        if isinstance(value, dict):
            return {f"{self.key}_mean": value.get("mean"), f"{self.key}_sd": value.get("sd")}
        return {f"{self.key}_mean": value}

    def toml(self, cleaned: Cleaned) -> dict[str, str | None]:
        """A number, or a table on one line."""
        mean, sd = cleaned.get(f"{self.key}_mean"), cleaned.get(f"{self.key}_sd")
        if mean is None:
            return {self.key: None}
        if not sd:
            return {self.key: plain(mean)}
        return {self.key: f"{{ mean = {plain(mean)}, sd = {plain(sd)} }}"}


@dataclass(frozen=True)
class WithCount(Mean):
    """A change of price of so many placements: `{ from_placements, percent }` and the like."""

    count: str = ""
    counted: str = ""

    @property
    def name(self) -> str:
        """Of the first field."""
        return f"{self.key}_{self.count}"

    def fields(self) -> dict[str, forms.Field]:
        """How many, and the change."""
        number = WholeField(least=1, most=10_000, label=self.counted, required=self.required)
        return {self.name: number, **super().fields()}

    def initial(self, value: Any) -> dict[str, Any]:
        """How many, and the change."""
        found = value if isinstance(value, dict) else {}
        return {self.name: found.get(self.count), **super().initial(found.get("percent"))}

    def toml(self, cleaned: Cleaned) -> dict[str, str | None]:
        """A table on one line."""
        percent, number = super().toml(cleaned)[self.key], cleaned.get(self.name)
        if percent is None or number is None:
            return {self.key: None}
        return {self.key: f"{{ {self.count} = {number}, percent = {percent} }}"}


@dataclass(frozen=True)
class OneOf(Part):
    """Keys of which a plan has exactly one; `key` is the name of the choice."""

    parts: tuple[Part, ...] = ()

    def fields(self) -> dict[str, forms.Field]:
        """The choice, and the fields of every part, which only the chosen one needs."""
        found: dict[str, forms.Field] = {
            self.key: forms.ChoiceField(
                choices=[(part.key, part.label) for part in self.parts],
                label=self.label,
                help_text=self.hint,
                widget=forms.RadioSelect(),
                error_messages={"required": f"Choose {self.label[:1].lower()}{self.label[1:]}"},
            )
        }
        for part in self.parts:
            found |= {name: _loose(field) for name, field in part.fields().items()}
        return found

    def initial_of(self, stands: dict[str, Any]) -> dict[str, Any]:
        """The choice and what its fields show."""
        chosen = next((part.key for part in self.parts if part.key in stands), None)
        found = {self.key: chosen or self.parts[0].key}
        for part in self.parts:
            found |= part.initial(stands.get(part.key))
        return found

    def problems(self, cleaned: Cleaned) -> dict[str, str]:
        """A number that the choice needs."""
        chosen = next((part for part in self.parts if part.key == cleaned.get(self.key)), None)
        if chosen is None:
            return {}
        if chosen.toml(cleaned)[chosen.key] is None:
            names = [name for name in chosen.fields() if not name.endswith("_sd")]
            return {
                name: f"{chosen.label}: enter this number"
                for name in names
                if cleaned.get(name) is None
            }
        return chosen.problems(cleaned)

    def toml(self, cleaned: Cleaned) -> dict[str, str | None]:
        """The chosen key; the others go."""
        chosen = cleaned.get(self.key)
        found: dict[str, str | None] = {}
        for part in self.parts:
            found |= part.toml(cleaned) if part.key == chosen else {part.key: None}
        return found


def _loose(field: forms.Field) -> forms.Field:
    field.required = False
    return field
