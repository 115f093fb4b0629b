"""One step in the life of a group. Pure: the same filing, step and law give the same answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from qungui.calendars.spans import after, within
from qungui.calendars.wall import midnight
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.moves import FROM, Move, Step, Who
from qungui.model.filing import (
    Ending,
    Filing,
    LifeState,
    Notice,
    Postponement,
    Said,
    Sends,
    plain_name,
)
from qungui.model.span import Span, Unit

S = LifeState
_A_DAY, _SOON, _AN_INSTANT = timedelta(days=1), timedelta(minutes=2), timedelta(microseconds=1)
_DAILY, _ANY_TIME = Span(1, Unit.DAY), Span(7, Unit.DAY)
"""How often people are asked what is daily business, and what nothing is written of."""

_ASKED_AGAIN: Mapping[LifeState, Span] = {
    S.AWAITING_APPROVAL: Span(1, Unit.WORKING_DAY),
    S.AWAITING_FILING: Span(3, Unit.WORKING_DAY),
    S.FILING_SENT: Span(3, Unit.WORKING_DAY),
    S.AWAITING_SETUP: Span(3, Unit.WORKING_DAY),
    S.UNFILED: Span(3, Unit.WORKING_DAY),
    S.ZOMBIE: Span(7, Unit.DAY),
}
"""How long whoever owes the next step has before they are asked again."""


class Denied(StrEnum):
    """Why a step is not taken."""

    NOT_NOW = "not-now"  # not in this state: too early, done before, or over
    NOT_YOU = "not-you"
    OWN_REQUEST = "own-request"  # nobody agrees to what they asked for themselves
    NOT_AGREED = "not-agreed"  # an approver has not said yes yet
    NOT_ANNOUNCED = "not-announced"
    LACKS = "lacks"  # an announcement or a request without all that it must name
    NO_FORM = "no-form"  # on which the regulation has such a group filed
    TOO_SOON = "too-soon"  # before the announced day, or announced at too short notice
    NOT_LATER = "not-later"  # a later end that is none
    AFTER_LAST_DAY = "after-its-last-day"  # announced for a day that is
    NOBODY_NAMED = "nobody-named"
    TOO_LONG = "too-long"
    NOT_FORESEEN = "not-foreseen"  # by no word of the regulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """
    A step that somebody wants to take, or that time takes.

    Attributes:
        by: Person id; empty for time.
        roles: Who they are to this group.
        why: A reason, in their words.
        on: A local day: of the dissolution, or the new last one.
        operator: Who will dissolve it, as the group reads it.
        number: In the register, for a confirmation.
        names: The owner to be; who holds the roles that must be filled; who follows; all who leave.
        form: On which a group is filed, by the name that is on it.
    """

    step: Step
    at: datetime
    by: str = ""
    roles: frozenset[Who] = frozenset()
    why: str = ""
    on: date | None = None
    operator: str = ""
    number: str = ""
    names: tuple[str, ...] = ()
    form: str = ""


def proposed(filing: Filing, law: GroupLaw, at: datetime) -> Filing:
    """A complete form, before anything else happens: where the life of its group begins."""
    state = S.AWAITING_APPROVAL if law.approvers else _founded(law)
    sends = {
        S.AWAITING_APPROVAL: (Sends.APPROVAL_CARD,),
        S.AWAITING_FILING: (Sends.FORM_ASKED,),
    }.get(state, (Sends.CREATION, Sends.RULES))
    return _owing(_in(filing, state, at, law), sends, at)


def seen(bare: Filing, law: GroupLaw, at: datetime) -> Filing:
    """A group that nobody filed."""
    return _owing(_in(bare, S.UNFILED, at, law), FROM[Step.SEE, None].sends, at)


def adopted(bare: Filing, law: GroupLaw, at: datetime) -> Filing:
    """A group that nobody had filed, once it is linked: it is to be filed where such groups are."""
    return _adopted(bare, Taken(step=Step.ADOPT, at=at), law)


def step(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    """
    What *taken* makes of *filing*. A step that was taken before is not possible any more, so a
    repeated click or delivery changes nothing.
    """
    if taken.step is Step.FILE and not law.registrar:
        return Denied.NOT_FORESEEN
    move = FROM.get((taken.step, filing.state))
    if move is None:
        return _unannounced(filing, taken)
    if not _may(move, taken):
        return Denied.NOT_YOU
    return _STEPS.get(taken.step, _plainly)(filing, taken, law)


def due_step(filing: Filing, now: datetime, law: GroupLaw) -> Step | None:
    """What time brings about at *now*; None where whoever owes the next step is asked again."""
    notice, planned = filing.notice, filing.ends_on
    if filing.state in {S.ANNOUNCED, S.OVERDUE} and notice is not None:
        return Step.DISSOLVE if now >= midnight(notice.on, law.calendar.zone) else None
    if filing.state is S.AWAITING_ANNOUNCEMENT:
        ends = last_moment(filing, law)
        return Step.MISS if ends is not None and now >= ends else None
    if filing.state is S.ACTIVE and planned is not None:
        return Step.END if now >= midnight(planned + _A_DAY, law.calendar.zone) else None
    return None


def chased(filing: Filing, now: datetime, law: GroupLaw) -> Filing:
    """Whoever owes the next step is asked once more; an overdue dissolution is told every day."""
    sends = _CHASES.get(filing.state, ())
    if filing.state is S.AWAITING_APPROVAL and _agreed(filing, law):
        sends = (Sends.CREATION,)
    if filing.state is S.ACTIVE and filing.leaving:
        sends = (Sends.HANDOVER_ASKED,)
    again = replace(filing, chases=filing.chases + 1)
    return _owing(replace(again, due=_due(again, now, law)), sends, now)


def sent(filing: Filing, now: datetime, law: GroupLaw) -> Filing:
    """All that was owed is out."""
    return replace(filing, owed=(), due=_due(filing, now, law))


def last_moment(filing: Filing, law: GroupLaw) -> datetime | None:
    """By when it must be dissolved: the end of its last day, UTC; None without a deadline."""
    if filing.ending is None or not filing.state.is_ending:
        return None
    if filing.extended_to is not None:
        return midnight(filing.extended_to + _A_DAY, law.calendar.zone)
    return (
        None if law.ends_within is None else within(filing.ending.at, law.ends_within, law.calendar)
    )


def last_day(filing: Filing, law: GroupLaw) -> date | None:
    """The local day that ``last_moment`` ends."""
    ends = last_moment(filing, law)
    return None if ends is None else (ends - _AN_INSTANT).astimezone(law.calendar.zone).date()


def lacking(law: GroupLaw, taken: Taken) -> tuple[str, ...]:
    """What an announcement or a request must name and does not, in the regulation's words."""
    if taken.step is Step.ANNOUNCE:
        named = {"解散原因": taken.why, "解散时间": taken.on, "操作人": taken.operator}
    else:
        named = dict(zip(law.postponed_with, (taken.why, taken.on), strict=False))
    return tuple(word for word, value in named.items() if not value)


