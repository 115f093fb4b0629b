"""Numbers that people type for things whose ids they cannot."""

from hypothesis import given
from hypothesis import strategies as st

from qungui.model.ids import derived_id
from qungui.model.short_number import short_number, short_numbers, with_number

IDS = [derived_id("item", str(number)) for number in range(3000)]
SAME = next(
    (one, other)
    for number, one in enumerate(IDS)
    for other in IDS[number + 1 :]
    if short_number(one) == short_number(other)
)


@given(st.text(min_size=1))
def test_it_has_four_digits_and_begins_with_no_zero(item_id):
    number = short_number(item_id)
    assert len(number) == 4
    assert number.isdecimal()
    assert number[0] != "0"
    assert short_number(item_id) == number


def test_what_stands_alone_has_its_short_number():
    assert short_numbers(IDS[:2]) == {each: short_number(each) for each in IDS[:2]}


def test_two_that_would_share_one_get_more_digits_until_they_differ():
    one, other = SAME
    numbers = short_numbers([one, other, IDS[0]])
    assert numbers[one] != numbers[other]
    assert numbers[one].startswith(short_number(one))
    assert numbers[IDS[0]] == short_number(IDS[0])


def test_a_number_finds_all_whose_it_may_be():
    one, other = SAME
    assert set(with_number(short_number(one), SAME)) == {one, other}
    assert with_number(short_numbers(SAME)[one], SAME) == (one,)
    assert with_number("1", IDS) == ()
    assert with_number("", IDS) == ()


@given(st.lists(st.sampled_from(IDS), unique=True, max_size=60))
def test_every_number_of_a_list_names_one_thing_of_it(ids):
    for item_id, number in short_numbers(ids).items():
        assert with_number(number, ids) == (item_id,)
