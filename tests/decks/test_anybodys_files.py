# ruff: noqa: E501, ISC004, RUF001 - tables of what files say
"""Files as anybody brings them, in many shapes and languages: the cards that come of them, and what is said."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from toolkit.decks.check import Problem
from toolkit.decks.files import archive, decoding, workbooks, worker
from toolkit.decks.files.choices import Choices
from toolkit.decks.files.decoding import Look
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.models import Deck
from toolkit.language import pick, use

CASES = Path(__file__).parents[1] / "cases"


def looked(name: str, choices: Choices | None = None, language: str = "en") -> Look:
    """Read a file as its process does, here."""
    file = CASES / name
    asked = {"kind": file.suffix[1:].lower(), "name": file.stem, "choices": (choices or Choices()).model_dump()}
    with use(language):
        answer, images = worker.answer(asked, file.read_bytes())
    if "deck" not in answer:
        return Look(refused=answer["refused"], columns=answer["columns"])
    deck, problems = Deck.model_validate(answer["deck"]), [Problem(*each) for each in answer["problems"]]
    return Look(Bundle(deck, notes=answer["notes"], problems=problems, images=images), [], answer["columns"])


def cards(name: str) -> list[str]:
    """List the cards of a file as a person reads them: kind, title, text, back, in the order of the deck."""
    deck = looked(name).bundle.deck
    lines = []
    for card in deck.cards:
        face = deck.face(card, deck.languages[0])
        said = (pick(deck.kind(card.kind).name), face.title, face.text, face.back)
        lines.append(" | ".join(filter(None, said)).replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'"))
    return lines


def told(name: str) -> list[str]:
    """List what is said of a file, notes first."""
    bundle = looked(name).bundle
    with use("en"):
        return [*bundle.notes, *(problem.sentence for problem in bundle.problems)]


def test_every_file_that_once_failed_has_its_test():
    tests = Path(__file__).read_text("utf-8")
    assert [path.name for path in (CASES / "import").iterdir() if f"import/{path.name}" not in tests] == []


MAYOR = [
    "Lieu | L'été à la mairie | Où va-t-on déposer sa requête ? À côté du guichet. | Que dirait la reine des abeilles ?"
]
PEOPLE = ["Carte | Aïcha", "Carte | Bruno"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("import/a1-cp850.csv", [*MAYOR, "Lieu | École fermée | Un façonnage à l'oeil, ça coûte 3 E. | Et après ?"]),
        ("import/a2-macroman.csv", [*MAYOR, "Lieu | École fermée | Un façonnage à l'œil, ça coûte 3 €. | Et après ?"]),
        ("import/b1-pipe.csv", ["Idea | Bench | Sit down outside.", "Place | Queue | Wait a while."]),
        ("import/b12-nohead.csv", ["Idée | Banc public | Pour s asseoir dehors", "Idée | Lampe | Lumière",
                                   "Lieu | File d attente | On attend"]),
        ("import/b18-gap.csv", ["Card | One | a", "Card | Two | b"]),
        ("import/b2-unclosed.csv", ["Idea | Bench | Sit down", "Idea | Lamp | Light", "Place | Open door | Come in",
                                    "Place | Queue | Wait", "Place | Step | Climb"]),
        ("import/b5-overflow.csv", ["Idea | Bench | Sit, rest, talk, go home.", "Idea | Lamp | Light",
                                    "Place | Queue | Wait, read."]),
        ("import/c1-merged.xlsx", ["Lieu | Banc | Pour s'asseoir | Où ?", "Lieu | File | On attend | Qui ?",
                                   "Lieu | Seuil | On hésite | Quand ?", "Idée | Lampe | Lumière | Pourquoi ?",
                                   "Idée | Plan | Se repérer | Comment ?"]),
        ("import/c10b-sources.xlsx", ["Lieu | Banc | a", "Idée | Lampe | c"]),
        ("import/c12-total.xlsx", ["Carte | Banc | a", "Carte | File | b"]),
        ("import/c13-sections.xlsx", ["LIEUX | Banc | a | x", "LIEUX | File | b | y", "IDÉES | Lampe | c | z"]),
        ("import/c2-hidden-row.xlsx", ["Lieu | Banc | a | b", "Idée | Lampe | c | d"]),
        ("import/c24-annot.ods", ["Carte | Banc | Pour s'asseoir\ndehors   ici\nDeux"]),
        ("import/c27-mixedheads.xlsx", ["Idea | Bench | Sit", "Personas | Aïcha"]),
        ("import/c4-errors.xlsx", ["Carte | Banc", "Carte | File"]),
        ("import/c7-far-row.xlsx", ["Carte | Banc | a", "Carte | File | b"]),
        ("import/c7e-stray-IV.xlsx", ["Carte | Banc | a", "Carte | File | b"]),
        ("import/e1-html.csv", ["Idea | Bench | Sit down\noutside & rest | Who uses it? See the page "
                                "(https://example.org/a_b)", "Place | Queue | Wait\n• one\n• two | - a\n- b"]),
        ("import/f3-codes-mixed.csv", ["Card | Bench | Sit", "Card | Queue | Wait", "Card | Lamp | Light",
                                       "Card | Step | Climb"]),
        ("import/f6-num-text.csv", ["Carte | Banc | a", "Carte | File | b"]),
        ("import/e2-scripts.csv", [
            "👪 People | 👩‍👩‍👧‍👦 Family | Who lives here? 🏠🇫🇷", "مكان | بطاقة الانتظار | ننتظر هنا 20 دقيقة (تقريبا).",
            "רעיון | הספסל | יושבים בחוץ.", "場所 | 閉まった学校 | どこへ行く？", "स्थान | बंद विद्यालय | कहाँ जाएँ?",
            "ความคิด | ม้านั่ง | นั่งข้างนอก", "장소 | 닫힌 학교 | 어디로 갈까?", "Τόπος | Κλειστό σχολείο | Πού πάμε;",
            "Место | Закрытая школа | Куда идти?"]),
        ("import/g9-xlsx-in-zip-with-pics.zip", ["Carte | Banc | Voir la fiche", "Carte | File | On attend"]),
        *[(f"print/{name}", ["Idée | Œuvre à l'été | «Ça» coûte 3 € – où ça… | Pourquoi ?", "Idée | Noël | Être là | Qui ?"])
          for name in ("cp1252.csv", "sep.csv", "utf16.csv", "utf8.csv", "utf8-bom.csv")],
        ("print/numbers.xlsx", ["Carte | 2026 | 3.5 | 25 %", "Carte | 12/05/2026 | 1,234,567.89 | Question 2 ?",
                                "Carte | Riche | gras ici et\nligne | TRUE", "Carte | Heure | 14:30"]),
        ("print/quotes.csv", [
            'Carte | Say "hello", twice | First line\nSecond, with comma\n\nFourth "quoted" | A; B; C',
            "Carte | Ampersand & bold & 5 < 6 | stars under é  \\n literal | Is 1 < 2 && 3 > 2 ?",
            "Carte | Tab\there | • one\n• two\n• three"]),
        ("print/ragged.csv", ["Lieu | Un | texte", "Lieu | Deux | texte"]),
        ("print/nandeck.csv", ["Card | Rules | First\nSecond\nThird"]),
        ("anybody/de-methoden.csv", [
            "Ideen | Sechs Hüte | Die Gruppe betrachtet eine Frage aus sechs Blickwinkeln; jeder Hut hat eine Farbe.",
            "Ideen | Fahrstuhl | Wer erzählt die Idee in einer Minute?",
            "Ankommen | Stiller Einstieg | Alle schreiben für sich, bevor gesprochen wird."]),
        ("anybody/es-preguntas.tsv", ["Personas | ¿Quién falta hoy en la sala?",
                                      "Tiempo | ¿Qué haría usted con un mes más?",
                                      "Lugar | ¿Dónde empieza el problema?"]),
        ("anybody/it-carte.csv", ["Luogo | La piazza | Ci si incontra senza appuntamento.",
                                  "Luogo | Il mercato | Chi vende, chi compra, chi guarda?",
                                  "Persona | La maestra | Non ha mai tempo per la pausa."]),
        ("anybody/hu-kartyak.csv", ["Hely | Árvíztűrő pad | Ülj le, és nézd az utcát egy percig.",
                                    "Hely | Hosszú sor | Ki vár itt, és mire vár?",
                                    "Ötlet | Őszinte kérdés | Mi az, amit senki sem mond ki?"]),
        ("anybody/ru-karty.csv", ["Место | Закрытая школа | Куда пойдут дети и их родители?",
                                  "Место | Очередь | Кто ждёт и чего он ждёт?",
                                  "Идея | Скамейка | Здесь можно сидеть и смотреть на улицу."]),
        ("anybody/ja-kado.csv", ["Card | 閉まった学校 | 子どもたちはどこへ行きますか。",
                                 "Card | 行列 | 誰が何を待っていますか。"]),
        ("anybody/ar-bitaqat.csv", ["مكان | مدرسة مغلقة | إلى أين يذهب الأطفال؟", "مكان | طابور | من ينتظر وماذا ينتظر؟",
                                    "فكرة | مقعد | نجلس هنا وننظر إلى الشارع."]),
        ("anybody/form.csv", ["Card | Aisha | I waited two hours, then the desk closed.",
                              "Card | Ben | The form was online only and I have no printer."]),
        ("anybody/notion.csv", ["Card | Open space | People set the agenda on a wall of time and places.",
                                "Card | World café | People change tables every twenty minutes.",
                                "Card | Fishbowl | Four chairs in the middle talk and the rest listens."]),
        ("anybody/airtable-notes.csv", ["Card | Bench | People sit down, and talk.", "Card | Queue | People wait, and look."]),
        ("anybody/kahoot.csv", [
            "Card | Which bin takes glass? | The green one\nThe yellow one\nThe cellar\nNowhere | 1",
            "Card | Who votes the budget? | The mayor\nThe council\nThe prefect\nNobody | 2,3"]),
        ("anybody/typeform.csv", ["Card | Aisha | I waited two hours, then the desk closed.",
                                  "Card | Ben | The form was online only."]),
        ("anybody/airtable.csv", ["Card | Bench | Where do we sit?", "Card | Queue | Who waits for whom?"]),
        ("anybody/methods.json", ["Idea | Bench | Sit down outside.", "Place | Queue | Wait a while."]),
        ("anybody/familles.json", ["Lieux | Banc | On s'assoit dehors.", "Lieux | File | On attend son tour.",
                                   "Idées | Lampe | De la lumière pour lire."]),
        ("anybody/bilingual.yaml", ["no | Oui | Le mot que l'on attend.", "no | Non | Un refus franc."]),
        ("anybody/named.yml", ["Lieu | Banc | On s'assoit et on regarde la rue.",
                               "Idée | Lampe | De la lumière pour lire le soir."]),
        ("anybody/headings.md", [
            "Pour commencer | Le tour de table | Chaque personne dit un mot, dans l'ordre des places.",
            "Pour commencer | La météo | On dit son humeur comme un temps qu'il fait.\n• soleil\n• nuages",
            "Pour finir | Le pas suivant | Qui fait quoi avant lundi ?"]),
        ("anybody/bullets.md", ["People | The newcomer | arrives on a Monday and knows nobody.",
                                "People | The regular | has used the service for ten years.",
                                "Places | The desk | where everything is asked twice.",
                                "Places | The hall | people wait here."]),
        ("anybody/table.md", ["Idea | Bench | Sit down outside.", "Place | Queue | Wait a while."]),
        ("anybody/questions.txt", ["Carte | Que ferait un enfant à votre place ?", "Carte | Qui n'est pas dans la pièce ?",
                                   "Carte | Que se passe-t-il si l'on ne fait rien ?",
                                   "Carte | Qu'est-ce qui vous a surpris cette semaine ?"]),
        ("anybody/neutral.csv", [
            "Lieu | Le banc public | On s'assoit dehors et on regarde passer les gens du quartier.",
            "Lieu | La file | On attend son tour avec les autres.",
            "Idée | La lampe | De la lumière pour lire dans la rue."]),
        ("anybody/colons.txt", ["Idea | Bench | Sit down", "Place | Queue | Wait"]),
        ("anybody/quiz.csv", [
            "Carte | Où jette-t-on le verre ? | Dans le bac vert\nDans le bac jaune\nÀ la cave\nNulle part | A",
            "Carte | Qui vote le budget ? | Le maire\nLe conseil municipal\nLe préfet\nPersonne | B"]),
        ("anybody/blocks.csv", ["Lieu | Banc | On s'assoit", "Lieu | File | On attend", "Lieu | Seuil | On hésite",
                                "Idée | Lampe | De la lumière", "Idée | Plan | Se repérer"]),
    ],
)  # fmt: skip
def test_a_file_gives_the_cards_that_a_person_sees_in_it(name, expected):
    with use("en"):
        assert cards(name) == [line.replace("Carte |", "Card |") for line in expected]


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("import/a7-utf8-onebad.csv", ["line 4: a letter is not coded like the rest of the file, and was read as "
                                       "Windows codes it: look at it."]),
        ("import/b2-unclosed.csv", ["row 3: a quotation mark is opened and never closed: it was taken for an ordinary "
                                    "sign."]),
        ("import/b5-overflow.csv", [f"row {row}: a text with commas is not between quotation marks: its pieces were put "
                                    "together; look at it." for row in (2, 3)]),
        ("import/c12-total.xlsx", ["sheet “Feuil1”, row 5, “Total”, is left out: a total."]),
        ("import/c13-sections.xlsx", [
            f"sheet “Feuil1”, row {row}, “{name}”, is left out: a heading: the cards below it are of that kind."
            for row, name in ((2, "LIEUX"), (5, "IDÉES"))]),
        ("import/c2-hidden-row.xlsx", ["sheet “Feuil1”, row 3, “Lieu”, is left out: hidden in the spreadsheet."]),
        ("import/c4-errors.xlsx", [
            f"sheet “Cartes”, row {row}, column {column}: “{error}” is a formula that went wrong: the cell is left out."
            for row, column, error in ((2, "B", "#DIV/0!"), (3, "B", "#REF!"), (4, "A", "#N/A"))]),
        ("import/c6-image-link-comment.xlsx", [
            "The comments on these cells are on no card: A2.",
            "The addresses behind these cells are on no card: B2. Write those out that are to be read.",
            "Column D, “Lien”, is not used.",
            "the file: 1 picture lies over its cells: send a .zip of the spreadsheet and the files of its pictures, "
            "with a column that names them."]),
        ("import/c10b-sources.xlsx", ["Sheet “LISEZ-MOI” is left out: it does not look like cards.",
                                      "Column D, “Niveau”, is not used.",
                                      "Sheet “Sources” is left out: it does not look like cards."]),
        ("import/e3-longtitle.csv", ["row 2, column A: the title is longer than 120 characters: it is the text of the "
                                     "card, under its first words."]),
        ("import/e6b-140words.csv", ["row 2, column B (C01): 95 words too many for a card: it has room for 45."]),
        ("import/e4-longtext.csv", ["row 2, column B (C01): 197 words too many for a card: it has room for 45."]),
        ("import/c7e-stray-IV.xlsx", ["sheet “Feuil1”, row 1, column IV: what stands beyond column GR is not read."]),
        ("import/c24-annot.ods", ["The comments on these cells are on no card: A2."]),
        ("import/f3-codes-mixed.csv", ["row 5, column A: “A-very-long-code-here” is left out as a code: a code has 12 "
                                       "capitals, digits and hyphens at most."]),
        ("import/f4-dup-ids.csv", ["The codes of the cards are too long, or several cards have the same: they are "
                                   "renumbered."]),
        ("import/g4-images.zip", [
            "No column describes the images: the titles of the cards stand for it.",
            "Files of the archive that are not used: jeu/LISEZMOI.docx.",
            "row 5, column C: “https://example.org/lampe.png” is left out: pictures are not fetched from elsewhere: put "
            "the file beside the spreadsheet in a .zip.",
            "row 7, column C: “manque.png” is left out: there is no such file in the .zip."]),
        ("print/quantity.csv", [f"row {row}, column C: “{value}” is left out: a number of cards is from 0 to 99."
                                for row, value in ((7, "deux"), (9, "-1"), (10, "100"))]),
        ("anybody/headings.md", ["“Un carnet de méthodes pour animer.” is not used."]),
        ("anybody/notion.csv", ["Column C, “Created”, is not used.", "Column D, “Status”, is not used."]),
    ],
)  # fmt: skip
def test_what_is_in_a_file_and_on_no_card_is_said(name, sentences):
    assert told(name) == sentences


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("json", '[{"title": "Bench", "text": "Sit", "text": "Rest"}, {"title": "Queue"}]',
         "“text” stands twice in one record: only the last is used."),
        ("yaml", "- title: Bench\n  text: Sit\n  text: Rest\n- title: Queue\n",
         "“text” stands twice in one record: only the last is used."),
        ("md", "# Places\n\n## Bench\n\nSit\n\n# Ideas\n\n## Lamp\n\nLight\n\n# Later\n", "“Later” is not used."),
        ("md", "# Places\n\n## Bench\n\nSit\n\n# Ideas\n\n- Look up\n\n## Lamp\n\nLight\n", "“• Look up” is not used."),
        ("md", "# Places\n\n## Bench\n\nSit\n\n# Ideas\n\n## Lamp\n\nLight\n\n# Later\n\n##\n",
         "row 4: there is no title, nor a text: the row is left out."),
        ("csv", "title,text,Mood of the day\nBench,Sit,\nQueue,Wait,\n", "Column C, “Mood of the day”, is empty."),
        ("csv", "kind,title,text\nPlace,Bench,Sit\nIdea,,\n", "row 3: there is no title, nor a text: the row is left out."),
    ],
)  # fmt: skip
def test_what_a_list_says_twice_or_for_no_card_is_said(kind, text, said):
    with use("en"):
        bundle = decoding.decode(kind, text.encode(), "list")
        assert [*bundle.notes, *(problem.sentence for problem in bundle.problems)] == [said]


def test_a_heading_above_all_cards_is_the_title_of_the_deck():
    deck = decoding.decode("md", b"# Our street\n\n## Bench\n\nSit\n\n## Lamp\n\nLight\n", "list").deck

    assert (deck.title, [kind.code for kind in deck.kinds]) == ({"en": "Our street"}, ["card"])


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("import/d1-transposed.csv", [("Aïcha", 34, "infirmière", ("du temps",)), ("Bruno", 61, "retraité", ("du calme",)),
                                      ("Chloé", 19, "étudiante", ("un logement",))]),
        ("import/d3-prenomnom.csv", [("Aïcha Durand", 34, "infirmière", ("du temps",)),
                                     ("Bruno Petit", 61, "retraité", ("du calme",))]),
        ("import/d6-persona-nom.csv", [("Aïcha", 34, "infirmière", ("du temps\u00a0libre",)),
                                       ("Bruno", 61, "retraité", ("du calme",))]),
        ("import/d7-persona-nom-titre.csv", [("Aïcha", 34, "infirmière", ("du temps libre",))]),
        ("anybody/first-last.csv", [("Aisha Durand", "60-65", "nurse", ("sleep", "read")),
                                    ("Ben Small", 34, "driver", ("a dog",))]),
        ("anybody/personas-columns.csv", [("Aïcha Durand", 34, "infirmière", ("du temps",)),
                                          ("Bruno Petit", "60-65 ans", "retraité", ("du calme",))]),
        ("anybody/gform.csv", [("Aisha", 34, "nurse", ("sleep", "time")), ("Ben", "60-65", "retired", ("quiet",))]),
        ("anybody/gform-fr.csv", [("Aïcha Durand", 34, "infirmière", ("du temps",)),
                                  ("Bruno Petit", "60-65", "retraité", ("du calme",))]),
        ("import/g1-form.csv", [("Aïcha", None, "infirmière", ()), ("Bruno", None, "retraité", ())]),
    ],
)  # fmt: skip
def test_a_list_of_persons_is_drawn_as_persons(name, people):
    deck = looked(name).bundle.deck
    faces = [deck.face(card, deck.languages[0]) for card in deck.cards]

    assert [(face.name, face.age, face.job, face.needs) for face in faces] == people


@pytest.mark.parametrize(
    ("head", "most"), [("title", 120), ("subtitle", 300), ("quote", 300), ("name", 120), ("needs", 300), ("job", 300)]
)
def test_what_is_too_long_for_its_field_is_in_the_text_of_the_card(head, most):
    long = "We sit here and look. " * 30
    data = f"{'' if head == 'title' else 'title,'}{head},text\n{'' if head == 'title' else 'Bench,'}{long},Come.\n"
    with use("en"):
        bundle = decoding.decode("csv", data.encode(), "long")
        said = [problem.sentence for problem in bundle.problems]
    (card,) = bundle.deck.cards

    assert card.texts["en"].text == f"{long.strip()}\nCome."
    where = f"row 2, column {'A' if head == 'title' else 'B'}: "
    assert [sentence for sentence in said if sentence.startswith(where) and str(most) in sentence]


def test_a_text_that_no_card_holds_ends_where_it_is_said():
    data = "title,text\nBench," + "Sit down here. " * 400
    with use("en"):
        bundle = decoding.decode("csv", data.encode(), "long")
        said = bundle.problems[0].sentence
    text = bundle.deck.cards[0].texts["en"].text

    assert 3_900 < len(text) <= 4_000
    assert said == (
        "row 2, column B: this text has 6000 characters, and there is room for 4000: it ends at "
        f"“{text[-60:].strip()}”."
    )


def test_cells_are_read_as_they_are_shown():
    deck = looked("import/c5-types.xlsx", language="fr").bundle.deck
    first, second = (deck.face(card, "fr") for card in deck.cards)

    assert (first.text, first.back, first.subtitle) == ("12/03/2026", "35\u202f%", "14:30")
    assert (first.note, first.benefit) == ("01234", "34 ans")
    assert (second.title, second.text, second.back) == ("2026", "VRAI", "0,3")


def test_what_stands_alone_above_the_columns_is_the_title_of_the_deck_and_more_is_said():
    assert looked("print/ragged.csv", language="fr").bundle.deck.title == {"fr": "Mon jeu de cartes 2026"}

    with use("en"):
        bundle = decoding.decode("csv", b"Our cards,,\nMade by Ana,in May,\ntitle,text,kind\nBench,Sit,Place\n", "x")
    assert (bundle.deck.title, bundle.notes) == ({"en": "Our cards"}, ["“Made by Ana in May” is not used."])


def test_a_workbook_says_which_of_its_texts_no_cell_shows():
    book, deleted = io.BytesIO(), b"<si><t>A text of a row that was deleted</t></si></sst>"
    whole = workbooks.xlsx_file({"Cards": [["title", "text"], ["Bench", "Sit"], ["Queue", "Wait"]]})
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(book, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sst>", deleted))
    with use("en"):
        said, nothing = (
            [problem.sentence for problem in decoding.decode("xlsx", file, "x").problems]
            for file in (book.getvalue(), whole)
        )

    assert said == ["the file: texts that stand in none of its cells: “A text of a row that was deleted”."]
    assert nothing == []


def test_each_card_says_whose_it_is_and_the_deck_names_all():
    deck = looked("import/i10-authors.csv").bundle.deck

    assert [card.credit for card in deck.cards] == ["Ann Field", "Bo Hill", "Cy Dale"]
    assert deck.credits == "Ann Field, Bo Hill, Cy Dale"


def test_kinds_that_differ_by_their_signs_or_their_script_are_kinds():
    data = "title,kind\nOne,C++\nTwo,C#\nThree,場所\nFour,地点\nFive,c#\n".encode()
    with use("en"):
        deck = decoding.decode("csv", data, "kinds").deck

    assert [kind.name["en"] for kind in deck.kinds] == ["C++", "C#", "場所", "地点"]
    assert len({card.code for card in deck.cards}) == 5


@pytest.mark.parametrize(
    ("name", "pictures"),
    [("import/g7-images-same-name.zip", ["1.png", "b-1.png"]), ("print/folders.zip", ["lieux-01.jpg", "01.jpg"]),
     ("print/cyrillic-names.zip", ["7d2532.jpg", "318bc0.jpg"]), ("print/case2.zip", ["sas.jpg", "gens.jpeg"]),
     ("print/nfd.zip", ["Ete-a-la-creche.jpg"]), ("print/cp850-names.zip", ["ete.jpg"])],
)  # fmt: skip
def test_every_card_bears_the_picture_that_its_cell_means(name, pictures):
    file = CASES / name
    bundle = decoding.decode("zip", file.read_bytes(), file.stem)

    assert [card.image for card in bundle.deck.cards] == pictures
    assert bundle.images.keys() == set(pictures)


def test_pictures_of_every_format_are_on_their_cards_or_named_with_what_to_do():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>'
    files = {"logo.svg": drawing, "big.jpg": photograph(), "phone.HEIC": b"\0\0\0\x18ftypheic" + b"\0" * 99}
    files |= {f"a.{kind}": picture(kind) for kind in ("gif", "tiff", "bmp")}
    files["cards.csv"] = "title,image\n" + "".join(f"{name},{name}\n" for name in files)
    with use("en"):
        bundle = decoding.decode("zip", archive.pack({name: _bytes(one) for name, one in files.items()}, "x"), "x")
        said = [problem.sentence for problem in bundle.problems]

    assert [card.image for card in bundle.deck.cards] == ["logo.png", "big.jpg", None, "x-a.png", "a-2.png", "a.png"]
    assert len(files["big.jpg"]) > 8_000_000
    assert max(map(len, bundle.images.values())) < 2_000_000
    assert len(said) == 1
    assert said[0].startswith("x/phone.HEIC: it is in the HEIC format. On an iPhone,")


def _bytes(one: str | bytes) -> bytes:
    return one.encode() if isinstance(one, str) else one


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(made, kind)
    return made.getvalue()


def photograph() -> bytes:
    """A photograph of nine megabytes, as a good camera makes them."""
    made = io.BytesIO()
    Image.effect_noise((4_400, 3_300), 60).convert("RGB").save(made, "JPEG", quality=93)
    return made.getvalue()


def test_a_notion_export_is_its_table_once_and_names_the_pages_beside_it():
    table = b"Name,Tags,Description\nOpen space,large,People set the agenda.\nFishbowl,small,Four chairs talk.\n"
    page = b"# Open space\n\nTags: large\nDescription: People set the agenda.\n\nBring a roll of paper.\n"
    hexed = "0123456789abcdef0123456789abcdef"
    files = {f"Methods {hexed}.csv": table[:69], f"Methods {hexed}_all.csv": table,
             f"Methods/Open space {hexed}.md": page}  # fmt: skip
    with use("en"):
        bundle = decoding.decode("zip", archive.pack(files, "Export"), f"Methods {hexed}")

    assert [bundle.deck.face(card, "en").title for card in bundle.deck.cards] == ["Open space", "Fishbowl"]
    assert bundle.deck.title == {"en": "Methods"}
    assert bundle.notes == [
        f"Files of the archive that are not used: Export/Methods {hexed}.csv, Export/Methods/Open space {hexed}.md."
    ]


def test_formulas_that_nothing_computed_are_named():
    with use("en"):
        refused = looked("import/c3-formula-nocache.xlsx").refused

    assert refused[1].startswith("the file: formulas whose result is not in it, in A2, C2, A3")


@pytest.mark.parametrize(
    ("kind", "what"), [("xls", "save it as .xlsx"), ("docx", "copy its table"), ("pdf", "keeps no")]
)
def test_a_file_of_another_sort_says_what_to_do(kind, what):
    with use("en"):
        assert what in decoding.other_kind(f"mine.{kind}")
        assert "must end in one of" in decoding.other_kind("mine.exe")
