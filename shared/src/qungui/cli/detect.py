"""``qungui detect``: which topics stand in messages from a file, or why in one message."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from qungui.cli.explain import FOUND, outcome_said
from qungui.cli.message_lines import Asked, UnreadableLineError
from qungui.cli.plainly import plainly
from qungui.engine.judge import arm
from qungui.model.finding import Abstain, Clear, Finding, Hit
from qungui.model.group import GroupSettings
from qungui.rulebook import shipped
from qungui.rules.detection import Detector, Explanation, Find, message_topics
from qungui.rules.rule import Rule

_DIGITS = 4
_SHOWN = 60  # characters of evidence in a table
_COLUMNS = ("主题", "结果", "把握", "所见")
_HEAD_COLUMNS = ("类", "得分与门槛", "最有分量的字词（负数表示不像）")
_NEAR, _CLEAR = "有相关字词，不足以认定", "未命中"
_UNSEEN = "没有查看（要看规定怎么写）"
_HEADS = {
    "spam": "招揽",
    "pornography": "色情",
    "gambling": "赌博",
    "unlawful": "违法",
    "abuse": "辱骂",
    "charity-plea": "求助募捐",
    "confidentiality": "泄密",
    "contact-control": "私下联系",
    "copyright": "侵权",
    "defamation": "诋毁",
    "discrimination": "歧视",
    "drugs": "毒品",
    "faction": "拉帮结派",
    "harassment": "骚扰威胁",
    "incitement": "煽动",
    "negativity": "负面情绪",
    "photo-consent": "擅发照片",
    "political": "政治",
    "privacy": "隐私",
    "link-recruiting": "拉人进群",
    "religion": "传教迷信",
    "rumor-unverified": "传言",
    "violence": "暴力",
    "virus-link": "诱点链接",
    "vote-begging": "拉票砍价",
}
_MOST_HEADS = 5  # of those below their thresholds; the others say less


class MessageFileError(ValueError):
    """A line that is no message or is not there, with its number."""


@dataclass(frozen=True, slots=True)
class _Detectors:
    """One for messages without a rulebook, one for each rulebook that a message names."""

    made: dict[str, Detector] = field(default_factory=dict)

    def finds(self, asked: Asked) -> list[Find]:
        return self.of(asked.rulebook).finds(asked.said, asked.previous)

    def of(self, rulebook: str) -> Detector:
        if rulebook not in self.made:
            self.made[rulebook] = Detector(_rules_of(rulebook) if rulebook else ())
        return self.made[rulebook]


def _rules_of(rulebook: str) -> Iterator[Rule]:
    """As the clauses of a regulation that ships have them."""
    for armed in arm(shipped.edition(rulebook), GroupSettings()):
        yield from armed.rules


def detect(
    *,
    source: Annotated[
        Path | None,
        typer.Option(
            "--input", help="消息，每行一个 JSON，至少有 text", exists=True, dir_okay=False
        ),
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--output", help="写到这里，每行添上 found", dir_okay=False)
    ] = None,
    text: Annotated[str | None, typer.Option(help="只看这一条，逐个主题说明理由")] = None,
    line: Annotated[
        int | None, typer.Option(help="与 --input 合用：同样说明第几行，连同它的 context", min=1)
    ] = None,
    rulebook: Annotated[
        str, typer.Option(help="与 --text 合用：按这部随产品发布的规定，如 R01")
    ] = "",
) -> None:
    with plainly():
        if text is not None:
            _explain(Asked.alone(text, rulebook))
        elif source is not None and line is not None:
            _explain(_line(source, line))
        elif source is not None and target is not None:
            _detect(source, target)
        else:
            msg = "写 --text，或 --input 和 --output，或 --input 和 --line"
            raise typer.BadParameter(msg)


def _detect(source: Path, target: Path) -> None:
    messages = [asked for _, asked in _messages(source)]
    detectors = _Detectors()
    # what is no text, half of a pair of surrogates, is written as it came: as an escape
    with target.open("w", encoding="utf-8", errors="backslashreplace") as file:
        console = Console(stderr=True)
        for asked in track(messages, "检测", console=console, transient=True):
            found = [_entry(asked, find) for find in detectors.finds(asked)]
            file.write(json.dumps({**asked.written, "found": found}, ensure_ascii=False) + "\n")


def _entry(asked: Asked, find: Find) -> Mapping[str, Any]:
    return {
        "topic": find.topic,
        "score": round(find.score, _DIGITS),
        "span": [asked.own + place for place in find.span],
        "evidence": asked.said.text[slice(*find.span)],
    }


def _line(source: Path, number: int) -> Asked:
    for at, asked in _messages(source):
        if at == number:
            return asked
    msg = f"第 {number} 行没有消息"
    raise MessageFileError(msg)


def _messages(source: Path) -> Iterator[tuple[int, Asked]]:
    """
    With the numbers of their lines.

    Raises:
        MessageFileError: A line is no message.
    """
    # by line feeds only: JSON may hold the other characters that end a line
    for number, line in enumerate(source.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, Asked.of(line)
        except UnreadableLineError as error:
            msg = f"第 {number} 行读不懂：{error}"
            raise MessageFileError(msg) from error


def _explain(asked: Asked) -> None:
    explained = _Detectors().of(asked.rulebook).explain(asked.said, asked.previous)
    console = Console()
    console.print(f"读作：{escape(explained.read_as)}")
    topics = _topics(explained, asked)
    console.print(topics if topics.rows else "没有命中")
    for why, passed in _passed(explained).items():
        if passed:
            console.print(f"{why}：{' '.join(passed)}")
    console.print(_heads(explained))


def _topics(explained: Explanation, asked: Asked) -> Table:
    """Those with something to say, the finds first."""
    table = _folding("各主题", _COLUMNS)
    said = [each for each in explained.outcomes if _tells(each[1])]
    for topic, outcome in sorted(said, key=lambda each: not isinstance(each[1], Hit)):
        style = "bold" if isinstance(outcome, Hit) else None
        table.add_row(topic, *map(escape, _row(outcome, asked)), style=style)
    return table


def _tells(outcome: Finding) -> bool:
    return isinstance(outcome, Hit) or (isinstance(outcome, Clear) and bool(outcome.why))


def _passed(explained: Explanation) -> Mapping[str, Sequence[str]]:
    """Those with nothing to say, by why, for they are nearly all."""
    telling = {topic for topic, outcome in explained.outcomes if _tells(outcome)}
    passed: dict[str, list[str]] = {_NEAR: [], _CLEAR: []}
    for topic, outcome in dict(explained.outcomes).items():
        if topic not in telling:
            near = _NEAR if topic in explained.near else _CLEAR
            why = f"无法判断（{outcome.why}）" if isinstance(outcome, Abstain) else near
            passed.setdefault(why, []).append(topic)
    passed[_UNSEEN] = sorted(message_topics() - dict(explained.outcomes).keys())
    return passed


def _heads(explained: Explanation) -> Table:
    """Those that found something, and those that were nearest to it."""
    table = _folding("分类器", _HEAD_COLUMNS)
    nearest = sorted(explained.heads, key=lambda each: each.threshold - each.score)
    for at, each in enumerate(nearest):
        words = "  ".join(f"{word}({worth:+.2f})" for word, worth in each.words)
        enough = each.score >= each.threshold
        compared = f"{each.score:.2f} {'≥' if enough else '<'} {each.threshold:.2f}"
        if enough or at < _MOST_HEADS:
            style = "bold" if enough else None
            table.add_row(_HEADS[each.head], compared, escape(words), style=style)
    return table


def _folding(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _row(outcome: Finding, asked: Asked) -> tuple[str, str, str]:
    if not isinstance(outcome, Hit):
        finding, why = outcome_said(outcome, "")
        return finding, "", why
    text, own = asked.said.text, asked.own
    start, end = outcome.span or (0, len(text))
    shown = text[start:end] if end - start <= _SHOWN else f"{text[start : start + _SHOWN]}…"
    why = f"{outcome.reason}：{shown} [{own + start}, {own + end})"
    return FOUND, f"{outcome.score:.2f}", why
