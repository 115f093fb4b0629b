"""The form that a group is on record by, e.g. 工作微信群备案表: blank, or of a group on file."""

from collections.abc import Iterator, Mapping

from qungui.lifecycle.fields import Field, asked_for, field_of
from qungui.lifecycle.law import GroupLaw
from qungui.model.filing import Filing
from qungui.model.paper import Paper, PaperRow
from qungui.notices import papers
from qungui.notices.on_file import STATES
from qungui.usecases.group_form import fields_of

_TALL = {Field.PURPOSE, Field.SCOPE, Field.MEMBERS}


def blank_record(law: GroupLaw) -> Paper:
    """For a group of the law's kind, to be filled in by hand."""
    signing = (papers.PROPOSER, *map(papers.opinion, law.approvers), *_registration(law))
    return _paper(law, {Field.KIND: law.kind}, dict.fromkeys(signing, papers.TO_SIGN))


def filled_record(filing: Filing, law: GroupLaw, names: Mapping[str, str]) -> Paper:
    """With all that is on file; *names*: how people are called, by person id."""
    return _paper(law, _written(filing, law, names), _signed(filing, law, names))


def _paper(law: GroupLaw, written: Mapping[str, str], signed: Mapping[str, str]) -> Paper:
    rows = (
        PaperRow(
            label=each.name,
            value=written.get(which, ""),
            hint=each.hint,
            tall=which in _TALL or which not in set(Field),
        )
        for each in fields_of(law)
        for which in [field_of(each.name) or each.name]
    )
    return Paper(
        title=law.form or papers.RECORD,
        rows=tuple(rows),
        signed=tuple(PaperRow(label=label, value=value) for label, value in signed.items()),
        foot=papers.HOW_TO_FILL,
    )


def _written(filing: Filing, law: GroupLaw, names: Mapping[str, str]) -> Mapping[str, str]:
    """By ``Field``, or by the word of what only one regulation asks for."""
    return dict(_further(filing, law)) | {
        Field.KIND: filing.kind,
        Field.NAME: filing.name,
        Field.UNIT: filing.unit,
        Field.PURPOSE: filing.purpose,
        Field.SCOPE: filing.scope,
        Field.OWNER: names.get(filing.owner, ""),
        Field.ADMINISTRATORS: _all(filing.administrators, names),
        Field.MEMBERS: filing.belongs or _all(filing.members, names),
        Field.ENDS_ON: str(filing.ends_on or ""),
    }


def _further(filing: Filing, law: GroupLaw) -> Iterator[tuple[str, str]]:
    """It is kept with the purpose."""
    for part in filing.purpose.split("；"):
        word, _, value = part.partition("：")
        if word in asked_for(law) and field_of(word) is None:
            yield word, value


def _signed(filing: Filing, law: GroupLaw, names: Mapping[str, str]) -> Mapping[str, str]:
    opinions = dict.fromkeys(map(papers.opinion, law.approvers), papers.TO_SIGN)
    for office, one in zip(list(opinions), filing.approvals, strict=False):
        on = one.at.astimezone(law.calendar.zone).date()
        opinions[office] = papers.said(names.get(one.by, ""), on, one.why, agreed=one.agreed)
    stands = papers.registered(filing.number, STATES[filing.state])
    proposer = names.get(filing.proposed_by, papers.TO_SIGN)
    return {papers.PROPOSER: proposer, **opinions, **dict.fromkeys(_registration(law), stands)}


def _registration(law: GroupLaw) -> Iterator[str]:
    if law.registrar:
        yield papers.registration(law.registrar)


def _all(people: tuple[str, ...], names: Mapping[str, str]) -> str:
    return "、".join(names[who] for who in people if who in names)
