"""Who is paid: volume, prices, spend and shares by provider."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dear_placements import contracts, ledger, year_of
from kinward.ledger.providers import (
    PROVIDER_SERVICES_SCHEMA,
    PROVIDERS_SCHEMA,
    Providers,
    providers,
)
from kinward.ledger.services import external_categories
from kinward.terms import CATEGORIES

AS_AT = date(2018, 9, 30)
ROWS = """
    P1,a,Residential homes,Oak Homes,2018-04-01,2019-04-01,,3000,500,,,
    P2,b,Residential homes,OAK  HOMES,2018-01-01,2018-06-13,,4000,,,,
    P3,c,Residential homes,Elm,2018-04-01,2019-04-01,,5000,,,,
    P4,d,Supported accommodation,oak homes,2018-04-01,2019-04-01,,1000,,,,
    P5,e,In-house fostering,Council,2018-04-01,2019-04-01,,400,,,,
    P6,f,Kinship,,2018-04-01,2019-04-01,,0,,,,
    P7,g,Residential homes,Ash,2015-04-01,2016-04-01,,9000,,,,
"""


def _providers(folder: Path, rows: str = ROWS, signed: str = "", budget: str = "") -> Providers:
    made = ledger(folder, rows, budget=budget)
    return providers(made, year_of(made, AS_AT), contracts(folder, signed) if signed else None)


def test_a_provider_is_one_however_its_name_is_written(tmp_path: Path) -> None:
    found = _providers(tmp_path).providers

    assert found.schema == PROVIDERS_SCHEMA
    oak = (3000_00 - 500_00) * 52 + 1000_00 * 52 + 4000_00 * 52 // 5  # 73 of 365 days
    columns = ("provider", "snapshot", "touching", "days", "cost")
    assert found.select(columns).rows() == [
        ("Elm", 1, 1, 365, 5000_00 * 52),
        ("Oak Homes", 2, 3, 365 + 365 + 73, oak),
        ("Council", 1, 1, 365, 400_00 * 55),
        (None, 1, 1, 365, 0),
    ]
    assert found["yearly_average"].to_list() == pytest.approx([1, 2.2, 1, 1])


def test_prices_are_of_the_whole_cost_and_spread(tmp_path: Path) -> None:
    rows = ROWS + "P8,h,Residential homes,Oak Homes,2018-07-01,,,2000,,,,\n"
    found = _providers(tmp_path, rows).services.filter(provider="Oak Homes")

    homes = found.filter(service_type="Residential homes")
    columns = ("mean", "lowest", "lower_quartile", "median", "upper_quartile", "highest")
    assert homes.select("priced", *columns).row(0) == (
        3,
        *(3000_00, 2000_00, 2500_00, 3000_00, 3500_00, 4000_00),
    )


def test_shares_of_the_section_the_service_and_what_is_bought(tmp_path: Path) -> None:
    found = _providers(tmp_path).services

    assert found.schema == PROVIDER_SERVICES_SCHEMA
    homes, elm, flats = 2500 + 800, 5000, 1000
    bought = homes + elm + flats
    oak = found.filter(provider="Oak Homes", service_type="Residential homes").row(0, named=True)
    assert oak["share_of_service"] == pytest.approx(homes / (homes + elm))
    assert oak["share_of_section"] == pytest.approx(homes / bought)
    assert oak["share_of_external"] == pytest.approx(homes / bought)
    assert oak["share"] == pytest.approx(homes * 52 / (bought * 52 + 400 * 55))
    own = found.filter(provider="Council").row(0, named=True)
    assert (own["share_of_section"], own["share_of_external"]) == (1, None)


def test_the_parts_sum_to_what_all_placements_cost(tmp_path: Path) -> None:
    made = ledger(tmp_path, ROWS)
    now = year_of(made, AS_AT)
    found = providers(made, now)

    for frame in (found.providers, found.services):
        for column in ("cost", "spent", "days"):
            assert frame[column].sum() == now.placements[column].sum()
    assert found.services["share"].sum() == pytest.approx(1)


def test_the_budget_says_in_which_section_a_service_stands(tmp_path: Path) -> None:
    budget = "section,service_type,placements,annual_budget\nFlats,supported ACCOMMODATION,1,9\n"
    found = _providers(tmp_path, budget=budget).services

    flats = found.filter(service_type="Supported accommodation")
    assert flats.select("section", "share_of_section").row(0) == ("Flats", 1)


def test_a_framework_is_told_by_the_contract_of_the_service_or_of_all(tmp_path: Path) -> None:
    found = _providers(
        tmp_path,
        signed="""
            oak homes,,no,,
            oak homes,Supported accommodation,yes,,
            Elm,,no,,
        """,
    )

    assert found.providers.select("provider", "framework").rows() == [
        ("Elm", "no"),
        ("Oak Homes", "yes"),
        ("Council", "not known"),
        (None, "not known"),
    ]
    oak = found.services.filter(provider="Oak Homes")
    assert dict(oak.select("service_type", "framework").iter_rows()) == {
        "Residential homes": "no",
        "Supported accommodation": "yes",
    }


def test_the_notes_say_what_the_figures_rest_on(tmp_path: Path) -> None:
    assert _providers(tmp_path).notes == (
        "1 placement of the year names no provider.",
        "1 placement of the year costs nothing a week, and counts as care but not as a price.",
        "No contracts are given, so that frameworks and discounts are not known.",
    )


def test_a_cost_that_looks_wrong_is_told_beside_the_means(tmp_path: Path) -> None:
    rows = [f"P{each},c{each},Kinship,,2018-12-01,,,300,,,," for each in range(6)]
    rows.append("P9,x,Kinship,,2018-12-01,,,30000,,,,")

    notes = _providers(tmp_path, "\n".join(rows)).notes

    assert any(note.startswith("1 placement of the year has a weekly cost that") for note in notes)


def test_a_year_without_placements_has_no_providers(tmp_path: Path) -> None:
    found = _providers(tmp_path, "P7,g,Residential homes,Ash,2015-04-01,2016-04-01,,9000,,,,")

    assert found.providers.schema == PROVIDERS_SCHEMA
    assert found.services.schema == PROVIDER_SERVICES_SCHEMA
    assert (found.providers.height, found.services.height, found.agreements) == (0, 0, ())


def test_a_record_without_rows_has_no_providers(tmp_path: Path) -> None:
    found = _providers(tmp_path, "", "Oak,,yes,0,1")

    assert found.providers.is_empty()
    assert [each.rule for each in found.findings] == ["L43"]


def test_what_is_bought_are_categories_without_the_councils_own() -> None:
    bought = external_categories()

    assert set(bought) <= set(CATEGORIES)
    assert {"independent_fostering", "external_residential", "supported_accommodation"} <= set(
        bought
    )
    assert not {"in_house_fostering", "in_house_residential", "kinship", "with_parents"} & set(
        bought
    )
