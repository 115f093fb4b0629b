"""The shipped rulebooks say of every clause what becomes of it."""

import pytest

from qungui.rulebook.coverage import covered
from qungui.rulebook.shipped import edition, regulations


def test_all_regulations_ship():
    assert regulations() == tuple(f"R{number:02}" for number in range(1, 32))


@pytest.mark.parametrize("regulation", regulations())
def test_no_clause_that_acts_is_without_a_rule_or_a_step(regulation):
    gaps = {one.clause.clause_id: one.gaps for one in covered(edition(regulation)) if one.gaps}
    assert gaps == {}
