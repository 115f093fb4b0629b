"""
One history: weeks of a small company, out of one seed.

Messages come late, twice and out of order; the stream loses records; queues repeat and reorder;
people decide, click, leave and appeal; processes die, run at once, lose answers and find the table
out of reach. Then everything is repaired, time goes by, and people answer what they are asked.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count, product

from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.case import CaseRef
from qungui.model.events import CardClicked
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.model.order import Order
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.notices import compose
from qungui.wire import click_from_key, order_ref_from_body
from tests.simulation.law import RULEBOOK, SANCTIONS, law, word
from tests.simulation.people import Deciders, Deed
from tests.support.build import person
from tests.support.faults import MOST_AT_ONCE, Chaos, Crashed
from tests.support.system import SOUND, Effect, Parts, System

BEGINS = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday morning in Shanghai
_DELAYS = (0, 0, 1, 30, 600, 7_200)
_LONGEST_CALM = 400  # rounds; far more than any chase or back-off needs
_DONE_BY_HAND = {compose.REMOVED, compose.DONE}


def _staff(name: str) -> Person:
    return person(Alias("userid", name))


OWNER, MANAGER = _staff("owner"), _staff("manager")
ADMINISTRATORS = (_staff("chen"), _staff("dong"))
IN_CHARGE = (OWNER, MANAGER, *ADMINISTRATORS)
MEMBERS = (_staff("amei"), _staff("bolin"), person(Alias("external", "wmCaihong000000000000000")))
NAMES = {who.person_id: who.aliases[0].name for who in (*IN_CHARGE, *MEMBERS)}


def group(number: int, kind: GroupKind) -> Group:
    return Group(
        group_id=f"g{number}-{kind}",
        name=f"演练{number}群",
        kind=kind,
        aliases=(Alias("room", f"wr-{number}-{kind}"), Alias("appchat", f"chat-{number}-{kind}")),
        rulebook=RULEBOOK,
        rules_from=BEGINS - timedelta(days=1),
        roles={
            Role.OWNER: (OWNER.person_id,),
            Role.ADMINISTRATOR: tuple(who.person_id for who in ADMINISTRATORS),
            Role.ADMIN_DEPARTMENT: (MANAGER.person_id,),
        },
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A message, and the clauses that its writer broke with it."""

    message: Message
    names: tuple[str, ...]


