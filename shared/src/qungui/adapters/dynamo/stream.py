"""The table's stream: where a new case stands, from its keys alone."""

from collections.abc import Mapping
from typing import Any

from qungui.errors import InvalidEventError
from qungui.model.case import CaseRef


def case_ref(record: Mapping[str, Any]) -> CaseRef:
    """
    Raises:
        InvalidEventError: Not the insert of a case.
    """
    try:
        keys = record["dynamodb"]["Keys"]
        member, group_id, person_id = keys["pk"]["S"].split("#")
        case, _, case_id = keys["sk"]["S"].split("#")
    except (KeyError, TypeError, ValueError) as error:
        msg = "not a case's stream record"
        raise InvalidEventError(msg) from error
    if (member, case) != ("GM", "CASE"):
        msg = "not a case's stream record"
        raise InvalidEventError(msg)
    return CaseRef(group_id, person_id, case_id)
