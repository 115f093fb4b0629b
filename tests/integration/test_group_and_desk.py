"""Changes of groups and persons through their two functions: moto, and a fake WeCom."""

import json
from datetime import date

import boto3
import pytest

from local.fake_wecom.estate import CustomerChat, Room
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.model.act import Act
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.filing import Filing, LifeState, Said, Sends
from qungui.model.group import GroupKind
from qungui.model.ids import Alias, derived_id, unfiled_id
from qungui.model.known_group import GroupState
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.person import Degree, PersonFacts
from qungui.rulebook import shipped
from qungui.wire import envelope_to_json
from tests.support.build import NOON, audit_entry, case, escalation
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

OK = {"batchItemFailures": []}
R01, R12 = shipped.edition("R01"), shipped.edition("R12")
CHAT = Alias("chat", "wrAAAA")
COUNTED = {
    "group_created": "RostersPulled",
    "group_joined": "RostersPulled",
    "group_left": "RostersPulled",
    "group_renamed": "RostersPulled",
    "group_dismissed": "GroupsFollowed",
    "approval": "EventsNoted",
    "bridge_joined": "GroupsFollowed",
    "bridge_left": "GroupsFollowed",
    "bridge_renamed": "GroupsFollowed",
    "bridge_dismissed": "GroupsFollowed",
    "unknown_update": "DeadLetters",
    "roster_of_a_stranger": "EventsNoted",
    "filing_of_a_stranger": "FilingsDriven",
    "schedule_of_rosters": "RostersAsked",
    "schedule_of_staff": "PersonsListed",
    "schedule_of_anchors": "ChainsAnchored",
    "schedule_of_retention": "GroupsErased",
    "schedule_of_mornings": "MorningsAsked",
    "staff_renamed": "PersonsRecorded",
    "staff_left": "PersonsRecorded",
    "outsider_consented": "PersonsRecorded",
    "card_clicked": "ClicksSkipped",
    "app_about_to_be_closed": "PlatformWarned",
    "bot_turn": "BotTurnsUnanswered",  # its address is not the platform's
    "words_to_the_app": "WordsAnswered",
    "menu_pressed": "WordsAnswered",
    "picture_to_the_app": "WordsAnswered",
    "app_opened": "EventsNoted",
    "unknown_kind": "DeadLetters",
}
COUNTED_AS_NONE = {
    "filing_of_a_stranger",
    # Old: a later one asked.
    "schedule_of_mornings",  # nobody is on file
    *("schedule_of_rosters", "schedule_of_staff", "schedule_of_anchors", "schedule_of_retention"),
}
SAMPLES = [(f, name) for f in ("group_lifecycle", "desk") for name in samples(f)]


class Stack:
    def __init__(self, setenv, table, api_url):
        self.table = table
        self.sqs = boto3.client("sqs", region_name=REGION)
        fifo = {"FifoQueue": "true"}
        self.urls = {
            f"{name}_DEAD_QUEUE_URL": self._queue(f"{name.lower()}-dead.fifo", fifo)
            for name in ("LIFECYCLE", "DESK")
        }
        secret = json.dumps({"secret": ACCOUNT.app_secret, "agent_id": ACCOUNT.agent_id})
        secrets = self.secrets = boto3.client("secretsmanager", region_name=REGION)
        self.outbound = self._queue("outbound", {})
        self.lifecycle = self._queue("lifecycle.fifo", fifo)
        secrets.create_secret(Name="app", SecretString=secret)
        archive = json.dumps({"secret": ACCOUNT.archive_secret, "keys": {}})
        secrets.create_secret(Name="archive", SecretString=archive)
        environment = {
            "AWS_REGION": REGION,
            "TABLE_NAME": table,
            "CORP_ID": ACCOUNT.corp_id,
            "APP_SECRET": "app",
            "ARCHIVE_SECRET": "archive",
            "LIFECYCLE_QUEUE_URL": self.lifecycle,
            "WECOM_API_URL": api_url,
            "ACCOUNT_LIMIT": "100",
            "DRY_RUN": "false",
            "OUTBOUND_QUEUE_URL": self.outbound,
            **self.urls,
        }
        for name, value in environment.items():
            setenv(name, value)
        self.book = DynamoGroupBook(table_name=table, region=REGION)
        self.register = DynamoRegister(table_name=table, region=REGION)
        self.people = DynamoPeople(table_name=table, region=REGION, clock=SystemClock())

    def publish(self, edition):
        DynamoDirectory(table_name=self.table, region=REGION, clock=SystemClock()).publish(edition)

    def known(self, userid):
        """The person id of an employee."""
        person = self.people.resolve(Alias("userid", userid))
        self.people.note(person, PersonFacts(degree=Degree.KNOWN))
        return person.person_id

    def _queue(self, name, attributes):
        return self.sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]

    def run(self, function, name):
        return load(function).handler(sample(function, name), Context())

    def group(self):
        return self.book.known(unfiled_id(CHAT))

    def buried(self, queue):
        answer = self.sqs.receive_message(QueueUrl=self.urls[queue])
        return [json.loads(one["Body"]) for one in answer.get("Messages", [])]


