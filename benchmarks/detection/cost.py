"""Speed of the whole pipeline, its cold start, its size, and time by the length of a text."""

import compileall
import gc
import gzip
import io
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from py_compile import PycInvalidationMode

from benchmarks.detection.finder import topics
from benchmarks.detection.peers import Peer
from benchmarks.detection.reference import Reference
from benchmarks.measuring import medians, seconds
from qungui.rules.detection import Detector
from qungui.text.classifier import Head
from qungui.text.normal import normal
from qungui.text.scores import score
from tools.detection.corpus import ROOT

_ROUNDS = 7
_TEXTS = 1_500
_LENGTHS = (1_000, 10_000, 100_000)
_PACKAGE = ROOT / "shared/src/qungui"
_COLD = """
import resource, sys, time
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
{before}
held, begun = resident(), time.process_time()
{work}
print(time.process_time() - begun, resident() - held)
"""
_ALONE = """
from qungui.text.scores import classifier
classifier()
"""
_WHOLE = """
from qungui.rules.detection import Detector, Said
Detector().finds(Said("下午三点开会"))
"""
_HOSTILE: Mapping[str, str] = {
    "one character": "哈",
    "work talk": "明天上午九点半会议室开需求评审，请准时参加。",
    "adverts": "低价代开发票，加微信 vx888666，量大从优！",
    "separated": "兼-职 加 微/信 ",
    "combining marks": "e\u0301\u0301\u0301",
    "digits": "1380013 ",
    "emoji": "😀",
    "both directions": "\u202e微信a\u202c",
}


@dataclass(frozen=True, slots=True)
class Cold:
    """Processor seconds and bytes of memory, in a fresh process."""

    seconds: float
    resident: int


@dataclass(frozen=True, slots=True)
class Growth:
    """
    Attributes:
        milliseconds: By kind of text, for each length.
    """

    lengths: Sequence[int]
    milliseconds: Mapping[str, Sequence[float]]


def speeds(texts: Sequence[str], reference: Reference, others: Sequence[Peer]) -> dict[str, float]:
    """Microseconds per message of each, in turns."""
    chosen = random.Random(1).sample(list(texts), min(_TEXTS, len(texts)))  # noqa: S311 - a sample
    works = _works(chosen, reference, others)
    gc.freeze()  # the rows that are measured with are not the product's to sweep
    found = medians({name: partial(seconds, work) for name, work in works.items()}, rounds=_ROUNDS)
    return {name: taken / len(chosen) * 1e6 for name, taken in found.items()}


def _works(
    chosen: Sequence[str], reference: Reference, others: Sequence[Peer]
) -> dict[str, Callable[[], object]]:
    detector = Detector()
    seen = [normal(text) for text in chosen]
    return {
        "whole pipeline, every topic": lambda: [topics(detector, text) for text in chosen],
        "classifier alone, every head": lambda: [
            score(head, plain) for plain in seen for head in Head
        ],
        "reference": lambda: [reference(text) for text in chosen],
        **{peer.name: partial(_each, peer, chosen) for peer in others},
    }


def _each(peer: Peer, texts: Sequence[str]) -> None:
    for text in texts:
        peer.finds(text)


def cold() -> dict[str, Cold]:
    """What a fresh interpreter spends before it has judged its first text."""
    with tempfile.TemporaryDirectory() as folder:
        # compiled, as shared/Makefile puts it into the layer
        shutil.copytree(_PACKAGE, Path(folder) / "qungui")
        compileall.compile_dir(
            folder, quiet=1, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH
        )
        return {
            "classifier": _cold(folder, "import qungui.text.scores", _ALONE),
            "whole pipeline": _cold(folder, "", _WHOLE),
        }


def _cold(folder: str, before: str, work: str) -> Cold:
    code = _COLD.format(before=before, work=work)
    runs = []
    for _ in range(_ROUNDS):
        done = subprocess.run(
            (sys.executable, "-c", code),
            env={**os.environ, "PYTHONPATH": folder},
            capture_output=True,
            text=True,
            check=True,
        )
        spent, held = done.stdout.split()
        runs.append((float(spent), int(held)))
    runs.sort()
    return Cold(*runs[len(runs) // 2])


def package() -> int:
    """Bytes of text/ and rules/, compressed as a layer is."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for folder in ("text", "rules"):
            for path in sorted((_PACKAGE / folder).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.add(path, path.relative_to(_PACKAGE))
    return len(gzip.compress(packed.getvalue()))


def growth() -> Growth:
    """All topics on hostile texts of growing length."""
    detector = Detector()
    return Growth(
        _LENGTHS,
        {
            name: [
                seconds(partial(topics, detector, (piece * length)[:length])) * 1e3
                for length in _LENGTHS
            ]
            for name, piece in _HOSTILE.items()
        },
    )
