"""Groups followed, looked at and erased; the staff; the daily anchor. One SQS record is one."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.adapters.lifecycle_events import KINDS, event_in
from qungui.bootstrap import follow_group
from qungui.counting import count_anchored, count_asked, count_erased, count_followed, count_listed
from qungui.model.envelope import EnvelopeKind as Kind
from qungui.observability import logger, metrics

follow, ask, staff, anchor, erase, consumer = follow_group()
USES = {
    **dict.fromkeys(KINDS, lambda one: count_followed(follow(event_in(one), one.at))),
    Kind.ROSTER: lambda one: count_followed(follow.roster(one.group or "", one.at)),
    Kind.STALE_ROSTERS: lambda one: count_asked(ask(one.at)),
    Kind.STAFF: lambda one: count_listed(staff(one.body.get("place", ""), one.at)),
    Kind.ANCHOR: lambda one: count_anchored(anchor(one.at)),
    Kind.RETENTION: lambda one: count_erased(erase(one.at, one.body.get("part", 0))),
}


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, USES)
