"""``qungui file`` and ``qungui money`` against the template's table."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from moto import mock_aws
from typer.testing import CliRunner

from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.memory.clock import ManualClock
from qungui.cli.main import app
from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.group import Exempt
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from qungui.model.person import PersonFacts
from tests.support.build import (
    ADVERT,
    APPCHAT,
    GROUP,
    NIGHT,
    NOON,
    PERSON,
    ROOM,
    at,
    case,
    decision,
    edition,
    escalation,
    group,
    order,
    person,
    petition,
    settings,
)
from tests.support.table import REGION, create_table

NAME = "Qungui-file"
WHERE = ("--table", NAME, "--region", REGION)
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/member-file.schema.json").read_text(encoding="utf-8")
)
ADMIN = person(Alias("userid", "lina"))
OTHER = replace(group(), group_id="group-2", name="项目群", aliases=(Alias("room", "wr2"),))


@pytest.fixture
def ledger(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        create_table(NAME)
        where, clock = {"table_name": NAME, "region": REGION}, ManualClock(NOON)
        directory = DynamoDirectory(**where, clock=clock)
        directory.publish(edition())
        directory.link(
            group(),
            settings(
                exempt={
                    NIGHT: {PERSON: Exempt(until=at(days=36_500), granted=decision(why="值班"))}
                }
            ),
        )
        directory.link(OTHER, settings())
        people = DynamoPeople(**where, clock=clock)
        people.note(person(), PersonFacts(name="张三", departments=(2,), left_at=NOON))
        people.record(ADMIN)
        book = DynamoGroupBook(**where)
        book.register(APPCHAT, None, NOON)
        read = book.known(GROUP)
        inside = Member(alias=person().aliases[0], nickname="小张", joined_at=NOON, seen_at=NOON)
        book.replace(read, replace(read, members={PERSON: inside}))
        yield DynamoLedger(**where)


def run(*arguments):
    return CliRunner(env={"COLUMNS": "300"}).invoke(app, [*arguments, *WHERE])


def put_on_record(ledger, of, *orders):
    ledger.open_case(of)
    ledger.commit(escalation(of, new_orders=tuple(orders), standings=()))


def warned(of):
    return order(of, state=OrderState.SERVED, told_at=of.at, served_at=of.at, due=None)


def fined(of, **changes):
    made = order(
        of,
        step=0,
        ladder=None,
        act=Act.RECORD_FINE,
        clause_ids=(ADVERT,),
        state=OrderState.HANDED_OVER,
        told_at=of.at,
        cny=50,
        due=None,
    )
    return replace(made, **changes)


def exported(*arguments):
    done = run("file", "--person", "ZhangSan", "--json", *arguments)
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    jsonschema.validate(found, SCHEMA)
    return found


def test_whoever_has_no_record_is_told_so(ledger):
    done = run("file", "--person", "nobody")
    assert (done.exit_code, done.output.strip()) == (0, "没有记录")
    found = exported()
    assert found["groups"] == []
    assert found["memberships"][0]["nickname"] == "小张"


def test_a_file_is_of_all_groups_or_of_one(ledger):
    first = case("message-1")
    put_on_record(ledger, first, warned(first))
    second = case("message-2", group_id="group-2")
    put_on_record(ledger, second, warned(second))
    said = run("file", "--person", "zhangsan").output
    assert "zhangsan 在“市场部工作群”" in said
    assert "zhangsan 在“项目群”" in said
    assert "项目群" not in run("file", "--person", "zhangsan", "--group-id", GROUP).output
    assert [each["id"] for each in exported()["groups"]] == [GROUP, "group-2"]


def test_what_is_handed_to_a_person_is_whole(ledger):
    one, two = case("message-1"), case("message-2", at=at(minutes=5))
    closed = Decision(by=ADMIN.person_id, at=at(minutes=9), why="当面交清")
    paid = fined(two, state=OrderState.PROVED, closed=closed)
    put_on_record(ledger, one, warned(one))
    put_on_record(ledger, two, paid)
    appeal = petition(one, words="不是广告")
    ledger.commit(Change(group_id=GROUP, person_id=PERSON, petitions=(appeal,)))
    found = exported()
    assert (found["person"]["name"], found["person"]["aliases"]) == ("张三", ["userid:zhangsan"])
    (of_group,) = found["groups"]
    assert [each["message"] for each in of_group["cases"]] == ["message-2", "message-1"]
    assert of_group["cases"][1]["breaches"][0]["evidence"] == "低价**加微信"
    assert of_group["orders"][0]["closed"]["by"] == "lina"
    assert of_group["petitions"][0]["words"] == "不是广告"
    assert of_group["standings"][0]["level"] == 1
    assert of_group["exemptions"][0]["clause"] == NIGHT


def test_every_key_of_the_schema_says_whether_it_may_be_missing():
    def objects(node):
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            for each in node.values():
                yield from objects(each)
        elif isinstance(node, list):
            for each in node:
                yield from objects(each)

    found = list(objects(SCHEMA))
    assert found
    for each in found:
        assert sorted(each["required"]) == sorted(each["properties"])
        assert each["additionalProperties"] is False


def test_an_unknown_group_is_refused_in_one_line(ledger):
    for command in (("file", "--person", "zhangsan"), ("money", "--month", "2026-11")):
        done = run(*command, "--group-id", "nowhere")
        assert (done.exit_code, "没有执行" in done.output) == (1, True)


def test_a_months_entries_are_listed_with_who_confirmed_them(ledger):
    one, two, late = case("message-1"), case("message-2", at=at(minutes=5)), case("message-3")
    closed = Decision(by=ADMIN.person_id, at=at(minutes=9), why="当面交清")
    put_on_record(ledger, one, fined(one))
    put_on_record(ledger, two, fined(two, state=OrderState.PROVED, closed=closed, cny=None))
    put_on_record(ledger, late, fined(late, at=at(days=6)))
    done = run("money", "--group-id", GROUP, "--month", "2026-11")
    assert done.exit_code == 0, done.output
    assert done.output.count("zhangsan") == 2
    assert "lina：“当面交清”" in done.output
    assert "未交：1笔，50元" in done.output
    assert "登记为已交：1笔，0元，另有1笔未写金额" in done.output
    assert "不收款、不付款" in done.output
    assert "zhangsan" in run("money", "--group-id", GROUP, "--month", "2026-12").output


def test_a_month_goes_into_a_spreadsheet(ledger):
    one = case()
    put_on_record(ledger, one, fined(one))
    done = run("money", "--group-id", GROUP, "--month", "2026-11", "--csv")
    assert done.output.startswith("\ufeff")
    heading, row = csv.reader(StringIO(done.output.removeprefix("\ufeff")))
    assert dict(zip(heading, row, strict=True))["金额（元）"] == "50"
    assert row[:4] == ["2026-11-25", "zhangsan", ADVERT, "登记罚款"]


def test_no_cell_of_a_spreadsheet_is_a_formula(ledger):
    one = case(person_id="=1+1")
    put_on_record(ledger, one, fined(one, person_id="=1+1"))
    done = run("money", "--group-id", GROUP, "--month", "2026-11", "--csv")
    assert "'=1+1" in done.output


def test_a_month_must_be_one(ledger):
    assert run("money", "--group-id", GROUP, "--month", "11").exit_code == 2


def test_a_room_of_nobody_is_no_obstacle(ledger):
    DynamoGroupBook(table_name=NAME, region=REGION).register(
        replace(ROOM, name="wrNOBODY"), None, NOON
    )
    assert [each["group"] for each in exported()["memberships"]] == [GROUP]
