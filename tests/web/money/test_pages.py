"""Who sees what of the money, and that pages, CSV and workbook tell the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client
from openpyxl import load_workbook

from kinward.pipeline.kept import load
from kinward.reports.position import Position
from kinward_web.audit.models import AuditEntry
from kinward_web.care.selectors.children import names_of
from kinward_web.intake.material import kept_folder
from kinward_web.intake.models import Snapshot
from kinward_web.money.presenters import TOPICS

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_WHOLE = ("activity", "variance", "outturn", "full-year", "model", "providers", "ledger")


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_the_finance_manager_finds_every_page(live: Snapshot, as_: As) -> None:
    finance = as_("finance_manager")
    page = finance.get("/money/")
    assert page.status_code == 200
    there = [link.href for link in page.context["pages"]]
    for slug in _WHOLE:
        assert f"/money/{slug}/" in there
    for address in there:
        answer = finance.get(address)
        assert answer.status_code == 200, address
        assert answer.content.decode().count("<h1") == 1
        assert answer.content.decode().count('aria-current="page"') == 1


def test_the_overview_tells_the_variance_first(live: Snapshot, as_: As, stands: Position) -> None:
    text = as_("commissioner").get("/money/").content.decode()
    head = text[text.index("<h1") : text.index("</h1>")]
    pounds = round(Decimal(abs(stands.activity.total.net_variance)) / 100)
    assert f"£{pounds:,}" in head


@pytest.mark.parametrize("name", ["north_manager", "administrator", "outsider"])
def test_who_has_no_business_with_money_sees_none(live: Snapshot, as_: As, name: str) -> None:
    client = as_(name)
    for address in ("/money/", "/money/providers/", "/money/money.xlsx", "/money/placements/",
                    "/money/months/", "/money/months/close/"):  # fmt: skip
        assert client.get(address).status_code == 403, address
    document = live.documents.get(kind="money").pk
    assert client.get(f"/figures/{document}/money_activity.csv").status_code in (403, 404)


def test_the_board_sees_what_is_public(live: Snapshot, as_: As) -> None:
    board = as_("board_member")
    page = board.get("/money/")
    assert page.context["hides"]
    names = {link.name for link in page.context["pages"]}
    assert "Key activity" in names
    assert not names & {"Providers", "High-cost list", "Closed months", "Budget model"}
    for slug in ("providers", "model", "ledger", "committed"):
        assert board.get(f"/money/{slug}/").status_code == 404
    assert board.get("/money/placements/").status_code == 403
    assert board.get("/money/months/").status_code == 403
    document = live.documents.get(kind="money").pk
    for table in ("money_providers", "money_match", "money_model", "money_dearest"):
        assert board.get(f"/figures/{document}/{table}.csv").status_code == 404
    book = load_workbook(io.BytesIO(board.get("/money/money.xlsx").content))
    assert not any("provider" in name.lower() for name in book.sheetnames)


def test_a_programme_lead_sees_no_single_placement(live: Snapshot, as_: As) -> None:
    lead = as_("programme_lead")
    page = lead.get("/money/")
    assert page.status_code == 200
    assert "High-cost list" not in {link.name for link in page.context["pages"]}
    assert lead.get("/money/placements/").status_code == 403
    assert lead.get("/money/placements/money_dearest.csv").status_code == 403
    book = load_workbook(io.BytesIO(lead.get("/money/money.xlsx").content))
    assert not any("dearest" in name.lower() for name in book.sheetnames)
    for document in live.documents.filter(kind="money_placements"):
        assert lead.get(f"/figures/{document.pk}/money_dearest.csv").status_code == 404


def test_single_placements_stand_by_pseudonym_and_are_audited(
    live: Snapshot, as_: As, stands: Position
) -> None:
    before = AuditEntry.objects.filter(subject="placements").count()
    page = as_("commissioner").get("/money/placements/")
    text = page.content.decode()
    identifiers = load(kept_folder(live.number)).cohort.children["CHILD"].to_list()
    names = names_of(live, identifiers)
    assert stands.high_cost is not None
    cells = [row.cells[1].text for row in page.context["sections"][0].figures[0].table.rows[:-1]]
    assert len(cells) == stands.high_cost.placements.height
    assert set(filter(None, cells)) <= set(names.values())
    assert sum(bool(each) for each in cells) > 0
    assert not any(f">{each}<" in text for each in identifiers)
    entry = AuditEntry.objects.filter(subject="placements").latest("id")
    assert AuditEntry.objects.filter(subject="placements").count() == before + 1
    assert entry.kind == "read"
    assert not any(each in entry.words for each in identifiers)


def test_the_child_of_a_placement_is_the_right_one(
    live: Snapshot, as_: As, testshire: Path
) -> None:
    rows = _rows(testshire / "placements.csv")
    finance = {row["placement_id"]: row["child_id"] for row in rows}
    pairs = _rows(testshire / "children.csv")
    whose = {row["finance_child_id"]: row["return_child_id"] for row in pairs}
    page = as_("finance_manager").get("/money/placements/")
    shown = page.context["sections"][0].figures[0].table.rows[:-1]
    names = names_of(live, list(whose.values()))
    told = [(row.cells[0].text, row.cells[1].text) for row in shown]
    assert told == [(each, names[whose[finance[each]]]) for each, _ in told]
    # Finance managers see no journeys: a pseudonym leads nowhere.
    assert page.context["children"] == []
    assert as_("analyst").get("/money/placements/").context["children"]


def test_a_download_of_placements_asks_for_the_password(
    live: Snapshot, as_: As, again: As, stands: Position
) -> None:
    address = "/money/placements/money_dearest.csv"
    assert as_("finance_manager").get(address).status_code == 302
    answer = again("finance_manager").get(address)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert stands.high_cost is not None
    weekly = [int(Decimal(row["£ a week"]) * 100) for row in rows[:-1]]
    assert weekly == stands.high_cost.placements["weekly"].to_list()
    assert AuditEntry.objects.filter(subject="placements", kind="download").exists()
    assert again("finance_manager").get("/money/placements/money_none.csv").status_code == 404


def test_the_workbook_sums_by_formulas(live: Snapshot, as_: As) -> None:
    answer = as_("finance_manager").get("/money/money.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["Money activity"]
    formulas = [
        cell.value for row in sheet.iter_rows() for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]  # fmt: skip
    assert len(formulas) > 20
    assert AuditEntry.objects.filter(words__contains="as a workbook", kind="download").exists()


def test_an_unknown_topic_is_no_page(live: Snapshot, as_: As) -> None:
    assert as_("finance_manager").get("/money/nonsense/").status_code == 404


def test_without_data_the_page_says_so(unloaded: None, as_: As) -> None:
    text = as_("finance_manager").get("/money/").content.decode()
    assert "No data has been loaded" in text
    assert as_("finance_manager").get("/money/money.xlsx").status_code == 404


def test_too_little_to_tell_is_told(live: Snapshot, as_: As) -> None:
    document = live.documents.get(kind="money")
    document.parts.filter(audience="public").delete()
    document.head_public = {"sentences": [], "notes": ["The money is left out."], "facts": {},
                            "contents": []}  # fmt: skip
    document.save()
    text = as_("board_member").get("/money/").content.decode()
    assert "There is too little to tell of the money" in text
    assert "The money is left out." in text


@pytest.mark.parametrize("slug", [None, *TOPICS, "placements", "months"])
def test_pages_ask_the_database_little(
    live: Snapshot,
    as_: As,
    slug: str | None,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    client = as_("finance_manager")
    caches["figures"].clear()
    with django_assert_max_num_queries(25):
        client.get(f"/money/{slug}/" if slug else "/money/")
