"""What people say to the desk of the life of their groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from qungui.desk.verbs import Verb
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing
from qungui.model.ids import Alias
from qungui.model.short_number import short_numbers
from qungui.notices import duties, on_file, outcomes
from qungui.ports import Register
from qungui.usecases.find_filed import FindFiled
from qungui.usecases.find_member import FindMember
from qungui.usecases.link_found import LinkFound
from qungui.usecases.live_on import LiveOn, Wanted
from qungui.usecases.serve_command import Asked, Handlers
from qungui.usecases.tick_duty import TickDuty

_ZONE = ZoneInfo("Asia/Shanghai")  # a day without a year is the next one where the writer lives

_NAMING = frozenset({Verb.TAKE_UP, Verb.HAND_OVER})
_STEPS: Mapping[Verb, Step] = {
    Verb.AGREE_GROUP: Step.AGREE,
    Verb.REFUSE_GROUP: Step.REFUSE,
    Verb.GROUP_MADE: Step.CREATE,
    Verb.FILE_GROUP: Step.FILE,
    Verb.CONFIRM_FILING: Step.CONFIRM,
    Verb.RETURN_FILING: Step.RETURN,
    Verb.ADOPT_GROUP: Step.ADOPT,
    Verb.OPEN_GROUP: Step.STAFF,
    Verb.TAKE_UP: Step.TAKE_UP,
    Verb.HAND_OVER: Step.HAND_OVER,
    Verb.END_MATTER: Step.END,
    Verb.ASK_LATER: Step.ASK_LATER,
    Verb.PUT_OFF: Step.PUT_OFF,
    Verb.KEEP_DATE: Step.KEEP_DATE,
    Verb.ANNOUNCE_END: Step.ANNOUNCE,
    Verb.DISSOLVE: Step.DISSOLVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCommands:
    """Each is safe to repeat: a step that was taken is not possible again."""

    register: Register
    live_on: LiveOn
    find: FindMember
    link: LinkFound
    tick: TickDuty

    def handlers(self) -> Handlers:
        return {
            **dict.fromkeys(_STEPS, self._step),
            Verb.SAME_GROUP: self._linked,
            Verb.DUTY_DONE: self._duty_done,
            Verb.GROUPS_ON_FILE: self._mine,
        }

    def _step(self, asked: Asked) -> str:
        return "\n".join(self._taken(asked, number) for number in asked.command.numbers)

    def _taken(self, asked: Asked, number: int) -> str:
        found = FindFiled(self.register)(number)
        if isinstance(found, str):
            return found
        command = asked.command
        named = self._named(command.person, found.group_id) if command.verb in _NAMING else ()
        if isinstance(named, str):
            return named
        wanted = Wanted(
            group_id=found.group_id,
            step=_STEPS[command.verb],
            by=asked.person.person_id,
            at=asked.said.at,
            why=command.text,
            on=_day(asked),
            operator=command.person,
            form=command.text,
            names=named,
        )
        return _in_words(number, self.live_on(wanted))

    def _duty_done(self, asked: Asked) -> str:
        return "\n".join(self._ticked(asked, number) for number in asked.command.numbers)

    def _ticked(self, asked: Asked, number: int) -> str:
        found = FindFiled(self.register)(number)
        if isinstance(found, str):
            return found
        said = self.tick(found.group_id, asked.person.person_id)
        words = outcomes.in_words(said or Denied.NOT_NOW) if not isinstance(said, Filing) else ""
        return outcomes.of_number(number, words or duties.ticked(found))

    def _linked(self, asked: Asked) -> str:
        """The group on file first, then the one that appeared."""
        numbers = asked.command.numbers
        if len(numbers) != 2:  # noqa: PLR2004 - two groups that are one
            return on_file.two_numbers()
        filed, found = map(FindFiled(self.register), numbers)
        if isinstance(filed, str) or isinstance(found, str):
            return filed if isinstance(filed, str) else str(found)
        return _in_words(
            numbers[0], self.link(filed.group_id, found.group_id, asked.person.person_id)
        )

    def _named(self, name: str, group_id: str) -> tuple[str, ...] | str:
        """Person id, by an account or a member's name; else what to answer."""
        people = self.find.people
        person = people.get(people.resolve(Alias("userid", name.casefold())).person_id)
        if person is not None:
            return (person.person_id,)
        linked = self.live_on.find.directory.group(group_id)
        found = self.find(name, filter(None, [linked]))
        return found if isinstance(found, str) else (found.person.person_id,)

    def _mine(self, asked: Asked) -> str:
        """Those that the asker proposed, owns, runs or keeps the register of."""
        filed = [each.group_id for each in self.register.every() if not each.state.is_final]
        numbers, who = short_numbers(filed), asked.person.person_id
        filings = self.register.filings(filed)
        found = (filings[group_id] for group_id in filed if group_id in filings)
        mine = (filing for filing in found if self.live_on.concerns(who, filing))
        return on_file.listed([on_file.line(filing, numbers[filing.group_id]) for filing in mine])


def _in_words(number: int, said: Filing | Denied | None) -> str:
    if isinstance(said, Filing):
        return outcomes.of_number(number, on_file.stands(said))
    return outcomes.of_number(number, outcomes.in_words(said or Denied.NOT_NOW))


def _day(asked: Asked) -> date | None:
    said = asked.command.day
    return None if said is None else said.on(asked.said.at.astimezone(_ZONE).date())
