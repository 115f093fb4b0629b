"""How a group ends: its matter over, perhaps put off, announced, dissolved. Pure."""

from dataclasses import replace
from datetime import timedelta

from qungui.calendars.wall import midnight
from qungui.lifecycle.dues import A_DAY, last_moment, next_due
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.moves import FROM, Step
from qungui.lifecycle.placing import entered, owing
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Ending, Filing, LifeState, Notice, Postponement, Said, Sends

S = LifeState


def ended(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not taken.why:
        return Denied.LACKS
    ending = Ending(reason=taken.why, by=taken.by, at=taken.at)
    over = replace(filing, ending=ending, notice=None, postponed=())
    waits = entered(over, S.AWAITING_ANNOUNCEMENT, taken.at, law)
    return owing(waits, (Sends.ANNOUNCEMENT_ASKED,), taken.at)


def asked_later(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not law.postponed_by or filing.asked is not None:
        return Denied.NOT_NOW
    if lacking(law, taken) or taken.on is None:
        return Denied.LACKS
    ends = last_moment(filing, law)
    if ends is not None and midnight(taken.on + A_DAY, law.calendar.zone) <= ends:
        return Denied.NOT_LATER
    asked = Postponement(asked_by=taken.by, at=taken.at, why=taken.why, until=taken.on)
    return owing(
        replace(filing, postponed=(*filing.postponed, asked)), (Sends.LATER_CARD,), taken.at
    )


def said_later(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    asked = filing.asked
    if asked is None:
        return Denied.NOT_NOW
    if asked.asked_by == taken.by:
        return Denied.OWN_REQUEST
    agreed = taken.step is Step.PUT_OFF
    said = Said(by=taken.by, at=taken.at, agreed=agreed, why=taken.why)
    decided = replace(filing, postponed=(*filing.postponed[:-1], replace(asked, said=said)))
    return owing(replace(decided, due=next_due(decided, taken.at, law)), (Sends.RESULT,), taken.at)


def announced(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if lacking(law, taken) or taken.on is None:
        return Denied.LACKS
    notice = Notice(reason=taken.why, on=taken.on, operator=taken.operator, at=taken.at)
    if midnight(notice.on + A_DAY, law.calendar.zone) < taken.at + (law.lead.fixed or timedelta()):
        return Denied.TOO_SOON
    ends = last_moment(filing, law)
    if (
        filing.state is not S.OVERDUE
        and ends is not None
        and midnight(notice.on, law.calendar.zone) >= ends
    ):
        return Denied.AFTER_LAST_DAY
    state = S.OVERDUE if filing.state is S.OVERDUE else S.ANNOUNCED
    told = entered(replace(filing, notice=notice), state, taken.at, law)
    return owing(told, (Sends.ANNOUNCEMENT,), taken.at)


def dissolved(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    notice = filing.notice
    if notice is None or Sends.ANNOUNCEMENT in filing.owed:  # the group has not read it yet
        return Denied.NOT_ANNOUNCED
    if not (notice.reason and notice.operator):
        return Denied.LACKS
    if taken.at < midnight(notice.on, law.calendar.zone):
        return Denied.TOO_SOON
    move = FROM[Step.DISSOLVE, filing.state]
    return owing(entered(filing, S.DISSOLVED, taken.at, law), move.sends, taken.at)


def lacking(law: GroupLaw, taken: Taken) -> tuple[str, ...]:
    """What an announcement or a request must name and does not, in the regulation's words."""
    if taken.step is Step.ANNOUNCE:
        named = {"解散原因": taken.why, "解散时间": taken.on, "操作人": taken.operator}
    else:
        named = dict(zip(law.postponed_with, (taken.why, taken.on), strict=False))
    return tuple(word for word, value in named.items() if not value)
