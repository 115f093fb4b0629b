"""``qungui regulations`` as somebody types it."""

from typer.testing import CliRunner

from qungui.cli.main import app
from qungui.cli.regulations import page
from qungui.rulebook import shipped


def test_every_rulebook_that_ships_is_listed_to_choose_from():
    listed = CliRunner(env={"COLUMNS": "300"}).invoke(app, ["regulations"])
    assert listed.exit_code == 0
    written = page()
    for regulation in shipped.regulations():
        edition = shipped.edition(regulation)
        assert regulation in listed.output
        assert edition.title in listed.output
        assert f"| {regulation} | {edition.title} | {edition.gloss} |" in written
