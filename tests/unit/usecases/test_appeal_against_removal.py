"""Appeals against a removal: whoever is out may have somebody speak for them."""

from qungui.engine import decisions
from qungui.engine.petitions import Denied
from qungui.model.act import Act
from qungui.model.petition import PetitionKind
from qungui.usecases.make_petition import MakePetition, Petitioned
from tests.support.build import ADVERT, GROUP, decision
from tests.support.court import MEMBER, OTHER_ADMIN, STRANGER, Court, climbing, rung

WORDS = "那条消息不是我发的"


def removed():
    court = Court(climbing(rung(Act.REMOVE)))
    court.breaks(served=True)
    return court


def appeal(court, by=STRANGER):
    petition = MakePetition(court.move)
    return petition.against_removal(GROUP, MEMBER.person_id, WORDS, by.person_id)


def test_anybody_may_appeal_for_whoever_is_out_and_cannot_speak():
    court = removed()
    assert appeal(court) is Petitioned.MADE
    (made,) = court.discipline().petitions
    assert (made.kind, made.person_id, made.by, made.words) == (
        PetitionKind.APPEAL,
        MEMBER.person_id,
        STRANGER.person_id,
        WORDS,
    )


def test_one_removal_has_one_appeal():
    court = removed()
    assert [appeal(court), appeal(court, MEMBER)] == [Petitioned.MADE, Petitioned.ALREADY]


def test_there_is_nothing_to_appeal_against_where_nobody_was_removed():
    court = Court()
    court.breaks(served=True)
    assert appeal(court) is Denied.NOTHING_DONE


def test_a_removal_that_only_waits_for_a_word_is_none():
    court = Court()
    said = decision(by=OTHER_ADMIN.person_id)
    court.do(
        lambda docket: decisions.entered(
            docket, ADVERT, MEMBER.aliases[0], said, occasion="seen", act=Act.REMOVE
        )
    )
    assert appeal(court) is Denied.NOTHING_DONE
