"""Who looks into pictures: in memory, and over HTTP before the reference service."""

import pytest

from local.inspector import InspectorServer, made_picture
from qungui.adapters.media_service import MediaService
from qungui.adapters.memory.inspector import MemoryInspector
from qungui.errors import TransientError
from qungui.model.attachment import Media, MediaKind
from qungui.model.inspection import Inspection
from tests.support.wecom import fixed

LABELS = {made_picture(): frozenset(), made_picture(["猫", "色情"]): frozenset({"猫", "色情"})}
SEEN = {content: Inspection(labels=labels, harmful=False) for content, labels in LABELS.items()}
PICTURE = Media(kind=MediaKind.IMAGE, file_id="file-1")


@pytest.fixture(params=["memory", "http"])
def inspector(request):
    if request.param == "memory":
        yield MemoryInspector(SEEN)
        return
    with InspectorServer("token-1").running() as server:
        yield MediaService(url=server.url, token=fixed("token-1"))


@pytest.mark.parametrize("kind", [MediaKind.IMAGE, MediaKind.EMOTION])
@pytest.mark.parametrize("content", SEEN)
def test_a_picture_is_seen_as_it_is(inspector, kind, content):
    media = Media(kind=kind, file_id="file-1")
    assert inspector.inspect(media, content, seconds=9) == SEEN[content]


@pytest.mark.parametrize("content", [b"", b"no picture", made_picture()[:4]])
def test_what_cannot_be_looked_into_is_told_from_what_is_harmless(inspector, content):
    assert inspector.inspect(PICTURE, content, seconds=9) is None


def test_without_time_nobody_looks(inspector):
    with pytest.raises(TransientError):
        inspector.inspect(PICTURE, made_picture(), seconds=0)
