"""Who holds an office that the regulation names."""

import pytest

from qungui.errors import InvalidEventError
from tests.support.register_office import RegisterOffice


@pytest.fixture
def office():
    return RegisterOffice("R12")


def offices(office):
    return office.directory.settings(office.rulebook).offices


def test_an_office_is_held_by_whoever_was_named_last(office):
    office.name(office.rulebook, "行政管理部", [office.ids["hubin"], office.ids["hubin"]])
    assert offices(office) == {"行政管理部": (office.ids["hubin"],)}


def test_naming_the_same_again_is_no_new_version(office):
    before = office.directory.settings(office.rulebook)
    assert office.name(office.rulebook, "行政管理部", [office.ids["zhu"]]) == before


def test_an_office_that_nobody_holds_is_not_kept(office):
    office.name(office.rulebook, "行政管理部", [])
    assert offices(office) == {}


@pytest.mark.parametrize(("rulebook", "name"), [("nobody's", "行政管理部"), ("", " ")])
def test_what_cannot_be_meant_is_refused(office, rulebook, name):
    with pytest.raises(InvalidEventError):
        office.name(rulebook or office.rulebook, name, [office.ids["zhu"]])
