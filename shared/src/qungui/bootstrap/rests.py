"""When groups rest. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock

if TYPE_CHECKING:
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.keep_rest import KeepRest
    from qungui.usecases.plan_rests import PlanRests


def keep_rest() -> "tuple[KeepRest, PlanRests, SqsConsumer]":
    from qungui.adapters.dynamo.audit_log import DynamoAuditLog
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.rests import DynamoRests
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.keep_rest import KeepRest
    from qungui.usecases.order_for_group import OrderForGroup
    from qungui.usecases.plan_rests import PlanRests

    env = settings.read(settings.QuietSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    rests = DynamoRests(table_name=table, region=region)
    order = OrderForGroup(
        ledger=DynamoLedger(table_name=table, region=region),
        directory=directory,
        clock=clock,
        outbound=SqsQueue(url=env.outbound_queue_url, region=region),
    )
    keep = KeepRest(
        rests=rests,
        order=order,
        people=DynamoPeople(table_name=table, region=region, clock=clock),
        audit_log=DynamoAuditLog(table_name=table, region=region),
    )
    plan = PlanRests(
        book=DynamoGroupBook(table_name=table, region=region),
        directory=directory,
        rests=rests,
        quiet=SqsQueue(url=env.quiet_queue_url, region=region),
        clock=clock,
    )
    dead_letters = SqsDeadLetters(url=env.quiet_dead_queue_url, region=region)
    return keep, plan, SqsConsumer.standard(dead_letters)