@pytest.fixture
def chat():
    return CustomerChat(
        chat_id=CHAT.name,
        owner="boss",
        name="项目A客户群",
        members=[
            {"userid": "boss", "type": 1, "join_time": 1700000001, "join_scene": 1},
            {
                "userid": "wmBBBBcustomer000000000000000001",
                "type": 2,
                "join_time": 1700000002,
                "join_scene": 3,
            },
        ],
        administrators=["lisi"],
        member_version="9c3f",
    )


@pytest.fixture
def wecom(chat):
    with platform() as wecom:
        wecom.company.estate.customer_chats[chat.chat_id] = chat
        wecom.company.estate.rooms["wrROOM1"] = Room(
            name="羽毛球群",
            creator="lisi",
            created=1700000000,
            members=[("lisi", 1700000001), ("boss", 1700000002)],
        )
        yield wecom


@pytest.fixture
def company(wecom):
    return wecom.company


@pytest.fixture
def stack(monkeypatch, table, wecom):
    return Stack(monkeypatch.setenv, table, wecom.url)


def test_every_sample_has_an_expectation():
    assert {name for _, name in SAMPLES} == COUNTED.keys()


@pytest.mark.parametrize(("function", "name"), SAMPLES)
def test_a_sample_is_counted_as_what_it_is(stack, capsys, function, name):
    assert stack.run(function, name) == OK
    assert metrics_in(capsys.readouterr().out)[COUNTED[name]] == (name not in COUNTED_AS_NONE)


def test_a_customer_group_is_known_from_its_first_event_to_its_last(stack, capsys):
    for name in ("group_created", "group_joined", "group_left", "group_dismissed"):
        assert stack.run("group_lifecycle", name) == OK
    known = stack.group()
    assert (known.name, known.state) == ("项目A客户群", GroupState.DISSOLVED)
    names = {str(member.alias) for member in known.members.values()}
    assert names == {"userid:boss", "userid:jack"}
    assert known.version == "8d20"
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["RostersPulled"], counted["GroupsFollowed"]) == (1, 3)


def test_a_bridged_group_is_known_from_its_bridges_word(stack):
    bridged = Alias("bridge", "g1")
    for name in ("bridge_joined", "bridge_renamed"):
        assert stack.run("group_lifecycle", name) == OK
    known = stack.book.known(unfiled_id(bridged))
    assert (known.kind, known.name) == (GroupKind.BRIDGE, "球友群二")
    assert [member.nickname for member in known.members.values()] == ["老王"]
    for name in ("bridge_left", "bridge_dismissed"):
        assert stack.run("group_lifecycle", name) == OK
    known = stack.book.known(unfiled_id(bridged))
    assert (dict(known.members), known.state) == ({}, GroupState.DISSOLVED)


def envelope(kind, group=None):
    now = SystemClock().now()
    return envelope_to_json(
        Envelope(kind=kind, envelope_id="e-1", at=now, lane="-", body={}, group=group)
    )


def test_a_room_that_nobody_filed_is_asked_for_and_pulled_with_the_archives_secret(stack, capsys):
    group_id = stack.book.register(Alias("room", "wrROOM1"), None, NOON)
    lifecycle = load("group_lifecycle")
    asked = sqs_event(envelope(EnvelopeKind.STALE_ROSTERS))
    assert lifecycle.handler(asked, Context()) == OK
    (sent,) = stack.sqs.receive_message(QueueUrl=stack.lifecycle)["Messages"]
    assert lifecycle.handler(sqs_event(sent["Body"]), Context()) == OK
    known = stack.book.known(group_id)
    assert (known.name, len(known.members)) == ("羽毛球群", 2)
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["RostersAsked"], counted["RostersPulled"]) == (1, 1)


