"""Where each key of a TOML text stands.

Python's own parser of TOML gives the values and forgets their lines, and of the libraries none
gives a line for every key. The text has been parsed before it comes here, so that this only needs
to find keys, never to judge them.
"""

from __future__ import annotations

import re
from typing import Final

Path = tuple[str | int, ...]
"""The way to a value: keys of tables, and positions in arrays."""

MARK: Final = "\ufeff"
"""What some editors put before a text; TOML knows nothing of it."""
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SPACE: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SCALAR: Final = re.compile(r"[^,\]}\n#]*")
_STRINGS: Final = (
    re.compile(r'"""(?:\\.|[^\\])*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\])*"'),
    re.compile(r"'[^']*'"),
)
"""Strings of several lines first, as they begin like the others."""
_ESCAPE: Final = re.compile(r'\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(["\\btnfr]))')
_PLAIN: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


class Lines:
    """The line of each table, key and item of an array.

    Args:
        text: valid TOML; a mark before it (`MARK`) is passed over.
    """

    def __init__(self, text: str) -> None:
        self._text = text.lstrip(MARK)
        self._at = 0
        self._counted = (0, 1)
        self._items: dict[Path, int] = {}
        self._found: dict[Path, int] = {}
        self._read()

    def of(self, *path: str | int) -> int:
        """The line of a value; where it is not in the text, that of the table it is missing in."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)

    def _read(self) -> None:
        table: Path = ()
        while self._skip_space() < len(self._text):
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        line, several = self._line(), self._text.startswith("[[", self._at)
        self._at += 2 if several else 1
        keys = self._keys()
        self._at += 2 if several else 1
        path: Path = ()
        for key in keys[:-1]:
            path = self._last((*path, key))
        path = (*path, keys[-1])
        if several:
            self._found.setdefault(path, line)
            self._items[path] = self._items.get(path, -1) + 1
            path = (*path, self._items[path])
        self._found[path] = line
        return path

    def _last(self, path: Path) -> Path:
        """The table that a key of a header means: of an array of tables the last one."""
        return (*path, self._items[path]) if path in self._items else path

    def _pair(self, table: Path) -> None:
        line, keys = self._line(), self._keys()
        for depth in range(1, len(keys) + 1):
            self._found.setdefault((*table, *keys[:depth]), line)
        self._at += 1
        self._value((*table, *keys))

    def _keys(self) -> list[str]:
        """The parts of a key, up to what follows it."""
        keys = [self._key()]
        while self._skip_blank() == ".":
            self._at += 1
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        self._skip_blank()
        bare = _BARE.match(self._text, self._at)
        if bare:
            self._at = bare.end()
            return bare.group()
        quoted = self._string()
        return _unescaped(quoted[1:-1]) if quoted[0] == '"' else quoted[1:-1]

    def _value(self, path: Path) -> None:
        self._skip_space()
        mark = self._peek()
        if mark in "\"'":
            self._string()
        elif mark == "[":
            self._array(path)
        elif mark == "{":
            self._at += 1
            while self._next() != "}":
                self._pair(path)
            self._at += 1
        else:
            scalar = _SCALAR.match(self._text, self._at)
            self._at = scalar.end() if scalar else len(self._text)

    def _array(self, path: Path) -> None:
        self._at += 1
        item = 0
        while self._next() != "]":
            self._found[(*path, item)] = self._line()
            self._value((*path, item))
            item += 1
        self._at += 1

    def _next(self) -> str:
        """What follows in an array or a table on one line, past spaces and commas."""
        self._skip_space()
        while self._peek() == ",":
            self._at += 1
            self._skip_space()
        return self._peek()

    def _string(self) -> str:
        for form in _STRINGS:
            found = form.match(self._text, self._at)
            if found:
                self._at = found.end()
                return found.group()
        raise AssertionError("the text is no valid TOML")

    def _skip_space(self) -> int:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _skip_blank(self) -> str:
        while self._peek() in (" ", "\t"):
            self._at += 1
        return self._peek()

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _line(self) -> int:
        """The line of the present place, counted on from the last one asked for."""
        at, line = self._counted
        line += self._text.count("\n", at, self._at)
        self._counted = (self._at, line)
        return line


def _unescaped(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        short, long, letter = found.groups()
        return _PLAIN.get(letter, letter) if letter else chr(int(short or long, 16))

    return _ESCAPE.sub(plain, text)
