"""
One history: weeks of a small company, out of one seed.

Messages come late, twice and out of order; the stream loses records; queues repeat and reorder;
people decide, click, answer, leave and appeal; functions die, run at once, lose answers and find
the table out of reach. Then everything is repaired, time goes by, and people answer what they are
asked.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from qungui.adapters.dynamo import keys
from qungui.adapters.wecom.events import event_to_text
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.events import CardClicked
from qungui.model.filing import Filing
from qungui.model.group import Group
from qungui.model.ledger import DueItem
from qungui.model.message import Message, MessageKind
from qungui.model.order import Order
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.model.petition import PetitionState
from qungui.model.typed_events import TextTyped
from qungui.notices import compose
from qungui.wire import message_to_body
from qungui.wire_clicks import click_from_key
from tests.simulation import people
from tests.simulation.company import ARBITER, BEGINS, IN_CHARGE, MANAGER, NAMES, Company
from tests.simulation.law import word
from tests.simulation.lives import Lives
from tests.simulation.tasks import Tasks
from tests.support.faults import MOST_AT_ONCE, Chaos, Crashed
from tests.support.functions import Context, Handler, batch_of, failed_of, unheard
from tests.support.system import SOUND, Effect, Parts, System

_DELAYS = (0, 0, 1, 30, 600, 7_200)
_TYPED = (0, 0, 0, 1, 30, 600)
_BATCHES, _LARGEST_BATCH = (1, 1, 2, 5), 10
_QUARTER = timedelta(minutes=15)
_LONGEST_CALM = 400  # rounds; far more than any chase or back-off needs
_DONE_BY_HAND = {compose.REMOVED, compose.DONE}


@dataclass(frozen=True, slots=True)
class Said:
    """A message, and the clauses that its writer broke with it."""

    message: Message
    names: tuple[str, ...]


class History:
    """
    Attributes:
        seed: Makes the same history again.
        said: Every message that was written, answers and reports aside.
        by_hand: How many findings were entered by hand.
        went: By group and person, who went out by themselves or by the owner's hand.
        lives: Of groups; in every third history.
        tasks: What members are to answer; in every third, too.
        written: All messages but those taken back.
        tried, taken: When an envelope was first delivered, and first taken to the end; by its id.
        heard: When people noticed what.
        repaired_at: From when on nothing failed any more.
    """

    def __init__(self, seed: int, parts: Parts = SOUND) -> None:
        self.seed = seed
        self.chance = chance = random.Random(seed)  # noqa: S311 - a schedule, not a secret
        lives, tasks = has_lives(seed), has_tasks(seed)
        self.company = Company.drawn(chance, lives=lives, tasks=tasks)
        self.system = System(
            edition=self.company.edition,
            groups=self.company.groups,
            people=self.company.people,
            settings=self.company.settings,
            now=BEGINS,
            parts=parts,
        )
        for each in self.company.groups:
            self.system.enrol(each, self.company.people)
        self.clock, self.ledger = self.system.clock, self.system.ledger
        self.plan = Chaos(chance, self.clock, harm=chance.choice((0, 1, 1, 3)))
        self.system.build(self.plan)
        self.system.noticed = self._noticed
        self.system.answered = lambda answer: self.note(f"    {_shown(answer)}")
        self.people = people.People(IN_CHARGE, ARBITER, chance)
        self.lives = Lives(self) if lives else None
        self.tasks = Tasks(self) if tasks else None
        self.written, self.said = list[Message](), list[Said]()
        self.by_hand = 0
        self._log: list[tuple[datetime, str]] = []
        self._numbers, self._streamed = count(1), 0
        self._started: dict[tuple[str, int], Handler] = {}
        self._inbound, self._desk = list[Envelope](), list[Envelope]()
        self._late: list[tuple[datetime, list[Envelope], Envelope]] = []
        self._left: list[tuple[str, str, datetime]] = []
        self.went, self.repaired_at = set[tuple[str, str]](), BEGINS
        self.heard = list[tuple[datetime, Effect]]()
        self.tried, self.taken = dict[str, datetime](), dict[str, datetime]()

    def run(self) -> None:
        for _ in range(self.chance.choice((20, 40, 80))):
            self._one(self._outside)()
            if self.chance.random() < 2 / 5:
                self._one(self._said_or_done)()
            at_once = self.chance.choice((1, 1, 1, 2, MOST_AT_ONCE))
            self.plan.together([self._one(self._inside) for _ in range(at_once)])
        self.plan.armed = False
        self._calm()

    def note(self, text: str) -> None:
        self._log.append((self.clock.now(), text))

    @property
    def log(self) -> list[str]:
        """What happened, a line each."""
        return [f"{at:%m-%d %H:%M:%S}  {text}" for at, text in self._log]

    # -- what can happen next, and how often beside the rest -------------------------------------

    @cached_property
    def _outside(self) -> Mapping[Callable[[], None], int]:
        happens = {self._speak: 8, self._recall: 1, self._time: 5, self._leave: 1}
        if self.tasks is not None:
            happens |= {self.tasks.ask: 4, self.tasks.answer: 5}
        if self.lives is None:
            return happens
        lives = self.lives
        return happens | {lives.propose: 3, lives.appear: 1, lives.vanish: 1, lives.leave: 1}

    @cached_property
    def _said_or_done(self) -> Mapping[Callable[[], None], int]:
        said = {self._wish: 20, self._press: 8, self._enter: 2, self._exempt: 1, self._report: 1}
        return said if self.lives is None else said | {self.lives.speak: 20}

    @cached_property
    def _inside(self) -> Mapping[Callable[[], object], int]:
        runs: dict[Callable[[], object], int] = {
            self._judge: 10,
            self._stream: 8,
            self._dispatch: 12,
            self._sweep: 4,
            self._serve: 18,
            self._prove: 2,
        }
        return runs if self.lives is None else runs | {self.lives.live: 12, self.lives.look: 2}

    def _one[T](self, of: Mapping[Callable[[], T], int]) -> Callable[[], T]:
        (step,) = self.chance.choices(tuple(of), tuple(of.values()))
        return step

    # -- what comes from outside ----------------------------------------------------------------

    def _speak(self) -> None:
        where, who = self.whom()
        names = tuple(self.chance.sample(self.company.names, self._how_many()))
        text = "，".join((f"第{len(self.said)}句", *map(word, names)))
        message = self.writes(people.Said(who, text, where))
        if message is not None:
            self.said.append(Said(message, names))

    def _how_many(self) -> int:
        return min(self.chance.choice((0, 1, 1, 1, 1, 1, 2)), len(self.company.names))

    def writes(self, said: people.Said) -> Message | None:
        """Into the group, where they are still in it."""
        where = said.where
        if where is None or not self._is_in(where, said.by):
            return None
        message = Message(
            message_id=f"m{next(self._numbers)}",
            group=where.aliases[0],
            sender=said.by.aliases[0],
            sent_at=self.clock.now(),
            kind=said.kind,
            text=said.text,
        )
        self.note(f"{_name(said.by)} says {message.message_id} in {where.group_id}: {said.text}")
        self.written.append(message)
        self._sent(message)
        return message

    def _recall(self) -> None:
        if not self.said:
            return
        said = self.chance.choice(self.said[-3:]).message
        self.note(f"{said.message_id} is taken back")
        self._sent(
            replace(
                said,
                message_id=f"r{next(self._numbers)}",
                kind=MessageKind.RECALL,
                recalls=said.message_id,
                sent_at=self.clock.now(),
                text="",
            )
        )

    def _sent(self, message: Message) -> None:
        body, lane = message_to_body(message), str(message.group)
        self._comes(self._inbound, EnvelopeKind.MESSAGE, message.message_id, body, lane)

    def _comes(
        self, queue: list[Envelope], kind: EnvelopeKind, name: str, body: dict[str, Any], lane: str
    ) -> None:
        """To *queue*, perhaps late."""
        now = self.clock.now()
        envelope = Envelope(kind=kind, envelope_id=name, at=now, lane=lane, body=body)
        delays = _DELAYS if kind is EnvelopeKind.MESSAGE else _TYPED
        late = timedelta(seconds=self.chance.choice(delays))
        self._late.append((now + late, queue, envelope))

    def _time(self) -> None:
        """Now and then just until people are asked again."""
        if self.chance.random() < 1 / 4:
            past = timedelta(minutes=self.clock.now().minute % 15)
            self.clock.advance(_QUARTER - past)
        else:
            self.clock.advance(timedelta(minutes=self.chance.choice(_WAITS)))

    def _wish(self) -> None:
        """Somebody says one of all the things that could be said of members now."""
        found = [
            wish
            for where, who in self.company.memberships
            for wish in self.people.wishes(where, who, self.system.discipline(where, who))
        ]
        if found:
            (wish,) = self.chance.choices(found, [each.often for each in found])
            self.says(wish.say())

    def _enter(self) -> None:
        self.by_hand += 1
        self.says(self.people.by_hand(*self.whom(), self.chance.choice(self.company.names)))

    def _exempt(self) -> None:
        self.says(self.people.exemption(*self.whom(), self.chance.choice(self.company.names)))

    def _report(self) -> None:
        where, who = self.whom()
        self.says(self.people.report(where, who, self.company.members))

    def whom(self) -> tuple[Group, Person]:
        return self.chance.choice(self.company.groups), self.chance.choice(self.company.members)

    def says(self, said: people.Said) -> None:
        if said.where is not None:
            self.writes(said)
            return
        name = f"w{next(self._numbers)}"
        self.note(f"{_name(said.by)} types {name}: {said.text}")
        assert said.by.userid is not None
        self.to_desk(
            TextTyped(sender=said.by.userid, message_id=name, agent_id=_AGENT, content=said.text),
            said.by.userid,
            name,
        )

    def to_desk(self, event: object, lane: str, name: str = "") -> None:
        self.tells(self._desk, event, lane, name)

    def tells(self, queue: list[Envelope], event: object, lane: str, name: str = "") -> None:
        """What the platform tells of, to *queue*."""
        body = {"plaintext": event_to_text(event, _HEADER)}
        name = name or f"e{next(self._numbers)}"
        self._comes(queue, EnvelopeKind.CALLBACK, name, body, lane)

    def _press(self) -> None:
        handed = [h for h in self.system.messenger.handed if h.person_id != ARBITER.person_id]
        if handed:
            card = self.chance.choice(handed)
            self._click(card.person_id, card.card, self.chance.choice(card.card.buttons)[1])

    def _click(self, person_id: str, card: Card, key: str) -> None:
        verb, name = key.partition("#")[0], f"c{next(self._numbers)}"
        if verb in _DONE_BY_HAND:
            self._carried_out(card, key)
        self.system.messenger.codes.add(name)
        click = CardClicked(
            userid=NAMES[person_id],
            key=key,
            task_id=card.task_id,
            card_type="button_interaction",
            agent_id=_AGENT,
            response_code=name,
            choices=(),
        )
        self.note(f"{NAMES[person_id]} clicks {name}: {verb} of {card.task_id[:6]}")
        self.to_desk(click, NAMES[person_id], name)

    def _carried_out(self, card: Card, key: str) -> None:
        """Whoever says it is done has mostly done it; what the card asked for is what they do."""
        ref = click_from_key(key, card.task_id).ref
        order = self.ledger.discipline(ref.group_id, ref.person_id).order(ref.order_id)
        if order is None or not order.state.waits_for_a_person or self.chance.random() < 1 / 4:
            return
        if self.lives is not None:
            self.lives.carried_out(order)
        if order.act is Act.REMOVE:
            self._goes(order.group_id, order.person_id)
        if order.act is Act.REINVITE:
            self._members(order.group_id).add((order.group_id, order.person_id))

    def _leave(self) -> None:
        """Whoever was asked to leave does."""
        asked = [
            order
            for where, who in self.company.memberships
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

    # -- what functions do ----------------------------------------------------------------------

    def attempt(self, what: str, step: Callable[[], object]) -> bool:
        """Whether *step* ran to its end."""
        self.plan.begins()
        try:
            answer = step()
        except (Crashed, TransientError) as error:
            self.note(f"{what} !! {type(error).__name__} at {error}")
            answer = error
        else:
            self.note(f"{what} -> {_shown(answer)}")
        for broken in self.system.broken:
            raise broken
        return not isinstance(answer, BaseException)

    def _handled(self, function: str, event: dict[str, Any]) -> Any:
        """By a process that has started before, unless it died."""
        process = (function, self.plan.together.running)
        if process not in self._started:
            self._started[process] = self.system.cold_start(function)
        try:
            return self._started[process](event, Context())
        except Crashed:
            del self._started[process]
            raise

    def _judge(self) -> bool:
        return self.deliver("message_judgement", self._inbound)

    def _serve(self) -> bool:
        return self.deliver("desk", self._desk)

    def _dispatch(self) -> bool:
        return self.deliver("sanction_dispatch", self.system.outbound.sent)

    def deliver(self, function: str, queue: list[Envelope]) -> bool:
        """Whether any record of a batch was taken: the others come again."""
        self._arrive()
        most = self.chance.choice(_BATCHES) if self.plan.armed else _LARGEST_BATCH
        batch = self.chance.sample(queue, min(len(queue), most))
        if not batch:
            return False
        left = list(batch)
        for each in batch:
            self.tried.setdefault(each.envelope_id, self.clock.now())

        def handle() -> str:
            left[:] = failed_of(batch, self._handled(function, batch_of(batch)))
            return f"again: {_listed(left)}" if left else "all taken"

        self.attempt(f"{function} of {_listed(batch)}", handle)
        for each in batch:
            if each not in left:
                self.taken.setdefault(each.envelope_id, self.clock.now())
            if each not in left and self._once() and each in queue:
                queue.remove(each)
        return len(left) < len(batch)

    def _arrive(self) -> None:
        now = self.clock.now()
        for when, queue, envelope in self._late:
            if when <= now:
                queue.append(envelope)
        self._late = [each for each in self._late if each[0] > now]

    def _stream(self) -> None:
        """Of new cases, of which a quarter is lost; or, once in six times, of an old one again."""
        opened = self.ledger.opened
        new = opened[self._streamed : self._streamed + self.chance.choice(_BATCHES)]
        self._streamed += len(new)
        told = [case for case in new if self.chance.random() > 1 / 4]
        if opened and not new and self.chance.random() < 1 / 6:
            told = [self.chance.choice(opened)]
        if told:
            event = {"Records": [_record(case) for case in told]}
            what = " ".join(case.message_id for case in told)
            self.attempt(
                f"strike_escalation of {what}", lambda: self._handled("strike_escalation", event)
            )

    def _sweep(self) -> None:
        event = {"time": self.clock.now().isoformat()}
        self.attempt("deadline_sweep", lambda: self._handled("deadline_sweep", event))

    def _prove(self) -> bool:
        """A roster or an event shows who is gone; it may be told twice."""
        if not self._left:
            return False
        group_id, person_id, at = left = self.chance.choice(self._left)
        done = self.attempt(
            f"prove that {NAMES[person_id]} left {group_id}",
            lambda: self.system.prove(group_id, [person_id], at),
        )
        if done and self._once() and left in self._left:
            self._left.remove(left)
        return done

    def _once(self) -> bool:
        """Acknowledged; one delivery in six comes again all the same."""
        return not self.plan.armed or self.chance.random() > 1 / 6

    # -- then everything is repaired ------------------------------------------------------------

    def _calm(self) -> None:
        """Nothing fails any more, time goes by, and people answer what they are asked."""
        self.note("calm")
        self.repaired_at = self.clock.now()
        if self.lives is not None:
            self.lives.repair()
        for _ in range(_LONGEST_CALM):
            self.drain()
            self._answer()
            self.drain()
            if not self._due() and not self._waiting():
                if self.lives is not None:
                    self.lives.pass_days()
                return
            self.come_due()
        for item in self._due():
            kept = self.ledger.discipline(item.group_id, item.person_id)
            self.note(f"due for ever: {kept.order(item.item_id) or item}")
        msg = f"something is due for ever, or waits: {_listed(self._waiting())}"
        raise AssertionError(msg)

    def come_due(self) -> None:
        """Time goes by until the next thing is due, and that happens."""
        now, due = self.clock.now(), self._index()[:1]
        self.clock.move_to(max((now, *(item.due for item in due))) + _A_SECOND)
        self._sweep()

    def _due(self) -> Sequence[DueItem]:
        """But what comes due for ever, because nobody does anything."""
        lives = self.lives
        return [item for item in self._index() if lives is None or not lives.is_left_alone(item)]

    def _index(self) -> Sequence[DueItem]:
        found: Sequence[DueItem] = self.ledger.due(datetime.max.replace(tzinfo=UTC), 99)
        return found

    def _waiting(self) -> list[Envelope]:
        inner = (self.system.outbound, self.system.lifecycle)
        return [*self._inbound, *self._desk, *(each for queue in inner for each in queue.sent)]

    def drain(self) -> None:
        """All that can be taken now."""
        steps = [self._judge, self._serve, self._dispatch, self._prove]
        steps += [] if self.lives is None else [self.lives.live]
        while sum(step() for step in steps) or self._late:
            if self._late:
                self.clock.move_to(max(self.clock.now(), min(each[0] for each in self._late)))

    def _answer(self) -> None:
        """Cards are clicked, petitions decided; what may lapse is left to time."""
        handed = {each.card.task_id: each for each in self.system.messenger.handed}
        for order in self._orders():
            owed = order.act.is_demanded and order.told_at is not None
            card = handed.get(order.task_id)
            if card is not None and order.state.waits_for_a_person and not owed:
                self._click(card.person_id, card.card, card.card.buttons[0][1])
        if self.lives is not None:
            self.lives.answer()
        waiting = [each.ref.item_id for each in self.ledger.undecided_everywhere()]
        for where, who in self.company.memberships:
            for petition in self.system.discipline(where, who).petitions:
                if petition.state is PetitionState.OPEN:
                    self.says(self.people.decided(petition, waiting))

    # -- what can be seen -----------------------------------------------------------------------

    def _orders(self) -> list[Order]:
        return [
            order
            for where in self.company.groups
            for who in (*self.company.members, MANAGER)
            for order in self.system.discipline(where, who).orders
        ] + [order for filing in self._filings for order in self.group_orders(filing.group_id)]

    @property
    def _filings(self) -> list[Filing]:
        return [] if self.lives is None else self.lives.filings

    def group_orders(self, group_id: str) -> Sequence[Order]:
        """Of the group itself."""
        orders: Sequence[Order] = self.ledger.discipline(group_id, "").orders
        return orders

    def _members(self, group_id: str) -> set[tuple[str, str]]:
        (where,) = (each for each in self.company.groups if each.group_id == group_id)
        return self.system.power(where).members

    def _is_in(self, where: Group, who: Person) -> bool:
        return (where.group_id, who.person_id) in self._members(where.group_id)

    def _noticed(self, effect: Effect) -> None:
        self.heard.append((self.clock.now(), effect))
        whom = NAMES.get(effect.person_id, "the group")
        self.note(f"    {whom} {effect.kind}: {effect.text[:60]!r}")


_WAITS = (0, 1, 1, 3, 3, 20, 20, 90, 90, 600, 1_500, 10_000, 50_000)
_A_SECOND = timedelta(seconds=1)
_AGENT = "1000002"
_HEADER = {"ToUserName": "corp", "CreateTime": "1772413200"}


def _name(who: Person) -> str:
    return NAMES[who.person_id]


def _listed(envelopes: Sequence[Envelope]) -> str:
    return " ".join(str(each.body.get("order", each.envelope_id))[:6] for each in envelopes)


def _record(case: Case) -> dict[str, Any]:
    """As the table's stream tells of it."""
    place = keys.member(case.group_id, case.person_id), keys.case(case.at, case.case_id)
    stored = {name: {"S": key} for name, key in zip(("pk", "sk"), place, strict=True)}
    return {"eventName": "INSERT", "dynamodb": {"Keys": stored}}


def _shown(answer: object) -> str:
    """What a use case or a function says, in short."""
    return "nothing" if answer is None else str(getattr(answer, "kind", answer))


def has_lives(seed: int) -> bool:
    """Whether the lives of groups are part of that history."""
    return seed % 3 == 0


def has_tasks(seed: int) -> bool:
    """Whether members are asked for answers in that history."""
    return seed % 3 == 1


def played(seed: int, parts: Parts = SOUND) -> History:
    with unheard():
        history = History(seed, parts)
        history.run()
    return history
