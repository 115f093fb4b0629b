"""The commands, as data: their words, what stands behind the word, who may use them."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.model.group import Role


class Verb(StrEnum):
    """What a command does; also the key of a menu item."""

    MY_RECORD = "my-record"
    APPEAL = "appeal"
    APOLOGISE = "apologise"
    REJOIN = "rejoin"
    REPORT = "report"  # a member, to those in charge
    BRING_UP = "bring-up"  # a matter or a suggestion, to those in charge
    TODO = "todo"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    WARN = "warn"
    STRIKE = "strike"
    LIFT = "lift"
    PAID = "paid"
    MEMBER_FILE = "member-file"
    ALLOW = "allow"
    REFUSE = "refuse"
    PARDON = "pardon"  # a case becomes void
    EVIDENCE = "evidence"  # of an unlawful act
    EXEMPT = "exempt"
    SETTLE = "settle"  # the money of a month
    GROUP_FORM = "group-form"  # blank, or filled in
    AGREE_GROUP = "agree-group"
    REFUSE_GROUP = "refuse-group"
    GROUP_MADE = "group-made"
    FILE_GROUP = "file-group"
    CONFIRM_FILING = "confirm-filing"
    RETURN_FILING = "return-filing"
    ADOPT_GROUP = "adopt-group"
    APPOINT = "appoint"  # somebody, for a role of a group
    OPEN_GROUP = "open-group"
    NAME_GROUP = "name-group"
    PERMIT = "permit"
    FORBID = "forbid"
    MUTE = "mute"
    STOP = "stop"  # somebody from writing what does not belong in a group
    END_TOPIC = "end-topic"
    SAME_GROUP = "same-group"  # one that appeared, and one that was agreed to
    TAKE_UP = "take-up"  # a group that nobody owns
    HAND_OVER = "hand-over"  # an administrator's part
    END_MATTER = "end-matter"
    ASK_LATER = "ask-later"
    PUT_OFF = "put-off"
    KEEP_DATE = "keep-date"
    ANNOUNCE_END = "announce-end"
    DISSOLVE = "dissolve"
    DUTY_DONE = "duty-done"
    GROUPS_ON_FILE = "groups-on-file"
    CHECK = "check"  # the members of a group
    LET_JOIN = "let-join"
    INVITE = "invite"  # as a guest
    LET_LEAVE = "let-leave"
    ABSENCE = "absence"
    NICKNAME = "nickname"
    EXPECT = "expect"  # an answer, by a clock started by hand
    EXCUSE = "excuse"  # whoever could not answer
    REPLIES = "replies"
    ISSUES = "issues"
    RAISE = "raise-issue"
    ASSIGN = "assign"  # an issue to somebody
    IN_HAND = "in-hand"
    SOLVED = "solved"
    HELP = "help"


class Slot(StrEnum):
    """What can stand behind the word; named as the attributes of ``meaning.Command``."""

    GROUP = "group"
    NUMBERS = "numbers"
    PERSON = "person"
    CLAUSE = "clause"
    GRAVITY = "gravity"
    SPAN = "span"
    DAY = "day"
    MONTH = "month"
    TOPIC = "topic"
    TEXT = "text"


_WORDS = {
    Slot.GROUP: "群",
    Slot.NUMBERS: "编号",
    Slot.PERSON: "人",
    Slot.CLAUSE: "条款",
    Slot.GRAVITY: "轻重",
    Slot.SPAN: "期限",
    Slot.DAY: "日期",
    Slot.MONTH: "月份",
    Slot.TOPIC: "命令",
    Slot.TEXT: "理由",
}


@dataclass(frozen=True, slots=True)
class Argument:
    """
    Attributes:
        many: Whether several numbers may stand there.
        called: What people call it here, where that is not the slot's own word.
        announced: Whether a text must say that it is one (“理由：…”), or something is left over.
    """

    slot: Slot
    needed: bool = True
    many: bool = False
    called: str = ""
    announced: bool = False

    @property
    def word(self) -> str:
        return self.called or _WORDS[self.slot]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSpec:
    """
    Attributes:
        words: The first is its name; the others do the same. Chinese as ``text.normal`` writes it.
        arguments: In the order of the help text; any order is read, the text always last.
        roles: Who may use it, in the group that it is about; empty for everybody.
        listed: Whether the help lists it; a question that is put to somebody names the others.
        changes: Whether anything follows from it but an answer.
        is_form: Whether its text may be a form, which says itself what is wrong with it.
        help: What it does, at most 16 characters.
        example: At most 17 characters, so that it fits a line of a phone; tests read it.
        beside: What else its text may hold, and what comes of it; told where it is asked about.
    """

    verb: Verb
    words: tuple[str, ...]
    arguments: tuple[Argument, ...] = ()
    roles: frozenset[Role] = frozenset()
    listed: bool = True
    changes: bool = True
    is_form: bool = False
    help: str
    example: str
    beside: str = ""

    @property
    def name(self) -> str:
        return self.words[0]

    @property
    def takes_words_alone(self) -> bool:
        """Whether nothing but a text need stand behind the word."""
        return not any(one.needed for one in self.arguments if one.slot is not Slot.TEXT)

    def argument(self, slot: Slot) -> Argument | None:
        return next((one for one in self.arguments if one.slot is slot), None)

    def open_to(self, roles: frozenset[Role]) -> bool:
        """Whether somebody who holds *roles* may use it."""
        return not self.roles or not self.roles.isdisjoint(roles)


_MANAGERS = frozenset({Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT})
_ASKERS = _MANAGERS | {Role.LEADER}

_SOME = Argument(Slot.NUMBERS, many=True)
_PERSON = Argument(Slot.PERSON)
_CLAUSE = Argument(Slot.CLAUSE)
_TEXT = Argument(Slot.TEXT)
_DAY = Argument(Slot.DAY)
_SAID = Argument(Slot.TEXT, needed=False)

_QUOTING = "理由末尾写“原话：…”，以后的规定须放过这句话"


def _maybe(slot: Slot) -> Argument:
    return Argument(slot, needed=False)


COMMANDS = (
    CommandSpec(
        verb=Verb.MY_RECORD,
        words=(
            *("我的记录", "记录", "我的违规", "我的档案", "查我的记录", "查看我的记录"),
            *("查询我的记录", "查记录", "查我", "jl"),
        ),
        changes=False,
        help="看自己的违规和处理",
        example="我的记录",
    ),
    CommandSpec(
        verb=Verb.APPEAL,
        words=("申诉", "申述", "上诉", "提出申诉", "提起申诉", "ss"),
        arguments=(_maybe(Slot.NUMBERS), _TEXT),
        help="不服处理，请人复核",
        example="申诉 3 我没发广告",
    ),
    CommandSpec(
        verb=Verb.APOLOGISE,
        words=("道歉", "致歉", "赔礼道歉", "dq"),
        arguments=(Argument(Slot.TEXT, needed=False, called="想说的话"),),
        help="按要求道歉，话可写可不写",
        example="道歉 对不起，不再发了",
    ),
    CommandSpec(
        verb=Verb.REJOIN,
        words=("申请回群", "回群", "申请入群", "申请进群", "重新入群", "重新进群", "hq"),
        arguments=(_maybe(Slot.GROUP), _TEXT),
        help="被移出后申请回来",
        example="申请回群 @市场部群 已学群规",
    ),
    CommandSpec(
        verb=Verb.REPORT,
        words=("举报", "检举", "我要举报", "jb"),
        arguments=(_PERSON, _TEXT),
        help="告诉管理员，不说是谁举报的",
        example="举报 张三 私下推销",
    ),
    CommandSpec(
        verb=Verb.BRING_UP,
        words=("反映", "反映情况", "建议", "提建议", "我建议", "反馈", "fy"),
        arguments=(Argument(Slot.TEXT, called="事情"),),
        help="把情况或建议告诉负责的人",
        example="反映 有人连发低俗表情",
    ),
    CommandSpec(
        verb=Verb.TODO,
        words=("待办", "我的待办", "待办事项", "待处理", "代办", "db"),
        roles=_MANAGERS,
        changes=False,
        help="看等您处理的事",
        example="待办",
    ),
    CommandSpec(
        verb=Verb.CONFIRM,
        words=("确认", "认定", "属实", "成立", "qr"),
        arguments=(_SOME, _maybe(Slot.GRAVITY)),
        roles=_MANAGERS,
        help="认定违规成立",
        example="确认 3 严重",
    ),
    CommandSpec(
        verb=Verb.DISMISS,
        words=("驳回", "不成立", "不属实", "不确认", "误判", "bh"),
        arguments=(_SOME, _TEXT),
        roles=_MANAGERS,
        help="认定违规不成立",
        example="驳回 3 是工作通知",
        beside=_QUOTING,
    ),
    CommandSpec(
        verb=Verb.WARN,
        words=("警告", "jg"),
        arguments=(_PERSON, _CLAUSE, _TEXT),
        roles=_MANAGERS,
        help="按条款警告一人",
        example="警告 张三 3.10 发广告",
    ),
    CommandSpec(
        verb=Verb.STRIKE,
        words=("记一次", "记一次违规", "记录一次", "记违规", "jyc"),
        arguments=(_PERSON, _CLAUSE, _TEXT),
        roles=_MANAGERS,
        help="按条款给一人记一次",
        example="记一次 张三 3.10 发广告",
    ),
    CommandSpec(
        verb=Verb.LIFT,
        words=("解除", "jc"),
        arguments=(_PERSON, _SOME, _TEXT),
        roles=_MANAGERS,
        help="停发言、限制、要求到此为止",
        example="解除 张三 4821 已改",
    ),
    CommandSpec(
        verb=Verb.PAID,
        words=("已交", "已发", "已缴", "已收", "已付", "yj", "yf"),
        arguments=(_SOME,),
        roles=_MANAGERS,
        help="记下红包已发、款已交",
        example="已交 3",
    ),
    CommandSpec(
        verb=Verb.MEMBER_FILE,
        words=("查", "查询", "查看", "查人", "查档", "cha", "ck"),
        arguments=(_PERSON,),
        roles=_MANAGERS,
        changes=False,
        help="看一人的违规和处理",
        example="查 张三",
    ),
    CommandSpec(
        verb=Verb.ALLOW,
        words=("准许", "同意", "批准", "通过", "ty"),
        arguments=(_SOME, Argument(Slot.TEXT, needed=False, called="理由：…", announced=True)),
        roles=_MANAGERS,
        help="申诉或申请获准",
        example="准许 3",
    ),
    CommandSpec(
        verb=Verb.REFUSE,
        words=("不准", "不准许", "不同意", "不批准", "不予批准", "不通过", "拒绝", "bty"),
        arguments=(_SOME, _TEXT),
        roles=_MANAGERS,
        help="申诉或申请不准",
        example="不准 3 证据清楚",
    ),
    CommandSpec(
        verb=Verb.PARDON,
        words=("撤销", "撤消", "作废", "cx"),
        arguments=(_PERSON, _SOME, _TEXT),
        roles=_MANAGERS,
        help="撤销一条，不再计次",
        example="撤销 张三 4821 误判",
        beside=_QUOTING,
    ),
    CommandSpec(
        verb=Verb.EVIDENCE,
        words=("证据", "取证", "调证", "调取证据", "查证据", "zj"),
        arguments=(_PERSON, Argument(Slot.NUMBERS)),
        roles=_MANAGERS,
        help="调取一条违法的证据，记入日志",
        example="证据 张三 4821",
    ),
    CommandSpec(
        verb=Verb.EXEMPT,
        words=("豁免", "免除", "hm"),
        arguments=(_PERSON, _CLAUSE, Argument(Slot.SPAN), _TEXT),
        roles=_MANAGERS,
        help="一段时间不按条款追究一人",
        example="豁免 张三 3.11 3天 值班",
    ),
    CommandSpec(
        verb=Verb.SETTLE,
        words=("结清表", "月结表", "结账表", "jqb"),
        arguments=(Argument(Slot.MONTH),),
        roles=_MANAGERS,
        changes=False,
        help="看一个月的红包和款项",
        example="结清表 11月",
    ),
    CommandSpec(
        verb=Verb.GROUP_FORM,
        words=("建群表", "建群申请表", "建群申请", "申请建群", "新建群"),
        arguments=(Argument(Slot.TEXT, needed=False, called="类别，或填好的表"),),
        listed=False,
        is_form=True,
        help="要一个群：取表，填好发回",
        example="建群表 部门级",
    ),
    CommandSpec(
        verb=Verb.AGREE_GROUP,
        words=(
            "同意建群",
            "批准建群",
            "准许建群",
        ),
        arguments=(_SOME,),
        listed=False,
        help="同意建一个群",
        example="同意建群 4821",
    ),
    CommandSpec(
        verb=Verb.REFUSE_GROUP,
        words=(
            "不同意建群",
            "不批准建群",
            "不准建群",
        ),
        arguments=(
            _SOME,
            _TEXT,
        ),
        listed=False,
        help="不同意建一个群",
        example="不同意建群 4821 已有群",
    ),
    CommandSpec(
        verb=Verb.GROUP_MADE,
        words=(
            "建好",
            "已建好",
            "群已建好",
        ),
        arguments=(_SOME,),
        listed=False,
        help="群已经建好",
        example="建好 4821",
    ),
    CommandSpec(
        verb=Verb.FILE_GROUP,
        words=(
            "报备",
            "报备案",
            "备案",
        ),
        arguments=(_SOME, Argument(Slot.TEXT, needed=False, called="备案表")),
        listed=False,
        help="把群报管理部门备案，附规定的备案表",
        example="报备 4821 工作微信群备案表",
    ),
    CommandSpec(
        verb=Verb.CONFIRM_FILING,
        words=(
            "备案确认",
            "确认备案",
            "备案通过",
        ),
        arguments=(_SOME,),
        listed=False,
        help="备案无误，登记",
        example="备案确认 4821",
    ),
    CommandSpec(
        verb=Verb.RETURN_FILING,
        words=(
            "备案退回",
            "退回备案",
        ),
        arguments=(
            _SOME,
            _TEXT,
        ),
        listed=False,
        help="备案要补充，退回",
        example="备案退回 4821 缺群主",
    ),
    CommandSpec(
        verb=Verb.ADOPT_GROUP,
        words=(
            "认领",
            "认领群",
        ),
        arguments=(_SOME,),
        listed=False,
        help="认下一个没备案的群",
        example="认领 4821",
    ),
    CommandSpec(
        verb=Verb.APPOINT,
        words=("指定", "任命", "指定人选"),
        arguments=(
            Argument(Slot.NUMBERS),
            _PERSON,
            Argument(Slot.TEXT, called="身份"),
        ),
        listed=False,
        help="指定群里由谁担任什么",
        example="指定 4821 徐静 文字编辑员",
    ),
    CommandSpec(
        verb=Verb.OPEN_GROUP,
        words=("启用", "启用群"),
        arguments=(_SOME,),
        listed=False,
        help="人选已定，启用群",
        example="启用 4821",
    ),
    CommandSpec(
        verb=Verb.NAME_GROUP,
        words=("改群名", "群改名", "给群改名"),
        arguments=(Argument(Slot.NUMBERS), Argument(Slot.TEXT, called="新群名")),
        listed=False,
        help="给群改名，备案一起改",
        example="改群名 4821 质量部工作群",
    ),
    CommandSpec(
        verb=Verb.PERMIT,
        words=("授权", "给权限"),
        arguments=(Argument(Slot.NUMBERS), _PERSON, Argument(Slot.TEXT, called="权限")),
        listed=False,
        help="让成员可以做一件事",
        example="授权 4821 马超 邀请好友",
    ),
    CommandSpec(
        verb=Verb.FORBID,
        words=("收回权限", "取消授权"),
        arguments=(Argument(Slot.NUMBERS), _PERSON, Argument(Slot.TEXT, called="权限")),
        listed=False,
        help="不让成员做一件事",
        example="收回权限 4821 马超 邀请好友",
    ),
    CommandSpec(
        verb=Verb.MUTE,
        words=("禁言", "jy"),
        arguments=(_PERSON, _TEXT),
        roles=_MANAGERS,
        listed=False,
        help="请群主禁言一人",
        example="禁言 张三 刷屏",
    ),
    CommandSpec(
        verb=Verb.STOP,
        words=("制止", "zz"),
        arguments=(_PERSON, _SAID),
        roles=_MANAGERS,
        listed=False,
        help="请一人停发不属于本群的内容",
        example="制止 张三 与工作无关",
    ),
    CommandSpec(
        verb=Verb.END_TOPIC,
        words=("终止话题", "叫停话题", "叫停"),
        arguments=(_maybe(Slot.GROUP), Argument(Slot.TEXT, called="话题")),
        roles=_MANAGERS,
        listed=False,
        help="在群里终止一个话题",
        example="终止话题 @市场部群 美国大选",
    ),
    CommandSpec(
        verb=Verb.SAME_GROUP,
        words=("关联", "关联群"),
        arguments=(_SOME,),
        listed=False,
        help="登记的群就是新出现的群",
        example="关联 4821 3917",
    ),
    CommandSpec(
        verb=Verb.TAKE_UP,
        words=("接管", "接管群"),
        arguments=(Argument(Slot.NUMBERS), _PERSON),
        listed=False,
        help="给无人负责的群定群主",
        example="接管 4821 陈丽",
    ),
    CommandSpec(
        verb=Verb.HAND_OVER,
        words=("移交", "移交管理员"),
        arguments=(Argument(Slot.NUMBERS), _PERSON),
        listed=False,
        help="定接任的管理员",
        example="移交 4821 陈丽",
    ),
    CommandSpec(
        verb=Verb.END_MATTER,
        words=(
            "事项结束",
            "事项完结",
            "功能丧失",
        ),
        arguments=(
            _SOME,
            _TEXT,
        ),
        help="群的事项办完了",
        example="事项结束 4821 团建结束",
    ),
    CommandSpec(
        verb=Verb.ASK_LATER,
        words=(
            "延期",
            "延期解散",
            "申请延期",
        ),
        arguments=(
            Argument(Slot.NUMBERS),
            _DAY,
            _TEXT,
        ),
        listed=False,
        help="请求延后解散",
        example="延期 4821 7月5日 尾款未结",
    ),
    CommandSpec(
        verb=Verb.PUT_OFF,
        words=(
            "同意延期",
            "批准延期",
        ),
        arguments=(_SOME,),
        listed=False,
        help="同意延后解散",
        example="同意延期 4821",
    ),
    CommandSpec(
        verb=Verb.KEEP_DATE,
        words=(
            "不同意延期",
            "不批准延期",
        ),
        arguments=(
            _SOME,
            _maybe(Slot.TEXT),
        ),
        listed=False,
        help="不同意延后解散",
        example="不同意延期 4821",
    ),
    CommandSpec(
        verb=Verb.ANNOUNCE_END,
        words=(
            "公告解散",
            "解散公告",
        ),
        arguments=(
            Argument(Slot.NUMBERS),
            _DAY,
            Argument(Slot.PERSON, called="操作人"),
            _TEXT,
        ),
        listed=False,
        help="解散前在群内公告",
        example="公告解散 4821 6月25日 陈丽 完结",
    ),
    CommandSpec(
        verb=Verb.DISSOLVE,
        words=(
            "解散群",
            "解散",
        ),
        arguments=(_SOME,),
        listed=False,
        help="解散一个已公告的群",
        example="解散群 4821",
    ),
    CommandSpec(
        verb=Verb.DUTY_DONE,
        words=("职责办完", "职责已办"),
        arguments=(_SOME,),
        listed=False,
        help="清单上的职责办完了",
        example="职责办完 4821",
    ),
    CommandSpec(
        verb=Verb.GROUPS_ON_FILE,
        words=("群台账", "台账"),
        changes=False,
        help="看自己的群走到哪一步",
        example="群台账",
    ),
    CommandSpec(
        verb=Verb.CHECK,
        words=("核对成员", "核对名单", "核对", "清点成员", "hd"),
        roles=_MANAGERS,
        help="马上核对群成员",
        example="核对成员 @市场部群",
    ),
    CommandSpec(
        verb=Verb.LET_JOIN,
        words=("准入", "准许入群", "同意入群", "同意拉人", "zr"),
        arguments=(_PERSON, _SAID),
        roles=_MANAGERS,
        help="同意拉一人进群",
        example="准入 张三 新同事",
    ),
    CommandSpec(
        verb=Verb.INVITE,
        words=("邀请", "特邀", "邀请入群", "yq"),
        arguments=(_PERSON, _maybe(Slot.SPAN), _SAID),
        roles=_MANAGERS,
        help="外人受邀，可在群里",
        example="邀请 何军 30天 审计",
    ),
    CommandSpec(
        verb=Verb.LET_LEAVE,
        words=("准退", "准许退群", "同意退群", "准出", "zt"),
        arguments=(_PERSON, _SAID),
        roles=_MANAGERS,
        help="同意一人退群",
        example="准退 张三 调岗",
    ),
    CommandSpec(
        verb=Verb.ABSENCE,
        words=("告假", "休假", "gj"),
        arguments=(Argument(Slot.SPAN), _SAID),
        help="一段时间不在群里发言",
        example="告假 10天 出差",
    ),
    CommandSpec(
        verb=Verb.NICKNAME,
        words=("群昵称", "我的昵称", "昵称", "nc"),
        arguments=(Argument(Slot.TEXT, called="昵称"),),
        help="告诉系统您的群昵称",
        example="群昵称 财务部+张三",
    ),
    CommandSpec(
        verb=Verb.EXPECT,
        words=("计时", "限时", "限时回复", "催办", "js"),
        arguments=(_PERSON, Argument(Slot.TEXT, called="要办的事")),
        roles=_ASKERS,
        help="交办一人，按规定计时",
        example="计时 张三 今天交报表",
    ),
    CommandSpec(
        verb=Verb.EXCUSE,
        words=("断网", "没网", "没信号", "免回复", "dw"),
        arguments=(_PERSON, _TEXT),
        roles=_ASKERS,
        help="记下没网，不追究没回复",
        example="断网 张三 在工地没信号",
    ),
    CommandSpec(
        verb=Verb.REPLIES,
        words=("回复情况", "谁没回", "谁没回复", "收到情况", "哪些人没回", "hf"),
        roles=_ASKERS,
        changes=False,
        help="看谁回复了、谁还没有",
        example="回复情况",
    ),
    CommandSpec(
        verb=Verb.ISSUES,
        words=("问题", "问题清单", "问题进展", "有哪些问题", "wt"),
        changes=False,
        help="看还没解决的问题",
        example="问题",
    ),
    CommandSpec(
        verb=Verb.RAISE,
        words=("记问题", "登记问题", "提问题", "提出问题", "jwt"),
        arguments=(_PERSON, _maybe(Slot.DAY), Argument(Slot.TEXT, called="问题")),
        roles=_ASKERS,
        help="登记问题或待交的材料，交给一人办",
        example="记问题 张三 6月25日 五店灯坏了",
    ),
    CommandSpec(
        verb=Verb.ASSIGN,
        words=("传达", "转交", "交给", "cd"),
        arguments=(Argument(Slot.NUMBERS), _PERSON),
        roles=_ASKERS,
        help="把问题交给一人办",
        example="传达 4821 张三",
    ),
    CommandSpec(
        verb=Verb.IN_HAND,
        words=("处理中", "在处理", "正在处理", "有进展", "clz"),
        arguments=(_SOME,),
        help="记下问题有进展",
        example="处理中 4821",
    ),
    CommandSpec(
        verb=Verb.SOLVED,
        words=("已解决", "解决了", "办好了", "已办好", "yjj"),
        arguments=(_SOME,),
        help="记下问题已解决",
        example="已解决 4821",
    ),
    CommandSpec(
        verb=Verb.HELP,
        words=("帮助", "菜单", "命令", "指令", "用法", "怎么用", "使用说明", "bangzhu"),
        arguments=(_maybe(Slot.TOPIC), Argument(Slot.NUMBERS, needed=False, called="页")),
        changes=False,
        help="看能用的命令",
        example="帮助 申诉",
    ),
)
