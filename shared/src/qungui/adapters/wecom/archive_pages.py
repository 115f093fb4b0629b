"""A page of the archive, as its JSON reads whichever way it comes."""

from collections.abc import Mapping, Sequence
from typing import Any

from qungui.errors import PlatformRefusal, TransientError
from qungui.model.archive import SealedRecord

_TRY_AGAIN = frozenset({-1, 10001, 10002, 10003, 45009, 45033})  # network, parsing, system, rate


def check(code: object) -> None:
    """
    What an errcode, or a return code of the SDK, comes to; 0 is nothing.

    Raises:
        TransientError: The same call may succeed later.
        PlatformRefusal: An administrator must act: secret, address, the service is off or expired.
    """
    if code in _TRY_AGAIN:
        msg = f"the archive is busy: {code}"
        raise TransientError(msg)
    if code != 0:
        raise PlatformRefusal(code if isinstance(code, int) else -1)


def records_in(answer: Mapping[str, Any]) -> Sequence[SealedRecord]:
    """Raises as ``check`` does; TransientError also for an answer without records."""
    check(answer.get("errcode"))
    try:
        return tuple(_record(raw) for raw in answer["chatdata"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = f"the archive's answer has no records: {type(error).__name__}"
        raise TransientError(msg) from error


def _record(raw: Mapping[str, Any]) -> SealedRecord:
    """Without its ids a record is none; without its sealed parts it only cannot be opened."""
    return SealedRecord(
        seq=int(raw["seq"]),
        message_id=str(raw["msgid"]),
        key_version=int(raw.get("publickey_ver") or 0),
        sealed_key=str(raw.get("encrypt_random_key", "")),
        sealed_message=str(raw.get("encrypt_chat_msg", "")),
    )
