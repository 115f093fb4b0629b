from tests.support.build import NOON, at


def test_the_first_may_and_nobody_after(stores):
    assert stores.once.claim("turn 1", NOON)
    assert not stores.once.claim("turn 1", NOON)
    assert not stores.once.claim("turn 1", at(hours=5))
    assert stores.once.claim("turn 2", NOON)


def test_what_was_given_back_may_be_claimed_again_by_one(stores):
    stores.once.claim("turn 1", NOON)
    stores.once.release("turn 1")
    assert stores.once.claim("turn 1", at(minutes=6))
    assert not stores.once.claim("turn 1", at(minutes=6))


def test_giving_back_what_nobody_claimed_changes_nothing(stores):
    stores.once.release("turn 1")
    assert stores.once.claim("turn 1", NOON)


def test_ids_of_the_platform_may_hold_anything(stores):
    assert stores.once.claim("CAIQ#/+= 一\n", NOON)
    assert not stores.once.claim("CAIQ#/+= 一\n", NOON)
