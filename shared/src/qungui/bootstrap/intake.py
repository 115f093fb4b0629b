"""What comes in: callbacks and the message archive. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from qungui.adapters.bridge.endpoint import BridgeEndpoint
    from qungui.adapters.secret_entries import ArchiveEntry
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.archive_local import LocalArchive
    from qungui.adapters.wecom.archive_sdk import SdkArchive
    from qungui.adapters.wecom.callback_http import CallbackEndpoint
    from qungui.ports import Clock
    from qungui.usecases.collect_archive import CollectArchive
    from qungui.usecases.look_into_media import LookIntoMedia


def receive_callback() -> "CallbackEndpoint | BridgeEndpoint":
    from qungui.adapters.queues import SqsQueue
    from qungui.adapters.secret_entries import bridge_secret, callback_identities
    from qungui.adapters.secrets import SecretsManagerSecrets
    from qungui.adapters.wecom.callback_http import CallbackEndpoint
    from qungui.adapters.wecom.callbacks import CallbackIdentities, WeComCallbacks
    from qungui.model.callback import Place
    from qungui.usecases.receive_callback import ReceiveCallback

    env = settings.read(settings.CallbackSettings, os.environ)
    secrets = SecretsManagerSecrets(region=env.aws_region)
    clock = SystemClock()
    name = env.callback_secret
    identities = CallbackIdentities(lambda: callback_identities(name, secrets.read(name)), clock)
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
        secret=bridge_secret(name, secrets.read(name)),
        inbound=SqsQueue(url=env.inbound_queue_url, region=env.aws_region),
        lifecycle=queues[Place.LIFECYCLE],
        clock=clock,
    )


def collect_archive() -> "tuple[CollectArchive, SqsConsumer]":
    from qungui.adapters.allotted import AllottedBudgets
    from qungui.adapters.dynamo.budgets import DynamoBudgets
    from qungui.adapters.dynamo.cursors import DynamoCursors
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.secret_entries import archive_entry
    from qungui.adapters.secrets import SecretsManagerSecrets
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.archive_budget import PacedArchive
    from qungui.adapters.wecom.archive_keys import RsaKeyRing
    from qungui.adapters.wecom.archive_records import read_record
    from qungui.adapters.wecom.toll import Toll
    from qungui.usecases.collect_archive import CollectArchive

    env = settings.read(settings.CollectSettings, os.environ)
    region, clock = env.aws_region, SystemClock()
    secrets = SecretsManagerSecrets(region=region)

    def read() -> "ArchiveEntry":
        raw = secrets.read(env.archive_secret)
        return archive_entry(env.archive_secret, raw, inspected=bool(env.inspector_url))

    budgets = AllottedBudgets(DynamoBudgets(table_name=env.table_name, region=region))
    dead_letters = SqsDeadLetters(url=env.collect_dead_queue_url, region=region)
    archive = _archive(env, read, clock)
    collect = CollectArchive(
        archive=PacedArchive(archive, Toll(budgets, clock)),
        keyring=RsaKeyRing(lambda: read().keys, clock),
        cursors=DynamoCursors(table_name=env.table_name, region=region),
        inbound=SqsQueue(url=env.inbound_queue_url, region=region),
        dead_letters=dead_letters,
        read=read_record,
        clock=clock,
        corp_id=env.corp_id,
        look=_look(env, archive, read, clock),
    )
    return collect, SqsConsumer.fifo(dead_letters)


def _archive(
    env: settings.CollectSettings, read: "Callable[[], ArchiveEntry]", clock: "Clock"
) -> "LocalArchive | SdkArchive":
    """Tencent's library, or what stands in for it on the local stack."""
    stored = read()
    if env.archive_url:
        from qungui.adapters.wecom.archive_local import LocalArchive
        from qungui.adapters.wecom.rotating import Rotating

        secret = Rotating(stored.secret, lambda: read().secret, clock)
        return LocalArchive(url=env.archive_url, corp_id=env.corp_id, secret=secret)
    from qungui.adapters.wecom.archive_sdk import SdkArchive, Way
    from qungui.adapters.wecom.finance_library import FinanceLibrary

    way = Way(proxy=env.archive_proxy, proxy_password=stored.proxy_password)
    library = FinanceLibrary(env.archive_sdk)
    return SdkArchive(library, corp_id=env.corp_id, secret=stored.secret, way=way)


def _look(
    env: settings.CollectSettings,
    store: "LocalArchive | SdkArchive",
    read: "Callable[[], ArchiveEntry]",
    clock: "Clock",
) -> "LookIntoMedia | None":
    """Nobody looks into pictures unless the operator's service does."""
    if not env.inspector_url:
        return None
    from qungui.adapters.media_service import MediaService
    from qungui.adapters.wecom.rotating import Rotating
    from qungui.usecases.look_into_media import LookIntoMedia

    def token() -> str:
        return read().inspector_token

    inspector = MediaService(url=env.inspector_url, token=Rotating(token(), token, clock))
    return LookIntoMedia(store, inspector)
