from click.testing import CliRunner
from sqlalchemy import text

from toolkit.cli import serve


def test_a_database_of_a_later_version_is_refused_with_one_sentence(database, tmp_path, monkeypatch):
    monkeypatch.setenv("MUSETTE_LANGUAGE", "en")
    database.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    database.close()

    result = CliRunner().invoke(serve.command, ["--data", str(tmp_path), "--port", "0", "--no-browser"])

    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert len(result.stderr.strip().splitlines()) == 1
    assert "The database cannot be opened" in result.stderr
