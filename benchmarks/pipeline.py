"""One warm process of each function over the real table; people and platform are stand-ins."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from benchmarks.corpus import R01, groups
from local.places import REGION
from local.seed import person_of
from local.story import ZONE, Story
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
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.memory.queue import MemoryQueue
from qungui.model.group import GroupKind, GroupSettings
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.model.rulebook import Edition
from qungui.ports import Power
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.judge_message import JudgeMessage
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import OrderProgress
from qungui.usecases.unlinked_rooms import UnlinkedRooms

_APART = timedelta(seconds=30)  # slower than a flood


class Pipeline:
    """
    Attributes:
        outbound: The queue between escalation and dispatch.
    """

    def __init__(self, table_name: str, clock: ManualClock) -> None:
        where = {"table_name": table_name, "region": REGION}
        ledger = DynamoLedger(**where)
        sent = DynamoSentRegister(**where)
        people = DynamoPeople(**where, clock=clock)
        self._directory = DynamoDirectory(**where, clock=clock)
        self._people = people
        self.outbound = MemoryQueue()
        book = DynamoGroupBook(**where)
        self.judge = JudgeMessage(
            watches=DynamoWatches(**where),
            issues=DynamoIssues(**where),
            directory=self._directory,
            people=people,
            activity=DynamoActivity(**where),
            sent=sent,
            tally=DynamoTally(**where),
            ledger=ledger,
            book=book,
            unlinked=UnlinkedRooms(book=book, directory=self._directory, sent=sent),
            clock=clock,
        )
        self.escalate = EscalateCase(
            MoveMember(
                ledger=ledger,
                directory=DynamoDirectory(**where, clock=clock),
                outbound=self.outbound,
                clock=clock,
            )
        )
        self.dispatch = DispatchOrder(
            watches=DynamoWatches(**where),
            issues=DynamoIssues(**where),
            ledger=ledger,
            directory=DynamoDirectory(**where, clock=clock),
            people=DynamoPeople(**where, clock=clock),
            messenger=MemoryMessenger(clock),
            powers=_powers(),
            sent=sent,
            progress=OrderProgress(ledger=ledger, outbound=self.outbound, clock=clock),
            clock=clock,
        )

    def set_up(self, story: Story, edition: Edition = R01) -> None:
        """Publish *edition*, record the staff, link the story's groups."""
        self._directory.publish(edition)
        for userid in story.people:
            self._people.record(person_of(userid))
        for group in groups(story, edition):
            self._directory.link(group, GroupSettings())


def _powers() -> dict[GroupKind, Power]:
    by_hand = MemoryPower(speaks=False, removes=False)
    return {
        GroupKind.APPCHAT: MemoryPower(),
        GroupKind.CUSTOMER: by_hand,
        GroupKind.INTERNAL: by_hand,
        GroupKind.BRIDGE: by_hand,
    }


def messages(story: Story, now: datetime) -> Callable[[str, str, str], Message]:
    """Makes messages of *text*, group and userid; at noon of the next day, one after the other."""
    noon = (now.astimezone(ZONE) + timedelta(days=1)).replace(hour=12, minute=0)
    numbers = count()

    def said(text: str, group: str, userid: str) -> Message:
        number = next(numbers)
        return Message(
            message_id=f"benchmark-{number}",
            group=Alias("room", story.rooms[group]),
            sender=Alias("userid", userid),
            sent_at=noon + number * _APART,
            kind=MessageKind.TEXT,
            text=text,
        )

    return said
