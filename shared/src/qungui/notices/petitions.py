"""What a member, or those in charge, hear of an appeal or an application to come back."""

from qungui.model.group import Group
from qungui.model.ledger import Discipline
from qungui.model.petition import Petition, PetitionKind, PetitionState

PETITIONS = {
    PetitionKind.APPEAL: "申诉",
    PetitionKind.RE_ENTRY: "回群申请",
    PetitionKind.PARDON: "处理",
}


def told(petition: Petition, group: Group, discipline: Discipline) -> str:
    """Who asked hears the outcome; those in charge that it waits."""
    what, case = PETITIONS[petition.kind], discipline.case(petition.about)
    clauses = "" if case is None else "、".join(breach.clause_id for breach in case.breaches)
    about = f"（{clauses}）" if clauses else ""
    why = "" if petition.decided is None else petition.decided.why
    reason = f"理由：{why}。" if why else ""
    match petition.state:
        case PetitionState.OPEN:
            return f"【待办提醒】“{group.name}”有一件{what}{about}超过期限仍未决定，请尽快办理。"
        case PetitionState.REFUSED:
            return f"【{what}结果】您在“{group.name}”的{what}{about}未获支持。{reason}"
        case _ if petition.kind is PetitionKind.RE_ENTRY:
            return f"【{what}结果】您可以回到“{group.name}”。{reason}"
        case _:
            return (
                f"【{what}结果】您在“{group.name}”的这次记录{about}已撤销，不再计入；"
                f"因它而起的处理一并撤回。{reason}"
            )
