"""The command `musette`: one module per group of commands."""

import click

from toolkit import __version__
from toolkit.cli import backup, bench, decks, doctor, people, recount, rehearse, serve, tidying, workshops


@click.group(invoke_without_command=True)
@click.version_option(__version__, prog_name="musette")
@click.pass_context
def main(context: click.Context) -> None:
    """Run a workshop from this laptop: `musette` alone starts the server."""
    if context.invoked_subcommand is None:
        context.invoke(serve.command)


main.add_command(serve.command, "serve")
main.add_command(doctor.command, "doctor")
main.add_command(decks.group, "decks")
main.add_command(workshops.group, "workshops")
workshops.group.add_command(tidying.tidy)
main.add_command(people.group, "people")
main.add_command(rehearse.command, "rehearse")
main.add_command(recount.command, "recount")
main.add_command(bench.group, "bench")
main.add_command(backup.backup_command, "backup")
main.add_command(backup.restore_command, "restore")

if __name__ == "__main__":
    main()
