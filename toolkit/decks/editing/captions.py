"""What the fields of a card and the shapes of kinds are called, for those who choose among them."""

from toolkit.language import lazy

FIELDS = {
    "": lazy("Not used"),
    "title": lazy("Title"),
    "subtitle": lazy("Subtitle"),
    "text": lazy("Text"),
    "back": lazy("Text on the back"),
    "example": lazy("Example"),
    "benefit": lazy("Benefit"),
    "note": lazy("Note for you"),
    "kind": lazy("Kind of card"),
    "quantity": lazy("How many are printed"),
    "code": lazy("Code of the card"),
    "order": lazy("Order"),
    "tags": lazy("Tags"),
    "level": lazy("Level"),
    "theme": lazy("Theme (code of its card)"),
    "image": lazy("Image (name of the file)"),
    "credit": lazy("Credit of the image"),
    "alt": lazy("Description of the image"),
    "icon": lazy("Icon (name)"),
    "portrait": lazy("Portrait (its parts)"),
    "focus": lazy("What is always seen of the image"),
    "name": lazy("Name of the person"),
    "age": lazy("Age"),
    "job": lazy("Job"),
    "quote": lazy("Quote"),
    "needs": lazy("Needs"),
    "brakes": lazy("Brakes"),
    "resources": lazy("Resources"),
}
SHAPES = {
    "circle": lazy("Circle"),
    "square": lazy("Square"),
    "triangle": lazy("Triangle"),
    "diamond": lazy("Diamond"),
    "hexagon": lazy("Hexagon"),
    "pentagon": lazy("Pentagon"),
    "star": lazy("Star"),
    "dashed": lazy("Dashed (a card to write on)"),
}
