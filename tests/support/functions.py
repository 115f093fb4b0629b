"""A function as Lambda runs it: its file loaded afresh, its context, its metrics."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from logging import StreamHandler
from pathlib import Path
from types import ModuleType
from typing import Any

from qungui.observability import logger

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
