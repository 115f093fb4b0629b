"""Stored shapes of cases, standings and petitions."""

from datetime import datetime, timedelta
from typing import Any, Self

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.decisions import decision_from_json, decision_to_json
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.rows import Expiry, Instant, Json, Row
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState, Weight
from qungui.model.group import Mode
from qungui.model.ids import Alias
from qungui.model.ledger import Standing
from qungui.model.petition import Petition, PetitionKind, PetitionState

MAY_COME_AGAIN = timedelta(days=14)
"""For so long a message may wait among the dead letters."""


class RecallItem(Row):
    """
    A recall, for a case that is opened after it.

    Attributes:
        ttl: Once its message cannot come any more.
    """

    at = Instant()
    ttl = Expiry()

    @classmethod
    def of(cls, pk: str, case_id: str, at: datetime) -> Self:
        return cls(pk, keys.recall(case_id), at=at, ttl=at + MAY_COME_AGAIN)


class OnRecordItem(Row):
    """With the person: that a group has something on record of them."""

    @classmethod
    def of(cls, group_id: str, person_id: str) -> Self:
        return cls(keys.person(person_id), keys.group(group_id))


class CaseItem(DueRow):
    case_id = UnicodeAttribute()
    message_id = UnicodeAttribute()
    sender = UnicodeAttribute()
    at = Instant()
    state = UnicodeAttribute()
    breaches = Json()
    rulebook = UnicodeAttribute()
    edition = UnicodeAttribute()
    settings_version = NumberAttribute()
    recalled_at = Instant(null=True)
    escalated = BooleanAttribute()
    order_id = UnicodeAttribute(null=True)
    weights = Json(null=True)
    decided = Json(null=True)
    voided = Json(null=True)
    reporters = Json(null=True)
    version = NumberAttribute(default=0)

    @classmethod
    def of(cls, case: Case, *, version: int) -> Self:
        """Stored under *version*, whatever the value says."""
        item = cls(
            keys.member(case.group_id, case.person_id),
            keys.case(case.at, case.case_id),
            case_id=case.case_id,
            message_id=case.message_id,
            sender=str(case.sender),
            at=case.at,
            state=case.state.value,
            breaches=[_breach_to_json(breach) for breach in case.breaches],
            rulebook=case.rulebook,
            edition=case.edition,
            settings_version=case.settings_version,
            recalled_at=case.recalled_at,
            escalated=case.escalated,
            order_id=case.order_id or None,
            weights=[[w.ladder, w.points, w.straight_to] for w in case.weights] or None,
            decided=decision_to_json(case.decided),
            voided=decision_to_json(case.voided),
            reporters=list(case.reporters) or None,
            version=version,
        )
        item.note_due(case.due, case.case_id)
        if not item.list_waiting(case) and case.must_pass:
            item.list_under(keys.found_wrongly(case.rulebook), case.at, case.case_id)
        return item

    def value(self) -> Case:
        group_id, person_id = keys.member_from(self.pk)
        return Case(
            case_id=self.case_id,
            group_id=group_id,
            person_id=person_id,
            message_id=self.message_id,
            sender=Alias.parse(self.sender),
            at=self.at,
            state=CaseState(self.state),
            breaches=tuple(_breach_from_json(raw) for raw in self.breaches),
            rulebook=self.rulebook,
            edition=self.edition,
            settings_version=int(self.settings_version),
            due=self.due,
            recalled_at=self.recalled_at,
            escalated=self.escalated,
            order_id=self.order_id or "",
            weights=tuple(Weight(*raw) for raw in self.weights or ()),
            decided=decision_from_json(self.decided),
            voided=decision_from_json(self.voided),
            reporters=tuple(self.reporters or ()),
            version=int(self.version),
        )


class PetitionItem(DueRow):
    petition_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    about = UnicodeAttribute()
    words = UnicodeAttribute()
    at = Instant()
    by = UnicodeAttribute()
    freezes = BooleanAttribute()
    state = UnicodeAttribute()
    decided = Json(null=True)
    version = NumberAttribute()

    @classmethod
    def of(cls, petition: Petition, *, version: int) -> Self:
        """Stored under *version*, whatever the value says."""
        item = cls(
            keys.member(petition.group_id, petition.person_id),
            keys.petition(petition.petition_id),
            petition_id=petition.petition_id,
            kind=petition.kind.value,
            about=petition.about,
            words=petition.words,
            at=petition.at,
            by=petition.by,
            freezes=petition.freezes,
            state=petition.state.value,
            decided=decision_to_json(petition.decided),
            version=version,
        )
        item.note_due(petition.due, petition.petition_id)
        item.list_waiting(petition)
        return item

    def value(self) -> Petition:
        group_id, person_id = keys.member_from(self.pk)
        return Petition(
            petition_id=self.petition_id,
            kind=PetitionKind(self.kind),
            group_id=group_id,
            person_id=person_id,
            about=self.about,
            words=self.words,
            at=self.at,
            by=self.by,
            freezes=bool(self.freezes),
            state=PetitionState(self.state),
            decided=decision_from_json(self.decided),
            due=self.due,
            version=int(self.version),
        )


class StandingItem(Row):
    rulebook = UnicodeAttribute()
    ladder = UnicodeAttribute()
    level = NumberAttribute()
    groups = Json(null=True)
    version = NumberAttribute()

    @classmethod
    def of(cls, pk: str, standing: Standing, *, version: int) -> Self:
        """Stored under *version*, whatever the value says."""
        return cls(
            pk,
            keys.standing(standing.rulebook, standing.ladder),
            rulebook=standing.rulebook,
            ladder=standing.ladder,
            level=standing.level,
            groups=list(standing.groups) or None,
            version=version,
        )

    def value(self) -> Standing:
        return Standing(
            rulebook=self.rulebook,
            ladder=self.ladder,
            level=int(self.level),
            groups=tuple(self.groups or ()),
            version=int(self.version),
        )


def _breach_to_json(breach: Breach) -> dict[str, Any]:
    return {
        "clause": breach.clause_id,
        "topic": breach.topic,
        "automatic": breach.automatic,
        "mode": breach.mode.value,
        "reason": breach.reason,
        "evidence": breach.evidence,
        "score": breach.score,
        "occasion": breach.occasion,
        **({} if breach.act is None else {"act": breach.act.value}),
    }


def _breach_from_json(raw: dict[str, Any]) -> Breach:
    return Breach(
        clause_id=raw["clause"],
        topic=raw["topic"],
        automatic=raw["automatic"],
        mode=Mode(raw["mode"]),
        reason=raw["reason"],
        evidence=raw["evidence"],
        score=raw["score"],
        occasion=raw["occasion"],
        act=Act(raw["act"]) if "act" in raw else None,
    )
