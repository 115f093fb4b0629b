"""What happens in another way than by a message, each by the use case that people reach it by."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from qungui.acceptance.plan import LEVELS, Deed
from qungui.acceptance.played import forms, life, rosters
from qungui.acceptance.played.replies import Reply
from qungui.acceptance.played.scene import Kind, Scene
from qungui.acceptance.scenario import NotCarriedError
from qungui.engine.authority import Bar
from qungui.engine.petitions import Denied
from qungui.engine.reports import Told
from qungui.engine.shortfall import Shortfall
from qungui.engine.watching import GRACE
from qungui.model.act import Act
from qungui.model.case import CaseRef
from qungui.usecases.bring_up import BringUp
from qungui.usecases.enter_finding import EnterFinding, Sight
from qungui.usecases.make_petition import MakePetition
from qungui.usecases.package_evidence import PackageEvidence
from qungui.usecases.pass_on_report import PassOnReport
from qungui.usecases.permit_order import Answer, PermitOrder
from qungui.usecases.review_case import ReviewCase, Verdict
from qungui.usecases.settle_demand import End, SettleDemand
from qungui.usecases.stop_talk import StopTalk

WATCH_LOOKS = ("schedule response-timer", "schedule ack-report", "schedule admin-answer-check")
"""Events that follow a message and are none themselves."""

BROUGHT_UP = ("form report", "form feedback")
"""What members say themselves of what they would have seen to."""


def _decided(verdict: Verdict) -> Callable[[Scene, Deed], Reply]:
    """On a finding, or on what an automatic one has proposed: as its card asks."""

    def decide(scene: Scene, deed: Deed) -> Reply:
        ref = _case(scene, deed)
        case = scene.stage.discipline(scene.group, scene.member).case(ref.case_id)
        if case is not None and case.to_review:
            return _barred(ReviewCase(scene.stage.move)(ref, scene.word(deed), verdict))
        return _permitted(scene, deed, ref, verdict)

    return decide


def _permitted(scene: Scene, deed: Deed, ref: CaseRef, verdict: Verdict) -> Reply:
    answer = Answer.GO if verdict is Verdict.CONFIRM else Answer.DECLINE
    permit, said = PermitOrder(scene.stage.move), list[Reply]()
    for order in scene.stage.discipline(scene.group, scene.member).orders:
        if order.awaits_confirmation and ref.case_id in order.case_ids:
            said.append(_barred(permit(order.ref, scene.word(deed), answer)))
    return next(iter(said), None)


def _graded(scene: Scene, deed: Deed, level: str) -> Reply:
    """How grave a finding is; where none is known, it is entered as one of the clause's own."""
    if deed.matter not in scene.cases:
        return _entered(scene, deed)
    ref = _case(scene, deed)
    word = replace(scene.word(deed), choice=level)
    return _barred(ReviewCase(scene.stage.move)(ref, word, Verdict.CONFIRM))


def _minor(scene: Scene, deed: Deed) -> Reply:
    return _graded(scene, deed, LEVELS["轻微"])


def _serious(scene: Scene, deed: Deed) -> Reply:
    return _graded(scene, deed, LEVELS["严重"])


def _entered(scene: Scene, deed: Deed) -> Reply:
    seen = Sight(
        group_id=scene.group.group_id,
        person_id=scene.member.person_id,
        clause_id=scene.clause_id,
        occasion=deed.matter or deed.name,
    )
    return _barred(EnterFinding(scene.stage.move, scene.stage.people)(seen, scene.word(deed)))


def _remove(scene: Scene, deed: Deed) -> Reply:
    permit, where = PermitOrder(scene.stage.move), scene.group.group_id
    said = permit.of_act(where, scene.member.person_id, Act.REMOVE, scene.word(deed))
    return said if isinstance(said, Shortfall) else _barred(said)


def _met(scene: Scene, deed: Deed) -> Reply:
    settle = SettleDemand(scene.stage.move)
    for order in scene.stage.discipline(scene.group, scene.member).orders:
        if order.is_demand_open:
            return _barred(settle(order.ref, scene.word(deed), End.MET))
    return None


def _stopped(scene: Scene, deed: Deed) -> Reply:
    word, where = scene.word(deed), scene.group.group_id
    return _stop(scene).member(where, scene.member.person_id, word)


def _topic_ended(scene: Scene, deed: Deed) -> Reply:
    word = replace(scene.word(deed), why=str(deed.told["topic"]))
    return _stop(scene).topic(scene.group.group_id, word)


