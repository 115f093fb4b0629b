"""What members say to the desk: their record, an appeal, an apology, a way back, what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from qungui.desk.verbs import Verb
from qungui.engine import demands
from qungui.engine.docket import Docket
from qungui.engine.petitions import Denied, NotYet
from qungui.engine.reports import Told
from qungui.model.act import Act
from qungui.model.case import Case, CaseRef
from qungui.model.ledger import Change
from qungui.model.member_file import GroupFile, MemberFile
from qungui.model.short_number import with_number
from qungui.notices import outcomes
from qungui.notices.compose import local_time
from qungui.notices.member_file import on_a_phone
from qungui.text.masking import masked
from qungui.usecases.bring_up import BringUp
from qungui.usecases.find_member import FindMember
from qungui.usecases.make_petition import MakePetition
from qungui.usecases.pass_on_report import PassOnReport
from qungui.usecases.read_member_file import ReadMemberFile
from qungui.usecases.serve_command import Asked, Handlers

_SHOWN = 10  # characters of what is to be said again


@dataclass(frozen=True, slots=True)
class MemberCommands:
    """Each is safe to repeat, and answers of nobody but the one who asks."""

    records: ReadMemberFile
    petition: MakePetition
    find: FindMember
    pass_on: PassOnReport
    bring_up: BringUp

    def handlers(self) -> Handlers:
        return {
            Verb.MY_RECORD: self._my_record,
            Verb.APPEAL: self._appeal,
            Verb.APOLOGISE: self._apologise,
            Verb.REJOIN: self._rejoin,
            Verb.REPORT: self._report,
            Verb.BRING_UP: self._brought_up,
        }

    def _my_record(self, asked: Asked) -> str:
        return on_a_phone(self._file(asked))

    def _appeal(self, asked: Asked) -> str:
        """By the number in their record; without one, the last that can still be appealed."""
        file, numbers = self._file(asked), asked.command.numbers
        if not numbers:
            latest = max(_appealable(file), key=lambda each: each[1], default=None)
            if latest is None:
                return _sentence(outcomes.in_words(Denied.NOTHING_DONE))
            return _sentence(self._appealed(latest[0], asked))
        cases = {case.ref.case_id: case.ref for case in _cases(file)}
        return "\n".join(self._by_number(number, cases, asked) for number in numbers)

    def _by_number(self, number: int, cases: Mapping[str, CaseRef], asked: Asked) -> str:
        found = with_number(str(number), cases)
        if len(found) != 1:
            several = outcomes.several_of_number(number)
            return several if found else outcomes.not_on_record(number)
        return outcomes.of_number(number, self._appealed(cases[found[0]], asked))

    def _appealed(self, ref: CaseRef, asked: Asked) -> str:
        by = asked.person.person_id
        return outcomes.in_words(self.petition.appeal(ref, asked.command.text, by))

    def _rejoin(self, asked: Asked) -> str:
        """Into the group of that name; without one, wherever they were removed from."""
        wanted = asked.command.group
        removed = [
            group
            for group in self._file(asked).groups
            if any(each.act is Act.REMOVE and each.stands for each in group.orders)
        ]
        named = [group for group in removed if wanted in group.name]
        if not named:
            return _sentence(outcomes.NOT_REMOVED)
        return "\n".join(f"“{group.name}”：{self._asked_back(group, asked)}。" for group in named)

    def _asked_back(self, group: GroupFile, asked: Asked) -> str:
        who = asked.person.person_id
        said = self.petition.way_back(group.group_id, who, asked.command.text, who)
        if isinstance(said, NotYet):
            return outcomes.not_yet(local_time(said.until, group.timezone))
        return outcomes.in_words(said)

    def _apologise(self, asked: Asked) -> str:
        """Said to the desk, somebody must look whether the group heard it, too."""
        waiting = [
            group
            for group in self._file(asked).groups
            if any(each.act is Act.REQUIRE_APOLOGY for each in group.demands)
        ]
        for group in waiting:
            self._claim(group, asked)
        return _sentence(outcomes.APOLOGY_TO_LOOK_AT if waiting else outcomes.NOTHING_ASKED)

    def _claim(self, group: GroupFile, asked: Asked) -> None:
        words = asked.command.text
        shown = masked(words, (0, len(words))) if words else ""
        self.records.move(
            group.group_id, asked.person.person_id, lambda docket: _claimed(docket, shown)
        )

    def _report(self, asked: Asked) -> str:
        """Of somebody who is in one of the writer's groups; of whoever left, nobody need know."""
        found = self.find(asked.command.person, asked.groups)
        if isinstance(found, str):
            return found
        told = Told(
            group_id=found.linked.group.group_id,
            about=found.person.person_id,
            by=asked.person.person_id,
            words=asked.command.text,
            occasion=asked.said.source,
        )
        return _sentence(outcomes.in_words(self.pass_on(told)))

    def _brought_up(self, asked: Asked) -> str:
        groups = list(asked.groups)
        if len(groups) != 1:
            example = f"反映 {asked.command.text[:_SHOWN]}"
            return outcomes.which_of_yours([each.group.name for each in groups], example)
        where, by, words = groups[0].group.group_id, asked.person.person_id, asked.command.text
        return _sentence(outcomes.in_words(self.bring_up(where, by, words, asked.said.source)))

    def _file(self, asked: Asked) -> MemberFile:
        return self.records(asked.person.person_id)


def _claimed(docket: Docket, words: str) -> Change | None:
    for order in docket.discipline.orders:
        if order.act is Act.REQUIRE_APOLOGY and order.is_demand_open and not order.is_claim:
            return demands.claimed(docket.under(order), replace(order, wanted=words))
    return None


def _cases(file: MemberFile) -> Iterable[Case]:
    return (record.case for group in file.groups for record in group.records)


def _appealable(file: MemberFile) -> Iterable[tuple[CaseRef, datetime]]:
    return (
        (record.case.ref, record.case.at)
        for group in file.groups
        for record in group.records
        if record.appeal_until is not None
    )


def _sentence(said: str) -> str:
    return said if said.endswith("。") else f"{said}。"
