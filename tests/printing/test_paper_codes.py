import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.printing.paper.paper_codes import Identity, NotOurs, read

codes = st.text("ABCDEFGHJKMNPQRSTUVWXYZ23456789", min_size=6, max_size=6)
steps = st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}", fullmatch=True)
papers = st.sampled_from(["ballot", "sheet"])


@given(papers, codes, steps, st.integers(0, 999), st.integers(0, 9999))
def test_what_a_paper_says_is_read_as_it_was_written(paper, workshop, step, table, number):
    identity = Identity(paper, workshop, step, table, number)

    assert read(str(identity)) == identity


@pytest.mark.parametrize(
    "text",
    ["", "musette K1", "MB abc234 vote T1 1", "MB ABC234 vote T1", "MX ABC234 vote T1 1", "MB ABC234 vote T1 1 2"],
)
def test_other_codes_are_none_of_ours(text):
    with pytest.raises(NotOurs):
        read(text)
