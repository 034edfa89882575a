"""The button that makes a PDF, pressed in a browser: what its new tab would show is caught on the way."""

import re

PATIENCE = 60_000  # milliseconds
_MADE = re.compile(r"/(print|take)$")


def pressed(page, button):
    """Press a button that opens a PDF in a tab of its own; return the PDF."""
    caught = []

    def catch(route):
        answer = route.fetch(timeout=PATIENCE)
        caught.append((answer.headers["content-type"], answer.body()))
        route.fulfill(status=200, content_type="text/plain", body="caught")

    page.context.route(_MADE, catch)
    with page.expect_popup(timeout=PATIENCE) as popup:
        button.click()
    popup.value.get_by_text("caught").wait_for(timeout=PATIENCE)
    popup.value.close()
    page.context.unroute(_MADE)
    ((kind, content),) = caught
    assert kind == "application/pdf"
    return content
