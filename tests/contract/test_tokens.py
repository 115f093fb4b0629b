from qungui.model.token import Token
from tests.support.build import at

APP = "ww1234:1000002"


def test_there_is_no_token_before_the_first(stores):
    assert stores.tokens.get(APP) is None


def test_the_last_token_put_is_the_one_read(stores):
    stores.tokens.put(APP, Token("first", at(hours=1)))
    stores.tokens.put(APP, Token("second", at(hours=2)))
    assert stores.tokens.get(APP) == Token("second", at(hours=2))


def test_a_token_never_shows_its_value():
    assert "secret" not in repr(Token("secret", at()))


def test_one_caller_gets_the_lease(stores):
    assert stores.tokens.take_lease(APP, at(), at(seconds=10))
    assert not stores.tokens.take_lease(APP, at(seconds=9), at(seconds=19))


def test_a_lease_ends_by_itself(stores):
    stores.tokens.take_lease(APP, at(), at(seconds=10))
    assert stores.tokens.take_lease(APP, at(seconds=10), at(seconds=20))


def test_a_new_token_ends_the_lease(stores):
    stores.tokens.take_lease(APP, at(), at(seconds=10))
    stores.tokens.put(APP, Token("first", at(hours=1)))
    assert stores.tokens.take_lease(APP, at(seconds=1), at(seconds=11))


def test_a_lease_hides_no_token(stores):
    assert stores.tokens.take_lease(APP, at(), at(seconds=10))
    assert stores.tokens.get(APP) is None
    stores.tokens.put(APP, Token("first", at(hours=1)))
    stores.tokens.take_lease(APP, at(hours=1), at(hours=2))
    assert stores.tokens.get(APP) == Token("first", at(hours=1))
