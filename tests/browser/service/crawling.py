"""Every page that somebody can reach by links, without drawing any."""

from __future__ import annotations

import html
import re
from collections import deque
from urllib.parse import urljoin, urlsplit

from browser.service.conftest import Visit
from browser.service.reading import written

FILES = re.compile(r"\.(csv|xlsx|json|toml|html|zip|docx|pdf|txt)$|/(csv|xlsx|download|export)/?$")
"""Addresses of what is downloaded."""
_PLAIN = "outcome|workstream|need|issue|assumption|consultation"
_LINK = re.compile(r"""<a\b[^>]*?\bhref="([^"]*)\"""")


def kind(address: str) -> str:
    """An address without what names one thing of many."""
    path = urlsplit(address).path
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", path)
    path = re.sub(r"/\d+(?=/|$|\.)", "/*", path)
    path = re.sub(r"/\d{4}-\d{2}(?=/|$|\.)", "/*", path)
    path = re.sub(r"/scorecard/measures/(?!new)[^/.]+", "/scorecard/measures/*", path)
    path = re.sub(r"/papers/words/[^/.]+", "/papers/words/*", path)
    return re.sub(r"/child/[^/.]+", "/child/*", path)


def look(address: str) -> str:
    """The same, where one stands for those with pages of the same make: data sets but the returns,
    and records of a programme that have no page of their own."""
    path = re.sub(r"^/data/(?!returns|figures)[a-z_]+/", "/data/*/", kind(address))
    return re.sub(rf"^(/programmes/[^/]+)/(?:{_PLAIN})/", r"\1/*/", path)


def links(text: str, address: str, home: str) -> list[str]:
    """Addresses of the service that a page leads to, whole, without their places on the page."""
    found = [urljoin(address, html.unescape(each)).split("#")[0] for each in _LINK.findall(text)]
    return list(dict.fromkeys(each for each in found if each.startswith(f"{home}/")))


def crawl(visit: Visit, *, alike: int = 1, files: bool = False) -> dict[str, str]:
    """What is written on each page that can be reached from the home page, by its address.

    Args:
        alike: how many pages of one kind (two versions, two children) are taken.
        files: whether what can be downloaded is taken too.
    """
    home = visit.site.url
    waiting, taken, read = deque([f"{home}/"]), dict[str, int](), dict[str, str]()
    while waiting:
        address = waiting.popleft()
        one = kind(address)
        is_file = bool(FILES.search(urlsplit(address).path))
        if address in read or (is_file and not files) or taken.get(one, 0) >= alike:
            continue
        answer = visit.page.request.get(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        taken[one] = taken.get(one, 0) + 1
        text = written(answer.headers["content-type"], answer.body())
        read[address] = text
        if "text/html" in answer.headers["content-type"] and not is_file:
            waiting.extend(links(text, answer.url, home))
    return read
