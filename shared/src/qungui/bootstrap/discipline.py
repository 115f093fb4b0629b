"""From a message to an order: judging, escalating, sweeping. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock

if TYPE_CHECKING:
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.ports import Queue
    from qungui.usecases.ask_for_decisions import AskForDecisions
    from qungui.usecases.escalate_case import EscalateCase
    from qungui.usecases.judge_message import JudgeMessage
    from qungui.usecases.move_member import MoveMember
    from qungui.usecases.sweep_due import SweepDue


def judge_message() -> "tuple[JudgeMessage, SqsConsumer]":
    from qungui.adapters.dynamo.activity import DynamoActivity
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.issues import DynamoIssues
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.sent_register import DynamoSentRegister
    from qungui.adapters.dynamo.tally import DynamoTally
    from qungui.adapters.dynamo.watches import DynamoWatches
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
        tally=DynamoTally(table_name=table, region=region),
        watches=DynamoWatches(table_name=table, region=region),
        issues=DynamoIssues(table_name=table, region=region),
        ledger=DynamoLedger(table_name=table, region=region),
        book=book,
        unlinked=UnlinkedRooms(book=book, directory=directory, sent=sent),
        clock=clock,
    )
    dead_letters = SqsDeadLetters(url=env.inbound_dead_queue_url, region=region)
    return judge, SqsConsumer.fifo(dead_letters)


def escalate_case() -> "EscalateCase":
    from qungui.adapters.queues import SqsQueue
    from qungui.usecases.escalate_case import EscalateCase

    env = settings.read(settings.EscalationSettings, os.environ)
    outbound = SqsQueue(url=env.outbound_queue_url, region=env.aws_region)
    return EscalateCase(_move_member(env.table_name, env.aws_region, outbound))


def _move_member(table: str, region: str, outbound: "Queue") -> "MoveMember":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.usecases.move_member import MoveMember

    clock = SystemClock()
    return MoveMember(
        ledger=DynamoLedger(table_name=table, region=region),
        directory=DynamoDirectory(table_name=table, region=region, clock=clock),
        outbound=outbound,
        clock=clock,
    )


def sweep_due() -> "tuple[SweepDue, AskForDecisions]":
    from qungui.adapters.dynamo.activity import DynamoActivity
    from qungui.adapters.dynamo.budgets import DynamoBudgets
    from qungui.adapters.dynamo.due_index import DynamoDueIndex
    from qungui.adapters.dynamo.issues import DynamoIssues
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.watches import DynamoWatches
    from qungui.adapters.dynamo.worklist import DynamoWorklist
    from qungui.adapters.queues import SqsQueue
    from qungui.usecases.ask_for_decisions import AskForDecisions
    from qungui.usecases.due_drives import (
        case_drive,
        check_drive,
        filing_drive,
        issue_drive,
        order_drive,
        petition_drive,
        quiet_drive,
        trial_drive,
        watch_drive,
    )
    from qungui.usecases.escalate_case import EscalateCase
    from qungui.usecases.keep_finding import KeepFinding
    from qungui.usecases.run_issue import RunIssue
    from qungui.usecases.run_watch import RunWatch
    from qungui.usecases.settle_petition import SettlePetition
    from qungui.usecases.sweep_due import SweepDue
    from qungui.usecases.tell_issue import TellIssue

    env = settings.read(settings.SweepSettings, os.environ)
    table, region = env.table_name, env.aws_region
    outbound = SqsQueue(url=env.outbound_queue_url, region=region)
    move = _move_member(table, region, outbound)
    people = DynamoPeople(table_name=table, region=region, clock=move.clock)
    keep = KeepFinding(ledger=move.ledger, people=people, clock=move.clock)
    sweep = SweepDue(
        due_index=DynamoDueIndex(table_name=table, region=region),
        drives={
            "case": case_drive(EscalateCase(move)),
            "petition": petition_drive(SettlePetition(move)),
            "order": order_drive(outbound),
            "watch": watch_drive(
                RunWatch(
                    watches=DynamoWatches(table_name=table, region=region),
                    activity=DynamoActivity(table_name=table, region=region),
                    move=move,
                    keep=keep,
                )
            ),
            "issue": issue_drive(
                RunIssue(
                    issues=DynamoIssues(table_name=table, region=region),
                    tell=TellIssue(move),
                    keep=keep,
                )
            ),
            "filing": filing_drive(SqsQueue(url=env.lifecycle_queue_url, region=region)),
            "quiet": quiet_drive(SqsQueue(url=env.quiet_queue_url, region=region)),
            "rostercheck": check_drive(SqsQueue(url=env.rosters_queue_url, region=region)),
            "settings": trial_drive(outbound),
        },
        clock=move.clock,
    )
    ask = AskForDecisions(
        move=move,
        worklist=DynamoWorklist(table_name=table, region=region),
        people=people,
        budgets=DynamoBudgets(table_name=table, region=region),
    )
    return sweep, ask
