"""A group under a shipped rulebook, with a leader, an administrator and members who may answer."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from qungui.acceptance.desk import desk_on
from qungui.acceptance.stage import Stage
from qungui.model.case import Case
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.message import Message, MessageKind
from qungui.model.person import Person, PersonFacts
from qungui.model.watch import Watch, watch_id_of
from qungui.rulebook import shipped
from qungui.usecases.answering import Said
from tests.support.build import GROUP, NOON, person

SEEN_AFTER = timedelta(minutes=2)
"""How long after a point it is looked at."""


def staff(userid: str, name: str) -> Person:
    return replace(person(Alias("userid", userid)), name=name)


HEAD = staff("head", "高总")
CLERK = staff("clerk", "李文员")
FANG = staff("fang", "王芳")
BIN = staff("bin", "胡斌")
PEOPLE = (HEAD, CLERK, FANG, BIN)


class Floor(Stage):
    """Everything happens as in a deployment: messages, sweeps, orders, one clock."""

    def __init__(
        self,
        rulebook: str = "R07",
        *,
        others: tuple[Person, ...] = (),
        **chosen: Any,
    ) -> None:
        super().__init__(NOON - timedelta(days=1))
        edition = replace(shipped.edition(rulebook), in_force_from=NOON - timedelta(days=30))
        self.room = Alias("appchat", "floor")
        roles = {Role.LEADER: (HEAD.person_id,), Role.ADMINISTRATOR: (CLERK.person_id,)}
        self.group = Group(
            group_id=GROUP,
            name="门店群",
            kind=GroupKind.APPCHAT,
            aliases=(self.room,),
            rulebook=edition.rulebook,
            rules_from=NOON - timedelta(days=30),
            roles=roles,
        )
        self.set_up(edition, self.group, GroupSettings(**chosen))
        there = (*PEOPLE, *others)
        for one in there:
            self.people.note(one, PersonFacts(name=one.name))
        members = {one.person_id: Member(alias=one.aliases[0]) for one in there}
        self.admit(self.group, members, self.clock.now())
        self._said = 0
        self._serve = desk_on(self)

    def asks(self, who: Person, words: str, at: datetime, source: str = "") -> str | None:
        """What the desk answers; two of one *source* are one message that is delivered twice."""
        self.move_to(at)
        said = Said(userid=who.userid or "", words=words, source=source or words, at=at)
        return self._serve.answer(said)

    def says(self, who: Person, text: str, at: datetime, **changes: Any) -> Message:
        self._said += 1
        said = Message(
            message_id=f"said-{self._said}",
            group=self.room,
            sender=who.aliases[0],
            sent_at=at,
            kind=MessageKind.TEXT,
            text=text,
        )
        said = replace(said, **changes)
        self.deliver(said)
        return said

    def takes_back(self, said: Message, at: datetime) -> None:
        self.says(
            self.people.resolve(said.sender),
            "",
            at,
            kind=MessageKind.RECALL,
            recalls=said.message_id,
        )

    def watch(self, said: Message) -> Watch | None:
        return self.watches.get(GROUP, watch_id_of(GROUP, said.message_id))

    def looks(self, point: datetime) -> None:
        """At what is due at *point*, once late messages are there."""
        self.pass_time(point + SEEN_AFTER)

    def cases(self, who: Person = FANG) -> tuple[Case, ...]:
        return self.discipline(self.group, who).cases

    def told(self, who: Person) -> list[str]:
        return [each.text for each in self.messenger.told if each.person_id == who.person_id]