def test_the_employee_directory_becomes_persons_whose_names_are_in_no_log(stack, company):
    row = {"userid": "ZhouChuan", "name": "周川", "department": [1], "status": 1}
    company.estate.employees.append(row)
    lifecycle, lists = load("group_lifecycle"), [envelope(EnvelopeKind.STAFF)]
    with logged() as log:
        while lists:
            assert lifecycle.handler(sqs_event(lists.pop()), Context()) == OK
            answer = stack.sqs.receive_message(QueueUrl=stack.lifecycle)
            lists += [one["Body"] for one in answer.get("Messages", [])]
    person = stack.people.resolve(Alias("userid", "zhouchuan"))
    assert (person.name, person.departments, person.degree) == ("周川", (1,), Degree.KNOWN)
    assert "周川" not in log.getvalue()
    assert "zhouchuan" not in log.getvalue().casefold()


def test_the_schedule_anchors_every_log_and_tells_the_root_outside_the_table(stack, table):
    audit = DynamoAuditLog(table_name=table, region=REGION)
    audit.append("group-1", audit_entry())
    schedule = sqs_event(envelope(EnvelopeKind.ANCHOR))
    with logged() as log:
        assert load("group_lifecycle").handler(schedule, Context()) == OK
        assert load("group_lifecycle").handler(schedule, Context()) == OK
    ((anchor, heads),) = audit.every()
    assert heads.keys() == {"group-1"}
    assert log.getvalue().count(anchor.root) == 1


def test_the_schedule_erases_groups_that_ended_long_ago_part_by_part(stack, table):
    where = {"table_name": table, "region": REGION}
    book, ledger = DynamoGroupBook(**where), DynamoLedger(**where)
    group_id = book.register(Alias("chat", "wrOLD"), None, NOON)
    book.dissolve(group_id, NOON.replace(year=2020))
    one = case(group_id=group_id)
    ledger.open_case(one)
    ledger.commit(escalation(one, audit=audit_entry(people={"person": one.person_id})))
    lifecycle, asked = load("group_lifecycle"), [envelope(EnvelopeKind.RETENTION)]
    with logged() as log:
        while asked:
            assert lifecycle.handler(sqs_event(asked.pop()), Context()) == OK
            answer = stack.sqs.receive_message(QueueUrl=stack.lifecycle)
            asked += [one["Body"] for one in answer.get("Messages", [])]
    assert ledger.discipline(group_id, one.person_id).cases == ()
    assert (book.known(group_id), book.dissolved()) == (None, {})
    assert DynamoAuditLog(**where).verify_chain(group_id).flaws == {}
    assert one.person_id not in log.getvalue()


def on_file(edition, **more):
    return Filing(group_id="g-1", rulebook=edition.rulebook, name="展会群", **more)


def test_what_is_due_in_a_groups_life_is_told_by_the_function(stack, table, wecom, capsys):
    stack.publish(R12)
    planned = on_file(
        R12,
        state=LifeState.ACTIVE,
        since=NOON,
        owner=stack.known("boss"),
        kind="临时",
        ends_on=date(2026, 6, 20),
        due=NOON,
    )
    stack.register.commit(planned, audit_entry())
    due = sqs_event(envelope(EnvelopeKind.FILING, "g-1"))
    assert load("group_lifecycle").handler(due, Context()) == OK
    over = stack.register.filing("g-1")
    assert (over.state, over.owed) == (LifeState.AWAITING_ANNOUNCEMENT, ())
    assert [effect.to for effect in wecom.effects() if "公告解散" in effect.text] == ["boss"]
    assert metrics_in(capsys.readouterr().out)["FilingsDriven"] == 1


def test_a_group_that_was_agreed_to_is_made_by_the_function_and_its_rules_ordered(
    stack, table, wecom
):
    stack.publish(R01)
    agreed = on_file(
        R01,
        state=LifeState.AWAITING_APPROVAL,
        since=NOON,
        owner=stack.known("boss"),
        members=(stack.known("lisi"),),
        approvals=(Said(by="leader", at=NOON, agreed=True),),
        owed=(Sends.CREATION,),
        due=NOON,
    )
    stack.register.commit(agreed, audit_entry())
    due = sqs_event(envelope(EnvelopeKind.FILING, "g-1"))
    assert load("group_lifecycle").handler(due, Context()) == OK
    assert stack.register.filing("g-1").state is LifeState.FILING_SENT
    chat = wecom.company.chats[derived_id("appchat", "g-1")]
    assert (chat.name, chat.owner, chat.members) == ("展会群", "boss", ["boss", "lisi"])
    (order,) = DynamoLedger(table_name=table, region=REGION).discipline("g-1", "").orders
    (sent,) = stack.sqs.receive_message(QueueUrl=stack.outbound)["Messages"]
    assert json.loads(sent["Body"])["body"]["order"] == order.order_id
    assert order.act is Act.SPEAK


