"""For a time a clause does not bind a member: granted by whom it may be, on record, with an end."""

from dataclasses import replace

import pytest

from qungui.engine.authority import Bar
from qungui.errors import InvalidEventError
from qungui.model.decision import Decision
from qungui.usecases.change_settings import ChangeSettings
from qungui.usecases.exempt_member import Exempted, Exemption, ExemptMember
from tests.support.build import ADVERT, GROUP, NIGHT, NOON, at
from tests.support.court import ADMIN, CLERK, MEMBER, STRANGER, Court

WISH = Exemption(
    group_id=GROUP,
    person_id=MEMBER.person_id,
    clause_id=NIGHT,
    until=at(days=3),
    by=ADMIN.person_id,
    why="项目上线值班",
)


def granting():
    court = Court()
    return court, ExemptMember(ChangeSettings(court.directory, court.clock))


def exempt(court):
    return court.directory.group(GROUP).settings.exempt


def test_a_clause_does_not_bind_a_member_until_its_end():
    court, grant = granting()
    assert grant(WISH) is Exempted.EXEMPTED
    settings = court.directory.group(GROUP).settings
    assert settings.exempts(NIGHT, MEMBER.person_id, at(days=2.9))
    assert not settings.exempts(NIGHT, MEMBER.person_id, at(days=3))
    assert not settings.exempts(ADVERT, MEMBER.person_id, NOON)
    assert not settings.exempts(NIGHT, ADMIN.person_id, NOON)
    assert settings.version == court.settings.version + 1


def test_it_is_in_the_groups_log_with_who_granted_it_and_until_when():
    court, grant = granting()
    grant(WISH)
    (entry,) = court.ledger.audit.verify_chain(GROUP).entries
    assert (entry.kind.value, entry.people) == (
        "settings-changed",
        {"by": ADMIN.person_id, "exempt": MEMBER.person_id},
    )
    assert (entry.facts["clause"], entry.facts["until"]) == (NIGHT, "2026-11-28T04:00:00.000Z")


def test_who_granted_it_when_and_why_stands_with_it_and_the_log_holds_no_word_of_it():
    court, grant = granting()
    grant(WISH)
    kept = exempt(court)[NIGHT][MEMBER.person_id]
    assert kept.granted == Decision(by=ADMIN.person_id, at=NOON, why="项目上线值班")
    assert "值班" not in str(court.ledger.audit.verify_chain(GROUP).entries)


def test_another_reason_is_another_decision():
    court, grant = granting()
    grant(WISH)
    court.later(hours=1)
    grant(replace(WISH, why="改为出差"))
    kept = exempt(court)[NIGHT][MEMBER.person_id]
    assert kept.granted == Decision(by=ADMIN.person_id, at=court.now, why="改为出差")
    assert len(court.ledger.audit.verify_chain(GROUP).entries) == 2


def test_granting_the_same_again_changes_nothing():
    court, grant = granting()
    grant(WISH)
    was = court.directory.group(GROUP).settings
    court.later(minutes=5)
    assert grant(WISH) is Exempted.EXEMPTED
    assert court.directory.group(GROUP).settings == was


def test_an_exemption_can_be_ended_and_made_longer():
    court, grant = granting()
    grant(WISH)
    grant(replace(WISH, until=at(days=9)))
    assert {who: each.until for who, each in exempt(court)[NIGHT].items()} == {
        MEMBER.person_id: at(days=9)
    }
    assert grant(replace(WISH, until=None)) is Exempted.ENDED
    assert exempt(court) == {}


def test_what_is_long_over_goes_when_another_one_is_granted():
    """A late message may still be of its time, so it stays a little longer."""
    court, grant = granting()
    grant(WISH)
    other = replace(WISH, person_id=STRANGER.person_id, clause_id=ADVERT)
    court.later(days=9)
    grant(replace(other, until=at(days=20)))
    assert set(exempt(court)) == {NIGHT, ADVERT}
    court.later(days=5)
    grant(replace(other, until=at(days=30)))
    assert set(exempt(court)) == {ADVERT}
    assert exempt(court)[ADVERT][STRANGER.person_id].until == at(days=30)


@pytest.mark.parametrize("until", [NOON, at(days=-1)])
def test_an_end_in_the_past_is_no_exemption(until):
    court, grant = granting()
    assert grant(replace(WISH, until=until)) is Exempted.IN_THE_PAST
    assert exempt(court) == {}


@pytest.mark.parametrize(
    ("by", "person", "bar"),
    [
        (STRANGER, MEMBER, Bar.NO_ROLE),
        (MEMBER, MEMBER, Bar.OWN_CASE),
        (CLERK, CLERK, Bar.OWN_CASE),
    ],
)
def test_nobody_else_may_and_nobody_for_themselves(by, person, bar):
    court, grant = granting()
    assert grant(replace(WISH, by=by.person_id, person_id=person.person_id)) is bar
    assert exempt(court) == {}


def test_a_clause_or_a_group_that_is_not_there_exempts_nobody():
    _, grant = granting()
    assert grant(replace(WISH, clause_id="R99.1")) is Exempted.NO_SUCH_CLAUSE
    with pytest.raises(InvalidEventError):
        grant(replace(WISH, group_id="group-9"))
