"""
What goes wrong at call boundaries.

A boundary is the instant before or after a use case's call to a port: ``ledger.commit:before``,
``ledger.commit:after``. A plan numbers the boundaries that a run crosses. At chosen ones the
process dies; at others a second process does something first, as if both ran at once. Chaos
chooses by a source of chance, and knows more that can happen: a table that is out of reach or whose
answer is lost, a platform that says later or says nothing, time that passes, another process that
goes on from where it was stopped.
"""

import random
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from qungui.adapters.memory.clock import ManualClock
from qungui.errors import TransientError
from qungui.model.outcome import CallOutcome, Done, Later, Unsure

_LIVES = timedelta(seconds=100)
"""No function lives longer (template.yaml), and an order's lease is longer than that."""


MOST_AT_ONCE = 3
_THREADS = ThreadPoolExecutor(MOST_AT_ONCE)


class Crashed(BaseException):
    """The process died at a boundary."""


class FaultPlan:
    """
    Attributes:
        crossed: Names of the boundaries crossed so far, in order; the index is the number.
        crashed: Those at which the process died.
        interrupted: Those at which somebody else came first.
        interruption: What somebody else does; set by the world.
        armed: While False, nothing happens at a boundary and nothing is numbered.
    """

    def __init__(self, crash_at: Collection[int] = (), interrupt_at: Collection[int] = ()) -> None:
        self._crash_at = frozenset(crash_at)
        self._interrupt_at = frozenset(interrupt_at)
        self.crossed: list[str] = []
        self.crashed: list[str] = []
        self.interrupted: list[str] = []
        self.interruption: Callable[[], None] = lambda: None
        self.armed = True

    def cross(self, boundary: str) -> None:
        if not self.armed:
            return
        number = len(self.crossed)
        self.crossed.append(boundary)
        if number in self._interrupt_at:
            self.interrupted.append(boundary)
            self.interruption()
        if number in self._crash_at:
            self.crashed.append(boundary)
            raise Crashed(boundary)

    def instead(self, call: str) -> CallOutcome | None:
        """What the platform says instead of doing *call*; None: it does it."""
        return None

    def heard(self, call: str, outcome: CallOutcome) -> CallOutcome:
        """What reaches the caller of the *outcome* of *call*."""
        return outcome

    @property
    def is_stale(self) -> bool:
        """Whether an index answers as it was."""
        return False


