"""What a clean message asks of the table under rulebooks that look at more than its member."""

from collections import Counter
from dataclasses import replace

import pytest

from qungui.adapters.dynamo.activity import DynamoActivity
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.issues import DynamoIssues
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.sent_register import DynamoSentRegister
from qungui.adapters.dynamo.tally import DynamoTally
from qungui.adapters.dynamo.watches import DynamoWatches
from qungui.adapters.memory.clock import ManualClock
from qungui.rulebook import shipped
from qungui.usecases.judge_message import JudgeMessage, Verdict
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.build import NOON, at, group, message, settings
from tests.support.table import REGION, requests

ADVERT = "新到一批梭芯，产地直发包邮，要的加微信 suoxin66"
RING = {"UpdateItem": 1}


@pytest.fixture
def judging(table):
    """A process that has judged one message under a shipped rulebook."""

    def under(regulation):
        where = {"table_name": table, "region": REGION}
        clock = ManualClock(NOON)
        directory, people = (
            DynamoDirectory(**where, clock=clock),
            DynamoPeople(**where, clock=clock),
        )
        sent = DynamoSentRegister(**where)
        book = DynamoGroupBook(**where)
        judge = JudgeMessage(
            watches=DynamoWatches(**where),
            issues=DynamoIssues(**where),
            directory=directory,
            people=people,
            activity=DynamoActivity(**where),
            sent=sent,
            tally=DynamoTally(**where),
            ledger=DynamoLedger(**where),
            book=book,
            unlinked=UnlinkedRooms(book=book, directory=directory, sent=sent),
            clock=clock,
        )
        edition = replace(shipped.edition(regulation), in_force_from=at(days=-30))
        directory.publish(edition)
        directory.link(group(rulebook=edition.rulebook), settings(modes={}, values={}))
        judge(message("大家好", message_id="first"))
        return judge

    return under


@pytest.mark.parametrize(
    ("regulation", "asked"),
    [
        ("R01", RING),
        ("R06", RING),  # compares adverts, and this is none
        ("R10", {"UpdateItem": 2, "GetItem": 1}),  # the page of the talk, and the one before
        ("R21", {"UpdateItem": 2, "GetItem": 6}),  # an hour of it
    ],
)
def test_a_clean_message_pays_for_what_the_rulebook_looks_at(judging, table, regulation, asked):
    judge = judging(regulation)
    with requests(table) as sent:
        assert judge(message("收到，明天交")).kind is Verdict.CLEAN
    assert Counter(request.operation for request in sent) == asked


def test_an_advertisement_that_is_compared_is_eight_writes_more(judging, table):
    judge = judging("R06")
    with requests(table) as sent:
        assert judge(message(ADVERT)).kind is Verdict.CLEAN
    assert Counter(request.operation for request in sent) == {"UpdateItem": 9}
