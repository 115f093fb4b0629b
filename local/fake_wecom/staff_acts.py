"""The directory, the archive's side calls, approvals, log-in, ids and addresses."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from local.fake_wecom.answers import Code, Refusal, ok
from local.fake_wecom.company import Company
from local.fake_wecom.record import Done
from local.fake_wecom.results import Act, Body, Result


def list_users(company: Company, body: Body, _: datetime) -> Result:
    """Of that department alone."""
    department = int(body["department_id"])
    staff = [each for each in company.estate.employees if department in each["department"]]
    return ok(userlist=staff), Done()


def list_departments(company: Company, body: Body, _: datetime) -> Result:
    """The one named and all below it."""
    parents = company.estate.departments
    wanted = [int(body.get("id", 1))]
    for number in wanted:
        wanted.extend(child for child, parent in parents.items() if parent == number)
    found = [
        {"id": number, "parentid": parents[number], "order": 1}
        for number in wanted
        if number in parents
    ]
    return ok(department_id=found), Done()


def list_ids(company: Company, body: Body, _: datetime) -> Result:
    rows = [
        {"userid": each["userid"], "department": department}
        for each in company.estate.employees
        for department in each["department"]
    ]
    page, more = _page(company, rows, body.get("cursor"), body.get("limit", 10_000))
    return ok(dept_user=page, next_cursor=more), Done()


def list_seats(company: Company, body: Body, _: datetime) -> Result:
    seats = company.estate.seats
    kinds = [body["type"]] if "type" in body else sorted(seats)
    return ok(ids=[userid for kind in kinds for userid in seats.get(kind, ())]), Done()


def room_agreements(company: Company, body: Body, _: datetime) -> Result:
    return ok(agreeinfo=company.estate.room_agreements.get(body["roomid"], [])), Done()


def single_agreements(company: Company, body: Body, _: datetime) -> Result:
    said = company.estate.agreements
    asked = [(each["userid"], each["exteranalopenid"]) for each in body["info"]]
    found = [
        {"userid": pair[0], "exteranalopenid": pair[1], **said[pair]}
        for pair in asked
        if pair in said
    ]
    return ok(agreeinfo=found), Done()


def get_room(company: Company, body: Body, _: datetime) -> Result:
    room = company.estate.rooms.get(body["roomid"])
    if room is None:
        raise Refusal(Code.NOT_INTERNAL, "no internal group of that roomid")
    members = [{"memberid": name, "jointime": joined} for name, joined in room.members]
    return (
        ok(
            roomname=room.name,
            creator=room.creator,
            room_create_time=room.created,
            notice=room.notice,
            members=members,
        ),
        Done(),
    )


def get_approval(company: Company, body: Body, _: datetime) -> Result:
    approval = company.estate.approvals.get(body["sp_no"])
    if approval is None:
        raise Refusal(Code.BAD_PARAMETER, "no such sp_no")
    return ok(info=approval), Done()


def list_approvals(company: Company, body: Body, _: datetime) -> Result:
    since, until = int(body["starttime"]), int(body["endtime"])
    found = [
        number
        for number, approval in company.estate.approvals.items()
        if since <= approval["apply_time"] <= until
    ]
    page, more = _page(company, found, body.get("new_cursor"), body["size"])
    return ok(sp_no_list=page, **({"new_next_cursor": more} if more else {})), Done()


def apply(company: Company, body: Body, now: datetime) -> Result:
    number = f"2026{next(company.numbers):08d}"
    company.estate.approvals[number] = {
        "sp_no": number,
        "sp_status": 1,
        "template_id": body["template_id"],
        "apply_time": int(now.timestamp()),
        "applyer": {"userid": body["creator_userid"]},
        "apply_data": body["apply_data"],
    }
    return ok(sp_no=number), Done()


def visitor(company: Company, body: Body, _: datetime) -> Result:
    """A code serves once."""
    said = company.estate.codes.pop(body["code"], None)
    if said is None:
        raise Refusal(Code.BAD_CODE, "code is unknown or was used")
    return ok(**said), Done()


def userids(company: Company, body: Body, _: datetime) -> Result:
    known, asked = company.estate.open_userids, body["open_userid_list"]
    found = [{"open_userid": each, "userid": known[each]} for each in asked if each in known]
    missing = [each for each in asked if each not in known]
    return ok(userid_list=found, invalid_open_userid_list=missing), Done()


def addresses(company: Company, _: Body, __: datetime) -> Result:
    return ok(ip_list=company.estate.callback_addresses), Done()


def _page(
    company: Company, rows: Sequence[Any], cursor: str | None, limit: int
) -> tuple[Sequence[Any], str]:
    """The rows of a page, and the cursor of the next: empty at the end."""
    start = int(cursor or 0)
    end = start + min(limit, company.estate.page)
    return rows[start:end], str(end) if end < len(rows) else ""


ACTS: dict[str, Act] = {
    "user/list": list_users,
    "department/simplelist": list_departments,
    "user/list_id": list_ids,
    "msgaudit/get_permit_user_list": list_seats,
    "msgaudit/check_room_agree": room_agreements,
    "msgaudit/check_single_agree": single_agreements,
    "msgaudit/groupchat/get": get_room,
    "oa/getapprovaldetail": get_approval,
    "oa/getapprovalinfo": list_approvals,
    "oa/applyevent": apply,
    "auth/getuserinfo": visitor,
    "batch/openuserid_to_userid": userids,
    "getcallbackip": addresses,
}
