"""What the classifier learns from; the learning itself is measured by `make bench-detection`."""

import csv
import json

import pytest

from qungui.text.classifier import Head
from tools.detection.corpus import LOOK_ALIKE, ROOT, UNSEEN, Row, learnable, read
from tools.detection.written import sayings

HEADER = ("text", "label", "category", "source")
ADVERT, TALK = "低价出一批茅台，要的联系我", "附件已上传，请查收"


@pytest.fixture
def data(tmp_path):
    files = {
        "dev.csv": [
            (ADVERT, 1, "ad", "addetector"),
            (TALK, 0, "clean", "cped"),
            ("在吗在吗在吗", 1, "flood", "handwritten"),
            ("有偿写代码", 1, "ad", *UNSEEN),
            *((f"第{number}号附件", 0, "clean", "kdconv") for number in range(100)),
        ],
        "dev_evasion_synth.csv": [
            (ADVERT, 1, "ad", "synth:orig"),
            ("低 价 出一批茅台，要的联系我", 1, "ad", "synth:space"),
        ],
        "dev_evasion_clean.csv": [
            (TALK, 0, "clean", "synth:orig"),
            ("附件已上傳，請查收", 0, "clean", "synth:traditional"),
        ],
    }
    for name, rows in files.items():
        with (tmp_path / name).open("w", newline="") as file:
            csv.writer(file).writerows((HEADER, *rows))
    table = tmp_path / "lexicons/tables/形近字语料库.txt"
    table.parent.mkdir(parents=True)
    table.write_text("附 咐府\n件 伴\n号 \n", "utf-8")
    return tmp_path


def of(rows, disguise):
    return [row for row in rows if row.disguise == disguise]


def test_without_a_folder_there_are_our_own_sentences_only():
    assert {row.source for row in read(None)} == {"scenarios", "texts", "written"}


def test_nothing_that_strangers_wrote_is_learnt_from():
    sets = (ROOT / "benchmarks/detection").glob("unseen_*.jsonl")
    lines = "".join(path.read_text("utf-8") for path in sets).splitlines()
    theirs = {json.loads(line)["text"] for line in lines}
    learnt = {row.text for row in read(None)}
    # everybody says 收到 and +1
    assert [text for text in theirs & learnt if len(text) > 4] == []
    assert len(theirs) > 4_000


def test_a_text_and_its_disguise_are_of_one_kin_and_source(data):
    rows = read(data)
    [disguised], [decorated] = of(rows, "space"), of(rows, "traditional")
    for dressed, text in ((disguised, ADVERT), (decorated, TALK)):
        [plain] = [row for row in rows if row.text == text]
        assert (dressed.kin, dressed.source) == (plain.kin, plain.source)
        assert dressed.heads == plain.heads


def test_some_rows_are_learnt_in_look_alikes_too(data):
    rows = read(data)
    dressed = of(rows, LOOK_ALIKE)
    assert 10 < len(dressed) < 50
    assert dressed == of(read(data), LOOK_ALIKE)
    assert {row.text[-2:] for row in dressed if row.source == "kdconv"} == {"咐伴", "府伴"}
    assert {row.kin for row in dressed} <= {row.kin for row in of(rows, "orig")}


def test_a_row_falls_on_the_same_side_of_every_split(data):
    shares = [row.share for row in read(data)]
    assert shares == [row.share for row in read(data)]
    assert all(0 <= share < 1 for share in shares)


def test_what_no_head_knows_and_sources_kept_apart_are_not_learnt(data):
    rows = read(data)
    kept = learnable(rows)
    left = {(row.category, row.family) for row in rows} - {(r.category, r.family) for r in kept}
    assert left == {("flood", "handwritten"), ("ad", *UNSEEN)}


def test_what_pornography_gambling_and_fraud_offer_is_spam_too():
    special = {Head.PORNOGRAPHY, Head.GAMBLING, Head.UNLAWFUL}
    rows = [row for row in read(None) if row.heads & special]
    assert {head for row in rows for head in row.heads} == special | {Head.SPAM}
    assert all(Head.SPAM in row.heads for row in rows)


def test_made_sentences_are_whole_and_the_same_at_every_call():
    made = list(sayings(50))
    assert made == list(sayings(50))
    assert not [said for said in made if "{" in said.text or "|" in said.text]
    assert {said.topic for said in made} > {"clean", "abuse", "gambling"}


def test_every_head_learns_what_is_found_and_what_is_not():
    made = list(sayings(1))
    topics = {said.topic for said in made}
    heads = {head for row in read(None) for head in row.heads}
    assert heads == set(Head)
    assert "clean" in topics


def test_a_head_does_not_learn_from_rows_of_its_neighbours():
    row = Row("再拦我就捅死他", frozenset({Head.VIOLENCE}), "violence", "written", "0" * 64)
    assert {Head.ABUSE, Head.HARASSMENT, Head.INCITEMENT} <= row.undecided
    assert not row.undecided & {Head.VIOLENCE, Head.SPAM, Head.RELIGION}


def test_all_that_one_line_is_made_into_is_of_one_kin():
    rows = [row for row in read(None) if row.source == "written"]
    assert len({row.kin for row in rows}) < len({row.text for row in rows}) / 2
