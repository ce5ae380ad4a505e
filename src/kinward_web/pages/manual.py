"""The project's own documents as pages: the method, the words, the money, plans, the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from django.conf import settings


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
    text = _path(CHAPTERS[key].file).read_text(encoding="utf-8")
    tokens = _reader().parse(text)
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
            contents.append((anchor, inner.content))
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


_CLASSES: Final = {
    "h2": "govuk-heading-l",
    "h3": "govuk-heading-m",
    "h4": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "a": "govuk-link",
}


@cache
def _reader() -> Any:
    """Markdown without raw HTML, in GOV.UK's classes; wide tables and code scroll by themselves."""
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML

    class Govuk(RendererHTML):
        """Renders with the classes of the design system."""

        def renderToken(self, tokens: Any, idx: int, options: Any, env: Any) -> str:  # noqa: N802
            token = tokens[idx]
            if token.nesting == 1 and token.tag in _CLASSES:
                token.attrSet("class", _CLASSES[token.tag])
            if token.type == "link_open":
                token.attrSet("href", _inside(str(token.attrGet("href"))))
            if token.type in {"th_open", "td_open"}:
                _aligned(token)
            if token.type in {"th_open", "th_close"} and _empty(tokens, idx):
                token.tag = "td"
            said: str = super().renderToken(tokens, idx, options, env)
            if token.type == "table_open":
                return _scrolls("Table", env) + said
            return f"{said}</div>" if token.type == "table_close" else said

        def fence(self, tokens: Any, idx: int, options: Any, env: Any) -> str:
            """Code that scrolls, and can be scrolled by keyboard."""
            said: str = super().fence(tokens, idx, options, env)
            return f"{_scrolls('Example', env)}{said}</div>"

        def code_block(self, tokens: Any, idx: int, options: Any, env: Any) -> str:
            """The same, where it is told by its indent."""
            said: str = super().code_block(tokens, idx, options, env)
            return f"{_scrolls('Example', env)}{said}</div>"

    reader = MarkdownIt("commonmark", {"html": False}, renderer_cls=Govuk)
    return reader.enable("table")


def _scrolls(kind: str, env: dict[str, int]) -> str:
    """A region that scrolls by itself, with a name of its own on the page."""
    env[kind] = env.get(kind, 0) + 1
    return f'<div class="kw-scroll" role="region" aria-label="{kind} {env[kind]}" tabindex="0">'


def _empty(tokens: Any, place: int) -> bool:
    """Whether a heading cell heads nothing."""
    inner = tokens[place + 1 if tokens[place].nesting == 1 else place - 1]
    return not inner.content


def _aligned(token: Any) -> None:
    """Numbers to the right by a class: a style in the page is not allowed."""
    style = token.attrGet("style")
    if style is None:
        return
    del token.attrs["style"]
    if "right" in str(style):
        kind = "header" if token.tag == "th" else "cell"
        token.attrSet("class", f"{_CLASSES[token.tag]} govuk-table__{kind}--numeric")


def _inside(address: str) -> str:
    """A link between documents as a link between pages; other files of the repository have none."""
    name, _, anchor = address.partition("#")
    file = name.rsplit("/", 1)[-1]
    for each in CHAPTERS.values():
        if each.file == file:
            return f"/help/{each.key}/" + (f"#{anchor}" if anchor else "")
    return address if address.startswith(("http", "#")) else "/help/"
