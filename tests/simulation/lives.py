"""
Groups that are asked for, seen, run, ended and dissolved: their part of a history.

What people say of them goes to the desk, forms come in by an operator's hand, and the platform
tells of its groups by events and by what it shows when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from qungui.model.act import Act
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.events import GroupCreated, GroupDismissed, UserDeleted
from qungui.model.filing import Filing, LifeState
from qungui.model.ids import Alias
from qungui.model.person import Degree, Person, PersonFacts
from qungui.model.roster import Roster, RosterMember
from qungui.model.short_number import short_numbers
from qungui.usecases.draft_group import Handed
from qungui.usecases.group_form import Sender
from qungui.usecases.name_office import NameOffice
from tests.simulation.company import ARBITER, BEGINS, FOUNDERS, MANAGER, OUTSIDER
from tests.simulation.law import LEADER, REGISTRAR, RULEBOOK, ZONE
from tests.simulation.people import Said, Wish

if TYPE_CHECKING:
    from qungui.model.ledger import DueItem
    from qungui.model.order import Order
    from tests.simulation.history import History

S = LifeState
_MOST = 3
"""Groups that are asked for, and as many that just appear."""
_MOST_LEAVE = 2
"""Founders: one stays, and can be named for what others leave behind."""
DAYS = timedelta(days=8)
"""So long nobody does anything in the end: longer than a group has from its matter's end on."""

_A_DAY = timedelta(days=1)
_ANNOUNCE = (8, "owner", "公告解散 {n} {soon} {heir} 活动办完了")
_DISSOLVE = (2, "owner", "解散群 {n}")
_SAID: Mapping[LifeState, Sequence[tuple[int, str, str]]] = {
    S.AWAITING_APPROVAL: (
        (8, "leader", "同意建群 {n}"),
        (1, "leader", "不同意建群 {n} 已有群"),
        (4, "asker", "建好 {n}"),
    ),
    S.AWAITING_FILING: ((8, "asker", "报备 {n} 备案表"),),
    S.FILING_SENT: ((8, "registrar", "备案确认 {n}"), (2, "registrar", "备案退回 {n} 缺群主")),
    S.ACTIVE: ((4, "owner", "事项结束 {n} 活动办完了"),),
    S.AWAITING_ANNOUNCEMENT: (_ANNOUNCE, (6, "owner", "延期 {n} {later} 尾款未结")),
    S.ANNOUNCED: (_DISSOLVE,),
    S.OVERDUE: (_ANNOUNCE, _DISSOLVE),
    S.UNFILED: ((6, "owner", "认领 {n}"),),
    S.ZOMBIE: ((8, "registrar", "接管 {n} {heir}"), (2, "registrar", "事项结束 {n} 没人用了")),
}
_ASKED = ((12, "leader", "同意延期 {n}"), (3, "leader", "不同意延期 {n}"))
_LEAVING = ((8, "registrar", "移交 {n} {heir}"),)
_AT_ANY_TIME = ((1, "owner", "解散群 {n}"), (1, "owner", "事项结束 {n} 不用了"))
"""How often, by whom, and what: of somebody who looked at the group some time ago."""


