"""New cases on the table's stream -> standing and orders. Never throws for a record."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.adapters.dynamo.stream import case_ref
from qungui.bootstrap import escalate_case
from qungui.counting import count_escalated, count_escalation_failed
from qungui.observability import logger, metrics

escalate = escalate_case()


def on_record(record: dict[str, Any]) -> None:
    try:
        count_escalated(escalate(case_ref(record)))
    except Exception as error:  # noqa: BLE001 - the due index brings the case back (DESIGN §3)
        count_escalation_failed(error)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:  # noqa: ARG001 - Lambda's form
    for record in event["Records"]:
        on_record(record)
