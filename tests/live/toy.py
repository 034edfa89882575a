"""A toy workshop with the parts our scripts serve, as plain WSGI: a wall, a desk, a phone with two fields, a ballot."""

import json
from mimetypes import guess_type
from urllib.parse import parse_qs

from jinja2 import ChoiceLoader, DictLoader, Environment
from markupsafe import Markup

from toolkit.live.channels import Channel
from toolkit.live.tokens import stream_url
from toolkit.paths import STATIC
from toolkit.templating import loader, prepare

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
CONFLICT = """<div role="alert" data-version="{{ version }}" data-theirs="{{ theirs }}">
<p>{{ mine }}</p><p>{{ theirs }}</p>
<button type="button" data-keep="mine">Mine</button><button type="button" data-keep="theirs">Theirs</button>
<button type="button" data-keep="both">Both</button></div>"""
PAGES = {
    "conflict.html": CONFLICT,
    "page.html": """
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Toy</title>
{% include "live/_config.html" %}</head>
<body data-surface="{{ surface }}" data-who="amina">{% include body %}
{% include "live/_stream.html" %}</body></html>
""",
    "wall.html": """
<main id="wall"><div class="wall-body"><div class="leaves">
<h1>{{ room.word }}</h1>
<details id="more"><summary>More</summary>{{ room.word }}</details>
{{ timer }}
</div></div></main>
<p class="wall-page" hidden></p><p class="wall-new" hidden></p>
""",
    "phone.html": """
<section id="now" data-follows="now table-3" data-version="{{ room.now }} {{ room.table }}"
  hx-get="/phone/now" hx-trigger="stale" hx-swap="outerMorph" hx-status:4xx="swap:none">
<h1>{{ room.word }}</h1>
<div id="notice" role="status"></div>
{% for name, field in room.fields.items() %}
<form id="form-{{ name }}" method="post" action="/fields/{{ name }}" data-autosave>
<input type="hidden" name="base" value="{{ field.version }}">
{% if name == "kind" %}
<select id="field-{{ name }}" name="text" data-draft><option value="">None</option>
{% for each in ["web", "phone"] %}<option value="{{ each }}" {{ "selected" if each == field.text }}>{{ each }}</option>
{% endfor %}</select>
{% else %}
<textarea id="field-{{ name }}" name="text" data-draft>{{ field.text }}</textarea>
{% endif %}
<span data-saved-for="field-{{ name }}" data-words-saving="Saving" data-words-saved="Saved at {time}"
  data-words-unsent="Not sent yet" data-words-conflict="Two versions" data-words-refused="Refused">
<b data-word>{{ "Saved at 14:32" if field.version }}</b></span>
<div data-conflict-for="field-{{ name }}"></div>
</form>
{% endfor %}
<form method="post" action="/votes" hx-post="/votes" hx-target="#now" data-reset>
<input id="idea" name="text" data-draft><button id="vote" name="choice" value="2" data-key="v">Vote</button>
</form>
<p id="votes">{{ room.votes|length }}</p>
</section>
""",
    "console.html": """
<main id="now">
<label>A text <input id="text"></label>
<button id="next" type="button" data-key="ArrowRight n">Next</button>
<input id="off" type="checkbox" data-keys-off>
</main>
""",
}


class Field:
    """A text that several people write, with its version."""

    def __init__(self):
        self.text = ""
        self.version = 0


class Toy:
    """The state of the toy, and the WSGI application that shows it."""

    def __init__(self, secret):
        self.secret = secret
        self.word, self.timer = "first", ""
        self.now = self.table = 1
        self.fields = {"pitch": Field(), "name": Field(), "kind": Field()}
        self.votes, self.receipts, self.asked = [], {}, []
        self.failing = {}  # path -> status answered instead of the real one
        self.lost = set()  # paths whose effect happens but whose answer never comes
        self.changed = lambda _: None
        self.templates = Environment(loader=ChoiceLoader([DictLoader(PAGES), loader()]), autoescape=True)
        prepare(self.templates)

    def render(self, channel):
        """What the hub pushes."""
        if channel.audience == "wall":
            return self.page("wall.html")
        return self.page("live/_pulse.html", pulse={"now": self.now, "tables": {3: self.table}})

    def page(self, template, /, **values):
        return self.templates.get_template(template).render(room=self, timer=Markup(self.timer), **values)

    def tell(self, **changes):
        """Change something and tell the room."""
        self.__dict__.update(changes)
        self.now += 1
        self.changed("A")

    def write(self, name, text):
        """Write a field as somebody else at the table."""
        self.fields[name].text = text
        self.fields[name].version += 1
        self.table += 1
        self.changed("A")

    def __call__(self, environ, start_response):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.asked.append((method, path))
        body = environ["wsgi.input"].read().decode()
        form = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
        status, kind, content = self.answer(method, path, form)
        if path in self.lost:
            raise ConnectionError
        start_response(f"{status} X", [("Content-Type", kind), ("Content-Security-Policy", POLICY)])
        return [content if isinstance(content, bytes) else content.encode()]

    def answer(self, method, path, form):
        if path in self.failing:
            return self.failing[path], "text/html", "<p>no</p>"
        if path.startswith("/static/"):
            file = STATIC / path.split("/", 3)[3]
            return 200, guess_type(file.name)[0], file.read_bytes()
        if method == "POST":
            return self.receive(path, form)
        page = {"/wall/now": "wall.html", "/phone/now": "phone.html"}.get(path)
        return 200, "text/html", self.page(page) if page else self.whole(path.strip("/"))

    def whole(self, surface):
        url = stream_url(self.secret, Channel("A", surface, "en"), None if surface == "wall" else "amina")
        return self.page("page.html", surface=surface, body=f"{surface}.html", stream_url=url)

    def receive(self, path, form):
        if form["key"] not in self.receipts:
            self.receipts[form["key"]] = self.accept(path, form)
        return self.receipts[form["key"]]

    def accept(self, path, form):
        if path == "/votes":
            self.votes.append((form.get("choice"), form["text"]))
            return 200, "text/html", self.page("phone.html")
        field = self.fields[path.rsplit("/", 1)[1]]
        if int(form["base"]) != field.version and form["text"] != field.text:
            texts = {"mine": form["text"], "theirs": field.text, "version": field.version}
            return 409, "text/html", self.page("conflict.html", **texts)
        self.write(path.rsplit("/", 1)[1], form["text"])
        return 200, "application/json", json.dumps({"version": field.version, "saved": "14:32"})
