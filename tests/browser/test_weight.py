"""The first page of a phone is light, and all of it comes from this server."""

import time
from urllib.parse import urlsplit

KILOBYTE = 1000
MOST = 200 * KILOBYTE


def weigh(screen, do):
    """Return how many bytes came over the network during `do`, with each address; asked for twice, it is twice here."""
    session = screen.context.new_cdp_session(screen.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    addresses, bytes_of, over = {}, {}, set()
    session.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished", lambda event: bytes_of.update({event["requestId"]: event["encodedDataLength"]})
    )
    for end in ("loadingFinished", "loadingFailed"):
        session.on(f"Network.{end}", lambda event: over.add(event["requestId"]))
    do()
    screen.page.wait_for_load_state("load")
    screen.page.evaluate("() => document.fonts.ready.then(() => true)")
    end = time.monotonic() + 30
    while any("/static/" in addresses[one] for one in addresses.keys() - over) and time.monotonic() < end:
        screen.page.wait_for_timeout(50)
    return [(addresses[one], size) for one, size in bytes_of.items() if one in addresses]


def test_the_first_load_of_a_phone_is_below_two_hundred_kilobytes(begin, phone):
    console = begin("fr")
    amina = phone("Amina", 1)

    def arrive():
        amina.join(console.code)
        amina.is_live()

    loaded = weigh(amina, arrive)

    assert {urlsplit(url).netloc for url, _size in loaded if not url.startswith("data:")} == {
        urlsplit(amina.server.phones).netloc
    }
    assert sum(size for _url, size in loaded) <= MOST, sorted(loaded, key=lambda item: -item[1])[:8]
    assert any(url.endswith(".woff2") and size for url, size in loaded)


def test_a_second_page_loads_nothing_but_itself(begin, phone):
    console = begin("fr")
    amina = phone("Amina", 1)
    amina.join(console.code)
    amina.is_live()

    loaded = weigh(amina, amina.page.reload)

    assert [url for url, size in loaded if "/static/" in url and size] == []
