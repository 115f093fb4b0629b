"""What the collecting function does with one record: unwrap its key, unseal it, read it."""

import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import medians, repeated
from local.fake_wecom.archive import ArchiveKeys, seal
from qungui.adapters.clock import SystemClock
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom.archive_keys import RsaKeyRing
from qungui.adapters.wecom.archive_local import LocalArchive
from qungui.adapters.wecom.archive_records import read_record
from qungui.adapters.wecom.rotating import Rotating
from qungui.model.message import Message
from qungui.wire import message_to_body

ROUNDS = 15
REPEATS = 40
SAMPLES = Path("events/archive_records")
_EVERYBODY = 2_000  # members of the largest groups; each is named in every record
_UNWRAP, _UNSEAL, _READ, _QUEUE = "unwrap", "unseal", "read", "queue"
_STEPS = {
    _UNWRAP: "unwrap the random key (RSA-2048)",
    _UNSEAL: "unseal the record (AES-256-GCM, in place of Tencent's)",
    _READ: "read it",
    _QUEUE: "its queue body",
}


def run(console: Console) -> None:
    samples = {path.stem: path.read_text() for path in sorted(SAMPLES.glob("*.json"))}
    console.print(_steps(samples))
    console.print(_kinds({**samples, **_large(samples)}))


def _steps(samples: dict[str, str]) -> Table:
    """Every sample once a round, so that a record is an average one of all kinds."""
    works = _works(list(samples.values()))
    found = medians({name: repeated(work, 5) for name, work in works.items()}, rounds=ROUNDS)
    each = {name: taken / len(samples) * 1e6 for name, taken in found.items()}
    table = Table(title=f"Archive: one record of {len(samples)} kinds, median of {ROUNDS} rounds")
    for name in ("", "µs", "a second"):
        table.add_column(name, justify="right" if name else "left")
    for name, said in _STEPS.items():
        table.add_row(said, f"{each[name]:.1f}", f"{1e6 / each[name]:,.0f}")
    whole = sum(each.values())
    table.add_section()
    table.add_row("all of it", f"{whole:.1f}", f"{1e6 / whole:,.0f}")
    return table


def _works(texts: list[str]) -> dict[str, Callable[[], object]]:
    keys = ArchiveKeys.made(1)
    clock = ManualClock(SystemClock().now() - timedelta(hours=1))
    ring = RsaKeyRing(keys.pems, clock)
    made_up = secrets.token_hex(8)
    secret = Rotating(made_up, lambda: made_up, clock)
    archive = LocalArchive(url="http://127.0.0.1:1", corp_id="ww1", secret=secret)
    public = keys.versions[1].public_key()
    sealed = [seal(json.loads(text), public) for text in texts]
    opened = [(ring.unwrap(1, key), message) for key, message in sealed]
    messages = [one for text in texts if isinstance(one := read_record(text), Message)]
    return {
        _UNWRAP: lambda: [ring.unwrap(1, key) for key, _ in sealed],
        _UNSEAL: lambda: [archive.unseal(key, message) for key, message in opened],
        _READ: lambda: [read_record(text) for text in texts],
        _QUEUE: lambda: [json.dumps(message_to_body(message)) for message in messages],
    }


def _large(samples: dict[str, str]) -> dict[str, str]:
    crowd = {**json.loads(samples["text"]), "tolist": [f"user{n:06d}" for n in range(_EVERYBODY)]}
    forwarded: dict[str, Any] = json.loads(samples["chatrecord"])
    forwarded["chatrecord"]["item"] *= 20
    return {
        f"text to {_EVERYBODY} members": json.dumps(crowd),
        "chatrecord of 100 messages": json.dumps(forwarded),
    }


def _kinds(texts: dict[str, str]) -> Table:
    def reading(text: str) -> Callable[[], object]:
        return lambda: read_record(text)

    cases = {name: repeated(reading(text), REPEATS) for name, text in texts.items()}
    found = medians(cases, rounds=ROUNDS)
    table = Table(title=f"Reading one record, median of {ROUNDS} rounds")
    for name in ("kind", "µs", "a second"):
        table.add_column(name, justify="left" if name == "kind" else "right")
    for name, taken in sorted(found.items(), key=lambda each: -each[1]):
        table.add_row(name, f"{taken * 1e6:.1f}", f"{1 / taken:,.0f}")
    return table
