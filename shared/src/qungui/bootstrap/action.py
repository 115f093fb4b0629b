"""What goes out and comes back: orders, the desk. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.model.group import GroupKind
    from qungui.ports import Messenger, Power
    from qungui.usecases.dispatch_order import DispatchOrder
    from qungui.usecases.serve_desk import ServeDesk


def dispatch_order() -> "tuple[DispatchOrder, SqsConsumer]":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.sent_register import DynamoSentRegister
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.dispatch_order import DispatchOrder
    from qungui.usecases.order_progress import OrderProgress

    env = settings.read(settings.DispatchSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    ledger = DynamoLedger(table_name=table, region=region)
    messenger, powers = _rehearsed() if env.dry_run == "true" else _wecom(env)
    dispatch = DispatchOrder(
        ledger=ledger,
        directory=DynamoDirectory(table_name=table, region=region, clock=clock),
        people=DynamoPeople(table_name=table, region=region, clock=clock),
        messenger=messenger,
        powers=powers,
        sent=DynamoSentRegister(table_name=table, region=region),
        progress=OrderProgress(
            ledger=ledger,
            outbound=SqsQueue(url=env.outbound_queue_url, region=region),
            clock=clock,
        ),
        clock=clock,
    )
    dead_letters = SqsDeadLetters(url=env.outbound_dead_queue_url, region=region)
    return dispatch, SqsConsumer.standard(dead_letters)


def serve_desk() -> "tuple[ServeDesk, SqsConsumer]":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.worklist import DynamoWorklist
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.serve_desk import ServeDesk
    from qungui.usecases.take_click import TakeClick

    env = settings.read(settings.DeskSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    people = DynamoPeople(table_name=table, region=region, clock=clock)
    messenger, _ = _rehearsed() if env.dry_run == "true" else _wecom(env)
    click = TakeClick(
        ledger=DynamoLedger(table_name=table, region=region),
        worklist=DynamoWorklist(table_name=table, region=region),
        directory=DynamoDirectory(table_name=table, region=region, clock=clock),
        people=people,
        messenger=messenger,
        outbound=SqsQueue(url=env.outbound_queue_url, region=region),
        clock=clock,
    )
    dead_letters = SqsDeadLetters(url=env.desk_dead_queue_url, region=region)
    return ServeDesk(people=people, click=click), SqsConsumer.fifo(dead_letters)


def _rehearsed() -> "tuple[Messenger, Mapping[GroupKind, Power]]":
    from qungui.adapters.rehearsal import RehearsedMessenger, RehearsedPower
    from qungui.model.group import GroupKind

    return RehearsedMessenger(), dict.fromkeys(GroupKind, RehearsedPower())


def _wecom(
    env: settings.DispatchSettings | settings.DeskSettings,
) -> "tuple[Messenger, Mapping[GroupKind, Power]]":
    from qungui.adapters.allotted import AllottedBudgets
    from qungui.adapters.dynamo.budgets import DynamoBudgets
    from qungui.adapters.dynamo.tokens import DynamoTokenStore
    from qungui.adapters.secrets import SecretsManagerSecrets
    from qungui.adapters.wecom.calls import Calls
    from qungui.adapters.wecom.client import WeComClient
    from qungui.adapters.wecom.messenger import WeComMessenger
    from qungui.adapters.wecom.powers import powers_of
    from qungui.adapters.wecom.rotating import Rotating

    table, region, clock = env.table_name, env.aws_region, SystemClock()
    secrets = SecretsManagerSecrets(region=region)
    secret = secrets.read(env.app_secret)
    client = WeComClient(
        base_url=env.wecom_api_url,
        corp_id=env.corp_id,
        secret=Rotating(secret["secret"], lambda: secrets.read(env.app_secret)["secret"], clock),
        tokens=DynamoTokenStore(table_name=table, region=region),
        clock=clock,
    )
    budgets = AllottedBudgets(DynamoBudgets(table_name=table, region=region))
    calls = Calls(client, budgets=budgets, clock=clock)
    messenger = WeComMessenger(calls, agent_id=secret["agent_id"], accounts=env.account_limit)
    powers = powers_of(calls, webhooks=secret.get("webhooks", {}))
    # The desk speaks to people, never into a group.
    if isinstance(env, settings.DeskSettings) or env.bridge != "true":
        return messenger, powers
    from qungui.adapters.bridge.power import BridgePower
    from qungui.model.group import GroupKind

    bridge = BridgePower(**secret["bridge"], clock=clock)
    return messenger, {**powers, GroupKind.BRIDGE: bridge}
