"""Who decides how far a clause acts: nobody can raise what another holds down."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.engine.judge import arm
from qungui.engine.modes import Layer, Resolved, mode_in_use, resolved
from qungui.model.group import GroupSettings, Mode
from qungui.model.organisation import Limits, OrganisationSettings
from tests.support.build import ADVERT, NIGHT, clauses, edition

CLAUSE = clauses()[0]
MODES = st.sampled_from(Mode)
CHOSEN = st.dictionaries(st.sampled_from([ADVERT, NIGHT]), MODES)


def organisation(*, trial=(), **changes):
    return Limits(OrganisationSettings(**changes), frozenset(trial))


@pytest.mark.parametrize(
    ("settings", "limits", "expected"),
    [
        ({}, {}, Resolved(Mode.ENFORCE, Layer.EDITION)),
        ({}, {"modes": {ADVERT: Mode.ASSIST}}, Resolved(Mode.ASSIST, Layer.ORGANISATION)),
        ({}, {"most": Mode.OBSERVE}, Resolved(Mode.OBSERVE, Layer.ORGANISATION)),
        ({}, {"trial": [ADVERT]}, Resolved(Mode.OBSERVE, Layer.TRIAL)),
        ({"modes": {ADVERT: Mode.OFF}}, {}, Resolved(Mode.OFF, Layer.GROUP)),
        ({"most": Mode.OBSERVE}, {}, Resolved(Mode.OBSERVE, Layer.GROUP)),
        (
            {"modes": {ADVERT: Mode.OFF}},
            {"modes": {ADVERT: Mode.OBSERVE}, "trial": [ADVERT]},
            Resolved(Mode.OFF, Layer.GROUP),
        ),
        (
            {"modes": {ADVERT: Mode.ENFORCE}, "most": Mode.ENFORCE},
            {"modes": {ADVERT: Mode.ASSIST}},
            Resolved(Mode.ASSIST, Layer.ORGANISATION),
        ),
        ({"modes": {NIGHT: Mode.OFF}}, {"trial": [NIGHT]}, Resolved(Mode.ENFORCE, Layer.EDITION)),
    ],
)
def test_the_least_that_anybody_says_holds_and_is_told_with_who_said_it(settings, limits, expected):
    assert resolved(CLAUSE, GroupSettings(**settings), organisation(**limits)) == expected


def test_what_starts_off_waits_until_the_group_or_the_organisation_chooses():
    sleeping = replace(CLAUSE, starts=Mode.OFF)
    assert resolved(sleeping, GroupSettings()) == Resolved(Mode.OFF, Layer.EDITION)
    group = GroupSettings(modes={ADVERT: Mode.ENFORCE})
    assert mode_in_use(sleeping, group) is Mode.ENFORCE
    everywhere = organisation(modes={ADVERT: Mode.ASSIST})
    assert mode_in_use(sleeping, GroupSettings(), everywhere) is Mode.ASSIST
    assert mode_in_use(sleeping, GroupSettings(modes={ADVERT: Mode.OFF}), everywhere) is Mode.OFF


@given(
    clause=st.builds(
        lambda mode, starts: replace(CLAUSE, mode=mode, starts=starts),
        MODES,
        st.none() | st.just(Mode.OFF),
    ),
    settings=st.builds(GroupSettings, modes=CHOSEN, most=MODES),
    limits=st.builds(
        Limits,
        st.builds(OrganisationSettings, modes=CHOSEN, most=MODES),
        st.frozensets(st.sampled_from([ADVERT, NIGHT])),
    ),
)
def test_no_ceiling_is_ever_exceeded_and_the_one_that_is_named_is_reached(clause, settings, limits):
    found, chosen = resolved(clause, settings, limits), limits.organisation
    ceilings = {
        Layer.EDITION: clause.mode,
        Layer.ORGANISATION: min(chosen.most, chosen.modes.get(ADVERT, Mode.ENFORCE)),
        Layer.TRIAL: Mode.OBSERVE if ADVERT in limits.on_trial else Mode.ENFORCE,
        Layer.GROUP: min(settings.most, settings.modes.get(ADVERT, Mode.ENFORCE)),
    }
    starts = clause.starts is not None and ADVERT not in {**chosen.modes, **settings.modes}
    assert found.mode <= min(ceilings.values())
    assert found.mode == (Mode.OFF if starts else ceilings[found.by])


@given(chosen=CHOSEN, most=MODES)
def test_whatever_a_group_chooses_a_clause_on_trial_only_records(chosen, most):
    limits = organisation(trial=[ADVERT, NIGHT, "R01.4.5"])
    armed = arm(edition(), GroupSettings(modes=chosen, most=most), limits)
    assert all(each.mode is Mode.OBSERVE for each in armed)
