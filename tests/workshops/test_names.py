import pytest

from toolkit.workshops.names import every, invent, variant

MASCULINE = {"Hérisson", "Renard", "Merle", "Castor", "Chamois", "Lézard", "Écureuil", "Martinet", "Blaireau", "Triton"}
FEMININE = {
    "Loutre",
    "Mésange",
    "Belette",
    "Grenouille",
    "Huppe",
    "Marmotte",
    "Libellule",
    "Tortue",
    "Chouette",
    "Hermine",
}
AGREES = {
    "m": {"curieux", "patient", "malin", "rieur", "vif", "discret", "audacieux", "serein", "franc", "tenace"},
    "f": {
        "curieuse",
        "patiente",
        "maligne",
        "rieuse",
        "vive",
        "discrète",
        "audacieuse",
        "sereine",
        "franche",
        "tenace",
    },
}


def test_french_adjectives_agree_with_their_animal():
    for name in every("fr"):
        animal, adjective = name.split()

        assert (animal in MASCULINE) != (animal in FEMININE), animal
        assert adjective in AGREES["m" if animal in MASCULINE else "f"], name


@pytest.mark.parametrize(("language", "count"), [("fr", 200), ("en", 100)])
def test_there_are_enough_names_and_none_twice(language, count):
    assert len(set(every(language))) == len(every(language)) == count


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_room_larger_than_all_names_still_has_a_name_for_each(language):
    taken = set()
    for _ in range(len(every(language)) + 30):
        name = invent(language, taken)
        assert name.casefold() not in {other.casefold() for other in taken}
        taken.add(name)

    assert sum(name in every(language) for name in taken) == len(every(language))


def test_a_name_typed_in_small_letters_is_not_invented_again():
    taken = {name.lower() for name in every("en")[1:]}

    assert invent("en", taken) == every("en")[0]


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        (set(), "Amina"),
        ({"Bruno"}, "Amina"),
        ({"Amina"}, "Amina 2"),
        ({"AMINA"}, "Amina 2"),
        ({"Amina", "Amina 2", "amina 3"}, "Amina 4"),
        ({"Amina", "Amina 3"}, "Amina 2"),
    ],
)
def test_a_name_that_somebody_has_gets_the_first_free_number(taken, given):
    assert variant("Amina", taken) == given
