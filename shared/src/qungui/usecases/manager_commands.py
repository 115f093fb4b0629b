"""What those who run a group say to the desk about a member: by name, with a reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from qungui.calendars.calendar import calendar_of
from qungui.desk.verbs import Verb
from qungui.model.act import Act
from qungui.model.case import CaseRef
from qungui.model.decision import Word
from qungui.model.evidence import Evidence
from qungui.model.linked import Linked
from qungui.model.member_file import GroupFile
from qungui.model.order import Order
from qungui.model.short_number import with_number
from qungui.notices import evidence, money, outcomes
from qungui.notices.member_file import for_a_clerk
from qungui.ports import Clock
from qungui.usecases.enter_finding import Entered, EnterFinding, Sight
from qungui.usecases.exempt_member import Exemption, ExemptMember
from qungui.usecases.find_member import FindMember, Found
from qungui.usecases.lift_order import Lifted, LiftOrder
from qungui.usecases.package_evidence import PackageEvidence
from qungui.usecases.pardon_case import PardonCase
from qungui.usecases.read_member_file import ReadMemberFile
from qungui.usecases.serve_command import Asked, Handlers
from qungui.usecases.state_money import StateMoney

type _OfMember = Callable[[Asked, Found], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerCommands:
    """Each is safe to repeat: a finding by hand is of the message that told of it."""

    find: FindMember
    enter: EnterFinding
    pardon: PardonCase
    package: PackageEvidence
    lift: LiftOrder
    exempt: ExemptMember
    records: ReadMemberFile
    money: StateMoney
    clock: Clock

    def handlers(self) -> Handlers:
        return {
            Verb.WARN: lambda asked: self._of_member(asked, self._warned),
            Verb.STRIKE: lambda asked: self._of_member(asked, self._struck),
            Verb.EXEMPT: lambda asked: self._of_member(asked, self._exempted),
            Verb.MEMBER_FILE: lambda asked: self._of_member(asked, self._file),
            Verb.PARDON: lambda asked: self._of_member(asked, self._pardoned),
            Verb.EVIDENCE: lambda asked: self._of_member(asked, self._packaged),
            Verb.LIFT: lambda asked: self._of_member(asked, self._lifted),
            Verb.SETTLE: self._settled,
        }

    def _of_member(self, asked: Asked, act: _OfMember) -> str:
        found = self.find(asked.command.person, asked.groups, or_left=True)
        return found if isinstance(found, str) else act(asked, found)

    def _warned(self, asked: Asked, found: Found) -> str:
        return self._entered(asked, found, Act.WARN)

    def _struck(self, asked: Asked, found: Found) -> str:
        return self._entered(asked, found, None)

    def _entered(self, asked: Asked, found: Found, act: Act | None) -> str:
        clause_id = self._clause(asked, found.linked)
        if clause_id is None:
            return f"{outcomes.in_words(Entered.NO_SUCH_CLAUSE)}。"
        sight = Sight(
            group_id=found.linked.group.group_id,
            person_id=found.person.person_id,
            clause_id=clause_id,
            occasion=asked.said.source,
            act=act,
        )
        return f"{outcomes.in_words(self.enter(sight, _word(asked)))}。"

    def _exempted(self, asked: Asked, found: Found) -> str:
        clause_id = self._clause(asked, found.linked)
        if clause_id is None:
            return f"{outcomes.in_words(Entered.NO_SUCH_CLAUSE)}。"
        wish = Exemption(
            group_id=found.linked.group.group_id,
            person_id=found.person.person_id,
            clause_id=clause_id,
            until=asked.until(calendar_of(found.linked)),
            by=asked.person.person_id,
            why=asked.command.text,
        )
        return f"{outcomes.in_words(self.exempt(wish))}。"

    def _file(self, _asked: Asked, found: Found) -> str:
        group_id = found.linked.group.group_id
        return for_a_clerk(self.records(found.person.person_id, group_id))

    def _pardoned(self, asked: Asked, found: Found) -> str:
        group, word = self._records(found), _word(asked)
        cases = {record.case.case_id: record.case.ref for record in group.records}
        return _by_number(
            asked, cases, _in_words(lambda ref: outcomes.in_words(self.pardon(ref, word)))
        )

    def _packaged(self, asked: Asked, found: Found) -> str:
        """The names are those of the whole file: whoever decided is among them."""
        file = self.records(found.person.person_id, found.linked.group.group_id)
        (group,), by = file.groups, asked.person.person_id

        def shown(number: int, ref: CaseRef) -> str:
            said = self.package(ref, by=by)
            if isinstance(said, Evidence):
                return evidence.on_a_phone(said, file.names, group.timezone)
            return outcomes.of_number(number, outcomes.in_words(said))

        return _by_number(asked, {r.case.case_id: r.case.ref for r in group.records}, shown)

    def _lifted(self, asked: Asked, found: Found) -> str:
        """By the number of the case: whatever goes on because of it ends."""
        word, records = _word(asked), self._records(found).records
        by_case = {record.case.case_id: record.orders for record in records}
        return _by_number(asked, by_case, _in_words(lambda orders: self._lifted_all(orders, word)))

    def _lifted_all(self, orders: Iterable[Order], word: Word) -> str:
        said = [self.lift(order.ref, word) for order in orders]
        changed = (each for each in said if each is Lifted.LIFTED)
        return outcomes.in_words(next(changed, said[-1] if said else Lifted.NOTHING_LASTS))

    def _records(self, found: Found) -> GroupFile:
        file = self.records(found.person.person_id, found.linked.group.group_id)
        return file.groups[0]

    def _settled(self, asked: Asked) -> str:
        month = asked.command.month
        lists = []
        for linked in asked.groups:
            today = self.clock.now().astimezone(ZoneInfo(linked.timezone)).date()
            first = today.replace(day=1) if month is None else month.on(today)
            lists.append(money.for_a_clerk(self.money(linked.group.group_id, first)))
        return "\n\n".join(lists)

    def _clause(self, asked: Asked, linked: Linked) -> str | None:
        """With the regulation's number or without; None where the edition in force has none."""
        edition = linked.edition_at(self.clock.now()) or linked.editions[0]
        wanted = asked.command.clause.casefold()
        names = {wanted, f"{edition.regulation}.{wanted}".casefold()}
        ids = (clause.clause_id for clause in edition.clauses)
        return next((each for each in ids if each.casefold() in names), None)


def _word(asked: Asked) -> Word:
    return Word(by=asked.person.person_id, why=asked.command.text)


def _in_words[R](act: Callable[[R], str]) -> Callable[[int, R], str]:
    """One line behind the number."""
    return lambda number, ref: outcomes.of_number(number, act(ref))


def _by_number[R](asked: Asked, refs: Mapping[str, R], act: Callable[[int, R], str]) -> str:
    lines = []
    for number in asked.command.numbers:
        found = with_number(str(number), refs)
        if len(found) == 1:
            lines.append(act(number, refs[found[0]]))
        else:
            several = outcomes.several_of_number(number)
            lines.append(several if found else outcomes.not_of_member(number))
    return "\n".join(lines)
