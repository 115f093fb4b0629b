"""
Crashes and interruptions at call boundaries.

A boundary is the instant before or after a use case's call to a port: ``ledger.commit:before``,
``ledger.commit:after``. A plan numbers the boundaries that a run crosses. At chosen ones the
process dies; at others a second process does something first, as if both ran at once.
"""

from collections.abc import Callable, Collection
from typing import Any


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


class Faulty:
    """A port whose calls cross boundaries on their way in and out."""

    def __init__(self, port: Any, name: str, plan: FaultPlan) -> None:
        self._port = port
        self._name = name
        self._plan = plan

    def __getattr__(self, method: str) -> Any:
        call = getattr(self._port, method)

        def crossing(*args: Any, **kwargs: Any) -> Any:
            self._plan.cross(f"{self._name}.{method}:before")
            answer = call(*args, **kwargs)
            self._plan.cross(f"{self._name}.{method}:after")
            return answer

        return crossing
