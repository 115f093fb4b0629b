"""Whatever somebody uploads as a rulebook is one, or is refused with the place of what is wrong."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.rulebook import shipped
from qungui.rulebook.document import MOST_CHARACTERS
from qungui.rulebook.examples import failures
from qungui.rulebook.loader import Loaded, load, loads
from qungui.rulebook.problems import RulebookError
from tests.unit.rulebook.test_language import HEAD

EXAMPLES = Path(__file__).parents[3] / "docs/examples"
TEXTS = [
    HEAD,
    (EXAMPLES / "tea-company.yaml").read_text("utf-8"),
    *(shipped.text(name) for name in ("R26", "R31")),
]
TOKEN = re.compile(r"[\w.-]+|\s+|.")
KEYS = sorted({word for text in TEXTS for word in re.findall(r"(\w+):", text)})
STRANGE = [
    *("null", "~", "-1", "0", "1.5", "1e999", ".nan", "0x_", "9" * 5000, "true", "yes", "''"),
    *("[]", "{}", "[[]]", "[null]", "{null: null}", "{1: 2}", "{[a]: b}", "<<", "{<<: {a: b}}"),
    *("&a x", "*a", "&a [*a]", "!!set {a}", "!!binary YQ==", "!!python/name:os.system x", "! x"),
    *("2026-11-01", "2026-99-01", "22:00", "? x", "|", ">-", '"\\ud83d"', '"\\U00110000"'),
    *("\t", "\ufeff", "\0", "%YAML 1.1", "---", "...", "#", "Asia", "../etc/passwd"),
]


def read_or_refused(text):
    """Anything that is raised but a refusal with its places is an error of ours."""
    try:
        loaded = loads(text)
    except RulebookError as error:
        return bool(error.problems) and all(
            each.zh and each.en and each.place.line >= 0 for each in error.problems
        )
    for clause_id, examples in loaded.examples.items():
        list(failures(loaded.edition, clause_id, examples))
    return isinstance(loaded, Loaded)


@given(st.one_of(st.text(max_size=200), st.text("{}[]:-,#&*!|>'\"%@`? \n\tab1", max_size=80)))
def test_any_text_is_read_or_refused(text):
    assert read_or_refused(text)


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(KEYS)
)
STRUCTURES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
    ),
    max_leaves=25,
)


@given(st.sampled_from(sorted(set(re.findall(r"^(\w+):", HEAD, re.MULTILINE)))), STRUCTURES)
def test_any_structure_under_a_key_of_the_head_is_read_or_refused(key, structure):
    lines = HEAD.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
    after = (n for n in range(first + 1, len(lines)) if re.match(r"\w", lines[n]))
    rest = lines[next(after, len(lines)) :]
    assert read_or_refused("".join([*lines[:first], f"{key}: {json.dumps(structure)}\n", *rest]))


@st.composite
def mutated(draw):
    """A rulebook with up to three lines or tokens deleted, doubled, moved or replaced."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        by_line = draw(st.booleans())
        parts = text.splitlines(keepends=True) if by_line else TOKEN.findall(text + "\n")
        at = draw(st.integers(0, len(parts) - 1))
        other = st.one_of(st.sampled_from(STRANGE), st.sampled_from(parts))
        change = draw(st.sampled_from(["delete", "double", "replace", "value"]))
        if change == "delete":
            parts[at : at + 1] = []
        elif change == "double":
            parts.insert(draw(st.integers(0, len(parts))), parts[at])
        elif change == "value" and by_line:
            parts[at] = parts[at].partition(": ")[0].rstrip("\n") + f": {draw(other)}\n"
        else:
            parts[at] = draw(other)
        text = "".join(parts)
    return text


@settings(max_examples=150)
@given(mutated())
def test_a_spoilt_copy_is_read_or_refused(text):
    assert read_or_refused(text)


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize("key", ["edition", "timezone", "in_force_from", "clauses", "ladders"])
def test_any_value_of_a_key_is_read_or_refused(key, strange):
    assert read_or_refused(
        re.sub(rf"^{key}:.*", lambda _: f"{key}: {strange}", HEAD, flags=re.MULTILINE)
    )


