"""What a hosted server installs is what was tested, file by file."""

import re

import pytest

PACKAGE = re.compile(r"^([a-z0-9.-]+)==(\S+)")


def versions(path):
    """Return the version of each package of a lock."""
    return dict(found.groups() for line in path.read_text("utf-8").splitlines() if (found := PACKAGE.match(line)))


@pytest.fixture
def hosted(root):
    return root / "docs" / "hosting" / "requirements.lock"


def test_every_package_has_the_version_that_the_tests_ran_with(root, hosted):
    tested = versions(root / "requirements.lock")

    assert {"flask", "psycopg", "redis", "argon2-cffi", "weasyprint"} <= versions(hosted).keys()
    assert versions(hosted).items() <= tested.items()


def test_every_package_is_known_by_its_digest(hosted):
    _head, *packages = re.split(r"^(?=[a-z0-9.-]+==)", hosted.read_text("utf-8"), flags=re.MULTILINE)

    assert len(packages) == len(versions(hosted))
    for package in packages:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", package), package


def test_the_documentation_and_the_image_install_nothing_else(root):
    for name in ("hosting.md", "hosting/Containerfile"):
        lines = [line for line in (root / "docs" / name).read_text("utf-8").splitlines() if "pip install" in line]
        assert len(lines) >= 2, name
        assert all("--require-hashes" in line or "--no-deps" in line for line in lines), name
