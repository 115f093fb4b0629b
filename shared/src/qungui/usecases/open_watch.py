"""A message asks others for an answer: from then on it is watched whether they give it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qungui.engine import watching
from qungui.engine.watching import Duty
from qungui.model.finding import Facts
from qungui.model.group import Group
from qungui.model.person import Person
from qungui.model.watch import Ask, Owed, Watch, watch_id_of
from qungui.ports import GroupBook, People, SentRegister
from qungui.text.asks import asked, is_for_everybody
from qungui.text.masking import masked
from qungui.text.mentions import has_mention, mentions
from qungui.usecases.start_watch import StartWatch

_OPENING = 16  # characters: whom a notice is for stands at its beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWatch:
    """
    Safe to repeat, to run concurrently and to hear late: a message has one watch.

    Attributes:
        duties: What a message can start in the group; nothing is read where it starts nothing.
    """

    start: StartWatch
    people: People
    book: GroupBook
    sent: SentRegister
    duties: tuple[Duty, ...]

    def __call__(self, facts: Facts) -> Watch | None:
        """
        The watch that the message opens, or has opened before.

        Raises:
            TransientError: It cannot be told now; deliver the message again.
        """
        asks = asked(facts.plain)
        started = tuple(each for each in self.duties if each.is_started(asks, facts))
        if not started or self._is_ours(facts):
            return None
        kept = self.start.watches.get(facts.group.group_id, _id_of(facts))
        if kept is not None:
            return self.start.readied(kept)
        begun = self._begun(facts, started)
        return None if begun is None else self.start(begun)

    def _begun(self, facts: Facts, started: tuple[Duty, ...]) -> Watch | None:
        roster = self._roster(facts.group.group_id)
        to_all = _is_to_all(facts, started)
        if to_all:
            members = watching.on_roster(facts.group, _staff(roster), facts.person_id)
            owed = dict.fromkeys(members, Owed())
        else:
            owed = dict(_named(facts, roster))
        duties = _for(started, facts.group, owed, to_all=to_all)
        return watching.begun(_asked(facts), duties, owed) if owed and duties else None

    def _roster(self, group_id: str) -> Mapping[str, tuple[Person, str]]:
        """Who is in the group, with the name they bear there."""
        known = self.book.known(group_id)
        members = {} if known is None else known.members
        found = {who: self.people.get(who) for who in members}
        return {who: (each, members[who].nickname) for who, each in found.items() if each}

    def _is_ours(self, facts: Facts) -> bool:
        message = facts.message
        return self.sent.is_ours(facts.group.group_id, message.text, message.sent_at)


def _id_of(facts: Facts) -> str:
    return watch_id_of(facts.group.group_id, facts.message.message_id)


def _asked(facts: Facts) -> Watch:
    return Watch(
        watch_id=_id_of(facts),
        group_id=facts.group.group_id,
        by=facts.person_id,
        at=facts.message.sent_at,
        words=masked(facts.message.text),
    )


def _staff(roster: Mapping[str, tuple[Person, str]]) -> Iterator[str]:
    for who, (person, _) in roster.items():
        if person.userid is not None and person.left_at is None:
            yield who


def _named(facts: Facts, roster: Mapping[str, tuple[Person, str]]) -> Iterator[tuple[str, Owed]]:
    """Whom the message mentions; of several who bear the name nobody is held to it."""
    if not has_mention(facts.message.text):
        return
    bearers = dict[str, list[str]]()
    for who, (person, nickname) in roster.items():
        for name in {nickname, person.name, person.userid or ""} - {""}:
            bearers.setdefault(name, []).append(who)
    for name in mentions(facts.message.text, bearers):
        for who in bearers[name]:
            if who != facts.person_id:
                yield who, Owed(is_unsure=len(bearers[name]) > 1)


def _is_to_all(facts: Facts, started: Sequence[Duty]) -> bool:
    """Everybody is meant where the words say so, and by a notice that begins with nobody's name."""
    asks = {each.starts for each in started}
    if Ask.QUESTION in asks:
        return False
    begins = has_mention(facts.message.text[:_OPENING])
    return (Ask.NOTICE in asks and not begins) or is_for_everybody(facts.plain)


def _for(
    started: tuple[Duty, ...], group: Group, owed: Mapping[str, Owed], *, to_all: bool
) -> tuple[Duty, ...]:
    """A notice to all that mentions somebody starts nobody's clock but its own."""
    notices = tuple(each for each in started if each.starts is Ask.NOTICE)
    meant = notices if to_all and notices else started
    return tuple(duty for duty in meant if all(duty.is_owed_by(group.roles_of(w)) for w in owed))
