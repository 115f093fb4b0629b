"""``qungui detect``: which topics stand in messages from a file, or why in one message."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from qungui.cli.explain import FOUND, outcome_said
from qungui.cli.message_lines import Asked, Under, UnreadableLineError
from qungui.cli.plainly import plainly
from qungui.cli.usable import named
from qungui.engine import detection
from qungui.model.finding import Abstain, Clear, Finding, Hit
from qungui.rulebook.examples import group_of
from qungui.rules.detection import Detector, Explanation, Find, message_topics

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
    """One for messages without a rulebook, one for each rulebook and kind of group they name."""

    made: dict[Under, Detector] = field(default_factory=dict)

    def finds(self, asked: Asked) -> list[Find]:
        return self.of(asked.under).finds(asked.said, asked.previous)

    def of(self, under: Under) -> Detector:
        if under not in self.made:
            self.made[under] = _detector(under) if under.rulebook else Detector()
        return self.made[under]


def _detector(under: Under) -> Detector:
    """
    Raises:
        BadParameter: There is no such rulebook, or it knows no such kind of group.
    """
    edition = named(under.rulebook)
    if under.filed_as and under.filed_as not in (edition.kinds or (under.filed_as,)):
        msg = f"规定 {under.rulebook} 管的群是 {'、'.join(edition.kinds)}，没有“{under.filed_as}”"
        raise typer.BadParameter(msg)
    group = group_of(edition, under.filed_as, outsiders=under.outsiders)
    return detection.detector(edition, group)


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
        str,
        typer.Option(help="规定文件，或随产品发布的编号如 R01；用于没有写 context.rulebook 的消息"),
    ] = "",
) -> None:
    detectors = _Detectors()
    with plainly():
        match text, source, target, line:
            case str(), None, None, None:
                _explain(Asked.alone(text, rulebook), detectors)
            case None, Path(), None, int():
                _explain(_line(source, line, rulebook, detectors), detectors)
            case None, Path(), Path(), None:
                messages = [asked for _, asked in _messages(source, rulebook, detectors)]
                _detect(messages, target, detectors)
            case _:
                msg = "写 --text，或 --input 和 --output，或 --input 和 --line"
                raise typer.BadParameter(msg)


def _detect(messages: Sequence[Asked], target: Path, detectors: _Detectors) -> None:
    with _written(target) as file:
        console = Console(stderr=True)
        for asked in track(messages, "检测", console=console, transient=True):
            found = [_entry(asked, find) for find in detectors.finds(asked)]
            file.write(json.dumps({**asked.written, "found": found}, ensure_ascii=False) + "\n")


@contextmanager
def _written(target: Path) -> Iterator[IO[str]]:
    """*target* is there once all of it is written, also where it is the input."""
    if not target.parent.is_dir():
        msg = f"没有文件夹 {target.parent}"
        raise MessageFileError(msg)
    # a link, such as /dev/stdout, and a device stay what they are
    in_place = target.is_symlink() or (target.exists() and not target.is_file())
    part = target if in_place else target.with_name(f"{target.name}.part")
    try:
        # what is no text, half of a pair of surrogates, is written as it came: as an escape
        with part.open("w", encoding="utf-8", errors="backslashreplace") as file:
            yield file
        if not in_place:
            part.replace(target)
    finally:
        if not in_place:
            part.unlink(missing_ok=True)


def _entry(asked: Asked, find: Find) -> Mapping[str, Any]:
    return {
        "topic": find.topic,
        "score": round(find.score, _DIGITS),
        "span": [asked.own + place for place in find.span],
        "evidence": asked.said.text[slice(*find.span)],
    }


def _line(source: Path, number: int, rulebook: str, detectors: _Detectors) -> Asked:
    for at, asked in _messages(source, rulebook, detectors):
        if at == number:
            return asked
    msg = f"第 {number} 行没有消息"
    raise MessageFileError(msg)


def _messages(source: Path, rulebook: str, detectors: _Detectors) -> Iterator[tuple[int, Asked]]:
    """
    With the numbers of their lines.

    Raises:
        MessageFileError: A line is no message, or cannot be judged by what it names.
    """
    # by line feeds only: JSON may hold the other characters that end a line
    for number, line in enumerate(source.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            asked = Asked.of(line, rulebook)
            detectors.of(asked.under)
        except (UnreadableLineError, typer.BadParameter, OSError) as error:
            msg = f"第 {number} 行读不懂：{error}"
            raise MessageFileError(msg) from error
        yield number, asked


def _explain(asked: Asked, detectors: _Detectors) -> None:
    explained = detectors.of(asked.under).explain(asked.said, asked.previous)
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
