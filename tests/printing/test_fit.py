import pytest
from pypdfium2 import PdfDocument

from tests.printing.laying import overflows
from toolkit.printing.decks import prepare
from toolkit.printing.faces import faces, fit
from toolkit.printing.faces.faces import Look
from toolkit.printing.faces.frames import POKER
from toolkit.printing.order.orders import Order
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

    assert overflows(make_deck(full), "fr") == []


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

    assert overflows(make_deck(persona), "fr") == []


@pytest.mark.parametrize(("field", "face"), [("text", "front"), ("back", "back"), ("example", "back")])
def test_whatever_field_runs_over_is_found(make_deck, make_card, field, face):
    deck = make_deck(make_card(1, **{field: words(150, 890)}))

    assert {over.face for over in overflows(deck, "fr")} == {face}


def test_a_word_wider_than_the_card_is_broken_not_cut(make_deck, make_card):
    deck = make_deck(make_card(1, text="Anticonstitutionnellement" * 6))

    assert overflows(deck, "fr") == []


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


def test_every_card_of_a_kind_is_set_in_the_size_of_its_fullest(make_deck, make_card):
    long = make_card(0, back=words(40, 250), example=words(30, 180))
    short = [make_card(number) for number in (11, 22, 1)]

    made = prepare(make_deck(long, *short), Order("fr"))

    assert made.checks[0].passes
    assert set(made.smaller) == {"K0", "K11", "K22"}
    assert len(set(made.smaller.values())) == 1


def test_a_card_printed_alone_is_as_large_as_among_its_kind(make_deck, make_card):
    deck = make_deck(make_card(0, back=words(40, 250), example=words(30, 180)), make_card(11))

    together, alone = prepare(deck, Order("fr")), prepare(deck, Order("fr", only=["K11"]))

    assert alone.smaller == {"K11": together.smaller["K11"]}


def test_the_fullest_back_still_says_its_title(make_deck, make_card):
    deck = make_deck(make_card(1, title="Porte-casquettes", back=words(40, 250), example=words(30, 180)))

    made = prepare(deck, Order("fr", only=["K1"]))

    assert made.smaller
    with PdfDocument(made.file()) as pdf:
        assert "Porte-casquettes" in pdf[1].get_textpage().get_text_bounded()


def test_a_long_word_makes_a_title_smaller_before_it_is_broken(make_deck, make_card):
    long, longer = "Institutionnalisation", "Anticonstitutionnellement" * 2
    made = [prepare(make_deck(make_card(1, title=title)), Order("fr")) for title in (long, longer)]

    assert [one.checks[0].passes for one in made] == [True, True]
    assert made[0].smaller["K1"] > made[1].smaller["K1"]
    with PdfDocument(made[0].file()) as pdf:
        assert long in pdf[0].get_textpage().get_text_bounded()


def test_a_persona_has_one_item_on_each_line(make_deck, make_card):
    needs = ["Dormir", "Manger à midi", "Lire"]
    deck = make_deck(make_card(1, name="Nadia", needs=needs))

    with PdfDocument(prepare(deck, Order("fr")).file()) as pdf:
        lines = pdf[1].get_textpage().get_text_bounded().replace("\u00a0", " ").splitlines()

    assert [line.strip() for line in lines if line.strip() in needs] == needs
