"""What stands on record of an unlawful act, for the authorities. People hand it over, not we."""

from qungui.engine.docket import Docket
from qungui.engine.petitions import answering
from qungui.model.case import Case
from qungui.model.evidence import Evidence, Found

UNLAWFUL = "unlawful"
"""The gravity that a person must have found, see ``Sanction.choices``."""


def packaged(docket: Docket, case: Case) -> Evidence | None:
    """Of *case*, by its own edition; None unless somebody has found it unlawful."""
    decided = case.decided
    if decided is None or not case.counts or decided.choice != UNLAWFUL:
        return None
    return Evidence(
        case_id=case.case_id,
        group_id=case.group_id,
        group_name=docket.group.name,
        person_id=case.person_id,
        message_id=case.message_id,
        at=case.at,
        recalled_at=case.recalled_at,
        regulation=docket.edition.title,
        edition=case.edition,
        found=tuple(
            Found(
                clause_id=breach.clause_id,
                text=docket.edition.clause(breach.clause_id).text,
                reason=breach.reason,
                evidence=breach.evidence,
            )
            for breach in case.breaches
        ),
        decided=decided,
        measures=tuple((order.act, order.served_at) for order in answering(docket, case)),
    )
