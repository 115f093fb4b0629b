"""Groups and persons, followed and looked at. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from functools import cache, partial
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock

if TYPE_CHECKING:
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.client import WeComClient
    from qungui.ports import People, Queue
    from qungui.usecases.ask_for_rosters import AskForRosters
    from qungui.usecases.follow_group import FollowGroup
    from qungui.usecases.pull_staff import PullStaff


def follow_group() -> "tuple[FollowGroup, AskForRosters, PullStaff, SqsConsumer]":
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.ids import person_alias
    from qungui.adapters.wecom.rosters import WeComRosters
    from qungui.usecases.ask_for_rosters import AskForRosters
    from qungui.usecases.follow_group import FollowGroup
    from qungui.usecases.prove_removal import ProveRemoval
    from qungui.usecases.pull_roster import PullRoster

    env = settings.read(settings.LifecycleSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    book = DynamoGroupBook(table_name=table, region=region)
    people = DynamoPeople(table_name=table, region=region, clock=clock)
    prove = ProveRemoval(ledger=DynamoLedger(table_name=table, region=region), clock=clock)
    app = _client(env, env.app_secret)
    # The archive's secret is read with the first room: there may be none, and no archive.
    rosters = WeComRosters(app, cache(partial(_archive, env)))
    pull = PullRoster(book=book, rosters=rosters, people=people, prove=prove)
    follow = FollowGroup(book=book, people=people, pull=pull, prove=prove, alias_of=person_alias)
    lifecycle = SqsQueue(url=env.lifecycle_queue_url, region=region)
    ask = AskForRosters(book=book, lifecycle=lifecycle, clock=clock)
    staff = _pull_staff(env, app, people, lifecycle)
    dead_letters = SqsDeadLetters(url=env.lifecycle_dead_queue_url, region=region)
    return follow, ask, staff, SqsConsumer.fifo(dead_letters)


def _pull_staff(
    env: settings.LifecycleSettings, app: "WeComClient", people: "People", lifecycle: "Queue"
) -> "PullStaff":
    from qungui.adapters.wecom.staff import WeComStaffDirectory
    from qungui.usecases.pull_staff import PullStaff

    directory = WeComStaffDirectory(app, cache(partial(_contacts, env)))
    return PullStaff(staff=directory, people=people, lifecycle=lifecycle, clock=SystemClock())


def _archive(env: settings.LifecycleSettings) -> "WeComClient":
    return _client(env, env.archive_secret)


def _contacts(env: settings.LifecycleSettings) -> "WeComClient | None":
    """With the contact-sync secret, where the app's entry holds it as ``contacts_secret``."""
    from qungui.adapters.secrets import SecretsManagerSecrets

    entry = SecretsManagerSecrets(region=env.aws_region).read(env.app_secret)
    given = "contacts_secret" in entry
    return _client(env, env.app_secret, "contacts_secret") if given else None


def _client(env: settings.LifecycleSettings, secret: str, field: str = "secret") -> "WeComClient":
    """Who asks the platform with the API secret *field* of the entry *secret*."""
    from qungui.adapters.dynamo.tokens import DynamoTokenStore
    from qungui.adapters.secrets import SecretsManagerSecrets
    from qungui.adapters.wecom.client import WeComClient
    from qungui.adapters.wecom.rotating import Rotating

    secrets, clock = SecretsManagerSecrets(region=env.aws_region), SystemClock()
    stored = secrets.read(secret)[field]
    return WeComClient(
        base_url=env.wecom_api_url,
        corp_id=env.corp_id,
        secret=Rotating(stored, lambda: secrets.read(secret)[field], clock),
        tokens=DynamoTokenStore(table_name=env.table_name, region=env.aws_region),
        clock=clock,
    )
