"""``qungui rules`` as somebody types it."""

from typer.testing import CliRunner

from qungui.cli.main import app
from qungui.procedures import PROCEDURES
from qungui.rules import RULE_BOOK


def listed():
    return CliRunner(env={"COLUMNS": "300"}).invoke(app, ["rules"]).output


def test_everything_that_a_rulebook_can_call_is_listed():
    output = listed()
    assert [name for name in (*RULE_BOOK, *PROCEDURES) if name not in output] == []


def test_parameters_are_told_with_their_type_and_what_holds_unwritten():
    output = listed()
    assert "window_seconds: whole number = 0" in output
    assert "from: time of day（必填）" in output or "from: HH:MM（必填）" in output


def test_the_function_that_carries_it_is_told():
    output = listed()
    assert "message_judgement" in output
    assert "尚无" in output
