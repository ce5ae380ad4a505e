"""Who does not see small counts finds none: on no page, in no file, in no answer of the API."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from kinward_web.accounts.known_settings import of_group
from kinward_web.accounts.setting_actions import save_settings
from kinward_web.documents.models import Document
from kinward_web.performance.actions import cards
from kinward_web.performance.followed import Followed
from kinward_web.performance.selectors import scorecards
from kinward_web.performance.selectors.counted import counted
from kinward_web.performance.selectors.scorecards import Seen, seen

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_COUNTS = {"children", "periods of care"}
_TOTALS = {"looked_after", "rate_per_10000"}


def _small(shown: Seen, limit: int = 5) -> list[str]:
    """What is small in the readings that a person is shown."""
    found = []
    for line in shown.card.lines:
        if line.card.measure.key in _TOTALS or not line.card.disclosure:
            continue
        for each in line.card.readings:
            told = [each.numerator, each.denominator]
            if line.card.measure.unit in _COUNTS:
                told.append(each.value)
            found += [line.card.measure.key for n in told if n is not None and 0 < n <= limit]
    return found


@pytest.mark.usefixtures("loaded")
def test_a_board_member_is_shown_no_small_count(cast: Any) -> None:
    assert _small(seen(cast["analyst"]))
    assert _small(seen(cast["board_member"])) == []
    assert seen(cast["board_member"]).card.teams == ()


@pytest.fixture
def few(cast: dict[str, Any], type_: Any, loaded: Any) -> str:
    """A measure of one's own that counts three children, on the board's list."""
    given = Followed(
        own=True, label="Children in unregistered homes", unit="children", polarity="low",
        theme="Where they live", tier="board", target="ceiling", high=Decimal(0),
        tolerance=Decimal(1),
    )  # fmt: skip
    made = cards.make(by=cast["programme_lead"], given=given, key="few")
    type_(made.measure, date(2026, 2, 28), "40")
    type_(made.measure, date(2026, 3, 31), "3", note="Three of them, one is new")
    return str(made.measure)


def test_a_typed_count_is_hidden_as_well(few: str, as_: As) -> None:
    places = (
        "/scorecard/", "/scorecard/measures/", f"/scorecard/measures/{few}/",
        "/scorecard/board.csv", "/scorecard/measures/table.csv",
    )  # fmt: skip
    for place in places:
        text = {who: as_(who).get(place).content.decode() for who in ("analyst", "board_member")}
        assert "3 children over the ceiling" in text["analyst"], place
        assert "3 children over the ceiling" not in text["board_member"], place
        assert "withheld: it tells of few children" in text["board_member"].lower(), place
        assert "Three of them" not in text["board_member"]
    for place in ("history/", "readings/new/", "card/"):
        assert as_("board_member").get(f"/scorecard/measures/{few}/{place}").status_code == 403
    for table in ("scorecard_readings", "scorecard_control"):
        place = f"/scorecard/measures/{few}/{table}.csv"
        assert as_("board_member").get(place).status_code == 404


def test_the_api_hides_it_as_well(few: str, read: Any) -> None:
    whole = {line["measure"]: line for line in read("analyst", "scorecard").json()["lines"]}
    public = {line["measure"]: line for line in read("board_member", "scorecard").json()["lines"]}
    assert whole[few]["reading"]["value"] == 3
    assert public[few]["reading"] is None
    assert public[few]["readings"] == []


def test_what_the_children_s_figures_hide_is_hidden_here(loaded: Any, cast: Any) -> None:
    """Even where no reading of the scorecard itself is small."""
    open_ = next(
        line.card.measure.key
        for line in seen(cast["board_member"]).card.lines
        if line.reading and line.card.theme == "Where they live"
    )
    document = loaded.documents.get(kind="scorecard")
    facts = document.head_whole["facts"]
    head = {**document.head_whole, "facts": {**facts, "hidden": [*facts["hidden"], open_]}}
    Document.objects.filter(pk=document.pk).update(head_whole=head)
    from django.core.cache import caches

    caches["figures"].clear()
    assert seen(cast["board_member"]).line(open_).reading is None
    assert seen(cast["analyst"]).line(open_).reading is not None


def test_the_stored_document_knows_what_they_hide(loaded: Any) -> None:
    found = counted(loaded)
    assert found is not None
    assert "uasc" in found.hidden


def test_a_larger_limit_hides_more(cast: Any, loaded: Any) -> None:
    values = {known.name: known.default for known in of_group("figures")}
    values["small_number_limit"] = 20
    save_settings(by=cast["administrator"], group="figures", edition=0, values=values)
    assert _small(seen(cast["board_member"]), 20) == []
    assert seen(cast["board_member"]).line("looked_after").reading is not None


def test_no_small_count_stands_in_a_cell_of_a_board_member_s_page(as_: As, few: str) -> None:
    page = as_("board_member").get("/scorecard/measures/?tier=").content.decode()
    for row in re.findall(
        r"<tr class=\"govuk-table__row\">\s*<th scope=\"row\".*?</tr>", page, re.S
    ):
        name = re.sub(r"<[^>]+>", "", row.split("</th>")[0]).strip()
        cells = [re.sub(r"<[^>]+>", "", c).strip() for c in re.findall(r"<td.*?</td>", row, re.S)]
        if "withheld" in row:
            assert cells[0] == "", name


@pytest.mark.parametrize(("share", "hidden"), [("8.0", True), ("20.0", False)])
def test_before_there_are_figures_typed_shares_hide_what_the_typed_total_would_tell(
    cast: dict[str, Any], type_: Any, monkeypatch: pytest.MonkeyPatch, share: str, hidden: bool
) -> None:
    """No data is loaded, so that nothing but what people typed stands behind the scorecard."""
    monkeypatch.setattr(scorecards, "live", lambda: None)
    type_("looked_after", date(2026, 3, 31), "60")
    type_("external_residential_pct", date(2026, 3, 31), share)
    shown = seen(cast["board_member"])
    line = shown.line("external_residential_pct")
    assert shown.rests_on is None
    assert line is not None
    assert (line.reading is None) is hidden
    assert shown.line("looked_after").reading is not None  # type: ignore[union-attr]
