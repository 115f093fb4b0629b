"""Groups and persons, followed and looked at. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from functools import cache, partial
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock
from qungui.bootstrap.rosters import notice_members

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qungui.adapters.secret_entries import AppEntry
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.client import WeComClient
    from qungui.model.group import GroupKind
    from qungui.ports import GroupBook, GroupMaker, Messenger, People, Power, Queue
    from qungui.usecases.anchor_chains import AnchorChains
    from qungui.usecases.ask_about_unfiled import AskAboutUnfiled
    from qungui.usecases.ask_for_rosters import AskForRosters
    from qungui.usecases.erase_groups import EraseGroups
    from qungui.usecases.follow_bridge import FollowBridge
    from qungui.usecases.live_on import LiveOn
    from qungui.usecases.move_member import MoveMember
    from qungui.usecases.notice_life import NoticeLife
    from qungui.usecases.pull_staff import PullStaff
    from qungui.usecases.read_group_record import ReadGroupRecord
    from qungui.usecases.take_approval import TakeApproval

    type Uses = tuple[
        NoticeLife,
        AskForRosters,
        PullStaff,
        AnchorChains,
        EraseGroups,
        LiveOn,
        AskAboutUnfiled,
        SqsConsumer,
    ]


def follow_group() -> "Uses":
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.organisation import DynamoOrganisation
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.register import DynamoRegister
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.ask_about_unfiled import AskAboutUnfiled
    from qungui.usecases.ask_for_rosters import AskForRosters
    from qungui.usecases.live_on import living_on
    from qungui.usecases.make_group import MakeGroup
    from qungui.usecases.notice_life import NoticeLife

    env = settings.read(settings.LifecycleSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    people = DynamoPeople(table_name=table, region=region, clock=clock)
    move, app = _move_member(env), _client(env, lambda: _app_entry(env).secret)
    lifecycle = SqsQueue(url=env.lifecycle_queue_url, region=region)
    book = DynamoGroupBook(table_name=table, region=region)
    messenger, maker, powers = _as_the_app(env, app)
    make = MakeGroup(maker=maker, directory=move.directory, book=book, people=people)
    live_on = living_on(
        register=DynamoRegister(table_name=table, region=region),
        organisation=DynamoOrganisation(table_name=table, region=region),
        move=move,
        messenger=messenger,
        people=people,
        make=make,
        record=_record(env),
    )
    return (
        NoticeLife(
            follow=_follow(env, app, move, people),
            approve=_take_approval(app, live_on, book),
            book=book,
            directory=move.directory,
            live_on=live_on,
            powers=powers,
        ),
        AskForRosters(book=book, lifecycle=lifecycle, clock=clock),
        _pull_staff(env, app, people, lifecycle),
        _anchor_chains(env),
        _erase_groups(env, lifecycle),
        live_on,
        AskAboutUnfiled(live_on),
        SqsConsumer.fifo(SqsDeadLetters(url=env.lifecycle_dead_queue_url, region=region)),
    )


def _take_approval(app: "WeComClient", live_on: "LiveOn", book: "GroupBook") -> "TakeApproval":
    from qungui.adapters.wecom.approval_forms import WeComApprovalForms
    from qungui.usecases.draft_group import DraftGroup
    from qungui.usecases.name_people import NamePeople
    from qungui.usecases.propose_group import ProposeGroup
    from qungui.usecases.take_approval import TakeApproval

    draft = DraftGroup(
        register=live_on.register,
        find=live_on.find,
        name=NamePeople(live_on.people, live_on.find.directory, book),
        clock=live_on.clock,
    )
    forms = WeComApprovalForms(app)
    return TakeApproval(live_on=live_on, propose=ProposeGroup(draft), forms=forms)


def _follow(
    env: settings.LifecycleSettings, app: "WeComClient", move: "MoveMember", people: "People"
) -> "FollowBridge":
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.wecom.ids import person_alias
    from qungui.adapters.wecom.rosters import WeComRosters
    from qungui.usecases.follow_bridge import FollowBridge
    from qungui.usecases.follow_group import FollowGroup
    from qungui.usecases.prove_removal import ProveRemoval
    from qungui.usecases.pull_roster import PullRoster

    book = DynamoGroupBook(table_name=env.table_name, region=env.aws_region)
    prove = ProveRemoval(move)
    notice = notice_members(move, people, env.table_name, env.aws_region)
    # The archive's secret is read with the first room: there may be none, and no archive.
    rosters = WeComRosters(app, cache(partial(_archive, env)))
    pull = PullRoster(book=book, rosters=rosters, people=people, prove=prove, notice=notice)
    follow = FollowGroup(book=book, people=people, pull=pull, prove=prove, alias_of=person_alias)
    return FollowBridge(otherwise=follow, book=book, people=people, prove=prove, notice=notice)


def _move_member(env: settings.LifecycleSettings) -> "MoveMember":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.queues import SqsQueue
    from qungui.usecases.move_member import MoveMember

    table, region, clock = env.table_name, env.aws_region, SystemClock()
    return MoveMember(
        ledger=DynamoLedger(table_name=table, region=region),
        directory=DynamoDirectory(table_name=table, region=region, clock=clock),
        outbound=SqsQueue(url=env.outbound_queue_url, region=region),
        clock=clock,
    )


def _as_the_app(
    env: settings.LifecycleSettings, app: "WeComClient"
) -> "tuple[Messenger, GroupMaker, Mapping[GroupKind, Power]]":
    if env.dry_run == "true":
        from qungui.adapters.rehearsal import (
            RehearsedGroupMaker,
            RehearsedMessenger,
            RehearsedPower,
        )
        from qungui.model.group import GroupKind

        powers = dict.fromkeys(GroupKind, RehearsedPower())
        return RehearsedMessenger(), RehearsedGroupMaker(), powers
    from qungui.adapters.allotted import AllottedBudgets
    from qungui.adapters.dynamo.budgets import DynamoBudgets
    from qungui.adapters.wecom.appchat_maker import AppchatMaker
    from qungui.adapters.wecom.calls import Calls
    from qungui.adapters.wecom.messenger import WeComMessenger
    from qungui.adapters.wecom.powers import powers_of

    budgets = AllottedBudgets(DynamoBudgets(table_name=env.table_name, region=env.aws_region))
    calls = Calls(app, budgets=budgets, clock=SystemClock())
    agent_id = _app_entry(env).agent_id
    messenger = WeComMessenger(calls, agent_id=agent_id, accounts=env.account_limit)
    return messenger, AppchatMaker(calls), powers_of(calls, webhooks={})


def _pull_staff(
    env: settings.LifecycleSettings, app: "WeComClient", people: "People", lifecycle: "Queue"
) -> "PullStaff":
    from qungui.adapters.wecom.staff import WeComStaffDirectory
    from qungui.usecases.pull_staff import PullStaff

    directory = WeComStaffDirectory(app, cache(partial(_contacts, env)))
    return PullStaff(staff=directory, people=people, lifecycle=lifecycle, clock=SystemClock())


def _record(env: settings.LifecycleSettings) -> "ReadGroupRecord":
    from qungui.adapters.dynamo.audit_log import DynamoAuditLog
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.usecases.read_group_record import ReadGroupRecord

    table, region = env.table_name, env.aws_region
    return ReadGroupRecord(
        book=DynamoGroupBook(table_name=table, region=region),
        ledger=DynamoLedger(table_name=table, region=region),
        audit_log=DynamoAuditLog(table_name=table, region=region),
    )


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
    from qungui.adapters.dynamo.register import DynamoRegister
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
        register=DynamoRegister(table_name=table, region=region),
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
