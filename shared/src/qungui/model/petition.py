"""What a member asks people to decide: an appeal against a case, or a way back into a group."""

from datetime import datetime
from enum import StrEnum

from qungui.model.decision import Decision
from qungui.model.frozen import frozen
from qungui.model.ids import derived_id


class PetitionKind(StrEnum):
    APPEAL = "appeal"
    RE_ENTRY = "re-entry"
    PARDON = "pardon"  # granted as it is made: a case is taken back by hand, or by itself


class PetitionState(StrEnum):
    OPEN = "open"
    GRANTED = "granted"  # what follows from it is still being done
    SETTLED = "settled"  # granted, and all of it done
    REFUSED = "refused"


@frozen
class PetitionRef:
    """Where a petition stands."""

    group_id: str
    person_id: str
    petition_id: str


@frozen(kw_only=True)
class Petition:
    """
    Attributes:
        person_id: Whose it is.
        about: The case that is appealed; the removal after which they want to come back.
        words: The member's own, at most ``MOST_WORDS`` characters. Personal: never logged.
        at: When it was made.
        by: Who made it, by person id: the member, or somebody for them.
        freezes: What was ordered on the case waits until it is decided.
        due: When the sweep looks after it; None once nothing is left to do by itself.
        version: Optimistic lock; 0 means that it was never stored.
    """

    petition_id: str
    kind: PetitionKind
    group_id: str
    person_id: str
    about: str
    words: str
    at: datetime
    by: str
    freezes: bool = False
    state: PetitionState = PetitionState.OPEN
    decided: Decision | None = None
    due: datetime | None = None
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Somebody is still to decide it."""
        return self.state is PetitionState.OPEN

    @property
    def ref(self) -> PetitionRef:
        return PetitionRef(self.group_id, self.person_id, self.petition_id)


MOST_WORDS = 500


def petition_id_of(kind: PetitionKind, about: str, refused: int = 0) -> str:
    """
    One case, one appeal; one removal, one way back, however often it is asked for. Of a way back:
    another one after so many were *refused*.
    """
    again = (str(refused),) if refused else ()
    return derived_id("petition", kind.value, about, *again)
