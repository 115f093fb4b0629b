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
from qungui.cli.message_lines import Asked, UnreadableLineError, own_words
from qungui.cli.plainly import plainly
from qungui.engine.judge import arm
from qungui.model.finding import Clear, Finding, Hit
from qungui.model.group import GroupSettings
from qungui.rulebook import shipped
from qungui.rules import RULE_BOOK
from qungui.rules.detection import Detector, Explanation, Find, Said
from qungui.rules.rule import Rule

_DIGITS = 4
_SHOWN = 60  # characters of evidence in a table
_COLUMNS = ("主题", "结果", "把握", "所见")
_HEAD_COLUMNS = ("类", "得分与门槛", "最有分量的字词（负数表示不像）")
_HEADS = {
    "spam": "招揽",
    "abuse": "辱骂",
    "pornography": "色情",
    "gambling": "赌博",
    "unlawful": "违法",
}


class MessageFileError(ValueError):
    """A line that is no message, with its number."""


@dataclass(frozen=True, slots=True)
class _Detectors:
    """One for messages without a rulebook, one for each rulebook that a message names."""

    made: dict[str, Detector] = field(default_factory=dict)

    def finds(self, asked: Asked) -> list[Find]:
        return self.of(asked.rulebook).finds(asked.said, asked.previous)

    def of(self, rulebook: str) -> Detector:
        if rulebook not in self.made:
            self.made[rulebook] = Detector(_rules_of(rulebook) if rulebook else {})
        return self.made[rulebook]


def _rules_of(rulebook: str) -> Mapping[str, Sequence[Rule]]:
    """By what each looks for, as the clauses of a regulation that ships have them."""
    topic_of = _topic_of()
    rules: dict[str, list[Rule]] = {}
    for armed in arm(shipped.edition(rulebook), GroupSettings()):
        for rule in armed.rules:
            rules.setdefault(topic_of[type(rule)], []).append(rule)
    return rules


def _topic_of() -> Mapping[type[Any], str]:
    """What is looked for in messages, by the kind of rule that does."""
    return {spec.kind: spec.topics[0] for spec in RULE_BOOK.values() if spec.judges_messages}


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
    messages = list(_messages(source))
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


def _messages(source: Path) -> Iterator[Asked]:
    """
    Raises:
        MessageFileError: A line is no message.
    """
    # by line feeds only: JSON may hold the other characters that end a line
    for number, line in enumerate(source.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield Asked.of(line)
        except UnreadableLineError as error:
            msg = f"第 {number} 行读不懂：{error}"
            raise MessageFileError(msg) from error


def _explain(text: str, rulebook: str) -> None:
    authored, own = own_words(text)
    explained = _Detectors().of(rulebook).explain(Said(authored))
    console = Console()
    console.print(f"读作：{escape(explained.read_as)}")
    console.print(_topics(explained, authored, own))
    for said, topics in _passed(explained):
        console.print(f"{said}：{' '.join(topics)}")
    console.print(_heads(explained))


def _topics(explained: Explanation, text: str, own: int) -> Table:
    """Those with something to say of *text*, which begins at *own*, the finds first."""
    table = _folding("各主题", _COLUMNS)
    said = [each for each in explained.outcomes if each[1] != Clear()]
    for topic, outcome in sorted(said, key=lambda each: not isinstance(each[1], Hit)):
        style = "bold" if isinstance(outcome, Hit) else None
        table.add_row(topic, *map(escape, _row(outcome, text, own)), style=style)
    return table


def _passed(explained: Explanation) -> Iterator[tuple[str, Sequence[str]]]:
    """Those with nothing to say, in a line each, for they are nearly all."""
    clear = dict.fromkeys(topic for topic, outcome in explained.outcomes if outcome == Clear())
    near = [topic for topic in clear if topic in explained.near]
    if near:
        yield "有相关字词，不足以认定", near
    yield "未命中", [topic for topic in clear if topic not in explained.near]
    known = {topic for topic, _ in explained.outcomes}
    yield "没有查看，要看规定怎么写", sorted({*_topic_of().values()} - known)


def _heads(explained: Explanation) -> Table:
    table = _folding("分类器", _HEAD_COLUMNS)
    for each in explained.heads:
        words = "  ".join(f"{word}({worth:+.2f})" for word, worth in each.words)
        enough = each.score >= each.threshold
        compared = f"{each.score:.2f} {'≥' if enough else '<'} {each.threshold:.2f}"
        style = "bold" if enough else None
        table.add_row(_HEADS[each.head], compared, escape(words), style=style)
    return table


def _folding(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _row(outcome: Finding, text: str, own: int) -> tuple[str, str, str]:
    if not isinstance(outcome, Hit):
        finding, why = outcome_said(outcome, "")
        return finding, "", why
    start, end = outcome.span or (0, len(text))
    shown = text[start:end] if end - start <= _SHOWN else f"{text[start : start + _SHOWN]}…"
    why = f"{outcome.reason}：{shown} [{own + start}, {own + end})"
    return FOUND, f"{outcome.score:.2f}", why
