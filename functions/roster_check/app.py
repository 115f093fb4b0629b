"""Groups planned, and gone through when they are due. One SQS record is one."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import check_roster
from qungui.counting import count_checked, count_checks_planned
from qungui.model.envelope import EnvelopeKind as Kind
from qungui.observability import logger, metrics

plan, check, consumer = check_roster()
USES = {
    Kind.PLAN_CHECKS: lambda one: count_checks_planned(plan(one.at)),
    Kind.CHECK_ROSTER: lambda one: count_checked(check(one.group or "", one.at)),
}


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, USES)