BOMB = "a: &a [x, x]\n" + "".join(
    f"{after}: &{after} [*{before}, *{before}, *{before}]\n"
    for before, after in zip("abcdefghijklmnopqrstuvwx", "bcdefghijklmnopqrstuvwxy", strict=True)
)
REFUSED = {
    "an alias": (BOMB, 1, "no anchors or aliases"),
    "an endless value": ("rulebook: &a [*a]", 1, "no anchors or aliases"),
    "a merge key": (HEAD + "<<: {title: x}\n", HEAD.count("\n") + 1, "a key must be text"),
    "a number as a key": ("rulebook: x\n4: y\n", 2, "a key must be text"),
    "nothing as a key": ("rulebook: x\n? \n", 2, "a key must be text"),
    "a list as a key": ("? [a]\n: y\n", 1, "a key must be text"),
    "a tag": ("rulebook: !!set {a}\n", 1, "tags are not used"),
    "a directive": ("%YAML 1.1\n---\nrulebook: x\n", 2, "directives are not used"),
    "deep nesting": ("rulebook: " + "[" * 5000, 1, "nested too deeply"),
    "deep lists": ("- " * 5000 + "x", 1, "nested too deeply"),
    "a number without end": ("rulebook: " + "9" * 5000, 1, "no number"),
    "infinity": ("rulebook: 1e999", 1, "must be finite"),
    "half a character": ('title: x\nrulebook: "\\ud83d"', 2, "no such character"),
    "a character beyond": ('rulebook: "\\U00110000"', 1, "no such character"),
    "a key twice": ("rulebook: x\nrulebook: y\n", 2, "duplicate key"),
    "a tabulator": ("rulebook: x\n\ttitle: y\n", 2, "not YAML"),
    "a control character": ("rulebook: x\n\0", 2, "not YAML"),
    "two documents": ("rulebook: x\n---\nrulebook: y\n", 2, "not YAML"),
    "a book": ("# x\n" * (MOST_CHARACTERS // 4 + 1), 0, "too large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_before_it_is_read_says_where_and_why(name):
    text, line, why = REFUSED[name]
    with pytest.raises(RulebookError) as refused:
        loads(text)
    (problem,) = refused.value.problems
    assert (problem.place.line, why in problem.en) == (line, True), problem


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("dissuade: {times: 3}", "dissuade: {times: 999999999999}", "'times' must be from 1"),
        ("dissuade: {times: 3}", "dissuade: {times: [3]}", "'times' must be"),
        ("points: 2", "points: 0", "must be from 1 to"),
        ("straight_to: 2", "straight_to: -1", "must be from 1 to"),
        ("rule: advertising", "must_hit: [{text: x, repeat: 999999999}]", "must be from 0 to"),
        ("rule: advertising", "must_hit: [{same: -1}]", "must be from 0 to"),
        ("rule: advertising", "must_hit: [{within: 99999999999}]", "must be from 0 to"),
        ("rule: advertising", 'must_hit: [{at: "12:00:00+08:00"}]', "written HH:MM"),
        ("rule: advertising", 'when: {from: "T22", to: "23"}', "must be HH:MM"),
        ("Asia/Shanghai", "Asia", "unknown time zone"),
    ],
)
def test_a_number_or_time_that_nobody_means_is_refused(before, after, why):
    assert before in HEAD
    with pytest.raises(RulebookError) as refused:
        loads(HEAD.replace(before, after))
    assert any(why in problem.en for problem in refused.value.problems), refused.value


def test_a_file_that_is_not_saved_as_utf_8_is_refused_at_its_line(tmp_path):
    file = tmp_path / "rules.yaml"
    file.write_bytes(HEAD.encode("gbk"))
    with pytest.raises(RulebookError) as refused:
        load(file)
    (problem,) = refused.value.problems
    assert (problem.place.line, "UTF-8" in problem.en) == (3, True)


@pytest.mark.parametrize("change", [("", "\ufeff"), ("\n", "\r\n")])
def test_what_editors_of_other_systems_add_changes_nothing(change, tmp_path):
    file = tmp_path / "rules.yaml"
    before, after = change
    text = HEAD.replace(before, after) if before else after + HEAD
    file.write_bytes(text.encode())
    assert load(file).edition == loads(HEAD).edition


def test_a_file_of_another_encoding_beside_it_is_no_rulebook_to_extend(tmp_path):
    (tmp_path / "base.yaml").write_bytes(HEAD.encode("gbk"))
    file = tmp_path / "rules.yaml"
    file.write_text(HEAD.replace("rulebook: office", "rulebook: ours\nextends: office"), "utf-8")
    with pytest.raises(RulebookError, match="no rulebook 'office' to extend"):
        load(file)
