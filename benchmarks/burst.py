"""Many callbacks at once through the deployed stack, beside a function that does nothing."""

import io
import json
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from itertools import count
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from local.callbacks import CallbackSender
from local.deployment import Deployment
from local.facts import waiting_in
from local.places import REGION
from local.polling import wait_until
from local.stack import Stack, running_stack
from local.story import read_story
from qungui.adapters import aws

CONCURRENCIES = (1, 8, 32)
REQUESTS = 160  # at each concurrency, of each kind
ROUNDS = 2  # the two kinds take turns, so that a busy machine slows both alike
WARMING = 2  # bursts of each kind that do not count
PATIENCE = 60  # seconds; WeCom itself waits for 5 and calls again
# It says a word: the emulator waits for the log of a function that is silent.
_IDLE = """
def handler(event, context):
    print("idle")
    return {"statusCode": 200, "body": ""}
"""
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": "lambda.amazonaws.com"},
        }
    ],
}
_NUMBERS = count(1)

type Sealed = tuple[str, bytes]


@dataclass(slots=True)
class Heard:
    """Milliseconds of the answers that were an empty 200, and how many were not."""

    taken: list[float] = field(default_factory=list)
    failed: int = 0


def run(console: Console) -> None:
    """
    Raises:
        MissingError: Something is not built or installed.
    """
    with running_stack(read_story()) as stack:
        sender = stack.sender("app")
        idle = _idle_url(stack.deployment)
        table = _table()
        kept = 0
        for at_once in CONCURRENCIES:
            ours, floor = _both(sender, idle, at_once)
            _row(table, at_once, "callback", ours, floor)
            _row(table, at_once, "nothing", floor, floor)
            kept += len(ours.taken)
        console.print(table)
        console.print(_lost(stack, kept))


def _both(sender: CallbackSender, idle: str, at_once: int) -> tuple[Heard, Heard]:
    ours, floor = Heard(), Heard()
    for _ in range(WARMING):  # so that as many processes stand ready
        _burst(sender.url, [_callback(sender) for _ in range(at_once)], at_once, Heard())
        _burst(idle, [_plain(idle, sender) for _ in range(at_once)], at_once, Heard())
    for _ in range(ROUNDS):
        share = REQUESTS // ROUNDS
        _burst(sender.url, [_callback(sender) for _ in range(share)], at_once, ours)
        _burst(idle, [_plain(idle, sender) for _ in range(share)], at_once, floor)
    return ours, floor


def _callback(sender: CallbackSender) -> Sealed:
    """Genuine, each another one, of a kind that nobody reads: it goes to the unknown queue."""
    now = int(sender.clock.now().timestamp())
    said = (
        f"<xml><MsgType><![CDATA[event]]></MsgType><CreateTime>{now}</CreateTime>"
        f"<Event><![CDATA[burst]]></Event><Number>{next(_NUMBERS)}</Number></xml>"
    )
    return sender.sealed(said, now)


def _plain(idle: str, sender: CallbackSender) -> Sealed:
    """As many bytes, to the function that does nothing."""
    path, body = _callback(sender)
    return f"{urlsplit(idle).path}?{urlsplit(path).query}", body


def _burst(url: str, sealed: Sequence[Sealed], at_once: int, heard: Heard) -> None:
    host = urlsplit(url).netloc
    with ThreadPoolExecutor(at_once) as pool:
        for milliseconds in pool.map(lambda each: _posted(host, *each), sealed):
            if milliseconds is None:
                heard.failed += 1
            else:
                heard.taken.append(milliseconds)


def _posted(host: str, path: str, body: bytes) -> float | None:
    """From before the connection to the whole answer; None when it is no empty 200."""
    connection = HTTPConnection(host, timeout=PATIENCE)
    begun = perf_counter()
    try:
        connection.request("POST", path, body, {"Content-Type": "text/xml"})
        answer = connection.getresponse()
        good = not answer.read() and answer.status == HTTPStatus.OK
    except (OSError, HTTPException):
        good = False
    finally:
        connection.close()
    return (perf_counter() - begun) * 1000 if good else None


def _idle_url(deployment: Deployment) -> str:
    """A function that does nothing, on the same layers and behind the same API."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("app.py", _IDLE)
    role = aws.client("iam", region=REGION).create_role(
        RoleName="idle", AssumeRolePolicyDocument=json.dumps(_TRUST)
    )
    functions = aws.client("lambda", region=REGION)
    made = functions.create_function(
        FunctionName="idle",
        Runtime="python3.13",
        Handler="app.handler",
        Role=role["Role"]["Arn"],
        Code={"ZipFile": packed.getvalue()},
        MemorySize=1024,
        Timeout=10,
        Layers=_layers_of(deployment.outputs["MessageCallbackAlias"]),
    )
    functions.add_permission(
        FunctionName="idle",
        StatementId="api",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    api, gateway = deployment.outputs["ApiId"], aws.client("apigatewayv2", region=REGION)
    integration = gateway.create_integration(
        ApiId=api,
        IntegrationType="AWS_PROXY",
        IntegrationUri=made["FunctionArn"],
        PayloadFormatVersion="2.0",
    )
    target = f"integrations/{integration['IntegrationId']}"
    gateway.create_route(ApiId=api, RouteKey="POST /idle", Target=target)
    return f"{deployment.endpoint}/_aws/execute-api/{api}/$default/idle"


def _layers_of(function: str) -> list[str]:
    configuration = aws.client("lambda", region=REGION).get_function_configuration(
        FunctionName=function
    )
    return [layer["Arn"] for layer in configuration["Layers"]]


def _lost(stack: Stack, kept: int) -> str:
    """
    What the queue holds against what was accepted. It may hold more: a callback may be kept
    whose caller no longer waits, and those that warmed up are in it as well.
    """
    warm = WARMING * sum(CONCURRENCIES)
    url = stack.deployment.queue_url("Unknown")
    client = aws.client("sqs", region=REGION)

    def held() -> int:
        return waiting_in(client, url)

    wait_until(lambda: held() >= kept, seconds=PATIENCE, what=lambda: f"{held()} of {kept}")
    return f"accepted {kept}, and up to {warm} to warm up; in the queue {held()}"


def _table() -> Table:
    title = f"Burst: milliseconds to an answer, {REQUESTS} requests each"
    table = Table(title=title)
    for name in ("at once", "", "p50", "p95", "p99", "max", "of nothing", "accepted", "unanswered"):
        table.add_column(name, justify="left" if not name else "right")
    return table


def _row(table: Table, at_once: int, what: str, heard: Heard, floor: Heard) -> None:
    cuts = quantiles(heard.taken, n=100, method="inclusive")
    ratio = median(heard.taken) / median(floor.taken)
    shown = [cuts[49], cuts[94], cuts[98], max(heard.taken)]
    numbers = [f"{each:.0f}" for each in shown]
    ends = (str(len(heard.taken)), str(heard.failed))
    table.add_row(str(at_once), what, *numbers, f"{ratio:.2f}", *ends)
