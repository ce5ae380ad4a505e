"""Charts as SVG to stand inside the page, each with its title and description."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from html import escape
from typing import Any

from kinward.reports.section import Figure


def warm_up() -> None:
    """Start the converter, which takes a second, while other work goes on."""
    import vl_convert

    vl_convert.vega_to_svg('{"width": 1, "height": 1}')


def start() -> ThreadPoolExecutor:
    """A thread in which the converter starts and later renders."""
    worker = ThreadPoolExecutor(max_workers=1)
    worker.submit(warm_up)
    return worker


def svg(spec: dict[str, Any]) -> str:
    """A chart as SVG text."""
    import vl_convert

    return vl_convert.vegalite_to_svg(json.dumps(spec), show_warnings=False)


def png(picture: str) -> bytes:
    """A chart's SVG as a PNG picture for print: 300 pixels and more to an inch of paper."""
    import vl_convert

    return vl_convert.svg_to_png(picture, scale=3)


def accessible(picture: str, figure: Figure) -> str:
    """The SVG with a title and description, names of its own for its parts, and free to scale."""
    about = f"{figure.about} The table below holds the figures."
    return named(picture, figure.table.key, figure.title, about)


def named(picture: str, key: str, title: str, about: str) -> str:
    """The same, of a chart that is told by its key, title and description."""
    width, height = (float(n) for n in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture)[0])
    inner = picture[picture.index(">") + 1 :]
    inner = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", inner)
    inner = re.sub(r'\bid="', f'id="{key}-', inner)
    inner = re.sub(r"url\(#", f"url(#{key}-", inner)
    inner = re.sub(r"(xlink:)?href=\"#", f'href="#{key}-', inner)
    return (
        f'<svg role="img" aria-labelledby="{key}-title {key}-about" xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="0 0 {width:g} {height:g}" style="max-width:{width:g}px">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-about">{escape(about)}</desc>'
        f"{inner}"
    )
