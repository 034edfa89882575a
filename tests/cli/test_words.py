"""The command speaks its owner's language: its help, wrong usage and what Click says of itself."""

import pytest
from click.testing import CliRunner

from toolkit.cli import main

ENGLISH = ("Usage:", "Commands:", "Show this message and exit.", "Start the server and open the console.")
FRENCH = ("Usage :", "Commandes:", "Afficher cette aide.", "Démarrer le serveur et ouvrir la console.")


def run(language, *words):
    return CliRunner().invoke(main, words, env={"MUSETTE_LANGUAGE": language})


@pytest.mark.parametrize(("language", "said"), [("fr", FRENCH), ("en", ENGLISH)])
def test_help_is_said_in_the_language_of_the_settings(language, said):
    answer = run(language, "--help")

    assert answer.exit_code == 0
    assert all(words in answer.stdout.replace("\u00a0", " ") for words in said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["workshop"], "La commande workshop n’existe pas."),
        (["decks", "box", "--nope"], "L’option --nope n’existe pas."),
        (["decks", "box"], "Il manque l’"),
        (["serve", "--port", "99999"], "n’est pas dans l’intervalle"),
    ],
)
def test_wrong_usage_is_said_in_french(words, said):
    answer = run("fr", *words)

    assert answer.exit_code == 2
    assert "Erreur" in answer.stderr
    assert said in answer.stderr


def test_options_of_a_command_in_a_group_are_said_in_french():
    assert "Dossier où tout est gardé." in run("fr", "decks", "box", "--help").stdout


@pytest.mark.parametrize(
    ("machine", "said", "refused"),
    [
        ("fr_FR", "Usage :", "Il n'y a pas d'atelier ABC234 ici."),
        ("French_France", "Usage :", "Il n'y a pas d'atelier ABC234 ici."),
        ("en_GB", "Usage:", "There is no workshop ABC234 here."),
        ("de_DE", "Usage:", "There is no workshop ABC234 here."),
    ],
)
def test_without_a_setting_it_is_the_language_of_the_machine(monkeypatch, tmp_path, machine, said, refused):
    monkeypatch.setattr("toolkit.cli.words.getlocale", lambda: (machine, "UTF-8"))
    monkeypatch.delenv("MUSETTE_LANGUAGE", raising=False)

    usage = CliRunner().invoke(main, ["--help"])
    refusal = CliRunner().invoke(main, ["workshops", "report", "ABC234", "-o", "x.md", "--data", str(tmp_path)])

    assert said in usage.stdout.replace("\u00a0", " ")
    assert refused in refusal.output.replace("’", "'").replace("\u00a0", " ")
