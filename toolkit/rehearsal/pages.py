"""What a ghost sees of a page: its forms, the stream that it opens, the step it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from toolkit.rehearsal.parts import Part, part

Attributes = Mapping[str, str]


@dataclass
class Field:
    """One thing to fill in: a kind of input, what may be chosen, how long or high it may be (0: no limit)."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    limit: int = 0


@dataclass
class Form:
    """A form: where it goes, what it carries unseen, what can be filled in or pressed, and what it says of itself."""

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    data: dict[str, str] = field(default_factory=dict)

    @property
    def end(self) -> str:
        """The last word of the address: vote, keep, swap, advance, ..."""
        return self.action.rpartition("/")[2]

    @property
    def part(self) -> Part:
        """Which ghosts play it, and how."""
        return part(self.data.get("ghosts", ""))

    @property
    def place(self) -> str:
        """The address without the workshop and its numbers: the same in every rehearsal."""
        return "/".join(part for part in self.action.split("/")[3:] if not part.isdigit())

    @property
    def name(self) -> str:
        """What tells this form from the others of the page, however often it is shown."""
        pairs = sorted(pair for pair in self.hidden.items() if pair[0] not in {"csrf_token", "key", "base"})
        return f"{self.action} {pairs}"


@dataclass
class Page:
    """A page, or a part of one, as far as it matters to a ghost."""

    forms: list[Form] = field(default_factory=list)
    stream: str = ""
    follows: str = ""
    version: str = ""
    step: str = ""
    language: str = ""
    minutes: list[int] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)

    def find(self, end: str, **hidden: str) -> Form | None:
        """Return the first form that goes to `end` and carries all of `hidden`."""
        return next((form for form in self.forms if form.end == end and hidden.items() <= form.hidden.items()), None)


def read(html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._form: Form | None = None
        self._select: Field | None = None
        self._text = ""
        self._aside = False  # in what is for browsers without scripts
        self._open = {
            "form": self._open_form,
            "input": self._input,
            "textarea": self._textarea,
            "select": self._open_select,
            "option": self._option,
            "button": self._button,
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._aside = self._aside or tag == "noscript"
        if self._aside:
            return
        attributes = {name: value or "" for name, value in attrs}
        self._note(attributes)
        self._text = "step" if tag == "h1" else attributes.get("class", "")
        if tag in self._open:
            self._open[tag](attributes)
        elif self._form:
            self._form.data |= _data(attributes)

    def handle_endtag(self, tag: str) -> None:
        self._text = ""
        self._aside = self._aside and tag != "noscript"
        if tag == "form" and not self._aside:
            self._form = None

    def handle_data(self, data: str) -> None:
        if self._text == "step":
            self.page.step = " ".join(f"{self.page.step}{data}".split())  # whatever the lines of the template are
        elif self._text == "agenda-minutes":
            self.page.minutes.append(int("".join(filter(str.isdigit, data)) or 1))

    def _note(self, attributes: Attributes) -> None:
        self.page.stream = attributes.get("hx-sse:connect", self.page.stream)
        self.page.marks.add(attributes.get("id", ""))
        self.page.language = self.page.language or attributes.get("lang", "")
        if attributes.get("id") == "now":
            self.page.follows, self.page.version = (
                attributes.get("data-follows", ""),
                attributes.get("data-version", ""),
            )

    def _open_form(self, attributes: Attributes) -> None:
        self._form = Form(attributes.get("action", ""))
        self._form.data = _data(attributes)
        self.page.forms.append(self._form)

    def _input(self, attributes: Attributes) -> None:
        name, kind, value = attributes.get("name", ""), attributes.get("type", "text"), attributes.get("value", "")
        if not (self._form and name):
            return
        kind = "number" if attributes.get("inputmode") == "numeric" else kind
        if kind == "hidden":
            self._form.hidden[name] = value
            return
        field = self._form.fields.setdefault(name, Field(name, kind, value))
        field.limit = _number(attributes.get("data-limit") or attributes.get("max"))
        if kind in {"radio", "checkbox"}:
            field.options.append(attributes.get("value", "on"))

    def _textarea(self, attributes: Attributes) -> None:
        if self._form and "name" in attributes:
            field = Field(attributes["name"], "textarea", limit=_number(attributes.get("data-limit")))
            self._form.fields[field.name] = field

    def _open_select(self, attributes: Attributes) -> None:
        self._select = Field(attributes.get("name", ""), "select")
        if self._form and self._select.name:
            self._form.fields[self._select.name] = self._select

    def _option(self, attributes: Attributes) -> None:
        if self._select and attributes.get("value"):
            self._select.options.append(attributes["value"])

    def _button(self, attributes: Attributes) -> None:
        if self._form is None:
            return
        self._form.data |= _data(attributes)
        if attributes.get("type", "submit") == "submit" and "name" in attributes:
            self._form.buttons.append((attributes["name"], attributes.get("value", "")))


def _data(attributes: Attributes) -> dict[str, str]:
    return {name[5:]: value for name, value in attributes.items() if name.startswith("data-")}


def _number(written: str | None) -> int:
    return int(written) if written and written.isdigit() else 0
