from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.engine.modes import mode_in_use
from qungui.errors import InvalidEventError
from qungui.model.act import Act
from qungui.model.group import Exempt, GroupSettings, Mode, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member, MemberChange
from qungui.model.ledger import ORGANISATION, AuditEntry, AuditKind
from qungui.model.linked import EDITIONS_KEPT, Linked
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.publication import Stage
from qungui.model.span import Span, Unit
from tests.support.build import (
    APPCHAT,
    EDITION,
    GROUP,
    NOON,
    OWNER,
    ROOM,
    RULEBOOK,
    at,
    decision,
    edition,
    group,
    settings,
)


@pytest.fixture
def directory(stores):
    stores.directory.publish(edition())
    stores.directory.link(group(), settings())
    return stores.directory


@pytest.mark.parametrize("alias", [ROOM, APPCHAT])
def test_a_linked_group_is_found_by_every_alias_and_comes_back_whole(directory, alias):
    assert directory.linked(alias) == Linked(group(), settings(), (edition(),))


def test_a_linked_group_is_found_by_its_id(directory):
    assert directory.group(GROUP) == Linked(group(), settings(), (edition(),))


def test_nobody_linked_another_room(directory):
    assert directory.linked(Alias("room", "wrOTHER")) is None
    assert directory.group("group-2") is None


def test_a_message_is_judged_by_the_edition_in_force_when_it_was_sent(directory):
    begins = at(days=6)
    newer = edition(edition="2027-01", title="修订版", in_force_from=begins)
    directory.publish(newer)
    linked = directory.group(GROUP)
    assert linked.edition_at(begins - timedelta(milliseconds=1)) == edition()
    assert linked.edition_at(begins) == newer
    assert linked.edition_at(edition().in_force_from - timedelta(days=1)) is None
    assert linked.edition_at(group().rules_from - timedelta(days=1)) is None
    assert directory.edition(RULEBOOK, "2026-11") == edition()


def test_editions_are_kept_by_the_day_they_begin_not_by_the_day_they_were_published(directory):
    for number in (3, 1, 5, 2, 4):
        directory.publish(edition(edition=f"e{number}", in_force_from=at(days=number)))
    kept = [one.edition for one in directory.group(GROUP).editions]
    assert kept == ["e5", "e4", "e3", "e2"]


def test_an_edition_never_published_is_none(directory):
    assert directory.edition(RULEBOOK, "1999-01") is None


def test_publishing_the_same_edition_again_is_harmless(directory):
    directory.publish(edition())
    assert directory.edition(RULEBOOK, "2026-11") == edition()


def test_a_published_edition_cannot_get_other_words(directory):
    with pytest.raises(InvalidEventError):
        directory.publish(edition(title="改过的标题"))
    assert directory.edition(RULEBOOK, "2026-11") == edition()


def test_linking_again_replaces_settings_and_aliases(directory):
    moved = group(aliases=(APPCHAT, Alias("room", "wrNEW")))
    lowered = replace(settings(), version=4, modes={"R01.3.10": Mode.OBSERVE})
    directory.link(moved, lowered)
    assert directory.linked(ROOM) is None
    assert directory.linked(Alias("room", "wrNEW")) == Linked(moved, lowered, (edition(),))


def test_an_alias_of_another_group_is_not_taken_over(directory):
    with pytest.raises(InvalidEventError):
        directory.link(group(group_id="group-2", aliases=(ROOM,)), settings())
    assert directory.linked(ROOM).group.group_id == GROUP


def commanded(directory, role, *people, when=NOON):
    holders = dict(zip(("holder-1", "holder-2"), people, strict=False))
    entry = AuditEntry(kind=AuditKind.ROLE_SET, at=when, facts={"role": role.value}, people=holders)
    return directory.command(GROUP, role, people, entry).group


def test_a_role_by_command_is_held_where_no_better_source_names_anybody(stores, directory):
    assert commanded(directory, Role.LEADER, "zhao", "qian").holders_of(Role.LEADER) == (
        "zhao",
        "qian",
    )
    assert commanded(directory, Role.OWNER, "zhao").holders_of(Role.OWNER) == (OWNER,)
    stores.clock.advance(timedelta(minutes=2))
    assert directory.group(GROUP).group.roles_of("zhao") == {Role.LEADER}


def test_a_role_by_command_is_taken_back_and_unknown_again(stores, directory):
    commanded(directory, Role.LEADER, "zhao")
    assert commanded(directory, Role.LEADER).holders_of(Role.LEADER) == ()
    stores.clock.advance(timedelta(minutes=2))
    assert directory.group(GROUP) == Linked(group(), settings(), (edition(),))


