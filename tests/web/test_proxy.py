"""What the proxy of a hosted server is told of our addresses: `docs/hosting/nginx.conf`."""

import re

from tests.browser.server import ROOT

SITE = (ROOT / "docs" / "hosting" / "nginx.conf").read_text("utf-8")
QUICK = re.compile(re.search(r'location ~ "(\S+advance\S+)" \{', SITE)[1])


def addresses(app, blueprint):
    """Fill in the addresses of a part of the application."""
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(f"{blueprint}.")]
    return [re.sub("<[^>]+>", "ABC234", re.sub("<int:[^>]+>", "12", rule)) for rule in rules]


def test_what_is_printed_has_the_time_that_it_takes(pages):
    printed = addresses(pages, "printing")

    assert "/run/ABC234/12/print/ballots" in printed
    assert [address for address in printed if QUICK.search(address)] == []


def test_what_people_give_goes_to_another_process_soon():
    given = ("/w/ABC234/12/vote", "/w/ABC234/12/fields/whom", "/run/ABC234/advance", "/run/ABC234/12/switch/open")

    assert all(map(QUICK.search, given))
