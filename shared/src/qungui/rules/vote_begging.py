"""Votes, likes and bargains."""

from itertools import chain

from qungui.model.finding import Clear, Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.own_words import own_words
from qungui.text.words.votes import BARGAINS, LIKES, VOTES

_KINDS = {"票": VOTES, "赞": LIKES, "砍": BARGAINS, "助力": BARGAINS}


@frozen(kw_only=True)
class VoteBegging:
    """
    Others asked for a vote, a like or help with a bargain; elections and decisions pass.

    Attributes:
        kinds: What is not allowed, e.g. 投票, 集点赞, 砍价; empty finds nothing.
        words: Further words of the group's own choice.
    """

    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        for sign, cues in _KINDS.items():
            span = cues.find(facts.plain, self.words)
            if span and any(sign in kind.text for kind in own_words(self.kinds)):
                return shown(facts, span, reason="求投票、点赞或砍价", score=0.8)
        return Clear()


SPEC = RuleSpec(
    name="vote-begging",
    topics=("vote-begging",),
    kind=VoteBegging,
    waits_for=lambda rule: tuple(chain(*(each.waits_for(rule.words) for each in _KINDS.values()))),
    idle=lambda rule: not any(sign in kind for kind in rule.kinds for sign in _KINDS),
)
