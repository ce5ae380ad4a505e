"""A browser for the benchmarks: fetches pages of this machine alone, and finds where they lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from random import Random
from time import perf_counter
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit
from zlib import decompressobj

HOST: Final = "127.0.0.1"
_PATIENCE_S: Final = 60
_GZIP: Final = 31
_HEADERS: Final = {"Accept-Encoding": "gzip", "X-Forwarded-Proto": "https", "Connection": "close"}
_TICKED: Final = 0.15
"""How likely each box of a filter is ticked."""


@dataclass(frozen=True)
class Answer:
    """What came.

    Attributes:
        kind: its media type.
        weight: bytes of the body as they were sent, compressed.
        ms: until the last of them.
        leads_to: where somebody is sent on to; empty where nowhere.
    """

    status: int
    kind: str
    weight: int
    ms: float
    text: str
    leads_to: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is a page that somebody reads."""
        return self.status == 200 and self.kind == "text/html"


@dataclass
class _Field:
    """A field of a form, with the values that it can take."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form that asks (GET), such as a filter."""

    action: str
    fields: list[_Field] = field(default_factory=list)

    def filled(self, random: Random) -> str:
        """The address of one way to fill it in."""
        asked = [
            (each.name, value)
            for each in self.fields
            if each.name and each.values
            for value in _chosen(each, random)
        ]
        return f"{self.action}?{urlencode(asked)}"


def get(port: int, address: str, cookie: str = "") -> Answer:
    """Fetch an address of the service on this machine."""
    connection = HTTPConnection(HOST, port, timeout=_PATIENCE_S)
    began = perf_counter()
    try:
        connection.request("GET", address, headers=_sent(cookie))
        answer = connection.getresponse()
        body = answer.read()
        ms = (perf_counter() - began) * 1000
        kind = answer.headers.get_content_type()
        packed = answer.headers.get("Content-Encoding") == "gzip"
        leads_to = answer.headers.get("Location", "")
    finally:
        connection.close()
    whole = decompressobj(_GZIP).decompress(body) if packed else body
    text = whole.decode() if kind == "text/html" else ""
    return Answer(answer.status, kind, len(body), ms, text, leads_to)


def _sent(cookie: str) -> Mapping[str, str]:
    return {**_HEADERS, "Cookie": cookie} if cookie else _HEADERS


class Page(HTMLParser):
    """What a page holds.

    Attributes:
        links: addresses of this service that it leads to, each once, in its order.
        assets: styles, scripts and icons.
        forms: those that ask.
    """

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self._at = address
        self._links: dict[str, None] = {}
        self.assets: set[str] = set()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: _Field | None = None
        self.feed(text)

    @property
    def links(self) -> Sequence[str]:
        return list(self._links)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self._lead(told["href"])
        elif tag in {"link", "script", "img"} and (told.get("href") or told.get("src")):
            self.assets.add(urlsplit(urljoin(self._at, told.get("href") or told["src"])).path)
        elif tag == "form" and told.get("method", "get").lower() == "get":
            self._form = Form(urlsplit(urljoin(self._at, told.get("action", ""))).path)
            self.forms.append(self._form)
        elif self._form is not None:
            self._ask(self._form, tag, told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None

    def _lead(self, href: str) -> None:
        parts = urlsplit(urljoin(f"http://{HOST}{self._at}", href))
        if parts.hostname == HOST and parts.scheme == "http":
            self._links[parts.path + (f"?{parts.query}" if parts.query else "")] = None

    def _ask(self, form: Form, tag: str, told: dict[str, str]) -> None:
        name = told.get("name", "")
        if tag == "select":
            self._select = _Field(name, "select")
            form.fields.append(self._select)
        elif tag == "option" and self._select is not None:
            self._select.values.append(told.get("value", ""))
        elif tag == "input":
            form.fields.append(_Field(name, told.get("type", "text"), [told.get("value", "")]))


def _chosen(asked: _Field, random: Random) -> list[str]:
    if asked.kind == "select":
        return [random.choice(asked.values)]
    if asked.kind in {"checkbox", "radio"}:
        return asked.values if random.random() < _TICKED else []
    return asked.values if asked.kind != "submit" else []
