"""Whoever brings somebody in may, or may not, where those who run the group said so."""

from datetime import timedelta

from qungui.model.filing import Filing, LifeState
from qungui.model.group import GroupSettings, Mode
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.permit import PermitKind
from tests.support.roster_world import LONG_AGO, NINE, RosterWorld


def world(allowed, regulation="R13", **changes):
    made = RosterWorld(regulation, **changes)
    made.know("唐欣")
    made.know("许杰")
    made.show("许杰")
    filing = Filing(
        group_id=made.group.group_id,
        rulebook=made.group.rulebook,
        name=made.group.name,
        state=LifeState.ACTIVE,
        since=LONG_AGO,
        permissions={"邀请好友": {made.person("许杰").person_id: allowed}},
    )
    made.stage.register.commit(
        filing, AuditEntry(kind=AuditKind.PERMISSION_SET, at=LONG_AGO, facts={})
    )
    return made


def brought(made, by="许杰"):
    for _ in range(2):
        made.change("join", "唐欣", NINE, nickname="唐欣", inviter=made.person(by).aliases[0])
    made.pass_to(NINE + timedelta(minutes=1))
    return made


def permits(made):
    return list(made.stage.rosters.permits.of_group(made.group.group_id))


def test_whoever_was_brought_by_somebody_who_may_not_invite_is_listed_with_them_once():
    made = brought(world(allowed=False))
    (digest,) = made.digests()
    assert digest.splitlines()[1:] == [
        "· R13.2.3 邀请人无邀请权限，是否留下由您决定（1 人）：唐欣。",
        "· 邀请人：许杰。",
    ]
    assert permits(made) == []


def test_whoever_may_invite_has_let_them_in_on_record_once():
    made = brought(world(allowed=True))
    (permit,) = permits(made)
    assert (permit.kind, permit.by) == (PermitKind.JOIN, made.person("许杰").person_id)
    assert made.digests() == []


def test_of_whom_nobody_said_anything_nothing_follows():
    made = brought(world(allowed=False), by="owner")
    assert (made.digests(), permits(made)) == ([], [])


def test_where_no_clause_lets_members_invite_nothing_follows():
    made = brought(world(allowed=False, regulation="R16"))
    assert not any("邀请权限" in digest for digest in made.digests())


def test_where_the_clause_only_records_nobody_hears_of_it():
    made = brought(
        world(allowed=False, settings=GroupSettings(version=1, modes={"R13.2.3": Mode.OBSERVE}))
    )
    assert made.digests() == []
