"""``qungui forget`` and ``qungui retention`` against the template's table: what is left in it."""

import pytest
from moto import mock_aws
from typer.testing import CliRunner

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.cli.main import app
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.ids import NOBODYS, Alias
from qungui.model.ledger import ORGANISATION, AuditKind
from qungui.model.order import OrderState
from tests.contract.conftest import on_the_table
from tests.support.build import GROUP, PERSON, at, breach, case, escalation, order, person
from tests.support.forgetting import SECOND, TRACES, WHO, leave_traces
from tests.support.table import REGION, before_each, create_table, dynamodb

NAME = "Qungui-forget"
WHERE = ("--table", NAME, "--region", REGION)
SURE = ("--by", "lina", "--yes")


@pytest.fixture
def stores(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        create_table(NAME)
        made = on_the_table(NAME)
        leave_traces(made)
        yield made


def run(*arguments):
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [*arguments, *WHERE])


def forget(*arguments, who="ZhangSan"):
    return run("forget", "--person", who, *arguments)


def every_item():
    pages = dynamodb().get_paginator("scan").paginate(TableName=NAME)
    return [item for page in pages for item in page["Items"]]


def tells(item):
    return any(trace in str(item) for trace in TRACES)


def is_case(item):
    return item["sk"]["S"].startswith(keys.CASES)


def test_the_table_tells_of_them_before(stores):
    places = {item["sk"]["S"].partition("#")[0] for item in every_item() if tells(item)}
    assert places >= {
        "PROFILE", "-", "GROUP", "STANDING", "CASE", "ORDER", "PETITION", "RECALL", "ACT",
        "MEMBER", "ROSTER", "META", "NAMED", "SETTINGS", "AUDIT", "PERMIT", "ROSTERCHECK",
    }  # fmt: skip


def test_afterwards_nothing_does_but_where_their_messages_had_opened_cases(stores):
    done = forget(*SURE)
    assert done.exit_code == 0, done.output
    assert "已抹去：2 个群，审计日志 7 处" in done.output
    left = [item for item in every_item() if tells(item)]
    assert {item["pk"]["S"] for item in left} == {keys.member(g, PERSON) for g in (GROUP, SECOND)}
    assert all(item.keys() == {"pk", "sk", "ttl", "version"} for item in left)
    now = SystemClock().now().timestamp()
    assert all(0 < int(item["ttl"]["N"]) - now <= 14 * 86_400 for item in left)


def test_what_happened_stays_as_somebodys_whom_nobody_knows(stores):
    before = {item["sk"]["S"] for item in every_item() if is_case(item)}
    forget(*SURE)
    stones = [item for item in every_item() if is_case(item) and "case_id" in item]
    assert {item["sk"]["S"] for item in stones} == before
    who = [keys.member_from(item["pk"]["S"])[1] for item in stones]
    assert len({*who}) == 2
    assert all(each.startswith(NOBODYS) for each in who)
    assert {item["state"]["S"] for item in stones} == {CaseState.CONFIRMED.value}


def test_every_log_is_as_whole_as_before(stores):
    assert run("audit", "verify", "--all").exit_code == 0
    forget(*SURE)
    done = run("audit", "verify", "--all")
    assert (done.exit_code, "全部相符" in done.output) == (0, True), done.output
    said = run("audit", "show").output
    assert "抹去一个人的资料" in said
    assert "办理人 lina" in said
    assert "（已抹去）" in run("audit", "show", "--group-id", GROUP).output


def test_asked_without_a_yes_nothing_happens(stores):
    before = every_item()
    done = forget("--by", "lina")
    assert (done.exit_code, "--yes" in done.output) == (1, True)
    assert every_item() == before


def test_what_is_undecided_is_told_first(stores):
    waits = case(
        "message-5",
        state=CaseState.NEEDS_REVIEW,
        breaches=(breach(automatic=False),),
        at=at(hours=3),
    )
    stores.ledger.open_case(waits)
    done = forget(*SURE)
    assert (done.exit_code, "有 1 项待人决定" in done.output) == (1, True)
    assert forget(*SURE, "--even-so").exit_code == 0


def test_whoever_is_not_there_is_said_to_be_nobody(stores):
    assert "没有这个人的资料" in forget(*SURE, who="nobody").output
    forget(*SURE)
    assert "没有这个人的资料" in forget(*SURE).output


def test_any_of_their_names_will_do(stores):
    assert forget(*SURE, who=WHO.aliases[0].name).exit_code == 0


def test_nobody_forgets_themselves(stores):
    done = forget("--by", "zhangsan", "--yes")
    assert (done.exit_code, "没有执行" in done.output) == (1, True)


def test_how_long_groups_are_kept_is_shown_and_set_on_record(stores):
    assert "保存 24 个月" in run("retention").output
    assert "保存 36 个月" in run("retention", "--months", "36", "--by", "lina").output
    assert "保存 36 个月" in run("retention").output
    *_, word = DynamoAuditLog(table_name=NAME, region=REGION).verify_chain(ORGANISATION).entries
    assert (word.kind, word.facts) == (AuditKind.RETENTION_SET, {"months": "36"})
    assert word.people == {"by": person(Alias("userid", "lina")).person_id}
    assert run("retention", "--months", "-1").exit_code == 2


def test_a_months_entry_of_somebody_forgotten_has_no_name(stores):
    one = case("message-6", at=at(hours=4))
    paid = {"state": OrderState.PROVED, "told_at": at(), "cny": 50, "due": None}
    stores.ledger.open_case(one)
    fine = order(one, act=Act.RECORD_FINE, step=0, ladder=None, **paid)
    stores.ledger.commit(escalation(one, new_orders=(fine,), standings=()))
    month = ("money", "--group-id", GROUP, "--month", "2026-11")
    assert "zhangsan" in run(*month).output
    forget(*SURE)
    said = run(*month).output
    assert ("登记为已交：1笔，50元" in said, "（已抹去）" in said, "zhangsan" in said) == (
        True, True, False,
    )  # fmt: skip


def test_whoever_dies_between_two_requests_of_a_long_burial_goes_on(stores):
    for number in range(100):
        stores.ledger.open_case(case(f"message-many-{number}", at=at(minutes=number)))
    before, asked = len(stores.ledger.discipline(GROUP, PERSON).cases), iter(range(99))

    def dies_at_the_second():
        if next(asked) == 1:
            raise TransientError("died")

    with before_each(NAME, "TransactWriteItems", dies_at_the_second), pytest.raises(TransientError):
        stores.ledger.bury(stores.ledger.discipline(GROUP, PERSON), at(days=1))
    left = stores.ledger.discipline(GROUP, PERSON)
    assert 0 < len(left.cases) < before
    assert list(stores.ledger.on_record(PERSON)) == [GROUP, SECOND]
    assert stores.ledger.bury(left, at(days=1))
    stones = [item for item in every_item() if is_case(item) and "case_id" in item]
    assert sum(NOBODYS in item["pk"]["S"] for item in stones) == before
    assert list(stores.ledger.on_record(PERSON)) == [SECOND]
