"""What a step in the life of a group sends: orders for the group, messages and cards to people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from qungui.lifecycle.dues import last_day
from qungui.model.act import Act
from qungui.model.filing import Filing, Sends
from qungui.model.group import Role
from qungui.model.ids import derived_id
from qungui.model.linked import Linked
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.model.short_number import short_number
from qungui.notices import life_cards
from qungui.notices.group_rules import rules
from qungui.notices.life import Leaver, Life, announcement, text_of
from qungui.ports import Directory, Messenger, People
from qungui.usecases.find_ground import Ground
from qungui.usecases.name_successors import NameSuccessors
from qungui.usecases.order_for_group import OrderForGroup, Wish
from qungui.usecases.read_group_record import ReadGroupRecord
from qungui.usecases.tell_people import ask, tell
from qungui.wire_clicks import LifeClick, life_key

_AN_INSTANT = timedelta(microseconds=1)
_ASKS = frozenset({Sends.APPROVAL_CARD, Sends.LATER_CARD})
_NAMES_LEAVERS = frozenset({Sends.HANDOVER_ASKED, Sends.DEPARTMENT_TOLD})


@dataclass(frozen=True, slots=True, kw_only=True)
class SendStep:
    """
    Safe to repeat: what a group is ordered, ``OrderForGroup`` makes once.

    Attributes:
        record: None where a closing package does not say how much is on record.
    """

    order: OrderForGroup
    directory: Directory
    messenger: Messenger
    people: People
    record: ReadGroupRecord | None = None

    def __call__(self, sends: Sends, filing: Filing, ground: Ground, now: datetime) -> None:
        """
        Raises:
            TransientError: It cannot be told now.
        """
        life = _life(filing, ground)
        if sends is Sends.CLOSING_PACKAGE and self.record is not None:
            life = replace(life, record=self.record(filing))
        if sends in _NAMES_LEAVERS:
            life = replace(life, leavers=self._leavers(filing, ground, now))
        if sends is Sends.SUCCESSION and ground.linked is not None:
            self._succeed(filing, ground, ground.linked, now)
            return
        ordered = _ORDERS.get(sends)
        if ordered is not None and ground.linked is not None:
            act, procedure, words = ordered
            wish = Wish(
                group_id=filing.group_id,
                act=act,
                ordered_by=filing.ending.by if filing.ending else "",
                wanted=words(life, ground.linked),
                clause_id=ground.law.cites.get(procedure, ""),
                occasion=_occasion(sends, filing),
            )
            self.order(wish)
            return
        if sends in _ASKS:
            self._ask(sends, ground, life)
            return
        tell(self.people, self.messenger, _TO[sends](filing, ground), text_of(sends, life))

    def _ask(self, sends: Sends, ground: Ground, life: Life) -> None:
        """By a card with buttons; each round of questions is a card of its own."""
        filing = life.filing
        asked = filing.asked
        asker = self.people.get(filing.proposed_by if asked is None else asked.asked_by)

        def card_for(person: Person) -> Card:
            question = derived_id("life", filing.group_id, filing.question, person.person_id)
            task_id = f"{question}-{filing.chases}"
            card = life_cards.asking(life, task_id, None if asker is None else asker.userid)
            keyed = (
                (text, life_key(LifeClick(verb, filing.group_id, filing.question)))
                for text, verb in card.buttons
            )
            return replace(card, buttons=tuple(keyed))

        to = _TO[sends](filing, ground)
        ask(self.people, self.messenger, to, card_for, text_of(sends, life))

    def _leavers(self, filing: Filing, ground: Ground, now: datetime) -> tuple[Leaver, ...]:
        """Who is to be followed, and in what; nobody but an owner where the group is nobody's."""
        held = ground.held(filing)
        asked = filing.leaving or self._leave(filter(None, [filing.owner]), now)
        people = self.people.get_many(asked)
        return tuple(
            Leaver(
                name=people[who].name or people[who].userid or "",
                roles=held.get(who, ()),
                last_day=None if people[who].has_left_by(now) else _day_of(people[who], ground),
            )
            for who in asked
            if who in people
        )

    def _succeed(self, filing: Filing, ground: Ground, linked: Linked, now: datetime) -> None:
        """The platform's owner is another one then, by API or by a person's hand."""
        if filing.owner and filing.owner not in linked.group.holders_of(Role.OWNER):
            wish = Wish(
                group_id=filing.group_id,
                act=Act.CHANGE_OWNER,
                ordered_by="",
                about=filing.owner,
                clause_id=ground.law.cites.get("handover", ""),
                occasion=f"{Sends.SUCCESSION} {filing.since.isoformat()}",
            )
            self.order(wish)
        gone = self._leave(linked.group.named, now + ground.handover_before)
        NameSuccessors(self.directory)(linked, filing, gone, now)

    def _leave(self, people: Iterable[str], by: datetime) -> tuple[str, ...]:
        """Those of *people* who will have left the company by then."""
        found = self.people.get_many(people)
        return tuple(who for who, person in found.items() if person.will_have_left_by(by))


