import csv
from io import StringIO

import pytest

from tests.reports.play import HOSTILE, Played
from toolkit.reports.escapes import cell
from toolkit.reports.spreadsheets import spreadsheet

FORMULAS = ["=1+1", "+33 6", "-1", "\u22121", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20A"]


def lines(played: Played, language: str) -> list[list[str]]:
    separator = {"fr": ";", "en": ","}[language]
    return list(
        csv.reader(StringIO(spreadsheet(played.report(language)).decode("utf-8-sig"), newline=""), delimiter=separator)
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_one_table_that_opens_right(played: Played, language: str):
    assert spreadsheet(played.report(language)).startswith(b"\xef\xbb\xbf")
    assert {len(line) for line in lines(played, language)} == {6}


def test_texts_come_whole(played: Played):
    assert HOSTILE in [line[4] for line in lines(played, "en")]


def test_results_give_a_line_for_each_option_with_its_rank(played: Played):
    dots = [line[3:] for line in lines(played, "en") if line[1] == "Vote: the features" and line[5]]

    assert [(value, rank) for _field, value, rank in dots][:2] == [("4 dots", "1"), ("2 dots", "2")]


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_is_a_formula(typed: str):
    assert cell(typed) == f"'{typed}"


def test_a_formula_that_somebody_typed_is_text(played: Played):
    played.write("pitch", "Amina", "change", "=HYPERLINK(1)")

    assert "'=HYPERLINK(1)" in [line[4] for line in lines(played, "fr")]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("typed", ["a;=1+1", "a,@SUM(A1)", 'a;"=1+1', "a,-1+1", "a\t+1", "a|\uff1d1"])
def test_no_cell_is_a_formula_whichever_separator_the_file_is_opened_with(typed, separator):
    written = StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow(["first", cell(typed)])

    opened = [part.strip('"') for part in written.getvalue().strip().split(separator)]

    assert not [part for part in opened if part.startswith(("=", "+", "-", "@", "\uff1d"))]


def test_every_cell_is_quoted_and_guarded_for_every_separator(played: Played):
    played.write("pitch", "Amina", "change", "a,=1+1;=2+2")

    assert b"\"a,'=1+1;'=2+2\"" in spreadsheet(played.report("fr"))
