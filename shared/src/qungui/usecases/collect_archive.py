"""From the platform's archive to the inbound queue, record by record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from qungui.errors import InvalidEventError
from qungui.model.archive import ArchivingSwitched, Consent, Cursor, Read, SealedRecord
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.ids import derived_id
from qungui.model.message import Message, MessageKind
from qungui.ports import ChatArchive, Clock, Cursors, DeadLetters, KeyRing, Queue
from qungui.usecases.look_into_media import LOOKING, Look, LookIntoMedia
from qungui.wire import envelope_to_json, message_to_body

PAGE = 500  # records per pull; the platform allows 1000
KEPT = timedelta(days=5)  # the archive holds no more; an older cursor skips silently
RESERVE = 15.0  # seconds that a page may take, so that none is begun and cut off
_STALE = timedelta(hours=1)  # how old a cursor's time may get while nobody writes
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # a place in the archive is of no instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """
    What one page came to.

    Attributes:
        queued: Group messages sent on.
        unknown: Those among them that nobody can read; they count as sent all the same.
        outside_groups: Records of one-to-one talk; dropped.
        consents: Outsiders who agreed or refused, and members whose archiving was switched.
        sealed: Records that could not be opened or read; in the dead letters, to be reopened.
        looks: What came of looking into the pictures among them.
        gap: The archive was left alone for longer than it keeps records: some are lost.
    """

    queued: int = 0
    unknown: int = 0
    outside_groups: int = 0
    consents: int = 0
    sealed: int = 0
    looks: Mapping[Look, int] = field(default_factory=dict)
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectArchive:
    """
    Attributes:
        inbound: Where group messages go.
        read: From a record's JSON to what it says.
        look: Who looks into pictures; None where nobody does.
    """

    archive: ChatArchive
    keyring: KeyRing
    cursors: Cursors
    inbound: Queue
    dead_letters: DeadLetters
    read: Callable[[str], Read]
    clock: Clock
    corp_id: str
    look: LookIntoMedia | None = None

    def collect(self, remaining: Callable[[], float]) -> Iterator[Collected]:
        """
        Pull page after page until the archive is empty or the time is nearly up; what is left
        then waits for the next notice or schedule. Nothing happens until the result is iterated.

        A page counts as collected once all of it is queued or in the dead letters; before that
        the cursor stays, and the next run repeats the page with the same ids.

        *remaining* tells the seconds until the run is cut off.

        Raises:
            TransientError: Nothing of the page in hand counts as collected.
            PlatformRefusal: The platform does not let us collect.
        """
        cursor: Cursor | None = self.cursors.get(self.corp_id)
        while cursor is not None:
            page = self._pull(cursor, PAGE)
            done = replace(self._queued(page, remaining), gap=self._left_alone(cursor))
            cursor = self._moved(cursor, page)
            yield done
            if not page or remaining() < RESERVE + (LOOKING if self.look else 0):
                return

    def reopen(self, envelope: Envelope, remaining: Callable[[], float]) -> Collected:
        """
        Try one record again that could not be opened, e.g. after its key was added.

        Raises:
            InvalidEventError: It still cannot be opened, or the archive holds it no more.
            TransientError: It cannot be told now.
        """
        seq = envelope.body.get("seq")
        if not isinstance(seq, int):
            msg = "no record number"
            raise InvalidEventError(msg)
        found = [one for one in self._pull(Cursor(seq=seq - 1), 1) if one.seq == seq]
        if not found:
            msg = "the archive holds the record no more"
            raise InvalidEventError(msg)
        return self._sent([self._opened(found[0])], remaining)

    def _pull(self, cursor: Cursor, limit: int) -> Sequence[SealedRecord]:
        """Only what is newer: a record that comes again must not hold the cursor in a circle."""
        pulled = self.archive.pull(after=cursor.seq, limit=limit)
        return [record for record in pulled if record.seq > cursor.seq]

    def _queued(self, page: Sequence[SealedRecord], remaining: Callable[[], float]) -> Collected:
        said: list[Read] = []
        sealed = 0
        for record in page:
            try:
                said.append(self._opened(record))
            except InvalidEventError as error:
                self._set_aside(record, why=str(error))
                sealed += 1
        return replace(self._sent(said, remaining), sealed=sealed)

    def _sent(self, said: Sequence[Read], remaining: Callable[[], float]) -> Collected:
        messages = [one for one in said if isinstance(one, Message)]
        looks: Mapping[Look, int] = {}
        if self.look is not None:
            messages, looks = self.look(messages, lambda: remaining() - RESERVE)
        self.inbound.send([_inbound(message) for message in messages])
        return Collected(
            queued=len(messages),
            unknown=sum(message.kind is MessageKind.UNKNOWN for message in messages),
            outside_groups=said.count(None),
            consents=sum(isinstance(one, Consent | ArchivingSwitched) for one in said),
            looks=looks,
        )

    def _opened(self, record: SealedRecord) -> Read:
        try:
            text = self._unsealed(record)
        except InvalidEventError:  # its key may have been added or corrected meanwhile
            if not self.keyring.renewed():
                raise
            text = self._unsealed(record)
        return self.read(text)

    def _unsealed(self, record: SealedRecord) -> str:
        random_key = self.keyring.unwrap(record.key_version, record.sealed_key)
        return self.archive.unseal(random_key, record.sealed_message)

    def _set_aside(self, record: SealedRecord, *, why: str) -> None:
        """
        Its place, never its text: that stays in the archive.

        The body is the same however often and for whatever reason the page comes again, since
        the dead letters know a repeat by its body.
        """
        again = Envelope(
            kind=EnvelopeKind.REOPEN,
            envelope_id=derived_id("reopen", self.corp_id, str(record.seq)),
            at=_NO_TIME,
            lane=self.corp_id,
            body={"seq": record.seq, "msgid": record.message_id},
        )
        self.dead_letters.bury(envelope_to_json(again), why=why, lane=self.corp_id)

    def _moved(self, cursor: Cursor, page: Sequence[SealedRecord]) -> Cursor | None:
        """The cursor after *page*; None when somebody moved it meanwhile."""
        now = self.clock.now()
        if not page and cursor.at is not None and now - cursor.at < _STALE:
            return cursor
        to = Cursor(seq=max((record.seq for record in page), default=cursor.seq), at=now)
        return to if self.cursors.advance(self.corp_id, seen=cursor, to=to) else None

    def _left_alone(self, cursor: Cursor) -> bool:
        return cursor.at is not None and self.clock.now() - cursor.at > KEPT


def _inbound(message: Message) -> Envelope:
    return Envelope(
        kind=EnvelopeKind.MESSAGE,
        envelope_id=derived_id("message", message.message_id, message.kind.value),
        group=str(message.group),
        at=message.sent_at,
        lane=str(message.group),
        body=message_to_body(message),
    )
