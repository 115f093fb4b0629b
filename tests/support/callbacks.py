"""Callbacks as the platform would send them, and as somebody else would."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from qungui.adapters.wecom.callback_crypto import CallbackCrypto
from qungui.adapters.wecom.xml import top_level
from qungui.model.callback import CallbackRequest
from tests.support.build import NOON

VECTORS = json.loads(Path(__file__).with_name("callback_vectors.json").read_text())
CORP = VECTORS["corp_id"]
SECRET = {
    name: {
        "token": VECTORS["token"],
        "aes_key": VECTORS["encoding_aes_key"],
        "receiveid": CORP,
    }
    for name in ("archive", "app", "contacts")
}
SECRET["bot"] = {**SECRET["app"], "receiveid": ""}


@cache
def crypto(receiveid: str = CORP, token: str = VECTORS["token"]) -> CallbackCrypto:
    return CallbackCrypto(token=token, aes_key=VECTORS["encoding_aes_key"], receiveid=receiveid)


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def event_xml(fields: Mapping[str, str], *, created: datetime = NOON) -> str:
    """An event from ``sys``, unless *fields* say otherwise."""
    whole = {
        "ToUserName": CORP,
        "FromUserName": "sys",
        "CreateTime": str(seconds(created)),
        "MsgType": "event",
        **fields,
    }
    inner = "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in whole.items())
    return f"<xml>{inner}</xml>"


NOTICE = event_xml({"AgentID": "2000004", "Event": "msgaudit_notify"})


def outer(encrypt: str) -> bytes:
    return f"<xml><ToUserName>{CORP}</ToUserName><Encrypt>{encrypt}</Encrypt></xml>".encode()


def request(
    plain: str | bytes = NOTICE,
    *,
    identity: str = "archive",
    at: datetime = NOON,
    sealer: CallbackCrypto | None = None,
    echo: bool = False,
    **changes: Any,
) -> CallbackRequest:
    """A call sealed with our own key for our own corp; *changes* replace its fields."""
    raw = plain.encode() if isinstance(plain, str) else plain
    encrypt, signature = (sealer or crypto()).seal(raw, timestamp=seconds(at), nonce="nonce-1")
    fields = {
        "identity": identity,
        "signature": signature,
        "timestamp": str(seconds(at)),
        "nonce": "nonce-1",
        "payload": encrypt.encode() if echo else outer(encrypt),
    }
    return CallbackRequest(**{**fields, **changes})


def bot_request(plain: str, *, at: datetime = NOON, **changes: Any) -> CallbackRequest:
    """A call for the AI bot: for nobody's corp, and in an envelope of JSON."""
    call = request(plain, identity="bot", at=at, sealer=crypto(""))
    body = json.dumps({"encrypt": top_level(call.payload)["Encrypt"]}).encode()
    return replace(call, payload=body, **changes)


def signed(encrypt: str, **changes: Any) -> CallbackRequest:
    """Any text under a right signature, as if the platform had sealed it so."""
    signature = crypto().signature(str(seconds(NOON)), "nonce-1", encrypt)
    return request(signature=signature, payload=outer(encrypt), **changes)


def http_event(
    call: CallbackRequest, *, method: str = "POST", encoded: bool = False
) -> dict[str, Any]:
    """What API Gateway makes of a call (payload format 2.0)."""
    query = {
        "msg_signature": call.signature,
        "timestamp": call.timestamp,
        "nonce": call.nonce,
    }
    if method == "GET":
        query["echostr"] = call.payload.decode()
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": f"{method} /callback/{{identity}}",
        "rawPath": f"/callback/{call.identity}",
        "headers": {"content-type": "text/xml"},
        "queryStringParameters": query,
        "pathParameters": {"identity": call.identity},
        "requestContext": {"http": {"method": method, "path": f"/callback/{call.identity}"}},
        "isBase64Encoded": encoded,
    }
    if method == "POST":
        body = call.payload
        event["body"] = (
            b64encode(body).decode() if encoded else body.decode(errors="surrogateescape")
        )
    return event
