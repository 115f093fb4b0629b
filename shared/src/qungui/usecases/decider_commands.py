"""What those who decide say to the desk: what waits, a word on it, and what they take back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qungui.desk.arguments import Gravity
from qungui.desk.verbs import Verb
from qungui.model.case import Case
from qungui.model.decision import Word
from qungui.model.order import Order
from qungui.model.petition import Petition
from qungui.model.short_number import with_number
from qungui.model.waiting import Item, ref_of
from qungui.notices import outcomes
from qungui.ports import Worklist
from qungui.usecases.decide_petition import DecidePetition, Ruling
from qungui.usecases.find_waiting import FindWaiting
from qungui.usecases.move_member import MoveMember
from qungui.usecases.permit_order import Answer, PermitOrder
from qungui.usecases.review_case import ReviewCase, Verdict
from qungui.usecases.serve_command import Asked, Handlers
from qungui.usecases.settle_demand import End, SettleDemand
from qungui.usecases.show_waiting import as_list

_CHOICES: Mapping[Gravity, str] = {
    Gravity.MINOR: "light",
    Gravity.CONSIDERABLE: "serious",
    Gravity.SERIOUS: "grave",
    Gravity.UNLAWFUL: "unlawful",
}

type _Decide = Callable[[Item, Word], StrEnum | str]
"""What came of it; the word to use instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeciderCommands:
    """Each is safe to repeat: what is decided stays decided."""

    move: MoveMember
    find: FindWaiting
    worklist: Worklist

    def handlers(self) -> Handlers:
        return {
            Verb.TODO: self._todo,
            Verb.CONFIRM: self._confirm,
            Verb.DISMISS: self._dismiss,
            Verb.ALLOW: self._allow,
            Verb.REFUSE: self._refuse,
            Verb.PAID: self._paid,
        }

    def _todo(self, asked: Asked) -> str:
        """Group by group, each with its numbers."""
        who = asked.person.person_id
        lists = []
        for linked in asked.groups:
            pending = list(self.find.all_for(linked, who, self.worklist))
            if pending:
                lists.append(as_list(linked.group, pending))
        return "\n\n".join(lists) or outcomes.NOTHING_WAITS

    def _confirm(self, asked: Asked) -> str:
        return self._each(asked, self._confirmed)

    def _dismiss(self, asked: Asked) -> str:
        return self._each(asked, self._dismissed)

    def _allow(self, asked: Asked) -> str:
        return self._each(asked, lambda item, word: self._ruled(item, word, Ruling.GRANT))

    def _refuse(self, asked: Asked) -> str:
        return self._each(asked, lambda item, word: self._ruled(item, word, Ruling.REFUSE))

    def _paid(self, asked: Asked) -> str:
        return self._each(asked, self._met)

    def _confirmed(self, item: Item, word: Word) -> StrEnum | str:
        match item:
            case Case():
                return ReviewCase(self.move)(item.ref, word, Verdict.CONFIRM)
            case Order() if item.is_claim:
                return SettleDemand(self.move)(item.ref, word, End.MET)
            case Order():
                return PermitOrder(self.move)(item.ref, word, Answer.GO)
            case _:
                return "准许"

    def _dismissed(self, item: Item, word: Word) -> StrEnum | str:
        match item:
            case Case():
                return ReviewCase(self.move)(item.ref, word, Verdict.DISMISS)
            case Order() if item.is_claim:
                return SettleDemand(self.move)(item.ref, word, End.NOT_MET)
            case Order():
                return PermitOrder(self.move)(item.ref, word, Answer.DECLINE)
            case _:
                return "不准"

    def _ruled(self, item: Item, word: Word, ruling: Ruling) -> StrEnum | str:
        if isinstance(item, Petition):
            return DecidePetition(self.move)(item.ref, word, ruling)
        return "确认" if ruling is Ruling.GRANT else "驳回"

    def _met(self, item: Item, word: Word) -> StrEnum | str:
        if isinstance(item, Order) and item.act.is_demanded:
            return SettleDemand(self.move)(item.ref, word, End.MET)
        return "确认"

    def _each(self, asked: Asked, decide: _Decide) -> str:
        """One line a number; the other word, where that one is not said of such a thing."""
        command = asked.command
        choice = "" if command.gravity is None else _CHOICES[command.gravity]
        word = Word(by=asked.person.person_id, why=command.text, choice=choice)
        own, others = dict[str, Item](), dict[str, Item]()
        for item, is_own in self._items(asked):
            (own if is_own else others)[ref_of(item).item_id] = item
        return "\n".join(_line(number, own, others, word, decide) for number in command.numbers)

    def _items(self, asked: Asked) -> Iterator[tuple[Item, bool]]:
        """What waits, and the money that is owed; whether it is theirs to decide who ask."""
        who = asked.person.person_id
        for linked in asked.groups:
            for pending, bar in self.find.all_in(linked, who, self.worklist):
                yield pending.item, bar is None
            if asked.command.verb is Verb.PAID:
                yield from ((order, True) for order in self.find.owed(linked, self.worklist))


def _line(
    number: int,
    own: dict[str, Item],
    others: dict[str, Item],
    word: Word,
    decide: _Decide,
) -> str:
    """What is not theirs is looked at last, to be told why it is not."""
    found = with_number(str(number), own) or with_number(str(number), others)
    if not found:
        quotes = outcomes.none_to_quote_of if word.quoted else outcomes.no_such_number
        return quotes(number)
    if len(found) > 1:
        return outcomes.several_of_number(number)
    said = decide((own | others)[found[0]], word)
    if isinstance(said, StrEnum):
        return outcomes.of_number(number, outcomes.in_words(said))
    return outcomes.wrong_word(number, said)
