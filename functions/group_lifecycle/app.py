"""Changes of groups, looks at them -> what we know. One SQS record is one event or one look."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.adapters.wecom.events import event_from
from qungui.bootstrap import follow_group
from qungui.counting import count, count_followed
from qungui.model.envelope import EnvelopeKind
from qungui.observability import Metric, logger, metrics
from qungui.wire import callback_from_body

follow, ask, consumer = follow_group()
USES = {
    EnvelopeKind.CALLBACK: lambda one: count_followed(
        follow(event_from(callback_from_body(one.body)), one.at)
    ),
    EnvelopeKind.ROSTER: lambda one: count_followed(
        follow.pull.when_stale(one.group or "", one.at)
    ),
    EnvelopeKind.STALE_ROSTERS: lambda one: count(Metric.ROSTERS_ASKED, ask(one.at)),
}


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, USES)
