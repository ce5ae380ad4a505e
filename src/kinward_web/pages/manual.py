"""The project's own documents as pages: the words, how figures are made, the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from kinward_web.markdown import reader

_MARK: Final = re.compile(r"^<!--.*?-->\n", re.MULTILINE)
"""Marks between which a test finds or writes a table: a reader of the page has no use for them."""


@dataclass(frozen=True)
class Chapter:
    """A document of the manual.

    Attributes:
        file: in `docs/` of the repository, or among the package's own files once installed.
    """

    key: str
    name: str
    about: str
    file: str


CHAPTERS: Final[dict[str, Chapter]] = {
    each.key: each
    for each in (
        Chapter(
            "glossary", "Words", "What each word means, as it stands on every page.", "GLOSSARY.md"
        ),
        Chapter("method", "The forecast", "How it is made, and how good it is.", "method.md"),
        Chapter("money", "The money", "How each figure of the budget is made.", "money.md"),
        Chapter("plans", "Plans", "What a plan can hold, and how it is tried.", "plans.md"),
        Chapter(
            "programme",
            "The programme",
            "What each colour means, and how savings and risks are counted.",
            "programme.md",
        ),
        Chapter(
            "scorecard",
            "The scorecard",
            "What each colour means, how a reading is made, and what the public is not shown.",
            "scorecard.md",
        ),
        Chapter(
            "papers",
            "Board papers",
            "What stands in a paper, where its words come from, and what the public is not shown.",
            "papers.md",
        ),
        Chapter("data", "The data", "The files that can be loaded, column by column.", "data.md"),
        Chapter("rules", "The rules", "Every check of the return, with its remedy.", "rules.md"),
        Chapter(
            "information-governance",
            "Information governance",
            "What is stored, why, how long, and who sees it.",
            "information-governance.md",
        ),
    )
}
"""By key, in the order of the help page."""


@dataclass(frozen=True)
class Page:
    """A chapter as HTML, with its title and the headings it can be entered at."""

    title: str
    html: str
    contents: tuple[tuple[str, str], ...]


@cache
def chapter(key: str) -> Page:
    """A chapter of the manual.

    Raises:
        KeyError: there is no such chapter.
        FileNotFoundError: the file is not installed.
    """
    text = _MARK.sub("", _path(CHAPTERS[key].file).read_text(encoding="utf-8"))
    tokens = _reader().parse(text)
    _name_links(tokens)
    contents = []
    title = CHAPTERS[key].name
    for token, inner in pairwise(tokens):
        if token.type != "heading_open":
            continue
        if token.tag == "h1":
            title = inner.content
        anchor = _anchor(inner.content)
        token.attrSet("id", anchor)
        if token.tag == "h2":
            contents.append((anchor, inner.content.replace("`", "")))
    body = _without_title(tokens)
    return Page(title, _reader().renderer.render(body, _reader().options, {}), tuple(contents))


def available(key: str) -> bool:
    """Whether a chapter is installed."""
    try:
        _path(CHAPTERS[key].file)
    except FileNotFoundError:
        return False
    return True


def _path(name: str) -> Path:
    package = Path(settings.PACKAGE)
    for place in (package / "manual", package.parents[1] / "docs", package.parents[1]):
        if (place / name).is_file():
            return place / name
    raise FileNotFoundError(name)


def _without_title(tokens: list[Any]) -> list[Any]:
    """All but the h1, which the page writes itself."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[3:]
    return tokens


def _anchor(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


@cache
def _reader() -> Any:
    return reader(_inside)


def _inside(address: str) -> str:
    """A link between documents as a link between pages; other files of the repository have none."""
    found, anchor = _led_to(address)
    if found is not None:
        return f"/help/{found.key}/" + (f"#{anchor}" if anchor else "")
    return address if address.startswith(("http", "#")) else "/help/"


def _led_to(address: str) -> tuple[Chapter | None, str]:
    """The chapter that a link between documents leads to, and the place in it."""
    name, _, anchor = address.partition("#")
    file = name.rsplit("/", 1)[-1]
    return next((each for each in CHAPTERS.values() if each.file == file), None), anchor


def _name_links(tokens: list[Any]) -> None:
    """Call links that bear the name of a file by their chapter: readers of a page know no files."""
    for inner in tokens:
        for opens, words in pairwise(inner.children or ()):
            if opens.type != "link_open" or not words.content.endswith(".md"):
                continue
            found, anchor = _led_to(str(opens.attrGet("href")))
            if found is not None:
                place = f", {anchor.replace('-', ' ')}" if anchor else ""
                words.content = f"“{found.name}”{place}"
