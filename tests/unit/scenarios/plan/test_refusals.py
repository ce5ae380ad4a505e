"""Nonsense plans are refused, by line and with a reason."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.scenarios.plan.problems import PlanError
from kinward.scenarios.plan.read import parse_plan, read_plan

DIVERT = ('kind = "divert"', "referrals_a_year = 60", "success = 0.43", "start = 2026-04-01")
STEP_DOWN = (
    'kind = "step_down"',
    'from = ["external_residential"]',
    'to = "independent_fostering"',
    "after_days = 90",
    "uptake = 0.5",
    "start = 2026-04-01",
)
CONVERT = (
    'kind = "convert"',
    'from = "independent_fostering"',
    'to = "in_house_fostering"',
    "start = 2026-04-01",
)
SHORTEN = ('kind = "shorten_stays"', 'cause = "home"', "factor = 0.8", "start = 2026-04-01")
PRICE = ('kind = "change_price"', "percent = -5", "start = 2026-04-01")
INFLOW = ('kind = "change_inflow"', "factor = 1.1", "start = 2026-04-01")
CAPACITY = (
    'kind = "capacity"',
    'category = "in_house_residential"',
    "places = 4",
    'takes_from = ["external_residential"]',
    "start = 2026-04-01",
)
OWN = ('kind = "own"', 'rate = "home"', "factor = 1.2", "start = 2026-04-01")


def _plan(*lines: str) -> str:
    """A plan of one action: its keys begin on line 5."""
    return "\n".join(["[plan]", 'name = "Plan"', "[[action]]", 'name = "One"', *lines, ""])


def _with(base: tuple[str, ...], **keys: str | None) -> tuple[str, ...]:
    """An action's keys with some replaced, added or (None) left out; `from_` is `from`."""
    named = {key.rstrip("_"): value for key, value in keys.items()}
    kept = [line for line in base if line.split(" = ")[0] not in named]
    return (*kept, *(f"{key} = {value}" for key, value in named.items() if value is not None))


