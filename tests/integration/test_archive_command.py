"""``qungui archive``: the table and the secret in moto, the platform on loopback."""

import json
from dataclasses import replace

import boto3
import pytest
from moto import mock_aws
from typer.testing import CliRunner

from local.fake_wecom.estate import Room
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.cli.main import app
from qungui.model.group import GroupKind, GroupSettings
from qungui.model.ids import Alias
from qungui.model.known_group import GroupState, Member
from tests.support.build import NOON, edition, group
from tests.support.table import REGION, create_table
from tests.support.wecom import ACCOUNT, platform

ROOM, CHAT = Alias("room", "wrROOM1"), Alias("chat", "wrCHAT1")
PRIVATE_KEY = "the private key that nobody may see"


@pytest.fixture
def aws(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        yield boto3.client("secretsmanager", region_name=REGION)


@pytest.fixture
def company(aws):
    """A platform and a table; the archive's secret is where the template says."""
    entry = {"secret": ACCOUNT.archive_secret, "keys": {"1": PRIVATE_KEY}}
    aws.create_secret(Name="qungui/archive", SecretString=json.dumps(entry))
    table = create_table("Qungui-archive")
    DynamoDirectory(table_name=table, region=REGION, clock=SystemClock()).publish(edition())
    with platform() as wecom:
        yield wecom, table


def file(table, *aliases, kind, members=(), state=GroupState.ACTIVE, name="项目群"):
    """A filed group, with *members* as the platform showed them."""
    where = {"table_name": table, "region": REGION}
    filed = group(group_id=f"filed-{aliases[0].name}", name=name, kind=kind, aliases=aliases)
    DynamoDirectory(**where, clock=SystemClock()).link(filed, GroupSettings())
    book = DynamoGroupBook(**where)
    for alias in aliases:
        book.register(alias, kind, NOON)
    read = book.known(filed.group_id)
    shown = {f"person-{n}": one for n, one in enumerate(members)}
    book.replace(read, replace(read, members=shown, version="v1"))
    if state is GroupState.DISSOLVED:
        book.dissolve(filed.group_id, NOON)


def staff(*names):
    return [Member(alias=Alias("userid", name)) for name in names]


def archive(wecom, table):
    where = ("--table", table, "--region", REGION, "--corp-id", ACCOUNT.corp_id)
    runner = CliRunner(env={"COLUMNS": "200"})
    return runner.invoke(app, ("archive", *where, "--url", wecom.url))


def seat(wecom, *userids):
    wecom.company.estate.seats[1] = list(userids)


def room(wecom, *members):
    joined = [(one, 1) for one in members]
    wecom.company.estate.rooms["wrROOM1"] = Room(
        name="项目群", creator="boss", created=1, members=joined
    )


def row(result, *words):
    """Whether one line says all of *words*."""
    return any(all(word in line for word in words) for line in result.output.splitlines())


def test_who_has_a_seat_is_shown_with_the_groups_they_are_in(company):
    wecom, table = company
    seat(wecom, "ZhangSan", "boss")
    room(wecom, "zhangsan", "lisi")
    file(table, ROOM, kind=GroupKind.INTERNAL)
    shown = archive(wecom, table)
    assert shown.exit_code == 0, shown.output
    assert row(shown, "ZhangSan", "项目群")
    assert row(shown, "boss", "–")
    assert row(shown, "项目群", "2", "1", "看得到")
    assert "收不到消息" not in shown.output


def test_a_filed_group_that_no_seat_holder_is_in_is_a_finding(company):
    wecom, table = company
    seat(wecom, "boss")
    room(wecom, "zhangsan", "lisi")
    file(table, ROOM, kind=GroupKind.INTERNAL)
    shown = archive(wecom, table)
    assert row(shown, "项目群", "2", "0", "看不到")
    assert "1 个已备案的群收不到消息" in shown.output


def test_a_filed_group_without_a_room_of_the_archive_is_a_finding(company):
    wecom, table = company
    seat(wecom, "boss")
    file(table, Alias("appchat", "chat1"), kind=GroupKind.APPCHAT, members=staff("boss"))
    shown = archive(wecom, table)
    assert row(shown, "项目群", "没有关联存档里的群")
    assert "1 个已备案的群收不到消息" in shown.output


def test_a_group_whose_members_nobody_knows_is_no_finding(company):
    wecom, table = company
    seat(wecom, "boss")
    file(table, ROOM, kind=GroupKind.CUSTOMER)
    shown = archive(wecom, table)
    assert row(shown, "项目群", "未知", "不能确定")
    assert "收不到消息" not in shown.output


def test_a_room_that_the_archive_does_not_list_is_taken_from_the_roster(company):
    wecom, table = company
    seat(wecom, "boss")
    file(table, ROOM, kind=GroupKind.INTERNAL, members=staff("boss", "lisi"))
    assert row(archive(wecom, table), "项目群", "2", "1", "看得到")


def test_outsiders_who_did_not_agree_are_named_with_what_they_said_alone(company):
    wecom, table = company
    seat(wecom, "boss")
    outsiders = [
        Member(alias=Alias("external", f"wm{name}"), nickname=name)
        for name in ("AGREED", "REFUSED", "SILENT", "[red]ABSENT")
    ]
    file(table, ROOM, CHAT, kind=GroupKind.CUSTOMER, members=[*staff("boss"), *outsiders])
    wecom.company.estate.room_agreements["wrROOM1"] = [
        {"exteranalopenid": f"wm{name}", "agree_status": status, "status_change_time": 1}
        for name, status in [("AGREED", "Agree"), ("REFUSED", "Disagree"), ("SILENT", "")]
    ]
    wecom.company.estate.agreements["boss", "wmSILENT"] = {
        "agree_status": "Agree",
        "status_change_time": 1,
    }
    shown = archive(wecom, table)
    assert row(shown, "项目群", "REFUSED（wmREFUSED）", "不同意", "没有同意")
    assert row(shown, "项目群", "SILENT（wmSILENT）", "没有表态", "已同意")
    assert row(shown, "项目群", "[red]ABSENT（wm[red]ABSENT）", "没有表态", "没有同意")
    assert "wmAGREED" not in shown.output
    assert row(shown, "看得到", "3 位外部成员除外")


def test_more_outsiders_than_one_question_may_hold_are_asked_about_in_several(company):
    wecom, table = company
    seat(wecom, "boss")
    crowd = [Member(alias=Alias("external", f"wmA{number}")) for number in range(150)]
    file(table, ROOM, CHAT, kind=GroupKind.CUSTOMER, members=[*staff("boss"), *crowd])
    shown = archive(wecom, table)
    assert shown.exit_code == 0, shown.output
    assert wecom.called().count("msgaudit/check_single_agree") == 2
    assert row(shown, "150 位外部成员除外")


@pytest.mark.parametrize(
    ("kind", "state"),
    [(GroupKind.BRIDGE, GroupState.ACTIVE), (GroupKind.CUSTOMER, GroupState.DISSOLVED)],
)
def test_groups_that_no_archive_can_hear_are_left_out(company, kind, state):
    wecom, table = company
    file(table, CHAT, kind=kind, state=state, name="不该出现")
    assert "不该出现" not in archive(wecom, table).output


def kept(table):
    """All but what the command's own calls have cost."""
    items = boto3.client("dynamodb", region_name=REGION).scan(TableName=table)["Items"]
    return [item for item in items if not item["pk"]["S"].startswith("BUDGET#")]


def test_nothing_of_the_secret_is_shown_and_nothing_is_written(company):
    wecom, table = company
    seat(wecom, "boss")
    file(table, ROOM, kind=GroupKind.INTERNAL)
    before = kept(table)
    shown = archive(wecom, table)
    assert shown.exit_code == 0
    assert PRIVATE_KEY not in shown.output
    assert kept(table) == before


@pytest.mark.parametrize("entry", ['{"keys": {}}', "[]", '{"secret": "hunter3"}'])
def test_a_secret_that_does_not_serve_is_said_in_one_line(company, aws, entry):
    wecom, table = company
    aws.put_secret_value(SecretId="qungui/archive", SecretString=entry)
    shown = archive(wecom, table)
    assert shown.exit_code == 1
    assert "没有执行" in shown.output
    assert "hunter3" not in shown.output
