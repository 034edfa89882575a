"""Lets `python -m toolkit.cli` be the command."""

from toolkit.cli import main

main()
