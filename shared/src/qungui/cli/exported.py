"""
A person's data as JSON, to be handed to them. docs/member-file.schema.json says what each key is.

Keys are only ever added while ``VERSION`` stays.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from qungui.model.case import Breach
from qungui.model.decision import Decision
from qungui.model.known_group import Member
from qungui.model.member_file import GroupFile, Lasting, MemberFile, Record, Stand
from qungui.model.money import owed_back
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.model.petition import Petition
from qungui.model.short_number import short_number

VERSION = 1


def exported(found: MemberFile, person: Person, members: Mapping[str, Member]) -> dict[str, Any]:
    """*members*: on whose roster they are, by group, and what it says of them."""
    return {
        "version": VERSION,
        "as_of": _time(found.at),
        "person": _person(person),
        "memberships": [_membership(*each) for each in sorted(members.items())],
        "groups": [_group(found, group) for group in found.groups],
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.person_id,
        "userid": person.userid,
        "name": person.name,
        "aliases": sorted(map(str, person.aliases)),
        "known_as": person.degree.value,
        "departments": list(person.departments),
        "leads": list(person.leads),
        "superior": person.superior or None,
        "left_at": _time(person.left_at),
        "leaves_at": _time(person.leaves_at),
        "consented_at": _time(person.consented_at),
    }


def _membership(group_id: str, member: Member) -> dict[str, Any]:
    return {
        "group": group_id,
        "alias": str(member.alias),
        "nickname": member.nickname,
        "joined_at": _time(member.joined_at),
        "way": None if member.way is None else member.way.value,
        "inviter": None if member.inviter is None else str(member.inviter),
        "seen_on": None if member.seen_at is None else f"{member.seen_at:%Y-%m-%d}",
    }


def _group(found: MemberFile, group: GroupFile) -> dict[str, Any]:
    return {
        "id": group.group_id,
        "name": group.name,
        "timezone": group.timezone,
        "cases": [_case(found, record) for record in group.records],
        "orders": [_order(found, order) for order in group.orders],
        "petitions": [_petition(found, petition) for petition in group.petitions],
        "standings": [_standing(stand) for stand in group.stands],
        "suspensions": _lasting(group.suspensions),
        "bars": _lasting(group.bars),
        "exemptions": [
            {
                "clause": clause_id,
                "until": _time(each.until),
                "granted": _decision(found, each.granted),
            }
            for clause_id, each in sorted(group.exemptions.items())
        ],
    }


def _case(found: MemberFile, record: Record) -> dict[str, Any]:
    case = record.case
    return {
        "id": case.case_id,
        "number": short_number(case.case_id),
        "at": _time(case.at),
        "state": case.state.value,
        "sender": str(case.sender),
        "message": case.message_id,
        "recalled_at": _time(case.recalled_at),
        "rulebook": case.rulebook,
        "edition": case.edition,
        "settings": case.settings_version,
        "points": max((each.points for each in case.weights), default=1),
        "breaches": [_breach(record, breach) for breach in case.breaches],
        "orders": [order.order_id for order in record.orders],
        "decided": _decision(found, case.decided),
        "voided": _decision(found, case.voided),
        "appeal_until": _time(record.appeal_until),
    }


def _breach(record: Record, breach: Breach) -> dict[str, Any]:
    return {
        "clause": breach.clause_id,
        "words": record.words[breach.clause_id],
        "topic": breach.topic,
        "automatic": breach.automatic,
        "mode": breach.mode.name.lower(),
        "reason": breach.reason,
        "evidence": breach.evidence,
        "score": breach.score,
    }


def _order(found: MemberFile, order: Order) -> dict[str, Any]:
    return {
        "id": order.order_id,
        "act": order.act.value,
        "state": order.state.value,
        "why": order.why,
        "clauses": list(order.clause_ids),
        "cases": list(order.case_ids),
        "ladder": order.ladder,
        "step": order.step,
        "at": _time(order.at),
        "told_at": _time(order.told_at),
        "served_at": _time(order.served_at),
        "until": _time(order.until),
        "cny": order.cny,
        "lessened": order.lessened,
        "owed_back": owed_back(order),
        "asked": found.named(order.asked) or None,
        "agreed": [found.named(who) for who in order.agreed],
        "closed": _decision(found, order.closed),
    }


def _petition(found: MemberFile, petition: Petition) -> dict[str, Any]:
    return {
        "id": petition.petition_id,
        "kind": petition.kind.value,
        "about": petition.about,
        "words": petition.words,
        "at": _time(petition.at),
        "by": found.named(petition.by),
        "state": petition.state.value,
        "decided": _decision(found, petition.decided),
    }


def _standing(stand: Stand) -> dict[str, Any]:
    further = stand.next
    return {
        "rulebook": stand.rulebook,
        "ladder": stand.ladder.ladder_id,
        "counts": stand.ladder.counts.value,
        "level": stand.level,
        "steps": len(stand.ladder.steps),
        "counted": [
            {
                "cases": list(each.case_ids),
                "at": _time(each.at),
                "step": each.step,
                "until": _time(each.until),
            }
            for each in stand.counted
        ],
        "next": None
        if further is None
        else {"clause": further.clause_id, "acts": [each.act.value for each in further.acts]},
    }


def _lasting(each: Iterable[Lasting]) -> list[dict[str, Any]]:
    return [{"order": one.order.order_id, "until": _time(one.until)} for one in each]


def _decision(found: MemberFile, decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "by": found.named(decision.by) or None,
        "at": _time(decision.at),
        "why": decision.why,
        "choice": decision.choice,
        "forever": decision.forever,
    }


def _time(moment: datetime | None) -> str | None:
    """ISO 8601, UTC, milliseconds."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