class Lives:
    """
    Attributes:
        careless: Ids of groups in which nobody does anything any more once all is repaired.
    """

    def __init__(self, history: History) -> None:
        self._history, self._chance, self._system = history, history.chance, history.system
        self.careless = frozenset[str]()
        self._forms = list[Handed]()
        self._left = set[Person]()
        self._numbers = count(1)
        self._looked_at = BEGINS
        directory = self._system.directory
        name = NameOffice(directory=directory, organisation=directory, clock=history.clock)
        for office, who in ((LEADER, ARBITER), (REGISTRAR, MANAGER)):
            name(RULEBOOK, office, [who.person_id])
        for who in (*FOUNDERS, ARBITER, MANAGER):
            self._system.people.note(who, PersonFacts(name=who.name, degree=Degree.KNOWN))

    @property
    def filings(self) -> list[Filing]:
        """As they stand."""
        register = self._system.ledger.register
        found = (register.filing(each.group_id) for each in register.every())
        return sorted(filter(None, found), key=lambda filing: filing.group_id)

    # -- what happens ---------------------------------------------------------------------------

    def propose(self) -> None:
        """A form comes in, now and then one that came in before."""
        if len(self._forms) < _MOST and not (self._forms and self._chance.random() < 1 / 4):
            self._forms.append(self._form())
        form = self._chance.choice(self._forms)
        self._history.attempt(f"{form.form_id} comes in", lambda: self._system.propose_group(form))

    def _form(self) -> Handed:
        sender, owner, other = self._chance.sample(FOUNDERS, 3)
        name = f"form{len(self._forms) + 1}"
        fields = {"群名": f"项目{self._chance.choice((len(self._forms), 1))}群", "用途": "办一件事"}
        fields["群主"] = owner.userid or ""
        if self._chance.random() < 2 / 3:  # a group of one, no API makes
            fields["群管理员"] = other.userid or ""
        if self._chance.random() < 1 / 3:
            fields["预计结束日期"] = self._day(3, 30).isoformat()
        by = Sender(person_id=sender.person_id)
        return Handed(form_id=name, rulebook=RULEBOOK, fields=fields, sender=by)

    def appear(self) -> None:
        """A group that nobody asked for, or that somebody was to make."""
        number = next(self._numbers)
        if number > _MOST:
            return
        owner, name, chat = self._chance.choice(FOUNDERS), f"客户{number}群", f"wr-life-{number}"
        awaited = [each for each in self.filings if each.state is S.AWAITING_APPROVAL]
        if awaited and self._chance.random() < 1 / 2:
            name, owner = awaited[0].name, self._who("owner", awaited[0])
        members = tuple(RosterMember(alias=who.aliases[0]) for who in (owner, OUTSIDER))
        self._system.rosters.groups[Alias("chat", chat)] = Roster(
            chat_id=chat, name=name, owner=owner.aliases[0], members=members
        )
        self._history.note(f"{name} appears as {chat}")
        self._told(GroupCreated(chat_id=chat), chat)

    def vanish(self) -> None:
        """Somebody dissolves a group by hand, whatever is on file."""
        if filings := self.filings:
            self.gone(self._chance.choice(filings).group_id)

    def gone(self, group_id: str) -> None:
        """The platform has it no more; of a customer group it tells."""
        for alias in self._system.dissolve(group_id):
            self._history.note(f"{group_id} is gone")
            if alias.kind == "chat":
                self._told(GroupDismissed(chat_id=alias.name), alias.name)

    def carried_out(self, order: Order) -> None:
        """Somebody has done it by hand, so the platform shows it."""
        if order.act in {Act.DISSOLVE, Act.SOFT_CLOSE}:
            self.gone(order.group_id)
        if order.act is Act.CHANGE_OWNER:
            (owner,) = (who for who in FOUNDERS if who.person_id == order.about)
            self._system.passes_to(owner, order.group_id)

    def leave(self) -> None:
        """A founder leaves the company."""
        who = self._chance.choice(FOUNDERS)
        if who.userid and who not in self._left and len(self._left) < _MOST_LEAVE:
            self._left.add(who)
            self._history.note(f"{who.name} leaves the company")
            self._history.to_desk(UserDeleted(userid=who.userid), who.userid)

    def look(self) -> None:
        """The schedule has one group looked at, perhaps too early."""
        if filings := self.filings:
            self._look(self._chance.choice(filings).group_id)

    def speak(self) -> None:
        """Somebody says one of all the things that could be said of groups now."""
        wishes = [wish for filing in self.filings for wish in self._wishes(filing)]
        if wishes:
            (wish,) = self._chance.choices(wishes, [each.often for each in wishes])
            self._history.says(wish.say())

    def live(self) -> bool:
        return self._history.deliver("group_lifecycle", self._system.lifecycle.sent)

    # -- then everything is repaired ------------------------------------------------------------

    def repair(self) -> None:
        """Half of the groups are nobody's concern from now on."""
        self._history.drain()
        careless = (each.group_id for each in self.filings if self._chance.random() < 1 / 2)
        self.careless = frozenset(careless)
        self._history.clock.advance(_A_DAY)

    def _look_daily(self) -> None:
        """As the schedule does, at every group."""
        if self._history.clock.now() >= self._looked_at + _A_DAY:
            self._looked_at = self._history.clock.now()
            for filing in self.filings:
                self._look(filing.group_id)

    def answer(self) -> None:
        """Whoever is asked for the next step takes it."""
        self._look_daily()
        for filing in self.filings:
            said = _said(filing)
            waits = filing.state is S.ANNOUNCED or (filing.notice and filing.state is S.OVERDUE)
            rests = filing.state is S.ACTIVE and not filing.leaving
            if said and not (waits or rests or filing.group_id in self.careless):
                agreed = filing.state is S.AWAITING_APPROVAL and filing.approvals
                _, by, text = said[-1] if agreed else said[0]
                self._history.says(self._saying(filing, by, text))

    def is_left_alone(self, item: DueItem) -> bool:
        """Whether it comes due again and again, because nobody does anything."""
        return item.item_id in self.careless

    def pass_days(self) -> None:
        """Nobody does anything, time goes by, and at its end every group is looked at."""
        clock, ledger = self._history.clock, self._system.ledger
        until = clock.now() + DAYS
        while any(item.due <= until for item in ledger.due(until, 1)):
            self._history.come_due()
            self._look_daily()
            self._history.drain()
        clock.move_to(until)
        self._look_daily()
        self._history.drain()

    # -- what people say ------------------------------------------------------------------------

    def _wishes(self, filing: Filing) -> Iterator[Wish]:
        for often, by, text in (*_said(filing), *_AT_ANY_TIME):
            yield Wish(often, partial(self._saying, filing, by, text))
        if filing.state is S.UNFILED:
            for other in self.filings:
                if other.state is S.AWAITING_APPROVAL and other.name == filing.name:
                    both = f"关联 {self._number(other)} {{n}}"
                    yield Wish(12, partial(self._saying, filing, "registrar", both))

    def _saying(self, filing: Filing, by: str, text: str) -> Said:
        heirs = [who for who in FOUNDERS if who not in self._left]
        soon, later = self._day(0, 4), self._day(3, 20)
        said = text.format(
            n=self._number(filing),
            heir=self._chance.choice(heirs).userid,
            soon=f"{soon.month}月{soon.day}日",
            later=f"{later.month}月{later.day}日",
        )
        who = self._who(by, filing)
        if self._history.plan.armed and self._chance.random() < 1 / 12:
            who = self._chance.choice(heirs)
        return Said(who, said)

    def _who(self, role: str, filing: Filing) -> Person:
        """Who has left says nothing any more."""
        named = {"asker": filing.proposed_by, "owner": filing.owner}.get(role, "")
        found = [who for who in FOUNDERS if who.person_id == named and who not in self._left]
        if role == "leader":
            return ARBITER
        return found[0] if found else MANAGER

    def _number(self, filing: Filing) -> str:
        return short_numbers(each.group_id for each in self.filings)[filing.group_id]

    def _day(self, first: int, last: int) -> date:
        today = self._history.clock.now().astimezone(ZoneInfo(ZONE)).date()
        return today + timedelta(days=self._chance.randint(first, last))

    def _look(self, group_id: str) -> None:
        now = self._history.clock.now()
        body = {"group": group_id}
        name = f"look at {group_id} {now.isoformat()}"
        looked = Envelope(
            kind=EnvelopeKind.ROSTER,
            envelope_id=name,
            group=group_id,
            at=now,
            lane=group_id,
            body=body,
        )
        self._system.lifecycle.send([looked])

    def _told(self, event: object, lane: str) -> None:
        self._history.tells(self._system.lifecycle.sent, event, lane)


def _said(filing: Filing) -> Sequence[tuple[int, str, str]]:
    """The first of it is what is asked for."""
    if filing.asked is not None and filing.state is S.AWAITING_ANNOUNCEMENT:
        return _ASKED
    if filing.leaving and filing.state is S.ACTIVE:
        return (*_LEAVING, *_SAID[S.ACTIVE])
    return _SAID.get(filing.state, ())
