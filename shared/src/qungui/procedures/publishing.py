"""What is reviewed before it is published, and what may be."""

from dataclasses import dataclass

from qungui.procedures.procedure import Carrier, ProcedureSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """
    Attributes:
        reviewers: Who looks, one after the other.
        published_by: Who publishes afterwards.
        responsible: Who answers for it.
        declarations: What whoever hands it in declares, e.g. 真实性.
        channels: Only for these.
        published_in: What appeared there before goes out without another review.
        form: The form's name.
        rule: The principle, in the regulation's words.
    """

    reviewers: tuple[str, ...] = ()
    published_by: str = ""
    responsible: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    published_in: tuple[str, ...] = ()
    form: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReview:
    """
    Posts in a group that claim to be official go out only once somebody let them out: owner,
    administrator, managing department or leader, in the group, within the day before.

    Attributes:
        claims: A post claims it with one of these words in the heading before it, as 【公司公告】.
        rule: The principle, in the regulation's words.
    """

    claims: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """
    Attributes:
        category: What may be published.
        fields: What must be set, e.g. 上架时间.
    """

    category: str = ""
    fields: tuple[str, ...] = ()


SPECS = (
    ProcedureSpec(name="review", topics=("audit-before-publish",), kind=Review),
    ProcedureSpec(
        name="post-review",
        topics=("audit-before-publish",),
        kind=PostReview,
        carrier=Carrier.MESSAGE_JUDGEMENT,
    ),
    ProcedureSpec(
        name="publication",
        topics=("publication-scope", "publication-schedule"),
        kind=Publication,
    ),
)
