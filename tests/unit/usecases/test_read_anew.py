"""A group on file is read again where somebody else moved it first, but not for ever."""

import pytest

from qungui.errors import TransientError
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.usecases.read_anew import read_anew
from tests.support.register_office import MORNING, RegisterOffice

BY_OTHERS = AuditEntry(kind=AuditKind.GROUP_MOVED, at=MORNING, facts={"step": "name"})


def versions_read(office, seen):
    """Whoever reads always comes second."""
    for filing, _ground in read_anew(office.register, office.live_on.find, "group-1"):
        seen.append(filing.version)
        assert office.register.commit(filing, BY_OTHERS)


def test_whoever_never_gets_to_write_reads_what_stands_each_time_and_comes_again_later():
    office, seen = RegisterOffice("R12"), []
    office.propose()
    with pytest.raises(TransientError):
        versions_read(office, seen)
    assert len(seen) > 1
    assert seen == list(range(seen[0], seen[0] + len(seen)))


def test_a_group_that_is_on_no_file_is_not_waited_for():
    office, seen = RegisterOffice("R12"), []
    versions_read(office, seen)
    assert seen == []
