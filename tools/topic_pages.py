"""
A page of the documents for each topic of messages, and the list of all.

What the written rules ask is taken from the regulations that ship, what counts from the rules, the
sentences from their tests; what passes and what is missed stands in topic_notes.txt.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from pathlib import Path

from qungui.model.rulebook import Clause, Disposition
from qungui.rulebook import shipped
from qungui.rules import ASSISTED, DECLARED, RULE_BOOK
from qungui.rules.detection import DEFAULTS

ROOT = Path(__file__).parents[1]
_RULES = ROOT / "shared/src/qungui/rules"
_NOTES = Path(__file__).with_name("topic_notes.txt")
_TEXTS = ROOT / "tests/unit/rules/topic_texts.json"
_BY_HAND = {
    "privacy": "topic-privacy.md",
    "quiet-hours": "quiet-hours.md",
    "virus-link": "topic-virus-link.md",
}
"""Topics whose pages somebody wrote."""
_WORDS = re.compile(r"from qungui\.text\.words(?:\.(\w+) import| import (\w+))")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Notes:
    """What ``topic_notes.txt`` says of one topic."""

    passes: str
    misses: Sequence[str]


@cache
def pages() -> Mapping[str, str]:
    """By their names in docs/topics."""
    notes = _notes()
    return {"topics.md": _index(), **{_name(each): _page(each, notes[each]) for each in notes}}


def topics() -> list[str]:
    """All that messages are judged by."""
    return sorted(name for name in RULE_BOOK if name not in DECLARED)


def _name(topic: str) -> str:
    return _BY_HAND.get(topic, f"topic-{topic}.md")


def _notes() -> Mapping[str, _Notes]:
    found = {}
    for block in _NOTES.read_text("utf-8").split("== ")[1:]:
        topic, *lines = block.splitlines()
        said = [line.partition(": ") for line in lines if line]
        passes = " ".join(text for key, _, text in said if key == "passes")
        found[topic] = _Notes(passes, [text for key, _, text in said if key == "misses"])
    return found


def _index() -> str:
    rows = (
        f"| [{topic}]({_name(topic)}) | {_acts(topic)} | {_regulations(topic)} |"
        for topic in topics()
    )
    return "\n".join(
        (
            "# What messages are judged by",
            "",
            "Written by `make docs`. Each topic with its page; how well all of them do:",
            "[detection-quality.md](detection-quality.md), [topic-quality.md](topic-quality.md).",
            "",
            "| topic | acts | asked for by |",
            "| --- | --- | --- |",
            *rows,
            "",
        )
    )


def _page(topic: str, notes: _Notes) -> str:
    clauses = _clauses()[topic]
    asked = [f"- {each.clause_id} {each.text}" for each in clauses]
    texts = json.loads(_TEXTS.read_text("utf-8"))
    return "\n".join(
        (
            f"# {topic}",
            "",
            "Written by `make docs`.",
            f"Topic `{topic}`, rule [{topic}](rules.md#{topic}): {_acts(topic)}.",
            f"In code: {', '.join(f'`{each}`' for each in _code(topic))}.",
            "",
            "## What the written rules ask",
            "",
            *(asked or ["No regulation that ships asks for it; a rulebook may."]),
            "",
            "## What counts",
            "",
            cleandoc(RULE_BOOK[topic].kind.__doc__ or "").split("\n\nAttributes:")[0],
            *_by_default(topic),
            *_sentences("Found", texts["found"].get(topic, ())),
            "",
            "## What does not",
            "",
            notes.passes[0].upper() + notes.passes[1:],
            *_sentences("Passed", texts["passed"].get(topic, ())),
            "",
            "## Known misses",
            "",
            *(f"- {each[0].upper()}{each[1:]}" for each in notes.misses),
            "",
        )
    )


@cache
def _clauses() -> Mapping[str, Sequence[Clause]]:
    """By topic, what the regulations that ship judge by it."""
    found: dict[str, list[Clause]] = {topic: [] for topic in topics()}
    for regulation in shipped.regulations():
        for clause in shipped.edition(regulation).clauses:
            for name in dict.fromkeys(call.name for call in clause.rules):
                if name in found:
                    found[name].append(clause)
    return found


def _acts(topic: str) -> str:
    if topic in ASSISTED:
        return "asks a person"
    if {each.disposition for each in _clauses()[topic]} == {Disposition.AUTOMATIC}:
        return "acts alone"
    return "acts alone or asks a person, as the clause says"


def _by_default(topic: str) -> Iterator[str]:
    """What it is looked for with where no regulation says otherwise."""
    said = ", ".join(f"`{key}: {_written(each)}`" for key, each in DEFAULTS.get(topic, {}).items())
    if said:
        yield from ("", f"Without a regulation ([detect.md](detect.md)): {said}.")


def _written(value: object) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def _regulations(topic: str) -> str:
    each = (clause.clause_id.partition(".")[0] for clause in _clauses()[topic])
    return ", ".join(dict.fromkeys(each)) or "–"


def _code(topic: str) -> Iterator[str]:
    module = _RULES / f"{topic.replace('-', '_')}.py"
    yield f"rules/{module.name}"
    for one, other in _WORDS.findall(module.read_text("utf-8")):
        yield f"text/words/{one or other}.py"


def _sentences(heading: str, said: Sequence[str]) -> Iterator[str]:
    if said:
        yield ""
        yield f"{heading}: {' · '.join(said[:_SHOWN])}"
