"""``qungui detect``: which topics stand in messages from a file, or why in one message."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from qungui.cli.explain import outcome_said
from qungui.cli.plainly import plainly
from qungui.engine.judge import arm
from qungui.model.finding import Finding, Hit
from qungui.model.group import GroupSettings
from qungui.model.message import MessageKind
from qungui.rulebook import shipped
from qungui.rules.detection import Detector, Find, Said
from qungui.rules.rule import Rule

_ZONE = ZoneInfo("Asia/Shanghai")  # where no offset is written
_NEXT = timedelta(seconds=1)  # after the others, where a message does not say when it was sent
_DIGITS = 4


_KINDS = frozenset(MessageKind)
_regulations = cache(shipped.regulations)


class MessageFileError(ValueError):
    """A line that is no message, with its number."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """
    A message as the file has it.

    Attributes:
        previous: None where the file does not say what was said before.
        rulebook: Of a regulation that ships; empty: none.
    """

    said: Said
    previous: tuple[Said, ...] | None = None
    rulebook: str = ""

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> Self:
        context = written.get("context") or {}
        rulebook = context.get("rulebook") or ""
        if rulebook not in ("", *_regulations()):
            msg = f"没有随产品发布的规定 {rulebook}"
            raise ValueError(msg)
        if "previous" not in context:
            return cls(_said(written), None, rulebook)
        previous = tuple(map(_said, context["previous"]))
        last = max((each.sent_at for each in previous), default=None)
        said = _said({"at": last and last + _NEXT, **written})
        return cls(said, previous, rulebook)


@dataclass(frozen=True, slots=True)
class _Detectors:
    """One for messages without a rulebook, one for each rulebook that a message names."""

    made: dict[str, Detector] = field(default_factory=dict)

    def finds(self, asked: _Asked) -> list[Find]:
        return self.of(asked.rulebook).finds(asked.said, asked.previous)

    def of(self, rulebook: str) -> Detector:
        if rulebook not in self.made:
            self.made[rulebook] = Detector(_rules_of(rulebook) if rulebook else {})
        return self.made[rulebook]


def _rules_of(rulebook: str) -> Mapping[str, Sequence[Rule]]:
    """By topic, as the clauses of a regulation that ships have them."""
    rules: dict[str, list[Rule]] = {}
    for armed in arm(shipped.edition(rulebook), GroupSettings()):
        rules.setdefault(armed.clause.topic, []).extend(armed.rules)
    return rules


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
    rulebook: Annotated[
        str, typer.Option(help="与 --text 合用：按这部随产品发布的规定，如 R01")
    ] = "",
) -> None:
    if text is not None:
        with plainly():
            _explain(text, rulebook)
        return
    if source is None or target is None:
        msg = "写 --text，或 --input 和 --output"
        raise typer.BadParameter(msg)
    with plainly():
        _detect(source, target)


def _detect(source: Path, target: Path) -> None:
    written = list(_messages(source))
    detectors = _Detectors()
    # what is no text, half of a pair of surrogates, is written as it came: as an escape
    with target.open("w", encoding="utf-8", errors="backslashreplace") as file:
        console = Console(stderr=True)
        for message, asked in track(written, "检测", console=console, transient=True):
            found = [_entry(asked.said.text, find) for find in detectors.finds(asked)]
            file.write(json.dumps({**message, "found": found}, ensure_ascii=False) + "\n")


def _entry(text: str, find: Find) -> Mapping[str, Any]:
    return {
        "topic": find.topic,
        "score": round(find.score, _DIGITS),
        "span": list(find.span),
        "evidence": text[slice(*find.span)],
    }


def _messages(source: Path) -> Sequence[tuple[Mapping[str, Any], _Asked]]:
    """
    Raises:
        MessageFileError: A line is no JSON object with a text, or its context cannot be read.
    """
    found = []
    # by line feeds only: JSON may hold the other characters that end a line
    for number, line in enumerate(source.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            message = json.loads(line)
            found.append((message, _Asked.of(message)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            msg = f"第 {number} 行读不懂：{error!r}"
            raise MessageFileError(msg) from error
    return found


def _said(written: Mapping[str, Any]) -> Said:
    text, at = written["text"], written.get("at")
    if not isinstance(text, str):
        msg = "text 应是文字"
        raise TypeError(msg)
    kind, sender = written.get("kind") or MessageKind.TEXT, str(written.get("from", ""))
    known = MessageKind(kind) if kind in _KINDS else MessageKind.UNKNOWN
    return Said(text, known, sender) if at is None else Said(text, known, sender, _moment(at))


def _moment(at: str | datetime) -> datetime:
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=_ZONE)


def _explain(text: str, rulebook: str) -> None:
    explained = _Detectors().of(rulebook).explain(Said(text))
    console = Console()
    console.print(f"读作：{escape(explained.read_as)}")
    topics = Table(title="各主题")
    for column in ("主题", "结果", "把握", "所见"):
        topics.add_column(column, overflow="fold")
    for topic, outcome in explained.outcomes:
        topics.add_row(topic, *map(escape, _row(text, outcome)))
    console.print(topics)
    heads = Table(title="分类器")
    for column in ("类", "得分", "门槛", "最有分量的字词（负数表示不像）"):
        heads.add_column(column, overflow="fold")
    for each in explained.heads:
        words = "  ".join(f"{word} {worth:+.2f}" for word, worth in each.words)
        heads.add_row(each.head, f"{each.score:.2f}", f"{each.threshold:.2f}", escape(words))
    console.print(heads)


def _row(text: str, outcome: Finding) -> tuple[str, str, str]:
    if not isinstance(outcome, Hit):
        finding, why = outcome_said(outcome, "")
        return finding, "", why
    start, end = outcome.span or (0, len(text))
    return "命中", f"{outcome.score:.2f}", f"{outcome.reason}：{text[start:end]} [{start}, {end})"
