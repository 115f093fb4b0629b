"""What a group is called: on file, on the platform, and by whose word."""

import pytest

from qungui.lifecycle.taken import Denied
from qungui.model.act import Act
from qungui.model.group import Mode
from qungui.usecases.change_settings import ChangeSettings, Setting
from qungui.usecases.heed_filing import Differs, HeedFiling
from qungui.usecases.name_group import NameGroup
from tests.support.register_office import RegisterOffice

ART = "ART精英交流群"


class Office(RegisterOffice):
    def __init__(self, regulation, name):
        super().__init__(regulation)
        self.propose(name=name)
        self.link()
        parts = {"register": self.register, "find": self.live_on.find, "clock": self.clock}
        self._call = NameGroup(**parts, order=self.live_on.order)
        self._heed = HeedFiling(self.live_on)

    def call(self, name, by="linxiao", group_id="group-1"):
        return self._call(group_id, name, by=self.ids[by])

    def shown_as(self, name, group_id="group-1"):
        return self._heed.name(group_id, name)

    @property
    def told(self):
        return [words for words in self.read_by("linxiao") if words.startswith("【群名】")]

    @property
    def name_on_file(self):
        return self.register.filing("group-1").name

    @property
    def renames(self):
        return [wanted for act, wanted in self.orders() if act == Act.RENAME.value]


def test_whoever_runs_the_group_names_it_on_file_and_on_the_platform():
    office = Office("R12", "新群")
    assert office.call(" 质量管理部工作群 ").name == "质量管理部工作群"
    assert (office.name_on_file, office.renames) == ("质量管理部工作群", ["质量管理部工作群"])
    version = office.register.filing("group-1").version
    office.call("质量管理部工作群")
    assert office.register.filing("group-1").version == version
    assert len(office.renames) == 1


@pytest.mark.parametrize(
    ("name", "by", "why"),
    [
        ("质量小天地", "hubin", Denied.NOT_YOU),
        ("  ", "linxiao", Denied.LACKS),
        ("长" * 51, "linxiao", Denied.TOO_LONG),
    ],
)
def test_what_is_no_name_or_nobodys_word_changes_nothing(name, by, why):
    office = Office("R12", "新群")
    assert office.call(name, by) is why
    assert (office.name_on_file, office.renames) == ("新群", [])


def test_a_name_that_a_clause_gives_is_changed_by_whom_it_says_or_by_nobody():
    assert Office("R07", ART).call("吃喝玩乐群") is Denied.NOT_YOU
    consented = Office("R08", "五七五同窗再聚首")
    assert consented.call("575吃货小分队", by="hubin") is Denied.NOT_YOU
    assert consented.call("五七五同窗再聚首（二十周年）").name == "五七五同窗再聚首（二十周年）"
    assert consented.shown_as("五七五同窗再聚首（二十周年）") is None


def test_another_name_is_put_right_and_the_owner_told():
    office = Office("R07", ART)
    for _ in range(2):
        assert office.shown_as("吃喝玩乐群") == Differs(ART, "R07.2.1")
    assert office.renames == [ART]
    (told,) = office.told
    assert all(words in told for words in ("吃喝玩乐群", ART, "R07.2.1"))


def test_its_own_name_is_no_change():
    office = Office("R07", ART)
    assert office.shown_as(ART) is None
    assert (office.renames, office.told) == ([], [])


def test_without_a_clause_the_filing_says_what_it_is_called():
    office = Office("R12", "质量管理部工作群")
    assert office.shown_as("质量小天地") == Differs("质量管理部工作群", "")


@pytest.mark.parametrize(("mode", "asked", "ordered"), [(Mode.OBSERVE, 0, 0), (Mode.ASSIST, 1, 0)])
def test_the_mode_of_the_clause_says_how_far_it_goes(mode, asked, ordered):
    office = Office("R07", ART)
    change = ChangeSettings(directory=office.directory, clock=office.clock)
    change(Setting(group_id="group-1", clause_id="R07.2.1", mode=mode))
    office.shown_as("吃喝玩乐群")
    assert (len(office.told), len(office.renames)) == (asked, ordered)


def test_a_group_that_nobody_filed_has_no_name_to_keep():
    office = Office("R07", ART)
    assert office.shown_as("吃喝玩乐群", "group-2") is None
    assert office.call("吃喝玩乐群", group_id="group-2") is None
