"""The documented endpoints as one table: method, path, fields, limits, pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from local.fake_wecom import customer_endpoints, staff_endpoints
from local.fake_wecom.endpoint import DAY, HOUR, MINUTE, QUERY, Endpoint, Limit
from local.fake_wecom.fields import Form, Many, OneOf, Text, Whole
from local.fake_wecom.forms import (
    BOT_ANSWER,
    CARD_UPDATE,
    CHAT_ID,
    CHAT_NAME,
    GROUP_MESSAGE,
    MESSAGE,
    USERID,
    WEBHOOK_MESSAGE,
)

EVERY_ENDPOINT = (Limit(10_000, MINUTE), Limit(150_000, HOUR))
MESSAGES_PER_MEMBER = (Limit(30, MINUTE), Limit(1000, HOUR))  # of an app; more are dropped
GROUP_MESSAGES_PER_MEMBER = (Limit(200, MINUTE), Limit(10_000, DAY))  # the same, in groups
PEOPLE_IN_GROUPS = (Limit(20_000, MINUTE), Limit(150_000, HOUR))  # person-times; more is refused
PER_WEBHOOK = (Limit(20, MINUTE),)
DEFAULT_DUPLICATE_INTERVAL = timedelta(seconds=1800)
MESSAGES_PER_ACCOUNT = 200  # a day, times the corp's account limit

_KEY = {"key": Text(octets=256)}
_FILE = Form(
    must={"media": Form(must={"name": Text(octets=256), "size": Whole(low=5, high=20 * 2**20)})}
)
_MISSED = ("invaliduser", "invalidparty", "invalidtag", "unlicenseduser")


@dataclass(frozen=True, slots=True)
class Table:
    """Every endpoint by method and path."""

    rows: Mapping[tuple[str, str], Endpoint] = field(default_factory=dict)

    @classmethod
    def of(cls, *endpoints: Endpoint) -> "Table":
        return cls({(each.method, each.path): each for each in endpoints})

    def find(self, method: str, path: str) -> Endpoint | None:
        return self.rows.get((method, path))


MESSAGES = (
    Endpoint(
        method="GET",
        path="gettoken",
        page="91039",
        query=Form(must={"corpid": Text(octets=64), "corpsecret": Text(octets=128)}),
        answers=("access_token", "expires_in"),
    ),
    Endpoint(
        method="POST",
        path="message/send",
        page="90236",
        body=MESSAGE,
        answers=(*_MISSED, "response_code"),
        unconfirmed=("answer.msgid", "body.template_card.card_action"),
        pages={"answer.response_code": "94888"},
    ),
    Endpoint(
        method="POST",
        path="message/update_template_card",
        page="94888",
        body=CARD_UPDATE,
        unconfirmed=("answer.invaliduser", "body.template_card.card_action"),
        pages={"body.template_card": "90236"},
    ),
    Endpoint(
        method="POST",
        path="webhook/send",
        page="99110",
        query=Form(must=_KEY),
        body=WEBHOOK_MESSAGE,
        unconfirmed=("body.template_card.card_action",),
    ),
    Endpoint(
        method="POST",
        path="webhook/upload_media",
        page="99110",
        query=Form(must={**_KEY, "type": OneOf(("file", "voice"))}),
        body=_FILE,
        answers=("media_id",),
        unconfirmed=("answer.type", "answer.created_at"),
    ),
    Endpoint(
        method="POST",
        path="aibot/response",
        page="101138",
        query=Form(must={"response_code": Text(octets=512)}),
        body=BOT_ANSWER,
        unconfirmed=("body.template_card.card_action",),
    ),
    Endpoint(
        method="POST",
        path="media/upload",
        page="unconfirmed",
        query=Form(must={**QUERY.must, "type": OneOf(("image", "voice", "video", "file"))}),
        body=_FILE,
        unconfirmed=("query", "body", "answer"),
    ),
)
APPCHATS = (
    Endpoint(
        method="POST",
        path="appchat/create",
        page="90245",
        body=Form(
            must={"userlist": Many(of=USERID, low=2, high=2000)},
            may={"name": CHAT_NAME, "owner": USERID, "chatid": CHAT_ID},
        ),
        limits=(Limit(1000, DAY),),
        answers=("chatid",),
    ),
    Endpoint(
        method="POST",
        path="appchat/update",
        page="98913",
        body=Form(
            must={"chatid": CHAT_ID},
            may={
                "name": CHAT_NAME,
                "owner": USERID,
                "add_user_list": Many(of=USERID, high=2000),
                "del_user_list": Many(of=USERID, high=2000),
            },
        ),
        limits=(Limit(1000, HOUR),),
    ),
    Endpoint(
        method="GET",
        path="appchat/get",
        page="98914",
        query=Form(must={**QUERY.must, "chatid": CHAT_ID}),
        answers=tuple(
            f"chat_info.{name}" for name in ("chatid", "name", "owner", "userlist", "chat_type")
        ),
    ),
    Endpoint(method="POST", path="appchat/send", page="90248", body=GROUP_MESSAGE),
)
TABLE = Table.of(*MESSAGES, *APPCHATS, *customer_endpoints.ENDPOINTS, *staff_endpoints.ENDPOINTS)