def test_every_command_is_in_the_groups_audit_log_with_ids_alone(stores, directory):
    commanded(directory, Role.LEADER, "zhao")
    commanded(directory, Role.LEADER, when=at(minutes=1))
    trail = stores.audit_log.verify_chain(GROUP)
    assert trail.broken_at is None
    assert [entry.people for entry in trail.entries] == [{"holder-1": "zhao"}, {}]


def test_a_command_for_a_group_that_nobody_linked_leaves_no_trace(stores, directory):
    entry = AuditEntry(kind=AuditKind.ROLE_SET, at=NOON, facts={})
    with pytest.raises(InvalidEventError):
        directory.command("group-9", Role.LEADER, ["zhao"], entry)
    assert stores.audit_log.verify_chain("group-9").entries == ()


def test_linking_again_with_it_keeps_what_was_commanded(stores, directory):
    said = commanded(directory, Role.LEADER, "zhao")
    directory.link(said, settings())
    stores.clock.advance(timedelta(minutes=2))
    assert directory.group(GROUP).group.holders_of(Role.LEADER) == ("zhao",)


def test_members_who_lead_a_department_are_leaders_as_the_directory_says(stores, directory):
    commanded(directory, Role.LEADER, "zhao")
    stores.group_book.register(APPCHAT, None, NOON)
    read = stores.group_book.known(GROUP)
    stores.group_book.replace(read, replace(read, leaders=("qian",)))
    stores.clock.advance(timedelta(minutes=2))
    assert directory.group(GROUP).group.holders_of(Role.LEADER) == ("qian",)


def groups_of(directory, person_id):
    return {linked.group.group_id for linked in directory.groups_of(person_id)}


def link_another(directory, **changes):
    """A second group, whose name for itself is ``wr2``."""
    another = group(group_id="group-2", aliases=(Alias("room", "wr2"),), **changes)
    directory.link(another, settings())
    return another


def test_whom_the_filing_names_finds_their_groups_whole(directory):
    another = link_another(directory, roles={Role.ADMIN_DEPARTMENT: (OWNER, "hr")})
    assert groups_of(directory, OWNER) == {GROUP, "group-2"}
    assert list(directory.groups_of("hr")) == [Linked(another, settings(), (edition(),))]
    assert groups_of(directory, "stranger") == set()


def test_whom_a_new_filing_no_longer_names_finds_the_group_no_more(directory):
    link_another(directory, roles={Role.OWNER: ("zhao", "qian")})
    link_another(directory, roles={Role.OWNER: ("qian",), Role.LEADER: ("sun",)})
    assert [groups_of(directory, who) for who in ("zhao", "qian", "sun")] == [
        set(),
        {"group-2"},
        {"group-2"},
    ]


def test_whom_a_command_names_finds_the_group_until_it_is_taken_back(directory):
    commanded(directory, Role.LEADER, "zhao")
    commanded(directory, Role.ADMIN_DEPARTMENT, "zhao", "qian", when=at(minutes=1))
    assert groups_of(directory, "zhao") == {GROUP}
    commanded(directory, Role.ADMIN_DEPARTMENT, when=at(minutes=2))
    assert groups_of(directory, "zhao") == {GROUP}  # still for the other role
    assert groups_of(directory, "qian") == set()
    commanded(directory, Role.LEADER, when=at(minutes=3))
    assert groups_of(directory, "zhao") == set()
    assert groups_of(directory, OWNER) == {GROUP}


def test_members_find_their_linked_groups_and_no_other(stores, directory):
    book, unfiled = stores.group_book, Alias("chat", "wrUNFILED")
    for alias in (APPCHAT, unfiled):
        read = book.known(book.register(alias, None, NOON))
        members = {who: Member(alias=Alias("userid", who)) for who in ("zhao", OWNER)}
        assert book.replace(read, replace(read, members=members, version="v1"))
    assert groups_of(directory, "zhao") == {GROUP}
    assert groups_of(directory, OWNER) == {GROUP}
    left = MemberChange(before="v1", after="v2", left=("zhao", OWNER))
    assert book.apply(GROUP, left)
    assert groups_of(directory, "zhao") == set()
    assert groups_of(directory, OWNER) == {GROUP}  # the filing names them


def test_an_alias_is_attached_and_nothing_else_changes(directory):
    other = Alias("room", "wrOTHER")
    for _ in range(2):
        directory.attach(GROUP, other)
    attached = group(aliases=(*group().aliases, other))
    assert directory.linked(other) == Linked(attached, settings(), (edition(),))


def test_an_alias_is_attached_to_a_linked_group_only_and_taken_from_none(stores, directory):
    with pytest.raises(InvalidEventError):
        directory.attach("group-9", Alias("room", "wrOTHER"))
    stores.directory.link(group(group_id="group-2", aliases=(Alias("room", "wr2"),)), settings())
    with pytest.raises(InvalidEventError):
        directory.attach("group-2", ROOM)
    assert directory.linked(ROOM).group.group_id == GROUP


