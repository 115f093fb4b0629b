"""``qungui set-role``, ``unset-role``, ``mark``: the template's table, a fake WeCom."""

import json
from pathlib import Path

import boto3
import pytest
from moto import mock_aws
from typer.testing import CliRunner

import qungui.rulebook
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.sent_register import DynamoSentRegister
from qungui.cli.main import app
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.build import message
from tests.support.table import REGION, create_table
from tests.support.wecom import ACCOUNT, platform

R01 = str(Path(qungui.rulebook.__file__).parent / "rulebooks/R01.yaml")
ROOM = Alias("room", "wrROOM1")
TABLE = "Qungui-groups"
WHERE = ("--table", TABLE, "--region", REGION)


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        create_table(TABLE)
        assert run("publish", R01).exit_code == 0
        yield {"table_name": TABLE, "region": REGION}


def run(command, *arguments):
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, (command, *arguments, *WHERE))


def filed(kind="internal", *more):
    facts = ("--group-id", "badminton", "--name", "羽毛球群", "--kind", kind)
    linked = run(
        "link", *facts, "--rulebook", "company-wechat-groups", "--owner", "ZhangSan", *more
    )
    assert linked.exit_code == 0


def the_group(table):
    return DynamoDirectory(**table, clock=SystemClock()).group("badminton").group


def id_of(table, userid):
    people = DynamoPeople(**table, clock=SystemClock())
    return people.resolve(Alias("userid", userid)).person_id


def named(command, role, *userids):
    who = [part for userid in userids for part in ("--userid", userid)]
    return run(command, "--group-id", "badminton", "--role", role, *who)


def test_a_role_that_no_source_names_is_named_by_command_and_taken_back(table):
    filed()
    said = named("set-role", "leader", "ZhaoLiu", "qianqi")
    assert (said.exit_code, "暂不生效" in said.output) == (0, False)
    leaders = (id_of(table, "zhaoliu"), id_of(table, "qianqi"))
    assert the_group(table).holders_of(Role.LEADER) == leaders
    said = named("unset-role", "leader")
    assert "不作判断" in said.output
    assert the_group(table).holders_of(Role.LEADER) == ()


def test_a_role_is_named_as_the_regulations_call_it_as_well(table):
    filed()
    named("set-role", "群管理员", "zhaoliu")
    assert the_group(table).holders_of(Role.ADMINISTRATOR) == (id_of(table, "zhaoliu"),)
    assert named("set-role", "群花", "zhaoliu").exit_code == 2


def test_a_command_against_the_filing_is_kept_and_said_to_wait(table):
    filed()
    assert "暂不生效" in named("set-role", "owner", "lisi").output
    assert the_group(table).holders_of(Role.OWNER) == (id_of(table, "zhangsan"),)


def test_filing_again_keeps_what_was_commanded(table):
    filed()
    named("set-role", "leader", "zhaoliu")
    filed()
    assert the_group(table).holders_of(Role.LEADER) == (id_of(table, "zhaoliu"),)


def test_each_command_is_in_the_audit_log_by_ids_alone(table):
    filed()
    named("set-role", "leader", "zhaoliu")
    named("unset-role", "leader")
    trail = DynamoAuditLog(**table).verify_chain("badminton")
    assert trail.broken_at is None
    assert [(entry.facts, entry.people) for entry in trail.entries] == [
        ({"role": "leader", "holders": "1"}, {"holder-1": id_of(table, "zhaoliu")}),
        ({"role": "leader", "holders": "0"}, {}),
    ]


@pytest.mark.parametrize("command", ["set-role", "unset-role", "mark"])
def test_a_group_that_nobody_filed_is_refused_in_one_line(table, command):
    who = ("--role", "leader") if command != "mark" else ()
    userid = ("--userid", "lisi") if command == "set-role" else ()
    refused = run(command, "--group-id", "badminton", *who, *userid)
    assert refused.exit_code == 1
    assert "no such group" in refused.output


def line_in(output):
    (line,) = (line for line in output.splitlines() if line.startswith("【群规接入】"))
    return line


def archived(table, text):
    """What the judge does with a message of a room that nobody linked."""
    directory = DynamoDirectory(**table, clock=SystemClock())
    book, sent = DynamoGroupBook(**table), DynamoSentRegister(**table)
    rooms = UnlinkedRooms(book=book, directory=directory, sent=sent)
    rooms(message(text, group=ROOM, sent_at=SystemClock().now()))
    return directory.linked(ROOM)


def test_a_person_made_group_is_marked_by_hand_and_then_linked_and_to_be_pulled(table):
    filed()
    marked = run("mark", "--group-id", "badminton")
    assert marked.exit_code == 0
    assert "十分钟内" in marked.output
    assert "自动关联" in marked.output
    assert archived(table, line_in(marked.output)).group.group_id == "badminton"
    assert DynamoGroupBook(**table).known("badminton").alias == ROOM
    assert "room is known" in run("mark", "--group-id", "badminton").output


@pytest.fixture
def as_the_app(table):
    with platform() as wecom:
        secret = json.dumps({"secret": ACCOUNT.app_secret, "agent_id": ACCOUNT.agent_id})
        secrets = boto3.client("secretsmanager", region_name=REGION)
        secrets.create_secret(Name="app", SecretString=secret)
        options = ("--app-secret", "app", "--corp-id", ACCOUNT.corp_id, "--api-url", wecom.url)
        yield wecom, options


def test_an_app_made_group_is_marked_by_the_app(table, as_the_app):
    wecom, options = as_the_app
    filed("appchat", "--alias", "appchat:chat1")
    marked = run("mark", "--group-id", "badminton", *options)
    assert "已由应用发到群里" in marked.output
    (post,) = {effect.text for effect in wecom.effects()}
    assert post == line_in(marked.output)
    assert archived(table, post).group.group_id == "badminton"


def test_where_the_app_may_not_speak_a_person_posts_it(table, as_the_app):
    wecom, options = as_the_app
    filed()
    marked = run("mark", "--group-id", "badminton", *options)
    assert "由群里任一成员原样发出" in marked.output
    assert wecom.effects() == []


def test_where_the_app_is_refused_a_person_posts_it(table, as_the_app):
    _, options = as_the_app
    filed("appchat", "--alias", "appchat:elsewhere")
    marked = run("mark", "--group-id", "badminton", *options)
    assert marked.exit_code == 0
    assert "应用没有发成" in marked.output
    assert archived(table, line_in(marked.output)) is not None
