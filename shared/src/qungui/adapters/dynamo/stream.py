"""The table's stream: where a new case stands, from its keys alone."""

from collections.abc import Mapping
from typing import Any

from qungui.adapters.dynamo import keys
from qungui.errors import InvalidEventError
from qungui.model.case import CaseRef


def case_ref(record: Mapping[str, Any]) -> CaseRef:
    """
    Raises:
        InvalidEventError: Not the stream record of a case.
    """
    try:
        stored = record["dynamodb"]["Keys"]
        group_id, person_id = keys.member_from(stored["pk"]["S"])
        kind, case_id = keys.kind_and_id(stored["sk"]["S"])
    except (KeyError, TypeError, ValueError) as error:
        msg = "not a case's stream record"
        raise InvalidEventError(msg) from error
    if kind != "case":
        msg = "not a case's stream record"
        raise InvalidEventError(msg)
    return CaseRef(group_id, person_id, case_id)
