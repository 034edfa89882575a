"""The fields of a card, as its form calls them."""

from toolkit.language import lazy

# Field: what it is called, and what helps to fill it in. Those in ROWS take several lines.
LABELS = {
    "title": (lazy("Title"), lazy("What people call the card.")),
    "subtitle": (lazy("Subtitle"), lazy("One line under the title.")),
    "text": (lazy("Text"), lazy("The situation, the idea, the person's day.")),
    "benefit": (lazy("Benefit"), lazy("What it would change, in one sentence.")),
    "name": (lazy("Name"), lazy("A card with a name is a person: its back has three lists.")),
    "age": (lazy("Age"), ""),
    "job": (lazy("Job"), ""),
    "quote": (lazy("Quote"), lazy("A sentence that this person would say.")),
    "back": (lazy("Question"), lazy("Printed large on the back.")),
    "example": (lazy("Example"), ""),
    "needs": (lazy("Needs"), lazy("One on each line.")),
    "brakes": (lazy("Brakes"), lazy("One on each line.")),
    "resources": (lazy("Resources"), lazy("One on each line.")),
    "note": (lazy("Note for the facilitator"), lazy("Never printed on the card.")),
    "alt": (lazy("Description of the image"), lazy("For people who cannot see it.")),
}
FOCUS = {
    "": lazy("Its top, in the middle"),
    "whole": lazy("All of it, with margins"),
    "top-left": lazy("Its top, on the left"),
    "top-right": lazy("Its top, on the right"),
    "middle": lazy("Its middle"),
    "middle-left": lazy("Its left"),
    "middle-right": lazy("Its right"),
    "bottom": lazy("Its bottom"),
    "bottom-left": lazy("Its bottom, on the left"),
    "bottom-right": lazy("Its bottom, on the right"),
}
ROWS = {"text": 4, "back": 2, "example": 3, "note": 3, "needs": 3, "brakes": 3, "resources": 3}
PLAIN = {
    "code": lazy("Code"),
    "kind": lazy("Kind"),
    "quantity": lazy("How many in the deck"),
    "level": lazy("Level"),
    "theme": lazy("Theme"),
    "tags": lazy("Tags"),
    "image": lazy("Image"),
    "credit": lazy("Credit of the image"),
    "icon": lazy("Icon"),
    "portrait": lazy("Portrait"),
    "focus": lazy("Always seen of the image"),
}
