"""How a group comes into use: agreed to, made, filed, confirmed, staffed. Pure."""

from dataclasses import replace

from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.moves import Step
from qungui.lifecycle.placing import all_agreed, entered, owing, plainly
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Filing, LifeState, Said, Sends, plain_name

S = LifeState


def founded(law: GroupLaw) -> LifeState:
    """Where a group is once nobody has to agree any more."""
    if law.registrar:
        return S.AWAITING_FILING
    return S.AWAITING_SETUP if law.setup else S.ACTIVE


def answered(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if taken.by == filing.proposed_by:
        return Denied.OWN_REQUEST
    agreed = taken.step is Step.AGREE
    said = Said(by=taken.by, at=taken.at, agreed=agreed, why=taken.why)
    if any(each.by == said.by for each in filing.approvals):
        return Denied.NOT_NOW
    heard = replace(filing, approvals=(*filing.approvals, said))
    state = filing.state if agreed else S.REJECTED
    sends = (Sends.RESULT, Sends.CREATION) if agreed and all_agreed(heard, law) else (Sends.RESULT,)
    return owing(entered(heard, state, taken.at, law), sends, taken.at)


def created(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not all_agreed(filing, law):
        return Denied.NOT_AGREED
    if not law.registrar:
        made = entered(filing, _confirmed(law), taken.at, law)
        return owing(made, (Sends.RULES,), taken.at)
    made = entered(filing, S.FILING_SENT, taken.at, law)
    return owing(made, (Sends.RULES, Sends.FORM), taken.at)


def filed(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    return plainly(filing, taken, law) if _is_form(taken.form, law) else Denied.NO_FORM


def registered(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    numbered = replace(filing, number=taken.number or filing.number)
    return owing(entered(numbered, _confirmed(law), taken.at, law), (Sends.RESULT,), taken.at)


def staffed(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    named = {role: (who,) for role, who in zip(law.setup, taken.names, strict=False)}
    filled = replace(filing, roles={**filing.roles, **named})
    if any(not filled.roles.get(role) for role in law.setup):
        return Denied.NOBODY_NAMED
    return owing(entered(filled, S.ACTIVE, taken.at, law), (Sends.RESULT,), taken.at)


def adopted(filing: Filing, taken: Taken, law: GroupLaw) -> Filing:
    state = founded(law)
    sends = (Sends.FORM_ASKED,) if state is S.AWAITING_FILING else ()
    return owing(entered(filing, state, taken.at, law), sends, taken.at)


def _confirmed(law: GroupLaw) -> LifeState:
    return S.AWAITING_SETUP if law.setup else S.ACTIVE


def _is_form(said: str, law: GroupLaw) -> bool:
    """Whether it is the one that the regulation has for it, also as a file or in short."""
    said = plain_name(said)
    return not law.form or law.form in said or (bool(said) and law.form.endswith(said))
