"""The model card: what the shipped classifier learnt from, how it does, where it fails."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from qungui.text.classifier import Classifier, Head
from qungui.text.scores import THRESHOLDS
from tools.detection.corpus import Row
from tools.detection.measure import Measured

_OURS = "this project"
# as the data folder names them: where each comes from and under which licence
SOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "cold": ("thu-coai/COLDataset at a0c55a9, train and dev, never test", "Apache-2.0"),
        "swsr": ("aggiejiang/SWSR at 7b32018", "MIT"),
        "toxirewrite": ("magfox26/ToxiRewriteCN at f4a5fb4", "Apache-2.0"),
        "addetector": ("siuank/ADDetector4J at fe01c7b", "MIT"),
        "cped": ("scutcyr/CPED at 1e4b81c", "Apache-2.0"),
        "crosswoz": ("thu-coai/CrossWOZ at df82c9f", "Apache-2.0"),
        "kdconv": ("thu-coai/KdConv at 653db76", "Apache-2.0"),
        "chatterbot": ("gunthercox/chatterbot-corpus at a01efec", "BSD-3-Clause"),
        "handwritten": ("the data folder's own sentences", "CC0"),
        "synth": ("disguised and decorated forms of the folder's own sentences", "CC0"),
        "texts": (f"{_OURS}: tests/unit/rules/topic_texts.json", "as the project"),
        "scenarios": (f"{_OURS}: tests/scenarios/scenarios.jsonl, what is found", "as the project"),
        "written": (f"{_OURS}: tools/detection/written.txt and sayings/", "CC0"),
    }
)
_MEANS: Mapping[Head, str] = MappingProxyType(
    {
        Head.SPAM: "solicits: adverts, and the three below",
        Head.PORNOGRAPHY: "offers pornography or sexual services, or is obscene",
        Head.GAMBLING: "invites to gamble",
        Head.UNLAWFUL: "offers fraud, forged papers, traded data, laundering",
        Head.ABUSE: "attacks or abuses people",
        Head.CHARITY: "asks for money or for help in hardship",
        Head.CONFIDENTIALITY: "gives away what is to stay inside",
        Head.CONTACT: "leads customers or partners away to private contact",
        Head.COPYRIGHT: "offers or asks for copies of others' work",
        Head.DEFAMATION: "accuses somebody without proof",
        Head.DISCRIMINATION: "scorns a kind of people",
        Head.DRUGS: "offers, praises or seeks drugs",
        Head.FACTION: "calls some together against others",
        Head.HARASSMENT: "threatens, stalks or pesters somebody",
        Head.INCITEMENT: "calls others to do harm, or sets them against each other",
        Head.NEGATIVITY: "spreads gloom about the house or its work",
        Head.PHOTOGRAPHS: "puts up pictures of others that they did not agree to",
        Head.POLITICAL: "takes up politics",
        Head.PRIVACY: "puts others' affairs before the group",
        Head.RECRUITING: "draws members into other groups",
        Head.RELIGION: "wins people over to a faith, or spreads superstition",
        Head.RUMOR: "passes on alarming news that nobody has confirmed",
        Head.VIOLENCE: "announces, praises or teaches violence",
        Head.VIRUS: "baits people into opening links or running files",
        Head.VOTES: "asks for votes, likes or help with a bargain",
    }
)
_TEMPLATE = Path(__file__).with_suffix(".md")


def card(rows: Sequence[Row], figures: Sequence[Measured], artefact: bytes, day: date) -> str:
    classifier = Classifier.from_bytes(artefact)
    return _TEMPLATE.read_text("utf-8").format(
        day=day,
        count=len(rows),
        heads=len(classifier.heads),
        grams=len(classifier.grams),
        size=len(artefact),
        digest=sha256(artefact).hexdigest(),
        thresholds="\n".join(
            f"| {head} | {_MEANS[head]} | {THRESHOLDS[head]} |" for head in classifier.heads
        ),
        sources="\n".join(_sources(rows)),
        figures="\n".join(_figures(figures)),
    )


def _sources(rows: Sequence[Row]) -> Iterator[str]:
    met = Counter(row.family for row in rows)
    for name, (origin, licence) in SOURCES.items():
        if name in met:
            own = [row for row in rows if row.family == name]
            dressed = sum(row.disguise != "orig" for row in own)
            of = sum(bool(row.heads) for row in own)
            yield f"| {name} | {origin} | {licence} | {met[name]:,} | {of:,} | {dressed:,} |"


def _figures(figures: Sequence[Measured]) -> Iterator[str]:
    for each in figures:
        if each.of or each.wrong:
            counts = f"{each.found:,} | {each.of:,} | {each.wrong:,} | {each.clean:,}"
            yield f"| {each.head} | {each.source} | {counts} |"