class History:
    """
    Attributes:
        seed: Makes the same history again.
        log: What happened, a line each.
        said: Every message that was written.
        by_hand: How many findings were entered by hand.
        went: By group and person, who went out by themselves or by the owner's hand.
    """

    def __init__(self, seed: int, parts: Parts = SOUND) -> None:
        self.seed = seed
        self.chance = chance = random.Random(seed)  # noqa: S311 - a schedule, not a secret
        kinds = chance.choices((GroupKind.APPCHAT, GroupKind.CUSTOMER), (2, 1), k=2)
        self.groups = tuple(group(number, kind) for number, kind in enumerate(kinds))
        self.members = MEMBERS[: chance.choice((1, 1, 2, 3))]
        self.names = chance.sample(tuple(SANCTIONS), chance.choice((1, 2, 3)))
        self.edition = law(freezes=chance.random() < 1 / 2)
        self.settings = GroupSettings(
            removals_per_hour=chance.choice((1, 3)),
            second_person=(Act.REMOVE,) if chance.random() < 1 / 4 else (),
        )
        self.system = System(
            edition=self.edition,
            groups=self.groups,
            people=(*IN_CHARGE, *self.members),
            settings=self.settings,
            now=BEGINS,
            parts=parts,
        )
        self.clock, self.ledger = self.system.clock, self.system.ledger
        self.plan = Chaos(chance, self.clock, harm=chance.choice((0, 1, 1, 3)))
        self.system.build(self.plan)
        self.system.noticed = self._noticed
        self.deciders = Deciders(tuple(who.person_id for who in IN_CHARGE), chance)
        self.log: list[str] = []
        self.said: list[Said] = []
        self.by_hand = 0
        self._numbers = count(1)
        self._inbound: list[tuple[datetime, Message]] = []
        self._left: list[tuple[str, str, datetime]] = []
        self.went = set[tuple[str, str]]()
        self._streamed = 0
        # What can happen next, and how often beside the rest.
        self._outside: Mapping[Callable[[], None], int] = {
            self._speak: 8,
            self._recall: 1,
            self._time: 5,
            self._leave: 1,
        }
        self._inside: Mapping[Callable[[], None], int] = {
            self._judge: 10,
            self._stream: 8,
            self._dispatch: 12,
            self._sweep: 4,
            self._decide: 8,
            self._enter: 1,
            self._press: 3,
            self._prove: 2,
        }

    def run(self) -> None:
        for _ in range(self.chance.choice((20, 50, 100))):
            self._one(self._outside)()
            at_once = self.chance.choice((1, 1, 1, 2, MOST_AT_ONCE))
            self.plan.together([self._one(self._inside) for _ in range(at_once)])
        self.plan.armed = False
        self._calm()

    def note(self, text: str) -> None:
        self.log.append(f"{self.clock.now():%m-%d %H:%M:%S}  {text}")

    # -- one thing happens ----------------------------------------------------------------------

    def _one(self, of: Mapping[Callable[[], None], int]) -> Callable[[], None]:
        (step,) = self.chance.choices(tuple(of), tuple(of.values()))
        return step

    def _attempt(self, what: str, step: Callable[[], object]) -> bool:
        """Whether *step* ran to its end."""
        self.plan.begins()
        try:
            answer = step()
        except (Crashed, TransientError) as error:
            self.note(f"{what} !! {type(error).__name__} at {error}")
            return False
        self.note(f"{what} -> {_shown(answer)}")
        return True

    def _speak(self) -> None:
        where, who = self.chance.choice(self.groups), self.chance.choice(self.members)
        if not self._is_in(where, who):
            return
        names = tuple(self.chance.sample(self.names, min(self._how_many(), len(self.names))))
        number = next(self._numbers)
        message = Message(
            message_id=f"m{number}",
            group=where.aliases[0],
            sender=who.aliases[0],
            sent_at=self.clock.now(),
            kind=MessageKind.TEXT,
            text="，".join((f"第{number}句", *map(word, names))),
        )
        self.said.append(Said(message, names))
        self._arrives(message)
        self.note(f"{_name(who)} says {message.message_id} in {where.group_id}: {names}")

    def _how_many(self) -> int:
        return self.chance.choice((0, 1, 1, 1, 1, 1, 2))

    def _recall(self) -> None:
        if not self.said:
            return
        said = self.chance.choice(self.said[-3:]).message
        taken_back = replace(
            said,
            message_id=f"r{next(self._numbers)}",
            kind=MessageKind.RECALL,
            recalls=said.message_id,
            sent_at=self.clock.now(),
            text="",
        )
        self._arrives(taken_back)
        self.note(f"{said.message_id} is taken back")

    def _arrives(self, message: Message) -> None:
        late = timedelta(seconds=self.chance.choice(_DELAYS))
        self._inbound.append((self.clock.now() + late, message))

    def _judge(self) -> None:
        ready = [item for item in self._inbound if item[0] <= self.clock.now()]
        if ready:
            item = self.chance.choice(ready)
            done = self._attempt(
                f"judge {item[1].message_id}", lambda: self.system.judge(item[1]).kind
            )
            if done and self._once() and item in self._inbound:
                self._inbound.remove(item)

    def _stream(self) -> None:
        """Of the next new case; or, a record in six, of an old one again. A quarter is lost."""
        opened = self.ledger.opened
        if not opened:
            return
        if self._streamed < len(opened):
            case = opened[self._streamed]
            self._streamed += 1
            if self.chance.random() < 1 / 4:
                return
        elif self.chance.random() < 1 / 6:
            case = self.chance.choice(opened)
        else:
            return
        ref = CaseRef(case.group_id, case.person_id, case.case_id)
        self._attempt(f"escalate {case.message_id}", lambda: self.system.escalate(ref))

    def _dispatch(self) -> None:
        sent = self.system.outbound.sent
        if sent:
            envelope = self.chance.choice(sent)
            ref = order_ref_from_body(envelope.body)
            what = f"dispatch {ref.order_id[:6]}"
            done = self._attempt(what, lambda: self.system.dispatch(ref))
            if done and self._once() and envelope in sent:
                sent.remove(envelope)

    def _sweep(self) -> None:
        now = self.clock.now()
        self._attempt("sweep", lambda: self.system.sweep(now, lambda: 60.0))

    def _once(self) -> bool:
        """Acknowledged; one delivery in six comes again all the same."""
        return not self.plan.armed or self.chance.random() > 1 / 6

    def _time(self) -> None:
        self.clock.advance(timedelta(minutes=self.chance.choice(_WAITS)))

    def _decide(self) -> None:
        """Somebody does one of all the things that could be done about members now."""
        found = [
            (where, who, deed)
            for where in self.groups
            for who in self.members
            for deed in self.deciders.deeds(self.system.discipline(where, who))
        ]
        if found:
            ((where, who, deed),) = self.chance.choices(found, [each[2].often for each in found])
            self._do(where, who, deed)

    def _do(self, where: Group, who: Person, deed: Deed) -> None:
        self._attempt(
            f"somebody {deed.what}, about {_name(who)} in {where.group_id}",
            lambda: self.system.move(where.group_id, who.person_id, deed.think),
        )

    def _enter(self) -> None:
        where, who = self.chance.choice(self.groups), self.chance.choice(self.members)
        self.by_hand += 1
        name = self.chance.choice(self.names)
        deed = self.deciders.by_hand(name, who.aliases[0], f"seen {self.by_hand}")
        self._do(where, who, deed)
        if self.chance.random() < 1 / 3:
            self._do(where, who, deed)

    def _press(self) -> None:
        if self.system.messenger.handed:
            handed = self.chance.choice(self.system.messenger.handed)
            self._click(handed.person_id, handed.card, self.chance.choice(handed.card.buttons)[1])

    def _click(self, person_id: str, card: Card, key: str) -> None:
        verb = key.partition("#")[0]
        if verb in _DONE_BY_HAND:
            self._carried_out(card, key)
        click = CardClicked(
            userid=NAMES[person_id],
            key=key,
            task_id=card.task_id,
            card_type="button_interaction",
            agent_id="",
            response_code="",
            choices=(),
        )
        what = f"{NAMES[person_id]} clicks {verb} of {card.task_id[:6]}"
        self._attempt(what, lambda: self.system.click(click))

    def _carried_out(self, card: Card, key: str) -> None:
        """Whoever says it is done has mostly done it; what the card asked for is what they do."""
        ref = click_from_key(key, card.task_id).ref
        order = self.ledger.discipline(ref.group_id, ref.person_id).order(ref.order_id)
        if order is None or not order.state.waits_for_a_person or self.chance.random() < 1 / 4:
            return
        if order.act is Act.REMOVE:
            self._goes(order.group_id, order.person_id)
        if order.act is Act.REINVITE:
            self._members(order.group_id).add((order.group_id, order.person_id))

    def _leave(self) -> None:
        """Whoever was asked to leave does."""
        asked = [
            order
            for where in self.groups
            for who in self.members
            for order in self.system.discipline(where, who).orders
            if order.act.asks_to_leave and order.is_demand_open
        ]
        if asked:
            order = self.chance.choice(asked)
            self._goes(order.group_id, order.person_id)

    def _goes(self, group_id: str, person_id: str) -> None:
        member = (group_id, person_id)
        if member in self._members(group_id):
            self._members(group_id).discard(member)
            self._left.append((*member, self.clock.now()))
            self.went.add(member)
            self.note(f"{NAMES[person_id]} is out of {group_id}")

    def _prove(self) -> None:
        """A roster or an event shows who is gone; it may be told twice."""
        if self._left:
            group_id, person_id, at = left = self.chance.choice(self._left)
            done = self._attempt(
                f"prove that {NAMES[person_id]} left {group_id}",
                lambda: self.system.prove(group_id, [person_id], at),
            )
            if done and self._once() and left in self._left:
                self._left.remove(left)

    # -- then everything is repaired ------------------------------------------------------------

    def _calm(self) -> None:
        """Nothing fails any more, time goes by, and people answer what they are asked."""
        self.note("calm")
        for _ in range(_LONGEST_CALM):
            self._drain()
            self._answer()
            self._drain()
            due = [item.due for item in self.ledger.due(datetime.max.replace(tzinfo=UTC), 99)]
            if not due:
                return
            self.clock.move_to(max(self.clock.now(), due[0]) + timedelta(seconds=1))
            self._sweep()
        for item in self.ledger.due(datetime.max.replace(tzinfo=UTC), 99):
            kept = self.ledger.discipline(item.group_id, item.person_id)
            self.note(f"due for ever: {kept.order(item.item_id) or item}")
        msg = "something is due for ever"
        raise AssertionError(msg)

    def _drain(self) -> None:
        while self._inbound:
            self.clock.move_to(max(self.clock.now(), min(when for when, _ in self._inbound)))
            self._judge()
        while self._left:
            self._prove()
        while self.system.outbound.sent:
            self._dispatch()

    def _answer(self) -> None:
        """Cards are clicked, petitions decided; what may lapse is left to time."""
        handed = {each.card.task_id: each for each in self.system.messenger.handed}
        for order in self._orders():
            owed = order.act.is_demanded and order.told_at is not None
            card = handed.get(order.task_id)
            if card is not None and order.state.waits_for_a_person and not owed:
                self._click(card.person_id, card.card, card.card.buttons[0][1])
        for where, who in product(self.groups, self.members):
            kept = self.system.discipline(where, who)
            for petition in kept.petitions:
                if petition.is_open:
                    self._do(where, who, self.deciders.petition(kept, petition))

    # -- what can be seen -----------------------------------------------------------------------

    def _orders(self) -> list[Order]:
        return [
            order
            for where in self.groups
            for who in (*self.members, MANAGER)
            for order in self.system.discipline(where, who).orders
        ]

    def _members(self, group_id: str) -> set[tuple[str, str]]:
        (where,) = (each for each in self.groups if each.group_id == group_id)
        return self.system.power(where).members

    def _is_in(self, where: Group, who: Person) -> bool:
        return (where.group_id, who.person_id) in self._members(where.group_id)

    def _noticed(self, effect: Effect) -> None:
        whom = NAMES.get(effect.person_id, "the group")
        self.note(f"    {whom} {effect.kind}: {effect.text[:60]!r}")


_WAITS = (0, 1, 1, 3, 3, 20, 20, 90, 90, 600, 1_500, 10_000, 50_000)


def _name(who: Person) -> str:
    return NAMES[who.person_id]


def _shown(answer: object) -> str:
    if answer is None:
        return "nothing"
    audit = getattr(answer, "audit", None)
    return str(audit.kind if audit is not None else answer)


def played(seed: int, parts: Parts = SOUND) -> History:
    history = History(seed, parts)
    history.run()
    return history
