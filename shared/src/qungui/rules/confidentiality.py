"""What is to stay inside."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from qungui.model.attachment import MediaKind
from qungui.model.finding import Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.group import GroupKind
from qungui.rules.rule import RuleSpec, shown
from qungui.text.classifier import Head
from qungui.text.edits import Span
from qungui.text.lexicon import Lexicon
from qungui.text.normal import normal, original_span
from qungui.text.own_words import own_span, own_words, sign_of
from qungui.text.scores import SIGNS, told
from qungui.text.speech import is_about
from qungui.text.words.confidential import (
    GIVEN_AWAY,
    HANDED_OUT,
    KEPT_INSIDE,
    LEAKED,
    MIXED,
    OFFERED,
    OUTSIDE,
    PUBLIC,
)

_OUTSIDE, _MIXED = Lexicon.of(OUTSIDE), Lexicon.of(MIXED)
_PIECE = re.compile(r"\w{7,}")  # what is shorter stands in many groups by chance
_MOST_PIECES = 4
_ENCRYPTED = "加密"


@frozen(kw_only=True)
class Confidentiality:
    """
    A group's content that reappears among outsiders, inside knowledge given to them or leaked
    from a circle above, or the group's own terms where they do not belong.

    Attributes:
        protected: What the clause protects, in words.
        terms: Words that may not be spoken of here in the open; a file's name counts too.
        alternatives: Safer ways that the clause names.
        measure: What makes a file with such a name fit to be sent, e.g. 加密: an inspector's
            label of the same name clears it.
        outside: Further words in the name of a group whose members are outsiders.
    """

    protected: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    measure: str = ""
    outside: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        plain = facts.plain
        if PUBLIC.stands_in(plain):
            return Clear()
        given = GIVEN_AWAY.find(plain)
        outward = given or HANDED_OUT.find(plain) or told(Head.CONFIDENTIALITY, plain)
        if (facts.repeated or outward) and self._reaches_outsiders(facts):
            if facts.repeated:
                return _repeated(facts, facts.repeated[0])
            return shown(facts, outward, reason="疑似向外部人员透露内部信息", score=0.5)
        if span := LEAKED.find(plain) or OFFERED.find(plain):
            return shown(facts, span, reason="疑似泄露上级会议或群内的信息", score=0.5)
        return self._by_terms(facts, given)

    def pieces_of(self, facts: Facts) -> tuple[str, ...]:
        """Those that speak of what companies keep to themselves, also of what is passed on."""
        return tuple(islice(dict.fromkeys(_pieces(facts)), _MOST_PIECES)) if self.protected else ()

    def is_outside(self, facts: Facts) -> bool:
        """The company's customers or partners are in it, by its kind or its name."""
        name = _plain_name(facts.group.name)
        return (
            facts.group.kind is GroupKind.CUSTOMER
            or _OUTSIDE.stands_in(name)
            or own_span(name, self.outside) is not None
        )

    def _reaches_outsiders(self, facts: Facts) -> bool:
        may_be = facts.group.kind is GroupKind.BRIDGE
        return may_be or _MIXED.stands_in(_plain_name(facts.group.name)) or self.is_outside(facts)

    def _by_terms(self, facts: Facts, given: Span | None) -> Finding:
        terms = own_words(self.terms)
        if not terms:
            return Clear()
        for term in terms:
            found = term.find(facts.plain)
            if found is not None and not is_about(facts.plain):
                span = original_span(facts.message.text, found)
                return Hit(reason=f"涉及敏感内容“{term.text}”", span=span, score=0.5)
        if talked := given or told(Head.CONFIDENTIALITY, facts.plain):
            return shown(facts, talked, reason="疑似在群内讨论敏感内容", score=0.5)
        if not facts.message.attached or self._is_encrypted(facts):
            return Clear()
        for media in facts.message.media:
            named = [term for term in terms if term.find(normal(media.name))]
            if media.kind is MediaKind.FILE and named:
                return Hit(reason=f"文件名涉及“{named[0].text}”，未见加密", score=0.5)
        return Clear()

    def _is_encrypted(self, facts: Facts) -> bool:
        wanted = {self.measure.strip() or _ENCRYPTED}
        return any(look is not None and look.labels & wanted for look in facts.inspections)


def _pieces(facts: Facts) -> Iterator[str]:
    for text in (facts.plain, normal(facts.message.shared)):
        if KEPT_INSIDE.stands_in(text):
            yield from (piece for piece in _PIECE.findall(text) if KEPT_INSIDE.stands_in(piece))


def _repeated(facts: Facts, piece: str) -> Hit:
    in_shared = piece not in facts.plain
    text = facts.message.shared if in_shared else facts.message.text
    start = normal(text).find(piece)
    span = original_span(text, (start, start + len(piece))) if start >= 0 else None
    reason = "本单位其他群的内容出现在外部人员所在的群"
    return Hit(reason=reason, span=span, in_shared=in_shared, score=0.6)


@lru_cache(maxsize=1_000)
def _plain_name(name: str) -> str:
    return normal(name)


_SIGNS = (
    *chain(*(cues.waits_for() for cues in (GIVEN_AWAY, HANDED_OUT, LEAKED, OFFERED))),
    SIGNS[Head.CONFIDENTIALITY],
)
SPEC = RuleSpec(
    name="confidentiality",
    topics=("confidentiality",),
    kind=Confidentiality,
    waits_for=lambda rule: (*_SIGNS, sign_of(rule.terms)),
)
