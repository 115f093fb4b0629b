from dataclasses import replace
from datetime import date, timedelta

import pytest

from qungui.errors import InvalidEventError, TransientError
from qungui.model.group import Mode
from qungui.model.ledger import ORGANISATION, AuditEntry, AuditKind, DueItem
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.own_days import OwnDays
from qungui.model.publication import Published, Stage
from qungui.model.roster_limits import RosterLimits
from qungui.model.span import Span, Unit
from qungui.model.trial import Trial
from tests.support.build import ADVERT, EDITION, GROUP, NIGHT, NOON, RULEBOOK, at, edition, group
from tests.support.build import settings as group_settings

TRIAL = Trial(
    begins=at(days=1),
    until=at(days=8),
    clauses={ADVERT: None, NIGHT: at(days=9, hours=1)},
    asks=at(days=8),
)
CHOSEN = OrganisationSettings(
    version=1,
    modes={ADVERT: Mode.ASSIST},
    most=Mode.OBSERVE,
    trial=timedelta(days=3),
    silence=timedelta(days=30),
    handover_before=timedelta(),
    approval_template="3TkaH5K",
    rosters=RosterLimits(shrunk_percent=20, shrunk_members=5, reminders_a_day=1),
    trials={"2026-12": TRIAL, "2027-01": replace(TRIAL, asks=None)},
    offices={"行政管理部": ("person-1", "person-2")},
    own_days=OwnDays(frozenset({date(2026, 12, 25)}), frozenset({date(2026, 12, 27)})),
)


def change(settings=CHOSEN, rulebook=RULEBOOK, when=NOON):
    facts = {"rulebook": rulebook, "settings": str(settings.version)}
    entry = AuditEntry(kind=AuditKind.SETTINGS_CHANGED, at=when, facts=facts)
    return OrganisationChange(rulebook=rulebook, settings=settings, audit=entry)


def logged(stores):
    trail = stores.audit_log.verify_chain(ORGANISATION)
    assert trail.broken_at is None
    return [(entry.kind, entry.facts["settings"]) for entry in trail.entries]


def test_nothing_is_chosen_at_first(stores):
    assert stores.organisation.settings(RULEBOOK) == OrganisationSettings()
    assert stores.due_index.due(at(days=999), 10) == []


def test_what_was_chosen_comes_back_whole_and_of_its_rulebook_alone(stores):
    assert stores.organisation.commit(change())
    assert stores.organisation.settings(RULEBOOK) == CHOSEN
    assert stores.organisation.settings("another") == OrganisationSettings()


@pytest.mark.parametrize("version", [0, 1, 3])
def test_a_choice_made_upon_an_older_one_is_refused_and_leaves_no_trace(stores, version):
    stores.organisation.commit(change())
    assert not stores.organisation.commit(change(OrganisationSettings(version=version)))
    assert stores.organisation.settings(RULEBOOK) == CHOSEN
    assert logged(stores) == [(AuditKind.SETTINGS_CHANGED, "1")]


def test_a_first_choice_is_the_first_version(stores):
    assert not stores.organisation.commit(change(replace(CHOSEN, version=2)))
    assert logged(stores) == []


def test_every_choice_is_in_the_organisations_own_log(stores):
    stores.organisation.commit(change())
    stores.organisation.commit(change(OrganisationSettings(version=2), when=at(days=1)))
    stores.organisation.commit(change(rulebook="another"))
    assert [version for _, version in logged(stores)] == ["1", "2", "1"]


def test_a_change_that_is_no_decision_is_in_no_log(stores):
    assert stores.organisation.commit(replace(change(), audit=None))
    assert logged(stores) == []


def test_settings_are_due_when_a_trial_is_to_be_looked_at(stores):
    stores.organisation.commit(change())
    (item,) = stores.due_index.due(at(days=8), 10)
    assert item == DueItem(
        kind="settings", item_id=RULEBOOK, group_id="", person_id="", due=at(days=8)
    )
    assert stores.due_index.due(at(days=8, seconds=-1), 10) == []


def test_a_postponed_look_comes_back_and_changes_nothing_that_was_chosen(stores):
    stores.organisation.commit(change())
    (item,) = stores.due_index.due(at(days=8), 10)
    stores.due_index.postpone(item, at(days=8, minutes=2))
    assert stores.due_index.due(at(days=8), 10) == []
    assert [each.item_id for each in stores.due_index.due(at(days=9), 10)] == [RULEBOOK]
    assert stores.organisation.settings(RULEBOOK) == CHOSEN


def test_a_look_that_a_decision_made_needless_is_not_brought_back(stores):
    stores.organisation.commit(change())
    (item,) = stores.due_index.due(at(days=8), 10)
    stores.organisation.commit(change(replace(CHOSEN, version=2, trials={})))
    stores.due_index.postpone(item, at(days=9))
    assert stores.due_index.due(at(days=99), 10) == []


def test_a_group_is_told_what_holds_for_all(stores):
    stores.directory.publish(edition())
    stores.directory.link(group(), group_settings())
    assert stores.directory.group(GROUP).organisation == OrganisationSettings()
    stores.organisation.commit(change(replace(CHOSEN, trials={EDITION: TRIAL})))
    stores.clock.advance(timedelta(minutes=1))
    linked = stores.directory.group(GROUP)
    assert linked.organisation.most is Mode.OBSERVE
    limits = linked.limits(edition(), at(days=9))
    assert limits.on_trial == {ADVERT, NIGHT}
    assert linked.limits(edition(), at(days=10)).on_trial == {ADVERT}
    assert linked.limits(edition(edition="another"), at(days=9)).on_trial == frozenset()


def test_an_edition_is_published_with_its_trial_or_not_at_all(stores):
    stores.directory.publish(edition())
    stores.directory.link(group(), group_settings())
    stores.organisation.commit(change(OrganisationSettings(version=1)))
    newer = edition(edition="2026-12", in_force_from=at(days=1))
    with pytest.raises(TransientError):
        stores.directory.publish(newer, change=change())  # somebody chose something meanwhile
    assert list(stores.directory.published(RULEBOOK)) == [Published(edition(), Stage.FORCE)]
    stores.directory.publish(newer, change=change(replace(CHOSEN, version=2)))
    linked = stores.directory.group(GROUP)
    assert linked.editions == (newer, edition())
    assert linked.organisation.trials["2026-12"] == TRIAL
    assert [version for _, version in logged(stores)] == ["1", "2"]


def test_an_edition_that_is_refused_changes_nothing_else(stores):
    stores.directory.publish(edition())
    with pytest.raises(InvalidEventError):
        stores.directory.publish(edition(title="改过的标题"), change=change())
    assert stores.organisation.settings(RULEBOOK) == OrganisationSettings()
    assert logged(stores) == []


def test_records_are_kept_for_two_years_until_the_organisation_says_otherwise(stores):
    assert str(stores.organisation.retention()) == "24 months"
    entry = AuditEntry(kind=AuditKind.RETENTION_SET, at=NOON, facts={"months": "36"})
    stores.organisation.retain(Span(36, Unit.MONTH), entry)
    assert str(stores.organisation.retention()) == "36 months"
    assert stores.audit_log.verify_chain(ORGANISATION).entries == (entry,)
