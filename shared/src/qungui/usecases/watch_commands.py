"""What is said to the desk about answers that are owed: wait for one, excuse, see how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from qungui.desk.verbs import Verb
from qungui.engine import asking, watching
from qungui.engine.asking import Duty
from qungui.engine.authority import Bar
from qungui.model.decision import Decision
from qungui.model.linked import Linked
from qungui.model.watch import Ask, Owed, Watch, watch_id_of
from qungui.notices import outcomes
from qungui.notices import watching as words
from qungui.ports import Watches
from qungui.text.masking import masked
from qungui.usecases.excuse_member import ExcuseMember
from qungui.usecases.find_member import FindMember
from qungui.usecases.read_watch import ReadWatch
from qungui.usecases.serve_command import Asked, Handlers
from qungui.usecases.start_watch import StartWatch

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchCommands:
    """Each is safe to repeat: what is started by hand is of the message that told of it."""

    find: FindMember
    watches: Watches
    start: StartWatch
    excuse: ExcuseMember
    read: ReadWatch

    def handlers(self) -> Handlers:
        return {
            Verb.EXPECT: self._expected,
            Verb.EXCUSE: self._excused,
            Verb.REPLIES: self._replies,
        }

    def _expected(self, asked: Asked) -> str:
        found = self.find(asked.command.person, asked.groups)
        if isinstance(found, str):
            return found
        linked, member = found.linked, found.person
        if member.person_id == asked.person.person_id:
            return f"{outcomes.in_words(Bar.OWN_CASE)}。"
        duties = _by_hand(linked, asked)
        if not duties:
            return words.NO_DEADLINE
        begun = asking.begun(_task(linked, asked), duties, {member.person_id: Owed()})
        if any(self._is_asked(each, begun, member.person_id) for each in self._kept(linked)):
            return words.asked_already(member)
        return words.started(linked.group, member, self.start(begun), linked.timezone)

    def _kept(self, linked: Linked) -> Sequence[Watch]:
        return self.watches.of_group(linked.group.group_id)

    def _is_asked(self, kept: Watch, begun: Watch, person_id: str) -> bool:
        """Whoever asked: what a message started need not be started by hand."""
        is_other = kept.watch_id != begun.watch_id and bool(kept.asks & begun.asks)
        return is_other and watching.waits_still(kept, person_id)

    def _excused(self, asked: Asked) -> str:
        found = self.find(asked.command.person, asked.groups)
        if isinstance(found, str):
            return found
        group_id, member = found.linked.group.group_id, found.person.person_id
        said = Decision(by=asked.person.person_id, at=asked.said.at, why=asked.command.text)
        return f"{outcomes.in_words(self.excuse(group_id, member, said))}。"

    def _replies(self, asked: Asked) -> str:
        """Of the latest messages, in all of the groups."""
        kept = [
            (watch.at, watch.watch_id, linked, watch)
            for linked in asked.groups
            for watch in self._kept(linked)
            if watch.closed_at is None
        ]
        latest = sorted(kept, key=lambda each: each[:2], reverse=True)[:_SHOWN]
        files = [self.read(linked, watch) for _, _, linked, watch in latest]
        return words.to_clerk(files)


def _by_hand(linked: Linked, asked: Asked) -> Sequence[Duty]:
    """Whoever starts a clock by hand says that it is such a task: no words and roles are asked."""
    at = asked.said.at
    edition = linked.edition_at(at)
    if edition is None:
        return ()
    duties = asking.duties_of(edition, linked.settings, linked.limits(edition, at))
    return tuple(duty for duty in duties if duty.starts is not Ask.NOTICE and not duty.of)


def _task(linked: Linked, asked: Asked) -> Watch:
    group_id = linked.group.group_id
    return Watch(
        watch_id=watch_id_of(group_id, asked.said.source),
        group_id=group_id,
        by=asked.person.person_id,
        at=asked.said.at,
        words=masked(asked.command.text),
    )
