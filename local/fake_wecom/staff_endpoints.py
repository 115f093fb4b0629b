"""The directory, the archive's side calls, approvals, log-in, ids and addresses."""

from local.fake_wecom.endpoint import MINUTE, QUERY, Endpoint, Limit
from local.fake_wecom.fields import Form, Many, OneOf, Text, Whole
from local.fake_wecom.forms import USERID

_EMPLOYEE = (
    *("userid", "name", "alias", "position", "status"),
    *("department", "order", "is_leader_in_dept", "direct_leader", "main_department"),
)
DIRECTORY = (
    Endpoint(
        method="GET",
        path="user/list",
        page="90201",
        query=Form(must={**QUERY.must, "department_id": Text(pattern="[0-9]{1,10}")}),
        answers=tuple(f"userlist.{name}" for name in _EMPLOYEE),
    ),
    Endpoint(
        method="GET",
        path="department/simplelist",
        page="90208",
        query=Form(must=QUERY.must, may={"id": Text(pattern="[0-9]{1,10}")}),
        unconfirmed=("query.id", "answer.department_id"),
    ),
    Endpoint(
        method="POST",
        path="user/list_id",
        page="96067",
        body=Form(may={"cursor": Text(octets=512), "limit": Whole(low=1, high=10_000)}),
        account="contacts",
        answers=("dept_user.userid", "dept_user.department", "next_cursor"),
    ),
)
_ROOM = Text(octets=64)
_AGREEINFO = tuple(
    f"agreeinfo.{name}" for name in ("exteranalopenid", "agree_status", "status_change_time")
)
ARCHIVE = (
    Endpoint(
        method="POST",
        path="msgaudit/get_permit_user_list",
        page="91614",
        body=Form(may={"type": OneOf((1, 2, 3))}),
        account="archive",
        answers=("ids",),
    ),
    Endpoint(
        method="POST",
        path="msgaudit/check_room_agree",
        page="91782",
        body=Form(must={"roomid": _ROOM}),
        account="archive",
        answers=_AGREEINFO,
    ),
    Endpoint(
        method="POST",
        path="msgaudit/check_single_agree",
        page="91782",
        body=Form(
            must={
                "info": Many(
                    of=Form(must={"userid": USERID, "exteranalopenid": Text(octets=64)}), high=100
                )
            }
        ),
        account="archive",
        answers=_AGREEINFO,
        unconfirmed=("body.info", "answer.agreeinfo.userid"),
    ),
    Endpoint(
        method="POST",
        path="msgaudit/groupchat/get",
        page="92951",
        body=Form(must={"roomid": _ROOM}),
        account="archive",
        limits=(Limit(2000, MINUTE),),
        answers=(
            *("roomname", "creator", "room_create_time", "notice"),
            *("members.memberid", "members.jointime"),
        ),
    ),
)
_CONTENT = Form(
    must={"control": Text(octets=64), "id": Text(octets=128), "value": Form(may={"text": Text()})}
)
_SUMMARY = Form(
    must={"summary_info": Many(of=Form(must={"text": Text(chars=20), "lang": Text()}), high=1)}
)
APPROVALS = (
    Endpoint(
        method="POST",
        path="oa/getapprovaldetail",
        page="unconfirmed",
        body=Form(must={"sp_no": Text(octets=64)}),
        unconfirmed=("body", "answer"),
    ),
    Endpoint(
        method="POST",
        path="oa/getapprovalinfo",
        page="unconfirmed",
        body=Form(
            must={
                "starttime": Text(pattern="[0-9]+"),
                "endtime": Text(pattern="[0-9]+"),
                "size": Whole(low=1, high=100),
            },
            may={"new_cursor": Text(octets=512, empty=True)},
        ),
        limits=(Limit(600, MINUTE),),
        unconfirmed=("body", "answer"),
    ),
    Endpoint(
        method="POST",
        path="oa/applyevent",
        page="unconfirmed",
        body=Form(
            must={
                "creator_userid": USERID,
                "template_id": Text(octets=128),
                "use_template_approver": OneOf((0, 1)),
                "apply_data": Form(must={"contents": Many(of=_CONTENT, high=100)}),
                "summary_list": Many(of=_SUMMARY, high=3),
            }
        ),
        unconfirmed=("body", "answer"),
    ),
)
OTHERS = (
    Endpoint(
        method="GET",
        path="auth/getuserinfo",
        page="91023",
        query=Form(must={**QUERY.must, "code": Text(octets=512)}),
        answers=("userid", "user_ticket", "openid", "external_userid"),
    ),
    Endpoint(
        method="POST",
        path="batch/openuserid_to_userid",
        page="101521",
        body=Form(must={"open_userid_list": Many(of=Text(octets=128), high=1000)}),
        unconfirmed=("answer.userid_list", "answer.invalid_open_userid_list"),
    ),
    Endpoint(method="GET", path="getcallbackip", page="92521", unconfirmed=("answer.ip_list",)),
)
ENDPOINTS = (*DIRECTORY, *ARCHIVE, *APPROVALS, *OTHERS)