def test_an_alias_of_an_unfiled_room_may_be_attached(stores, directory):
    room = Alias("room", "wrUNFILED")
    stores.group_book.register(room, None, NOON)
    directory.attach(GROUP, room)
    assert stores.group_book.owner(room) == GROUP


def test_an_id_with_a_separator_is_refused(directory):
    with pytest.raises(InvalidEventError):
        directory.linked(Alias("room", "wr#1"))
    with pytest.raises(InvalidEventError):
        directory.link(group(group_id="a#b"), settings())


def test_a_link_made_elsewhere_shows_after_a_minute(stores):
    stores.directory.publish(edition())
    assert stores.directory.linked(ROOM) is None
    stores.directory.link(group(), settings())
    stores.clock.advance(timedelta(minutes=1))
    assert stores.directory.linked(ROOM) is not None


def test_a_group_cannot_live_under_a_rulebook_that_is_not_published(directory):
    with pytest.raises(InvalidEventError):
        directory.link(group(group_id="other", aliases=(), rulebook="unheard-of"), settings())


def stages(directory):
    return [(one.edition.edition, one.stage) for one in directory.published(RULEBOOK)]


def test_nothing_is_judged_by_a_draft(directory):
    directory.publish(edition(edition="2026-12"), stage=Stage.DRAFT)
    assert directory.group(GROUP).editions == (edition(),)
    assert directory.edition(RULEBOOK, "2026-12") == edition(edition="2026-12")


def test_an_edition_that_is_observed_only_records(directory):
    begins = edition().in_force_from + timedelta(days=1)
    newer = edition(edition="2026-12", in_force_from=begins)
    directory.publish(newer, stage=Stage.OBSERVE)
    judged_by = directory.group(GROUP).edition_at(begins)
    assert {clause.mode for clause in judged_by.clauses} == {Mode.OBSERVE}
    assert directory.edition(RULEBOOK, "2026-12") == newer


def test_what_starts_off_and_was_switched_on_only_records_while_observed(directory):
    begins = edition().in_force_from + timedelta(days=1)
    sleeping = tuple(replace(clause, starts=Mode.OFF) for clause in edition().clauses)
    newer = edition(edition="2026-12", in_force_from=begins, clauses=sleeping)
    directory.publish(newer, stage=Stage.OBSERVE)
    judged_by = directory.group(GROUP).edition_at(begins)
    on = GroupSettings(modes={clause.clause_id: Mode.ENFORCE for clause in sleeping})
    assert {mode_in_use(clause, on) for clause in judged_by.clauses} == {Mode.OBSERVE}
    assert {mode_in_use(clause, GroupSettings()) for clause in judged_by.clauses} == {Mode.OFF}


def test_an_edition_goes_forward_and_never_back(directory):
    newer = edition(edition="2026-12", in_force_from=at(days=1))
    for stage in Stage:
        directory.publish(newer, stage=stage)
        assert stages(directory) == [("2026-12", stage), (EDITION, Stage.FORCE)]
    with pytest.raises(InvalidEventError, match="force already"):
        directory.publish(newer, stage=Stage.OBSERVE)
    assert directory.group(GROUP).editions == (newer, edition())


def test_corrections_of_the_next_edition_leave_the_one_in_force_in_its_place(directory):
    for number in range(EDITIONS_KEPT):
        name = f"2026-12-{number}"
        directory.publish(edition(edition=name, in_force_from=at(days=6)))
    linked = directory.group(GROUP)
    assert linked.edition_at(NOON) == edition()
    assert linked.edition_at(at(days=6)).edition == f"2026-12-{EDITIONS_KEPT - 1}"


def test_the_file_of_an_edition_is_kept_beside_it(directory):
    directory.publish(edition(edition="2026-12"), source="# 注释\nrulebook: x\n")
    assert directory.source(RULEBOOK, "2026-12") == "# 注释\nrulebook: x\n"
    assert directory.source(RULEBOOK, EDITION) is None


def test_of_every_rulebook_the_edition_in_force_is_told(directory):
    directory.publish(edition(edition="2027-01", title="修订版", in_force_from=at(days=6)))
    directory.publish(edition(rulebook="later", in_force_from=at(days=9)))
    assert list(directory.in_force(NOON)) == [edition()]
    assert [one.edition for one in directory.in_force(at(days=6))] == ["2027-01"]
    assert {one.rulebook for one in directory.in_force(at(days=9))} == {RULEBOOK, "later"}


