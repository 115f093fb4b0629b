"""A function as Lambda runs it: its file loaded afresh, its context, its metrics."""

import builtins
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from logging import CRITICAL, StreamHandler
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from warnings import catch_warnings, simplefilter

from qungui.model.envelope import Envelope
from qungui.observability import logger
from qungui.wire import envelope_to_json

ROOT = Path(__file__).parents[2]


class Context:
    """The parts of a Lambda context that anything here reads."""

    function_name = "under-test"
    memory_limit_in_mb = 1024
    invoked_function_arn = "arn:aws-cn:lambda:cn-north-1:000000000000:function:under-test"
    aws_request_id = "request-1"

    def __init__(self, seconds: float = 60) -> None:
        self._seconds = seconds

    def get_remaining_time_in_millis(self) -> int:
        return int(self._seconds * 1000)


def load(function: str) -> ModuleType:
    """A cold start of ``functions/<function>/app.py`` under the present environment."""
    path = ROOT / "functions" / function / "app.py"
    spec = spec_from_file_location(f"cold_{function}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


type Handler = Callable[[dict[str, Any], Context], Any]


def over(function: str, root: object) -> Handler:
    """
    A cold start of the same file where *root* is the composition root: what the file imports from
    ``qungui.bootstrap`` it finds there, and everything else where it always does.
    """

    def importing(name: str, *how: Any) -> Any:
        return root if name == "qungui.bootstrap" else builtins.__import__(name, *how)

    module = {"__name__": function, "__builtins__": {**vars(builtins), "__import__": importing}}
    exec(_compiled(function), module)  # noqa: S102 - a file of our own
    handler: Handler = module["handler"]  # type: ignore[assignment]
    return handler


@cache
def _compiled(function: str) -> CodeType:
    path = ROOT / "functions" / function / "app.py"
    return compile(path.read_text(), path, "exec")


def sample(function: str, name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((ROOT / "events" / function / f"{name}.json").read_text())
    return event


def samples(function: str) -> list[str]:
    return sorted(path.stem for path in (ROOT / "events" / function).glob("*.json"))


def metrics_in(output: str) -> Counter[str]:
    """Totals of the metrics that a function printed (embedded metric format)."""
    totals: Counter[str] = Counter()
    for line in output.splitlines():
        if '"_aws"' in line:
            blob = json.loads(line)
            for metric in blob["_aws"]["CloudWatchMetrics"][0]["Metrics"]:
                totals[metric["Name"]] += int(sum(_listed(blob[metric["Name"]])))
    return totals


def _listed(value: Any) -> list[float]:
    return value if isinstance(value, list) else [value]


def sqs_event(*bodies: str, lane: str = "lane-1") -> dict[str, Any]:
    """A batch as the event source mapping hands it over."""
    return {
        "Records": [
            {
                "messageId": f"m-{number}",
                "receiptHandle": "handle",
                "body": body,
                "attributes": {
                    "ApproximateReceiveCount": "1",
                    "MessageGroupId": lane,
                    "MessageDeduplicationId": f"d-{number}",
                    "SentTimestamp": "1795579200000",
                },
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws-cn:sqs:cn-north-1:000000000000:collect.fifo",
                "awsRegion": "cn-north-1",
            }
            for number, body in enumerate(bodies)
        ]
    }


def batch_of(envelopes: Sequence[Envelope]) -> dict[str, Any]:
    """The same of envelopes, each in its own lane; their places are their record's names."""
    event = sqs_event(*map(envelope_to_json, envelopes))
    for record, envelope in zip(event["Records"], envelopes, strict=True):
        record["attributes"]["MessageGroupId"] = envelope.lane
    return event


def failed_of(envelopes: Sequence[Envelope], answer: dict[str, Any]) -> list[Envelope]:
    """Those of ``batch_of`` that a function's answer has come again."""
    names = [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
    return [envelopes[int(name.removeprefix("m-"))] for name in names]


@contextmanager
def unheard() -> Iterator[None]:
    """Functions log and count as they always do, and nobody reads it: there are thousands."""
    level = logger.log_level
    logger.setLevel(CRITICAL)
    try:
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), catch_warnings():
            simplefilter("ignore")  # of two that run at once, one prints what the other counted
            yield
    finally:
        logger.setLevel(level)


@contextmanager
def logged() -> Iterator[StringIO]:
    """All that the one logger writes meanwhile, as CloudWatch would show it."""
    written = StringIO()
    handler = StreamHandler(written)
    handler.setFormatter(logger.registered_formatter)
    logger.addHandler(handler)
    try:
        yield written
    finally:
        logger.removeHandler(handler)
