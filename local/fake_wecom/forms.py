"""Forms that several endpoints share: messages and cards."""

from local.fake_wecom.fields import Form, Many, OneOf, Text, Whole

USERID = Text(octets=64)
URL = Text(octets=2048)
CHAT_ID = Text(pattern="[0-9a-zA-Z]{1,32}")
CHAT_NAME = Text(chars=50)
USERIDS = Text(octets=64 * 1000 + 999)  # up to 1000 ids joined by |
DUPLICATE_INTERVAL = Whole(low=1, high=4 * 3600)  # seconds

_MAIN_TITLE = Form(must={"title": Text(chars=36)}, may={"desc": Text(chars=44)})
_CARD_LINE = Form(
    must={"keyname": Text(chars=5)},
    may={
        "value": Text(chars=30),
        "type": OneOf((0, 1, 2, 3)),
        "url": URL,
        "media_id": Text(octets=256),
        "userid": USERID,
    },
)
_BUTTON = Form(
    must={"text": Text(chars=10)},
    may={
        "type": OneOf((0, 1)),
        "style": OneOf((1, 2, 3, 4)),
        "key": Text(octets=1024),
        "url": URL,
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
        "url": URL,
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
            may={"icon_url": URL, "desc": Text(chars=13), "desc_color": OneOf((0, 1, 2, 3))}
        ),
        "quote_area": _QUOTE,
        "sub_title_text": Text(chars=160),
        "horizontal_content_list": Many(of=_CARD_LINE, high=6),
        "button_selection": _SELECTION,
    },
)
_NOTICE_CARD = Form(
    must={
        "main_title": _MAIN_TITLE,
        "card_action": Form(must={"type": OneOf((1, 2))}, may={"url": URL}),
    },
    may={
        "task_id": Text(octets=128, pattern=r"[A-Za-z0-9_\-@]+"),
        "sub_title_text": Text(chars=160),
        "horizontal_content_list": Many(of=_CARD_LINE, high=6),
    },
)
_TEMPLATE_CARD = Form(
    discriminator="card_type",
    variants={"button_interaction": BUTTON_CARD, "text_notice": _NOTICE_CARD},
)
CARD_UPDATE = Form(
    must={"agentid": Whole(low=1), "response_code": Text(octets=1024)},
    may={
        "userids": Many(of=USERID, high=1000),
        "button": Form(must={"replace_name": Text(chars=10)}),
        "template_card": _TEMPLATE_CARD,
        "replace_text": Text(chars=10),
    },
)
_SHORT_TEXT = Form(must={"content": Text(octets=2048)})
_TEXT_CARD = Form(
    must={"title": Text(chars=128), "description": Text(chars=512), "url": URL},
    may={"btntxt": Text(chars=4)},
)
_GROUP_TEXT = Form(
    must={"content": Text(octets=2048)}, may={"mentioned_list": Many(of=USERID, high=2000)}
)
_GROUP_CARD = Form(
    must={"title": Text(octets=128), "description": Text(octets=512), "url": URL},
    may={"btntxt": Text(chars=4)},
)

MESSAGE = Form(
    must={"agentid": Whole(low=1)},
    may={
        "touser": USERIDS,
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
    must={"chatid": CHAT_ID},
    may={"safe": OneOf((0, 1))},
    discriminator="msgtype",
    variants={
        "text": Form(must={"text": _GROUP_TEXT}),
        "markdown": Form(must={"markdown": _SHORT_TEXT}),
        "textcard": Form(must={"textcard": _GROUP_CARD}),
    },
)
WEBHOOK_MESSAGE = Form(
    discriminator="msgtype",
    variants={
        "text": Form(
            must={
                "text": Form(
                    must={"content": Text(octets=2048)},
                    may={
                        "mentioned_list": Many(of=USERID, high=1000),
                        "mentioned_mobile_list": Many(of=Text(octets=20), high=1000),
                    },
                )
            }
        ),
        "markdown": Form(must={"markdown": Form(must={"content": Text(octets=4096)})}),
        "file": Form(must={"file": Form(must={"media_id": Text(octets=256)})}),
        "template_card": Form(
            must={
                "template_card": Form(
                    discriminator="card_type", variants={"text_notice": _NOTICE_CARD}
                )
            }
        ),
    },
)
BOT_ANSWER = Form(
    discriminator="msgtype",
    variants={
        "markdown": Form(must={"markdown": Form(must={"content": Text(octets=20_480)})}),
        "template_card": Form(must={"template_card": _TEMPLATE_CARD}),
    },
)
