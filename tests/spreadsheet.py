"""A tiny spreadsheet that works formulas out again: sums, differences, products and quotients."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_TOKEN = re.compile(r"\s*(SUM\(|\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?|\d+(?:\.\d+)?|[-+*/(),])")


class Sheet:
    """Cells by name (A1); a text that begins with = is a formula."""

    def __init__(self, cells: Mapping[str, object]) -> None:
        self.cells = cells

    def value(self, name: str) -> float:
        """The number of a cell, worked out from those that it names; texts are an error."""
        content = self.cells.get(name)
        if isinstance(content, str) and content.startswith("="):
            return _Reader(self, content[1:]).whole()
        assert isinstance(content, int | float), f"{name} holds {content!r}, no number"
        return float(content)

    def numbers(self, first: str, last: str) -> Iterator[float]:
        """The numbers of a range of one column; texts are passed over."""
        (letters, top), (other, bottom) = _split(first), _split(last)
        assert letters == other
        for row in range(top, bottom + 1):
            content = self.cells.get(f"{letters}{row}")
            if isinstance(content, int | float) or str(content).startswith("="):
                yield self.value(f"{letters}{row}")


def _split(name: str) -> tuple[str, int]:
    found = re.fullmatch(r"([A-Z]+)(\d+)", name)
    assert found, name
    return found[1], int(found[2])


class _Reader:
    """Reads a formula from left to right: terms of factors."""

    def __init__(self, sheet: Sheet, text: str) -> None:
        self.sheet = sheet
        self.tokens = _TOKEN.findall(text)
        assert "".join(self.tokens) == text.replace(" ", ""), text

    def whole(self) -> float:
        value = self.terms()
        assert not self.tokens
        return value

    def terms(self) -> float:
        value = self.factors()
        while self.tokens and self.tokens[0] in "+-":
            sign = 1 if self.tokens.pop(0) == "+" else -1
            value += sign * self.factors()
        return value

    def factors(self) -> float:
        value = self.single()
        while self.tokens and self.tokens[0] in "*/":
            way = self.tokens.pop(0)
            other = self.single()
            value = value * other if way == "*" else value / other
        return value

    def single(self) -> float:
        token = self.tokens.pop(0).replace("$", "")
        if token == "SUM(":
            total = 0.0
            while True:
                name, _, last = self.tokens.pop(0).replace("$", "").partition(":")
                total += sum(self.sheet.numbers(name, last or name))
                if self.tokens.pop(0) == ")":
                    return total
        if token == "(":
            value = self.terms()
            assert self.tokens.pop(0) == ")"
            return value
        return float(token) if token[0].isdigit() else self.sheet.value(token)
