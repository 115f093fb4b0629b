"""A group's rest begins or ends, or the next ones are planned. One SQS record is one of these."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import keep_rest
from qungui.counting import count_rest, count_rests_planned
from qungui.model.envelope import EnvelopeKind as Kind
from qungui.observability import logger, metrics
from qungui.wire import text_in

keep, plan, consumer = keep_rest()
USES = {
    Kind.QUIET: lambda one: count_rest(keep(text_in(one.body, "group"), one.at)),
    Kind.PLAN_QUIET: lambda one: count_rests_planned(plan(one.at, text_in(one.body, "after"))),
}


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, USES)
