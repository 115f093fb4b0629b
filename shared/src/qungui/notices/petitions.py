"""What a member, or those in charge, hear of an appeal or an application to come back."""

from datetime import datetime

from qungui.model.decision import TAKEN_BACK
from qungui.model.group import Group
from qungui.model.ledger import Discipline
from qungui.model.petition import Petition, PetitionKind, PetitionState
from qungui.notices.compose import local_time

PETITIONS = {
    PetitionKind.APPEAL: "申诉",
    PetitionKind.RE_ENTRY: "回群申请",
    PetitionKind.PARDON: "撤销记录",
}
_TAKEN_BACK = "因它而起的处理一并撤回，其他记录因此减轻的，也已更正"


def told(
    petition: Petition,
    group: Group,
    discipline: Discipline,
    timezone: str,
    again: datetime | None = None,
) -> str:
    """Who asked hears the outcome, and when to ask *again*; those in charge that it waits."""
    what, about = PETITIONS[petition.kind], _about(petition, discipline, timezone)
    if petition.state is PetitionState.OPEN:
        return (
            f"【待办催办】“{group.name}”有一件{what}（{about}）已过期限仍无人决定。"
            "请尽快决定并写明理由；参与过原处理的人请回避。"
        )
    heading = "撤销通知" if petition.kind is PetitionKind.PARDON else f"{what}结果"
    then = "" if again is None else f"{local_time(again, timezone)}以后可以再次申请。"
    return f"【{heading}】{_outcome(petition, group, about)}{_why(petition)}{then}"


def _outcome(petition: Petition, group: Group, about: str) -> str:
    refused = petition.state is PetitionState.REFUSED
    match petition.kind:
        case PetitionKind.RE_ENTRY if refused:
            return f"您回到“{group.name}”的申请未获同意。"
        case PetitionKind.RE_ENTRY:
            return f"您回到“{group.name}”的申请已获同意，稍后会请您重新进群。"
        case PetitionKind.APPEAL if refused:
            return f"您就“{group.name}”的记录（{about}）提出的申诉未获支持，原处理照旧。"
        case PetitionKind.APPEAL:
            record = f"“{group.name}”的记录（{about}）已撤销，不再计入"
            return f"您的申诉成立：{record}；{_TAKEN_BACK}。"
        case _:
            return f"您在“{group.name}”的记录（{about}）已撤销，不再计入；{_TAKEN_BACK}。"


def _about(petition: Petition, discipline: Discipline, timezone: str) -> str:
    """When, and which clauses; of a way back: since when the member is out."""
    case, removal = discipline.case(petition.about), discipline.order(petition.about)
    if case is not None:
        clauses = "、".join(breach.clause_id for breach in case.breaches)
        return f"{local_time(case.at, timezone)}，{clauses}"
    if removal is None:
        return f"{local_time(petition.at, timezone)}提出"
    return f"{local_time(removal.served_at or removal.at, timezone)}移出"


def _why(petition: Petition) -> str:
    why = "" if petition.decided is None else petition.decided.why
    if why == TAKEN_BACK:
        return "理由：消息已及时撤回。"
    return f"理由：{why.rstrip('。')}。" if why else ""
