"""Reading `paper.toml` section by section, each key of its kind and none that is not known."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from kinward.errors import InputError

NAME = "paper.toml"


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        InputError: it cannot be opened, or is no TOML (the message tells the line).
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"The file is not TOML: {str(error)[:1].lower()}{str(error)[1:]}",
            where=path.name,
            remedy="Correct it there.",
        ) from None
    except UnicodeDecodeError:
        raise InputError(
            "The file is not text in UTF-8", where=path.name, remedy="Save it as UTF-8."
        ) from None
    except OSError as error:
        raise InputError(
            f"The file cannot be opened ({(error.strerror or 'unknown reason').lower()})",
            where=str(path),
            remedy="Check who may read it.",
        ) from None


@dataclass(frozen=True)
class Section:
    """A table of the file, and the name that errors give it."""

    values: Mapping[str, Any]
    name: str

    def where(self, key: str) -> str:
        """The place of a key, as errors name it."""
        return f"{NAME}, {self.name}, key {key}" if self.name else f"{NAME}, key {key}"

    def only(self, known: Collection[str]) -> None:
        """Refuse a key that means nothing: it may be a slip of the pen."""
        for key in self.values:
            if key not in known:
                raise InputError(
                    "The key is not known here",
                    where=self.where(key),
                    remedy=f"The keys are {', '.join(known)}.",
                )

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; empty where the key is not there."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            self.refuse(key, "a text")
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text; empty where the key is not there."""
        value = self.values.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            self.refuse(key, "a text or a list of texts")
        return tuple(listed)

    def section(self, key: str) -> Section:
        """A table within this one; empty where the key is not there."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, "a table of keys")
        return Section(value, f"{self.name}.{key}" if self.name else key)

    def sections(self, key: str) -> list[Section]:
        """A list of tables, numbered from 1."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.refuse(key, f"a list of tables, each under [[{key}]]")
        return [Section(each, f"{key} {number}") for number, each in enumerate(value, 1)]

    def refuse(self, key: str, wanted: str) -> NoReturn:
        """Refuse what stands under a key."""
        raise InputError(f"This is not {wanted}", where=self.where(key), remedy="Correct it there.")
