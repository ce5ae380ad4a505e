"""Returns with an error are uploaded, mended, uploaded again and made current; figures show it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.service.conftest import Visit, Visits

pytestmark = pytest.mark.browser

_EPISODES = "2025-26/made_up_episodes.csv"
Rows = list[dict[str, str]]


def _returns(authority: Path) -> dict[str, Rows]:
    folder = authority / "returns"
    return {
        path.relative_to(folder).as_posix(): list(
            csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        )
        for path in sorted(folder.rglob("*.csv"))
    }


def _packed(files: dict[str, Rows]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in files.items():
            if rows:
                text = io.StringIO()
                writer = csv.DictWriter(text, rows[0])
                writer.writeheader()
                writer.writerows(rows)
                archive.writestr(name, text.getvalue())
    return packed.getvalue()


def _without(files: dict[str, Rows], child: str) -> dict[str, Rows]:
    """The same returns, as if one child had never been looked after."""
    return {
        name: [row for row in rows if child not in (row["CHILD"], row.get("MOTHER"))]
        for name, rows in files.items()
    }


def _sent(analyst: Visit, content: bytes, note: str) -> None:
    analyst.to("/data/returns/upload/")
    file = {"name": "returns.zip", "mimeType": "application/zip", "buffer": content}
    analyst.page.get_by_label("Files").set_input_files(file)  # type: ignore[arg-type]
    analyst.page.get_by_label("Note (optional)").fill(note)
    analyst.press("Upload and check")
    assert "/jobs/" in analyst.page.url
    analyst.at_the_end()


def _looked_after(visit: Visit) -> int:
    visit.to("/children/")
    found = re.search(r"(\d+) children", visit.heading())
    assert found, visit.heading()
    return int(found.group(1))


def _errors(page: Page) -> int:
    rows = page.get_by_role("row").filter(has=page.get_by_text("Error", exact=True))
    return rows.count()


def test_an_error_is_found_mended_and_the_figures_follow(visit: Visits, authority: Path) -> None:
    analyst = visit("analyst")
    before = _looked_after(analyst)
    files = _returns(authority)
    leaves = next(row["CHILD"] for row in files[_EPISODES] if not row["DEC"])
    mended = _without(files, leaves)
    wrong = {**mended, _EPISODES: [dict(row) for row in mended[_EPISODES]]}
    wrong[_EPISODES][0]["LS"] = "Q9"

    _sent(analyst, _packed(wrong), "A code that does not exist")
    assert _errors(analyst.page) >= 1
    analyst.shot("upload-findings")
    assert analyst.violations() == []
    rule = analyst.page.get_by_role("row").filter(has_text="Error").get_by_role("link").first
    analyst.follow(rule)
    assert analyst.page.get_by_role("main").get_by_text("made_up_episodes.csv").count() >= 1
    assert "Q9" not in analyst.page.get_by_role("main").inner_text(), "no value of a child"
    analyst.shot("upload-finding-by-row")
    assert analyst.violations() == []
    assert _looked_after(analyst) == before, "what was uploaded changes nothing by itself"

    analyst.page.go_back()
    analyst.page.go_back()
    analyst.follow(analyst.page.get_by_role("link", name="Upload a corrected version"))
    _sent(analyst, _packed(mended), "Mended")
    assert _errors(analyst.page) == 0
    analyst.shot("upload-mended")
    analyst.page.get_by_role("main").get_by_text("Use this version").click()
    analyst.shot("upload-choose")
    analyst.press("Work out the figures")
    analyst.at_the_end()
    analyst.shot("upload-figures")
    assert _looked_after(analyst) == before - 1
    assert analyst.complaints == []


def test_what_is_no_return_is_told_beside_the_field(visit: Visits) -> None:
    analyst = visit("analyst")
    analyst.to("/data/returns/upload/")
    analyst.press("Upload and check")
    assert analyst.page.title().startswith("Error: ")
    analyst.page.get_by_role("alert").get_by_role("link", name="Choose a file").click()
    assert analyst.page.get_by_label("Files").evaluate("it => it === document.activeElement")
    assert analyst.violations() == []
