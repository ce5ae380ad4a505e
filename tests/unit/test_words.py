"""How numbers are said."""

from __future__ import annotations

from kinward.words import with_interval, with_sign


def test_a_mean_stands_before_the_ends_of_its_interval() -> None:
    assert with_interval(1234.54, 1100.4, 1399.6, places=1) == "1,234.5 (1,100 to 1,400)"
    assert with_interval(-20, -50, 10, sign="£") == "-£20 (-£50 to £10)"


def test_what_rounds_to_nought_has_no_minus() -> None:
    assert [with_sign(each, sign="£") for each in (-0.6, -0.5, -0.4, 0)] == [
        "-£1",
        "£0",
        "£0",
        "£0",
    ]
    assert with_sign(-0.04, places=1) == "0.0"
