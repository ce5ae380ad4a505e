"""Markdown as HTML in the classes of the design system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any, Final

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
_CELLS: Final = frozenset({"th_open", "th_close", "td_open", "td_close"})
_CAPTION: Final = '<caption class="govuk-table__caption govuk-visually-hidden">{}</caption>\n'


def reader(link: Callable[[str], str]) -> Any:
    """Markdown without raw HTML, in GOV.UK's classes; wide tables and code scroll by themselves.

    Args:
        link: gives the address of a link as it is to stand on the page.
    """
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML

    class Govuk(RendererHTML):
        """Renders with the classes of the design system."""

        def renderToken(self, tokens: Any, idx: int, options: Any, env: Any) -> str:  # noqa: N802
            token = tokens[idx]
            if token.nesting == 1 and token.tag in _CLASSES:
                token.attrSet("class", _CLASSES[token.tag])
            if token.type == "link_open":
                token.attrSet("href", link(str(token.attrGet("href"))))
            if token.type == "heading_open":
                env["under"] = _plain(tokens[idx + 1])
            if token.type in _CELLS:
                _heads(tokens, idx)
            said: str = super().renderToken(tokens, idx, options, env)
            if token.type == "table_open":
                name = _name("table", env)
                return f"{_scrolls(name)}{said}{_CAPTION.format(escape(name))}"
            return f"{said}</div>" if token.type == "table_close" else said

        def fence(self, tokens: Any, idx: int, options: Any, env: Any) -> str:
            """Code that scrolls, and can be scrolled by keyboard."""
            said: str = super().fence(tokens, idx, options, env)
            return f"{_scrolls(_name('example', env))}{said}</div>"

        def code_block(self, tokens: Any, idx: int, options: Any, env: Any) -> str:
            """The same, where it is told by its indent."""
            said: str = super().code_block(tokens, idx, options, env)
            return f"{_scrolls(_name('example', env))}{said}</div>"

    made = MarkdownIt("commonmark", {"html": False}, renderer_cls=Govuk)
    return made.enable("table")


def _scrolls(name: str) -> str:
    """The beginning of a region that scrolls by itself."""
    return f'<div class="kw-scroll" role="region" aria-label="{escape(name)}" tabindex="0">'


def _name(kind: str, env: dict[str, Any]) -> str:
    """What a table or an example is called: the heading that it stands under, and a number."""
    under = env.get("under", "")
    counts = env.setdefault("counts", Counter())
    counts[kind, under] += 1
    number = counts[kind, under]
    if not under:
        return f"{kind.capitalize()} {number}"
    return f"{under}: {kind}" if number == 1 else f"{under}: {kind} {number}"


def _plain(inline: Any) -> str:
    """The words of a heading, without its marks."""
    return "".join(each.content for each in inline.children or ())


def _heads(tokens: Any, place: int) -> None:
    """A cell that heads a column or a row says so; one that is empty heads nothing."""
    token = tokens[place]
    opens = token.nesting == 1
    if token.type in {"td_open", "td_close"} and _begins_row(tokens, place):
        token.tag = "th"
    if _empty(tokens, place):
        token.tag = "td"
    if not opens:
        return
    token.attrSet("class", _CLASSES[token.tag])
    if token.tag == "th":
        token.attrSet("scope", "col" if token.type == "th_open" else "row")
    _aligned(token)


def _begins_row(tokens: Any, place: int) -> bool:
    """Whether a cell is the first of its row."""
    opening = place if tokens[place].nesting == 1 else place - 2
    return bool(tokens[opening - 1].type == "tr_open")


def _empty(tokens: Any, place: int) -> bool:
    """Whether a cell holds nothing."""
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


@cache
def _own() -> Any:
    """The reader of texts that people of the service write."""
    return reader(_leads)


def html_of(text: str) -> str:
    """A text as HTML that stands under the heading of a page.

    Its links lead to pages of the service by their path, or out of it by https or http; others
    lead nowhere.
    """
    tokens = _own().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"} and token.tag == "h1":
            token.tag = "h2"
    return str(_own().renderer.render(tokens, _own().options, {}))


def _leads(address: str) -> str:
    own = address.startswith("/") and not address.startswith("//")
    return address if own or address.startswith(("https://", "http://", "#")) else "#"
