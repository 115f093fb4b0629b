"""What people say to the desk of who runs their groups."""

from dataclasses import dataclass

from qungui.desk.verbs import Verb
from qungui.engine.authority import Bar
from qungui.lifecycle.appointing import Misplaced
from qungui.lifecycle.taken import Denied
from qungui.model.decision import Word
from qungui.model.filing import Filing
from qungui.model.group import Group
from qungui.model.ids import Alias
from qungui.model.person import Person
from qungui.notices import on_file, outcomes, talk
from qungui.ports import Register
from qungui.usecases.appoint import Appoint, Appointed, Appointment
from qungui.usecases.find_filed import FindFiled
from qungui.usecases.find_member import FindMember
from qungui.usecases.mute_member import MuteMember
from qungui.usecases.name_group import NameGroup
from qungui.usecases.order_for_group import Ordered
from qungui.usecases.permit_member import Permission, PermitMember
from qungui.usecases.roster_commands import one_group
from qungui.usecases.serve_command import Asked, Handlers
from qungui.usecases.stop_talk import StopTalk


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCommands:
    """Each is safe to repeat."""

    register: Register
    find: FindMember
    appoint: Appoint
    name: NameGroup
    permit: PermitMember
    mute: MuteMember
    stop: StopTalk

    def handlers(self) -> Handlers:
        return {
            Verb.APPOINT: self._appointed,
            Verb.NAME_GROUP: self._renamed,
            Verb.PERMIT: lambda asked: self._permitted(asked, allowed=True),
            Verb.FORBID: lambda asked: self._permitted(asked, allowed=False),
            Verb.MUTE: self._muted,
            Verb.STOP: self._stopped,
            Verb.END_TOPIC: self._topic_ended,
        }

    def _renamed(self, asked: Asked) -> str:
        (number,) = asked.command.numbers
        filing = FindFiled(self.register)(number)
        if isinstance(filing, str):
            return filing
        said = self.name(filing.group_id, asked.command.text, by=asked.person.person_id)
        if isinstance(said, Filing):
            return outcomes.of_number(number, on_file.called(said))
        return outcomes.of_number(number, outcomes.in_words(said or Denied.NOT_NOW))

    def _permitted(self, asked: Asked, *, allowed: bool) -> str:
        meant = self._meant(asked)
        if isinstance(meant, str):
            return meant
        number, filing, who = meant
        wish = Permission(
            group_id=filing.group_id,
            what=asked.command.text.strip(),
            who=who.person_id,
            allowed=allowed,
            by=asked.person.person_id,
        )
        said = self.permit(wish)
        if isinstance(said, Filing):
            words = on_file.permitted(_name(who), wish.what, allowed=allowed)
            return outcomes.of_number(number, words)
        return outcomes.of_number(number, outcomes.in_words(said or Denied.NOT_NOW))

    def _muted(self, asked: Asked) -> str:
        found = self.find(asked.command.person, asked.groups)
        if isinstance(found, str):
            return found
        word = Word(by=asked.person.person_id, why=asked.command.text)
        said = self.mute(found.linked.group.group_id, found.person.person_id, word)
        if isinstance(said, Ordered):
            return on_file.muting(_name(found.person))
        return f"{outcomes.in_words(said)}。"

    def _stopped(self, asked: Asked) -> str:
        found = self.find(asked.command.person, asked.groups)
        if isinstance(found, str):
            return found
        word, group = Word(by=asked.person.person_id, why=asked.command.text), found.linked.group
        said = self.stop.member(group.group_id, found.person.person_id, word)
        return _of_talk(group, said)

    def _topic_ended(self, asked: Asked) -> str:
        one = one_group(asked, "终止话题 @市场部群 美国大选")
        if isinstance(one, str):
            return one
        word = Word(by=asked.person.person_id, why=asked.command.text)
        said = self.stop.topic(one.group.group_id, word)
        return _of_talk(one.group, said)

    def _appointed(self, asked: Asked) -> str:
        meant = self._meant(asked)
        if isinstance(meant, str):
            return meant
        number, filing, who = meant
        wish = Appointment(
            group_id=filing.group_id,
            role=asked.command.text.strip(),
            who=who.person_id,
            by=asked.person.person_id,
        )
        return outcomes.of_number(number, _in_words(self.appoint(wish), wish, who))

    def _meant(self, asked: Asked) -> tuple[int, Filing, Person] | str:
        """The group by its number, and one of its people; else why nobody can tell."""
        (number,) = asked.command.numbers
        filing = FindFiled(self.register)(number)
        if isinstance(filing, str):
            return filing
        who = self._person(asked.command.person, filing)
        return who if isinstance(who, str) else (number, filing, who)

    def _person(self, name: str, filing: Filing) -> Person | str:
        """A member of the group; of one that is not linked yet, anybody by their account."""
        linked = self.appoint.directory.group(filing.group_id)
        if linked is not None:
            found = self.find(name, [linked])
            return found if isinstance(found, str) else found.person
        people = self.find.people
        alias = Alias("userid", name.casefold())
        return people.get(people.resolve(alias).person_id) or outcomes.no_such_member(name)


def _of_talk(group: Group, said: Ordered | Bar) -> str:
    return talk.stopped(group) if isinstance(said, Ordered) else f"{outcomes.in_words(said)}。"


def _in_words(said: Appointed | Denied | Misplaced | None, wish: Appointment, who: Person) -> str:
    match said:
        case Appointed(holders, filing):
            in_force = wish.who in holders
            return on_file.named(filing, wish.role, _name(who), in_force=in_force)
        case Misplaced(offices):
            return on_file.misplaced(offices)
        case _:
            return outcomes.in_words(said or Denied.NOT_NOW)


def _name(person: Person) -> str:
    return person.name or person.userid or ""
