"""Who a history is of: a few people, two groups, and part of a regulation."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from typing import Self

from qungui.model.act import Act
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.person import Person
from qungui.model.rulebook import Edition
from tests.simulation.law import RULEBOOK, SANCTIONS, Founding, law_of
from tests.support.build import person

BEGINS = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday morning in Shanghai


def _staff(name: str) -> Person:
    return replace(person(Alias("userid", name)), name=name)


OWNER, MANAGER, ARBITER = _staff("owner"), _staff("manager"), _staff("shen")
ADMINISTRATORS = (_staff("chen"), _staff("dong"))
IN_CHARGE = (OWNER, MANAGER, *ADMINISTRATORS)
OUTSIDER = replace(person(Alias("external", "wmCaihong000000000000000")), name="彩虹")
MEMBERS = (_staff("amei"), _staff("bolin"), OUTSIDER)
FOUNDERS = (_staff("fang"), _staff("gao"), _staff("hu"))
"""Who ask for groups of their own and run them; they are in no other."""
NAMES = {who.person_id: who.aliases[0].name for who in (*IN_CHARGE, ARBITER, *MEMBERS, *FOUNDERS)}


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
            Role.ADMIN_DEPARTMENT: (MANAGER.person_id, ARBITER.person_id),
        },
    )


@dataclass(frozen=True, slots=True)
class Company:
    """
    Attributes:
        members: Those whose messages are judged.
        names: Of the clauses that they may break.
        founding: How groups begin; None where nothing is said of the life of groups.
    """

    groups: tuple[Group, ...]
    members: tuple[Person, ...]
    names: tuple[str, ...]
    edition: Edition
    settings: GroupSettings
    founding: Founding | None

    @classmethod
    def drawn(cls, chance: Random, *, lives: bool) -> Self:
        kinds = chance.choices((GroupKind.APPCHAT, GroupKind.CUSTOMER), (2, 1), k=2)
        members = MEMBERS[: chance.choice((1, 1, 2, 3))]
        names = tuple(chance.sample(tuple(SANCTIONS), chance.choice((1, 2, 3))))
        founding = Founding(chance.random() < 1 / 2, chance.random() < 1 / 2) if lives else None
        return cls(
            groups=tuple(group(number, kind) for number, kind in enumerate(kinds)),
            members=members,
            names=names,
            edition=law_of(names, freezes=chance.random() < 1 / 2, founding=founding),
            settings=GroupSettings(
                removals_per_hour=chance.choice((1, 3)),
                second_person=(Act.REMOVE,) if chance.random() < 1 / 4 else (),
            ),
            founding=founding,
        )

    @property
    def people(self) -> tuple[Person, ...]:
        return (*IN_CHARGE, ARBITER, *self.members)

    @property
    def memberships(self) -> Iterator[tuple[Group, Person]]:
        """Each member in each group."""
        return product(self.groups, self.members)
