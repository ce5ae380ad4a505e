"""What of next year's entries cannot be known: what docs/method.md claims of it."""

from __future__ import annotations

import pytest

from studies.entries_known import ENGINE, LAST, LAW, STEPS, TRUTH, errors, study


def test_knowing_more_of_a_few_authorities_is_no_worse() -> None:
    found = errors(study(4))
    assert found[TRUTH] < found[STEPS] < found[LAST]


@pytest.mark.study
def test_the_law_itself_tells_little_more_than_the_engine_knows() -> None:
    found = errors(study(40))
    assert found[TRUTH] < found[STEPS] < found[LAW]
    assert found[ENGINE] < 1.05 * found[LAW]
    assert found[ENGINE] < found[LAST]
