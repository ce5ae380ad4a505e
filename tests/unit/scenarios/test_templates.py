"""The templates: each is a whole action, and tells where each of its figures is from."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kinward.errors import ArgumentError
from kinward.scenarios.plan.effects import Convert, Divert, ShortenStays
from kinward.scenarios.plan.model import Action, Children
from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.templates.catalogue import Template, template, templates

KEYS = [each.key for each in templates()]


def _action(key: str, own: str = "") -> Action:
    text = f'[plan]\nname = "x"\n[[action]]\nname = "a"\ntemplate = "{key}"\nstart = 2026-04-01\n'
    [action] = parse_plan(text + own).actions
    return action


def test_the_services_that_councils_plan_are_there() -> None:
    assert KEYS == [
        "alternatives_to_care",
        "assisted_boarding",
        "creative_care",
        "family_group_conferencing",
        "in_house_fostering_growth",
        "multi_systemic_therapy",
        "parent_and_child_placements",
        "reunification_support",
        "space",
        "special_guardianship_support",
        "supported_accommodation_16_plus",
        "uasc_accommodation",
    ]


@pytest.mark.parametrize("each", templates(), ids=KEYS)
def test_a_name_and_a_start_are_all_it_needs(each: Template) -> None:
    action = _action(each.key)

    assert (action.kind, action.template, action.start) == (each.kind, each.key, date(2026, 4, 1))


@pytest.mark.parametrize("each", templates(), ids=KEYS)
def test_every_figure_has_a_source_or_is_called_an_assumption(each: Template) -> None:
    told = {**each.sources, **each.assumptions}

    assert set(told) == set(each.defaults) - {"kind"}
    assert all(text.endswith(".") for text in (each.about, *told.values()))


@pytest.mark.parametrize("each", templates(), ids=KEYS)
def test_it_can_be_listed_as_json(each: Template) -> None:
    told = json.loads(json.dumps(each.as_json()))

    assert told["key"] == each.key
    assert told["defaults"]["kind"] == each.kind


def test_a_plan_goes_before_its_template_key_by_key() -> None:
    action = _action("alternatives_to_care", "referrals_a_year = 80\nfor = { uasc = false }\n")
    usual = _action("alternatives_to_care")

    assert isinstance(action.effect, Divert)
    assert isinstance(usual.effect, Divert)
    assert action.effect.referrals_a_year == 80
    assert action.effect.success == usual.effect.success
    assert action.children == Children(age=(11, 17), uasc=False)


def test_of_keys_that_exclude_each_other_the_plans_own_stays() -> None:
    action = _action("reunification_support", "to_mean_days = 300\n")

    assert action.effect == ShortenStays(("home",), to_mean_days=action.effect.to_mean_days)  # type: ignore[union-attr]


def test_another_kind_keeps_only_whom_the_template_is_for() -> None:
    own = 'kind = "convert"\nfrom = "secure"\nto = "kinship"\n'
    action = _action(
        "uasc_accommodation", own.replace("convert", "step_down") + "after_days = 1\nuptake = 1\n"
    )

    assert not isinstance(action.effect, Convert)
    assert action.children == Children(age=(16, 17), uasc=True)
    assert action.setup_pence == 0


def test_the_trials_weight_is_as_wide_as_its_difference() -> None:
    """Two equal arms of 1,471 families, 36.2% and 44.8% looked after twelve months on."""
    arm, with_it, without = 1471 / 2, 0.362, 0.448
    variance = (with_it * (1 - with_it) + without * (1 - without)) / arm
    mean = without - with_it
    success = _action("family_group_conferencing").effect.success  # type: ignore[union-attr]

    assert float(success.mean) == pytest.approx(mean)
    assert float(success.weight) == pytest.approx(mean * (1 - mean) / variance - 1, abs=1)


def test_an_unknown_key_is_an_error_that_lists_them() -> None:
    with pytest.raises(ArgumentError, match=r"no template magic\. The templates are altern"):
        template("magic")
