"""Small parts: raise a number only with a decision record."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULE, FUNCTION = 200, 25  # lines
TEMPLATE, LINE = 5000, 120  # characters, of a template without its indentation and of each of its lines


def test_no_module_is_longer_than_a_few_screens():
    too_long = {str(path.relative_to(ROOT)): lines(path) for path in modules() if lines(path) > MODULE}

    assert not too_long, f"more than {MODULE} lines: {too_long}"


def test_no_function_is_longer_than_one_screen():
    too_long = {
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}": length(function)
        for path in modules()
        for function in functions(path)
        if length(function) > FUNCTION
    }

    assert not too_long, f"more than {FUNCTION} lines without the docstring: {too_long}"


def test_no_template_is_longer_than_two_screens():
    too_long = {str(path.relative_to(ROOT)): size for path in templates() if (size := characters(path)) > TEMPLATE}

    assert not too_long, f"more than {TEMPLATE} characters: {too_long}"


def test_no_line_of_a_template_is_too_long_to_be_read_or_compared():
    too_long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LINE
    ]

    assert not too_long, f"more than {LINE} characters: {too_long}"


def templates() -> list[Path]:
    return [*ROOT.glob("templates/**/*.html"), *ROOT.glob("toolkit/**/*.html")]


def characters(path: Path) -> int:
    return sum(len(line.strip()) + 1 for line in path.read_text(encoding="utf-8").splitlines())


def modules() -> list[Path]:
    ours = [
        path for room in ("bench", "toolkit") for path in ROOT.glob(f"{room}/**/*.py") if "versions" not in path.parts
    ]
    return [*ours, ROOT / "run.py", ROOT / "hatch_build.py"]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = function.body[0] if ast.get_docstring(function, clean=False) else None
    documented = docstring.end_lineno - docstring.lineno + 1 if docstring else 0
    return function.end_lineno - function.lineno + 1 - documented
