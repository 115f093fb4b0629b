"""What each act is called, to those who read notices and tables."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from qungui.model.act import Act
from qungui.model.rulebook import ActCall, Edition, Sanction

ACTS: Mapping[Act, str] = MappingProxyType(
    {
        Act.RECORD: "记录",
        Act.LIST: "列入名单",
        Act.TERMINATE_TOPIC: "终止话题",
        Act.REMIND: "提醒",
        Act.SUGGEST_CHANNEL: "建议改用更安全的方式",
        Act.SUGGEST_ENCRYPTION: "请改发加密的版本",
        Act.DISSUADE: "劝阻",
        Act.WITHDRAW: "撤下内容",
        Act.BLOCK: "暂不发布",
        Act.POSTPONE: "推迟到允许的时间",
        Act.RETURN: "退回补正",
        Act.VERBAL_WARNING: "口头警告",
        Act.WARN: "警告",
        Act.SEVERE_WARNING: "严重警告",
        Act.REQUIRE_APOLOGY: "要求道歉",
        Act.REQUEST_RED_PACKET: "发红包",
        Act.RECORD_FINE: "登记罚款",
        Act.SUSPEND_POSTING: "暂停发言",
        Act.SUSPEND_ACCOUNT: "停用账号",
        Act.HOLD_LEADER_RESPONSIBLE: "追究负责人责任",
        Act.REFER: "移交公司处理",
        Act.ASK_TO_LEAVE: "请自行退出",
        Act.PERSUADE_TO_LEAVE: "劝退",
        Act.REMOVE: "移出本群",
        Act.PLATFORM_MEASURE: "由微信平台处理",
        Act.REINVITE: "重新邀请进群",
        Act.RESTORE_POSTING: "恢复发言",
        Act.ASK: "请人决定",
        Act.REVIEW: "请人表态",
        Act.REPORT: "告知管理部门",
        Act.RENAME: "修改群名称",
        Act.CHANGE_OWNER: "转让群主",
        Act.SOFT_CLOSE: "停用群",
        Act.SPEAK: "在群里发布",
        Act.MUTE: "禁言",
        Act.DELETE_MESSAGE: "删除消息",
        Act.POSTING_MODE: "调整发言设置",
        Act.DISSOLVE: "解散群",
    }
)


def in_words(acts: Sequence[ActCall]) -> str:
    """All that happens together, e.g. ``严重警告并劝退``."""
    return "并".join(ACTS[each.act] for each in acts)


def consequence(edition: Edition, sanction: Sanction | None) -> str:
    """What follows from a breach, all of a ladder's steps, e.g. ``警告，再犯移出本群``."""
    if sanction is None:
        return ACTS[Act.RECORD]
    if sanction.ladder and (ladder := edition.ladders.get(sanction.ladder)):
        return "，再犯".join(in_words(step.acts) for step in ladder.steps)
    chosen = "，或".join(map(in_words, sanction.choices.values()))
    return in_words(sanction.acts) or chosen or ACTS[Act.RECORD]
