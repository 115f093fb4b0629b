"""The collecting use case over memory, with ports that break on demand."""

from collections import Counter

from qungui.adapters.memory.archive import MemoryArchive, MemoryKeyRing
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.cursors import MemoryCursors
from qungui.adapters.memory.dead_letters import MemoryDeadLetters
from qungui.adapters.memory.inspector import MemoryInspector
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.wecom.archive_records import read_record
from qungui.errors import TransientError
from qungui.usecases.collect_archive import CollectArchive, Collected
from qungui.usecases.look_into_media import LookIntoMedia
from qungui.wire import envelope_from_json
from tests.support.archive import record
from tests.support.build import NOON

CORP = "wwcorp"


class Breaking:
    """Stands before a port; the calls that were named fail once, before or after their work."""

    def __init__(self, port):
        self._port = port
        self.before, self.after = set(), set()

    def __getattr__(self, name):
        def call(*args, **kwargs):
            if name in self.before:
                self.before.remove(name)
                raise TransientError
            got = getattr(self._port, name)(*args, **kwargs)
            if name in self.after:
                self.after.remove(name)
                raise TransientError
            return got

        return call


class Collector:
    """The use case over memory, with everything to look into."""

    def __init__(self, *records, keyring=None, seen=None):
        self.stock = MemoryArchive()
        self.add(*records)
        self.clock = ManualClock(NOON)
        self.cursors, self.inbound = MemoryCursors(), MemoryQueue()
        self.letters, self.keyring = MemoryDeadLetters(), keyring or MemoryKeyRing()
        self.ports = {
            "archive": Breaking(self.stock),
            "cursors": Breaking(self.cursors),
            "inbound": Breaking(self.inbound),
            "dead_letters": Breaking(self.letters),
        }
        self.use = CollectArchive(
            **self.ports,
            keyring=self.keyring,
            read=read_record,
            clock=self.clock,
            corp_id=CORP,
            look=None if seen is None else LookIntoMedia(self.stock, MemoryInspector(seen)),
        )

    def add(self, *records, **more):
        for one in records:
            self.stock.add(one["msgid"], one, **more)

    def run(self, seconds=60.0):
        """What all pages came to together."""
        pages = list(self.use.collect(lambda: seconds))
        return Collected(
            queued=sum(page.queued for page in pages),
            unknown=sum(page.unknown for page in pages),
            outside_groups=sum(page.outside_groups for page in pages),
            consents=sum(page.consents for page in pages),
            sealed=sum(page.sealed for page in pages),
            looks=sum((Counter(page.looks) for page in pages), Counter()),
            gap=any(page.gap for page in pages),
        )

    def messages(self):
        """Ids of what is queued, a repeat counted once, as the queue does."""
        return sorted({envelope.body["message_id"] for envelope in self.inbound.sent})

    @property
    def seq(self):
        return self.cursors.get(CORP).seq

    def set_aside(self):
        return [envelope_from_json(letter.body) for letter in self.letters.buried]


def talk(number):
    return [record(msgid=f"m{place:04d}") for place in range(1, number + 1)]
