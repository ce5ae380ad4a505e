"""Whether the figures behind a text changed: days that it names are none, all else is."""

from __future__ import annotations

import pytest

from kinward.reports.papers.board import own
from kinward.reports.papers.board.behind import Moved, digest, moved
from kinward.reports.papers.board.own import Own
from kinward.reports.papers.model import Bullets, NumberedRecommendations, PaperPart

WAS = "On 31 March 2026 the authority looked after 538 children, 34 more than a year before."


@pytest.mark.parametrize(
    ("now", "same"),
    [
        (WAS.replace("31 March", "30 April"), True),
        (WAS.replace("31 March 2026", "31 May 2027"), True),
        (WAS.replace("538", "539"), False),
        (WAS.replace("34 more", "34 fewer"), False),
        (WAS.replace("34", "2,026"), False),
        (WAS.replace("34", "£2026"), False),
    ],
)
def test_only_days_may_differ(now: str, same: bool) -> None:
    assert (digest(now) == digest(WAS)) is same
    assert (moved(WAS, now) == ()) is same


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ("More than in May 2025.", "More than in June 2025.", True),
        ("It fell since April.", "It fell since May.", True),
        ("The population of mid-2025.", "The population of mid-2026.", True),
        ("27 fewer than in 2019.", "27 fewer than in 2020.", True),
        ("For 2026/27, £1 is planned.", "For 2027/28, £1 is planned.", False),
        ("Staff may leave.", "Staff will leave.", False),
    ],
)
def test_months_and_years_alone_are_days_and_financial_years_are_not(
    was: str, now: str, same: bool
) -> None:
    assert (digest(was) == digest(now)) is same


def test_what_changed_is_told_sentence_by_sentence() -> None:
    was = "On 31 March there were 12. Ten left. All is well."
    now = "On 30 April there were 12. Eleven left. All is well. Two came."
    assert moved(was, now) == (Moved("Ten left.", "Eleven left."), Moved("", "Two came."))


def _listed(
    block: Bullets | NumberedRecommendations, *given: Own, public: bool = False
) -> list[str]:
    parts = [PaperPart("a", "A", 1, (block,))]
    stale = own.stale(given, own.made_from_figures(parts))
    (part,) = own.applied(parts, given, public=public, stale=stale)
    first = part.blocks[0]
    assert type(first) is type(block)
    return [*first.items, *(type(each).__name__ for each in part.blocks[1:])]  # type: ignore[union-attr]


ASKED = NumberedRecommendations(("Note 538 children.", "Decide."), "recommendations-list")


def test_recommendations_of_ones_own_stand_in_the_list() -> None:
    assert _listed(ASKED, Own("recommendations-list", "Agree the home.\n\n Thank staff. ")) == [
        "Note 538 children.", "Decide.", "Agree the home.", "Thank staff.",
    ]  # fmt: skip
    assert _listed(ASKED, Own("recommendations-list", "Welcome.", "before"))[0] == "Welcome."


def test_a_list_of_ones_own_says_when_the_figures_under_it_changed() -> None:
    kept = Own("recommendations-list", "Agree.", "instead",
               replaced=digest("Note 538 children.\nDecide."))  # fmt: skip
    old = Own("recommendations-list", "Agree.", "instead",
              replaced=digest("Note 530 children.\nDecide."))  # fmt: skip
    assert _listed(ASKED, kept) == ["Agree."]
    assert _listed(ASKED, old) == ["Agree.", "Note"]
    parts = [PaperPart("a", "A", 1, (ASKED,))]
    assert list(own.doubts((kept,), parts, public=False)) == []
    assert "have changed since" in next(iter(own.doubts((old,), parts, public=False)))


def test_items_that_are_not_for_the_public_stay_inside() -> None:
    ours = Own("recommendations-list", "Agree the price.")
    assert _listed(ASKED, ours, public=True) == list(ASKED.items)
    shown = Own("recommendations-list", "Agree the home.", public=True)
    assert _listed(ASKED, shown, public=True)[-1] == "Agree the home."


def test_a_list_without_a_key_stays_as_it_is() -> None:
    assert _listed(Bullets(("One.",)), Own("", "Two.")) == ["One."]
