"""Customer groups, their welcome texts, and the words that the platform blocks by itself."""

from collections.abc import Mapping

from local.fake_wecom.endpoint import QUERY, Endpoint
from local.fake_wecom.fields import Field, Form, Many, OneOf, Text, Whole
from local.fake_wecom.forms import USERID

_CHAT = Text(octets=64)
_CHAT_FIELDS = ("chat_id", "name", "owner", "create_time", "notice", "member_version")
_MEMBER_FIELDS = (
    *("userid", "type", "unionid", "join_time", "join_scene"),
    *("invitor.userid", "group_nickname", "name", "state"),
)
GROUPS = (
    Endpoint(
        method="POST",
        path="externalcontact/groupchat/list",
        page="92120",
        body=Form(
            must={"limit": Whole(low=1, high=1000)},
            may={
                "status_filter": OneOf((0, 1, 2, 3)),
                "owner_filter": Form(must={"userid_list": Many(of=USERID, high=100)}),
                "cursor": Text(octets=512),
            },
        ),
        answers=("group_chat_list.chat_id", "group_chat_list.status", "next_cursor"),
    ),
    Endpoint(
        method="POST",
        path="externalcontact/groupchat/get",
        page="92122",
        body=Form(must={"chat_id": _CHAT}, may={"need_name": OneOf((0, 1))}),
        answers=(
            *(f"group_chat.{name}" for name in _CHAT_FIELDS),
            *(f"group_chat.member_list.{name}" for name in _MEMBER_FIELDS),
            "group_chat.admin_list.userid",
        ),
    ),
    Endpoint(
        method="POST",
        path="externalcontact/groupchat/onjob_transfer",
        page="95703",
        body=Form(must={"chat_id_list": Many(of=_CHAT, high=100), "new_owner": USERID}),
        unconfirmed=("answer.failed_chat_list",),
    ),
    Endpoint(
        method="POST",
        path="externalcontact/add_msg_template",
        page="92135",
        body=Form(
            must={
                "chat_type": OneOf(("group",)),
                "sender": USERID,
                "chat_id_list": Many(of=_CHAT, high=2000),
                "text": Form(must={"content": Text(octets=4000)}),
            }
        ),
        unconfirmed=("answer.msgid", "answer.fail_list"),
    ),
)
_TEMPLATE_ID = Text(octets=256)
_WORDS = Form(must={"content": Text(octets=4000)})
_WELCOME = "externalcontact/group_welcome_template/"
_NOT_READ = ("query", "body", "answer")  # the page could not be read: names from use elsewhere
WELCOMES = (
    Endpoint(
        method="POST",
        path=f"{_WELCOME}add",
        page="unconfirmed",
        body=Form(must={"text": _WORDS}),
        unconfirmed=_NOT_READ,
    ),
    Endpoint(
        method="POST",
        path=f"{_WELCOME}edit",
        page="unconfirmed",
        body=Form(must={"template_id": _TEMPLATE_ID, "text": _WORDS}),
        unconfirmed=_NOT_READ,
    ),
    *(
        Endpoint(
            method="POST",
            path=f"{_WELCOME}{what}",
            page="unconfirmed",
            body=Form(must={"template_id": _TEMPLATE_ID}),
            unconfirmed=_NOT_READ,
        )
        for what in ("get", "del")
    ),
)
_RULE_ID = Text(octets=256)
_SEMANTICS = Many(of=OneOf((1, 2, 3)), low=0, high=3)
_RULE: Mapping[str, Field] = {
    "rule_name": Text(chars=20),
    "word_list": Many(of=Text(chars=32), high=300),
    "intercept_type": OneOf((1, 2)),
}
_RANGE = Form(
    may={
        "user_list": Many(of=USERID, high=1000),
        "department_list": Many(of=Whole(low=1), high=1000),
    }
)
INTERCEPTS = (
    Endpoint(
        method="POST",
        path="externalcontact/add_intercept_rule",
        page="95097",
        body=Form(must={**_RULE, "applicable_range": _RANGE}, may={"semantics_list": _SEMANTICS}),
        unconfirmed=("answer.rule_id",),
    ),
    Endpoint(
        method="GET",
        path="externalcontact/get_intercept_rule_list",
        page="95097",
        query=QUERY,
        unconfirmed=("answer.rule_list",),
    ),
    Endpoint(
        method="POST",
        path="externalcontact/get_intercept_rule",
        page="95097",
        body=Form(must={"rule_id": _RULE_ID}),
        unconfirmed=("body.rule_id", "answer.rule"),
    ),
    Endpoint(
        method="POST",
        path="externalcontact/update_intercept_rule",
        page="95097",
        body=Form(
            must={"rule_id": _RULE_ID},
            may={**_RULE, "extra_rule": Form(must={"semantics_list": _SEMANTICS})},
        ),
        unconfirmed=("body.rule_id",),
    ),
    Endpoint(
        method="POST",
        path="externalcontact/del_intercept_rule",
        page="95097",
        body=Form(must={"rule_id": _RULE_ID}),
        unconfirmed=("body.rule_id",),
    ),
)
ENDPOINTS = (*GROUPS, *WELCOMES, *INTERCEPTS)
