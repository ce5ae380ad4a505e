"""An office at work: people of every role who click through the pages of a service."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Final

from benchmarks.web_walk import Answer, Page, get

_EACH: Final = 3
"""So many addresses of one kind of page are kept: children, plans, versions."""
_FILLED: Final = 4
"""A filter is filled in so many ways."""
_LEFT_OUT: Final = ("/account/logout", "/account/sign-on/", "/static/")
"""Signing on anew is for those who come from another service, as nobody of the office does."""


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in.

    Attributes:
        sees: role and area: people of the same see the same pages.
    """

    sees: str
    cookie: str


@dataclass
class Found:
    """What people of one role and area can reach by clicking.

    Attributes:
        pages: addresses by kind of page.
        weights: bytes by kind of page: (without, with) styles and scripts; the most of its pages.
        broken: kinds of address that a page leads to and that answer with an error.
    """

    pages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[str, tuple[int, int]] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Click:
    """One click: the kind of page, the status, and the milliseconds until all was there."""

    route: str
    status: int
    ms: float


def walk(port: int, person: Person, route_of: Callable[[str], str], seed: int) -> Found:
    """Follow every link, with filters filled in at random, until nothing new is found."""
    random, found = Random(seed), Found()
    waiting, seen = ["/"], {"/"}
    visited: dict[str, int] = defaultdict(int)
    assets: dict[str, int] = {}
    while waiting:
        address = waiting.pop(0)
        route = route_of(address)
        if visited[route] >= _EACH + (_FILLED if "?" in address else 0):
            continue
        visited[route] += 1
        answer = get(port, address, person.cookie)
        if answer.status >= 400:
            found.broken[route] = answer.status
        on = answer.leads_to
        if on.startswith("/") and not on.startswith(_LEFT_OUT) and on not in seen:
            seen.add(on)
            waiting.append(on)
        if not answer.is_page:
            continue
        page = Page(address.partition("?")[0], answer.text)
        found.pages[route].append(address)
        _weigh(found, route, answer, page, assets, port)
        for each in _next(page, random):
            if each not in seen and not each.startswith(_LEFT_OUT):
                seen.add(each)
                waiting.append(each)
    return found


def _next(page: Page, random: Random) -> Iterator[str]:
    yield from page.links
    for form in page.forms:
        yield from (form.filled(random) for _ in range(_FILLED))


def _weigh(
    found: Found, route: str, answer: Answer, page: Page, assets: dict[str, int], port: int
) -> None:
    for each in page.assets - assets.keys():
        assets[each] = get(port, each).weight
    first = answer.weight + sum(assets[each] for each in page.assets)
    after, whole = found.weights.get(route, (0, 0))
    found.weights[route] = max(after, answer.weight), max(whole, first)


def work(
    port: int, people: Sequence[Person], reach: dict[str, Found], *, seconds: float, pause: float
) -> list[Click]:
    """Everybody clicks through the pages that they can reach, in an order of their own, and waits
    between clicks as somebody does who reads.

    Args:
        reach: by what people see.
        seconds: until the last click.
        pause: seconds from an answer to the next click.
    """
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(people)) as desks:
        done = [
            desks.submit(_clicks, port, each, reach[each.sees].pages, until, pause, Random(number))
            for number, each in enumerate(people)
        ]
        return [click for each in done for click in each.result()]


def _clicks(
    port: int,
    person: Person,
    pages: dict[str, list[str]],
    until: float,
    pause: float,
    random: Random,
) -> list[Click]:
    clicks: list[Click] = []
    order: list[str] = []
    time.sleep(random.uniform(0, pause))
    while time.monotonic() < until:
        order = order or random.sample(sorted(pages), len(pages))
        route = order.pop()
        answer = get(port, random.choice(pages[route]), person.cookie)
        clicks.append(Click(route, answer.status, answer.ms))
        time.sleep(pause)
    return clicks
