"""
The usual way, to compare with: two heads over 1- to 3-grams, hashed, in plain Python. Texts are
folded by one table first, disguised words are not looked for.
"""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from qungui.text.classifier import Head
from qungui.text.folding import folded
from tools.detection.corpus import Row

_PLACES = 2**18
_HEADS = (Head.SPAM, Head.ABUSE)
_SEED = 31


class Reference:
    """Learns when it is made; finds a head where its logit is above zero."""

    def __init__(self, rows: Sequence[Row]) -> None:
        places = [np.fromiter(_places(row.text), dtype=np.int32) for row in rows]
        ends = np.cumsum([0, *(len(each) for each in places)])
        ones = np.ones(ends[-1], dtype=np.float32)
        met = normalize(
            csr_matrix((ones, np.concatenate(places), ends), shape=(len(rows), _PLACES))
        )
        self._heads = [self._learnt(met, [head in row.heads for row in rows]) for head in _HEADS]

    @staticmethod
    def _learnt(met: csr_matrix, labels: Sequence[bool]) -> tuple[bytes, float, float]:
        model = LogisticRegression(C=4, solver="liblinear", random_state=_SEED).fit(met, labels)
        scale = float(np.abs(model.coef_).max()) / 127
        column = (np.rint(model.coef_[0] / scale) + 128).astype(np.uint8).tobytes()
        return column, scale, float(model.intercept_[0])

    def __call__(self, text: str) -> list[bool]:
        """Of each head, whether *text* is of it."""
        places = set(_places(text))
        length = max(1.0, len(places)) ** 0.5
        return [
            bias + scale * sum(column[place] - 128 for place in places) / length > 0
            for column, scale, bias in self._heads
        ]


def _places(text: str) -> Iterator[int]:
    data = folded(text).encode("utf-32-le", "surrogatepass")
    met = set()
    for size in (4, 8, 12):
        for at in range(0, len(data) - size + 4, 4):
            met.add(crc32(data[at : at + size]) % _PLACES)
    return iter(met)
