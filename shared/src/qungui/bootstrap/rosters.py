"""Who is in groups: looked at when they come and go, and gone through. See the package."""

# ruff: noqa: PLC0415 - the reason is in the package's docstring

import os
from typing import TYPE_CHECKING

from qungui import settings
from qungui.adapters.clock import SystemClock

if TYPE_CHECKING:
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.ports import People
    from qungui.usecases.check_roster import CheckRoster
    from qungui.usecases.move_member import MoveMember
    from qungui.usecases.notice_members import NoticeMembers
    from qungui.usecases.plan_checks import PlanChecks


def check_roster() -> "tuple[PlanChecks, CheckRoster, SqsConsumer]":
    from qungui.adapters.dynamo.directory import DynamoDirectory
    from qungui.adapters.dynamo.group_book import DynamoGroupBook
    from qungui.adapters.dynamo.issues import DynamoIssues
    from qungui.adapters.dynamo.ledger import DynamoLedger
    from qungui.adapters.dynamo.people import DynamoPeople
    from qungui.adapters.dynamo.register import DynamoRegister
    from qungui.adapters.dynamo.roster_checks import DynamoRosterChecks
    from qungui.adapters.queues import SqsDeadLetters, SqsQueue
    from qungui.adapters.sqs_consumer import SqsConsumer
    from qungui.usecases.check_roster import CheckRoster
    from qungui.usecases.hold_round import HoldRound
    from qungui.usecases.move_member import MoveMember
    from qungui.usecases.plan_checks import PlanChecks

    env = settings.read(settings.RosterSettings, os.environ)
    table, region, clock = env.table_name, env.aws_region, SystemClock()
    book = DynamoGroupBook(table_name=table, region=region)
    checks = DynamoRosterChecks(table_name=table, region=region)
    move = MoveMember(
        ledger=DynamoLedger(table_name=table, region=region),
        directory=DynamoDirectory(table_name=table, region=region, clock=clock),
        outbound=SqsQueue(url=env.outbound_queue_url, region=region),
        clock=clock,
    )
    people = DynamoPeople(table_name=table, region=region, clock=clock)
    notice = notice_members(move, people, table, region)
    plan = PlanChecks(book=book, directory=move.directory, checks=checks, clock=clock)
    hold = HoldRound(
        move=move,
        people=people,
        issues=DynamoIssues(table_name=table, region=region),
        register=DynamoRegister(table_name=table, region=region),
    )
    check = CheckRoster(book=book, checks=checks, notice=notice, hold=hold)
    dead_letters = SqsDeadLetters(url=env.rosters_dead_queue_url, region=region)
    return plan, check, SqsConsumer.standard(dead_letters)


def notice_members(
    move: "MoveMember", people: "People", table: str, region: str
) -> "NoticeMembers":
    from qungui.adapters.crashes import CountedCrashes
    from qungui.adapters.dynamo.budgets import DynamoBudgets
    from qungui.adapters.dynamo.permits import DynamoPermits
    from qungui.adapters.dynamo.register import DynamoRegister
    from qungui.usecases.notice_members import NoticeMembers

    return NoticeMembers.over(
        move,
        people=people,
        permits=DynamoPermits(table_name=table, region=region),
        register=DynamoRegister(table_name=table, region=region),
        budgets=DynamoBudgets(table_name=table, region=region),
        crashes=CountedCrashes(),
    )
