"""Groups and persons, followed and looked at. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from functools import cache, partial
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock
from qungui.bootstrap.rosters import notice_members

if TYPE_CHECKING:
    from collections.abc import Callable

    from qungui.adapters.secret_entries import AppEntry
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.client import WeComClient
    from qungui.ports import People, Queue
    from qungui.usecases.anchor_chains import AnchorChains
    from qungui.usecases.ask_for_rosters import AskForRosters
    from qungui.usecases.erase_groups import EraseGroups
    from qungui.usecases.follow_bridge import FollowBridge
    from qungui.usecases.prove_removal import ProveRemoval
    from qungui.usecases.pull_staff import PullStaff

    type Uses = tuple[
        FollowBridge, AskForRosters, PullStaff, AnchorChains, EraseGroups, SqsConsumer
    ]


def follow_group() -> "Uses":
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.ids import person_alias
    from qungui.adapters.wecom.rosters import WeComRosters
    from qungui.usecases.ask_for_rosters import AskForRosters
    from qungui.usecases.follow_bridge import FollowBridge
    from qungui.usecases.follow_group import FollowGroup
    from qungui.usecases.pull_roster import PullRoster

    env = settings.read(settings.LifecycleSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    book = DynamoGroupBook(table_name=table, region=region)
    people = DynamoPeople(table_name=table, region=region, clock=clock)
    prove = _prove_removal(env)
    notice = notice_members(prove.move, people, table, region)
    app = _client(env, lambda: _app_entry(env).secret)
    # The archive's secret is read with the first room: there may be none, and no archive.
    rosters = WeComRosters(app, cache(partial(_archive, env)))
    pull = PullRoster(book=book, rosters=rosters, people=people, prove=prove, notice=notice)
    follow = FollowBridge(
        otherwise=FollowGroup(
            book=book, people=people, pull=pull, prove=prove, alias_of=person_alias
        ),
        book=book,
        people=people,
        prove=prove,
        notice=notice,
    )
    lifecycle = SqsQueue(url=env.lifecycle_queue_url, region=region)
    ask = AskForRosters(book=book, lifecycle=lifecycle, clock=clock)
    staff = _pull_staff(env, app, people, lifecycle)
    dead_letters = SqsDeadLetters(url=env.lifecycle_dead_queue_url, region=region)
    erase = _erase_groups(env, lifecycle)
    return follow, ask, staff, _anchor_chains(env), erase, SqsConsumer.fifo(dead_letters)


def _prove_removal(env: settings.LifecycleSettings) -> "ProveRemoval":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.usecases.move_member import MoveMember
    from qungui.usecases.prove_removal import ProveRemoval

    table, region, clock = env.table_name, env.aws_region, SystemClock()
    return ProveRemoval(
        MoveMember(
            ledger=DynamoLedger(table_name=table, region=region),
            directory=DynamoDirectory(table_name=table, region=region, clock=clock),
            clock=clock,
        )
    )


def _pull_staff(
    env: settings.LifecycleSettings, app: "WeComClient", people: "People", lifecycle: "Queue"
) -> "PullStaff":
    from qungui.adapters.wecom.staff import WeComStaffDirectory
    from qungui.usecases.pull_staff import PullStaff

    directory = WeComStaffDirectory(app, cache(partial(_contacts, env)))
    return PullStaff(staff=directory, people=people, lifecycle=lifecycle, clock=SystemClock())


def _anchor_chains(env: settings.LifecycleSettings) -> "AnchorChains":
    from qungui.adapters.dynamo.audit_log import DynamoAuditLog
    from qungui.usecases.anchor_chains import AnchorChains

    anchors = DynamoAuditLog(table_name=env.table_name, region=env.aws_region)
    return AnchorChains(anchors=anchors, clock=SystemClock())


def _erase_groups(env: settings.LifecycleSettings, lifecycle: "Queue") -> "EraseGroups":
    from qungui.adapters.dynamo.audit_log import DynamoAuditLog
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.organisation import DynamoOrganisation
    from qungui.adapters.dynamo.permits import DynamoPermits
    from qungui.adapters.dynamo.roster_checks import DynamoRosterChecks
    from qungui.adapters.dynamo.tally import DynamoTally
    from qungui.usecases.erase_groups import EraseGroups

    table, region, clock = env.table_name, env.aws_region, SystemClock()
    return EraseGroups(
        ledger=DynamoLedger(table_name=table, region=region),
        directory=DynamoDirectory(table_name=table, region=region, clock=clock),
        organisation=DynamoOrganisation(table_name=table, region=region),
        book=DynamoGroupBook(table_name=table, region=region),
        permits=DynamoPermits(table_name=table, region=region),
        checks=DynamoRosterChecks(table_name=table, region=region),
        tally=DynamoTally(table_name=table, region=region),
        audit_log=DynamoAuditLog(table_name=table, region=region),
        lifecycle=lifecycle,
        clock=clock,
    )


def _archive(env: settings.LifecycleSettings) -> "WeComClient":
    from qungui.adapters.secret_entries import archive_entry
    from qungui.adapters.secrets import SecretsManagerSecrets

    secrets = SecretsManagerSecrets(region=env.aws_region)
    name = env.archive_secret
    return _client(env, lambda: archive_entry(name, secrets.read(name)).secret)


def _contacts(env: settings.LifecycleSettings) -> "WeComClient | None":
    """With the contact-sync secret, where the app's entry holds it as ``contacts_secret``."""
    given = bool(_app_entry(env).contacts_secret)
    return _client(env, lambda: _app_entry(env).contacts_secret) if given else None


def _app_entry(env: settings.LifecycleSettings) -> "AppEntry":
    from qungui.adapters.secret_entries import app_entry
    from qungui.adapters.secrets import SecretsManagerSecrets

    secrets = SecretsManagerSecrets(region=env.aws_region)
    return app_entry(env.app_secret, secrets.read(env.app_secret))


def _client(env: settings.LifecycleSettings, secret: "Callable[[], str]") -> "WeComClient":
    """Who asks the platform with an API secret, which is read again when it no longer serves."""
    from qungui.adapters.allotted import AllottedBudgets
    from qungui.adapters.dynamo.budgets import DynamoBudgets
    from qungui.adapters.dynamo.tokens import DynamoTokenStore
    from qungui.adapters.wecom.client import WeComClient
    from qungui.adapters.wecom.rotating import Rotating
    from qungui.adapters.wecom.toll import Toll

    table, region, clock = env.table_name, env.aws_region, SystemClock()
    return WeComClient(
        base_url=env.wecom_api_url,
        corp_id=env.corp_id,
        secret=Rotating(secret(), secret, clock),
        tokens=DynamoTokenStore(table_name=table, region=region),
        clock=clock,
        toll=Toll(AllottedBudgets(DynamoBudgets(table_name=table, region=region)), clock),
    )
