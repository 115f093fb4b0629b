"""``qungui publish`` and ``qungui link`` against the template's table."""

from dataclasses import replace
from pathlib import Path

import pytest
from moto import mock_aws
from typer.testing import CliRunner

import qungui.rulebook
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.cli.main import app
from qungui.model.act import Act
from qungui.model.group import GroupKind, Mode, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from tests.support.build import NOON
from tests.support.table import REGION, create_table

R01 = str(Path(qungui.rulebook.__file__).parent / "rulebooks/R01.yaml")


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        yield create_table("Qungui-setup")


def run(*arguments):
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, arguments)


def link(table, name="project"):
    return run(
        "link",
        *("--table", table, "--region", REGION),
        *("--group-id", name, "--name", "项目群", "--kind", "appchat"),
        *("--alias", "room:wr1", "--alias", "appchat:chat1"),
        *("--rulebook", "company-wechat-groups", "--owner", "ZhangSan"),
    )


def test_a_published_rulebook_judges_a_linked_group(table):
    assert run("publish", R01, "--table", table, "--region", REGION).exit_code == 0
    assert link(table).exit_code == 0
    directory = DynamoDirectory(table_name=table, region=REGION, clock=SystemClock())
    linked = directory.linked(Alias("room", "wr1"))
    assert [edition.edition for edition in linked.editions] == ["2026-11"]
    assert linked.group.kind is GroupKind.APPCHAT
    assert len(linked.group.roles[Role.OWNER]) == 1


def test_why_asks_a_deployed_group_with_its_settings(table):
    where = ("--table", table, "--region", REGION)
    run("publish", R01, *where)
    link(table)
    run("mode", "--group-id", "project", "--clause", "R01.3.10", "--to", "observe", *where)
    said = run("why", "低价代开发票，加微信 vx888666", "--group-id", "project", *where)
    assert said.exit_code == 0, said.output
    assert "只记录" in said.output
    early = run("why", "在吗", "--group-id", "project", "--at", "2020-01-01T10:00", *where)
    assert early.exit_code == 1
    assert run("why", "在吗", "--group-id", "nowhere", *where).exit_code == 1


def test_an_alias_of_another_group_is_refused_in_one_line(table):
    run("publish", R01, "--table", table, "--region", REGION)
    link(table)
    refused = link(table, "other")
    assert refused.exit_code == 1
    assert "alias" in refused.output


