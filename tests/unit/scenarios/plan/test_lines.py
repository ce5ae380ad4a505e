"""Where each key of a TOML text stands."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from kinward.scenarios.plan.lines import Lines

PLAN = '''# a plan
[plan]
name = "a = [b]"  # not a key: no = 1

[[action]]
name = "first"
success = { successes = 5, of = 7 }
notes = """
category = ["kinship"]
"""
category = [
  "kinship",  # of relatives
  "secure",
]
[action.for]
age = [16, 17]

[[action]]
name = 'second "one"'
"tier" = {from_placements = 20, percent = -5}
for.uasc = true
'''


def test_every_key_and_item_has_its_line() -> None:
    lines = Lines(PLAN)

    assert lines.of("plan") == 2
    assert lines.of("plan", "name") == 3
    assert lines.of("action") == lines.of("action", 0) == 5
    assert lines.of("action", 0, "success", "of") == 7
    assert lines.of("action", 0, "notes") == 8
    assert lines.of("action", 0, "category") == 11
    assert lines.of("action", 0, "category", 1) == 13
    assert lines.of("action", 0, "for") == 15
    assert lines.of("action", 0, "for", "age", 0) == 16
    assert lines.of("action", 1) == 18
    assert lines.of("action", 1, "tier", "percent") == 20
    assert lines.of("action", 1, "for", "uasc") == 21


def test_what_is_missing_stands_where_its_table_begins() -> None:
    lines = Lines(PLAN)

    assert lines.of("action", 1, "start") == 18
    assert lines.of("action", 0, "success", "weight") == 7
    assert lines.of("target") == 1


def test_lines_may_end_as_windows_ends_them() -> None:
    assert Lines(PLAN.replace("\n", "\r\n")).of("action", 1, "tier") == 20


def test_the_mark_of_an_editor_is_passed_over() -> None:
    marked = Lines("\ufeff" + PLAN.removeprefix("# a plan\n"))

    assert (marked.of("plan"), marked.of("action", 1, "tier")) == (1, 19)


_VALUES = st.sampled_from(
    [
        ('"a # b = \\" ] }"', {}),
        ("'c:\\'", {}),
        ('""', {}),
        ('"""x\ny = 1\n"""', {}),
        ("'''\n[z]\n''''", {}),
        ('""""quoted" \\""""', {}),
        ("true # [no]", {}),
        ("2026-04-01 00:00:00", {}),
        ("-1.5e3", {}),
        ("[]", {}),
        ("{}", {}),
        ("[1, [2,\n 3], ]", {(0,): 0, (1,): 0, (1, 0): 0, (1, 1): 1}),
        ("[ # why\n '''a\nb''', { x = 1 },\n]", {(0,): 1, (1,): 2, (1, "x"): 2}),
        ("{ a = 1, 'b c' = [ \"}\" ], d.e = {} }", {("a",): 0, ("b c", 0): 0, ("d", "e"): 0}),
    ]
)
_KEYS = st.sampled_from([("k{}",), ("k{}", "of"), ('"k {}"',), ("'k.{}'", "x"), ("k{}\t", ' "é" ')])
_HEADS = st.sampled_from(["", "[t{}]", "[ t{} . u ]", "[[many]]", "[[many]]\n[many.one]"])
_GAPS = st.sampled_from(["", "\n", "# x = [\n", "\n\t \n"])


@given(
    st.lists(st.tuples(_HEADS, st.lists(st.tuples(_GAPS, _KEYS, _VALUES), max_size=4)), max_size=5)
)
def test_any_text_is_read_as_it_was_written(blocks: list[tuple[str, list[tuple]]]) -> None:
    text, expected, many, number = "", {}, -1, 0
    for head, pairs in blocks:
        table: tuple[str | int, ...] = ()
        if not head and text:
            continue
        if head:
            number += 1
            line = text.count("\n") + 1
            text += head.format(number) + "\n"
            if "many" in head:
                many += 1
                expected["many", many] = line
                table = ("many", many, *(["one"] if "one" in head else []))
            else:
                table = (f"t{number}", *(["u"] if "u" in head else []))
            expected[table] = text.count("\n")
        for gap, keys, (value, inside) in pairs:
            number += 1
            text += gap
            line = text.count("\n") + 1
            text += ".".join(keys).format(number) + " = " + value + "\n"
            named = (part.format(number).strip().strip("\"'") for part in keys)
            path = (*table, *named)
            expected[path] = line
            expected |= {(*path, *more): line + down for more, down in inside.items()}
    tomllib.loads(text)
    lines = Lines(text)

    assert {path: lines.of(*path) for path in expected} == expected
