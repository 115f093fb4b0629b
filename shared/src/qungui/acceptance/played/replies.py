"""What the use case that a deed is done by has to say."""

from qungui.acceptance.played import forms, register_office
from qungui.engine.authority import Bar
from qungui.engine.petitions import Denied
from qungui.engine.shortfall import Shortfall
from qungui.model.evidence import Evidence
from qungui.usecases.give_permit import Full, Permitted
from qungui.usecases.package_evidence import Unpacked

type Reply = (
    Bar
    | Denied
    | Shortfall
    | Unpacked
    | Evidence
    | Permitted
    | Full
    | forms.Reply
    | register_office.Reply
    | None
)
"""Why nothing follows, or what was handed over; None where all else says what came of it."""