def _unannounced(filing: Filing, taken: Taken) -> Denied:
    """Why a step is not possible: a group that nobody told of its end is not dissolved."""
    if taken.step is not Step.DISSOLVE or filing.state.is_final:
        return Denied.NOT_NOW
    return Denied.NOT_ANNOUNCED if filing.notice is None else Denied.LACKS


def _may(move: Move, taken: Taken) -> bool:
    if Who.ANYBODY in move.by:
        return True
    return bool(taken.roles & set(move.by)) if taken.by else Who.TIME in move.by


def _agreed(filing: Filing, law: GroupLaw) -> bool:
    """Everybody has who must."""
    return sum(said.agreed for said in filing.approvals) >= len(law.approvers)


def _is_form(said: str, law: GroupLaw) -> bool:
    """Whether it is the one that the regulation has for it, also as a file or in short."""
    said = plain_name(said)
    return not law.form or law.form in said or (bool(said) and law.form.endswith(said))


def _founded(law: GroupLaw) -> LifeState:
    """Where a group is once nobody has to agree any more."""
    if law.registrar:
        return S.AWAITING_FILING
    return S.AWAITING_SETUP if law.setup else S.ACTIVE


def _confirmed(law: GroupLaw) -> LifeState:
    return S.AWAITING_SETUP if law.setup else S.ACTIVE


