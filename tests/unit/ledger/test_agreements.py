"""What contracts give, and what their next tier would."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from dear_placements import contracts, ledger, year_of
from kinward.ledger.agreements import AGREEMENTS_SCHEMA, agreements_frame
from kinward.ledger.findings import Finding
from kinward.ledger.providers import Providers, providers

AS_AT = date(2018, 9, 30)
ROWS = """
    P1,a,Independent fostering,Oak Care,2018-04-01,2019-04-01,,980,100,,,
    P2,b,Independent fostering,Oak Care,2018-04-01,2019-04-01,,980,,,,
    P3,c,Independent fostering,oak care,2018-04-01,2018-06-13,,1225,,,,
    P4,d,Supported accommodation,Oak Care,2018-04-01,2019-04-01,,700,,,,
"""
TIERS = """
    OAK CARE,independent fostering,yes,0,0
    OAK CARE,independent fostering,yes,2,2
    OAK CARE,independent fostering,yes,3,4.5
"""


def _found(folder: Path, signed: str, rows: str = ROWS) -> Providers:
    made = ledger(folder, rows)
    return providers(made, year_of(made, AS_AT), contracts(folder, signed))


def _places(findings: tuple[Finding, ...]) -> list[tuple[str, int, str]]:
    return [(each.rule, each.row, each.column) for each in findings]


def test_the_next_tier_gives_a_price_and_a_saving(tmp_path: Path) -> None:
    (only,) = _found(tmp_path, TIERS).agreements

    assert only.volume == 2 + Fraction(73, 365)
    assert only.average_weekly == Fraction(980_00 * 2 + 1225_00, 3)
    assert only.whole_cost == (980_00 + 980_00 + 245_00) * 52
    assert only.tier is not None
    assert (only.tier.least, only.discount_pct) == (2, 2)
    # 114,660 pounds were 117,000 without the discount.
    assert only.discount_worth == 2_340_00
    assert only.following is not None
    assert only.placements_needed == Fraction(4, 5)
    # 95.5 / 98 of 1,061.666... and of the year's cost.
    assert only.next_weekly == 1034_58
    assert only.next_saving == 2_925_00


def test_a_contract_of_all_has_what_no_other_covers(tmp_path: Path) -> None:
    found = _found(tmp_path, TIERS + "Oak Care,,no,0,10\n    Oak Care,,no,1,20\n")
    fostering, rest = found.agreements

    assert fostering.volume == Fraction(11, 5)
    assert (rest.volume, rest.average_weekly, rest.whole_cost) == (1, 700_00, 700_00 * 52)
    assert (rest.discount_pct, rest.following, rest.next_weekly, rest.next_saving) == (
        20,
        None,
        None,
        None,
    )


def test_a_volume_is_at_a_tier_from_its_very_threshold(tmp_path: Path) -> None:
    (exact,) = _found(tmp_path, "Oak Care,independent fostering,,2.2,5").agreements
    (above,) = _found(tmp_path, "Oak Care,independent fostering,,2.21,5").agreements

    assert exact.discount_pct == 5
    assert (above.tier, above.discount_pct, above.discount_worth) == (None, 0, 0)
    assert above.placements_needed == Fraction(1, 100)
    assert above.next_saving == round((980_00 * 2 + 245_00) * 52 * Fraction(1, 20))


def test_whole_cost_is_by_the_day_where_care_is_billed_so(tmp_path: Path) -> None:
    made = ledger(
        tmp_path,
        "P1,a,Day homes,Elm,2018-04-01,2018-05-01,,1000,100,,,",
        service_types="service_type,category,billing\nDay homes,external_residential,daily\n",
    )
    (only,) = providers(made, year_of(made, AS_AT), contracts(tmp_path, "Elm,,,,")).agreements

    assert only.whole_cost == Fraction(1000_00 * 30, 7)


def test_a_contract_that_nothing_is_bought_under_counts_nought(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        """
        Elm,,yes,1,5
        Oak Care,Residential homes,yes,1,5
        Oak Care,,yes,1,5
        """,
    )

    assert [each.volume for each in found.agreements] == [0, 0, Fraction(16, 5)]
    assert found.agreements[0].next_weekly is None
    assert found.agreements[0].next_saving == 0
    assert _places(found.findings) == [("L43", 2, "provider"), ("L44", 3, "service_type")]


def test_a_provider_of_another_year_is_no_stranger(tmp_path: Path) -> None:
    rows = ROWS + "P9,x,Residential homes,Elm,2010-04-01,2011-04-01,,700,,,,\n"
    found = _found(tmp_path, "Elm,Residential homes,yes,1,5", rows)

    assert (found.agreements[0].volume, found.findings) == (0, ())


def test_a_name_of_signs_alone_is_not_the_provider_of_the_nameless(tmp_path: Path) -> None:
    rows = "P1,a,Kinship,,2018-04-01,2019-04-01,,980,,,,"
    found = _found(tmp_path, "---,,yes,0,5", rows)

    assert found.agreements[0].volume == 0
    assert found.providers["framework"].to_list() == ["not known"]
    assert _places(found.findings) == [("L43", 2, "provider")]


def test_findings_of_the_file_are_told_too(tmp_path: Path) -> None:
    found = _found(tmp_path, TIERS + "OAK CARE,independent fostering,yes,9,4.5")

    assert _places(found.findings) == [("L45", 5, "discount_pct")]


def test_the_table_has_a_row_an_agreement(tmp_path: Path) -> None:
    frame = agreements_frame(_found(tmp_path, TIERS + "Elm,,,,").agreements)

    assert frame.schema == AGREEMENTS_SCHEMA
    assert frame.row(0) == (
        *("OAK CARE", "independent fostering", True, 2.2, 1061_67, 114_660_00),
        *(2.0, 2.0, 2_340_00, 3.0, 4.5, 0.8, 1034_58, 2_925_00),
    )
    assert frame.row(1) == ("Elm", None, None, 0.0, None, 0, None, 0.0, 0, *[None] * 5)
