"""What the platform answers: errcodes, and refusals that carry one."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any


class Code(IntEnum):
    """
    Documented errcodes that this platform gives.

    BAD_PARAMETER, MISSING, EMPTY, TOO_LONG and BAD_KIND stand for a form that the documentation
    does not allow; the real platform is milder with fields it does not know.
    """

    OK = 0
    BUSY = -1
    BAD_SECRET = 40001
    BAD_KIND = 40008
    BAD_CORP = 40013
    BAD_TOKEN = 40014
    BAD_AGENT = 40056
    BAD_PARAMETER = 40058
    MISSING = 40063
    NO_TOKEN = 41001
    TOKEN_EXPIRED = 42001
    CARD_REPEATED = 42014
    EMPTY = 44004
    TOO_LONG = 45002
    TOO_OFTEN = 45009
    NOBODY_VALID = 81013
    CHAT_UNKNOWN = 86003
    CHAT_SIZE = 86006
    CHAT_MEMBER = 86007
    CHAT_NOT_OURS = 86008
    CHAT_EXISTS = 86215


class Refusal(Exception):  # noqa: N818 - an answer of the platform, not a failure of it
    """The platform says no."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code
        self.why = why


def ok(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - an answer is whatever JSON it is
    return {"errcode": int(Code.OK), "errmsg": "ok", **more}


def no(refusal: Refusal) -> Mapping[str, Any]:
    return {"errcode": int(refusal.code), "errmsg": refusal.why}
