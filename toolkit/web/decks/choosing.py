"""What a person chose for a file that is being imported, as its page sends it."""

from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from toolkit.decks.files import columns
from toolkit.decks.files.choices import TOGGLES, Choices, SheetChoice
from toolkit.language import lazy

ASKED = {
    "take": lazy("Take this sheet"),
    "headed": lazy("Its first line names the columns"),
    "turned": lazy("Each card is a column, not a row"),
    "hidden": lazy("Take its hidden rows too"),
    "asides": lazy("Take as cards the lines that look like totals or headings, too"),
}
Form = MultiDict[str, str]


def chosen(form: Form) -> Choices:
    """Read what was chosen: `sheet-0` names a sheet, `column-0-A` says what its first column is."""
    numbers = [name.removeprefix("sheet-") for name in form if name.startswith("sheet-")]
    sheets = {form[f"sheet-{number}"]: _sheet(form, number) for number in numbers}
    return Choices(coding=form.get("coding", ""), sheets=sheets)


def _sheet(form: Form, number: str) -> SheetChoice:
    asked = {name: form.getlist(f"asked-{number}-{name}") for name in TOGGLES}
    toggles = {name: "yes" in answers for name, answers in asked.items() if answers}
    spoken = form.get(f"spoken-{number}", "")
    return SheetChoice(columns=dict(_columns(form, number)), toggles=toggles, spoken=_language(spoken))


def _columns(form: Form, number: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """List what each column was said to be; a guess that was left as it is may change with other answers."""
    for name, field in form.items():
        letter = name.removeprefix(f"column-{number}-")
        if letter == name:
            continue
        said = (field, _language(form.get(f"language-{number}-{letter}", "")))
        if f"{said[0]}.{said[1]}" != form.get(f"guess-{number}-{letter}"):
            yield letter, said


def _language(code: str) -> str:
    return code if columns.language(code) else ""
