"""An inspector that was told what it will see."""

from collections.abc import Mapping

from qungui.model.attachment import Media
from qungui.model.inspection import Inspection


class MemoryInspector:
    """Implements :class:`qungui.ports.MediaInspector`."""

    def __init__(self, seen: Mapping[str, Inspection]) -> None:
        """*seen* by file id; nobody can look into any other file."""
        self._seen = dict(seen)

    def inspect(self, media: Media) -> Inspection | None:
        return self._seen.get(media.file_id)
