"""Ways in and out: callbacks, queues, the archive, words and powers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a function loads the values that it carries, and no other
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from qungui.model.archive import SealedRecord
    from qungui.model.attachment import Media
    from qungui.model.callback import CallbackEvent, CallbackRequest
    from qungui.model.envelope import Envelope
    from qungui.model.group import Group
    from qungui.model.ids import Alias
    from qungui.model.inspection import Inspection
    from qungui.model.outcome import CallOutcome, Card
    from qungui.model.person import Person
    from qungui.model.roster import Look, Roster
    from qungui.model.staff import StaffPage


class Clock(Protocol):
    def now(self) -> datetime:
        """The wall clock, UTC."""
        ...


class Callbacks(Protocol):
    """Calls of the platform to us: verified, decrypted, read."""

    def echo(self, request: CallbackRequest) -> str:
        """The plaintext of a URL verification. Raises as ``event`` does."""
        ...

    def reply(self, request: CallbackRequest, words: str) -> str:
        """*words* as the answer to a callback of the AI bot's, sealed. Raises as ``event`` does."""
        ...

    def event(self, request: CallbackRequest) -> CallbackEvent:
        """
        Raises:
            ForgedEventError: Wrong signature, receiver or time.
            InvalidEventError: Not a callback.
            TransientError: It cannot be told now.
        """
        ...


class Queue(Protocol):
    def send(self, envelopes: Sequence[Envelope]) -> None:
        """
        Queue all, in order within each lane. Safe to repeat.

        Raises:
            TransientError: When any of them may not be queued.
        """
        ...


class Crashes(Protocol):
    def note(self, clause_id: str, error: str) -> None:
        """A rule of the clause broke; it punishes nobody, and somebody must look at it."""
        ...


class DeadLetters(Protocol):
    """Where input goes that can never succeed, by our own hand."""

    def bury(self, body: str, *, why: str, lane: str = "") -> None:
        """Keep *body* for a person. Safe to repeat. Raises TransientError when it may be lost."""
        ...


class ChatArchive(Protocol):
    """WeCom's message archive (会话内容存档)."""

    def pull(self, *, after: int, limit: int) -> Sequence[SealedRecord]:
        """Records from ``after + 1``; empty when caught up. Raises TransientError."""
        ...

    def unseal(self, random_key: str, sealed_message: str) -> str:
        """
        The record's JSON.

        Raises:
            InvalidEventError: When the key does not fit.
        """
        ...


class MediaStore(Protocol):
    """The files of archived messages; the archive holds them for five days."""

    def fetch(self, media: Media, *, most: int, seconds: float) -> bytes:
        """
        The content, within *seconds*.

        Raises:
            InvalidEventError: It has no file, or more than *most* bytes, or is gone.
            TransientError: It cannot be told now, or not in time.
        """
        ...


class MediaInspector(Protocol):
    """Somebody who looks into the files of messages; where there is none, rules abstain."""

    def inspect(self, media: Media, content: bytes, *, seconds: float) -> Inspection | None:
        """
        What is inside, within *seconds*; None when it cannot be looked into.

        Raises:
            TransientError: It cannot be told now, or not in time.
        """
        ...


class KeyRing(Protocol):
    """The archive's private keys, every version ever used."""

    def unwrap(self, version: int, sealed_key: str) -> str:
        """
        The random key of one record. A wrong key does not show here (implicit rejection): it
        shows when the record does not unseal.

        Raises:
            InvalidEventError: No key of that version, or not a sealed key at all.
        """
        ...

    def renewed(self) -> bool:
        """
        Read the keys again, at most once a minute; whether they may be others now.

        Raises:
            TransientError: They cannot be read now.
        """
        ...


class Rosters(Protocol):
    """Who is in a group, asked of the platform now."""

    def pull(self, alias: Alias) -> Roster | None:
        """
        The group that the platform calls *alias*: ``appchat``, ``chat`` or ``room``.

        None when the platform shows us no such group.

        Raises:
            TransientError: It cannot be told now.
        """
        ...


class StaffDirectory(Protocol):
    """The company's own people, as the platform's directory lists them now."""

    def page(self, place: str) -> StaffPage:
        """
        The part of the directory at *place*, which is empty at the beginning. Whoever asks for
        all that is ``further`` sees everybody, some perhaps more than once.

        Raises:
            InvalidEventError: No such place.
            TransientError: It cannot be told now.
        """
        ...


class Messenger(Protocol):
    """One-to-one words from the app to a member of staff."""

    def tell(self, person: Person, text: str) -> CallOutcome:
        """Send *text*; the platform drops an identical repeat within four hours."""
        ...

    def hand_over(self, person: Person, card: Card) -> CallOutcome:
        """Send a work order; its task id makes a repeat recognisable, Spent a used one."""
        ...

    def settle_card(
        self, people: Sequence[Person], *, response_code: str, said: str
    ) -> CallOutcome:
        """
        Put *said* (10 characters) in place of the card's buttons, for all of *people*.

        A response code comes with each click and serves once, within 72 h; Spent afterwards.
        """
        ...


class BotVoice(Protocol):
    """The one answer that the AI bot may give to one turn."""

    def answer(self, response_url: str, text: str) -> CallOutcome:
        """
        Markdown, cut to 20,480 bytes.

        NoPower for an address that is not the platform's; Spent for one that was used, or is older
        than an hour.
        """
        ...


class ApprovalForms(Protocol):
    """What people wrote in forms of the approvals app."""

    def fields(self, number: str) -> Mapping[str, str]:
        """
        By the title of each field that holds anything; a person by their account, a day as
        ``2026-06-30``, several things with 、 between them.

        Raises:
            InvalidEventError: No such form.
            TransientError: It cannot be told now.
        """
        ...


class GroupMaker(Protocol):
    def make(self, chat_id: str, name: str, members: Sequence[Person]) -> CallOutcome:
        """
        A group of our own staff, owned by the first of *members*. Safe to repeat: the id is ours,
        so a chat that is there already is the one that was wanted. NoPower for an outsider among
        them, or a size that the platform does not take.
        """
        ...


class Power(Protocol):
    """
    What can be done in one kind of group; NoPower where only a person can.

    Nobody can mute a member, delete a message, restrict who posts, or dissolve a group by API, in
    any kind of group: those are work orders always (``usecases.carry_group_order``).
    """

    def speak(self, group: Group, text: str) -> CallOutcome: ...

    def remove(self, group: Group, person: Person) -> CallOutcome: ...

    def invite(self, group: Group, person: Person) -> CallOutcome:
        """Bring somebody back who was removed. Safe to repeat."""
        ...

    def rename(self, group: Group, name: str) -> CallOutcome:
        """Safe to repeat, as the other changes of a group are."""
        ...

    def change_owner(self, group: Group, to: Person) -> CallOutcome: ...

    def empty(self, group: Group) -> CallOutcome:
        """Remove everybody but the owner, the last step of a soft close."""
        ...

    def look(self, group: Group) -> Look | None:
        """
        What the platform shows of the group itself; None where nobody can tell.

        Raises:
            TransientError: When it cannot be told now.
        """
        ...

    def has_member(self, group: Group, person: Person) -> bool | None:
        """
        Whether the member is in the group now; None where nobody can tell.

        Raises:
            TransientError: When it cannot be told now.
        """
        ...
