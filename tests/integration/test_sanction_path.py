"""From a message to a warning: four functions, table and queues in moto, a fake WeCom."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.worklist import DynamoWorklist
from qungui.errors import InvalidEventError, SettingsError
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.group import Group, GroupKind, GroupSettings, Mode, Role
from qungui.model.ids import Alias
from qungui.model.order import OrderState
from qungui.model.person import unrecorded
from qungui.model.publication import Stage
from qungui.model.short_number import short_number
from qungui.model.waiting import ref_of
from qungui.rulebook import shipped
from qungui.usecases.found_wrongly import FoundWrongly
from qungui.usecases.publish_edition import PublishEdition
from qungui.wire_clicks import decision_key
from tests.support.functions import (
    Context,
    load,
    logged,
    metrics_in,
    sample,
    samples,
    sqs_event,
)
from tests.support.table import REGION
from tests.support.wecom import ACCOUNT, platform

OFFENDER = unrecorded(Alias("userid", "zhaolei"))
OWNER = unrecorded(Alias("userid", "boss"))
CLOCK = SystemClock()
OK = {"batchItemFailures": []}


class Ago:
    """A clock of nine days ago."""

    def __init__(self, moment):
        self._moment = moment

    def now(self):
        return self._moment


class Stack:
    """The deployed functions with what they stand on."""

    def __init__(self, setenv, table, api_url):
        self.table = table
        self.sqs = boto3.client("sqs", region_name=REGION)
        fifo = {"FifoQueue": "true"}
        self.urls = {
            "OUTBOUND_QUEUE_URL": self._queue("outbound"),
            "LIFECYCLE_QUEUE_URL": self._queue("lifecycle"),
            "OUTBOUND_DEAD_QUEUE_URL": self._queue("outbound-dead"),
            "QUIET_QUEUE_URL": self._queue("quiet"),
            "ROSTERS_QUEUE_URL": self._queue("rosters"),
            "INBOUND_DEAD_QUEUE_URL": self._queue("inbound-dead.fifo", fifo),
            "DESK_DEAD_QUEUE_URL": self._queue("desk-dead.fifo", fifo),
        }
        secret = json.dumps({"secret": ACCOUNT.app_secret, "agent_id": ACCOUNT.agent_id})
        secrets = boto3.client("secretsmanager", region_name=REGION)
        secrets.create_secret(Name="app", SecretString=secret)
        where = {"AWS_REGION": REGION, "TABLE_NAME": table, "CORP_ID": ACCOUNT.corp_id}
        what = {"APP_SECRET": "app", "WECOM_API_URL": api_url}
        what |= {"ACCOUNT_LIMIT": "200", "DRY_RUN": "false", "BRIDGE": "false"}
        for name, value in {**where, **what, **self.urls}.items():
            setenv(name, value)
        self.ledger = DynamoLedger(table_name=table, region=REGION)
        self._set_up()

    def _queue(self, name, attributes=None):
        return self.sqs.create_queue(QueueName=name, Attributes=attributes or {})["QueueUrl"]

    def _set_up(self):
        directory = DynamoDirectory(table_name=self.table, region=REGION, clock=CLOCK)
        edition = shipped.edition("R01")
        directory.publish(edition)
        group = Group(
            group_id="office",
            name="综合办公室工作群",
            kind=GroupKind.APPCHAT,
            aliases=(Alias("room", "wrOFFICE1"), Alias("appchat", "chat1")),
            rulebook=edition.rulebook,
            rules_from=datetime(2026, 11, 2, tzinfo=UTC),
            roles={Role.OWNER: (OWNER.person_id,)},
        )
        directory.link(group, GroupSettings())

    def run(self, function, event):
        """A cold start, then one event."""
        return load(function).handler(event, Context())

    def offender(self):
        return self.ledger.discipline("office", OFFENDER.person_id)

    def waiting(self, queue):
        answer = self.sqs.receive_message(QueueUrl=self.urls[queue], MaxNumberOfMessages=10)
        return [json.loads(one["Body"]) for one in answer.get("Messages", [])]


@pytest.fixture
def wecom():
    with platform() as company:
        company.company.employ(("zhaolei",))
        yield company


@pytest.fixture
def stack(monkeypatch, table, wecom):
    return Stack(monkeypatch.setenv, table, wecom.url)


def test_an_advert_becomes_a_warning_through_every_function(stack, wecom, capsys):
    assert stack.run("message_judgement", sample("message_judgement", "clean_and_advert")) == OK
    (case,) = stack.offender().cases
    assert [breach.clause_id for breach in case.breaches] == ["R01.3.10"]
    stack.run("strike_escalation", sample("strike_escalation", "new_case"))
    (sent,) = stack.waiting("OUTBOUND_QUEUE_URL")
    (expected,) = sample("sanction_dispatch", "warning")["Records"]
    assert sent["body"] == json.loads(expected["body"])["body"]
    assert stack.run("sanction_dispatch", sample("sanction_dispatch", "warning")) == OK
    (order,) = stack.offender().orders
    assert order.state is OrderState.SERVED
    assert wecom.called() == ["gettoken", "message/send", "appchat/send"]
    counted = metrics_in(capsys.readouterr().out)
    assert counted["MessagesJudged"] == 2
    assert (counted["CasesOpened"], counted["Escalations"], counted["OrdersServed"]) == (1, 1, 1)


def test_the_same_events_again_change_nothing(stack, wecom, capsys):
    for function, name in (
        ("message_judgement", "clean_and_advert"),
        ("strike_escalation", "new_case"),
        ("sanction_dispatch", "warning"),
    ):
        stack.run(function, sample(function, name))
        before = stack.offender()
        stack.run(function, sample(function, name))
        assert stack.offender() == before
    stack.run("message_judgement", sample("message_judgement", "advert_again"))
    assert len(stack.offender().cases) == 1
    assert wecom.called().count("message/send") == 1
    assert metrics_in(capsys.readouterr().out)["MessagesDuplicate"] == 3


def test_the_sweep_brings_back_what_the_stream_lost(stack):
    stack.run("message_judgement", sample("message_judgement", "clean_and_advert"))
    later = CLOCK.now() + timedelta(minutes=5)
    schedule = {**sample("deadline_sweep", "schedule"), "time": later.isoformat()}
    stack.run("deadline_sweep", schedule)
    (order,) = stack.offender().orders
    assert order.state is OrderState.NEW
    assert [body["body"]["order"] for body in stack.waiting("OUTBOUND_QUEUE_URL")] == [
        order.order_id
    ]


def incites(stack):
    """A message that only a person may call a breach."""
    (first, *_) = sample("message_judgement", "clean_and_advert")["Records"]
    said = json.loads(first["body"])
    said["body"] |= {"sender": "userid:zhaolei", "text": "大家明天一起罢工，一个都别来"}
    stack.run("message_judgement", sqs_event(json.dumps(said, ensure_ascii=False)))
    (case,) = stack.offender().cases
    return case


def pressed(key, by, code):
    """The platform tells of a click."""
    event = sample("desk", "card_clicked")
    (record,) = event["Records"]
    record["body"] = (
        record["body"]
        .replace("[removed]", f"[{key}]")
        .replace("[zhangsan]", f"[{by}]")
        .replace("[RC]", f"[{code}]")
    )
    return event


def test_what_only_a_person_may_decide_is_shown_on_a_card_and_decided_by_a_click(
    stack, wecom, capsys
):
    DynamoPeople(table_name=stack.table, region=REGION, clock=CLOCK).record(OWNER)
    case = incites(stack)
    assert (case.state, stack.offender().orders) == (CaseState.NEEDS_REVIEW, ())
    now = CLOCK.now()
    quarter = now.replace(minute=now.minute // 15 * 15, second=0)
    schedule = {**sample("deadline_sweep", "schedule"), "time": quarter.isoformat()}
    stack.run("deadline_sweep", schedule)
    stack.run("deadline_sweep", schedule)
    (sent,) = stack.waiting("OUTBOUND_QUEUE_URL")
    assert stack.run("sanction_dispatch", sqs_event(json.dumps(sent))) == OK
    (card,) = [effect for effect in wecom.effects() if effect.kind == "template_card"]
    assert card.to == "boss"
    assert all(shown in card.text for shown in ("R01.4.5", short_number(case.case_id)))
    click = pressed(decision_key("confirm", ref_of(case)), "boss", "RC")
    assert stack.run("desk", click) == OK
    (decided,), (order,) = stack.offender().cases, stack.offender().orders
    assert (decided.state, decided.decided.by) == (CaseState.CONFIRMED, OWNER.person_id)
    assert (order.act, order.state) == (Act.REMOVE, OrderState.NEW)
    assert [body["body"]["order"] for body in stack.waiting("OUTBOUND_QUEUE_URL")] == [
        order.order_id
    ]
    assert stack.run("desk", click) == OK
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["DecisionsAsked"], counted["ClicksTaken"]) == (1, 1)


@pytest.mark.parametrize("name", ["unlinked_group", "before_the_rules"])
def test_what_no_rule_governs_is_counted_and_not_kept(stack, capsys, name):
    assert stack.run("message_judgement", sample("message_judgement", name)) == OK
    assert stack.offender().cases == ()
    counted = metrics_in(capsys.readouterr().out)
    assert counted["MessagesUnlinked"] + counted["MessagesBeforeRules"] == 1


@pytest.mark.parametrize(
    ("function", "name", "queue"),
    [
        ("message_judgement", "unknown_version", "INBOUND_DEAD_QUEUE_URL"),
        ("sanction_dispatch", "no_such_order", "OUTBOUND_DEAD_QUEUE_URL"),
    ],
)
def test_what_can_never_succeed_is_buried_and_acknowledged(stack, capsys, function, name, queue):
    event = sample(function, name)
    assert stack.run(function, event) == OK
    assert stack.waiting(queue) == [json.loads(event["Records"][0]["body"])]
    assert metrics_in(capsys.readouterr().out)["DeadLetters"] == 1


def test_a_stream_record_that_breaks_is_counted_and_the_next_goes_on(stack, capsys):
    stack.run("message_judgement", sample("message_judgement", "clean_and_advert"))
    broken, case = (sample("strike_escalation", name) for name in ("not_a_case", "new_case"))
    with logged() as log:
        stack.run("strike_escalation", {"Records": [*broken["Records"], *case["Records"]]})
    assert len(stack.offender().orders) == 1
    assert metrics_in(capsys.readouterr().out)["EscalationsFailed"] == 1
    assert "InvalidEventError" in log.getvalue()


def test_an_old_schedule_event_is_refused(stack):
    old = {**sample("deadline_sweep", "schedule"), "time": "2026-11-02T00:00:00Z"}
    function = load("deadline_sweep")
    with pytest.raises(InvalidEventError, match="over an hour old"):
        function.handler(old, Context())


def test_no_log_holds_words_or_names(stack, wecom):
    with logged() as log:
        for function in ("message_judgement", "strike_escalation", "sanction_dispatch"):
            for name in samples(function):
                stack.run(function, sample(function, name))
    for secret in ("脐橙", "chengzi2026", "zhaolei", "wangfang", ACCOUNT.app_secret):
        assert secret not in log.getvalue()


def tried(stack):
    """Nine days ago a second edition began, with its clauses on trial; lina is whom to ask."""
    begins = CLOCK.now() - timedelta(days=9)
    manager = unrecorded(Alias("userid", "lina"))
    DynamoPeople(table_name=stack.table, region=REGION, clock=CLOCK).record(manager)
    directory = DynamoDirectory(table_name=stack.table, region=REGION, clock=CLOCK)
    linked = directory.group("office")
    roles = {Role.ADMIN_DEPARTMENT: (manager.person_id,)}
    directory.link(replace(linked.group, roles=roles), linked.settings)
    book = DynamoGroupBook(table_name=stack.table, region=REGION)
    book.register(Alias("appchat", "chat1"), None, begins)
    first = shipped.edition("R01")
    asleep = tuple(replace(each, gloss="", starts=Mode.OBSERVE) for each in first.clauses)
    second = replace(first, edition="2026-12", in_force_from=begins, clauses=asleep)
    organisation = DynamoOrganisation(table_name=stack.table, region=REGION)
    where = {"table_name": stack.table, "region": REGION}
    wrongly = FoundWrongly(DynamoWorklist(**where), DynamoLedger(**where), directory)
    PublishEdition(directory, organisation, wrongly, Ago(begins))(second, stage=Stage.FORCE)
    return lambda: organisation.settings(second.rulebook).trials["2026-12"]


def test_a_trials_end_is_swept_and_told_by_the_function_that_speaks_to_people(stack, wecom, capsys):
    wecom.company.employ(("lina",))
    trial = tried(stack)
    undecided = trial().undecided
    assert "R01.3.10" in undecided
    schedule = {**sample("deadline_sweep", "schedule"), "time": CLOCK.now().isoformat()}
    stack.run("deadline_sweep", schedule)
    assert metrics_in(capsys.readouterr().out)["SweptTrials"] == 1
    (sent,) = stack.waiting("OUTBOUND_QUEUE_URL")
    (expected,) = sample("sanction_dispatch", "trial")["Records"]
    assert sent["body"] == json.loads(expected["body"])["body"]
    assert stack.run("sanction_dispatch", sample("sanction_dispatch", "trial")) == OK
    assert wecom.called()[:2] == ["gettoken", "message/send"]
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["ClausesPromoted"], counted["ClausesAskedAbout"]) == (0, len(undecided))
    assert trial().asks > CLOCK.now()
    stack.run("sanction_dispatch", sample("sanction_dispatch", "trial"))
    assert metrics_in(capsys.readouterr().out)["ClausesAskedAbout"] == 0


def test_a_bridge_without_its_entry_stops_the_deployment_and_says_what_is_missing(
    stack, monkeypatch
):
    monkeypatch.setenv("BRIDGE", "true")
    with pytest.raises(SettingsError, match="secret app: bridge is missing: needs an object"):
        load("sanction_dispatch")
