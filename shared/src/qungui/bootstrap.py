"""
Where adapters meet use cases, one function per Lambda.

Each imports its own adapters inside, so that a Lambda loads nothing of the others. Called at
import of the handler: a wrong deployment fails there, not at a member's message.
"""

# ruff: noqa: PLC0415 - the reason is in the docstring

import os
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from qungui.adapters.bridge.endpoint import BridgeEndpoint
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.callback_http import CallbackEndpoint
    from qungui.model.group import GroupKind
    from qungui.ports import ChatArchive, Clock, Messenger, Power, Queue
    from qungui.usecases.collect_archive import CollectArchive
    from qungui.usecases.dispatch_order import DispatchOrder
    from qungui.usecases.escalate_case import EscalateCase
    from qungui.usecases.follow_group import FollowGroup
    from qungui.usecases.judge_message import JudgeMessage
    from qungui.usecases.serve_desk import ServeDesk
    from qungui.usecases.sweep_due import SweepDue


def receive_callback() -> "CallbackEndpoint | BridgeEndpoint":
    from qungui.adapters.queues import SqsQueue
    from qungui.adapters.secrets import SecretsManagerSecrets
    from qungui.adapters.wecom.callback_http import CallbackEndpoint
    from qungui.adapters.wecom.callbacks import CallbackIdentities, WeComCallbacks
    from qungui.model.callback import Place
    from qungui.usecases.receive_callback import ReceiveCallback

    env = settings.read(settings.CallbackSettings, os.environ)
    secrets = SecretsManagerSecrets(region=env.aws_region)
    clock = SystemClock()
    identities = CallbackIdentities(lambda: _identities(secrets.read(env.callback_secret)), clock)
    queues = {
        Place.COLLECT: SqsQueue(url=env.collect_queue_url, region=env.aws_region),
        Place.DESK: SqsQueue(url=env.desk_queue_url, region=env.aws_region),
        Place.LIFECYCLE: SqsQueue(url=env.lifecycle_queue_url, region=env.aws_region),
        Place.UNKNOWN: SqsQueue(url=env.unknown_queue_url, region=env.aws_region),
    }
    endpoint = CallbackEndpoint(ReceiveCallback(WeComCallbacks(identities, clock), queues))
    if env.bridge != "true":
        return endpoint
    from qungui.adapters.bridge.endpoint import BridgeEndpoint

    return BridgeEndpoint(
        endpoint,
        secret=secrets.read(env.callback_secret)["bridge"]["secret"],
        inbound=SqsQueue(url=env.inbound_queue_url, region=env.aws_region),
        unknown=queues[Place.UNKNOWN],
        clock=clock,
    )


def _identities(secret: "Mapping[str, Any]") -> "Mapping[str, Any]":
    """WeCom's own: a bridge signs in another way."""
    return {name: entry for name, entry in secret.items() if name != "bridge"}


def collect_archive() -> "tuple[CollectArchive, SqsConsumer]":
    from qungui.adapters.dynamo.cursors import DynamoCursors
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.secrets import SecretsManagerSecrets
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.archive_keys import RsaKeyRing
    from qungui.adapters.wecom.archive_records import read_record
    from qungui.usecases.collect_archive import CollectArchive

    env = settings.read(settings.CollectSettings, os.environ)
    region, clock = env.aws_region, SystemClock()
    secrets = SecretsManagerSecrets(region=region)
    dead_letters = SqsDeadLetters(url=env.collect_dead_queue_url, region=region)
    collect = CollectArchive(
        archive=_archive(env, lambda: secrets.read(env.archive_secret), clock),
        keyring=RsaKeyRing(lambda: secrets.read(env.archive_secret)["keys"], clock),
        cursors=DynamoCursors(table_name=env.table_name, region=region),
        inbound=SqsQueue(url=env.inbound_queue_url, region=region),
        dead_letters=dead_letters,
        read=read_record,
        clock=clock,
        corp_id=env.corp_id,
    )
    return collect, SqsConsumer.fifo(dead_letters)