class Together:
    """
    Processes that run at once: at a boundary one of them stops, and another goes on from where it
    was. Each has a thread, and one thread runs at a time, so that chance alone decides the order.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._turns = dict[int, Lock]()
        self._now = 0
        self._over = Lock()

    def __call__(self, processes: Sequence[Callable[[], None]]) -> None:
        """At most ``MOST_AT_ONCE``; what one of them raises is raised once all have ended."""
        if len(processes) < 2:
            for process in processes:
                process()
            return
        self._turns = {number: _taken() for number in range(len(processes))}
        self._over = _taken()
        running = [_THREADS.submit(self._runs, *each) for each in enumerate(processes)]
        self._go(0)
        self._over.acquire()
        for each in running:
            each.result()

    def _runs(self, me: int, process: Callable[[], None]) -> None:
        self._turns[me].acquire()
        try:
            process()
        finally:
            del self._turns[me]
            if self._turns:
                self._go(self._chance.choice(tuple(self._turns)))
            else:
                self._over.release()

    def may_switch(self) -> None:
        """The process that runs stops here, perhaps."""
        if len(self._turns) > 1 and self._chance.random() < 1 / 3:
            me = self._now
            self._go(self._chance.choice([each for each in self._turns if each != me]))
            self._turns[me].acquire()
            self._now = me

    @property
    def running(self) -> int:
        """Which process runs; 0 where one runs alone."""
        return self._now if self._turns else 0

    def _go(self, to: int) -> None:
        self._now = to
        self._turns[to].release()


def _taken() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


class Chaos(FaultPlan):
    """Everything that can go wrong, by chance; *harm* is how much of it, 0 for nothing."""

    def __init__(self, chance: random.Random, clock: ManualClock, harm: float) -> None:
        super().__init__()
        self._chance = chance
        self._clock = clock
        self._crash = 0.005 * harm
        self._unreachable = self._crash + 0.005 * harm
        self._slow = self._unreachable + 0.005 * harm
        self._refused = 0.1 * harm
        self._begun = dict[int, datetime]()
        self.together = Together(chance)

    def begins(self) -> None:
        """A process starts, with all of its time before it."""
        self._begun[self.together.running] = self._clock.now()

    def cross(self, boundary: str) -> None:
        if not self.armed:
            return
        self.together.may_switch()
        drawn = self._chance.random()
        if drawn < self._crash:
            self._die(boundary)
        if drawn < self._unreachable:
            if boundary.startswith(_PLATFORM):  # which answers by outcomes
                self._die(boundary)
            raise TransientError(boundary)
        if drawn < self._slow:
            self._clock.advance(timedelta(seconds=self._chance.choice((1, 9, 40))))
        begun = self._begun.get(self.together.running)
        if begun is not None and self._clock.now() - begun > _LIVES:
            self._die(boundary)

    def instead(self, call: str) -> CallOutcome | None:
        if not self.armed or self._chance.random() >= self._refused:
            return None
        if self._chance.random() < 1 / 2:
            wait = timedelta(seconds=self._chance.choice((1, 60, 3_600)))
            return Later(self._clock.now() + wait, "busy")
        return Unsure("no answer")

    def heard(self, call: str, outcome: CallOutcome) -> CallOutcome:
        if self.armed and isinstance(outcome, Done) and self._chance.random() < self._refused:
            return Unsure("the answer was lost")
        return outcome

    @property
    def is_stale(self) -> bool:
        return self.armed and self._chance.random() < self._refused

    def _die(self, boundary: str) -> None:
        self.crashed.append(boundary)
        raise Crashed(boundary)


_PLATFORM = ("messenger.", "power.", "no_power.", "maker.")
_ACTS = {
    *("tell", "hand_over", "speak", "remove", "invite"),
    *("rename", "empty", "change_owner", "make"),
}


class Faulty:
    """A port whose calls cross boundaries on their way in and out."""

    def __init__(self, port: Any, name: str, plan: FaultPlan) -> None:
        self._port = port
        self._name = name
        self._plan = plan

    def __getattr__(self, method: str) -> Any:
        call, plan = getattr(self._port, method), self._plan
        name = f"{self._name}.{method}"
        before, after = f"{name}:before", f"{name}:after"
        acts = method in _ACTS

        def crossing(*args: Any, **kwargs: Any) -> Any:
            plan.cross(before)
            answer = plan.instead(name) if acts else None
            if answer is None:
                answer = call(*args, **kwargs)
                answer = plan.heard(name, answer) if acts else answer
            plan.cross(after)
            return answer

        self.__dict__[method] = crossing  # the next call finds it at once
        return crossing


class StaleIndex:
    """An index that may not know yet what was written last, as the table's are."""

    def __init__(self, port: Any, plan: FaultPlan) -> None:
        self._port = port
        self._plan = plan
        self._known = dict[Any, Any]()

    def due(self, now: datetime, limit: int) -> Any:
        return self._read("due", self._port.due(now, limit))

    def postpone(self, *args: Any) -> None:
        self._port.postpone(*args)

    def held_removals(self, group_id: str) -> Any:
        return self._read(f"held {group_id}", self._port.held_removals(group_id))

    def undecided(self, group_id: str) -> Any:
        return self._read(f"undecided {group_id}", self._port.undecided(group_id))

    def undecided_everywhere(self) -> Any:
        return self._read("undecided", self._port.undecided_everywhere())

    def lapsed(self, since: datetime, until: datetime) -> Any:
        return self._read("lapsed", self._port.lapsed(since, until))

    def money(self, group_id: str, since: datetime, until: datetime) -> Any:
        return self._read(f"money {group_id}", self._port.money(group_id, since, until))

    def _read(self, what: str, fresh: Any) -> Any:
        known = self._known.get(what, ())
        if self._plan.is_stale:
            return known
        self._known[what] = fresh
        return fresh
