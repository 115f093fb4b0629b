"""Learning: one logistic regression per head over the grams of texts, fewer grams kept than met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from qungui.text.classifier import Classifier, Head
from qungui.text.features import grams_of
from qungui.text.normal import normal
from tools.detection.corpus import WRITTEN, Row

KEPT = 20_000
"""Grams in the artefact: more find scarcely more, and a text takes longer to score."""

_USUAL = 1.0
# How freely a head may follow its rows: the labels of abuse are noisy, those of adverts few.
_FREEDOM: Mapping[Head, float] = MappingProxyType({Head.SPAM: 0.3, Head.ABUSE: 0.07})
_FIRST = 3.0  # times as hard to drop as others: what heads with freedom of their own go by
_THINNED = 0.2
_OF_GROUPS = "addetector"  # the one source of group chat
# our made sentences, where rows of others show as well what a head is of; of what is innocent they
# show more
_LIGHT: Mapping[Head, float] = MappingProxyType({Head.SPAM: 0.25, Head.ABUSE: 0.3})
_LIGHT_CLEAN = 1.0
_SIGNS = "@+$¥%"
_SEED = 31


@dataclass(frozen=True, slots=True)
class _Texts:
    """
    Attributes:
        met: Which texts hold which grams.
        weights: How often each text counts, by head.
        labels: Of which texts each head is.
        decided: Which texts each head may learn from.
    """

    met: csr_matrix
    weights: Mapping[Head, NDArray[np.float64]]
    labels: Mapping[Head, NDArray[np.bool_]]
    decided: Mapping[Head, NDArray[np.bool_]]

    def learnt(self, head: Head, grams: NDArray[np.intp]) -> tuple[float, list[float]]:
        """A bias and the weights of *grams*."""
        rows = self.decided[head]
        model = LogisticRegression(
            C=_FREEDOM.get(head, _USUAL), solver="liblinear", random_state=_SEED
        )
        model.fit(self.met[rows][:, grams], self.labels[head][rows], self.weights[head][rows])
        return float(model.intercept_[0]), [float(weight) for weight in model.coef_[0]]


def fit(rows: Sequence[Row], kept: int = KEPT) -> Classifier:
    """The same rows in the same order give the same classifier."""
    counter = CountVectorizer(analyzer=_analysed, binary=True, min_df=2, dtype=np.float32)
    texts = _Texts(
        met=counter.fit_transform([row.text for row in rows]),
        weights={head: np.array([_weight(row, head) for row in rows]) for head in Head},
        labels={head: np.array([head in row.heads for row in rows]) for head in Head},
        decided={head: np.array([_teaches(row, head) for row in rows]) for head in Head},
    )
    every = np.arange(texts.met.shape[1])
    first = {head: texts.learnt(head, every)[1] for head in Head}
    chosen = np.sort(np.argsort(-_moved(texts.met, first), kind="stable")[:kept])
    # the most frequent first: what is looked up together stands together in memory
    chosen = chosen[np.argsort(-_held(texts.met)[chosen], kind="stable")]
    grams = counter.get_feature_names_out()[chosen]
    return Classifier.of(
        [str(gram) for gram in grams], {head: texts.learnt(head, chosen) for head in Head}
    )


def _weight(row: Row, head: Head) -> float:
    if head in _LIGHT and row.source == WRITTEN:
        return _LIGHT[head] if row.heads else _LIGHT_CLEAN
    return row.weight


def _teaches(row: Row, head: Head) -> bool:
    """Whether *head* learns from *row*; what chat of others is like takes few rows to learn."""
    if head in row.undecided:
        return False
    return (
        head in _FREEDOM
        or head in row.heads
        or row.is_ours
        or row.family == _OF_GROUPS
        or row.share < _THINNED
    )


def _analysed(text: str) -> list[str]:
    return [gram for gram in grams_of(normal(text)) if _says(gram)]


def _says(gram: str) -> bool:
    """Punctuation tells how a source was written down, not what its people say."""
    return all(character.isalnum() or character in _SIGNS for character in gram)


def _moved(met: csr_matrix, heads: Mapping[Head, Sequence[float]]) -> NDArray[np.float64]:
    """How much each gram moves the head that it moves most: by weight and by its texts."""
    held = np.sqrt(_held(met))
    each = (
        np.abs(weights) / np.std(weights) * (_FIRST if head in _FREEDOM else 1.0)
        for head, weights in heads.items()
    )
    return held * np.max([*each], axis=0)


def _held(met: csr_matrix) -> NDArray[np.float32]:
    """How many texts hold each gram."""
    return np.asarray(met.sum(axis=0)).ravel()
