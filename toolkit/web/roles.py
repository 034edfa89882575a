"""The one table of routes and roles: who reaches what."""

ANYONE = frozenset({"anyone"})
OWNER = frozenset({"owner"})
IN_THE_ROOM = frozenset({"participant", "scribe"})
FACILITATOR = frozenset({"facilitator"})
WATCHING = frozenset({"facilitator", "observer", "wall"})
READING = frozenset({"facilitator", "observer"})

# Every endpoint is here, with the roles that reach it; one that is missing reaches nobody.
ROUTES: dict[str, frozenset[str]] = {
    "static": ANYONE,
    "home.index": ANYONE,
    "home.enter": ANYONE,
    "home.health": ANYONE,
    "home.about": ANYONE,
    "home.speak": ANYONE,
    "decks.public_card": ANYONE,
    "joining.form": ANYONE,
    "joining.join": ANYONE,
    "pairing.form": ANYONE,
    "pairing.pair": ANYONE,
    "console.index": OWNER,
    "console.new": OWNER,
    "console.create": OWNER,
    "console.purge": OWNER,
    "decks.deck": OWNER,
    "printing.deck_pdf": OWNER,
    "phone.page": IN_THE_ROOM,
    "phone.now": IN_THE_ROOM,
    "phone.card": IN_THE_ROOM,
    "phone.leave": IN_THE_ROOM,
    "phone.sit": IN_THE_ROOM,
    "phone.take_the_pen": IN_THE_ROOM,
    "phone.tested": IN_THE_ROOM,
    "giving.vote": IN_THE_ROOM,
    "giving.write": IN_THE_ROOM,
    "giving.keep": IN_THE_ROOM,
    "giving.swap": IN_THE_ROOM,
    "giving.write_blank": IN_THE_ROOM,
    "giving.tell": IN_THE_ROOM,
    "wall.page": WATCHING,
    "wall.now": WATCHING,
    "wall.open": FACILITATOR,
    "run.page": FACILITATOR,
    "run.now": FACILITATOR,
    "run.preflight": FACILITATOR,
    "run.advance": FACILITATOR,
    "run.switch": FACILITATOR,
    "run.timer": FACILITATOR,
    "run.wall": FACILITATOR,
    "run.deal": FACILITATOR,
    "run.undo_deal": FACILITATOR,
    "run.rehearse": FACILITATOR,
    "run.stop_rehearsal": FACILITATOR,
    "room.settings": FACILITATOR,
    "room.move": FACILITATOR,
    "room.remove": FACILITATOR,
    "room.pair": FACILITATOR,
    "reports.page": READING,
    "reports.file": READING,
    "printing.dealing_sheet": FACILITATOR,
}
