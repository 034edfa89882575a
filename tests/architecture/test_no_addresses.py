"""No page loads anything from elsewhere, and no file ties us to one package registry."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The brackets keep this file from holding what it looks for.
REGISTRIES = re.compile(r"[p]ypi\.org|[p]ythonhosted|[n]pmjs\.|[u]npkg|[j]sdelivr|[c]dnjs")
ELSEWHERE = r"""(?:https?:)?//"""
LOADED = re.compile(rf"""<(?!a\b)[^<>]*\s[\w:-]*(?:src|srcset|href|action|data|poster)\s*=\s*["']{ELSEWHERE}""")
HTMX = re.compile(rf"""\shx-[\w:-]+\s*=\s*["']{ELSEWHERE}""")
STYLED = re.compile(rf"""url\(\s*["']?{ELSEWHERE}|@import\s+["']?{ELSEWHERE}""")
SCRIPTED = re.compile(rf"""["'`]{ELSEWHERE}(?!www\.w3\.org/)""")
INLINE = re.compile(r"""<style\b|<script(?![^>]*\ssrc=)[^>]*>|\sstyle\s*=|\son[a-z]+\s*=|\shx-on""")
JSON_DATA = re.compile(r"""<script[^>]*type="application/(?:ld\+)?json"[^>]*>""")


def test_templates_load_nothing_from_elsewhere():
    assert found(LOADED, templates()) == []
    assert found(HTMX, templates()) == []


def test_templates_hold_no_inline_script_or_style():
    assert found(INLINE, templates(), ignoring=JSON_DATA) == []


def test_styles_and_scripts_load_nothing_from_elsewhere():
    assert found(STYLED, ours("static", "*.css")) == []
    assert found(SCRIPTED, ours("static", "*.js")) == []


def test_the_locks_name_no_registry():
    locks = [ROOT / "requirements.lock", ROOT / "package-lock.json"]

    assert "://" not in locks[0].read_text(encoding="utf-8")
    assert '"resolved"' not in locks[1].read_text(encoding="utf-8")


def test_no_file_of_ours_names_a_registry():
    folders = ("toolkit", "templates", "static", "cards", "tests", "docs", "bench", ".ci", ".")
    texts = [path for folder in folders for path in ours(folder, "*" if folder != "." else None)]

    assert found(REGISTRIES, texts) == []


def templates() -> list[Path]:
    return [*ours("templates", "*.html"), *ours("toolkit", "*.html")]


def ours(folder: str, pattern: str | None) -> list[Path]:
    """List the text files of a folder, without what others wrote; the files of the folder alone without a pattern."""
    paths = (ROOT / folder).rglob(pattern) if pattern else ROOT.iterdir()
    return [path for path in paths if path.is_file() and "vendor" not in path.parts and is_text(path)]


def is_text(path: Path) -> bool:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


def found(wanted: re.Pattern[str], paths: list[Path], ignoring: re.Pattern[str] | None = None) -> list[str]:
    """Say where, as file:line: text."""
    hits = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for hit in wanted.finditer(ignoring.sub("", text) if ignoring else text):
            line = text.count("\n", 0, hit.start()) + 1
            hits.append(f"{path.relative_to(ROOT)}:{line}: {hit.group()[:80]}")
    return hits