def test_a_bad_file_is_not_published(table, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(Path(R01).read_text().replace("{images: {labels", "{imagse: {labels"))
    assert run("publish", str(bad), "--table", table, "--region", REGION).exit_code == 1


def linked_again(table):
    directory = DynamoDirectory(table_name=table, region=REGION, clock=SystemClock())
    return directory.linked(Alias("room", "wr1"))


def set_mode(table, clause="R01.3.10", to="observe", group="project"):
    where = ("--table", table, "--region", REGION)
    return run("mode", *where, "--group-id", group, "--clause", clause, "--to", to)


def test_linking_again_keeps_the_settings_and_the_moment_the_rules_began(table):
    run("publish", R01, "--table", table, "--region", REGION)
    link(table)
    assert set_mode(table).exit_code == 0
    before = linked_again(table)
    assert link(table).exit_code == 0
    assert linked_again(table) == before
    assert before.settings.modes == {"R01.3.10": Mode.OBSERVE}
    assert before.settings.version == 1


def test_a_rulebook_that_is_not_published_is_refused_in_one_line(table):
    refused = link(table)
    assert refused.exit_code == 1
    assert "company-wechat-groups" in refused.output


@pytest.mark.parametrize(
    "wrong",
    [
        {"clause": "R01.9.9"},
        {"to": "always"},
        {"group": "nowhere"},
        {"clause": "R01.3.8", "to": "enforce"},
    ],
)
def test_a_mode_that_cannot_be_is_refused_in_one_line(table, wrong):
    run("publish", R01, "--table", table, "--region", REGION)
    link(table)
    assert set_mode(table, **wrong).exit_code == 1
    assert linked_again(table).settings.modes == {}


def seen(table, alias, name, *members, kind=GroupKind.CUSTOMER, creator=None):
    """A group as the platform showed it."""
    book = DynamoGroupBook(table_name=table, region=REGION)
    group_id = book.register(alias, kind, NOON)
    read = book.known(group_id)
    shown = {one: Member(alias=Alias("userid", one)) for one in members}
    now = replace(read, name=name, members=shown, version="v1", creator=creator, looked_at=NOON)
    book.replace(read, now)


def test_a_room_is_proposed_by_name_and_members_and_linked_when_a_person_confirms(table):
    run("publish", R01, "--table", table, "--region", REGION)
    link(table)
    seen(table, Alias("room", "wr1"), "项目群", "li", "wang")
    seen(table, Alias("chat", "wrCHAT"), "【项目群】", "li", "wang")
    proposed = run("rooms", "--table", table, "--region", REGION)
    assert proposed.exit_code == 0
    assert "project" in proposed.output
    where = ("--table", table, "--region", REGION)
    assert run("confirm", "chat:wrCHAT", "--group-id", "project", *where).exit_code == 0
    directory = DynamoDirectory(table_name=table, region=REGION, clock=SystemClock())
    assert directory.linked(Alias("chat", "wrCHAT")).group.group_id == "project"
    assert "project" not in run("rooms", *where).output


def test_a_person_made_room_is_proposed_with_its_creator_and_then_pulled_as_the_group(table):
    run("publish", R01, "--table", table, "--region", REGION)
    link(table)
    people = DynamoPeople(table_name=table, region=REGION, clock=SystemClock())
    creator = people.resolve(Alias("userid", "zhouchuan"))
    people.record(creator)
    seen(table, Alias("appchat", "chat1"), "项目群", "li", "wang", kind=GroupKind.APPCHAT)
    room = Alias("room", "wrNEW")
    seen(table, room, "项目群", "li", "wang", kind=None, creator=creator.person_id)
    where = ("--table", table, "--region", REGION)
    proposed = run("rooms", *where)
    assert "project" in proposed.output
    assert "zhouchuan" in proposed.output
    assert run("confirm", str(room), "--group-id", "project", *where).exit_code == 0
    assert DynamoGroupBook(table_name=table, region=REGION).owner(room) == "project"


def test_a_room_is_not_confirmed_as_a_group_that_nobody_filed(table):
    where = ("--table", table, "--region", REGION)
    refused = run("confirm", "chat:wrCHAT", "--group-id", "nobody", *where)
    assert refused.exit_code == 1
    assert "no such group" in refused.output


def test_an_edition_comes_from_a_model_through_draft_and_observation_into_force(table, tmp_path):
    ours, where = tmp_path / "ours.yaml", ("--table", table, "--region", REGION)
    assert run("new", "our-groups", "--from", "R01", "--to", str(ours)).exit_code == 0
    assert run("new", "our-groups", "--from", "R01", "--to", str(ours)).exit_code == 1
    for stage, said in (("draft", "草稿"), ("observe", "试行"), ("force", "生效")):
        assert said in run("publish", str(ours), *where, "--as", stage).output
        assert said in run("editions", "our-groups", *where).output
    assert run("publish", str(ours), *where, "--as", "draft").exit_code == 1


def test_the_file_of_an_edition_comes_back_with_its_comments(table):
    where = ("--table", table, "--region", REGION)
    run("publish", R01, *where)
    exported = run("export", "company-wechat-groups", "2026-11", *where)
    assert exported.output == Path(R01).read_text("utf-8")
    assert run("export", "company-wechat-groups", "2027-01", *where).exit_code == 1


def test_two_editions_are_compared_in_words(tmp_path):
    later = tmp_path / "later.yaml"
    later.write_text(Path(R01).read_text("utf-8").replace("不要恶意刷屏", "不要刷屏"))
    assert "不要刷屏" in run("diff", R01, str(later)).output
    assert "两版相同" in run("diff", R01, R01).output


def ordered(table, *arguments):
    return run(
        "order", *arguments, "--table", table, "--region", REGION, "--group-id", "project",
        "--by", "LiNa",
    )  # fmt: skip


def own_orders(table):
    return DynamoLedger(table_name=table, region=REGION).discipline("project", "").orders


def test_an_order_for_a_group_is_made_once_and_found_by_the_sweep(table):
    run("publish", R01, "--table", table, "--region", REGION)
    link(table)
    first = ordered(table, "rename", "--to", "项目群（二期）")
    assert (first.exit_code, "已下达：修改群名称" in first.output) == (0, True)
    again = ordered(table, "rename", "--to", "项目群（二期）")
    assert (again.exit_code, "此前已下达" in again.output) == (0, True)
    (made,) = own_orders(table)
    assert (made.act, made.wanted) == (Act.RENAME, "项目群（二期）")
    due = DynamoDueIndex(table_name=table, region=REGION).due(SystemClock().now(), 9)
    assert [item.item_id for item in due] == [made.order_id]


def test_an_order_names_its_member_by_userid(table):
    run("publish", R01, "--table", table, "--region", REGION)
    link(table)
    assert ordered(table, "change-owner", "--to", "LiSi").exit_code == 0
    (made,) = own_orders(table)
    people = DynamoPeople(table_name=table, region=REGION, clock=SystemClock())
    assert people.get(made.about).userid == "lisi"
    assert people.get(made.ordered_by).userid == "lina"


@pytest.mark.parametrize(
    "arguments", [("dance",), ("rename",), ("mute", "--text", "三天"), ("warn",)]
)
def test_an_order_that_makes_no_sense_is_refused_in_one_line(table, arguments):
    run("publish", R01, "--table", table, "--region", REGION)
    link(table)
    refused = ordered(table, *arguments)
    assert refused.exit_code == 1
    assert "没有执行" in refused.output
    assert own_orders(table) == ()
