"""
What everybody in a group said in the last minutes and advertised in the last year, and what of it
is kept inside the organisation, for the rules that look at it: kept as tallies of marks and times,
never of words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from qungui.engine.judge import Armed, evaluate
from qungui.model.finding import Abstain, Facts, GroupSighting, Posted, SeenAs, Sighting, Tone
from qungui.model.ids import derived_id
from qungui.model.tally import TALLY_MOST, Noted, Question
from qungui.rules.rule import compares, traces
from qungui.text.tone import tone_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PAGE = timedelta(minutes=10)
_KEPT = timedelta(days=6)  # the archive may bring a message five days late
_ADVERTS_KEPT = timedelta(days=366)
_TRACED = timedelta(days=180)
_BAND = 8  # characters of a sketch; likes of 0.9 share one of the eight with 99.7 in 100
_AUTHOR = 8  # hex digits: a name within one group and hour
_APART = "~"

EVERYWHERE = "organisation"
"""In place of a group: what is noted there is noted for all groups."""


def looks_back(armed: Iterable[Armed]) -> timedelta:
    """How far the rules look on what everybody said; zero where none does."""
    return max((each.looks_back for each in armed), default=timedelta())


def author_of(person_id: str) -> str:
    return derived_id("talk", person_id)[:_AUTHOR]


def said(facts: Facts) -> Sighting:
    """The message as it is noted: who, as what, in which tone."""
    own = facts.sighting
    how = f"{own.kind.value}{tone_of(facts.plain).value}"
    return replace(own, mark=_APART.join((own.mark, author_of(facts.person_id), how)))


def pages(sent_at: datetime, span: timedelta) -> tuple[Question, ...]:
    """The page on which a message is noted, then the earlier ones within *span*."""
    now = (sent_at - _EPOCH) // _PAGE
    first = (sent_at - span - _EPOCH) // _PAGE
    return tuple(
        Question(f"talk{_APART}{number}", notes=number == now, keep=_KEPT)
        for number in range(now, first - 1, -1)
    )


def around(answers: Iterable[Noted], own: str) -> tuple[GroupSighting, ...] | None:
    """All but the message with the mark *own*; None where a page was too short for the talk."""
    found: list[GroupSighting] = []
    for noted in answers:
        if len(noted) >= TALLY_MOST:
            return None
        found.extend(_heard(noted))
    return tuple(each for each in found if each.mark != own)


def _heard(noted: Noted) -> Iterator[GroupSighting]:
    for entry, sent_at in noted.items():
        mark, author, how = entry.split(_APART)
        yield GroupSighting(mark, author, sent_at, SeenAs(how[0]), Tone(how[1]))


def advert(armed: Iterable[Armed], facts: Facts) -> str:
    """The sketch of an advertisement that a rule wants to compare; empty where none does."""
    for each in armed:
        for rule in each.rules:
            if not compares(rule):
                continue
            ((_, outcome),) = evaluate((replace(each, rules=(rule,)),), facts).outcomes
            if isinstance(outcome, Abstain):
                return rule.sketch_of(facts)
    return ""


def bands(of: str) -> tuple[Question, ...]:
    """Two likes meet under at least one of them."""
    return tuple(
        Question(f"advert{_APART}{at}{_APART}{of[at : at + _BAND]}", notes=True, keep=_ADVERTS_KEPT)
        for at in range(0, len(of), _BAND)
    )


def advertised(facts: Facts, of: str) -> Sighting:
    return replace(facts.sighting, mark=f"{facts.sighting.mark}{_APART}{of}")


def posted(answers: Iterable[Noted]) -> tuple[Posted, ...]:
    """Each advertisement once."""
    found = {entry: sent_at for noted in answers for entry, sent_at in noted.items()}
    return tuple(Posted(sent_at, entry.partition(_APART)[2]) for entry, sent_at in found.items())


def traced(armed: Iterable[Armed], facts: Facts) -> dict[str, Question]:
    """What is looked for in other groups, by the piece; noted unless outsiders have it anyway."""
    return {
        piece: Question(
            f"piece{_APART}{piece}", notes=not rule.is_outside(facts), keep=_TRACED, latest=True
        )
        for each in armed
        for rule in each.rules
        if traces(rule)
        for piece in rule.pieces_of(facts)
    }


def placed(facts: Facts) -> Sighting:
    """The message as it is noted for all groups: where, and which."""
    return replace(facts.sighting, mark=_APART.join((facts.group.group_id, facts.sighting.mark)))


def repeated(answers: Mapping[str, Noted], facts: Facts) -> tuple[str, ...]:
    """The pieces that stood in another group before."""
    here, now = facts.group.group_id, facts.sighting.sent_at
    return tuple(
        piece
        for piece, noted in answers.items()
        if any(
            entry.partition(_APART)[0] != here and sent_at < now for entry, sent_at in noted.items()
        )
    )
