"""A paper as a Word document, to edit: real headings, a list of contents, tables, charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from kinward.reports import render
from kinward.reports.files import write_archive
from kinward.reports.papers import pictures, word_fields, word_styles, word_table, words
from kinward.reports.papers.exempt import check, sentence
from kinward.reports.papers.layout import Heading, Item, Laid, runs
from kinward.reports.papers.model import (
    Bullets,
    Chart,
    KeyFigures,
    Note,
    NumberedRecommendations,
    Paper,
)
from kinward.reports.papers.model import Paragraph as Text
from kinward.reports.workbook import MADE_UP

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LISTED_LEVEL = 2
"""How deep the list of contents goes."""


def write(path: Path, paper: Paper, drawn: Mapping[str, str]) -> None:
    """Write the paper.

    Args:
        drawn: its charts as SVG, by their keys.

    Raises:
        KinwardError: it may not leave as it is.
        OSError: the file cannot be written.
    """
    check(paper)
    import docx

    document = docx.Document()
    word_styles.settle(document)
    _describe(document, paper)
    _Writer(document, paper, drawn).write()
    made = BytesIO()
    document.save(made)
    _without_times(path, made)


def _describe(document: Document, paper: Paper) -> None:
    """The properties of the file. Its times are those of the figures: the same make the same."""
    about = document.core_properties
    about.title = words.one_line(paper.title)
    about.subject = words.subject(paper)
    about.author = about.last_modified_by = words.one_line(paper.authority)
    about.language = word_styles.LANGUAGE
    about.comments = about.keywords = ""
    about.created = about.modified = datetime.combine(paper.date or paper.as_at, time(), UTC)


def _without_times(path: Path, made: BytesIO) -> None:
    with ZipFile(made) as archive:
        write_archive(path, {name: archive.read(name) for name in archive.namelist()})


@dataclass
class _Writer:
    """Sets one paper down."""

    document: Document
    paper: Paper
    drawn: Mapping[str, str]
    wide: bool = False
    _anchors: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def write(self) -> None:
        word_fields.head_and_foot(
            self.document,
            [words.one_line(self.paper.title), words.one_line(self.paper.status)],
            MADE_UP if self.paper.made_up else words.one_line(self.paper.authority),
        )
        self._front()
        for run in runs(self.paper):
            if run.wide != self.wide:
                word_styles.turn(self.document, wide=run.wide)
                self.wide = run.wide
            for item in run.items:
                self._set_down(item)

    def _front(self) -> None:
        self._say(words.one_line(self.paper.title), "Title")
        for name, value in self.paper.details:
            line = self._say("", "Details")
            line.add_run(f"{name}: ").bold = True
            line.add_run(words.one_line(value))
        if self.paper.made_up:
            self._say("", "Normal").add_run(MADE_UP).bold = True
        if words.has_contents(self.paper):
            listed = [
                (part.level, words.one_line(part.heading), place)
                for place, part in enumerate(self.paper.parts, 1)
                if part.level <= _LISTED_LEVEL
            ]
            word_fields.contents(self.document, listed, _LISTED_LEVEL)

    def _set_down(self, item: Item) -> None:
        match item:
            case Heading():
                self._heading(item)
            case Text() | Note():
                style = "Normal" if isinstance(item, Text) else "Source"
                for each in words.paragraphs(item.text):
                    self._say(each, style)
            case Bullets():
                for each in item.items:
                    self._say(words.one_line(each), "List Bullet")
            case NumberedRecommendations():
                self._numbered(item)
            case KeyFigures():
                self._large(item)
            case Chart():
                self._chart(item)
            case Laid():
                self._table(item)

    def _say(self, text: str, style: str) -> Paragraph:
        return self.document.add_paragraph(text, style=style)

    def _heading(self, item: Heading) -> None:
        said = self._say(words.one_line(item.text), f"Heading {item.level}")
        word_fields.mark(said, next(self._anchors))
        if item.exempt is not None:
            told = self._say("", "Normal")
            told.add_run(sentence(item.exempt)).bold = True
            told.paragraph_format.keep_with_next = True

    def _numbered(self, item: NumberedRecommendations) -> None:
        number = word_fields.new_list(self.document)
        for each in item.items:
            word_fields.count(self._say(words.one_line(each), "List Number"), number)

    def _large(self, item: KeyFigures) -> None:
        from docx.shared import Pt

        for value, about in item.items:
            line = self._say("", "Key Figure")
            line.add_run(words.one_line(value)).font.size = Pt(word_styles.LARGE_PT)
            line.add_run(f" {words.one_line(about)}").bold = False

    def _chart(self, chart: Chart) -> None:
        from docx.shared import Mm

        self._say(words.one_line(chart.caption), "Caption")
        svg = self.drawn[chart.key]
        place = self._say("", "Chart").add_run()
        shape = place.add_picture(BytesIO(render.png(svg)), width=Mm(pictures.width_mm(svg)))
        about = shape._inline.docPr
        about.set("descr", words.one_line(chart.alt))
        about.set("name", words.one_line(chart.caption))

    def _table(self, laid: Laid) -> None:
        table = laid.table
        for place, piece in enumerate(laid.fit.pieces):
            more = " (more columns)" if place else ""
            self._say(f"{words.one_line(table.title)}{more}", "Caption")
            word_table.add(self.document, table, piece, laid.fit)
        self._say(words.one_line(words.under(table, self.paper.as_at)), "Source")
