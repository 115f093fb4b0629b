"""
From a short text to a command, or to a question back.

Forgiving in form: width, traditional characters, spaces, punctuation, politeness, numerals, order.
Never in meaning: where something follows from a command, a word that is not its own is asked about,
and so is anything left over.
"""

import re
from collections.abc import Iterable, Sequence

from qungui.desk.arguments import Name, group_at
from qungui.desk.commands import COMMANDS
from qungui.desk.meaning import Command, Meaning, Suggestion, Unclear
from qungui.desk.parts import Parts
from qungui.desk.reading import Found
from qungui.desk.spec import CommandSpec, Slot
from qungui.desk.verbs import Verb
from qungui.desk.words import Match, Vocabulary, vocabulary
from qungui.desk.writing import Written, after_gap

LONGEST = 2_000
"""Characters of a text that is read at all; the platform lets nobody type many more."""

_POLITE = (
    r"你好|您好|请问(?!题)|请帮我|请帮忙|请|帮我|帮忙|麻烦(?:您|你)?(?:帮我|帮忙)?|劳驾|拜托(?:您|你)?"
    r"|我(?:想要|想|要|需要)|想要|能帮我|可以帮我|把|将"
)
_OPENING = re.compile(rf"(?:[\s,;:、。.!?~…—–\-#=|/\\*·•【】\[\]()]|{_POLITE})*+")
_MYSELF = re.compile(r"(?:我|本人)(?=[一-鿿])")
_LITTLE = re.compile(r"(?:\s?(?:一下子|一下|下(?=[\s\d@])))?")
_HOW = re.compile(
    r"(?:状|信|书|的|要|该|得|能|可以|具体|\d|\s){0,4}"
    r"(?:(?:怎么|怎样|如何|咋)(?:写|用|办|弄|填|发|说|做|提|走|操作|样|$)"
    r"|是什么|什么意思|有什么用|多久|几天|流程|用法|帮助|吗[\s?。!]*$)"
)
_QUESTION = r"怎么|怎样|如何|咋|(?<!为)什么|吗[\s?。!]*$"
_ASKS = re.compile(rf"{_QUESTION}|多久|几天|流程|用法|帮助|help")
_TOUCHING = re.compile(rf"[一-鿿].*(?:{_QUESTION})", re.DOTALL)
_NOT = re.compile(r"不|别|勿|没|未|取消|停止")
_SHORTEST_TAKEN = 3  # characters of a word with a slip in it; of two, one is too little to go by
_MOST_SUGGESTED = 3
_COPIED = 60  # characters that somebody may be asked to send again


def read(text: str, specs: Sequence[CommandSpec] = COMMANDS) -> Meaning:
    """Any text at all; in time that grows with its length."""
    if len(text) > LONGEST:
        return Unclear(said=f"您的话太长了，一次最多 {LONGEST} 字")
    known, written = vocabulary(tuple(specs)), Written.of(text)
    start = _opened(written.plain)
    if start == len(written.plain):
        return Command(verb=Verb.HELP)
    return (
        _exactly(written, start, known)
        or _asked_about(written, known)
        or _guessed(written, start, known)
    )


def _opened(plain: str) -> int:
    """Where politeness ends."""
    found = _OPENING.match(plain)
    return 0 if found is None else found.end()


def _exactly(written: Written, start: int, known: Vocabulary) -> Meaning | None:
    """None where no command's word stands at the beginning, or behind a group."""
    group = group_at(written, start)
    if isinstance(group, Found):
        start = after_gap(written.plain, group.end)
    found = known.at(written.plain, start)
    if found is None and (myself := _MYSELF.match(written.plain, start)):
        found = known.at(written.plain, myself.end())
    if found is None:
        return None
    return _read(written, found, known, group.value if isinstance(group, Found) else None)


def _read(written: Written, found: Match, known: Vocabulary, group: Name | None) -> Meaning:
    spec, plain = found.spec, written.plain
    asks = _HOW.match(plain, after_gap(plain, found.end)) or _TOUCHING.match(plain, found.end)
    if asks and spec.verb is not Verb.HELP:
        return Command(verb=Verb.HELP, topic=spec.verb)
    little = _LITTLE.match(plain, found.end)
    values = {} if group is None else {Slot.GROUP: group}
    at = found.end if little is None else little.end()
    return Parts(written, spec, known, at, values).command()


def _asked_about(written: Written, known: Vocabulary) -> Command | None:
    """怎么申诉, 可以申诉吗: help with the command that the question is about."""
    if not _ASKS.search(written.plain):
        return None
    about = (one.spec.verb for one in known.within(written.plain))
    topic = next((verb for verb in about if verb is not Verb.HELP), None)
    return None if topic is None else Command(verb=Verb.HELP, topic=topic)


def _guessed(written: Written, start: int, known: Vocabulary) -> Meaning:
    """A slip in the word of a command that only answers is forgiven; all else is asked about."""
    if _NOT.match(written.plain, start):
        return Unclear()
    near = list(known.near(written.plain, start))
    if len({match.spec.verb for match in near}) == 1 and (taken := _taken(written, near, known)):
        return taken
    inside = list(known.within(written.plain))
    # With two commands in it, nobody can tell what belongs to which.
    alone = inside if len({match.spec.verb for match in inside}) == 1 else []
    fitting = filter(None, (_fitting(written, start, one, known) for one in (*near, *alone[:1])))
    examples = (Suggestion(one.spec.verb, one.spec.example) for one in (*near, *inside))
    suggested = dict[Verb, Suggestion]()
    for one in (*fitting, *examples):
        suggested.setdefault(one.verb, one)
    return Unclear(suggestions=tuple(suggested.values())[:_MOST_SUGGESTED])


def _taken(written: Written, near: Iterable[Match], known: Vocabulary) -> Command | None:
    for match in near:
        if not match.spec.changes and len(match.word) >= _SHORTEST_TAKEN:
            meaning = _read(written, match, known, None)
            if isinstance(meaning, Command):
                return meaning
    return None


def _fitting(written: Written, start: int, match: Match, known: Vocabulary) -> Suggestion | None:
    """The writer's own words, the command's word before them, where that says something."""
    spec = match.spec
    said = spec.name, written.original(start, match.start), written.original(match.end)
    line = " ".join(filter(None, said))
    meaning = _exactly(Written.of(line), 0, known) if len(line) <= _COPIED else None
    fits = isinstance(meaning, Command) and meaning.verb is spec.verb
    return Suggestion(spec.verb, line) if fits else None
