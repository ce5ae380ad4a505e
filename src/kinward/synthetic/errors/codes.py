"""Planters of codes that are in no list, and of fields that are blank."""

from __future__ import annotations

from typing import Final

from kinward.reference.codes import FIRST_KNOWN_YEAR
from kinward.synthetic.errors.planter import Planter, both, cell, given, years

# rule, table, column, a code that no list has
_WRONG: Final = (
    ("101", "Header", "SEX", "X"), ("103", "Header", "ETHNIC", "ZZZZ"),
    ("143", "Episodes", "RNE", "Q"), ("144", "Episodes", "LS", "W9"),
    ("145", "Episodes", "CIN", "N9"), ("146", "Episodes", "PLACE", "Q7"),
    ("149", "Episodes", "REC", "E99"), ("178", "Episodes", "PLACE_PROVIDER", "PR9"),
    ("1009", "Episodes", "REASON_PLACE_CHANGE", "BECAUSE"),
    ("167", "Reviews", "REVIEW_CODE", "PN9"),
    ("196", "OC2", "SDQ_REASON", "SDQ9"), ("131", "OC3", "IN_TOUCH", "MAYBE"),
    ("132", "OC3", "ACTIV", "Q9"), ("133", "OC3", "ACCOM", "Q9"),
    ("114", "AD1", "FOSTER_CARE", "7"),
    ("175", "AD1", "NB_ADOPTR", "9"), ("176", "AD1", "SEX_ADOPTR", "QQ"),
    ("177", "AD1", "LS_ADOPTR", "L9"), ("120", "PlacedAdoption", "REASON_PLACED_CEASED", "RD9"),
    ("631", "PrevPerm", "PREV_PERM", "P9"), ("1006", "Missing", "MISSING", "Q"),
)  # fmt: skip
# rule, table, column that must not be blank
_BLANK: Final = (
    ("101", "Header", "SEX"), ("103", "Header", "ETHNIC"), ("143", "Episodes", "RNE"),
    ("144", "Episodes", "LS"), ("145", "Episodes", "CIN"), ("146", "Episodes", "PLACE"),
    ("166", "Reviews", "REVIEW"), ("167", "Reviews", "REVIEW_CODE"), ("141", "Episodes", "DECOM"),
    ("K03", "Episodes", "CHILD"), ("K03", "Reviews", "CHILD"), ("102", "Header", "DOB"),
)  # fmt: skip
# rule, column, a code in no list, in a year before the lists begin
_UNLISTED: Final = (
    ("K20A", "PLACE", "Q7"), ("K20B", "LS", "W9"), ("K20C", "RNE", "Q"), ("K20D", "REC", "E99"),
)  # fmt: skip

PLANTERS: Final[tuple[Planter, ...]] = (
    *(
        cell(rule, table, column, code, f"{column} has a code that is in no list",
             both(given(column), years(FIRST_KNOWN_YEAR)))
        for rule, table, column, code in _WRONG
    ),
    *(
        cell(rule, table, column, "", f"{column} is blank", given(column))
        for rule, table, column in _BLANK
    ),
    *(
        cell(rule, "Episodes", column, code, f"{column} has a code that is in no list",
             both(given(column), years(0, FIRST_KNOWN_YEAR - 1)))
        for rule, column, code in _UNLISTED
    ),
    cell("101", "Header", "SEX", "1", "SEX has a code of the old list",
         years(2025)),
)  # fmt: skip