def _stop(scene: Scene) -> StopTalk:
    return StopTalk(move=scene.stage.move, order=scene.office.live_on.order)


def _packaged(scene: Scene, deed: Deed) -> Reply:
    package = PackageEvidence(scene.stage.move, scene.stage.ledger.audit)
    return package(_case(scene, deed), by=scene.people[deed.by].person_id)


def _appealed(scene: Scene, deed: Deed) -> Reply:
    by, where = scene.people[deed.by].person_id, scene.group.group_id
    petition = MakePetition(scene.stage.move)
    said = petition.against_removal(where, scene.member.person_id, deed.words, by)
    return said if isinstance(said, (Bar, Denied)) else None


def _brought_up(scene: Scene, deed: Deed) -> Reply:
    """As whoever fills in the form would say it to the desk."""
    by, where, fields = scene.people[deed.by].person_id, scene.group.group_id, deed.fields
    words = "：".join(filter(None, map(fields.get, ("类型", "说明", "内容"))))
    if not deed.about:
        BringUp(scene.stage.move)(where, by, words, deed.name)
        return None
    about = scene.people[deed.about].person_id
    told = Told(group_id=where, about=about, by=by, words=words, occasion=deed.name)
    PassOnReport(scene.stage.move)(told)
    return None


def _passed(scene: Scene, deed: Deed) -> Reply:
    scene.stage.pass_time(deed.at)
    return None


def _answers_looked_at(scene: Scene, deed: Deed) -> Reply:
    """The sweep that comes once late messages are there."""
    scene.stage.pass_time(deed.at + GRACE)
    return None


_CONFIRM = Kind("ReviewCase 认定；系统已提议处理的，PermitOrder 同意", _decided(Verdict.CONFIRM))
_DISMISS = Kind(
    "ReviewCase 不成立；系统已提议处理的，PermitOrder 不执行", _decided(Verdict.DISMISS)
)
_SWEEP = Kind("时间走到此刻，SweepDue 和 DispatchOrder 处理到期的事", _passed)

DEEDS: Mapping[str, Kind] = {
    "admin-command confirm-violation": _CONFIRM,
    "admin-command verify-report": _CONFIRM,
    "admin-command confirm-fine": _CONFIRM,
    "admin-command refer": _CONFIRM,
    "admin-command dismiss-case": _DISMISS,
    "admin-command reject-report": _DISMISS,
    "admin-command mark-minor": Kind("ReviewCase 认定，轻微一档", _minor),
    "admin-command mark-serious": Kind(
        "ReviewCase 认定，严重一档；没有这一件时 EnterFinding", _serious
    ),
    "admin-command confirm-removal": Kind("PermitOrder 同意移出", _remove),
    "admin-command mark-red-packet-sent": Kind("SettleDemand 已办到", _met),
    "admin-command prepare-evidence": Kind("PackageEvidence", _packaged),
    "admin-command stop-content": Kind("StopTalk 请一人停发", _stopped),
    "admin-command terminate-topic": Kind("StopTalk 终止话题", _topic_ended),
    **dict.fromkeys(BROUGHT_UP, Kind("BringUp；写了被举报人的，PassOnReport", _brought_up)),
    "form appeal": Kind("MakePetition 不服移出", _appealed),
    **forms.DEEDS,
    **rosters.DEEDS,
    "schedule ladder-check": _SWEEP,
    "schedule apology-check": _SWEEP,
    "schedule issue-check": _SWEEP,
    **dict.fromkeys(
        WATCH_LOOKS, Kind("时间走到此刻，再等迟到的消息，SweepDue 和 RunWatch", _answers_looked_at)
    ),
    **life.DEEDS,
}
"""The published table of events that are no messages."""


def done(scene: Scene, deed: Deed) -> Reply:
    """At its time, with all that follows; then those who must say their word are asked for it."""
    scene.stage.move_to(deed.at)
    said = DEEDS[deed.name].do(scene, deed)
    scene.stage.settle()
    scene.stage.ask()
    return said


def _case(scene: Scene, deed: Deed) -> CaseRef:
    """
    Raises:
        NotCarriedError: It is about nothing that was told.
    """
    if deed.matter not in scene.cases:
        msg = f"前提里没有“{deed.matter}”这一件"
        raise NotCarriedError(msg)
    return scene.cases[deed.matter]


def _barred(said: object) -> Bar | None:
    return said if isinstance(said, Bar) else None
