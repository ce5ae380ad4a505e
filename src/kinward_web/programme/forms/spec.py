"""What a form asks for: one `Ask` for each field of a record that people fill in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kinward.programme.model import Programme
from kinward_web.programme.kinds import adding

Holds = Literal[
    "line", "text", "document", "day", "pounds", "number", "whole", "year", "choice", "lines",
    "refs", "share", "flag", "measure", "measures",
]  # fmt: skip
"""What a field holds. A `document` is long, in Markdown. `pounds` are kept in pence, a `year` by
its end, `lines` and `refs` as a tuple, a `share` from 0 to 1 and typed as a per cent. A
`measure` is the key of one of the scorecard, which is taken by its name, or it is told in words;
`measures` are several of them."""

Choices = Mapping[Any, str] | Callable[[Programme], Mapping[Any, str]]


@dataclass(frozen=True)
class Ask:
    """One field.

    Attributes:
        name: of the dataclass's attribute.
        label: what is asked.
        holds: see `Holds`.
        hint: how to answer.
        required: whether it must be answered.
        choices: of a choice: key and words, or what makes them of the programme.
        least, most: bounds of a number.
        once: whether it is asked only when the record is made.
        at_times: whether other answers can make it required, as the hint says: it is then not
            called optional.
    """

    name: str
    label: str
    holds: Holds = "line"
    hint: str = ""
    required: bool = False
    choices: Choices = field(default_factory=dict)
    least: int = 0
    most: int = 1_000_000_000
    once: bool = False
    at_times: bool = False


@dataclass(frozen=True)
class Part:
    """A list inside a record, of which each entry has a form of its own.

    Attributes:
        name: of the record's attribute.
        holds: the core's dataclass of an entry.
        title, titles: one, and several, as pages write them.
        asks: its fields.
        needs: the permission to add one or change it.
        fixed: whether an entry stays as it is once it is there: what people said on a day.
        fills: values that the person and the day give: attribute and 'name', 'today'.
    """

    name: str
    holds: type[Any]
    title: str
    titles: str
    asks: tuple[Ask, ...]
    needs: str = "programme.edit"
    fixed: bool = False
    fills: Mapping[str, Literal["name", "today"]] = field(default_factory=dict)

    @property
    def adding(self) -> str:
        """What a button says that adds one."""
        return adding(self.title)
