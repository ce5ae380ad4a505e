"""What a snapshot's job stores is what the core counts, and it comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kinward.ledger.load import Files
from kinward.pipeline import Inputs
from kinward.pipeline.scorecard import Asked, scored
from kinward.scorecard.model import YearEnd
from kinward_web.documents.access import may_see
from kinward_web.performance.codec import decode, encode
from kinward_web.performance.selectors.counted import counted
from kinward_web.performance.selectors.scorecards import seen

pytestmark = pytest.mark.django_db
_NAMES = ("placements", "budget", "service_types", "adjustments", "children")


@pytest.fixture(scope="module")
def core(testshire: Path) -> Any:
    """The scorecard of the same files straight from the core, without a forecast."""
    files = Files(**{name: testshire / f"{name}.csv" for name in _NAMES})
    inputs = Inputs(
        returns=(testshire / "returns",), population=testshire / "population.csv",
        teams=testshire / "teams.csv",
    )  # fmt: skip
    return scored(inputs, Asked(files=files)).scorecard


def test_the_readings_are_those_of_the_core(loaded: Any, core: Any) -> None:
    found = counted(loaded)
    assert found is not None
    expected = {each for line in core.lines for each in line.card.readings}
    assert len(expected) > 500
    assert set(found.readings) == expected
    assert found.beside.teams == core.teams
    assert found.as_at == core.as_at


def test_the_pages_show_what_the_core_does(loaded: Any, cast: dict[str, Any], core: Any) -> None:
    lines = {line.card.measure.key: line for line in seen(cast["analyst"]).card.lines}
    assert list(lines) == [line.card.measure.key for line in core.lines]
    for line in core.lines:
        # The service forecasts the end of the year as well.
        shown = replace(lines[line.card.measure.key], year_end=line.year_end)
        assert shown == line, line.card.measure.key


def test_what_is_stored_comes_back_to_the_last_digit(core: Any) -> None:
    line = core.lines[0]
    expected = YearEnd(line.reading.value / 3, "a third", line.reading.value / 7, None)
    card = replace(core, lines=(replace(line, year_end=expected), *core.lines[1:]))
    found = decode(json.loads(json.dumps(encode(card, ["uasc", "uasc"]))))
    assert found.beside.year_end[line.card.measure.key] == expected
    assert found.hidden == ("uasc",)
    assert set(found.readings) == {each for line in core.lines for each in line.card.readings}


def test_no_other_page_gives_the_stored_readings(loaded: Any, cast: dict[str, Any]) -> None:
    document = loaded.documents.get(kind="scorecard")
    assert document.head_public["facts"] == {}
    assert not any(may_see(person, document) for person in cast.values())