def _plainly(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    """To where the move leads, and nothing else changes."""
    move = FROM[taken.step, filing.state]
    return _owing(_in(filing, move.to[0], taken.at, law), move.sends, taken.at)


def _answered(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if taken.by == filing.proposed_by:
        return Denied.OWN_REQUEST
    agreed = taken.step is Step.AGREE
    said = Said(by=taken.by, at=taken.at, agreed=agreed, why=taken.why)
    if any(each.by == said.by for each in filing.approvals):
        return Denied.NOT_NOW
    heard = replace(filing, approvals=(*filing.approvals, said))
    state = filing.state if agreed else S.REJECTED
    sends = (Sends.RESULT, Sends.CREATION) if agreed and _agreed(heard, law) else (Sends.RESULT,)
    return _owing(_in(heard, state, taken.at, law), sends, taken.at)


def _created(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not _agreed(filing, law):
        return Denied.NOT_AGREED
    if not law.registrar:
        made = _in(filing, _confirmed(law), taken.at, law)
        return _owing(made, (Sends.RULES,), taken.at)
    made = _in(filing, S.FILING_SENT, taken.at, law)
    return _owing(made, (Sends.RULES, Sends.FORM), taken.at)


def _filed(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    return _plainly(filing, taken, law) if _is_form(taken.form, law) else Denied.NO_FORM


def _registered(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    numbered = replace(filing, number=taken.number or filing.number)
    return _owing(_in(numbered, _confirmed(law), taken.at, law), (Sends.RESULT,), taken.at)


def _staffed(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    named = {role: (who,) for role, who in zip(law.setup, taken.names, strict=False)}
    staffed = replace(filing, roles={**filing.roles, **named})
    if any(not staffed.roles.get(role) for role in law.setup):
        return Denied.NOBODY_NAMED
    return _owing(_in(staffed, S.ACTIVE, taken.at, law), (Sends.RESULT,), taken.at)


def _adopted(filing: Filing, taken: Taken, law: GroupLaw) -> Filing:
    state = _founded(law)
    sends = (Sends.FORM_ASKED,) if state is S.AWAITING_FILING else ()
    return _owing(_in(filing, state, taken.at, law), sends, taken.at)


def _taken_up(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not taken.names:
        return Denied.NOBODY_NAMED
    owned = replace(filing, owner=taken.names[0])
    sends = (Sends.SUCCESSION, Sends.RESULT)
    return _owing(_in(owned, S.ACTIVE, taken.at, law), sends, taken.at)


def _left(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    """*names* are all who leave; it is asked once of each of them, and again as a clause says."""
    left, known = set(taken.names), set(filing.leaving)
    if left == known:
        return Denied.NOT_NOW
    leaving = replace(filing, leaving=tuple(sorted(left)))
    sends = (Sends.HANDOVER_ASKED,) if left - known else ()
    return _owing(_in(leaving, S.ACTIVE, taken.at, law), sends, taken.at)


def _handed_over(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not filing.leaving:
        return Denied.NOT_NOW
    if not taken.names:
        return Denied.NOBODY_NAMED
    followed = replace(_followed(filing, taken.names), leaving=())
    sends = (Sends.SUCCESSION, Sends.RESULT)
    return _owing(_in(followed, S.ACTIVE, taken.at, law), sends, taken.at)


def _followed(filing: Filing, names: tuple[str, ...]) -> Filing:
    """The first of *names* has what those who leave were on file for; all of them administer it."""
    left, (first, *_) = set(filing.leaving), names
    roles = {
        role: tuple(dict.fromkeys(first if who in left else who for who in people))
        for role, people in filing.roles.items()
    }
    elsewhere = {filing.owner, *(who for people in filing.roles.values() for who in people)}
    ran = left & set(filing.administrators) or left - elsewhere
    stay = (who for who in filing.administrators if who not in left)
    return replace(
        filing,
        owner=first if filing.owner in left else filing.owner,
        administrators=tuple(dict.fromkeys((*stay, *(names if ran else ())))),
        roles=roles,
    )


def _ended(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not taken.why:
        return Denied.LACKS
    ending = Ending(reason=taken.why, by=taken.by, at=taken.at)
    over = replace(filing, ending=ending, notice=None, postponed=())
    waits = _in(over, S.AWAITING_ANNOUNCEMENT, taken.at, law)
    return _owing(waits, (Sends.ANNOUNCEMENT_ASKED,), taken.at)


def _asked_later(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not law.postponed_by or filing.asked is not None:
        return Denied.NOT_NOW
    if lacking(law, taken) or taken.on is None:
        return Denied.LACKS
    ends = last_moment(filing, law)
    if ends is not None and midnight(taken.on + _A_DAY, law.calendar.zone) <= ends:
        return Denied.NOT_LATER
    asked = Postponement(asked_by=taken.by, at=taken.at, why=taken.why, until=taken.on)
    return _owing(
        replace(filing, postponed=(*filing.postponed, asked)), (Sends.LATER_CARD,), taken.at
    )


def _said_later(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    asked = filing.asked
    if asked is None:
        return Denied.NOT_NOW
    if asked.asked_by == taken.by:
        return Denied.OWN_REQUEST
    agreed = taken.step is Step.PUT_OFF
    said = Said(by=taken.by, at=taken.at, agreed=agreed, why=taken.why)
    decided = replace(filing, postponed=(*filing.postponed[:-1], replace(asked, said=said)))
    return _owing(replace(decided, due=_due(decided, taken.at, law)), (Sends.RESULT,), taken.at)


def _announced(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if lacking(law, taken) or taken.on is None:
        return Denied.LACKS
    notice = Notice(reason=taken.why, on=taken.on, operator=taken.operator, at=taken.at)
    if midnight(notice.on + _A_DAY, law.calendar.zone) < taken.at + (law.lead.fixed or timedelta()):
        return Denied.TOO_SOON
    ends = last_moment(filing, law)
    if (
        filing.state is not S.OVERDUE
        and ends is not None
        and midnight(notice.on, law.calendar.zone) >= ends
    ):
        return Denied.AFTER_LAST_DAY
    state = S.OVERDUE if filing.state is S.OVERDUE else S.ANNOUNCED
    told = _in(replace(filing, notice=notice), state, taken.at, law)
    return _owing(told, (Sends.ANNOUNCEMENT,), taken.at)


def _dissolved(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    notice = filing.notice
    if notice is None:
        return Denied.NOT_ANNOUNCED
    if not (notice.reason and notice.operator):
        return Denied.LACKS
    if taken.at < midnight(notice.on, law.calendar.zone):
        return Denied.TOO_SOON
    move = FROM[Step.DISSOLVE, filing.state]
    return _owing(_in(filing, S.DISSOLVED, taken.at, law), move.sends, taken.at)


def _owing(filing: Filing, sends: tuple[Sends, ...], at: datetime) -> Filing:
    """Sent again where a crash kept it from going out."""
    owed = tuple(dict.fromkeys((*filing.owed, *sends)))
    return replace(filing, owed=owed, due=at + _SOON if owed else filing.due)


def _in(filing: Filing, state: LifeState, at: datetime, law: GroupLaw) -> Filing:
    """The same group in *state*; since when, only where that is another one."""
    if state is filing.state and filing.version:
        return replace(filing, due=_due(filing, at, law))
    there = replace(filing, state=state, since=at, chases=0)
    return replace(there, due=_due(there, at, law))


def _due(filing: Filing, at: datetime, law: GroupLaw) -> datetime | None:
    """When time decides or somebody is asked again, whichever is first; never for what is over."""
    if filing.state.is_final:
        return None
    moments = list[datetime]()
    if filing.state in _ASKED_AGAIN:
        moments.append(after(at, _ASKED_AGAIN[filing.state], law.calendar))
    if filing.state.is_ending:
        ends = last_moment(filing, law)
        moments.append(after(at, _ANY_TIME if ends is None else _DAILY, law.calendar))
        if ends is not None and ends > at:
            moments.append(ends)
    if filing.state in {S.ANNOUNCED, S.OVERDUE} and filing.notice is not None:
        moments.append(midnight(filing.notice.on, law.calendar.zone))
    if filing.state is S.ACTIVE and filing.ends_on is not None:
        moments.append(midnight(filing.ends_on + _A_DAY, law.calendar.zone))
    if filing.state is S.ACTIVE and filing.leaving:
        moments.append(after(at, law.handover or _ANY_TIME, law.calendar))
    return min(moments, default=None)


_CHASES: Mapping[LifeState, tuple[Sends, ...]] = {
    S.AWAITING_APPROVAL: (Sends.APPROVAL_CARD,),
    S.AWAITING_FILING: (Sends.FORM_ASKED,),
    S.FILING_SENT: (Sends.FORM,),
    S.AWAITING_SETUP: (Sends.ROLES_ASKED,),
    S.UNFILED: (Sends.OWNER_ASKED, Sends.DEPARTMENT_TOLD),
    S.ZOMBIE: (Sends.DEPARTMENT_TOLD,),
    S.AWAITING_ANNOUNCEMENT: (Sends.ANNOUNCEMENT_ASKED,),
    S.OVERDUE: (Sends.ESCALATION,),
}
type _Stepping = Callable[[Filing, Taken, GroupLaw], Filing | Denied]
_STEPS: Mapping[Step, _Stepping] = {
    Step.AGREE: _answered,
    Step.REFUSE: _answered,
    Step.CREATE: _created,
    Step.FILE: _filed,
    Step.CONFIRM: _registered,
    Step.STAFF: _staffed,
    Step.ADOPT: _adopted,
    Step.TAKE_UP: _taken_up,
    Step.LEAVE: _left,
    Step.HAND_OVER: _handed_over,
    Step.END: _ended,
    Step.ASK_LATER: _asked_later,
    Step.PUT_OFF: _said_later,
    Step.KEEP_DATE: _said_later,
    Step.ANNOUNCE: _announced,
    Step.DISSOLVE: _dissolved,
}
