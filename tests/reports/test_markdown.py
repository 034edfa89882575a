import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.play import HOSTILE, Played
from toolkit.reports import escapes
from toolkit.reports.markdown import markdown

markdown_it = pytest.importorskip("markdown_it")
READER = markdown_it.MarkdownIt("commonmark").enable("table").enable("strikethrough")
ODD = st.text(st.sampled_from("ab1 .)(-+*_`#>|~[]!<&;=\\$:@/\n\t"), max_size=40)


def shown(source: str) -> str:
    """Return the words of a Markdown text, as a reader sees them, line by line."""
    parts = []
    for token in READER.parse(source):
        assert token.type in {"paragraph_open", "paragraph_close", "inline"}, token.type
        parts += [
            {"text": one.content, "text_special": one.content, "hardbreak": "\n"}[one.type]
            for one in token.children or []
        ]
        parts += ["\n"] if token.type == "paragraph_close" else []
    return "".join(parts)


def stripped(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@given(ODD)
def test_whatever_is_typed_is_shown_as_it_was_typed(typed: str):
    assert stripped(shown(escapes.markdown(typed))) == stripped(typed)


@given(ODD)
def test_a_cell_stays_in_its_column(typed: str):
    tokens = READER.parse(f"| a | b |\n| --- | --- |\n| {escapes.markdown_line(typed)} | end |")

    cells = [token.content for token in tokens if token.type == "inline"]
    assert (len(cells), cells[-1]) == (4, "end")


def test_a_report_has_one_title_and_its_tables(played: Played):
    tokens = READER.parse(markdown(played.report()))

    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    assert sum(token.type == "table_open" for token in tokens) == 4
    assert not [token for token in tokens if token.type in {"html_block", "code_block", "fence", "blockquote_open"}]


def test_hostile_text_stays_text(played: Played):
    inlines = [token for token in READER.parse(markdown(played.report())) if token.type == "inline"]

    assert not [
        one for token in inlines for one in token.children or [] if one.type in {"link_open", "html_inline", "em_open"}
    ]
    assert HOSTILE.splitlines()[0].replace("<", "\\<").replace(">", "\\>") in markdown(played.report())
