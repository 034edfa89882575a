"""Small parts: raise a number only with a decision record."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULE, FUNCTION, TEMPLATE = 200, 25, 80


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
    found = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("toolkit/**/*.html")]
    too_long = {str(path.relative_to(ROOT)): lines(path) for path in found if lines(path) > TEMPLATE}

    assert not too_long, f"more than {TEMPLATE} lines: {too_long}"


def modules() -> list[Path]:
    ours = [path for path in ROOT.glob("toolkit/**/*.py") if "versions" not in path.parts]
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
