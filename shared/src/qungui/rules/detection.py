"""
Every topic of messages, looked for in a text from anywhere: no edition and no group need be known.

Topics are judged as regulations leave them where they say nothing else. Those that need more than
a text abstain without it: what was said before, or rules that know what a group is for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from qungui.model.attachment import Media, MediaKind
from qungui.model.call import Call
from qungui.model.finding import (
    Abstain,
    Facts,
    Finding,
    GroupSighting,
    Hit,
    Posted,
    Sighting,
)
from qungui.model.frozen import frozen
from qungui.model.group import Group, GroupKind, Role
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.model.needs import Needs
from qungui.rules import DECLARED, RULE_BOOK
from qungui.rules.build import build
from qungui.rules.rule import Rule, RuleSpec, compares
from qungui.text.normal import normal
from qungui.text.pieces import piece_of, rejoined
from qungui.text.scan import ALWAYS, rarest, signs_in
from qungui.text.scores import Scored, signs_told
from qungui.text.scores import explain as scored
from qungui.text.sighting import seen_as, sighting_of
from qungui.text.tone import tone_of

DEFAULTS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "account-security": {},
        "advertising": {},
        "charity-plea": {},
        "confidentiality": {"terms": ["底价", "薪酬", "并购", "客户名单"]},
        "contact-control": {},
        "copyright": {},
        "defamation": {},
        "discrimination": {},
        "drugs": {},
        "duplicate-ad": {"max_times": 1},
        "faction": {},
        "flooding": {"window_seconds": 60, "max_messages": 8, "max_identical": 2},
        "gambling": {},
        "harassment": {},
        "image-limit": {"window_minutes": 10, "max_images": 5},
        "incitement": {},
        "insult": {},
        "interruption": {},
        "length-limit": {"max_chars": 200},
        "link-recruiting": {},
        "negativity": {},
        "off-topic": {},
        "photo-consent": {"consent_of": "照片中的人"},
        "political": {"of": "any"},
        "pornography": {},
        "privacy": {},
        "quarrel": {"window_minutes": 10, "min_exchanges": 6},
        "religion": {},
        "rumor-unverified": {},
        "unlawful-harmful": {},
        "violence": {},
        "virus-link": {},
        "voice-limit": {"window_minutes": 10, "max_voice": 3},
        "vote-begging": {"kinds": ["投票", "拉票", "集点赞", "砍价"]},
    }
)
"""Parameters by topic: those that regulations give, or leave to a setting of this system."""

_ROOM = Alias("room", "any")
_WHEN = datetime(2026, 11, 25, 4, tzinfo=UTC)  # noon of a working day
_GROUP = Group(
    group_id="any",
    name="工作群",
    kind=GroupKind.INTERNAL,
    aliases=(_ROOM,),
    rulebook="",
    rules_from=_WHEN,
)
_ALONE = Sighting("m", _WHEN, "")


@frozen
class Said:
    """
    One message.

    Attributes:
        text: What was written; of a file, its name.
        sender: Who wrote it; compared only. Empty: somebody who wrote none of the others.
        roles: The sender's in the group; None where nobody knows.
    """

    text: str
    kind: MessageKind = MessageKind.TEXT
    sender: str = ""
    sent_at: datetime = _WHEN
    roles: frozenset[Role] | None = None


@frozen
class Find:
    """
    A topic that was found.

    Attributes:
        span: Half-open range of the text that shows it; all of it where no part does.
        score: 0 to 1, how sure.
    """

    topic: str
    span: tuple[int, int]
    score: float


@frozen
class Explanation:
    """
    What was looked for in a text, and what came of it.

    Attributes:
        read_as: The text as words are looked for in it: disguises undone.
        outcomes: Every topic's answer.
        near: Topics of whose words the text holds some.
        heads: What the classifier says, and which pieces say it.
    """

    read_as: str
    outcomes: Sequence[tuple[str, Finding]]
    near: frozenset[str]
    heads: Sequence[Scored]


type Judge = Callable[[Facts], Finding]

type Place = Callable[[Facts, Said, Sequence[Said] | None], Facts]
"""What more is known of a message, and of what was said before it, where it is said."""


@frozen
class _Armed:
    """
    One rule of a topic.

    Attributes:
        judge: What it says, by itself or as a clause has it.
        waits_for, shortest: See ``RuleSpec``.
        takes_text_alone: Where not, it is not asked without what was said before.
    """

    topic: str
    rule: Rule
    judge: Judge
    waits_for: tuple[int, ...] = (ALWAYS,)
    shortest: int = 0
    takes_text_alone: bool = True
    first_signs: int = field(init=False)  # almost every text is without any of them

    def __post_init__(self) -> None:
        object.__setattr__(self, "first_signs", rarest(self.waits_for))

    def may_find(self, signs: int, length: int) -> bool:
        """Whether it need be asked of a text of *length* that holds *signs*."""
        if length < self.shortest:
            return False
        for each in self.waits_for:  # noqa: SIM110 - asked of every text: any() takes twice as long
            if signs & each == each:
                return True
        return False


class Detector:
    """Every topic with its rules; made once, used for any number of texts."""

    def __init__(self, own: Iterable[tuple[Rule, Judge]] = (), place: Place | None = None) -> None:
        """*own*: rules that judge what they look for instead, each as it is to be asked."""
        self._place = place
        ours = tuple(_of_its_own(rule, judge) for rule, judge in own)
        known = {armed.topic for armed in ours}
        others = (_at_default(topic) for topic in DEFAULTS if topic not in known)
        self._armed = (*ours, *others)
        self._of_text = tuple(armed for armed in self._armed if armed.takes_text_alone)

    def finds(self, said: Said, previous: Sequence[Said] | None = None) -> list[Find]:
        """
        At most one for each topic; *previous* are the group's last messages, where known: what the
        text says only together with its writer's pieces before it is found at its own words.
        """
        hits, whole = self._hits(said, previous), (0, len(said.text))
        alone = [Find(topic, hit.span or whole, hit.score) for topic, hit in hits.items()]
        across = self._across(said, previous) if previous else ()
        return [*alone, *(find for find in across if find.topic not in hits)]

    def _hits(self, said: Said, previous: Sequence[Said] | None) -> Mapping[str, Hit]:
        woken = self._woken(said, self._of_text if previous is None else self._armed)
        if not woken:
            return {}
        facts = self._facts(said, previous)
        hits: dict[str, Hit] = {}
        for armed in woken:
            if armed.topic not in hits and isinstance(outcome := armed.judge(facts), Hit):
                hits[armed.topic] = outcome
        return hits

    def _across(self, said: Said, previous: Sequence[Said]) -> Iterator[Find]:
        """What begins in an earlier piece and ends in *said*."""
        before = (_message(each, str(at)) for at, each in enumerate(previous) if _is_by(said, each))
        whole = rejoined([piece for each in before if (piece := piece_of(each))], _message(said))
        if whole is None:
            return
        begins = len(said.text) - len(said.text.lstrip())
        for topic, hit in self._hits(replace(said, text=whole.message.text), previous).items():
            if hit.span and hit.span[0] < whole.own < hit.span[1]:
                yield Find(topic, (begins, begins + hit.span[1] - whole.own), hit.score)

    def _woken(self, said: Said, rules: Sequence[_Armed]) -> Sequence[_Armed]:
        """Most rules wait for words that the text does not hold: they are not asked."""
        if said.kind is not MessageKind.TEXT:
            return rules  # words are not all there is
        signs, length = _signs(normal(said.text)), len(said.text)
        return [one for one in rules if signs & one.first_signs and one.may_find(signs, length)]

    def explain(self, said: Said, previous: Sequence[Said] | None = None) -> Explanation:
        facts = self._facts(said, previous)
        across = {find.topic: find for find in (self._across(said, previous) if previous else ())}
        outcomes = [
            (armed.topic, _explained(armed, facts, across.get(armed.topic)))
            for armed in self._armed
        ]
        words = _signs(facts.plain) & ~ALWAYS
        near = frozenset(armed.topic for armed in self._armed if words & armed.first_signs)
        return Explanation(facts.plain, sorted(outcomes, key=_by_topic), near, scored(facts.plain))

    def _facts(self, said: Said, previous: Sequence[Said] | None) -> Facts:
        facts = self._told(said, previous)
        return facts if self._place is None else self._place(facts, said, previous)

    def _told(self, said: Said, previous: Sequence[Said] | None) -> Facts:
        """What the messages themselves tell."""
        facts = facts_of(said)
        if previous is None:
            return facts
        earlier = [(str(at), each, _message(each, str(at))) for at, each in enumerate(previous)]
        return replace(
            facts,
            sighting=sighting_of(facts.message),
            recent=tuple(
                replace(sighting_of(message), mark=mark)
                for mark, each, message in earlier
                if _is_by(said, each)
            ),
            around=tuple(
                GroupSighting(
                    mark=mark,
                    person=each.sender,
                    sent_at=each.sent_at,
                    kind=seen_as(message),
                    tone=tone_of(normal(each.text)),
                )
                for mark, each, message in earlier
            ),
            posted=tuple(self._published(previous)),
        )

    def _published(self, previous: Sequence[Said]) -> Iterator[Posted]:
        comparing = [armed.rule for armed in self._armed if compares(armed.rule)]
        for said in previous:
            facts = facts_of(said)
            sketches = filter(None, (rule.sketch_of(facts) for rule in comparing))
            yield from (Posted(said.sent_at, sketch) for sketch in sketches)


def _signs(plain: str) -> int:
    return signs_in(plain) | signs_told(plain)


def _explained(armed: _Armed, facts: Facts, across: Find | None) -> Finding:
    if facts.around is None and not armed.takes_text_alone:
        return Abstain("不知道此前说过什么")
    alone = armed.judge(facts)
    if across is None or isinstance(alone, Hit):
        return alone
    return Hit(reason="与本人前几条连读", span=across.span, score=across.score)


def message_topics() -> frozenset[str]:
    """All that messages are judged by."""
    return frozenset(spec.topics[0] for spec in _by_kind().values())


@cache
def _by_kind() -> Mapping[type[Any], RuleSpec]:
    return {spec.kind: spec for name, spec in RULE_BOOK.items() if name not in DECLARED}


def _of_its_own(rule: Rule, judge: Judge) -> _Armed:
    """One that looks back may find something all the same; one that counts cannot."""
    spec = _by_kind()[type(rule)]
    alone = spec.needs is Needs.NOTHING
    return _Armed(spec.topics[0], rule, judge, spec.waits_for(rule), spec.shortest(rule), alone)


def _at_default(topic: str) -> _Armed:
    spec = RULE_BOOK[topic]
    rule = build(spec, Call(topic, dict(DEFAULTS[topic])), {})
    alone = spec.needed_by(rule) is Needs.NOTHING
    return _Armed(topic, rule, rule.judge, spec.waits_for(rule), spec.shortest(rule), alone)


def _by_topic(outcome: tuple[str, Finding]) -> str:
    return outcome[0]


def facts_of(said: Said) -> Facts:
    """*said* as rules see it in a work group of which nothing else is known."""
    return Facts(
        message=_message(said),
        plain=normal(said.text),
        group=_GROUP,
        roles=frozenset(),
        recent=(),
        sighting=_ALONE,
        timezone="Asia/Shanghai",
        author=said.sender,
    )


def _is_by(said: Said, earlier: Said) -> bool:
    return bool(said.sender) and earlier.sender == said.sender


def _message(said: Said, message_id: str = "m") -> Message:
    return Message(
        message_id=message_id,
        group=_ROOM,
        sender=Alias("userid", said.sender),
        sent_at=said.sent_at,
        kind=said.kind,
        text=said.text,
        attached=_attached(said),
    )


def _attached(said: Said) -> tuple[Media, ...]:
    if said.kind is not MessageKind.FILE:
        return ()
    return (Media(kind=MediaKind.FILE, name=said.text),)
