"""What judging by an edition takes beyond the message itself."""

import pytest
from typer.testing import CliRunner

from qungui.cli.main import app
from qungui.cli.sayings import NEEDS
from qungui.engine import talk
from qungui.engine.judge import arm
from qungui.model.group import GroupSettings
from qungui.model.needs import Needs, most
from qungui.model.rulebook import Edition
from qungui.rulebook import shipped
from qungui.rulebook.compiled import edition_from_json, edition_to_json
from qungui.rulebook.loader import loads

HEAD = """
rulebook: ours
regulation: OURS
title: 我们的群
edition: "1"
timezone: Asia/Shanghai
in_force_from: "2026-11-01T00:00:00+08:00"
clauses:
  - {id: A.1, text: 不刷屏。, topic: flooding, disposition: automatic, sanction: remind, %s}
"""


def ours(says: str) -> Edition:
    return loads(HEAD % says).edition


@pytest.mark.parametrize(
    ("says", "needs"),
    [
        ("rule: advertising", Needs.NOTHING),
        ("rule: {flooding: {window_seconds: 60, max_messages: 8}}", Needs.MEMBER),
        ("rule: {image-limit: {window_minutes: 5, max_images: 3}}", Needs.MEMBER),
        ("rule: {image-limit: {window_minutes: 5, active_speakers: 5}}", Needs.GROUP),
        ("rule: {duplicate-ad: {max_times: 1}}", Needs.GROUP),
        ("rule: advertising, unless: {times: 1, per: day}", Needs.MEMBER),
        ("rule: advertising, unless: {after_red_packet: 1 hour}", Needs.MEMBER),
        ("rule: advertising, unless: {times: 1, same_content: true}", Needs.GROUP),
        ("rule: advertising, unless: {days: [friday]}", Needs.NOTHING),
        ("rule: [advertising, {duplicate-ad: {max_times: 1}}]", Needs.GROUP),
    ],
)
def test_an_edition_needs_what_its_rules_and_conditions_need_as_they_are_configured(says, needs):
    assert ours(says).needs is needs


def test_together_they_need_what_the_one_needs_that_needs_most():
    assert most(()) is Needs.NOTHING
    assert most([Needs.MEMBER, Needs.GROUP, Needs.NOTHING]) is Needs.GROUP


@pytest.mark.parametrize("regulation", shipped.regulations())
def test_judgement_looks_at_the_group_only_where_the_edition_says_so(regulation):
    edition = shipped.edition(regulation)
    if talk.looks_back(arm(edition, GroupSettings())):
        assert edition.needs is Needs.GROUP
    assert edition_from_json(edition_to_json(edition)).needs is edition.needs


def test_check_says_it(tmp_path):
    file = tmp_path / "ours.yaml"
    file.write_text(HEAD % "rule: {duplicate-ad: {max_times: 1}}", "utf-8")
    said = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["check", str(file)])
    assert f"判断需要：{NEEDS[Needs.GROUP]}" in said.output, said.output


def test_the_compiled_form_declares_it():
    assert '"needs":"group"' in edition_to_json(ours("rule: {duplicate-ad: {max_times: 1}}"))
