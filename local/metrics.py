"""What the functions counted themselves: their metrics, read back from their logs."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from local.places import REGION, STACK_NAME
from qungui.adapters import aws
from qungui.observability import Metric

# Counts that neither a repeated delivery nor the hour of the run changes: they can be expected.
STEADY = frozenset(
    {
        Metric.CALLBACKS_UNKNOWN,
        Metric.RECORDS_COLLECTED,
        Metric.RECORDS_UNKNOWN,
        Metric.RECORDS_OUTSIDE_GROUPS,
        Metric.RECORDS_OF_CONSENT,
        Metric.RECORDS_SEALED,
        Metric.ARCHIVE_GAP,
        Metric.MEDIA_SEEN,
        Metric.MEDIA_UNSEEN,
        Metric.MEDIA_FAILED,
        Metric.MESSAGES_UNLINKED,
        Metric.MESSAGES_BEFORE_RULES,
        Metric.MESSAGES_RECALLED,
        Metric.RULE_CRASHES,
        Metric.ESCALATIONS_FAILED,
        Metric.ORDERS_UNSURE,
        Metric.GROUPS_FOLLOWED,
        Metric.GROUPS_NOT_SHOWN,
        Metric.ROSTERS_ASKED,
        Metric.ROSTERS_PULLED,
        Metric.PERSONS_LISTED,
        Metric.RESTS_PLANNED,
        Metric.RESTS_ANNOUNCED,
        Metric.RESTS_SUMMED_UP,
        Metric.CHECKS_PLANNED,
        Metric.ROSTERS_CHECKED,
        Metric.ROSTERS_DOUBTED,
        Metric.PERSONS_RECORDED,
        Metric.CLICKS_TAKEN,
        Metric.PLATFORM_WARNED,
        Metric.BOT_ANSWERED,
        Metric.BOT_UNANSWERED,
        Metric.WORDS_ANSWERED,
        Metric.WORDS_UNANSWERED,
        Metric.EVENTS_NOTED,
        Metric.DEAD_LETTERS,
    }
)


def metric_counts() -> Counter[tuple[str, ...]]:
    """Sums by name, those of zero left out."""
    counts: Counter[tuple[str, ...]] = Counter()
    for line in _lines(aws.client("logs", region=REGION)):
        for name, value in measured(line).items():
            counts["metrics", name] += value
    return +counts


def measured(line: str) -> Mapping[str, int]:
    """The steady metrics of one log line; nothing for a line that holds none."""
    if '"_aws"' not in line:
        return {}
    raw = json.loads(line)
    return {
        name: int(sum(raw[name]) if isinstance(raw[name], list) else raw[name])
        for name in STEADY & raw.keys()
    }


def _lines(logs: Any) -> Iterator[str]:  # noqa: ANN401 - made at run time
    prefix = f"/aws/lambda/{STACK_NAME}/"
    for group in logs.describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]:
        name = group["logGroupName"]
        for page in logs.get_paginator("filter_log_events").paginate(
            logGroupName=name, filterPattern='"CloudWatchMetrics"'
        ):
            yield from (event["message"] for event in page["events"])