def _occasion(sends: Sends, filing: Filing) -> str:
    """Of what the group is told, the same in whatever state it is by the time it goes out."""
    if sends is Sends.RULES:
        return str(sends)
    notice = filing.notice if sends is Sends.ANNOUNCEMENT else None
    return f"{sends} {(notice.at if notice else filing.since).isoformat()}"


def _life(filing: Filing, ground: Ground) -> Life:
    law = ground.law
    return Life(
        filing=filing,
        number=short_number(filing.group_id),
        last_day=last_day(filing, law),
        form=law.form,
        setup=law.setup,
        template=law.template,
        is_there=ground.linked is not None,
    )


def _day_of(leaver: Person, ground: Ground) -> date | None:
    """Their last one, local; None where nobody named it."""
    if leaver.leaves_at is None:
        return None
    return (leaver.leaves_at - _AN_INSTANT).astimezone(ground.law.calendar.zone).date()


type _Whom = Callable[[Filing, Ground], Iterable[str]]


def _asker(filing: Filing, _ground: Ground) -> Iterable[str]:
    return filter(None, [filing.proposed_by])


def _managers(filing: Filing, ground: Ground) -> Iterable[str]:
    return ground.managers(filing) or ground.registrars


def _registrars(_filing: Filing, ground: Ground) -> Iterable[str]:
    return ground.registrars


def _each(*whom: _Whom) -> _Whom:
    return lambda filing, ground: dict.fromkeys(who for one in whom for who in one(filing, ground))


_ORDERS: Mapping[Sends, tuple[Act, str, Callable[[Life, Linked], str]]] = {
    Sends.RULES: (Act.SPEAK, "creation", lambda _life, linked: rules(linked.editions[0])),
    Sends.ANNOUNCEMENT: (Act.SPEAK, "announcement", lambda life, _linked: announcement(life)),
    Sends.CLOSING: (Act.SOFT_CLOSE, "dissolution", lambda _life, _linked: ""),
}
"""
What the group itself is ordered, once it is linked; the procedure that asks for it, and the words.
"""

_TO: Mapping[Sends, _Whom] = {
    Sends.APPROVAL_CARD: lambda filing, ground: ground.approvers(filing) or ground.registrars,
    Sends.FORM: _registrars,
    Sends.FORM_ASKED: _managers,
    Sends.CREATION: _asker,
    Sends.RULES: _managers,
    Sends.ROLES_ASKED: _managers,
    Sends.RESULT: _each(_asker, _managers),
    Sends.HANDOVER_ASKED: _each(_managers, _registrars),
    Sends.SUCCESSION: _managers,
    Sends.OWNER_ASKED: _managers,
    Sends.DEPARTMENT_TOLD: _registrars,
    Sends.ANNOUNCEMENT_ASKED: _managers,
    Sends.LATER_CARD: lambda _filing, ground: ground.extenders,
    Sends.ANNOUNCEMENT: _managers,
    Sends.CLOSING_PACKAGE: _each(_registrars, _managers),
    Sends.CLOSING: _managers,
    Sends.CERTIFICATE: _each(_asker, _registrars),
    Sends.ESCALATION: _each(_managers, lambda filing, ground: ground.supervisors(filing)),
}