def later(name):
    """A sample's record as it would come once the shipped regulations are in force."""
    body = sample("group_lifecycle", name)["Records"][0]["body"]
    return sqs_event(json.dumps({**json.loads(body), "at": "2026-12-07T01:00:00.000Z"}))


def test_a_form_of_the_approvals_app_is_read_from_the_platform_and_goes_on_file(
    stack, table, wecom
):
    stack.publish(R01)
    chosen = OrganisationSettings(version=1, approval_template="TEMPLATE")
    change = OrganisationChange(rulebook=R01.rulebook, settings=chosen)
    assert DynamoOrganisation(table_name=table, region=REGION).commit(change)
    name = {"control": "Text", "title": [{"text": "群名"}], "value": {"text": "展会群"}}
    unit = {"control": "Text", "title": [{"text": "申请单位"}], "value": {"text": "市场部"}}
    form = {"sp_no": "202611250001", "apply_data": {"contents": [name, unit]}}
    wecom.company.estate.approvals["202611250001"] = form
    for _ in range(2):
        assert load("group_lifecycle").handler(later("approval"), Context()) == OK
    (filed,) = stack.register.every()
    filing = stack.register.filing(filed.group_id)
    assert (filing.name, filing.unit) == ("展会群", "市场部")
    assert filing.state is LifeState.AWAITING_APPROVAL


def test_a_group_that_nobody_filed_is_on_the_register_from_its_first_event_to_its_last(
    stack, wecom
):
    stack.publish(R12)
    stack.known("boss")
    lifecycle = load("group_lifecycle")
    assert lifecycle.handler(later("group_created"), Context()) == OK
    seen = stack.register.filing(unfiled_id(CHAT))
    assert (seen.name, seen.state, seen.owed) == ("项目A客户群", LifeState.UNFILED, ())
    assert [effect.to for effect in wecom.effects() if "没有备案" in effect.text] == ["boss"]
    assert lifecycle.handler(later("group_dismissed"), Context()) == OK
    assert stack.register.filing(unfiled_id(CHAT)).state is LifeState.DISSOLVED


def test_customer_groups_are_followed_where_there_is_no_archive(stack):
    stack.secrets.delete_secret(SecretId="archive", ForceDeleteWithoutRecovery=True)
    assert stack.run("group_lifecycle", "group_created") == OK


def test_persons_are_known_from_events(stack):
    for name in ("staff_renamed", "staff_left", "outsider_consented"):
        assert stack.run("desk", name) == OK
    one, other = (
        stack.people.resolve(Alias("userid", name)) for name in ("zhangsan", "zhangsan001")
    )
    assert one == other
    assert (one.degree, one.left_at is not None) == (Degree.KNOWN, True)
    assert (
        stack.people.resolve(Alias("external", "wmBBBBcustomer000000000000000001")).consented_at
        is not None
    )


@pytest.mark.parametrize(
    ("function", "name", "queue"),
    [
        ("group_lifecycle", "unknown_update", "LIFECYCLE_DEAD_QUEUE_URL"),
        ("desk", "unknown_kind", "DESK_DEAD_QUEUE_URL"),
    ],
)
def test_what_can_never_succeed_is_buried(stack, function, name, queue):
    stack.run(function, name)
    assert stack.buried(queue) == [json.loads(sample(function, name)["Records"][0]["body"])]


def test_a_roster_that_cannot_be_pulled_now_fails_its_record_alone(monkeypatch, table):
    stack = Stack(monkeypatch.setenv, table, "http://127.0.0.1:9/cgi-bin/")
    answer = stack.run("group_lifecycle", "group_created")
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}


def test_no_log_holds_names_or_secrets(stack):
    with logged() as log:
        for function, name in SAMPLES:
            stack.run(function, name)
    for secret in (
        "项目A",
        "老王",
        "zhangsan",
        "wmBBBBcustomer000000000000000001",
        ACCOUNT.app_secret,
        "RC",
    ):
        assert secret not in log.getvalue()
