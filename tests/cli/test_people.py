import re

import pytest
from click.testing import CliRunner

from toolkit.cli import main


def run(*words, typed=None, group="people"):
    return CliRunner().invoke(main, [group, *words], input=typed)


def refused(result):
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


def test_somebody_added_is_listed_and_their_passphrase_is_shown_once():
    said = run("add", "Chloé").output

    passphrase = re.search(r"shown only now: (\S+)", said)[1]
    listed = run("list").output
    assert "Chloé" in listed
    assert "0 workshops" in listed
    assert len(passphrase) == 27
    assert passphrase not in listed


def test_a_passphrase_can_be_typed_and_is_not_shown():
    said = run("add", "Chloé", "--type", typed="a long passphrase\na long passphrase\n")

    assert said.exit_code == 0
    assert "a long passphrase" not in said.output


def test_a_passphrase_too_short_is_refused():
    assert "12" in run("add", "Chloé", "--type", typed="short\nshort\n").stderr


@pytest.mark.parametrize("words", [["passphrase", "Nobody"], ["remove", "Nobody"], ["give", "ABCDEF", "Nobody"]])
def test_what_is_not_there_is_named(words):
    assert re.search("no (facilitator|workshop)", refused(run(*words)))


def test_a_name_is_given_once():
    run("add", "Chloé")

    assert "already" in refused(run("add", "CHLOÉ"))


def test_whoever_has_workshops_leaves_them_to_somebody():
    code = run("new", "musette-90", group="workshops").stdout.strip()
    run("add", "Chloé")
    run("add", "Bruno")
    given = run("give", code, "chloé").output

    alone = refused(run("remove", "Chloé"))
    to_herself = refused(run("remove", "Chloé", "--to", "chloé"))
    run("remove", "Chloé", "--to", "Bruno")

    assert code in given
    assert "--to" in alone
    assert "another" in to_herself
    assert run("list").output.startswith("Bruno")
    assert "1 workshop\n" in run("list").output


def test_another_passphrase_is_shown():
    run("add", "Chloé")

    assert "shown only now" in run("passphrase", "Chloé").output


def test_the_list_says_who_is_an_operator():
    for name in ("Bruno", "Chloé"):
        run("add", name)
    run("operator", "Chloé")
    bruno, chloe = run("list").output.splitlines()
    run("operator", "Chloé", "--not")

    assert "sees the page of the server" in chloe
    assert "page of the server" not in bruno
    assert "page of the server" not in run("list").output