def _archive(
    env: settings.CollectSettings, read: "Callable[[], Mapping[str, Any]]", clock: "Clock"
) -> "ChatArchive":
    """Tencent's library, or what stands in for it on the local stack."""
    stored = read()
    if env.archive_url:
        from qungui.adapters.wecom.archive_local import LocalArchive
        from qungui.adapters.wecom.rotating import Rotating

        secret = Rotating(str(stored["secret"]), lambda: str(read()["secret"]), clock)
        return LocalArchive(url=env.archive_url, corp_id=env.corp_id, secret=secret)
    from qungui.adapters.wecom.archive_sdk import SdkArchive, Way
    from qungui.adapters.wecom.finance_library import FinanceLibrary

    way = Way(proxy=env.archive_proxy, proxy_password=stored.get("proxy_password", ""))
    library = FinanceLibrary(env.archive_sdk)
    return SdkArchive(library, corp_id=env.corp_id, secret=stored["secret"], way=way)


def judge_message() -> "tuple[JudgeMessage, SqsConsumer]":
    from qungui.adapters.dynamo.activity import DynamoActivity
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.sent_register import DynamoSentRegister
    from qungui.adapters.queues import SqsDeadLetters
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.judge_message import JudgeMessage
    from qungui.usecases.unlinked_rooms import UnlinkedRooms

    env = settings.read(settings.JudgementSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    sent = DynamoSentRegister(table_name=table, region=region)
    book = DynamoGroupBook(table_name=table, region=region)
    judge = JudgeMessage(
        directory=directory,
        people=DynamoPeople(table_name=table, region=region, clock=clock),
        activity=DynamoActivity(table_name=table, region=region),
        sent=sent,
        ledger=DynamoLedger(table_name=table, region=region),
        unlinked=UnlinkedRooms(book=book, directory=directory, sent=sent),
        clock=clock,
    )
    dead_letters = SqsDeadLetters(url=env.inbound_dead_queue_url, region=region)
    return judge, SqsConsumer.fifo(dead_letters)


def escalate_case() -> "EscalateCase":
    from qungui.adapters.queues import SqsQueue

    env = settings.read(settings.EscalationSettings, os.environ)
    outbound = SqsQueue(url=env.outbound_queue_url, region=env.aws_region)
    return _escalate_case(env.table_name, env.aws_region, outbound)


def _escalate_case(table: str, region: str, outbound: "Queue") -> "EscalateCase":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.usecases.escalate_case import EscalateCase

    clock = SystemClock()
    return EscalateCase(
        ledger=DynamoLedger(table_name=table, region=region),
        directory=DynamoDirectory(table_name=table, region=region, clock=clock),
        outbound=outbound,
        clock=clock,
    )


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


def follow_group() -> "tuple[FollowGroup, SqsConsumer]":
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.tokens import DynamoTokenStore
    from qungui.adapters.queues import SqsDeadLetters
    from qungui.adapters.secrets import SecretsManagerSecrets
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.client import WeComClient
    from qungui.adapters.wecom.ids import person_alias
    from qungui.adapters.wecom.rosters import WeComRosters
    from qungui.adapters.wecom.rotating import Rotating
    from qungui.usecases.follow_group import FollowGroup
    from qungui.usecases.prove_removal import ProveRemoval

    env = settings.read(settings.LifecycleSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    secrets = SecretsManagerSecrets(region=region)
    stored = secrets.read(env.app_secret)["secret"]
    client = WeComClient(
        base_url=env.wecom_api_url,
        corp_id=env.corp_id,
        secret=Rotating(stored, lambda: secrets.read(env.app_secret)["secret"], clock),
        tokens=DynamoTokenStore(table_name=table, region=region),
        clock=clock,
    )
    follow = FollowGroup(
        book=DynamoGroupBook(table_name=table, region=region),
        rosters=WeComRosters(client),
        people=DynamoPeople(table_name=table, region=region, clock=clock),
        prove=ProveRemoval(ledger=DynamoLedger(table_name=table, region=region), clock=clock),
        alias_of=person_alias,
    )
    dead_letters = SqsDeadLetters(url=env.lifecycle_dead_queue_url, region=region)
    return follow, SqsConsumer.fifo(dead_letters)


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


def sweep_due() -> "SweepDue":
    from qungui.adapters.dynamo.due_index import DynamoDueIndex
    from qungui.adapters.queues import SqsQueue
    from qungui.usecases.sweep_due import SweepDue

    env = settings.read(settings.SweepSettings, os.environ)
    outbound = SqsQueue(url=env.outbound_queue_url, region=env.aws_region)
    return SweepDue(
        due_index=DynamoDueIndex(table_name=env.table_name, region=env.aws_region),
        escalate=_escalate_case(env.table_name, env.aws_region, outbound),
        outbound=outbound,
        clock=SystemClock(),
    )
