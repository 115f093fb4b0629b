import pytest

from qungui.text.classifier import Classifier, Head, share

LEARNT = Classifier.of(
    ["甲", "乙", "甲乙"],
    {Head.SPAM: (-1.0, [2.0, 0.0, -0.5]), Head.ABUSE: (0.0, [0.0, 1.0, 0.0])},
)


def logit(text, head=Head.SPAM, classifier=LEARNT):
    return classifier.logit(head, classifier.tally(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", -1.0), ("丙丁", -1.0), ("甲", 1.0), ("甲甲", 1.0), ("甲丙乙", 1.0), ("甲乙", 0.5)],
)
def test_a_score_is_the_bias_and_what_each_known_gram_adds_once(text, expected):
    assert logit(text) == pytest.approx(expected, abs=0.02)


def test_every_head_scores_the_same_grams_by_its_own_weights():
    assert logit("甲乙", Head.ABUSE) == pytest.approx(1.0, abs=0.02)


def test_what_it_was_told_by_adds_up_to_the_score():
    told = LEARNT.told_by(Head.SPAM, "丙甲乙")
    assert set(told) == {"甲", "乙", "甲乙"}
    assert sum(told.values()) - 1.0 == pytest.approx(logit("丙甲乙"))


def test_each_gram_of_a_long_text_says_less():
    grams = [chr(0x4E00 + at) for at in range(480)]
    classifier = Classifier.of(grams, {Head.SPAM: (0.0, [0.01] * len(grams))})
    short, whole = ("".join(grams[:each]) for each in (120, 480))
    assert logit(short, classifier=classifier) == pytest.approx(1.2)
    assert logit(whole, classifier=classifier) == pytest.approx(2.4)


@pytest.mark.parametrize("text", ["", "甲", "乙", "甲乙", "甲丙乙", "丙丁"])
@pytest.mark.parametrize("bar", [-1.0, 0.2, 0.9, 1.5, 40.0])
def test_one_look_at_all_heads_says_which_are_near_their_bars(text, bar):
    tally = LEARNT.tally(text)
    reach = {head for head in LEARNT.heads if LEARNT.logit(head, tally) >= bar}
    near = set(LEARNT.near(LEARNT.bars(dict.fromkeys(LEARNT.heads, bar)), tally))
    assert reach <= near
    step = max(scale.step for scale in LEARNT.heads.values())
    assert all(LEARNT.logit(head, tally) >= bar - step for head in near)


def test_of_a_long_text_every_head_is_asked():
    grams = [chr(0x4E00 + at) for at in range(200)]
    classifier = Classifier.of(grams, {Head.SPAM: (0.0, [0.01] * len(grams))})
    tally = classifier.tally("".join(grams))
    assert set(classifier.near(classifier.bars({Head.SPAM: 99.0}), tally)) == {Head.SPAM}


def test_written_and_read_again_it_is_the_same():
    assert Classifier.from_bytes(LEARNT.to_bytes()) == LEARNT


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"QGLM3\n"])
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="not a classifier"):
        Classifier.from_bytes(data)


def test_weights_of_nothing_stay_nothing():
    classifier = Classifier.of(["甲"], {Head.SPAM: (-2.0, [0.0])})
    assert logit("甲", classifier=classifier) == pytest.approx(-2.0)


@pytest.mark.parametrize(("said", "part"), [(0.0, 0.5), (2.0, 0.881), (-900.0, 0.0), (900.0, 1.0)])
def test_a_logit_in_parts_of_one(said, part):
    assert share(said) == pytest.approx(part, abs=0.001)


@pytest.mark.parametrize(
    ("pieces", "run"),
    [
        (["丙", "甲", "丁"], (0, 2)),
        (["甲", "丙", "甲", "丁"], (0, 3)),
        (["丁", "甲乙", "丙丁"], (0, 2)),
        (["丙", "丁"], (0, 2)),
    ],
)
def test_the_heaviest_run_ends_where_nothing_more_is_added(pieces, run):
    assert LEARNT.heaviest(Head.SPAM, pieces) == run


def test_what_speaks_against_it_ends_a_run():
    classifier = Classifier.of(["甲", "乙"], {Head.SPAM: (0.0, [1.0, -2.0])})
    assert classifier.heaviest(Head.SPAM, ["甲", "乙", "甲", "甲"]) == (2, 4)
