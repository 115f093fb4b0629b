"""What the local emulator cannot show is asserted on the template's own text."""

import json
import re
from dataclasses import fields

import pytest

from local.deployment import LIMITED
from qungui import settings
from qungui.engine.orders import LEASE
from qungui.model.envelope import EnvelopeKind
from qungui.wire import envelope_from_json
from tests.support.template import TEMPLATE, resources, template

FUNCTIONS = {
    name.removesuffix("Function"): properties
    for name, properties in resources("AWS::Serverless::Function").items()
}
SETTINGS = {
    "MessageCallback": settings.CallbackSettings,
    "ArchiveCollect": settings.CollectSettings,
    "MessageJudgement": settings.JudgementSettings,
    "StrikeEscalation": settings.EscalationSettings,
    "SanctionDispatch": settings.DispatchSettings,
    "GroupLifecycle": settings.LifecycleSettings,
    "Desk": settings.DeskSettings,
    "QuietHours": settings.QuietSettings,
    "DeadlineSweep": settings.SweepSettings,
    "RosterCheck": settings.RosterSettings,
}
QUEUES = resources("AWS::SQS::Queue")
READERS = {
    "InboundQueue": "MessageJudgement",
    "CollectQueue": "ArchiveCollect",
    "OutboundQueue": "SanctionDispatch",
    "LifecycleQueue": "GroupLifecycle",
    "DeskQueue": "Desk",
    "QuietQueue": "QuietHours",
    "RostersQueue": "RosterCheck",
}
FOURTEEN_DAYS = 14 * 24 * 3600
SET_BY_LAMBDA = {"AWS_REGION"}
SET_FOR_POWERTOOLS = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"}


