"""The stub of Tencent's library, compiled; its counters and what it was asked."""

import ctypes
import json
import subprocess
from base64 import b64encode
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from qungui.adapters.wecom.archive_sdk import SdkArchive, Way
from qungui.adapters.wecom.finance_library import FinanceLibrary

SOURCE = Path(__file__).with_name("finance_stub.c")


class Stub:
    """One library of its own, so that no test sees the counters of another."""

    def __init__(self, built: Path, folder: Path) -> None:
        self.path = folder / f"{uuid4().hex}.so"
        self.path.write_bytes(built.read_bytes())
        self.tencent = FinanceLibrary(str(self.path))
        self._c = self.tencent.calls
        self._filed = 0

    def __getattr__(self, name):
        return ctypes.c_int.in_dll(self._c, name).value

    def set(self, **numbers):
        for name, value in numbers.items():
            ctypes.c_int.in_dll(self._c, name).value = value

    def text(self, name):
        return (ctypes.c_char * 128).in_dll(self._c, name).value.decode()

    def archive(self, **way):
        return SdkArchive(self.tencent, corp_id="ww1", secret="hunter2", way=Way(**way))

    def file(self, record, version, key):
        """Keep *record*, its random key sealed by RSA as the platform does."""
        self._filed += 1
        random_key = f"random-{self._filed}"
        sealed_key = key.public_key().encrypt(random_key.encode(), PKCS1v15())
        self.append(
            {
                "seq": self._filed,
                "msgid": record["msgid"],
                "publickey_ver": version,
                "encrypt_random_key": b64encode(sealed_key).decode(),
                "encrypt_chat_msg": f"{random_key}\n{json.dumps(record, ensure_ascii=False)}",
            }
        )

    def append(self, raw):
        self._c.StubAppend(json.dumps(raw).encode())

    def answers(self, text):
        self._c.StubAnswer(text.encode() if isinstance(text, str) else text)

    def holds(self, content):
        self._c.StubFile(content, len(content))

    @property
    def left(self):
        """What was not given back, and pointers that did not survive."""
        names = ("live_slices", "live_media", "low_pointers", "foreign_pointers")
        return {name: value for name in names if (value := getattr(self, name))}


def compiled(folder: Path) -> Path:
    target = folder / "libfinance_stub.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(target), str(SOURCE)]
    subprocess.run(command, check=True)  # noqa: S603 - our own words
    return target
