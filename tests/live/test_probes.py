"""Phones that ask whether there is internet hear what they want to hear; everything else goes its usual way."""

import pytest

APPLE = b"<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"


def web(_environ, start_response):
    start_response("418 X", [("Content-Type", "text/plain")])
    return [b"the web application"]


@pytest.mark.parametrize(
    ("host", "path", "status", "body"),
    [
        ("captive.apple.com", "/hotspot-detect.html", 200, APPLE),
        ("connectivitycheck.gstatic.com", "/generate_204", 204, b""),
        ("www.msftconnecttest.com", "/connecttest.txt", 200, b"Microsoft Connect Test"),
        ("nmcheck.gnome.org:80", "/check_network_status.txt", 200, b"NetworkManager is online\n"),
        ("detectportal.firefox.com", "/success.txt", 200, b"success\n"),
        ("captive.apple.com", "/other", 418, b"the web application"),
        ("192.168.1.20", "/generate_204", 418, b"the web application"),
    ],
)
def test_a_probe_is_answered_byte_for_byte(serve, host, path, status, body):
    with serve(web) as site:
        answer, said = site.ask("GET", path, headers={"Host": host})

    assert (answer.status, said) == (status, body)
