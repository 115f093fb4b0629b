"""What was seen of a group's life: its place in the register, and who heard and read what."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from qungui.acceptance.played.play import Played
from qungui.acceptance.played.register_office import Office
from qungui.acceptance.seen.sight import Sight, named
from qungui.engine.authority import Bar
from qungui.lifecycle.appointing import Misplaced
from qungui.lifecycle.ending import lacking
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Filing, LifeState
from qungui.model.order import Order
from qungui.model.roles import ACTS_AS
from qungui.usecases.appoint import Appointed
from qungui.usecases.ask_for_handover import Vacated
from qungui.usecases.heed_filing import Differs
from qungui.usecases.mute_member import Unmuted
from qungui.usecases.order_for_group import Ordered

S = LifeState


class Living(Sight):
    """Of a group; no member has done anything."""

    def __init__(self, played: Played) -> None:
        super().__init__(played, (), (), ())

    @property
    def office(self) -> Office:
        return self.played.office

    @property
    def filing(self) -> Filing | None:
        return self.office.filing

    @property
    def verdict(self) -> str:
        """A step that was taken, refused, or stands: what is on file is not filed again."""
        if isinstance(self.played.reply, Differs) and self.played.reply.clause_id:
            return "violation"
        if self.played.reply is not None or self.acts != ("none",):
            return "process"
        procedure = self.played.plan.clause.procedure
        filed = self.filing is not None and bool(self.filing.number)
        is_filing = procedure is not None and procedure.name == "filing"
        return "process" if filed and is_filing else "compliant"

    @property
    def acts(self) -> tuple[str, ...]:
        return tuple(self._acts()) or ("none",)

    @property
    def topics(self) -> list[str]:
        return [self.played.plan.clause.topic]

    @property
    def reason(self) -> str | None:
        """Why not, in the words of scenarios; None where they have none for it."""
        reply = self.played.reply
        if isinstance(reply, Misplaced):
            department, _, _ = reply.offices[0].rpartition("的")
            return f"非{department}人员" if department else f"应为{reply.offices[0]}"
        said = _REASONS.get(reply) if isinstance(reply, StrEnum) else None
        return None if said is None else said(self)

    @property
    def missing(self) -> list[str]:
        """What an announcement or a command does not name."""
        if self.played.reply is Unmuted.NEEDS_REASON:
            return ["原因"]
        if self.played.reply is Denied.NO_FORM:
            return [self.office.ground.law.form]
        filing = self.filing
        notice = None if filing is None else filing.notice
        if notice is None:
            return []
        said = Taken(
            step=Step.ANNOUNCE,
            at=notice.at,
            why=notice.reason,
            on=notice.on,
            operator=notice.operator,
        )
        return list(lacking(self.office.ground.law, said))

    @property
    def posts(self) -> list[str]:
        """What the group read since."""
        group_id = self.played.group.group_id
        return [post.text for post in self.played.since.posts if post.group_id == group_id]

    @property
    def next_approver(self) -> str:
        """Whose word is missing, by office."""
        filing, law = self.filing, self.office.ground.law
        agreed = 0 if filing is None else sum(said.agreed for said in filing.approvals)
        return law.approvers[agreed]

    def _acts(self) -> Iterator[str]:
        yield from self._answered()
        was, now = self.office.stood, self.filing
        if was is None or now is None:
            return
        if (was.name, was.permissions) != (now.name, now.permissions):
            yield "record"
        if was.state is not now.state:
            yield from self._moved(was, now)

    def _answered(self) -> Iterator[str]:
        """What whoever did it was told, where the answer alone says what came of it."""
        reply = self.played.reply
        match reply:
            case Denied.NOT_FORESEEN:
                return
            case Unmuted() | Denied.NO_FORM:
                yield "return_for_completion"
            case Denied() | Misplaced() | Bar():
                yield "reject"
            case Appointed():
                yield "record"
            case Ordered(order) if self._handed(order):
                yield named(order.act)
            case Vacated(roles=roles) if self.was_read(roles[0]):
                yield "open_handover"
            case Differs(expected) if self.was_read(expected):
                yield "remind"

    def _moved(self, was: Filing, now: Filing) -> Iterator[str]:
        if was.state is S.AWAITING_APPROVAL and now.state is not S.REJECTED:
            yield "create_group"
        if now.state is S.FILING_SENT and self._heard(self.office.ground.registrars):
            yield "file_record"
        if was.state is S.FILING_SENT and now.number:
            yield "record"
        if now.state is S.AWAITING_ANNOUNCEMENT and self._heard(self.office.ground.managers(now)):
            dated = self.office.last_day(now) is not None
            yield "dissolve_pending" if dated else "offer_dissolution"
        if now.state is S.ANNOUNCED and self.posts:
            yield "announce"
        if now.state is S.OVERDUE and self._heard(self.office.ground.supervisors(now)):
            yield "list_for_admin"
        if now.state is S.DISSOLVED:
            yield "dissolve"

    def _handed(self, order: Order) -> bool:
        return self.played.since.was_handed(order)

    def was_read(self, words: str) -> bool:
        return any(words in each.text for each in self.played.since.told)

    def _heard(self, people: tuple[str, ...]) -> bool:
        return any(each.person_id in people for each in self.played.since.told)


_REASONS: Mapping[StrEnum, Callable[[Living], str]] = {
    Denied.NOT_YOU: lambda _: "无权限",
    Bar.NO_ROLE: lambda _: "无权限",
    Denied.NOT_AGREED: lambda found: f"尚无{found.next_approver}同意记录",
    Denied.NOT_ANNOUNCED: lambda _: "解散前须在群内公告",
    Denied.LACKS: lambda found: f"公告缺{'、'.join(found.missing)}",
    Denied.NOBODY_NAMED: lambda found: f"未设{'、'.join(found.office.ground.law.setup)}",
}


def _state(found: Living, _wanted: object) -> object:
    return None if found.filing is None else found.filing.state.value


def _deadline(found: Living, _wanted: object) -> object:
    day = None if found.filing is None else found.office.last_day(found.filing)
    return None if day is None else day.isoformat()


def _due(found: Living, _wanted: object) -> object:
    """The last day that it had before it was dissolved."""
    was = found.office.stood
    day = None if was is None else found.office.last_day(was)
    return None if day is None else day.isoformat()


def _overdue(found: Living, _wanted: object) -> object:
    day = None if found.filing is None else found.office.last_day(found.filing)
    today = found.office.local(found.played.stage.clock.now()).date()
    return None if day is None else (today - day).days


def _text(found: Living, wanted: object) -> object:
    return wanted if wanted in found.posts else next(iter(found.posts), None)


def _role(found: Living, wanted: object) -> object:
    """Under that word somebody stands on file, or with the group for the role that it means."""
    reply, role = found.played.reply, str(wanted)
    if not isinstance(reply, Appointed):
        return None
    group, acts_as = found.office.ground.linked, ACTS_AS.get(role)
    linked = () if group is None or acts_as is None else group.group.holders_of(acts_as)
    filed = () if found.filing is None else found.filing.roles.get(role, ())
    return wanted if found.played.member.person_id in {*linked, *filed} else None


def _expected(found: Living, _wanted: object) -> object:
    reply = found.played.reply
    return reply.expected if isinstance(reply, Differs) else None


def _from(found: Living, wanted: object) -> object:
    """Whose roles those who were asked read that somebody must take over."""
    asked = isinstance(found.played.reply, Vacated)
    return wanted if asked and found.was_read(str(wanted)) else None


def _member(found: Living, wanted: object) -> object:
    """Of whom something stands on file since."""
    person = found.played.people.get(str(wanted))
    said = {} if found.filing is None else found.filing.permissions
    return wanted if person and any(person.person_id in each for each in said.values()) else None


def _permission(found: Living, wanted: object) -> object:
    said = {} if found.filing is None else found.filing.permissions
    return wanted if wanted in said else next(iter(said), None)


def _form(found: Living, wanted: object) -> object:
    """Of that name whoever keeps the register read."""
    return wanted if found.was_read(f"《{wanted}》") else None


def _missing(found: Living, _wanted: object) -> object:
    return found.missing


def _name(found: Living, _wanted: object) -> object:
    return None if found.filing is None else found.filing.name


THEN: Mapping[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "state": ("群在台账上的状态", _state),
    "deadline": ("最迟解散的一天", _deadline),
    "due": ("办理之前，最迟解散的一天", _due),
    "overdue_days": ("过了最迟的一天几天", _overdue),
    "text": ("群里发出的原文", _text),
    "role": ("台账或群里，此人的身份", _role),
    "expected": ("群主读到的应有的群名", _expected),
    "member": ("台账上记了权限的人", _member),
    "permission": ("台账上记下的权限", _permission),
    "from": ("要交接谁的身份", _from),
    "missing": ("没有写的栏目", _missing),
    "name": ("台账上的群名", _name),
    "form": ("备案部门读到的表名", _form),
}
"""Further keys of ``then``, of what befalls a group itself."""
