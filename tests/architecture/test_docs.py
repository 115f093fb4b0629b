"""What the documents tell people to type and where they point must be so."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qungui.cli.main import app
from tools.write_pages import DOCS, PAGES

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")})
PROMPT = re.compile(r"^\$ (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
YAML_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = sorted({line for path in DOCUMENTS for line in PROMPT.findall(path.read_text())})
OURS = [line for line in COMMANDS if line.startswith("uv run qungui ")]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path):
    missing = [link for link in LINK.findall(path.read_text()) if not (path.parent / link).exists()]
    assert missing == []


def test_every_make_target_in_a_document_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    used = {shlex.split(line)[1] for line in COMMANDS if line.startswith("make ")}
    assert used
    assert used <= targets


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_made_from_the_product_is_as_made(name):
    """When this fails: ``make docs``."""
    assert (DOCS / name).read_text() == PAGES[name]()


@pytest.mark.parametrize("line", OURS)
def test_every_qungui_command_in_a_document_runs(line, monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, shlex.split(line)[3:])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", ["write-a-rulebook.md", "write-a-rulebook.zh-CN.md"])
def test_every_piece_of_a_guide_stands_in_the_example(name):
    example = _unindented((DOCS / "examples/tea-company.yaml").read_text("utf-8"))
    pieces = YAML_BLOCK.findall((DOCS / "topics" / name).read_text("utf-8"))
    assert pieces
    assert [piece for piece in pieces if _unindented(piece) not in example] == []


def _unindented(text):
    return "\n".join(line.strip() for line in text.splitlines())


def test_both_readmes_say_the_same_commands_and_lead_to_the_same_places():
    english, chinese = ((ROOT / name).read_text() for name in ("README.md", "README.zh-CN.md"))
    assert PROMPT.findall(english) == PROMPT.findall(chinese)
    assert _in_either_language(english) == _in_either_language(chinese)


def _in_either_language(text):
    """Where it leads: a page and its translation are one place, and each leads to the other."""
    return {link.replace(".zh-CN", "") for link in LINK.findall(text)}
