"""
Tencent's library for the message archive (``libWeWorkFinanceSdk_C.so``), as C declares it.

The operator supplies the file; nothing of it is in this repository. Every pointer is declared:
undeclared, ctypes would cut it to 32 bits.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ctypes import CDLL, c_char_p, c_int, c_uint32, c_uint64, c_void_p, string_at
from typing import Any

from qungui.errors import SettingsError, TransientError

_CALL = (c_char_p, c_char_p, c_int)  # proxy, its user and password, seconds to wait
_PROTOTYPES: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "NewSdk": (c_void_p, ()),
    "Init": (c_int, (c_void_p, c_char_p, c_char_p)),
    "DestroySdk": (None, (c_void_p,)),
    "GetChatData": (c_int, (c_void_p, c_uint64, c_uint32, *_CALL, c_void_p)),
    "DecryptData": (c_int, (c_char_p, c_char_p, c_void_p)),
    "NewSlice": (c_void_p, ()),
    "FreeSlice": (None, (c_void_p,)),
    "GetContentFromSlice": (c_void_p, (c_void_p,)),
    "GetSliceLen": (c_int, (c_void_p,)),
    "GetMediaData": (c_int, (c_void_p, c_char_p, c_char_p, *_CALL, c_void_p)),
    "NewMediaData": (c_void_p, ()),
    "FreeMediaData": (None, (c_void_p,)),
    "GetOutIndexBuf": (c_void_p, (c_void_p,)),
    "GetIndexLen": (c_int, (c_void_p,)),
    "GetData": (c_void_p, (c_void_p,)),
    "GetDataLen": (c_int, (c_void_p,)),
    "IsMediaDataFinish": (c_int, (c_void_p,)),
}


class FinanceLibrary:
    """The loaded library. Whatever it allocates is freed when the ``with`` block ends."""

    def __init__(self, path: str) -> None:
        """Raises SettingsError: no such file, another machine's, or another library."""
        try:
            self.calls = CDLL(path)
            for name, (result, arguments) in _PROTOTYPES.items():
                function = getattr(self.calls, name)
                function.restype, function.argtypes = result, arguments
        except (OSError, AttributeError) as error:
            msg = f"not the archive's library: {type(error).__name__}"
            raise SettingsError(msg) from error

    @contextmanager
    def slice(self) -> Iterator[int]:
        made = _allocated(self.calls.NewSlice())
        try:
            yield made
        finally:
            self.calls.FreeSlice(made)

    @contextmanager
    def media_data(self) -> Iterator[int]:
        made = _allocated(self.calls.NewMediaData())
        try:
            yield made
        finally:
            self.calls.FreeMediaData(made)

    def in_slice(self, made: int) -> bytes:
        return _bytes(self.calls.GetContentFromSlice(made), self.calls.GetSliceLen(made))

    def index_in(self, made: int) -> bytes:
        """Where the next chunk begins; handed back as it came."""
        return _bytes(self.calls.GetOutIndexBuf(made), self.calls.GetIndexLen(made))

    def data_in(self, made: int) -> bytes:
        return _bytes(self.calls.GetData(made), self.calls.GetDataLen(made))


def _allocated(pointer: int | None) -> int:
    if not pointer:
        msg = "the archive's library has no memory"
        raise TransientError(msg)
    return pointer


def _bytes(pointer: int | None, length: int) -> bytes:
    return string_at(pointer, length) if pointer and length > 0 else b""
