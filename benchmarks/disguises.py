"""What the topics still find of the committed sentences once their words are disguised."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from qungui.model.call import Call
from qungui.model.finding import Hit
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.text.characters import PARTS, SOUNDS
from qungui.text.shapes import ALIKE
from qungui.text.traditional import PAIRS
from tests.support.build import facts

_TEXTS = Path(__file__).parents[1] / "tests/unit/rules/topic_texts.json"
_PARAMETERS: Mapping[str, Mapping[str, object]] = {
    "political": {"of": "any"},
    "vote-begging": {"kinds": ["投票", "集点赞", "砍价"]},
    "confidentiality": {"terms": ["底价", "薪酬", "并购", "客户名单"]},
}
_SEED = 8
_SHARE = 0.5  # of the characters of what was found

type Disguise = Callable[[str, random.Random], str]
"""One character, written otherwise."""


def run(console: Console) -> None:
    rules = {
        name: build(RULE_BOOK[name], Call(name, _PARAMETERS.get(name, {})), {})
        for name in json.loads(_TEXTS.read_text())["found"]
    }
    said = [
        (rules[name], text, found.span)
        for name, lines in json.loads(_TEXTS.read_text())["found"].items()
        for text in lines
        if isinstance(found := rules[name].judge(facts(text)), Hit) and found.span
    ]
    table = Table(
        title=f"Found again of {len(said)} sentences, half of what gave them away disguised"
    )
    for heading in ("disguise", "found again", "share"):
        table.add_column(heading, justify="left" if heading == "disguise" else "right")
    for kind, disguise in _DISGUISES.items():
        chance = random.Random(_SEED)  # noqa: S311 - the same disguises at every run
        again = sum(
            isinstance(rule.judge(facts(_disguised(text, span, disguise, chance))), Hit)
            for rule, text, span in said
        )
        table.add_row(kind, str(again), f"{again / len(said):.3f}")
    console.print(table)


def _disguised(text: str, span: tuple[int, int], disguise: Disguise, chance: random.Random) -> str:
    start, end = span
    inside = (
        disguise(each, chance) if chance.random() < _SHARE else each for each in text[start:end]
    )
    return text[:start] + "".join(inside) + text[end:]


def _sounds() -> dict[str, tuple[str, str]]:
    """Of each character, its pinyin and those that sound like it."""
    found = {}
    for row in SOUNDS.split():
        alike = row.lstrip("abcdefghijklmnopqrstuvwxyz")
        found.update({each: (row[: -len(alike)], alike) for each in alike})
    return found


def _rare_ones() -> dict[str, str]:
    """Of each character, the rare ones that look like it."""
    found: dict[str, str] = {}
    for row in ALIKE.split():
        for each in row[1:]:
            found[each] = found.get(each, "") + row[0]
    return found


_SOUND = _sounds()
_RARE = _rare_ones()
_TAKEN_APART = {row[0]: row[1:] for row in reversed(PARTS.split())}
_TRADITIONAL = dict(zip(PAIRS[1::2], PAIRS[::2], strict=True))


def _after(marks: str) -> Disguise:
    return lambda each, chance: each + chance.choice(marks)


def _wide(each: str, _chance: random.Random) -> str:
    return chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each


def _pinyin(each: str, _chance: random.Random) -> str:
    return _SOUND[each][0] if each in _SOUND else each


def _homophone(each: str, chance: random.Random) -> str:
    return chance.choice(_SOUND[each][1]) if each in _SOUND else each


def _rare(each: str, chance: random.Random) -> str:
    return chance.choice(_RARE[each]) if each in _RARE else each


def _mixed(each: str, chance: random.Random) -> str:
    return chance.choice(tuple(_DISGUISES.values())[1:-1])(each, chance)


_DISGUISES: Mapping[str, Disguise] = {
    "none": lambda each, _chance: each,
    "full width": _wide,
    "traditional": lambda each, _chance: _TRADITIONAL.get(each, each),
    "zero-width": _after("\u200b\u200d\ufeff"),
    "spaces": _after(" \u3000"),
    "punctuation": _after("-_.*|"),
    "emoji": _after("🔥🌹❤🙂"),
    "taken apart": lambda each, _chance: _TAKEN_APART.get(each, each),
    "pinyin": _pinyin,
    "homophones": _homophone,
    "rare look-alikes": _rare,
    "mixed": _mixed,
}
