"""A message asks others for an answer: from then on it is watched whether they give it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qungui.engine import asking
from qungui.engine.asking import Duty
from qungui.model.finding import Facts
from qungui.model.group import Group
from qungui.model.watch import Ask, Owed, Watch, watch_id_of
from qungui.ports import SentRegister
from qungui.text.asks import asked, is_for_everybody
from qungui.text.masking import masked
from qungui.text.mentions import has_mention
from qungui.usecases.find_mentioned import FindMentioned
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
    mentioned: FindMentioned
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
        group_id = facts.group.group_id
        to_all = _is_to_all(facts, started)
        offices = {role for duty in started for role in duty.of}
        if offices:
            held = (who for role in sorted(offices) for who in facts.group.holders_of(role))
            owed = {} if offices & facts.roles else dict.fromkeys(held, Owed(is_unsure=True))
        elif to_all:
            staff = self.mentioned.staff(group_id)
            members = asking.on_roster(facts.group, staff, facts.person_id)
            owed = dict.fromkeys(members, Owed())
        else:
            named = self.mentioned(group_id, facts.message.text)
            others = {who: unsure for who, unsure in named.items() if who != facts.person_id}
            owed = {who: Owed(is_unsure=unsure) for who, unsure in others.items()}
        duties = _for(started, facts.group, owed, to_all=to_all)
        return asking.begun(_asked(facts), duties, owed) if owed and duties else None

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
