"""Settings are typed, bounded, dated, and changed by one person at a time."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from kinward.errors import ArgumentError
from kinward_web.accounts.editing import StaleError
from kinward_web.accounts.known_settings import GROUPS, KNOWN, ServiceSettings, of_group
from kinward_web.accounts.models import SettingChange, User
from kinward_web.accounts.selectors import current_settings
from kinward_web.accounts.setting_actions import save_settings
from kinward_web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_FORECAST = {"forecast_months": 24, "forecast_runs": 500}


def _form(**changed: Any) -> dict[str, Any]:
    return {"edition": 0, **_FORECAST, **changed}


def test_without_a_change_the_defaults_are_in_force() -> None:
    assert current_settings() == ServiceSettings()


def test_every_default_is_within_its_own_bounds() -> None:
    for known in KNOWN.values():
        assert known.group in GROUPS
        assert known.words or known.least <= known.default <= known.most


def test_the_core_and_the_service_hide_the_same_numbers_by_default() -> None:
    from kinward.reference.parameters import parameter

    assert ServiceSettings().small_number_limit == parameter("small_number_limit").value
    assert ServiceSettings().high_cost_placements == parameter("high_cost_placements").value


def test_a_form_is_saved_dated_and_audited(as_: As) -> None:
    admin = as_("administrator")
    assert admin.post("/account/settings/forecast/", _form())["Location"] == "/account/settings/"
    now = current_settings()
    assert (now.forecast_months, now.forecast_runs) == (24, 500)
    row = AuditEntry.objects.get(subject="settings", subject_id="forecast")
    assert row.before == {"forecast_months": 36, "forecast_runs": 1000}
    assert row.after == _FORECAST
    page = admin.get("/account/settings/forecast/").content.decode()
    assert "Months ahead: 24 months, was 36 months" in page
    assert "Adele Admin" in page


def test_numbers_keep_their_kind(cast: dict[str, User]) -> None:
    values = {known.name: known.default for known in of_group("figures")}
    values["uplift_pct"] = Decimal("2.5")
    save_settings(by=cast["administrator"], group="figures", edition=0, values=values)
    assert current_settings().uplift_pct == Decimal("2.5")


@pytest.mark.parametrize(
    ("group", "field", "wrong", "words"),
    [
        ("forecast", "forecast_runs", "20001", "give a number from 100 to 20000"),
        ("forecast", "forecast_runs", "many", "give a number from 100 to 20000"),
        ("forecast", "forecast_months", "", "give a number from 6 to 120"),
        ("figures", "small_number_limit", "4", "give a number from 5 to 20"),
        ("figures", "uplift_pct", "NaN", "give a number from -20 to 20"),
        ("rag", "measure_tolerance_pct", "101", "give a number from 0 to 100"),
        ("scales", "impact_2", "minor ", ""),
        ("scales", "impact_2", "SEVERE", "two steps have the same word"),
        ("scales", "impact_2", "", "give a word for step 2"),
        ("retention", "keep_audit_months", "11", "give a number from 12 to 240"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(
    as_: As, group: str, field: str, wrong: str, words: str
) -> None:
    admin = as_("administrator")
    told: dict[str, Any] = {"edition": 0}
    for known in of_group(group):
        names = [f"{known.name}_{n + 1}" for n in range(known.words)] or [known.name]
        given = known.default if known.words else [known.default]
        told |= dict(zip(names, given, strict=True))
    answer = admin.post(f"/account/settings/{group}/", {**told, field: wrong})
    if not words:
        assert answer.status_code == 302
        return
    page = answer.content.decode()
    assert words in page
    assert "<title>Error: " in page
    assert not SettingChange.objects.exists()


def test_the_action_checks_bounds_itself(cast: dict[str, User]) -> None:
    with pytest.raises(ArgumentError, match="out of its bounds"):
        save_settings(
            by=cast["administrator"], group="forecast", edition=0,
            values={**_FORECAST, "forecast_runs": 1},
        )  # fmt: skip


def test_the_second_of_two_editors_is_told_and_loses_nothing(
    cast: dict[str, User], as_: As
) -> None:
    save_settings(by=cast["administrator"], group="forecast", edition=0, values=_FORECAST)
    page = (
        as_("administrator")
        .post("/account/settings/forecast/", _form(forecast_runs=777))
        .content.decode()
    )
    assert "Adele Admin changed this" in page
    assert 'value="777"' in page
    assert 'name="edition" value="1"' in page
    assert current_settings().forecast_runs == 500
    with pytest.raises(StaleError):
        save_settings(
            by=cast["administrator"], group="forecast", edition=0,
            values={**_FORECAST, "forecast_runs": 777},
        )  # fmt: skip


def test_saving_what_is_there_makes_no_change(cast: dict[str, User]) -> None:
    save_settings(by=cast["administrator"], group="forecast", edition=0, values=_FORECAST)
    save_settings(by=cast["administrator"], group="forecast", edition=1, values=_FORECAST)
    assert SettingChange.objects.count() == 1


def test_a_stored_value_that_fits_no_more_gives_the_default() -> None:
    SettingChange.objects.create(
        group="forecast", edition=1, values={"forecast_runs": 10**9, "gone": 1}
    )
    assert current_settings().forecast_runs == 1000


@pytest.mark.parametrize("name", ["analyst", "auditor", "programme_lead"])
def test_only_an_administrator_changes_settings(cast: dict[str, User], as_: As, name: str) -> None:
    assert as_(name).get("/account/settings/forecast/").status_code == 403
    with pytest.raises(PermissionDenied):
        save_settings(by=cast[name], group="forecast", edition=0, values=_FORECAST)


def test_a_form_that_is_not_there_is_not_found(as_: As) -> None:
    assert as_("administrator").get("/account/settings/other/").status_code == 404
