"""The styles of a report: by address for print, embedded for a file that travels alone."""

import base64
import re
from functools import cache

from toolkit.paths import STATIC
from toolkit.templating import STATIC_URL, kinds_css

_IMPORT = re.compile(r'@import url\("([\w./-]+)"\) layer\((\w+)\);')
_FONT = re.compile(r"@font-face \{[^}]*\}")


def address(name: str) -> str:
    """Return the address of one of our stylesheets."""
    return f"{STATIC_URL}/css/{name}"


@cache
def embedded() -> str:
    """Return the styles of a report as one data: address, without the fonts, whose files do not travel."""
    main = (STATIC / "css" / "main.css").read_text("utf-8")
    report = '@import url("reports.css") layer(rooms);'
    sheet = _FONT.sub("", _IMPORT.sub(_layer, main + report))
    return f"data:text/css;charset=utf-8;base64,{base64.b64encode(sheet.encode()).decode()}"


def _layer(match: re.Match[str]) -> str:
    content = kinds_css() if match[1] == "kinds.css" else (STATIC / "css" / match[1]).read_text("utf-8")
    return f"@layer {match[2]} {{\n{content}\n}}"
