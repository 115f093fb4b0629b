"""Approvals (审批). Pages 91815 and 90312; the calls' own fields are not confirmed by a page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from qungui.adapters.wecom.api.answers import part, text, texts
from qungui.adapters.wecom.client import WeComClient
from qungui.errors import TransientError

PAGE = 100
MAX_PAGES = 1000


def detail(client: WeComClient, number: str) -> Mapping[str, Any]:
    """The platform's ``info`` as it is: applicant, form, records."""
    answer = client.post("oa/getapprovaldetail", {"sp_no": number})
    return part(answer, "info", dict)


def numbers(client: WeComClient, since: datetime, until: datetime) -> Iterator[str]:
    """
    Numbers of the approvals handed in from *since* to *until*.

    Raises:
        TransientError: Pages that never end.
    """
    cursor = ""
    for _ in range(MAX_PAGES):
        data = {
            "starttime": str(int(since.timestamp())),
            "endtime": str(int(until.timestamp())),
            "new_cursor": cursor,
            "size": PAGE,
        }
        answer = client.post("oa/getapprovalinfo", data)
        yield from texts(answer, "sp_no_list")
        cursor = text(answer, "new_next_cursor")
        if not cursor:
            return
    msg = "the list of approvals does not end"
    raise TransientError(msg)


def apply(
    client: WeComClient,
    *,
    creator: str,
    template_id: str,
    contents: Sequence[Mapping[str, Any]],
    summary: Sequence[str],
) -> str:
    """Hand in an approval by its template's own approvers; its number."""
    lines = [{"summary_info": [{"text": line, "lang": "zh_CN"}]} for line in summary]
    data = {
        "creator_userid": creator,
        "template_id": template_id,
        "use_template_approver": 1,
        "apply_data": {"contents": list(contents)},
        "summary_list": lines,
    }
    return part(client.post("oa/applyevent", data), "sp_no", str)
