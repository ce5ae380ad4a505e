"""Reading a folder: tables, `paper.toml` and claims, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from kinward.budget.papers import check_folder, document, read_paper
from kinward.budget.papers.check import check
from kinward.errors import InputError

SPEND = "service,budget,spend,over\nHomes,381,244,-137\nSchools,828,995,167\nTOTAL,1209,1239,30\n"
PAPER = """\
[tables.spend]
file = "spend.csv"
totals = "total"

[[checks]]
what = "Over the budget"
table = "spend"
holds = "over == spend - budget"

[[checks]]
what = "Totals"
table = "spend"
where = { service = "TOTAL" }
sums = ["budget", "spend", "over"]
"""
CLAIMS = "claim,value,unit,about,figure\nHomes' share,20,%,spend,{}\n"
SHARE = "\"100 * spend['Homes', 'spend'] / spend['TOTAL', 'spend']\""


def _folder(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def _verdicts(folder: Path) -> list[tuple[str, str]]:
    return [(each.label or each.what, each.verdict) for each in check_folder(folder)]


def test_a_paper_is_checked_in_the_order_of_its_declarations(tmp_path: Path) -> None:
    files = {"spend.csv": SPEND, "paper.toml": PAPER, "claims.csv": CLAIMS.format(SHARE)}
    folder = _folder(tmp_path, files)
    assert _verdicts(folder) == [
        ("Homes", "agrees"),
        ("Schools", "agrees"),
        ("TOTAL", "agrees"),
        *[("TOTAL", "agrees")] * 3,
        ("Homes' share", "agrees"),
    ]


def test_a_claim_without_a_figure_is_listed_as_not_checked(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {"spend.csv": SPEND, "claims.csv": CLAIMS.format("")})
    (found,) = check_folder(folder)
    assert (found.verdict, found.reason) == ("not_checked", "the claim names no figure")
    assert found.recomputed is None
    assert found.difference is None


def test_claims_may_lack_the_columns_that_kinward_adds(tmp_path: Path) -> None:
    claims = "claim,value,unit,about\nHomes,244,GBP k,spend.csv\n"
    folder = _folder(tmp_path, {"spend.csv": SPEND, "claims.csv": claims})
    assert [each.verdict for each in check_folder(folder)] == ["not_checked"]


@pytest.mark.parametrize("value", ["20.1", "20%"])
def test_the_digits_of_a_claim_are_what_it_is_held_to(tmp_path: Path, value: str) -> None:
    """244 / 1,239 is 19.69%: 20 to the whole number, and not 20.1."""
    claims = CLAIMS.format(SHARE).replace(",20,", f",{value},")
    folder = _folder(tmp_path, {"spend.csv": SPEND, "paper.toml": PAPER, "claims.csv": claims})
    assert check_folder(folder)[-1].verdict == ("contradicts" if value == "20.1" else "agrees")


def test_a_workbook_is_read_by_its_sheet(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "spend.xlsx") as book:
        book.add_worksheet("Cover").write_row(0, 0, ["Read me"])
        sheet = book.add_worksheet("Money")
        for number, line in enumerate(SPEND.splitlines()):
            cells = line.split(",")
            sheet.write_row(number, 0, [cells[0], *(int(c) if number else c for c in cells[1:])])
    paper = PAPER.replace('"spend.csv"', '"spend.xlsx"\nsheet = "Money"')
    folder = _folder(tmp_path, {"paper.toml": paper})
    assert {verdict for _, verdict in _verdicts(folder)} == {"agrees"}
    with pytest.raises(InputError, match=r"tables\.spend, key sheet: There is no such sheet"):
        read_paper(_folder(tmp_path, {"paper.toml": paper.replace("Money", "Costs")}))


def test_a_table_that_is_not_declared_is_called_as_its_file(tmp_path: Path) -> None:
    claims = CLAIMS.format("\"spend_2016_01['Homes', 'spend']\"").replace(
        ",spend,", ",spend_2016-01,"
    )
    folder = _folder(tmp_path, {"spend_2016-01.csv": SPEND, "claims.csv": claims, "x.txt": "?"})
    assert list(read_paper(folder).tables) == ["spend_2016_01", "claims"]
    assert check_folder(folder)[0].verdict == "contradicts"


def test_groups_keep_rows_apart(tmp_path: Path) -> None:
    table = "place,month,n,end\nA,1,0,5\nB,1,0,9\nA,2,1,6\nB,2,1,11\n"
    paper = """
        [tables.flows]
        file = "flows.csv"
        rows = ["place", "month"]
        exact = ["n", "end"]
        [[checks]]
        what = "Flow"
        table = "flows"
        by = "place"
        except = { month = "1" }
        holds = "end == before(end) + n"
    """
    folder = _folder(tmp_path, {"flows.csv": table, "paper.toml": paper})
    assert _verdicts(folder) == [("A, 2", "agrees"), ("B, 2", "contradicts")]


def test_a_row_without_the_printed_number_is_left_out_and_one_without_another_told(
    tmp_path: Path,
) -> None:
    spend = "service,budget,spend,over\nHomes,381,244,\nSchools,,995,167\n"
    paper = PAPER[: PAPER.rindex("[[checks]]")]
    folder = _folder(tmp_path, {"spend.csv": spend, "paper.toml": paper})
    (found,) = check_folder(folder)
    assert (found.label, found.row, found.verdict) == ("Schools", 3, "cannot_be_checked")
    assert found.reason == "nothing is printed in spend.csv, row 3, column budget"


def test_the_document_has_every_check_and_counts_them(tmp_path: Path) -> None:
    wrong = SPEND.replace("TOTAL,1209", "TOTAL,1219")
    paper = read_paper(_folder(tmp_path, {"spend.csv": wrong, "paper.toml": PAPER}))
    told = document(paper, check(paper))
    assert told["counts"]["contradicts"] == 2
    assert sum(told["counts"].values()) == len(told["checks"]) == 6
    first = next(each for each in told["checks"] if each["verdict"] == "contradicts")
    assert first["label"] == "TOTAL"
    assert (first["printed"], first["recomputed"], first["difference"]) == (30, 20, 10)
    assert (first["recomputed_range"], first["unexplained"]) == ([19, 21], 8.5)
    assert first["sentence"] == (
        "TOTAL: Over the budget: 30 is printed, but it comes to 20 (19 to 21 with rounding)."
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[tables.spend]", "[tables.spend", r"paper\.toml: The file is not TOML: .*line 1"),
        ('totals = "total"', "totals = 3", r"tables\.spend, key totals: This is not a text or"),
        ('totals = "total"', 'total = "x"', r"tables\.spend, key total: The key is not known"),
        ('totals = "total"', 'exact = ["x"]', "key exact: This is not of the columns of spend"),
        ('totals = "total"', 'rows = ["x"]', "key rows: This is not of the columns of spend"),
        ('totals = "total"', 'rounded = { over = "x" }', r"spend\.rounded, key over: This is not"),
        ('totals = "total"', 'rounded = { x = "1" }', "key rounded: This is not of the columns"),
        ("[tables.spend]", "[tables.sum]", r"tables, key sum: A table cannot be called that"),
        ("[tables.spend]", "[tables.two-words]", "key two-words: A table cannot be called that"),
        ("spend.csv", "../spend.csv", "key file: This is not the name of a file in the folder"),
        ("spend.csv", "other.csv", "other.csv: There is no such file"),
        ('what = "Totals"', "", "checks 2, key what: This is not a text"),
        ('what = "Totals"', 'what = "x"\nhow = 1', "checks 2, key how: The key is not known"),
        ('sums = ["budget", "spend", "over"]', "", "checks 2, key holds: The check says nothing"),
        ('"budget", "spend"', '"x"', "checks 2, key sums: This is not a list of columns"),
        ("over == spend - budget", "over == x", "checks 1, key holds: .*no column 'x'"),
        ("service = ", "other = ", r"checks 2\.where, key other: This is not a column"),
        ('"TOTAL"', '"ALL"', r"key service: This is not a text of the column \('all' is not"),
        ("[tables.spend]", "checks = 1\n[tables.spend]", "key checks: This is not a list of"),
    ],
)
def test_a_declaration_is_refused_at_its_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in PAPER
    text = PAPER.replace(old, new, 1)
    if new.startswith("checks"):
        text = text[: text.index("[[checks]]")]
    with pytest.raises(InputError, match=told) as caught:
        read_paper(_folder(tmp_path, {"spend.csv": SPEND, "paper.toml": text}))
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a,about 20,%,spend,,", r"claims\.csv, row 2, column value: The value is not a number"),
        ("a,,%,spend,,", "row 2, column value: The value is missing"),
        ("a,20,%,costs,,", "row 2, column about: There is no such table"),
        ("a,20,%,spend,1 +,", "row 2, column figure: The expression cannot be read"),
        ("a,20,%,spend,,roughly", "row 2, column rounded_to: This is not a rounding"),
    ],
)
def test_a_claim_is_refused_at_its_row(tmp_path: Path, row: str, told: str) -> None:
    claims = f"claim,value,unit,about,figure,rounded_to\n{row}\n"
    with pytest.raises(InputError, match=told):
        read_paper(_folder(tmp_path, {"spend.csv": SPEND, "claims.csv": claims}))


def test_there_must_be_something_to_check(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"neither a paper\.toml nor a claims\.csv"):
        read_paper(_folder(tmp_path, {"spend.csv": SPEND}))
    with pytest.raises(InputError, match="There is no such folder"):
        read_paper(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a-b.csv": SPEND, "a_b.csv": SPEND}, r"a_b\.csv: Another table is called a_b too"),
        ({"a.csv": "x,x\n1,2\n"}, r"a\.csv: The column x is there twice"),
        ({"a.csv": ""}, r"a\.csv: The file has no table"),
    ],
)
def test_a_table_that_cannot_be_named_is_refused(
    tmp_path: Path, files: Mapping[str, str], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        read_paper(_folder(tmp_path, {**files, "claims.csv": "claim,value,about\n"}))
