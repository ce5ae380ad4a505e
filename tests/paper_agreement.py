"""Papers beside the pages that they were made from: both read as tables, and compared."""

from __future__ import annotations

import io
import json
from collections import Counter
from csv import reader
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.test import Client
from django.urls import reverse

import paper_readings as readings
from kinward_web import store
from kinward_web.documents.selectors import sections_of
from kinward_web.documents.tables import tables
from kinward_web.intake.models import Snapshot
from kinward_web.papers.models import Paper
from money_web import work_through
from paper_readings import Grid
from papers_web import paper_form
from programmes import AS_AT

READERS: Final = {"docx": readings.of_word, "xlsx": readings.of_excel, "html": readings.of_html}


@dataclass
class Compared:
    """How many figures were compared, by what they are of and the file, and those that differ."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)

    def cell(self, of: str, ending: str, ours: str, theirs: str, where: str) -> None:
        if readings.number(theirs) is not None:
            self.counts[of, ending] += 1
        if not readings.agree(ours, theirs):
            self.differ.append(f"{ending}: {where}: the paper {ours!r}, the page {theirs!r}")


def built(client: Client, kind: str, asked: str = "exempt") -> Paper:
    """A paper of the programme, for a meeting on its day."""
    day = {"meeting_words": "Committee", "meeting_day": AS_AT.strftime("%d/%m/%Y")}
    form = paper_form(kind=kind, programme="placements", asked=asked, key=kind, **day)
    answer = client.post("/reports/papers/build/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    job = work_through(answer["Location"])
    assert job.state == "done", job.reason
    return Paper.objects.get(key=kind)


def csv(client: Client, address: str) -> Grid:
    """The rows of a CSV of the service."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(reader(io.StringIO(body.decode("utf-8-sig"))))


def pages_of(live: Snapshot, audience: str = "whole") -> dict[str, str]:
    """The address of the CSV of every table of the figures' pages, by the table's key."""
    return {
        table.key: reverse("figures_csv", args=[document.pk, table.key])
        for document in live.documents.all()
        for table in tables(sections_of(document, audience))
    }


def titles_of(made: Paper, audience: str = "exempt") -> dict[str, str]:
    """What each table of a paper is called, by its key."""
    content = json.loads(_body(made, "content", audience))
    return {
        block["table"]["key"]: " ".join(block["table"]["title"].split())
        for part in content["parts"] for block in part["blocks"] if block["kind"] == "table"
    }  # fmt: skip


def _body(made: Paper, ending: str, audience: str) -> bytes:
    return store.path_of(made.files[audience][ending]["sha256"]).read_bytes()


def read(made: Paper, ending: str, tmp: Path, audience: str = "exempt") -> dict[str, Grid]:
    """The tables of a file of a paper, by what they are called."""
    path = tmp / f"{made.kind}-{audience}.{ending}"
    path.write_bytes(_body(made, ending, audience))
    return READERS[ending](path)


def by_row(grid: Grid) -> dict[str, dict[str, str]]:
    """Cells by their heading, by the first cell of their row."""
    heads = grid[0]
    return {row[0]: dict(zip(heads, row, strict=False)) for row in grid[1:]}


def whole_table(told: Compared, ending: str, paper: Grid, page: Grid, key: str) -> None:
    """A table of the figures: every column that the paper has, row by row."""
    place = {head: at for at, head in enumerate(page[0])}
    assert len(paper) == len(page), key
    for ours, theirs in zip(paper[1:], page[1:], strict=True):
        for at, head in enumerate(paper[0]):
            told.cell(key, ending, ours[at], theirs[place[head]], f"{key}, {ours[0]}, {head}")