def folder(function: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", function).lower()


def variables(function: str) -> dict[str, object]:
    everywhere = template()["Globals"]["Function"]["Environment"]["Variables"]
    return everywhere | FUNCTIONS[function]["Environment"]["Variables"]


def events(kind: str) -> dict[str, dict]:
    """Properties of the events of one kind, by the function they call."""
    return {
        name: event["Properties"]
        for name, properties in FUNCTIONS.items()
        for event in properties.get("Events", {}).values()
        if event["Type"] == kind
    }


def the_one(kind: str) -> dict:
    (properties,) = resources(kind).values()
    return properties


def test_every_settings_class_has_its_function():
    kinds = {kind for name, kind in vars(settings).items() if name.endswith("Settings")}
    assert kinds == set(SETTINGS.values())
    assert FUNCTIONS.keys() == SETTINGS.keys()


@pytest.mark.parametrize("function", SETTINGS)
def test_the_template_sets_exactly_what_the_settings_read(function):
    read = {field.name.upper() for field in fields(SETTINGS[function])}
    assert variables(function).keys() == (read - SET_BY_LAMBDA) | SET_FOR_POWERTOOLS


def test_the_archives_library_comes_from_the_operators_layer_alone():
    collect = FUNCTIONS["ArchiveCollect"]
    supplied = {"!If": ["HasArchiveSdk", {"!Ref": "ArchiveSdkLayerArn"}, {"!Ref": "AWS::NoValue"}]}
    assert collect["Layers"] == [supplied]
    path = {"!If": ["HasArchiveSdk", {"!Ref": "ArchiveSdk"}, ""]}
    assert variables("ArchiveCollect")["ARCHIVE_SDK"] == path
    parameters = template()["Parameters"]
    optional = ("ArchiveSdkLayerArn", "ArchiveUrl", "InspectorUrl")
    assert {parameters[name]["Default"] for name in optional} == {""}
    assert [name for name, function in FUNCTIONS.items() if "Layers" in function] == [
        "ArchiveCollect"
    ]


@pytest.mark.parametrize("function", SETTINGS)
def test_a_function_is_its_folder_and_its_metrics_are_told_apart(function):
    assert FUNCTIONS[function]["CodeUri"] == f"functions/{folder(function)}/"
    assert variables(function)["POWERTOOLS_SERVICE_NAME"] == folder(function)
    assert variables(function)["POWERTOOLS_METRICS_NAMESPACE"] == "Qungui"


@pytest.mark.parametrize("function", SETTINGS)
def test_secrets_reach_a_function_as_names_of_parameters(function):
    for name, value in variables(function).items():
        if "SECRET" in name:
            assert value["!Ref"] in template()["Parameters"]


@pytest.mark.parametrize("function", SETTINGS)
def test_a_function_publishes_every_change_of_itself_and_its_layers(function):
    assert FUNCTIONS[function]["AutoPublishAlias"] == "live"
    assert FUNCTIONS[function]["AutoPublishAliasAllProperties"] is True


@pytest.mark.parametrize("layer", resources("AWS::Serverless::LayerVersion"))
def test_a_layer_publishes_the_functions_that_stand_on_it(layer):
    properties = resources("AWS::Serverless::LayerVersion")[layer]
    assert properties["PublishLambdaVersion"] is True
    assert properties["RetentionPolicy"] == "Retain"
    assert {"!Ref": layer} in template()["Globals"]["Function"]["Layers"]


def test_the_api_calls_the_alias_and_only_for_callbacks():
    alias = {"!Ref": "MessageCallbackFunction.Alias"}
    assert the_one("AWS::ApiGatewayV2::Integration")["IntegrationUri"] == alias
    assert the_one("AWS::Lambda::Permission")["FunctionName"] == alias
    assert the_one("AWS::Lambda::Permission")["SourceArn"]["!Sub"].endswith("/*/*/callback/*")
    routes = {route["RouteKey"] for route in resources("AWS::ApiGatewayV2::Route").values()}
    assert routes == {"GET /callback/{identity}", "POST /callback/{identity}"}


def test_the_api_is_throttled_and_its_log_holds_no_query():
    stage = the_one("AWS::ApiGatewayV2::Stage")
    limits = {"ThrottlingRateLimit", "ThrottlingBurstLimit"}
    assert limits <= stage["DefaultRouteSettings"].keys()
    logged = json.loads(stage["AccessLogSettings"]["Format"])
    assert not any("query" in value.lower() for value in logged.values())


@pytest.mark.parametrize("queue", QUEUES)
def test_a_queue_is_encrypted_and_fifo_where_lanes_matter(queue):
    assert QUEUES[queue]["SqsManagedSseEnabled"] is True
    lanes = queue.startswith(("Inbound", "Collect", "Desk", "Lifecycle"))
    assert QUEUES[queue].get("FifoQueue", False) is lanes
    if lanes:
        assert QUEUES[queue]["DeduplicationScope"] == "messageGroup"
        assert QUEUES[queue]["FifoThroughputLimit"] == "perMessageGroupId"


@pytest.mark.parametrize("queue", QUEUES)
def test_nothing_leaves_a_queue_but_read_or_as_a_dead_letter_kept_14_days(queue):
    kept = QUEUES[queue].get("MessageRetentionPeriod")
    if queue.endswith("DeadQueue") or queue == "UnknownQueue":
        assert kept == FOURTEEN_DAYS
        return
    redrive = QUEUES[queue]["RedrivePolicy"]
    dead = queue.replace("Queue", "DeadQueue")
    assert redrive == {"deadLetterTargetArn": {"!GetAtt": f"{dead}.Arn"}, "maxReceiveCount": 3}
    assert queue in READERS or kept == FOURTEEN_DAYS


@pytest.mark.parametrize(("queue", "reader"), READERS.items())
def test_a_queue_has_its_reader_who_names_what_failed(queue, reader):
    mapping = events("SQS")[reader]
    assert mapping["Queue"] == {"!GetAtt": f"{queue}.Arn"}
    # In full batches, but for those that end in time only when they are small.
    assert mapping["BatchSize"] == (3 if queue in {"OutboundQueue", "RostersQueue"} else 10)
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    _, limit, _ = mapping["ScalingConfig"]["!If"]
    assert limit["MaximumConcurrency"]["!Ref"] in template()["Parameters"]
    assert QUEUES[queue]["VisibilityTimeout"] >= 6 * FUNCTIONS[reader]["Timeout"]


@pytest.mark.parametrize(
    ("rule", "queue", "lane", "rate", "kind"),
    [
        ("Collect", "Collect", {"!Ref": "CorpId"}, "rate(1 minute)", EnvelopeKind.COLLECT),
        ("Staff", "Lifecycle", "staff", "rate(1 day)", EnvelopeKind.STAFF),
        ("Anchor", "Lifecycle", "anchor", "cron(30 16 * * ? *)", EnvelopeKind.ANCHOR),
        ("Retention", "Lifecycle", "retention", "cron(30 17 * * ? *)", EnvelopeKind.RETENTION),
        ("Morning", "Lifecycle", "morning", "cron(10 1 * * ? *)", EnvelopeKind.MORNING),
        ("StaleRosters", "Lifecycle", "schedule", "rate(1 hour)", EnvelopeKind.STALE_ROSTERS),
        ("PlanQuiet", "Quiet", None, "rate(1 hour)", EnvelopeKind.PLAN_QUIET),
        ("PlanChecks", "Rosters", None, "rate(1 hour)", EnvelopeKind.PLAN_CHECKS),
    ],
)
def test_a_schedule_sends_a_queue_body_into_a_lane_where_there_are_lanes(
    rule, queue, lane, rate, kind
):
    schedule = resources("AWS::Events::Rule")[f"{rule}Schedule"]
    (target,) = schedule["Targets"]
    assert schedule["ScheduleExpression"] == rate
    assert schedule["State"] == {"!Ref": "Schedules"}
    assert target["Arn"] == {"!GetAtt": f"{queue}Queue.Arn"}
    assert target.get("SqsParameters") == (lane and {"MessageGroupId": lane})
    assert QUEUES[f"{queue}Queue"].get("ContentBasedDeduplication", False) is bool(lane)
    assert target["InputTransformer"]["InputPathsMap"] == {"time": "$.time"}
    body = target["InputTransformer"]["InputTemplate"].replace("<time>", "2026-11-25T04:00:00Z")
    assert envelope_from_json(body).kind is kind


def test_a_schedule_plans_the_groups_that_are_new():
    (target,) = resources("AWS::Events::Rule")["PlanChecksSchedule"]["Targets"]
    assert target["Arn"] == {"!GetAtt": "RostersQueue.Arn"}
    assert target["InputTransformer"]["InputPathsMap"] == {"time": "$.time"}
    body = target["InputTransformer"]["InputTemplate"].replace("<time>", "2026-11-25T04:00:00Z")
    assert envelope_from_json(body).kind is EnvelopeKind.PLAN_CHECKS


def test_only_schedules_send_into_a_queue_by_its_policy():
    policies = resources("AWS::SQS::QueuePolicy").values()
    allowed = {
        str(source)
        for policy in policies
        for statement in policy["PolicyDocument"]["Statement"]
        for source in as_list(statement["Condition"]["ArnEquals"]["aws:SourceArn"])
    }
    assert allowed == {str({"!GetAtt": f"{rule}.Arn"}) for rule in resources("AWS::Events::Rule")}


def as_list(value):
    return value if isinstance(value, list) else [value]


def test_the_sweep_runs_each_minute_and_ends_before_the_next():
    assert events("Schedule")["DeadlineSweep"]["Schedule"] == "rate(1 minute)"
    assert FUNCTIONS["DeadlineSweep"]["Timeout"] < 60


def test_an_orders_lease_outlives_the_function_that_took_it():
    dispatch = resources("AWS::Serverless::Function")["SanctionDispatchFunction"]
    assert dispatch["Timeout"] < LEASE.total_seconds()


def test_the_stream_brings_new_cases_and_nothing_else():
    mapping = events("DynamoDB")
    assert mapping.keys() == {"StrikeEscalation"}
    (wanted,) = mapping["StrikeEscalation"]["FilterCriteria"]["Filters"]
    assert json.loads(wanted["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "CASE#"}]}}},
    }


def test_the_table_is_encrypted_recoverable_and_not_deleted_by_mistake():
    table = the_one("AWS::DynamoDB::Table")
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] == {"!If": ["IsProtected", True, False]}
    assert template()["Parameters"]["DeletionProtection"]["Default"] == "true"
    assert template()["Resources"]["Table"]["DeletionPolicy"] == "Retain"
    assert template()["Resources"]["Table"]["UpdateReplacePolicy"] == "Retain"


def test_the_table_forgets_by_ttl_and_has_the_two_sparse_indexes():
    table = the_one("AWS::DynamoDB::Table")
    assert table["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    keys = {
        index["IndexName"]: [part["AttributeName"] for part in index["KeySchema"]]
        for index in table["GlobalSecondaryIndexes"]
    }
    assert keys == {"due": ["due_shard", "due_sort"], "worklist": ["list_key", "list_sort"]}


def test_every_function_that_asks_the_platform_alarms_when_it_is_not_let():
    asking = {folder(name) for name in FUNCTIONS if "WECOM_API_URL" in variables(name)}
    alarms = resources("AWS::CloudWatch::Alarm").values()
    watched = {
        dimension["Value"]
        for alarm in alarms
        if alarm["MetricName"] == "PlatformMisconfigured"
        for dimension in alarm["Dimensions"]
    }
    assert watched == asking == {"desk", "group_lifecycle", "sanction_dispatch"}


def test_every_log_is_forgotten_after_the_days_that_were_set():
    groups = resources("AWS::Logs::LogGroup")
    assert all(
        group["RetentionInDays"] == {"!Ref": "LogRetentionDays"} for group in groups.values()
    )
    for name, properties in FUNCTIONS.items():
        assert properties["LoggingConfig"]["LogGroup"] == {"!Ref": f"{name}LogGroup"}


def test_nothing_names_a_partition_a_region_or_an_account():
    text = TEMPLATE.read_text()
    assert not re.search(r"arn:aws", text)
    assert not re.search(r"\b(?:us|eu|ap|cn)-[a-z]+-\d\b", text)
    assert not re.search(r"\b\d{12}\b", text)
    services = set(re.findall(r"([\w.]+)\.amazonaws\.com", text))
    assert services == {"apigateway", "events", "lambda"}  # these are so named in aws-cn too


def test_the_local_stack_limits_nothing():
    """The emulator reads such a number as text and stops."""
    limits = {name for name in template()["Parameters"] if name.endswith("Concurrency")}
    assert limits - {"ProvisionedConcurrency"} == {f"{each}Concurrency" for each in LIMITED}
