from hypothesis import given
from hypothesis import strategies as st

from toolkit.live import stream


def received(message):
    """What a browser makes of a message, following the HTML standard."""
    block, end, rest = message.decode().partition("\n\n")
    assert (end, rest) == ("\n\n", "")
    fields = [line.partition(": ") for line in block.split("\n")]
    data = [value for name, _, value in fields if name == "data"]
    return "\n".join(data), {name: value for name, _, value in fields}


@given(st.text(), st.integers(1))
def test_a_browser_reads_back_what_was_written_with_lines_ended_its_way(content, version):
    data, fields = received(stream.frame(content, version))

    assert data == content.replace("\r\n", "\n").replace("\r", "\n")
    assert fields["id"] == str(version)


@given(st.text(st.characters(categories=["Cs", "L"])))
def test_a_stray_surrogate_never_breaks_the_stream(content):
    stream.frame(content, 1).decode()


def test_an_event_has_a_name_and_may_set_the_delay_of_the_next_try():
    assert stream.event("beat") == b"event: beat\ndata: \n\n"
    assert stream.event("bye", retry=1200) == b"event: bye\nretry: 1200\ndata: \n\n"


def test_no_proxy_may_hold_back_or_rewrite_a_stream():
    headers = dict(stream.HEADERS)

    assert b"no-transform" in headers[b"cache-control"]
    assert headers[b"x-accel-buffering"] == b"no"
