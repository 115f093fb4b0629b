"""
The documented endpoints as one table: method, path, fields, limits.

The numbers are those of the platform's pages on sending app messages, template cards, group chats
made by an app, access tokens and call frequency.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from local.fake_wecom.answers import Code
from local.fake_wecom.fields import Field, Form, Many, OneOf, Text, Whole

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most *most* calls within *window*; past it the platform answers *code*."""

    most: int
    window: timedelta
    code: Code = Code.TOO_OFTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """
    Attributes:
        query: What stands in the URL; ``access_token`` where one is needed.
        body: What the JSON must look like; None where nothing is posted.
        limits: Beside the two that every endpoint has.
    """

    method: str
    path: str
    query: Form
    body: Form | None = None
    limits: tuple[Limit, ...] = ()

    @property
    def needs_token(self) -> bool:
        return "access_token" in self.query.must


EVERY_ENDPOINT = (Limit(10_000, MINUTE), Limit(150_000, HOUR))
MESSAGES_PER_MEMBER = Limit(30, MINUTE)  # of one app to one member; more are dropped, not refused
GROUP_MESSAGES_PER_MEMBER = Limit(200, MINUTE)  # the same for what an app posts in groups
DUPLICATE_INTERVAL = Whole(low=1, high=4 * 3600)  # seconds
DEFAULT_DUPLICATE_INTERVAL = timedelta(seconds=1800)

_TOKEN: Mapping[str, Field] = {"access_token": Text(octets=512)}
_USERID = Text(octets=64)
_URL = Text(octets=2048)
_CHAT_ID = Text(pattern="[0-9a-zA-Z]{1,32}")
_CHAT_NAME = Text(chars=50)
_USERIDS = Text(octets=64 * 1000 + 999)  # up to 1000 ids joined by |

_MAIN_TITLE = Form(must={"title": Text(chars=36)}, may={"desc": Text(chars=44)})
_CARD_LINE = Form(
    must={"keyname": Text(chars=5)},
    may={
        "value": Text(chars=30),
        "type": OneOf((0, 1, 2, 3)),
        "url": _URL,
        "media_id": Text(octets=256),
        "userid": _USERID,
    },
)
_BUTTON = Form(
    must={"text": Text(chars=10)},
    may={
        "type": OneOf((0, 1)),
        "style": OneOf((1, 2, 3, 4)),
        "key": Text(octets=1024),
        "url": _URL,
    },
)
_SELECTION = Form(
    must={
        "question_key": Text(octets=1024),
        "option_list": Many(
            of=Form(must={"id": Text(octets=128), "text": Text(chars=10)}), high=10
        ),
    },
    may={"title": Text(chars=10), "selected_id": Text(octets=128)},
)
_QUOTE = Form(
    may={
        "type": OneOf((0, 1)),
        "url": _URL,
        "title": Text(chars=36),
        "quote_text": Text(chars=160),
    }
)
BUTTON_CARD = Form(
    must={
        "main_title": _MAIN_TITLE,
        "task_id": Text(octets=128, pattern=r"[A-Za-z0-9_\-@]+"),
        "button_list": Many(of=_BUTTON, high=6),
    },
    may={
        "source": Form(
            may={"icon_url": _URL, "desc": Text(chars=13), "desc_color": OneOf((0, 1, 2, 3))}
        ),
        "quote_area": _QUOTE,
        "sub_title_text": Text(chars=160),
        "horizontal_content_list": Many(of=_CARD_LINE, high=6),
        "button_selection": _SELECTION,
    },
)
_TEMPLATE_CARD = Form(discriminator="card_type", variants={"button_interaction": BUTTON_CARD})
_SHORT_TEXT = Form(must={"content": Text(octets=2048)})
_TEXT_CARD = Form(
    must={"title": Text(chars=128), "description": Text(chars=512), "url": _URL},
    may={"btntxt": Text(chars=4)},
)
_GROUP_TEXT = Form(
    must={"content": Text(octets=2048)}, may={"mentioned_list": Many(of=_USERID, high=2000)}
)
_GROUP_CARD = Form(
    must={"title": Text(octets=128), "description": Text(octets=512), "url": _URL},
    may={"btntxt": Text(chars=4)},
)

MESSAGE = Form(
    must={"agentid": Whole(low=1)},
    may={
        "touser": _USERIDS,
        "toparty": Text(octets=2048),
        "totag": Text(octets=2048),
        "safe": OneOf((0, 1)),
        "enable_id_trans": OneOf((0, 1)),
        "enable_duplicate_check": OneOf((0, 1)),
        "duplicate_check_interval": DUPLICATE_INTERVAL,
    },
    discriminator="msgtype",
    variants={
        "text": Form(must={"text": _SHORT_TEXT}),
        "markdown": Form(must={"markdown": _SHORT_TEXT}),
        "textcard": Form(must={"textcard": _TEXT_CARD}),
        "template_card": Form(must={"template_card": _TEMPLATE_CARD}),
    },
)
GROUP_MESSAGE = Form(
    must={"chatid": _CHAT_ID},
    may={"safe": OneOf((0, 1))},
    discriminator="msgtype",
    variants={
        "text": Form(must={"text": _GROUP_TEXT}),
        "markdown": Form(must={"markdown": _SHORT_TEXT}),
        "textcard": Form(must={"textcard": _GROUP_CARD}),
    },
)
_QUERY = Form(must=_TOKEN)


@dataclass(frozen=True, slots=True)
class Table:
    """Every endpoint by method and path."""

    rows: Mapping[tuple[str, str], Endpoint] = field(default_factory=dict)

    @classmethod
    def of(cls, *endpoints: Endpoint) -> "Table":
        return cls({(each.method, each.path): each for each in endpoints})

    def find(self, method: str, path: str) -> Endpoint | None:
        return self.rows.get((method, path))


TABLE = Table.of(
    Endpoint(
        method="GET",
        path="gettoken",
        query=Form(must={"corpid": Text(octets=64), "corpsecret": Text(octets=128)}),
    ),
    Endpoint(method="POST", path="message/send", query=_QUERY, body=MESSAGE),
    Endpoint(
        method="POST",
        path="appchat/create",
        query=_QUERY,
        body=Form(
            must={"userlist": Many(of=_USERID, low=2, high=2000)},
            may={"name": _CHAT_NAME, "owner": _USERID, "chatid": _CHAT_ID},
        ),
        limits=(Limit(1000, timedelta(days=1)),),
    ),
    Endpoint(
        method="POST",
        path="appchat/update",
        query=_QUERY,
        body=Form(
            must={"chatid": _CHAT_ID},
            may={
                "name": _CHAT_NAME,
                "owner": _USERID,
                "add_user_list": Many(of=_USERID, high=2000),
                "del_user_list": Many(of=_USERID, high=2000),
            },
        ),
        limits=(Limit(1000, HOUR),),
    ),
    Endpoint(
        method="GET",
        path="appchat/get",
        query=Form(must={**_TOKEN, "chatid": _CHAT_ID}),
    ),
    Endpoint(method="POST", path="appchat/send", query=_QUERY, body=GROUP_MESSAGE),
)
