"""Rules about who is in a group, who comes and goes, and who is silent there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after
from qungui.model.finding import Abstain, Clear, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.group import Group, Role
from qungui.model.known_group import JoinWay
from qungui.model.member_facts import Happened, MemberFacts
from qungui.model.permit import PermitKind
from qungui.model.span import Span
from qungui.rules.rule import Carrier, RuleSpec
from qungui.text import whom
from qungui.text.deferred import Deferred

_CALLED = {"群主": Role.OWNER, "管理": Role.ADMINISTRATOR}
_WHO_RUN_IT = {Role.OWNER, Role.ADMINISTRATOR}
_DEPARTMENT = Deferred(r"([一-鿿]{2,8}?(?:部|中心|科|处|室))(?:微信|工作|内部)?群$")
_MOST_PERIODS = 1200


@frozen(kw_only=True)
class Roster:
    """
    Who may and who must be in the group.

    Attributes:
        eligible: Who may be, in the regulation's words, e.g. 公司在职员工; empty for no limit.
        except_invited_by: A recorded invitation of one of these roles lets others in.
        must_join: Who must be.
        removes: Whether those who do not belong are taken out.
        every: How often the list is gone through; None on joining only.
        run_at: At what time of day, ``HH:MM``.
        kinds: Only in groups of these kinds.
        departments: Only people of these, besides; empty for all.
    """

    eligible: tuple[str, ...] = ()
    except_invited_by: tuple[str, ...] = ()
    must_join: tuple[str, ...] = ()
    removes: bool = False
    every: Span | None = None
    run_at: str = ""
    kinds: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()

    def find(self, facts: MemberFacts) -> Finding:
        if self.kinds and facts.group.filed_as not in self.kinds:
            return Clear() if facts.group.filed_as else Abstain("群的种类没有备案")
        if facts.happened is Happened.MISSING:
            return self._missing(facts)
        when = Happened.JOINED if self.every is None else Happened.LOOKED_AT
        if facts.happened is not when or not self.eligible or self._is_invited(facts):
            return Clear()
        has_left = facts.person.left_at is not None
        belongs = False if has_left else self._belongs(facts)
        if belongs is None:
            return Abstain("名册里没有该成员的身份")
        why = "（名册记录已经离开）" if has_left else ""
        then = "" if has_left and self.removes else "，是否移出由管理员决定"
        return Clear() if belongs else Hit(f"{self._wanted}{why}{then}", occasion=_stay(facts))

    def _belongs(self, facts: MemberFacts) -> bool | None:
        if facts.roles:
            return True  # the filing names them
        own = self.departments or _named_in(facts.group)
        listed = facts.is_listed_here
        one = whom.belongs(self.eligible, facts.person, own, is_listed_here=listed)
        if one is True and self.departments:
            return whom.of_departments(facts.person, self.departments)
        return one

    def _is_invited(self, facts: MemberFacts) -> bool:
        """As a guest, since they left if they did; or brought in by who may invite."""
        left_at = facts.person.left_at
        guest = facts.permitted(PermitKind.GUEST)
        if any(left_at is None or permit.at >= left_at for permit in guest):
            return True
        may = roles_called(self.except_invited_by)
        return left_at is None and bool(may & facts.inviter_roles)

    @property
    def _wanted(self) -> str:
        allowed = "、".join(word.removeprefix("公司") for word in self.eligible)
        return f"非{allowed}{'且无邀请记录' if self.except_invited_by else ''}"

    def _missing(self, facts: MemberFacts) -> Finding:
        if facts.person.left_at is not None:
            return Clear()
        said = [whom.holds(word, facts.person) for word in self.must_join]
        if True in said:
            return Hit("应当在群里，现在不在", occasion=f"missing {_day(facts)}")
        return Clear()


@frozen(kw_only=True)
class InviteConsent:
    """
    Nobody is brought in without the word of one of these.

    Attributes:
        consent_of: Roles in the regulation's words.
        join_verification: Whether the group's own join confirmation is to be on.
    """

    consent_of: tuple[str, ...] = ()
    join_verification: bool = False

    def find(self, facts: MemberFacts) -> Finding:
        if facts.happened is not Happened.JOINED or not self.consent_of:
            return Clear()
        may = roles_called(self.consent_of)
        why = self._agreed(facts, may)
        if why:
            return Clear(why)
        if self.join_verification:
            return Hit("未经入群验证", occasion=_stay(facts))
        if not facts.inviter:
            return Abstain("邀请人读不到")
        if not any(map(facts.group.holders_of, may | _WHO_RUN_IT)):
            return Abstain("不知道谁有权同意")
        return Hit(
            f"未经{'或'.join(self.consent_of)}同意拉人进群",
            occasion=f"{facts.person.person_id} {_stay(facts)}",
            whose=facts.inviter,
        )

    def _agreed(self, facts: MemberFacts, may: frozenset[Role]) -> str:
        """Why nobody need have asked; empty where somebody should have."""
        if facts.member is not None and facts.member.way is JoinWay.SCANNED:
            return "扫码入群，无人拉入"
        permits = (*facts.permitted(PermitKind.JOIN), *facts.permitted(PermitKind.GUEST))
        if any(permit.roles & may for permit in permits):
            return "已经同意"
        return "由有权的人拉入" if facts.inviter_roles & (may | _WHO_RUN_IT) else ""


@frozen(kw_only=True)
class LeaveConsent:
    """
    Nobody leaves on their own.

    Attributes:
        exceptions: Ways of leaving that are none, e.g. 离职.
    """

    exceptions: tuple[str, ...] = ()

    def find(self, facts: MemberFacts) -> Finding:
        """Leaving the company, being removed and leaving with permission are none anywhere."""
        if not facts.happened.is_leaving or not self.exceptions:
            return Clear()
        if facts.happened is Happened.REMOVED or facts.was_asked_out:
            return Clear("被移出，或按要求退群")
        if facts.person.left_at is not None:
            return Clear("已经离职")
        if facts.permitted(PermitKind.LEAVE):
            return Clear("已批准退群")
        if facts.happened is Happened.GONE:
            return Abstain("是自己退群还是被移出，平台没有说")
        return Hit("未经准出，自行退群", occasion=facts.at.isoformat())


@frozen(kw_only=True)
class OneGroup:
    """
    Nobody is in two groups that this rulebook binds and that are filed as the same kind, but those
    who run one of them.

    Attributes:
        every: How often the group is gone through for it; None for each day.
        run_at: At what time of day, ``HH:MM``.
    """

    every: Span | None = None
    run_at: str = ""

    def find(self, facts: MemberFacts) -> Finding:
        if facts.happened is not Happened.LOOKED_AT or facts.roles or not facts.elsewhere:
            return Clear()
        others = "、".join(f"“{name}”" for name in facts.elsewhere)
        return Hit(f"同时在同类的{others}里", occasion=f"{others} {_stay(facts)}")


@frozen(kw_only=True)
class Capacity:
    """
    Attributes:
        max_members: The most that WeChat lets in.
        warn_at: From here on the owner is told.
    """

    max_members: int
    warn_at: int = 0

    def find(self, facts: MemberFacts) -> Finding:
        """Somebody came in; the owner is told, once a month and once more when it is full."""
        if facts.happened is not Happened.JOINED or not 0 < self.warn_at <= facts.size:
            return Clear()
        owner = next(iter(facts.group.holders_of(Role.OWNER)), "")
        if not owner:
            return Abstain("不知道群主是谁")
        left = max(self.max_members - facts.size, 0)
        month = facts.at.astimezone(ZoneInfo(facts.timezone)).strftime("%Y-%m")
        return Hit(
            f"现有 {facts.size} 人，最多 {self.max_members} 人，还可进 {left} 人",
            occasion=f"{'full' if left == 0 else 'nearly'} {month}",
            whose=owner,
        )


@frozen(kw_only=True)
class Inactivity:
    """
    Attributes:
        min_messages: The least a member writes in each *per*.
        per: That time.
        silent_for: Silence that is followed up.
        by: Who decides about it; empty for the system.
    """

    min_messages: int = 0
    per: Span | None = None
    silent_for: Span | None = None
    by: str = ""

    def find(self, facts: MemberFacts) -> Finding:
        """
        From the last message or joining, absences not counted. What is to come again and again, or
        is for people to decide, is found anew after as long again; else once for a silence.
        """
        span = self.silent_for or (self.per if self.min_messages else None)
        if facts.happened is not Happened.LOOKED_AT or span is None:
            return Clear()
        since = facts.silent_since
        absent = _absent(facts, since)
        calendar = Calendar.of(facts.timezone, facts.own_days)
        passed, ends = 0, after(since, span, calendar) + absent
        while ends <= facts.at and passed < _MOST_PERIODS:
            passed += 1
            longer = Span(span.count * (passed + 1), span.unit)
            ends = after(since, longer, calendar) + absent
        if not passed:
            return Clear()
        again = passed if self.per is not None or self.by else 1
        local = since.astimezone(calendar.zone)
        return Hit(f"自{local:%Y年%m月%d日}以来没有发言", occasion=f"{since.isoformat()} {again}")


@frozen(kw_only=True)
class Welcome:
    """
    Attributes:
        send: What a newcomer gets, e.g. 群规.
        welcome: The group's own words besides.
    """

    send: tuple[str, ...] = ()
    welcome: str = ""


@frozen(kw_only=True)
class GroupName:
    """
    Attributes:
        name: What the group is called.
        consent_of: Whose consent a change needs.
    """

    name: str
    consent_of: tuple[str, ...] = ()


@frozen(kw_only=True)
class AccountName:
    """
    Attributes:
        account: What the account is called after, e.g. 公司邮箱前缀.
    """

    account: str


def roles_called(words: tuple[str, ...]) -> frozenset[Role]:
    """Those of a group whom *words* name; 管理员 and 管理人员 are the same."""
    return frozenset(role for word in words for name, role in _CALLED.items() if name in word)


def _stay(facts: MemberFacts) -> str:
    """Told from another time that the same person is in the group."""
    joined = None if facts.member is None else facts.member.joined_at
    return "" if joined is None else joined.isoformat()


def _day(facts: MemberFacts) -> str:
    """Of which year: somebody who is missing all the time is asked for once a year."""
    return facts.at.astimezone(ZoneInfo(facts.timezone)).strftime("%Y")


def _named_in(group: Group) -> tuple[str, ...]:
    """The department whose group it is by its name, e.g. 技术部群."""
    found = _DEPARTMENT.search(group.name)
    return () if found is None else (found[1],)


def _absent(facts: MemberFacts, since: datetime) -> timedelta:
    """How much of the time since was leave of absence."""
    spans = sorted(
        (max(each.begins, since), min(each.ends or facts.at, facts.at))
        for each in facts.permits
        if each.kind is PermitKind.ABSENCE
    )
    absent, counted = timedelta(), since
    for begins, ends in spans:
        absent += max(ends - max(begins, counted), timedelta())
        counted = max(counted, ends)
    return absent


SPECS = (
    *(
        RuleSpec(name=name, topics=topics, kind=kind, carrier=Carrier.ROSTER_CHECK)
        for name, topics, kind in (
            ("roster", ("roster-eligibility", "group-kind"), Roster),
            ("invite-consent", ("invite-consent",), InviteConsent),
            ("leave-consent", ("leave-consent",), LeaveConsent),
            ("one-group", ("roster-eligibility", "group-kind"), OneGroup),
            ("capacity", ("capacity",), Capacity),
            ("inactivity", ("inactivity",), Inactivity),
        )
    ),
    *(
        RuleSpec(name=name, topics=topics, kind=kind, carrier=Carrier.GROUP_LIFECYCLE)
        for name, topics, kind in (
            ("welcome", ("welcome",), Welcome),
            ("group-name", ("group-naming",), GroupName),
        )
    ),
    RuleSpec(name="account-name", topics=("account-registry",), kind=AccountName, carrier=None),
)
