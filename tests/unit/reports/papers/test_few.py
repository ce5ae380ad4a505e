"""Which words of an author count few children, and which only look so."""

from __future__ import annotations

import pytest

from kinward.reports.disclosure.few import few_counts, without_few

COUNTS = (
    "In May 3 children moved.",
    "In May three children moved.",
    "Two young people left.",
    "One looked after child left.",
    "Four girls moved.",
    "Two of the children",
    "A couple of children came home.",
    "Both children live with kin.",
    "Only one child is in a secure home.",
    "Children do well. Only one is in a secure home.",
    "1 to 5 children are in residential school.",
    "between one and five children",
    "3 young people moved",
    "three of our residential placements ended",
    "A single child is in secure accommodation.",
    "Two more recently arrived young people came.",
    "Of the children who left, two were adopted.",
    "Two were adopted.",
    "Four went home.",
    "Last year 2 were adopted.",
    "One has since left care.",
    "Three have gone home, and both turned 18.",
    "Five of them are siblings. The children are well.",
    "The children are well. Two of them moved.",
    "Children in secure homes: 2",
    "Looked after children in custody (3)",
    "The number of children in secure homes fell to 2.",
    "The number of children in secure homes fell from 9 to 4.",
    "The twins were placed together.",
    "One or two children went missing.",
    "Up to five children may come.",
    "We look after 4 disabled boys.",
    "Just under 5 children moved",
    "2 UASC arrived.",
    "Two unaccompanied asylum-seeking children arrived.",
    "3–4 children",
    "Two 15-year-old boys moved.",
    "Three sibling groups: 2 boys",
)
NO_COUNTS = (
    "Two of the actions are late.",
    "In May 30 children moved.",
    "Three providers closed; 6 children moved.",
    "Six children moved.",
    "On 3 May children moved.",
    "By 2 April 2026 young people will be heard.",
    "It costs £3 million for children in care.",
    "A one-page summary for children.",
    "Year 2 children do well.",
    "Children looked after under section 20 did well.",
    "Section 20 children did well.",
    "1 in 5 children in England is poor.",
    "Two-thirds of children live with carers.",
    "One third of the children live with carers.",
    "3% of children moved.",
    "Two children's homes opened.",
    "Three new children’s homes opened.",
    "Two foster carers for children were approved.",
    "We meet for 2 hours with children.",
    "children aged 4 to 5",
    "children aged 5",
    "The work has 3 phases, and children gain in each.",
    "One of the children's homes was closed.",
    "Phase 1 children",
    "Ofsted gave grade 2.",
    "No child was placed in a secure home.",
    "Two are red and one is amber.",
    "Two were agreed and three were left open.",
    "Two policies were adopted.",
    "Children come first. Two are red.",
    "4 weeks after the child came in",
    "Two boards met; children spoke.",
    "We agreed one plan for each child.",
    "Both boards met.",
    "A single point of contact for children.",
    "A couple of providers left the market.",
    "The only home in the county that takes children closed.",
    "Recruit 20 foster homes for children of 10 and older",
    "12 children, of whom 8 boys",
)


@pytest.mark.parametrize("text", COUNTS)
def test_words_that_count_few_children(text: str) -> None:
    assert few_counts(text, 5)


@pytest.mark.parametrize("text", NO_COUNTS)
def test_words_that_count_none(text: str) -> None:
    assert few_counts(text, 5) == ()


def test_the_author_is_told_where_and_why() -> None:
    text = "All is well.\nIn May 12 children came, of whom two young people left."
    (found,) = few_counts(text, 5)
    assert (found.line, found.word, found.number) == (2, 8, 2)
    assert found.words == "two young people"
    assert str(found) == "line 2, word 8: a word for children follows the number"


def test_the_limit_is_what_the_authority_set() -> None:
    assert [each.number for each in few_counts("6 children and 12 boys", 10)] == [6]
    assert few_counts("6 children", 5) == ()


def test_a_count_that_nobody_can_be_asked_about_is_hidden() -> None:
    said = "Move 3 children by 4 May, and both boys; 12 children stay."
    assert without_few(said, 5) == "Move [c] children by 4 May, and [c] boys; 12 children stay."
