"""A company that files its groups, in memory: the people, the offices, and one clock."""

from datetime import datetime

from qungui.acceptance.stage import Stage
from qungui.adapters.memory.approval_forms import MemoryApprovalForms
from qungui.adapters.memory.group_maker import MemoryGroupMaker
from qungui.adapters.memory.rosters import MemoryRosters
from qungui.adapters.wecom.ids import person_alias
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.events import GroupChanged, GroupDetail
from qungui.model.filing import Filing, LifeState
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.outcome import Card
from qungui.model.person import Degree, PersonFacts
from qungui.model.roster import Roster, RosterMember
from qungui.rulebook.shipped import edition
from qungui.usecases.appoint import Appoint, Appointment
from qungui.usecases.draft_group import DraftGroup
from qungui.usecases.find_ground import FindGround
from qungui.usecases.follow_bridge import FollowBridge
from qungui.usecases.follow_group import FollowGroup
from qungui.usecases.live_on import LiveOn, Wanted
from qungui.usecases.make_group import MakeGroup
from qungui.usecases.name_office import NameOffice
from qungui.usecases.name_people import NamePeople
from qungui.usecases.notice_life import NoticeLife
from qungui.usecases.order_for_group import OrderForGroup
from qungui.usecases.propose_group import ProposeGroup
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.pull_roster import PullRoster
from qungui.usecases.read_group_record import ReadGroupRecord
from qungui.usecases.take_approval import TakeApproval
from tests.support.rosters import notice_members

MORNING = datetime.fromisoformat("2026-06-15T09:00:00+08:00")
OFFICES = {"R01": {"分管领导": "zhou", "人事行政部": "zhu"}, "R12": {"行政管理部": "zhu"}}
STAFF = ("chenli", "zhou", "zhu", "linxiao", "hubin")


class RegisterOffice:
    def __init__(self, regulation: str, now: datetime = MORNING) -> None:
        words = edition(regulation)
        self.rulebook = words.rulebook
        self.stage = stage = Stage(now)
        self.clock, self.ledger, self.register = stage.clock, stage.ledger, stage.register
        self.directory, self.book, self.people = stage.directory, stage.book, stage.people
        self.messenger, self.power = stage.messenger, stage.power
        self.directory.publish(words)
        self.ids = {}
        for userid in STAFF:
            person = self.people.resolve(Alias("userid", userid))
            self.people.note(person, PersonFacts(degree=Degree.KNOWN))
            self.ids[userid] = person.person_id
        self.name = NameOffice(
            directory=self.directory, organisation=self.directory, clock=self.clock
        )
        for office, who in OFFICES.get(regulation, {}).items():
            self.name(self.rulebook, office, [self.ids[who]])
        self.maker = MemoryGroupMaker()
        self.record = ReadGroupRecord(
            book=self.book, ledger=self.ledger, audit_log=self.ledger.audit
        )
        self.live_on = LiveOn(
            register=self.register,
            find=FindGround(
                directory=self.directory, organisation=self.directory, clock=self.clock
            ),
            order=OrderForGroup(ledger=self.ledger, directory=self.directory, clock=self.clock),
            messenger=self.messenger,
            people=self.people,
            clock=self.clock,
            make=MakeGroup(
                maker=self.maker, directory=self.directory, book=self.book, people=self.people
            ),
            record=self.record,
        )

        prove, looked = ProveRemoval(stage.move), notice_members(stage.move, self.people)
        self.rosters, self.forms = MemoryRosters(), MemoryApprovalForms()
        pull = PullRoster(
            book=self.book, rosters=self.rosters, people=self.people, prove=prove, notice=looked
        )
        follow = FollowGroup(
            book=self.book, people=self.people, pull=pull, prove=prove, alias_of=person_alias
        )
        self.notice = NoticeLife(
            follow=FollowBridge(
                otherwise=follow, book=self.book, people=self.people, prove=prove, notice=looked
            ),
            approve=TakeApproval(live_on=self.live_on, propose=self.proposing, forms=self.forms),
            book=self.book,
            directory=self.directory,
            live_on=self.live_on,
            powers=dict.fromkeys(GroupKind, self.power),
        )
        self._appoint = Appoint(
            register=self.register,
            find=self.live_on.find,
            directory=self.directory,
            live_on=self.live_on,
            clock=self.clock,
        )

    @property
    def proposing(self) -> ProposeGroup:
        draft = DraftGroup(
            register=self.register,
            find=self.live_on.find,
            name=NamePeople(self.people, self.directory, self.book),
            clock=self.clock,
        )
        return ProposeGroup(draft)

    def propose(self, group_id: str = "group-1", **more) -> Filing:
        draft = {
            "name": "质量管理部工作群",
            "state": LifeState.ACTIVE,
            "since": self.clock.now(),
            "proposed_by": self.ids["chenli"],
            "owner": self.ids["linxiao"],
        }
        filing = Filing(group_id=group_id, rulebook=self.rulebook, **{**draft, **more})
        begun = self.live_on.propose(filing)
        assert begun is not None
        return begun

    def take(self, step: Step, by: str, **more) -> Filing | Denied | None:
        group_id = more.pop("group_id", "group-1")
        return self.live_on(Wanted(group_id=group_id, step=step, by=self.ids[by], **more))

    def appoint(self, who: str, role: str, by: str = ""):
        by = self.ids.get(by, "")
        return self._appoint(Appointment(group_id="group-1", role=role, who=self.ids[who], by=by))

    def link(self, group_id: str = "group-1") -> None:
        """The group is there, made by our app."""
        group = Group(
            group_id=group_id,
            name="质量管理部工作群",
            kind=GroupKind.APPCHAT,
            aliases=(Alias("appchat", group_id),),
            rulebook=self.rulebook,
            rules_from=self.clock.now(),
            roles={Role.OWNER: (self.ids["linxiao"],)},
        )
        self.directory.link(group, GroupSettings(version=1))

    def shows(self, chat_id: str, *members: str, name: str = "客户群") -> str:
        """The platform shows a customer group, owned by the first of *members*; its id."""
        alias = Alias("chat", chat_id)
        self.rosters.groups[alias] = Roster(
            chat_id=chat_id,
            name=name,
            owner=Alias("userid", members[0]),
            members=tuple(RosterMember(alias=Alias("userid", one)) for one in members),
        )
        self.notice(GroupChanged(chat_id=chat_id, detail=GroupDetail.NAME), self.clock.now())
        group_id = self.book.owner(alias)
        assert group_id is not None
        return group_id

    def pass_time(self, until: datetime) -> None:
        """Everything that falls due on the way happens at its instant."""
        while due := [item for item in self.register.due(until, 10) if item.due <= until]:
            self.clock.move_to(max(self.clock.now(), due[0].due))
            self.live_on.come_due(due[0].group_id, self.clock.now())
        self.clock.move_to(until)

    def read_by(self, userid: str) -> list[str]:
        who = self.ids[userid]
        return [told.text for told in self.messenger.told if told.person_id == who]

    def cards_of(self, userid: str) -> list[Card]:
        who = self.ids[userid]
        return [handed.card for handed in self.messenger.handed if handed.person_id == who]

    def orders(self, group_id: str = "group-1") -> list[tuple[str, str]]:
        found = sorted(self.ledger.discipline(group_id, "").orders, key=lambda order: order.at)
        return [(order.act.value, order.wanted) for order in found]
