"""Least privilege and alarms: who may do what, and what nobody may miss."""

import ast
from pathlib import Path

import pytest

from qungui import observability
from tests.support.template import resources

ROLES = {
    name.removesuffix("Role"): {
        statement["Sid"]: statement
        for policy in role["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
    }
    for name, role in resources("AWS::IAM::Role").items()
}
SENDS = {
    "MessageCallback": {"CollectQueue", "DeskQueue", "LifecycleQueue", "UnknownQueue"},
    "ArchiveCollect": {"InboundQueue", "CollectDeadQueue"},
    "MessageJudgement": {"InboundDeadQueue"},
    "StrikeEscalation": {"OutboundQueue"},
    "SanctionDispatch": {"OutboundQueue", "OutboundDeadQueue"},
    "GroupLifecycle": {"LifecycleQueue", "OutboundQueue", "LifecycleDeadQueue"},
    "Desk": {"OutboundQueue", "DeskDeadQueue"},
    "QuietHours": {"OutboundQueue", "QuietQueue", "QuietDeadQueue"},
    "DeadlineSweep": {"OutboundQueue", "LifecycleQueue", "QuietQueue", "RostersQueue"},
    "RosterCheck": {"OutboundQueue", "RostersDeadQueue"},
}
READS_SECRET = {
    "MessageCallback": ["CallbackSecretName"],
    "ArchiveCollect": ["ArchiveSecretName"],
    "SanctionDispatch": ["AppSecretName"],
    # Rosters are pulled as the app; those of rooms are shown to the archive's secret alone.
    "GroupLifecycle": ["AppSecretName", "ArchiveSecretName"],
    "Desk": ["AppSecretName"],  # cards are updated as the app
}
# The first part of every partition key that a function writes.
WRITES = {
    "MessageCallback": set(),
    "ArchiveCollect": {"CURSOR", "BUDGET"},
    "MessageJudgement": {"GROUP", "GM", "PERSON", "ALIAS"},  # GROUP: rooms nobody filed
    "StrikeEscalation": {"GROUP", "GM", "PERSON", "COUNT"},  # PERSON: ladders of the whole company
    "SanctionDispatch": {"GROUP", "GM", "PERSON", "COUNT", "ORG", "TOKEN", "BUDGET"},
    "GroupLifecycle": {"GROUP", "GM", "PERSON", "ALIAS", "TOKEN", "BUDGET", "ORG"},
    "Desk": {"GROUP", "GM", "PERSON", "ALIAS", "ONCE", "ORG", "TOKEN", "BUDGET"},
    "QuietHours": {"GROUP"},
    # BUDGET: cards a person gets a day
    "DeadlineSweep": {"GROUP", "GM", "PERSON", "COUNT", "ORG", "BUDGET"},
    # BUDGET: what a member hears of in a day
    "RosterCheck": {"GROUP", "GM", "PERSON", "COUNT", "BUDGET"},
}
WRITING = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"}
READING = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"}
ALARMS = resources("AWS::CloudWatch::Alarm")


def listed(value: object) -> list:
    return value if isinstance(value, list) else [value]


def table_statements(function: str) -> list[dict]:
    return [
        statement
        for statement in ROLES[function].values()
        if set(listed(statement["Action"])) & (WRITING | READING)
    ]


def leading_keys(statement: dict) -> set[str]:
    patterns = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    return {pattern.removesuffix("#*") for pattern in patterns}


def watched(**wanted: str) -> list[dict]:
    return [alarm for alarm in ALARMS.values() if wanted.items() <= alarm.items()]


def marked_as_alarm() -> set[str]:
    """The metrics whose line in observability.py says so."""
    source = Path(observability.__file__).read_text()
    (kind,) = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    lines = source.splitlines()
    return {
        node.value.value
        for node in kind.body
        if isinstance(node, ast.Assign) and "# alarm" in lines[node.lineno - 1]
    }


@pytest.mark.parametrize("function", SENDS)
def test_a_function_sends_to_its_own_queues_only(function):
    resource = listed(ROLES[function]["SendOn"]["Resource"])
    assert {one["!GetAtt"].removesuffix(".Arn") for one in resource} == SENDS[function]
    assert ROLES[function]["SendOn"]["Action"] == ["sqs:SendMessage"]


@pytest.mark.parametrize("function", SENDS)
def test_a_secret_is_read_by_the_functions_that_act_with_it(function):
    statement = ROLES[function].get("ReadSecret")
    if function not in READS_SECRET:
        assert statement is None
        return
    assert statement["Action"] == ["secretsmanager:GetSecretValue"]
    entries = [one["!Sub"].rpartition(":secret:")[2] for one in listed(statement["Resource"])]
    assert entries == [f"${{{name}}}-??????" for name in READS_SECRET[function]]


@pytest.mark.parametrize("function", SENDS)
def test_a_function_writes_the_partitions_that_are_its_own(function):
    keys = [
        leading_keys(statement)
        for statement in table_statements(function)
        if set(statement["Action"]) & WRITING
    ]
    assert set().union(*keys) == WRITES[function]


@pytest.mark.parametrize("function", SENDS)
def test_whoever_reads_the_table_is_held_to_leading_keys(function):
    for statement in table_statements(function):
        assert leading_keys(statement)
        assert set(statement["Action"]) <= WRITING | READING


def test_what_the_organisation_keeps_is_never_taken_away():
    """Its log, its anchors and its settings: written and moved on by some, deleted by nobody."""
    writing = {
        function: statement["Action"]
        for function in SENDS
        for statement in table_statements(function)
        if "ORG" in leading_keys(statement) and set(statement["Action"]) & WRITING
    }
    assert writing == {
        "GroupLifecycle": ["dynamodb:PutItem"],  # anchors, numbers of the register
        "SanctionDispatch": ["dynamodb:PutItem"],  # ends of trials
        "Desk": ["dynamodb:PutItem"],  # answers about trials
        "DeadlineSweep": ["dynamodb:UpdateItem"],  # looks at trials that can wait
    }


def test_only_the_sweep_reads_the_due_index():
    readers = {
        function
        for function, statements in ROLES.items()
        for statement in statements.values()
        if "/index/due" in str(statement["Resource"])
    }
    assert readers == {"DeadlineSweep"}


@pytest.mark.parametrize("function", SENDS)
def test_no_permission_is_a_wildcard(function):
    for statement in ROLES[function].values():
        assert all("*" not in action for action in listed(statement["Action"]))
        assert "*" not in listed(statement["Resource"])


def test_a_role_holds_nothing_but_what_stands_in_the_template():
    assert all("ManagedPolicyArns" not in role for role in resources("AWS::IAM::Role").values())
    functions = resources("AWS::Serverless::Function")
    assert {f"{name.removesuffix('Function')}" for name in functions} == ROLES.keys()
    for name, properties in functions.items():
        assert properties["Role"] == {"!GetAtt": f"{name.removesuffix('Function')}Role.Arn"}


@pytest.mark.parametrize("metric", sorted(marked_as_alarm()))
def test_a_metric_marked_alarm_has_one(metric):
    alarms = watched(Namespace="Qungui", MetricName=metric)
    services = {
        properties["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
        for properties in resources("AWS::Serverless::Function").values()
    }
    assert alarms
    for alarm in alarms:
        (dimension,) = alarm["Dimensions"]
        assert dimension["Name"] == "service"
        assert dimension["Value"] in services


def test_the_metrics_marked_alarm_are_found():
    assert "DeadLetters" in marked_as_alarm()
    assert "CasesOpened" not in marked_as_alarm()


@pytest.mark.parametrize(
    "queue", [name for name in resources("AWS::SQS::Queue") if "Dead" in name or "Unknown" in name]
)
def test_anything_in_a_queue_without_a_reader_alarms(queue):
    depth = watched(MetricName="ApproximateNumberOfMessagesVisible", Threshold=0)
    watching = [alarm["Dimensions"][0]["Value"] for alarm in depth]
    assert {"!GetAtt": f"{queue}.QueueName"} in watching


@pytest.mark.parametrize("function", SENDS)
def test_an_error_of_a_function_alarms(function):
    watching = [alarm["Dimensions"][0]["Value"] for alarm in watched(MetricName="Errors")]
    assert {"!Ref": f"{function}Function"} in watching


def test_an_alarm_says_what_happened_and_is_heard_where_a_topic_is_set():
    for alarm in ALARMS.values():
        assert alarm["AlarmDescription"].endswith(".")
        assert alarm["AlarmActions"]["!If"][:2] == ["HasAlarmTopic", [{"!Ref": "AlarmTopicArn"}]]
