"""The register of groups, line by line: whose each one is, and which need somebody."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import batched

from qungui.lifecycle.dues import last_day
from qungui.model.filing import Filing, LifeState
from qungui.model.person import Person
from qungui.model.short_number import short_numbers
from qungui.ports import Clock, People, Register
from qungui.usecases.find_ground import FindGround

_AT_ONCE = 100
_PRESSING = (LifeState.OVERDUE, LifeState.ZOMBIE, LifeState.UNFILED)
_ORDER = {state: place for place, state in enumerate(dict.fromkeys((*_PRESSING, *LifeState)))}


class Ownerless(StrEnum):
    """Why nobody in the company owns a group."""

    NOBODY = "nobody"  # is on file for it
    LEFT = "left"
    UNKNOWN = "unknown"  # whoever is on file is nobody whom we know any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """
    Attributes:
        number: What people type to mean this group.
        people: Those who own and administer it, as far as they are known, by id.
        last_day: By when it must be dissolved, local; None without a deadline.
        ownerless: None where somebody in the company owns it, or it is over.
    """

    filing: Filing
    number: str
    people: Mapping[str, Person]
    last_day: date | None
    ownerless: Ownerless | None

    @property
    def needs(self) -> tuple[LifeState | Ownerless, ...]:
        """Why somebody should see to it: overdue, unfiled, nobody's, no owner in the company."""
        state = self.filing.state
        return tuple(filter(None, (state if state in _PRESSING else None, self.ownerless)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilings:
    """Reads only. Owners are those on file."""

    register: Register
    find: FindGround
    people: People
    clock: Clock

    def numbers(self, states: Collection[LifeState]) -> Mapping[str, str]:
        """
        What people type to mean each group in *states*, by its id: the pressing first, the longest
        in its state first.
        """
        every = self.register.every()
        numbers = short_numbers(each.group_id for each in every)
        found = (each for each in every if each.state in states)
        ordered = sorted(found, key=lambda each: (_ORDER[each.state], each.since))
        return {each.group_id: numbers[each.group_id] for each in ordered}

    def __call__(self, numbers: Mapping[str, str]) -> Iterator[Listed]:
        """
        Each of those groups, a hundred of them read at once; none that is off the register since.

        Raises:
            TransientError: It cannot be told now.
        """
        for some in batched(numbers.items(), _AT_ONCE, strict=False):
            filings = self.register.filings(group_id for group_id, _ in some)
            named = (who for one in filings.values() for who in (one.owner, *one.administrators))
            people = self.people.get_many(filter(None, named))
            for group_id, number in some:
                if group_id in filings:
                    yield self._listed(filings[group_id], number, people)

    def _listed(self, filing: Filing, number: str, people: Mapping[str, Person]) -> Listed:
        named = (filing.owner, *filing.administrators)
        ground = self.find(filing) if filing.state.is_ending else None
        return Listed(
            filing=filing,
            number=number,
            people={who: people[who] for who in named if who in people},
            last_day=None if ground is None else last_day(filing, ground.law),
            ownerless=self._ownerless(filing, people.get(filing.owner)),
        )

    def _ownerless(self, filing: Filing, owner: Person | None) -> Ownerless | None:
        if filing.state.is_final:
            return None
        if owner is None:
            return Ownerless.UNKNOWN if filing.owner else Ownerless.NOBODY
        left = owner.left_at is not None and owner.left_at <= self.clock.now()
        return Ownerless.LEFT if left else None
