"""A message asks others for an answer: from then on it is watched whether they give it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qungui.engine import watching
from qungui.engine.watching import Duty
from qungui.errors import TransientError
from qungui.model.finding import Facts
from qungui.model.person import Person
from qungui.model.watch import Ask, Owed, Watch, watch_id_of
from qungui.ports import Activity, GroupBook, People, SentRegister, Watches
from qungui.text.asks import asked, is_for_everybody
from qungui.text.mentions import has_mention, mentions

_ATTEMPTS = 5
_OPENING = 16  # characters: whom a notice is for stands at its beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWatch:
    """
    Safe to repeat, to run concurrently and to hear late: a message has one watch, which is due only
    once everybody's answer is waited for.

    Attributes:
        duties: What a message can start in the group; nothing is read where it starts nothing.
    """

    watches: Watches
    activity: Activity
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
        started = tuple(each for each in self.duties if each.is_started(asks, facts.roles))
        if not started or self._is_ours(facts):
            return None
        kept = self.watches.get(facts.group.group_id, _id_of(facts))
        if kept is None:
            kept = self._begun(facts, started, asks)
        if kept is None or kept.due is not None or kept.closed_at or kept.done:
            return kept
        return self._expecting(kept)

    def _begun(self, facts: Facts, started: tuple[Duty, ...], asks: frozenset[Ask]) -> Watch | None:
        roster = self._roster(facts.group.group_id)
        named = dict(_named(facts, roster))
        to_all = _is_to_all(facts, started)
        if to_all:
            members = watching.on_roster(facts.group, _staff(roster), facts.person_id)
            named = dict.fromkeys(members, Owed())
        if not named:
            return None
        begun = watching.begun(facts, _for(started, to_all=to_all), asks, named)
        self.watches.save(begun)
        return self.watches.get(begun.group_id, begun.watch_id)

    def _expecting(self, watch: Watch) -> Watch:
        """Everybody's next message will tell, and what they wrote before it was known counts."""
        group_id, watch_id = watch.group_id, watch.watch_id
        rings = {who: self.activity.expect(group_id, who, watch_id, watch.at) for who in watch.owed}
        for _ in range(_ATTEMPTS):
            kept = self.watches.get(group_id, watch_id)
            if kept is None or kept.due is not None or kept.closed_at is not None:
                return kept or watch
            for who, ring in rings.items():
                kept = watching.seen_before(kept, who, ring)
            if self.watches.save(watching.ready(kept)):
                return replace(watching.ready(kept), version=kept.version + 1)
        msg = "a watch kept moving"
        raise TransientError(msg)

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
    if any(each.starts <= {Ask.QUESTION} for each in started):
        return False
    is_notice = any(Ask.NOTICE in each.starts for each in started)
    begins = has_mention(facts.message.text[:_OPENING])
    return (is_notice and not begins) or is_for_everybody(facts.plain)


def _for(started: tuple[Duty, ...], *, to_all: bool) -> tuple[Duty, ...]:
    """A notice to all that mentions somebody starts nobody's clock but its own."""
    notices = tuple(each for each in started if Ask.NOTICE in each.starts)
    return notices if to_all and notices else started
