"""`musette bench`: what this machine can do, each figure beside a yardstick measured in the same run."""

import click


@click.group(help="Measure this machine: every figure beside a yardstick of the same run.")
def group() -> None:
    """Measure this machine: every figure beside a yardstick of the same run."""
