"""Stored shapes of the register of groups."""

from datetime import date
from typing import Any, Self

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.rows import Instant, Json, Row
from qungui.model.filing import (
    Checklist,
    Ending,
    Filing,
    LifeState,
    Notice,
    Postponement,
    Said,
    Sends,
)
from qungui.wire import time_from_text, time_to_text

type Stored = dict[str, Any]


class FilingItem(DueRow):
    """Due when time decides about its group, or somebody is asked again."""

    rulebook = UnicodeAttribute()
    name = UnicodeAttribute()
    state = UnicodeAttribute()
    since = Instant()
    kind = UnicodeAttribute(null=True)
    unit = UnicodeAttribute(null=True)
    purpose = UnicodeAttribute(null=True)
    scope = UnicodeAttribute(null=True)
    owner = UnicodeAttribute(null=True)
    administrators = Json()
    members = Json()
    belongs = UnicodeAttribute(null=True)
    roles = Json(null=True)
    permissions = Json(null=True)
    leaving = Json(null=True)
    duties = Json(null=True)
    ends_on = UnicodeAttribute(null=True)
    number = UnicodeAttribute(null=True)
    proposed_by = UnicodeAttribute(null=True)
    approvals = Json()
    ending = Json(null=True)
    notice = Json(null=True)
    postponed = Json()
    owed = Json()
    chases = NumberAttribute()
    version = NumberAttribute()

    @classmethod
    def of(cls, filing: Filing, *, version: int) -> Self:
        """Stored under *version*, whatever the value says."""
        item = cls(
            keys.group(filing.group_id),
            keys.FILING,
            rulebook=filing.rulebook,
            name=filing.name,
            state=filing.state.value,
            since=filing.since,
            kind=filing.kind or None,
            unit=filing.unit or None,
            purpose=filing.purpose or None,
            scope=filing.scope or None,
            owner=filing.owner or None,
            administrators=list(filing.administrators),
            members=list(filing.members),
            belongs=filing.belongs or None,
            permissions={each: dict(said) for each, said in filing.permissions.items()} or None,
            roles={role: list(people) for role, people in filing.roles.items()} or None,
            leaving=list(filing.leaving) or None,
            duties={clause: _checklist_to_json(one) for clause, one in filing.duties.items()},
            ends_on=_day_to_text(filing.ends_on),
            number=filing.number or None,
            proposed_by=filing.proposed_by or None,
            approvals=[_said_to_json(said) for said in filing.approvals],
            ending=_ending_to_json(filing.ending),
            notice=_notice_to_json(filing.notice),
            postponed=[_postponement_to_json(each) for each in filing.postponed],
            owed=[each.value for each in filing.owed],
            chases=filing.chases,
            version=version,
        )
        item.note_due(filing.due, filing.group_id)
        item.list_key = keys.FILINGS_LIST
        item.list_sort = keys.filed_sort(filing.state.value, filing.since, filing.group_id)
        return item

    def value(self) -> Filing:
        return Filing(
            group_id=keys.group_from(self.pk),
            rulebook=self.rulebook,
            name=self.name,
            state=LifeState(self.state),
            since=self.since,
            kind=self.kind or "",
            unit=self.unit or "",
            purpose=self.purpose or "",
            scope=self.scope or "",
            owner=self.owner or "",
            administrators=tuple(self.administrators),
            members=tuple(self.members),
            belongs=self.belongs or "",
            permissions=self.permissions or {},
            roles={role: tuple(people) for role, people in (self.roles or {}).items()},
            leaving=tuple(self.leaving or ()),
            duties={
                clause: _checklist_from_json(raw) for clause, raw in (self.duties or {}).items()
            },
            ends_on=_day_from_text(self.ends_on),
            number=self.number or "",
            proposed_by=self.proposed_by or "",
            approvals=tuple(_said_from_json(raw) for raw in self.approvals),
            ending=_ending_from_json(self.ending),
            notice=_notice_from_json(self.notice),
            postponed=tuple(_postponement_from_json(raw) for raw in self.postponed),
            owed=tuple(Sends(each) for each in self.owed),
            due=self.due,
            chases=int(self.chases),
            version=int(self.version),
        )


class NumberItem(Row):
    """A number of the register, and whose it is."""

    group_id = UnicodeAttribute()


class NameItem(Row):
    """That a group is, or was, on file under a name."""


def _said_to_json(said: Said) -> Stored:
    return {"by": said.by, "at": time_to_text(said.at), "agreed": said.agreed, "why": said.why}


def _said_from_json(raw: Stored) -> Said:
    return Said(**{**raw, "at": time_from_text(raw["at"])})


def _ending_to_json(ending: Ending | None) -> Stored | None:
    if ending is None:
        return None
    return {"reason": ending.reason, "by": ending.by, "at": time_to_text(ending.at)}


def _ending_from_json(raw: Stored | None) -> Ending | None:
    return None if raw is None else Ending(**{**raw, "at": time_from_text(raw["at"])})


def _notice_to_json(notice: Notice | None) -> Stored | None:
    if notice is None:
        return None
    return {
        "reason": notice.reason,
        "on": notice.on.isoformat(),
        "operator": notice.operator,
        "at": time_to_text(notice.at),
    }


def _notice_from_json(raw: Stored | None) -> Notice | None:
    if raw is None:
        return None
    return Notice(**{**raw, "on": date.fromisoformat(raw["on"]), "at": time_from_text(raw["at"])})


def _postponement_to_json(each: Postponement) -> Stored:
    return {
        "asked_by": each.asked_by,
        "at": time_to_text(each.at),
        "why": each.why,
        "until": each.until.isoformat(),
        "said": None if each.said is None else _said_to_json(each.said),
    }


def _postponement_from_json(raw: Stored) -> Postponement:
    return Postponement(
        asked_by=raw["asked_by"],
        at=time_from_text(raw["at"]),
        why=raw["why"],
        until=date.fromisoformat(raw["until"]),
        said=None if raw["said"] is None else _said_from_json(raw["said"]),
    )


def _checklist_to_json(one: Checklist) -> Stored:
    done = None if one.done_at is None else time_to_text(one.done_at)
    return {"asked_at": time_to_text(one.asked_at), "done_at": done}


def _checklist_from_json(raw: Stored) -> Checklist:
    return Checklist(**{name: text and time_from_text(text) for name, text in raw.items()})


def _day_to_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day_from_text(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
