"""What the use case that a deed is done by has to say."""

from dataclasses import dataclass

from qungui.engine import petitions
from qungui.engine.authority import Bar
from qungui.engine.shortfall import Shortfall
from qungui.lifecycle import taken
from qungui.lifecycle.appointing import Misplaced
from qungui.model.evidence import Evidence
from qungui.model.filing import Filing
from qungui.usecases.appoint import Appointed
from qungui.usecases.ask_for_handover import Vacated
from qungui.usecases.draft_group import Returned
from qungui.usecases.give_permit import Full, Permitted
from qungui.usecases.heed_filing import Differs
from qungui.usecases.mute_member import Unmuted
from qungui.usecases.order_for_group import Ordered
from qungui.usecases.package_evidence import Unpacked
from qungui.usecases.propose_group import Proposed


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A later end that somebody asked for.

    Attributes:
        missing: What the request does not say.
    """

    missing: tuple[str, ...]


type Reply = (
    Bar
    | petitions.Denied
    | Shortfall
    | Unpacked
    | Evidence
    | Permitted
    | Full
    | Proposed
    | Returned
    | Asked
    | Filing
    | Appointed
    | Ordered
    | Differs
    | Vacated
    | taken.Denied
    | Misplaced
    | Unmuted
    | None
)
"""Why nothing follows, or what was handed over; None where all else says what came of it."""