def _problem(text: str) -> PlanError:
    with pytest.raises(PlanError) as caught:
        parse_plan(text, "PLAN.toml")
    return caught.value


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        # The nonsense that the issue names.
        (_with(STEP_DOWN, uptake="-0.1"), 10, "uptake is negative"),
        (_with(DIVERT, end="2026-03-31"), 9, "ends before it starts"),
        (_with(STEP_DOWN, to='"residental"'), 10, "to holds a word that Kinward does not know"),
        (_with(DIVERT, success="1.4"), 8, "success is above 1, which is 100%"),
        # Kinds and keys.
        (_with(DIVERT, kind='"diverts"'), 8, "kind holds a word that Kinward does not know"),
        (_with(DIVERT, kind=None), 3, "The action has no kind"),
        (_with(DIVERT, referals="3"), 9, "The action has no key 'referals'"),
        (_with(DIVERT, uptake="0.5"), 9, "The action has no key 'uptake'"),
        (_with(DIVERT, referrals_a_year=None), 3, "The action has no referrals_a_year"),
        (_with(DIVERT, success=None), 3, "The action has no success"),
        (_with(DIVERT, start=None), 3, "The action has no start"),
        (_with(STEP_DOWN, from_=None), 3, "The action has no from"),
        (_with(OWN, rate=None), 3, "The action has no rate"),
        (_with(CAPACITY, takes_from=None), 3, "The action has no takes_from"),
        (_with(DIVERT, template='"magic"'), 9, "template holds a word"),
        # Shares.
        (_with(DIVERT, success="140"), 8, "above 1"),
        (_with(DIVERT, success='"43%"'), 8, "success is no number"),
        (_with(DIVERT, success="true"), 8, "success is no number"),
        (_with(DIVERT, success="nan"), 8, "no plain number"),
        (_with(DIVERT, success="-inf"), 8, "no plain number"),
        (_with(DIVERT, success="{ successes = 8, of = 7 }"), 8, "more successes than cases"),
        (_with(DIVERT, success="{ successes = 5.5, of = 7 }"), 8, "successes is no whole number"),
        (_with(DIVERT, success="{ successes = 0, of = 0 }"), 8, "of is below 1"),
        (_with(DIVERT, success="{ successes = 5 }"), 8, "success has no of"),
        (_with(DIVERT, success="{ mean = 1.4, weight = 20 }"), 8, "mean is above 1"),
        (_with(DIVERT, success="{ mean = 1, weight = 20 }"), 8, "leaves nothing uncertain"),
        (_with(DIVERT, success="{ mean = 0.4, weight = 0 }"), 8, "weight is below 0.01"),
        (_with(DIVERT, success="{ mean = 0.4, of = 7 }"), 8, "success has no weight"),
        (_with(DIVERT, delayed="0.2"), 3, "has no delay_weeks"),
        (_with(DIVERT, delayed="0.2", delay_weeks="0"), 10, "delayed, by no weeks"),
        (_with(STEP_DOWN, breakdown="0.2"), 3, "has no breakdown_after_days"),
        (_with(STEP_DOWN, breakdown="0.2", breakdown_after_days="0"), 12, "after no days"),
        # Factors and prices.
        (_with(OWN, factor="-1"), 8, "factor is negative"),
        (_with(OWN, factor="{ mean = 0, sd = 0.1 }"), 8, "uncertain about a mean of 0"),
        (_with(OWN, factor="{ mean = 1.2, weight = 3 }"), 8, "factor has no sd"),
        (_with(SHORTEN, factor="1.2"), 8, "factor is above 1"),
        (_with(SHORTEN, factor="0"), 8, "factor is below 0.01"),
        (_with(SHORTEN, to_mean_days="90"), 9, "factor and to_mean_days, which exclude each other"),
        (_with(SHORTEN, factor=None), 3, "none of factor and to_mean_days"),
        (_with(SHORTEN, cause='"eighteen"'), 8, "cause holds a word"),
        (_with(PRICE, percent="-101"), 7, "percent is below -100"),
        (_with(PRICE, percent_a_year="3"), 8, "exclude each other"),
        (_with(PRICE, percent=None, tier="{ from_placements = 0, percent = -5 }"), 7, "below 1"),
        (_with(PRICE, percent=None, tier="5"), 7, "tier is no table"),
        (_with(PRICE, percent=None, high_cost="{ top = 50 }"), 7, "has no percent"),
        (_with(PRICE, percent="{ mean = -100, sd = 1 }"), 7, "price of nothing"),
        (_with(INFLOW, extra_a_year="5"), 8, "exclude each other"),
        (_with(INFLOW, factor=None, extra_a_year="-5"), 7, "extra_a_year is negative"),
        (_with(INFLOW, who='"everybody"'), 8, "who holds a word"),
        (_with(OWN, rate='"leaving"'), 8, "rate holds a word"),
        # Categories and places.
        (_with(STEP_DOWN, to='"external_residential"'), 10, "the same category"),
        (_with(STEP_DOWN, from_='["secure", "secure"]'), 10, "names one twice"),
        (_with(STEP_DOWN, from_="[]"), 10, "neither a word nor an array"),
        (_with(STEP_DOWN, from_="[3]"), 10, "no word"),
        (_with(STEP_DOWN, places="2.5"), 11, "places is no whole number"),
        (_with(STEP_DOWN, places="-2"), 11, "places is negative"),
        (_with(CONVERT, which='"old"'), 9, "which holds a word"),
        (_with(CONVERT, recruited_a_year="-1"), 9, "recruited_a_year is negative"),
        (_with(CAPACITY, takes_from='"in_house_residential"'), 9, "category of the places itself"),
        # What every action has.
        (_with(DIVERT, start="2026-13-01"), 8, "no TOML"),
        (_with(DIVERT, start='"2026-04-01"'), 8, "start is no date"),
        (_with(DIVERT, start="2026-04-01T00:00:00"), 8, "start is no date"),
        (_with(DIVERT, start="2206-04-01"), 8, "start is not from 1990 to 2100"),
        (_with(DIVERT, ramp_months="-3"), 9, "ramp_months is negative"),
        (_with(DIVERT, ramp_months="1.5"), 9, "ramp_months is no whole number"),
        (_with(DIVERT, setup_cost="-1"), 9, "setup_cost is negative"),
        (_with(DIVERT, yearly_cost='"£5"'), 9, "yearly_cost is no number"),
        (_with(DIVERT, paid_by='"nobody"'), 9, "paid_by holds a word"),
        (_with(DIVERT, saving='"real"'), 9, "saving holds a word"),
        (_with(DIVERT, notes="5"), 9, "notes is no text"),
        # Whom it is for.
        ((*DIVERT, "[action.for]", "age = [16, 12]"), 10, "age does not go from"),
        ((*DIVERT, "[action.for]", "age = [16, 18]"), 10, "from 0 to 17"),
        ((*DIVERT, "[action.for]", "age = 16"), 10, "age is not two whole numbers"),
        ((*DIVERT, "[action.for]", 'need = ["N9"]'), 10, "need holds a word"),
        ((*DIVERT, "[action.for]", "need = [", '"N1",', '"N0"]'), 12, "need holds a word"),
        ((*DIVERT, "[action.for]", 'legal_status = "V4"'), 10, "legal_status holds a word"),
        ((*DIVERT, "[action.for]", 'uasc = "yes"'), 10, "uasc is neither true nor false"),
        ((*DIVERT, "[action.for]", "ages = [1, 2]"), 10, "has no key 'ages'"),
        ((*DIVERT, "[action.for]", "weeks_in_care = [0, 9]"), 10, "yet to enter"),
        ((*DIVERT, "for = 3"), 9, "for is no table"),
    ],
)
def test_nonsense_is_refused_by_line(lines: tuple[str, ...], line: int, what: str) -> None:
    problem = _problem(_plan(*lines))

    assert (problem.problems[0].line, str(problem).split(":")[0]) == (
        line,
        f"PLAN.toml, line {line}",
    )
    assert what in problem.problems[0].what
    assert problem.problems[0].remedy.endswith((".", "]."))


