import pytest

from toolkit.workshops.codes import ALPHABET, LENGTH, fingerprint, new_code, new_token, read_code


@pytest.mark.parametrize(
    "typed",
    [
        "ABC234",
        "abc234",
        " abc 234 ",
        "ABC-234",
        "a.b.c.2.3.4",
        "abc–234",
        "http://192.0.2.7:8000/j/ABC234",
        "https://atelier.example.org/j/abc234/",
        "https://atelier.example.org/j/ABC234?lang=fr",
        "https://atelier.example.org/j/ABC234/?from=/a/b#top",
        "192.0.2.7:8000/j/ABC234#top",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert read_code(typed) == "ABC234"


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "ABC23", "ABC2345", "ABC230", "ABCI34", "ÀBC234", "²³⁴ABC", "http://", "/", "?", "ABC234 ABC234"],
)
def test_what_is_no_code_is_not_read(typed):
    assert read_code(typed) is None


def test_new_codes_can_be_read_back_and_are_not_mistaken():
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert all(read_code(code.lower()) == code and len(code) == LENGTH for code in codes)
    assert not set("IO01") & set(ALPHABET)


def test_a_token_is_long_and_only_its_fingerprint_tells_it_apart():
    tokens = [new_token() for _ in range(100)]

    assert min(map(len, tokens)) >= 43
    assert len({fingerprint(token) for token in tokens}) == 100
    assert fingerprint(tokens[0]) == fingerprint(tokens[0])
    assert tokens[0] not in fingerprint(tokens[0])
