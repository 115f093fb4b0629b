"""What the platform answers: errcodes, and refusals that carry one."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any


class Code(IntEnum):
    """
    Documented errcodes that this platform gives.

    BAD_PARAMETER, MISSING, EMPTY, TOO_LONG and BAD_KIND stand for a form that the documentation
    does not allow; the real platform is milder with fields it does not know. That a card or its
    response code is spent is documented by 42014-42019 together; which of them is our choice.
    """

    OK = 0
    BUSY = -1
    NO_FILE = 10005
    BAD_SECRET = 40001
    BAD_KIND = 40008
    BAD_CORP = 40013
    BAD_TOKEN = 40014
    BAD_CODE = 40029
    BAD_CHAT = 40050
    BAD_AGENT = 40056
    BAD_PARAMETER = 40058
    MISSING = 40063
    NO_TOKEN = 41001
    RULE_UNKNOWN = 41068
    TOKEN_EXPIRED = 42001
    CARD_REPEATED = 42014
    CODE_USED = 42016
    CODE_TOO_OLD = 42017
    EMPTY = 44004
    TOO_LONG = 45002
    TOO_OFTEN = 45009
    FORBIDDEN = 48002
    NOBODY_VALID = 81013
    TOO_MANY_IN_RANGE = 81017
    CHAT_UNKNOWN = 86003
    CHAT_SIZE = 86006
    CHAT_MEMBER = 86007
    CHAT_NOT_OURS = 86008
    CHAT_EXISTS = 86215
    BAD_WEBHOOK = 93000
    NOT_INTERNAL = 301059


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
