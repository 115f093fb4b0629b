"""Forms that ask for something in the life of a group: for the group, or for a later end."""

from collections.abc import Mapping
from datetime import date, timedelta

from qungui.acceptance.law import offices_in
from qungui.acceptance.plan import DEPARTMENT, OWNER, Deed, Plan
from qungui.acceptance.played.replies import Asked, Reply
from qungui.acceptance.played.scene import Kind, Scene
from qungui.acceptance.scenario import NotCarriedError
from qungui.acceptance.stage import Stage
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.lifecycle.ending import lacking
from qungui.lifecycle.fields import Field, field_of, kind_of
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Filing, LifeState
from qungui.usecases.draft_group import DraftGroup, Handed
from qungui.usecases.find_ground import FindGround
from qungui.usecases.group_form import Sender
from qungui.usecases.live_on import LiveOn, Wanted
from qungui.usecases.name_office import NameOffice
from qungui.usecases.name_people import NamePeople
from qungui.usecases.order_for_group import OrderForGroup
from qungui.usecases.propose_group import Proposed, ProposeGroup

NEW_GROUP, LATER_END = "form group-create", "form dissolution-extension"

_A_MONTH, _SOON = timedelta(days=30), timedelta(minutes=5)
_WAY = (
    *((Step.AGREE, "分管领导"), (Step.CREATE, OWNER), (Step.FILE, OWNER)),
    *((Step.CONFIRM, "人事行政部"), (Step.CONFIRM, DEPARTMENT), (Step.STAFF, OWNER)),
    (Step.END, OWNER),
)
"""The steps that lead from a form to the end of a group's matter, and who takes them."""


def set_up(scene: Scene, plan: Plan) -> None:
    """Before a form, the offices are held, and the group on file has come to its state."""
    if plan.deed is None or plan.deed.name not in DEEDS:
        return
    directory, clock = scene.stage.directory, scene.stage.clock
    name = NameOffice(directory=directory, organisation=directory, clock=clock)
    for office in offices_in(plan.edition):
        name(plan.edition.rulebook, office, [scene.people[office].person_id])
    if plan.state is not None:
        _bring(scene, plan.state)


def _bring(scene: Scene, state: LifeState) -> None:
    """
    Raises:
        NotCarriedError: No steps of ours lead there.
    """
    live_on, owner, group = _live_on(scene.stage), scene.people[OWNER].person_id, scene.group
    draft = Filing(
        group_id=group.group_id,
        rulebook=group.rulebook,
        name=group.name,
        state=LifeState.ACTIVE,
        since=scene.stage.clock.now(),
        kind=group.filed_as,
        owner=owner,
        proposed_by=owner,
    )
    stands = live_on.propose(draft)
    for step, who in _WAY:
        if (stands is None or stands.state is not state) and who in scene.people:
            moved = live_on(
                Wanted(
                    group_id=group.group_id,
                    step=step,
                    by=scene.people[who].person_id,
                    why="事项已办完",
                    names=(owner,),
                )
            )
            stands = moved if isinstance(moved, Filing) else stands
    if stands is None or stands.state is not state:
        msg = f"从表格走不到“{state}”"
        raise NotCarriedError(msg)


def _asked_for_group(scene: Scene, deed: Deed) -> Reply:
    """The form as told, with what other clauses ask for; a little later what is owed goes out."""
    stage, by = scene.stage, scene.people[deed.by].person_id
    book = MemoryGroupBook(stage.directory)
    draft = DraftGroup(
        register=stage.register,
        find=_find(stage),
        name=NamePeople(stage.people, stage.directory, book),
        clock=stage.clock,
    )
    handed = Handed(
        form_id=deed.name,
        rulebook=scene.group.rulebook,
        fields=_supplied(scene, deed),
        sender=Sender(person_id=by),
    )
    said = ProposeGroup(draft)(handed)
    if isinstance(said, Proposed):
        stage.move_to(stage.clock.now() + _SOON)
        _live_on(stage).come_due(said.filing.group_id, stage.clock.now())
    return said


def _supplied(scene: Scene, deed: Deed) -> Mapping[str, str]:
    """What only clauses ask for that the scenario is not about is as it should be."""
    law = _law(scene, deed.fields)
    asked = {Field.NAME: set[str](), **_askers(law)}
    told = {field_of(word) for word in deed.fields}
    right = {
        Field.NAME: "某工作群",
        Field.UNIT: "某部门",
        Field.PURPOSE: next((word for one in law.uses for word in one.words), "工作联络"),
        Field.ADMINISTRATORS: deed.by,
        Field.ENDS_ON: (deed.at + _A_MONTH).date().isoformat(),
    }
    others = [field for field, clauses in asked.items() if scene.clause_id not in clauses]
    return {
        **{field: right.get(field, "已写明") for field in others if field not in told},
        **deed.fields,
    }


def _askers(law: GroupLaw) -> Mapping[Field, set[str]]:
    """By field, the clauses that ask for it; whoever says who may found a group, asks for that."""
    asked = dict[Field, set[str]]()
    for one in law.required:
        for field in filter(None, map(field_of, one.words)):
            asked.setdefault(field, set()).add(one.clause_id)
    for one in law.initiators:
        asked.setdefault(Field.UNIT, set()).add(one.clause_id)
    return asked


def _asked_later(scene: Scene, deed: Deed) -> Reply:
    """By the words of the regulation, first why, then until when."""
    law = _law(scene, {Field.KIND: scene.group.filed_as})
    why, until = (deed.fields.get(word, "") for word in law.postponed_with)
    on = date.fromisoformat(until) if until else None
    wanted = Wanted(
        group_id=scene.group.group_id,
        step=Step.ASK_LATER,
        by=scene.people[deed.by].person_id,
        why=why,
        on=on,
    )
    said = _live_on(scene.stage)(wanted)
    lacks = lacking(law, Taken(step=Step.ASK_LATER, at=deed.at, why=why, on=on))
    return Asked(lacks if said is Denied.LACKS else ())


def _law(scene: Scene, fields: Mapping[str, str]) -> GroupLaw:
    find, rulebook = _find(scene.stage), scene.group.rulebook
    ground = find.under(rulebook, "")
    said = next((value for word, value in fields.items() if field_of(word) is Field.KIND), "")
    kind = "" if ground is None else kind_of(said, ground.law.kinds)
    ground = find.under(rulebook, kind)
    if ground is None:
        msg = "这部规定没有发布"
        raise NotCarriedError(msg)
    return ground.law


def _find(stage: Stage) -> FindGround:
    return FindGround(directory=stage.directory, organisation=stage.directory, clock=stage.clock)


def _live_on(stage: Stage) -> LiveOn:
    order = OrderForGroup(ledger=stage.ledger, directory=stage.directory, clock=stage.clock)
    return LiveOn(
        register=stage.register,
        find=_find(stage),
        order=order,
        messenger=stage.messenger,
        people=stage.people,
        clock=stage.clock,
    )


DEEDS: Mapping[str, Kind] = {
    NEW_GROUP: Kind("ProposeGroup；别的条款要求而场景没有提的栏目，按规定补上", _asked_for_group),
    LATER_END: Kind("LiveOn 申请延期解散", _asked_later),
}
