"""A message archive whose seals are made of words: only the right random key opens a record."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qungui.errors import InvalidEventError, TransientError
from qungui.model.archive import SealedRecord
from qungui.model.attachment import Media


class MemoryArchive:
    """
    Implements :class:`qungui.ports.ChatArchive` and :class:`qungui.ports.MediaStore`.

    Attributes:
        files: Contents by file id.
    """

    def __init__(self) -> None:
        self.records: list[SealedRecord] = []
        self.files: dict[str, bytes] = {}

    def add(self, message_id: str, record: Mapping[str, Any], *, key_version: int = 1) -> None:
        """Append *record*, as the archive shows it once unsealed, with the next number."""
        seq = len(self.records) + 1
        key = f"key-{seq}"
        self.records.append(
            SealedRecord(
                seq=seq,
                message_id=message_id,
                key_version=key_version,
                sealed_key=key,
                sealed_message=f"{key}\n{json.dumps(record, ensure_ascii=False)}",
            )
        )

    def pull(self, *, after: int, limit: int) -> Sequence[SealedRecord]:
        return [record for record in self.records if record.seq > after][:limit]

    def unseal(self, random_key: str, sealed_message: str) -> str:
        key, _, text = sealed_message.partition("\n")
        if key != random_key:
            msg = "the key does not fit"
            raise InvalidEventError(msg)
        return text

    def fetch(self, media: Media, *, most: int, seconds: float) -> bytes:
        if seconds < 1:
            msg = "the time for the archive is up"
            raise TransientError(msg)
        content = self.files.get(media.file_id)
        if content is None or max(media.size, len(content)) > most:
            msg = f"no file of at most {most} bytes"
            raise InvalidEventError(msg)
        return content


class MemoryKeyRing:
    """
    Implements :class:`qungui.ports.KeyRing`.

    Attributes:
        versions: Those there is a key for.
        wrong: Those whose key is not the one that sealed: it unwraps, and does not fit.
    """

    def __init__(self, versions: Sequence[int] = (1,), wrong: Sequence[int] = ()) -> None:
        self.versions = set(versions)
        self.wrong = set(wrong)

    def unwrap(self, version: int, sealed_key: str) -> str:
        if version not in self.versions | self.wrong:
            msg = "no key of that version"
            raise InvalidEventError(msg)
        return f"not {sealed_key}" if version in self.wrong else sealed_key

    def renewed(self) -> bool:
        """False: what the two sets say holds at once."""
        return False
