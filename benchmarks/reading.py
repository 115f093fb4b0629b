"""Whether reading a text takes time in proportion to its length, however it is made."""

from collections.abc import Callable, Mapping
from functools import partial

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import seconds
from qungui.text.normal import normal, original_span

_LENGTHS = (1_000, 10_000, 100_000)
_ROUNDS = 5
_TALK = "今天下午三点在二楼会议室开会，请各部门负责人带上本月的报表，迟到的同事自己联系王经理。"
_TEXTS: Mapping[str, str] = {
    "talk": _TALK,
    "disguised talk": "加 我 weixin，出租偎芯号，贝者钱的群 扫❤码 进。",
    "emoji": "🙂👨\u200d👩\u200d👧🔥",
    "lone surrogates": "\ud800\udfff中",
    "right to left, mixed": "\u202eابجد שלום\u2069 兼职 ",
    "combining marks": "兼" + "\u0301" * 9,
    "one character": "哈",
    "separators": "中 - ",
    "separators without end": " -",
    "letters one by one": "v x ",
    "pinyin": "wei xin ",
    "letters without end": "xian",
    "parts of characters": "讠人亻言",
    "figures": "①二3",
}


def run(console: Console) -> None:
    table = Table(title=f"Reading: µs per 1,000 characters by length; best of {_ROUNDS}")
    table.add_column("text of")
    for length in _LENGTHS:
        table.add_column(f"{length:,}", justify="right")
    table.add_column("and back", justify="right")
    for name, piece in _TEXTS.items():
        texts = [(piece * (length // len(piece) + 1))[:length] for length in _LENGTHS]
        taken = [_per_thousand(partial(normal, text), text) for text in texts]
        whole = (0, len(normal(texts[-1])))
        taken.append(_per_thousand(partial(original_span, texts[-1], whole), texts[-1]))
        table.add_row(name, *(f"{each:,.0f}" for each in taken))
    console.print(table)


def _per_thousand(work: Callable[[], object], text: str) -> float:
    return min(seconds(work) for _ in range(_ROUNDS)) / len(text) * 1_000 * 1e6
