"""Groups: followed, looked at, living on, erased; the staff; the anchor. One SQS record is one."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui import counting
from qungui.adapters.lifecycle_events import KINDS, event_in
from qungui.bootstrap import follow_group
from qungui.model.envelope import EnvelopeKind as Kind
from qungui.observability import logger, metrics

follow, ask, staff, anchor, erase, live_on, morning, consumer = follow_group()
USES = {
    **dict.fromkeys(KINDS, lambda one: counting.count_followed(follow(event_in(one), one.at))),
    Kind.ROSTER: lambda one: counting.count_followed(follow.roster(one.group or "", one.at)),
    Kind.FILING: lambda one: counting.count_lived(live_on.come_due(one.group or "", one.at)),
    Kind.MORNING: lambda one: counting.count_morning(morning(one.at)),
    Kind.STALE_ROSTERS: lambda one: counting.count_asked(ask(one.at)),
    Kind.STAFF: lambda one: counting.count_listed(staff(one.body.get("place", ""), one.at)),
    Kind.ANCHOR: lambda one: counting.count_anchored(anchor(one.at)),
    Kind.RETENTION: lambda one: counting.count_erased(erase(one.at, one.body.get("part", 0))),
}


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, USES)
