import pytest

from toolkit.printing import decks
from toolkit.printing.faces import faces, fit
from toolkit.printing.faces.faces import Look
from toolkit.printing.faces.frames import POKER
from toolkit.printing.render.engine import Engine

WORDS = "Un mot puis un autre, assez long pour remplir des lignes comme une vraie phrase écrite"


def words(count, limit):
    return " ".join((WORDS.split() * 12)[:count])[:limit].strip()


def test_the_longest_texts_the_format_allows_fit(make_deck, make_card):
    full = make_card(
        1,
        title="Quarante signes tout au plus pour un nom"[:40],
        subtitle=words(20, 75),
        text=words(45, 300),
        benefit="Pour mieux " + words(8, 40),
        back=words(40, 260),
        example=words(30, 200),
    )

    assert decks.overflows(make_deck(full), "fr") == []


def test_the_longest_persona_fits(make_deck, make_card):
    persona = make_card(
        1,
        title="Quarante signes tout au plus pour un nom"[:40],
        name="Marie-Antoinette Lefebvre",
        age=47,
        job="Technicienne de maintenance, pompière volontaire",
        quote="Le wifi, l’imprimante, les larmes : tout passe par mon comptoir.",
        text=words(42, 280),
        back="À quel savoir-faire une entreprise croirait-elle, et sur quelle preuve ?",
        needs=["Des mots pour dire ce qu’elle sait", "Une reconnaissance sans examen", "Une heure sans téléphone"],
        brakes=["Elle répète : « Ce n’est rien, j’ai bidouillé »", "Son entretien annuel tient en dix minutes"],
        resources=["La confiance de tous les étages", "Un cahier d’astuces à spirale", "Le goût d’expliquer"],
    )

    assert decks.overflows(make_deck(persona), "fr") == []


@pytest.mark.parametrize(("field", "face"), [("text", "front"), ("back", "back"), ("example", "back")])
def test_whatever_field_runs_over_is_found(make_deck, make_card, field, face):
    deck = make_deck(make_card(1, **{field: words(150, 890)}))

    assert {over.face for over in decks.overflows(deck, "fr")} == {face}


def test_a_word_wider_than_the_card_is_broken_not_cut(make_deck, make_card):
    deck = make_deck(make_card(1, text="Anticonstitutionnellement" * 6))

    assert decks.overflows(deck, "fr") == []


def test_the_smallest_type_is_nine_points_and_six_for_the_licence_and_the_mark(make_deck, make_card):
    deck = make_deck(make_card(1), make_card(2, name="Nadia", age=47, job="Aide", needs=["Dormir"], quote="Oui."))
    drawn = [face.html for face in faces.faces(deck, deck.cards, Look("fr"))]

    smallest = fit.Setting(fit=len(fit.STEPS) - 1)
    laid = Engine()._lay_out("fr", drawn, POKER, dict.fromkeys(range(len(drawn)), smallest))
    sizes = {
        (
            box.element.get("class") in {"card-credits", "card-terms", "card-revision"},
            round(box.style["font_size"] * 0.75, 2),
        )
        for _page, face, _notes in laid
        for box in fit._boxes(face)
        if hasattr(box, "text") and box.text.strip()
    }

    assert min(size for small, size in sizes if not small) >= 9
    assert min(size for small, size in sizes if small) >= 6
