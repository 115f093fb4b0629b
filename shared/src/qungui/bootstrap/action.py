"""What goes out and comes back: orders, the desk. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qungui.adapters.secret_entries import AppEntry
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.adapters.wecom.calls import Calls
    from qungui.model.group import GroupKind
    from qungui.ports import BotVoice, Directory, Messenger, People, Power
    from qungui.usecases.decide_group_by_click import DecideGroupByClick
    from qungui.usecases.dispatch_order import DispatchOrder
    from qungui.usecases.end_trial import EndTrial
    from qungui.usecases.live_on import LiveOn
    from qungui.usecases.move_member import MoveMember
    from qungui.usecases.serve_command import Handlers
    from qungui.usecases.serve_desk import ServeDesk

    type _AsTheApp = settings.DispatchSettings | settings.DeskSettings


def dispatch_order() -> "tuple[DispatchOrder, EndTrial, SqsConsumer]":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.issues import DynamoIssues
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.organisation import DynamoOrganisation
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.sent_register import DynamoSentRegister
    from qungui.adapters.dynamo.watches import DynamoWatches
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.dispatch_order import DispatchOrder
    from qungui.usecases.end_trial import EndTrial
    from qungui.usecases.order_progress import OrderProgress
    from qungui.usecases.review_trial import ReviewTrial

    env = settings.read(settings.DispatchSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    ledger = DynamoLedger(table_name=table, region=region)
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    people = DynamoPeople(table_name=table, region=region, clock=clock)
    messenger, powers = _rehearsed() if env.dry_run == "true" else _wecom(env)
    dispatch = DispatchOrder(
        ledger=ledger,
        directory=directory,
        watches=DynamoWatches(table_name=table, region=region),
        issues=DynamoIssues(table_name=table, region=region),
        people=people,
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
    book = DynamoGroupBook(table_name=table, region=region)
    end_trial = EndTrial(
        directory=directory,
        organisation=DynamoOrganisation(table_name=table, region=region),
        people=people,
        messenger=messenger,
        review=ReviewTrial(directory=directory, book=book, ledger=ledger),
        clock=clock,
    )
    dead_letters = SqsDeadLetters(url=env.outbound_dead_queue_url, region=region)
    return dispatch, end_trial, SqsConsumer.standard(dead_letters)


def serve_desk() -> "tuple[ServeDesk, SqsConsumer]":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.once import DynamoOnce
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.queues import SqsDeadLetters
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.answer_bot import AnswerBot
    from qungui.usecases.ask_for_handover import AskForHandover
    from qungui.usecases.serve_command import ServeCommand
    from qungui.usecases.serve_desk import ServeDesk

    env = settings.read(settings.DeskSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    people = DynamoPeople(table_name=table, region=region, clock=clock)
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    messenger, voice = _voices(env)
    dead_letters = SqsDeadLetters(url=env.desk_dead_queue_url, region=region)
    once = DynamoOnce(table_name=table, region=region)
    command = ServeCommand(
        directory=directory,
        people=people,
        once=once,
        messenger=messenger,
        clock=clock,
        handlers=_handlers(env, people, directory, messenger),
    )
    bot = AnswerBot(
        directory=directory, once=once, voice=voice, clock=clock, command=command.answer
    )
    live_on = _live_on(env, people, directory, messenger)
    desk = ServeDesk(
        people=people,
        click=_click(env, live_on),
        bot=bot,
        command=command,
        handover=AskForHandover(live_on),
    )
    return desk, SqsConsumer.fifo(dead_letters)


def _click(env: settings.DeskSettings, live_on: "LiveOn") -> "DecideGroupByClick":
    """Takes clicks on every kind of card."""
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.organisation import DynamoOrganisation
    from qungui.adapters.dynamo.worklist import DynamoWorklist
    from qungui.adapters.queues import SqsQueue
    from qungui.usecases.answer_trial import AnswerTrial
    from qungui.usecases.change_organisation import ChangeOrganisation
    from qungui.usecases.decide_group_by_click import DecideGroupByClick
    from qungui.usecases.take_click import TakeClick

    table, region, clock = env.table_name, env.aws_region, live_on.clock
    directory, people, messenger = live_on.find.directory, live_on.people, live_on.messenger
    take = TakeClick(
        ledger=DynamoLedger(table_name=table, region=region),
        worklist=DynamoWorklist(table_name=table, region=region),
        directory=directory,
        people=people,
        messenger=messenger,
        outbound=SqsQueue(url=env.outbound_queue_url, region=region),
        clock=clock,
    )
    organisation = DynamoOrganisation(table_name=table, region=region)
    trial = AnswerTrial(
        otherwise=take,
        directory=directory,
        organisation=organisation,
        people=people,
        messenger=messenger,
        change=ChangeOrganisation(directory, organisation, clock),
        clock=clock,
    )
    return DecideGroupByClick(otherwise=trial, live_on=live_on)


def _live_on(
    env: settings.DeskSettings, people: "People", directory: "Directory", messenger: "Messenger"
) -> "LiveOn":
    from qungui.adapters.dynamo.organisation import DynamoOrganisation
    from qungui.adapters.dynamo.register import DynamoRegister
    from qungui.usecases.live_on import living_on

    table, region = env.table_name, env.aws_region
    return living_on(
        register=DynamoRegister(table_name=table, region=region),
        organisation=DynamoOrganisation(table_name=table, region=region),
        move=_move_member(env, directory),
        messenger=messenger,
        people=people,
    )


def _move_member(env: settings.DeskSettings, directory: "Directory") -> "MoveMember":
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.queues import SqsQueue
    from qungui.usecases.move_member import MoveMember

    return MoveMember(
        ledger=DynamoLedger(table_name=env.table_name, region=env.aws_region),
        directory=directory,
        outbound=SqsQueue(url=env.outbound_queue_url, region=env.aws_region),
        clock=SystemClock(),
    )


def _handlers(
    env: settings.DeskSettings, people: "People", directory: "Directory", messenger: "Messenger"
) -> "Handlers":
    from qungui.adapters.dynamo.activity import DynamoActivity
    from qungui.adapters.dynamo.audit_log import DynamoAuditLog
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.issues import DynamoIssues
    from qungui.adapters.dynamo.organisation import DynamoOrganisation
    from qungui.adapters.dynamo.permits import DynamoPermits
    from qungui.adapters.dynamo.register import DynamoRegister
    from qungui.adapters.dynamo.roster_checks import DynamoRosterChecks
    from qungui.adapters.dynamo.watches import DynamoWatches
    from qungui.adapters.dynamo.worklist import DynamoWorklist
    from qungui.usecases.desk_commands import desk_commands

    table, region = env.table_name, env.aws_region
    return desk_commands(
        move=_move_member(env, directory),
        people=people,
        book=DynamoGroupBook(table_name=table, region=region),
        worklist=DynamoWorklist(table_name=table, region=region),
        watches=DynamoWatches(table_name=table, region=region),
        issues=DynamoIssues(table_name=table, region=region),
        activity=DynamoActivity(table_name=table, region=region),
        audit_log=DynamoAuditLog(table_name=table, region=region),
        register=DynamoRegister(table_name=table, region=region),
        organisation=DynamoOrganisation(table_name=table, region=region),
        messenger=messenger,
        permits=DynamoPermits(table_name=table, region=region),
        checks=DynamoRosterChecks(table_name=table, region=region),
    )


def _voices(env: settings.DeskSettings) -> "tuple[Messenger, BotVoice]":
    """The desk speaks to people, never into a group by itself."""
    if env.dry_run == "true":
        from qungui.adapters.rehearsal import RehearsedBotVoice, RehearsedMessenger

        return RehearsedMessenger(), RehearsedBotVoice()
    from qungui.adapters.wecom.bot_voice import WeComBotVoice
    from qungui.adapters.wecom.messenger import WeComMessenger

    stored = _app_entry(env)
    calls = _calls(env, stored)
    messenger = WeComMessenger(calls, agent_id=stored.agent_id, accounts=env.account_limit)
    return messenger, WeComBotVoice(calls)


def _rehearsed() -> "tuple[Messenger, Mapping[GroupKind, Power]]":
    from qungui.adapters.rehearsal import RehearsedMessenger, RehearsedPower
    from qungui.model.group import GroupKind

    return RehearsedMessenger(), dict.fromkeys(GroupKind, RehearsedPower())


def _wecom(
    env: settings.DispatchSettings,
) -> "tuple[Messenger, Mapping[GroupKind, Power]]":
    from qungui.adapters.wecom.messenger import WeComMessenger
    from qungui.adapters.wecom.powers import powers_of

    stored = _app_entry(env, bridge=env.bridge == "true")
    calls = _calls(env, stored)
    messenger = WeComMessenger(calls, agent_id=stored.agent_id, accounts=env.account_limit)
    powers = powers_of(calls, webhooks=stored.webhooks)
    if stored.bridge is None:
        return messenger, powers
    from qungui.adapters.bridge.power import BridgePower
    from qungui.model.group import GroupKind

    bridge = BridgePower(url=stored.bridge.url, secret=stored.bridge.secret, clock=SystemClock())
    return messenger, {**powers, GroupKind.BRIDGE: bridge}


def _calls(env: "_AsTheApp", stored: "AppEntry") -> "Calls":
    """All that the app asks of WeCom goes through these."""
    from qungui.adapters.allotted import AllottedBudgets
    from qungui.adapters.dynamo.budgets import DynamoBudgets
    from qungui.adapters.dynamo.tokens import DynamoTokenStore
    from qungui.adapters.wecom.calls import Calls
    from qungui.adapters.wecom.client import WeComClient
    from qungui.adapters.wecom.rotating import Rotating
    from qungui.adapters.wecom.toll import Toll

    table, region, clock = env.table_name, env.aws_region, SystemClock()
    budgets = AllottedBudgets(DynamoBudgets(table_name=table, region=region))
    client = WeComClient(
        base_url=env.wecom_api_url,
        corp_id=env.corp_id,
        secret=Rotating(stored.secret, lambda: _app_entry(env).secret, clock),
        tokens=DynamoTokenStore(table_name=table, region=region),
        clock=clock,
        toll=Toll(budgets, clock),
    )
    return Calls(client, budgets=budgets, clock=clock)


def _app_entry(env: "_AsTheApp", *, bridge: bool = False) -> "AppEntry":
    from qungui.adapters.secret_entries import app_entry
    from qungui.adapters.secrets import SecretsManagerSecrets

    secrets = SecretsManagerSecrets(region=env.aws_region)
    return app_entry(env.app_secret, secrets.read(env.app_secret), bridge=bridge)