def set_up(directory, settings, when=NOON):
    entry = AuditEntry(kind=AuditKind.SETTINGS_CHANGED, at=when, facts={"clause": "R01.3.10"})
    return directory.set_up(GROUP, settings, entry)


def test_the_next_settings_take_the_place_of_the_last_and_are_on_record(stores, directory):
    anew = settings(version=4, modes={"R01.3.10": Mode.OBSERVE}, values={})
    assert set_up(directory, anew)
    assert directory.group(GROUP).settings == anew
    trail = stores.audit_log.verify_chain(GROUP)
    assert (trail.broken_at, [entry.kind for entry in trail.entries]) == (
        None, [AuditKind.SETTINGS_CHANGED],
    )  # fmt: skip


@pytest.mark.parametrize("version", [3, 5])
def test_settings_that_somebody_changed_meanwhile_stay_as_they_are(stores, directory, version):
    assert not set_up(directory, settings(version=version, values={}))
    assert directory.group(GROUP).settings == settings()
    assert stores.audit_log.verify_chain(GROUP).entries == ()


def test_a_group_that_nobody_linked_has_no_settings_to_change(directory):
    entry = AuditEntry(kind=AuditKind.SETTINGS_CHANGED, at=NOON, facts={})
    assert not directory.set_up("group-9", settings(version=1), entry)


def published(number, **people):
    entry = AuditEntry(
        kind=AuditKind.RULEBOOK_PUBLISHED, at=NOON, facts={"n": str(number)}, people=people
    )
    return OrganisationChange(
        rulebook=RULEBOOK, settings=OrganisationSettings(version=number), audit=entry
    )


def test_every_step_of_an_edition_is_in_the_organisations_log(stores, directory):
    draft = edition(edition="2027-01", in_force_from=at(days=6))
    steps = [published(1, by="lina"), published(2)]
    for stage, change in zip([Stage.DRAFT, Stage.FORCE], steps, strict=True):
        directory.publish(draft, stage=stage, change=change)
    trail = stores.audit_log.verify_chain(ORGANISATION)
    assert (trail.flaws, list(trail.entries)) == ({}, [change.audit for change in steps])


def test_an_edition_that_is_refused_leaves_no_word(stores, directory):
    with pytest.raises(InvalidEventError):
        directory.publish(edition(title="other words"), change=published(1))
    with pytest.raises(InvalidEventError):
        directory.publish(edition(), stage=Stage.DRAFT, change=published(1))
    assert stores.audit_log.verify_chain(ORGANISATION).entries == ()


def test_who_is_forgotten_holds_no_role_and_is_exempt_from_nothing(directory):
    other, until = "person-other", Exempt(until=at(days=9))
    roles = {Role.OWNER: (OWNER,), Role.ADMINISTRATOR: (OWNER, other)}
    exempt = {"R01.3.11": {OWNER: until, other: until}, "R01.3.10": {OWNER: until}}
    directory.link(group(roles=roles), settings(exempt=exempt))
    entry = AuditEntry(kind=AuditKind.ROLE_SET, at=NOON, facts={})
    directory.command(GROUP, Role.LEADER, [OWNER], entry)
    directory.forget(GROUP, OWNER)
    directory.forget(GROUP, OWNER)
    found = directory.group(GROUP)
    assert found.group.roles == {Role.ADMINISTRATOR: (other,)}
    assert (found.group.commanded, list(directory.groups_of(OWNER))) == ({}, [])
    assert found.settings == settings(exempt={"R01.3.11": {other: until}})
    assert [each.group.group_id for each in directory.groups_of(other)] == [GROUP]


def test_a_group_can_be_left_without_anybody(directory):
    directory.link(group(), settings(exempt={"R01.3.11": {OWNER: Exempt(until=at(days=9))}}))
    directory.forget(GROUP, None)
    found = directory.group(GROUP)
    assert (found.group.roles, found.settings.exempt) == ({}, {})
    assert found.group.name == group().name


def test_forgetting_in_a_group_that_nobody_linked_does_nothing(directory):
    directory.forget("group-9", OWNER)
    assert directory.group("group-9") is None


def test_all_settings_of_discipline_come_back(directory):
    chosen = settings(
        review_within=Span(2, Unit.WORKING_DAY),
        appeal_within=Span(5, Unit.DAY),
        ask_again_after=Span(10, Unit.DAY),
        cards_a_day=3,
        second_person=(Act.REMOVE, Act.REFER),
        allowed_words=("狗哥", "低价*代开"),
        exempt={
            "R01.3.11": {
                "person-2": Exempt(until=at(days=3, milliseconds=7), granted=decision(why="值班")),
                "person-3": Exempt(until=at(days=3)),
            }
        },
    )
    directory.link(group(), chosen)
    assert directory.group(GROUP).settings == chosen
