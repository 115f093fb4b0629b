"""What the driver does to the deployed functions beside playing the story."""

import json
from datetime import datetime, timedelta
from typing import Any

import botocore.session
from botocore.config import Config

from local.deployment import Deployment
from local.places import REGION
from qungui.adapters import aws
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.wire import envelope_to_json, plan_quiet_envelope, time_to_text

_LOOKS = (
    EnvelopeKind.STALE_ROSTERS,
    EnvelopeKind.STAFF,
    EnvelopeKind.ANCHOR,
    EnvelopeKind.RETENTION,
    EnvelopeKind.MORNING,
)

_ROUND = 15  # minutes

# A first invocation on a busy laptop takes longer than the product's clients wait.
_PATIENT = Config(connect_timeout=5, read_timeout=90, retries={"total_max_attempts": 1})


class FunctionFailedError(Exception):
    """A function answered with an error."""


def sweep(deployment: Deployment, at: datetime) -> None:
    """
    Send the sweep its schedule's event, as if it were just after *at*.

    Raises:
        FunctionFailedError: It failed.
    """
    _sweep(deployment, between_rounds(at))


def between_rounds(at: datetime) -> datetime:
    """
    The next second after *at*, for the event names no parts of one; a minute later where people
    would be asked for their word, since they are asked when the story says so, at any hour.
    """
    after = at + timedelta(seconds=1)
    return after if after.minute % _ROUND else after + timedelta(minutes=1)


def ask_around(deployment: Deployment, at: datetime) -> None:
    """
    The same at the quarter of an hour *at*: whoever is to say their word on anything is asked.

    Raises:
        FunctionFailedError: It failed.
    """
    _sweep(deployment, at)


def _sweep(deployment: Deployment, at: datetime) -> None:
    event = {
        "version": "0",
        "id": "local",
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "time": f"{time_to_text(at)[:19]}Z",
        "resources": [],
        "detail": {},
    }
    client: Any = botocore.session.Session().create_client("lambda", REGION, config=_PATIENT)
    answer = client.invoke(
        FunctionName=deployment.outputs["DeadlineSweepAlias"], Payload=json.dumps(event)
    )
    if "FunctionError" in answer:
        raise FunctionFailedError(answer["Payload"].read().decode()[:500])


def look(deployment: Deployment, at: datetime) -> None:
    """Send the bodies of the schedules that look at groups, staff, logs, as if it were *at*."""
    client: Any = aws.client("sqs", region=REGION)
    for kind in _LOOKS:
        body = _scheduled(kind, at)
        client.send_message(
            QueueUrl=deployment.queue_url("Lifecycle"),
            MessageBody=envelope_to_json(body),
            MessageGroupId=kind.value,
            MessageDeduplicationId=body.envelope_id.replace(":", "-"),
        )


def plan(deployment: Deployment, at: datetime) -> None:
    """Send the bodies of the schedules that plan rests and looks at members, as if it were *at*."""
    client: Any = aws.client("sqs", region=REGION)
    bodies = {
        "Quiet": plan_quiet_envelope("", at=at),
        "Rosters": _scheduled(EnvelopeKind.PLAN_CHECKS, at),
    }
    for queue, body in bodies.items():
        url = deployment.queue_url(queue)
        client.send_message(QueueUrl=url, MessageBody=envelope_to_json(body))


def _scheduled(kind: EnvelopeKind, at: datetime) -> Envelope:
    name = f"{kind.value}-{time_to_text(at)}"
    return Envelope(kind=kind, envelope_id=name, at=at, lane=kind.value, body={})


def stop_stream() -> None:
    """Take the table's stream away from the escalation; everything else stays."""
    client = aws.client("lambda", region=REGION)
    for mapping in client.list_event_source_mappings()["EventSourceMappings"]:
        if "/stream/" in mapping["EventSourceArn"]:
            client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
