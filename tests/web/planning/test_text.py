"""Changing a plan's text: what is not changed stays to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.templates.catalogue import templates
from kinward_web.planning.forms.action import ActionForm
from kinward_web.planning.text import blocks, write

PLANS = [
    *sorted((Path(__file__).parents[3] / "docs" / "examples").glob("*plan*.toml")),
    Path(__file__).parents[2] / "plans" / "reference.toml",
]


def _filled(form: ActionForm) -> dict[str, object]:
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [])}


def _sent(text: str, place: int) -> str:
    """The text after the form of an action was opened and sent as it was."""
    import tomllib
    from decimal import Decimal

    own = tomllib.loads(text, parse_float=Decimal)["action"][place]
    stands = write.effective(own)
    initial = {"edition": 1, "key": "k"}
    opened = ActionForm(kind=stands["kind"], stands=stands, areas=[], initial=initial)
    form = ActionForm(_filled(opened), kind=stands["kind"], stands=stands, areas=[])
    assert form.is_valid(), form.errors
    return write.with_action(text, place, form.keys(), form.conditions())


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_form_that_is_sent_as_it_was_changes_no_byte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for place in range(len(parse_plan(text).actions)):
        assert _sent(text, place) == text


@pytest.mark.parametrize("each", templates(), ids=lambda each: each.key)
def test_an_action_from_a_template_goes_through_the_form_and_back(each) -> None:  # type: ignore[no-untyped-def]
    stands = {**each.defaults, "template": each.key, "name": each.title}
    initial = {"edition": 1, "key": "k", "start": "1 April 2026"}
    opened = ActionForm(kind=each.kind, stands=stands, areas=[], initial=initial)
    form = ActionForm(_filled(opened), kind=each.kind, stands=stands, areas=[])
    assert form.is_valid(), form.errors
    head = {"name": None, "template": write.quoted(each.key), "kind": write.quoted(each.kind)}
    made = write.with_action(write.new("Test"), None, {**head, **form.keys()}, form.conditions())
    start = f'[plan]\nname = "Test"\n[[action]]\nname = {write.quoted(each.title)}\n'
    plain = f"{start}template = {write.quoted(each.key)}\nstart = 2026-04-01\n"
    assert parse_plan(made).actions == parse_plan(plain).actions
    assert _sent(made, 0) == made


TWO = """\
[plan]
name = "Two"

# first of all
[[action]]
name = "One"  # a remark
kind = "change_inflow"
factor = 0.9
start = 2026-04-01
[action.for]
age = [0, 4]
[[action]]
name = "Other"
template = "alternatives_to_care"
start = 2026-04-01"""


def test_actions_change_places_with_their_comments() -> None:
    swapped = write.moved(TWO, 1, -1)
    assert [each.name for each in parse_plan(swapped).actions] == ["Other", "One"]
    assert '# first of all\n[[action]]\nname = "One"  # a remark' in swapped
    assert write.moved(TWO, 0, -1) == TWO


def test_an_action_is_copied_under_another_name_and_taken_out() -> None:
    both = write.copied(TWO, 0, "One (2)")
    plan = parse_plan(both)
    assert [each.name for each in plan.actions] == ["One", "One (2)", "Other"]
    assert plan.actions[0].children == plan.actions[1].children
    assert [e.name for e in parse_plan(write.without_action(both, 1)).actions] == ["One", "Other"]


def test_what_a_template_would_fill_in_again_can_be_taken_out() -> None:
    """The template is then written out, so that nothing else is lost."""
    before = parse_plan(TWO).actions[1]
    text = write.with_action(TWO, 1, {"delayed": None, "delay_weeks": None}, {"age": None})
    after = parse_plan(text).actions[1]
    assert after.children.age is None
    assert after.template == ""
    assert after.effect.success == before.effect.success  # type: ignore[union-attr]
    assert after.yearly_pence == before.yearly_pence
    assert text.startswith(TWO[: TWO.index('name = "Other"')])


def test_a_second_target_makes_a_list_of_them() -> None:
    one = write.with_target(write.new("T"), None, {"children": "40", "by": "2027-03-31"})
    two = write.with_target(one, None, {"saving": "1000.5", "by": "2027-03-31"})
    found = parse_plan(two).targets
    assert [each.children for each in found] == [40, None]
    assert found[1].saving_pence == 100_050
    back = write.without_target(two, 0)
    assert [each.saving_pence for each in parse_plan(back).targets] == [100_050]
    changed = write.with_target(two, 0, {"children": None, "pounds": "7", "by": "2027-03-31"})
    assert parse_plan(changed).targets[0].pence == 700


def test_a_plan_that_is_laid_out_otherwise_is_written_anew_with_the_same_meaning() -> None:
    action = 'name = "A", kind = "change_inflow", factor = 1, start = 2026-04-01'
    odd = f'plan = {{ name = "Odd" }}\naction = [{{ {action} }}]\n'
    text = write.with_head(odd, "Even", "")
    assert parse_plan(text).name == "Even"
    assert parse_plan(text).actions == parse_plan(odd).actions


def test_a_table_that_strays_from_its_action_is_found() -> None:
    stray = TWO.replace("[action.for]\nage = [0, 4]\n", "") + "\n[action.for]\nage = [3, 4]\n"
    assert blocks.split(stray).text == stray
    apart = (
        '[[action]]\nname = "A"\nkind = "change_inflow"\nfactor = 0.5\nstart = 2026-04-01\n'
        '[plan]\nname = "P"\n[action.for]\nage = [1, 2]\n'
    )
    moved = write.with_head(apart, "Q", "")
    assert parse_plan(moved).actions[0].children.age == (1, 2)


def test_the_mark_of_an_editor_stays_before_everything() -> None:
    _, *actions = TWO.replace("# first of all\n", "").split("[[action]]\n")
    text = "\ufeff[[action]]\n" + "\n[[action]]\n".join(actions) + '\n[plan]\nname = "Two"\n'
    assert blocks.split(text).text == text
    for changed in (
        write.moved(text, 1, -1),
        write.copied(text, 0, "Three"),
        write.without_action(text, 0),
        write.with_action(text, 0, {"factor": "0.8"}, {}),
        write.with_head(text, "Other", "Words"),
    ):
        assert changed.startswith("\ufeff[[action]]\n")
        assert "\ufeff" not in changed[1:]
        assert parse_plan(changed).actions
    odd = '\ufeffplan = { name = "Odd" }\n'
    assert parse_plan(write.with_head(odd, "Even", "")).name == "Even"


def test_windows_ends_of_lines_stay() -> None:
    text = TWO.replace("\n", "\r\n")
    changed = write.with_action(text, 0, {"factor": "0.8"}, {})
    assert changed == text.replace("factor = 0.9", "factor = 0.8")
