"""What the callback function does with one call: verify, decrypt, read, route."""

import secrets
from base64 import b64encode
from collections.abc import Callable

from rich.console import Console
from rich.table import Table
from wechatpy.work.crypto import WeChatCrypto

from benchmarks.measuring import medians, repeated
from qungui.adapters.clock import SystemClock
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.secret_entries import Identity
from qungui.adapters.wecom.callback_crypto import CallbackCrypto
from qungui.adapters.wecom.callbacks import CallbackIdentities, WeComCallbacks
from qungui.adapters.wecom.xml import top_level
from qungui.model.callback import CallbackRequest, Place
from qungui.usecases.receive_callback import ReceiveCallback

ROUNDS = 15
REPEATS = 500
_CORP = "wwbenchmark000001"
_NONCE = "1372623149"
_WHOLE, _OURS, _OUTER, _INNER = "whole", "ours", "outer", "inner"
_THEIRS = "theirs"


def run(console: Console) -> None:
    cases = {name: repeated(work, REPEATS) for name, work in _works().items()}
    found = medians(cases, rounds=ROUNDS)
    console.print(_table({name: taken * 1e6 for name, taken in found.items()}))


def _works() -> dict[str, Callable[[], object]]:
    now = SystemClock().now()
    stamp = int(now.timestamp())
    token, aes_key = secrets.token_hex(12), b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    ours = CallbackCrypto(token=token, aes_key=aes_key, receiveid=_CORP)
    theirs = WeChatCrypto(token, aes_key, _CORP)
    plain = _notice(stamp).encode()
    encrypt, signature = ours.seal(plain, timestamp=stamp, nonce=_NONCE)
    payload = f"<xml><ToUserName>{_CORP}</ToUserName><Encrypt>{encrypt}</Encrypt></xml>".encode()
    said = {"signature": signature, "timestamp": str(stamp), "nonce": _NONCE}
    request = CallbackRequest(identity="archive", payload=payload, **said)
    identities = {"archive": Identity(token=token, aes_key=aes_key, receiveid=_CORP)}
    clock = ManualClock(now)
    receive = ReceiveCallback(
        WeComCallbacks(CallbackIdentities(lambda: identities, clock), clock),
        {place: MemoryQueue() for place in Place},
    ).receive
    return {
        _WHOLE: lambda: receive(request),
        _OURS: lambda: ours.open(encrypt, **said),
        _THEIRS: lambda: theirs.decrypt_message({"Encrypt": encrypt}, *said.values()),
        _OUTER: lambda: top_level(payload),
        _INNER: lambda: top_level(plain),
    }


def _notice(stamp: int) -> str:
    return (
        f"<xml><ToUserName><![CDATA[{_CORP}]]></ToUserName>"
        f"<FromUserName><![CDATA[sys]]></FromUserName><CreateTime>{stamp}</CreateTime>"
        "<MsgType><![CDATA[event]]></MsgType><AgentID>2000004</AgentID>"
        "<Event><![CDATA[msgaudit_notify]]></Event></xml>"
    )


def _table(found: dict[str, float]) -> Table:
    table = Table(title=f"Intake: one archive notice, median of {ROUNDS} rounds")
    table.add_column("")
    for name in ("µs", "share"):
        table.add_column(name, justify="right")
    whole, ours, theirs = found[_WHOLE], found[_OURS], found[_THEIRS]
    reading = found[_OUTER] + found[_INNER]
    rest = whole - ours - reading
    table.add_row("from request to queue", f"{whole:.1f}", "100 %")
    for name, taken in (
        ("  verify and decrypt", ours),
        ("  read both XML documents", reading),
        ("  route, id, envelope", rest),
    ):
        table.add_row(name, f"{taken:.1f}", f"{taken / whole:.0%}")
    table.add_section()
    table.add_row("verify and decrypt by wechatpy", f"{theirs:.1f}", f"{theirs / ours:.2f} of ours")
    return table
