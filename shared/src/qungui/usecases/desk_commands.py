"""Every command of the desk with what carries it out."""

from qungui.ports import (
    Activity,
    AuditLog,
    GroupBook,
    Issues,
    Messenger,
    Organisation,
    People,
    Permits,
    Register,
    RosterChecks,
    Watches,
    Worklist,
)
from qungui.usecases.appoint import Appoint
from qungui.usecases.bring_up import BringUp
from qungui.usecases.change_settings import ChangeSettings
from qungui.usecases.decider_commands import DeciderCommands
from qungui.usecases.draft_group import DraftGroup
from qungui.usecases.enter_finding import EnterFinding
from qungui.usecases.excuse_member import ExcuseMember
from qungui.usecases.exempt_member import ExemptMember
from qungui.usecases.find_member import FindMember
from qungui.usecases.find_waiting import FindWaiting
from qungui.usecases.form_commands import FormCommands
from qungui.usecases.give_permit import GivePermit
from qungui.usecases.issue_commands import IssueCommands
from qungui.usecases.life_commands import LifeCommands
from qungui.usecases.lift_order import LiftOrder
from qungui.usecases.link_found import LinkFound
from qungui.usecases.live_on import living_on
from qungui.usecases.make_petition import MakePetition
from qungui.usecases.manager_commands import ManagerCommands
from qungui.usecases.member_commands import MemberCommands
from qungui.usecases.move_member import MoveMember
from qungui.usecases.mute_member import MuteMember
from qungui.usecases.name_group import NameGroup
from qungui.usecases.name_people import NamePeople
from qungui.usecases.package_evidence import PackageEvidence
from qungui.usecases.pardon_case import PardonCase
from qungui.usecases.pass_on_report import PassOnReport
from qungui.usecases.permit_member import PermitMember
from qungui.usecases.plan_checks import PlanChecks
from qungui.usecases.propose_group import ProposeGroup
from qungui.usecases.read_group_record import ReadGroupRecord
from qungui.usecases.read_issue import ReadIssue
from qungui.usecases.read_member_file import ReadMemberFile
from qungui.usecases.read_watch import ReadWatch
from qungui.usecases.roster_commands import RosterCommands
from qungui.usecases.run_commands import RunCommands
from qungui.usecases.serve_command import Handlers
from qungui.usecases.start_watch import StartWatch
from qungui.usecases.state_money import StateMoney
from qungui.usecases.stop_talk import StopTalk
from qungui.usecases.tell_issue import TellIssue
from qungui.usecases.tick_duty import TickDuty
from qungui.usecases.watch_commands import WatchCommands


def desk_commands(  # noqa: PLR0913 - one for each port
    *,
    move: MoveMember,
    people: People,
    book: GroupBook,
    worklist: Worklist,
    audit_log: AuditLog,
    register: Register,
    organisation: Organisation,
    messenger: Messenger,
    permits: Permits,
    checks: RosterChecks,
    watches: Watches,
    issues: Issues,
    activity: Activity,
) -> Handlers:
    """All but help, which the desk gives itself."""
    records = ReadMemberFile(move=move, people=people)
    find = FindMember(book, people, move.ledger)
    members = MemberCommands(records, MakePetition(move), find, PassOnReport(move), BringUp(move))
    deciders = DeciderCommands(move=move, find=FindWaiting(move, people), worklist=worklist)
    directory, clock = move.directory, move.clock
    rosters = RosterCommands(
        find=find,
        permit=GivePermit(permits=permits, directory=directory, book=book, clock=clock),
        plan=PlanChecks(book=book, directory=directory, checks=checks, clock=clock),
        book=book,
        directory=directory,
    )
    managers = ManagerCommands(
        find=find,
        enter=EnterFinding(move, people),
        pardon=PardonCase(move),
        package=PackageEvidence(move, audit_log),
        lift=LiftOrder(move),
        exempt=ExemptMember(ChangeSettings(directory=directory, clock=clock)),
        records=records,
        money=StateMoney(
            directory=directory,
            ledger=move.ledger,
            worklist=worklist,
            people=people,
            clock=clock,
        ),
        clock=clock,
    )
    live_on = living_on(
        register=register,
        organisation=organisation,
        move=move,
        messenger=messenger,
        people=people,
        record=ReadGroupRecord(book=book, ledger=move.ledger, audit_log=audit_log),
    )
    life = LifeCommands(
        register=register,
        live_on=live_on,
        find=find,
        link=LinkFound(live_on=live_on, directory=directory, book=book),
        tick=TickDuty(register=register, find=live_on.find, clock=clock),
    )
    run = RunCommands(
        register=register,
        find=find,
        appoint=Appoint(
            register=register,
            find=live_on.find,
            directory=directory,
            live_on=live_on,
            clock=clock,
        ),
        name=NameGroup(register=register, find=live_on.find, order=live_on.order, clock=clock),
        permit=PermitMember(register=register, find=live_on.find, clock=clock),
        mute=MuteMember(directory=directory, order=live_on.order),
        stop=StopTalk(move=move, order=live_on.order),
    )
    answers = WatchCommands(
        find=find,
        watches=watches,
        start=StartWatch(watches, activity),
        excuse=ExcuseMember(watches, move),
        read=ReadWatch(people),
    )
    draft = DraftGroup(
        register=register,
        find=live_on.find,
        name=NamePeople(people, directory, book),
        clock=clock,
    )
    forms = FormCommands(propose=ProposeGroup(draft), directory=directory, people=people)
    problems = IssueCommands(find=find, read=ReadIssue(issues, people), tell=TellIssue(move))
    carried = (members, deciders, managers, rosters, answers, problems, forms, life, run)
    return {verb: act for each in carried for verb, act in each.handlers().items()}
