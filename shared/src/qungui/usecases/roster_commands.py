"""What people say to the desk about members: who may come, go, be silent, and is called how."""

from dataclasses import dataclass
from itertools import islice

from qungui.calendars.calendar import calendar_of
from qungui.desk.verbs import Verb
from qungui.model.linked import Linked
from qungui.model.permit import PermitKind
from qungui.notices import outcomes, permits
from qungui.ports import Directory, GroupBook
from qungui.usecases.find_member import FindMember
from qungui.usecases.give_permit import Full, GivePermit, PermitWish
from qungui.usecases.plan_checks import PlanChecks
from qungui.usecases.serve_command import Asked, Handlers

_MOST_GROUPS = 6  # that are named where one must be chosen
_SAID = {
    PermitKind.JOIN: "可以进群，七天内有效",
    PermitKind.GUEST: "已记为受邀，可以在群里",
    PermitKind.LEAVE: "可以退群，七天内有效",
    PermitKind.ABSENCE: "已记下告假，这段时间不算没有发言",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterCommands:
    """Each is safe to repeat: a permit begins with the message that gave it."""

    find: FindMember
    permit: GivePermit
    plan: PlanChecks
    book: GroupBook
    directory: Directory

    def handlers(self) -> Handlers:
        return {
            Verb.CHECK: self._checked,
            Verb.LET_JOIN: lambda asked: self._let(asked, PermitKind.JOIN),
            Verb.INVITE: lambda asked: self._let(asked, PermitKind.GUEST),
            Verb.LET_LEAVE: self._let_leave,
            Verb.ABSENCE: self._absent,
            Verb.NICKNAME: self._called,
        }

    def _checked(self, asked: Asked) -> str:
        one = one_group(asked, "核对成员 @市场部群")
        if isinstance(one, str):
            return one
        planned = self.plan.ask(one.group.group_id, asked.person.person_id)
        return (permits.checking if planned else permits.no_rules)(one.group.name)

    def _let(self, asked: Asked, kind: PermitKind) -> str:
        """Somebody who is yet to come is known by name alone."""
        one = one_group(asked, "准入 张三 @市场部群")
        if isinstance(one, str):
            return one
        wish = PermitWish(
            kind=kind,
            group_id=one.group.group_id,
            by=asked.person.person_id,
            at=asked.said.at,
            name=asked.command.person,
            ends=asked.until(calendar_of(one)),
            why=asked.command.text,
        )
        return self._given(wish, one, asked.command.person)

    def _let_leave(self, asked: Asked) -> str:
        found = self.find(asked.command.person, asked.groups)
        if isinstance(found, str):
            return found
        wish = PermitWish(
            kind=PermitKind.LEAVE,
            group_id=found.linked.group.group_id,
            by=asked.person.person_id,
            at=asked.said.at,
            person_id=found.person.person_id,
            why=asked.command.text,
        )
        return self._given(wish, found.linked, asked.command.person)

    def _absent(self, asked: Asked) -> str:
        """In all groups that they are in."""
        said = []
        for linked in self._own(asked):
            wish = PermitWish(
                kind=PermitKind.ABSENCE,
                group_id=linked.group.group_id,
                by=asked.person.person_id,
                at=asked.said.at,
                person_id=asked.person.person_id,
                ends=asked.until(calendar_of(linked)),
                why=asked.command.text,
            )
            said.append(self._given(wish, linked, "您"))
        return "\n".join(said) or permits.NOBODY_THERE

    def _called(self, asked: Asked) -> str:
        person_id, nickname = asked.person.person_id, asked.command.text
        own = self.book.memberships(person_id)
        noted = [self.book.declare(group_id, person_id, nickname) for group_id in own]
        return permits.NOTED_NAME if any(noted) else permits.NOBODY_THERE

    def _own(self, asked: Asked) -> list[Linked]:
        """The filed groups that they are a member of; of that name, where they wrote one."""
        ids = sorted(self.book.memberships(asked.person.person_id))
        linked = filter(None, map(self.directory.group, ids))
        return [each for each in linked if asked.command.group in each.group.name]

    def _given(self, wish: PermitWish, linked: Linked, name: str) -> str:
        said = self.permit(wish)
        if isinstance(said, Full):
            return permits.full(said.most)
        done = said.value in {"permitted", "already"}
        words = _SAID[wish.kind] if done else outcomes.in_words(said)
        return permits.permitted(linked.group.name, name, words)


def one_group(asked: Asked, example: str) -> Linked | str:
    """The one that is meant; else what to answer, with an *example* of how to say it."""
    groups = list(islice(asked.groups, _MOST_GROUPS))
    if len(groups) == 1:
        return groups[0]
    return permits.which_group(example, [linked.group.name for linked in groups])