@pytest.mark.parametrize(
    "base", [DIVERT, STEP_DOWN, CONVERT, SHORTEN, PRICE, INFLOW, CAPACITY, OWN]
)
def test_each_of_them_is_a_plan_before_it_is_spoilt(base: tuple[str, ...]) -> None:
    assert len(parse_plan(_plan(*base)).actions) == 1


@pytest.mark.parametrize(
    "lines",
    [
        _with(DIVERT, referrals_a_year="0"),
        _with(DIVERT, success="0"),
        _with(DIVERT, success="1"),
        _with(DIVERT, end="2026-04-01"),
        _with(STEP_DOWN, uptake="0"),
        _with(STEP_DOWN, places="0"),
        _with(SHORTEN, factor="1"),
        _with(PRICE, percent="0"),
        _with(PRICE, percent="-100"),
        _with(INFLOW, factor="1"),
        _with(INFLOW, factor="0"),
        _with(CAPACITY, places="0"),
        _with(OWN, factor="0"),
    ],
)
def test_what_does_nothing_or_everything_is_no_nonsense(lines: tuple[str, ...]) -> None:
    assert len(parse_plan(_plan(*lines)).actions) == 1


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "The plan has no [plan]"),
        ("[plan]\n", 1, "[plan] has no name"),
        ('[plan]\nname = ""\n', 2, "name is no text"),
        ('[plan]\nname = "x"\nowner = "y"\n', 3, "no key 'owner'"),
        ('[plan]\nname = "x"\n[goal]\n', 3, "no key 'goal'"),
        ('[plan]\nname = "x"\n[action]\n', 3, "action is no list of tables"),
        ("plan = 3\naction = [3]\n", 1, "plan is no table"),
        ('[plan]\nname = "x\n', 2, "no TOML"),
        ('[plan]\nname = "x"\nname = "y"\n', 3, "no TOML"),
        ("[plan]\nname = [\n", 3, "no TOML"),
        (
            '[plan]\nname = "x"\n[target]\nby = 2027-04-30\n',
            3,
            "none of children, pounds and saving",
        ),
        ('[plan]\nname = "x"\n[target]\nchildren = 5\n', 3, "The target has no by"),
        (
            '[plan]\nname = "x"\n[target]\nby = 2027-04-30\nchildren = 5\npounds = 5\n',
            6,
            "exclude each other",
        ),
        ('[plan]\nname = "x"\n[target]\nby = 2027-04-30\nchildren = 4.5\n', 5, "no whole number"),
        ('[plan]\nname = "x"\n[target]\nby = 2027-04-30\nsaving = -5\n', 5, "saving is negative"),
        ('[plan]\nname = "x"\n[[target]]\nby = 1\nchildren = 5\n', 4, "by is no date"),
    ],
)
def test_a_plan_without_sense_as_a_whole_is_refused(text: str, line: int, what: str) -> None:
    [problem, *_] = _problem(text).problems

    assert problem.line == line
    assert what in problem.what


def test_two_actions_of_one_name_are_refused() -> None:
    action = ('name = "Two"', *DIVERT)
    text = "\n".join(['[plan]\nname = "x"', "[[action]]", *action, "[[action]]", *action])
    [problem] = _problem(text.replace('"Two"', '" two "', 1)).problems

    assert (problem.line, problem.what) == (10, "An earlier action has the same name (line 4)")


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = _plan(*_with(DIVERT, success="1.4", referrals_a_year="-1", end="2026-03-01"))
    problem = _problem(text)

    assert [each.line for each in problem.problems] == [7, 8, 9]
    assert str(problem) == (
        "PLAN.toml, line 7: success is above 1, which is 100% (2 more problems: lines 8, 9). "
        "Write 43% as 0.43: a share goes from 0 to 1."
    )


def test_a_word_that_is_nearly_right_is_told() -> None:
    [problem] = _problem(_plan(*_with(DIVERT, kind='"divret"'))).problems

    assert problem.remedy.startswith("Is it 'divert'? The known are divert, step_down,")


def test_an_error_survives_the_way_between_processes() -> None:
    problem = _problem(_plan(*_with(DIVERT, success="1.4")))
    back = pickle.loads(pickle.dumps(problem))

    assert (str(back), back.problems) == (str(problem), problem.problems)


@pytest.mark.parametrize(
    "text",
    ["x = " + "[" * 100_000, "x = " + "9" * 5000, "x = 1e999999999999999999999", "x = 1e400000"],
)
def test_what_would_break_a_reader_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_plan(text)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"PLAN\.toml: The plan cannot be opened"):
        read_plan(tmp_path / "PLAN.toml")
    (tmp_path / "PLAN.toml").write_bytes('[plan]\nname = "Café"\n'.encode("cp1252"))
    with pytest.raises(PlanError, match=r"PLAN\.toml, line 2: A letter is not written in UTF-8"):
        read_plan(tmp_path / "PLAN.toml")
