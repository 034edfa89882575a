"""Paper from the browser: decks to cut, what a room needs on its tables, and the printers it comes out of."""

from flask import Blueprint

from toolkit.printing.paper.booklets import has_booklet
from toolkit.printing.paper.lettering import fitted
from toolkit.web.printing import (
    all_papers,
    badges,
    ballots,
    cards,
    exhibition,
    papers,
    previews,
    printers,
    room_papers,
    steps,
    worksheets,
)

bp = Blueprint("printing", __name__)
bp.app_context_processor(
    lambda: {
        "prints": cards.prints,
        "has_booklet": has_booklet,
        "printers": printers.known,
        "votes_of": ballots.on_paper,
        "galleries_of": exhibition.galleries,
        "deals_of": room_papers.deals,
        "with_paper": steps.with_paper,
        "sheets_of": worksheets.sheets,
        "other_sheets_of": worksheets.other_sheets,
        "paper_names": papers.NAMES,
        "fitted": fitted,
    }
)

bp.get("/console/decks/<deck>/print")(cards.deck_pdf)
bp.post("/console/decks/<deck>/print")(cards.press)
bp.get("/console/decks/<deck>/sheets")(cards.sheets_page)
bp.get("/console/decks/<deck>/sheets.css")(cards.sheets_css)
bp.get("/console/decks/<deck>/booklet")(cards.booklet)
bp.get("/console/decks/<deck>/box")(cards.box)
bp.get("/console/decks/<deck>/preview")(previews.preview)
bp.get("/console/previews/<key>/<int:number>.png")(previews.picture)
bp.post("/console/previews/<key>/take")(previews.take)
bp.post("/console/previews/<key>/cancel")(previews.cancel)
bp.get("/console/calibration")(printers.calibration)
bp.get("/console/printers")(printers.calibrate)
bp.post("/console/printers")(printers.keep_printer)
bp.post("/console/printers/forget")(printers.forget_printer)
bp.get("/run/<code>/<int:activity>/dealing-sheet")(room_papers.dealing_sheet)
bp.get("/run/<code>/print/all")(all_papers.all_papers)
bp.get("/run/<code>/print/tents")(room_papers.tents)
bp.get("/run/<code>/print/run-sheet")(room_papers.run_sheet)
bp.get("/run/<code>/print/sheets/<form>")(worksheets.worksheets)
bp.get("/run/<code>/print/run-sheet.pdf")(room_papers.run_sheet_pdf)
bp.get("/run/<code>/print/agenda")(room_papers.agenda_poster)
bp.get("/run/<code>/print/rules")(room_papers.rules)
bp.get("/run/<code>/print/badges")(badges.badges)
bp.post("/run/<code>/print/badges")(badges.named_badges)
bp.get("/run/<code>/<int:activity>/print/ballots")(ballots.ballots)
bp.get("/run/<code>/<int:activity>/print/posters")(exhibition.posters)
